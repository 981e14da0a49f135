//! E-mails that nearly agree. Nothing here is a rule of GitHub's: what is alike is suggested, never joined.

use unicode_normalization::UnicodeNormalization;

use crate::email::parts;

/// An e-mail in its loose form: without width, letter case, plus tag and dots, the domain as DNS has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Loose {
    /// The local part in NFKC and lower case, without a tag, without dots.
    pub(crate) local: String,
    /// The same with its tag and dots.
    pub(crate) whole_local: String,
    /// The domain in lower case, in ASCII.
    pub(crate) domain: String,
}

impl Loose {
    /// Takes the form of an e-mail.
    pub(crate) fn set(&mut self, email: &str) {
        self.local.clear();
        self.whole_local.clear();
        self.domain.clear();
        let (local, domain) = parts(email.trim());
        if local.is_ascii() {
            self.whole_local.push_str(local);
            self.whole_local.make_ascii_lowercase();
        } else {
            self.whole_local.extend(local.nfkc().flat_map(char::to_lowercase));
        }
        let tagless = match self.whole_local.split_once('+') {
            Some((name, _)) if !name.is_empty() => name,
            _ => &self.whole_local,
        };
        tagless.split('.').for_each(|part| self.local.push_str(part));
        match domain {
            Some(domain) if domain.is_ascii() => {
                self.domain.push_str(domain);
                self.domain.make_ascii_lowercase();
            }
            Some(domain) => {
                let mapped: String = domain.nfkc().flat_map(char::to_lowercase).collect();
                self.domain.push_str(&idna::domain_to_ascii(&mapped).unwrap_or(mapped));
            }
            None => {}
        }
    }

    pub(crate) fn of(email: &str) -> Self {
        let mut loose = Self::default();
        loose.set(email);
        loose
    }

    /// Whether a person could be known by this local part: a role's mailbox is not a person's name.
    pub(crate) fn is_personal(&self) -> bool {
        self.local.len() >= 3 && !is_role(&self.local)
    }
}

/// Names that roles and machines have on every server.
pub(crate) fn is_role(name: &str) -> bool {
    const ROLES: [&str; 26] = [
        "admin",
        "administrator",
        "automation",
        "bot",
        "build",
        "ci",
        "contact",
        "deploy",
        "dev",
        "devops",
        "ghost",
        "git",
        "github",
        "hello",
        "info",
        "it",
        "jenkins",
        "mail",
        "noreply",
        "office",
        "postmaster",
        "root",
        "service",
        "support",
        "test",
        "webmaster",
    ];
    const LONGEST: usize = 16;
    // Most names are told from all of these by a digit or a dot, without making a text of their own.
    name.len() <= LONGEST
        && name.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-')
        && ROLES.binary_search(&name.replace('-', "").to_ascii_lowercase().as_str()).is_ok()
}

/// Whether one edit makes one text of the other: a letter more, less or another, or two neighbours exchanged. A digit is no
/// slip of the finger: `user12` and `user13` are two people.
pub(crate) fn one_edit_apart(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (shorter, longer) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if longer.len() - shorter.len() > 1 {
        return false;
    }
    let same_ahead = shorter.iter().zip(&longer).take_while(|(one, other)| one == other).count();
    let (shorter, longer) = (&shorter[same_ahead..], &longer[same_ahead..]);
    let no_digit = |letters: &[char]| letters.iter().all(|letter| !letter.is_ascii_digit());
    match (shorter, longer) {
        (shorter, [extra, rest @ ..]) if shorter == rest => no_digit(&[*extra]),
        ([one, rest_of_one @ ..], [other, rest_of_other @ ..]) if rest_of_one == rest_of_other => {
            no_digit(&[*one, *other])
        }
        ([a, b, rest_of_one @ ..], [c, d, rest_of_other @ ..]) => {
            a == d && b == c && rest_of_one == rest_of_other && no_digit(&[*a, *b])
        }
        _ => false,
    }
}

/// Whether two domains are of one house: one is below the other, or both are below a third. What anybody can register below
/// (`co.jp`, `com.au`) is no house; which those are is told by their shape, since no list of them is kept here (assumed).
pub(crate) fn are_siblings(one: &str, other: &str) -> bool {
    let house = |domain: &str| {
        let labels: Vec<&str> = domain.rsplit('.').collect();
        let second_level = ["ac", "co", "com", "edu", "gov", "go", "gv", "ne", "net", "or", "org"];
        let public = match labels.as_slice() {
            [country, second, ..] if country.len() == 2 && second_level.contains(second) => 2,
            _ => 1,
        };
        let registered: Vec<String> = labels.into_iter().take(public + 1).map(str::to_owned).collect();
        (registered.len() == public + 1).then_some(registered)
    };
    one != other && house(one).is_some() && house(one) == house(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loose_forms() {
        let loose = Loose::of(" Mo.Na+git@Corp.EXAMPLE ");
        assert_eq!((loose.local.as_str(), loose.domain.as_str()), ("mona", "corp.example"));
        assert_eq!(Loose::of("+mona@x.example").local, "+mona", "a tag of nothing is a name");
        assert_eq!(Loose::of("m\u{ff4f}na@x.example").local, "mona", "full width");
        assert_eq!(Loose::of("a@b\u{fc}cher.example").domain, "xn--bcher-kva.example", "as DNS has it");
        assert_eq!(Loose::of("a@b\u{fc}cher.example"), Loose::of("A@xn--bcher-kva.example"));
    }

    #[test]
    fn one_edit_and_no_more() {
        for (one, other) in
            [("amanda", "amnada"), ("amanda", "amana"), ("amanda", "xamanda"), ("amanda", "amandx")]
        {
            assert!(one_edit_apart(one, other) && one_edit_apart(other, one), "{one} {other}");
        }
        for (one, other) in [
            ("amanda", "amanda"),
            ("amanda", "anamda"),
            ("user12", "user13"),
            ("amanda", "amanda1"),
            ("", ""),
        ] {
            assert!(!one_edit_apart(one, other) && !one_edit_apart(other, one), "{one} {other}");
        }
    }

    #[test]
    fn domains_of_one_house() {
        assert!(are_siblings("osaka.hoshino.example", "hoshino.example"));
        assert!(are_siblings("eu.corp.co.jp", "us.corp.co.jp"));
        assert!(!are_siblings("a.co.jp", "b.co.jp"), "two companies");
        assert!(!are_siblings("corp.example", "old-corp.example"));
        assert!(!are_siblings("corp.example", "corp.example"), "one domain");
        assert!(!are_siblings("localhost", "example"));
    }

    #[test]
    fn roles_are_in_order_and_no_people() {
        assert!(is_role("no-reply") && is_role("jenkins") && !is_role("mona"));
        for role in ["admin", "ghost", "webmaster", "it", "dev", "deploy"] {
            assert!(is_role(role), "{role}");
        }
    }
}
