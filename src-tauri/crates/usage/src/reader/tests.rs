//! The reader as a whole, from bytes to a reading.

mod boundaries;
mod bytes;
mod consumed;
mod faults;
mod fields;
mod laws;
mod people;
mod roster;
mod shapes;
mod tables;
mod truncation;

use std::collections::VecDeque;

use sha2::{Digest as _, Sha256};

use super::content::Content;
use super::keep::Wanted;
use super::window::Feed;
use crate::roster::{People, Roster};
use crate::{Accounts, Code, Finding, Kind, Place, Reading, Severity, Sha256Digest, UserCounts};

/// A server id as the instances make them.
const SERVER_ID: &str = "3f2a7c1e-9b54-4d0a-8f6e-2c1b7a9d4e5f";

/// Blocks cut out of a text, handed over without a thread.
struct Cut(VecDeque<Vec<u8>>);

impl Feed for Cut {
    fn next(&mut self, _used: Vec<u8>, _accounts: u64) -> Option<Vec<u8>> {
        self.0.pop_front()
    }
}

/// What the reader makes of these bytes in blocks of this size.
fn review_in_blocks(bytes: &[u8], block_size: usize) -> Reading {
    let mut feed = Cut(bytes.chunks(block_size).map(<[u8]>::to_vec).collect());
    let digest = Sha256Digest::new(Sha256::digest(bytes).into());
    Content::read(&mut feed, Wanted::Counts).judge(bytes.len() as u64, digest).0
}

/// What the reader makes of these bytes in blocks of this size, with the people in them.
fn people_in_blocks(bytes: &[u8], block_size: usize) -> (Reading, Option<People>) {
    let mut feed = Cut(bytes.chunks(block_size).map(<[u8]>::to_vec).collect());
    let digest = Sha256Digest::new(Sha256::digest(bytes).into());
    Content::read(&mut feed, Wanted::People).judge(bytes.len() as u64, digest)
}

/// The accounts of a server's file, and the reading that came with them, held to be the same in small blocks and without the
/// accounts.
fn accounts(bytes: &[u8]) -> (Reading, Box<Roster>) {
    let (reading, people) = people_in_blocks(bytes, usize::MAX);
    assert_eq!(review_in_blocks(bytes, usize::MAX), reading, "who only counts is told the same");
    let Some(People::Server(roster)) = people else { panic!("accounts of a server: {:?}", reading.findings) };
    for block_size in [1, 2, 3, 7, 8, 9, 64] {
        let (in_blocks, people) = people_in_blocks(bytes, block_size);
        assert_eq!(in_blocks, reading, "blocks of {block_size} bytes say the same");
        let Some(People::Server(in_blocks)) = people else { panic!("accounts in blocks of {block_size}") };
        assert!(in_blocks.accounts().eq(roster.accounts()), "and hold the same accounts");
    }
    (reading, roster)
}

/// What the reader makes of these bytes, held to be the same in small blocks.
fn review(bytes: impl AsRef<[u8]>) -> Reading {
    let bytes = bytes.as_ref();
    let reading = review_in_blocks(bytes, 1 << 20);
    for block_size in [1, 2, 3, 7, 8, 9, 64] {
        assert_eq!(review_in_blocks(bytes, block_size), reading, "blocks of {block_size} bytes say the same");
    }
    reading
}

/// A reading that has nothing against it: of a text that is an export.
fn export(text: &str) -> Reading {
    let reading = review(text);
    assert_eq!(reading.kind, Kind::GhesExport, "an export: {text}");
    assert_eq!(errors(&reading), [], "nothing is wrong with {text}");
    reading
}

/// The counts of an export's open list.
fn counts(text: &str) -> UserCounts {
    match export(text).accounts {
        Accounts::Open(counts) => counts,
        other => panic!("an open list is expected: {other:?}"),
    }
}

/// An export with these account records, given as JSON.
fn with_users(records: &str) -> String {
    format!(r#"{{"server_id":"{SERVER_ID}","host_name":"github.corp.example","users":[{records}]}}"#)
}

fn errors(reading: &Reading) -> Vec<Code> {
    let is_error = |finding: &&Finding| finding.severity == Severity::Error;
    reading.findings.iter().filter(is_error).map(|finding| finding.code).collect()
}

fn codes(reading: &Reading) -> Vec<Code> {
    reading.findings.iter().map(|finding| finding.code).collect()
}

/// The one finding of a code.
fn finding(reading: &Reading, code: Code) -> &Finding {
    let found: Vec<_> = reading.findings.iter().filter(|finding| finding.code == code).collect();
    assert_eq!(found.len(), 1, "one {code:?} in {:?}", reading.findings);
    found[0]
}

/// A finding's place as text: `line:column path`.
fn place(finding: &Finding) -> String {
    let Place { line, column, path } = finding.at.clone().expect("a place");
    format!("{line}:{column} {path}")
}

/// The text without its mark `«`, and where the mark stood: `line:column`.
fn unmarked(text: &str) -> (String, String) {
    let (before, after) = text.split_once('«').expect("a mark");
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().len() + 1;
    (format!("{before}{after}"), format!("{line}:{column}"))
}
