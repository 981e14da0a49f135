use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use people::evidence::Answer;

use super::cloud_people::cloud_people;
use super::columns;
use super::ground::answers;
use super::number::number;
use super::person::person;
use super::progress::{Progress, cancel};
use super::rows::rows;
use crate::answers::{
    BillingModel, CountNotice, CountStep, DecisionKind, DifferenceReason, Event, NewDecision, PeopleBehind,
    PeopleColumn, PeopleNumber, PeopleQuery, PeopleSort, PersonFacet, PersonState, StepName, ToldFacts,
};
use crate::desk::locked;
use crate::test_desk::{TestDesk, export};
use crate::{Desk, FailureCode};

fn account(id: u64, login: &str, email: &str) -> Value {
    json!({ "user_id": id, "login": login, "email": email, "suspended": false })
}

fn asked(at: &TestDesk) -> PeopleNumber {
    number(&at.desk).unwrap().expect("something is kept")
}

#[test]
fn without_a_file_there_is_no_number() {
    let at = TestDesk::new();
    at.choose_enterprise();
    assert!(number(&at.desk).unwrap().is_none(), "not zero, but nothing");
}

#[test]
fn the_people_of_an_open_export_are_counted_from_its_original() {
    let at = TestDesk::new();
    at.choose_enterprise();
    let review = at.begin_review();
    let accounts =
        json!([account(1, "mona", "mona@corp.example"), account(2, "hubot", "hubot@corp.example")]);
    at.add(&review, "export.json", &export("ghes.example", &accounts));
    let number = asked(&at);
    assert!(number.complete, "everybody is known: {number:?}");
    assert_eq!(number.licenses.documented, 2, "two people");
    assert_eq!(number.waterfall[0].step, StepName::ServerAccounts);
    assert_eq!(number.waterfall.last().map(|step| step.total), Some(2), "the waterfall ends at the number");
    assert!(number.cloud.is_none(), "nothing of the cloud is here");
}

#[test]
fn a_newer_export_takes_the_place_of_an_older_one() {
    let at = TestDesk::new();
    at.choose_enterprise();
    let review = at.begin_review();
    at.add(&review, "old.json", &export("ghes.example", &json!([account(1, "mona", "mona@corp.example")])));
    assert_eq!(asked(&at).licenses.documented, 1);
    at.wait(std::time::Duration::from_secs(60));
    let newer = json!([
        account(2, "a", "a@corp.example"),
        account(3, "b", "b@corp.example"),
        account(4, "c", "c@corp.example")
    ]);
    at.add(&review, "new.json", &export("ghes.example", &newer));
    assert_eq!(asked(&at).licenses.documented, 3, "the old file's account is gone");
}

#[test]
fn a_sealed_export_alone_makes_the_number_a_least_one() {
    let at = TestDesk::new();
    at.choose_enterprise();
    let review = at.begin_review();
    let sealed = "A".repeat(400);
    at.add(&review, "export.json", &export("ghes.example", &json!(sealed)));
    let number = asked(&at);
    assert!(!number.complete, "nobody knows who is on it");
    assert_eq!(number.unknown_servers, ["ghes.example"]);
}

#[test]
fn a_report_tells_the_people_of_a_sealed_export() {
    let at = TestDesk::new();
    at.choose_enterprise();
    let review = at.begin_review();
    at.add(&review, "export.json", &export("ghes.example", &json!("A".repeat(400))));
    let report = "created_at,id,login,email,role,suspended?,last_logged_ip,repos,ssh_keys,org_memberships,dormant?,last_active,raw_login,2fa_enabled?\n\
        2020-01-01 00:00:00 UTC,1,mona,mona@corp.example,user,false,,1,0,1,false,2026-01-01 00:00:00 UTC,,true\n\
        2020-01-01 00:00:00 UTC,2,hubot,hubot@corp.example,user,true,,0,0,0,false,,,true\n";
    at.add_text(&review, "ghes.example.all_users.csv", report, at.desk.now());
    let number = asked(&at);
    assert!(number.complete, "the report lists everybody: {number:?}");
    assert_eq!(number.licenses.documented, 1, "the suspended one takes none");
}

