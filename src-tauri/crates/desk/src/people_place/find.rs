//! Finds people by a part of a name, login, e-mail or host, or by an id.

use std::sync::atomic::{AtomicBool, Ordering};

use people::People;
use people::evidence::Content;
use usage::roster::{ConsumedRoster, Needle, Roster};

use crate::two_at_once::two_at_once;

/// Whose the rows of all files are.
pub(super) struct RowsOfPeople {
    /// By report, then by row: the person whose account the row describes.
    reports: Vec<Vec<u32>>,
    /// By row of the cloud's report: the person who has its login.
    cloud: Vec<u32>,
}

/// Stands where a row is nobody's.
const NOBODY: u32 = u32::MAX;

impl RowsOfPeople {
    /// Looks through everybody once.
    pub(super) fn of(people: &People) -> Self {
        let evidence = people.evidence();
        let mut reports: Vec<Vec<u32>> = vec![Vec::new(); evidence.reports.len()];
        for account in 0..people.account_count() {
            let Some((report, row)) = people.described_by(account) else { continue };
            let Some(rows) = reports.get_mut(report as usize) else { continue };
            if rows.len() <= row as usize {
                rows.resize(row as usize + 1, NOBODY);
            }
            rows[row as usize] = people.person_of(account);
        }
        let mut cloud = vec![NOBODY; evidence.cloud.as_ref().map_or(0, |cloud| cloud.roster.len())];
        // A person with a cloud account bears the number of its record.
        for person in (0..people.len()).take_while(|&person| people.cloud_account_of(person).is_some()) {
            for &row in people.rows_of_record(person) {
                cloud[row as usize] = person;
            }
        }
        Self { reports, cloud }
    }

    /// Which people a text is found at, by person.
    pub(super) fn found(&self, people: &People, text: &str) -> Vec<bool> {
        let needle = Needle::new(text);
        let found: Vec<AtomicBool> = (0..people.len()).map(|_| AtomicBool::new(false)).collect();
        let add = |person: u32| {
            if let Some(found) = found.get(person as usize) {
                found.store(true, Ordering::Relaxed);
            }
        };
        // Two files at a time: each is read through, and the longest is half of the whole, mostly.
        two_at_once(&self.files(people), File::len, |(), file| match file {
            File::Report(roster, rows) => {
                let whose = |row: u32| rows.get(row as usize).copied().unwrap_or(NOBODY);
                roster.search(&needle).for_each(|row| add(whose(row)));
            }
            File::Cloud(roster, rows) => roster.search(&needle).for_each(|row| add(rows[row as usize])),
        });
        let id: Option<u64> = text.trim().parse().ok();
        for (number, (server, _)) in (0..).zip(people.servers()) {
            let is_it = server.hosts.iter().any(|host| needle.is_in(host)) || needle.is_in(&server.label);
            if is_it {
                people.accounts_of_server(number).for_each(|account| add(people.person_of(account)));
            } else if let Some(account) = id.and_then(|id| people.account_with_id(number, id)) {
                add(people.person_of(account));
            }
        }
        found.into_iter().map(AtomicBool::into_inner).collect()
    }

    fn files<'a>(&'a self, people: &'a People) -> Vec<File<'a>> {
        let evidence = people.evidence();
        let reports = evidence.reports.iter().zip(&self.reports);
        let reports = reports.filter_map(|(report, rows)| match &report.content {
            Content::Open(roster) | Content::Listed(_, roster) => Some(File::Report(roster, rows)),
            Content::Sealed => None,
        });
        reports.chain(evidence.cloud.iter().map(|cloud| File::Cloud(&cloud.roster, &self.cloud))).collect()
    }
}

/// A file that is searched, with the people of its rows.
enum File<'a> {
    Report(&'a Roster, &'a [u32]),
    Cloud(&'a ConsumedRoster, &'a [u32]),
}

impl File<'_> {
    fn len(&self) -> u64 {
        match self {
            Self::Report(roster, _) => roster.len() as u64,
            Self::Cloud(roster, _) => roster.len() as u64,
        }
    }
}
