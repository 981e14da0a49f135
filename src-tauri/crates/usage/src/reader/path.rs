//! The path of a value inside a document, as findings show it: `users[3].emails[0].email`.

use std::fmt::Write as _;

use crate::outside::visible;

/// How many characters of one key a path shows.
const KEY_LIMIT: usize = 80;

/// One step from a value to a value inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Into an object, by a key.
    Member(String),
    /// Into an array, by an index from 0.
    Element(u64),
}

/// The text of a path whose steps are given from the outermost inwards.
pub(super) fn show<'s>(steps: impl IntoIterator<Item = &'s Step>) -> String {
    let mut path = String::new();
    for step in steps {
        match step {
            Step::Member(key) => push_member(&mut path, key),
            Step::Element(index) => push_element(&mut path, *index),
        }
    }
    path
}

/// Adds a key: with a dot when it reads as a word, in brackets and quotes otherwise.
pub(super) fn push_member(path: &mut String, key: &str) {
    let is_word = !key.is_empty()
        && key.len() <= KEY_LIMIT
        && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-');
    if !is_word {
        path.push_str("[\"");
        path.push_str(&visible(key, KEY_LIMIT));
        path.push_str("\"]");
        return;
    }
    if !path.is_empty() {
        path.push('.');
    }
    path.push_str(key);
}

/// Adds an index, from 0.
pub(super) fn push_element(path: &mut String, index: u64) {
    // Writing to a String cannot fail.
    let _ = write!(path, "[{index}]");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_names_every_step() {
        let steps = [Step::Member("users".into()), Step::Element(3), Step::Member("e mail".into())];
        assert_eq!(show(&steps), r#"users[3]["e mail"]"#, "a key that is no word stands in quotes");
        assert_eq!(show(&[]), "", "the root has no path");
    }

    #[test]
    fn a_hostile_key_cannot_reorder_a_path() {
        let mut path = "users".to_owned();
        push_member(&mut path, "\u{202e}x\n");
        assert_eq!(path, r#"users["\u{202e}x\u{a}"]"#, "control characters are spelled out");
    }
}
