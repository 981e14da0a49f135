//! Random schedules of faults: whatever goes wrong in whatever order, an upload is counted once, nothing is lost, no wait is without an
//! end, and the token is said by nobody.
//!
//! As many schedules are run as fit into a minute, a thousand at most. `SEATBRIDGE_FAULT_SCHEDULES=10000` runs exactly that many, and
//! `SEATBRIDGE_FAULT_SEED`, which a failure names, runs the same ones again.

use std::collections::HashMap;
use std::fmt::Debug;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use cloud::{Cloud, CloudFailure, Connection, Endpoint, LicensePages, Limits, SoughtUpload, UploadBody};
use sha2::{Digest as _, Sha256};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::bench::{AMPLE, NOW, NoWaiting, PATIENCE, TOKEN, connection, slug, with};
use crate::fault_server::{Received, answer, json, read_head};
use crate::page_server::{Asked, login, page};

/// Longer than an answer on loopback takes, and short enough to wait for when none comes. Should a busy machine be slower than that, it is
/// one fault more.
const IMPATIENT: Duration = Duration::from_millis(400);

const PEOPLE: usize = 7;
const HOST: &str = "ghe.example";
const NAME: &str = "ghe.example_2026-11-02_0a1b2c3d.json";

/// `SplitMix64` (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit as u64).unwrap()
    }
}

/// What befalls one connection.
#[derive(Clone, Debug)]
enum Fault {
    /// It is closed before it is read.
    Closed,
    /// It is closed, or reset, when so much of the request has come, in hundredths.
    ClosedWhileReading { hundredths: usize, reset: bool },
    /// Instead of an answer something else is said; the request was not taken.
    Said(Vec<u8>),
    /// The request is taken, and the answer breaks off after so much of it, in hundredths.
    AnswerBrokenOff { hundredths: usize, reset: bool },
    /// The request is taken and something else is said, such as by a gateway that has lost patience.
    SaidAfterwards(Vec<u8>),
    /// The request is taken and nothing is ever said.
    Silent,
}

