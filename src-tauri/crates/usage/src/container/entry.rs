//! One entry on its way out of an archive, held to the limits.

use std::io::{self, Read};

use super::{Limits, Packed, read_head};
use crate::{Code, Finding};

/// Why an archive or an entry is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("refused: {}", self.name())]
pub enum Refused {
    /// It can't be unpacked: it is damaged, or cut off.
    Damaged,
    /// It is encrypted.
    Encrypted,
    /// It is packed in a way that is not known.
    Method,
    /// Its name leads out of its folder.
    Path,
    /// It is a link.
    Link,
    /// It is an archive itself.
    Nested,
    /// It unpacks to more than a limit.
    TooLarge,
    /// It unpacks to far more than it takes in the archive.
    Ratio,
    /// Names stand twice.
    DuplicateNames,
    /// Entries share bytes.
    Overlap,
    /// There are more entries than a limit.
    TooManyEntries,
}

impl Refused {
    /// Its name in findings.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Damaged => "damaged",
            Self::Encrypted => "encrypted",
            Self::Method => "method",
            Self::Path => "path",
            Self::Link => "link",
            Self::Nested => "nested",
            Self::TooLarge => "too_large",
            Self::Ratio => "ratio",
            Self::DuplicateNames => "duplicate_names",
            Self::Overlap => "overlap",
            Self::TooManyEntries => "too_many_entries",
        }
    }

    /// The finding that an entry of this name, which is safe to show, was refused.
    pub(crate) fn finding(self, entry: &str) -> Finding {
        Finding::new(Code::ArchiveEntryRefused).with("entry", entry).with("reason", self.name())
    }
}

/// A refusal on its way through a reader of bytes.
#[derive(Debug, thiserror::Error)]
#[error("{entry}: {refused}")]
pub(crate) struct EntryRefused {
    pub(crate) entry: String,
    pub(crate) refused: Refused,
}

/// The bytes of an entry.
pub struct EntryReader<'a> {
    bytes: Box<dyn Packed + 'a>,
    /// The first bytes, which were looked at, and how many of them were given.
    head: [u8; HEAD],
    in_head: usize,
    given: usize,
    /// What went wrong behind them, to be told in its turn.
    failed: Option<io::Error>,
    name: String,
    limits: Limits,
    /// How many bytes this entry unpacked to, and all of the archive.
    unpacked: u64,
    total: &'a mut u64,
}

/// How many of the first bytes tell that an entry is an archive.
const HEAD: usize = 262;

impl<'a> EntryReader<'a> {
    pub(super) fn new(
        mut bytes: Box<dyn Packed + 'a>,
        name: &str,
        limits: Limits,
        total: &'a mut u64,
    ) -> Result<Self, Refused> {
        let mut head = [0; HEAD];
        let (in_head, failed) = read_head(&mut bytes, &mut head);
        if is_archive(&head[..in_head]) {
            return Err(Refused::Nested);
        }
        let name = name.to_owned();
        Ok(Self { bytes, head, in_head, given: 0, failed, name, limits, unpacked: 0, total })
    }

    fn refuse(&self, refused: Refused) -> io::Error {
        let kind = io::ErrorKind::InvalidData;
        io::Error::new(kind, EntryRefused { entry: self.name.clone(), refused })
    }

    /// Counts bytes that were unpacked, and holds them to the limits.
    fn count(&mut self, count: usize) -> io::Result<usize> {
        self.unpacked += count as u64;
        *self.total += count as u64;
        if self.unpacked > self.limits.entry_bytes || *self.total > self.limits.total_bytes {
            return Err(self.refuse(Refused::TooLarge));
        }
        let most = self.bytes.taken().max(1).saturating_mul(self.limits.ratio);
        if self.unpacked > Limits::RATIO_FROM && self.unpacked > most {
            return Err(self.refuse(Refused::Ratio));
        }
        Ok(count)
    }
}

impl Read for EntryReader<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = &self.head[self.given..self.in_head];
        if !left.is_empty() {
            let count = left.len().min(buffer.len());
            buffer[..count].copy_from_slice(&left[..count]);
            self.given += count;
            return self.count(count);
        }
        let read = match self.failed.take() {
            Some(error) => Err(error),
            None => self.bytes.read(buffer),
        };
        match read {
            Ok(count) => self.count(count),
            Err(error) => match error.kind() {
                io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput | io::ErrorKind::UnexpectedEof => {
                    Err(self.refuse(Refused::Damaged))
                }
                // The archive's own source could not be read on.
                _ => Err(error),
            },
        }
    }
}

impl std::fmt::Debug for EntryReader<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("EntryReader").field("unpacked", &self.unpacked).finish_non_exhaustive()
    }
}

/// Whether a file that begins with these bytes is an archive of any kind that is known.
fn is_archive(head: &[u8]) -> bool {
    const TAR_AT: usize = 257;
    const BEGINNINGS: [&[u8]; 9] = [
        b"PK\x03\x04",
        b"PK\x05\x06",
        b"\x1f\x8b",
        b"BZh",
        b"\xfd7zXZ\0",
        b"7z\xbc\xaf\x27\x1c",
        b"\x28\xb5\x2f\xfd",
        b"Rar!\x1a\x07",
        b"\x04\x22\x4d\x18",
    ];
    BEGINNINGS.iter().any(|beginning| head.starts_with(beginning))
        || head.get(TAR_AT..).is_some_and(|rest| rest.starts_with(b"ustar"))
}
