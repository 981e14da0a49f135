//! A practice enterprise: a real HTTP server on loopback that plays GitHub Enterprise Cloud.
//!
//! It is a part of the product. Administrators rehearse a hand-over on it, a newcomer starts with it, and the tests of the
//! other rooms talk to it. Everybody in it is invented and every e-mail address ends in `.example`.
//!
//! What it answers:
//!
//! - `GET /enterprises/{enterprise}/` `consumed-licenses`, `license-sync-status` and `visual-studio-subscriptions`, as GitHub's
//!   published description of Enterprise Cloud's REST API has them (`@octokit/openapi`, `generated/ghec.json`);
//! - `POST /graphql`, with the part of GitHub's schema (`@octokit/graphql-schema`) that tells of Enterprise Server
//!   installations, their uploads and their accounts, and of the identities at the providers of the enterprise and its
//!   organizations;
//! - for a site administrator of an Enterprise Server, `GET /api/v3/enterprise/settings/license` (`generated/ghes-3.19.json`) and
//!   `GET /stafftools/reports/{report}`, as GitHub's documentation has it;
//! - `POST /enterprises/{enterprise}/server-usage`, **its own and not GitHub's**: GitHub publishes no way to upload server
//!   usage but its web page. The headers it takes stand in `upload.rs`.
//!
//! - `GET /enterprises/{enterprise}`, a page to sign in and hand a file over in a browser, **its own as well** (`page.rs`).
//!
//! `tests/contract.rs` holds REST and GraphQL against what GitHub publishes.
//!
//! It listens on 127.0.0.1 only, answers to its own host names only (so that no web page can reach it through a name that
//! it points here), asks for its token, and sends no CORS header. All time in it comes from the caller's clock, and it has
//! no randomness: the token is given, and the same uploads give the same answers.
//!
//! People are counted by a plain counter of its own (`counter.rs`) that shares no code with the room that
//! explains the count to a user, so that each can be held against the other.

mod counter;
mod export;
mod faults;
mod gate;
mod graphql;
mod line;
mod options;
mod page;
mod paging;
mod rate_limit;
mod refusal;
mod rest;
mod samples;
mod scenario;
mod sealing;
mod server;
mod server_reports;
mod snapshot;
mod store;
mod upload;
mod world;

pub use options::{Clock, Options};
pub use samples::{Sample, samples};
pub use scenario::{Affects, Scenario, UnknownScenario};
pub use server::{ENTERPRISE, Running, serve};
