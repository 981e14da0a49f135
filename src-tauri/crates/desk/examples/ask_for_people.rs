//! Asks the desk for windows of people as the window does while somebody scrolls, types, sorts and filters, and prints how long each
//! kind of question takes: what `make bench` reports at a million people.
//!
//! `ask_for_people FILE…`: files as somebody drops them. They are kept in a ledger of their own, which is gone afterwards. Every
//! question is a call by its name, with its argument and its answer in JSON, as a host of the window makes it.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use desk::machine::{SystemClock, SystemKeychain};
use desk::ports::{Ports, Randomness};
use desk::{Desk, Pace, calls};
use serde_json::{Value, json};

/// How long a window of people may take at the 95th percentile, in milliseconds: one frame of a screen.
const AIM: f64 = 16.0;

/// How many rows a high window shows.
const ROWS: u32 = 60;

/// Ids that count up: nothing here has to be secret, and every run asks the same.
struct Counting(AtomicU64);

impl Randomness for Counting {
    fn sixteen(&self) -> [u8; 16] {
        u128::from(self.0.fetch_add(1, Ordering::Relaxed)).to_be_bytes()
    }
}

/// The steps of `SplitMix64` (public domain): places that lie anywhere, and the same ones every time.
struct Steps(u64);

impl Steps {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = self.0;
        word = (word ^ word >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ word >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        (word ^ word >> 31) % end.max(1)
    }
}

/// What is looked for, as the window says it.
#[derive(Clone)]
struct Query {
    text: String,
    facets: Vec<&'static str>,
    sort: &'static str,
    descending: bool,
}

impl Query {
    fn everybody() -> Self {
        Self { text: String::new(), facets: Vec::new(), sort: "name", descending: false }
    }

    fn json(&self) -> Value {
        json!({ "text": self.text, "facets": self.facets, "behind": null, "sort": self.sort, "descending": self.descending })
    }
}

/// Somebody at the window.
struct Asking {
    desk: Arc<Desk>,
    runtime: tokio::runtime::Runtime,
}

impl Asking {
    fn call(&self, name: &str, with: Value) -> Result<Value, String> {
        let answer = self.runtime.block_on(calls::call(&self.desk, name, with));
        answer.map_err(|failure| format!("{name} failed: {failure:?}"))
    }

    /// Asks for a window of people; gives how many there are, and how long it took until the answer was written as JSON.
    fn rows(&self, query: &Query, from: u64) -> Result<(u64, Duration), String> {
        let with = json!({ "query": query.json(), "from": from, "count": ROWS });
        let begun = Instant::now();
        let answer = self.call("people_rows", with)?;
        let written = serde_json::to_vec(&answer).map_err(|error| error.to_string())?;
        let took = begun.elapsed();
        drop(written);
        Ok((answer["total"].as_u64().unwrap_or_default(), took))
    }
}

/// How long one kind of question took, time after time.
struct Measured {
    what: &'static str,
    times: Vec<Duration>,
}

impl Measured {
    fn new(what: &'static str) -> Self {
        Self { what, times: Vec::new() }
    }

    /// So many of a hundred took no longer than this, in milliseconds.
    fn percentile(&self, hundredths: usize) -> f64 {
        let place = (self.times.len() * hundredths).div_ceil(100).saturating_sub(1);
        self.times.get(place).map_or(0.0, |time| time.as_secs_f64() * 1000.0)
    }
}

fn main() -> ExitCode {
    let files: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    match measure(&files) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            // Nowhere to say that this could not be written.
            let _ = writeln!(std::io::stderr(), "{why}");
            ExitCode::from(3)
        }
    }
}

fn measure(files: &[PathBuf]) -> Result<(), String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let asking = Asking {
        desk: opened(folder.path())?,
        runtime: tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .map_err(|error| error.to_string())?,
    };
    keep(&asking, files)?;
    let begun = Instant::now();
    let (people, _) = asking.rows(&Query::everybody(), 0)?;
    let seconds = begun.elapsed().as_secs_f64();
    let all = [scrolled(&asking, people)?, typed(&asking)?, sorted(&asking)?, filtered(&asking)?];
    report(people, seconds, all).map_err(|error| error.to_string())
}

