//! The decisions of a file over a count: who is one person, who is not, who takes no license.

use std::collections::BTreeMap;
use std::path::Path;

use people::{Decision, Finding as Noticed, People};

use super::{Notice, document};
use crate::answers::{DecisionKind, PeopleFinding};
use crate::decisions::document::{Written, read as read_file};
use crate::decisions::ground;

/// What was decided, in the order of the file.
#[derive(Default)]
pub(super) struct Decided {
    pub(super) decisions: Vec<Decision>,
    /// For each decision, the primary e-mails that accounts had when it was made.
    emails: Vec<BTreeMap<String, String>>,
}

/// Reads a file of decisions. Why it could not be read is a finding that names it.
pub(super) fn read(path: &Path) -> Result<Decided, PeopleFinding> {
    let mut decided = Decided::default();
    for written in read_file(path)? {
        let (decision, emails) = of_count(written);
        decided.decisions.push(decision);
        decided.emails.push(emails);
    }
    Ok(decided)
}

/// A decision in the words of a count. A file is refused where a link or an unlink has no second account.
fn of_count(written: Written) -> (Decision, BTreeMap<String, String>) {
    let Written { kind, account, other, emails, .. } = written;
    let decision = match (kind, other) {
        (DecisionKind::Link, Some(other)) => Decision::Link { one: account, other },
        (DecisionKind::Unlink, Some(other)) => Decision::Unlink { one: account, other },
        (DecisionKind::Exclude, _) => Decision::Exclude { account },
        (DecisionKind::Note | DecisionKind::Link | DecisionKind::Unlink, _) => Decision::Note { account },
    };
    (decision, emails)
}

impl Decided {
    /// The decisions whose accounts had another primary e-mail when they were made; an account that is gone is told by the plan.
    pub(super) fn ground_changed(&self, people: &People) -> Option<PeopleFinding> {
        let changed = |emails| !ground::changed(people, emails).is_empty();
        let places = (1_u64..).zip(&self.emails).filter(|(_, emails)| changed(*emails));
        let places: Vec<String> = places.map(|(place, _)| place.to_string()).collect();
        let count = places.len() as u64;
        let first: Vec<String> = places.into_iter().take(people::finding::NAMES).collect();
        let finding = || {
            let finding = Noticed::new(Notice::DecisionGroundChanged);
            document::of_count(&finding.with("decisions", first).with("count", count), None)
        };
        (count > 0).then(finding)
    }
}
