//! From a reading to the entry that the window and the headless twin show.

use usage::{Accounts, Finding, Kind, Reading, Seats, ServerInstance, ServerLicense};

use crate::answers::{
    AccountsEntry, AccountsState, CloudEntry, FeatureEntry, FileEntry, LicenseEntry, ServerEntry,
};

/// The entry of a file: what was read in it, and what was noticed from outside its bytes.
pub(crate) fn entry(path: String, name: String, reading: Option<&Reading>, outside: &[Finding]) -> FileEntry {
    let mut findings = outside.to_vec();
    if let Some(reading) = reading {
        findings.extend(reading.findings.iter().cloned());
    }
    FileEntry {
        path,
        name,
        bytes: reading.map(|reading| reading.bytes),
        sha256: reading.map(|reading| reading.sha256.hex()),
        kind: reading.map(|reading| reading.kind).unwrap_or_default(),
        server: reading.and_then(|reading| reading.server.as_ref()).map(server),
        accounts: reading
            .filter(|reading| has_accounts(reading.kind))
            .map(|reading| accounts(&reading.accounts)),
        cloud: reading.and_then(|reading| reading.cloud.as_ref()).map(|cloud| CloudEntry {
            consumed: cloud.consumed,
            purchased: cloud.purchased,
            rows: cloud.rows,
        }),
        identities: reading.and_then(|reading| reading.identities.clone()),
        subscriptions: reading.and_then(|reading| reading.subscriptions.clone()),
        license: reading.and_then(|reading| reading.license.as_ref()).map(license),
        sample: reading.is_some_and(|reading| reading.sample),
        findings,
    }
}

/// Whether a file of this kind speaks of a server's accounts.
const fn has_accounts(kind: Kind) -> bool {
    matches!(kind, Kind::GhesExport | Kind::GhesUsersCsv | Kind::GhesUserCsvCli)
}

fn server(server: &ServerInstance) -> ServerEntry {
    let shown = |text: &Option<String>| text.as_deref().map(|text| usage::outside::visible(text, 255));
    ServerEntry {
        server_id: shown(&server.server_id),
        host_name: shown(&server.host_name),
        version: shown(&server.version),
        http_only: server.http_only,
        license_hash: shown(&server.license_hash),
        public_key_sha256: server.public_key_sha256.clone(),
        features: server
            .features
            .iter()
            .map(|feature| FeatureEntry {
                name: usage::outside::visible(&feature.name, 255),
                enabled_at: shown(&feature.enabled_at),
            })
            .collect(),
    }
}

fn license(license: &ServerLicense) -> LicenseEntry {
    let shown = |text: &Option<String>| text.as_deref().map(|text| usage::outside::visible(text, 64));
    LicenseEntry {
        seats: match license.seats {
            Some(Seats::Count(seats)) => Some(seats),
            Some(Seats::Unlimited) | None => None,
        },
        unlimited: license.seats == Some(Seats::Unlimited),
        seats_used: license.seats_used,
        kind: shown(&license.kind),
        expires_at: shown(&license.expire_at),
        days_left: license.days_until_expiration,
    }
}

fn accounts(accounts: &Accounts) -> AccountsEntry {
    let unknown = |state| AccountsEntry { state, total: None, active: None, suspended: None, dormant: None };
    match accounts {
        Accounts::Sealed(_) => unknown(AccountsState::Sealed),
        Accounts::Absent => unknown(AccountsState::Absent),
        Accounts::Open(counts) => AccountsEntry {
            state: AccountsState::Open,
            total: Some(counts.total),
            active: counts.active,
            suspended: counts.suspended,
            dormant: counts.dormant,
        },
    }
}

/// How many accounts a reviewed list has: known for an open one only.
pub(crate) fn accounts_expected(reading: &Reading) -> Option<u64> {
    match &reading.accounts {
        Accounts::Open(counts) => Some(counts.total),
        Accounts::Sealed(_) | Accounts::Absent => None,
    }
}
