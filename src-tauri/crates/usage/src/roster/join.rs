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
    /// How many of its rows stand in an earlier file, word for word.
    pub again: u64,
    /// The number of the first such file.
    pub again_in: Option<usize>,
}

/// Pages that are missing of a report that came page by page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MissingPages {
    /// How many.
    pub count: u64,
    /// How many pages the report has.
    pub of: u64,
    /// How many rows each page has but the last.
    pub each: u64,
}

impl MissingPages {
    /// What the rows of the pages at hand tell, where the whole report has so many rows. `None` where no page is missing, or where
    /// the files are no pages: all are of one size, but for the report's last.
    pub fn of(rows: &[u64], consumed: u64) -> Option<Self> {
        let each = rows.iter().copied().max().filter(|&each| each > 0)?;
        let last = consumed.checked_sub(1)? % each + 1;
        let mut others = rows.iter().filter(|&&rows| rows != each);
        let is_paged = others.next().is_none_or(|&other| other == last) && others.next().is_none();
        let of = consumed.div_ceil(each);
        let count = of.checked_sub(rows.len() as u64).filter(|&count| count > 0 && rows.len() > 1)?;
        is_paged.then_some(Self { count, of, each })
    }
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
        self.files.push(JoinedFile { first_row, located: roster.located(), again: 0, again_in: None });
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
            let earlier = self.files.partition_point(|file| file.first_row <= before).saturating_sub(1);
            if let Some(file) = self.files.last_mut() {
                file.again += 1;
                file.again_in = Some(file.again_in.map_or(earlier, |first| first.min(earlier)));
            }
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
        assert!(joined.files.iter().all(|file| file.again == 0), "no row stands in both");
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
        let again: Vec<_> = joined.files.iter().map(|file| (file.again, file.again_in)).collect();
        assert_eq!(again, [(0, None), (0, None), (2, Some(0)), (1, Some(1))], "and in which file");
    }

    #[test]
    fn missing_pages_are_counted_where_the_files_are_pages() {
        let missing = |rows: &[u64], consumed| MissingPages::of(rows, consumed).map(|pages| pages.count);
        assert_eq!(missing(&[100, 100], 250), Some(1), "the last");
        assert_eq!(missing(&[100, 50], 250), Some(1), "one before the last");
        assert_eq!(missing(&[50, 100], 1050), Some(9), "nine, in any order");
        assert_eq!(missing(&[100, 100], 400), Some(2), "pages without a rest");
        assert_eq!(missing(&[100, 100, 50], 250), None, "all are here");
        assert_eq!(missing(&[100, 100, 100], 250), None, "more than all");
        assert_eq!(missing(&[100, 70], 250), None, "files that are no pages");
        assert_eq!(missing(&[100, 50, 50], 450), None, "nor these");
        assert_eq!(missing(&[100], 250), None, "one file is no page of several");
        assert_eq!(missing(&[0, 0], 250), None, "and none at all");
        assert_eq!(missing(&[], 0), None, "nor nothing");
        assert_eq!(
            MissingPages::of(&[100, 50], 250),
            Some(MissingPages { count: 1, of: 3, each: 100 }),
            "of three"
        );
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
