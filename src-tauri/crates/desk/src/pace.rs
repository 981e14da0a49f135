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

    #[test]
    fn questions_never_come_faster_again() {
        for pace in [Pace::default(), Pace::default().practice()] {
            let waits: Vec<_> =
                (0..20_000).step_by(7).map(|seconds| pace.wait(Duration::from_secs(seconds))).collect();
            assert!(waits.is_sorted(), "the longer it takes, the longer the next question waits");
            assert_eq!(waits.first(), Some(&pace.first), "from the first pace");
            assert_eq!(waits.last(), Some(&pace.slowest), "to the slowest");
        }
    }

    #[test]
    fn practice_is_never_slower_than_the_pace_it_is_made_from() {
        let second = Duration::from_secs(1);
        let quick = Pace { first: second / 100, slowest: second / 10, patience: second };
        let practice = quick.practice();
        assert_eq!(
            (practice.first, practice.slowest, practice.patience),
            (quick.first, quick.slowest, quick.patience),
            "a quicker one stays"
        );
        let practice = Pace::default().practice();
        assert!(practice.slowest <= Pace::default().slowest, "an unhurried one is hurried");
        assert!(practice.patience < Pace::default().patience, "and loses patience sooner");
    }

    #[test]
    fn a_slowest_pace_below_the_first_holds_nobody_up() {
        let odd = Pace { slowest: Duration::from_secs(1), ..Pace::default() };
        assert_eq!(odd.wait(Duration::from_secs(3600)), odd.first, "the first pace is kept to");
    }
}
