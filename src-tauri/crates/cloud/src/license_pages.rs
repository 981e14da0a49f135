//! The pages of a report of consumed licenses, as far as they were read.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use usage::reader::{Unwatched, read_people};
use usage::roster::{ConsumedJoin, ConsumedRoster, Joined, People};
use usage::{ConsumedCounts, Finding, Kind, Severity};

/// The pages of one enterprise's report, kept from one reading to the next.
///
/// A reading that broke off goes on with the pages that it lacks. Where the report is whole, the next reading asks for all of it
/// anew, and each page that is still the same is answered without its rows. Whoever keeps this keeps people: it has no
/// serialised form, and its `Debug` shows none of them. The bodies of its
/// pages are with its [`PageKeeper`], if it has one.
#[derive(Default)]
pub struct LicensePages {
    pages: BTreeMap<u64, Page>,
    keeper: Option<Arc<dyn PageKeeper>>,
}

/// Who keeps the pages of a report as they came, and hears how far the reading is.
pub trait PageKeeper: Send + Sync {
    /// A page was sent: the body of its answer, which takes the place of an earlier one of that number.
    fn keep(&self, number: u64, body: &str);

    /// So many pages are right, of so many in all; `None` where no page tells how many there are.
    fn progress(&self, right: u64, of: Option<u64>);
}

/// What is kept of a page beside its body, so that a later process can ask whether it is still right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageNote {
    /// `ETag`, as it came.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub tag: Option<String>,
    /// Where the next page is, where no number tells it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub next: Option<String>,
    /// The number of the last page, where the answer tells it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub last: Option<u64>,
}

/// One page.
pub(crate) struct Page {
    /// `ETag`, as it came.
    pub(crate) tag: Option<String>,
    pub(crate) rows: PageRows,
    /// Where the next page is: a URL on the token's origin.
    pub(crate) next: Option<url::Url>,
    /// The number of the last page, where the answer tells it.
    pub(crate) last: Option<u64>,
    /// Whether the present reading has it from the cloud.
    pub(crate) fresh: bool,
}

/// What a page says.
pub(crate) struct PageRows {
    counts: ConsumedCounts,
    roster: ConsumedRoster,
    findings: Vec<Finding>,
}

impl PageRows {
    /// What the body of an answer says; `None` where it is no whole page. A page has a hundred rows at most: reading it here holds
    /// nobody up.
    pub(crate) fn read(body: &[u8]) -> Option<Self> {
        let (mut reading, people) = read_people(&mut &*body, None, &Unwatched).ok()?;
        if !is_whole_page(&reading) {
            return None;
        }
        // What a page alone seems to lack is judged of all of them together.
        reading.findings.retain(|finding| !ConsumedJoin::stands_for(finding.code));
        let roster = match people {
            Some(People::Cloud(roster)) => *roster,
            _ => ConsumedRoster::default(),
        };
        Some(Self { roster, counts: reading.cloud.unwrap_or_default(), findings: reading.findings })
    }
}

fn is_whole_page(reading: &usage::Reading) -> bool {
    let is_error =
        |finding: &Finding| finding.severity == Severity::Error && !ConsumedJoin::stands_for(finding.code);
    reading.kind == Kind::GhecConsumedJson && !reading.findings.iter().any(is_error)
}

impl LicensePages {
    /// No page is at hand.
    pub fn new() -> Self {
        Self::default()
    }

    /// No page is at hand; those that come are kept by `keeper`.
    pub fn kept_by(keeper: Arc<dyn PageKeeper>) -> Self {
        Self { keeper: Some(keeper), ..Self::default() }
    }

    /// Takes the next page from where an earlier process kept it. `false` where its body is no whole page; then neither it nor any
    /// page behind it can be taken.
    pub fn restore(&mut self, note: &PageNote, body: &[u8]) -> bool {
        let Some(read) = PageRows::read(body) else { return false };
        let next = note.next.as_deref().and_then(|next| next.parse().ok());
        let number = self.pages.len() as u64 + 1;
        self.pages
            .insert(number, Page { tag: note.tag.clone(), rows: read, next, last: note.last, fresh: false });
        true
    }

    /// What is to be kept beside the bodies of all pages, in their order.
    pub fn notes(&self) -> Vec<PageNote> {
        let last = self.pages.get(&1).and_then(|page| page.last).unwrap_or(1);
        let note = |(number, page): (&u64, &Page)| PageNote {
            tag: page.tag.clone(),
            next: page.next.as_ref().filter(|_| *number >= last).map(ToString::to_string),
            last: page.last.filter(|_| *number == 1),
        };
        self.pages.iter().map(note).collect()
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

    /// Takes a page and its body over in place of an earlier one; `None` where the one at hand is still right.
    pub(crate) fn put(&mut self, number: u64, sent: Option<(Page, String)>) {
        match sent {
            Some((page, body)) => {
                if let Some(keeper) = &self.keeper {
                    keeper.keep(number, &body);
                }
                self.pages.insert(number, page);
            }
            None => {
                if let Some(page) = self.pages.get_mut(&number) {
                    page.fresh = true;
                }
            }
        }
        if let Some(keeper) = &self.keeper {
            let right = self.pages.values().filter(|page| page.fresh).count() as u64;
            keeper.progress(right, self.pages.get(&1).and_then(|page| page.last));
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
        let totals = |page: &Page| (page.rows.counts.consumed, page.rows.counts.purchased);
        let mut all = self.pages.values().map(totals);
        let first = all.next();
        all.all(|totals| Some(totals) == first)
    }

    /// From now on every page is to be asked for again, each by its tag.
    pub fn doubt(&mut self) {
        self.pages.values_mut().for_each(|page| page.fresh = false);
    }

    /// What was noticed of each page alone, with its number.
    pub(crate) fn findings(&self) -> Vec<(u64, Finding)> {
        let of_page = |(number, page): (&u64, &Page)| {
            let number = *number;
            page.rows.findings.iter().map(move |finding| (number, finding.clone())).collect::<Vec<_>>()
        };
        self.pages.iter().flat_map(of_page).collect()
    }

    /// The report, in the order of its pages.
    pub(crate) fn join(&self) -> Joined {
        let mut join = ConsumedJoin::new();
        self.pages.values().for_each(|page| join.add(&page.rows.counts, &page.rows.roster));
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
            .finish_non_exhaustive()
    }
}
