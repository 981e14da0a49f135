//! `people`: who will take a license, reckoned from files. Nothing is kept, nothing is sent, no ledger is opened, unless an enterprise is
//! named: then everybody whom it counts is read over its API and kept.

use std::path::PathBuf;
use std::sync::Arc;

use desk::Failure;
use desk::answers::{PeopleDocument, PeopleFinding};
use desk::reconcile::{Billing, Options, PeopleRequest, Reckoned, WhatIf, reckon};
use usage::Severity;

use crate::arguments::{BillingModel, Common, Format, List, People, Suspend, Switch, TokenInput};
use crate::exit::Exit;
use crate::interrupt::end_on_interrupt;
use crate::progress::Progress;
use crate::words::{self, counted};
use crate::{machine, print, token};

/// How many suggestions the text shows.
const SUGGESTIONS: usize = 10;

pub(crate) fn people(common: &Common, mut with: People) -> Result<Exit, Failure> {
    if let Some(enterprise) = &with.enterprise {
        with.files.push(read_from(common, enterprise, with.token)?);
    }
    Ok(reckon_from(common, with))
}

/// The file of everybody whom an enterprise counts.
fn read_from(common: &Common, enterprise: &str, input: TokenInput) -> Result<PathBuf, Failure> {
    let pages = Arc::new(Progress::new());
    let told = Arc::clone(&pages);
    let desk = machine::desk_telling(common, Arc::new(move |event| told.tell(&event)))?;
    token::for_this_run(&desk, enterprise, input)?;
    let read = machine::runtime()?.block_on(desk::people_file(&desk, enterprise));
    pages.end();
    read
}

fn reckon_from(common: &Common, with: People) -> Exit {
    let tries_out = with.decisions.is_some()
        || !(with.suspend.is_empty() && with.drop_server.is_empty() && with.rename_domain.is_empty());
    let list = with.list;
    let request = request(with);
    end_on_interrupt();
    let progress = Progress::new();
    let reckoned = reckon(&request, &progress);
    progress.end();
    let document = reckoned.document();
    match (list, common.format) {
        (Some(List::Ndjson), _) => {
            // Standard output is the list's; what needs a person is said beside it.
            document.findings.iter().for_each(|finding| print::say(&finding_line(finding)));
            print::documents(reckoned.persons());
        }
        (None, Format::Json) => print::document(&document),
        (None, Format::Text) => show(&reckoned, &document, tries_out),
    }
    document.findings.iter().fold(Exit::Fine, |worst, finding| worst.or(Exit::of_severity(finding.severity)))
}

fn request(with: People) -> PeopleRequest {
    let suspended = with.suspend.into_iter().map(|suspend| match suspend {
        Suspend::Dormant => WhatIf::SuspendDormant { server: None },
        Suspend::Account(key) => WhatIf::Suspend { accounts: vec![key] },
    });
    let dropped = with.drop_server.into_iter().map(|server| WhatIf::DropServer { server });
    let renamed = with.rename_domain.into_iter().map(|(from, to)| WhatIf::RenameDomain { from, to });
    PeopleRequest {
        files: with.files,
        hosts: with.hosts,
        options: Options {
            billing: match with.billing {
                Some(BillingModel::Volume) => Billing::Volume,
                Some(BillingModel::Usage) => Billing::Usage,
                None => Billing::Unknown,
            },
            // The switch can say that users are managed, never that they are not: without it that is not known.
            managed_users: with.emu.then_some(true),
            scim: with.scim.map(|scim| scim == Switch::On),
        },
        decisions: with.decisions,
        what_ifs: suspended.chain(dropped).chain(renamed).collect(),
        suggest: !with.no_suggestions,
    }
}

