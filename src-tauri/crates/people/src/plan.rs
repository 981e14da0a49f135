//! What a person at the desk decides and tries out. It moves `planned` only: GitHub sees none of it.
//!
//! Accounts are named by their keys (`HOST:ID`, `HOST:@LOGIN`, `cloud:LOGIN`), which hold from one count to the next. A
//! decision whose account is gone does nothing and says so.
//!
//! Assumed, since all of this is Seatbridge's own:
//! - linking moves a whole group, even from another login; what would join two cloud accounts is refused;
//! - unlinking two server accounts takes the first named one out, and it stands alone; unlinking one from a cloud account
//!   takes that login from its whole group, which then takes the next login that the rules find, if any;
//! - of a link and an unlink of the same two, the later one holds;
//! - a renamed domain is another domain of the servers' primary e-mails; what the cloud has verified stays.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::accounts::{counts, flag};
use crate::both::both;
use crate::count::People;
use crate::edges::{Edge, Rule};
use crate::email::{Letters, parts};
use crate::finding::{Code, Finding, NAMES};
use crate::groups::{Decided, Groups};
use crate::key::Node;
use crate::listed::{Still, still};
use crate::number::taken;
use crate::table::{Builder, Table};

mod range;

pub use range::PlannedRange;

/// What a person decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Two accounts are one person's.
    Link {
        /// The key of one.
        one: String,
        /// The key of the other.
        other: String,
    },
    /// Two accounts are not one person's.
    Unlink {
        /// The key of one: of two server accounts, the one that is taken out.
        one: String,
        /// The key of the other.
        other: String,
    },
    /// An account takes no license.
    Exclude {
        /// Its key.
        account: String,
    },
    /// Something was noted of an account; it moves nothing.
    Note {
        /// Its key.
        account: String,
    },
}

/// What a person tries out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhatIf {
    /// These server accounts are suspended.
    Suspend {
        /// Their keys.
        accounts: Vec<String>,
    },
    /// Every dormant server account is suspended.
    SuspendDormant {
        /// Of this server only: its label, or any of its hosts or ids; of all where this is `None`.
        server: Option<String>,
    },
    /// A server is gone, with what the cloud remembers of it.
    DropServer {
        /// Its label, or any of its hosts or ids.
        server: String,
    },
    /// A domain of the servers' primary e-mails is called otherwise.
    RenameDomain {
        /// What it is called.
        from: String,
        /// What it would be called.
        to: String,
    },
}

/// Everything that lies over a count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// In the order in which they were made.
    pub decisions: Vec<Decision>,
    /// All at once.
    pub what_ifs: Vec<WhatIf>,
}

/// What became of a decision or of what was tried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It holds.
    Applied,
    /// It would change nothing: the rules say the same. A note is always so.
    AlreadySo,
    /// The ground under it changed: an account, or the server, is not there; no server account has an e-mail of the domain.
    NotThere,
    /// A later decision says the opposite of the same two.
    Overruled,
    /// It would join two cloud accounts, which nothing does, or something that takes no license.
    Refused,
}

/// A count with a plan over it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// How many licenses are taken then.
    pub licenses: u64,
    /// What became of each decision, in their order.
    pub decisions: Vec<Effect>,
    /// What became of each what-if, in their order; of several accounts, the best that any of them says.
    pub what_ifs: Vec<Effect>,
    /// What the links that hold join, in order.
    pub edges: Vec<Edge>,
    /// Decisions that a person has to look at again, and what-ifs that name nothing.
    pub findings: Vec<Finding>,
}

/// A plan in the numbers of a count.
struct Sheet {
    flags: Vec<u16>,
    joined: Vec<(u32, u32)>,
    linked: Vec<(u32, u32)>,
    unlinked: Vec<(u32, u32)>,
    excluded: BTreeSet<u32>,
    renamed: BTreeMap<String, String>,
    /// The servers that are gone.
    dropped: BTreeSet<u32>,
}

/// Everybody grouped with a plan over the count.
struct Regrouped {
    exact: Groups,
    /// `None` where folding letters changes nothing, or nobody asked.
    folded: Option<Groups>,
}

