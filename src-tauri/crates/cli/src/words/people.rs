//! The English of `people`: what was noticed while counting, how the number comes about, and who is probably counted twice.

use std::collections::BTreeMap;

use desk::answers::{PeopleCode, PeopleFinding, SuggestionLine};
use desk::reconcile::{Likeness, Notice, Reason, StepName};
use usage::{Finding, Param};

use super::{Values, counted};

/// A finding in two sentences: what happened, and what to do (empty where nothing needs doing).
pub(crate) fn finding(finding: &PeopleFinding) -> (String, &'static str) {
    match finding.code {
        PeopleCode::OfFile(code) => {
            let mut of_file = Finding::new(code);
            of_file.params.clone_from(&finding.params);
            super::finding(&of_file)
        }
        PeopleCode::OfCount(code) => noticed(code, &finding.params),
        PeopleCode::UnreadableDecisions => unreadable_decisions(&Values(&finding.params).text("reason")),
    }
}

fn unreadable_decisions(reason: &str) -> (String, &'static str) {
    let why = match reason {
        "io" => "it could not be read to its end",
        "too_large" => "it is larger than 64 MiB",
        "encoding" => "its text is not UTF-8",
        "truncated" => "it ends in the middle",
        "not_json" => "it is not JSON",
        "schema" => "its schema is not seatbridge.decisions/1",
        "not_decisions" => "a key, a kind or a value in it is not known",
        "other_missing" => "a link or an unlink lacks its second account (other)",
        "other_needless" => "only a link and an unlink have a second account (other)",
        other => other,
    };
    (
        format!("The decisions were not applied: {why}. The planned number is not known."),
        "Correct the file; nothing else depends on it.",
    )
}

