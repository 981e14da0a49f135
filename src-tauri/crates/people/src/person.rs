//! What is shown of a person and of an account. Texts are read where the evidence has them.

use usage::ReportScope;

use crate::accounts::{counts, flag};
use crate::count::People;
use crate::edges::Rule;
use crate::evidence::Content;
use crate::records::roster;

/// What a person is, in a few words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a question that a list is filtered by")]
pub struct Facets {
    /// How many server accounts there are.
    pub server_accounts: u32,
    /// Whether there is a cloud account.
    pub cloud_account: bool,
    /// Whether a license is taken.
    pub license: bool,
    /// How the accounts were joined: by the link to the cloud account, else by equal e-mails or the cloud's rows; `None`
    /// where there is only one account.
    pub joined_by: Option<Rule>,
    /// Whether another login matched at the same step.
    pub ambiguous: bool,
    /// Whether all accounts that count are dormant server accounts.
    pub dormant: bool,
    /// Whether some server account is suspended.
    pub has_suspended: bool,
    /// Whether some server account is here because the cloud remembers it.
    pub has_remembered: bool,
    /// Whether the license comes with a Visual Studio subscription.
    pub visual_studio: bool,
    /// Whether the cloud account is a pending invitation and nothing else.
    pub invited: bool,
}

/// How many accounts a server has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ServerTotals {
    /// All of them.
    pub accounts: u32,
    /// Those that are neither suspended nor dormant, as GitHub's report of active users has them.
    pub active: u32,
    /// Those that are suspended.
    pub suspended: u32,
    /// Those that are dormant.
    pub dormant: u32,
    /// Those that are here because the cloud remembers them.
    pub remembered: u32,
    /// Those that count and have no primary e-mail.
    pub without_primary_email: u32,
}

/// What is known of a server account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "they are what reports say, one by one")]
pub struct AccountView<'a> {
    /// The label of its server.
    pub server: &'a str,
    /// Its id.
    pub id: Option<u64>,
    /// Its login.
    pub login: Option<&'a str>,
    /// Its name.
    pub name: Option<&'a str>,
    /// Its primary e-mail, as spelled.
    pub primary_email: Option<&'a str>,
    /// Whether it is suspended.
    pub suspended: bool,
    /// Whether it is dormant.
    pub dormant: bool,
    /// Whether it counts: it can take a license.
    pub counts: bool,
    /// Whether it shows no sign of anybody's ever having signed in.
    pub never_signed_in: bool,
    /// Whether it is here because the cloud remembers it.
    pub remembered: bool,
    /// The report that describes it, as a place in the evidence, and the row of it; `None` where only the cloud knows it.
    pub described_by: Option<(u32, u32)>,
}

impl People {
    /// What a person is.
    pub fn facets(&self, person: u32) -> Facets {
        let accounts = self.accounts_of(person);
        let any = |flags: u16| accounts.iter().any(|&account| self.accounts.is(account, flags));
        let cloud_account = person < self.records.logins;
        let mut counting = accounts.iter().filter(|&&account| self.counts(account)).peekable();
        let has_counting = counting.peek().is_some();
        let dormant = !cloud_account
            && has_counting
            && counting.all(|&account| self.accounts.is(account, flag::DORMANT));
        Facets {
            server_accounts: u32::try_from(accounts.len()).unwrap_or(u32::MAX),
            cloud_account,
            license: cloud_account || has_counting,
            joined_by: self.joined_by(person),
            ambiguous: accounts.iter().any(|&account| {
                let link = self.link(account);
                link.is_some() && link.ambiguous
            }),
            dormant,
            has_suspended: any(flag::SUSPENDED),
            has_remembered: any(flag::REMEMBERED),
            visual_studio: self.visual_studio.get(person as usize).copied().unwrap_or_default(),
            invited: self.records.is_pending(person),
        }
    }

    fn joined_by(&self, person: u32) -> Option<Rule> {
        let accounts = self.accounts_of(person);
        if person < self.records.logins {
            return accounts.iter().map(|&account| self.link(account).rule).min().map(Rule::from);
        }
        let (first, rest) = accounts.split_first()?;
        let remembered = |account: &u32| self.accounts.is_remembered(*account);
        let by_cloud = remembered(first) && !rest.is_empty() && rest.iter().all(remembered);
        (!rest.is_empty()).then_some(if by_cloud { Rule::CloudSays } else { Rule::SamePrimary })
    }

