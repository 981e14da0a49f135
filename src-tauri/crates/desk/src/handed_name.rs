//! The name that a file is handed over under: host, date and eight hex digits of its SHA-256, so that GitHub's list of uploads
//! names the very bytes, whatever the file was called here.

use jiff::Timestamp;
use usage::Sha256Digest;
use usage::outside::{file_name_part, host_key};

/// `HOST-YYYYMMDD-XXXXXXXX.json`; the date is the day on which it was added, in UTC.
pub(crate) fn handed_name(host: Option<&str>, added_at: Timestamp, digest: &Sha256Digest) -> String {
    let host = file_name_part(&host_key(host.unwrap_or_default()));
    format!("{host}-{}-{}.json", added_at.strftime("%Y%m%d"), digest.short())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_bears_host_date_and_digest() {
        let digest = Sha256Digest::new([0x9f; 32]);
        let at = "2026-11-24T09:31:00Z".parse().unwrap();
        assert_eq!(
            handed_name(Some("GitHub.Hoshino.example:8443"), at, &digest),
            "github.hoshino.example-20261124-9f9f9f9f.json",
            "host in lower case without its port"
        );
        assert_eq!(
            handed_name(Some("../etc"), at, &digest),
            "-etc-20261124-9f9f9f9f.json",
            "no way out of the folder"
        );
        assert_eq!(
            handed_name(None, at, &digest),
            "server-20261124-9f9f9f9f.json",
            "an export without a host"
        );
    }

    #[test]
    fn any_host_gives_a_name_that_every_file_system_takes() {
        let at = "2026-01-02T00:00:00Z".parse().unwrap();
        let long = "a".repeat(300);
        let hosts = [
            "",
            ".",
            "...",
            "サーバー.example",
            "[::1]:8443",
            "a/b\\c:d*e?f\"g<h>i|j",
            "x\u{202e}y",
            "nul",
            &long,
        ];
        for host in hosts {
            let name = handed_name(Some(host), at, &Sha256Digest::new([0x0a; 32]));
            assert!(name.ends_with("-20260102-0a0a0a0a.json"), "date and digest stand at its end: {name}");
            assert!(name.len() <= 255 && !name.starts_with('.'), "short enough, and visible: {name}");
            let is_plain = |character: char| character.is_ascii_alphanumeric() || "-_.".contains(character);
            assert!(
                name.chars().all(is_plain),
                "nothing that a shell, a form or a file system reads otherwise: {name}"
            );
        }
    }

    #[test]
    fn other_bytes_have_another_name_and_the_same_bytes_the_same_one() {
        let at = "2026-01-02T23:59:59Z".parse().unwrap();
        let name = |first: u8, host| handed_name(Some(host), at, &Sha256Digest::new([first; 32]));
        assert_eq!(name(1, "ghe.example"), name(1, "GHE.example."), "of one server on one day");
        assert_ne!(name(1, "ghe.example"), name(2, "ghe.example"), "the digest tells two exports apart");
    }
}
