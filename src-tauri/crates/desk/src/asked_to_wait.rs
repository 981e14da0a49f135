//! The waits that a cloud asks the watch for: until they are over it is asked nothing, and the window says so.
//!
//! GitHub's "Rate limits for the REST API" says to make no request before the time that it gives, and that whoever goes on all the same
//! may be banned.

use std::time::Duration;

use jiff::Timestamp;
use usage::Param;

use crate::desk::locked;
use crate::{Desk, Failure, FailureCode};

/// No wait is longer, whatever an answer says: GitHub's limits are those of an hour, and the clocks may differ a little.
const LONGEST: Duration = Duration::from_secs(65 * 60);

/// Notes what a failure asks for. It counts from now by this computer's clock, so that no difference of clocks matters.
pub(crate) fn note(desk: &Desk, enterprise: &str, failure: &Failure) {
    let is_limit = failure.params.get("failure") == Some(&Param::from("rate_limited"));
    let seconds = match failure.params.get("retry_after_seconds") {
        Some(Param::Number(seconds)) if failure.code == FailureCode::Cloud && is_limit => *seconds,
        _ => return,
    };
    let wait = Duration::from_secs(seconds).min(LONGEST);
    if let Ok(until) = desk.now().checked_add(wait) {
        let mut waits = locked(&desk.asked_to_wait);
        let known = waits.entry(enterprise.to_owned()).or_insert(until);
        *known = until.max(*known);
    }
}

/// Until when an enterprise is asked nothing; `None` where it may be asked.
pub(crate) fn until(desk: &Desk, enterprise: &str) -> Option<Timestamp> {
    let mut waits = locked(&desk.asked_to_wait);
    let until = waits.get(enterprise).copied()?;
    if until <= desk.now() {
        waits.remove(enterprise);
        return None;
    }
    Some(until)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_desk::{ENTERPRISE, TestDesk};

    fn limited(seconds: u64) -> Failure {
        Failure::new(FailureCode::Cloud).with("failure", "rate_limited").with("retry_after_seconds", seconds)
    }

    #[test]
    fn a_wait_is_kept_to_its_end_and_no_longer() {
        let at = TestDesk::new();
        note(&at.desk, ENTERPRISE, &limited(240));
        note(&at.desk, ENTERPRISE, &limited(3));
        let end = at.desk.now() + jiff::SignedDuration::from_secs(240);
        assert_eq!(until(&at.desk, ENTERPRISE), Some(end), "the longer of two");
        assert_eq!(until(&at.desk, "another"), None, "of one enterprise only");
        at.wait(Duration::from_secs(240));
        assert_eq!(until(&at.desk, ENTERPRISE), None, "then it is over");
    }

    #[test]
    fn no_answer_makes_the_watch_wait_for_a_day() {
        let at = TestDesk::new();
        note(&at.desk, ENTERPRISE, &limited(86_400));
        at.wait(LONGEST);
        assert_eq!(until(&at.desk, ENTERPRISE), None, "the wait is bounded");
        let failure =
            Failure::new(FailureCode::Cloud).with("failure", "server_error").with("retry_after_seconds", 9);
        note(&at.desk, ENTERPRISE, &failure);
        assert_eq!(until(&at.desk, ENTERPRISE), None, "a failing server is no limit");
    }
}
