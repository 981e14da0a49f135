//! The values of a table's cells, and what spreadsheets make of them.

/// What a cell that should hold an id holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::reader) enum Id {
    /// Nothing.
    Blank,
    /// It.
    Number(u64),
    /// A number that a spreadsheet rounded: `1.23E+05`.
    Rounded,
    /// A number of more than 64 bits.
    TooLarge,
    /// Something else.
    Odd,
}

/// The id in a cell.
#[inline]
pub(in crate::reader) fn id(text: &[u8]) -> Id {
    /// Every number of so many digits is a double of its own.
    const EXACT_DIGITS: usize = 15;
    if text.is_empty() {
        return Id::Blank;
    }
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (whole, behind) = text.split_at(digits);
    if behind.is_empty() {
        let value = whole
            .iter()
            .try_fold(0_u64, |value, &digit| value.checked_mul(10)?.checked_add(u64::from(digit - b'0')));
        return value.map_or(Id::TooLarge, Id::Number);
    }
    if is_rounded(text) {
        return Id::Rounded;
    }
    // A column of numbers that has a blank in it comes out of data tools as `17.0`.
    match behind.strip_prefix(b".") {
        Some(zeros) if (1..=EXACT_DIGITS).contains(&digits) && zeros.iter().all(|&zero| zero == b'0') => {
            id(whole)
        }
        _ => Id::Odd,
    }
}

/// Whether a text is a number as a spreadsheet rounds it: a digit, perhaps a fraction, an exponent.
pub(in crate::reader) fn is_rounded(text: &[u8]) -> bool {
    let Some(place) = text.iter().position(|byte| byte.eq_ignore_ascii_case(&b'e')) else {
        return false;
    };
    let (mantissa, exponent) = (&text[..place], &text[place + 1..]);
    let is_number = |digits: &[u8]| !digits.is_empty() && digits.iter().all(u8::is_ascii_digit);
    let fraction = match mantissa {
        [b'0'..=b'9'] => true,
        [b'0'..=b'9', b'.' | b',', digits @ ..] => is_number(digits),
        _ => false,
    };
    fraction && exponent.strip_prefix(b"+").is_some_and(is_number)
}

/// What a cell that should hold a yes or no holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::reader) enum Flag {
    /// Nothing.
    Blank,
    /// It.
    Told(bool),
    /// Something else.
    Odd,
}

/// The yes or no in a cell, in any letter case; `words` are the words for yes and for no beside the usual ones.
#[inline]
pub(in crate::reader) fn flag(text: &[u8], words: [&[u8]; 2]) -> Flag {
    match text {
        b"" => return Flag::Blank,
        b"false" => return Flag::Told(false),
        b"true" => return Flag::Told(true),
        _ => {}
    }
    let [yes, no] = words;
    let is = |word: &[u8]| text.eq_ignore_ascii_case(word);
    if is(b"true") || is(b"yes") || is(b"1") || is(yes) {
        Flag::Told(true)
    } else if is(b"false") || is(b"no") || is(b"0") || is(no) {
        Flag::Told(false)
    } else {
        Flag::Odd
    }
}

/// What a cell that should hold a moment holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::reader) enum Moment {
    /// Nothing, or a word for it.
    Blank,
    /// It, in seconds since 1970 UTC.
    At(i64),
    /// A date of which nobody can tell the day from the month, or a day's number: what spreadsheets write.
    Rewritten,
    /// Something else.
    Odd,
}

/// The moment in a cell: year, month, day, and perhaps the time and its zone, in the forms of ISO 8601 and of Ruby
/// (`2026-05-01 12:00:00 -0700`). Without a zone it is UTC, which is assumed.
pub(in crate::reader) fn moment(text: &[u8]) -> Moment {
    if let Some(seconds) = usual_moment(text) {
        return Moment::At(seconds);
    }
    if is_nothing(text) {
        return Moment::Blank;
    }
    let mut rest = Digits(text);
    match rest.moment() {
        Some(seconds) if rest.0.is_empty() => Moment::At(seconds),
        _ if is_rewritten(text) => Moment::Rewritten,
        _ => Moment::Odd,
    }
}

