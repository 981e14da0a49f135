//! The accounts that the cloud holds of a server, against the list that was reviewed.

use std::sync::Arc;

use cloud::HeldAccounts;
use ledger::{Enterprise, HandOver, Ledger};
use usage::roster::{Account, Comparison, Located, Roster};

use super::NotCompared;
use super::details::Details;
use crate::people_place::ListOfPeople;
use crate::{Desk, Failure};

/// How the accounts compare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AccountsFound {
    /// The list that was held against them.
    pub(crate) list: ListOfPeople,
    /// How many accounts the list has that GitHub is expected to hold: all but the suspended ones, of which nothing published says
    /// whether they are held.
    pub(crate) listed: u64,
    /// How many the cloud holds.
    pub(crate) held: u64,
    /// Whether the cloud showed all that it says it holds.
    pub(crate) all_seen: bool,
    /// Accounts of the list that the cloud does not hold.
    pub(crate) missing: u64,
    /// Accounts that the cloud holds and the list does not have.
    pub(crate) unexpected: u64,
    /// Accounts whose primary e-mail is another there.
    pub(crate) differing: u64,
}

impl AccountsFound {
    /// Whether all of them are the same.
    pub(crate) const fn agree(&self) -> bool {
        self.missing == 0 && self.unexpected == 0 && self.differing == 0
    }
}

pub(super) async fn compare(
    desk: &Arc<Desk>,
    ledger: &Ledger,
    enterprise: &Enterprise,
    hand_over: &HandOver,
    details: &mut Details,
) -> Result<AccountsFound, NotCompared> {
    let (from, of) = (ledger.clone(), hand_over.clone());
    let read = Arc::clone(desk).blocking(move |desk| reviewed(desk, &from, &of)).await;
    let (list, roster) = read.map_err(|failure| NotCompared::unread(&failure))?.ok_or(NotCompared::NoList)?;
    let roster = roster.ok_or(NotCompared::ListGone)?;
    let asked = async {
        let host = crate::task::host(ledger, hand_over)?;
        let (client, slug) = desk.cloud(enterprise).await?;
        Ok::<_, Failure>(client.held_accounts(&slug, &host).await?)
    };
    let held = asked.await.map_err(|failure| NotCompared::unread(&failure))?.ok_or(NotCompared::NotHeld)?;
    Ok(against(list, &roster, &held, details))
}

/// The reviewed list and its accounts: what the file itself says where its list is open, else the newest report of all accounts of its
/// server; `None` where there is none.
pub(crate) fn reviewed(
    desk: &Desk,
    ledger: &Ledger,
    hand_over: &HandOver,
) -> Result<Option<(ListOfPeople, Option<Roster>)>, Failure> {
    let host = crate::task::host(ledger, hand_over)?;
    let Some(list) = crate::people_place::list_for(desk, hand_over, &host)? else { return Ok(None) };
    let roster = match ledger.original(&list.sha256)? {
        Some(mut original) => {
            crate::compare::people_of(&mut original, &usage::reader::Unwatched, list.sha256).ok()
        }
        None => None,
    };
    Ok(Some((list, roster)))
}

/// The accounts that are held, in the columns of a report: they are compared as two reports of a server are.
fn as_report(held: &HeldAccounts) -> Roster {
    let mut roster = Roster::new(Located::Record);
    for (place, account) in (0..).zip(&held.accounts) {
        let pushed = roster.push(&Account {
            id: Some(account.id),
            login: Some(&account.login),
            primary_email: account.primary_email.as_deref(),
            place,
            ..Account::default()
        });
        if pushed.is_err() {
            break;
        }
    }
    roster
}

