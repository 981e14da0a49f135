//! What the exit code says: 0 fine, 1 a warning that needs a person, 2 wrong use, 3 an error, 4 the cloud or the network failed,
//! 130 cancelled. Where several apply: 4, then 3, then 1.

use std::process::ExitCode;

use desk::{Failure, FailureCode};
use usage::{Finding, Severity};

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    Fine,
    Warning,
    WrongUse,
    Error,
    Cloud,
    Cancelled,
}

impl Exit {
    /// The worst of several findings.
    pub(crate) fn of_findings<'a>(findings: impl Iterator<Item = &'a Finding>) -> Self {
        findings.fold(Self::Fine, |worst, finding| {
            worst.or(match finding.severity {
                Severity::Error => Self::Error,
                Severity::Warning => Self::Warning,
                Severity::Note => Self::Fine,
            })
        })
    }

    /// What a failure ends a command with.
    pub(crate) const fn of_failure(failure: &Failure) -> Self {
        match failure.code {
            FailureCode::Cloud => Self::Cloud,
            FailureCode::Cancelled => Self::Cancelled,
            FailureCode::NotFound
            | FailureCode::InvalidInput
            | FailureCode::NameTaken
            | FailureCode::NoEnterprise
            | FailureCode::TokenMissing
            | FailureCode::IsolatedSide
            | FailureCode::WrongRoute => Self::WrongUse,
            FailureCode::Unfinished | FailureCode::AlreadyDone => Self::Warning,
            FailureCode::NewerLedger
            | FailureCode::LedgerBusy
            | FailureCode::LedgerDamaged
            | FailureCode::DiskFull
            | FailureCode::NoPermission
            | FailureCode::InputOutput
            | FailureCode::KeychainMissing
            | FailureCode::KeychainLocked
            | FailureCode::KeychainSlow
            | FailureCode::TokenLeft
            | FailureCode::NothingToHandOver
            | FailureCode::BytesChanged
            | FailureCode::ServerElsewhere
            | FailureCode::Defect => Self::Error,
        }
    }

    /// The one that counts when both apply.
    pub(crate) fn or(self, other: Self) -> Self {
        if other.rank() > self.rank() { other } else { self }
    }

    /// The number that the program ends with.
    pub(crate) const fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Warning => 1,
            Self::WrongUse => 2,
            Self::Error => 3,
            Self::Cloud => 4,
            Self::Cancelled => 130,
        }
    }

    const fn rank(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Warning => 1,
            Self::WrongUse => 2,
            Self::Error => 3,
            Self::Cloud => 4,
            Self::Cancelled => 5,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

#[cfg(test)]
mod tests {
    use usage::Code;

    use super::*;

    #[test]
    fn the_cloud_comes_before_an_error_before_a_warning() {
        assert_eq!(Exit::Error.or(Exit::Cloud), Exit::Cloud, "4 before 3");
        assert_eq!(Exit::Error.or(Exit::Warning), Exit::Error, "3 before 1");
        assert_eq!(Exit::Fine.or(Exit::Warning), Exit::Warning, "1 before 0");
    }

    #[test]
    fn notes_are_fine() {
        let findings = [Finding::new(Code::ConnectSyncs)];
        assert_eq!(Exit::of_findings(findings.iter()), Exit::Fine, "a note needs nobody");
        let findings = [Finding::new(Code::ConnectSyncs), Finding::new(Code::OtherHost)];
        assert_eq!(Exit::of_findings(findings.iter()), Exit::Warning, "a question needs a person");
    }
}
