//! A copy of a reviewed file for one hand-over through a window: hashed before it is given, deleted after.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use crate::{Desk, Failure, FailureCode, private_files};

#[cfg(test)]
mod tests;

/// The folder of these copies, beside the ledgers.
const FOLDER: &str = "hand-off";

/// A copy that holds the reviewed bytes. It is deleted when this is dropped.
#[derive(Debug)]
pub struct PrivateCopy {
    folder: PathBuf,
    path: PathBuf,
}

impl PrivateCopy {
    /// Where it is. Its name is the one that the file is handed over under.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for PrivateCopy {
    fn drop(&mut self) {
        // What stays is removed by the next start.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Makes a copy of a file of a review, in a folder of its own that only this user may enter. A file whose bytes are not the
/// reviewed ones any more is [`bytes_changed`](FailureCode::BytesChanged).
pub fn private_copy(desk: &Desk, file: &str) -> Result<PrivateCopy, Failure> {
    let (ready, sha256) = crate::prepare::handed(desk, file)?;
    let name = ready.file_name().unwrap_or_default();
    let folder = desk.folder().join(FOLDER).join(desk.new_id());
    let copy = PrivateCopy { path: folder.join(name), folder };
    copied(&ready, &copy).map_err(|error| crate::disk::failure(&error))?;
    // Read back from the copy: what was written is what counts.
    if crate::prepare::digest_of(&copy.path)? == sha256 {
        Ok(copy)
    } else {
        Err(Failure::new(FailureCode::BytesChanged).with("name", name.to_string_lossy().as_ref()))
    }
}

fn copied(from: &Path, to: &PrivateCopy) -> io::Result<()> {
    private_files::folder(&to.folder)?;
    io::copy(&mut File::open(from)?, &mut private_files::file(&to.path)?)?;
    Ok(())
}

/// Deletes what a process left that died while its window was open. The caller is the only process with such a window.
pub fn delete_left_copies(desk: &Desk) {
    // What cannot be deleted now is tried again at the next start.
    let _ = fs::remove_dir_all(desk.folder().join(FOLDER));
}
