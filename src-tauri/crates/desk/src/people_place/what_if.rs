//! What if: dormant accounts were suspended, a domain were called otherwise, a server were gone. Nothing of it is kept.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

use people::{Plan, PlannedRange};
use usage::outside::{is_host, visible};

use super::Table;
use super::number::decisions;
use crate::answers::{TriedOut, TriedRange, WhatIf, WhatIfChoices, WhatIfDomain, WhatIfServer};
use crate::{Desk, Failure, FailureCode};

/// How many domains are given at the most.
const MOST_DOMAINS: usize = 500;

/// What would become of the number, over the decisions that stand.
pub(crate) fn try_out(desk: &Arc<Desk>, what_if: &WhatIf) -> Result<TriedOut, Failure> {
    let world = desk.world()?;
    let table = super::table_at_hand(desk, &world)?;
    let what_ifs = what_ifs(what_if)?;
    let decisions = decisions(&world)?;
    let before = table.tried(&Plan { decisions: decisions.clone(), what_ifs: Vec::new() });
    let after = if what_ifs.is_empty() { before } else { table.tried(&Plan { decisions, what_ifs }) };
    Ok(TriedOut { before, after })
}

/// What there is to try out.
pub(crate) fn choices(desk: &Arc<Desk>) -> Result<WhatIfChoices, Failure> {
    let world = desk.world()?;
    let table = super::table_at_hand(desk, &world)?;
    let people = &table.people;
    let mut by_server: HashMap<&str, (u32, u32)> = HashMap::new();
    let mut by_domain: HashMap<String, u32> = HashMap::new();
    for account in (0..people.account_count()).filter_map(|account| people.account(account)) {
        if account.counts {
            let (counting, dormant) = by_server.entry(account.server).or_default();
            *counting += 1;
            *dormant += u32::from(account.dormant);
        }
        let domain =
            account.primary_email.and_then(|email| email.trim().rsplit_once('@')).map(|(_, domain)| domain);
        if let Some(domain) = domain.filter(|domain| !domain.is_empty()) {
            // Most are in lower case already, and a text for each account would be a million of them.
            match by_domain.get_mut(domain) {
                Some(accounts) => *accounts += 1,
                None => *by_domain.entry(domain.to_lowercase()).or_default() += 1,
            }
        }
    }
    let mut domains: Vec<(String, u32)> = by_domain.into_iter().collect();
    domains
        .sort_unstable_by(|(one, most), (other, fewer)| (Reverse(most), one).cmp(&(Reverse(fewer), other)));
    domains.truncate(MOST_DOMAINS);
    Ok(WhatIfChoices {
        servers: people
            .servers()
            .map(|(server, known)| {
                let (counting, dormant) = by_server.get(server.label.as_str()).copied().unwrap_or_default();
                WhatIfServer {
                    key: server.label.clone(),
                    counting,
                    dormant: known.complete.then_some(dormant),
                }
            })
            .collect(),
        domains: domains
            .into_iter()
            .map(|(domain, accounts)| WhatIfDomain { domain: visible(&domain, 255), accounts })
            .collect(),
    })
}

impl Table {
    fn tried(&self, plan: &Plan) -> TriedRange {
        if plan.decisions.is_empty() && plan.what_ifs.is_empty() {
            // Grouping everybody again would give what is known already.
            let licenses = self.people.licenses();
            return TriedRange { low: licenses.low, documented: licenses.documented, high: licenses.high };
        }
        let (_, PlannedRange { low, documented, high }) = self.people.plan_range(plan);
        TriedRange { low, documented, high }
    }
}

