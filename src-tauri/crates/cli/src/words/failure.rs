//! What a failure says.

use desk::{Failure, FailureCode};

use super::Values;

/// What to do without a keychain, as an ending of the advice.
macro_rules! without_keychain {
    ($first:literal) => {
        concat!(
            $first,
            " add the enterprise with --no-token, and give the token to `send`, `confirm` and `enterprise check` on standard input",
            " with --token-stdin. It is kept for that run only, never in a file."
        )
    };
}

/// A failure in two sentences: what happened, and what to do.
pub(crate) fn failure(failure: &Failure) -> (String, &'static str) {
    let values = Values(&failure.params);
    let text = |name: &str| values.text(name);
    match failure.code {
        FailureCode::NewerLedger => (
            format!(
                "A newer Seatbridge wrote this ledger (format {}, this program knows {}).",
                text("found"),
                text("known")
            ),
            "Use that version, or another --data folder. Nothing was changed.",
        ),
        FailureCode::LedgerBusy => ("Another program holds the ledger.".into(), "Try again when it is done."),
        FailureCode::LedgerDamaged => (
            format!("The ledger cannot be read ({}).", text("reason")),
            "Restore its folder from a backup, or use another --data folder.",
        ),
        FailureCode::DiskFull => {
            ("The disk is full.".into(), "Make room, then try again. Nothing was half written.")
        }
        FailureCode::NoPermission => (
            "The ledger's folder may not be read or written.".into(),
            "Look at its owner and mode, or use another --data folder.",
        ),
        FailureCode::InputOutput => {
            (format!("Reading or writing failed ({}).", text("reason")), "Look at the disk, then try again.")
        }
        FailureCode::KeychainMissing => {
            ("No keychain answers on this computer.".into(), without_keychain!("Do without one:"))
        }
        FailureCode::KeychainLocked => {
            ("The keychain is locked.".into(), without_keychain!("Unlock it. Or do without it:"))
        }
        FailureCode::KeychainSlow => (
            format!(
                "The keychain did not answer within {} s; it probably waits for a person.",
                text("seconds")
            ),
            without_keychain!("Answer its question. Or do without it:"),
        ),
        FailureCode::TokenLeft => (
            format!("{} is removed, but no keychain could be asked to forget its token.", text("enterprise")),
            "If one was kept, delete Seatbridge's entry of that name in the keychain.",
        ),
        FailureCode::NotFound => (
            format!("There is no {} {}.", text("what").replace('_', "-"), text("id")),
            "Look at `seatbridge history`, `receipts` or `enterprise list`.",
        ),
        FailureCode::InvalidInput => {
            let place = if values.has("line") {
                format!(", certificate {} of the file, line {}", text("number"), text("line"))
            } else {
                String::new()
            };
            let reason = text("reason").replace('_', " ");
            (format!("{} does not fit ({reason}{place}).", text("field")), "See --help.")
        }
        FailureCode::NameTaken => (
            format!("There is an enterprise named {} already.", text("name")),
            "Choose another name, or remove it first.",
        ),
        FailureCode::IsolatedSide => (
            "The network is switched off here (isolated side or --offline).".into(),
            "Carry the file over and hand it over on the connected side.",
        ),
        FailureCode::NoEnterprise => {
            ("No enterprise is known.".into(), "Add one with `seatbridge enterprise add`.")
        }
        FailureCode::TokenMissing => (
            format!("No token is kept for {}.", text("enterprise")),
            "Give one with `seatbridge enterprise add`, or with --token-stdin for this run only.",
        ),
        FailureCode::NothingToHandOver => ("Nothing here can be handed over.".into(), "See the findings."),
        FailureCode::BytesChanged => (
            format!("{} no longer has the reviewed bytes.", text("name")),
            "Review the file again. Nothing was sent.",
        ),
        FailureCode::Unfinished => (
            format!("A hand-over of {} is unfinished.", text("server")),
            "Let it end or stop watching it, then try again.",
        ),
        FailureCode::ServerElsewhere => (
            format!("{} is tied to {}.", text("server"), text("enterprise")),
            "Send it there. If the server has moved, remove that enterprise first; its receipts and history stay.",
        ),
        FailureCode::AlreadyDone => {
            ("Another window or process did it first.".into(), "Look at `seatbridge history`.")
        }
        FailureCode::Cancelled => ("Cancelled.".into(), ""),
        FailureCode::WrongRoute => (
            "This enterprise takes files on GitHub's own page only.".into(),
            "Open the page, drop the file that stands ready, and follow it with `seatbridge confirm`.",
        ),
        FailureCode::Cloud => (cloud(&values), "What was reviewed is kept; try again when that is mended."),
        FailureCode::Defect => (format!("A defect of Seatbridge ({}).", text("place")), "Please report it."),
    }
}

