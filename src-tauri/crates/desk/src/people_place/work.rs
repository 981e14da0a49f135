//! The worklist of the window: pairs of people who are probably one, as a person takes them onto it for those who can make the change.
//!
//! The ledger keeps keys of accounts, so that the list outlives a count. An entry whose two people are one by now, or no longer alike, is
//! settled.

use std::io::Write;
use std::sync::Arc;

use ledger::WorkEntry;
use people::{NearMiss, NearMisses};
use usage::outside::visible;

use super::Table;
use crate::answers::{Event, PeopleWorklist};
use crate::calls::WorklistChange;
use crate::world::World;
use crate::{Desk, Failure, FailureCode};

/// Two people, the lower number first.
type Pair = (u32, u32);

/// What was taken onto the worklist, and what else could be.
pub(crate) fn worklist(desk: &Arc<Desk>) -> Result<PeopleWorklist, Failure> {
    let world = desk.world()?;
    let table = super::table_at_hand(desk, &world)?;
    let added = table.added(&world)?;
    let is_open = |entry: &WorkEntry| {
        let alike = |pair: Pair| table.near.of_person(pair.0).any(|near| pair_of(near) == pair);
        table.pair_at(entry).is_some_and(alike)
    };
    let settled = world.ledger.work(enterprise(&world))?.iter().filter(|entry| !is_open(entry)).count();
    Ok(PeopleWorklist {
        settled: settled as u64,
        added: crate::worklist::worklist(&table.people, &added),
        all: table.near.all.len() as u64,
    })
}

/// Takes two people onto the worklist, or off it.
pub(crate) fn change(desk: &Arc<Desk>, change: &WorklistChange) -> Result<(), Failure> {
    let world = desk.world()?;
    let table = super::table_at_hand(desk, &world)?;
    let nobody =
        |key: &str| Failure::new(FailureCode::NotFound).with("what", "person").with("id", visible(key, 80));
    let person = |key: &str| table.person_at(key).ok_or_else(|| nobody(key));
    let pair = sorted(person(&change.account)?, person(&change.other)?);
    let enterprise = enterprise(&world);
    if change.on {
        let near = table.near.of_person(pair.0).find(|near| pair_of(near) == pair);
        let near = near.ok_or_else(|| nobody(&change.other))?;
        if !table.is_on_worklist(&world, near)? {
            let entry = WorkEntry {
                account: table.people.key(near.shown_by.0),
                other: table.people.key(near.other_shown_by.0),
                added_at: desk.now(),
                actor: desk.ports.actor.clone(),
            };
            world.ledger.add_work(enterprise, &entry)?;
        }
    } else {
        for entry in world.ledger.work(enterprise)? {
            if table.pair_at(&entry) == Some(pair) {
                world.ledger.remove_work(enterprise, &entry.account, &entry.other)?;
            }
        }
    }
    desk.tell(Event::PeopleChanged);
    Ok(())
}

/// Writes it as a table.
pub(crate) fn write(desk: &Arc<Desk>, only_added: bool, to: &mut dyn Write) -> Result<(), Failure> {
    let world = desk.world()?;
    let table = super::table_at_hand(desk, &world)?;
    let added;
    let near = if only_added {
        added = table.added(&world)?;
        &added
    } else {
        &table.near
    };
    let text = crate::worklist::csv(&crate::worklist::worklist(&table.people, near), true);
    to.write_all(text.as_bytes()).map_err(|error| crate::disk::failure(&error))
}

impl Table {
    /// Whether two people are on the worklist.
    pub(super) fn is_on_worklist(&self, world: &World, near: &NearMiss) -> Result<bool, Failure> {
        let entries = world.ledger.work(enterprise(world))?;
        Ok(entries.iter().any(|entry| self.pair_at(entry) == Some(pair_of(near))))
    }

    /// The near misses that are on the worklist.
    fn added(&self, world: &World) -> Result<NearMisses, Failure> {
        let entries = world.ledger.work(enterprise(world))?;
        let mut pairs: Vec<Pair> = entries.iter().filter_map(|entry| self.pair_at(entry)).collect();
        pairs.sort_unstable();
        Ok(self.near.only(&self.people, |near| pairs.binary_search(&pair_of(near)).is_ok()))
    }