/// A moment in the form that servers write: `2026-05-01 12:00:00 UTC`. Only for speed; any other form takes the long way.
#[inline]
fn usual_moment(text: &[u8]) -> Option<i64> {
    let (usual, zone) = text.split_first_chunk::<19>()?;
    let [y0, y1, y2, y3, b'-', m0, m1, b'-', d0, d1, b' ', h0, h1, b':', i0, i1, b':', s0, s1] = usual else {
        return None;
    };
    let two = |tens: &u8, ones: &u8| {
        let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
        (tens < 10 && ones < 10).then(|| i64::from(tens * 10 + ones))
    };
    let days = days_since_1970(two(y0, y1)? * 100 + two(y2, y3)?, two(m0, m1)?, two(d0, d1)?)?;
    let (hour, minute, second) = (two(h0, h1)?, two(i0, i1)?, two(s0, s1)?);
    let is_usual = hour < 24 && minute < 60 && second < 60 && zone == b" UTC";
    is_usual.then(|| days * 86_400 + hour * 3600 + minute * 60 + second)
}

/// Whether a cell is blank or says that there is nothing. Which word GitHub writes, if any, is not published.
pub(in crate::reader) fn is_nothing(text: &[u8]) -> bool {
    const WORDS: [&[u8]; 6] = [b"never", b"nil", b"null", b"none", b"n/a", b"-"];
    text.is_empty() || WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// Digits and what stands between them, taken from the front.
struct Digits<'t>(&'t [u8]);

impl Digits<'_> {
    fn number(&mut self, most: usize) -> Option<i64> {
        let count = self.0.iter().take(most).take_while(|byte| byte.is_ascii_digit()).count();
        let (digits, rest) = self.0.split_at(count);
        self.0 = rest;
        let value = digits.iter().fold(0, |value, digit| value * 10 + i64::from(digit - b'0'));
        (count > 0).then_some(value)
    }

    fn pass(&mut self, allowed: &[u8]) -> Option<u8> {
        let (&first, rest) = self.0.split_first()?;
        allowed.contains(&first).then(|| {
            self.0 = rest;
            first
        })
    }

    fn moment(&mut self) -> Option<i64> {
        let before = self.0.len();
        let year = self.number(4)?;
        if before - self.0.len() != 4 {
            return None;
        }
        let separator = self.pass(b"-/.")?;
        let month = self.number(2)?;
        self.pass(&[separator])?;
        let day = self.number(2)?;
        let days = days_since_1970(year, month, day)?;
        let seconds = if self.pass(b"T t").is_some() { self.time()? } else { 0 };
        Some(days * 86_400 + seconds)
    }

    /// The seconds of the day in UTC.
    fn time(&mut self) -> Option<i64> {
        let hour = self.number(2)?;
        self.pass(b":")?;
        let minute = self.number(2)?;
        let second = if self.pass(b":").is_some() { self.number(2)? } else { 0 };
        if self.pass(b".,").is_some() {
            self.number(9)?;
        }
        if hour > 23 || minute > 59 || second > 60 {
            return None;
        }
        Some(hour * 3600 + minute * 60 + second - self.zone()?)
    }

    /// How many seconds the zone is ahead of UTC.
    fn zone(&mut self) -> Option<i64> {
        while self.pass(b" ").is_some() {}
        for utc in [&b"UTC"[..], b"GMT", b"Z", b"z"] {
            if let Some(rest) = self.0.strip_prefix(utc) {
                self.0 = rest;
                return Some(0);
            }
        }
        let Some(sign) = self.pass(b"+-") else {
            return Some(0);
        };
        let hours = self.number(2)?;
        self.pass(b":");
        let minutes = self.number(2).unwrap_or_default();
        let ahead = hours * 3600 + minutes * 60;
        (hours <= 15 && minutes < 60).then_some(if sign == b'-' { -ahead } else { ahead })
    }
}

