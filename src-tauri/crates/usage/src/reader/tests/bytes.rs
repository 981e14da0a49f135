//! What happens to the bytes: hashed, kept, watched, interrupted.

use std::io::{self, Read, Write};
use std::sync::atomic::{AtomicU64, Ordering};

use super::*;
use crate::reader::{
    Interruption, Unwatched, Watcher, read, read_in_blocks, read_people, unhashed_in_blocks,
};

/// A source that gives what it likes at a time, and may fail at its end.
struct Halting<'b> {
    rest: &'b [u8],
    step: usize,
    failure: Option<io::ErrorKind>,
}

impl Read for Halting<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.rest.is_empty()
            && let Some(kind) = self.failure
        {
            return Err(kind.into());
        }
        let count = self.step.min(buffer.len()).min(self.rest.len());
        buffer[..count].copy_from_slice(&self.rest[..count]);
        self.rest = &self.rest[count..];
        Ok(count)
    }
}

/// A copy that fails once so many bytes are in it.
struct Full(usize, io::ErrorKind);

impl Write for Full {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        if self.0 == 0 {
            return Err(self.1.into());
        }
        let count = buffer.len().min(self.0);
        self.0 -= count;
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[derive(Default)]
struct Counting {
    bytes: AtomicU64,
    accounts: AtomicU64,
    calls: AtomicU64,
    stop_after: Option<u64>,
}

impl Watcher for Counting {
    fn progress(&self, bytes: u64, accounts: u64) {
        assert!(bytes > self.bytes.swap(bytes, Ordering::Relaxed), "bytes only grow");
        assert!(accounts >= self.accounts.swap(accounts, Ordering::Relaxed), "accounts never shrink");
        self.calls.fetch_add(1, Ordering::Relaxed);
    }

