//! What near misses have in common: digests that two texts share if they may be alike. Everything that may be alike shares
//! one, so that nobody is compared with everybody; what shares one has still to be compared.

use super::loose::{Loose, is_role};
use crate::email::{digest_of_login, digest_of_text};

/// A typo is looked for in local parts of at least so many letters; in shorter ones everything is alike.
const LETTERS: usize = 5;

/// Makes the digests of texts, one after the other, in memory of its own.
#[derive(Default)]
pub(crate) struct Keys {
    loose: Loose,
    letters: String,
    /// Where each letter of the loose local part begins, if not all are of one byte.
    begins: Vec<usize>,
}

impl Keys {
    /// The digests of an e-mail: of its loose form, of its local part alone, and those that a typo leaves. Of an e-mail
    /// that GitHub does not match, only the first.
    pub(crate) fn of_email(&mut self, email: &str, is_matched: bool, show: &mut dyn FnMut(u64)) {
        self.loose.set(email);
        let local = digest_of_text(&self.loose.local);
        show(local ^ digest_of_text(&self.loose.domain).rotate_left(3));
        if !is_matched || self.loose.domain.is_empty() || !self.loose.is_personal() {
            return;
        }
        show(local.rotate_left(4));
        self.of_typos(show);
    }

    /// Where a text has one edit, it lies in the first, the second or the last third. So for each third there is a digest
    /// of the rest. Texts whose lengths differ by one have to agree on where the thirds end: each has digests for its own
    /// length, and for one less.
    fn of_typos(&mut self, show: &mut dyn FnMut(u64)) {
        let local = self.loose.local.as_str();
        self.begins.clear();
        if !local.is_ascii() {
            self.begins.extend(local.char_indices().map(|(begin, _)| begin));
            self.begins.push(local.len());
        }
        let length = if local.is_ascii() { local.len() } else { self.begins.len() - 1 };
        if length < LETTERS {
            return;
        }
        let begin = |letter: usize| self.begins.get(letter).copied().unwrap_or(letter);
        // A typo is never in a digit, so that all digits are the same: people with a number each are not each other's.
        self.letters.clear();
        self.letters.extend(local.chars().filter(char::is_ascii_digit));
        let same = digest_of_text(&self.loose.domain) ^ digest_of_text(&self.letters).rotate_left(1);
        for shorter in [length - 1, length] {
            for third in 0..3 {
                let ahead = third * shorter / 3;
                // One letter more, so that two neighbours that were exchanged lie in one of them.
                let behind = shorter - ((third + 1) * shorter / 3 + 1).min(shorter);
                let ahead = digest_of_text(&local[..begin(ahead)]);
                let behind = digest_of_text(&local[begin(length - behind)..]).rotate_left(2);
                let place = (shorter * 4 + third + 2) as u64;
                show(ahead ^ behind ^ same ^ place.wrapping_mul(0x9e37_79b9_7f4a_7c15));
            }
        }
    }

    /// The digests of an e-mail's loose form, and of that with each of its letters left out. Two that one edit makes the
    /// same have one in common.
    pub(crate) fn with_a_letter_less(&mut self, email: &str, show: &mut dyn FnMut(u64)) {
        self.loose.set(email);
        let (local, domain) = (&self.loose.local, digest_of_text(&self.loose.domain));
        show(digest_of_text(local) ^ domain);
        for (at, letter) in local.char_indices() {
            self.letters.clear();
            self.letters.push_str(&local[..at]);
            self.letters.push_str(&local[at + letter.len_utf8()..]);
            show(digest_of_text(&self.letters) ^ domain);
        }
    }

    /// The digests of a login. A managed user's login ends in `_` and the enterprise's short code, which servers do not
    /// have (github/docs, "Username considerations for external authentication").
    pub(crate) fn of_login(login: &str, show: &mut dyn FnMut(u64)) {
        let name = name_of_login(login);
        if login.len() >= 3 && !is_role(login) {
            show(digest_of_login(login).rotate_left(5));
            if name != login {
                show(digest_of_login(name).rotate_left(5));
            }
        }
    }
}

/// A login without the short code of a managed user.
pub(crate) fn name_of_login(login: &str) -> &str {
    match login.rsplit_once('_') {
        Some((name, _)) if name.len() >= 3 => name,
        _ => login,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::near::loose::one_edit_apart;

    fn digests(email: &str) -> Vec<u64> {
        let mut digests = Vec::new();
        Keys::default().of_email(email, true, &mut |digest| digests.push(digest));
        digests
    }

    fn with_a_letter_less(email: &str) -> Vec<u64> {
        let mut digests = Vec::new();
        Keys::default().with_a_letter_less(email, &mut |digest| digests.push(digest));
        digests
    }

    #[test]
    fn every_single_edit_shares_a_digest() {
        let name = "haruka.sasaki".replace('.', "");
        let letters: Vec<char> = name.chars().collect();
        let mut edits: Vec<String> = Vec::new();
        for at in 0..letters.len() {
            let mut less = letters.clone();
            less.remove(at);
            let mut other = letters.clone();
            other[at] = 'x';
            let mut more = letters.clone();
            more.insert(at, 'x');
            edits.extend([less, other, more].map(|letters| letters.into_iter().collect()));
            if at + 1 < letters.len() {
                let mut exchanged = letters.clone();
                exchanged.swap(at, at + 1);
                edits.push(exchanged.into_iter().collect());
            }
        }
        edits.push(format!("{name}x"));
        let own = digests(&format!("{name}@x.example"));
        let less = with_a_letter_less(&format!("{name}@x.example"));
        for edit in edits.iter().filter(|edit| one_edit_apart(edit, &name)) {
            let email = format!("{edit}@x.example");
            let others = digests(&email);
            assert!(own.iter().any(|digest| others.contains(digest)), "{edit}");
            let others = with_a_letter_less(&email);
            assert!(less.iter().any(|digest| others.contains(digest)), "{edit}");
        }
        assert!(edits.len() > 45, "all edits were tried");
    }
}
