//! The work itself: the use cases that the window and the headless twin share.
//!
//! [`Desk`] is a struct of ports without logic; a use case is one file and one function over it. What it answers stands in
//! [`answers`], what it can be asked by a window in [`calls`].

pub mod add;
pub mod answers;
mod asked_to_wait;
mod before;
mod beside;
pub mod calls;
mod companion;
mod compare;
mod confirmation;
mod confirmed_by_file;
mod consumed_report;
pub mod decisions;
mod desk;
mod disk;
mod dry_run;
mod eligible;
pub mod enterprise;
mod evidence;
mod failure;
mod fetched;
mod fetching;
pub mod forget;
mod from_cloud;
mod from_server;
mod give_up;
pub mod hand_over;
mod handed_name;
pub mod history;
mod listed;
pub mod machine;
mod memory;
pub mod network;
pub mod open;
pub mod overview;
mod pace;
mod page_way;
mod pages;
mod pairing;
mod people_place;
mod piped;
pub mod ports;
pub mod practice_world;
pub mod prepare;
pub mod private_copy;
mod private_files;
mod question;
pub mod receipt;
pub mod reconcile;
mod record;
mod refused;
pub mod resume;
pub mod review;
pub mod saving;
mod secret;
pub mod send;
mod server_token;
mod servers;
mod settings;
mod sheet;
mod sources;
mod spreadsheet;
pub mod task;
#[cfg(test)]
mod test_desk;
mod told_facts;
mod two_at_once;
#[cfg(test)]
mod typescript;
mod verdict;
pub mod watch;
mod watcher;
pub mod worklist;
mod world;

pub use crate::consumed_report::people_file;
pub use crate::desk::Desk;
pub use crate::failure::{Failure, FailureCode};
pub use crate::pace::Pace;
pub use crate::ports::{Listener, Ports, Work};
pub use crate::secret::Secret;
