//! Random schedules of faults between a desk and its enterprise, with processes that die in the middle: an upload is counted once,
//! nothing is lost, every wait ends, and the token stands in no file, no answer and no error.
//!
//! As many schedules are run as fit into half a minute, two dozen at most. `SEATBRIDGE_FAULT_SCHEDULES=10000` runs exactly that many,
//! and `SEATBRIDGE_FAULT_SEED`, which a failure names, runs the same ones again.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a panic in a test's own tools is the report, as it is in the test"
)]
#![allow(clippy::print_stdout, reason = "how many schedules were run, and from which seed, is worth knowing")]

use std::fmt::Write as _;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime};

use cloud::{Cloud, Connection, EnterpriseSlug, Origin, Pacing, Token, UploadState};
use desk::answers::{HandOverState, NewEnterprise};
use desk::calls::AddEnterprise;
use desk::machine::{SystemClock, SystemRandomness};
use desk::ports::{Keychain, Ports};
use desk::send::SendRequest;
use desk::{Desk, Failure, FailureCode, Pace, Secret};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

const TOKEN: &str = "practice_0123456789abcdef-said-by-nobody";

/// No schedule may take longer, whatever befalls it.
const BOUND: Duration = Duration::from_secs(120);

/// `SplitMix64` (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % limit as u64).unwrap()
    }
}

/// What befalls one connection.
#[derive(Clone, Debug)]
enum Fault {
    /// It is closed before it is read.
    Closed,
    /// It is closed when so many bytes of the request have passed.
    RequestCutOff(usize),
    /// Something else is said; the request was not passed on.
    Said(String),
    /// The request is passed on, and the answer breaks off after so many bytes.
    AnswerCutOff(usize),
    /// The request is passed on, and something else is said than what was answered.
    SaidAfterwards(String),
}

fn fault(chance: &mut Chance) -> Fault {
    let said = |chance: &mut Chance| {
        let (status, header) = match chance.below(6) {
            0 => ("429 Too Many Requests", "Retry-After: 1\r\n"),
            1 => ("500 Internal Server Error", ""),
            2 => ("502 Bad Gateway", ""),
            3 => ("503 Service Unavailable", "Retry-After: 1\r\n"),
            4 => ("403 Forbidden", ""),
            _ => ("200 OK", ""),
        };
        let body = format!("{{\"message\":\"{TOKEN}\"}}");
        format!(
            "HTTP/1.1 {status}\r\nContent-Type: application/json\r\n{header}X-Echo: {TOKEN}\r\nConnection: close\r\n\
             Content-Length: {}\r\n\r\n{body}",
            body.len()
        )
    };
    match chance.below(10) {
        0 => Fault::Closed,
        1..=3 => Fault::RequestCutOff(chance.below(60_000)),
        4 | 5 => Fault::Said(said(chance)),
        6..=8 => Fault::AnswerCutOff(chance.below(3_000)),
        _ => Fault::SaidAfterwards(said(chance)),
    }
}

/// The line between the desk and the enterprise: the first connections are befallen, the others are not.
async fn line(to: SocketAddr, faults: Vec<Fault>) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = listener.local_addr().unwrap();
    let faults = Arc::new(Mutex::new(faults));
    tokio::spawn(async move {
        while let Ok((near, _)) = listener.accept().await {
            let fault = faults.lock().unwrap().pop();
            tokio::spawn(async move { carry(near, to, fault).await });
        }
    });
    at
}

/// Passes on what is sent, up to so many bytes. The enterprise answers to its own host alone, so that the line's is rewritten; the ports
/// of both have five digits.
async fn pass_on(
    from: &mut (impl AsyncRead + Unpin),
    to: &mut (impl AsyncWrite + Unpin),
    hosts: &(String, String),
    mut limit: usize,
) -> std::io::Result<()> {
    let mut block = vec![0; 64 * 1024];
    while limit > 0 {
        let read = from.read(&mut block).await?;
        if read == 0 {
            break;
        }
        let read = read.min(limit);
        let (line, own) = (hosts.0.as_bytes(), hosts.1.as_bytes());
        if line.len() == own.len()
            && let Some(place) = block[..read].windows(line.len()).position(|window| window == line)
        {
            block[place..place + own.len()].copy_from_slice(own);
        }
        to.write_all(&block[..read]).await?;
        limit -= read;
    }
    to.shutdown().await
}

