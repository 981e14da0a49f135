//! The pages of an answer that is still being read: each is kept as it comes, and they are given back in any order.

use std::collections::BTreeMap;
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};

use crate::incoming::Incoming;
use crate::{Ledger, Result};

/// Pages that came so far. Dropping it removes them; so does the next opening of the ledger, should the process die.
pub struct PageSpool {
    part: Incoming,
    /// Where each page begins, and how many bytes it has.
    places: BTreeMap<u64, (u64, u64)>,
}

impl PageSpool {
    /// Keeps a page in place of an earlier one of that number.
    pub fn put(&mut self, number: u64, page: &[u8]) -> Result<()> {
        let begin = self.part.file().seek(SeekFrom::End(0))?;
        self.part.write_all(page)?;
        self.places.insert(number, (begin, page.len() as u64));
        Ok(())
    }

    /// A page, if it came.
    pub fn page(&self, number: u64) -> Result<Option<Vec<u8>>> {
        let Some((begin, bytes)) = self.places.get(&number).copied() else { return Ok(None) };
        let mut file = self.part.file();
        file.seek(SeekFrom::Start(begin))?;
        let mut page = Vec::new();
        file.take(bytes).read_to_end(&mut page)?;
        Ok(Some(page))
    }
}

impl Ledger {
    /// Begins to keep pages.
    pub fn spool_pages(&self) -> Result<PageSpool> {
        Ok(PageSpool { part: Incoming::create(&self.inner)?, places: BTreeMap::new() })
    }
}
