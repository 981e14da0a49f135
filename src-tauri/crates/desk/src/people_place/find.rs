//! Finds people by a part of a name, login, e-mail or host, or by an id.

use people::People;
use people::evidence::Content;
use usage::roster::Needle;

/// Which people a text is found at, by person.
pub(super) fn found(people: &People, text: &str, accounts_of_rows: &[Vec<u32>]) -> Vec<bool> {
    let needle = Needle::new(text);
    let mut found = vec![false; people.len() as usize];
    let mut add = |person: u32| {
        if let Some(found) = found.get_mut(person as usize) {
            *found = true;
        }
    };
    for (report, accounts) in people.evidence().reports.iter().zip(accounts_of_rows) {
        let (Content::Open(roster) | Content::Listed(_, roster)) = &report.content else { continue };
        for row in roster.search(&needle) {
            let account = accounts.get(row as usize).copied().filter(|&account| account != NO_ACCOUNT);
            if let Some(account) = account {
                add(people.person_of(account));
            }
        }
    }
    if let Some(cloud) = &people.evidence().cloud {
        let mut rows = vec![false; cloud.roster.len()];
        for row in cloud.roster.search(&needle) {
            rows[row as usize] = true;
        }
        // A person with a cloud account bears the number of its record.
        for person in (0..people.len()).take_while(|&person| people.cloud_account_of(person).is_some()) {
            if people.rows_of_record(person).iter().any(|&row| rows[row as usize]) {
                add(person);
            }
        }
    }
    let hosts: Vec<&str> = people
        .servers()
        .filter(|(server, _)| {
            server.hosts.iter().any(|host| needle.is_in(host)) || needle.is_in(&server.label)
        })
        .map(|(server, _)| server.label.as_str())
        .collect();
    let id: Option<u64> = text.trim().parse().ok();
    if !hosts.is_empty() || id.is_some() {
        for account in 0..people.account_count() {
            let Some(view) = people.account(account) else { continue };
            if hosts.contains(&view.server) || id.is_some() && view.id == id {
                add(people.person_of(account));
            }
        }
    }
    found
}

/// Stands where a row describes no account.
const NO_ACCOUNT: u32 = u32::MAX;

/// The account that each row of each report describes.
pub(super) fn accounts_of_rows(people: &People) -> Vec<Vec<u32>> {
    let mut accounts: Vec<Vec<u32>> = vec![Vec::new(); people.evidence().reports.len()];
    for account in 0..people.account_count() {
        let described = people.account(account).and_then(|view| view.described_by);
        let Some((report, row)) = described else { continue };
        let Some(rows) = accounts.get_mut(report as usize) else { continue };
        if rows.len() <= row as usize {
            rows.resize(row as usize + 1, NO_ACCOUNT);
        }
        rows[row as usize] = account;
    }
    accounts
}