    /// What is known of a server account; `None` behind the last one.
    pub fn account(&self, account: u32) -> Option<AccountView<'_>> {
        let flags = *self.accounts.flags.get(account as usize)?;
        let is = |flag: u16| flags & flag != 0;
        Some(AccountView {
            server: self
                .servers
                .all
                .get(self.accounts.server(account) as usize)
                .map_or("", |server| server.label.as_str()),
            id: self.accounts.id(account),
            login: self.accounts.login(&self.evidence, account),
            name: self.accounts.name(&self.evidence, account),
            primary_email: self.accounts.primary_email(&self.evidence, account),
            suspended: is(flag::SUSPENDED),
            dormant: is(flag::DORMANT),
            counts: self.counts(account),
            never_signed_in: is(flag::NO_SIGN),
            remembered: is(flag::REMEMBERED),
            described_by: self.described_by(account),
        })
    }

    /// The rows of the cloud's report that stand behind a record: a login's, or one without a login.
    pub fn rows_of_record(&self, record: u32) -> &[u32] {
        self.records.rows_of(record)
    }

    /// The accounts of a server, by its place among the servers.
    pub fn accounts_of_server(&self, server: u32) -> std::ops::Range<u32> {
        self.accounts.of_server(server)
    }

    /// The account of a server that has this id.
    pub fn account_with_id(&self, server: u32, id: u64) -> Option<u32> {
        self.accounts.find_id(server, id)
    }

    /// The report that describes an account, as a place in the evidence, and the row of it; `None` where only the cloud knows it.
    pub fn described_by(&self, account: u32) -> Option<(u32, u32)> {
        let report = *self.accounts.reports.get(account as usize)?;
        self.evidence.reports.get(report as usize)?;
        Some((report, self.accounts.rows[account as usize]))
    }

    /// How many accounts of a server there are, and of which kinds.
    pub fn totals_of_server(&self, server: u32) -> ServerTotals {
        let range = self.accounts.of_server(server);
        let mut totals = ServerTotals { accounts: range.end - range.start, ..ServerTotals::default() };
        for &flags in &self.accounts.flags[range.start as usize..range.end as usize] {
            let is = |flag: u16| flags & flag != 0;
            totals.suspended += u32::from(is(flag::SUSPENDED));
            totals.dormant += u32::from(is(flag::DORMANT));
            totals.active += u32::from(!is(flag::SUSPENDED | flag::DORMANT));
            totals.remembered += u32::from(is(flag::REMEMBERED));
            totals.without_primary_email += u32::from(counts(flags) && is(flag::NO_EMAIL));
        }
        totals
    }

    /// The Visual Studio subscriptions that are shown with a person, in order.
    pub fn subscriptions_of(&self, person: u32) -> impl Iterator<Item = u32> {
        let start = self.subscriptions.partition_point(|&(owner, _)| owner < person);
        let own = self.subscriptions[start..].iter().take_while(move |&&(owner, _)| owner == person);
        own.map(|&(_, subscription)| subscription)
    }

    /// What a person is found by: every name, login, e-mail and SAML `NameID` of the accounts, as files spell them, some of them several times.
    pub fn texts_of(&self, person: u32) -> impl Iterator<Item = &str> {
        let on_servers = self.accounts_of(person).iter().flat_map(|&account| {
            let accounts = &self.accounts;
            let one = [
                accounts.login(&self.evidence, account),
                accounts.name(&self.evidence, account),
                accounts.primary_email(&self.evidence, account),
            ];
            one.into_iter().flatten().chain(accounts.secondary_emails(&self.evidence, account))
        });
        let rows = self.cloud_account_of(person).map_or(&[][..], |record| self.records.rows_of(record));
        let users = rows.iter().filter_map(|&row| roster(&self.evidence)?.user(row));
        let in_cloud = users.flat_map(|user| {
            let one = [user.login, user.name, user.saml_name_id, user.visual_studio_email];
            one.into_iter().flatten().chain(user.verified_emails).chain(user.server_primary_emails)
        });
        on_servers.chain(in_cloud)
    }

    /// What a person is called: the name, else a login.
    pub fn name(&self, person: u32) -> Option<&str> {
        let accounts = self.accounts_of(person);
        self.real_name(person)
            .or_else(|| self.cloud_account_of(person).and_then(|record| self.login(record)))
            .or_else(|| accounts.iter().find_map(|&account| self.accounts.login(&self.evidence, account)))
    }

    /// The name of a person: that in the cloud, else that of the first account that has one.
    pub(crate) fn real_name(&self, person: u32) -> Option<&str> {
        let rows = self.cloud_account_of(person).map_or(&[][..], |record| self.records.rows_of(record));
        let in_cloud =
            roster(&self.evidence).and_then(|roster| rows.iter().filter_map(|&row| roster.name(row)).min());
        let accounts = self.accounts_of(person);
        in_cloud.or_else(|| accounts.iter().find_map(|&account| self.accounts.name(&self.evidence, account)))
    }

    /// The e-mail to know a person by: the primary e-mail of the first account that has one, else a verified one in the
    /// cloud.
    pub fn email(&self, person: u32) -> Option<&str> {
        let accounts = self.accounts_of(person);
        let primary =
            accounts.iter().find_map(|&account| self.accounts.primary_email(&self.evidence, account));
        primary.or_else(|| {
            let roster = roster(&self.evidence)?;
            let rows = self.records.rows_of(self.cloud_account_of(person)?);
            rows.iter().flat_map(|&row| roster.verified_emails(row)).min()
        })
    }
}

impl Content {
    /// Which accounts it lists: `None` for a sealed export, [`ReportScope::All`] for an open one.
    pub const fn scope(&self) -> Option<ReportScope> {
        match self {
            Self::Sealed => None,
            Self::Open(_) => Some(ReportScope::All),
            Self::Listed(scope, _) => Some(*scope),
        }
    }
}
