//! What happened: originals, servers, reviews, hand-overs, receipts, history and settings, in one private folder.
//!
//! ```text
//! ledger.sqlite3     rows, in SQLite (WAL, synchronous FULL)                      0600
//! originals/ab/HEX   the bytes of a file as they came, named by their SHA-256     0600
//! originals/incoming parts that are still being written                          0700
//! hand-over/NAME     private copies under the name that GitHub is going to see    0600
//! running/N          one locked file for each process at work here
//! open.lock, originals.lock
//! ```
//!
//! [`Ledger`] is synchronous, [`Clone`], [`Send`] and [`Sync`]; the window and the headless twin may have the same folder
//! open at the same time. Three rules make that safe, and safe against being killed at any moment:
//!
//! - What belongs together is one transaction; a state changes by compare-and-set ([`Ledger::advance`]), so that of two
//!   processes only one can win.
//! - A file is written whole, brought to the disk and only then renamed into place ([`Keeping::finish`]).
//! - Whether a half-done thing was left by a dead process or belongs to one at work is told by the lock on `running/N`,
//!   never by a process id or an age.
//!
//! The ledger asks no clock and makes no random number: times and ids are given to it. A time is kept in UTC to the
//! millisecond, so what comes back is cut to that. It stores no parsed people.

mod answers;
mod cloud_reports;
mod column;
mod copies;
mod decisions;
mod enterprises;
mod error;
mod files;
mod folder;
mod forget;
mod hand_overs;
mod history;
mod incoming;
mod look;
mod migrations;
mod open;
mod originals;
mod page_spool;
mod questions;
mod receipts;
mod reviews;
mod servers;
mod session;
mod settings;
mod steps;
mod worklist;

pub use answers::{CloudAnswer, CloudQuestion};
pub use cloud_reports::CloudReport;
pub use decisions::{Decision, DecisionKind};
pub use enterprises::Enterprise;
pub use error::{LedgerError, Result};
pub use files::{FileRecord, FileState};
pub use forget::{ForgetPlan, Forgotten, PlannedFile};
pub use hand_overs::{Figures, HandOver, HandOverState, NewHandOver};
pub use history::{Event, HistoryFilter, HistoryPage, NewEvent};
pub use open::Ledger;
pub use originals::{Keeping, Kept};
pub use page_spool::PageSpool;
pub use questions::QuestionAnswer;
pub use receipts::Receipt;
pub use reviews::Review;
pub use servers::{Alias, AliasKind, Server, ServerMatch};
pub use steps::{Change, NewStep, Step};
pub use worklist::WorkEntry;
