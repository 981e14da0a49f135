//! How two e-mails are compared.
//!
//! GitHub compares a server account's primary e-mail with a linked identity's attributes, then with verified e-mails
//! (github/docs, "Troubleshooting license usage for GitHub Enterprise"), and says nothing of letter case, white space or
//! Unicode. Two forms are used here:
//!
//! - **exact**: trimmed, the domain in lower case, the local part as written;
//! - **folded**: the local part in lower case too, which is assumed, and moves only the lower end of the range.
//!
//! The domain is what follows the last `@`; a text without one is all local part. Lower case is Unicode's, by character.

use std::borrow::Cow;

/// How much letter case matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letters {
    /// The local part as written.
    Exact,
    /// The local part in lower case too (assumed).
    Folded,
}

/// The local part, and the domain behind the last `@`, of a trimmed e-mail.
pub(crate) fn parts(email: &str) -> (&str, Option<&str>) {
    match email.rsplit_once('@') {
        Some((local, domain)) => (local, Some(domain)),
        None => (email, None),
    }
}

/// The form in which an e-mail is compared. Empty for a blank, which equals nothing.
pub fn form(email: &str, letters: Letters) -> Cow<'_, str> {
    let email = email.trim();
    let (local, domain) = parts(email);
    let changes = |text: &str| text.bytes().any(|byte| byte.is_ascii_uppercase() || !byte.is_ascii());
    let local_stays = letters == Letters::Exact || !changes(local);
    if local_stays && !domain.is_some_and(changes) {
        return Cow::Borrowed(email);
    }
    let local = if local_stays { Cow::Borrowed(local) } else { Cow::Owned(local.to_lowercase()) };
    match domain {
        Some(domain) => Cow::Owned(format!("{local}@{}", domain.to_lowercase())),
        None => Cow::Owned(local.into_owned()),
    }
}

/// Whether two e-mails are one. A blank is never one with anything.
pub fn same(one: &str, other: &str, letters: Letters) -> bool {
    let form_of_one = form(one, letters);
    !form_of_one.is_empty() && form_of_one == form(other, letters)
}

/// A digest of the folded form, so that e-mails that may be one stand together when sorted. Equal forms have equal digests;
/// what has equal digests has still to be compared. No result depends on its value.
pub(crate) fn digest(email: &str) -> u64 {
    let email = email.trim();
    if email.is_ascii() {
        digest_of_bytes(email.as_bytes(), lower_case)
    } else {
        digest_of_bytes(form(email, Letters::Folded).as_bytes(), |word| word)
    }
}

/// A digest of a text in which ASCII letters are taken in lower case.
pub(crate) fn digest_of_login(login: &str) -> u64 {
    digest_of_bytes(login.as_bytes(), lower_case)
}

/// A digest of a text as it stands.
pub(crate) fn digest_of_text(text: &str) -> u64 {
    digest_of_bytes(text.as_bytes(), |word| word)
}

fn digest_of_bytes(bytes: &[u8], map: impl Fn(u64) -> u64) -> u64 {
    const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
    let mix = |digest: u64, word: u64| {
        let product = u128::from(digest ^ map(word)) * u128::from(SPREAD);
        // Both halves, folded into one: every bit of the word reaches every bit of the digest.
        #[expect(clippy::cast_possible_truncation, reason = "the halves of a product are wanted")]
        let folded = (product as u64) ^ ((product >> 64) as u64);
        folded
    };
    let (words, rest) = bytes.as_chunks::<8>();
    let mut digest = SPREAD ^ bytes.len() as u64;
    for word in words {
        digest = mix(digest, u64::from_le_bytes(*word));
    }
    if !rest.is_empty() {
        let mut word = [0_u8; 8];
        word[..rest.len()].copy_from_slice(rest);
        digest = mix(digest, u64::from_le_bytes(word));
    }
    digest ^ digest >> 32
}

/// Eight bytes with their ASCII letters in lower case.
const fn lower_case(word: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let low_bits = word & (0x7f * EACH);
    let from_a = low_bits + (0x80 - b'A' as u64) * EACH;
    let beyond_z = low_bits + (0x7f - b'Z' as u64) * EACH;
    // The highest bit of every byte that is a capital letter; two bits below it is its case.
    let capitals = (from_a ^ beyond_z) & !word & (0x80 * EACH);
    word | capitals >> 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exact_keeps_the_local_part_and_folds_the_domain() {
        assert_eq!(form(" Mona@Corp.EXAMPLE\t", Letters::Exact), "Mona@corp.example");
        assert_eq!(form(" Mona@Corp.EXAMPLE\t", Letters::Folded), "mona@corp.example");
        assert_eq!(form("Mona", Letters::Exact), "Mona", "no domain, all local part");
        assert_eq!(form("a@b@C.example", Letters::Exact), "a@b@c.example", "the last @ begins the domain");
        assert_eq!(form("Ä@ÖL.example", Letters::Exact), "Ä@öl.example", "lower case is Unicode's");
        assert_eq!(form("Ä@ÖL.example", Letters::Folded), "ä@öl.example");
    }

    #[test]
    fn lower_case_of_eight_bytes_is_that_of_each() {
        for byte in 0..=u8::MAX {
            let word = u64::from_le_bytes([byte, b'A', b'Z', b'@', b'[', b'a', b'z', byte]);
            let each = word.to_le_bytes().map(|byte| byte.to_ascii_lowercase());
            assert_eq!(lower_case(word), u64::from_le_bytes(each), "{byte}");
        }
    }

    #[test]
    fn a_blank_equals_nothing() {
        assert!(!same("", "", Letters::Folded));
        assert!(!same(" ", "\t", Letters::Exact));
    }

    #[test]
    fn plus_tags_dots_and_width_are_other_emails() {
        for other in
            ["mona+x@corp.example", "mo.na@corp.example", "m\u{ff4f}na@corp.example", "mona@corp.example.net"]
        {
            assert!(!same("mona@corp.example", other, Letters::Folded), "{other}");
        }
    }

    #[test]
    fn equal_forms_have_equal_digests() {
        for (one, other) in [(" MONA@x.EXAMPLE", "mona@X.example "), ("ÄB@ÖL.example", "äb@öl.example")] {
            assert!(same(one, other, Letters::Folded));
            assert_eq!(digest(one), digest(other));
        }
        assert_ne!(digest("mona@x.example"), digest("mona@y.example"));
    }
}