/// The days from 1970-01-01 to a date of the Gregorian calendar; `None` when there is no such date.
fn days_since_1970(year: i64, month: i64, day: i64) -> Option<i64> {
    const BEFORE: [i64; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let index = usize::try_from(month - 1).ok()?;
    let before = BEFORE.get(index)?;
    let length = BEFORE.get(index + 1).unwrap_or(&365) - before + i64::from(is_leap && month == 2);
    if !(1..=length).contains(&day) {
        return None;
    }
    let past = year - 1;
    let leap_days = past / 4 - past / 100 + past / 400 - (1969 / 4 - 1969 / 100 + 1969 / 400);
    Some((year - 1970) * 365 + leap_days + before + i64::from(is_leap && month > 2) + day - 1)
}

/// Whether a text is a date as spreadsheets write it: day and month before the year, or the number of a day.
fn is_rewritten(text: &[u8]) -> bool {
    let mut rest = Digits(text);
    let Some(first) = rest.number(6) else {
        return false;
    };
    match rest.pass(b"-/.") {
        Some(b'.') if first > 9999 => rest.0.iter().all(u8::is_ascii_digit),
        Some(separator) if first <= 31 => {
            rest.number(2).is_some() && rest.pass(&[separator]).is_some() && rest.number(4).is_some()
        }
        Some(_) => false,
        None => rest.0.is_empty() && first > 9999,
    }
}

/// Whether a role is that of a site administrator; `None` for a word that is not known.
pub(in crate::reader) fn is_site_admin(role: &str) -> Option<bool> {
    let is = |word: &str| role.eq_ignore_ascii_case(word);
    if is("user") {
        Some(false)
    } else if is("admin") || is("site_admin") || is("staff") {
        Some(true)
    } else {
        None
    }
}

/// The text behind a cell that is a formula: `="0017"` is how spreadsheets are told to keep a text.
pub(in crate::reader) fn kept_by_formula(text: &[u8]) -> Option<&[u8]> {
    let inner = text.strip_prefix(b"=\"")?.strip_suffix(b"\"")?;
    (!inner.contains(&b'"')).then_some(inner.trim_ascii())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_as_they_are_and_as_spreadsheets_leave_them() {
        let cases: [(&str, Id); 14] = [
            ("", Id::Blank),
            ("0", Id::Number(0)),
            ("17", Id::Number(17)),
            ("0017", Id::Number(17)),
            ("17.0", Id::Number(17)),
            ("18446744073709551615", Id::Number(u64::MAX)),
            ("18446744073709551616", Id::TooLarge),
            ("1.23E+05", Id::Rounded),
            ("1,23E+05", Id::Rounded),
            ("1E+05", Id::Rounded),
            ("17.5", Id::Odd),
            ("1234567890123456.0", Id::Odd),
            ("-1", Id::Odd),
            ("１７", Id::Odd),
        ];
        for (text, expected) in cases {
            assert_eq!(id(text.as_bytes()), expected, "{text}");
        }
    }

    #[test]
    fn moments_in_the_forms_that_are_written() {
        let noon = 1_777_636_800;
        for text in [
            "2026-05-01 12:00:00 UTC",
            "2026-05-01 12:00:00",
            "2026-05-01T12:00:00Z",
            "2026-05-01T12:00:00.123Z",
            "2026-05-01 05:00:00 -0700",
            "2026/05/01 21:00:00 +0900",
            "2026-05-01T14:00:00+02:00",
            "2026/5/1 12:00",
        ] {
            assert_eq!(moment(text.as_bytes()), Moment::At(noon), "{text}");
        }
        assert_eq!(moment(b"2026-05-01"), Moment::At(noon - 43_200), "a day without a time");
        assert_eq!(moment(b"1970-01-01"), Moment::At(0), "the first day");
        assert_eq!(moment(b"2000-02-29"), Moment::At(951_782_400), "a leap day");
        assert_eq!(moment(b"2100-03-01"), Moment::At(4_107_542_400), "behind a day that is none");
        for text in ["", "never", "NULL", "-"] {
            assert_eq!(moment(text.as_bytes()), Moment::Blank, "{text:?}");
        }
        for text in ["5/1/2026 12:00", "01.05.2026", "1-5-26", "46143.5", "46143"] {
            assert_eq!(moment(text.as_bytes()), Moment::Rewritten, "{text}");
        }
        for text in [
            "yesterday",
            "2026-13-01",
            "2026-02-29",
            "2026-05-01 25:00",
            "2026-05-01x",
            "12026-05-01",
            "####",
        ] {
            assert_eq!(moment(text.as_bytes()), Moment::Odd, "{text}");
        }
    }

    #[test]
    fn a_text_that_a_formula_keeps() {
        assert_eq!(kept_by_formula(b"=\"0017\""), Some(&b"0017"[..]), "the text");
        for text in ["=1+1", "=\"a\"&\"b\"", "\"a\"", "=\""] {
            assert_eq!(kept_by_formula(text.as_bytes()), None, "{text}");
        }
    }
}