    /// The two people of an entry; `None` where an account is gone, or they are one.
    fn pair_at(&self, entry: &WorkEntry) -> Option<Pair> {
        let (one, other) = (self.person_at(&entry.account)?, self.person_at(&entry.other)?);
        (one != other).then(|| sorted(one, other))
    }
}

fn enterprise(world: &World) -> &str {
    world.enterprise.as_ref().map(|enterprise| enterprise.name.as_str()).unwrap_or_default()
}

fn pair_of(near: &NearMiss) -> Pair {
    sorted(near.person, near.other)
}

fn sorted(one: u32, other: u32) -> Pair {
    (one.min(other), one.max(other))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::people_place::person::person;
    use crate::saving::{SaveRequest, save, suggested_name};
    use crate::test_desk::{TestDesk, export};

    fn account(id: u64, login: &str, email: &str) -> Value {
        json!({ "user_id": id, "login": login, "email": email, "suspended": false })
    }

    /// Two people on a server whom the cloud knows by an e-mail without their tag.
    fn desk_with_pairs() -> TestDesk {
        let at = TestDesk::new();
        at.choose_enterprise();
        let review = at.begin_review();
        let accounts = json!([
            account(1, "m-ona", "mona+git@corp.example"),
            account(2, "s-ato", "sato+git@corp.example")
        ]);
        at.add(&review, "export.json", &export("ghes.example", &accounts));
        let row = |login: &str| {
            json!({ "github_com_login": login, "enterprise_server_user_ids": [],
                "github_com_verified_domain_emails": [format!("{login}@corp.example")] })
        };
        let cloud = json!({ "total_seats_consumed": 2, "total_seats_purchased": 9, "users": [row("mona"), row("sato")] });
        at.add(&review, "consumed.json", &cloud);
        at
    }

    fn change_of(account: &str, other: &str, on: bool) -> WorklistChange {
        WorklistChange { account: account.to_owned(), other: other.to_owned(), on }
    }

    fn is_on(at: &TestDesk, key: &str) -> bool {
        person(&at.desk, key).unwrap().near.unwrap().on_worklist
    }

    #[test]
    fn two_people_are_taken_onto_the_worklist_and_off_it_from_either_side() {
        let at = desk_with_pairs();
        change(&at.desk, &change_of("ghes.example:1", "cloud:mona", true)).unwrap();
        change(&at.desk, &change_of("cloud:mona", "ghes.example:1", true)).unwrap();
        let list = worklist(&at.desk).unwrap();
        assert_eq!((list.added.items.len(), list.added.saves, list.added.people), (1, 1, 2), "once");
        assert_eq!((list.settled, list.all), (0, 2));
        assert!(is_on(&at, "ghes.example:1") && is_on(&at, "cloud:mona") && !is_on(&at, "cloud:sato"));
        change(&at.desk, &change_of("cloud:mona", "ghes.example:1", false)).unwrap();
        assert_eq!(worklist(&at.desk).unwrap().added.items, [], "off it, whoever is named first");
        let failure = change(&at.desk, &change_of("ghes.example:1", "cloud:sato", true)).unwrap_err();
        assert_eq!(failure.code, FailureCode::NotFound, "they are not alike");
    }

    #[test]
    fn an_entry_whose_people_are_one_by_now_is_settled() {
        let at = desk_with_pairs();
        change(&at.desk, &change_of("ghes.example:1", "cloud:mona", true)).unwrap();
        at.wait(std::time::Duration::from_secs(60));
        let review = at.begin_review();
        let mended = json!([account(1, "m-ona", "mona@corp.example")]);
        at.add(&review, "mended.json", &export("ghes.example", &mended));
        at.desk.tell(Event::ReviewChanged);
        let list = worklist(&at.desk).unwrap();
        assert_eq!((list.added.items.len(), list.settled, list.all), (0, 1, 0));
    }

    #[test]
    fn the_table_holds_what_was_added_or_everybody() {
        let at = desk_with_pairs();
        change(&at.desk, &change_of("ghes.example:2", "cloud:sato", true)).unwrap();
        let folder = tempfile::tempdir().unwrap();
        for (only_added, rows) in [(true, 1), (false, 2)] {
            let request = SaveRequest::Worklist { only_added };
            let path = folder.path().join(suggested_name(&at.desk, &request).unwrap());
            save(&at.desk, &request, &path).unwrap();
            let mut reader = csv::Reader::from_path(&path).unwrap();
            assert_eq!(reader.records().count(), rows, "only added: {only_added}");
        }
    }
}
