//! What is said of a count as a whole.

use usage::roster::SecurityProducts;

use crate::accounts::flag;
use crate::count::People;
use crate::evidence::Billing;
use crate::finding::{Code, Finding, Tally, arranged};
use crate::records::roster;

/// What was noticed while accounts were assembled.
pub(crate) struct Noticed {
    pub(crate) two_people: Tally,
    pub(crate) keyless: Vec<u64>,
    pub(crate) annotating_nothing: Vec<u64>,
    pub(crate) unreadable: u64,
}

impl Noticed {
    /// All findings, in their order.
    pub(crate) fn findings(&self, people: &People) -> Vec<Finding> {
        let mut findings = people.servers.findings.clone();
        self.of_servers(people, &mut findings);
        self.of_accounts(people, &mut findings);
        self.of_cloud(people, &mut findings);
        arranged(findings)
    }

    fn of_servers(&self, people: &People, findings: &mut Vec<Finding>) {
        for label in &people.numbers.unknown_servers {
            findings.push(Finding::new(Code::PeopleUnknown).with("server", label.as_str()));
        }
        let mut without_connect = Vec::new();
        for (place, (server, known)) in people.servers.all.iter().zip(&people.known).enumerate() {
            let reports = || server.reports.iter().map(|&report| &people.evidence.reports[report as usize]);
            let complete = reports().filter(|report| report.content.is_complete());
            if known.stale
                && let Some(made_at) = complete.filter_map(|report| report.made_at).max()
            {
                let seconds = |moment: i64| u64::try_from(moment).unwrap_or_default();
                findings.push(
                    Finding::new(Code::StaleReport)
                        .with("server", server.label.as_str())
                        .with("made_at", seconds(made_at))
                        .with("last_sync", seconds(server.last_sync.unwrap_or_default())),
                );
            }
            let connect = || reports().filter_map(|report| report.connect);
            if connect().any(|on| !on) && !connect().any(|on| on) {
                without_connect.push(server.label.clone());
            }
            for (code, counts) in [
                (Code::AccountWithoutKey, &self.keyless),
                (Code::AnnotationWithoutAccount, &self.annotating_nothing),
            ] {
                let count = counts.get(place).copied().unwrap_or_default();
                if count > 0 {
                    findings
                        .push(Finding::new(code).with("server", server.label.as_str()).with("count", count));
                }
            }
        }
        if people.evidence.options.billing == Billing::Usage && !without_connect.is_empty() {
            let count = without_connect.len() as u64;
            without_connect.truncate(crate::finding::NAMES);
            findings.push(
                Finding::new(Code::MeteredNeedsConnect).with("servers", without_connect).with("count", count),
            );
        }
    }

    fn of_accounts(&self, people: &People, findings: &mut Vec<Finding>) {
        let accounts = &people.accounts;
        let mut scim_admins = Tally::default();
        let mut without_email = 0_u64;
        for account in (0..accounts.len()).filter(|&account| people.counts(account)) {
            if accounts.is(account, flag::SCIM_ADMIN) && people.evidence.options.scim.is_none() {
                scim_admins.add(account);
            }
            if !accounts.is_remembered(account) && accounts.primary_email(&people.evidence, account).is_none()
            {
                without_email += 1;
            }
        }
        if without_email > 0 {
            findings.push(Finding::new(Code::NoPrimaryEmail).with("count", without_email));
        }
        let shared = shared_emails(people);
        for (code, tally) in [
            (Code::OneIdTwoPeople, &self.two_people),
            (Code::ScimAdminCounted, &scim_admins),
            (Code::SharedEmail, &shared),
        ] {
            findings.extend(naming(people, code, tally));
        }
    }

    fn of_cloud(&self, people: &People, findings: &mut Vec<Finding>) {
        let mut ambiguous = Tally::default();
        for account in 0..people.accounts.len() {
            let link = people.groups.links[account as usize];
            if link.is_some() && link.ambiguous {
                ambiguous.add(account);
            }
        }
        findings.extend(naming(people, Code::AmbiguousMatch, &ambiguous));
        let unverified = roster(&people.evidence)
            .filter(|_| people.evidence.options.managed_users != Some(true))
            .map_or(0, |_| people.without_verified_email().count() as u64);
        for (code, count) in [
            (Code::RepeatedLogin, people.records.repeated),
            (Code::UnreadableServerUserId, self.unreadable),
            (Code::RowWithoutAccount, people.records.bare_rows.len() as u64),
            (Code::IdentityWithoutRow, people.table.without_record),
            (Code::NoVerifiedEmail, unverified),
        ] {
            if count > 0 {
                findings.push(Finding::new(code).with("count", count));
            }
        }
        findings.extend(security_products(people));
    }
}

/// How many people take a license of each security product, as far as the report tells; `None` where nobody does.
fn security_products(people: &People) -> Option<Finding> {
    type Told = fn(SecurityProducts) -> Option<bool>;
    let roster = roster(&people.evidence)?;
    let products: [(&str, Told); 3] = [
        ("advanced_security", |row| row.advanced_security),
        ("code_security", |row| row.code_security),
        ("secret_protection", |row| row.secret_protection),
    ];
    let mut finding = Finding::new(Code::SecurityProducts);
    let mut anybody = false;
    for (name, product) in products {
        let (mut is_told, mut count) = (false, 0_u64);
        for record in 0..people.records.len() {
            let rows = people.records.rows_of(record).iter();
            let told = rows.filter_map(|&row| product(roster.security(row))).max();
            is_told |= told.is_some();
            count += u64::from(told == Some(true));
        }
        if is_told {
            finding = finding.with(name, count);
        }
        anybody |= count > 0;
    }
    anybody.then_some(finding)
}

/// Groups in which several counting accounts are on one server, by their first accounts.
fn shared_emails(people: &People) -> Tally {
    let mut shared = Tally::default();
    let mut groups: Vec<(u32, u32)> = Vec::new();
    for person in 0..people.len() {
        let accounts = people.accounts_of(person);
        if accounts.len() < 2 {
            continue;
        }
        groups.clear();
        groups.extend(
            accounts
                .iter()
                .filter(|&&account| people.counts(account) && !people.accounts.is_remembered(account))
                .map(|&account| (people.groups.of[account as usize], people.accounts.server(account))),
        );
        groups.sort_unstable();
        let mut last = None;
        for pair in groups.windows(2).filter(|pair| pair[0] == pair[1]) {
            if last != Some(pair[0].0) {
                shared.first.push(pair[0].0);
                shared.count += 1;
            }
            last = Some(pair[0].0);
        }
    }
    // People are not in the order of their groups.
    shared.first.sort_unstable();
    shared.first.truncate(crate::finding::NAMES);
    shared
}

fn naming(people: &People, code: Code, tally: &Tally) -> Option<Finding> {
    let names: Vec<String> =
        tally.first.iter().map(|&account| people.key(crate::key::Node::Account(account))).collect();
    (tally.count > 0).then(|| Finding::new(code).with("accounts", names).with("count", tally.count))
}

impl People {
    /// Cloud accounts of which the report shows no verified e-mail, as people in order.
    pub fn without_verified_email(&self) -> impl Iterator<Item = u32> {
        (0..self.records.logins).filter(|&record| {
            roster(&self.evidence).is_some_and(|roster| {
                let mut rows = self.records.rows_of(record).iter();
                rows.all(|&row| roster.verified_emails(row).is_empty())
            })
        })
    }
}
