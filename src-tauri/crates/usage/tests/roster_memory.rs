//! What a roster takes while it is filled. In a process of its own, because a peak belongs to a process.
#![cfg(target_os = "linux")]
#![allow(clippy::expect_used, clippy::panic, reason = "a panic in a test is its report")]

use std::io::{self, Read};

use usage::reader::{Unwatched, read_people};
use usage::roster::People;

/// A server's report of so many users, made while it is read.
struct Report {
    rows: u64,
    made: u64,
    line: Vec<u8>,
    given: usize,
}

impl Report {
    fn new(rows: u64) -> Self {
        let header = "created_at,id,login,email,role,suspended?,last_logged_ip,repos,ssh_keys,org_memberships,dormant?,last_active,raw_login,2fa_enabled?\n";
        Self { rows, made: 0, line: header.into(), given: 0 }
    }

    fn next_line(&mut self) {
        self.given = 0;
        self.line.clear();
        if self.made < self.rows {
            self.made += 1;
            let id = self.made;
            self.line = format!(
                "2024-03-01 08:30:00 UTC,{id},user-{id},user-{id}@corp.example,user,false,192.0.2.7,1,1,1,false,2026-05-01 12:00:00 UTC,\"\"\"user-{id}\"\"\",true\n"
            )
            .into_bytes();
        }
    }
}

impl Read for Report {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut filled = 0;
        while filled < buffer.len() {
            if self.given == self.line.len() {
                self.next_line();
                if self.line.is_empty() {
                    break;
                }
            }
            let piece = &self.line[self.given..];
            let count = piece.len().min(buffer.len() - filled);
            buffer[filled..filled + count].copy_from_slice(&piece[..count]);
            filled += count;
            self.given += count;
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

#[test]
fn an_account_takes_at_most_120_bytes_beyond_its_text() {
    const ROWS: u64 = 200_000;
    /// Blocks, threads, and what one column needs twice while it grows.
    const BESIDE: u64 = 6 << 20;
    let before = peak();
    let (reading, people) = read_people(&mut Report::new(ROWS), None, &Unwatched).expect("reads");
    let grown = peak() - before;
    let Some(People::Server(roster)) = people else { panic!("accounts: {:?}", reading.kind) };
    assert_eq!(roster.len() as u64, ROWS, "every row is an account");
    let text = roster.bytes_of_text() as u64;
    let held = roster.bytes_held() as u64;
    assert!(held - text <= 120 * ROWS, "{} bytes an account are held", (held - text) / ROWS);
    assert!(grown <= 120 * ROWS + text + BESIDE, "{} bytes an account were taken", grown / ROWS);
}
