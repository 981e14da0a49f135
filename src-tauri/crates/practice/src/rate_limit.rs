//! GitHub's primary rate limit: so many requests an hour, told in every answer.
//!
//! 5,000 for a personal access token (github/docs content/rest/using-the-rest-api/rate-limits-for-the-rest-api.md).

use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;

const LIMIT: u64 = 5000;
const HOUR: i64 = 3600;

/// How much of a limit is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Usage {
    pub(crate) resource: &'static str,
    pub(crate) limit: u64,
    /// With the request that asks.
    pub(crate) used: u64,
    /// When it begins anew, in seconds since 1970.
    pub(crate) reset: i64,
}

impl Usage {
    pub(crate) fn is_exceeded(&self) -> bool {
        self.used > self.limit
    }
}

/// The limit of one resource.
#[derive(Debug)]
pub(crate) struct RateLimit {
    resource: &'static str,
    /// The hour since 1970, and the requests in it.
    used: Mutex<(i64, u64)>,
}

impl RateLimit {
    pub(crate) const fn of(resource: &'static str) -> Self {
        Self { resource, used: Mutex::new((0, 0)) }
    }

    /// Counts one request.
    pub(crate) fn use_one(&self, now: Timestamp) -> Usage {
        let hour = now.as_second().div_euclid(HOUR);
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        *used = if used.0 == hour { (hour, used.1 + 1) } else { (hour, 1) };
        Usage { resource: self.resource, limit: LIMIT, used: used.1, reset: (hour + 1) * HOUR }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_is_exceeded_once_and_begins_anew_with_the_hour() {
        let limit = RateLimit::of("core");
        let at = |second| Timestamp::constant(second, 0);
        for request in 1..=LIMIT {
            assert!(!limit.use_one(at(10)).is_exceeded(), "request {request} is within the limit");
        }
        let beyond = limit.use_one(at(HOUR - 1));
        assert!(beyond.is_exceeded(), "the next one is beyond it");
        assert_eq!(beyond.reset, HOUR, "it is told when to come again");
        assert!(!limit.use_one(at(HOUR)).is_exceeded(), "the next hour");
    }
}
