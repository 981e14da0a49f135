//! A keychain that is not there, is locked, or waits for a person who is away: it is told in time, with a way to do without.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::twin::{ENTERPRISE, Practice, Said, Twin};

/// How long the keychain may take in these journeys, in seconds.
const WAIT: &str = "1";

/// The longest that a command may take for it: far below forever, and far above what a busy computer adds.
const IN_TIME: Duration = Duration::from_secs(20);

/// A session bus of its own, without the keychain of the tests.
struct Bus {
    daemon: Child,
    address: String,
    home: TempDir,
}

impl Bus {
    fn start() -> Self {
        let home = tempfile::tempdir().expect("a home for the bus");
        let mut daemon = Command::new("dbus-daemon")
            .args(["--session", "--nofork", "--nopidfile", "--print-address=1"])
            .arg(format!("--address=unix:path={}", home.path().join("bus").display()))
            .envs(home_of(&home))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("dbus-daemon is one of the prerequisites");
        let mut address = String::new();
        BufReader::new(daemon.stdout.take().expect("it was asked for"))
            .read_line(&mut address)
            .expect("its first line says where it is");
        Self { daemon, address: address.trim().to_owned(), home }
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
    }
}

/// What keeps a program away from the home, the keyrings and the bus of these tests.
fn home_of(home: &TempDir) -> [(&'static str, std::path::PathBuf); 4] {
    let home = home.path().to_owned();
    [
        ("HOME", home.clone()),
        ("XDG_RUNTIME_DIR", home.clone()),
        ("XDG_DATA_HOME", home.join("data")),
        ("XDG_CONFIG_HOME", home.join("config")),
    ]
}

/// Where the headless twin looks for its keychain.
enum Session<'a> {
    /// There is no bus at all.
    None(&'a TempDir),
    /// On this bus.
    On(&'a Bus),
}

impl Session<'_> {
    fn run(&self, twin: &Twin, arguments: &[&str], input: &str) -> Said {
        let mut command = twin.command(arguments);
        command.args(["--keychain-wait", WAIT]);
        match self {
            Self::None(home) => command.envs(home_of(home)).env_remove("DBUS_SESSION_BUS_ADDRESS"),
            Self::On(bus) => command.envs(home_of(&bus.home)).env("DBUS_SESSION_BUS_ADDRESS", &bus.address),
        };
        let began = Instant::now();
        let said = Said::by(command, input);
        assert!(began.elapsed() < IN_TIME, "it ends in time, after {:?}: {said:?}", began.elapsed());
        said
    }

    /// The keychain takes no token, which is told in `words`, and gives none, which ends a command with `without`; without it the
    /// file goes from the shell to its receipt.
    async fn refuses_and_is_not_needed(&self, words: &str, without: i32) {
        let practice = Practice::serve(Duration::from_millis(100));
        let twin = Twin::new();
        let (host, slug) = practice.address();
        let add = ["enterprise", "add", ENTERPRISE, "--host", host, "--slug", slug];
        let sample = practice.sample("sample-sealed.json");
        let hand_over = ["send", sample.to_str().unwrap(), "--enterprise", ENTERPRISE];
        let uploads_before = practice.uploads().await;

        let refused = self.run(&twin, &add, practice.token());
        assert_eq!(refused.code, Some(3), "the token cannot be kept: {refused:?}");
        for needed in [words, "--no-token", "--token-stdin"] {
            assert!(refused.words.contains(needed), "it says {needed:?}: {}", refused.words);
        }
        let known = self.run(&twin, &["enterprise", "list"], "");
        assert_eq!(known.document["enterprises"], serde_json::json!([]), "nothing is half added");

        let added = self.run(&twin, &[&add[..], &["--no-token"]].concat(), "");
        assert_eq!(added.code, Some(0), "without the keychain it is added: {added:?}");
        let refused = self.run(&twin, &hand_over, "");
        assert_eq!(refused.code, Some(without), "the token cannot be read: {refused:?}");
        assert!(refused.words.contains("--token-stdin"), "what to do: {}", refused.words);
        assert_eq!(practice.uploads().await, uploads_before, "nothing left");
        let open = self.run(&twin, &["confirm"], "");
        assert_eq!(open.document["handovers"], serde_json::json!([]), "and nothing waits to leave: {open:?}");

        let sent = self.run(&twin, &[&hand_over[..], &["--token-stdin"]].concat(), practice.token());
        assert_eq!(sent.code, Some(0), "with the token of this run it leaves: {sent:?}");
        let confirmed = self.run(&twin, &["confirm", "--wait", "15", "--token-stdin"], practice.token());
        assert_eq!(confirmed.document["state"], "counted", "and is counted: {confirmed:?}");
        assert_eq!(files_with(&twin, practice.token()), Vec::<String>::new(), "the token is in no file");
    }
}

/// The files of the ledger in which a text stands.
fn files_with(twin: &Twin, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![twin.folder().to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder of the ledger") {
            let path = entry.expect("an entry of it").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let content = std::fs::read(&path).expect("a file of the ledger");
                let holds = content.windows(text.len()).any(|window| window == text.as_bytes());
                found.extend(holds.then(|| path.display().to_string()));
            }
        }
    }
    found
}

#[tokio::test]
async fn without_a_bus_there_is_no_keychain_and_it_is_not_needed() {
    let home = tempfile::tempdir().unwrap();
    Session::None(&home).refuses_and_is_not_needed("No keychain answers", 3).await;
}

#[tokio::test]
async fn a_locked_keychain_is_told_and_not_needed() {
    // The bus starts the real keychain, which nobody opened yet: it takes nothing, and knows of no token.
    let bus = Bus::start();
    Session::On(&bus).refuses_and_is_not_needed("The keychain is locked", 2).await;
}

#[tokio::test]
async fn a_keychain_that_waits_for_a_person_is_given_up_in_time_and_not_needed() {
    let bus = Bus::start();
    // It has the keychain's name and answers nothing, as one that asks a person who is away.
    let _silent = zbus::blocking::connection::Builder::address(bus.address.as_str())
        .and_then(|builder| builder.name("org.freedesktop.secrets"))
        .and_then(zbus::blocking::connection::Builder::build)
        .expect("the name is free on this bus");
    Session::On(&bus).refuses_and_is_not_needed("did not answer within 1 s", 3).await;
}
