//! A zip archive: which of its entries can be read.

use std::io::{self, Read, Seek, SeekFrom};

use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use super::{Entry, Limits, Packed, Refused};
use crate::Finding;
use crate::outside::visible;

/// How many characters of a name are shown.
const SHOWN: usize = 255;

/// A zip archive with the entries that can be read.
pub(super) struct Zipped<R> {
    archive: ZipArchive<R>,
    /// The numbers of the entries in the archive.
    numbers: Vec<usize>,
}

type Opened<R> = (Zipped<R>, Vec<Entry>, Vec<Finding>);

impl<R: Read + Seek> Zipped<R> {
    /// Opens an archive: its readable entries in the order of their names, and what was refused of it. An error is one of the
    /// source.
    pub(super) fn open(mut source: R, limits: Limits) -> io::Result<Result<Opened<R>, Refused>> {
        if listed(&mut source)?.is_some_and(|entries| entries > limits.entries) {
            return Ok(Err(Refused::TooManyEntries));
        }
        let mut archive = match ZipArchive::new(source) {
            Ok(archive) => archive,
            Err(ZipError::Io(error)) if error.kind() != io::ErrorKind::UnexpectedEof => return Err(error),
            Err(_) => return Ok(Err(Refused::Damaged)),
        };
        if archive.len() as u64 > limits.entries {
            return Ok(Err(Refused::TooManyEntries));
        }
        // Which of two entries of one name is meant, nobody can tell.
        if archive.has_duplicate_names() {
            return Ok(Err(Refused::DuplicateNames));
        }
        match archive.has_overlapping_entries() {
            Ok(false) => {}
            Ok(true) => return Ok(Err(Refused::Overlap)),
            Err(_) => return Ok(Err(Refused::Damaged)),
        }
        let (mut readable, mut findings) = (Vec::new(), Vec::new());
        for number in 0..archive.len() {
            let Ok(data) = archive.by_index_data(number) else {
                return Ok(Err(Refused::Damaged));
            };
            let name = data.name().unwrap_or_default().into_owned();
            let shown = visible(&name, SHOWN);
            if data.is_dir() || is_of_the_system(&name) {
                continue;
            }
            let refused = if leads_out(&name) {
                Some(Refused::Path)
            } else if data.is_symlink() {
                Some(Refused::Link)
            } else if data.encrypted() {
                Some(Refused::Encrypted)
            } else if !matches!(data.compression(), CompressionMethod::Stored | CompressionMethod::Deflated) {
                Some(Refused::Method)
            } else if data.size() > limits.entry_bytes {
                Some(Refused::TooLarge)
            } else {
                None
            };
            if let Some(refused) = refused {
                findings.push(refused.finding(&shown));
            } else {
                let (packed, unpacked) = (data.compressed_size(), Some(data.size()));
                readable.push((number, Entry { name: shown, packed, unpacked }));
            }
        }
        readable.sort_by(|(_, one), (_, other)| one.name.cmp(&other.name));
        let (numbers, entries) = readable.into_iter().unzip();
        Ok(Ok((Self { archive, numbers }, entries, findings)))
    }

    /// The unpacked bytes of a readable entry, by its place among them.
    pub(super) fn entry(
        &mut self,
        index: usize,
        packed: u64,
    ) -> Result<Unpacked<impl Read + Send + '_>, Refused>
    where
        R: Send,
    {
        let number = self.numbers.get(index).ok_or(Refused::Damaged)?;
        let bytes = self.archive.by_index(*number).map_err(|error| match error {
            ZipError::UnsupportedArchive(_) => Refused::Method,
            _ => Refused::Damaged,
        })?;
        Ok(Unpacked { bytes, packed })
    }
}

/// The unpacked bytes of an entry. No more than its packed ones are ever taken for them.
pub(super) struct Unpacked<B> {
    bytes: B,
    packed: u64,
}

impl<B: Read> Read for Unpacked<B> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.bytes.read(buffer)
    }
}

impl<B: Read + Send> Packed for Unpacked<B> {
    fn taken(&self) -> u64 {
        self.packed
    }
}

/// Whether a name leads out of the folder that the archive stands for: up, to the root, to a drive.
fn leads_out(name: &str) -> bool {
    let is_drive = name.as_bytes().get(1) == Some(&b':');
    is_drive
        || name.contains('\0')
        || name.starts_with(['/', '\\'])
        || name.split(['/', '\\']).any(|part| part == "..")
}

/// Whether an entry is what an operating system puts beside files.
fn is_of_the_system(name: &str) -> bool {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    name.starts_with("__MACOSX/") || last.starts_with('.') && last != ".." || last == "Thumbs.db"
}

/// How many entries the archive says that it has, told by its end (APPNOTE 4.3.16) before any of them is read; `None` when
/// there is no such end. More than a short number holds is more than any limit.
fn listed(source: &mut (impl Read + Seek)) -> io::Result<Option<u64>> {
    const END: &[u8] = b"PK\x05\x06";
    const LENGTH: u64 = 22;
    const LONGEST_COMMENT: u64 = 0xffff;
    let size = source.seek(SeekFrom::End(0))?;
    let tail = size.min(LENGTH + LONGEST_COMMENT);
    source.seek(SeekFrom::Start(size - tail))?;
    let mut bytes = Vec::new();
    source.by_ref().take(tail).read_to_end(&mut bytes)?;
    source.seek(SeekFrom::Start(0))?;
    let Some(at) = memchr::memmem::rfind(&bytes, END) else {
        return Ok(None);
    };
    let count = bytes.get(at + 10..at + 12).and_then(|count| count.try_into().ok());
    Ok(count.map(|count| match u16::from_le_bytes(count) {
        u16::MAX => u64::MAX,
        count => u64::from(count),
    }))
}
