//! Everybody in the order of a text, whatever its letter case.
//!
//! Eight bytes at a time are taken from each text and compared as one number. A million texts are sorted so without one of them
//! being copied whole.

use std::borrow::Cow;

/// So few are compared text by text, and so are those whose texts agree up to here.
const FEW: usize = 16;
const FAR: usize = 64;

/// Sorts people by their texts in lower case. Those without a text stand at the end; of equal ones, the lower number is first.
pub(super) fn by_text<'a>(people: u32, text: impl Fn(u32) -> Option<&'a str> + Sync) -> Vec<u32> {
    let (mut told, untold): (Vec<_>, Vec<_>) =
        (0..people).map(|person| (0_u64, person)).partition(|&(_, person)| text(person).is_some());
    sort(&mut told, &|person| text(person).unwrap_or_default(), 0);
    told.into_iter().chain(untold).map(|(_, person)| person).collect()
}

fn sort<'a>(people: &mut [(u64, u32)], text: &(impl Fn(u32) -> &'a str + Sync), from: usize) {
    if people.len() <= FEW || from >= FAR {
        people.sort_unstable_by(|(_, one), (_, other)| {
            folded(text(*one)).cmp(&folded(text(*other))).then_with(|| one.cmp(other))
        });
        return;
    }
    let take = |people: &mut [(u64, u32)]| {
        for (bytes, person) in people {
            *bytes = eight_bytes(text(*person), from);
        }
    };
    // Texts lie far apart, so that most of the time is spent waiting for them: on both cores.
    let (first, second) = people.split_at_mut(people.len() / 2);
    if second.len() > 4096 {
        std::thread::scope(|scope| {
            scope.spawn(|| take(second));
            take(first);
        });
    } else {
        take(first);
        take(second);
    }
    people.sort_unstable();
    for run in people.chunk_by_mut(|one, other| one.0 == other.0).filter(|run| run.len() > 1) {
        sort(run, text, from + size_of::<u64>());
    }
}

fn folded(text: &str) -> Cow<'_, str> {
    if text.bytes().any(|byte| byte.is_ascii_uppercase() || !byte.is_ascii()) {
        Cow::Owned(text.to_lowercase())
    } else {
        Cow::Borrowed(text)
    }
}

/// Eight bytes of a text in lower case, as a number that compares as they do; zeros behind its end, which no text has.
fn eight_bytes(text: &str, from: usize) -> u64 {
    let of = |bytes: &[u8]| {
        let mut eight = [0_u8; 8];
        for (to, byte) in eight.iter_mut().zip(bytes.get(from..).unwrap_or_default()) {
            *to = byte.to_ascii_lowercase();
        }
        u64::from_be_bytes(eight)
    };
    if text.is_ascii() { of(text.as_bytes()) } else { of(text.to_lowercase().as_bytes()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_stand_in_the_order_of_their_texts_in_lower_case() {
        let long = "mona-".repeat(20);
        let mut texts: Vec<Option<String>> =
            (0..9000).map(|number| Some(format!("Person {}", number * 7919 % 9000))).collect();
        texts.extend((0..40).map(|number| Some(format!("{long}{}", 40 - number % 20))));
        texts.extend(
            [None, Some("\u{c4}da"), Some("\u{e4}DA"), Some("ada"), None, Some(""), Some("\u{4f50}\u{85e4}")]
                .map(|text| text.map(str::to_owned)),
        );
        let count = u32::try_from(texts.len()).unwrap();
        let sorted = by_text(count, |person| texts[person as usize].as_deref());
        let mut expected: Vec<u32> = (0..count).collect();
        expected.sort_by_key(|&person| {
            let text = texts[person as usize].as_deref();
            (text.is_none(), text.unwrap_or_default().to_lowercase())
        });
        assert_eq!(sorted, expected);
    }
}
