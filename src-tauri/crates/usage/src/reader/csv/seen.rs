//! Which accounts a table has told of before: what finds an id that stands on two people, and a row that stands twice.

/// What is remembered of a row: sixteen bytes.
#[derive(Clone, Copy)]
struct Sighting {
    /// The id, or what stands for it.
    key: u64,
    /// A fingerprint of the person, and in the lowest bits what the row was counted as.
    person: u32,
    line: u32,
}

const COUNTED: u32 = 0b111;

/// What a row was counted as, so that a row that stands twice can be counted once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct CountedAs {
    pub(super) suspended: bool,
    pub(super) dormant: bool,
    pub(super) has_email: bool,
}

impl CountedAs {
    fn bits(self) -> u32 {
        u32::from(self.suspended) | u32::from(self.dormant) << 1 | u32::from(self.has_email) << 2
    }

    fn of(bits: u32) -> Self {
        Self { suspended: bits & 1 != 0, dormant: bits & 2 != 0, has_email: bits & 4 != 0 }
    }
}

/// The rows so far.
#[derive(Default)]
pub(super) struct Seen {
    rows: Vec<Sighting>,
    /// Whether the keys did not only rise: then some may be equal.
    is_unordered: bool,
}

/// What was seen more than once.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Repeats {
    /// How many keys stand on different people.
    pub(super) conflicts: u64,
    /// The smallest of them, and a line where it stands on another person than before.
    pub(super) first: Option<(u64, u32)>,
    /// How the rows were counted that tell again what another row told.
    pub(super) again: Vec<CountedAs>,
}

impl Seen {
    /// Remembers a row.
    #[inline]
    pub(super) fn add(&mut self, key: u64, person: u64, line: u32, counted: CountedAs) {
        self.is_unordered |= self.rows.last().is_some_and(|last| last.key >= key);
        if self.rows.len() == self.rows.capacity() {
            self.rows.reserve_exact((self.rows.capacity() / 4).max(1024));
        }
        // The upper half is as good a fingerprint as the whole for telling two people of one key apart.
        let person = (person >> u32::BITS) as u32;
        self.rows.push(Sighting { key, person: person & !COUNTED | counted.bits(), line });
    }

    /// What was seen more than once. Rows whose keys only rise are not looked at again.
    pub(super) fn repeats(mut self) -> Repeats {
        let mut repeats = Repeats::default();
        if !self.is_unordered {
            return repeats;
        }
        // A stable sort keeps the rows of one key in the order of the file.
        self.rows.sort_by_key(|row| row.key);
        for group in self.rows.chunk_by(|row, next| row.key == next.key).filter(|group| group.len() > 1) {
            let person = group[0].person & !COUNTED;
            if let Some(other) = group.iter().find(|row| row.person & !COUNTED != person) {
                repeats.conflicts += 1;
                repeats.first.get_or_insert((other.key, other.line));
            } else {
                let again = group[1..].iter().map(|row| CountedAs::of(row.person & COUNTED));
                repeats.again.extend(again);
            }
        }
        repeats
    }
}

/// A fingerprint of a text. Two texts that share one are taken for the same; one made on purpose only hides its own fault.
#[inline]
pub(crate) fn fingerprint(text: &[u8], seed: u64) -> u64 {
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    let mix = |state: u64, word: u64| {
        let mixed = (state ^ word).wrapping_mul(ODD);
        mixed ^ mixed >> 29
    };
    let (words, tail) = text.as_chunks::<8>();
    let start = mix(seed, !(text.len() as u64));
    let mut state = words.iter().fold(start, |state, word| mix(state, u64::from_le_bytes(*word)));
    let mut last = [0; 8];
    last[..tail.len()].copy_from_slice(tail);
    state = mix(state, u64::from_le_bytes(last));
    mix(state, state >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repeats(rows: &[(u64, &str)]) -> Repeats {
        let mut seen = Seen::default();
        for (line, (key, person)) in (2..).zip(rows) {
            seen.add(*key, fingerprint(person.as_bytes(), 0), line, CountedAs::default());
        }
        seen.repeats()
    }

    #[test]
    fn an_id_on_two_people_is_told_from_a_row_that_stands_twice() {
        assert_eq!(repeats(&[(1, "a"), (2, "b")]), Repeats::default(), "rising keys");
        assert_eq!(repeats(&[(2, "a"), (1, "a")]), Repeats::default(), "one person may have two keys");
        let found = repeats(&[(5, "a"), (9, "x"), (1, "b"), (5, "a"), (9, "y"), (5, "a")]);
        assert_eq!((found.conflicts, found.first), (1, Some((9, 6))), "one key on two people");
        assert_eq!(found.again.len(), 2, "two rows tell again what a third one told");
    }

    #[test]
    fn texts_have_fingerprints_of_their_own() {
        let texts = ["", "a", "b", "aa", "a\0", "abcdefgh", "abcdefgh\0", "abcdefghi", "hgfedcba"];
        let mut prints: Vec<_> = texts.map(|text| fingerprint(text.as_bytes(), 0) >> 35).into();
        prints.sort_unstable();
        prints.dedup();
        assert_eq!(prints.len(), texts.len(), "even where they differ in their length alone");
    }
}
