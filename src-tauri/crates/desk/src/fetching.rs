//! A reading over the network that a window begins, looks at and stops: one at a time of an enterprise or a server. How far it is and how
//! the last one ended is known to every window of this process.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::desk::locked;
use crate::{Desk, Failure, FailureCode};

/// The readings of one enterprise or one server: `Step` says how far one is, `Read` what one brought.
pub(crate) struct Fetching<Step, Read> {
    turn: tokio::sync::Mutex<()>,
    stand: Mutex<Stand<Step, Read>>,
    /// Told when a person stops it.
    stopped: tokio::sync::Notify,
}

#[derive(Clone)]
pub(crate) struct Stand<Step, Read> {
    /// While it goes on.
    pub(crate) reading: Option<Step>,
    /// What the last one brought.
    pub(crate) last: Option<Read>,
}

impl<Step, Read> Default for Fetching<Step, Read> {
    fn default() -> Self {
        Self {
            turn: tokio::sync::Mutex::default(),
            stand: Mutex::new(Stand { reading: None, last: None }),
            stopped: tokio::sync::Notify::new(),
        }
    }
}

impl<Step: Clone, Read: Clone> Fetching<Step, Read> {
    /// Fetches, unless a person stops it, then keeps what was fetched, which is no longer stopped. Refused while another reading goes on.
    pub(crate) async fn read<Fetched>(
        &self,
        first: Step,
        fetch: impl Future<Output = Result<Fetched, Failure>>,
        keep: impl AsyncFnOnce(Fetched) -> Result<Read, Failure>,
    ) -> Result<Read, Failure> {
        let _turn = self.turn.try_lock().map_err(|_| Failure::new(FailureCode::AlreadyDone))?;
        let stopped = self.stopped.notified();
        self.stand().reading = Some(first);
        let fetched = tokio::select! {
            fetched = fetch => fetched,
            () = stopped => Err(Failure::new(FailureCode::Cancelled)),
        };
        let read = match fetched {
            Ok(fetched) => keep(fetched).await,
            Err(failure) => Err(failure),
        };
        let mut stand = self.stand();
        stand.reading = None;
        if let Ok(read) = &read {
            stand.last = Some(read.clone());
        }
        read
    }

    /// Notes how far it is.
    pub(crate) fn step(&self, step: Step) {
        self.stand().reading = Some(step);
    }

    /// How it stands.
    pub(crate) fn look(&self) -> Stand<Step, Read> {
        self.stand().clone()
    }

    /// Stops the reading that goes on; it adds nothing.
    pub(crate) fn stop(&self) -> Result<(), Failure> {
        if self.stand().reading.is_none() {
            return Err(Failure::new(FailureCode::AlreadyDone));
        }
        self.stopped.notify_waiters();
        Ok(())
    }

    /// Forgets what the last reading brought.
    pub(crate) fn forget(&self) {
        self.stand().last = None;
    }

    fn stand(&self) -> MutexGuard<'_, Stand<Step, Read>> {
        // It is changed by one assignment at a time.
        self.stand.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Stops every reading: on the isolated side nothing goes over the network.
pub(crate) fn stop_all(desk: &Desk) {
    // What has ended meanwhile needs no stopping.
    locked(&desk.cloud_parts).values().for_each(|reading| drop(reading.stop()));
    locked(&desk.server_readings).values().for_each(|reading| drop(reading.stop()));
}

/// Forgets what the last readings brought: their files are forgotten.
pub(crate) fn forget_all(desk: &Desk) {
    locked(&desk.cloud_parts).values().for_each(|reading| reading.forget());
    locked(&desk.server_readings).values().for_each(|reading| reading.forget());
}