async fn carry(mut near: TcpStream, to: SocketAddr, fault: Option<Fault>) -> Option<()> {
    let hosts = (near.local_addr().ok()?.to_string(), to.to_string());
    let mut far = TcpStream::connect(to).await.ok()?;
    if let Some(Fault::Closed) = fault {
        return None;
    }
    if let Some(Fault::Said(said)) = fault {
        let mut some = vec![0; 4096];
        let _ = near.read(&mut some).await.ok()?;
        near.write_all(said.as_bytes()).await.ok()?;
        // What is still on its way is read, so that the answer is not lost to a reset.
        let rest = async { while near.read(&mut some).await.is_ok_and(|read| read > 0) {} };
        let _ = tokio::time::timeout(Duration::from_millis(200), rest).await;
        return None;
    }
    let (mut near_read, mut near_write) = near.split();
    let (mut far_read, mut far_write) = far.split();
    match fault {
        None | Some(Fault::Closed | Fault::Said(_)) => {
            let there = pass_on(&mut near_read, &mut far_write, &hosts, usize::MAX);
            let back = async {
                let _ = tokio::io::copy(&mut far_read, &mut near_write).await;
                near_write.shutdown().await
            };
            let _ = tokio::join!(there, back);
        }
        Some(Fault::RequestCutOff(bytes)) => {
            // A request that is shorter is answered: a line that says nothing for ever would be another fault.
            tokio::select! {
                cut = pass_on(&mut near_read, &mut far_write, &hosts, bytes) => cut.ok()?,
                _ = tokio::io::copy(&mut far_read, &mut near_write) => {}
            }
        }
        Some(Fault::AnswerCutOff(bytes)) => {
            let mut answer = (&mut far_read).take(bytes as u64);
            tokio::select! {
                _ = tokio::io::copy(&mut answer, &mut near_write) => {}
                _ = pass_on(&mut near_read, &mut far_write, &hosts, usize::MAX) => {}
            }
        }
        Some(Fault::SaidAfterwards(said)) => {
            let mut some = vec![0; 4096];
            tokio::select! {
                _ = far_read.read(&mut some) => {}
                _ = pass_on(&mut near_read, &mut far_write, &hosts, usize::MAX) => {}
            }
            near_write.write_all(said.as_bytes()).await.ok()?;
        }
    }
    Some(())
}

struct NoKeychain;

impl Keychain for NoKeychain {
    fn read(&self, _: &str) -> Result<Option<Secret>, Failure> {
        Err(Failure::new(FailureCode::KeychainMissing))
    }

    fn write(&self, _: &str, _: &Secret) -> Result<(), Failure> {
        Err(Failure::new(FailureCode::KeychainMissing))
    }

    fn delete(&self, _: &str) -> Result<(), Failure> {
        Err(Failure::new(FailureCode::KeychainMissing))
    }
}

/// A process of the headless twin over a ledger.
fn process(folder: &Path, told: &Arc<Mutex<String>>) -> Arc<Desk> {
    let events = Arc::clone(told);
    let ports = Ports {
        clock: Arc::new(SystemClock),
        randomness: Arc::new(SystemRandomness),
        keychain: Arc::new(NoKeychain),
        embeds_practice: false,
        listener: Arc::new(move |event| {
            let _ = writeln!(events.lock().unwrap(), "{event:?}");
        }),
        actor: "mona".to_owned(),
        network: true,
        pace: Pace {
            first: Duration::from_millis(20),
            slowest: Duration::from_millis(200),
            // Where somebody between says that a file was taken which never came, nothing shows it: then it goes again.
            patience: Duration::from_secs(5),
        },
    };
    let desk = Desk::open(folder, ports).unwrap();
    desk::enterprise::use_token(&desk, NAME, Secret::new(TOKEN.to_owned()));
    desk
}

const NAME: &str = "rehearsal";

/// Real time and no chance, for the test's own questions.
struct Plain;

impl Pacing for Plain {
    fn now(&self) -> jiff::Timestamp {
        jiff::Timestamp::now()
    }

    fn sleep(&self, duration: Duration) -> std::pin::Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(tokio::time::sleep(duration))
    }

    fn fraction(&self) -> f64 {
        0.5
    }
}

/// How many uploads the enterprise itself counted, asked past the line.
async fn counted_there(practice: &practice::Running) -> usize {
    let origin = Origin::parse(&practice.base_url()).unwrap();
    let connection = Connection::new(origin, Token::new(TOKEN.into()).unwrap(), "schedules");
    let cloud = Cloud::new(connection, Arc::new(Plain)).unwrap();
    let slug = EnterpriseSlug::parse(practice.enterprise()).unwrap();
    let installations = cloud.uploads(&slug, &[]).await.unwrap().value;
    let uploads = installations.iter().flat_map(|installation| &installation.uploads);
    uploads.filter(|upload| upload.state == UploadState::Success).count()
}

