//! A gzip file: one entry, in one member or in several, one after the other.

use std::io::{self, BufReader, Read, Seek, SeekFrom};

use flate2::read::{GzDecoder, MultiGzDecoder};

use super::{Entry, Packed};
use crate::outside::visible;

/// How many characters of a name are shown.
const SHOWN: usize = 255;

/// The entry of a gzip file. Its name is the one that the file had before, without folders, where the header tells it.
pub(super) fn entry(source: &mut (impl Read + Seek)) -> io::Result<Entry> {
    let packed = source.seek(SeekFrom::End(0))?;
    let unpacked = told_size(source, packed)?;
    source.seek(SeekFrom::Start(0))?;
    let mut decoder = GzDecoder::new(&mut *source);
    // The header is read with the first byte, or not at all when it is damaged: the entry then tells it.
    let _first = decoder.read(&mut [0; 1]);
    let name = decoder.header().and_then(|header| header.filename()).unwrap_or_default();
    let name = String::from_utf8_lossy(name);
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    Ok(Entry { name: visible(name, SHOWN), packed, unpacked })
}

/// The size that the last four bytes tell (RFC 1952, ISIZE): that of the last member only, without what four bytes cannot hold.
fn told_size(source: &mut (impl Read + Seek), packed: u64) -> io::Result<Option<u64>> {
    let mut size = [0; 4];
    let Some(at) = packed.checked_sub(size.len() as u64) else { return Ok(None) };
    source.seek(SeekFrom::Start(at))?;
    Ok(source.read_exact(&mut size).ok().map(|()| u64::from(u32::from_le_bytes(size))))
}

/// Counts the bytes that are taken.
struct Counted<R> {
    source: R,
    taken: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.source.read(buffer)?;
        self.taken += count as u64;
        Ok(count)
    }
}

/// The unpacked bytes of a gzip file.
pub(super) struct Unpacked<R> {
    bytes: MultiGzDecoder<Counted<BufReader<R>>>,
}

impl<R: Read> Unpacked<R> {
    /// Of a file that is at its beginning.
    pub(super) fn new(source: R) -> Self {
        Self { bytes: MultiGzDecoder::new(Counted { source: BufReader::new(source), taken: 0 }) }
    }
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.bytes.read(buffer)
    }
}

impl<R: Read + Send> Packed for Unpacked<R> {
    fn taken(&self) -> u64 {
        self.bytes.get_ref().taken
    }
}
