//! The pauses that a cloud asks for, which hold for every question of a client and not for the one alone that was refused.
//!
//! GitHub's "Rate limits for the REST API": whoever was limited makes no request until `Retry-After` has passed, or until
//! `x-ratelimit-reset` where nothing remains. A client that goes on asking may be banned.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::{RwLock, RwLockReadGuard, RwLockWriteGuard};

use crate::answer::Head;
use crate::failure::{CloudFailure, Reason};
use crate::pacing::Pacing;

/// Which of GitHub's primary limits a question draws on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Resource {
    Rest,
    Graphql,
}

/// The pauses of one client.
#[derive(Debug, Default)]
pub(crate) struct Pauses {
    /// Held for reading while a question is under way, for writing during a pause. It holds how long was paused in all, by which a
    /// question knows whether a pause that it is told to make was made by another meanwhile.
    paused: RwLock<Duration>,
    /// When each resource may be asked again, after an answer that said that nothing remains.
    used_up: Mutex<[Option<UsedUp>; 2]>,
}

#[derive(Clone, Copy, Debug)]
struct UsedUp {
    /// By this machine's clock.
    until: Timestamp,
    /// The same moment by the cloud's.
    resets_at: Timestamp,
}

/// A pause that has begun; it is over when it is dropped.
pub(crate) struct Pause<'a> {
    pauses: &'a Pauses,
    paused: RwLockWriteGuard<'a, Duration>,
    made: Duration,
}

impl Pause<'_> {
    /// How much of it was made already, by another question, since the one that was refused.
    pub(crate) const fn made(&self) -> Duration {
        self.made
    }

    /// Makes the rest of it.
    pub(crate) async fn keep(mut self, left: Duration, pacing: &dyn Pacing) {
        if left.is_zero() {
            return;
        }
        let over = SignedDuration::try_from(left).ok().and_then(|left| pacing.now().checked_add(left).ok());
        pacing.sleep(left).await;
        *self.paused += left;
        for used_up in self.pauses.lock().iter_mut() {
            *used_up = used_up.filter(|used_up| over.is_some_and(|over| used_up.until > over));
        }
    }
}

impl Pauses {
    /// Waits until nobody pauses. As long as the guard is held, nobody begins to.
    pub(crate) async fn leave_to_ask(&self) -> RwLockReadGuard<'_, Duration> {
        self.paused.read().await
    }

    /// Begins a pause: waits until no question is under way, and lets none begin. `paused_before` is what [`Pauses::leave_to_ask`]
    /// gave for the question that was refused.
    pub(crate) async fn pause(&self, paused_before: Duration) -> Pause<'_> {
        let paused = self.paused.write().await;
        let made = paused.saturating_sub(paused_before);
        Pause { pauses: self, paused, made }
    }

    /// Notes what an answer said of the requests that are left.
    pub(crate) fn note(&self, resource: Resource, head: &Head, now: Timestamp) {
        let resets_at = head.rate.filter(|rate| rate.remaining == 0).and_then(|rate| rate.resets_at);
        let used_up = resets_at.and_then(|resets_at| {
            let wait = resets_at.duration_since(head.cloud_at.unwrap_or(now));
            Some(UsedUp { until: now.checked_add(wait).ok()?, resets_at })
        });
        self.lock()[resource as usize] = used_up;
    }

    /// The refusal that a question would get now, without asking it.
    pub(crate) fn refusal(&self, resource: Resource, now: Timestamp) -> Option<CloudFailure> {
        let used_up = self.lock()[resource as usize].filter(|used_up| used_up.until > now)?;
        let wait = used_up.until.duration_since(now);
        // The reset has passed only when its second is over.
        let seconds = u64::try_from(wait.as_secs()).unwrap_or(0) + u64::from(wait.subsec_nanos() > 0);
        let until = Some(used_up.resets_at);
        Some(CloudFailure::new(Reason::RateLimited { retry_after_seconds: seconds, until }))
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, [Option<UsedUp>; 2]> {
        // One value is put in or taken out: there is no half of a change.
        self.used_up.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