#[test]
fn what_is_decided_moves_the_planned_number_only() {
    let at = TestDesk::new();
    at.choose_enterprise();
    let review = at.begin_review();
    let accounts =
        json!([account(1, "mona", "mona@corp.example"), account(2, "hubot", "hubot@corp.example")]);
    at.add(&review, "export.json", &export("ghes.example", &accounts));
    let decision = NewDecision {
        kind: DecisionKind::Exclude,
        account: "ghes.example:2".to_owned(),
        other: None,
        note: String::new(),
    };
    crate::decisions::decide(&at.desk, decision).unwrap();
    let number = asked(&at);
    assert_eq!((number.licenses.documented, number.licenses.planned), (2, 1));
    assert_eq!(number.decisions, 1);
}

fn query(text: &str, facets: &[PersonFacet]) -> PeopleQuery {
    PeopleQuery {
        text: text.to_owned(),
        facets: facets.to_vec(),
        behind: None,
        sort: PeopleSort::Name,
        descending: false,
    }
}

/// Three people on one server: one is dormant, one suspended; two of them have nearly the same e-mail.
fn desk_with_three() -> TestDesk {
    let at = TestDesk::new();
    at.choose_enterprise();
    let review = at.begin_review();
    let accounts = json!([
        { "user_id": 1, "login": "mona", "email": "mona@corp.example", "suspended": false, "dormant": true },
        { "user_id": 2, "login": "hubot", "email": "hubot@corp.example", "suspended": true },
        { "user_id": 3, "login": "zoe", "email": "Mona@corp.example", "suspended": false },
    ]);
    at.add(&review, "export.json", &export("ghes.example", &accounts));
    at
}

fn names(at: &TestDesk, query: PeopleQuery) -> Vec<String> {
    let rows = rows(&at.desk, query, 0, 100).unwrap().rows;
    rows.into_iter().filter_map(|row| row.name).collect()
}

#[test]
fn people_without_a_license_are_shown_where_they_are_asked_for() {
    let at = desk_with_three();
    assert_eq!(names(&at, query("", &[])), ["mona", "zoe"], "who takes a license, by name");
    assert_eq!(names(&at, query("", &[PersonFacet::NoLicense])), ["hubot"]);
    let suspended =
        PeopleQuery { behind: Some(PeopleBehind::Step { step: StepName::Suspended }), ..query("", &[]) };
    assert_eq!(names(&at, suspended), ["hubot"], "a figure opens to everybody behind it");
}

#[test]
fn facets_of_one_group_widen_and_groups_narrow() {
    let at = desk_with_three();
    assert_eq!(names(&at, query("", &[PersonFacet::OnlyServer, PersonFacet::Dormant])), ["mona"]);
    assert_eq!(
        names(&at, query("", &[PersonFacet::Dormant, PersonFacet::HasSuspended, PersonFacet::OnlyServer])),
        ["mona"]
    );
    let both = [PersonFacet::OnlyServer, PersonFacet::NoLicense];
    assert_eq!(names(&at, query("", &both)), ["hubot", "mona", "zoe"]);
    let answer = rows(&at.desk, query("", &[PersonFacet::Dormant]), 0, 10).unwrap();
    let count = |facet| answer.counts.iter().find(|own| own.facet == facet).map(|own| own.count);
    assert_eq!(count(PersonFacet::OnlyServer), Some(1), "of the dormant");
    assert_eq!(count(PersonFacet::Dormant), Some(1), "its own group does not narrow it");
}

#[test]
fn people_are_found_by_login_email_host_and_id() {
    let at = desk_with_three();
    assert_eq!(names(&at, query("ZO", &[])), ["zoe"]);
    assert_eq!(names(&at, query("mona@", &[])), ["mona", "zoe"]);
    assert_eq!(names(&at, query("ghes.ex", &[])), ["mona", "zoe"]);
    assert_eq!(names(&at, query("3", &[])), ["zoe"]);
    assert_eq!(names(&at, query("nobody", &[])), [""; 0]);
}

#[test]
fn a_window_begins_where_it_is_asked_to_and_never_reaches_beyond_the_end() {
    let at = desk_with_three();
    let last = rows(&at.desk, query("", &[]), 1, 10).unwrap();
    assert_eq!((last.total, last.from, last.rows.len()), (2, 1, 1));
    let beyond = rows(&at.desk, query("", &[]), 4_000_000_000, 10).unwrap();
    assert_eq!((beyond.total, beyond.rows.len()), (2, 0));
}

