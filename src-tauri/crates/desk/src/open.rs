//! Opening what a person gives: a file, or a folder that stands for the files in it.
//!
//! Nothing is trusted to be what its name says, nor to stay what it was: a path is opened without blocking (a pipe would wait
//! for a writer), and the open descriptor is asked what it is.

use std::fs::{File, Metadata, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use usage::{Code, Finding};

/// A regular file, open for reading.
#[derive(Debug)]
pub struct OpenFile {
    /// The descriptor.
    pub file: File,
    /// Its size when it was opened, in bytes.
    pub bytes: u64,
    /// Its own date, as the file system tells; it proves nothing.
    pub modified: Option<jiff::Timestamp>,
}

/// Opens a regular file. What it is not, and why it could not be opened, is a finding.
pub fn open(path: &Path) -> Result<OpenFile, Finding> {
    let file = open_without_blocking(path).map_err(|error| cannot_open(path, &error))?;
    let metadata = file.metadata().map_err(|error| cannot_open(path, &error))?;
    if let Some(what) = not_a_file(&metadata) {
        return Err(Finding::new(Code::NotAFile).with("what", what));
    }
    Ok(OpenFile { bytes: metadata.len(), modified: modified(&metadata), file })
}

/// The size of an open file now, to see whether it grew or shrank while it was read.
pub fn size_now(file: &File) -> io::Result<u64> {
    Ok(file.metadata()?.len())
}

fn modified(metadata: &Metadata) -> Option<jiff::Timestamp> {
    metadata.modified().ok().and_then(|time| jiff::Timestamp::try_from(time).ok())
}

#[cfg(unix)]
fn open_without_blocking(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let flags = rustix::fs::OFlags::NONBLOCK | rustix::fs::OFlags::NOCTTY | rustix::fs::OFlags::CLOEXEC;
    OpenOptions::new().read(true).custom_flags(i32::try_from(flags.bits()).unwrap_or(0)).open(path)
}

#[cfg(not(unix))]
fn open_without_blocking(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).open(path)
}

#[cfg(unix)]
fn not_a_file(metadata: &Metadata) -> Option<&'static str> {
    use std::os::unix::fs::FileTypeExt as _;
    let kind = metadata.file_type();
    if kind.is_file() {
        None
    } else if kind.is_dir() {
        Some("folder")
    } else if kind.is_socket() {
        Some("socket")
    } else if kind.is_fifo() {
        Some("pipe")
    } else {
        Some("device")
    }
}

#[cfg(not(unix))]
fn not_a_file(metadata: &Metadata) -> Option<&'static str> {
    if metadata.is_file() {
        None
    } else if metadata.is_dir() {
        Some("folder")
    } else {
        Some("device")
    }
}

fn cannot_open(path: &Path, error: &io::Error) -> Finding {
    // A socket in the file system cannot be opened at all (ENXIO), so it is asked by name what it is.
    if let Some(what) = std::fs::metadata(path).ok().as_ref().and_then(not_a_file) {
        return Finding::new(Code::NotAFile).with("what", what);
    }
    Finding::new(Code::CannotOpen).with("reason", crate::disk::reason(error))
}

/// What a path that a person gave stands for.
#[derive(Debug)]
pub enum Given {
    /// One file (or something that [`open`] will say is none).
    File(PathBuf),
    /// The files in a folder, in name order, with the number of folders in it that were passed over.
    Folder {
        /// The files.
        files: Vec<PathBuf>,
        /// Folders inside, which are not entered.
        folders: u64,
    },
}

/// Looks whether a path is a folder, and lists it if so.
pub fn given(path: &Path) -> Result<Given, Finding> {
    if !std::fs::metadata(path).is_ok_and(|metadata| metadata.is_dir()) {
        return Ok(Given::File(path.to_owned()));
    }
    let unreadable =
        |error: io::Error| Finding::new(Code::CannotOpen).with("reason", crate::disk::reason(&error));
    let mut files = Vec::new();
    let mut folders = 0;
    for entry in std::fs::read_dir(path).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?.path();
        if std::fs::metadata(&entry).is_ok_and(|metadata| metadata.is_dir()) {
            folders += 1;
        } else {
            files.push(entry);
        }
    }
    files.sort();
    Ok(Given::Folder { files, folders })
}

/// The base name of a path, with hidden characters made visible.
pub fn shown_name(path: &Path) -> String {
    path.file_name()
        .map_or_else(|| shown_path(path), |name| usage::outside::visible(&name.to_string_lossy(), 255))
}

/// A path, with hidden characters made visible.
pub fn shown_path(path: &Path) -> String {
    usage::outside::visible(&path.to_string_lossy(), 4096)
}

#[cfg(test)]
mod tests {
    use std::os::unix::net::UnixListener;

    use super::*;

    fn reason_of(finding: &Finding) -> String {
        let name = if finding.code == Code::NotAFile { "what" } else { "reason" };
        match &finding.params[name] {
            usage::Param::Text(text) => text.clone(),
            other => panic!("{other:?} is no text"),
        }
    }

    #[test]
    fn what_is_no_file_is_said_and_never_waits() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let _socket = UnixListener::bind(at("socket")).unwrap();
        rustix::fs::mknodat(
            rustix::fs::CWD,
            at("pipe"),
            rustix::fs::FileType::Fifo,
            rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR,
            0,
        )
        .unwrap();
        std::os::unix::fs::symlink(at("b"), at("a")).unwrap();
        std::os::unix::fs::symlink(at("a"), at("b")).unwrap();
        for (name, said) in [
            ("socket", "socket"),
            ("pipe", "pipe"),
            ("a", "link_loop"),
            ("none", "not_found"),
            (".", "folder"),
        ] {
            let finding = open(&at(name)).unwrap_err();
            assert_eq!(reason_of(&finding), said, "{name} is named for what it is");
        }
        assert_eq!(reason_of(&open(Path::new("/dev/null")).unwrap_err()), "device", "a device is no file");
    }

    #[test]
    fn a_folder_stands_for_its_files_in_name_order() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.json", "a.json", "行.json"] {
            std::fs::write(folder.path().join(name), "{}").unwrap();
        }
        std::fs::create_dir(folder.path().join("inner")).unwrap();
        let Given::Folder { files, folders } = given(folder.path()).unwrap() else { panic!("a folder") };
        let names: Vec<_> = files.iter().map(|path| shown_name(path)).collect();
        assert_eq!(names, ["a.json", "b.json", "行.json"], "name order");
        assert_eq!(folders, 1, "folders inside are counted, not entered");
    }

    #[test]
    fn a_name_with_a_newline_is_shown_in_one_line() {
        assert_eq!(shown_name(Path::new("/x/a\nb.json")), "a\\u{a}b.json", "the newline is spelled out");
    }
}
