//! `purge`: forgetting the kept originals and what was read from them. It says what goes before it goes.

use std::io::{IsTerminal as _, Write as _};

use desk::answers::PurgeDocument;
use desk::{Failure, FailureCode};

use crate::arguments::{Common, Format};
use crate::exit::Exit;
use crate::{machine, print};

pub(crate) fn purge(common: &Common, dry_run: bool, yes: bool) -> Result<Exit, Failure> {
    let desk = machine::desk(common)?;
    let plan = desk::forget::plan_both(&desk)?;
    if let Some(server) = plan.unfinished.first() {
        return Err(Failure::new(FailureCode::Unfinished).with("server", server.as_str()));
    }
    let done = !dry_run && (yes || confirmed(plan.files, plan.bytes)?);
    if done {
        desk::forget::forget_both(&desk)?;
    }
    let document = PurgeDocument { schema: "seatbridge.purge/1", done, files: plan.files, bytes: plan.bytes };
    match common.format {
        Format::Json => print::document(&document),
        Format::Text if done => {
            print::line(&format!("Forgot {} originals, {} bytes. Receipts stay.", plan.files, plan.bytes));
        }
        Format::Text => print::line(&format!(
            "Would forget {} originals, {} bytes. Receipts stay.",
            plan.files, plan.bytes
        )),
    }
    Ok(if done || dry_run { Exit::Fine } else { Exit::Cancelled })
}

fn confirmed(files: u64, bytes: u64) -> Result<bool, Failure> {
    if !std::io::stdin().is_terminal() {
        return Err(Failure::new(FailureCode::InvalidInput)
            .with("field", "--yes")
            .with("reason", "nobody_to_ask"));
    }
    let _ = write!(
        std::io::stderr(),
        "Forget {files} originals ({bytes} bytes)? This cannot be undone. Type yes: "
    );
    let mut answer = String::new();
    let read = std::io::stdin().read_line(&mut answer);
    Ok(read.is_ok() && answer.trim() == "yes")
}