#[test]
fn a_person_is_explained_with_who_is_probably_the_same() {
    let at = desk_with_three();
    let why = person(&at.desk, "ghes.example:1").unwrap();
    assert_eq!(why.person.accounts.len(), 1);
    let evidence = why.person.accounts[0].evidence.as_ref().unwrap();
    assert_eq!((evidence.file.as_str(), evidence.place), ("export.json", 1), "where the account stands");
    assert!(person(&at.desk, "ghes.example:99").is_err(), "nobody has that key");
}

#[test]
fn files_that_arrive_later_are_in_the_next_window() {
    let at = desk_with_three();
    assert_eq!(names(&at, query("", &[])).len(), 2);
    let review = at.begin_review();
    at.wait(std::time::Duration::from_secs(60));
    at.add(&review, "newer.json", &export("ghes.example", &json!([account(7, "new", "new@corp.example")])));
    at.desk.tell(crate::answers::Event::ReviewChanged);
    assert_eq!(names(&at, query("", &[])), ["new"]);
}

#[test]
fn a_clone_that_a_person_named_was_counted_as_the_server_whose_id_it_bears() {
    let at = TestDesk::new();
    let id = "5F0C9E1A-77B2-4C09-9D1E-2AB3F0C6D518";
    at.ledger().add_server(Some(&id.to_lowercase()), "ghes.example", at.desk.now()).unwrap();
    at.ledger().add_server(None, "other.example", at.desk.now()).unwrap();
    at.ledger().add_server(Some(id), "clone.example", at.desk.now()).unwrap();
    let clone = Answer::Clone { id: id.to_owned(), host: "clone.example".to_owned() };
    assert_eq!(answers(at.ledger()).unwrap(), [clone], "the later one, whatever the case of its letters");
}

/// A server of two people, whom the cloud lists with a third who is gone, beside a cloud account of nobody's.
fn desk_with_cloud() -> TestDesk {
    let at = TestDesk::new();
    at.choose_enterprise();
    let review = at.begin_review();
    let accounts = json!([account(1, "mona", "mona@corp.example"), account(2, "zoe", "zoe@corp.example")]);
    at.add(&review, "export.json", &export("ghes.example", &accounts));
    let listed = |id: u64, email: &str| {
        json!({ "github_com_login": "", "enterprise_server_user_ids": [format!("ghes.example:{id}")],
            "enterprise_server_primary_emails": [email] })
    };
    let cloud = json!({ "total_seats_consumed": 3, "total_seats_purchased": 10, "users": [
        { "github_com_login": "octo", "github_com_user": true },
        listed(1, "mona@corp.example"),
        listed(99, "left@corp.example"),
    ] });
    at.add(&review, "consumed.json", &cloud);
    at
}

#[test]
fn those_whom_the_cloud_lists_and_nobody_here_is_stand_with_their_place_in_its_report() {
    let at = desk_with_cloud();
    let number = asked(&at);
    let gone = number.difference.iter().find(|part| part.reason == DifferenceReason::GoneAccount).unwrap();
    assert_eq!((gone.change, gone.people, gone.cloud_people), (-1, 0, 1), "one is gone: {number:?}");
    let page = cloud_people(&at.desk, DifferenceReason::GoneAccount, 0, 10).unwrap();
    let [person] = &page.people[..] else { panic!("one: {page:?}") };
    assert_eq!(page.total, 1);
    assert_eq!(person.accounts, ["ghes.example:99"]);
    assert_eq!(person.emails, ["left@corp.example"]);
    let evidence = person.evidence.as_ref().unwrap();
    assert_eq!((evidence.file.as_str(), evidence.place), ("consumed.json", 3), "the third record");
    assert!(cloud_people(&at.desk, DifferenceReason::GoneAccount, 1, 10).unwrap().people.is_empty());
}

#[test]
fn what_is_unexplained_is_what_the_cloud_counts_beyond_its_own_rows() {
    let at = desk_with_cloud();
    let number = asked(&at);
    let cloud = number.cloud.unwrap();
    let signed = |count: u64| i64::try_from(count).unwrap();
    let unexplained = number.difference.last().unwrap();
    assert_eq!(unexplained.reason, DifferenceReason::Unexplained);
    assert_eq!(unexplained.change, signed(cloud.listed) - signed(cloud.consumed.unwrap()));
    assert_eq!((cloud.listed, &cloud.files[..]), (3, &["consumed.json".to_owned()][..]));
}