fn fault(chance: &mut Chance) -> Fault {
    let echo = format!(r#"{{"message":"{TOKEN}"}}"#);
    let said = |chance: &mut Chance| match chance.below(12) {
        0 => json("401 Unauthorized", &[("X-OAuth-Scopes", TOKEN)], &echo),
        1 => json("403 Forbidden", &[], &echo),
        2 => json("404 Not Found", &[("X-OAuth-Scopes", "repo")], &echo),
        3 => json("429 Too Many Requests", &[("Retry-After", "30")], &echo),
        4 => json("403 Forbidden", &[("Retry-After", "3000")], &echo),
        5 => json("500 Internal Server Error", &[], &echo),
        6 => json("502 Bad Gateway", &[("Retry-After", "1")], "<html>"),
        7 => answer("503 Service Unavailable", &[], TOKEN),
        8 => answer("302 Found", &[("Location", &format!("https://{TOKEN}@evil.example/?{TOKEN}"))], ""),
        9 => answer("200 OK", &[("Content-Type", "text/html")], &format!("<html>{TOKEN}")),
        10 => json("200 OK", &[], &format!("[\"{TOKEN}\"]")),
        _ => format!("{TOKEN}\r\n\r\n").into_bytes(),
    };
    let reset = chance.below(2) == 0;
    match chance.below(16) {
        0 => Fault::Closed,
        1..=4 => Fault::ClosedWhileReading { hundredths: chance.below(100), reset },
        5..=7 => Fault::Said(said(chance)),
        8..=11 => Fault::AnswerBrokenOff { hundredths: chance.below(100), reset },
        12..=14 => Fault::SaidAfterwards(said(chance)),
        _ => Fault::Silent,
    }
}

/// An enterprise that counts what it is sent, by its idempotency key.
struct Enterprise {
    address: SocketAddr,
    counted: Mutex<HashMap<String, Vec<u8>>>,
    faults: Mutex<Vec<Fault>>,
    /// How many uploads came in whole, whether they were counted then or before.
    whole: AtomicUsize,
}

impl Enterprise {
    async fn start(faults: Vec<Fault>) -> (Arc<Self>, tokio::task::JoinHandle<()>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let enterprise = Arc::new(Self {
            address: listener.local_addr().unwrap(),
            counted: Mutex::default(),
            faults: Mutex::new(faults),
            whole: AtomicUsize::new(0),
        });
        let shared = Arc::clone(&enterprise);
        let accepting = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let enterprise = Arc::clone(&shared);
                tokio::spawn(async move { enterprise.serve(stream).await });
            }
        });
        (enterprise, accepting)
    }

    async fn serve(&self, mut stream: TcpStream) {
        let fault = self.faults.lock().unwrap().pop();
        if matches!(fault, Some(Fault::Closed)) {
            return;
        }
        let mut received = Received::default();
        if !read_head(&mut stream, &mut received).await {
            return;
        }
        let announced: usize =
            received.header("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
        let wanted = match fault {
            Some(Fault::ClosedWhileReading { hundredths, .. }) => announced * hundredths / 100,
            _ => announced,
        };
        let mut block = [0; 4096];
        while received.body.len() < wanted {
            match stream.read(&mut block).await {
                Ok(0) | Err(_) => return,
                Ok(count) => received.body.extend_from_slice(&block[..count]),
            }
        }
        let instead = match fault {
            Some(Fault::ClosedWhileReading { reset, .. }) => return end(stream, reset).await,
            Some(Fault::Said(bytes)) => Some(bytes),
            Some(Fault::SaidAfterwards(bytes)) => {
                self.take(&received);
                Some(bytes)
            }
            Some(Fault::Silent) => {
                self.take(&received);
                // Until the other end gives up.
                while !matches!(stream.read(&mut block).await, Ok(0) | Err(_)) {}
                return;
            }
            Some(Fault::AnswerBrokenOff { hundredths, reset }) => {
                let bytes = self.take(&received);
                let _ = stream.write_all(&bytes[..bytes.len() * hundredths / 100]).await;
                return end(stream, reset).await;
            }
            Some(Fault::Closed) | None => None,
        };
        let bytes = instead.unwrap_or_else(|| self.take(&received));
        let _ = stream.write_all(&bytes).await;
        let _ = stream.shutdown().await;
    }

    /// Takes a request that came in whole, and gives its answer.
    fn take(&self, received: &Received) -> Vec<u8> {
        let path = received.head.split(' ').nth(1).unwrap_or_default().to_owned();
        if path == "/graphql" {
            return json("200 OK", &[], &self.listed().to_string());
        }
        if path.ends_with("/server-usage") {
            let key = received.header("idempotency-key").unwrap().to_owned();
            self.whole.fetch_add(1, Ordering::SeqCst);
            self.counted.lock().unwrap().entry(key).or_insert_with(|| received.body.clone());
            return json("202 Accepted", &[], r#"{"id":"U1"}"#);
        }
        let number = path.rsplit_once("page=").and_then(|(_, number)| number.parse().ok()).unwrap_or(1);
        let known = received.header("if-none-match").map(str::to_owned);
        let asked = Asked { path, page: number, known };
        page(&asked, &format!("http://{}", self.address), PEOPLE)
    }

    fn listed(&self) -> serde_json::Value {
        let uploads: Vec<_> = self
            .counted
            .lock()
            .unwrap()
            .keys()
            .map(|key| serde_json::json!({"id": key, "name": NAME, "syncState": "SUCCESS", "createdAt": NOW}))
            .collect();
        serde_json::json!({"data": {"enterprise": {"ownerInfo": {"enterpriseServerInstallations": {
            "pageInfo": {"hasNextPage": false, "endCursor": null},
            "nodes": [{"id": "S1", "hostName": HOST, "isConnected": false, "userAccounts": {"totalCount": 1},
                "userAccountsUploads": {"pageInfo": {"hasNextPage": false, "endCursor": null}, "nodes": uploads}}],
        }}}}})
    }
}

async fn end(mut stream: TcpStream, reset: bool) {
    if reset {
        stream.set_zero_linger().unwrap();
    } else {
        let _ = stream.shutdown().await;
    }
}

/// A person's side: the client, and everything that it said.
struct Person {
    cloud: Cloud,
    pacing: Arc<NoWaiting>,
    said: Vec<String>,
    /// How long a question may take by all its limits.
    bound: Duration,
}

impl Person {
    fn new(enterprise: &Enterprise) -> Self {
        let limits = Limits {
            connect: IMPATIENT,
            idle: IMPATIENT,
            verdict: IMPATIENT,
            whole: Duration::from_secs(5),
            ..AMPLE
        };
        let (cloud, pacing) =
            with(Connection { limits, ..connection(&format!("http://{}", enterprise.address)) });
        Self { cloud, pacing, said: Vec::new(), bound: limits.whole + Duration::from_secs(2) }
    }

    /// Notes what came of a question that began then, and that it waited no longer than it may.
    fn note<T: Debug>(&mut self, began: Instant, waited: f64, result: Result<T, CloudFailure>) -> Option<T> {
        assert!(began.elapsed() < self.bound, "it came to an end, but late: {:?}", began.elapsed());
        let waited = self.pacing.waits().iter().sum::<f64>() - waited;
        assert!(waited <= PATIENCE.budget.as_secs_f64(), "{waited} seconds are beyond the budget");
        match result {
            Ok(value) => {
                self.said.push(format!("{value:?}"));
                Some(value)
            }
            Err(failure) => {
                self.said.push(format!("{failure:?} {failure} {}", serde_json::to_string(&failure).unwrap()));
                None
            }
        }
    }

    fn beginning(&self) -> (Instant, f64) {
        (Instant::now(), self.pacing.waits().iter().sum())
    }

    /// Hands over as the desk does: the enterprise is asked before the same bytes are sent again.
    async fn hand_over(&mut self, bytes: &[u8]) {
        let digest = usage::Sha256Digest::new(Sha256::digest(bytes).into());
        for _ in 0..50 {
            let body = UploadBody {
                source: Box::new(std::io::Cursor::new(bytes.to_vec())),
                bytes: bytes.len() as u64,
                sha256: digest,
                name: NAME.to_owned(),
                idempotency_key: digest.hex(),
            };
            let (began, waited) = self.beginning();
            let sent = self
                .cloud
                .upload(&Endpoint::practice(), &slug(), body, &mut |_| {}, std::future::pending())
                .await;
            self.note(began, waited, sent);
            // A success proves nothing, since a gateway may have said it; nor does a failure.
            if self.is_listed().await {
                return;
            }
        }
        panic!("the faults came to an end, and the hand-over did not");
    }

    async fn is_listed(&mut self) -> bool {
        let sought =
            [SoughtUpload { host: HOST.to_owned(), name: NAME.to_owned(), since: NOW.parse().unwrap() }];
        for _ in 0..50 {
            let (began, waited) = self.beginning();
            let asked = self.cloud.uploads(&slug(), &sought).await;
            if let Some(answer) = self.note(began, waited, asked) {
                return answer.value[0].uploads.iter().any(|upload| upload.name == NAME);
            }
        }
        panic!("the faults came to an end, and no answer came");
    }

    async fn read_licenses(&mut self) -> Vec<String> {
        let mut pages = LicensePages::new();
        for _ in 0..50 {
            let began = Instant::now();
            let waited = self.pacing.waits().iter().sum();
            // A reading is several questions with one budget; each has its own limit of time.
            let bound = std::mem::replace(&mut self.bound, Duration::from_secs(60));
            let read = self.cloud.consumed_licenses(&slug(), &mut pages).await;
            let read = self.note(began, waited, read);
            self.bound = bound;
            if let Some(answer) = read {
                return answer.report.roster.users().map(|user| user.login.unwrap().to_owned()).collect();
            }
        }
        panic!("the faults came to an end, and the report was not read");
    }
}

/// What a run was, for whoever looks on.
#[allow(clippy::print_stdout, reason = "the runner shows it where it is asked to")]
fn say(text: &str) {
    println!("{text}");
}

async fn run(seed: u64) {
    let mut chance = Chance(seed);
    let faults: Vec<_> = (0..chance.below(12)).map(|_| fault(&mut chance)).collect();
    let bytes: Vec<u8> = (0..=chance.below(40_000)).map(|index| b"{usage}"[index % 7]).collect();
    let (enterprise, accepting) = Enterprise::start(faults).await;
    let mut person = Person::new(&enterprise);

    person.hand_over(&bytes).await;
    let logins = person.read_licenses().await;

    assert_eq!(logins, (1..=PEOPLE).map(login).collect::<Vec<_>>(), "everybody, once, in order");
    let counted = enterprise.counted.lock().unwrap().clone();
    assert_eq!(counted.len(), 1, "counted once");
    assert!(counted.values().all(|held| *held == bytes), "and every byte of it");
    assert!(enterprise.whole.load(Ordering::SeqCst) >= 1, "it came in whole");
    for said in &person.said {
        assert!(
            !said.contains(TOKEN) && !said.to_lowercase().contains("bearer"),
            "the token stands in {said}"
        );
    }
    accepting.abort();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_goes_wrong_an_upload_is_counted_once_and_nothing_is_lost() {
    let number = |name: &str| std::env::var(name).ok().map(|text| text.parse::<u64>().unwrap());
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    let seed = number("SEATBRIDGE_FAULT_SEED").unwrap_or(u64::from(now.subsec_nanos()));
    let asked_for = number("SEATBRIDGE_FAULT_SCHEDULES");
    let (most, until) = (asked_for.unwrap_or(1000), Instant::now() + Duration::from_secs(60));
    let next = Arc::new(AtomicU64::new(0));
    let lanes = (0..16).map(|_| {
        let next = Arc::clone(&next);
        tokio::spawn(async move {
            let mut done = 0_u64;
            while asked_for.is_some() || Instant::now() < until {
                let index = next.fetch_add(1, Ordering::SeqCst);
                if index >= most {
                    break;
                }
                // In a task of its own, so that a failure can name its seed.
                let result = tokio::spawn(run(seed.wrapping_add(index))).await;
                assert!(result.is_ok(), "SEATBRIDGE_FAULT_SEED={} fails", seed.wrapping_add(index));
                done += 1;
            }
            done
        })
    });
    let mut done = 0;
    for lane in lanes.collect::<Vec<_>>() {
        done += lane.await.unwrap();
    }
    say(&format!("SEATBRIDGE_FAULT_SEED={seed}: {done} schedules"));
    assert!(done >= 100 || asked_for.is_some(), "a minute is enough for more than {done}");
}
