//! Makes accounts of everything that names them.
//!
//! Where several rows describe one account, it is suspended (or dormant) as soon as one of them says so; of rows whose
//! reports are dated, only the newest that says anything has a say. GitHub publishes no rule for it (assumed).
//!
//! A row without an id stands for the account of its server that has its login, where there is just one; else it is an
//! account by its login, and without a login by its primary e-mail (assumed).

use std::cmp::Ordering;
use std::collections::HashMap;

use usage::roster::{Account, SignedIn};

use crate::accounts::{Accounts, BuiltIn, flag};
use crate::email::{Letters, same};
use crate::evidence::{Content, Evidence};
use crate::finding::Tally;
use crate::records::{Listing, NONE};
use crate::servers::Server;

/// A row that names an account of the server at hand.
#[derive(Clone, Copy)]
struct Mention {
    id: u64,
    report: u32,
    row: u32,
}

/// How well the people of a server are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// It has a complete report.
    pub complete: bool,
    /// Every complete report is known to be older than the cloud's last sync.
    pub stale: bool,
    /// How many of its accounts are here because the cloud remembers them.
    pub remembered: u32,
}

/// What comes of assembling, beside the accounts.
#[derive(Default)]
pub(crate) struct Assembled {
    pub(crate) accounts: Accounts,
    /// Which records list which accounts: pairs of account and record, in order.
    pub(crate) listed: Vec<(u32, u32)>,
    /// What records list and complete reports no longer have.
    pub(crate) gone: Vec<Listing>,
    /// How well each server is known.
    pub(crate) known: Vec<Known>,
    /// Accounts whose rows describe two different people.
    pub(crate) two_people: Tally,
    /// By server: rows without any key, and rows that annotate nothing.
    pub(crate) keyless: Vec<u64>,
    pub(crate) annotating_nothing: Vec<u64>,
}

impl Assembled {
    /// Assembles the accounts of all servers. `listings` are in order of (server, id, record).
    pub(crate) fn of(evidence: &Evidence, servers: &[Server], listings: &[Listing]) -> Self {
        let mut assembled = Self::default();
        // Room for all at once: columns that grow leave holes in memory behind them.
        let rows = evidence.reports.iter().filter(|report| report.content.is_complete());
        let rows = rows.filter_map(|report| Some(report.content.roster()?.len())).sum();
        assembled.accounts.reserve(rows);
        assembled.listed.reserve_exact(listings.len());
        let mut left = listings;
        for (number, server) in (0_u32..).zip(servers) {
            let own = left.partition_point(|listing| listing.server <= number);
            let (listed, rest) = left.split_at(own);
            left = rest;
            assembled.accounts.starts.push(assembled.accounts.len());
            assembled.server(evidence, server, listed);
        }
        assembled.accounts.starts.push(assembled.accounts.len());
        assembled
    }

    fn server(&mut self, evidence: &Evidence, server: &Server, listed: &[Listing]) {
        let complete = |report: &u32| evidence.reports[*report as usize].content.is_complete();
        let is_old = |report: &u32| {
            let made_at = evidence.reports[*report as usize].made_at;
            made_at.zip(server.last_sync).is_some_and(|(made_at, last_sync)| made_at < last_sync)
        };
        let mut known = Known { complete: server.reports.iter().any(complete), ..Known::default() };
        known.stale = known.complete && server.reports.iter().filter(|report| complete(report)).all(is_old);
        self.keyless.push(0);
        self.annotating_nothing.push(0);
        let (mentions, mut nameless) = self.mentions(evidence, server);
        let at_server = AtServer { evidence, known };
        let mut listed = listed.chunk_by(|one, other| one.id == other.id).peekable();
        for rows in mentions.chunk_by(|one, other| one.id == other.id) {
            let id = rows.first().map_or(0, |mention| mention.id);
            while let Some(records) = listed.next_if(|records| records[0].id < id) {
                self.listed_alone(&at_server, records);
            }
            let records = listed.next_if(|records| records[0].id == id).unwrap_or_default();
            self.push(&at_server, Some(id), rows, records);
        }
        for records in listed {
            self.listed_alone(&at_server, records);
        }
        nameless.sort_by(|one, other| {
            let key = |mention: &Mention| key_of(evidence, mention);
            key(one).cmp(&key(other))
        });
        for rows in nameless.chunk_by(|one, other| key_of(evidence, one) == key_of(evidence, other)) {
            self.push(&at_server, None, rows, &[]);
        }
        let first = self.accounts.starts.last().map_or(0, |&start| start as usize);
        let remembered = self.accounts.flags[first..]
            .iter()
            .filter(|&&flags| flags & (flag::REMEMBERED | flag::REPORTED) == flag::REMEMBERED);
        known.remembered = u32::try_from(remembered.count()).unwrap_or(NONE);
        self.known.push(known);
    }

