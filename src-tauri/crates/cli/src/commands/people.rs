//! `people`: who will take a license, reckoned from files. Nothing is kept, nothing is sent, no ledger is opened.

use desk::answers::{PeopleCode, PeopleDocument, PeopleFinding};
use desk::reconcile::{Billing, Options, PeopleRequest, reckon};
use usage::{Finding, Severity};

use crate::arguments::{BillingModel, Common, Format, List, People, Switch};
use crate::exit::Exit;
use crate::interrupt::end_on_interrupt;
use crate::progress::Progress;
use crate::{print, words};

pub(crate) fn people(common: &Common, with: People) -> Exit {
    let request = PeopleRequest {
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
    };
    end_on_interrupt();
    let progress = Progress::new();
    let reckoned = reckon(&request, &progress);
    progress.end();
    let document = reckoned.document();
    match (with.list, common.format) {
        (Some(List::Ndjson), _) => reckoned.persons().iter().for_each(print::document),
        (None, Format::Json) => print::document(&document),
        (None, Format::Text) => show(&document),
    }
    document.findings.iter().fold(Exit::Fine, |worst, finding| worst.or(Exit::of_severity(finding.severity)))
}

fn show(document: &PeopleDocument) {
    let fact = |name: &str, value: &str| print::line(&format!("{name:<20}{value}"));
    let licenses = &document.licenses;
    let least = if document.complete { "" } else { "at least " };
    fact("licenses", &format!("{least}{}", licenses.documented));
    fact("range", &format!("{} to {}", licenses.low, licenses.high));
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
            "{} ({} count, {} suspended)",
            document.accounts.total, document.accounts.counted, document.accounts.suspended
        ),
    );
    fact(
        "GitHub's own count",
        &document.cloud.map_or("not known".to_owned(), |cloud| {
            let purchased = cloud.purchased.map_or("not known".to_owned(), |purchased| purchased.to_string());
            format!("{} consumed, {purchased} purchased", cloud.consumed)
        }),
    );
    fact("dormant, freeable", &document.dormant_freeable.to_string());
    print::line("");
    print::line("How the number comes about");
    for step in &document.waterfall {
        print::line(&format!("  {:<18}{:>+10}{:>12}", step.step, step.change, step.total));
    }
    if !document.difference.is_empty() {
        print::line("");
        print::line("Against GitHub's own count");
        for part in &document.difference {
            print::line(&format!("  {:<18}{:>+10}", part.reason, part.change));
        }
    }
    if !document.findings.is_empty() {
        print::line("");
        document.findings.iter().for_each(|finding| print::line(&finding_line(finding)));
    }
}

fn finding_line(finding: &PeopleFinding) -> String {
    let file = finding.file.as_ref().map_or_else(String::new, |file| format!("{file}: "));
    let (happened, advice) = match finding.code {
        PeopleCode::OfFile(code) => {
            let mut of_file = Finding::new(code);
            of_file.params.clone_from(&finding.params);
            words::finding(&of_file)
        }
        PeopleCode::OfCount(code) => words::count_finding(code, &finding.params),
    };
    let place = finding
        .at
        .as_ref()
        .map_or_else(String::new, |at| format!(" [line {}, column {}]", at.line, at.column));
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
