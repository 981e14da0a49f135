//! Reads files, one after the other, hashes them, and holds the people of all of them; prints how many rows those are. What
//! `make bench` times beside programs that make tables of the same columns.

use std::fs::File;
use std::io::Write as _;
use std::process::ExitCode;

use usage::reader::{Unwatched, read_people};
use usage::roster::People;

fn main() -> ExitCode {
    let mut held = Vec::new();
    for path in std::env::args_os().skip(1) {
        let read = File::open(&path).map_err(|error| error.to_string()).and_then(|mut file| {
            read_people(&mut file, None, &Unwatched).map_err(|interruption| interruption.to_string())
        });
        match read {
            Ok((_, Some(people))) => held.push(people),
            Ok((reading, None)) => {
                return failed(&format!("{}: no people: {:?}", path.display(), reading.findings));
            }
            Err(error) => return failed(&format!("{}: {error}", path.display())),
        }
    }
    let rows: usize = held.iter().map(rows).sum();
    // A reader that went away wants no more of it.
    let _ = writeln!(std::io::stdout(), "{rows}");
    ExitCode::SUCCESS
}

fn rows(people: &People) -> usize {
    match people {
        People::Server(roster) => roster.len(),
        People::Cloud(roster) => roster.len(),
        People::Identities(roster) => roster.len(),
        People::Subscriptions(roster) => roster.len(),
    }
}

fn failed(what: &str) -> ExitCode {
    let _ = writeln!(std::io::stderr(), "{what}");
    ExitCode::from(3)
}