fn report(people: u64, seconds: f64, all: [Measured; 4]) -> std::io::Result<()> {
    let mut to = std::io::stdout().lock();
    writeln!(
        to,
        "{people} people; the first rows are there {seconds:.1} s after they were asked for, with everybody counted\n"
    )?;
    writeln!(to, "{:<34}{:>8}{:>14}{:>14}{:>14}", "", "asked", "median", "95 of 100", "slowest")?;
    for mut measured in all {
        measured.times.sort_unstable();
        let [median, most, slowest] = [50, 95, 100].map(|hundredths| measured.percentile(hundredths));
        let word = if most <= AIM { "reached" } else { "MISSED" };
        let asked = measured.times.len();
        write!(to, "{:<34}{asked:>8}{median:>11.1} ms{most:>11.1} ms{slowest:>11.1} ms", measured.what)?;
        writeln!(to, "   aim of {AIM} ms for 95 of 100 {word}")?;
    }
    Ok(())
}

fn opened(folder: &std::path::Path) -> Result<Arc<Desk>, String> {
    let ports = Ports {
        clock: Arc::new(SystemClock),
        randomness: Arc::new(Counting(AtomicU64::new(0))),
        keychain: Arc::new(SystemKeychain::new(Duration::ZERO)),
        embeds_practice: false,
        listener: Arc::new(|_| {}),
        actor: "bench".to_owned(),
        network: false,
        pace: Pace::default(),
    };
    Desk::open(folder, ports).map_err(|failure| format!("no ledger: {failure:?}"))
}

/// Adds files as somebody drops them, and waits until they are read.
fn keep(asking: &Asking, files: &[PathBuf]) -> Result<(), String> {
    desk::add::add_paths(&asking.desk, files).map_err(|failure| format!("not added: {failure:?}"))?;
    loop {
        let sheet = asking.call("review_sheet", json!({ "review": null }))?;
        let entries = sheet["files"].as_array().map(Vec::len).unwrap_or_default();
        let reading = sheet["files"]
            .as_array()
            .is_some_and(|files| files.iter().any(|file| file["state"] == "reading"));
        if entries > 0 && !reading {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// Everybody, at places that lie anywhere.
fn scrolled(asking: &Asking, people: u64) -> Result<Measured, String> {
    let mut measured = Measured::new("scrolled to any place");
    let mut steps = Steps(1);
    for _ in 0..1000 {
        let (_, took) = asking.rows(&Query::everybody(), steps.below(people))?;
        measured.times.push(took);
    }
    Ok(measured)
}

/// Words that grow by a letter and shrink again, as somebody types them.
fn typed(asking: &Asking) -> Result<Measured, String> {
    let mut measured = Measured::new("typed into the search, by letter");
    for word in ["person.4242", "team-3", "user-77", "Person 123", "elsewhere", "nobody at all"] {
        let letters: Vec<usize> = word.char_indices().map(|(at, letter)| at + letter.len_utf8()).collect();
        for end in letters.iter().chain(letters.iter().rev().skip(1)) {
            let query = Query { text: word[..*end].to_owned(), ..Query::everybody() };
            measured.times.push(asking.rows(&query, 0)?.1);
        }
    }
    Ok(measured)
}

/// Every column both ways, again and again. The first time of each puts everybody in order.
fn sorted(asking: &Asking) -> Result<Measured, String> {
    let mut measured = Measured::new("sorted by a column");
    for _ in 0..10 {
        for sort in ["email", "accounts", "name"] {
            for descending in [false, true] {
                let query = Query { sort, descending, ..Query::everybody() };
                measured.times.push(asking.rows(&query, 0)?.1);
            }
        }
    }
    Ok(measured)
}

/// Facets switched on and off.
fn filtered(asking: &Asking) -> Result<Measured, String> {
    const FACETS: [&str; 8] = [
        "both",
        "only_server",
        "only_cloud",
        "no_license",
        "counted_twice",
        "assumed",
        "dormant",
        "has_suspended",
    ];
    let mut measured = Measured::new("facets switched on and off");
    let mut steps = Steps(2);
    let mut query = Query::everybody();
    for _ in 0..200 {
        let facet = FACETS[usize::try_from(steps.below(FACETS.len() as u64)).unwrap_or_default()];
        match query.facets.iter().position(|chosen| *chosen == facet) {
            Some(place) => drop(query.facets.remove(place)),
            None => query.facets.push(facet),
        }
        measured.times.push(asking.rows(&query, 0)?.1);
    }
    Ok(measured)
}
