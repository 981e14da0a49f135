//! Standard input: a file, or an archive, which stands for what is in it as an archive on the disk does.

use std::fs::File;
use std::io::{self, Cursor, Read, Seek as _, Write as _};

use usage::container::{Archive, Container, HEAD, Limits};
use usage::reader::{Interruption, Watcher};
use usage::{Code, Finding};

use crate::review::PIPED;

/// How many bytes are taken at a time.
const BLOCK: usize = 256 * 1024;

/// What was piped.
pub(crate) enum Piped<'a> {
    /// A file, from its beginning on.
    File(io::Chain<Cursor<Vec<u8>>, &'a mut (dyn Read + Send)>),
    /// An archive.
    Archive(Box<Archive<File>>),
}

/// Looks what is piped. A zip tells at its end what it holds, so the packed bytes of an archive are put into a file that has no
/// name: the operating system drops it with the program, however that ends.
pub(crate) fn open<'a>(
    stdin: &'a mut (dyn Read + Send),
    watcher: &dyn Watcher,
) -> Result<Piped<'a>, Finding> {
    let mut head = Vec::with_capacity(HEAD);
    stdin.take(HEAD as u64).read_to_end(&mut head).map_err(|error| unread(error, 0))?;
    let is_archive = Container::of(&head).is_some();
    let mut whole = Cursor::new(head).chain(stdin);
    if !is_archive {
        return Ok(Piped::File(whole));
    }
    let failed =
        |error: io::Error| Finding::new(Code::CannotOpen).with("reason", crate::disk::reason(&error));
    let mut packed = tempfile::tempfile().map_err(failed)?;
    let mut block = vec![0; BLOCK];
    let mut bytes = 0;
    loop {
        if watcher.cancelled() {
            return Err(Interruption::Cancelled { bytes }.finding());
        }
        let length = match whole.read(&mut block) {
            Ok(0) => break,
            Ok(length) => length,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(unread(error, bytes)),
        };
        packed.write_all(&block[..length]).map_err(failed)?;
        bytes += length as u64;
        watcher.progress(bytes, 0);
    }
    packed.rewind().map_err(failed)?;
    match Archive::open(packed, Limits::default()).map_err(failed)? {
        Some(archive) => Ok(Piped::Archive(Box::new(archive.naming_the_unnamed(PIPED)))),
        // It began as one.
        None => Err(unread(io::ErrorKind::InvalidData.into(), bytes)),
    }
}

fn unread(error: io::Error, bytes: u64) -> Finding {
    Interruption::Source { error, bytes }.finding()
}
