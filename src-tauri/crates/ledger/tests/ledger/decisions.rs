//! What a person decided outlives a restart and the files that it was made over, and can be taken back.

use ledger::{Decision, DecisionKind, Ledger, LedgerError};

use crate::sample::{self, at};

fn decision(id: &str, kind: DecisionKind, account: &str, other: Option<&str>) -> Decision {
    Decision {
        id: id.to_owned(),
        enterprise: "hoshino".to_owned(),
        kind,
        account: account.to_owned(),
        other: other.map(str::to_owned),
        note: "said so by telephone".to_owned(),
        emails: [(account.to_owned(), "mona@corp.example".to_owned())].into(),
        decided_at: at(1),
        actor: "aiko".to_owned(),
        undone_at: None,
    }
}

fn ids(ledger: &Ledger) -> Vec<String> {
    ledger.decisions("hoshino").unwrap().into_iter().map(|decision| decision.id).collect()
}

#[test]
fn a_decision_that_is_undone_can_stand_again_in_its_old_place() {
    let folder = tempfile::tempdir().unwrap();
    let link = decision("1", DecisionKind::Link, "github.example:17", Some("cloud:mona"));
    let exclude = decision("2", DecisionKind::Exclude, "github.example:@build", None);
    {
        let ledger = Ledger::open(folder.path()).unwrap();
        ledger.decide(&[link.clone(), exclude.clone()]).unwrap();
        let elsewhere = Decision { enterprise: "other".to_owned(), id: "3".to_owned(), ..link.clone() };
        ledger.decide(&[elsewhere]).unwrap();
    }
    let ledger = Ledger::open(folder.path()).unwrap();
    assert_eq!(
        ledger.decisions("hoshino").unwrap(),
        [link, exclude],
        "as they were made, of this enterprise"
    );
    let undone = ledger.set_decision_undone("1", Some(at(5))).unwrap();
    assert_eq!(
        (undone.account.as_str(), undone.undone_at),
        ("github.example:17", Some(at(5))),
        "which it was"
    );
    assert_eq!(ids(&ledger), ["2"], "it lies over nothing any more");
    ledger.set_decision_undone("1", None).unwrap();
    assert_eq!(ids(&ledger), ["1", "2"], "and stands where it stood");
    let unknown = ledger.set_decision_undone("4", None).unwrap_err();
    assert!(matches!(unknown, LedgerError::NotFound { what: "decision" }), "{unknown:?}");
}

#[test]
fn of_decisions_that_come_together_all_are_kept_or_none() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(folder.path()).unwrap();
    ledger.decide(&[decision("1", DecisionKind::Note, "cloud:mona", None)]).unwrap();
    let twice = ["2", "1"].map(|id| decision(id, DecisionKind::Exclude, "cloud:mona", None));
    let error = ledger.decide(&twice).unwrap_err();
    assert!(matches!(error, LedgerError::Conflict { what: "decision" }), "{error:?}");
    assert_eq!(ids(&ledger), ["1"], "the first of them is not kept either");
    let alone = decision("5", DecisionKind::Link, "cloud:mona", None);
    assert!(ledger.decide(&[alone]).is_err(), "a link has two ends");
}

#[test]
fn forgetting_files_takes_undone_decisions_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(folder.path()).unwrap();
    ledger.begin_review("r", at(0), "aiko").unwrap();
    let digest = sample::keep(&ledger, b"{}");
    ledger.add_file(&sample::file("f", "r", None, Some(sample::reading(digest)))).unwrap();
    ledger
        .decide(&[
            decision("1", DecisionKind::Note, "cloud:mona", None),
            decision("2", DecisionKind::Note, "cloud:hana", None),
        ])
        .unwrap();
    ledger.set_decision_undone("1", Some(at(2))).unwrap();
    ledger.forget(&[digest], at(3), "aiko").unwrap();
    assert_eq!(ids(&ledger), ["2"], "what stands is the person's own word");
    assert!(
        ledger.decisions("hoshino").unwrap()[0].emails.is_empty(),
        "what it stood on was read of the files"
    );
    assert!(ledger.set_decision_undone("1", None).is_err(), "what was taken back is gone");
    ledger.forget_everything(at(4), "aiko").unwrap();
    assert_eq!(ids(&ledger), Vec::<String>::new(), "with everything, decisions go too");
}
