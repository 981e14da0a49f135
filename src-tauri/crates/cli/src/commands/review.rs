//! `review`: what files are and what they hold, beside what is known. Nothing is kept, sent or written; the ledger is only looked
//! into.

use std::path::PathBuf;

use desk::answers::{AccountsState, ChangesEntry, FileEntry, ReviewedFile};
use usage::Finding;

use crate::arguments::{Common, Format};
use crate::exit::Exit;
use crate::interrupt::end_on_interrupt;
use crate::progress::Progress;
use crate::{machine, print, words};

pub(crate) fn review(common: &Common, files: &[PathBuf]) -> Exit {
    end_on_interrupt();
    let progress = Progress::new();
    // Without a folder there is no ledger, and a review needs none.
    let folder = machine::folder(common).ok();
    let reviewed = desk::review::review_beside(files, &mut std::io::stdin(), &progress, folder.as_deref());
    progress.end();
    match common.format {
        Format::Json => print::document(&reviewed),
        Format::Text => reviewed.files.iter().for_each(show),
    }
    if let Some(failure) = &reviewed.unread_ledger {
        let (happened, advice) = words::failure(failure);
        print::say(&format!("Nothing was compared with what is known. {happened} {advice}"));
    }
    Exit::of_findings(reviewed.files.iter().flat_map(|file| &file.entry.findings))
}

fn show(reviewed: &ReviewedFile) {
    let file = &reviewed.entry;
    print::line(&file.path);
    let fact = |name: &str, value: &str| print::line(&format!("  {name:<14}{value}"));
    let known = |value: Option<u64>| value.map_or_else(|| "unknown".to_owned(), |value| value.to_string());
    fact(
        "kind",
        match file.kind {
            usage::Kind::GhesExport => "export of a GitHub Enterprise Server",
            usage::Kind::GhesUsersCsv => "user report of a GitHub Enterprise Server",
            usage::Kind::GhesUserCsvCli => "ghe-user-csv of a GitHub Enterprise Server",
            usage::Kind::GhesSamlMappingCsv => "SAML mappings of a GitHub Enterprise Server",
            usage::Kind::GhesLicenseJson => "license of a GitHub Enterprise Server",
            usage::Kind::GhecConsumedJson => "consumed licenses of an enterprise, from the API",
            usage::Kind::GhecConsumedCsv => "consumed licenses of an enterprise, as a report",
            usage::Kind::IdentitiesJson => "external identities",
            usage::Kind::VisualStudio => "Visual Studio subscriptions",
            usage::Kind::Unknown => "unknown",
        },
    );
    if let Some(bytes) = file.bytes {
        fact("size", &format!("{bytes} bytes"));
    }
    if let Some(sha256) = &file.sha256 {
        fact("SHA-256", sha256);
    }
    if let Some(server) = &file.server {
        let told = |value: &Option<String>| value.clone().unwrap_or_else(|| "not told".to_owned());
        fact("host", &told(&server.host_name));
        fact("server ID", &told(&server.server_id));
        fact("version", &told(&server.version));
        fact(
            "HTTP only",
            server.http_only.map_or("not told", |http_only| if http_only { "yes" } else { "no" }),
        );
        fact("license hash", &told(&server.license_hash));
        fact(
            "public key",
            &server
                .public_key_sha256
                .as_ref()
                .map_or("not told".to_owned(), |hash| format!("SHA-256 {hash}")),
        );
        for feature in &server.features {
            let since = feature.enabled_at.as_ref().map(|at| format!(", since {at}")).unwrap_or_default();
            fact("feature", &format!("{}{since}", feature.name));
        }
    }
    if let Some(accounts) = &file.accounts {
        fact(
            "accounts",
            &match accounts.state {
                AccountsState::Sealed => "sealed: only GitHub can open the list".to_owned(),
                AccountsState::Absent => "no list".to_owned(),
                AccountsState::Open => format!(
                    "{} (active {}, suspended {}, dormant {})",
                    known(accounts.total),
                    known(accounts.active),
                    known(accounts.suspended),
                    known(accounts.dormant)
                ),
            },
        );
    }
    show_counts(file, &fact);
    if let Some(changes) = &reviewed.changes {
        show_changes(changes, &fact);
    }
    file.findings.iter().for_each(|finding| print::line(&format!("  {}", finding_line(finding))));
}

/// What a file counts that lists no accounts of a server.
fn show_counts(file: &FileEntry, fact: &dyn Fn(&str, &str)) {
    let known = |value: Option<u64>| value.map_or_else(|| "unknown".to_owned(), |value| value.to_string());
    if let Some(cloud) = &file.cloud {
        let (consumed, purchased) = (known(cloud.consumed), known(cloud.purchased));
        fact("licenses", &format!("{consumed} consumed, {purchased} purchased, {} rows", cloud.rows));
    }
    if let Some(identities) = &file.identities {
        fact(
            "identities",
            &format!(
                "{} linked ({} by SAML, {} by SCIM), {} not linked",
                identities.linked, identities.saml, identities.scim, identities.unlinked
            ),
        );
    }
    if let Some(subscriptions) = &file.subscriptions {
        let (total, by_hand) = (known(subscriptions.total), subscriptions.matched_by_hand);
        fact(
            "subscriptions",
            &format!(
                "{} here of {total}, {} matched ({by_hand} by hand)",
                subscriptions.rows, subscriptions.matched
            ),
        );
    }
    if let Some(license) = &file.license {
        let seats = if license.unlimited { "unlimited".to_owned() } else { known(license.seats) };
        let expires = license.expires_at.as_deref().unwrap_or("unknown");
        fact("seats", &format!("{seats}, {} used", known(license.seats_used)));
        fact("expires", expires);
    }
}

fn show_changes(changes: &ChangesEntry, fact: &dyn Fn(&str, &str)) {
    let added = changes.added_at.as_ref().map(|at| format!(", added {at}")).unwrap_or_default();
    fact("compared with", &format!("{}{added}", changes.name));
    let counts = changes.counts;
    fact(
        "changes",
        &format!(
            "{} joined, {} left, {} suspended, {} came back, {} with another e-mail, {} with another role",
            counts.joined,
            counts.left,
            counts.suspended,
            counts.came_back,
            counts.email_changed,
            counts.role_changed
        ),
    );
}

/// A finding in one line: how much it matters, where, what happened, what to do.
pub(crate) fn finding_line(finding: &Finding) -> String {
    let (happened, advice) = words::finding(finding);
    let place = finding.at.as_ref().map_or_else(String::new, |at| {
        let path = if at.path.is_empty() { String::new() } else { format!(", {}", at.path) };
        format!(" [line {}, column {}{path}]", at.line, at.column)
    });
    let advice = if advice.is_empty() { String::new() } else { format!(" {advice}") };
    format!("{}:{place} {happened}{advice}", words::severity(finding.severity))
}
