//! Which server a report was made on, where the report itself names none: GitHub's `all_users.csv` and its sisters carry no host.
//!
//! What a person said comes first, then the file's name, then the company that the file came in. Where none of them tells, it is
//! a question, and nothing is assumed until it is answered.

use usage::outside::{host_key, is_host};

/// How a report was paired with its server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum By {
    /// A person said it.
    Person,
    /// Its name begins with the host: `ghes.example.all_users.csv`.
    FileName,
    /// The only server of the set that it came with.
    SameSet,
}

impl By {
    /// Its word in findings.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::FileName => "file_name",
            Self::SameSet => "same_set",
        }
    }
}

/// The endings under which GitHub's documentation, its commands and its admins keep these reports, behind the host.
const ENDINGS: [&str; 8] = [
    "all_users",
    "active_users",
    "dormant_users",
    "suspended_users",
    "users",
    "ghe-user-csv",
    "saml-mapping",
    "license",
];

/// The host that a file's name begins with: `HOST.all_users.csv`, `HOST-all_users.csv`, `HOST_dormant_users (1).csv`.
pub(crate) fn host_in_name(name: &str) -> Option<&str> {
    let lower = name.to_ascii_lowercase();
    let at = ENDINGS
        .iter()
        .filter_map(|ending| {
            let at = lower.rfind(ending)?;
            let behind = lower[at + ending.len()..].trim_start_matches(|character: char| {
                character.is_ascii_digit() || " ()-_T:".contains(character)
            });
            (behind.is_empty() || matches!(behind, ".csv" | ".json" | ".txt" | ".csv.gz" | ".csv.zip"))
                .then_some(at)
        })
        // The longest ending leaves the shortest host: "all_users" before "users".
        .min()?;
    let host = name[..at].strip_suffix(['.', '-', '_'])?;
    // A word without a dot is far more often somebody's own word than a host.
    (host.contains('.') && is_host(host)).then_some(host)
}

/// The host of a report that names none, and how it is known. `set` are the hosts of the exports that it came with.
pub(crate) fn pair<'a>(name: &'a str, set: &[&'a str]) -> Option<(&'a str, By)> {
    if let Some(host) = host_in_name(name) {
        // The export spells its host as the server does.
        let spelled = set.iter().find(|other| host_key(other) == host_key(host));
        return Some((spelled.copied().unwrap_or(host), By::FileName));
    }
    let (first, others) = set.split_first()?;
    others.iter().all(|other| host_key(other) == host_key(first)).then_some((*first, By::SameSet))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_begins_with_a_host_tells_it() {
        for (name, host) in [
            ("ghes.example.all_users.csv", Some("ghes.example")),
            ("GHES.Example-dormant_users.csv", Some("GHES.Example")),
            ("ghes.example_suspended_users (1).csv", Some("ghes.example")),
            ("ghes.example.all_users-2026-11-24.csv", Some("ghes.example")),
            ("ghes.example.ghe-user-csv.txt", Some("ghes.example")),
            ("ghes.example.all_users.csv.gz", Some("ghes.example")),
            ("all_users.csv", None),
            ("tokyo.all_users.csv", None),
            ("ghes.example.csv", None),
            ("-x.example.all_users.csv", None),
            ("ghes example.all_users.csv", None),
            ("\u{202e}.example.all_users.csv", None),
            ("", None),
        ] {
            assert_eq!(host_in_name(name), host, "{name:?}");
        }
    }

    #[test]
    fn the_name_comes_before_the_company() {
        let set = ["ghes.example", "lab.example"];
        assert_eq!(
            pair("LAB.example.all_users.csv", &set),
            Some(("lab.example", By::FileName)),
            "as the export spells it"
        );
        assert_eq!(
            pair("other.example.all_users.csv", &set),
            Some(("other.example", By::FileName)),
            "a server that sent no export"
        );
    }

    #[test]
    fn a_report_among_the_exports_of_one_server_is_that_servers() {
        assert_eq!(
            pair("all_users.csv", &["ghes.example"]),
            Some(("ghes.example", By::SameSet)),
            "one export"
        );
        assert_eq!(
            pair("all_users.csv", &["ghes.example", "GHES.example:443"]),
            Some(("ghes.example", By::SameSet)),
            "two of one server"
        );
        assert_eq!(pair("all_users.csv", &["ghes.example", "lab.example"]), None, "it could be either's");
        assert_eq!(pair("all_users.csv", &[]), None, "nothing tells");
    }
}
