//! What a document amounts to: its kind, its server, its accounts, and what a person should know of them.

use super::document::{Document, Users};
use super::server::Server;
use crate::{
    Accounts, Code, Finding, Kind, Place, Reading,
    outside::{is_host, visible},
};

/// How many characters of an outside text a finding shows.
const SHOWN: usize = 80;

/// The feature that says that GitHub Connect syncs license usage by itself (github/docs, "Syncing license usage"; the name
/// is in GitHub's own example of `github_connect.features_enabled`).
const LICENSE_SYNC: &str = "licenseusagesync";

/// The reading that a document and its bytes make.
pub(super) fn judge<D>(document: Document, bytes: u64, sha256: D) -> Reading<D> {
    let mut reading = Reading { sample: document.sample, ..Reading::of_bytes(bytes, sha256) };
    let beginning = Place { line: 1, column: 1, path: String::new() };
    if bytes == 0 {
        reading.findings.push(Finding::new(Code::EmptyFile));
        return reading;
    }
    if let Some(encoding) = document.encoding {
        reading.findings.push(Finding::new(Code::WrongEncoding).with("encoding", encoding).at(beginning));
        return reading;
    }
    if document.has_mark {
        reading.findings.push(Finding::new(Code::ByteOrderMark).at(beginning));
    }
    let is_whole = document.fault.is_none();
    reading.findings.extend(document.fault.map(|fault| fault.finding(bytes)));
    let server = document.statements.settle();
    let has_users = matches!(document.users, Some((Users::Sealed(_) | Users::Open(_), _)));
    reading.kind = kind(document.is_object, &server, has_users);
    if reading.kind == Kind::GhesExport {
        reading.findings.extend(document.noticed.into_findings());
        reading.findings.extend(document.noticed_in_list.into_findings());
        about_server(&server, is_whole, &mut reading.findings);
        if let Some((users, place)) = document.users {
            reading.accounts = about_users(users, place, &mut reading.findings);
        } else if is_whole {
            reading.findings.push(Finding::new(Code::NoUserList));
        }
        reading.server = Some(server.instance);
    } else {
        let duplicates =
            document.noticed.into_findings().filter(|finding| finding.code == Code::DuplicateKey);
        reading.findings.extend(duplicates);
        if is_whole {
            if has_users {
                let missing: Vec<String> = server.missing.iter().map(ToString::to_string).collect();
                reading.findings.push(Finding::new(Code::FieldsMissing).with("missing", missing));
            }
            reading.findings.push(Finding::new(Code::UnknownKind));
        }
    }
    sort(&mut reading.findings);
    reading
}

/// A server's name or number is enough; a user list alone is not, because other documents of GitHub's have one.
fn kind(is_object: bool, server: &Server, has_users: bool) -> Kind {
    const DOCUMENTED: usize = 7;
    let is_named = server.instance.server_id.is_some() || server.instance.host_name.is_some();
    if is_object && (is_named || (has_users && server.missing.len() < DOCUMENTED)) {
        Kind::GhesExport
    } else {
        Kind::Unknown
    }
}

fn about_server(server: &Server, is_whole: bool, findings: &mut Vec<Finding>) {
    let instance = &server.instance;
    match &instance.server_id {
        None if is_whole => findings.push(Finding::new(Code::ServerIdMissing)),
        Some(id) if !is_uuid(id) => {
            let finding = Finding::new(Code::ServerIdNotUuid).with("value", visible(id, SHOWN));
            findings.push(at(finding, server.id_at.as_ref()));
        }
        _ => {}
    }
    match &instance.host_name {
        None if is_whole => findings.push(Finding::new(Code::HostMissing)),
        Some(host) if !is_host(host) => {
            let finding = Finding::new(Code::HostOdd).with("value", visible(host, SHOWN));
            findings.push(at(finding, server.host_at.as_ref()));
        }
        _ => {}
    }
    if instance.http_only == Some(true) {
        findings.push(at(Finding::new(Code::HttpOnly), server.http_only_at.as_ref()));
    }
    if let Some(feature) = instance.features.iter().find(|feature| is_license_sync(&feature.name)) {
        let since = visible(feature.enabled_at.as_deref().unwrap_or_default(), SHOWN);
        let finding = Finding::new(Code::ConnectSyncs).with("since", since);
        findings.push(at(finding, server.features_at.as_ref()));
    }
    if server.unknown > 0 {
        let keys: Vec<String> = instance.unknown.iter().map(|(key, _)| visible(key, SHOWN)).collect();
        findings.push(Finding::new(Code::UnknownKeys).with("keys", keys).with("count", server.unknown));
    }
}

fn about_users(users: Users, place: Place, findings: &mut Vec<Finding>) -> Accounts {
    match users {
        Users::Sealed(sealing) => {
            if sealing.bytes == 0 {
                findings.push(Finding::new(Code::EmptyUserList).at(place));
            } else if !sealing.base64 {
                findings.push(Finding::new(Code::UsersNotBase64).at(place));
            }
            Accounts::Sealed(sealing)
        }
        Users::Open(tally) => {
            let (counts, noticed) = tally.finish(&place.path);
            if counts.total == 0 {
                findings.push(Finding::new(Code::EmptyUserList).at(place));
            }
            findings.extend(noticed);
            Accounts::Open(counts)
        }
        Users::Odd => Accounts::Absent,
    }
}

fn at(finding: Finding, place: Option<&Place>) -> Finding {
    match place {
        Some(place) => finding.at(place.clone()),
        None => finding,
    }
}

/// In the order of the file; findings about the file as a whole come last.
pub(super) fn sort(findings: &mut [Finding]) {
    findings.sort_by_key(|finding| finding.at.as_ref().map_or((u64::MAX, 0), |at| (at.line, at.column)));
}

fn is_license_sync(name: &str) -> bool {
    let letters = name.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_lowercase());
    letters.eq(LICENSE_SYNC.bytes())
}

/// Whether a text is a UUID as RFC 9562 writes it, in either letter case.
fn is_uuid(text: &str) -> bool {
    const GROUPS: [usize; 5] = [8, 4, 4, 4, 12];
    let groups = text.split('-');
    groups.clone().map(str::len).eq(GROUPS)
        && groups.flat_map(str::bytes).all(|byte| byte.is_ascii_hexdigit())
}
