//! The rows and pages of a report, counted as they pass by, and told from those that stood before.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{BuildHasherDefault, Hasher};

use super::row::Prints;
use crate::reader::csv::seen::fingerprint;
use crate::reader::fault::Spot;
use crate::reader::path;
use crate::roster::disagreement;
use crate::{Code, Finding, Place};

/// What a row is beside those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// It stands for the first time.
    New,
    /// It says what an earlier one of the same person says, and nothing else.
    Again,
}

/// An earlier row.
#[derive(Clone, Copy)]
struct Sighting {
    content: u32,
    page: u32,
}

/// Where a row or a page stands.
#[derive(Clone, Debug)]
pub(super) struct Whereabouts<'p> {
    pub(super) spot: Spot,
    /// The path of the list, and the index in it.
    pub(super) list: &'p str,
    pub(super) index: Option<u64>,
}

impl Whereabouts<'_> {
    fn place(&self) -> Place {
        let mut path = self.list.to_owned();
        if let Some(index) = self.index {
            path::push_element(&mut path, index);
        }
        self.spot.place(path)
    }
}

/// A count, and where the first of it stands.
#[derive(Default)]
struct Counted {
    count: u64,
    first: Option<Place>,
}

impl Counted {
    fn add(&mut self, at: impl FnOnce() -> Place) {
        self.count += 1;
        self.first.get_or_insert_with(at);
    }

    fn finding(self, code: Code) -> Option<Finding> {
        let first = self.first?;
        Some(Finding::new(code).at(first).with("count", self.count))
    }
}

/// The page that is being read.
#[derive(Default)]
struct Page {
    /// How many of its rows tell of whom they speak.
    rows: u64,
    /// How many of them stood before, where the first of them is, and in which page they stood.
    again: Counted,
    again_in: Option<u32>,
    again_elsewhere: bool,
    consumed: Option<(u64, Place)>,
    purchased: Option<(u64, Place)>,
}

/// Rows and pages so far. Sixteen bytes are kept of every person.
#[derive(Default)]
pub(super) struct Tally {
    /// The rows that were taken.
    pub(super) rows: u64,
    /// The pages that were read: objects with totals or a list of users.
    pub(super) pages: u64,
    seen: HashMap<u64, Sighting, BuildHasherDefault<Fingerprinted>>,
    page: Page,
    again: Counted,
    pages_again: Counted,
    logins_again: Counted,
    consumed: Total,
    purchased: Total,
}

/// A total that every page tells again.
#[derive(Default)]
struct Total {
    first: Option<u64>,
    last: Option<u64>,
    /// Where the last stands.
    at: Option<Place>,
    changes: Counted,
}

impl Total {
    fn tell(&mut self, told: Option<(u64, Place)>) {
        let Some((value, at)) = told else {
            return;
        };
        if self.last.is_some_and(|last| last != value) {
            self.changes.add(|| at.clone());
        }
        self.first.get_or_insert(value);
        self.last = Some(value);
        self.at = Some(at);
    }

    fn finding(self, name: &str) -> Option<Finding> {
        let (before, after) = (self.first?, self.last?);
        let finding = self.changes.finding(Code::TotalChanged)?;
        Some(finding.with("total", name).with("before", before).with("after", after))
    }
}

impl Tally {
    /// Counts a row.
    #[inline]
    pub(super) fn row(&mut self, prints: &Prints, at: &Whereabouts<'_>) -> Standing {
        if let Some(person) = prints.person {
            self.page.rows += 1;
            let page = u32::try_from(self.pages).unwrap_or(u32::MAX);
            if let Some(before) = self.stood_before(person, prints, page, at) {
                self.stands_again(before, at);
                return Standing::Again;
            }
        }
        self.rows += 1;
        Standing::New
    }

