//! Points in time, as HTTP headers and GitHub's answers write them.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;

/// A date of an HTTP header. All three forms of RFC 9110 section 5.6.7 are read; they are always GMT.
pub(crate) fn http_date(text: &str) -> Option<Timestamp> {
    ["%a, %d %b %Y %H:%M:%S GMT", "%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"]
        .iter()
        .find_map(|form| DateTime::strptime(form, text.trim()).ok())
        .and_then(|civil| Offset::UTC.to_timestamp(civil).ok())
}

/// A date inside an answer. GitHub publishes ISO 8601 with an offset; `2016/02/06 12:41:52 -0600` stands in the examples of
/// its license reports. Anything else is `None`: the text itself is kept beside it.
pub(crate) fn answer_date(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    text.parse().ok().or_else(|| {
        ["%Y/%m/%d %H:%M:%S %z", "%Y-%m-%d %H:%M:%S %z", "%Y-%m-%d %H:%M:%S UTC"]
            .iter()
            .find_map(|form| jiff::fmt::strtime::parse(form, text).ok())
            .and_then(|parts| {
                let offset = parts.offset().unwrap_or(Offset::UTC);
                offset.to_timestamp(parts.to_datetime().ok()?).ok()
            })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_forms_of_an_http_date() {
        let expected: Timestamp = "1994-11-06T08:49:37Z".parse().unwrap();
        for text in
            ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"]
        {
            assert_eq!(http_date(text), Some(expected), "{text}");
        }
        for text in
            ["", "tomorrow", "1994-11-06", "Sun, 06 Nov 1994 08:49:37 PST", "Sun, 99 Nov 1994 08:49:37 GMT"]
        {
            assert_eq!(http_date(text), None, "{text:?} is none");
        }
    }

    #[test]
    fn dates_inside_answers_are_read_leniently() {
        for (text, expected) in [
            ("2020-01-01T00:00:00Z", "2020-01-01T00:00:00Z"),
            ("2020-01-01T09:00:00.123+09:00", "2020-01-01T00:00:00.123Z"),
            ("2016/02/06 12:41:52 -0600", "2016-02-06T18:41:52Z"),
            ("2020-01-01 00:00:00 UTC", "2020-01-01T00:00:00Z"),
        ] {
            assert_eq!(answer_date(text), Some(expected.parse().unwrap()), "{text}");
        }
        for text in ["", "never", "2020-01-01", "2020-13-01T00:00:00Z"] {
            assert_eq!(answer_date(text), None, "{text:?} names no point in time");
        }
    }
}
