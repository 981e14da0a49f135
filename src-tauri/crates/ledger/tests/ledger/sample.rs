//! Invented records that the tests share.

use std::io::Write as _;

use jiff::{SignedDuration, Timestamp};
use ledger::{Enterprise, Figures, FileRecord, FileState, Ledger, NewEvent, NewHandOver};
use sha2::{Digest as _, Sha256};
use usage::{Accounts, Code, Finding, Kind, Reading, Sealing, Sha256Digest};

/// A time: so many seconds after ten o'clock.
pub(crate) fn at(seconds: i64) -> Timestamp {
    "2026-11-24T10:00:00Z".parse::<Timestamp>().unwrap() + SignedDuration::from_secs(seconds)
}

pub(crate) fn digest(bytes: &[u8]) -> Sha256Digest {
    Sha256Digest::new(Sha256::digest(bytes).into())
}

/// Keeps bytes as an original.
pub(crate) fn keep(ledger: &Ledger, bytes: &[u8]) -> Sha256Digest {
    let digest = digest(bytes);
    let mut keeping = ledger.keep().unwrap();
    keeping.write_all(bytes).unwrap();
    keeping.finish(&digest).unwrap();
    digest
}

pub(crate) fn enterprise(name: &str) -> Enterprise {
    Enterprise {
        name: name.to_owned(),
        title: "Hoshino Group".to_owned(),
        web_origin: "https://github.example".to_owned(),
        api_origin: "https://api.github.example".to_owned(),
        slug: "hoshino".to_owned(),
        route: "page".to_owned(),
        endpoint: None,
        practice: false,
        added_at: at(0),
    }
}

/// What a sealed export without errors reads like.
pub(crate) fn reading(sha256: Sha256Digest) -> Reading {
    Reading {
        kind: Kind::GhesExport,
        accounts: Accounts::Sealed(Sealing { bytes: 1000, base64: true }),
        ..Reading::of_bytes(1234, sha256)
    }
}

/// The same with an error in it.
pub(crate) fn broken_reading(sha256: Sha256Digest) -> Reading {
    Reading { findings: vec![Finding::new(Code::EmptyFile)], ..reading(sha256) }
}

/// A file that was read.
pub(crate) fn file(id: &str, review: &str, server: Option<i64>, reading: Option<Reading>) -> FileRecord {
    FileRecord {
        id: id.to_owned(),
        review: review.to_owned(),
        position: 0,
        path: Some(format!("/media/usb/{id}.json")),
        name: format!("{id}.json"),
        file_date: Some(at(-3600)),
        added_at: at(1),
        server,
        state: FileState::Read,
        sha256: reading.as_ref().map(|reading| reading.sha256),
        reading,
        findings: Vec::new(),
    }
}

pub(crate) fn hand_over(
    id: &str,
    enterprise: &str,
    server: Option<i64>,
    sha256: Sha256Digest,
) -> NewHandOver {
    NewHandOver {
        id: id.to_owned(),
        review: None,
        file: None,
        enterprise: enterprise.to_owned(),
        server,
        sha256,
        bytes: 1234,
        handed_name: format!("github.example-20261124-{}.json", sha256.short()),
        route: "endpoint".to_owned(),
        actor: "aiko".to_owned(),
        ticket: Some("CHG-4711".to_owned()),
        created_at: at(2),
        idempotency_key: sha256.hex(),
        figures: Figures::default(),
    }
}

/// The entry of history of a hand-over that came to its end, with its receipt's number.
pub(crate) fn ended(seconds: i64, server: Option<i64>, hand_over: &str, number: &str) -> NewEvent {
    NewEvent {
        at: at(seconds),
        actor: "aiko".to_owned(),
        kind: "counted".to_owned(),
        server,
        subjects: vec![hand_over.to_owned(), number.to_owned()],
        params: serde_json::json!({ "receipt": number }),
    }
}