#[test]
fn merges_that_nobody_can_foresee_open_to_the_people_of_the_smaller_side() {
    let at = desk_with_cloud();
    let unseen = PeopleQuery { behind: Some(PeopleBehind::Unseen), ..query("", &[]) };
    let found = rows(&at.desk, unseen, 0, 10).unwrap();
    assert_eq!(asked(&at).licenses.unseen, 1);
    assert_eq!(found.total, 1, "as many as the figure says");
    assert_eq!(found.rows[0].key, "cloud:octo", "one in the cloud against two on the server");
}

#[test]
fn a_server_that_the_cloud_alone_names_is_known_as_such() {
    let at = TestDesk::new();
    at.choose_enterprise();
    let review = at.begin_review();
    let cloud = json!({ "total_seats_consumed": 1, "total_seats_purchased": 10, "users": [
        { "github_com_login": "octo", "enterprise_server_user_ids": ["lab.example:7"] },
    ] });
    at.add(&review, "consumed.json", &cloud);
    let number = asked(&at);
    assert_eq!((number.servers, &number.cloud_servers[..]), (1, &["lab.example".to_owned()][..]));
}

#[test]
fn an_account_in_the_cloud_has_its_place_in_the_report_for_evidence() {
    let at = desk_with_cloud();
    let why = person(&at.desk, "cloud:octo").unwrap();
    let evidence = why.person.accounts[0].evidence.as_ref().unwrap();
    assert_eq!((evidence.file.as_str(), evidence.place), ("consumed.json", 1));
}

#[test]
fn a_count_tells_how_far_it_is_step_by_step() {
    let mut at = TestDesk::new();
    at.choose_enterprise();
    let review = at.begin_review();
    at.add(&review, "a.json", &export("ghes.example", &json!([account(1, "mona", "mona@corp.example")])));
    let told: Arc<Mutex<Vec<(CountStep, u64, u64)>>> = Arc::default();
    let hears = Arc::clone(&told);
    at.listen(Arc::new(move |event| {
        if let Event::Counting { step, bytes, total } = event {
            locked(&hears).push((step, bytes, total));
        }
    }));
    assert_eq!(asked(&at).licenses.documented, 1);
    let told = std::mem::take(&mut *locked(&told));
    let steps: Vec<CountStep> = told.iter().map(|(step, ..)| *step).collect();
    assert_eq!(steps, [CountStep::Reading, CountStep::Matching, CountStep::Comparing]);
    let total = told[0].2;
    assert!(total > 0 && told.iter().all(|(.., all)| *all == total), "{told:?}");
    assert_eq!((told[0].1, told[1].1), (0, total), "nothing was read before, and all of it after");
}

#[test]
fn a_count_that_is_stopped_fails_for_all_who_wait_and_the_next_who_asks_counts() {
    for stop_at in [CountStep::Reading, CountStep::Matching, CountStep::Comparing] {
        let mut at = TestDesk::new();
        at.choose_enterprise();
        let review = at.begin_review();
        at.add(&review, "a.json", &export("ghes.example", &json!([account(1, "mona", "mona@corp.example")])));
        let desk: Arc<Mutex<Option<Arc<Desk>>>> = Arc::default();
        let hears = Arc::clone(&desk);
        at.listen(Arc::new(move |event| {
            if let (Event::Counting { step, .. }, Some(desk)) = (event, locked(&hears).as_ref())
                && step == stop_at
            {
                cancel(desk);
            }
        }));
        *locked(&desk) = Some(Arc::clone(&at.desk));
        let waits = Progress::begin(&at.desk);
        let stopped = number(&at.desk).unwrap_err();
        assert_eq!(stopped.code, FailureCode::Cancelled, "{stop_at:?}");
        assert_eq!(waits.go_on().unwrap_err().code, FailureCode::Cancelled, "who asked before");
        *locked(&desk) = None;
        assert_eq!(asked(&at).licenses.documented, 1, "{stop_at:?}: nothing of the stopped one is left");
    }
}

#[test]
fn cloud_accounts_without_a_verified_email_are_told_and_open_to_their_people() {
    let at = desk_with_cloud();
    assert_eq!(asked(&at).notices, [CountNotice::NoVerifiedEmail { people: 1 }]);
    let unverified = PeopleQuery { behind: Some(PeopleBehind::NoVerifiedEmail), ..query("", &[]) };
    let found = rows(&at.desk, unverified, 0, 10).unwrap().rows;
    assert_eq!(found.iter().map(|row| row.key.as_str()).collect::<Vec<_>>(), ["cloud:octo"]);
    let managed = ToldFacts { managed_users: Some(true), ..ToldFacts::default() };
    crate::told_facts::tell(&at.desk, managed).unwrap();
    assert!(asked(&at).notices.is_empty(), "managed users show every e-mail");
    assert_eq!(asked(&at).licenses.unseen, 0, "so that every merge is foreseen");
}

