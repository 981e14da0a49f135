//! Memory does not grow with the file. In a process of its own, because a peak belongs to a process.
#![cfg(target_os = "linux")]
#![allow(clippy::expect_used, reason = "a panic in a test is its report")]

use std::io::{self, Read};

use usage::reader::{Unwatched, read};
use usage::{Accounts, Reading};

const MEBIBYTE: u64 = 1 << 20;

/// A file that is made while it is read: a head, one part over and over, and a tail.
struct Made {
    head: &'static [u8],
    part: &'static [u8],
    parts: u64,
    tail: &'static [u8],
    given: u64,
}

impl Made {
    fn new(head: &'static str, part: &'static str, parts: u64, tail: &'static str) -> Self {
        Self { head: head.as_bytes(), part: part.as_bytes(), parts, tail: tail.as_bytes(), given: 0 }
    }

    fn length(&self) -> u64 {
        self.head.len() as u64 + self.part.len() as u64 * self.parts + self.tail.len() as u64
    }

    /// What stands at an offset, up to where the part ends.
    fn at(&self, offset: u64) -> &'static [u8] {
        let from = |text: &'static [u8], offset: u64| &text[usize::try_from(offset).expect("small")..];
        let head = self.head.len() as u64;
        let body = self.part.len() as u64 * self.parts;
        match offset {
            _ if offset < head => from(self.head, offset),
            _ if offset < head + body => from(self.part, (offset - head) % self.part.len() as u64),
            _ => from(self.tail, offset - head - body),
        }
    }
}

impl Read for Made {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut filled = 0;
        while filled < buffer.len() && self.given < self.length() {
            let piece = self.at(self.given);
            let count = piece.len().min(buffer.len() - filled);
            buffer[filled..filled + count].copy_from_slice(&piece[..count]);
            filled += count;
            self.given += count as u64;
        }
        Ok(filled)
    }
}

/// The most memory that this process ever had, in bytes (`VmHWM` of `proc_pid_status(5)`).
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("a status");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("a peak");
    let kibibytes: u64 = line.trim().trim_end_matches(" kB").parse().expect("a number");
    kibibytes * 1024
}

fn grown(mut file: Made) -> (Reading, u64) {
    let before = peak();
    let reading = read(&mut file, None, &Unwatched).expect("reads");
    assert_eq!(reading.bytes, file.length(), "to the end");
    (reading, peak() - before)
}

#[test]
fn memory_does_not_grow_with_the_file() {
    let head = r#"{"server_id":"3f2a7c1e-9b54-4d0a-8f6e-2c1b7a9d4e5f","users":""#;
    let sealed = Made::new(head, "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVph", 900_000, "\"}");
    let (reading, growth) = grown(sealed);
    assert!(
        matches!(reading.accounts, Accounts::Sealed(sealing) if sealing.base64),
        "a sealed list of 30 MiB"
    );
    assert!(growth < 4 * MEBIBYTE, "nothing of it was kept: {growth}");

    let unknown =
        Made::new("{\"server_id\":\"x\",\"a\":[", "[\"日本\",{\"a longer key\":1}],", 700_000, "0]}");
    let (reading, growth) = grown(unknown);
    let kept = reading.server.expect("a server").unknown.swap_remove(0).1;
    assert!((4090..=4096).contains(&kept.len()), "the beginning of it is kept: {}", kept.len());
    assert!(growth < 2 * MEBIBYTE, "and no more: {growth}");

    let records = Made::new(
        "{\"server_id\":\"x\",\"users\":[",
        r#"{"id":"7","id":-1,"emails":[{"email":7},{"email":"a@x.example"}],"suspended":"perhaps"},"#,
        100_000,
        "{}]}",
    );
    let (reading, growth) = grown(records);
    assert!(matches!(reading.accounts, Accounts::Open(counts) if counts.total == 100_001), "all are counted");
    assert!(reading.findings.len() < 20, "what is wrong with each is told once");
    assert!(growth < 2 * MEBIBYTE, "and nothing of them kept: {growth}");

    let ids = Made::new("{\"server_id\":\"x\",\"users\":[", "{\"id\":7},", 300_000, "{}]}");
    let (reading, growth) = grown(ids);
    assert!(matches!(reading.accounts, Accounts::Open(_)), "an open list");
    assert!(growth < 8 * MEBIBYTE, "eight bytes an account, in a list that doubles: {growth}");

    let rows = Made::new(
        "{\"total_seats_consumed\":1,\"users\":[",
        r#"{"github_com_login":"mona","github_com_member_roles":["octo:Member"],"a":{"b":[1]},"total_user_accounts":"x"},"#,
        300_000,
        "{}]}",
    );
    let (reading, growth) = grown(rows);
    assert_eq!(reading.cloud.expect("counts").rows, 2, "one row over and over is one");
    assert!(growth < 2 * MEBIBYTE, "and nothing of the others kept: {growth}");

    let pages = Made::new(
        "[",
        "{\"total_seats_consumed\":1,\"users\":[{\"github_com_login\":\"mona\"}]},",
        300_000,
        "{\"users\":[]}]",
    );
    let (reading, growth) = grown(pages);
    assert_eq!(reading.cloud.expect("counts").pages, 300_001, "pages are counted");
    assert!(growth < 2 * MEBIBYTE, "and not remembered: {growth}");

    let identities = Made::new(
        "{\"externalIdentities\":{\"nodes\":[",
        r#"{"samlIdentity":{"nameId":"mona@corp.example","attributes":[{"name":"x","value":"y"}]},"user":{"login":"mona"}},"#,
        300_000,
        "null]}}",
    );
    let (reading, growth) = grown(identities);
    assert_eq!(reading.identities.expect("counts").linked, 300_000, "identities are counted");
    assert!(growth < 2 * MEBIBYTE, "and not kept when nobody asks for them: {growth}");
}