impl People {
    /// Counts with a plan over the count.
    pub fn plan(&self, plan: &Plan) -> Planned {
        if plan.decisions.is_empty() && plan.what_ifs.is_empty() {
            // Grouping a million accounts again would give what is known already.
            return Planned {
                licenses: self.numbers.licenses.documented,
                decisions: Vec::new(),
                what_ifs: Vec::new(),
                edges: Vec::new(),
                findings: Vec::new(),
            };
        }
        let (mut planned, sheet) = self.lay(plan);
        planned.licenses = self.documented_with(&sheet, &self.regroup(&sheet, false).exact);
        planned
    }

    /// Lays a plan over the count; its licenses are not counted yet.
    fn lay(&self, plan: &Plan) -> (Planned, Sheet) {
        let mut sheet = Sheet {
            flags: self.accounts.flags.clone(),
            joined: Vec::new(),
            linked: Vec::new(),
            unlinked: Vec::new(),
            excluded: BTreeSet::new(),
            renamed: BTreeMap::new(),
            dropped: BTreeSet::new(),
        };
        let what_ifs: Vec<Effect> =
            plan.what_ifs.iter().map(|what_if| self.try_out(what_if, &mut sheet)).collect();
        let overruled = overruled(&plan.decisions);
        let mut edges = Vec::new();
        let decisions: Vec<Effect> =
            plan.decisions
                .iter()
                .zip(overruled)
                .map(|(decision, overruled)| {
                    if overruled { Effect::Overruled } else { self.decide(decision, &mut sheet, &mut edges) }
                })
                .collect();
        edges.sort();
        edges.dedup();
        let findings = to_look_at(plan, &decisions, &what_ifs);
        (Planned { licenses: 0, decisions, what_ifs, edges, findings }, sheet)
    }

    fn regroup(&self, sheet: &Sheet, folds: bool) -> Regrouped {
        let decided = Decided { joined: &sheet.joined, linked: &sheet.linked, unlinked: &sheet.unlinked };
        let group = |table: &Table, still: &[Still]| {
            let group = |letters: Letters| self.group(letters, &sheet.flags, table, still, decided);
            let folding_matters = folds && (table.folding_matters || still.contains(&Still::Folded));
            let (exact, folded) =
                both(|| group(Letters::Exact), || folding_matters.then(|| group(Letters::Folded)));
            Regrouped { exact, folded }
        };
        if sheet.renamed.is_empty() {
            group(&self.table, &self.still)
        } else {
            let change = |email| sheet.renamed(email);
            let remembers = |record: u32| self.remembered_by(record).is_some();
            let table =
                Builder::read(&self.evidence, &self.accounts, &self.records, &remembers, Some(&change))
                    .sort();
            let email = |account: u32| self.accounts.primary_email(&self.evidence, account).map(change);
            let still = still(&self.evidence, &self.accounts, &self.records, &self.listed, &email);
            group(&table, &still)
        }
    }

    fn documented_with(&self, sheet: &Sheet, groups: &Groups) -> u64 {
        let login_counts = |login: u32| !sheet.excluded.contains(&login);
        taken(groups, &sheet.flags, counts, self.records.logins, &login_counts)
    }

