//! The desk: its ports, its two ledgers, and what is going on at this moment. No logic.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use ledger::Ledger;

use crate::answers::Event;
use crate::compare::Compared;
use crate::consumed_report::CloudReading;
use crate::decisions::import::Pending;
use crate::from_cloud::CloudPartsReading;
use crate::from_server::ServerReadings;
use crate::hand_over::Transfer;
use crate::listed::Listed;
use crate::people_place::Held;
use crate::ports::{Ports, Work};
use crate::practice_world::Embedded;
use crate::{Failure, FailureCode, Secret};

/// Where the work is done.
pub struct Desk {
    pub(crate) ports: Ports,
    pub(crate) folder: PathBuf,
    /// The real world's ledger; settings and real enterprises live here.
    pub(crate) real: Ledger,
    /// The practice world's.
    pub(crate) practice: Ledger,
    /// Files that are being read, by id: set the flag to stop.
    pub(crate) reading: Mutex<HashMap<String, Arc<AtomicBool>>>,
    /// Transfers that are going on, by hand-over id.
    pub(crate) transfers: Mutex<HashMap<String, Arc<Transfer>>>,
    /// Tokens that were given for this session only, by enterprise name.
    pub(crate) session_tokens: Mutex<HashMap<String, Secret>>,
    /// What the keychain said, by enterprise name: a token, so that it is not asked at each question to the cloud, or none.
    pub(crate) known_tokens: Mutex<HashMap<String, Option<Secret>>>,
    /// The practice enterprise that this process serves.
    pub(crate) embedded: tokio::sync::Mutex<Option<Embedded>>,
    /// One file at a time is read: the reader itself uses two cores.
    pub(crate) reader: Mutex<()>,
    /// The two lists of people that were compared last: their pages are asked for one by one.
    pub(crate) compared: Mutex<Option<Arc<Compared>>>,
    /// The list of people that was looked at last: its pages are asked for one by one.
    pub(crate) listed: Mutex<Option<Arc<Listed>>>,
    /// What the pages of the cloud's report in a sheet were found to be together.
    pub(crate) joined_parts: Mutex<crate::pages::LastJoined>,
    /// Wakes the watch: something was handed over, or a person asked for a check.
    pub(crate) wake: tokio::sync::Notify,
    /// Why an enterprise could not be asked the last time, by name.
    pub(crate) unreadable: Mutex<HashMap<String, Failure>>,
    /// Until when an enterprise asked to be asked nothing, by name.
    pub(crate) asked_to_wait: Mutex<HashMap<String, Timestamp>>,
    /// When each watched hand-over is asked about next, by id.
    pub(crate) next_checks: Mutex<HashMap<String, Timestamp>>,
    /// Counts what tells of other files or another enterprise, so that whoever keeps what it knows of them looks again.
    pub(crate) files_changed: AtomicU64,
    /// What is being written where a person said: set the flag to stop.
    pub(crate) saving: Mutex<Option<Arc<AtomicBool>>>,
    /// The file of decisions that a person looks at.
    pub(crate) import: Mutex<Option<Pending>>,
    /// The readings of the cloud's report of consumed licenses, by enterprise name.
    pub(crate) cloud_readings: Mutex<HashMap<String, Arc<CloudReading>>>,
    /// The readings of identities and subscriptions, by enterprise name.
    pub(crate) cloud_parts: Mutex<HashMap<String, Arc<CloudPartsReading>>>,
    /// The readings of servers, by the key of their host.
    pub(crate) server_readings: Mutex<HashMap<String, Arc<ServerReadings>>>,
    /// Everybody, as last counted.
    pub(crate) people: Mutex<Held>,
    /// How often a person stopped a count: whoever asked before the last time waits no longer.
    pub(crate) count_stops: AtomicU64,
}

impl Desk {
    /// Opens the desk over the ledgers in `folder`, which is made if it is not there.
    pub fn open(folder: &Path, ports: Ports) -> Result<Arc<Self>, Failure> {
        let real = Ledger::open(folder)?;
        let practice = Ledger::open(&folder.join("practice"))?;
        Ok(Arc::new(Self {
            ports,
            folder: folder.to_owned(),
            real,
            practice,
            reading: Mutex::default(),
            transfers: Mutex::default(),
            session_tokens: Mutex::default(),
            known_tokens: Mutex::default(),
            embedded: tokio::sync::Mutex::default(),
            reader: Mutex::default(),
            compared: Mutex::default(),
            listed: Mutex::default(),
            joined_parts: Mutex::default(),
            wake: tokio::sync::Notify::new(),
            unreadable: Mutex::default(),
            asked_to_wait: Mutex::default(),
            next_checks: Mutex::default(),
            files_changed: AtomicU64::new(0),
            saving: Mutex::default(),
            import: Mutex::default(),
            cloud_readings: Mutex::default(),
            cloud_parts: Mutex::default(),
            server_readings: Mutex::default(),
            people: Mutex::default(),
            count_stops: AtomicU64::new(0),
        }))
    }

    /// The folder of the ledgers.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Now, cut to the millisecond that the ledger keeps.
    pub(crate) fn now(&self) -> Timestamp {
        let now = self.ports.clock.now();
        Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now)
    }

    /// A new id: 32 hex digits.
    pub(crate) fn new_id(&self) -> String {
        use std::fmt::Write as _;
        self.ports.randomness.sixteen().iter().fold(String::with_capacity(32), |mut id, byte| {
            // Writing to a String cannot fail.
            let _ = write!(id, "{byte:02x}");
            id
        })
    }

    /// Tells the window that the desk has begun its work: whatever it asked before may have another answer now.
    pub fn told_started(&self) {
        self.tell(Event::SettingsChanged);
        self.tell(Event::ReviewChanged);
    }

    pub(crate) fn tell(&self, event: Event) {
        if matches!(event, Event::ReviewChanged | Event::SettingsChanged | Event::CloudRead { .. }) {
            self.files_changed.fetch_add(1, Ordering::Release);
        }
        (self.ports.listener)(event);
    }

    /// Runs the synchronous part of a use case where blocking is allowed.
    pub fn blocking<T: Send + 'static>(
        self: Arc<Self>,
        work: impl FnOnce(&Arc<Self>) -> Result<T, Failure> + Send + 'static,
    ) -> Work<T> {
        Box::pin(async move {
            match tokio::task::spawn_blocking(move || work(&self)).await {
                Ok(result) => result,
                Err(_) => Err(Failure::new(FailureCode::Defect).with("place", "blocking")),
            }
        })
    }
}

/// A lock whose holder cannot leave half a change behind: the maps above are changed by one insert or remove at a time.
pub(crate) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
