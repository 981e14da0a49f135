//! What the paths that a person gave stand for: files of their own, and files in archives, in name order.
//!
//! A folder stands for the files in it (`open`), a zip or a gzip for what it holds; a folder's archives are looked into too. What an
//! archive refuses, or what is refused of it, is a source that cannot be read, so that it is told where it stands.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use usage::container::{Archive, Container, Entry, EntryReader, Limits};
use usage::{Code, Finding, Param};

use crate::open::{Given, OpenFile, given, shown_name, shown_path};

/// A file that can be read, or the reason why there is none.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    /// The path as given, made safe to show; of a file in an archive, the archive's path and its name there.
    pub(crate) path: String,
    /// Its base name, made safe to show.
    pub(crate) name: String,
    /// The file on the disk that it is, or is in.
    pub(crate) file: PathBuf,
    /// Where its bytes are.
    pub(crate) bytes: Bytes,
    /// What was noticed before it is read.
    pub(crate) findings: Vec<Finding>,
}

/// Where the bytes of a source are.
#[derive(Clone, Debug)]
pub(crate) enum Bytes {
    /// They are the file's.
    File,
    /// They are packed in an archive.
    Entry {
        /// Its place among the archive's entries.
        index: usize,
        /// The entry that stood there when the archive was listed.
        entry: Entry,
    },
    /// There are none to read: the findings say why.
    Nowhere,
}

impl Source {
    /// How many bytes there are to read, as far as the file system or the archive tells without opening it.
    pub(crate) fn size(&self) -> u64 {
        match &self.bytes {
            Bytes::File => std::fs::metadata(&self.file).map_or(0, |metadata| metadata.len()),
            Bytes::Entry { entry, .. } => entry.unpacked.unwrap_or_default(),
            Bytes::Nowhere => 0,
        }
    }

    /// Whether there is anything to read.
    pub(crate) const fn is_readable(&self) -> bool {
        !matches!(self.bytes, Bytes::Nowhere)
    }

    fn of_file(path: &Path) -> Self {
        Self {
            path: shown_path(path),
            name: shown_name(path),
            file: path.to_owned(),
            bytes: Bytes::File,
            findings: Vec::new(),
        }
    }

    fn unread(path: &Path, finding: Finding) -> Self {
        Self { bytes: Bytes::Nowhere, findings: vec![finding], ..Self::of_file(path) }
    }

    /// A file of this name in an archive.
    fn inside(archive: &Path, name: &str, bytes: Bytes) -> Self {
        let base = name.rsplit(['/', '\\']).next().unwrap_or_default();
        Self {
            path: format!("{}/{name}", shown_path(archive)),
            name: base.to_owned(),
            file: archive.to_owned(),
            bytes,
            findings: Vec::new(),
        }
    }
}

/// What one path stands for.
pub(crate) fn sources(path: &Path) -> Vec<Source> {
    match given(path) {
        Ok(Given::File(path)) => of_file(&path),
        Ok(Given::Folder { files, folders }) => {
            let mut sources: Vec<Source> = files.iter().flat_map(|file| of_file(file)).collect();
            if sources.is_empty() {
                sources.push(Source::unread(path, Finding::new(Code::EmptyFolder)));
            }
            if let (Some(first), true) = (sources.first_mut(), folders > 0) {
                first.findings.insert(0, Finding::new(Code::FoldersPassedOver).with("count", folders));
            }
            sources
        }
        Err(finding) => vec![Source::unread(path, finding)],
    }
}

/// What one file stands for: itself, unless it is an archive. What keeps it from being opened is told when it is read.
fn of_file(path: &Path) -> Vec<Source> {
    let Ok(open) = crate::open::open(path) else { return vec![Source::of_file(path)] };
    match open_archive(path, open.file) {
        Ok(Some(archive)) => in_archive(path, &archive),
        Ok(None) | Err(_) => vec![Source::of_file(path)],
    }
}

/// What an archive at this path stands for.
pub(crate) fn in_archive(path: &Path, archive: &Archive<File>) -> Vec<Source> {
    let mut sources: Vec<(String, Source)> = Vec::new();
    for (index, entry) in archive.entries().iter().enumerate() {
        let name =
            if archive.kind() == Container::Gzip { unpacked_name(path, entry) } else { entry.name.clone() };
        let bytes = Bytes::Entry { index, entry: entry.clone() };
        sources.push((entry.name.clone(), Source::inside(path, &name, bytes)));
    }
    for finding in archive.findings() {
        let source = match finding.params.get("entry") {
            Some(Param::Text(name)) => {
                (name.clone(), Source::inside(path, name, Bytes::Nowhere).noticing(finding.clone()))
            }
            // It is said of the archive as a whole.
            _ => (String::new(), Source::unread(path, finding.clone())),
        };
        sources.push(source);
    }
    sources.sort_by(|(one, _), (other, _)| one.cmp(other));
    sources.into_iter().map(|(_, source)| source).collect()
}

