//! The real window under WebDriver: WebKitWebDriver starts the program and drives its page.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use fantoccini::elements::Element;
use fantoccini::key::Key;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use tokio::sync::{Mutex, MutexGuard};

use crate::house::House;
use crate::rehearsal::free_port;

/// How long the page may take for what a person waits for.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// How long it takes until it is looked at again.
const GLANCE: Duration = Duration::from_millis(50);

/// One window at a time: a second start hands over to the first one. Under nextest its test group does the same.
static ONE_WINDOW: Mutex<()> = Mutex::const_new(());

/// The window in its house.
pub(crate) struct Window {
    /// The page in it.
    pub(crate) page: Client,
    house: Arc<House>,
    driver: Driver,
    _turn: MutexGuard<'static, ()>,
}

impl Window {
    /// Opens it for a newcomer who reads English.
    pub(crate) async fn open() -> Self {
        Self::open_in(&Arc::new(House::new())).await
    }

    /// Opens it where windows may have been before.
    pub(crate) async fn open_in(house: &Arc<House>) -> Self {
        assert!(
            std::env::var_os("DISPLAY").is_some(),
            "DISPLAY is not set: run the journeys by `make test`, or under xvfb-run"
        );
        let turn = ONE_WINDOW.lock().await;
        let (mut driver, address) = Driver::start(house);
        let browser = json!({
            "binary": env!("CARGO_BIN_EXE_seatbridge-desktop"),
            "args": ["--data", house.data()],
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
                Err(_) => tokio::time::sleep(GLANCE).await,
            }
        };
        driver.note_started();
        Self { page, house: Arc::clone(house), driver, _turn: turn }
    }

    /// The ledgers' folder.
    pub(crate) fn data(&self) -> std::path::PathBuf {
        self.house.data()
    }

    /// Waits for a button by what stands on it, and clicks it.
    pub(crate) async fn click(&self, words: &str) {
        let words = literal(words);
        self.press(&format!("//button[not(@aria-disabled='true') and normalize-space(.)={words}]")).await;
    }

    /// Waits for a button that bears a picture by its name, and clicks it.
    pub(crate) async fn click_icon(&self, name: &str) {
        let name = literal(name);
        self.press(&format!(
            "//button[@aria-label={name} or @aria-labelledby=//*[normalize-space(.)={name}]/@id]"
        ))
        .await;
    }

    /// Waits for an entry of an open menu by how it begins, and clicks it.
    pub(crate) async fn choose(&self, words: &str) {
        let words = literal(words);
        let entry = "contains(@role, 'menuitem')";
        self.press(&format!("//*[{entry} and starts-with(normalize-space(.), {words})]")).await;
    }

    /// Goes to a place by the navigation.
    pub(crate) async fn go_to(&self, place: &str) {
        let words = literal(place);
        self.press(&format!("//nav//a[starts-with(normalize-space(.), {words})]")).await;
        self.wait_for(&format!("//h1[normalize-space(.)={words}]")).await;
    }

    /// Waits for an element by `XPath` that has come to rest, and clicks it: one in a dialog that still moves in is no longer where the
    /// driver aims.
    pub(crate) async fn press(&self, path: &str) {
        let began = Instant::now();
        let mut before = None;
        loop {
            let element = self.wait_for(path).await;
            let place = element.rectangle().await.ok();
            if place.is_some() && place == before || began.elapsed() > PATIENCE {
                return element.click().await.unwrap_or_else(|error| panic!("{path}: {error}"));
            }
            before = place;
            tokio::time::sleep(GLANCE).await;
        }
    }

    /// Types into the field that bears that label, in place of what stands in it.
    pub(crate) async fn fill(&self, label: &str, text: &str) {
        let label = literal(label);
        let field =
            self.wait_for(&format!("//*[@id=//label[starts-with(normalize-space(.), {label})]/@for]")).await;
        // Taken back key by key: clearing it would go past the page, which puts the text back, and WebKit's driver does not let go
        // of a modifier key within one run of keys.
        let stands = field.prop("value").await.ok().flatten().unwrap_or_default();
        let back = char::from(Key::Backspace).to_string().repeat(stands.chars().count());
        field
            .send_keys(&format!("{}{back}{text}", char::from(Key::End)))
            .await
            .unwrap_or_else(|error| panic!("{label}: {error}"));
    }

    /// Waits until these words stand somewhere on the page.
    pub(crate) async fn reads(&self, words: &str) {
        self.wait_for(&format!("//body[contains(normalize-space(.), {})]", literal(words))).await;
    }