    /// The rows of a server's reports: those with an id by id, and those without.
    fn mentions(&mut self, evidence: &Evidence, server: &Server) -> (Vec<Mention>, Vec<Mention>) {
        let rosters = || {
            let with_roster =
                |&report: &u32| Some((report, evidence.reports[report as usize].content.roster()?));
            server.reports.iter().filter_map(with_roster)
        };
        let mut mentions = Vec::with_capacity(rosters().map(|(_, roster)| roster.len()).sum());
        let mut nameless = Vec::new();
        for (report, roster) in rosters() {
            for row in 0..u32::try_from(roster.len()).unwrap_or(NONE) {
                match roster.id(row) {
                    Some(id) => mentions.push(Mention { id, report, row }),
                    None => nameless.push(Mention { id: 0, report, row }),
                }
            }
        }
        if !nameless.is_empty() {
            let keyless = nameless.len();
            nameless.retain(|mention| key_of(evidence, mention).is_some());
            if let Some(count) = self.keyless.last_mut() {
                *count += (keyless - nameless.len()) as u64;
            }
            find_ids(evidence, &mut mentions, &mut nameless);
        }
        mentions.sort_unstable_by_key(|mention| (mention.id, mention.report, mention.row));
        (mentions, nameless)
    }

    /// What only the cloud's rows name: a remembered account, unless a complete report replaces the cloud's memory.
    fn listed_alone(&mut self, at: &AtServer<'_>, records: &[Listing]) {
        if at.replaces() {
            self.gone.extend_from_slice(records);
            return;
        }
        let account = self.accounts.len();
        self.accounts.ids.push(records[0].id);
        self.accounts.reports.push(NONE);
        self.accounts.rows.push(0);
        self.accounts.flags.push(flag::HAS_ID | flag::REMEMBERED);
        self.listed.extend(records.iter().map(|listing| (account, listing.record)));
    }

    fn push(&mut self, at: &AtServer<'_>, id: Option<u64>, rows: &[Mention], records: &[Listing]) {
        let reported = rows.iter().any(|mention| at.report_is_complete(mention));
        let kept = reported || (!at.replaces() && !records.is_empty());
        if !kept {
            if let Some(count) = self.annotating_nothing.last_mut() {
                *count += 1;
            }
            self.gone.extend_from_slice(records);
            return;
        }
        let describing = match rows {
            [] => return,
            [only] => only,
            _ => rows.iter().min_by(|one, other| at.better(one, other)).unwrap_or(&rows[0]),
        };
        let account = self.accounts.len();
        let mut flags = at.flags(rows, describing);
        if id.is_some() {
            flags |= flag::HAS_ID;
        }
        if reported {
            flags |= flag::REPORTED;
        }
        if !records.is_empty() && !at.replaces() {
            flags |= flag::REMEMBERED;
        }
        if rows.len() > 1 && rows.iter().any(|mention| at.are_two_people(describing, mention)) {
            self.two_people.add(account);
        }
        self.accounts.ids.push(id.unwrap_or_default());
        self.accounts.reports.push(describing.report);
        self.accounts.rows.push(describing.row);
        self.accounts.flags.push(flags);
        self.listed.extend(records.iter().map(|listing| (account, listing.record)));
    }
}

/// What an account without an id is told apart by: its login, else its primary e-mail. An e-mail has an `@`, a login has
/// none.
pub(crate) fn key_without_id(login: Option<&str>, primary_email: Option<&str>) -> Option<String> {
    login.map(str::to_ascii_lowercase).or_else(|| primary_email.map(str::to_owned))
}

fn account_of<'a>(evidence: &'a Evidence, mention: &Mention) -> Account<'a> {
    let roster = evidence.reports[mention.report as usize].content.roster();
    roster.and_then(|roster| roster.account(mention.row)).unwrap_or_default()
}

fn key_of(evidence: &Evidence, mention: &Mention) -> Option<String> {
    let account = account_of(evidence, mention);
    key_without_id(account.login, account.primary_email)
}

/// Gives rows without an id that of the one account which has their login.
fn find_ids(evidence: &Evidence, mentions: &mut Vec<Mention>, nameless: &mut Vec<Mention>) {
    let mut id_of: HashMap<String, Option<u64>> = HashMap::new();
    for mention in mentions.iter() {
        if let Some(login) = account_of(evidence, mention).login {
            let known = id_of.entry(login.to_ascii_lowercase()).or_insert(Some(mention.id));
            if *known != Some(mention.id) {
                *known = None;
            }
        }
    }
    nameless.retain(|mention| {
        let login = account_of(evidence, mention).login.map(str::to_ascii_lowercase);
        let id = login.and_then(|login| id_of.get(&login).copied().flatten());
        mentions.extend(id.map(|id| Mention { id, ..*mention }));
        id.is_none()
    });
}

