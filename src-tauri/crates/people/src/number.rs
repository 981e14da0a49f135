//! The number, its range, and how it comes about.

use crate::accounts::{counts, counts_in_low, flag};
use crate::count::People;
use crate::evidence::Billing;
use crate::groups::{Groups, LinkRule};

/// How many licenses are taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Licenses {
    /// With what is only assumed: folded e-mails in every comparison, without accounts that show no sign of anybody's
    /// having signed in, and, unless billing is by volume, without pending invitations. A pending invitation whose server
    /// account counts is one all the same.
    pub low: u64,
    /// By the documented rules: cloud accounts, and groups without one in which at least one account counts.
    pub documented: u64,
    /// `documented`, and the rows without a login all of whose accounts are gone from complete reports, if the cloud does
    /// not release them.
    pub high: u64,
    /// How many merges may happen that nobody can foresee: the smaller of the unlinked groups that count and the cloud
    /// accounts without a server account. The cloud's report shows only e-mails of verified domains; with managed users it
    /// shows all of them, so then it is 0 (assumed).
    pub unseen: u64,
    /// Of `documented`: enterprise licenses.
    pub enterprise: u64,
    /// Of `documented`: licenses that come with Visual Studio subscriptions.
    pub visual_studio: u64,
}

/// Totals of server accounts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AccountTotals {
    /// All of them, remembered ones included.
    pub total: u64,
    /// Those that count.
    pub counted: u64,
    /// Those that are suspended.
    pub suspended: u64,
    /// Those that only the cloud knows.
    pub remembered: u64,
}

/// A step of the waterfall. The first three count accounts, the next five groups, the last licenses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Which step it is.
    pub name: StepName,
    /// What it adds or takes away.
    pub change: i64,
    /// What is left after it.
    pub total: u64,
}

/// The steps of the waterfall, in their fixed order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StepName {
    /// All server accounts.
    ServerAccounts,
    /// Suspended ones take no license.
    Suspended,
    /// `ghost`, and `scim-admin` where SCIM is on.
    NotPeople,
    /// Counting accounts become groups.
    SamePrimary,
    /// Groups that the cloud lists under a login.
    CloudSays,
    /// Groups that SAML linked.
    Saml,
    /// Groups that SCIM linked.
    Scim,
    /// Groups that a verified e-mail linked.
    VerifiedEmail,
    /// Cloud accounts take a license each.
    CloudAccounts,
}

impl StepName {
    /// Its name in answers.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ServerAccounts => "server_accounts",
            Self::Suspended => "suspended",
            Self::NotPeople => "not_people",
            Self::SamePrimary => "same_primary",
            Self::CloudSays => "cloud_says",
            Self::Saml => "saml",
            Self::Scim => "scim",
            Self::VerifiedEmail => "verified_email",
            Self::CloudAccounts => "cloud_accounts",
        }
    }
}

/// Everything that is counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Numbers {
    /// Licenses and their range.
    pub licenses: Licenses,
    /// Server accounts.
    pub accounts: AccountTotals,
    /// How the number comes about.
    pub waterfall: Vec<Step>,
    /// Whether everybody is known. If not, the number is "at least".
    pub complete: bool,
    /// Labels of the servers whose people nobody knows.
    pub unknown_servers: Vec<String>,
    /// People all of whose counting accounts are dormant server accounts: suspending those would free their licenses.
    pub dormant_freeable: u64,
}

impl Numbers {
    /// Counts what is grouped. Whether an id stands for two people is not asked here.
    pub(crate) fn of(people: &People, low: u64) -> Self {
        let flags = &people.accounts.flags;
        let groups = &people.groups;
        let everybody = |_| true;
        let documented = taken(groups, flags, counts, people.records.logins, &everybody);
        let released = people.released_records().len() as u64;
        let visual_studio = (0..people.len())
            .filter(|&person| people.visual_studio[person as usize] && people.takes_license(person));
        let visual_studio = visual_studio.count() as u64;
        let unknown_servers = people.unknown_servers();
        let nameless = people.evidence.reports.iter().any(|report| {
            let blank = |name: &Option<String>| name.as_deref().is_none_or(|name| name.trim().is_empty());
            blank(&report.server.id) && blank(&report.server.host)
        });
        Self {
            licenses: Licenses {
                low,
                documented,
                high: documented + released,
                unseen: people.unseen(),
                enterprise: documented - visual_studio,
                visual_studio,
            },
            accounts: AccountTotals {
                total: flags.len() as u64,
                counted: flags.iter().filter(|&&flags| counts(flags)).count() as u64,
                suspended: flags.iter().filter(|&&flags| flags & flag::SUSPENDED != 0).count() as u64,
                remembered: people.known.iter().map(|known| u64::from(known.remembered)).sum(),
            },
            waterfall: waterfall(people),
            complete: unknown_servers.is_empty() && !nameless,
            unknown_servers,
            dormant_freeable: people.dormant_freeable().count() as u64,
        }
    }
}