    fn try_out(&self, what_if: &WhatIf, sheet: &mut Sheet) -> Effect {
        match what_if {
            WhatIf::Suspend { accounts } => {
                let mut effect = Effect::NotThere;
                for key in accounts {
                    let Some(Node::Account(account)) = self.find(key) else { continue };
                    let flags = &mut sheet.flags[account as usize];
                    if counts(*flags) {
                        effect = Effect::Applied;
                    } else if effect == Effect::NotThere {
                        effect = Effect::AlreadySo;
                    }
                    *flags |= flag::SUSPENDED;
                }
                effect
            }
            WhatIf::SuspendDormant { server } => {
                let accounts = match server {
                    None => 0..self.accounts.len(),
                    Some(server) => match self.servers.find(server) {
                        Some(server) => self.accounts.of_server(server),
                        None => return Effect::NotThere,
                    },
                };
                let own = &mut sheet.flags[accounts.start as usize..accounts.end as usize];
                let mut effect = Effect::AlreadySo;
                for flags in own.iter_mut().filter(|flags| **flags & flag::DORMANT != 0) {
                    if counts(*flags) {
                        effect = Effect::Applied;
                    }
                    *flags |= flag::SUSPENDED;
                }
                effect
            }
            WhatIf::DropServer { server } => {
                let Some(server) = self.servers.find(server) else { return Effect::NotThere };
                for account in self.accounts.of_server(server) {
                    sheet.flags[account as usize] |= flag::ABSENT;
                }
                sheet.dropped.insert(server);
                Effect::Applied
            }
            WhatIf::RenameDomain { from, to } => {
                let (from, to) = (from.trim().to_lowercase(), to.trim().to_lowercase());
                if from == to {
                    return Effect::AlreadySo;
                }
                if !self.has_domain(&from) {
                    return Effect::NotThere;
                }
                sheet.renamed.insert(from, to);
                Effect::Applied
            }
        }
    }

    /// Whether a server account has a primary e-mail of this domain, which is in lower case.
    fn has_domain(&self, domain: &str) -> bool {
        (0..self.accounts.len()).any(|account| {
            let email = self.accounts.primary_email(&self.evidence, account);
            let own = email.and_then(|email| parts(email.trim()).1);
            own.is_some_and(|own| own.to_lowercase() == domain)
        })
    }

    fn decide(&self, decision: &Decision, sheet: &mut Sheet, edges: &mut Vec<Edge>) -> Effect {
        match decision {
            Decision::Link { one, other } => {
                let Some(nodes) = self.find(one).zip(self.find(other)) else { return Effect::NotThere };
                self.decide_link(nodes, sheet, edges)
            }
            Decision::Unlink { one, other } => {
                let Some(nodes) = self.find(one).zip(self.find(other)) else { return Effect::NotThere };
                self.decide_unlink(nodes, sheet)
            }
            Decision::Exclude { account } => match self.find(account) {
                Some(Node::Account(account)) => {
                    let counted = counts(sheet.flags[account as usize]);
                    sheet.flags[account as usize] |= flag::EXCLUDED;
                    if counted { Effect::Applied } else { Effect::AlreadySo }
                }
                Some(Node::Cloud(record)) => {
                    sheet.excluded.insert(record);
                    Effect::Applied
                }
                Some(Node::Subscription(_)) => Effect::Refused,
                None => Effect::NotThere,
            },
            Decision::Note { account } => match self.find(account) {
                Some(_) => Effect::AlreadySo,
                None => Effect::NotThere,
            },
        }
    }

    fn decide_link(&self, nodes: (Node, Node), sheet: &mut Sheet, edges: &mut Vec<Edge>) -> Effect {
        let person = |node: Node| match node {
            Node::Account(account) => Some(self.person_of(account)),
            Node::Cloud(record) => Some(record),
            Node::Subscription(_) => None,
        };
        let (Some(one), Some(other)) = (person(nodes.0), person(nodes.1)) else { return Effect::Refused };
        match nodes {
            (Node::Account(one_account), Node::Account(other_account)) => {
                let logins = self.records.logins;
                if one != other && one < logins && other < logins {
                    return Effect::Refused;
                }
                sheet.joined.push((one_account, other_account));
            }
            (Node::Account(account), Node::Cloud(record)) | (Node::Cloud(record), Node::Account(account)) => {
                sheet.linked.push((account, record));
            }
            _ => return if one == other { Effect::AlreadySo } else { Effect::Refused },
        }
        let (a, b) = (nodes.0.min(nodes.1), nodes.0.max(nodes.1));
        edges.push(Edge { a, b, rule: Rule::Decided, email: None });
        if one == other { Effect::AlreadySo } else { Effect::Applied }
    }

