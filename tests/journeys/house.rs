//! A place where a window lives: a ledger, a home, and programs that stand in for the system's own. It outlives the window, so
//! that another can be opened over the same ledger.

use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use ledger::{Enterprise, HandOver, Ledger};
use serde_json::Value;
use tempfile::TempDir;

use crate::rehearsal::Rehearsal;
use crate::twin::{Said, program, spawn_with_input};

/// The place.
pub(crate) struct House {
    folder: TempDir,
}

impl House {
    /// A place where nothing has happened yet.
    pub(crate) fn new() -> Self {
        let house = Self { folder: tempfile::tempdir().expect("a folder for the window") };
        std::fs::create_dir(house.programs()).expect("a folder for programs");
        house
    }

    /// The folder that holds all of it.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The folder of the ledgers.
    pub(crate) fn data(&self) -> PathBuf {
        self.folder().join("data")
    }

    /// The programs here are found before the system's own.
    pub(crate) fn programs(&self) -> PathBuf {
        self.folder().join("programs")
    }

    /// The real world's ledger.
    pub(crate) fn real_ledger(&self) -> Ledger {
        Ledger::open(&self.data()).expect("the ledger opens")
    }

    /// The practice world's ledger.
    pub(crate) fn practice_ledger(&self) -> Ledger {
        Ledger::open(&self.data().join("practice")).expect("the practice ledger opens")
    }

    /// All hand-overs of the real world.
    pub(crate) fn real_hand_overs(&self) -> Vec<HandOver> {
        hand_overs(&self.real_ledger())
    }

    /// All hand-overs of practice.
    pub(crate) fn practice_hand_overs(&self) -> Vec<HandOver> {
        hand_overs(&self.practice_ledger())
    }

    /// Runs the headless twin over the window's own ledger, with `input` on standard input.
    pub(crate) fn twin(&self, arguments: &[&str], input: &str) -> Said {
        let mut command = Command::new(program());
        command.args(["--format", "json", "--data"]).arg(self.data()).args(arguments);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let output = spawn_with_input(command, input).wait_with_output().expect("the command ends");
        Said {
            code: output.status.code(),
            document: serde_json::from_slice(&output.stdout).unwrap_or(Value::Null),
            words: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// Makes a practice enterprise of another process known, and its token, which goes into the keychain. `name` is the account
    /// there, and the keychain is shared: each journey has its own.
    pub(crate) fn add_practice(&self, name: &str, enterprise: &Rehearsal) {
        let host = enterprise.base_url();
        let arguments = ["enterprise", "add", name, "--host", &host, "--slug", practice::ENTERPRISE];
        let added = self.twin(&arguments, Rehearsal::TOKEN);
        assert_eq!(added.code, Some(0), "{name} is added: {added:?}");
    }

    /// Makes a server on loopback known as a real enterprise, which no window and no shell can do: files go to it by its page,
    /// and only those that are no samples.
    pub(crate) fn add_real(&self, name: &str, base_url: &str) {
        let enterprise = Enterprise {
            name: name.to_owned(),
            title: name.to_owned(),
            web_origin: base_url.to_owned(),
            api_origin: base_url.to_owned(),
            slug: practice::ENTERPRISE.to_owned(),
            route: "page".to_owned(),
            endpoint: None,
            practice: false,
            added_at: jiff::Timestamp::now(),
        };
        self.real_ledger().add_enterprise(&enterprise).expect("the enterprise is noted");
    }

    /// Puts a program in the place of one of the system's: it writes down what it is called with, a line a call, and does
    /// nothing else. Answers where it writes.
    pub(crate) fn stand_in_for(&self, name: &str) -> PathBuf {
        let called = self.folder().join(format!("{name}.called"));
        std::fs::write(&called, "").expect("a file for its calls");
        let script = format!("#!/bin/sh\nprintf '%s\\n' \"$*\" >>'{}'\n", called.display());
        let path = self.programs().join(name);
        std::fs::write(&path, script).expect("the program is written");
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).expect("it can be run");
        called
    }

    /// The files, from here downward, that hold these bytes.
    pub(crate) fn files_with(&self, bytes: &[u8]) -> Vec<PathBuf> {
        let mut found = Vec::new();
        let mut folders = vec![self.folder().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
                let Ok(kind) = entry.file_type() else { continue };
                if kind.is_dir() {
                    folders.push(entry.path());
                } else if kind.is_file()
                    && let Ok(content) = std::fs::read(entry.path())
                    && content.windows(bytes.len()).any(|part| part == bytes)
                {
                    found.push(entry.path());
                }
            }
        }
        found
    }
}

fn hand_overs(ledger: &Ledger) -> Vec<HandOver> {
    let reviews = ledger.reviews().expect("the reviews");
    let of = |review: &ledger::Review| ledger.hand_overs_of_review(&review.id).expect("its hand-overs");
    reviews.iter().flat_map(of).collect()
}