async fn schedule(seed: u64) {
    let begun = Instant::now();
    let mut chance = Chance(seed);
    let faults = (0..chance.below(9)).map(|_| fault(&mut chance)).collect();
    let deaths: Vec<Duration> =
        (0..chance.below(3)).map(|_| Duration::from_millis(chance.below(400) as u64)).collect();
    let options = practice::Options {
        settle_after: Duration::ZERO,
        ..practice::Options::new(TOKEN.to_owned().into(), Arc::new(SystemTime::now))
    };
    let practice = practice::serve(options).await.unwrap();
    let to: SocketAddr = practice.base_url().trim_start_matches("http://").parse().unwrap();
    let before = counted_there(&practice).await;
    let line = line(to, faults).await;

    let folder = tempfile::tempdir().unwrap();
    let sample = practice::samples().into_iter().find(|sample| !sample.name.contains("sealed")).unwrap();
    let path = folder.path().join(sample.name);
    std::fs::write(&path, &sample.bytes).unwrap();
    let data = folder.path().join("data");
    let told = Arc::new(Mutex::new(String::new()));
    let enterprise = NewEnterprise {
        name: NAME.to_owned(),
        host: format!("http://{line}"),
        slug: practice.enterprise().to_owned(),
    };
    let added = AddEnterprise { enterprise, token: None, session_only: true };
    desk::enterprise::add(&process(&data, &told), added).await.unwrap();
    let request = SendRequest {
        paths: vec![path],
        enterprise: NAME.to_owned(),
        again: false,
        ticket: None,
        dry_run: false,
    };

    for death in deaths {
        let desk = process(&data, &told);
        let work = async {
            let _ = desk::send::send(&desk, &request).await;
            let _ = desk::send::confirm(&desk, None, Duration::from_secs(1)).await;
        };
        // What was going on stops wherever it is, and what it held is gone with it.
        let _ = tokio::time::timeout(death, work).await;
    }
    let mut said = String::new();
    let counted = loop {
        assert!(begun.elapsed() < BOUND, "seed {seed}: it comes to no end: {}", end_of(&said));
        let desk = process(&data, &told);
        let sent = desk::send::send(&desk, &request).await;
        let followed = desk::send::confirm(&desk, None, Duration::from_secs(20)).await;
        let _ = writeln!(said, "{sent:?}\n{followed:?}");
        let again = desk::send::send(&desk, &request).await;
        let documents = again.map(|sent| sent.document.handovers).unwrap_or_default();
        let counted = documents.into_iter().find(|document| document.state == HandOverState::Counted);
        if let Some(counted) = counted {
            break counted;
        }
    };

    let there = counted_there(&practice).await - before;
    assert_eq!(there, 1, "seed {seed}: counted there so often: {}", end_of(&said));
    let receipts = desk::receipt::document(&process(&data, &told)).unwrap().receipts;
    let of_counted: Vec<_> =
        receipts.iter().filter(|receipt| receipt.state == HandOverState::Counted).collect();
    assert_eq!(of_counted.len(), 1, "seed {seed}: one receipt says so: {of_counted:#?} {}", end_of(&said));
    assert_eq!(of_counted[0].sha256, counted.sha256, "seed {seed}: of these very bytes");
    let _ = writeln!(said, "{counted:?}\n{receipts:?}\n{}", told.lock().unwrap());
    assert!(!said.contains(TOKEN), "seed {seed}: the token was said");
    no_token_in(&data, seed);
    practice.stop().await;
}

/// The last of what was said: the whole of it would fill the screen.
fn end_of(said: &str) -> &str {
    let begin = said.char_indices().rev().nth(2000).map_or(0, |(place, _)| place);
    &said[begin..]
}

fn no_token_in(folder: &Path, seed: u64) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_dir() {
            no_token_in(&entry.path(), seed);
        } else if let Ok(bytes) = std::fs::read(entry.path()) {
            let has_it = bytes.windows(TOKEN.len()).any(|window| window == TOKEN.as_bytes());
            assert!(!has_it, "seed {seed}: the token stands in {}", entry.path().display());
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_upload_is_counted_once_whatever_befalls_the_line_and_the_process() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let seed = number("SEATBRIDGE_FAULT_SEED")
        .unwrap_or_else(|| SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs());
    let (count, time) = match number("SEATBRIDGE_FAULT_SCHEDULES") {
        Some(count) => (count, None),
        None => (24, Some(Duration::from_secs(30))),
    };
    let begun = Instant::now();
    let mut running = JoinSet::new();
    let mut done = 0;
    for number in 0..count {
        if time.is_some_and(|time| begun.elapsed() > time) {
            break;
        }
        // Most of a schedule is waiting.
        while running.len() >= 24 {
            running.join_next().await.unwrap().unwrap();
            done += 1;
        }
        running.spawn(schedule(seed.wrapping_add(number)));
    }
    while let Some(ended) = running.join_next().await {
        ended.unwrap();
        done += 1;
    }
    println!("{done} schedules from seed {seed} in {:?}", begun.elapsed());
    assert!(done > 0, "some were run");
}
