//! What a headless hand-over would do: files are reviewed, and nothing is kept or sent.

use ledger::{Enterprise, Ledger};
use usage::{Code, Finding, Severity, Sha256Digest};

use crate::Failure;
use crate::answers::{
    ConsumedPair, FileEntry, HandOverDocument, HandOverState, HandOversDocument, HeldAccounts, WhyNothing,
};
use crate::eligible::{Candidate, standing_of};
use crate::refused::{Noticed, known, refused};
use crate::send::SendRequest;

/// Says what would be handed over.
pub(crate) fn dry_run(
    ledger: &Ledger,
    enterprise: &Enterprise,
    request: &SendRequest,
) -> Result<HandOversDocument, Failure> {
    let reviewed = crate::review::review(&request.paths, &mut std::io::empty(), &usage::reader::Unwatched);
    let mut document =
        HandOversDocument { schema: "seatbridge.handovers/1", handovers: Vec::new(), refused: Vec::new() };
    let mut leaving: Vec<(String, String)> = Vec::new();
    for entry in reviewed {
        let candidate = Candidate {
            kind: entry.kind,
            sha256: entry.sha256.as_deref().and_then(Sha256Digest::parse),
            sample: entry.sample,
            broken: entry.findings.iter().any(|finding| finding.severity == Severity::Error),
        };
        let standing = standing_of(ledger, enterprise.practice, Some(enterprise), &candidate, request.again)?;
        let sha256 = entry.sha256.clone().unwrap_or_default();
        let twin = leaving.iter().find(|(other, _)| *other == sha256).map(|(_, name)| name);
        let why = standing.why_not.or(twin.map(|_| WhyNothing::OnItsWay));
        let Some(why) = why else {
            leaving.push((sha256, entry.name.clone()));
            document.handovers.push(would_leave(entry));
            continue;
        };
        let known = match twin {
            Some(name) => Some(Finding::new(Code::SameBytesTwice).with("other", name.as_str())),
            None => known(ledger, enterprise.practice, &standing)?,
        };
        let noticed = Noticed { path: entry.path, name: entry.name, findings: entry.findings };
        document.refused.push(refused(noticed, why, known));
    }
    Ok(document)
}

/// A hand-over that is not made: it has no id.
fn would_leave(entry: FileEntry) -> HandOverDocument {
    HandOverDocument {
        schema: "seatbridge.handover/1",
        id: String::new(),
        sha256: entry.sha256.unwrap_or_default(),
        server: entry.server.and_then(|server| server.host_name).unwrap_or_default(),
        state: HandOverState::Waiting,
        reason: Some("dry_run".to_owned()),
        consumed: ConsumedPair { before: None, after: None },
        accounts: HeldAccounts {
            expected: entry.accounts.and_then(|accounts| accounts.total),
            held: None,
            missing: None,
            unexpected: None,
            differing: None,
        },
    }
}
