//! Prints what the reader makes of a file: for measuring it as a whole process. With `--people` its accounts are kept too, and
//! their number and memory are printed.

use std::fs::File;
use std::io::Write as _;
use std::process::ExitCode;

use usage::reader::{Unwatched, read, read_people};
use usage::roster::People;

fn main() -> ExitCode {
    let mut arguments: Vec<_> = std::env::args_os().skip(1).collect();
    let with_people = arguments.first().is_some_and(|first| first == "--people");
    if with_people {
        arguments.remove(0);
    }
    let Some(path) = arguments.first() else {
        return ExitCode::from(2);
    };
    let Ok(mut file) = File::open(path) else {
        return ExitCode::from(3);
    };
    let read = if with_people {
        read_people(&mut file, None, &Unwatched)
    } else {
        read(&mut file, None, &Unwatched).map(|reading| (reading, None))
    };
    let (text, code) = match read {
        Ok((reading, people)) => (format!("{reading:#?}{}", memory(people.as_ref())), ExitCode::SUCCESS),
        Err(interruption) => (interruption.to_string(), ExitCode::from(3)),
    };
    // A reader that went away wants no more of it.
    let _ = writeln!(std::io::stdout(), "{text}");
    code
}

/// How much memory the people take, if there are any.
fn memory(people: Option<&People>) -> String {
    match people {
        Some(People::Server(roster)) => format!(
            "\n{} accounts in {} bytes, {} of them text",
            roster.len(),
            roster.bytes_held(),
            roster.bytes_of_text()
        ),
        Some(People::Cloud(roster)) => format!("\n{} rows in {} bytes", roster.len(), roster.bytes_held()),
        Some(People::Identities(roster)) => {
            format!("\n{} values in {} bytes", roster.len(), roster.bytes_held())
        }
        Some(People::Subscriptions(roster)) => format!("\n{} subscriptions", roster.len()),
        None => String::new(),
    }
}
