//! Who takes a license: a plain counter.
//!
//! The rules are those that GitHub publishes for licenses shared by Enterprise Cloud and Enterprise Server
//! (github/docs content/billing/reference/github-license-users.md, license-usage-calculation.md and
//! enterprise-license-troubleshooting.md):
//!
//! - every account of the cloud that is listed takes one;
//! - a server account takes one unless it is suspended or is `ghost`; a dormant one does;
//! - server accounts with the same primary e-mail are one person, on whichever servers;
//! - such a person is the cloud account whose SAML `NameID` equals that e-mail, else the one that has verified it;
//! - only the primary e-mail of a server account is compared.
//!
//! Not published is how letters compare. Here the domain compares in lower case and the rest as written.

use std::collections::{BTreeMap, HashMap};

use crate::world::{CloudAccount, ServerAccount};

/// A server account, as a place in the lists that were counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    /// Which of the servers.
    pub(crate) server: usize,
    /// Which of its accounts.
    pub(crate) account: usize,
}

/// Somebody who takes one license.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Person {
    /// Which of the cloud's accounts is theirs, if any.
    pub(crate) cloud: Option<usize>,
    /// Their server accounts that can take a license, in order.
    pub(crate) accounts: Vec<Place>,
}

/// Everybody who takes a license: first the cloud's accounts in their order, then those known from servers alone.
/// `servers` are the account lists, one per server.
pub(crate) fn people(cloud: &[CloudAccount], servers: &[&[ServerAccount]]) -> Vec<Person> {
    let logins = Logins::of(cloud);
    let mut people: Vec<Person> =
        (0..cloud.len()).map(|index| Person { cloud: Some(index), accounts: Vec::new() }).collect();
    let mut by_email: BTreeMap<String, Vec<Place>> = BTreeMap::new();
    let mut alone = Vec::new();
    for (server, accounts) in servers.iter().enumerate() {
        for (index, account) in accounts.iter().enumerate().filter(|(_, account)| counts(account)) {
            let place = Place { server, account: index };
            match account.primary_email().and_then(email_key) {
                Some(email) => by_email.entry(email).or_default().push(place),
                None => alone.push(Person { cloud: None, accounts: vec![place] }),
            }
        }
    }
    let mut unlinked = Vec::new();
    for (email, places) in by_email {
        match logins.find(&email) {
            Some(login) => people[login].accounts.extend(places),
            None => unlinked.push(Person { cloud: None, accounts: places }),
        }
    }
    for person in &mut people {
        person.accounts.sort_unstable();
    }
    people.extend(unlinked);
    people.extend(alone);
    people
}

fn counts(account: &ServerAccount) -> bool {
    !account.suspended && account.login != "ghost"
}

/// The form in which two e-mails are compared, or `None` for an empty one.
fn email_key(email: &str) -> Option<String> {
    let email = email.trim();
    match email.rsplit_once('@') {
        Some((mailbox, domain)) => Some(format!("{mailbox}@{}", domain.to_lowercase())),
        None => (!email.is_empty()).then(|| email.to_owned()),
    }
}

/// The cloud's accounts by what a server account is compared with. Where several have the same, the first by login is it.
struct Logins {
    saml: HashMap<String, usize>,
    verified: HashMap<String, usize>,
}

impl Logins {
    fn of(cloud: &[CloudAccount]) -> Self {
        let mut by_login: Vec<usize> = (0..cloud.len()).collect();
        by_login.sort_by(|one, other| cloud[*one].login.cmp(&cloud[*other].login));
        let mut logins = Self { saml: HashMap::new(), verified: HashMap::new() };
        for index in by_login {
            let account = &cloud[index];
            if let Some(name_id) = account.saml_name_id.as_deref().and_then(email_key) {
                logins.saml.entry(name_id).or_insert(index);
            }
            for email in account.verified_emails.iter().filter_map(|email| email_key(email)) {
                logins.verified.entry(email).or_insert(index);
            }
        }
        logins
    }

