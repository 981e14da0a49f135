//! What the cloud should count once a review's exports are counted. The count of everybody rests on the newest files of all servers, so it
//! tells that only where these exports are the newest of their servers, and all else that it rests on was counted already.

use std::collections::HashSet;
use std::sync::Arc;

use jiff::Timestamp;
use ledger::HandOverState;
use usage::Sha256Digest;

use super::ground::ServerFiles;
use crate::answers::{ExpectedCount, ExpectedLicenses, WhyNotExpected};
use crate::beside::is_sound;
use crate::sheet::{files, find_review};
use crate::{Desk, Failure};

#[cfg(test)]
mod tests;

/// What should be counted after the hand-over of a review, the open one where none is named.
pub(crate) fn expected(desk: &Arc<Desk>, review: Option<&str>) -> Result<ExpectedCount, Failure> {
    let world = desk.world()?;
    let review = match review {
        Some(id) => find_review(desk, id).map(|(_, practice, review)| Some((practice, review)))?,
        None => world.ledger.open_review()?.map(|review| (world.practice, review)),
    };
    let Some((practice, review)) = review else { return Ok(not_known(WhyNotExpected::NothingLeaves)) };
    if practice != world.practice {
        return Ok(not_known(WhyNotExpected::NothingLeaves));
    }
    let records = files(&world.ledger, &review.id)?;
    let exports: HashSet<Sha256Digest> =
        records.iter().filter(|record| is_sound(record)).filter_map(|record| record.sha256).collect();
    if exports.is_empty() {
        return Ok(not_known(WhyNotExpected::NothingLeaves));
    }
    let table = super::table(desk, &world)?;
    if table.people.evidence().cloud.is_none() {
        return Ok(not_known(WhyNotExpected::NoCloudReport));
    }
    let counted = world.ledger.hand_overs_in(&[HandOverState::Counted])?;
    let counted: HashSet<Sha256Digest> = counted.into_iter().map(|hand_over| hand_over.sha256).collect();
    if let Some(why) = why_not(&table.ground.servers(), &exports, &counted, review.begun_at) {
        return Ok(not_known(why));
    }
    let numbers = table.people.numbers();
    let licenses = numbers.licenses;
    Ok(ExpectedCount {
        licenses: Some(ExpectedLicenses {
            low: licenses.low,
            documented: licenses.documented,
            high: licenses.high,
            complete: table.is_complete(),
        }),
        why_not: None,
    })
}

const fn not_known(why: WhyNotExpected) -> ExpectedCount {
    ExpectedCount { licenses: None, why_not: Some(why) }
}

/// Why the count is not what these exports lead to; `None` where it is.
fn why_not(
    servers: &[ServerFiles],
    exports: &HashSet<Sha256Digest>,
    counted: &HashSet<Sha256Digest>,
    begun: Timestamp,
) -> Option<WhyNotExpected> {
    let of_these = |server: &&ServerFiles| server.export.is_some_and(|digest| exports.contains(&digest));
    let leaving = servers.iter().filter(of_these);
    if leaving.clone().count() < exports.len() {
        return Some(WhyNotExpected::NewerExport);
    }
    // A list from before the review tells who was on the server then.
    if leaving.clone().any(|server| server.list_at.is_some_and(|at| at < begun)) {
        return Some(WhyNotExpected::OlderList);
    }
    let waits = |server: &ServerFiles| {
        server.list_at.is_some() && !server.export.is_some_and(|digest| counted.contains(&digest))
    };
    let others = servers.iter().filter(|server| !of_these(server));
    others.into_iter().any(waits).then_some(WhyNotExpected::OthersWait)
}
