//! The number with its range, how it comes about, and why the cloud's own is another.

use std::sync::Arc;

use people::{Behind, Code, Effect, Plan, Reason};
use usage::Param;
use usage::outside::visible;

use super::Table;
use super::marks::Marks;
use crate::answers::{
    CountNotice, CountedOf, DifferencePart, DifferenceReason, LicenseRange, PeopleNumber, PeopleTodo,
    PersonFacet, StepName, WaterfallStep,
};
use crate::world::World;
use crate::{Desk, Failure};

/// Who will take a license; `None` where there is nothing to count from.
pub(crate) fn number(desk: &Arc<Desk>) -> Result<Option<PeopleNumber>, Failure> {
    let world = desk.world()?;
    let table = super::table(desk, &world)?;
    if table.is_blank() {
        return Ok(None);
    }
    let people = &table.people;
    let numbers = people.numbers();
    let licenses = numbers.licenses;
    let (planned, decisions) = planned(&table, &world)?;
    Ok(Some(PeopleNumber {
        complete: table.is_complete(),
        servers: u32::try_from(people.servers().len()).unwrap_or(u32::MAX),
        unknown_servers: numbers.unknown_servers.iter().map(|server| visible(server, 255)).collect(),
        cloud_servers: people
            .servers()
            .filter(|(server, _)| server.reports.is_empty())
            .map(|(server, _)| visible(&server.label, 255))
            .collect(),
        licenses: LicenseRange {
            low: licenses.low,
            documented: licenses.documented,
            high: licenses.high,
            planned,
            unseen: licenses.unseen,
        },
        decisions,
        cloud: people.evidence().cloud.as_ref().map(|cloud| CountedOf {
            consumed: cloud.consumed,
            purchased: cloud.purchased,
            at: table.cloud_report_at().unwrap_or_default(),
            files: table.cloud_files.iter().map(|file| visible(&file.name, 255)).collect(),
            listed: people.listed_by_cloud(),
            origin: table.cloud_origin(),
        }),
        waterfall: waterfall(&table),
        difference: difference(&table),
        notices: people.findings().iter().filter_map(notice).collect(),
        todo: todo(&table),
    }))
}

/// The planned number, and how many decisions hold.
fn planned(table: &Table, world: &World) -> Result<(u64, u32), Failure> {
    let documented = table.people.licenses().documented;
    let decisions = decisions(world)?;
    if decisions.is_empty() {
        return Ok((documented, 0));
    }
    let planned = table.people.plan(&Plan { decisions, what_ifs: Vec::new() });
    let hold = planned.decisions.iter().filter(|effect| **effect == Effect::Applied).count();
    Ok((planned.licenses, u32::try_from(hold).unwrap_or(u32::MAX)))
}

/// The decisions that stand for the enterprise at hand, oldest first.
pub(super) fn decisions(world: &World) -> Result<Vec<people::Decision>, Failure> {
    let enterprise = world.enterprise.as_ref().map(|enterprise| enterprise.name.as_str()).unwrap_or_default();
    Ok(world.ledger.decisions(enterprise)?.into_iter().filter_map(decided).collect())
}

/// A decision of the ledger in the words of a count; `None` of one that misses its other account.
pub(crate) fn decided(decision: ledger::Decision) -> Option<people::Decision> {
    let account = decision.account;
    Some(match decision.kind {
        ledger::DecisionKind::Link => people::Decision::Link { one: account, other: decision.other? },
        ledger::DecisionKind::Unlink => people::Decision::Unlink { one: account, other: decision.other? },
        ledger::DecisionKind::Exclude => people::Decision::Exclude { account },
        ledger::DecisionKind::Note => people::Decision::Note { account },
    })
}

fn waterfall(table: &Table) -> Vec<WaterfallStep> {
    let steps = table.people.waterfall().iter();
    steps
        .map(|step| WaterfallStep { step: step_name(step.name), change: step.change, total: step.total })
        .collect()
}

pub(super) const fn step_name(name: people::StepName) -> StepName {
    match name {
        people::StepName::ServerAccounts => StepName::ServerAccounts,
        people::StepName::Suspended => StepName::Suspended,
        people::StepName::NotPeople => StepName::NotPeople,
        people::StepName::SamePrimary => StepName::SamePrimary,
        people::StepName::CloudSays => StepName::CloudSays,
        people::StepName::Saml => StepName::Saml,
        people::StepName::Scim => StepName::Scim,
        people::StepName::VerifiedEmail => StepName::VerifiedEmail,
        people::StepName::CloudAccounts => StepName::CloudAccounts,
    }
}

fn difference(table: &Table) -> Vec<DifferencePart> {
    let is_person = |behind: &&Behind| matches!(behind, Behind::Person(_));
    let parts = table.difference().into_iter().flat_map(|difference| &difference.parts);
    parts
        .map(|part| {
            let people = part.behind.iter().filter(is_person).count();
            DifferencePart {
                reason: reason(part.reason),
                change: part.change,
                people: u32::try_from(people).unwrap_or(u32::MAX),
                cloud_people: u32::try_from(part.behind.len() - people).unwrap_or(u32::MAX),
            }
        })
        .collect()
}

pub(super) const fn reason(reason: Reason) -> DifferenceReason {
    match reason {
        Reason::NewAccount => DifferenceReason::NewAccount,
        Reason::GoneAccount => DifferenceReason::GoneAccount,
        Reason::SuspendedSince => DifferenceReason::SuspendedSince,
        Reason::EmailChanged => DifferenceReason::EmailChanged,
        Reason::NewlyLinked => DifferenceReason::NewlyLinked,
        Reason::NoLongerLinked => DifferenceReason::NoLongerLinked,
        Reason::RememberedStale => DifferenceReason::RememberedStale,
        Reason::CloudOnlyKnows => DifferenceReason::CloudOnlyKnows,
        Reason::Unexplained => DifferenceReason::Unexplained,
    }
}

fn notice(finding: &people::Finding) -> Option<CountNotice> {
    let number = |name: &str| match finding.params.get(name) {
        Some(Param::Number(number)) => Some(*number),
        _ => None,
    };
    let count = number("count").unwrap_or_default();
    match finding.code {
        Code::NoVerifiedEmail => Some(CountNotice::NoVerifiedEmail { people: count }),
        Code::MeteredNeedsConnect => Some(CountNotice::MeteredNeedsConnect {
            servers: match finding.params.get("servers") {
                Some(Param::List(servers)) => servers.iter().map(|server| visible(server, 255)).collect(),
                _ => Vec::new(),
            },
            count,
        }),
        Code::SecurityProducts => Some(CountNotice::SecurityProducts {
            advanced_security: number("advanced_security"),
            code_security: number("code_security"),
            secret_protection: number("secret_protection"),
        }),
        _ => None,
    }
}

/// In the order in which it is worth doing.
fn todo(table: &Table) -> Vec<PeopleTodo> {
    let (people, near) = (&table.people, &table.near);
    let ambiguous =
        table.marks.iter().filter(|marks| marks.any(Marks::of(PersonFacet::Ambiguous))).count() as u64;
    let dormant = people.numbers().dormant_freeable;
    let mut todo = Vec::new();
    if near.counted_twice > 0 {
        todo.push(PeopleTodo::CountedTwice { people: near.counted_twice, freeable: near.freeable });
    }
    if ambiguous > 0 {
        todo.push(PeopleTodo::Ambiguous { people: ambiguous });
    }
    if dormant > 0 {
        todo.push(PeopleTodo::Dormant { people: dormant });
    }
    todo
}
