//! Which server a file belongs to.

use ledger::{AliasKind, Ledger, Server, ServerMatch};

use crate::sample::{self, at};

const ONE: &str = "5f0c9e1a-77b2-4c09-9d1e-2ab3f0c6d518";
const TWO: &str = "9a41d3c2-0c1f-4a55-8f7e-6b2d10c4e977";

fn ids(servers: &[Server]) -> Vec<i64> {
    servers.iter().map(|server| server.id).collect()
}

#[test]
fn a_server_is_known_by_id_and_host_in_any_spelling() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(folder.path()).unwrap();
    assert_eq!(
        ledger.find_server(Some(ONE), Some("github.example")).unwrap(),
        ServerMatch::New,
        "never seen"
    );
    let server = ledger.add_server(Some(ONE), "GitHub.Example", at(0)).unwrap();
    assert_eq!(server.host, "GitHub.Example", "as the export spells it");
    let spelled = ledger.find_server(Some(&ONE.to_uppercase()), Some("github.example.:8443")).unwrap();
    assert_eq!(spelled, ServerMatch::Known(server.clone()), "case, port and dot don't matter");
    assert_eq!(
        ledger.find_server(None, Some("github.example")).unwrap(),
        ServerMatch::Known(server.clone()),
        "host"
    );
    assert_eq!(ledger.find_server(Some(ONE), None).unwrap(), ServerMatch::Known(server), "id");
    assert_eq!(ledger.find_server(None, None).unwrap(), ServerMatch::New, "a file that names nothing");
    assert_eq!(
        ledger.add_server(Some(ONE), "github.example", at(1)).unwrap_err().code(),
        "conflict",
        "the same twice"
    );
}

#[test]
fn one_id_on_another_host_is_a_question_until_it_is_answered() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(folder.path()).unwrap();
    let server = ledger.add_server(Some(ONE), "old.example", at(0)).unwrap();
    let ServerMatch::Question { same_id, same_host } =
        ledger.find_server(Some(ONE), Some("new.example")).unwrap()
    else {
        panic!("it is a question");
    };
    assert_eq!((ids(&same_id), ids(&same_host)), (vec![server.id], vec![]), "by its id");

    let renamed = ledger.rename_server(server.id, "new.example", at(5)).unwrap();
    assert_eq!(renamed.host, "new.example", "the new name");
    assert_eq!(renamed.aliases.len(), 1, "the old one stays: {:?}", renamed.aliases);
    assert_eq!(renamed.aliases[0].value, "old.example", "as an alias");
    for host in ["new.example", "old.example"] {
        assert_eq!(
            ledger.find_server(Some(ONE), Some(host)).unwrap(),
            ServerMatch::Known(renamed.clone()),
            "{host} is this server"
        );
    }

    // The answer is taken back.
    ledger.rename_server(server.id, "old.example", at(6)).unwrap();
    assert!(ledger.drop_server_alias(server.id, AliasKind::Host, "NEW.example").unwrap(), "it was an alias");
    assert_eq!(ledger.server(server.id).unwrap(), server, "as it was before");
}

#[test]
fn a_clone_is_a_server_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(folder.path()).unwrap();
    let first = ledger.add_server(Some(ONE), "github.example", at(0)).unwrap();
    let clone = ledger.add_server(Some(ONE), "staging.example", at(1)).unwrap();
    assert_eq!(
        ledger.find_server(Some(ONE), Some("github.example")).unwrap(),
        ServerMatch::Known(first.clone()),
        "one"
    );
    assert_eq!(
        ledger.find_server(Some(ONE), Some("staging.example")).unwrap(),
        ServerMatch::Known(clone.clone()),
        "two"
    );
    let ServerMatch::Question { same_id, .. } = ledger.find_server(Some(ONE), None).unwrap() else {
        panic!("the id alone does not say which");
    };
    assert_eq!(ids(&same_id), [first.id, clone.id], "either");
}

#[test]
fn one_host_with_another_id_is_a_question_until_it_is_answered() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(folder.path()).unwrap();
    let server = ledger.add_server(Some(ONE), "github.example", at(0)).unwrap();
    let ServerMatch::Question { same_id, same_host } =
        ledger.find_server(Some(TWO), Some("github.example")).unwrap()
    else {
        panic!("it is a question");
    };
    assert_eq!((ids(&same_id), ids(&same_host)), (vec![], vec![server.id]), "by its host");
    let rebuilt = ledger.rebuilt_server(server.id, TWO, at(5)).unwrap();
    assert_eq!(rebuilt.server_id.as_deref(), Some(TWO), "the new id");
    for id in [ONE, TWO] {
        assert_eq!(
            ledger.find_server(Some(id), Some("github.example")).unwrap(),
            ServerMatch::Known(rebuilt.clone()),
            "{id} is this server"
        );
    }
}