    fn cancelled(&self) -> bool {
        self.stop_after.is_some_and(|limit| self.calls.load(Ordering::Relaxed) >= limit)
    }
}

fn list_of(accounts: usize) -> String {
    let records: Vec<_> =
        (0..accounts).map(|id| format!(r#"{{"id":{id},"email":"user{id}@corp.example"}}"#)).collect();
    with_users(&records.join(","))
}

#[test]
fn the_copy_is_the_file_and_the_digest_is_the_copys() {
    let broken = list_of(300).replace("user7@", "user7\n@");
    let encoded: Vec<u8> = list_of(9).encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [list_of(300).as_bytes(), broken.as_bytes(), &encoded, b"", b"no json", &[0; 1000]] {
        for (block_size, step) in [(1, 1), (64, 3), (4096, 4096), (super::super::BLOCK_SIZE, 100)] {
            let mut kept = Vec::new();
            let mut source = Halting { rest: bytes, step, failure: None };
            let reading =
                read_in_blocks(&mut source, Some(&mut kept), &Unwatched, block_size).expect("reads");
            assert_eq!(kept, bytes, "byte for byte, in blocks of {block_size}");
            assert_eq!(reading, review_in_blocks(bytes, 1 << 20), "the reading is that of the bytes");
            let mut source = Halting { rest: bytes, step, failure: None };
            let unkept = read_in_blocks(&mut source, None, &Unwatched, block_size).expect("reads");
            assert_eq!(unkept, reading, "keeping changes nothing");
        }
    }
}

#[test]
fn what_is_not_hashed_says_the_same_and_holds_the_same_people() {
    let broken = list_of(300).replace("user7@", "user7\n@");
    let encoded: Vec<u8> = list_of(9).encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [list_of(300).as_bytes(), broken.as_bytes(), &encoded, b"", b"no json", &[0; 1000]] {
        let (reading, people) = read_people(&mut &*bytes, None, &Unwatched).expect("reads");
        let accounts = |people: &Option<People>| match people {
            Some(People::Server(roster)) => format!("{:?}", roster.accounts().collect::<Vec<_>>()),
            _ => String::new(),
        };
        let mut expected = serde_json::to_value(&reading).expect("a reading is JSON");
        expected["sha256"] = serde_json::Value::Null;
        for (block_size, step) in [(1, 1), (64, 3), (4096, 4096), (super::super::BLOCK_SIZE, 100)] {
            let mut source = Halting { rest: bytes, step, failure: None };
            let (unhashed, same) = unhashed_in_blocks(&mut source, &Unwatched, block_size).expect("reads");
            let unhashed = serde_json::to_value(&unhashed).expect("a reading is JSON");
            assert_eq!(unhashed, expected, "in blocks of {block_size}");
            assert_eq!(accounts(&same), accounts(&people), "in blocks of {block_size}");
        }
    }
}

#[test]
fn what_is_not_hashed_is_watched_cancelled_and_fails_the_same_way() {
    for text in [list_of(1000), list_of(1000).replace('{', "(")] {
        let watcher = Counting::default();
        unhashed_in_blocks(&mut text.as_bytes(), &watcher, 100).expect("reads");
        assert_eq!(watcher.bytes.load(Ordering::Relaxed), text.len() as u64, "up to the last byte");
        assert_eq!(watcher.calls.load(Ordering::Relaxed), text.len().div_ceil(100) as u64, "once a block");
    }
    let text = list_of(1000);
    let watcher = Counting { stop_after: Some(3), ..Counting::default() };
    let interruption = unhashed_in_blocks(&mut text.as_bytes(), &watcher, 100).expect_err("cancelled");
    assert!(matches!(interruption, Interruption::Cancelled { bytes: 300 }), "{interruption:?}");
    let failure = Some(io::ErrorKind::Other);
    let mut source = Halting { rest: &text.as_bytes()[..1000], step: 64, failure };
    let interruption = unhashed_in_blocks(&mut source, &Unwatched, 500).expect_err("fails");
    assert_eq!(interruption.finding().params["bytes"], 1000.into(), "what was read before");
}

#[test]
fn the_digest_is_sha_256() {
    let reading = read(&mut &b"abc"[..], None, &Unwatched).expect("reads");
    let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(reading.sha256.hex(), expected, "as FIPS 180-4 has it");
}

#[test]
fn progress_is_told_for_every_block() {
    let text = list_of(1000);
    let watcher = Counting::default();
    read_in_blocks(&mut text.as_bytes(), None, &watcher, 100).expect("reads");
    assert_eq!(watcher.bytes.load(Ordering::Relaxed), text.len() as u64, "up to the last byte");
    assert_eq!(watcher.calls.load(Ordering::Relaxed), text.len().div_ceil(100) as u64, "once a block");
    let accounts = watcher.accounts.load(Ordering::Relaxed);
    assert!((990..=1000).contains(&accounts), "nearly all were read when the last block came: {accounts}");
    let watcher = Counting::default();
    read_in_blocks(&mut text.replace('{', "(").as_bytes(), None, &watcher, 100).expect("reads");
    assert_eq!(watcher.bytes.load(Ordering::Relaxed), text.len() as u64, "after a fault too");
}

#[test]
fn reading_can_be_cancelled() {
    let text = list_of(1000);
    let watcher = Counting { stop_after: Some(3), ..Counting::default() };
    let interruption = read_in_blocks(&mut text.as_bytes(), None, &watcher, 100).expect_err("cancelled");
    assert!(matches!(interruption, Interruption::Cancelled { .. }), "{interruption:?}");
    assert_eq!(interruption.finding().code, Code::Cancelled, "its finding");
    assert!(watcher.bytes.load(Ordering::Relaxed) < text.len() as u64, "before the end");
}

#[test]
fn a_table_is_watched_and_cancelled_like_a_document() {
    let rows: Vec<String> =
        (0..2000).map(|id| format!("{id},user-{id},u{id}@corp.example,false\n")).collect();
    let text = format!("id,login,email,suspended?\n{}", rows.concat());
    let watcher = Counting::default();
    read_in_blocks(&mut text.as_bytes(), None, &watcher, 100).expect("reads");
    assert_eq!(watcher.bytes.load(Ordering::Relaxed), text.len() as u64, "up to the last byte");
    let accounts = watcher.accounts.load(Ordering::Relaxed);
    assert!((1990..=2000).contains(&accounts), "nearly all were read when the last block came: {accounts}");
    let watcher = Counting { stop_after: Some(3), ..Counting::default() };
    let interruption = read_in_blocks(&mut text.as_bytes(), None, &watcher, 100).expect_err("cancelled");
    assert!(matches!(interruption, Interruption::Cancelled { .. }), "{interruption:?}");
}

#[test]
fn a_source_that_fails_is_told_with_its_place() {
    for (kind, reason) in [
        (io::ErrorKind::Other, "io"),
        (io::ErrorKind::StaleNetworkFileHandle, "vanished"),
        (io::ErrorKind::NotFound, "vanished"),
    ] {
        let text = list_of(50);
        let mut source = Halting { rest: &text.as_bytes()[..1000], step: 64, failure: Some(kind) };
        let interruption = read_in_blocks(&mut source, None, &Unwatched, 500).expect_err("fails");
        let finding = interruption.finding();
        assert_eq!(finding.code, Code::ReadFailed, "{kind}");
        assert_eq!(finding.params["reason"], reason.into(), "{kind}");
        assert_eq!(finding.params["bytes"], 1000.into(), "what was read before");
    }
}

#[test]
fn an_interrupted_call_is_repeated() {
    struct Once(bool);
    impl Read for Once {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            if std::mem::replace(&mut self.0, true) {
                return Ok(0);
            }
            buffer[0] = b'1';
            Err(io::ErrorKind::Interrupted.into())
        }
    }
    let reading = read(&mut Once(false), None, &Unwatched).expect("reads");
    assert_eq!(codes(&reading), [Code::EmptyFile], "the second call was made");
}

#[test]
fn a_copy_that_fails_is_told() {
    for (kind, reason) in [
        (io::ErrorKind::StorageFull, "disk_full"),
        (io::ErrorKind::QuotaExceeded, "disk_full"),
        (io::ErrorKind::FileTooLarge, "disk_full"),
        (io::ErrorKind::PermissionDenied, "no_permission"),
        (io::ErrorKind::BrokenPipe, "io"),
    ] {
        let text = list_of(500);
        let interruption = read_in_blocks(&mut text.as_bytes(), Some(&mut Full(1234, kind)), &Unwatched, 100)
            .expect_err("fails");
        let finding = interruption.finding();
        assert_eq!(finding.code, Code::NotKept, "{kind}");
        assert_eq!(finding.params["reason"], reason.into(), "{kind}");
    }
}

#[test]
fn a_writer_that_cannot_flush_has_not_kept() {
    struct Unflushed;
    impl Write for Unflushed {
        fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
            Ok(buffer.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Err(io::ErrorKind::StorageFull.into())
        }
    }
    let interruption = read(&mut &b"{}"[..], Some(&mut Unflushed), &Unwatched).expect_err("fails");
    assert_eq!(interruption.finding().code, Code::NotKept, "only what is written out is kept");
}
