//! Adding files to the open review: they are opened, read once, kept, and bound to their server.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use ledger::{FileRecord, FileState, Ledger};
use usage::{Code, Finding};

use crate::answers::{Event, Link};
use crate::calls::ReportServer;
use crate::desk::locked;
use crate::history::{Entry, What};
use crate::sources::{Opener, Source, sources};
use crate::watcher::Watcher;
use crate::{Desk, Failure, FailureCode};

/// Adds what a person dropped or chose to the open review, which is begun if none is, and reads it in the background. A folder
/// stands for the files in it.
pub fn add_paths(desk: &Arc<Desk>, paths: &[PathBuf]) -> Result<(), Failure> {
    add(desk, paths, None)
}

/// The same for files that a person chose as those of one server, by what stands for it in a count: a report, which names no server,
/// is that one's. An export names its own; where that is another one, the person is asked.
pub fn add_paths_of_server(desk: &Arc<Desk>, paths: &[PathBuf], server: &str) -> Result<(), Failure> {
    let host = crate::servers::host_of(desk, server)?;
    add(desk, paths, Some(host))
}

fn add(desk: &Arc<Desk>, paths: &[PathBuf], host: Option<String>) -> Result<(), Failure> {
    let world = desk.world()?;
    let review = open_review(desk, &world.ledger)?;
    let files = list(desk, &world.ledger, &review, paths)?;
    desk.tell(Event::ReviewChanged);
    let desk = Arc::clone(desk);
    let reading = move || {
        let mut opener = Opener::default();
        for (record, source) in files {
            // A ledger that cannot be written now is told by the next call that a person makes; the other files go on.
            let read = read_one_of(&desk, &world.ledger, &mut opener, record, &source, host.as_deref());
            if let (Ok(read), Some(host)) = (read, &host) {
                let _ = of_server(&desk, read, host);
            }
            desk.tell(Event::ReviewChanged);
        }
        let _ = note_reviewed(&desk, &world.ledger, &review);
        let _ = crate::confirmed_by_file::look(&desk, &world.ledger, &review);
        desk.tell(Event::ReviewChanged);
    };
    std::thread::Builder::new()
        .name("reading".to_owned())
        .spawn(reading)
        .map_err(|error| crate::disk::failure(&error))?;
    Ok(())
}

/// The open review, which is begun if none is.
pub(crate) fn open_review(desk: &Desk, ledger: &Ledger) -> Result<String, Failure> {
    if let Some(review) = ledger.open_review()? {
        return Ok(review.id);
    }
    let id = desk.new_id();
    ledger.begin_review(&id, desk.now(), &desk.ports.actor)?;
    Ok(id)
}

/// Says for a person that a report is of the server they chose it for; they can change that in the review.
fn of_server(desk: &Arc<Desk>, record: FileRecord, host: &str) -> Result<(), Failure> {
    if record.reading.is_some_and(|reading| crate::companion::is_report(reading.kind)) {
        crate::companion::answer(desk, &ReportServer { file: record.id, host: Some(host.to_owned()) })?;
    }
    Ok(())
}

/// Adds a practice sample to the open review.
pub(crate) fn add_sample(desk: &Arc<Desk>, sample: &str) -> Result<(), Failure> {
    add_paths(desk, &[crate::practice_world::sample_path(desk, sample)?])
}

/// Lists the files that paths stand for in a review, each in the state "reading". What cannot be read is in it too, and says why.
pub(crate) fn list(
    desk: &Desk,
    ledger: &Ledger,
    review: &str,
    paths: &[PathBuf],
) -> Result<Vec<(FileRecord, Source)>, Failure> {
    list_from(desk, ledger, review, paths, None)
}

/// The same for files that were read from the address `from`, and that nobody dropped.
pub(crate) fn list_from(
    desk: &Desk,
    ledger: &Ledger,
    review: &str,
    paths: &[PathBuf],
    from: Option<&str>,
) -> Result<Vec<(FileRecord, Source)>, Failure> {
    let position = i64::try_from(ledger.files_of_review(review)?.len()).unwrap_or(i64::MAX);
    let mut listed = Vec::new();
    for (position, source) in (position..).zip(paths.iter().flat_map(|path| sources(path))) {
        let record = FileRecord {
            id: desk.new_id(),
            review: review.to_owned(),
            position,
            path: Some(from.map_or_else(|| source.path.clone(), str::to_owned)),
            name: source.name.clone(),
            file_date: None,
            added_at: desk.now(),
            server: None,
            state: if source.is_readable() { FileState::Reading } else { FileState::Read },
            reading: None,
            findings: source.findings.clone(),
            sha256: None,
        };
        ledger.add_file(&record)?;
        if source.is_readable() {
            locked(&desk.reading).insert(record.id.clone(), Arc::new(AtomicBool::new(false)));
            listed.push((record, source));
        }
    }
    Ok(listed)
}

/// Reads one listed file, keeps its bytes, binds it to its server, and writes down what it says.
pub(crate) fn read_one(
    desk: &Desk,
    ledger: &Ledger,
    opener: &mut Opener,
    record: FileRecord,
    source: &Source,
) -> Result<FileRecord, Failure> {
    read_one_of(desk, ledger, opener, record, source, None)
}