#[test]
fn licenses_of_security_products_are_told_beside_the_number() {
    let at = TestDesk::new();
    at.choose_enterprise();
    let review = at.begin_review();
    let users = json!([
        { "github_com_login": "mona", "github_com_verified_domain_emails": ["mona@corp.example"],
          "github_com_secret_protection_license_user": true },
        { "github_com_login": "kai", "github_com_verified_domain_emails": ["kai@corp.example"],
          "github_com_secret_protection_license_user": false },
    ]);
    let report = json!({ "total_seats_consumed": 2, "total_seats_purchased": 9, "users": users });
    at.add(&review, "consumed.json", &report);
    let notice = CountNotice::SecurityProducts {
        advanced_security: None,
        code_security: None,
        secret_protection: Some(1),
    };
    assert_eq!(asked(&at).notices, [notice]);
}

#[test]
fn billing_by_use_without_connect_is_told_once_somebody_told_how_the_enterprise_pays() {
    let at = TestDesk::new();
    at.choose_enterprise();
    let review = at.begin_review();
    at.add(
        &review,
        "export.json",
        &export("ghes.example", &json!([account(1, "mona", "mona@corp.example")])),
    );
    assert!(asked(&at).notices.is_empty(), "nobody told how it pays");
    let usage = ToldFacts { billing: BillingModel::Usage, ..ToldFacts::default() };
    crate::told_facts::tell(&at.desk, usage).unwrap();
    assert_eq!(crate::told_facts::told(&at.desk).unwrap(), usage, "what was told is kept");
    let servers = vec!["ghes.example".to_owned()];
    assert_eq!(asked(&at).notices, [CountNotice::MeteredNeedsConnect { servers, count: 1 }]);
}

#[test]
fn those_without_what_they_are_sorted_by_stand_at_the_end_in_both_directions() {
    let at = TestDesk::new();
    at.choose_enterprise();
    let review = at.begin_review();
    let accounts = json!([
        { "user_id": 1, "login": "mona", "suspended": false },
        { "user_id": 2, "login": "hubot", "email": "b@corp.example", "suspended": false },
        { "user_id": 3, "login": "zoe", "email": "a@corp.example", "suspended": false },
    ]);
    at.add(&review, "export.json", &export("ghes.example", &accounts));
    let sorted =
        |descending| names(&at, PeopleQuery { sort: PeopleSort::Email, descending, ..query("", &[]) });
    assert_eq!(sorted(false), ["zoe", "hubot", "mona"]);
    assert_eq!(sorted(true), ["hubot", "zoe", "mona"], "nothing is neither first nor last");
}

#[test]
fn people_are_sorted_by_state_and_within_one_by_name() {
    let at = desk_with_three();
    let facets = [PersonFacet::OnlyServer, PersonFacet::NoLicense];
    let query = PeopleQuery { sort: PeopleSort::State, ..query("", &facets) };
    let rows = rows(&at.desk, query, 0, 10).unwrap().rows;
    let states: Vec<_> = rows.iter().map(|row| (row.name.as_deref().unwrap(), row.state)).collect();
    assert_eq!(
        states,
        [("hubot", PersonState::NoLicense), ("mona", PersonState::Dormant), ("zoe", PersonState::License)]
    );
}

#[test]
fn a_row_tells_each_login_and_server_once() {
    let at = desk_with_three();
    let rows = rows(&at.desk, query("zoe", &[]), 0, 10).unwrap().rows;
    assert_eq!(
        (rows[0].logins.clone(), rows[0].servers.clone()),
        (vec!["zoe".to_owned()], vec!["ghes.example".to_owned()])
    );
}

#[test]
fn chosen_columns_are_remembered() {
    let at = TestDesk::new();
    let first = columns::columns(&at.desk).unwrap();
    assert_eq!(first, [PeopleColumn::Accounts, PeopleColumn::JoinedBy, PeopleColumn::State]);
    let chosen = [PeopleColumn::State, PeopleColumn::Login];
    columns::choose(&at.desk, &chosen).unwrap();
    assert_eq!(columns::columns(&at.desk).unwrap(), chosen);
}
