//! When a question is asked again.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;

use crate::failure::{CloudFailure, Phase, Reason};

/// Time and chance, as whoever runs this room gives them. Tests give their own, so that waiting costs nothing and every
/// run is the same.
pub trait Pacing: Send + Sync {
    /// This machine's clock. Only the check of clock skew and a `Retry-After` date without a `Date` beside it need it.
    fn now(&self) -> Timestamp;

    /// Waits.
    fn sleep(&self, duration: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>>;

    /// A random number from 0 (included) to 1 (excluded), so that many clients that failed together don't come back
    /// together.
    fn fraction(&self) -> f64;
}

/// How often and how long a question is asked again. Files are never sent again here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// How many times a question is asked at most, the first included.
    pub attempts: u32,
    /// The first wait, doubled for each further one.
    pub first_wait: Duration,
    /// No wait that the cloud didn't ask for is longer.
    pub longest_wait: Duration,
    /// All waits of one question together. A longer one that the cloud asks for is given back as a failure, with its time.
    pub budget: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            attempts: 4,
            first_wait: Duration::from_millis(500),
            longest_wait: Duration::from_secs(10),
            budget: Duration::from_secs(60),
        }
    }
}

/// How long was waited in all, told to each further question of one reading: its budget is that of the reading.
#[derive(Debug, Default)]
pub(crate) struct Waited(Mutex<Duration>);

impl Waited {
    pub(crate) fn in_all(&self) -> Duration {
        *self.lock()
    }

    pub(crate) fn add(&self, wait: Duration) {
        let mut waited = self.lock();
        *waited = waited.saturating_add(wait);
    }

    fn lock(&self) -> MutexGuard<'_, Duration> {
        // A number is whole at every moment.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Patience {
    /// Ask once only.
    pub const ONCE: Self = Self {
        attempts: 1,
        first_wait: Duration::ZERO,
        longest_wait: Duration::ZERO,
        budget: Duration::ZERO,
    };

    /// The wait before asking again after `attempt` attempts (from 1) and `waited` in all, or `None` to give up.
    ///
    /// What the cloud asks for (`Retry-After`, `x-ratelimit-reset`) is waited exactly; else half of the doubled wait is
    /// certain and half of it chance (`fraction`).
    pub(crate) fn wait(
        &self,
        failure: &CloudFailure,
        attempt: u32,
        waited: Duration,
        fraction: f64,
    ) -> Option<Duration> {
        if attempt >= self.attempts {
            return None;
        }
        let wait = match &failure.reason {
            Reason::RateLimited { retry_after_seconds, .. }
            | Reason::ServerError { retry_after_seconds: Some(retry_after_seconds) } => {
                Duration::from_secs(*retry_after_seconds)
            }
            reason if is_passing(reason) => {
                let doubled = self.first_wait.saturating_mul(2_u32.saturating_pow(attempt - 1));
                doubled.min(self.longest_wait).mul_f64(0.5 + fraction.clamp(0.0, 1.0) / 2.0)
            }
            _ => return None,
        };
        let left = self.budget.saturating_sub(waited);
        (wait <= left).then_some(wait)
    }
}

/// Whether asking again may help without anybody changing anything.
fn is_passing(reason: &Reason) -> bool {
    matches!(
        reason,
        Reason::Unreachable
            | Reason::TimedOut { phase: Phase::Connecting | Phase::Answering }
            | Reason::ConnectionClosed
            | Reason::AnswerCutOff
            | Reason::ServerError { .. }
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failure(reason: Reason) -> CloudFailure {
        CloudFailure::new(reason)
    }

    fn server_error() -> CloudFailure {
        failure(Reason::ServerError { retry_after_seconds: None })
    }

    const PATIENCE: Patience = Patience {
        attempts: 10,
        first_wait: Duration::from_secs(1),
        longest_wait: Duration::from_secs(10),
        budget: Duration::from_secs(100),
    };

    #[test]
    fn waits_double_within_their_jitter_up_to_the_longest() {
        for (attempt, least, most) in [(1, 500, 1000), (2, 1000, 2000), (3, 2000, 4000), (5, 5000, 10_000)] {
            let lowest = PATIENCE.wait(&server_error(), attempt, Duration::ZERO, 0.0).unwrap();
            let highest = PATIENCE.wait(&server_error(), attempt, Duration::ZERO, 1.0).unwrap();
            assert_eq!(lowest.as_millis(), least, "half is certain after attempt {attempt}");
            assert_eq!(highest.as_millis(), most, "the other half is chance after attempt {attempt}");
        }
    }

    #[test]
    fn what_the_cloud_asks_for_is_waited_exactly() {
        for reason in [
            Reason::RateLimited { retry_after_seconds: 37, until: None },
            Reason::ServerError { retry_after_seconds: Some(37) },
        ] {
            for fraction in [0.0, 0.9] {
                let wait = PATIENCE.wait(&failure(reason.clone()), 1, Duration::ZERO, fraction);
                assert_eq!(wait, Some(Duration::from_secs(37)), "no jitter on a wait that was asked for");
            }
        }
    }

    #[test]
    fn a_wait_beyond_the_budget_is_not_begun() {
        let limited = failure(Reason::RateLimited { retry_after_seconds: 60, until: None });
        assert!(PATIENCE.wait(&limited, 1, Duration::from_secs(40), 0.0).is_some(), "40 + 60 is the budget");
        assert_eq!(PATIENCE.wait(&limited, 1, Duration::from_secs(41), 0.0), None, "41 + 60 is beyond it");
        let endless = failure(Reason::RateLimited { retry_after_seconds: u64::MAX, until: None });
        assert_eq!(PATIENCE.wait(&endless, 1, Duration::ZERO, 0.0), None, "nor is an absurd one");
    }

    #[test]
    fn what_needs_a_person_is_not_asked_again() {
        for reason in [
            Reason::Unauthorized,
            Reason::Forbidden,
            Reason::NotFound,
            Reason::Redirected { to: None },
            Reason::NotJson { content_type: None },
            Reason::NameNotResolved,
            Reason::Tls,
            Reason::TimedOut { phase: Phase::Whole },
            Reason::UnexpectedShape { path: String::new() },
            Reason::Cancelled,
        ] {
            assert_eq!(PATIENCE.wait(&failure(reason.clone()), 1, Duration::ZERO, 0.5), None, "{reason}");
        }
    }

    #[test]
    fn attempts_come_to_an_end() {
        assert!(PATIENCE.wait(&server_error(), 9, Duration::ZERO, 0.0).is_some(), "the tenth may follow");
        assert_eq!(PATIENCE.wait(&server_error(), 10, Duration::ZERO, 0.0), None, "the eleventh may not");
        assert_eq!(Patience::ONCE.wait(&server_error(), 1, Duration::ZERO, 0.0), None, "once is once");
    }
}
