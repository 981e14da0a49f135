//! Measures a roster of many invented accounts: how much memory it takes, and how long it takes to search, sort, filter and
//! compare it, beside a bare scan of the same text. `measure_roster [ACCOUNTS]`.

use std::io::Write as _;
use std::time::{Duration, Instant};

use usage::roster::{Account, AccountColumn, Comparison, Condition, Items, Located, Needle, Roster};

/// How many rows a page has.
const PAGE: usize = 50;

/// How often each is measured; the shortest time is the one that other work disturbed least.
const TIMES: usize = 25;

fn main() {
    let count = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(1_000_000_u64);
    let mut text = String::new();
    let before = made(count, 0, &mut text);
    let after = made(count, 7, &mut String::new());
    let rows = before.len().max(1);
    let beyond = before.bytes_held() - before.bytes_of_text();
    print(&format!("bytes an account beyond its text: {}", beyond / rows));
    print(&format!("bytes of text an account: {}", before.bytes_of_text() / rows));
    for needle in ["zzzz", "user-12345", "corp", "Yuki"] {
        let finder = memchr::memmem::Finder::new(needle);
        let scan = shortest(|| finder.find_iter(text.as_bytes()).count());
        let needle_folded = Needle::new(needle);
        let page = shortest(|| before.search(&needle_folded).take(PAGE).count());
        let all = shortest(|| before.search(&needle_folded).count());
        let found = before.search(&needle_folded).count();
        say(&format!("{needle}: bare scan"), scan);
        say(&format!("{needle}: first page"), page);
        say(&format!("{needle}: all {found}"), all);
    }
    for column in [AccountColumn::Login, AccountColumn::PrimaryEmail, AccountColumn::LastActive] {
        let sort = shortest(|| {
            let mut rows = before.rows();
            before.sort(&mut rows, column, true);
            rows.len()
        });
        say(&format!("sorted by {column:?}"), sort);
    }
    let filter = shortest(|| {
        let mut rows = before.rows();
        before.filter(&mut rows, &Condition::Suspended(Some(true)));
        rows.len()
    });
    say("suspended ones", filter);
    let compare = shortest(|| Comparison::between(&before, &after).joined.len());
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

/// The shortest of several runs; what each gives is used, so that none is left out.
fn shortest(mut run: impl FnMut() -> usize) -> Duration {
    let mut times: Vec<_> = (0..TIMES)
        .map(|_| {
            let begun = Instant::now();
            std::hint::black_box(run());
            begun.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[0]
}

fn say(what: &str, time: Duration) {
    print(&format!("{what}: {:.2} ms", time.as_secs_f64() * 1000.0));
}

fn print(line: &str) {
    // A reader that went away wants no more of it.
    let _ = writeln!(std::io::stdout(), "{line}");
}
