//! What the ledgers of both worlds know of a file, for a command that leaves them alone: they are looked into and never opened.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use ledger::Ledger;
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
        let world = if reading.sample { &mut self.practice } else { &mut self.real };
        world.findings(reading, file_date, findings).unwrap_or_else(|failure| {
            self.unread.get_or_insert(failure);
            Vec::new()
        })
    }

    /// Why a ledger that a file asked for could not be read; `None` where nothing is missing.
    pub(crate) fn into_unread(self) -> Option<Failure> {
        self.unread
    }
}

impl World {
    fn findings(
        &mut self,
        reading: &Reading,
        file_date: Option<Timestamp>,
        findings: &[Finding],
    ) -> Result<Vec<Finding>, Failure> {
        if let Some(folder) = self.folder.take() {
            self.ledger = Ledger::look(&folder)?;
        }
        let Some(ledger) = &self.ledger else { return Ok(Vec::new()) };
        let record = crate::beside::unheld(ledger, reading, file_date, findings)?;
        let nowhere = standing(ledger, self.practice, None, &record, false)?;
        let mut known = crate::beside::beside(ledger, None, &record, &nowhere)?.findings;
        // No enterprise is named here, so the bytes are looked for at all of them.
        for enterprise in ledger.enterprises()? {
            let there = standing(ledger, self.practice, Some(&enterprise), &record, false)?;
            if let Some(hand_over) = &there.counted {
                known.push(crate::eligible::counted(ledger, hand_over)?.0);
            }
            known.extend(there.under_way.as_ref().map(crate::eligible::under_way));
        }
        Ok(known)
    }
}
