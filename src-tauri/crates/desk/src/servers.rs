//! The servers that are known: by their files, and by the cloud's memory alone.

use std::sync::Arc;

use jiff::Timestamp;
use ledger::{HandOverState as State, Ledger};
use people::Code;
use people::evidence::Content;
use usage::outside::{host_key, visible};
use usage::{Param, ReportScope};

use self::exports::{changes, lines};
use self::questions::open_questions;
use crate::answers::{AcrossServers, PeopleFrom, ServerPage, ServerQuestion, ServerRow, Servers};
use crate::people_place::{Table, table};
use crate::world::World;
use crate::{Desk, Failure, FailureCode};

mod exports;
mod questions;
#[cfg(test)]
mod tests;

/// All servers, and what is noticed across them.
pub(crate) fn servers(desk: &Arc<Desk>) -> Result<Servers, Failure> {
    let world = desk.world()?;
    let table = table(desk, &world)?;
    let questions = open_questions(&world.ledger)?;
    let mut servers = Vec::new();
    for number in 0..table.people.servers().len() {
        servers.extend(row(&world, &table, number, &questions, desk.now())?);
    }
    let across = table.people.findings().iter().filter_map(across).collect();
    Ok(Servers { servers, across, questions })
}

/// One server, by what stands for it.
pub(crate) fn server(desk: &Arc<Desk>, key: &str) -> Result<ServerPage, Failure> {
    let world = desk.world()?;
    let table = table(desk, &world)?;
    let missing = || Failure::new(FailureCode::NotFound).with("what", "server").with("id", visible(key, 80));
    let by_label = table.people.servers().position(|(server, _)| server.label == key);
    let by_host = || table.people.servers().position(|(server, _)| server.hosts.contains(&host_key(key)));
    let number = by_label.or_else(by_host).ok_or_else(missing)?;
    let mut questions = open_questions(&world.ledger)?;
    let server = row(&world, &table, number, &questions, desk.now())?.ok_or_else(missing)?;
    let known = known(&world.ledger, &table, number)?;
    let exports = match &known {
        Some(known) => world.ledger.exports_of_server(known.id)?,
        None => Vec::new(),
    };
    let said = exports.first().and_then(|export| export.reading.as_ref()?.server.clone());
    let hand_overs = match &known {
        Some(known) => world.ledger.hand_overs_of_server(known.id)?,
        None => Vec::new(),
    };
    questions.retain(|question| is_about(question, known.as_ref()));
    Ok(ServerPage {
        server,
        server_id: known.as_ref().and_then(|known| known.server_id.as_deref()).map(|id| visible(id, 80)),
        other_names: known
            .iter()
            .flat_map(|known| &known.aliases)
            .map(|alias| visible(&alias.value, 255))
            .collect(),
        license_hash: said
            .as_ref()
            .and_then(|said| said.license_hash.as_deref())
            .map(|hash| visible(hash, 128)),
        public_key: said.as_ref().and_then(|said| said.public_key_sha256.clone()),
        http_only: said.as_ref().and_then(|said| said.http_only),
        features: said
            .iter()
            .flat_map(|said| &said.features)
            .map(|feature| visible(&feature.name, 255))
            .collect(),
        changes: changes(&world.ledger, &exports)?,
        exports: lines(&world.ledger, &exports, &hand_overs)?,
        questions,
    })
}

/// The host of a server, by what stands for it in a count.
pub(crate) fn host_of(desk: &Arc<Desk>, key: &str) -> Result<String, Failure> {
    Ok(server(desk, key)?.server.host)
}

/// The ledger's server behind one of the count's; `None` of one that only the cloud or a report names.
fn known(ledger: &Ledger, table: &Table, number: usize) -> Result<Option<ledger::Server>, Failure> {
    let Some((server, _)) = table.people.servers().nth(number) else { return Ok(None) };
    let is_it = |known: &ledger::Server| {
        let by_id = known.server_id.as_ref().is_some_and(|id| server.ids.contains(&id.trim().to_lowercase()));
        by_id || server.ids.is_empty() && server.hosts.contains(&host_key(&known.host))
    };
    Ok(ledger.servers()?.into_iter().find(is_it))
}

