//! Tables: the CSV files that servers and the cloud write, and what spreadsheets make of them.
//!
//! What RFC 4180 allows is read as it says. What it does not allow is read as far as it can be told what was meant: a quote
//! out of place is a character like any other, a row with too few or too many cells is passed over, and each is noticed with
//! its place. See `records` for how rows are found, `dialect` for delimiters and line ends, `cells` for values.

pub(super) mod cells;
pub(super) mod dialect;
pub(super) mod header;
pub(super) mod judge;
pub(super) mod records;
pub(super) mod row;
pub(super) mod scan;
pub(super) mod scope;
pub(super) mod seen;
pub(super) mod table;
pub(super) mod users;
