//! The list of people that stands for a hand-over: the file's own where it is open, else the newest report of all accounts of its
//! server.

use jiff::Timestamp;
use ledger::HandOver;
use usage::outside::host_key;
use usage::{Accounts, ReportScope, Sha256Digest};

use super::ground::Ground;
use crate::companion::scope;
use crate::{Desk, Failure};

/// A list of all accounts of a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ListOfPeople {
    /// Whether it is the very list that was handed over. Nothing can prove that a sealed one and a report say the same.
    pub(crate) own: bool,
    /// The digest of the file that it stands in.
    pub(crate) sha256: Sha256Digest,
    /// When that file was added.
    pub(crate) at: Timestamp,
}

/// The list for a hand-over of a server; `None` where its people are known to nobody here.
pub(crate) fn list_for(
    desk: &Desk,
    hand_over: &HandOver,
    host: &str,
) -> Result<Option<ListOfPeople>, Failure> {
    let world = desk.world_of(&hand_over.enterprise)?;
    if let Some(file) = &hand_over.file
        && let Some(record) = world.ledger.file(file)?
        && let Some(reading) = &record.reading
        && matches!(reading.accounts, Accounts::Open(_))
    {
        return Ok(Some(ListOfPeople { own: true, sha256: reading.sha256, at: record.added_at }));
    }
    let host = host_key(host);
    let ground = Ground::of(&world)?;
    let found = ground.lists().find(|(server, reading, name, _)| {
        server.host.as_deref().is_some_and(|other| host_key(other) == host)
            && (reading.server.is_some() || scope(reading, name) == Some(ReportScope::All))
    });
    Ok(found.map(|(_, reading, _, at)| ListOfPeople { own: false, sha256: reading.sha256, at }))
}
