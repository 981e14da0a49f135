//! The files that a headless hand-over leaves out, with the finding that decided it.

use std::collections::BTreeMap;

use ledger::Ledger;
use usage::{Finding, Severity};

use crate::Failure;
use crate::answers::{Refused, RefusedCode, WhyNothing};
use crate::eligible::{Standing, counted, under_way, wrong_world};

/// A file: its path and name as they are shown, and all that was noticed about it.
pub(crate) struct Noticed {
    pub(crate) path: String,
    pub(crate) name: String,
    pub(crate) findings: Vec<Finding>,
}

/// What is known of bytes beyond what they say; `None` where it is their own findings that speak against them.
pub(crate) fn known(
    ledger: &Ledger,
    practice: bool,
    standing: &Standing,
) -> Result<Option<Finding>, Failure> {
    Ok(match (standing.why_not, &standing.counted, &standing.under_way) {
        (Some(WhyNothing::WrongWorld), ..) => Some(Finding::new(wrong_world(practice))),
        (Some(WhyNothing::OnItsWay), _, Some(hand_over)) => Some(under_way(hand_over)),
        (Some(WhyNothing::AlreadyCounted), Some(hand_over), _) => Some(counted(ledger, hand_over)?.0),
        _ => None,
    })
}

/// The answer about a file that is left out.
pub(crate) fn refused(file: Noticed, why: WhyNothing, known: Option<Finding>) -> Refused {
    let Noticed { path, name, mut findings } = file;
    let broken = || findings.iter().find(|finding| finding.severity == Severity::Error);
    let (code, params) = match known.as_ref().or_else(broken) {
        Some(finding) => (RefusedCode::Finding(finding.code), finding.params.clone()),
        None => (RefusedCode::Why(why), BTreeMap::new()),
    };
    findings.extend(known);
    Refused { path, name, why, code, params, findings }
}

#[cfg(test)]
mod tests {
    use usage::Code;

    use super::*;

    fn noticed(findings: Vec<Finding>) -> Noticed {
        Noticed { path: "exports/a.json".to_owned(), name: "a.json".to_owned(), findings }
    }

    #[test]
    fn the_first_error_decides_and_a_note_does_not() {
        let findings = vec![
            Finding::new(Code::ConnectSyncs),
            Finding::new(Code::Truncated).with("inside", "document").with("bytes", 12),
        ];
        let refused = refused(noticed(findings), WhyNothing::Unusable, None);
        let answer = serde_json::to_value(&refused).unwrap();
        assert_eq!(answer["code"], "truncated", "what keeps it here");
        assert_eq!(answer["params"]["bytes"], 12, "with its values");
        assert_eq!(answer["findings"].as_array().unwrap().len(), 2, "and the rest beside it");
    }

    #[test]
    fn what_is_known_of_the_bytes_comes_before_what_they_say() {
        let known = Finding::new(Code::AlreadyCounted).with("receipt", "2026-0001");
        let refused = refused(noticed(Vec::new()), WhyNothing::AlreadyCounted, Some(known));
        let answer = serde_json::to_value(&refused).unwrap();
        assert_eq!(answer["code"], "already_counted", "why");
        assert_eq!(answer["params"]["receipt"], "2026-0001", "where it stands");
        assert_eq!(answer["findings"][0]["code"], "already_counted", "among the findings too");
    }

    #[test]
    fn without_a_finding_the_word_of_why_stands_in_its_place() {
        let refused = refused(noticed(Vec::new()), WhyNothing::Report, None);
        let answer = serde_json::to_value(&refused).unwrap();
        assert_eq!((&answer["code"], &answer["why"]), (&"report".into(), &"report".into()), "the same word");
        assert_eq!(answer["path"], "exports/a.json", "and the path as it was given");
    }
}