impl Source {
    fn noticing(mut self, finding: Finding) -> Self {
        self.findings.push(finding);
        self
    }
}

/// Opens the archive at this path; `None` where it is none. What a gzip holds goes by its file's own name where its header
/// tells none.
fn open_archive(path: &Path, file: File) -> io::Result<Option<Archive<File>>> {
    let archive = Archive::open(file, Limits::default())?;
    Ok(archive
        .map(|archive| archive.naming_the_unnamed(&without_gz(path).unwrap_or_else(|| shown_name(path)))))
}

/// The name of what a gzip file holds: its own name without the ending, by which the person knows it, else the one that its
/// header tells.
fn unpacked_name(path: &Path, entry: &Entry) -> String {
    without_gz(path).unwrap_or_else(|| entry.name.clone())
}

/// A file's name without the ending of a gzip; `None` where it has none, or is nothing else.
fn without_gz(path: &Path) -> Option<String> {
    let own = shown_name(path);
    let is_gzip = Path::new(&own).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("gz"));
    let stem = own.get(..own.len().saturating_sub(3))?;
    (is_gzip && !stem.is_empty()).then(|| stem.to_owned())
}

/// Opens sources one after the other. The last archive is held open, since the next source is likely in it too.
#[derive(Default)]
pub(crate) struct Opener {
    held: Option<Held>,
}

/// An archive that is open.
struct Held {
    path: PathBuf,
    archive: Archive<File>,
    /// The same open file, to ask whether it changes.
    descriptor: File,
    bytes: u64,
}

impl Opener {
    /// Opens a source for one reading from its beginning to its end.
    pub(crate) fn open(&mut self, source: &Source) -> Result<Opened<'_>, Finding> {
        match &source.bytes {
            Bytes::Nowhere => Err(vanished()),
            Bytes::File => {
                self.held = None;
                Ok(Opened { bytes: OpenBytes::File(crate::open::open(&source.file)?) })
            }
            Bytes::Entry { index, entry } => {
                let held = match self.held.take() {
                    Some(held) if held.path == source.file => self.held.insert(held),
                    _ => self.held.insert(hold(&source.file)?),
                };
                if held.archive.entries().get(*index) != Some(entry) {
                    return Err(vanished());
                }
                let total = entry.unpacked;
                let (descriptor, before) = (&held.descriptor, held.bytes);
                let reader = Box::new(held.archive.entry(*index)?);
                Ok(Opened { bytes: OpenBytes::Entry { reader, descriptor, before, total } })
            }
        }
    }
}

fn hold(path: &Path) -> Result<Held, Finding> {
    let failed =
        |error: io::Error| Finding::new(Code::CannotOpen).with("reason", crate::disk::reason(&error));
    let open = crate::open::open(path)?;
    let descriptor = open.file.try_clone().map_err(failed)?;
    let archive = open_archive(path, open.file).map_err(failed)?.ok_or_else(vanished)?;
    Ok(Held { path: path.to_owned(), archive, descriptor, bytes: open.bytes })
}

/// The archive is no longer what it was when it was listed.
fn vanished() -> Finding {
    Finding::new(Code::ReadFailed).with("bytes", 0).with("reason", "vanished")
}

/// A source that is open.
pub(crate) struct Opened<'a> {
    bytes: OpenBytes<'a>,
}

enum OpenBytes<'a> {
    File(OpenFile),
    Entry { reader: Box<EntryReader<'a>>, descriptor: &'a File, before: u64, total: Option<u64> },
}

impl Opened<'_> {
    /// How many bytes there are to read, as far as the file system or the archive tells; 0 where they don't.
    pub(crate) fn total(&self) -> u64 {
        match &self.bytes {
            OpenBytes::File(open) => open.bytes,
            OpenBytes::Entry { total, .. } => total.unwrap_or_default(),
        }
    }

    /// Its own date. An archive tells none that has a time zone, and its own is not that of what is in it.
    pub(crate) const fn modified(&self) -> Option<Timestamp> {
        match &self.bytes {
            OpenBytes::File(open) => open.modified,
            OpenBytes::Entry { .. } => None,
        }
    }

    /// Whether the file changed while `read` bytes of the source were read.
    pub(crate) fn changed(&self, read: u64) -> Option<Finding> {
        let (descriptor, before) = match &self.bytes {
            OpenBytes::File(open) => (&open.file, open.bytes),
            OpenBytes::Entry { descriptor, before, .. } => (*descriptor, *before),
        };
        let is_whole = matches!(self.bytes, OpenBytes::File(_));
        let after = crate::open::size_now(descriptor).unwrap_or(before);
        let differs = after != before || is_whole && read != before;
        let after = if is_whole { after.max(read) } else { after };
        differs.then(|| Finding::new(Code::ChangedWhileRead).with("before", before).with("after", after))
    }
}

impl Read for Opened<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match &mut self.bytes {
            OpenBytes::File(open) => open.file.read(buffer),
            OpenBytes::Entry { reader, .. } => reader.read(buffer),
        }
    }
}

#[cfg(test)]
mod tests;
