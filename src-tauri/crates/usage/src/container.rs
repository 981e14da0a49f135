//! A zip or a gzip stands for what is in it.
//!
//! Nothing is unpacked: an entry is read as a stream, with a digest of its own, by the same readers as a file. What a hostile
//! archive could do is held off before or while it is read: entries that unpack to more than a limit, or to far more than they take in
//! the archive; names that leave their folder or stand twice; entries that share bytes; archives inside of archives; what is
//! encrypted. Each is refused with a finding, and what else the archive holds is still read.

mod entry;
mod gzip;
mod zipped;

use std::io::{self, Read, Seek, SeekFrom};

pub(crate) use entry::EntryRefused;
pub use entry::{EntryReader, Refused};

use crate::{Code, Finding};

/// The containers that are opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Container {
    /// A zip archive (PKWARE's APPNOTE).
    Zip,
    /// A gzip file (RFC 1952), which has one entry.
    Gzip,
}

/// How many of a file's first bytes tell whether it is a container.
pub const HEAD: usize = 4;

impl Container {
    /// The container that begins with these bytes, if it is one.
    pub fn of(head: &[u8]) -> Option<Self> {
        match head {
            [0x1f, 0x8b, 8, ..] => Some(Self::Gzip),
            // The second is an archive without entries.
            [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => Some(Self::Zip),
            _ => None,
        }
    }
}

/// What an archive may hold. The defaults are far above what GitHub's files need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How many entries.
    pub entries: u64,
    /// How many bytes one entry may unpack to.
    pub entry_bytes: u64,
    /// How many bytes all entries together may unpack to.
    pub total_bytes: u64,
    /// How many times the bytes that it takes in the archive an entry may unpack to, once it is larger than
    /// [`Limits::RATIO_FROM`]. GitHub's files compress some thirty times.
    pub ratio: u64,
}

impl Limits {
    /// From how many unpacked bytes on the ratio is held.
    pub const RATIO_FROM: u64 = 16 << 20;
}

impl Default for Limits {
    fn default() -> Self {
        Self { entries: 10_000, entry_bytes: 8 << 30, total_bytes: 16 << 30, ratio: 200 }
    }
}

/// A file in an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name with its folders, made safe to show; empty in a gzip that does not tell it.
    pub name: String,
    /// How many bytes it takes in the archive.
    pub packed: u64,
    /// How many bytes it says that it unpacks to. Nothing may rest on it: a gzip of several members tells the last one's.
    pub unpacked: Option<u64>,
}

/// An archive whose entries can be read, one after the other.
pub struct Archive<R> {
    kind: Container,
    source: Source<R>,
    entries: Vec<Entry>,
    findings: Vec<Finding>,
    limits: Limits,
    /// How many bytes were unpacked so far, of all entries.
    unpacked: u64,
}

enum Source<R> {
    Zip(Box<zipped::Zipped<R>>),
    Gzip(R),
    /// An archive that was refused as a whole.
    Refused,
}

impl<R: Read + Seek> Archive<R> {
    /// Opens an archive; `None` when the source is no container. The source is then where it was at its beginning. An error is
    /// one of the source; what is wrong with the archive is among its findings.
    pub fn open(mut source: R, limits: Limits) -> io::Result<Option<Self>> {
        let mut head = [0; HEAD];
        source.seek(SeekFrom::Start(0))?;
        let (length, failed) = read_head(&mut source, &mut head);
        if let Some(error) = failed {
            return Err(error);
        }
        source.seek(SeekFrom::Start(0))?;
        let Some(kind) = Container::of(&head[..length]) else {
            return Ok(None);
        };
        let mut archive = Self {
            kind,
            source: Source::Refused,
            entries: Vec::new(),
            findings: Vec::new(),
            limits,
            unpacked: 0,
        };
        match kind {
            Container::Gzip => {
                let entry = gzip::entry(&mut source)?;
                archive.entries.push(entry);
                archive.source = Source::Gzip(source);
            }
            Container::Zip => match zipped::Zipped::open(source, limits)? {
                Ok((zipped, entries, findings)) => {
                    archive.source = Source::Zip(Box::new(zipped));
                    archive.entries = entries;
                    archive.findings = findings;
                }
                Err(refused) => {
                    archive.findings.push(Finding::new(Code::ArchiveRefused).with("reason", refused.name()));
                }
            },
        }
        if archive.entries.is_empty() && archive.findings.is_empty() {
            archive.findings.push(Finding::new(Code::EmptyArchive));
        }
        Ok(Some(archive))
    }

    /// Has a file in it that does not tell its own name, as a gzip's may not, go by this one, which is safe to show: what is
    /// said of it names it.
    #[must_use]
    pub fn naming_the_unnamed(mut self, name: &str) -> Self {
        for entry in self.entries.iter_mut().filter(|entry| entry.name.is_empty()) {
            name.clone_into(&mut entry.name);
        }
        self
    }

    /// Which container it is.
    pub const fn kind(&self) -> Container {
        self.kind
    }

    /// The files in it that can be read, in the order of their names. Folders and what operating systems put beside files are
    /// left out.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// What was noticed: what was refused, and why.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }
}

impl<R: Read + Seek + Send> Archive<R> {
    /// The bytes of an entry, by its place among [`Archive::entries`], as a stream for [`crate::reader::read`]. What is
    /// refused while it is read comes as an error that [`crate::reader::Interruption::finding`] knows.
    pub fn entry(&mut self, index: usize) -> Result<EntryReader<'_>, Finding> {
        let Some(entry) = self.entries.get(index) else {
            return Err(Finding::new(Code::ArchiveEntryRefused).with("reason", Refused::Damaged.name()));
        };
        let refused = |refused: Refused| refused.finding(&entry.name);
        let bytes: Box<dyn Packed + '_> = match &mut self.source {
            Source::Zip(zipped) => Box::new(zipped.entry(index, entry.packed).map_err(refused)?),
            Source::Gzip(source) => {
                source.seek(SeekFrom::Start(0)).map_err(|_| refused(Refused::Damaged))?;
                Box::new(gzip::Unpacked::new(source))
            }
            Source::Refused => return Err(refused(Refused::Damaged)),
        };
        EntryReader::new(bytes, &entry.name, self.limits, &mut self.unpacked).map_err(refused)
    }
}

impl<R> std::fmt::Debug for Archive<R> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut shown = formatter.debug_struct("Archive");
        shown.field("kind", &self.kind).field("entries", &self.entries.len()).finish_non_exhaustive()
    }
}

/// The bytes of an entry as they are unpacked, and how many packed ones were taken for them.
trait Packed: Read + Send {
    fn taken(&self) -> u64;
}

/// Fills `head` as far as the source goes; gives how far, and what stopped it but its end.
fn read_head(source: &mut impl Read, head: &mut [u8]) -> (usize, Option<io::Error>) {
    let mut length = 0;
    while length < head.len() {
        match source.read(&mut head[length..]) {
            Ok(0) => break,
            Ok(count) => length += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return (length, Some(error)),
        }
    }
    (length, None)
}

#[cfg(test)]
mod tests;