fn show(reckoned: &Reckoned, document: &PeopleDocument, tries_out: bool) {
    let fact = |name: &str, value: &str| print::line(&format!("{name:<20}{value}"));
    let licenses = &document.licenses;
    let least = if document.complete { "" } else { "at least " };
    fact("licenses", &format!("{least}{}", licenses.documented));
    fact("range", &format!("{} to {}", licenses.low, licenses.high));
    if tries_out {
        let planned = licenses.planned.map_or("not known".to_owned(), |planned| format!("{least}{planned}"));
        fact("planned", &format!("{planned}, after decisions and what-ifs that GitHub sees none of"));
    }
    fact("unseen merges", &format!("up to {}", licenses.unseen));
    fact(
        "by type",
        &format!(
            "{} enterprise, {} Visual Studio",
            licenses.by_type.enterprise, licenses.by_type.visual_studio
        ),
    );
    fact(
        "server accounts",
        &format!(
            "{} ({}, {} suspended)",
            document.accounts.total,
            counted(document.accounts.counted, "counts", "count"),
            document.accounts.suspended
        ),
    );
    fact(
        "GitHub's own count",
        &document.cloud.map_or("not known".to_owned(), |cloud| {
            let purchased = cloud.purchased.map_or("not known".to_owned(), |purchased| purchased.to_string());
            format!("{} consumed, {purchased} purchased", cloud.consumed)
        }),
    );
    fact("counted twice", &counted_twice(reckoned, document));
    fact(
        "dormant",
        &counted(
            document.dormant_freeable,
            "license would be free if all dormant accounts were suspended",
            "licenses would be free if all dormant accounts were suspended",
        ),
    );
    print::line("");
    print::line("How the number comes about");
    for step in &document.waterfall {
        print::line(&format!(
            "  {:<34}{:>+10}{:>12}",
            words::people::step(step.step),
            step.change,
            step.total
        ));
    }
    if !document.difference.is_empty() {
        print::line("");
        print::line("Against GitHub's own count");
        for part in &document.difference {
            print::line(&format!("  {:<34}{:>+10}", words::people::reason(part.reason), part.change));
        }
    }
    show_suggestions(reckoned, document);
    if !document.findings.is_empty() {
        print::line("");
        document.findings.iter().for_each(|finding| print::line(&finding_line(finding)));
    }
}

fn counted_twice(reckoned: &Reckoned, document: &PeopleDocument) -> String {
    let Some((twice, near)) = document.counted_twice.zip(document.near_misses) else {
        return "not looked for".to_owned();
    };
    if near == 0 {
        return "nobody, as far as can be seen".to_owned();
    }
    format!(
        "{} probably, by {}; all fixed, {} free",
        counted(twice, "person", "people"),
        counted(near, "suggestion", "suggestions"),
        counted(reckoned.freeable().unwrap_or_default(), "license is", "licenses are")
    )
}

fn show_suggestions(reckoned: &Reckoned, document: &PeopleDocument) {
    let shown = reckoned.strongest_suggestions(SUGGESTIONS);
    if shown.is_empty() {
        return;
    }
    print::line("");
    print::line("Probably counted twice; nothing of this is in the number");
    for suggestion in &shown {
        let (who, fix) = words::people::suggestion(suggestion);
        print::line(&format!("  {who}"));
        print::line(&format!("    {fix}"));
    }
    let rest = document.near_misses.unwrap_or_default().saturating_sub(shown.len() as u64);
    if rest > 0 {
        print::line(&format!("  and {rest} more: --list ndjson shows all"));
    }
}

fn finding_line(finding: &PeopleFinding) -> String {
    let file = finding.file.as_ref().map_or_else(String::new, |file| format!("{file}: "));
    let (happened, advice) = words::people::finding(finding);
    let place = match &finding.at {
        Some(at) if at.line > 0 => format!(" [line {}, column {}]", at.line, at.column),
        Some(at) => format!(" [{}]", at.path),
        None => String::new(),
    };
    let gap = if advice.is_empty() { "" } else { " " };
    format!("{}: {file}{happened}{gap}{advice}{place}", words::severity(finding.severity))
}

impl Exit {
    /// What one finding of this severity ends a command with.
    const fn of_severity(severity: Severity) -> Self {
        match severity {
            Severity::Error => Self::Error,
            Severity::Warning => Self::Warning,
            Severity::Note => Self::Fine,
        }
    }
}
