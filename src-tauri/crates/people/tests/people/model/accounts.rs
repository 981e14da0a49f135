//! What the files say of accounts, file by file.

use std::collections::{BTreeMap, BTreeSet};

use usage::ReportScope;
use usage::roster::SignedIn;

use super::{ModelAccount, ModelRecord, Names};
use crate::world::{FileKind, World};

/// The accounts by the model's own keys, the servers whose memory is replaced, and whether somebody is unknown.
pub(super) fn accounts(
    world: &World,
    names: &Names,
    records: &[ModelRecord],
) -> (BTreeMap<String, ModelAccount>, BTreeSet<String>, bool) {
    let complete = |kind: FileKind| matches!(kind, FileKind::Open | FileKind::Listed(ReportScope::All));
    let mut servers: BTreeMap<String, Vec<&crate::world::File>> = BTreeMap::new();
    let mut unknown = false;
    for file in &world.files {
        match names.server(file.id.as_ref(), file.host.as_ref()) {
            Some(server) => servers.entry(server).or_default().push(file),
            None => unknown = true,
        }
    }
    for (server, _) in records.iter().flat_map(|record| &record.listed) {
        servers.entry(server.clone()).or_default();
    }
    let mut accounts = BTreeMap::new();
    let mut replaced = BTreeSet::new();
    for (server, files) in &servers {
        let last_sync = world
            .syncs
            .iter()
            .filter(|(id, name, _)| names.server(id.as_ref(), name.as_ref()).as_ref() == Some(server))
            .filter_map(|(_, _, date)| *date)
            .max();
        let wholes: Vec<_> = files.iter().filter(|file| complete(file.kind)).collect();
        let old = |file: &&&crate::world::File| matches!((file.made_at, last_sync), (Some(made), Some(sync)) if made < sync);
        let stale = !wholes.is_empty() && wholes.iter().all(old);
        if !wholes.is_empty() && !stale {
            replaced.insert(server.clone());
        }
        let remembered: BTreeSet<u64> = records
            .iter()
            .flat_map(|record| &record.listed)
            .filter(|(at, _)| at == server)
            .map(|(_, id)| *id)
            .collect();
        let is_remembered = |id: &u64| remembered.contains(id) && !replaced.contains(server);
        let whole_ids: BTreeSet<u64> =
            wholes.iter().flat_map(|file| &file.accounts).filter_map(|person| person.id).collect();
        let mut own: BTreeMap<u64, ModelAccount> = BTreeMap::new();
        for id in remembered.iter().filter(|id| is_remembered(id)).chain(&whole_ids) {
            own.insert(*id, ModelAccount { remembered: is_remembered(id), ..ModelAccount::default() });
        }
        for (id, account) in &mut own {
            describe(account, files, &|kind| complete(kind), *id);
        }
        if wholes.is_empty() && own.is_empty() && !files.is_empty() {
            unknown = true;
        }
        accounts.extend(own.into_iter().map(|(id, account)| (format!("{server} {id}"), account)));
    }
    (accounts, replaced, unknown)
}

/// Fills in what the files say of an account. Worlds of the laws have at most one row for it in each file.
fn describe(
    account: &mut ModelAccount,
    files: &[&crate::world::File],
    complete: &dyn Fn(FileKind) -> bool,
    id: u64,
) {
    let mut rows: Vec<_> = files
        .iter()
        .flat_map(|file| file.accounts.iter().map(move |person| (file, person)))
        .filter(|(_, person)| person.id == Some(id))
        .collect();
    rows.sort_by_key(|(file, person)| {
        let by_words = (person.email.clone(), person.login.clone());
        let newest = std::cmp::Reverse(file.made_at);
        (!complete(file.kind), person.email.is_empty(), newest, person.login.is_empty(), by_words)
    });
    if let Some((_, person)) = rows.first() {
        account.email.clone_from(&person.email);
        account.login.clone_from(&person.login);
    }
    let told = |ask: &dyn Fn(FileKind, &crate::world::Person) -> Option<bool>| {
        let told: Vec<(Option<i64>, bool)> =
            rows.iter().filter_map(|(file, person)| Some((file.made_at, ask(file.kind, person)?))).collect();
        let newest = told.iter().filter_map(|(date, _)| *date).max();
        told.iter().any(|(date, says)| *says && (date.is_none() || *date == newest))
    };
    account.suspended = told(&|kind, person| match kind {
        FileKind::Listed(ReportScope::Suspended) => Some(true),
        FileKind::Listed(ReportScope::Active) => Some(false),
        _ => person.suspended,
    });
    account.dormant = told(&|kind, person| match kind {
        FileKind::Listed(ReportScope::Dormant) => Some(true),
        FileKind::Listed(ReportScope::Active) => Some(false),
        _ => person.dormant,
    });
    account.signed = rows
        .iter()
        .map(|(_, person)| match person.signed_in {
            SignedIn::NotTold => 0,
            SignedIn::NoSign => 1,
            SignedIn::Yes => 2,
        })
        .collect();
}