/// Why the enterprise could not be asked, in one sentence.
pub(super) fn cloud(values: &Values<'_>) -> String {
    let status =
        if values.has("status") { format!(" (status {})", values.text("status")) } else { String::new() };
    let said = match values.text("failure").as_str() {
        "unreachable" => "The enterprise's host cannot be reached",
        "name_not_resolved" => "The enterprise's host name is not known",
        "timed_out" => "The enterprise did not answer in time",
        "tls" => "No private connection could be made",
        "certificate" => match values.text("problem").as_str() {
            "unknown_authority" => {
                "The host's certificate is from an authority that this computer does not trust"
            }
            "other_host" => "The certificate that was shown is that of another host",
            "expired" => "The host's certificate has expired, by this computer's clock",
            "not_yet_valid" => "The host's certificate is not valid yet, by this computer's clock",
            "revoked" => "The host's certificate was revoked",
            _ => "The host's certificate is not trusted",
        },
        "client_certificate_unusable" => "This computer's own certificate cannot be used",
        "client_certificate_required" => {
            "The host asks for a certificate of this computer, or does not take the one it was shown"
        }
        "proxy_unreachable" => "The proxy cannot be reached",
        "proxy_authentication_required" => {
            "The proxy asks for a user name and a password, or does not take those it was given"
        }
        "proxy_refused" => "The proxy lets nobody through to this host",
        "redirected" => "The enterprise answered with a redirect, which is never followed",
        "unauthorized" => "The token is not accepted",
        "forbidden" => "The token may not do this",
        "missing_scope" if values.has("needed") => {
            return format!("The token lacks {}{status}.", values.text("needed"));
        }
        "missing_scope" => "The token lacks a scope",
        "missing_permission" => {
            return format!("The App lacks a permission: {}{status}.", values.text("needed"));
        }
        "not_for_apps" => "GitHub shows this to owners' own tokens only, not to an App's",
        "not_enterprise_owner" => "The token's person is no owner of the enterprise",
        "not_organization_owner" => "The token's person is no owner of the organization",
        "not_site_admin" => "The token's person is no site administrator of the server",
        "not_a_report" => "The server's answer is no report; a sign-in page probably stands between",
        "report_not_ready" => "The server is still making the report",
        "fine_grained_token" => {
            "GitHub's licensing API takes no fine-grained tokens, only a classic one or a GitHub App's"
        }
        "link_elsewhere" => "The answer leads to another address, which was not followed",
        "sso_required" => "The token is not authorised for single sign-on",
        "not_found" => "The enterprise is not known there, or the token may not see it",
        "gone_api_version" => "This API version is no longer answered",
        "too_large" => "The enterprise does not take a file of this size",
        "rate_limited" => {
            let wait = match values.text("retry_after_seconds").as_str() {
                _ if !values.has("retry_after_seconds") => String::new(),
                seconds => format!("; it may be asked again in {seconds} s"),
            };
            return format!("The rate limit is reached{status}{wait}.");
        }
        "server_error" => "The enterprise failed to answer",
        "not_json" => "The answer is no JSON; a proxy or a sign-in page probably stands between",
        "answer_cut_off" => "The answer was cut off",
        "answer_too_large" => "The answer is larger than is ever needed",
        "connection_closed" => "The line was closed",
        "bytes_changed" => "The file changed while it was sent; its last block was withheld",
        "cancelled" => "Cancelled",
        "plain_http_refused" => "Plain http is refused but on this computer itself",
        other => return format!("The enterprise could not be asked: {}{status}.", other.replace('_', " ")),
    };
    format!("{said}{status}.")
}
