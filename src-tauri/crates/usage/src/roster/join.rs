//! One report of consumed licenses that came in several files: a page each, as most scripts save them.

use std::collections::HashMap;

use super::{ConsumedRoster, LicensedUser, Located};
use crate::reader::fingerprint;
use crate::{Code, ConsumedCounts, Finding};

/// Puts the rows of several files together, in the order in which they are added. A row that stands in an earlier file word for
/// word is taken once, so that a page that was saved twice adds nobody.
#[derive(Debug, Default)]
pub struct ConsumedJoin {
    roster: ConsumedRoster,
    files: Vec<JoinedFile>,
    /// The first row of each person, by a fingerprint.
    seen: HashMap<u64, u32>,
    pages: u64,
    again: u64,
    logins_again: u64,
    left_out: u64,
    consumed: Total,
    purchased: Total,
}

/// A file among those that were joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JoinedFile {
    /// The number of its first row among all; it is that of the next file's when nothing of it was taken.
    pub first_row: u32,
    /// What the places of its rows count.
    pub located: Located,
}

/// What several files are together.
#[derive(Debug)]
pub struct Joined {
    /// All rows.
    pub roster: ConsumedRoster,
    /// The files, in the order in which they were added.
    pub files: Vec<JoinedFile>,
    /// What they count together.
    pub counts: ConsumedCounts,
    /// What was noticed of all of them. It stands for what was noticed of each: see [`ConsumedJoin::stands_for`].
    pub findings: Vec<Finding>,
}

#[derive(Debug, Default)]
struct Total {
    first: Option<u64>,
    last: Option<u64>,
    changes: u64,
}

impl Total {
    fn tell(&mut self, told: Option<u64>) {
        self.changes += u64::from(told.is_some() && self.last.is_some() && told != self.last);
        self.first = self.first.or(told);
        self.last = told.or(self.last);
    }

    fn finding(&self, name: &str) -> Option<Finding> {
        let (before, after) = (self.first?, self.last?);
        let finding = Finding::new(Code::TotalChanged).with("total", name).with("before", before);
        (self.changes > 0).then(|| finding.with("after", after).with("count", self.changes))
    }
}

impl ConsumedJoin {
    /// Nothing joined yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether a finding of one of the files is told of all of them together instead, by [`Joined::findings`].
    pub const fn stands_for(code: Code) -> bool {
        matches!(code, Code::RowsMissing | Code::RowsTooMany | Code::TotalChanged)
    }

    /// What the counts of several files tell without their rows. A page that is missing and a row that stands in two of them are seen by
    /// their number, so that one can hide the other; [`ConsumedJoin::add`] sees both.
    pub fn judge(files: &[ConsumedCounts]) -> Vec<Finding> {
        let (mut consumed, mut purchased) = (Total::default(), Total::default());
        for counts in files {
            consumed.tell(counts.consumed);
            purchased.tell(counts.purchased);
        }
        let rows = files.iter().map(|counts| counts.rows).sum();
        let missing = consumed.last.and_then(|consumed| disagreement(consumed, rows));
        missing
            .into_iter()
            .chain(consumed.finding("consumed"))
            .chain(purchased.finding("purchased"))
            .collect()
    }

    /// Adds what a file counts and its rows.
    pub fn add(&mut self, counts: &ConsumedCounts, roster: &ConsumedRoster) {
        let first_row = self.next_row();
        self.files.push(JoinedFile { first_row, located: roster.located() });
        self.pages += counts.pages;
        self.consumed.tell(counts.consumed);
        self.purchased.tell(counts.purchased);
        for user in roster.users() {
            if !self.stood_before(&user, first_row) && self.roster.push(&user).is_err() {
                self.left_out += 1;
            }
        }
    }

    /// What the files are together.
    pub fn finish(mut self) -> Joined {
        self.roster.shrink();
        let rows = self.roster.len() as u64 + self.left_out;
        let counted = |code: Code, count: u64| (count > 0).then(|| Finding::new(code).with("count", count));
        let mut findings = Vec::new();
        findings.extend(counted(Code::RepeatedRow, self.again));
        findings.extend(counted(Code::RepeatedCloudLogin, self.logins_again));
        findings.extend(self.consumed.last.and_then(|consumed| disagreement(consumed, rows)));
        findings.extend(self.consumed.finding("consumed"));
        findings.extend(self.purchased.finding("purchased"));
        findings.extend(counted(Code::RosterFull, self.left_out));
        let counts = ConsumedCounts {
            consumed: self.consumed.last,
            purchased: self.purchased.last,
            rows,
            pages: self.pages,
        };
        Joined { roster: self.roster, files: self.files, counts, findings }
    }

