//! `send` and `confirm`: handing over, and following it to its end.

use std::time::Duration;

use desk::answers::{
    HandOverDocument, HandOverState, HandOversDocument, OneHandOverDocument, Refused, WhyNothing,
};
use desk::send::{SendRequest, Sent};
use desk::{Failure, FailureCode};

use crate::arguments::{Common, Format, Send, TokenInput};
use crate::commands::review::finding_line;
use crate::exit::Exit;
use crate::{machine, print, token, words};

pub(crate) fn send(common: &Common, arguments: Send) -> Result<Exit, Failure> {
    let desk = machine::desk(common)?;
    token::for_this_run(&desk, &arguments.enterprise, arguments.token)?;
    let request = SendRequest {
        paths: arguments.files,
        enterprise: arguments.enterprise,
        again: arguments.again,
        ticket: arguments.ticket,
        dry_run: arguments.dry_run,
    };
    let sent = machine::runtime()?.block_on(desk::send::send(&desk, &request))?;
    print_hand_overs(common, &sent.document);
    for refused in &sent.document.refused {
        say_refused(refused);
    }
    if let Some((page, files)) = &sent.page {
        print::say(&format!(
            "Open {page} and, next to \"Enterprise Server instances\", choose \"Add server usage\" for:"
        ));
        for file in files {
            print::say(&format!("  {}", file.display()));
        }
        print::say("Then follow it with `seatbridge confirm`. A closed page proves nothing.");
    }
    Ok(exit_of(&sent))
}

fn exit_of(sent: &Sent) -> Exit {
    let mut exit = Exit::Fine;
    if let Some(failure) = &sent.failure {
        let (happened, advice) = words::failure(failure);
        print::say(&format!("seatbridge: {happened} {advice}"));
        exit = exit.or(Exit::of_failure(failure));
    }
    for refused in &sent.document.refused {
        exit = exit.or(match refused.why {
            // These bytes are there, or on their way: nothing needs doing.
            WhyNothing::AlreadyCounted | WhyNothing::OnItsWay => Exit::Fine,
            _ => Exit::Error,
        });
    }
    exit
}

fn say_refused(refused: &Refused) {
    let why = match refused.why {
        WhyNothing::AlreadyCounted => {
            "was counted already, so it was not sent. To send the same bytes once more, use --again."
        }
        WhyNothing::OnItsWay => "is on its way already, so it was not sent.",
        WhyNothing::WrongWorld => "was not sent: samples go to practice only, and nothing else does.",
        WhyNothing::Report => "was not sent: reports never leave.",
        WhyNothing::Unusable | WhyNothing::StillReading | WhyNothing::NoEnterprise => "was not sent.",
    };
    print::say(&format!("{} {why}", refused.name));
    for finding in &refused.findings {
        if finding.severity == usage::Severity::Error {
            print::say(&format!("  {}", finding_line(finding)));
        }
    }
}

pub(crate) fn confirm(
    common: &Common,
    id: Option<&str>,
    wait: u64,
    input: TokenInput,
) -> Result<Exit, Failure> {
    let desk = machine::desk(common)?;
    if input.token_stdin {
        let Some(enterprise) = desk::send::enterprise_of(&desk, id)? else {
            return Err(Failure::new(FailureCode::NotFound)
                .with("what", "hand_over")
                .with("id", id.unwrap_or_default()));
        };
        token::for_this_run(&desk, &enterprise, input)?;
    }
    let confirmed =
        machine::runtime()?.block_on(desk::send::confirm(&desk, id, Duration::from_secs(wait)))?;
    print_hand_overs(common, &confirmed.document);
    let mut exit = confirmed.document.handovers.iter().fold(Exit::Fine, |exit, hand_over| {
        exit.or(match hand_over.state {
            HandOverState::Counted => Exit::Fine,
            HandOverState::Failed => Exit::Error,
            // Not at its end: somebody has to look again.
            _ => Exit::Warning,
        })
    });
    if let Some(failure) = &confirmed.failure {
        let (happened, advice) = words::failure(failure);
        print::say(&format!("seatbridge: {happened} {advice}"));
        exit = exit.or(Exit::of_failure(failure));
    }
    Ok(exit)
}

/// One document for one hand-over, as the contract has it; a list that names its own schema for none or several. Either says
/// what was left out.
fn print_hand_overs(common: &Common, document: &HandOversDocument) {
    match (common.format, &document.handovers[..]) {
        (Format::Json, [one]) => {
            print::document(&OneHandOverDocument { hand_over: one, refused: &document.refused });
        }
        (Format::Json, _) => print::document(document),
        (Format::Text, hand_overs) => hand_overs.iter().for_each(show),
    }
}

/// The first few of many; `--format json` has all.
fn first_of(keys: &[String]) -> String {
    let more = if keys.len() > 5 { ", …" } else { "" };
    format!("{}{more}", keys.iter().take(5).cloned().collect::<Vec<_>>().join(", "))
}

fn show(hand_over: &HandOverDocument) {
    let state = match hand_over.state {
        HandOverState::HandingOver | HandOverState::Waiting => "waiting: nothing shows yet that it arrived",
        HandOverState::Received => "received: it arrived, and is not counted yet",
        HandOverState::Counted => "counted",
        HandOverState::Failed | HandOverState::Cancelled => "failed",
        HandOverState::Unconfirmed | HandOverState::Stopped => "unconfirmed: nothing shows that it arrived",
    };
    let known = |value: Option<u64>| value.map_or_else(|| "unknown".to_owned(), |value| value.to_string());
    print::line(&format!("{} {} {state}", hand_over.id, hand_over.server));
    if let Some(reason) = &hand_over.reason {
        print::line(&format!("  reason        {reason}"));
    }
    print::line(&format!(
        "  consumed      {} before, {} after",
        known(hand_over.consumed.before),
        known(hand_over.consumed.after)
    ));
    print::line(&format!(
        "  accounts      {} expected, {} held",
        known(hand_over.accounts.expected),
        known(hand_over.accounts.held)
    ));
    let accounts = &hand_over.accounts;
    for (name, keys) in [
        ("missing", &accounts.missing),
        ("unexpected", &accounts.unexpected),
        ("other email", &accounts.differing),
    ] {
        if let Some(keys) = keys.as_ref().filter(|keys| !keys.is_empty()) {
            print::line(&format!("  {name:<14}{} accounts: {}", keys.len(), first_of(keys)));
        }
    }
}
