//! Who is one person, who takes a license, and why.
//!
//! Rosters go in, numbers come out: [`People::count`] makes one account of everything that names it, groups accounts by
//! primary e-mail, links each group to at most one cloud account, and counts. Everything that can be asked about the result
//! is asked of [`People`] afterwards, one person at a time.
//!
//! GitHub publishes how licenses are counted in words and leaves much open: letter case, several matches, what becomes of
//! an old report. Every choice that it leaves is written at the place that makes it and called *assumed*.
//!
//! Synchronous; no clock, no files, no network. The order of what goes in never shows in what comes out.

mod accounts;
mod assemble;
mod both;
mod count;
pub mod difference;
pub mod edges;
pub mod email;
pub mod evidence;
pub mod finding;
mod groups;
pub mod key;
mod listed;
pub mod near;
mod noticed;
pub mod number;
pub mod person;
pub mod plan;
mod records;
mod servers;
mod table;

pub use accounts::BuiltIn;
pub use assemble::Known;
pub use count::People;
pub use difference::{Behind, Difference, Part, Reason};
pub use edges::{Edge, Rule, Standing};
pub use evidence::Evidence;
pub use finding::{Code, Finding};
pub use groups::LinkRule;
pub use key::Node;
pub use near::{Change, Fix, Likeness, NearMiss, NearMisses};
pub use number::{Licenses, Numbers, Step, StepName};
pub use person::{AccountView, Facets, ServerTotals};
pub use plan::{Decision, Effect, Plan, Planned, PlannedRange, WhatIf};
pub use servers::Server;
