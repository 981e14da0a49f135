//! The pages of a report of consumed licenses, as far as they were read.

use std::collections::BTreeMap;
use std::fmt;

use usage::roster::{ConsumedJoin, ConsumedRoster, Joined};
use usage::{ConsumedCounts, Finding};

/// The pages of one enterprise's report, kept from one reading to the next.
///
/// A reading that broke off goes on with the pages that it lacks. Where the report is whole, the next reading asks for all of it
/// anew, and each page that is still the same is answered without its rows. Whoever keeps this keeps people: it has no
/// serialised form, and its `Debug` shows none of them.
#[derive(Default)]
pub struct LicensePages {
    pages: BTreeMap<u64, Page>,
}

/// One page.
pub(crate) struct Page {
    /// `ETag`, as it came.
    pub(crate) tag: Option<String>,
    pub(crate) counts: ConsumedCounts,
    pub(crate) roster: ConsumedRoster,
    pub(crate) findings: Vec<Finding>,
    /// Where the next page is: a URL on the token's origin.
    pub(crate) next: Option<url::Url>,
    /// The number of the last page, where the answer tells it.
    pub(crate) last: Option<u64>,
    /// Whether the present reading has it from the cloud.
    pub(crate) fresh: bool,
}

impl LicensePages {
    /// No page is at hand.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many pages are at hand.
    pub fn len(&self) -> usize {
        self.pages.len()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.pages.is_empty()
    }

    /// The tag by which a page is asked for: none for one that isn't at hand.
    pub(crate) fn tag(&self, number: u64) -> Option<String> {
        self.pages.get(&number)?.tag.clone()
    }

    pub(crate) fn is_fresh(&self, number: u64) -> bool {
        self.pages.get(&number).is_some_and(|page| page.fresh)
    }

    /// Takes a page over in place of an earlier one; `None` where the one at hand is still right.
    pub(crate) fn put(&mut self, number: u64, page: Option<Page>) {
        match page {
            Some(page) => {
                self.pages.insert(number, page);
            }
            None => {
                if let Some(page) = self.pages.get_mut(&number) {
                    page.fresh = true;
                }
            }
        }
    }

    pub(crate) fn page(&self, number: u64) -> Option<&Page> {
        self.pages.get(&number)
    }

    /// Forgets the pages behind the last one.
    pub(crate) fn end_at(&mut self, last: u64) {
        self.pages.retain(|number, _| *number <= last);
    }

    /// Whether all pages tell the same totals. They repeat on every page, so others mean that the report changed while it was read.
    pub(crate) fn agree(&self) -> bool {
        let totals = |page: &Page| (page.counts.consumed, page.counts.purchased);
        let mut all = self.pages.values().map(totals);
        let first = all.next();
        all.all(|totals| Some(totals) == first)
    }

    /// From now on every page is to be asked for again.
    pub(crate) fn grow_stale(&mut self) {
        self.pages.values_mut().for_each(|page| page.fresh = false);
    }

    /// What was noticed of each page alone, with its number.
    pub(crate) fn findings(&self) -> Vec<(u64, Finding)> {
        let of_page = |(number, page): (&u64, &Page)| {
            let number = *number;
            page.findings.iter().map(move |finding| (number, finding.clone())).collect::<Vec<_>>()
        };
        self.pages.iter().flat_map(of_page).collect()
    }

    /// The report, in the order of its pages.
    pub(crate) fn join(&self) -> Joined {
        let mut join = ConsumedJoin::new();
        self.pages.values().for_each(|page| join.add(&page.counts, &page.roster));
        join.finish()
    }
}

impl fmt::Debug for LicensePages {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fresh = self.pages.values().filter(|page| page.fresh).count();
        formatter
            .debug_struct("LicensePages")
            .field("pages", &self.pages.len())
            .field("fresh", &fresh)
            .finish()
    }
}
