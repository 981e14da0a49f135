//! Taking up again what a process left unfinished when it died.

use std::sync::Arc;
use std::time::Duration;

use ledger::{Change, FileState, HandOver, HandOverState as State, Ledger, LedgerError};
use serde_json::json;
use usage::{Code, Finding};

use crate::answers::Route;
use crate::before::Before;
use crate::verdict::{Sought, find};
use crate::world::route_of;
use crate::{Desk, Failure};

/// A hand-over that is only ready for this long was left so by a process that died before it could send it.
const READY_FOR: Duration = Duration::from_secs(10);

/// Begins the work of a process: practice listens if it is at hand, what was left unfinished is taken up.
pub async fn start(desk: &Arc<Desk>) -> Result<(), Failure> {
    crate::practice_world::open(desk).await?;
    for (ledger, _) in desk.ledgers() {
        for mut file in ledger.interrupted_files()? {
            // Its bytes were not kept whole: it is said, and the person adds it again.
            file.state = FileState::Read;
            file.findings.push(Finding::new(Code::ReadFailed).with("bytes", 0).with("reason", "interrupted"));
            ledger.update_file(&file)?;
        }
    }
    Ok(())
}

/// Takes up what was cut off. Nothing is sent again before the enterprise was asked.
pub(crate) async fn resume(desk: &Arc<Desk>) {
    let with_persons = Arc::clone(desk)
        .blocking(|desk| desk.ledgers().iter().try_for_each(|(ledger, _)| give_to_persons(desk, ledger)));
    // A ledger that is busy now is looked at again at the next round.
    let _ = with_persons.await;
    if !desk.may_use_network().unwrap_or(false) {
        return;
    }
    for (ledger, practice) in desk.ledgers() {
        let Ok(interrupted) = ledger.interrupted_hand_overs() else { continue };
        for hand_over in interrupted {
            if practice && hand_over.enterprise == crate::practice_world::NAME && !desk.ports.embeds_practice
            {
                continue;
            }
            // The enterprise cannot be asked now: it is tried again at the next round.
            let _ = take_up(desk, &ledger, &hand_over).await;
        }
        let Ok(ready) = ledger.hand_overs_in(&[State::Ready]) else { continue };
        for hand_over in ready {
            let since =
                Duration::try_from(desk.now().duration_since(hand_over.created_at)).unwrap_or_default();
            if since > READY_FOR && route_of(&hand_over.route) == Route::Endpoint {
                let _ = crate::hand_over::send_one(desk, &ledger, &hand_over.id).await;
            }
        }
    }
}

/// A page hand-over that is only ready: whether its page was open nobody knows any more, so it is watched as if it had been. The
/// person goes on with it, or gives it up.
fn give_to_persons(desk: &Desk, ledger: &Ledger) -> Result<(), Failure> {
    for hand_over in ledger.hand_overs_in(&[State::Ready])? {
        if route_of(&hand_over.route) != Route::Endpoint {
            let change = crate::hand_over::with_person(desk, ledger, &hand_over)?;
            // The same bytes may be on their way by a later hand-over; then this one has nothing left to bring.
            match ledger.hand_to_person(&hand_over.id, &change) {
                Ok(_) => crate::hand_over::tell(desk, ledger, &hand_over.id),
                Err(LedgerError::Conflict { .. }) => {
                    crate::give_up::give_up(desk, ledger, &hand_over)?;
                }
                Err(error) => return Err(error.into()),
            }
        }
    }
    Ok(())
}