/// What was noticed while counting.
#[expect(clippy::too_many_lines, reason = "one arm a code: a table, which reads best whole")]
fn noticed(code: Notice, params: &BTreeMap<String, Param>) -> (String, &'static str) {
    let values = Values(params);
    let text = |name: &str| values.text(name);
    let counted = |one: &str, several: &str| values.counted("count", one, several);
    match code {
        Notice::ReportWithoutServer => (
            counted(
                "file names no server, and its people are left out.",
                "files name no server, and their people are left out.",
            ),
            "Name it with --host NAME=FILE.",
        ),
        Notice::OneHostTwoIds => (
            format!(
                "{} has several server IDs: {}. Each is counted as a server of its own.",
                text("host"),
                text("ids")
            ),
            "If one is an old export of the same server, leave it out.",
        ),
        Notice::OneIdTwoHosts => (
            format!(
                "The server ID {} has several hosts: {}. They are counted as one server.",
                text("id"),
                text("hosts")
            ),
            "If one is a clone, leave it out.",
        ),
        Notice::PeopleUnknown => (
            format!("Nobody knows who is on {}, so the number is \"at least\".", text("server")),
            "Give its all_users.csv too.",
        ),
        Notice::StaleReport => (
            format!(
                "The report of {} is older than GitHub's last sync of it, so both are kept.",
                text("server")
            ),
            "Make the report anew.",
        ),
        Notice::MeteredNeedsConnect => (
            format!(
                "Usage-based billing needs GitHub Connect, which is off on {}: {}.",
                counted("server", "servers"),
                text("servers")
            ),
            "Turn it on there, or ask GitHub how those people are billed.",
        ),
        Notice::OneIdTwoPeople => (
            format!(
                "{} for two different people: {}.",
                counted("account ID stands", "account IDs stand"),
                text("accounts")
            ),
            "Make the reports of that server anew, all in one go.",
        ),
        Notice::AccountWithoutKey => {
            let server = text("server");
            (
                counted(
                    &format!("record of {server} has neither ID, login nor email, and is left out."),
                    &format!("records of {server} have neither ID, login nor email, and are left out."),
                ),
                "Make the report anew.",
            )
        }
        Notice::AnnotationWithoutAccount => {
            let server = text("server");
            (
                counted(
                    &format!("account of {server} stands only in a report that annotates, and is left out."),
                    &format!("accounts of {server} stand only in a report that annotates, and are left out."),
                ),
                "Give its all_users.csv of the same time.",
            )
        }
        Notice::ScimAdminCounted => (
            counted(
                "account called scim-admin counts, since it is not known whether SCIM is on.",
                "accounts called scim-admin count, since it is not known whether SCIM is on.",
            ),
            "Say so with --scim on or --scim off.",
        ),
        Notice::SharedEmail => (
            format!(
                "{}, several accounts of one server have one primary email and count as one: {}.",
                counted("time", "times"),
                text("accounts")
            ),
            "Look whether they are one person.",
        ),
        Notice::NoPrimaryEmail => (
            counted(
                "account has no primary email, so it takes a license of its own.",
                "accounts have no primary email, so each takes a license of its own.",
            ),
            "Set one on the server, then export again.",
        ),
        Notice::RepeatedLogin => (
            counted(
                "login stands on several rows of GitHub's report; it counts once.",
                "logins stand on several rows of GitHub's report; each counts once.",
            ),
            "",
        ),
        Notice::UnreadableServerUserId => (
            counted(
                "server account that GitHub lists can't be read.",
                "server accounts that GitHub lists can't be read.",
            ),
            "Whoever is behind may be counted twice here.",
        ),
        Notice::RowWithoutAccount => (
            counted(
                "row of GitHub's report names no account and can't be counted.",
                "rows of GitHub's report name no account and can't be counted.",
            ),
            "",
        ),
        Notice::AmbiguousMatch => (
            format!(
                "{} several cloud accounts: {}.",
                counted("person matches", "people match"),
                text("accounts")
            ),
            "Remove the email from all but one of those cloud accounts.",
        ),
        Notice::IdentityWithoutRow => (
            counted(
                "attribute of an identity belongs to a login that GitHub's report does not have.",
                "attributes of identities belong to logins that GitHub's report does not have.",
            ),
            "Download identities and report at one time.",
        ),
        Notice::NoVerifiedEmail => (
            format!(
                "{} of a verified domain. Such people often take two licenses.",
                counted("cloud account shows no email", "cloud accounts show no email")
            ),
            "Verify the domain, or have them verify an email of it.",
        ),
        Notice::SecurityProducts => {
            let products = [
                ("advanced_security", "GitHub Advanced Security"),
                ("code_security", "GitHub Code Security"),
                ("secret_protection", "GitHub Secret Protection"),
            ];
            let told = products.iter().filter(|(name, _)| params.contains_key(*name));
            let told: Vec<String> = told.map(|(name, product)| format!("{product} {}", text(name))).collect();
            (
                format!("People with licenses of security products: {}.", told.join(", ")),
                "GitHub bills these apart; they are in none of the numbers here.",
            )
        }
        Notice::DecisionWithoutAccount => (
            format!(
                "{} gone: decision {} of the file.",
                counted("decision names an account that is", "decisions name accounts that are"),
                text("decisions")
            ),
            "Look at it again; it does nothing any more.",
        ),
        Notice::DecisionGroundChanged => (
            format!(
                "{} had another primary email then: decision {} of the file.",
                counted("decision was made of an account that", "decisions were made of accounts that"),
                text("decisions")
            ),
            "Look whether it still holds; it was applied.",
        ),
        Notice::DecisionRefused => (
            format!(
                "{} or a subscription, which nothing does: decision {} of the file.",
                counted("decision would join two cloud accounts", "decisions would join two cloud accounts"),
                text("decisions")
            ),
            "Take it out of the file.",
        ),
        Notice::DecisionOverruled => (
            format!(
                "{} by a later one about the same two accounts: decision {} of the file.",
                counted("decision is overruled", "decisions are overruled"),
                text("decisions")
            ),
            "",
        ),
        Notice::DecisionAlreadySo => (
            format!(
                "{} nothing, for the rules say the same: decision {} of the file.",
                counted("decision changes", "decisions change"),
                text("decisions")
            ),
            "",
        ),
        Notice::WhatIfNotThere => (
            format!(
                "{} not there, and nothing was tried out with it: {}.",
                counted("account, server or domain is", "accounts, servers or domains are"),
                text("names")
            ),
            "Look how --list ndjson spells it.",
        ),
    }
}

/// A step of the waterfall.
pub(crate) const fn step(step: StepName) -> &'static str {
    match step {
        StepName::ServerAccounts => "accounts on servers",
        StepName::Suspended => "suspended",
        StepName::NotPeople => "ghost and scim-admin",
        StepName::SamePrimary => "same primary email",
        StepName::CloudSays => "GitHub lists them under a login",
        StepName::Saml => "linked by SAML",
        StepName::Scim => "linked by SCIM",
        StepName::VerifiedEmail => "linked by a verified email",
        StepName::CloudAccounts => "cloud accounts",
    }
}