    fn decide_unlink(&self, nodes: (Node, Node), sheet: &mut Sheet) -> Effect {
        match nodes {
            (Node::Account(one), Node::Account(other)) => {
                if one == other || self.person_of(one) != self.person_of(other) {
                    return Effect::AlreadySo;
                }
                sheet.flags[one as usize] |= flag::ALONE;
                Effect::Applied
            }
            (Node::Account(account), Node::Cloud(record)) | (Node::Cloud(record), Node::Account(account)) => {
                sheet.unlinked.push((account, record));
                if self.person_of(account) == record { Effect::Applied } else { Effect::AlreadySo }
            }
            // Two cloud accounts are never one.
            (Node::Cloud(_), Node::Cloud(_)) => Effect::AlreadySo,
            _ => Effect::Refused,
        }
    }
}

impl Sheet {
    /// An e-mail with its domain renamed.
    fn renamed<'a>(&self, email: &'a str) -> Cow<'a, str> {
        let (local, domain) = parts(email.trim());
        let to = domain.and_then(|domain| self.renamed.get(&domain.to_lowercase()));
        to.map_or(Cow::Borrowed(email), |to| Cow::Owned(format!("{local}@{to}")))
    }
}

/// Which decisions a later one of the same two accounts overrules.
fn overruled(decisions: &[Decision]) -> Vec<bool> {
    let mut last: BTreeMap<[&str; 2], usize> = BTreeMap::new();
    let pair = |decision: &'_ Decision| match decision {
        Decision::Link { one, other } | Decision::Unlink { one, other } => {
            let (one, other) = (one.trim(), other.trim());
            Some([one.min(other).to_owned(), one.max(other).to_owned()])
        }
        Decision::Exclude { .. } | Decision::Note { .. } => None,
    };
    let pairs: Vec<Option<[String; 2]>> = decisions.iter().map(pair).collect();
    for (place, pair) in pairs.iter().enumerate() {
        if let Some([one, other]) = pair {
            last.insert([one, other], place);
        }
    }
    let is_link = |decision: &Decision| matches!(decision, Decision::Link { .. });
    pairs
        .iter()
        .zip(decisions)
        .map(|(pair, decision)| {
            let Some([one, other]) = pair else { return false };
            let last = last.get(&[one.as_str(), other.as_str()]).map(|&place| &decisions[place]);
            last.is_some_and(|last| is_link(last) != is_link(decision))
        })
        .collect()
}

/// Findings of decisions that a person has to look at again, and of what-ifs that name nothing.
fn to_look_at(plan: &Plan, decisions: &[Effect], what_ifs: &[Effect]) -> Vec<Finding> {
    let of_decisions = |code: Code, effect: Effect| {
        let has = |(own, decision): &(&Effect, &Decision)| {
            **own == effect
                // A note never changes anything, and isn't meant to.
                && !(effect == Effect::AlreadySo && matches!(decision, Decision::Note { .. }))
        };
        let places = (1_u64..).zip(decisions.iter().zip(&plan.decisions)).filter(|(_, pair)| has(pair));
        named(code, "decisions", places.map(|(place, _)| place.to_string()))
    };
    let nowhere = what_ifs.iter().zip(&plan.what_ifs).filter(|(own, _)| **own == Effect::NotThere);
    let names = nowhere.flat_map(|(_, what_if)| match what_if {
        WhatIf::Suspend { accounts } => accounts.clone(),
        WhatIf::SuspendDormant { server } => server.iter().cloned().collect(),
        WhatIf::DropServer { server } => vec![server.clone()],
        WhatIf::RenameDomain { from, .. } => vec![from.clone()],
    });
    [
        of_decisions(Code::DecisionWithoutAccount, Effect::NotThere),
        of_decisions(Code::DecisionRefused, Effect::Refused),
        of_decisions(Code::DecisionOverruled, Effect::Overruled),
        of_decisions(Code::DecisionAlreadySo, Effect::AlreadySo),
        named(Code::WhatIfNotThere, "names", names),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A finding with the first names; none without any.
fn named(code: Code, param: &'static str, names: impl Iterator<Item = String>) -> Option<Finding> {
    let mut names: Vec<String> = names.collect();
    let count = names.len() as u64;
    names.truncate(NAMES);
    (count > 0).then(|| Finding::new(code).with(param, names).with("count", count))
}
