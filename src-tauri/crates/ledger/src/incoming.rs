//! A file that is being written: in `originals/incoming` until it is whole and on the disk, then renamed into its place.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use crate::Result;
use crate::folder::{new_private_file, remove_if_there, sync_folder};
use crate::open::Inner;
use crate::session;

/// A part. Dropping it without [`Incoming::place`] removes it.
pub(crate) struct Incoming {
    /// Held so that the session of a part outlives it.
    inner: Arc<Inner>,
    path: PathBuf,
    file: File,
    written: u64,
}

impl Incoming {
    pub(crate) fn create(inner: &Arc<Inner>) -> Result<Self> {
        let session = inner.session()?.number();
        let count = inner.parts.fetch_add(1, Ordering::Relaxed);
        let path = inner.folder.incoming().join(format!("{session}-{count}.part"));
        let file = new_private_file(&path)?;
        Ok(Self { inner: Arc::clone(inner), path, file, written: 0 })
    }

    pub(crate) const fn written(&self) -> u64 {
        self.written
    }

    /// The part's file, for reading back what was written.
    pub(crate) const fn file(&self) -> &File {
        &self.file
    }

    pub(crate) fn inner(&self) -> &Arc<Inner> {
        &self.inner
    }

    /// Fills the part from an open file; where the file system can share blocks between files, it does.
    pub(crate) fn fill(&mut self, from: &mut File) -> Result<u64> {
        self.written += io::copy(from, &mut self.file)?;
        Ok(self.written)
    }

    /// Brings the bytes to the disk. A full disk or a failing one says so here, before anything is promised.
    pub(crate) fn sync(&self) -> Result<()> {
        Ok(self.file.sync_all()?)
    }

    /// Moves the part to its place and brings the name to the disk.
    pub(crate) fn place(self, target: &Path) -> Result<()> {
        self.sync()?;
        fs::rename(&self.path, target)?;
        if let Some(folder) = target.parent() {
            sync_folder(folder)?;
        }
        Ok(())
    }
}

impl Write for Incoming {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.file.write(bytes)?;
        self.written += count as u64;
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for Incoming {
    fn drop(&mut self) {
        // Once placed there is nothing of this name: a session uses each once.
        let _ = fs::remove_file(&self.path);
    }
}

/// Removes the parts of dead sessions. The caller holds the folder's opening lock. A name of another form is not ours and
/// stays.
pub(crate) fn sweep(incoming: &Path, running: &Path) -> Result<()> {
    for entry in fs::read_dir(incoming)? {
        let entry = entry?;
        let name = entry.file_name();
        let owner = name
            .to_str()
            .and_then(|name| name.strip_suffix(".part"))
            .and_then(|stem| stem.split_once('-'))
            .and_then(|(session, _)| session.parse().ok());
        if let Some(owner) = owner
            && !session::is_alive(running, owner)?
        {
            remove_if_there(&entry.path())?;
        }
    }
    Ok(())
}
