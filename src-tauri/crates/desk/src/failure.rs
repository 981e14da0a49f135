//! What went wrong, as data. The window and the headless twin own the words.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};
use usage::Param;

/// A use case that could not be carried out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{code:?}")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Failure {
    /// What it is.
    pub code: FailureCode,
    /// The values that its words need; each code's documentation names its own.
    pub params: BTreeMap<String, Param>,
}

impl Failure {
    /// A failure without parameters.
    pub fn new(code: FailureCode) -> Self {
        Self { code, params: BTreeMap::new() }
    }

    /// The same failure with one more parameter.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Param>) -> Self {
        self.params.insert(name.to_owned(), value.into());
        self
    }
}

macro_rules! failures {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)+) => {
        /// Every way in which a use case can fail.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[cfg_attr(test, derive(ts_rs::TS), ts(rename_all = "snake_case"))]
        pub enum FailureCode { $($(#[$doc])* $name,)+ }

        impl FailureCode {
            /// All codes, in the order of this page.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The code as it crosses: snake case.
            pub const fn text(self) -> &'static str {
                match self { $(Self::$name => $text,)+ }
            }
        }
    };
}

failures! {
    // --- this computer ---
    /// The ledger was written by a newer Seatbridge. `found`, `known`: format numbers.
    NewerLedger = "newer_ledger",
    /// Another program holds the ledger.
    LedgerBusy = "ledger_busy",
    /// The ledger cannot be read. `reason`.
    LedgerDamaged = "ledger_damaged",
    /// No room on the disk.
    DiskFull = "disk_full",
    /// Not allowed to write there. `reason`.
    NoPermission = "no_permission",
    /// Reading or writing failed. `reason`: the operating system's kind of error.
    InputOutput = "input_output",
    /// No keychain answers on this computer.
    KeychainMissing = "keychain_missing",
    /// The keychain is locked.
    KeychainLocked = "keychain_locked",
    /// The keychain did not answer within `seconds`, probably because it waits for a person.
    KeychainSlow = "keychain_slow",
    /// An enterprise is removed, but the keychain could not be asked to forget its token, if it holds one. `enterprise`.
    TokenLeft = "token_left",
    // --- what was asked for ---
    /// There is no such thing. `what`: `review`, `file`, `hand_over`, `receipt`, `enterprise`, `sample`, `answer`; `id`.
    NotFound = "not_found",
    /// What was typed does not fit. `field`, `reason`.
    InvalidInput = "invalid_input",
    /// There is an enterprise of that name already. `name`.
    NameTaken = "name_taken",
    /// The isolated side builds no network client.
    IsolatedSide = "isolated_side",
    /// No enterprise is known to hand over to.
    NoEnterprise = "no_enterprise",
    /// The enterprise has no token. `enterprise`.
    TokenMissing = "token_missing",
    /// Nothing in the review can be handed over.
    NothingToHandOver = "nothing_to_hand_over",
    /// The copy that stands ready no longer has the reviewed bytes. `name`.
    BytesChanged = "bytes_changed",
    /// A hand-over is unfinished, so this cannot be done now. `server`.
    Unfinished = "unfinished",
    /// The server is tied to another enterprise, so its export does not go to this one. `server`; `enterprise`: the other one.
    ServerElsewhere = "server_elsewhere",
    /// Somebody else did it first (another window, another process).
    AlreadyDone = "already_done",
    /// A person cancelled it.
    Cancelled = "cancelled",
    /// The route of this enterprise does not allow it. `route`.
    WrongRoute = "wrong_route",
    // --- the cloud and the network ---
    /// The cloud could not be asked or refused. `failure`: the network room's code; `status`, and what else it names.
    Cloud = "cloud",
    // --- us ---
    /// A defect of Seatbridge. `place`.
    Defect = "defect",
}

impl Serialize for FailureCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.text())
    }
}

impl From<ledger::LedgerError> for Failure {
    fn from(error: ledger::LedgerError) -> Self {
        use ledger::LedgerError as Ledger;
        let number = |number: i64| u64::try_from(number).unwrap_or_default();
        match error {
            Ledger::NewerLedger { found, known } => {
                Self::new(FailureCode::NewerLedger).with("found", number(found)).with("known", number(known))
            }
            Ledger::Busy => Self::new(FailureCode::LedgerBusy),
            Ledger::DiskFull => Self::new(FailureCode::DiskFull),
            Ledger::NoPermission => Self::new(FailureCode::NoPermission).with("reason", "no_permission"),
            Ledger::ReadOnly => Self::new(FailureCode::NoPermission).with("reason", "read_only"),
            Ledger::ForeignFile { .. } => {
                Self::new(FailureCode::LedgerDamaged).with("reason", "foreign_file")
            }
            Ledger::Corrupt { what } => Self::new(FailureCode::LedgerDamaged).with("reason", what),
            Ledger::Io(error) => crate::disk::failure(&error),
            Ledger::NotFound { what } => Self::new(FailureCode::NotFound).with("what", what).with("id", ""),
            // Use cases that know more of it name the conflict themselves.
            Ledger::Conflict { what: what @ ("constraint" | "handed_name") } => {
                Self::new(FailureCode::Defect).with("place", what)
            }
            Ledger::Conflict { .. } => Self::new(FailureCode::AlreadyDone),
            Ledger::InUse { hand_overs } => {
                Self::new(FailureCode::Unfinished).with("server", hand_overs.join(", "))
            }
            Ledger::UnsafeName => Self::new(FailureCode::Defect).with("place", "unsafe_name"),
            Ledger::Database(_) => Self::new(FailureCode::Defect).with("place", "database"),
        }
    }
}

impl From<cloud::CloudFailure> for Failure {
    fn from(failure: cloud::CloudFailure) -> Self {
        if failure.reason == cloud::Reason::Cancelled {
            return Self::new(FailureCode::Cancelled);
        }
        let mut params = failure.reason.params();
        params.insert("failure".to_owned(), failure.reason.code().into());
        if let Some(status) = failure.status {
            params.insert("status".to_owned(), u64::from(status).into());
        }
        Self { code: FailureCode::Cloud, params }
    }
}
