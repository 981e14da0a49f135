//! How often the watch asks, and how long it is patient.

use std::time::Duration;

/// How often an enterprise is asked after a hand-over.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// Between two questions at first.
    pub first: Duration,
    /// Between two questions later on.
    pub slowest: Duration,
    /// Without any sign for this long, a hand-over reads "unconfirmed"; it is still asked at the slowest pace.
    pub patience: Duration,
}

impl Default for Pace {
    /// GitHub's page says to look for a new date after an upload and gives no time. Five seconds at first keeps far below every
    /// rate limit; two hours is well past what an upload usually takes.
    fn default() -> Self {
        Self {
            first: Duration::from_secs(5),
            slowest: Duration::from_secs(15 * 60),
            patience: Duration::from_secs(2 * 60 * 60),
        }
    }
}

impl Pace {
    /// The pace of an embedded practice enterprise, which settles in seconds.
    #[must_use]
    pub fn practice(self) -> Self {
        Self {
            first: self.first.min(Duration::from_secs(1)),
            slowest: self.slowest.min(Duration::from_secs(30)),
            patience: self.patience.min(Duration::from_secs(5 * 60)),
        }
    }

    /// How long to wait before the next question, given how long ago the file was handed over: an eighth of that time, within
    /// the limits, so that questions thin out as hope does.
    pub fn wait(&self, since: Duration) -> Duration {
        (since / 8).clamp(self.first, self.slowest.max(self.first))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_thin_out_within_the_limits() {
        let pace = Pace::default();
        assert_eq!(pace.wait(Duration::ZERO), pace.first, "at first it is quick");
        assert_eq!(
            pace.wait(Duration::from_secs(800)),
            Duration::from_secs(100),
            "then an eighth of the time since"
        );
        assert_eq!(pace.wait(Duration::from_secs(1_000_000)), pace.slowest, "never slower than the slowest");
    }
}
