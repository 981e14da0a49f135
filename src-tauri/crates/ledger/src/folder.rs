//! The private folder: where things stand, who may read them, and how they reach the disk.

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use usage::Sha256Digest;

use crate::{LedgerError, Result};

/// How long a process waits for another one, here and in SQLite.
pub(crate) const PATIENCE: Duration = Duration::from_secs(5);
const PAUSE: Duration = Duration::from_millis(20);

/// The places inside a ledger's folder.
#[derive(Debug)]
pub(crate) struct Folder {
    root: PathBuf,
}

impl Folder {
    /// Makes the folder if it is missing, for its owner alone.
    ///
    /// A folder that is there and empty becomes private too. One that holds something is left as it is: it may be a home
    /// or `/tmp`, and everything that the ledger puts into it is private by itself.
    pub(crate) fn make(root: &Path) -> Result<Self> {
        if root.exists() {
            if fs::read_dir(root)?.next().is_none() {
                tighten(root, 0o700)?;
            }
        } else {
            let parent =
                root.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
            fs::create_dir_all(parent)?;
            private_folder(root)?;
            // Best effort: a parent that may be written but not read (0711) cannot be opened for this.
            let _ = sync_folder(parent);
        }
        Ok(Self { root: root.to_owned() })
    }

    /// The places of a folder that is left as it is.
    pub(crate) fn at(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    /// Makes the folders inside, or makes them private again (a restored backup may have lost that).
    pub(crate) fn furnish(&self) -> Result<()> {
        for folder in [self.originals(), self.incoming(), self.hand_over(), self.running()] {
            private_folder(&folder)?;
        }
        sync_folder(&self.originals())?;
        sync_folder(&self.root)
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.root.join("ledger.sqlite3")
    }

    pub(crate) fn originals(&self) -> PathBuf {
        self.root.join("originals")
    }

    /// The folder of an original: 256 of them, so that none grows too large for a file manager.
    pub(crate) fn shelf(&self, digest: &Sha256Digest) -> PathBuf {
        self.originals().join(&digest.hex()[..2])
    }

    pub(crate) fn original(&self, digest: &Sha256Digest) -> PathBuf {
        self.shelf(digest).join(digest.hex())
    }

    pub(crate) fn incoming(&self) -> PathBuf {
        self.originals().join("incoming")
    }

    pub(crate) fn hand_over(&self) -> PathBuf {
        self.root.join("hand-over")
    }

    pub(crate) fn running(&self) -> PathBuf {
        self.root.join("running")
    }

    /// Held while a process opens the ledger: one at a time migrates and clears away what dead ones left.
    pub(crate) fn opening(&self) -> Result<Lock> {
        Lock::exclusive(&self.root.join("open.lock"))
    }

    /// Held while an original or a copy is put into its place; many may do so at once.
    pub(crate) fn placing(&self) -> Result<Lock> {
        Lock::shared(&self.root.join("originals.lock"))
    }

    /// Held while originals are removed, so that none that was just kept again goes with them.
    pub(crate) fn removing(&self) -> Result<Lock> {
        Lock::exclusive(&self.root.join("originals.lock"))
    }
}

/// An advisory lock on a file, let go when dropped. The system lets go of it too when the process dies.
#[derive(Debug)]
pub(crate) struct Lock {
    _file: File,
}

impl Lock {
    fn exclusive(path: &Path) -> Result<Self> {
        Self::wait(path, File::try_lock)
    }

    fn shared(path: &Path) -> Result<Self> {
        Self::wait(path, File::try_lock_shared)
    }

    /// Tries for [`PATIENCE`] and then says `busy`: a stopped process must not stop another one for ever.
    fn wait(path: &Path, try_lock: fn(&File) -> std::result::Result<(), TryLockError>) -> Result<Self> {
        let file = private_file(path)?;
        let mut waited = Duration::ZERO;
        loop {
            match try_lock(&file) {
                Ok(()) => return Ok(Self { _file: file }),
                Err(TryLockError::WouldBlock) if waited >= PATIENCE => return Err(LedgerError::Busy),
                Err(TryLockError::WouldBlock) => {
                    thread::sleep(PAUSE);
                    waited += PAUSE;
                }
                Err(TryLockError::Error(error)) => return Err(error.into()),
            }
        }
    }
}

/// Opens a file for reading and writing, making it if it is missing, for its owner alone whatever the umask says.
pub(crate) fn private_file(path: &Path) -> Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    open_private(&options, path)
}

/// The same for a file that must not be there yet.
pub(crate) fn new_private_file(path: &Path) -> Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true);
    open_private(&options, path)
}

#[cfg(unix)]
fn open_private(options: &OpenOptions, path: &Path) -> Result<File> {
    use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
    let file = options.clone().mode(0o600).open(path)?;
    if file.metadata()?.permissions().mode() & 0o777 != 0o600 {
        file.set_permissions(fs::Permissions::from_mode(0o600))?;
    }
    Ok(file)
}

#[cfg(not(unix))]
fn open_private(options: &OpenOptions, path: &Path) -> Result<File> {
    Ok(options.open(path)?)
}

/// Makes a folder for its owner alone, or makes it so if it is there.
pub(crate) fn private_folder(path: &Path) -> Result<()> {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    match builder.create(path) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        Err(error) => return Err(error.into()),
    }
    tighten(path, 0o700)
}

/// Sets a mode where it differs. Systems without modes keep a user's data folder private by their own rules.
#[cfg(unix)]
pub(crate) fn tighten(path: &Path, mode: u32) -> Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    if fs::metadata(path)?.permissions().mode() & 0o777 != mode {
        fs::set_permissions(path, fs::Permissions::from_mode(mode))?;
    }
    Ok(())
}

/// Sets a mode where it differs. Systems without modes keep a user's data folder private by their own rules.
#[cfg(not(unix))]
pub(crate) fn tighten(path: &Path, _mode: u32) -> Result<()> {
    fs::metadata(path)?;
    Ok(())
}

/// Brings the names in a folder to the disk: after a rename or removal, before anyone is told that it happened.
#[cfg(unix)]
pub(crate) fn sync_folder(path: &Path) -> Result<()> {
    Ok(File::open(path)?.sync_all()?)
}

/// Windows journals names by itself and opens no folder as a file.
#[cfg(not(unix))]
pub(crate) fn sync_folder(_path: &Path) -> Result<()> {
    Ok(())
}

/// Removes a file; one that is gone already is fine. Says whether it was there.
pub(crate) fn remove_if_there(path: &Path) -> Result<bool> {
    match fs::remove_file(path) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error.into()),
    }
}
