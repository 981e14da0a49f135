//! Enterprises of which the truth is known are counted as they were made.

use std::sync::Arc;

use people::{Node, People, Plan, WhatIf};

use crate::enterprise::{Truth, enterprise};

/// How long this thread has had a processor: on a busy machine the clock tells of others, too.
fn busy() -> std::time::Duration {
    let said = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = said.split(' ').next().and_then(|first| first.parse().ok());
    std::time::Duration::from_nanos(nanoseconds.unwrap_or_default())
}

fn holds(people: u64, seed: u64) {
    let (evidence, truth) = enterprise(people, seed);
    let count = People::count(evidence);
    let licenses = count.licenses();
    let ambiguous = (0..count.len()).filter(|&person| count.facets(person).ambiguous).count() as u64;
    let counted = Truth {
        low: licenses.low,
        documented: licenses.documented,
        high: licenses.high,
        dormant_freeable: count.numbers().dormant_freeable,
        ambiguous,
        doubles: truth.doubles,
    };
    assert_eq!(counted, truth, "{people} people, seed {seed}");
    assert!(count.numbers().complete, "the cloud remembers the sealed server");
    let near = count.near_misses();
    // A domain is known to be renamed only where several of its people are here.
    let by_likeness = people::Likeness::ALL
        .map(|likeness| near.all.iter().filter(|near| near.likeness == likeness).count());
    assert!(
        near.freeable == truth.doubles || (people < 1000 && near.freeable <= truth.doubles),
        "{} of {}: {by_likeness:?}",
        near.freeable,
        truth.doubles
    );
    assert_eq!(near.all.len() as u64, near.freeable, "nobody else is suspected");
    assert_eq!(near.counted_twice, 2 * near.freeable);
}

#[test]
fn a_hundred_people_are_counted_as_they_were_made() {
    for seed in 0..20 {
        holds(100, seed);
    }
}

#[test]
fn ten_thousand_people_are_counted_as_they_were_made() {
    holds(10_000, 1);
}

/// Run it with `cargo test -p people --release --test people -- --ignored --nocapture a_million`.
#[test]
#[ignore = "a million people take long unoptimised; it prints what it took"]
#[expect(clippy::print_stderr, reason = "figures are what it is run for")]
fn a_million_people_are_counted_in_time_and_memory() {
    let (evidence, truth) = enterprise(720_000, 7);
    let people = People::count(Arc::clone(&evidence));
    let (begun, busy_before) = (std::time::Instant::now(), busy());
    let near = people.near_misses();
    let (took, busy_since) = (begun.elapsed(), busy().saturating_sub(busy_before));
    eprintln!("{} near misses: {took:?} ({busy_since:?} of this thread)", near.all.len());
    assert_eq!((near.freeable, near.all.len() as u64), (truth.doubles, truth.doubles));
    let dormant = people.dormant_freeable();
    let accounts = dormant
        .flat_map(|person| people.accounts_of(person))
        .map(|&account| people.key(Node::Account(account)));
    let suspend = WhatIf::Suspend { accounts: accounts.collect() };
    let rename = WhatIf::RenameDomain { from: "corp-old.example".to_owned(), to: "corp.example".to_owned() };
    for what_ifs in [vec![suspend], vec![rename]] {
        let begun = std::time::Instant::now();
        let planned = people.plan(&Plan { what_ifs, ..Plan::default() });
        eprintln!("planned {} instead of {}: {:?}", planned.licenses, truth.documented, begun.elapsed());
        assert!(planned.licenses < truth.documented);
    }
    let begun = std::time::Instant::now();
    let edges: usize = (0..people.len()).map(|person| people.edges(person).len()).sum();
    eprintln!("{edges} edges of everybody: {:?}", begun.elapsed());
    let begun = std::time::Instant::now();
    let difference = people.difference().expect("the cloud told its number");
    eprintln!("a difference of {}: {:?}", difference.change, begun.elapsed());
    drop((near, people));
    for _ in 0..5 {
        let (begun, busy_before) = (std::time::Instant::now(), busy());
        let count = People::count(Arc::clone(&evidence));
        let took = (begun.elapsed(), busy().saturating_sub(busy_before));
        let licenses = count.licenses();
        assert_eq!(
            (licenses.low, licenses.documented, licenses.high),
            (truth.low, truth.documented, truth.high)
        );
        let accounts = count.account_count();
        let bytes = count.bytes_held() as u64 / u64::from(accounts);
        assert!(bytes <= 100, "{bytes} bytes an account");
        let people = count.len();
        let (took, busy) = took;
        eprintln!(
            "{accounts} accounts, {people} people: {took:?} ({busy:?} of this thread), {bytes} bytes an account"
        );
    }
}