    /// The page in which the same row stood before. A row of the same person that says something else is remembered too.
    #[inline]
    fn stood_before(&mut self, person: u64, prints: &Prints, page: u32, at: &Whereabouts<'_>) -> Option<u32> {
        // The upper half is as good a fingerprint as the whole for telling two rows of one person apart.
        let content = (prints.content >> u32::BITS) as u32;
        match self.seen.entry(person) {
            Entry::Vacant(vacant) => {
                vacant.insert(Sighting { content, page });
                return None;
            }
            Entry::Occupied(occupied) if occupied.get().content == content => {
                return Some(occupied.get().page);
            }
            Entry::Occupied(_) => {}
        }
        match self.seen.entry(person ^ prints.content) {
            Entry::Vacant(vacant) => {
                vacant.insert(Sighting { content, page });
                if prints.has_login {
                    self.logins_again.add(|| at.place());
                }
                None
            }
            Entry::Occupied(occupied) => Some(occupied.get().page),
        }
    }

    #[cold]
    fn stands_again(&mut self, page: u32, at: &Whereabouts<'_>) {
        self.page.again.add(|| at.place());
        self.page.again_elsewhere |= self.page.again_in.is_some_and(|before| before != page);
        self.page.again_in = Some(page);
    }

    /// What the page at hand tells of the total of consumed licenses. The last that it tells is taken.
    pub(super) fn consumed(&mut self, value: u64, at: Place) {
        self.page.consumed = Some((value, at));
    }

    /// The same of the total of purchased licenses.
    pub(super) fn purchased(&mut self, value: u64, at: Place) {
        self.page.purchased = Some((value, at));
    }

    /// Ends a page, which began at `at`.
    pub(super) fn end_page(&mut self, at: &Whereabouts<'_>) {
        let mut page = std::mem::take(&mut self.page);
        self.consumed.tell(page.consumed.take());
        self.purchased.tell(page.purchased.take());
        let is_again = page.rows > 0
            && page.again.count == page.rows
            && !page.again_elsewhere
            && page.again_in.is_some_and(|before| u64::from(before) < self.pages);
        if is_again {
            self.pages_again.add(|| at.place());
        } else {
            self.rows_again(page.again);
        }
        self.pages += 1;
    }

    /// Ends rows that stand in no page, or in one that the file does not finish.
    pub(super) fn end_rows(&mut self) {
        let page = std::mem::take(&mut self.page);
        self.consumed.tell(page.consumed);
        self.purchased.tell(page.purchased);
        self.rows_again(page.again);
    }

    fn rows_again(&mut self, rows: Counted) {
        self.again.count += rows.count;
        if self.again.first.is_none() {
            self.again.first = rows.first;
        }
    }

    /// The totals of consumed and purchased licenses, as the last page tells them.
    pub(super) fn totals(&self) -> (Option<u64>, Option<u64>) {
        (self.consumed.last, self.purchased.last)
    }

    /// What was noticed. `is_whole` is whether the file was read to its end.
    pub(super) fn findings(self, is_whole: bool) -> Vec<Finding> {
        let mut findings = Vec::new();
        findings.extend(self.pages_again.finding(Code::RepeatedPage));
        findings.extend(self.again.finding(Code::RepeatedRow));
        findings.extend(self.logins_again.finding(Code::RepeatedCloudLogin));
        if let (Some(consumed), true) = (self.consumed.last, is_whole) {
            // It stands where the total stands: what lacks has no place.
            let at = self.consumed.at.clone().unwrap_or_default();
            findings.extend(disagreement(consumed, self.rows).map(|finding| finding.at(at)));
        }
        findings.extend(self.consumed.finding("consumed"));
        findings.extend(self.purchased.finding("purchased"));
        findings
    }
}

/// Hashes what is a fingerprint already: by leaving it as it is.
#[derive(Default)]
struct Fingerprinted(u64);

impl Hasher for Fingerprinted {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = fingerprint(bytes, self.0);
    }

    fn write_u64(&mut self, fingerprint: u64) {
        self.0 = fingerprint;
    }
}
