//! Keeps the pages of a report as they come, and makes one original of them when all are there.

use std::fs::File;
use std::io::{self, Cursor, Read, Seek as _, SeekFrom};
use std::sync::{Arc, Mutex, Weak};

use cloud::{LicensePages, PageKeeper, PageNote};
use ledger::{CloudReport, Ledger, LedgerError, PageSpool};
use serde::{Deserialize, Serialize};
use usage::Reading;
use usage::reader::{Interruption, Unwatched};

use crate::answers::ReadingPages;
use crate::desk::locked;
use crate::{Desk, Failure, FailureCode};

/// What is kept of a page beside its bytes in the original, where a line end follows them.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct KeptPage {
    /// How many bytes it has there.
    pub(super) bytes: u64,
    #[serde(flatten)]
    pub(super) note: PageNote,
}

/// Keeps the pages of one reading.
pub(super) struct Keeper {
    /// Held weakly: the desk holds the readings.
    desk: Weak<Desk>,
    enterprise: String,
    pages: Mutex<Pages>,
}

struct Pages {
    /// Those that were sent.
    spool: PageSpool,
    /// Why one could not be kept.
    failed: Option<LedgerError>,
    /// The original of the report before, with the place and the size of each page: those that are still right stand there.
    before: Option<(File, Vec<(u64, u64)>)>,
}

impl Keeper {
    pub(super) fn new(desk: &Arc<Desk>, ledger: &Ledger, enterprise: &str) -> Result<Self, Failure> {
        let pages = Pages { spool: ledger.spool_pages()?, failed: None, before: None };
        Ok(Self { desk: Arc::downgrade(desk), enterprise: enterprise.to_owned(), pages: Mutex::new(pages) })
    }

    /// Takes the pages of an earlier report over, as far as its original is there.
    pub(super) fn restore(
        &self,
        ledger: &Ledger,
        report: &CloudReport,
        pages: &mut LicensePages,
    ) -> Result<(), Failure> {
        let Some(mut original) = ledger.original(&report.sha256)? else { return Ok(()) };
        // Notes of another form are an earlier version's: everything is asked for.
        let notes: Vec<KeptPage> = serde_json::from_value(report.pages.clone()).unwrap_or_default();
        let (mut places, mut begin) = (Vec::with_capacity(notes.len()), 0);
        for kept in notes {
            let body = bytes_at(&mut original, begin, kept.bytes);
            if !body.is_ok_and(|body| pages.restore(&kept.note, &body)) {
                break;
            }
            places.push((begin, kept.bytes));
            begin += kept.bytes + 1;
        }
        locked(&self.pages).before = Some((original, places));
        Ok(())
    }

    /// Makes the original: the pages one after the other, a line end behind each, as `gh api --paginate` writes them. Gives what
    /// stands in it, and the size of each page.
    pub(super) fn keep_whole(&self, ledger: &Ledger, of: u64) -> Result<(Reading, Vec<u64>), Failure> {
        if let Some(failed) = locked(&self.pages).failed.take() {
            return Err(failed.into());
        }
        let mut source = InOrder { keeper: self, next: 1, of, page: Cursor::default(), sizes: Vec::new() };
        let mut keeping = ledger.keep()?;
        let reading = match usage::reader::read(&mut source, Some(&mut keeping), &Unwatched) {
            Ok(reading) => reading,
            Err(Interruption::Source { error, .. } | Interruption::Copy { error, .. }) => {
                return Err(crate::disk::failure(&error));
            }
            Err(Interruption::Cancelled { .. }) => return Err(Failure::new(FailureCode::Cancelled)),
        };
        keeping.finish(&reading.sha256)?;
        Ok((reading, source.sizes))
    }

    /// A page: as it was sent, else as it stood in the report before.
    fn page(&self, number: u64) -> io::Result<Vec<u8>> {
        let mut pages = locked(&self.pages);
        if let Some(page) = pages.spool.page(number).map_err(|_| io::Error::other("the spool"))? {
            return Ok(page);
        }
        let place = usize::try_from(number - 1).unwrap_or(usize::MAX);
        let (original, places) = pages.before.as_mut().ok_or(io::ErrorKind::NotFound)?;
        let (begin, bytes) = *places.get(place).ok_or(io::ErrorKind::NotFound)?;
        bytes_at(original, begin, bytes)
    }
}

fn bytes_at(file: &mut File, begin: u64, bytes: u64) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(begin))?;
    let mut body = Vec::new();
    file.take(bytes).read_to_end(&mut body)?;
    Ok(body)
}

impl PageKeeper for Keeper {
    fn keep(&self, number: u64, body: &str) {
        let mut pages = locked(&self.pages);
        if let Err(error) = pages.spool.put(number, body.as_bytes()) {
            // Told when all pages are there: the room that reads them has no word for a full disk.
            pages.failed.get_or_insert(error);
        }
    }

    fn progress(&self, right: u64, of: Option<u64>) {
        // A window redraws at most a hundred times, however long the report is.
        let step = (of.unwrap_or_default() / 100).max(1);
        if (right.is_multiple_of(step) || Some(right) == of)
            && let Some(desk) = self.desk.upgrade()
        {
            Self::tell(&desk, &self.enterprise, ReadingPages { pages: right, of });
        }
    }
}

/// The pages one after the other.
struct InOrder<'a> {
    keeper: &'a Keeper,
    next: u64,
    of: u64,
    page: Cursor<Vec<u8>>,
    sizes: Vec<u64>,
}

impl Read for InOrder<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.page.read(into)?;
            if read > 0 || into.is_empty() || self.next > self.of {
                return Ok(read);
            }
            let mut page = self.keeper.page(self.next)?;
            self.sizes.push(page.len() as u64);
            page.push(b'\n');
            self.page = Cursor::new(page);
            self.next += 1;
        }
    }
}
