//! A practice enterprise that a journey holds in its own hands: it can be ended, and come back on the same port in another mood.

use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use practice::{Affects, Options, Running, Scenario};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::headless::hex_digest;

/// The enterprise, with what it took so far.
pub(crate) struct Rehearsal {
    // Its own: a journey waits for windows and programs meanwhile, and what they ask has to be answered.
    runtime: Option<Runtime>,
    options: Options,
    running: Option<Running>,
    /// How many seconds its clock is ahead of this computer's.
    ahead: Arc<AtomicU64>,
    _folder: TempDir,
}

impl Drop for Rehearsal {
    fn drop(&mut self) {
        self.running = None;
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

impl Rehearsal {
    /// The token that it asks for.
    pub(crate) const TOKEN: &'static str = "practice_0f1e2d3c4b5a69788796a5b4c3d2e1f0";

    /// How long uploads stay pending where a journey waits for that state: until [`Rehearsal::settle`].
    pub(crate) const LONG: Duration = Duration::from_secs(60 * 60);

    /// Serves one in which uploads stay pending for `settle`.
    pub(crate) fn serve(scenario: Scenario, affects: Affects, settle: Duration) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the uploads");
        let ahead = Arc::new(AtomicU64::new(0));
        let by = Arc::clone(&ahead);
        let clock = move || SystemTime::now() + Duration::from_secs(by.load(Ordering::Relaxed));
        let mut options = Options::new(Self::TOKEN.to_owned().into(), Arc::new(clock));
        options.port = free_port();
        options.folder = Some(folder.path().to_owned());
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .expect("a runtime for the enterprise");
        let mut enterprise = Self { runtime: Some(runtime), options, running: None, ahead, _folder: folder };
        enterprise.change(scenario, affects, settle);
        enterprise
    }

    /// Ends it and begins it again, where it was, with what it took.
    pub(crate) fn change(&mut self, scenario: Scenario, affects: Affects, settle: Duration) {
        self.end();
        self.options.scenario = scenario;
        self.options.affects = affects;
        self.options.settle_after = settle;
        let options = self.options.clone();
        self.running = Some(self.outside(practice::serve(options)).expect("its port is free again"));
    }

    /// Lets so much time pass there that what is pending settles.
    pub(crate) fn settle(&self) {
        self.ahead.fetch_add(Self::LONG.as_secs(), Ordering::Relaxed);
    }

    /// Ends it; its port is free then.
    pub(crate) fn end(&mut self) {
        if let Some(running) = self.running.take() {
            self.outside(running.stop());
        }
    }

    /// Runs something on its own runtime, and waits for it.
    fn outside<T: Send + 'static>(&self, work: impl Future<Output = T> + Send + 'static) -> T {
        let (sender, receiver) = std::sync::mpsc::channel();
        self.runtime.as_ref().expect("it is there until the end").spawn(async move {
            let _ = sender.send(work.await);
        });
        receiver.recv().expect("it comes to its end")
    }

    /// Where it listens.
    pub(crate) fn base_url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port())
    }

    /// The port on loopback that it listens on.
    pub(crate) fn port(&self) -> u16 {
        self.options.port
    }

    /// The names of the uploads that it lists of these bytes: each name ends in the first digits of their SHA-256.
    pub(crate) fn uploads_of(&self, bytes: &[u8]) -> Vec<String> {
        let ending = format!("-{}.json", &hex_digest(bytes)[..8]);
        self.uploads().into_iter().filter(|name| name.ends_with(&ending)).collect()
    }

    /// The names of all uploads that it lists.
    pub(crate) fn uploads(&self) -> Vec<String> {
        let query = "query ($slug: String!) { enterprise(slug: $slug) { ownerInfo {
            enterpriseServerInstallations(first: 100) {
                nodes { userAccountsUploads(first: 100) { nodes { name } } } } } } }";
        let question = json!({ "query": query, "variables": { "slug": practice::ENTERPRISE } });
        let asked = client()
            .post(format!("{}/graphql", self.base_url()))
            .header("content-type", "application/json")
            .body(question.to_string());
        let answer = self.ask(asked);
        let installations =
            answer["data"]["enterprise"]["ownerInfo"]["enterpriseServerInstallations"]["nodes"].as_array();
        let installations = installations.unwrap_or_else(|| panic!("installations are listed: {answer}"));
        let uploads =
            installations.iter().flat_map(|one| one["userAccountsUploads"]["nodes"].as_array().unwrap());
        uploads.map(|upload| upload["name"].as_str().expect("a name").to_owned()).collect()
    }

    /// Hands a file over as a person does who drops it on a page: under its own name, and without Seatbridge.
    pub(crate) fn take_from_a_person(&self, name: &str, bytes: Vec<u8>) {
        let address = format!("{}/enterprises/{}/server-usage", self.base_url(), practice::ENTERPRISE);
        let dropped = client()
            .post(address)
            .header("x-file-name", name)
            .header("idempotency-key", hex_digest(&bytes))
            .body(bytes);
        self.ask(dropped);
    }

    fn ask(&self, question: reqwest::RequestBuilder) -> Value {
        let question = question.bearer_auth(Self::TOKEN);
        self.outside(async move {
            let answer = question.send().await.expect("the practice enterprise answers");
            assert!(answer.status().is_success(), "it answers well: {}", answer.status());
            answer.json().await.expect("its answer is JSON")
        })
    }
}

fn client() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().build().expect("a client for loopback")
}

/// A port on loopback on which nothing listens now.
pub(crate) fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0")
        .and_then(|listener| listener.local_addr())
        .expect("a free port on loopback")
        .port()
}
