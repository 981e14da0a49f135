//! Measures a roster of many invented accounts: how much memory it takes, how long it takes to search it beside a bare scan of the
//! same text, and to sort, filter and compare it. `measure_roster [ACCOUNTS]`. A goal that was missed is said, and the exit status
//! is 0.

use std::io::Write as _;
use std::time::{Duration, Instant};

use usage::roster::{Account, AccountColumn, Comparison, Condition, Items, Located, Needle, Roster};

/// How many rows a page has.
const PAGE: usize = 50;

/// How often each is measured, in turn with what it stands beside.
const TIMES: usize = 25;

/// How many times a bare scan the first page of a search may take.
const SEARCH_GOAL: f64 = 2.0;

/// The most memory that an account may take beyond its text, in bytes.
const MEMORY_GOAL: usize = 120;

/// What is searched for, each beside the same in the letter case that the text has, which a bare scan needs.
const NEEDLES: [(&str, &str, &str); 9] = [
    ("common", "corp", "Corp"),
    ("common, not ASCII", "Yūki Y", "yŪKI y"),
    ("rare, at the beginning", "user-1eef", "USER-1eef"),
    ("rare, in the middle", "user-7a120@", "User-7A120@"),
    ("rare, of one account", "Yamada 999999", "yamada 999999"),
    ("absent", "zzzz", "zzzz"),
    ("absent, of two letters", "qx", "QX"),
    ("absent, of letters that are everywhere", "xampler", "XAMPLER"),
    ("absent, not ASCII", "Yūka Yamada", "yŪKA YAMADA"),
];

fn main() {
    let count = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(1_000_000_u64);
    let mut text = String::new();
    let before = made(count, 0, &mut text);
    let after = made(count, 7, &mut String::new());
    let rows = before.len().max(1);
    let beyond = before.bytes_held() - before.bytes_of_text();
    print(&format!("{rows} accounts, {} bytes of text each", before.bytes_of_text() / rows));
    let what = format!("at most {MEMORY_GOAL} bytes an account beyond its text");
    goal(&what, &(beyond / rows).to_string(), beyond <= MEMORY_GOAL * rows);
    search(&before, &text);
    for column in [AccountColumn::Login, AccountColumn::PrimaryEmail, AccountColumn::LastActive] {
        let [sort] = medians([&|| {
            let mut rows = before.rows();
            before.sort(&mut rows, column, true);
            rows.len()
        }]);
        say(&format!("sorted by {column:?}"), sort);
    }
    let [filter] = medians([&|| {
        let mut rows = before.rows();
        before.filter(&mut rows, &Condition::Suspended(Some(true)));
        rows.len()
    }]);
    say("suspended ones", filter);
    let [compare] = medians([&|| Comparison::between(&before, &after).joined.len()]);
    say("compared", compare);
}

/// A roster of so many accounts, and all its text in one. `shift` is how far it differs from another one.
fn made(count: u64, shift: u64, text: &mut String) -> Roster {
    let mut roster = Roster::new(Located::Record);
    let mut others = Items::new();
    for id in shift..count + shift {
        let login = format!("user-{:x}", id.wrapping_mul(7919) % 1_000_003);
        let email = format!("{login}@corp.example");
        let name = format!("{} Yamada {id}", if id.is_multiple_of(3) { "Yūki" } else { "Anna" });
        others.clear();
        others.push(&format!("{login}@home.example"));
        for part in [login.as_str(), &email, &name, &login, "@home.example"] {
            text.push_str(part);
        }
        let account = Account {
            id: Some(id),
            login: Some(&login),
            primary_email: Some(&email),
            secondary_emails: others.list(),
            name: Some(&name),
            role: Some(if id.is_multiple_of(97) { "admin" } else { "user" }),
            suspended: Some(id % 11 == shift % 11),
            last_active: i64::try_from(1_700_000_000 + id * 7919 % 10_000_000).ok(),
            ..Account::default()
        };
        if roster.push(&account).is_err() {
            break;
        }
    }
    roster.shrink();
    roster
}

/// Searches for each needle in turn with a bare scan for it.
fn search(roster: &Roster, text: &str) {
    print(&format!(
        "{:<42}{:>16}{:>12}{:>12}{:>9}{:>12}",
        "searched for", "", "bare scan", "first page", "times", "all rows"
    ));
    let mut worst = 0_f64;
    for (what, bare, needle) in NEEDLES {
        let finder = memchr::memmem::Finder::new(bare);
        let [scan, page, all] = medians([
            &|| finder.find_iter(text.as_bytes()).count(),
            &|| roster.search(&Needle::new(needle)).take(PAGE).count(),
            &|| roster.search(&Needle::new(needle)).count(),
        ]);
        let times = page.as_secs_f64() / scan.as_secs_f64();
        worst = worst.max(times);
        let milliseconds = [scan, page, all].map(|time| format!("{:.2} ms", time.as_secs_f64() * 1000.0));
        let [scan, page, all] = milliseconds;
        print(&format!("{what:<42}{needle:>16}{scan:>12}{page:>12}{times:>8.1}×{all:>12}"));
    }
    let what = format!("the first page within {SEARCH_GOAL} times a bare memmem scan");
    goal(&what, &format!("{worst:.1}×"), worst <= SEARCH_GOAL);
}

fn goal(what: &str, found: &str, is_reached: bool) {
    print(&format!("Goal: {what:<58}{found:>9}  {}", if is_reached { "reached" } else { "MISSED" }));
}

/// The median times of several runs that take turns, so that what slows the machine down slows all of them. What each gives is
/// used, so that none is left out.
fn medians<const RUNS: usize>(runs: [&dyn Fn() -> usize; RUNS]) -> [Duration; RUNS] {
    let mut times = [const { Vec::new() }; RUNS];
    for _ in 0..TIMES {
        for (times, run) in times.iter_mut().zip(runs) {
            let begun = Instant::now();
            std::hint::black_box(run());
            times.push(begun.elapsed());
        }
    }
    times.map(|mut times| {
        times.sort_unstable();
        times[TIMES / 2]
    })
}

fn say(what: &str, time: Duration) {
    print(&format!("{what}: {:.2} ms", time.as_secs_f64() * 1000.0));
}

fn print(line: &str) {
    // A reader that went away wants no more of it.
    let _ = writeln!(std::io::stdout(), "{line}");
}
