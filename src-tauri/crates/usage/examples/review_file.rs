//! Prints what the reader makes of a file: for measuring it as a whole process.

use std::fs::File;
use std::io::Write as _;
use std::process::ExitCode;

use usage::reader::{Unwatched, read};

fn main() -> ExitCode {
    let Some(path) = std::env::args_os().nth(1) else {
        return ExitCode::from(2);
    };
    let Ok(mut file) = File::open(path) else {
        return ExitCode::from(3);
    };
    let (text, code) = match read(&mut file, None, &Unwatched) {
        Ok(reading) => (format!("{reading:#?}"), ExitCode::SUCCESS),
        Err(interruption) => (interruption.to_string(), ExitCode::from(3)),
    };
    // A reader that went away wants no more of it.
    let _ = writeln!(std::io::stdout(), "{text}");
    code
}