/// What is asked of rows while the accounts of one server are assembled.
struct AtServer<'a> {
    evidence: &'a Evidence,
    known: Known,
}

impl AtServer<'_> {
    /// Whether a complete report replaces what the cloud remembers.
    const fn replaces(&self) -> bool {
        self.known.complete && !self.known.stale
    }

    fn report_is_complete(&self, mention: &Mention) -> bool {
        self.content(mention).is_complete()
    }

    fn made_at(&self, mention: &Mention) -> Option<i64> {
        self.evidence.reports[mention.report as usize].made_at
    }

    /// Which of two rows describes the account: the lesser one.
    fn better(&self, one: &Mention, other: &Mention) -> Ordering {
        let rank = |mention: &Mention| {
            let account = account_of(self.evidence, mention);
            (
                !self.report_is_complete(mention),
                account.primary_email.is_none(),
                std::cmp::Reverse(self.made_at(mention)),
                account.login.is_none(),
            )
        };
        rank(one).cmp(&rank(other)).then_with(|| {
            let words = |mention: &Mention| {
                let account = account_of(self.evidence, mention);
                let others: Vec<&str> = account.secondary_emails.iter().collect();
                let dates = (account.created_at, account.last_active);
                (account.primary_email, account.login, account.name, others, account.role, dates)
            };
            words(one).cmp(&words(other))
        })
    }

    fn flags(&self, rows: &[Mention], describing: &Mention) -> u16 {
        let suspended = self.told(rows, |mention| {
            let (suspended, _) = self.content(mention).listing_says();
            suspended.or_else(|| self.content(mention).roster()?.suspended(mention.row))
        });
        let dormant = self.told(rows, |mention| {
            let (_, dormant) = self.content(mention).listing_says();
            dormant.or_else(|| self.content(mention).roster()?.dormant(mention.row))
        });
        let signs = |sign: SignedIn| {
            rows.iter().any(|mention| {
                self.content(mention).roster().is_some_and(|roster| roster.signed_in(mention.row) == sign)
            })
        };
        let mut flags = 0;
        let mut set = |flag: u16, is_so: bool| {
            if is_so {
                flags |= flag;
            }
        };
        set(flag::SUSPENDED, suspended);
        set(flag::DORMANT, dormant);
        set(flag::NO_SIGN, signs(SignedIn::NoSign) && !signs(SignedIn::Yes));
        let roster = self.content(describing).roster();
        set(flag::NO_EMAIL, roster.and_then(|roster| roster.primary_email(describing.row)).is_none());
        match BuiltIn::of(roster.and_then(|roster| roster.login(describing.row))) {
            Some(BuiltIn::Ghost) => set(flag::NOT_A_PERSON, true),
            Some(BuiltIn::ScimAdmin) => {
                set(flag::SCIM_ADMIN, true);
                set(flag::NOT_A_PERSON, self.evidence.options.scim == Some(true));
            }
            None => {}
        }
        flags
    }

    fn content(&self, mention: &Mention) -> &Content {
        &self.evidence.reports[mention.report as usize].content
    }

    /// Whether any row says yes that has a say: rows of undated reports, and of the newest dated report that tells.
    fn told(&self, rows: &[Mention], says: impl Fn(&Mention) -> Option<bool>) -> bool {
        if let [only] = rows {
            return says(only) == Some(true);
        }
        let telling = || rows.iter().filter_map(|mention| Some((self.made_at(mention), says(mention)?)));
        let newest = telling().filter_map(|(made_at, _)| made_at).max();
        telling().any(|(made_at, says)| says && (made_at.is_none() || made_at == newest))
    }

    /// Whether two rows of one account describe different people: something that both tell differs, and nothing that both
    /// tell is the same (assumed; GitHub publishes no rule).
    fn are_two_people(&self, one: &Mention, other: &Mention) -> bool {
        let (one, other) = (account_of(self.evidence, one), account_of(self.evidence, other));
        let logins = one.login.zip(other.login).map(|(one, other)| one.eq_ignore_ascii_case(other));
        let emails =
            one.primary_email.zip(other.primary_email).map(|(one, other)| same(one, other, Letters::Folded));
        let told = [logins, emails];
        told.contains(&Some(false)) && !told.contains(&Some(true))
    }
}
