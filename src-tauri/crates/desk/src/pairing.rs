//! Which server a report was made on, where the report itself names none: GitHub's `all_users.csv` and its sisters carry no host.
//!
//! What a person said comes first, then the file's name, then the names of the archive and its folders that it came in, then the
//! company that it came in. Where none of them tells, it is a question, and nothing is assumed until it is answered.

use usage::outside::{host_key, is_host};

/// How a report was paired with its server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum By {
    /// A person said it.
    Person,
    /// Its name begins with the host: `ghes.example.all_users.csv`.
    FileName,
    /// The archive that it came in, or a folder there, bears the host's name: `ghes.example.zip`.
    ArchiveName,
    /// The only server of the set that it came with.
    SameSet,
}

impl By {
    /// Its word in findings.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::FileName => "file_name",
            Self::ArchiveName => "archive_name",
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

/// The host that an archive or a folder in it is named by, the innermost first. `path` is that of a file in the archive: behind the
/// archive's own, or behind a dash where it was piped.
fn host_of_archive(path: &str) -> Option<&str> {
    let (around, _) = path.rsplit_once(['/', '\\'])?;
    let parts: Vec<&str> = around.split(['/', '\\']).collect();
    let is_archive = |part: &str| without_ending(part).is_some();
    let at = parts.iter().rposition(|part| is_archive(part)).or((parts.first() == Some(&"-")).then_some(0))?;
    let archive = without_ending(parts[at]).unwrap_or_default();
    let folders = parts[at + 1..].iter().rev().copied();
    folders.chain([archive]).find_map(|name| host_in_name(name).or_else(|| host_as_name(name)))
}

/// The name of an archive without what says that it is one.
fn without_ending(name: &str) -> Option<&str> {
    let (stem, ending) = name.rsplit_once('.')?;
    ["zip", "gz"].iter().any(|known| ending.eq_ignore_ascii_case(known)).then_some(stem)
}

/// The host that a name is, perhaps with a date behind it.
fn host_as_name(name: &str) -> Option<&str> {
    const ENDINGS_OF_FILES: [&str; 5] = ["csv", "json", "ndjson", "txt", "tar"];
    let host =
        name.trim_end_matches(|character: char| character.is_ascii_digit() || " ()-_T:".contains(character));
    // Like a host's last part, and unlike `2` in `reports.2`.
    let (_, last) = host.rsplit_once('.')?;
    let is_word = last.len() > 1 && last.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_ending = ENDINGS_OF_FILES.iter().any(|ending| last.eq_ignore_ascii_case(ending));
    (is_word && !is_ending && is_host(host)).then_some(host)
}

/// The host of a report that names none, and how it is known. `path` is where the report stands, `set` are the hosts of the exports
/// that it came with.
pub(crate) fn pair<'a>(name: &'a str, path: &'a str, set: &[&'a str]) -> Option<(&'a str, By)> {
    let told = host_in_name(name).map(|host| (host, By::FileName));
    if let Some((host, by)) = told.or_else(|| host_of_archive(path).map(|host| (host, By::ArchiveName))) {
        // The export spells its host as the server does.
        let spelled = set.iter().find(|other| host_key(other) == host_key(host));
        return Some((spelled.copied().unwrap_or(host), by));
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
    fn an_archive_or_a_folder_in_it_that_is_named_by_a_host_tells_it() {
        for (path, host) in [
            ("/media/stick/ghes.example.zip/all_users.csv", Some("ghes.example")),
            ("set.ZIP/GHES.example/all_users.csv", Some("GHES.example")),
            ("lab.example.zip/ghes.example/all_users.csv", Some("ghes.example")),
            ("ghes.example/set.zip/reports/all_users.csv", None),
            ("ghes.example-2026-11-24.zip/all_users.csv", Some("ghes.example")),
            ("ghes.example.all_users.zip/report.csv", Some("ghes.example")),
            ("C:\\sets\\ghes.example.zip\\all_users.csv", Some("ghes.example")),
            ("-/ghes.example/all_users.csv", Some("ghes.example")),
            ("ghes.example/all_users.csv", None),
            ("report.csv.zip/all_users.csv", None),
            ("reports.2.zip/all_users.csv", None),
            ("set.zip/all_users.csv", None),
            ("all_users.csv", None),
            ("", None),
        ] {
            assert_eq!(host_of_archive(path), host, "{path:?}");
        }
    }

    #[test]
    fn the_name_comes_before_the_archive_and_that_before_the_company() {
        let in_archive = "ghes.example.zip/lab.example.all_users.csv";
        let told = pair("lab.example.all_users.csv", in_archive, &[]);
        assert_eq!(told, Some(("lab.example", By::FileName)), "its own name");
        let told = pair("all_users.csv", "GHES.example.zip/all_users.csv", &["lab.example", "ghes.example"]);
        assert_eq!(told, Some(("ghes.example", By::ArchiveName)), "as the export spells it");
    }

    #[test]
    fn the_name_comes_before_the_company() {
        let set = ["ghes.example", "lab.example"];
        assert_eq!(
            pair("LAB.example.all_users.csv", "", &set),
            Some(("lab.example", By::FileName)),
            "as the export spells it"
        );
        assert_eq!(
            pair("other.example.all_users.csv", "", &set),
            Some(("other.example", By::FileName)),
            "a server that sent no export"
        );
    }

    #[test]
    fn a_report_among_the_exports_of_one_server_is_that_servers() {
        assert_eq!(
            pair("all_users.csv", "", &["ghes.example"]),
            Some(("ghes.example", By::SameSet)),
            "one export"
        );
        assert_eq!(
            pair("all_users.csv", "", &["ghes.example", "GHES.example:443"]),
            Some(("ghes.example", By::SameSet)),
            "two of one server"
        );
        assert_eq!(pair("all_users.csv", "", &["ghes.example", "lab.example"]), None, "it could be either's");
        assert_eq!(pair("all_users.csv", "", &[]), None, "nothing tells");
    }
}
