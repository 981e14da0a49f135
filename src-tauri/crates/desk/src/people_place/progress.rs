//! How far a count is, and whether anybody still wants it.

use std::sync::atomic::{AtomicU64, Ordering};

use usage::reader::Watcher;

use crate::answers::{CountStep, Event};
use crate::{Desk, Failure, FailureCode};

/// How many bytes pass between two events: a window needs no more than a few a second.
const TELL_EVERY: u64 = 8 * 1024 * 1024;

/// How far a count is that somebody asks for.
pub(super) struct Progress<'a> {
    desk: &'a Desk,
    /// How many counts were stopped before.
    stops: u64,
    /// How many bytes there are to read.
    total: u64,
    told: AtomicU64,
}

impl<'a> Progress<'a> {
    /// For somebody who asks now: a later stop is meant for them, even while they still wait for another's count.
    pub(super) fn begin(desk: &'a Desk) -> Self {
        Self { desk, stops: desk.count_stops.load(Ordering::Acquire), total: 0, told: AtomicU64::new(0) }
    }

    /// The same, with so many bytes to read.
    pub(super) fn of(self, total: u64) -> Self {
        Self { total, ..self }
    }

    /// A step begins. An error where a person stopped the count.
    pub(super) fn step(&self, step: CountStep) -> Result<(), Failure> {
        let bytes = if step == CountStep::Reading { 0 } else { self.total };
        self.desk.tell(Event::Counting { step, bytes, total: self.total });
        self.go_on()
    }

    /// An error where a person stopped the count.
    pub(super) fn go_on(&self) -> Result<(), Failure> {
        if self.cancelled() { Err(Failure::new(FailureCode::Cancelled)) } else { Ok(()) }
    }
}

impl Watcher for Progress<'_> {
    fn progress(&self, bytes: u64, _accounts: u64) {
        let told = self.told.load(Ordering::Relaxed);
        if bytes >= told + TELL_EVERY {
            self.told.store(bytes, Ordering::Relaxed);
            // An original that grew was changed by somebody else; the bar stays within its frame all the same.
            let total = self.total.max(bytes);
            self.desk.tell(Event::Counting { step: CountStep::Reading, bytes, total });
        }
    }

    fn cancelled(&self) -> bool {
        self.desk.count_stops.load(Ordering::Acquire) != self.stops
    }
}

/// Stops the count that goes on, for all who wait for it. The next who asks counts anew.
pub(crate) fn cancel(desk: &Desk) {
    desk.count_stops.fetch_add(1, Ordering::AcqRel);
}
