//! Who stands behind a figure: everybody whom a step of the waterfall, a part of the difference, the merges that nobody can foresee or
//! a server's count is about.

use people::{Behind, People, Rule};

use super::Table;
use super::number::reason;
use crate::answers::{PeopleBehind, ServerCount, StepName};

/// The people behind a figure, by person.
pub(super) fn behind(table: &Table, figure: &PeopleBehind) -> Vec<bool> {
    let people = &table.people;
    match figure {
        PeopleBehind::Step { step } => {
            (0..people.len()).map(|person| is_behind_step(people, *step, person)).collect()
        }
        PeopleBehind::Reason { reason: asked } => {
            let mut is_behind = vec![false; people.len() as usize];
            let parts = table.difference().into_iter().flat_map(|difference| &difference.parts);
            for part in parts.filter(|part| reason(part.reason) == *asked) {
                for who in &part.behind {
                    if let Behind::Person(person) = who {
                        is_behind[*person as usize] = true;
                    }
                }
            }
            is_behind
        }
        PeopleBehind::Unseen => unseen(people),
        PeopleBehind::NoVerifiedEmail => {
            let mut is_behind = vec![false; people.len() as usize];
            people.without_verified_email().for_each(|person| is_behind[person as usize] = true);
            is_behind
        }
        PeopleBehind::Server { host, count } => {
            let is_of = |account: u32| {
                people.account(account).is_some_and(|view| {
                    view.server == host
                        && match count {
                            ServerCount::Accounts => true,
                            ServerCount::Suspended => view.suspended,
                            ServerCount::Dormant => view.dormant,
                            ServerCount::Active => !view.suspended && !view.dormant,
                            ServerCount::NoPrimaryEmail => view.primary_email.is_none() && view.counts,
                        }
                })
            };
            (0..people.len())
                .map(|person| people.accounts_of(person).iter().any(|&account| is_of(account)))
                .collect()
        }
    }
}

/// Those of the smaller side: a merge takes one of each.
fn unseen(people: &People) -> Vec<bool> {
    let side = |is_of: fn(bool, bool) -> bool| -> Vec<bool> {
        let facets = (0..people.len()).map(|person| people.facets(person));
        facets
            .map(|facets| facets.license && is_of(facets.cloud_account, facets.server_accounts > 0))
            .collect()
    };
    let unlinked = side(|cloud, _| !cloud);
    let only_cloud = side(|cloud, server| cloud && !server);
    let count = |side: &[bool]| side.iter().filter(|is_of| **is_of).count();
    if count(&unlinked) <= count(&only_cloud) { unlinked } else { only_cloud }
}

fn is_behind_step(people: &People, step: StepName, person: u32) -> bool {
    let facets = people.facets(person);
    let accounts = people.accounts_of(person);
    let counting = accounts.iter().filter(|&&account| people.counts(account)).count();
    let linked_by = |rule: Rule| facets.cloud_account && counting > 0 && facets.joined_by == Some(rule);
    match step {
        StepName::ServerAccounts => facets.server_accounts > 0,
        StepName::Suspended => facets.has_suspended,
        StepName::NotPeople => accounts.iter().any(|&account| {
            !people.counts(account) && people.account(account).is_some_and(|view| !view.suspended)
        }),
        StepName::SamePrimary => counting > 1,
        StepName::CloudSays => linked_by(Rule::CloudSays),
        StepName::Saml => linked_by(Rule::Saml),
        StepName::Scim => linked_by(Rule::Scim),
        StepName::VerifiedEmail => linked_by(Rule::VerifiedEmail),
        StepName::CloudAccounts => facets.cloud_account,
    }
}
