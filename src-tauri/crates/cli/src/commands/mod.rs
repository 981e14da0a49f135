//! The subcommands: decode, one call on the desk, print.

mod enterprise;
mod history;
mod network;
mod people;
mod practice;
mod purge;
mod review;
mod send;

use desk::Failure;

use crate::arguments::{Arguments, Command};
use crate::exit::Exit;

/// Carries a command out.
pub(crate) fn run(arguments: Arguments) -> Result<Exit, Failure> {
    let common = &arguments.common;
    match arguments.command {
        Command::Review { files } => Ok(review::review(common, &files)),
        Command::People(request) => people::people(common, request),
        Command::Send(request) => send::send(common, request),
        Command::Confirm { id, wait, token } => send::confirm(common, id.as_deref(), wait, token),
        Command::Receipts => history::receipts(common),
        Command::History { server } => history::history(common, server.as_deref()),
        Command::Enterprise(command) => enterprise::run(common, command),
        Command::Network(command) => network::run(common, command),
        Command::Practice(command) => practice::run(common, command),
        Command::Purge { dry_run, yes } => purge::purge(common, dry_run, yes),
    }
}