/// The same for a file that a person added as one of the server at `host`.
pub(crate) fn read_one_of(
    desk: &Desk,
    ledger: &Ledger,
    opener: &mut Opener,
    mut record: FileRecord,
    source: &Source,
    host: Option<&str>,
) -> Result<FileRecord, Failure> {
    let cancel = locked(&desk.reading).entry(record.id.clone()).or_default().clone();
    let turn = locked(&desk.reader);
    read_and_keep(desk, ledger, opener, &mut record, source, &cancel);
    let done = bind(desk, ledger, &mut record, host);
    drop(turn);
    locked(&desk.reading).remove(&record.id);
    let cancelled = record.findings.iter().any(|finding| finding.code == Code::Cancelled);
    record.state = if cancelled { FileState::Cancelled } else { FileState::Read };
    ledger.update_file(&record)?;
    done.map(|()| record)
}

fn read_and_keep(
    desk: &Desk,
    ledger: &Ledger,
    opener: &mut Opener,
    record: &mut FileRecord,
    source: &Source,
    cancel: &AtomicBool,
) {
    if cancel.load(Ordering::Relaxed) {
        record.findings.push(Finding::new(Code::Cancelled));
        return;
    }
    let mut open = match opener.open(source) {
        Ok(open) => open,
        Err(finding) => {
            record.findings.push(finding);
            return;
        }
    };
    record.file_date = open.modified();
    let id = record.id.clone();
    let watcher = Watcher::new(desk, &id, open.total(), cancel);
    let mut keeping = match ledger.keep() {
        Ok(keeping) => Some(keeping),
        Err(error) => {
            record.findings.push(not_kept(&error));
            None
        }
    };
    let keep = keeping.as_mut().map(|keeping| keeping as &mut (dyn std::io::Write + Send));
    let outcome = crate::review::read(&mut open, keep, &watcher);
    record.findings.extend(outcome.findings);
    let Some(reading) = outcome.reading else { return };
    if let Some(keeping) = keeping.filter(|_| outcome.kept) {
        // A file that is written is not yet a file that is kept: only after this may the ledger say "read".
        if let Err(error) = keeping.finish(&reading.sha256) {
            record.findings.push(not_kept(&error));
        }
    }
    record.sha256 = Some(reading.sha256);
    record.reading = Some(reading);
}

/// Binds what was read to its server, unless a person has to say which that is.
fn bind(desk: &Desk, ledger: &Ledger, record: &mut FileRecord, host: Option<&str>) -> Result<(), Failure> {
    let Some(reading) = record.reading.clone() else { return Ok(()) };
    if let (true, Some(named)) = (crate::beside::is_sound(record), &reading.server) {
        match host {
            Some(host) => crate::question::chosen::bind_chosen(ledger, record, named, host, desk.now())?,
            None => {
                if let crate::question::Bound::To(server) = crate::question::bind(ledger, named, desk.now())?
                {
                    record.server = Some(server);
                }
            }
        }
    }
    if let Some(server) = crate::companion::remembered(ledger, &reading)? {
        record.server = Some(server);
    }
    Ok(())
}

fn not_kept(error: &ledger::LedgerError) -> Finding {
    let reason = match error {
        ledger::LedgerError::DiskFull => "disk_full",
        ledger::LedgerError::NoPermission | ledger::LedgerError::ReadOnly => "no_permission",
        _ => "io",
    };
    Finding::new(Code::NotKept).with("reason", reason)
}

pub(crate) fn note_reviewed(desk: &Desk, ledger: &Ledger, review: &str) -> Result<(), Failure> {
    let files = ledger.files_of_review(review)?;
    let count = files.iter().filter(|file| file.state == FileState::Read).count() as u64;
    if count == 0 {
        return Ok(());
    }
    let mut hosts: Vec<_> = files.iter().filter_map(host).collect();
    hosts.sort();
    hosts.dedup();
    let single = if let [host] = &hosts[..] { Some(host.as_str()) } else { None };
    let server = single.and_then(|_| files.iter().find_map(|file| file.server));
    Entry::new(What::FilesReviewed)
        .about(server, single)
        .with("files", count)
        .with("servers", hosts.len() as u64)
        .found_by(files.iter().filter_map(|file| file.sha256.map(|digest| digest.hex())))
        .found_by(hosts.iter().cloned())
        .link(Link::Review { id: review.to_owned() })
        .write(desk, ledger)
}

/// The host that a file names.
pub(crate) fn host(file: &FileRecord) -> Option<String> {
    file.reading
        .as_ref()?
        .server
        .as_ref()?
        .host_name
        .as_deref()
        .map(|host| usage::outside::visible(host, 255))
}

/// Stops reading a file; it leaves the review.
pub(crate) fn cancel(desk: &Arc<Desk>, file: &str) -> Result<(), Failure> {
    match locked(&desk.reading).get(file) {
        Some(flag) => flag.store(true, Ordering::Relaxed),
        None => return Err(Failure::new(FailureCode::AlreadyDone)),
    }
    Ok(())
}

/// Takes a file out of the open review. Its bytes stay kept until they are forgotten.
pub(crate) fn remove(desk: &Arc<Desk>, file: &str) -> Result<(), Failure> {
    for (ledger, _) in desk.ledgers() {
        if let Some(mut record) = ledger.file(file)? {
            record.state = FileState::Cancelled;
            ledger.update_file(&record)?;
            desk.tell(Event::ReviewChanged);
            return Ok(());
        }
    }
    Err(Failure::new(FailureCode::NotFound)
        .with("what", "file")
        .with("id", usage::outside::visible(file, 40)))
}

/// Closes the open review; its files stay kept.
pub(crate) fn close(desk: &Arc<Desk>) -> Result<(), Failure> {
    let ledger = desk.world()?.ledger;
    if let Some(review) = ledger.open_review()? {
        ledger.close_review(&review.id, desk.now())?;
        desk.tell(Event::ReviewChanged);
    }
    Ok(())
}