/// Whether a question is about this server of the ledger.
fn is_about(question: &ServerQuestion, known: Option<&ledger::Server>) -> bool {
    known.is_some_and(|known| host_key(&known.host) == host_key(&question.server))
}

fn row(
    world: &World,
    table: &Table,
    number: usize,
    questions: &[ServerQuestion],
    now: Timestamp,
) -> Result<Option<ServerRow>, Failure> {
    let people = &table.people;
    let Some((server, how)) = people.servers().nth(number) else { return Ok(None) };
    let known = known(&world.ledger, table, number)?;
    let exports = match &known {
        Some(known) => world.ledger.exports_of_server(known.id)?,
        None => Vec::new(),
    };
    let hand_overs = match &known {
        Some(known) => world.ledger.hand_overs_of_server(known.id)?,
        None => Vec::new(),
    };
    let last = exports.first();
    let counted = hand_overs.iter().find(|hand_over| hand_over.state == State::Counted);
    let totals = people.totals_of_server(u32::try_from(number).unwrap_or(u32::MAX));
    let reports = server.reports.iter().filter_map(|&report| people.evidence().reports.get(report as usize));
    let mut has = (false, false);
    for report in reports {
        has.0 |= matches!(report.content, Content::Listed(ReportScope::All, _));
        has.1 |= matches!(report.content, Content::Open(_));
    }
    let people_from = match has {
        (true, _) => PeopleFrom::Report,
        (_, true) => PeopleFrom::OpenExport,
        _ if totals.remembered > 0 => PeopleFrom::CloudMemory,
        _ => PeopleFrom::Unknown,
    };
    let is_known = people_from != PeopleFrom::Unknown;
    Ok(Some(ServerRow {
        key: server.label.clone(),
        host: visible(known.as_ref().map_or(server.label.as_str(), |known| known.host.as_str()), 255),
        version: last
            .and_then(|last| last.reading.as_ref()?.server.as_ref()?.version.as_deref())
            .map(|version| visible(version, 64)),
        accounts: is_known.then_some(totals.accounts),
        // The cloud remembers who is counted, and says nothing of the others.
        active: how.complete.then_some(totals.active),
        suspended: how.complete.then_some(totals.suspended),
        dormant: how.complete.then_some(totals.dormant),
        no_primary_email: how.complete.then_some(totals.without_primary_email),
        people_from,
        connect: last
            .and_then(|last| last.reading.as_ref()?.server.as_ref())
            .map(|said| said.features.iter().any(|feature| feature.name == "license_usage_sync")),
        last_export: last.map(|last| last.added_at.to_string()),
        days: last.and_then(|last| {
            let hours = now.duration_since(last.added_at).as_hours();
            u32::try_from(hours / 24).ok()
        }),
        last_counted: counted.and_then(|counted| counted.settled_at).map(|at| at.to_string()),
        newer_waits: counted
            .is_some_and(|counted| last.is_some_and(|last| last.sha256 != Some(counted.sha256))),
        questions: u32::try_from(
            questions.iter().filter(|question| is_about(question, known.as_ref())).count(),
        )
        .unwrap_or(u32::MAX),
    }))
}

fn across(finding: &people::Finding) -> Option<AcrossServers> {
    let text = |name: &str| match finding.params.get(name) {
        Some(Param::Text(text)) => visible(text, 255),
        _ => String::new(),
    };
    let list = |name: &str| match finding.params.get(name) {
        Some(Param::List(list)) => list.iter().map(|text| visible(text, 255)).collect(),
        _ => Vec::new(),
    };
    match finding.code {
        Code::OneHostTwoIds => Some(AcrossServers::OneHostTwoIds { host: text("host"), ids: list("ids") }),
        Code::OneIdTwoHosts => Some(AcrossServers::OneIdTwoHosts { id: text("id"), hosts: list("hosts") }),
        _ => None,
    }
}