#[test]
fn a_host_that_went_to_another_server_means_the_one_that_bears_it_now() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(folder.path()).unwrap();
    let first = ledger.add_server(Some(ONE), "github.example", at(0)).unwrap();
    ledger.rename_server(first.id, "archive.example", at(1)).unwrap();
    let second = ledger.add_server(Some(TWO), "github.example", at(2)).unwrap();
    assert_eq!(
        ledger.find_server(Some(TWO), Some("github.example")).unwrap(),
        ServerMatch::Known(second),
        "id and present host"
    );
    let ServerMatch::Known(found) = ledger.find_server(Some(ONE), Some("github.example")).unwrap() else {
        panic!("an older export of the first");
    };
    assert_eq!(found.id, first.id, "its id and a former host");
}

#[test]
fn id_of_one_and_host_of_another_names_both() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(folder.path()).unwrap();
    let first = ledger.add_server(Some(ONE), "one.example", at(0)).unwrap();
    let second = ledger.add_server(Some(TWO), "two.example", at(0)).unwrap();
    let ServerMatch::Question { same_id, same_host } =
        ledger.find_server(Some(ONE), Some("two.example")).unwrap()
    else {
        panic!("it is a question");
    };
    assert_eq!((ids(&same_id), ids(&same_host)), (vec![first.id], vec![second.id]), "each in its list");
}

#[test]
fn a_server_without_an_id_learns_it() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(folder.path()).unwrap();
    let server = ledger.add_server(None, "github.example", at(0)).unwrap();
    assert_eq!(
        ledger.find_server(Some(ONE), Some("github.example")).unwrap(),
        ServerMatch::Known(server.clone()),
        "an id that was not told before contradicts nothing"
    );
    let learned = ledger.rebuilt_server(server.id, ONE, at(1)).unwrap();
    assert_eq!((learned.server_id.as_deref(), learned.aliases.len()), (Some(ONE), 0), "no former id");
}

#[test]
fn a_person_can_name_another_host() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(folder.path()).unwrap();
    let server = ledger.add_server(Some(ONE), "github.example", at(0)).unwrap();
    let named = ledger.add_server_alias(server.id, AliasKind::Host, "git.example", at(1)).unwrap();
    assert_eq!(
        ledger.find_server(None, Some("git.example")).unwrap(),
        ServerMatch::Known(named),
        "found by it"
    );
    assert_eq!(
        ledger.add_server_alias(99, AliasKind::Host, "x", at(2)).unwrap_err().code(),
        "not_found",
        "of nobody"
    );
}

#[test]
fn the_first_hand_over_ties_a_server_for_good() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(folder.path()).unwrap();
    let server = ledger.add_server(Some(ONE), "github.example", at(0)).unwrap().id;
    assert_eq!(
        ledger.tie_server(server, "hoshino").unwrap_err().code(),
        "not_found",
        "to an enterprise that is known"
    );
    ledger.add_enterprise(&sample::enterprise("hoshino")).unwrap();
    ledger.add_enterprise(&sample::enterprise("tanaka")).unwrap();
    assert!(ledger.tie_server(server, "hoshino").unwrap(), "the first time");
    assert!(!ledger.tie_server(server, "hoshino").unwrap(), "the same again is fine");
    assert_eq!(ledger.tie_server(server, "tanaka").unwrap_err().code(), "conflict", "another is not");
    ledger.remove_enterprise("hoshino").unwrap();
    assert_eq!(
        ledger.server(server).unwrap().enterprise,
        None,
        "an enterprise that a person removed holds none"
    );
}

#[test]
fn only_a_server_that_nothing_belongs_to_can_be_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(folder.path()).unwrap();
    let used = ledger.add_server(Some(ONE), "one.example", at(0)).unwrap().id;
    let unused = ledger.add_server(Some(TWO), "two.example", at(0)).unwrap().id;
    ledger.begin_review("r", at(0), "aiko").unwrap();
    ledger.add_file(&sample::file("f", "r", Some(used), None)).unwrap();
    assert!(!ledger.remove_unused_server(used).unwrap(), "a file belongs to it");
    assert!(ledger.remove_unused_server(unused).unwrap(), "nothing belongs to it");
    assert_eq!(ids(&ledger.servers().unwrap()), [used], "one is left");
}