/// The same in the words of a count.
fn what_ifs(what_if: &WhatIf) -> Result<Vec<people::WhatIf>, Failure> {
    let suspended = what_if
        .suspend_dormant
        .iter()
        .map(|server| people::WhatIf::SuspendDormant { server: Some(server.clone()) });
    let dropped =
        what_if.drop_servers.iter().map(|server| people::WhatIf::DropServer { server: server.clone() });
    let mut what_ifs: Vec<people::WhatIf> = suspended.chain(dropped).collect();
    for renamed in &what_if.rename_domains {
        if !is_host(renamed.to.trim()) {
            return Err(Failure::new(FailureCode::InvalidInput)
                .with("field", "domain")
                .with("reason", "no_domain"));
        }
        what_ifs.push(people::WhatIf::RenameDomain {
            from: renamed.from.clone(),
            to: renamed.to.trim().to_owned(),
        });
    }
    Ok(what_ifs)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::answers::{DecisionKind, NewDecision, RenamedDomain};
    use crate::test_desk::{TestDesk, export};

    /// One server: two people, one of them dormant, and the second once more under an old domain.
    fn desk() -> TestDesk {
        let at = TestDesk::new();
        at.choose_enterprise();
        let review = at.begin_review();
        let accounts = json!([
            { "user_id": 1, "login": "mona", "email": "mona@corp.example", "suspended": false, "dormant": true },
            { "user_id": 2, "login": "zoe", "email": "zoe@corp.example", "suspended": false },
            { "user_id": 3, "login": "zoe-old", "email": "zoe@OLD.example", "suspended": false },
            { "user_id": 4, "login": "left", "email": "left@old.example", "suspended": true, "dormant": true },
        ]);
        at.add(&review, "export.json", &export("ghes.example", &accounts));
        at
    }

    fn documented(at: &TestDesk, what_if: &WhatIf) -> (u64, u64) {
        let tried = try_out(&at.desk, what_if).unwrap();
        (tried.before.documented, tried.after.documented)
    }

    #[test]
    fn each_kind_moves_the_number_and_all_of_them_together_do() {
        let at = desk();
        let server = || vec!["ghes.example".to_owned()];
        let renamed =
            || vec![RenamedDomain { from: "old.example".to_owned(), to: " Corp.example ".to_owned() }];
        let suspend = WhatIf { suspend_dormant: server(), ..WhatIf::default() };
        let rename = WhatIf { rename_domains: renamed(), ..WhatIf::default() };
        let drop = WhatIf { drop_servers: server(), ..WhatIf::default() };
        assert_eq!(documented(&at, &WhatIf::default()), (3, 3), "nothing is tried out");
        assert_eq!(documented(&at, &suspend), (3, 2), "mona");
        assert_eq!(documented(&at, &rename), (3, 2), "zoe is one person");
        assert_eq!(documented(&at, &drop), (3, 0), "nobody is left");
        assert_eq!(
            documented(
                &at,
                &WhatIf { suspend_dormant: server(), rename_domains: renamed(), ..WhatIf::default() }
            ),
            (3, 1)
        );
        assert_eq!(documented(&at, &WhatIf::default()), (3, 3), "nothing of it was kept");
    }

    #[test]
    fn it_lies_over_the_decisions_that_stand() {
        let at = desk();
        let decision = NewDecision {
            kind: DecisionKind::Exclude,
            account: "ghes.example:2".to_owned(),
            other: None,
            note: String::new(),
        };
        crate::decisions::decide(&at.desk, decision).unwrap();
        let suspend = WhatIf { suspend_dormant: vec!["ghes.example".to_owned()], ..WhatIf::default() };
        assert_eq!(
            documented(&at, &suspend),
            (2, 1),
            "the license that the decision frees is not saved again"
        );
    }

    #[test]
    fn what_is_no_domain_is_refused() {
        let at = desk();
        let to = |to: &str| WhatIf {
            rename_domains: vec![RenamedDomain { from: "old.example".to_owned(), to: to.to_owned() }],
            ..WhatIf::default()
        };
        for wrong in ["", "  ", "mona@corp.example", "two words"] {
            assert_eq!(
                try_out(&at.desk, &to(wrong)).unwrap_err().code,
                FailureCode::InvalidInput,
                "{wrong:?}"
            );
        }
    }

    #[test]
    fn servers_and_domains_stand_with_what_they_have() {
        let at = desk();
        let choices = choices(&at.desk).unwrap();
        let [server] = &choices.servers[..] else { panic!("one server: {choices:?}") };
        assert_eq!((server.key.as_str(), server.counting, server.dormant), ("ghes.example", 3, Some(1)));
        let domains: Vec<(&str, u32)> =
            choices.domains.iter().map(|domain| (domain.domain.as_str(), domain.accounts)).collect();
        assert_eq!(domains, [("corp.example", 2), ("old.example", 2)], "in lower case, suspended ones too");
    }
}