    fn next_row(&self) -> u32 {
        // Rows are numbered by 32 bits, which rosters see to.
        u32::try_from(self.roster.len()).unwrap_or(u32::MAX)
    }

    /// Whether an earlier file, which ends before `first_row`, has this very row.
    fn stood_before(&mut self, user: &LicensedUser<'_>, first_row: u32) -> bool {
        let Some(person) = person(user) else {
            return false;
        };
        let row = self.next_row();
        let before = *self.seen.entry(person).or_insert(row);
        // What is repeated within one file its reader tells.
        if before >= first_row {
            return false;
        }
        let Some(earlier) = self.roster.user(before) else {
            return false;
        };
        if (LicensedUser { place: user.place, ..earlier }) == *user {
            self.again += 1;
            return true;
        }
        self.logins_again += u64::from(user.login.is_some());
        false
    }
}

/// The finding that a total is not the number of rows: GitHub lists everybody who takes a license, in one row each.
pub(crate) fn disagreement(consumed: u64, rows: u64) -> Option<Finding> {
    let code = match rows.cmp(&consumed) {
        std::cmp::Ordering::Less => Code::RowsMissing,
        std::cmp::Ordering::Equal => return None,
        std::cmp::Ordering::Greater => Code::RowsTooMany,
    };
    let finding = Finding::new(code).with("rows", rows).with("consumed", consumed);
    Some(finding.with("count", rows.abs_diff(consumed)))
}

/// A fingerprint of whom a row speaks: of its login, which GitHub takes in any letter case, or else of its accounts on servers
/// and their e-mails. `None` when it has neither.
fn person(user: &LicensedUser<'_>) -> Option<u64> {
    if let Some(login) = user.login {
        return Some(fingerprint(login.to_ascii_lowercase().as_bytes(), 1));
    }
    let texts = || user.server_user_ids.iter().chain(user.server_primary_emails);
    texts().next()?;
    Some(texts().fold(2, |print, text| fingerprint(text.as_bytes(), print)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roster::Items;

    fn roster(logins: &[&str]) -> ConsumedRoster {
        let mut roster = ConsumedRoster::new(Located::Record);
        for (place, login) in (0..).zip(logins) {
            let user = LicensedUser { login: Some(login), place, ..LicensedUser::default() };
            roster.push(&user).expect("room");
        }
        roster
    }

    fn counts(consumed: u64, rows: u64) -> ConsumedCounts {
        ConsumedCounts { consumed: Some(consumed), purchased: Some(9), rows, pages: 1 }
    }

    fn codes(joined: &Joined) -> Vec<Code> {
        joined.findings.iter().map(|finding| finding.code).collect()
    }

    #[test]
    fn pages_in_several_files_are_one_report() {
        let mut join = ConsumedJoin::new();
        join.add(&counts(3, 2), &roster(&["mona", "kai"]));
        join.add(&counts(3, 1), &roster(&["ada"]));
        let joined = join.finish();
        assert_eq!(codes(&joined), [], "all are here");
        assert_eq!((joined.counts.rows, joined.counts.pages), (3, 2), "counted together");
        let first_rows: Vec<_> = joined.files.iter().map(|file| file.first_row).collect();
        assert_eq!(first_rows, [0, 2], "and it is known which came from where");
        assert!(ConsumedJoin::stands_for(Code::RowsMissing), "that each alone lacks rows says nothing");
    }

    #[test]
    fn a_page_that_was_saved_twice_adds_nobody() {
        let mut servers = ConsumedRoster::new(Located::Record);
        let mut ids = Items::new();
        ids.push("git.corp.example:7");
        let user = LicensedUser { server_user_ids: ids.list(), ..LicensedUser::default() };
        servers.push(&user).expect("room");
        let mut join = ConsumedJoin::new();
        for page in [&roster(&["mona", "kai"]), &servers, &roster(&["mona", "kai"]), &servers] {
            join.add(&counts(4, page.len() as u64), page);
        }
        let joined = join.finish();
        assert_eq!(joined.roster.len(), 3, "each once");
        assert_eq!(
            codes(&joined),
            [Code::RepeatedRow, Code::RowsMissing],
            "and a page is missing in its place"
        );
        assert_eq!(joined.findings[0].params["count"], 3.into(), "three rows stood before");
    }

    #[test]
    fn totals_that_change_from_file_to_file_are_told() {
        let mut join = ConsumedJoin::new();
        join.add(&counts(3, 1), &roster(&["mona"]));
        join.add(&counts(2, 1), &roster(&["Mona", "kai"]));
        let joined = join.finish();
        assert_eq!(codes(&joined), [Code::RepeatedCloudLogin, Code::RowsTooMany, Code::TotalChanged], "both");
        assert_eq!(joined.counts.consumed, Some(2), "the last is taken");
    }
}
