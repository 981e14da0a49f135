//! `seatbridge`, the headless twin of the window: the same desk, for scripts and for machines without a display.
//!
//! Each subcommand decodes, calls the desk once, and prints. JSON goes to standard output as one document that names its schema;
//! words and progress go to standard error, or to standard output where text was asked for.

mod arguments;
mod commands;
mod exit;
mod interrupt;
mod machine;
mod print;
mod progress;
mod token;
mod words;

use std::process::ExitCode;

use clap::Parser as _;

use crate::arguments::Arguments;
use crate::exit::Exit;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let asked_for_help = !error.use_stderr();
            // Nowhere to say that this could not be printed.
            let _ = error.print();
            return if asked_for_help { ExitCode::SUCCESS } else { Exit::WrongUse.into() };
        }
    };
    let verbose = arguments.common.verbose;
    match commands::run(arguments) {
        Ok(exit) => exit.into(),
        Err(failure) => {
            let (happened, advice) = words::failure(&failure);
            print::say(&format!(
                "seatbridge: {happened}{}{advice}",
                if advice.is_empty() { "" } else { " " }
            ));
            if verbose && let Ok(data) = serde_json::to_string(&failure) {
                print::say(&data);
            }
            Exit::of_failure(&failure).into()
        }
    }
}
