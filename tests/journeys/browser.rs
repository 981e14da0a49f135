//! The real window under WebDriver: WebKitWebDriver starts the program and drives its page.

use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use tempfile::TempDir;
use tokio::sync::{Mutex, MutexGuard};

/// How long the page may take for what a person waits for.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// One window at a time: a second start hands over to the first one. Under nextest its test group does the same.
static ONE_WINDOW: Mutex<()> = Mutex::const_new(());

/// The window over a ledger of its own.
pub(crate) struct Window {
    /// The page in it.
    pub(crate) page: Client,
    folder: TempDir,
    _driver: Driver,
    _turn: MutexGuard<'static, ()>,
}

impl Window {
    /// Opens it for a newcomer who reads English.
    pub(crate) async fn open() -> Self {
        assert!(
            std::env::var_os("DISPLAY").is_some(),
            "DISPLAY is not set: run the journeys by `make test`, or under xvfb-run"
        );
        let turn = ONE_WINDOW.lock().await;
        let folder = tempfile::tempdir().expect("a folder for the window");
        let (mut driver, address) = Driver::start(folder.path());
        let browser = json!({
            "binary": env!("CARGO_BIN_EXE_seatbridge-desktop"),
            "args": ["--data", folder.path().join("data")],
        });
        let capabilities: fantoccini::wd::Capabilities =
            [("webkitgtk:browserOptions".to_owned(), browser)].into_iter().collect();
        let began = Instant::now();
        let page = loop {
            let mut builder = ClientBuilder::new(HttpConnector::new());
            let session = builder.capabilities(capabilities.clone());
            // It answers when the window does; one that handed over to another and went away never does.
            let opened = tokio::time::timeout(PATIENCE, session.connect(&address)).await;
            match opened.expect("the window opens in time; is another one open on this bus?") {
                Ok(page) => break page,
                Err(error) if began.elapsed() > PATIENCE => panic!("the window does not open: {error}"),
                // The driver takes a moment until it listens.
                Err(_) => tokio::time::sleep(Duration::from_millis(100)).await,
            }
        };
        driver.note_started();
        Self { page, folder, _driver: driver, _turn: turn }
    }

    /// The ledger's folder.
    pub(crate) fn data(&self) -> std::path::PathBuf {
        self.folder.path().join("data")
    }

    /// Waits for a button by what stands on it, and clicks it.
    pub(crate) async fn click(&self, words: &str) {
        let button = format!("//button[not(@aria-disabled='true') and normalize-space(.)='{words}']");
        self.wait_for(&button).await.click().await.unwrap_or_else(|error| panic!("{words}: {error}"));
    }

    /// Waits for an element by `XPath`.
    pub(crate) async fn wait_for(&self, path: &str) -> Element {
        match self.page.wait().at_most(PATIENCE).for_element(Locator::XPath(path)).await {
            Ok(element) => element,
            Err(error) => panic!("{path} does not come: {error}; the page reads:\n{}", self.text().await),
        }
    }

    /// What stands on the page.
    pub(crate) async fn text(&self) -> String {
        match self.page.find(Locator::Css("body")).await {
            Ok(body) => body.text().await.unwrap_or_default(),
            Err(error) => error.to_string(),
        }
    }

    /// Closes it.
    pub(crate) async fn close(self) {
        self.page.clone().close().await.expect("the window closes");
    }
}

/// `WebKitWebDriver`, until this is dropped.
struct Driver {
    child: Child,
    /// The processes that it started.
    started: Vec<String>,
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.note_started();
        let _ = self.child.kill();
        let _ = self.child.wait();
        if self.started.is_empty() {
            return;
        }
        // A window that outlives its test, be it by the moment that a process takes to end, takes over the next start on this
        // bus. They are not our own children, so that there is nothing to wait for but their end.
        let _ = Command::new("kill").arg("-KILL").args(&self.started).stderr(Stdio::null()).status();
        let began = Instant::now();
        while self.started.iter().any(|process| runs(process)) && began.elapsed() < PATIENCE {
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

/// Whether a process still runs: one that has ended has no command line, if it is listed at all.
fn runs(process: &str) -> bool {
    std::fs::read(format!("/proc/{process}/cmdline")).is_ok_and(|line| !line.is_empty())
}

impl Driver {
    /// Notes what it has started by now; after a session was closed it knows of it no more.
    fn note_started(&mut self) {
        let listed = format!("/proc/{0}/task/{0}/children", self.child.id());
        let listed = std::fs::read_to_string(listed).unwrap_or_default();
        self.started.extend(listed.split_whitespace().map(str::to_owned));
    }

    /// Starts it with a home of its own, on a port that is free.
    fn start(home: &Path) -> (Self, String) {
        let port = TcpListener::bind("127.0.0.1:0")
            .and_then(|listener| listener.local_addr())
            .expect("a free port on loopback")
            .port();
        let child = Command::new("WebKitWebDriver")
            .args([format!("--port={port}"), "--host=127.0.0.1".to_owned()])
            .envs([("TAURI_AUTOMATION", "true"), ("TAURI_WEBVIEW_AUTOMATION", "true")])
            .envs([("LC_ALL", "C.UTF-8"), ("LANG", "en_US.UTF-8"), ("LANGUAGE", "en_US:en")])
            .envs([
                ("HOME", home.join("home")),
                ("XDG_DATA_HOME", home.join("home/data")),
                ("XDG_CONFIG_HOME", home.join("home/config")),
                ("XDG_CACHE_HOME", home.join("home/cache")),
            ])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| {
                panic!(
                    "WebKitWebDriver cannot be started ({error}); Debian: apt-get install webkit2gtk-driver"
                )
            });
        (Self { child, started: Vec::new() }, format!("http://127.0.0.1:{port}"))
    }
}
