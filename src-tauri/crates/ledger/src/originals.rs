//! Originals: the bytes of files as they came, each once, under their SHA-256.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::PathBuf;

use usage::Sha256Digest;

use crate::folder::{private_folder, sync_folder};
use crate::incoming::Incoming;
use crate::{Ledger, Result, forget};

/// An original that is being written. Whoever reads the file writes each block here as well; dropping it without
/// [`finish`](Keeping::finish) keeps nothing.
pub struct Keeping {
    part: Incoming,
}

impl Keeping {
    /// How many bytes were written.
    pub const fn written(&self) -> u64 {
        self.part.written()
    }

    /// Keeps what was written under its digest, which the caller computed over the same blocks. When this answers, bytes
    /// and name are on the disk.
    ///
    /// Bytes that are kept already are not written twice. If what stands there has another length it was damaged, and is
    /// replaced.
    pub fn finish(self, digest: &Sha256Digest) -> Result<()> {
        self.part.sync()?;
        let inner = std::sync::Arc::clone(self.part.inner());
        let _placing = inner.folder.placing()?;
        let folder = inner.folder.shelf(digest);
        if !folder.exists() {
            private_folder(&folder)?;
            sync_folder(&inner.folder.originals())?;
        }
        let place = inner.folder.original(digest);
        if fs::metadata(&place).is_ok_and(|metadata| metadata.len() == self.part.written()) {
            // The other one may have been renamed a moment ago: its name is brought to the disk before it is promised.
            sync_folder(&folder)?;
        } else {
            self.part.place(&place)?;
        }
        forget::withdraw(&inner, digest)
    }
}

impl Write for Keeping {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.part.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.part.flush()
    }
}

/// How much is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// How many originals.
    pub count: u64,
    /// Their size in bytes together.
    pub bytes: u64,
}

impl Ledger {
    /// Begins to keep an original.
    pub fn keep(&self) -> Result<Keeping> {
        Ok(Keeping { part: Incoming::create(&self.inner)? })
    }

    /// An original, opened for reading; `None` if it is not kept.
    pub fn original(&self, digest: &Sha256Digest) -> Result<Option<File>> {
        match File::open(self.original_path(digest)) {
            Ok(file) => Ok(Some(file)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Where an original stands, or would stand. Nobody but the ledger writes there.
    pub fn original_path(&self, digest: &Sha256Digest) -> PathBuf {
        self.inner.folder.original(digest)
    }

    /// How many originals are kept, and their bytes.
    pub fn kept(&self) -> Result<Kept> {
        let mut kept = Kept::default();
        for digest in self.kept_digests()? {
            // One that another process forgets at this moment is not kept.
            if let Ok(metadata) = fs::metadata(self.original_path(&digest)) {
                kept.count += 1;
                kept.bytes += metadata.len();
            }
        }
        Ok(kept)
    }

    /// The digests of all originals, in order.
    pub fn kept_digests(&self) -> Result<Vec<Sha256Digest>> {
        let mut digests = Vec::new();
        for folder in fs::read_dir(self.inner.folder.originals())? {
            let folder = folder?;
            if !folder.file_type()?.is_dir() || folder.path() == self.inner.folder.incoming() {
                continue;
            }
            for original in fs::read_dir(folder.path())? {
                digests.extend(original?.file_name().to_str().and_then(Sha256Digest::parse));
            }
        }
        digests.sort_unstable();
        Ok(digests)
    }
}
