//! The uploads that were taken, in memory and, if a folder was given, on disk.
//!
//! What an upload comes to is known when it is taken, and kept with the moment at which it settles; PENDING is nothing but
//! a moment that has not come. So there is no timer that a crash could lose: after a restart the clock goes on.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use usage::Sha256Digest;

use crate::export::{Outcome, ServerName};

/// The file in the folder.
const FILE: &str = "practice-enterprise.json";
/// Locked while a practice enterprise runs on the folder: two would overwrite each other's uploads.
const LOCK: &str = "practice-enterprise.lock";
/// How long one that is just ending may hold the folder.
const PATIENCE: Duration = Duration::from_secs(2);
/// The form of the file. A file of a later form is refused and left alone.
const FORMAT: u32 = 1;

/// A file that was handed over, whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Upload {
    /// Its number, from 1.
    pub(crate) number: u64,
    /// The name it was handed over under.
    pub(crate) name: String,
    pub(crate) sha256: Sha256Digest,
    pub(crate) bytes: u64,
    /// What tells it from an upload of the same bytes that stands already; `None` for the first.
    #[serde(default)]
    pub(crate) once_more: Option<String>,
    pub(crate) server: ServerName,
    pub(crate) created_at: Timestamp,
    /// When it stops being PENDING.
    pub(crate) settles_at: Timestamp,
    /// What it then is.
    pub(crate) outcome: Outcome,
}

impl Upload {
    pub(crate) fn is_settled(&self, now: Timestamp) -> bool {
        self.settles_at <= now
    }

    /// Whether these bytes were refused for good, so that handing them over again is a new upload.
    fn has_failed(&self, now: Timestamp) -> bool {
        self.is_settled(now) && matches!(self.outcome, Outcome::Failed { .. })
    }
}

/// What became of handing a file over.
#[derive(Debug)]
pub(crate) enum Recorded {
    /// It is a new upload.
    New(Arc<Upload>),
    /// The same bytes were taken before, as this upload; nothing was added.
    Before(Arc<Upload>),
}

#[derive(Serialize, Deserialize)]
struct Kept {
    format: u32,
    uploads: Vec<Arc<Upload>>,
}

/// All uploads, in the order in which they were taken.
#[derive(Debug)]
pub(crate) struct Store {
    folder: Option<PathBuf>,
    /// The lock on the folder; it ends with this, also when the process is killed.
    _lock: Option<File>,
    /// Held while an upload is recorded, so that files are written in the order of the uploads.
    recording: Mutex<()>,
    uploads: RwLock<Arc<Vec<Arc<Upload>>>>,
}

impl Store {
    /// Opens the folder, if there is one, and takes up what it holds. Blocks on the disk, and for [`PATIENCE`] where
    /// another practice enterprise has the folder.
    pub(crate) fn open(folder: Option<PathBuf>) -> io::Result<Self> {
        let lock = folder.as_deref().map(locked).transpose()?;
        let uploads = folder.as_deref().map_or_else(|| Ok(Vec::new()), read)?;
        Ok(Self { folder, _lock: lock, recording: Mutex::new(()), uploads: RwLock::new(Arc::new(uploads)) })
    }

    /// The uploads taken so far.
    pub(crate) fn uploads(&self) -> Arc<Vec<Arc<Upload>>> {
        Arc::clone(&self.uploads.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The upload under this key that stands, if there is one: PENDING or SUCCESS. The key is the digest of the bytes with what they
    /// were sent once more by.
    pub(crate) fn standing(
        &self,
        (sha256, once_more): (Sha256Digest, Option<&str>),
        now: Timestamp,
    ) -> Option<Arc<Upload>> {
        let is_it = |upload: &Upload| upload.sha256 == sha256 && upload.once_more.as_deref() == once_more;
        self.uploads().iter().find(|upload| is_it(upload) && !upload.has_failed(now)).cloned()
    }

    /// Takes an upload unless the same bytes stand already; its number is given here. When this returns, it is on disk.
    /// On an error nothing was taken. Blocks on the disk.
    pub(crate) fn record(&self, upload: Upload) -> io::Result<Recorded> {
        let _recording = self.recording();
        if let Some(before) = self.standing((upload.sha256, upload.once_more.as_deref()), upload.created_at) {
            return Ok(Recorded::Before(before));
        }
        let earlier = self.uploads();
        let number = earlier.last().map_or(1, |last| last.number + 1);
        let upload = Arc::new(Upload { number, ..upload });
        let uploads: Vec<_> = earlier.iter().cloned().chain([Arc::clone(&upload)]).collect();
        if let Some(folder) = &self.folder {
            write(folder, &Kept { format: FORMAT, uploads: uploads.clone() })?;
        }
        *self.uploads.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(uploads);
        Ok(Recorded::New(upload))
    }

    fn recording(&self) -> MutexGuard<'_, ()> {
        self.recording.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn locked(folder: &Path) -> io::Result<File> {
    fs::create_dir_all(folder)?;
    let lock = private(&folder.join(LOCK))?;
    let until = Instant::now() + PATIENCE;
    loop {
        match lock.try_lock() {
            Ok(()) => return Ok(lock),
            Err(fs::TryLockError::Error(error)) => return Err(error),
            Err(fs::TryLockError::WouldBlock) if Instant::now() < until => {
                std::thread::sleep(Duration::from_millis(20));
            }
            Err(fs::TryLockError::WouldBlock) => {
                return Err(io::Error::new(io::ErrorKind::ResourceBusy, "folder_in_use"));
            }
        }
    }
}

fn read(folder: &Path) -> io::Result<Vec<Arc<Upload>>> {
    let bytes = match fs::read(folder.join(FILE)) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let kept: Kept = serde_json::from_slice(&bytes)?;
    if kept.format != FORMAT {
        return Err(io::Error::new(
            io::ErrorKind::InvalidData,
            format!("unknown_format format={}", kept.format),
        ));
    }
    Ok(kept.uploads)
}

/// Replaces the file as a whole: after a crash at any moment the folder holds the old one or the new one.
fn write(folder: &Path, kept: &Kept) -> io::Result<()> {
    let (file, unfinished) = (folder.join(FILE), folder.join(format!("{FILE}.unfinished")));
    let mut writer = io::BufWriter::new(private(&unfinished)?);
    serde_json::to_writer(&mut writer, kept)?;
    writer.flush()?;
    writer.get_ref().sync_all()?;
    fs::rename(unfinished, file)?;
    sync_folder(folder)
}

#[cfg(unix)]
fn private(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt as _;
    fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)
}

#[cfg(not(unix))]
fn private(path: &Path) -> io::Result<File> {
    File::create(path)
}

/// Makes a rename last. Only Unix lets a folder be opened for that.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn upload(bytes: u8, created_at: i64, outcome: Outcome) -> Upload {
        Upload {
            number: 0,
            name: "file.json".to_owned(),
            sha256: Sha256Digest::new([bytes; 32]),
            bytes: 1,
            once_more: None,
            server: ServerName { server_id: "s".to_owned(), host_name: "h".to_owned() },
            created_at: Timestamp::constant(created_at, 0),
            settles_at: Timestamp::constant(created_at + 10, 0),
            outcome,
        }
    }