    /// The step that finds an account first decides; the later one is not asked.
    fn find(&self, email: &str) -> Option<usize> {
        self.saml.get(email).or_else(|| self.verified.get(email)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::{Email, World};

    fn login(login: &str, saml: Option<&str>, verified: &[&str]) -> CloudAccount {
        CloudAccount {
            login: login.to_owned(),
            name: None,
            verified_emails: verified.iter().map(|email| (*email).to_owned()).collect(),
            saml_name_id: saml.map(str::to_owned),
            member_roles: Vec::new(),
            enterprise_roles: Vec::new(),
            pending_invites: Vec::new(),
            two_factor: None,
            visual_studio_email: None,
        }
    }

    fn account(id: i32, primary: &str) -> ServerAccount {
        let emails = if primary.is_empty() {
            Vec::new()
        } else {
            vec![Email { email: primary.to_owned(), primary: true }]
        };
        ServerAccount {
            id,
            login: format!("user-{id}"),
            profile_name: None,
            emails,
            suspended: false,
            dormant: false,
            site_admin: false,
            created_at: None,
        }
    }

    #[test]
    fn one_primary_email_on_two_servers_is_one_person() {
        let (first, second) = ([account(1, "a@x.example")], [account(9, "a@X.EXAMPLE")]);
        assert_eq!(people(&[], &[&first, &second]).len(), 1, "the domain's case makes no difference");
        let other = [account(9, "A@x.example")];
        assert_eq!(
            people(&[], &[&first, &other]).len(),
            2,
            "the mailbox's case is not documented to make none"
        );
    }

    #[test]
    fn suspended_and_ghost_take_no_license_and_dormant_does() {
        let mut suspended = account(1, "a@x.example");
        suspended.suspended = true;
        let mut ghost = account(2, "");
        ghost.login = "ghost".to_owned();
        let mut dormant = account(3, "c@x.example");
        dormant.dormant = true;
        let found = people(&[], &[&[suspended, ghost, dormant]]);
        assert_eq!(found.len(), 1, "only the dormant account counts");
        assert_eq!(found[0].accounts, [Place { server: 0, account: 2 }], "and it is that one");
    }

    #[test]
    fn a_suspended_twin_does_not_hide_one_in_use() {
        let mut suspended = account(1, "a@x.example");
        suspended.suspended = true;
        assert_eq!(
            people(&[], &[&[suspended], &[account(2, "a@x.example")]]).len(),
            1,
            "the other account counts"
        );
    }

    #[test]
    fn saml_decides_before_a_verified_email() {
        let cloud = [login("zoe", Some("a@x.example"), &[]), login("adam", None, &["a@x.example"])];
        let found = people(&cloud, &[&[account(1, "a@x.example")]]);
        assert_eq!(found.len(), 2, "the server account adds no license");
        assert_eq!(
            found[0].accounts.len(),
            1,
            "it is zoe's, whose NameID it is, although adam stands before her"
        );
        assert!(found[1].accounts.is_empty(), "and not adam's too");
    }

    #[test]
    fn an_ambiguous_email_adds_no_license() {
        let cloud = [login("zoe", None, &["a@x.example"]), login("adam", None, &["a@x.example"])];
        let found = people(&cloud, &[&[account(1, "a@x.example")]]);
        assert_eq!(found.len(), 2, "two cloud accounts stay two");
        assert_eq!(found[1].accounts.len(), 1, "the account is shown with the first login in order");
    }

    #[test]
    fn accounts_without_an_email_stand_alone() {
        assert_eq!(
            people(&[], &[&[account(1, ""), account(2, "")]]).len(),
            2,
            "nothing says that they are one"
        );
    }

    /// The slow and obvious way: every server account is compared with every other and with every cloud account.
    fn counted_by_comparing_everybody(cloud: &[CloudAccount], servers: &[&[ServerAccount]]) -> usize {
        let same = |one: &str, other: &str| {
            let (one, other) = (one.trim(), other.trim());
            let (one_at, other_at) = (one.rfind('@').unwrap(), other.rfind('@').unwrap());
            one[..one_at] == other[..other_at] && one[one_at..].eq_ignore_ascii_case(&other[other_at..])
        };
        let mut licenses = cloud.len();
        let mut extra: Vec<&ServerAccount> = Vec::new();
        for account in servers.iter().copied().flatten() {
            if account.suspended || account.login == "ghost" {
                continue;
            }
            let mut is_new = true;
            if let Some(email) = account.emails.iter().find(|email| email.primary) {
                for login in cloud {
                    let known = login.saml_name_id.iter().chain(&login.verified_emails);
                    is_new &= !known.into_iter().any(|other| same(other, &email.email));
                }
                for earlier in &extra {
                    let primary = earlier.emails.iter().find(|email| email.primary);
                    is_new &= !primary.is_some_and(|other| same(&other.email, &email.email));
                }
            }
            if is_new {
                extra.push(account);
                licenses += 1;
            }
        }
        licenses
    }

    #[test]
    fn the_practice_enterprise_counts_the_same_in_the_slow_way() {
        let world = World::new();
        let (connected, isolated, lab) =
            (&world.connected.accounts[..], &world.isolated.accounts[..], &world.lab.accounts[..]);
        for servers in
            [&[connected][..], &[connected, isolated], &[connected, lab], &[connected, isolated, lab], &[]]
        {
            assert_eq!(
                people(&world.cloud, servers).len(),
                counted_by_comparing_everybody(&world.cloud, servers),
                "both ways agree over {} servers",
                servers.len()
            );
        }
    }

    #[test]
    fn the_sample_takes_the_enterprise_from_481_to_538() {
        let world = World::new();
        assert_eq!(people(&world.cloud, &[&world.connected.accounts]).len(), 481, "before the sample");
        assert_eq!(
            people(&world.cloud, &[&world.connected.accounts, &world.isolated.accounts]).len(),
            538,
            "after the sealed sample"
        );
        assert_eq!(world.isolated.accounts.len(), 312, "accounts in the sealed sample");
    }
}
