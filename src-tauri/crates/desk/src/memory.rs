//! What the ledgers of both worlds know of a file, for a command that leaves them alone: they are looked into and never opened.

use std::fs::File;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use ledger::{FileRecord, Ledger};
use usage::outside::visible;
use usage::{Finding, Reading};

use crate::Failure;
use crate::beside::is_sound_reading;
use crate::eligible::standing;

/// The ledgers in a folder, each looked into once, and only when a file asks for it.
pub(crate) struct Memory {
    real: World,
    practice: World,
    /// Why one that is there could not be read.
    unread: Option<Failure>,
}

/// One of the two worlds.
struct World {
    practice: bool,
    /// Where its ledger stands, until it is looked into. `None` where no folder is known, too.
    folder: Option<PathBuf>,
    ledger: Option<Ledger>,
}

impl Memory {
    /// Of the ledgers in a folder, as [`Desk::open`](crate::Desk::open) lays them out; without one nothing is known.
    pub(crate) fn new(folder: Option<&Path>) -> Self {
        let world = |practice, folder| World { practice, folder, ledger: None };
        Self {
            real: world(false, folder.map(Path::to_owned)),
            practice: world(true, folder.map(|folder| folder.join("practice"))),
            unread: None,
        }
    }

    /// What is known of an export beside what it says; nothing where the ledger of its world cannot be read.
    pub(crate) fn findings(
        &mut self,
        reading: &Reading,
        file_date: Option<Timestamp>,
        findings: &[Finding],
    ) -> Vec<Finding> {
        if !is_sound_reading(reading, findings) {
            return Vec::new();
        }
        let known = self.world_of(reading).findings(reading, file_date, findings).map(Some);
        self.unless_unread(known).unwrap_or_default()
    }

    /// The host that a person gave to a report of these bytes before; `None` where nobody did, or where that cannot be read.
    pub(crate) fn host_of_report(&mut self, reading: &Reading) -> Option<String> {
        let known = self.world_of(reading).host_of_report(reading);
        self.unless_unread(known)
    }

    /// The list of people that one is compared with, and its bytes; `None` where there is none, or where that cannot be read.
    pub(crate) fn earlier(&mut self, record: &FileRecord, host: &str) -> Option<(FileRecord, File)> {
        let known = self.world_of(record.reading.as_ref()?).earlier(record, host);
        self.unless_unread(known)
    }

    fn world_of(&mut self, reading: &Reading) -> &mut World {
        if reading.sample { &mut self.practice } else { &mut self.real }
    }

    fn unless_unread<T>(&mut self, known: Result<Option<T>, Failure>) -> Option<T> {
        known.unwrap_or_else(|failure| {
            self.unread.get_or_insert(failure);
            None
        })
    }

    /// Why a ledger that a file asked for could not be read; `None` where nothing is missing.
    pub(crate) fn into_unread(self) -> Option<Failure> {
        self.unread
    }
}

impl World {
    /// Looks into its ledger, once; `None` where there is none.
    fn look(&mut self) -> Result<Option<&Ledger>, Failure> {
        if let Some(folder) = self.folder.take() {
            self.ledger = Ledger::look(&folder)?;
        }
        Ok(self.ledger.as_ref())
    }

    fn host_of_report(&mut self, reading: &Reading) -> Result<Option<String>, Failure> {
        let Some(ledger) = self.look()? else { return Ok(None) };
        let server = crate::companion::remembered(ledger, reading)?;
        Ok(server.map(|server| ledger.server(server)).transpose()?.map(|server| visible(&server.host, 255)))
    }

    fn earlier(&mut self, record: &FileRecord, host: &str) -> Result<Option<(FileRecord, File)>, Failure> {
        let Some(ledger) = self.look()? else { return Ok(None) };
        let mut record = record.clone();
        if let Some(reading) = &record.reading {
            // Its server may have had another host before.
            record.server = crate::beside::unheld(ledger, reading, None, &record.findings)?.server;
        }
        let Some(earlier) = crate::compare::earlier(ledger, &record, host)? else { return Ok(None) };
        let original = earlier.sha256.map(|digest| ledger.original(&digest)).transpose()?.flatten();
        Ok(original.map(|original| (earlier, original)))
    }

    fn findings(
        &mut self,
        reading: &Reading,
        file_date: Option<Timestamp>,
        findings: &[Finding],
    ) -> Result<Vec<Finding>, Failure> {
        let practice = self.practice;
        let Some(ledger) = self.look()? else { return Ok(Vec::new()) };
        let record = crate::beside::unheld(ledger, reading, file_date, findings)?;
        let nowhere = standing(ledger, practice, None, &record, false)?;
        let mut known = crate::beside::beside(ledger, None, &record, &nowhere)?.findings;
        // No enterprise is named here, so the bytes are looked for at all of them.
        for enterprise in ledger.enterprises()? {
            let there = standing(ledger, practice, Some(&enterprise), &record, false)?;
            if let Some(hand_over) = &there.counted {
                known.push(crate::eligible::counted(ledger, hand_over)?.0);
            }
            known.extend(there.under_way.as_ref().map(crate::eligible::under_way));
        }
        Ok(known)
    }
}
