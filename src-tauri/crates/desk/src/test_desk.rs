//! A desk for unit tests: two ledgers in a folder of their own, a clock that stands until it is moved, ids that count up, no keychain.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, UNIX_EPOCH};

use jiff::Timestamp;
use ledger::{Change, Enterprise, FileRecord, HandOver, HandOverState, Ledger, NewHandOver, Review};
use serde_json::{Value, json};

use crate::answers::{Appearance, Language, ReviewSheet, Settings, Side};
use crate::ports::{Clock, Keychain, Ports, Randomness};
use crate::{Desk, Failure, FailureCode, Pace, Secret};

/// The server id of [`export`].
pub(crate) const SERVER_ID: &str = "5f0c9e1a-77b2-4c09-9d1e-2ab3f0c6d518";

/// The enterprise of [`TestDesk::choose_enterprise`].
pub(crate) const ENTERPRISE: &str = "hoshino";

/// An export of an invented server with an open list of these records.
pub(crate) fn export(host: &str, records: &Value) -> Value {
    json!({ "server_id": SERVER_ID, "host_name": host, "version": "3.19.2", "http_only": false, "license": "b1946ac9",
        "public_key": "a key", "features": [], "users": records })
}

struct StandingClock(AtomicI64);

impl Clock for StandingClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_second(self.0.load(Ordering::Relaxed)).unwrap()
    }
}

#[derive(Default)]
struct Counting(AtomicU64);

impl Randomness for Counting {
    fn sixteen(&self) -> [u8; 16] {
        u128::from(self.0.fetch_add(1, Ordering::Relaxed)).to_be_bytes()
    }
}

struct NoKeychain;

impl Keychain for NoKeychain {
    fn read(&self, _account: &str) -> Result<Option<Secret>, Failure> {
        Err(Failure::new(FailureCode::KeychainMissing))
    }

    fn write(&self, _account: &str, _secret: &Secret) -> Result<(), Failure> {
        Err(Failure::new(FailureCode::KeychainMissing))
    }

    fn delete(&self, _account: &str) -> Result<(), Failure> {
        Err(Failure::new(FailureCode::KeychainMissing))
    }
}

/// A keychain that answers.
#[derive(Default)]
pub(crate) struct Answering(Mutex<HashMap<String, Secret>>);

impl Keychain for Answering {
    fn read(&self, account: &str) -> Result<Option<Secret>, Failure> {
        Ok(self.0.lock().unwrap().get(account).cloned())
    }

    fn write(&self, account: &str, secret: &Secret) -> Result<(), Failure> {
        self.0.lock().unwrap().insert(account.to_owned(), secret.clone());
        Ok(())
    }

    fn delete(&self, account: &str) -> Result<(), Failure> {
        self.0.lock().unwrap().remove(account);
        Ok(())
    }
}

/// The desk, its folder and its clock.
pub(crate) struct TestDesk {
    pub(crate) desk: Arc<Desk>,
    clock: Arc<StandingClock>,
    folder: tempfile::TempDir,
}

impl TestDesk {
    /// A desk at 2026-11-24T09:00:00Z with nothing in it, which may use no network.
    pub(crate) fn new() -> Self {
        Self::with_network(false)
    }

    /// The same one, which may use the network. Without a keychain it has no token, so that it asks nobody all the same.
    pub(crate) fn connected() -> Self {
        Self::with_network(true)
    }

    fn with_network(network: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let beginning: Timestamp = "2026-11-24T09:00:00Z".parse().unwrap();
        let clock = Arc::new(StandingClock(AtomicI64::new(beginning.as_second())));
        let ports = Ports {
            clock: Arc::clone(&clock) as Arc<dyn Clock>,
            randomness: Arc::new(Counting::default()),
            keychain: Arc::new(NoKeychain),
            embeds_practice: false,
            listener: Arc::new(|_| {}),
            actor: "mona".to_owned(),
            network,
            pace: Pace::default(),
        };
        let desk = Desk::open(&folder.path().join("data"), ports).unwrap();
        Self { desk, clock, folder }
    }

    /// The same desk with a keychain that answers.
    pub(crate) fn with_keychain(mut self) -> (Self, Arc<Answering>) {
        let keychain = Arc::new(Answering::default());
        let ports = &mut Arc::get_mut(&mut self.desk).unwrap().ports;
        ports.keychain = Arc::clone(&keychain) as Arc<dyn Keychain>;
        (self, keychain)
    }

    /// Hears what the desk tells; before anything else is done at it.
    pub(crate) fn listen(&mut self, listener: crate::ports::Listener) {
        Arc::get_mut(&mut self.desk).unwrap().ports.listener = listener;
    }

    /// The ledger of the real world.
    pub(crate) fn ledger(&self) -> &Ledger {
        &self.desk.real
    }

    /// Lets time pass.
    pub(crate) fn wait(&self, duration: Duration) {
        self.clock.0.fetch_add(i64::try_from(duration.as_secs()).unwrap(), Ordering::Relaxed);
    }

    /// Adds a real enterprise and makes it the one at hand.
    pub(crate) fn choose_enterprise(&self) -> Enterprise {
        let enterprise = self.add_enterprise(ENTERPRISE);
        let settings = Settings {
            language: Language::default(),
            appearance: Appearance::default(),
            side: Side::Connected,
            enterprise: Some(enterprise.name.clone()),
        };
        self.ledger().set_setting(crate::world::SETTINGS, &settings).unwrap();
        enterprise
    }

