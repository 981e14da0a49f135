//! Which uses of e-mails have one digest: for each use the first of them, with which it has to be compared.
//!
//! Two threads write here at the same time, and no use is written by both: what has one digest is in one part of the digests.

use std::sync::atomic::{AtomicU32, Ordering};

use crate::records::{NONE, low};

/// The runs of equal digests in their upper halves, of those that are more than one.
pub(super) fn runs(digests: &[u64]) -> impl Iterator<Item = &[u64]> {
    digests.chunk_by(|one, other| one >> 32 == other >> 32).filter(|run| run.len() > 1)
}

/// For each use the first one that has its digest.
pub(super) struct Leaders {
    /// By the number of a use; [`NONE`] where its digest is its own.
    first: Vec<AtomicU32>,
}

impl Leaders {
    /// For so many uses, none of which has another's digest yet.
    pub(super) fn new(uses: usize) -> Self {
        Self { first: std::iter::repeat_with(|| AtomicU32::new(NONE)).take(uses).collect() }
    }

    /// How many uses there are.
    pub(super) fn len(&self) -> usize {
        self.first.len()
    }

    fn set(&self, number: u32, first: u32) {
        self.first[number as usize].store(first, Ordering::Relaxed);
    }

    /// Notes that a run of uses has one digest. The use of the least number leads.
    pub(super) fn lead(&self, run: &[u64]) {
        let first = low(run[0]);
        for &entry in run {
            self.set(low(entry), first);
        }
    }

    /// Whom to compare a use with; `None` where there is nobody, or where it is known that some of them differ.
    pub(super) fn of(&self, number: u32) -> Option<u32> {
        let first = self.first[number as usize].load(Ordering::Relaxed);
        (first != NONE).then_some(first)
    }

    /// Notes that not all that have this leader's digest have its text.
    pub(super) fn differ(&self, leader: u32) {
        self.set(leader, NONE);
    }

    /// Whether all of a run have one text.
    pub(super) fn are_same(&self, run: &[u64]) -> bool {
        self.of(low(run[0])).is_some()
    }
}