/// A reason of the difference from GitHub's own count.
pub(crate) const fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::NewAccount => "new since GitHub heard of it",
        Reason::GoneAccount => "gone from its server",
        Reason::SuspendedSince => "suspended since",
        Reason::EmailChanged => "primary email changed",
        Reason::NewlyLinked => "now found to be one person",
        Reason::NoLongerLinked => "no longer found to be one person",
        Reason::RememberedStale => "in an old report, not at GitHub",
        Reason::CloudOnlyKnows => "GitHub names no account",
        Reason::Unexplained => "not explained",
    }
}

/// Somebody who is probably counted twice, and what would help.
pub(crate) fn suggestion(line: &SuggestionLine) -> (String, String) {
    let values = Values(&line.params);
    let text = |name: &str| values.text(name);
    let alike = match line.code {
        Likeness::LetterCase => "the same email but for letter case",
        Likeness::SecondaryEmail => "an email that is only a secondary one",
        Likeness::WidthOrIdn => "the same email in other characters",
        Likeness::PlusTagOrDots => "the same email but for a plus tag or dots",
        Likeness::SiblingDomain => "the same name in a sibling domain",
        Likeness::RenamedDomain => "the same name in what seems to be a renamed domain",
        Likeness::Typo => "the same email but for one slip",
        Likeness::SameLogin => "the same login",
    };
    let saves = counted(values.number("saves"), "license", "licenses");
    let fix = if text("fix") == "verify_email" {
        format!("have {} verified on {}", text("fix_email"), text("fix_accounts"))
    } else {
        format!("make {} the primary email of {}", text("fix_email"), text("fix_accounts"))
    };
    (
        format!(
            "{} ({}) and {} ({}): {alike}",
            text("account"),
            text("shows"),
            text("other"),
            text("other_shows")
        ),
        format!("To save {saves}: {fix}."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The parameters that any finding of a count may have, with so many of whatever it counts.
    fn params(count: u64) -> BTreeMap<String, Param> {
        let mut params: BTreeMap<String, Param> =
            ["accounts", "decisions", "host", "hosts", "id", "ids", "names", "server", "servers"]
                .into_iter()
                .map(|name| (name.to_owned(), Param::Text(format!("<{name}>"))))
                .collect();
        params.insert("count".to_owned(), count.into());
        params
    }

    #[test]
    fn everything_that_is_noticed_has_words_and_every_value_that_it_needs() {
        for &code in Notice::ALL {
            let (happened, _) = noticed(code, &params(2));
            assert!(happened.ends_with('.'), "{code:?}: {happened}");
            assert!(!happened.contains("unknown"), "a value has no name: {code:?}: {happened}");
        }
        for reason in ["io", "too_large", "encoding", "truncated", "not_json", "schema", "not_decisions"] {
            let (happened, _) = unreadable_decisions(reason);
            assert!(!happened.contains(&format!("applied: {reason}.")), "words, not the code: {happened}");
        }
    }

    #[test]
    fn one_account_was_called_1_accounts() {
        for &code in Notice::ALL {
            let ((one, _), (two, _)) = (noticed(code, &params(1)), noticed(code, &params(2)));
            if !one.contains('1') {
                continue;
            }
            let plural = two.replacen('2', "1", 1);
            assert_ne!(one, plural, "{code:?} has no singular: {one}");
            let after = one.split_once("1 ").map_or("", |(_, rest)| rest);
            let noun = after.split([' ', ',']).next().unwrap_or_default();
            assert!(!noun.ends_with('s'), "{code:?}: {one}");
        }
    }

    #[test]
    fn a_suggestion_says_who_why_what_to_do_and_what_it_saves() {
        for code in Likeness::ALL {
            let params: BTreeMap<String, Param> = [
                ("account", "ghes.example:17".into()),
                ("shows", "Mona@corp.example".into()),
                ("other", "cloud:mona".into()),
                ("other_shows", "mona@corp.example".into()),
                ("fix", "verify_email".into()),
                ("fix_email", "Mona@corp.example".into()),
                ("fix_accounts", Param::List(vec!["cloud:mona".to_owned()])),
                ("saves", 1.into()),
            ]
            .map(|(name, value): (&str, Param)| (name.to_owned(), value))
            .into();
            let (who, fix) = suggestion(&SuggestionLine { code, params });
            assert!(who.starts_with("ghes.example:17 (Mona@corp.example) and cloud:mona"), "{who}");
            assert_eq!(fix, "To save 1 license: have Mona@corp.example verified on cloud:mona.");
        }
    }
}
