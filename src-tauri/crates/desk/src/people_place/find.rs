//! Finds people by a part of a name, login, e-mail or host, or by an id.
//!
//! What a person is found by stands in the files of several servers and of the cloud, often several times. It is gathered once, person
//! after person and every text once, so that a search reads each text once and in the order in which it lies in memory.

use std::sync::Mutex;

use people::People;
use usage::roster::{Finding, Items, Needle, Texts};

use crate::desk::locked;
use crate::two_at_once::two_at_once;

/// What everybody is found by, beside ids and hosts.
pub(super) struct TextsOfPeople(Vec<Part>);

/// So many people, one after the other by their numbers.
struct Part {
    texts: Texts,
    /// What was found last: the next needle is the same and a letter more, mostly.
    last: Mutex<Option<Finding>>,
}

/// How many people are looked through on one core before it takes the next ones.
const PART: usize = 1 << 16;

impl TextsOfPeople {
    /// Gathers the texts of everybody.
    pub(super) fn of(people: &People) -> Self {
        let first: Vec<u32> = (0..people.len()).step_by(PART).collect();
        let gather = |items: &mut Items, &first: &u32| {
            let mut texts = Texts::new();
            for person in (first..people.len()).take(PART) {
                let mut own: Vec<&str> = people.texts_of(person).collect();
                own.sort_unstable();
                own.dedup();
                items.clear();
                for text in own {
                    items.push(text);
                }
                if texts.push(items.list()).is_err() {
                    // Four gigabytes of text in one part. Who is behind them is still found by id and by host.
                    break;
                }
            }
            texts.shrink();
            Part { texts, last: Mutex::default() }
        };
        Self(two_at_once(&first, |_| 0, gather))
    }

    /// Which people a text is found at, by person.
    pub(super) fn found(&self, people: &People, text: &str) -> Vec<bool> {
        let needle = Needle::new(text);
        let in_part = |(): &mut (), part: &Part| {
            let mut last = locked(&part.last);
            let finding = part.texts.find(&needle, last.take());
            let mut found = vec![false; PART];
            finding.rows().for_each(|row| found[row as usize] = true);
            *last = Some(finding);
            found
        };
        let mut found = two_at_once(&self.0, |part| part.texts.len() as u64, in_part).concat();
        found.truncate(people.len() as usize);
        let id: Option<u64> = text.trim().parse().ok();
        for (number, (server, _)) in (0..).zip(people.servers()) {
            let is_it = server.hosts.iter().any(|host| needle.is_in(host)) || needle.is_in(&server.label);
            let accounts = if is_it { people.accounts_of_server(number) } else { 0..0 };
            let by_id = id.and_then(|id| people.account_with_id(number, id));
            accounts.chain(by_id).for_each(|account| found[people.person_of(account) as usize] = true);
        }
        found
    }
}