/// How many licenses these groups take, when accounts and logins count as told. A login that does not count by itself takes
/// a license when a group that counts is linked to it.
pub(crate) fn taken(
    groups: &Groups,
    flags: &[u16],
    counts: fn(u16) -> bool,
    logins: u32,
    login_counts: &dyn Fn(u32) -> bool,
) -> u64 {
    let mut group_counts = vec![false; groups.of.len()];
    for (&group, &flags) in groups.of.iter().zip(flags) {
        group_counts[group as usize] |= counts(flags);
    }
    let mut taking: Vec<bool> = (0..logins).map(login_counts).collect();
    let mut unlinked = 0;
    for (link, _) in groups.links.iter().zip(group_counts).filter(|(_, counts)| *counts) {
        if link.is_some() {
            taking[link.login as usize] = true;
        } else {
            unlinked += 1;
        }
    }
    unlinked + taking.into_iter().filter(|takes| *takes).count() as u64
}

fn waterfall(people: &People) -> Vec<Step> {
    let flags = &people.accounts.flags;
    let groups = &people.groups;
    let mut group_counts = vec![false; groups.of.len()];
    let (mut suspended, mut not_people, mut counting) = (0, 0, 0);
    for (&group, &flags) in groups.of.iter().zip(flags) {
        if counts(flags) {
            counting += 1;
            group_counts[group as usize] = true;
        } else if flags & flag::SUSPENDED != 0 {
            suspended += 1;
        } else {
            not_people += 1;
        }
    }
    let mut linked = [0_i64; 5];
    let mut counting_groups = 0;
    for (link, _) in groups.links.iter().zip(group_counts).filter(|(_, counts)| *counts) {
        counting_groups += 1;
        if link.is_some() {
            linked[link.rule as usize] += 1;
        }
    }
    let changes = [
        (StepName::ServerAccounts, i64::from(people.accounts.len())),
        (StepName::Suspended, -suspended),
        (StepName::NotPeople, -not_people),
        (StepName::SamePrimary, counting_groups - counting),
        (StepName::CloudSays, -linked[LinkRule::CloudSays as usize]),
        (StepName::Saml, -linked[LinkRule::Saml as usize]),
        (StepName::Scim, -linked[LinkRule::Scim as usize]),
        (StepName::VerifiedEmail, -linked[LinkRule::VerifiedEmail as usize]),
        (StepName::CloudAccounts, i64::from(people.records.logins)),
    ];
    let mut total = 0_i64;
    changes
        .into_iter()
        .map(|(name, change)| {
            total += change;
            Step { name, change, total: u64::try_from(total).unwrap_or_default() }
        })
        .collect()
}

impl People {
    /// The lower end of the range, of groups whose e-mails are folded.
    pub(crate) fn low(&self, folded: &Groups) -> u64 {
        let may_be_free = self.invitations_may_be_free();
        let login_counts = |login: u32| !(may_be_free && self.records.is_pending(login));
        taken(folded, &self.accounts.flags, counts_in_low, self.records.logins, &login_counts)
    }

    /// Whether a pending invitation may take no license: GitHub says both, and of usage-based billing that it takes none.
    pub(crate) fn invitations_may_be_free(&self) -> bool {
        self.evidence.options.billing != Billing::Volume
    }

    fn unseen(&self) -> u64 {
        if self.evidence.options.managed_users == Some(true) {
            return 0;
        }
        let without_server =
            (0..self.records.logins).filter(|&person| self.accounts_of(person).is_empty()).count();
        let unlinked = (self.records.logins..self.len()).filter(|&person| self.takes_license(person)).count();
        without_server.min(unlinked) as u64
    }

    /// How many people the cloud's report lists: every login once, and every row or rows without one that are one person's.
    pub fn listed_by_cloud(&self) -> u64 {
        u64::from(self.records.len()) + self.records.bare_rows.len() as u64
    }

    /// Rows without a login all of whose accounts are gone from complete reports, as records in order.
    pub(crate) fn released_records(&self) -> Vec<u32> {
        self.released_of(&|_| true, &|_| true)
    }

    /// The same, of these servers alone, where these accounts are there.
    pub(crate) fn released_of(
        &self,
        is_known: &dyn Fn(u32) -> bool,
        is_there: &dyn Fn(u32) -> bool,
    ) -> Vec<u32> {
        let logins = self.records.logins;
        let mut gone = vec![false; (self.records.len() - logins) as usize];
        let of_rows = self.gone.iter().filter(|listing| listing.record >= logins);
        for listing in of_rows.filter(|listing| is_known(listing.server)) {
            gone[(listing.record - logins) as usize] = true;
        }
        let of_rows = self.listed.iter().filter(|(_, record)| *record >= logins);
        for &(_, record) in of_rows.filter(|(account, _)| is_there(*account)) {
            gone[(record - logins) as usize] = false;
        }
        (logins..).zip(gone).filter(|(_, gone)| *gone).map(|(record, _)| record).collect()
    }

    /// The labels of servers whose people nobody knows: there are files of it, but no complete report, and the cloud
    /// remembers nobody.
    fn unknown_servers(&self) -> Vec<String> {
        let unknown =
            self.servers.all.iter().zip(&self.known).filter(|(server, known)| {
                !server.reports.is_empty() && !known.complete && known.remembered == 0
            });
        unknown.map(|(server, _)| server.label.clone()).collect()
    }

    /// People all of whose counting accounts are dormant server accounts.
    pub fn dormant_freeable(&self) -> impl Iterator<Item = u32> {
        (self.records.logins..self.len()).filter(|&person| {
            let mut counting =
                self.accounts_of(person).iter().filter(|&&account| self.counts(account)).peekable();
            counting.peek().is_some() && counting.all(|&account| self.accounts.is(account, flag::DORMANT))
        })
    }
}
