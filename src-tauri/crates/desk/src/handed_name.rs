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
}