async fn take_up(desk: &Arc<Desk>, ledger: &Ledger, hand_over: &HandOver) -> Result<(), Failure> {
    let Some(enterprise) = ledger.enterprise(&hand_over.enterprise)? else { return Ok(()) };
    let (client, slug) = desk.cloud(&enterprise).await?;
    let upload = crate::watch::sought(ledger, hand_over)?;
    let installations = client.uploads(&slug, &[upload]).await?.value;
    let host = crate::task::host(ledger, hand_over)?;
    let sought = Sought {
        name: &hand_over.handed_name,
        host: &host,
        server_id: None,
        handed_at: Before::of(hand_over).handed_at(hand_over),
    };
    let mut change = Change::new(desk.now(), "resume");
    change.evidence = json!({ "asked": true });
    let listed = find(&sought, &installations, &[]).upload.is_some();
    if listed {
        ledger.advance(&hand_over.id, &[State::HandingOver], State::Waiting, &change)?;
    } else if ledger.advance(&hand_over.id, &[State::HandingOver], State::Ready, &change)? {
        // The same bytes under the same key, which an enterprise counts once.
        crate::hand_over::send_one(desk, ledger, &hand_over.id).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::answers::{HandOverState, Todo};
    use crate::calls::HandOverRequest;
    use crate::test_desk::{ENTERPRISE, TestDesk, export};

    fn people() -> serde_json::Value {
        json!([{ "user_id": 1, "login": "mona", "emails": [{ "email": "mona@people.example", "primary": true }] }])
    }

    fn unfinished(at: &TestDesk) -> Vec<Todo> {
        let todo = crate::overview::overview(&at.desk).unwrap().todo;
        todo.into_iter().filter(|todo| matches!(todo, Todo::UnfinishedHandOver { .. })).collect()
    }

    #[tokio::test]
    async fn a_page_hand_over_that_was_only_ready_when_the_power_went_was_watched_by_nobody_for_good() {
        let at = TestDesk::new();
        at.choose_enterprise();
        let review = at.begin_review();
        let file = at.add(&review, "export.json", &export("ghe.example", &people()));
        let left = at.hand_over(&file, State::Ready);

        resume(&at.desk).await;
        let taken_up = at.ledger().hand_over(&left.id).unwrap().unwrap();
        assert_eq!(taken_up.state, State::Waiting, "it is watched from now on");
        let server = at.ledger().server(file.server.unwrap()).unwrap();
        assert_eq!(server.enterprise.as_deref(), Some(ENTERPRISE), "and its server is tied");
        assert_eq!(unfinished(&at).len(), 1, "it stands first in what needs doing");
        let task = crate::task::task(&at.desk, Some(&review.id)).unwrap().unwrap();
        assert_eq!(task.handovers[0].state, HandOverState::Waiting, "and its progress goes on");

        let steps = at.ledger().steps(&left.id).unwrap();
        resume(&at.desk).await;
        assert_eq!(at.ledger().steps(&left.id).unwrap(), steps, "it is taken up once");

        crate::give_up::stop_watching(&at.desk, Some(&review.id)).unwrap();
        assert_eq!(at.ledger().hand_over(&left.id).unwrap().unwrap().state, State::Stopped, "given up");
        assert!(unfinished(&at).is_empty(), "nothing is unfinished any more");
        at.ledger().remove_enterprise(ENTERPRISE).unwrap();
    }

    #[tokio::test]
    async fn a_page_hand_over_is_waiting_as_soon_as_it_is_known() {
        let at = TestDesk::connected();
        at.choose_enterprise();
        let review = at.begin_review();
        for host in ["ghe.example", "lab.example"] {
            at.add(&review, &format!("{host}.json"), &export(host, &people()));
        }
        let request =
            HandOverRequest { review: review.id.clone(), files: Vec::new(), again: false, ticket: None };
        let task = crate::hand_over::begin(&at.desk, &request).await.unwrap();
        assert_eq!(task.handovers.len(), 2, "both exports");
        for hand_over in &task.handovers {
            assert_eq!(hand_over.state, HandOverState::Waiting, "with the person, and watched");
        }
        assert_eq!(at.ledger().hand_overs_in(&[State::Ready]).unwrap(), [], "none is left between");
    }

    #[tokio::test]
    async fn one_upload_was_counted_for_each_of_two_hand_overs_of_the_same_bytes() {
        let at = TestDesk::connected();
        at.choose_enterprise();
        let review = at.begin_review();
        let file = at.add(&review, "export.json", &export("ghe.example", &people()));
        let first = at.hand_over(&file, State::Unconfirmed);
        at.wait(Duration::from_hours(3));
        let request =
            HandOverRequest { review: review.id.clone(), files: Vec::new(), again: true, ticket: None };
        let task = crate::hand_over::begin(&at.desk, &request).await.unwrap();
        let second = at.ledger().hand_over(&task.handovers[0].id).unwrap().unwrap();
        assert_eq!(
            at.ledger().hand_over(&first.id).unwrap().unwrap().state,
            State::Stopped,
            "it is watched no more"
        );
        assert_eq!(second.state, State::Waiting, "the second try is");
        let sought = crate::watch::sought(at.ledger(), &second).unwrap();
        assert_eq!(sought.since, first.created_at, "and what the first one brought late is its own");
    }

    #[tokio::test]
    async fn one_whose_bytes_are_on_their_way_by_another_is_given_up() {
        let at = TestDesk::new();
        at.choose_enterprise();
        let review = at.begin_review();
        let file = at.add(&review, "export.json", &export("ghe.example", &people()));
        let left = at.hand_over(&file, State::Ready);
        let other = at.hand_over(&file, State::Waiting);

        resume(&at.desk).await;
        assert_eq!(at.ledger().hand_over(&left.id).unwrap().unwrap().state, State::Cancelled, "nothing left");
        assert_eq!(
            at.ledger().hand_over(&other.id).unwrap().unwrap().state,
            State::Waiting,
            "the other stays"
        );
    }

    #[test]
    fn what_a_dead_process_was_sending_could_not_be_given_up() {
        let at = TestDesk::new();
        at.choose_enterprise();
        let review = at.begin_review();
        let file = at.add(&review, "export.json", &export("ghe.example", &people()));
        let sending = at.hand_over(&file, State::HandingOver);
        crate::hand_over::cancel(&at.desk, &sending.id).unwrap();
        let given_up = at.ledger().hand_over(&sending.id).unwrap().unwrap();
        assert_eq!(given_up.state, State::Stopped, "everything may have left of it");
        let again = crate::hand_over::cancel(&at.desk, &sending.id).unwrap_err();
        assert_eq!(again.code, crate::FailureCode::AlreadyDone, "it is over");
    }
}
