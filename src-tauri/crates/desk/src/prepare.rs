//! What stands ready before a hand-over: private copies that bear their digest, hashed again, and what the enterprise says now.

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ledger::{Enterprise, FileRecord, Ledger};
use sha2::{Digest as _, Sha256};
use usage::{Code, Sha256Digest};

use crate::answers::{Preparation, PreparedFile, WhyNothing};
use crate::calls::HandOverRequest;
use crate::handed_name::handed_name;
use crate::page_way::way_of;
use crate::world::{page, route};
use crate::{Desk, Failure, FailureCode};

/// A review that is to be handed over, with the enterprise at hand and the files that can go.
pub(crate) struct Chosen {
    pub(crate) ledger: Ledger,
    pub(crate) enterprise: Enterprise,
    pub(crate) files: Vec<FileRecord>,
}

/// Chooses what a request means: the named files of the review, or all that can be handed over.
pub(crate) fn choose(desk: &Desk, request: &HandOverRequest) -> Result<Chosen, Failure> {
    let (ledger, practice, review) = crate::sheet::find_review(desk, &request.review)?;
    let world = desk.world()?;
    let enterprise = world
        .enterprise
        .filter(|enterprise| enterprise.practice == practice)
        .ok_or_else(|| Failure::new(FailureCode::NoEnterprise))?;
    let files = crate::sheet::files(&ledger, &review.id)?;
    choose_from(ledger, enterprise, files, request)
}

/// Chooses among files.
pub(crate) fn choose_from(
    ledger: Ledger,
    enterprise: Enterprise,
    files: Vec<FileRecord>,
    request: &HandOverRequest,
) -> Result<Chosen, Failure> {
    let mut chosen: Vec<FileRecord> = Vec::new();
    for file in files {
        let wanted = request.files.is_empty() || request.files.contains(&file.id);
        let twin = chosen.iter().any(|other| other.sha256 == file.sha256);
        let standing =
            crate::eligible::standing(&ledger, enterprise.practice, Some(&enterprise), &file, request.again)?;
        if wanted && !twin && standing.why_not.is_none() {
            chosen.push(file);
        } else if wanted && standing.why_not == Some(WhyNothing::OnItsWay) && !request.files.is_empty() {
            return Err(Failure::new(FailureCode::AlreadyDone));
        }
    }
    if chosen.is_empty() {
        return Err(Failure::new(FailureCode::NothingToHandOver));
    }
    Ok(Chosen { ledger, enterprise, files: chosen })
}

/// What stands ready. Nothing leaves by this.
pub(crate) async fn prepare(desk: &Arc<Desk>, request: &HandOverRequest) -> Result<Preparation, Failure> {
    let wanted = request.clone();
    let (chosen, files) = Arc::clone(desk)
        .blocking(move |desk| {
            let chosen = choose(desk, &wanted)?;
            let files = chosen
                .files
                .iter()
                .map(|file| ready(&chosen.ledger, file))
                .collect::<Result<Vec<_>, Failure>>()?;
            Ok((chosen, files))
        })
        .await?;
    let mut preparation = Preparation {
        enterprise: chosen.enterprise.name.clone(),
        host: cloud::Origin::parse(&chosen.enterprise.web_origin)
            .map(|origin| origin.host().to_owned())
            .unwrap_or_default(),
        practice: chosen.enterprise.practice,
        route: route(&chosen.enterprise),
        page: page(&chosen.enterprise),
        way: way_of(desk, &chosen.enterprise)?,
        files,
        read_at: desk.now().to_string(),
        checks: Vec::new(),
        before: None,
        last_syncs: Vec::new(),
    };
    // Nothing that the enterprise does not answer hinders the hand-over: it is shown, and the watch will say "unconfirmed".
    if let Ok((check, consumed)) = crate::enterprise::check_and_count(desk, &chosen.enterprise.name).await {
        preparation.checks = check.lines;
        preparation.before = consumed;
    }
    // Everybody, for what changed afterwards: in the background, since a large enterprise has thousands of pages.
    crate::consumed_report::read_beforehand(desk, &chosen.ledger, &chosen.enterprise)?;
    if let Ok((client, slug)) = desk.cloud(&chosen.enterprise).await
        && let Ok(syncs) = client.sync_status(&slug).await
    {
        for file in &preparation.files {
            let key = usage::outside::host_key(&file.server);
            let sync = syncs
                .value
                .iter()
                .find(|sync| sync.host.as_deref().is_some_and(|host| usage::outside::host_key(host) == key));
            let date = sync.and_then(|sync| sync.date).map(|date| date.to_string());
            preparation.last_syncs.push((file.server.clone(), date));
        }
    }
    Ok(preparation)
}

fn ready(ledger: &Ledger, file: &FileRecord) -> Result<PreparedFile, Failure> {
    let defect = || Failure::new(FailureCode::Defect).with("place", "prepare");
    let reading = file.reading.as_ref().ok_or_else(defect)?;
    let server = crate::add::host(file).unwrap_or_default();
    let name = handed_name(Some(&server), file.added_at, &reading.sha256);
    let path = ledger.handed_file(&reading.sha256, &name)?;
    Ok(PreparedFile {
        file: file.id.clone(),
        server,
        name,
        bytes: reading.bytes,
        sha256: reading.sha256.hex(),
        same_bytes: digest_of(&path)? == reading.sha256,
        sample: reading.sample,
        findings: reading
            .findings
            .iter()
            .filter(|finding| finding.code == Code::ConnectSyncs)
            .cloned()
            .collect(),
    })
}

/// Hashes a file again.
pub(crate) fn digest_of(path: &Path) -> Result<Sha256Digest, Failure> {
    let mut file = std::fs::File::open(path).map_err(|error| crate::disk::failure(&error))?;
    let mut hash = Sha256::new();
    let mut block = vec![0; 1024 * 1024];
    loop {
        match file.read(&mut block) {
            Ok(0) => return Ok(Sha256Digest::new(hash.finalize().into())),
            Ok(count) => hash.update(&block[..count]),
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(crate::disk::failure(&error)),
        }
    }
}

/// The path of a file's copy that stands ready, made anew, for showing it in a folder or dragging it out.
pub fn handed_path(desk: &Desk, file: &str) -> Result<PathBuf, Failure> {
    handed(desk, file).map(|(path, _)| path)
}

/// The same, with the digest of the reviewed bytes.
pub(crate) fn handed(desk: &Desk, file: &str) -> Result<(PathBuf, Sha256Digest), Failure> {
    for (ledger, _) in desk.ledgers() {
        if let Some(record) = ledger.file(file)?
            && let Some(reading) = &record.reading
        {
            let host = crate::add::host(&record);
            let name = handed_name(host.as_deref(), record.added_at, &reading.sha256);
            return Ok((ledger.handed_file(&reading.sha256, &name)?, reading.sha256));
        }
    }
    Err(Failure::new(FailureCode::NotFound)
        .with("what", "file")
        .with("id", usage::outside::visible(file, 40)))
}