    /// Adds a practice enterprise that listens there, and chooses it.
    pub(crate) fn choose_practice(&self, origin: &str, slug: &str) {
        let enterprise = Enterprise {
            name: ENTERPRISE.to_owned(),
            title: ENTERPRISE.to_owned(),
            web_origin: origin.to_owned(),
            api_origin: origin.to_owned(),
            slug: slug.to_owned(),
            route: "endpoint".to_owned(),
            endpoint: None,
            practice: true,
            added_at: self.desk.now(),
        };
        if self.ledger().enterprise(ENTERPRISE).unwrap().is_some() {
            self.ledger().remove_enterprise(ENTERPRISE).unwrap();
        }
        self.desk.practice.add_enterprise(&enterprise).unwrap();
        let mut settings = self.desk.settings().unwrap();
        settings.enterprise = Some(ENTERPRISE.to_owned());
        self.ledger().set_setting(crate::world::SETTINGS, &settings).unwrap();
    }

    /// Adds a real enterprise.
    pub(crate) fn add_enterprise(&self, name: &str) -> Enterprise {
        let enterprise = Enterprise {
            name: name.to_owned(),
            title: name.to_owned(),
            web_origin: "https://cloud.example".to_owned(),
            api_origin: "https://api.cloud.example".to_owned(),
            slug: name.to_owned(),
            route: "page".to_owned(),
            endpoint: None,
            practice: false,
            added_at: self.desk.now(),
        };
        self.ledger().add_enterprise(&enterprise).unwrap();
        enterprise
    }

    /// Begins a review; one that was open is closed.
    pub(crate) fn begin_review(&self) -> Review {
        if let Some(open) = self.ledger().open_review().unwrap() {
            self.ledger().close_review(&open.id, self.desk.now()).unwrap();
        }
        let id = self.desk.new_id();
        self.ledger().begin_review(&id, self.desk.now(), "mona").unwrap();
        self.ledger().review(&id).unwrap().unwrap()
    }

    /// Writes a file and adds it to a review, as a person does.
    pub(crate) fn add(&self, review: &Review, name: &str, content: &Value) -> FileRecord {
        self.add_of(review, name, content, self.desk.now())
    }

    /// The same for a file that the file system dates at a given time.
    pub(crate) fn add_of(
        &self,
        review: &Review,
        name: &str,
        content: &Value,
        file_date: Timestamp,
    ) -> FileRecord {
        self.add_text(review, name, &content.to_string(), file_date)
    }

    /// The same for any text.
    pub(crate) fn add_text(
        &self,
        review: &Review,
        name: &str,
        content: &str,
        file_date: Timestamp,
    ) -> FileRecord {
        let path = self.write(name, content, file_date);
        let mut listed = crate::add::list(&self.desk, self.ledger(), &review.id, &[path]).unwrap();
        let (record, source) = listed.remove(0);
        let mut opener = crate::sources::Opener::default();
        crate::add::read_one(&self.desk, self.ledger(), &mut opener, record, &source).unwrap()
    }

    /// Writes a file that the file system dates at a given time.
    pub(crate) fn write(&self, name: &str, content: &str, file_date: Timestamp) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        let file = std::fs::File::options().write(true).open(&path).unwrap();
        let since = Duration::try_from(file_date.duration_since(Timestamp::UNIX_EPOCH)).unwrap();
        file.set_modified(UNIX_EPOCH + since).unwrap();
        path
    }

    /// What the sheet of a review says.
    pub(crate) fn sheet(&self, review: &Review) -> ReviewSheet {
        crate::sheet::sheet(&self.desk, Some(&review.id)).unwrap().unwrap()
    }

    /// Hands a file over to the enterprise, up to a state; a settled one gets a receipt.
    pub(crate) fn hand_over(&self, file: &FileRecord, to: HandOverState) -> HandOver {
        let id = self.desk.new_id();
        let reading = file.reading.as_ref().unwrap();
        let ledger = self.ledger();
        let new = NewHandOver {
            id: id.clone(),
            review: Some(file.review.clone()),
            file: Some(file.id.clone()),
            enterprise: ENTERPRISE.to_owned(),
            server: file.server,
            sha256: reading.sha256,
            bytes: reading.bytes,
            handed_name: "handed.json".to_owned(),
            route: "page".to_owned(),
            actor: "mona".to_owned(),
            ticket: None,
            created_at: self.desk.now(),
            idempotency_key: reading.sha256.hex(),
            figures: ledger::Figures::default(),
        };
        ledger.create_hand_over(&new).unwrap();
        if to != HandOverState::Ready {
            assert!(ledger.claim_sending(&id, "test", self.desk.now()).unwrap(), "nobody else sends it");
        }
        self.move_on(&id, to);
        ledger.hand_over(&id).unwrap().unwrap()
    }

    /// Moves a hand-over on; a settled one gets a receipt, whose number is given back.
    pub(crate) fn move_on(&self, id: &str, to: HandOverState) -> Option<String> {
        let (ledger, now) = (self.ledger(), self.desk.now());
        assert!(
            ledger.advance(id, HandOverState::ALL, to, &Change::new(now, "test")).unwrap(),
            "it moves on"
        );
        to.is_settled().then(|| ledger.issue_receipt(id, now, &json!({ "state": to.as_str() })).unwrap())
    }
}