fn against(
    list: ListOfPeople,
    reviewed: &Roster,
    held: &HeldAccounts,
    details: &mut Details,
) -> AccountsFound {
    let there = as_report(held);
    let comparison = Comparison::between(reviewed, &there);
    let is_expected = |row: u32| reviewed.account(row).is_some_and(|account| account.suspended != Some(true));
    let missing: Vec<u32> = comparison.left.into_iter().filter(|row| is_expected(*row)).collect();
    for row in &missing {
        details.missing(reviewed.account(*row));
    }
    for row in &comparison.joined {
        details.unexpected(there.account(*row));
    }
    for pair in &comparison.email_changed {
        details.differing(reviewed.account(pair.before), there.account(pair.after));
    }
    let rows = u32::try_from(reviewed.len()).unwrap_or(u32::MAX);
    AccountsFound {
        list,
        listed: (0..rows).filter(|row| is_expected(*row)).count() as u64,
        held: held.total,
        all_seen: held.total == there.len() as u64,
        missing: missing.len() as u64,
        unexpected: comparison.joined.len() as u64,
        differing: comparison.email_changed.len() as u64,
    }
}

#[cfg(test)]
mod tests {
    use cloud::{Head, HeldAccount};
    use usage::Sha256Digest;

    use super::*;
    use crate::answers::ConfirmedChange;
    use crate::test_desk::{TestDesk, export};

    fn held(accounts: &[(u64, &str, &str)], total: u64) -> HeldAccounts {
        let account = |(id, login, email): &(u64, &str, &str)| HeldAccount {
            id: *id,
            login: (*login).to_owned(),
            site_admin: None,
            primary_email: (!email.is_empty()).then(|| (*email).to_owned()),
            other_emails: Vec::new(),
            all_emails: true,
        };
        HeldAccounts { accounts: accounts.iter().map(account).collect(), total, head: Head::default() }
    }

    /// Accounts of a report: id, login, e-mail, whether suspended.
    fn report(accounts: &[(u64, &str, &str, bool)]) -> Roster {
        let mut roster = Roster::new(Located::Line);
        for (id, login, email, suspended) in accounts {
            let account = Account {
                id: Some(*id),
                login: Some(login),
                primary_email: Some(email),
                suspended: Some(*suspended),
                ..Account::default()
            };
            roster.push(&account).unwrap();
        }
        roster
    }

    fn found(reviewed: &Roster, held: &HeldAccounts) -> (AccountsFound, Details) {
        let at = TestDesk::new();
        at.choose_enterprise();
        let review = at.begin_review();
        let file = at.add(&review, "export.json", &export("ghe.example", &serde_json::json!([])));
        let hand_over = at.hand_over(&file, ledger::HandOverState::Waiting);
        let mut details = Details::of(at.ledger(), &hand_over).unwrap();
        let list = ListOfPeople { own: true, sha256: Sha256Digest::new([0; 32]), at: hand_over.created_at };
        (against(list, reviewed, held, &mut details), details)
    }

    #[test]
    fn accounts_are_told_one_by_one() {
        let reviewed = report(&[
            (1, "mona", "mona@corp.example", false),
            (2, "kai", "kai@corp.example", false),
            (3, "zoe", "zoe@CORP.example", false),
            (4, "gone", "gone@corp.example", true),
        ]);
        let held =
            held(&[(1, "mona", "mona@old.example"), (3, "zoe", "zoe@corp.example"), (9, "nine", "")], 3);
        let (found, details) = found(&reviewed, &held);
        assert_eq!((found.listed, found.held, found.all_seen), (3, 3, true), "three of each, all shown");
        assert_eq!((found.missing, found.unexpected, found.differing), (1, 1, 1), "{found:?}");
        assert!(!found.agree(), "a count alone would have said that all is well");
        assert_eq!(
            details.keys(ConfirmedChange::Missing),
            ["ghe.example:2"],
            "kai, and not who is suspended"
        );
        assert_eq!(details.keys(ConfirmedChange::Unexpected), ["ghe.example:9"]);
        assert_eq!(
            details.keys(ConfirmedChange::Differing),
            ["ghe.example:1"],
            "a domain has no letter case"
        );
    }

    #[test]
    fn the_same_accounts_leave_no_document_of_people() {
        let reviewed = report(&[(1, "mona", "mona@corp.example", false)]);
        let (found, details) = found(&reviewed, &held(&[(1, "mona", "mona@corp.example")], 2));
        assert!(found.agree(), "nobody differs");
        assert!(!found.all_seen, "but one more is said to be held");
        assert_eq!(details.document().unwrap(), None, "nobody is written down");
    }
}
