//! What the cloud did with an upload, in depth: the accounts that it holds against the reviewed list, account by account, and who
//! changed among those whom it counts. The receipt gets the counts; who they are is a document of its own, kept as an original, so
//! that it goes with the originals and the receipt stays.

mod accounts;
mod details;
mod people;

use std::io::Write as _;
use std::sync::Arc;
use std::time::Duration;

use ledger::{Enterprise, HandOver, Ledger};
use sha2::{Digest as _, Sha256};
use usage::Sha256Digest;

pub(crate) use self::accounts::{AccountsFound, reviewed};
pub(crate) use self::details::{Details, of_receipt, page};
pub(crate) use self::people::{PeopleFound, people_of};
use crate::answers::Consumed;
use crate::before::read_totals;
use crate::{Desk, Failure};

/// How long one comparison may take. A server of 200,000 accounts is two thousand questions.
const AT_MOST: Duration = Duration::from_secs(20 * 60);

/// Why something was not compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NotCompared {
    /// The list of people in the file is sealed, and no report of its server is here.
    NoList,
    /// The originals were forgotten, or hold other bytes by now.
    ListGone,
    /// The cloud knows no server of this host.
    NotHeld,
    /// Nobody was read before the hand-over.
    NoneBefore,
    /// The cloud could not be asked, by the code of its failure.
    Unread(String),
}

impl NotCompared {
    /// The word for it.
    pub(crate) fn word(&self) -> &str {
        match self {
            Self::NoList => "no_list",
            Self::ListGone => "list_gone",
            Self::NotHeld => "not_held",
            Self::NoneBefore => "none_before",
            Self::Unread(_) => "unread",
        }
    }

    /// The failure's code, where the cloud could not be asked.
    pub(crate) fn failure(&self) -> Option<&str> {
        match self {
            Self::Unread(failure) => Some(failure),
            _ => None,
        }
    }

    fn unread(failure: &Failure) -> Self {
        match failure.params.get("failure") {
            Some(usage::Param::Text(code)) => Self::Unread(code.clone()),
            _ => Self::Unread(failure.code.text().to_owned()),
        }
    }
}

/// What was found.
pub(crate) struct Depth {
    /// The count afterwards.
    pub(crate) after: Option<Consumed>,
    pub(crate) accounts: Result<AccountsFound, NotCompared>,
    pub(crate) people: Result<PeopleFound, NotCompared>,
    /// The document of who they are, with its digest; `None` where nobody differs or changed.
    details: Option<(Sha256Digest, Vec<u8>)>,
}

impl Depth {
    /// The digest of the document of who they are.
    pub(crate) fn details_digest(&self) -> Option<Sha256Digest> {
        self.details.as_ref().map(|(digest, _)| *digest)
    }

    /// Keeps that document.
    pub(crate) fn keep_details(&self, ledger: &Ledger) -> Result<(), Failure> {
        let Some((digest, bytes)) = &self.details else { return Ok(()) };
        let mut keeping = ledger.keep()?;
        keeping.write_all(bytes).map_err(|error| crate::disk::failure(&error))?;
        Ok(keeping.finish(digest)?)
    }
}

/// Looks into what the cloud did with an upload. What cannot be read is said, and hinders nothing else.
pub(crate) async fn look(
    desk: &Arc<Desk>,
    ledger: &Ledger,
    enterprise: &Enterprise,
    hand_over: &HandOver,
) -> Result<Depth, Failure> {
    let mut details = Details::of(ledger, hand_over)?;
    let accounts = accounts::compare(desk, ledger, enterprise, hand_over, &mut details);
    let accounts = tokio::time::timeout(AT_MOST, accounts).await;
    let accounts = accounts.unwrap_or_else(|_| Err(NotCompared::Unread("timed_out".to_owned())));
    let read = crate::consumed_report::read(desk, ledger, enterprise, Some(desk.now()));
    let read = tokio::time::timeout(AT_MOST, read).await;
    let (after, people) = match read {
        Ok(Ok(report)) => {
            let people = people::compare(desk, ledger, hand_over, &report, &mut details).await;
            (crate::consumed_report::consumed(&report), people)
        }
        failed => {
            // The totals are one page.
            let after = read_totals(desk, ledger, enterprise).await.ok().and_then(|after| after.consumed);
            let why = match failed {
                Ok(Err(failure)) => NotCompared::unread(&failure),
                _ => NotCompared::Unread("timed_out".to_owned()),
            };
            (after, Err(why))
        }
    };
    let details = details.document()?;
    let details = details.map(|bytes| (Sha256Digest::new(Sha256::digest(&bytes).into()), bytes));
    Ok(Depth { after, accounts, people, details })
}
