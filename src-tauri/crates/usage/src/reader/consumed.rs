//! The people whom the cloud counts: GitHub's report of consumed licenses, as its API answers it and as a table.
//!
//! Published is the answer to `GET /enterprises/{enterprise}/consumed-licenses` (`@octokit/openapi`, generated/ghec.json) and
//! the columns of the report (github/docs, content/billing/reference/license-reports.md). Answers that were recorded differ:
//! see `names` for the keys, `row` for the values.
//!
//! Nothing is allocated for a person: a row is put together in memory that is used again, and goes into the roster whole or not
//! at all.

pub(super) mod json;
pub(super) mod judge;
mod names;
mod row;
pub(super) mod table;
mod tally;
