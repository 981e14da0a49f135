//! What an admin can do about people who are probably counted twice.

use serde::Serialize;

/// In what two people nearly agree, the strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Likeness {
    /// The same e-mail but for letter case.
    LetterCase,
    /// An e-mail that one of them has beside the primary one.
    SecondaryEmail,
    /// The same e-mail in other characters: full width, or a domain in Unicode and in ASCII.
    WidthOrIdn,
    /// The same e-mail but for a plus tag or dots.
    PlusTagOrDots,
    /// The same local part in a sibling domain.
    SiblingDomain,
    /// The same local part in a domain whose people mostly have a namesake in the other.
    RenamedDomain,
    /// The same e-mail but for one slip of the finger.
    Typo,
    /// The same login.
    SameLogin,
}

impl Likeness {
    /// Its name in tables and in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::LetterCase => people::Likeness::LetterCase.name(),
            Self::SecondaryEmail => people::Likeness::SecondaryEmail.name(),
            Self::WidthOrIdn => people::Likeness::WidthOrIdn.name(),
            Self::PlusTagOrDots => people::Likeness::PlusTagOrDots.name(),
            Self::SiblingDomain => people::Likeness::SiblingDomain.name(),
            Self::RenamedDomain => people::Likeness::RenamedDomain.name(),
            Self::Typo => people::Likeness::Typo.name(),
            Self::SameLogin => people::Likeness::SameLogin.name(),
        }
    }
}

impl From<people::Likeness> for Likeness {
    fn from(likeness: people::Likeness) -> Self {
        match likeness {
            people::Likeness::LetterCase => Self::LetterCase,
            people::Likeness::SecondaryEmail => Self::SecondaryEmail,
            people::Likeness::WidthOrIdn => Self::WidthOrIdn,
            people::Likeness::PlusTagOrDots => Self::PlusTagOrDots,
            people::Likeness::SiblingDomain => Self::SiblingDomain,
            people::Likeness::RenamedDomain => Self::RenamedDomain,
            people::Likeness::Typo => Self::Typo,
            people::Likeness::SameLogin => Self::SameLogin,
        }
    }
}

/// What would make two people one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum WorkFix {
    /// The person adds an e-mail to the cloud account and verifies it.
    VerifyEmail,
    /// An e-mail becomes the primary one of server accounts.
    MakePrimary,
}

/// An account, as an admin looks for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WorkAccount {
    /// Its key: `HOST:ID`, `HOST:@LOGIN` or `cloud:LOGIN`.
    pub key: String,
    /// The host of its server; `None` for a cloud account.
    pub server: Option<String>,
    /// Its login; `None` where no file tells it.
    pub login: Option<String>,
}

/// Two people who are probably one, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WorkItem {
    /// Its place in the list, from 1.
    pub rank: u64,
    /// In what they nearly agree.
    pub likeness: Likeness,
    /// An account of the one who takes a license by server accounts alone.
    pub account: WorkAccount,
    /// The e-mail or the login that shows it.
    pub shows: String,
    /// An account of the other.
    pub other: WorkAccount,
    /// What shows it there.
    pub other_shows: String,
    /// What would make them one.
    pub fix: WorkFix,
    /// With which e-mail.
    pub fix_email: String,
    /// On which accounts, all of them.
    pub fix_accounts: Vec<WorkAccount>,
    /// How many licenses fewer are taken then. It was counted with the fix.
    pub saves: u64,
}

/// Everything that can be done about people who are probably counted twice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Worklist {
    /// The strongest first.
    pub items: Vec<WorkItem>,
    /// How many people are in them.
    pub people: u64,
    /// How many licenses would be free if all were done that do not contradict each other.
    pub saves: u64,
}

/// The worklist of the window.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PeopleWorklist {
    /// What was taken onto it.
    pub added: Worklist,
    /// How many that were taken onto it are settled: they are one person by now, or no longer alike.
    pub settled: u64,
    /// How many pairs there are in all.
    pub all: u64,
}
