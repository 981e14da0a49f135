//! The enterprise at one moment: its servers, what was uploaded for them, and who takes a license.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;

use crate::counter::{self, Person};
use crate::export::{Outcome, ServerName};
use crate::store::{Store, Upload};
use crate::world::{ServerAccount, World};

/// How the last sync of a server ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LastSync {
    pub(crate) at: Timestamp,
    /// Why it failed; empty where it did not.
    pub(crate) error: String,
}

/// A server, as the cloud knows it.
#[derive(Clone, Debug)]
pub(crate) struct Installation {
    pub(crate) server: ServerName,
    /// Whether GitHub Connect syncs it; otherwise it is known from uploads.
    pub(crate) is_connected: bool,
    pub(crate) created_at: Timestamp,
    pub(crate) updated_at: Timestamp,
    /// Its accounts, as its last successful sync gave them.
    pub(crate) accounts: Accounts,
    /// When that was.
    pub(crate) accounts_at: Timestamp,
    /// What was uploaded for it, first to last.
    pub(crate) uploads: Vec<Arc<Upload>>,
    /// `None` until something has settled.
    pub(crate) last_sync: Option<LastSync>,
}

/// A list of accounts and where it is kept, so that no list is copied.
#[derive(Clone, Debug)]
pub(crate) enum Accounts {
    None,
    Connected(Arc<World>),
    Uploaded(Arc<Upload>),
}

impl std::ops::Deref for Accounts {
    type Target = [ServerAccount];

    fn deref(&self) -> &[ServerAccount] {
        match self {
            Self::None => &[],
            Self::Connected(world) => &world.connected.accounts,
            Self::Uploaded(upload) => match &upload.outcome {
                Outcome::Accounts { accounts } => accounts,
                Outcome::PeopleUnknown | Outcome::Failed { .. } => &[],
            },
        }
    }
}

/// The enterprise at one moment.
#[derive(Clone, Debug)]
pub(crate) struct Snapshot {
    pub(crate) world: Arc<World>,
    /// In the order in which the cloud came to know them.
    pub(crate) installations: Vec<Installation>,
    /// Everybody who takes a license; [`counter::Place`] points into `installations`.
    pub(crate) people: Vec<Person>,
    /// The moment.
    pub(crate) now: Timestamp,
}

const WEEK_SECONDS: i64 = 7 * 24 * 60 * 60;
/// GitHub Connect syncs weekly, from the moment it was turned on: here a Monday, 03:20 UTC.
const CONNECT_ENABLED: Timestamp = Timestamp::constant(1_736_738_400, 0);

impl Snapshot {
    fn at(world: &Arc<World>, uploads: &[Arc<Upload>], now: Timestamp) -> Self {
        let mut installations = vec![connected(world, now)];
        for upload in uploads {
            let known = installations.iter_mut().find(|known| is_same_server(&known.server, &upload.server));
            match known {
                Some(installation) => installation.uploads.push(Arc::clone(upload)),
                None => installations.push(first_upload(upload)),
            }
        }
        for installation in &mut installations {
            installation.settle(now);
        }
        let accounts: Vec<&[ServerAccount]> = installations.iter().map(|one| &*one.accounts).collect();
        let people = counter::people(&world.cloud, &accounts);
        Self { world: Arc::clone(world), installations, people, now }
    }
}

impl Installation {
    /// Lets every upload whose moment has come take effect, in the order of those moments.
    fn settle(&mut self, now: Timestamp) {
        let mut settled: Vec<_> =
            self.uploads.iter().filter(|upload| upload.is_settled(now)).cloned().collect();
        settled.sort_by_key(|upload| (upload.settles_at, upload.number));
        for upload in settled {
            self.updated_at = self.updated_at.max(upload.settles_at);
            let error = match &upload.outcome {
                Outcome::Failed { reason } => reason.clone(),
                Outcome::Accounts { .. } | Outcome::PeopleUnknown => {
                    // The last list replaces the one before; of a list that cannot be opened nobody is known.
                    self.accounts = Accounts::Uploaded(Arc::clone(&upload));
                    self.accounts_at = upload.settles_at;
                    self.rename(&upload.server);
                    String::new()
                }
            };
            self.last_sync = Some(LastSync { at: upload.settles_at, error });
        }
    }

    /// Takes the names that the last export tells; one that it leaves out stays.
    fn rename(&mut self, server: &ServerName) {
        for (known, told) in
            [(&mut self.server.server_id, &server.server_id), (&mut self.server.host_name, &server.host_name)]
        {
            if !told.is_empty() {
                known.clone_from(told);
            }
        }
    }
}

/// One server is one server id; where a file tells none, its host name stands for it.
fn is_same_server(known: &ServerName, other: &ServerName) -> bool {
    if known.server_id.is_empty() || other.server_id.is_empty() {
        usage::outside::host_key(&known.host_name) == usage::outside::host_key(&other.host_name)
    } else {
        known.server_id.eq_ignore_ascii_case(&other.server_id)
    }
}

/// When GitHub Connect last synced, seen from a moment.
fn last_weekly_sync(now: Timestamp) -> Timestamp {
    let weeks = (now.as_second() - CONNECT_ENABLED.as_second()).div_euclid(WEEK_SECONDS);
    let last = CONNECT_ENABLED.as_second() + weeks.max(0) * WEEK_SECONDS;
    Timestamp::from_second(last).unwrap_or(CONNECT_ENABLED)
}

fn connected(world: &Arc<World>, now: Timestamp) -> Installation {
    let last = last_weekly_sync(now);
    Installation {
        server: ServerName {
            server_id: world.connected.server_id.to_owned(),
            host_name: world.connected.host_name.to_owned(),
        },
        is_connected: true,
        created_at: CONNECT_ENABLED,
        updated_at: last,
        accounts: Accounts::Connected(Arc::clone(world)),
        accounts_at: last,
        uploads: Vec::new(),
        last_sync: Some(LastSync { at: last, error: String::new() }),
    }
}

fn first_upload(upload: &Arc<Upload>) -> Installation {
    Installation {
        server: upload.server.clone(),
        is_connected: false,
        created_at: upload.created_at,
        updated_at: upload.created_at,
        accounts: Accounts::None,
        accounts_at: upload.created_at,
        uploads: vec![Arc::clone(upload)],
        last_sync: None,
    }
}

/// Gives the snapshot of any moment; the last one is kept, since a client asks page by page.
#[derive(Debug)]
pub(crate) struct Snapshots {
    world: Arc<World>,
    last: Mutex<Option<(Moment, Arc<Snapshot>)>>,
}

/// What a snapshot depends on: two moments that are equal here have the same snapshot but for `now`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Moment {
    uploads: usize,
    settled: usize,
    connect_synced_at: Timestamp,
}

impl Snapshots {
    pub(crate) fn of(world: World) -> Self {
        Self { world: Arc::new(world), last: Mutex::new(None) }
    }

    pub(crate) fn at(&self, store: &Store, now: Timestamp) -> Arc<Snapshot> {
        let uploads = store.uploads();
        let moment = Moment {
            uploads: uploads.len(),
            settled: uploads.iter().filter(|upload| upload.is_settled(now)).count(),
            connect_synced_at: last_weekly_sync(now),
        };
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        match &*last {
            Some((known, snapshot)) if *known == moment => Arc::clone(snapshot),
            _ => {
                let snapshot = Arc::new(Snapshot::at(&self.world, &uploads, now));
                *last = Some((moment, Arc::clone(&snapshot)));
                snapshot
            }
        }
    }
}
