//! `receipts` and `history`.

use desk::Failure;
use desk::answers::{HandOverState, Receipt};

use crate::arguments::{Common, Format};
use crate::exit::Exit;
use crate::{machine, print};

pub(crate) fn receipts(common: &Common) -> Result<Exit, Failure> {
    let document = desk::receipt::document(&*machine::desk(common)?)?;
    match common.format {
        Format::Json => print::document(&document),
        Format::Text => document.receipts.iter().for_each(show),
    }
    Ok(Exit::Fine)
}

fn show(receipt: &Receipt) {
    let practice = if receipt.practice { " [practice]" } else { "" };
    let state = match receipt.state {
        HandOverState::Counted => "counted",
        HandOverState::Failed => "failed",
        _ => "unconfirmed",
    };
    let known = |count: &Option<desk::answers::Consumed>| {
        count.as_ref().map_or_else(|| "unknown".to_owned(), |count| count.consumed.to_string())
    };
    print::line(&format!(
        "{} {} {state} at {} ({}){practice}",
        receipt.number, receipt.server, receipt.enterprise, receipt.at
    ));
    print::line(&format!("  {} {}", receipt.sha256, receipt.file));
    print::line(&format!("  consumed {} before, {} after", known(&receipt.before), known(&receipt.after)));
    if let Some(reason) = &receipt.reason {
        print::line(&format!("  reason {reason}"));
    }
}

pub(crate) fn history(common: &Common, server: Option<&str>) -> Result<Exit, Failure> {
    let document = desk::history::document(&*machine::desk(common)?, server)?;
    match common.format {
        Format::Json => print::document(&document),
        Format::Text => {
            for entry in &document.entries {
                let server = entry.server.as_deref().unwrap_or("-");
                print::line(&format!(
                    "{} {} {} {server} {}",
                    entry.at,
                    entry.actor,
                    entry.what,
                    print::params(&entry.params)
                ));
            }
        }
    }
    Ok(Exit::Fine)
}
