//! The headless twin and the practice enterprise as processes.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::headless::hex_digest;

/// The name that the practice enterprise goes by in these journeys.
pub(crate) const ENTERPRISE: &str = "rehearsal";

/// The program `seatbridge`, which stands beside the window's.
pub(crate) fn program() -> PathBuf {
    let name = format!("seatbridge{}", std::env::consts::EXE_SUFFIX);
    let program = Path::new(env!("CARGO_BIN_EXE_seatbridge-desktop")).with_file_name(name);
    assert!(
        program.is_file(),
        "{} is missing: build it by `cargo build --workspace --bin seatbridge`",
        program.display()
    );
    program
}

/// The headless twin over a ledger of its own.
pub(crate) struct Twin {
    folder: TempDir,
}

impl Twin {
    /// A twin that knows nothing yet.
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder for the ledger") }
    }

    /// The ledger's folder.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// A command over this ledger, with JSON as its answer.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(program());
        command
            .args(["--format", "json", "--data"])
            .arg(self.folder())
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Runs a command to its end.
    pub(crate) fn run(&self, arguments: &[&str]) -> Said {
        self.run_with_input(arguments, "")
    }

    /// Runs a command to its end, with `input` on standard input.
    pub(crate) fn run_with_input(&self, arguments: &[&str], input: &str) -> Said {
        Said::by(self.command(arguments), input)
    }

    /// Makes a practice enterprise known, without keeping its token.
    pub(crate) fn add(&self, practice: &Practice) -> Said {
        let mut arguments = vec!["enterprise", "add", ENTERPRISE, "--no-token"];
        arguments.extend(["--host", &practice.base_url, "--slug", &practice.slug]);
        self.run(&arguments)
    }

    /// Sends a file to it, with the token on standard input.
    pub(crate) fn send(&self, practice: &Practice, file: &Path) -> Said {
        let file = file.to_str().expect("these journeys name their files in UTF-8");
        self.run_with_input(&["send", file, "--enterprise", ENTERPRISE, "--token-stdin"], &practice.token)
    }

    /// Follows what is unfinished to its end, for at most `seconds`.
    pub(crate) fn confirm(&self, practice: &Practice, seconds: u64) -> Said {
        self.run_with_input(&["confirm", "--wait", &seconds.to_string(), "--token-stdin"], &practice.token)
    }
}

/// Starts a command, and gives it `input` and the end of it.
pub(crate) fn spawn_with_input(mut command: Command, input: &str) -> Child {
    let mut child = command.stdin(Stdio::piped()).spawn().expect("the headless twin can be started");
    // A command that reads nothing may have closed its end already.
    let _ = child.stdin.take().expect("it was asked for").write_all(input.as_bytes());
    child
}

/// What a command answered.
#[derive(Debug)]
pub(crate) struct Said {
    /// Its exit code; `None` when a signal ended it.
    pub(crate) code: Option<i32>,
    /// Its document; null when there is none.
    pub(crate) document: Value,
    /// What it said on standard error.
    pub(crate) words: String,
}

impl Said {
    /// Runs a command to its end, with `input` on standard input.
    pub(crate) fn by(command: Command, input: &str) -> Self {
        let output = spawn_with_input(command, input).wait_with_output().expect("the command ends");
        Self {
            code: output.status.code(),
            document: serde_json::from_slice(&output.stdout).unwrap_or(Value::Null),
            words: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

/// A practice enterprise, served until this is dropped.
pub(crate) struct Practice {
    child: Child,
    samples: TempDir,
    base_url: String,
    slug: String,
    token: String,
}

impl Drop for Practice {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Practice {
    /// Serves one whose uploads stay pending for `settle`.
    pub(crate) fn serve(settle: Duration) -> Self {
        let samples = tempfile::tempdir().expect("a folder for the samples");
        let mut child = Command::new(program())
            .args(["practice", "serve", "--settle", &settle.as_millis().to_string(), "--samples"])
            .arg(samples.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the practice enterprise can be started");
        let mut first = String::new();
        BufReader::new(child.stdout.take().expect("it was asked for"))
            .read_line(&mut first)
            .expect("the first line says where it is");
        let where_it_is: Value = serde_json::from_str(&first).expect("the first line is one document");
        assert_eq!(where_it_is["schema"], "seatbridge.practice/1", "the line names its schema");
        let text = |key: &str| where_it_is[key].as_str().expect("a text").to_owned();
        Self { child, samples, base_url: text("base_url"), slug: text("enterprise"), token: text("token") }
    }

    /// A sample that it wrote, by name.
    pub(crate) fn sample(&self, name: &str) -> PathBuf {
        self.samples.path().join(name)
    }

    /// Where it is: its base URL and its short name.
    pub(crate) fn address(&self) -> (&str, &str) {
        (&self.base_url, &self.slug)
    }

    /// The token that it asks for.
    pub(crate) fn token(&self) -> &str {
        &self.token
    }

    /// How many licenses it counts as consumed now, asked by itself.
    pub(crate) async fn consumed(&self) -> u64 {
        let address = format!("{}/enterprises/{}/consumed-licenses", self.base_url, self.slug);
        let answer = self.ask(self.client().get(address)).await;
        answer["total_seats_consumed"].as_u64().expect("a number of seats")
    }

    /// Has it take a file from somebody else than Seatbridge.
    pub(crate) async fn take(&self, name: &str, content: &[u8]) {
        let address = format!("{}/enterprises/{}/server-usage", self.base_url, self.slug);
        let handed = self
            .client()
            .post(address)
            .header("x-file-name", name)
            .header("idempotency-key", hex_digest(content))
            .body(content.to_vec());
        self.ask(handed).await;
    }

    /// The names of all uploads that it lists, of all servers.
    pub(crate) async fn uploads(&self) -> Vec<String> {
        let query = "query ($slug: String!) { enterprise(slug: $slug) { ownerInfo {
            enterpriseServerInstallations(first: 100) {
                nodes { userAccountsUploads(first: 100) { totalCount nodes { name } } } } } } }";
        let question = json!({ "query": query, "variables": { "slug": self.slug } });
        let client = self.client();
        let asked = client
            .post(format!("{}/graphql", self.base_url))
            .header("content-type", "application/json")
            .body(question.to_string());
        let answer = self.ask(asked).await;
        let installations =
            &answer["data"]["enterprise"]["ownerInfo"]["enterpriseServerInstallations"]["nodes"];
        let mut names = Vec::new();
        for installation in
            installations.as_array().unwrap_or_else(|| panic!("installations are listed: {answer}"))
        {
            let uploads = &installation["userAccountsUploads"];
            let nodes = uploads["nodes"].as_array().expect("uploads");
            assert_eq!(uploads["totalCount"], nodes.len(), "all uploads fit on one page");
            names.extend(nodes.iter().map(|upload| upload["name"].as_str().expect("a name").to_owned()));
        }
        names
    }

    fn client(&self) -> reqwest::Client {
        reqwest::Client::builder().no_proxy().build().expect("a client for loopback")
    }

    async fn ask(&self, question: reqwest::RequestBuilder) -> Value {
        let answer = question.bearer_auth(&self.token).send().await.expect("the practice enterprise answers");
        assert!(answer.status().is_success(), "it answers well: {}", answer.status());
        answer.json().await.expect("its answer is JSON")
    }
}