    #[test]
    fn the_same_bytes_are_taken_once_while_they_stand() {
        let store = Store::open(None).expect("no folder, no error");
        let taken = store.record(upload(1, 0, Outcome::PeopleUnknown)).expect("in memory");
        assert!(matches!(taken, Recorded::New(_)), "the first time");
        let again = store.record(upload(1, 100, Outcome::PeopleUnknown)).expect("in memory");
        assert!(matches!(&again, Recorded::Before(first) if first.number == 1), "the second time: {again:?}");
        assert_eq!(store.uploads().len(), 1, "nothing was added");
    }

    #[test]
    fn bytes_that_are_sent_once_more_are_an_upload_of_their_own() {
        let store = Store::open(None).expect("no folder, no error");
        store.record(upload(1, 0, Outcome::PeopleUnknown)).expect("in memory");
        let more = || Upload { once_more: Some("a".to_owned()), ..upload(1, 100, Outcome::PeopleUnknown) };
        let again = store.record(more()).expect("in memory");
        assert!(matches!(&again, Recorded::New(second) if second.number == 2), "asked for: {again:?}");
        let twice = store.record(more()).expect("in memory");
        assert!(matches!(&twice, Recorded::Before(second) if second.number == 2), "once: {twice:?}");
    }

    #[test]
    fn bytes_that_failed_can_be_handed_over_again() {
        let store = Store::open(None).expect("no folder, no error");
        store.record(upload(1, 0, Outcome::failed("because"))).expect("in memory");
        let early = store.record(upload(1, 5, Outcome::failed("because"))).expect("in memory");
        assert!(matches!(early, Recorded::Before(_)), "it is still pending");
        let late = store.record(upload(1, 10, Outcome::failed("because"))).expect("in memory");
        assert!(matches!(&late, Recorded::New(second) if second.number == 2), "it has failed: {late:?}");
    }

    #[test]
    fn uploads_outlive_the_process() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("new");
        let store = Store::open(Some(path.clone())).expect("an empty folder");
        store.record(upload(1, 0, Outcome::PeopleUnknown)).expect("written");
        store.record(upload(2, 0, Outcome::failed("because"))).expect("written");
        let uploads = store.uploads();
        drop(store);
        let again = Store::open(Some(path.clone())).expect("read back");
        assert_eq!(again.uploads(), uploads, "nothing is lost or changed");
        drop(again);
        fs::write(path.join("practice-enterprise.json.unfinished"), b"{\"form")
            .expect("as a crash leaves it");
        assert_eq!(
            Store::open(Some(path)).expect("read back").uploads().len(),
            2,
            "a half-written file is not looked at"
        );
    }

    #[test]
    fn a_file_of_a_later_form_is_refused_and_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join(FILE);
        fs::write(&file, br#"{"format":2,"uploads":[]}"#).expect("written");
        let error = Store::open(Some(folder.path().to_owned())).expect_err("a later form");
        assert_eq!(error.kind(), io::ErrorKind::InvalidData, "told as what it is");
        assert_eq!(fs::read(&file).expect("still there"), br#"{"format":2,"uploads":[]}"#, "untouched");
    }

    #[test]
    fn two_cannot_have_one_folder() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = Some(folder.path().to_owned());
        let first = Store::open(path.clone()).expect("free");
        let error = Store::open(path.clone()).expect_err("taken");
        assert_eq!(error.kind(), io::ErrorKind::ResourceBusy, "told as what it is");
        drop(first);
        assert!(Store::open(path).is_ok(), "free again");
    }

    #[test]
    fn what_cannot_be_written_is_not_taken() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("in-the-way");
        fs::write(&file, b"").expect("written");
        let store = Store { folder: Some(file), ..Store::open(None).expect("no folder, no error") };
        assert!(
            store.record(upload(1, 0, Outcome::PeopleUnknown)).is_err(),
            "a file stands where a folder should"
        );
        assert!(store.uploads().is_empty(), "nothing was taken");
    }
}