    /// Whether it shows that letting go now would add files.
    pub(crate) async fn shows_what_hangs_over_it(&self) -> bool {
        let overlay = "//*[@role='status' and contains(., 'Release to ')]";
        self.page.find(Locator::XPath(overlay)).await.is_ok()
    }

    /// Waits for an element by `XPath`.
    pub(crate) async fn wait_for(&self, path: &str) -> Element {
        match self.page.wait().at_most(PATIENCE).every(GLANCE).for_element(Locator::XPath(path)).await {
            Ok(element) => element,
            Err(error) => panic!("{path} does not come: {error}; the page reads:\n{}", self.text().await),
        }
    }

    /// Waits until there is no such element.
    pub(crate) async fn wait_until_gone(&self, path: &str) {
        let began = Instant::now();
        while self.page.find(Locator::XPath(path)).await.is_ok() {
            assert!(began.elapsed() < PATIENCE, "{path} stays; the page reads:\n{}", self.text().await);
            tokio::time::sleep(GLANCE).await;
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

    /// Ends its process at once, as when the power goes.
    pub(crate) fn kill(self) {
        self.driver.kill_started();
    }
}

/// Words as a text in `XPath`, which knows no escapes.
pub(crate) fn literal(words: &str) -> String {
    if words.contains('\'') { format!("\"{words}\"") } else { format!("'{words}'") }
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
        // A window that outlives its test takes over the next start on this bus.
        self.kill_started();
    }
}

/// Whether anything of a process is left: its files stay open until the last of its threads has ended, and until then the bus
/// believes that it is there. One that has ended may be listed on, until somebody asks how.
fn runs(process: &str) -> bool {
    let Ok(status) = std::fs::read_to_string(format!("/proc/{process}/status")) else { return false };
    let ended = status.lines().any(|line| line.starts_with("State:\tZ"));
    let threads = std::fs::read_dir(format!("/proc/{process}/task")).map_or(0, Iterator::count);
    !ended || threads > 1
}

impl Driver {
    /// Notes what it has started by now; after a session was closed it knows of it no more.
    fn note_started(&mut self) {
        let listed = format!("/proc/{0}/task/{0}/children", self.child.id());
        let listed = std::fs::read_to_string(listed).unwrap_or_default();
        self.started.extend(listed.split_whitespace().map(str::to_owned));
    }

    /// Kills what it has started, and waits for its end: these are not our own children, so that there is nothing else to wait
    /// for.
    fn kill_started(&self) {
        if self.started.is_empty() {
            return;
        }
        let _ = Command::new("kill").arg("-KILL").args(&self.started).stderr(Stdio::null()).status();
        let began = Instant::now();
        while self.started.iter().any(|process| runs(process)) && began.elapsed() < PATIENCE {
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Starts it with the home and the programs of a house, on a port that is free.
    fn start(house: &House) -> (Self, String) {
        let port = free_port();
        let home = house.folder().join("home");
        let mut path = vec![house.programs()];
        path.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
        let mut command = Command::new("WebKitWebDriver");
        command
            .args([format!("--port={port}"), "--host=127.0.0.1".to_owned()])
            .envs([("TAURI_AUTOMATION", "true"), ("TAURI_WEBVIEW_AUTOMATION", "true")])
            .envs([("LC_ALL", "C.UTF-8"), ("LANG", "en_US.UTF-8"), ("LANGUAGE", "en_US:en")])
            .env("PATH", std::env::join_paths(path).expect("folders that can stand in PATH"))
            .envs([
                ("HOME", home.clone()),
                ("XDG_DATA_HOME", home.join("data")),
                ("XDG_CONFIG_HOME", home.join("config")),
                ("XDG_CACHE_HOME", home.join("cache")),
            ])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let child = start(&mut command, "webkit2gtk-driver");
        (Self { child, started: Vec::new() }, format!("http://127.0.0.1:{port}"))
    }
}

/// Starts a program that a Debian package brings; where it is missing, that is said.
pub(crate) fn start(command: &mut Command, package: &str) -> Child {
    match command.spawn() {
        Ok(child) => child,
        Err(error) => panic!("{}", missing(Path::new(command.get_program()), &error, package)),
    }
}

/// What is said where a program cannot be started.
pub(crate) fn missing(program: &Path, error: &std::io::Error, package: &str) -> String {
    format!("{} cannot be started ({error}); Debian: apt-get install {package}", program.display())
}
