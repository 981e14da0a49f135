//! Who changed among those whom the cloud counts, between the report that a hand-over began with and the one after it.

use std::sync::Arc;

use jiff::Timestamp;
use ledger::{CloudReport, HandOver, Ledger};
use usage::Sha256Digest;
use usage::reader::Unwatched;
use usage::roster::{ConsumedRoster, LicenseChanges};

use super::NotCompared;
use super::details::Details;
use crate::before::Before;
use crate::pages::rows_of;
use crate::{Desk, Failure};

/// How the people compare. `after = before + joined + split - left - merged`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PeopleFound {
    /// When the report before was whole, by this computer's clock.
    pub(crate) before_at: Timestamp,
    /// When the one after was.
    pub(crate) after_at: Timestamp,
    /// People whom only the later one has.
    pub(crate) joined: u64,
    /// People whom only the earlier one has.
    pub(crate) left: u64,
    /// How many rows fewer those have who were counted apart before.
    pub(crate) merged: u64,
    /// How many rows more those have who were counted together before.
    pub(crate) split: u64,
}

pub(super) async fn compare(
    desk: &Arc<Desk>,
    ledger: &Ledger,
    hand_over: &HandOver,
    after: &CloudReport,
    details: &mut Details,
) -> Result<PeopleFound, NotCompared> {
    let began_with = Before::of(hand_over).report().ok_or(NotCompared::NoneBefore)?;
    let kept = ledger.cloud_reports(&hand_over.enterprise);
    let kept = kept.map_err(|error| NotCompared::unread(&error.into()))?;
    let before = kept.into_iter().find(|report| report.sha256 == began_with).ok_or(NotCompared::ListGone)?;
    let digests = (before.sha256, after.sha256);
    let ledger = ledger.clone();
    let read = Arc::clone(desk)
        .blocking(move |_| Ok((people_of(&ledger, &digests.0)?, people_of(&ledger, &digests.1)?)));
    let (Some(earlier), Some(later)) = read.await.map_err(|failure| NotCompared::unread(&failure))? else {
        return Err(NotCompared::ListGone);
    };
    let changes = LicenseChanges::between(&earlier, &later);
    details.people(&earlier, &later, &changes);
    // The same bytes: the newest report bears the time of the reading that found nothing new.
    let before_at = if digests.0 == digests.1 { hand_over.created_at } else { before.at };
    Ok(PeopleFound {
        before_at,
        after_at: after.at,
        joined: changes.joined.len() as u64,
        left: changes.left.len() as u64,
        merged: changes.merged_rows(),
        split: changes.split_rows(),
    })
}

/// The people of a report that is kept; `None` where its original is gone.
pub(crate) fn people_of(ledger: &Ledger, digest: &Sha256Digest) -> Result<Option<ConsumedRoster>, Failure> {
    let Some(mut original) = ledger.original(digest)? else { return Ok(None) };
    Ok(rows_of(&mut original, &Unwatched, *digest))
}
