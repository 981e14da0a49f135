//! What was read of the cloud just before a hand-over: its count, and its clock. The sync date that shows arrival is held against
//! that clock, never against this computer's.

use std::sync::Arc;

use cloud::{Answer, ConsumedTotals};
use jiff::Timestamp;
use ledger::{CloudQuestion, Enterprise, HandOver, Ledger};
use serde::{Deserialize, Serialize};
use serde_json::json;
use usage::Sha256Digest;

use crate::answers::Consumed;
use crate::{Desk, Failure};

/// A reading before a hand-over.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Before {
    /// The count; `None` where the cloud could not be asked.
    pub(crate) consumed: Option<Consumed>,
    /// The cloud's clock then.
    pub(crate) cloud_at: Option<Timestamp>,
    /// The moment of the first hand-over of these very bytes that was not counted, where this is another try: an upload of their name
    /// that was made since then is theirs, whichever try brought it.
    #[serde(default)]
    pub(crate) since: Option<Timestamp>,
    /// The digest of the newest report of everybody that was kept then, in hex.
    #[serde(default)]
    pub(crate) report: Option<String>,
}

impl Before {
    /// What a hand-over was made with.
    pub(crate) fn of(hand_over: &HandOver) -> Self {
        hand_over
            .consumed_before
            .clone()
            .and_then(|json| serde_json::from_value(json).ok())
            .unwrap_or_default()
    }

    /// The report of everybody that it began with.
    pub(crate) fn report(&self) -> Option<Sha256Digest> {
        self.report.as_deref().and_then(Sha256Digest::parse)
    }

    /// The moment that a sync date must follow: that of the first try, else the cloud's clock, or, where it could not be asked, when the hand-over was made by
    /// this computer's.
    pub(crate) fn handed_at(&self, hand_over: &HandOver) -> Timestamp {
        self.since.or(self.cloud_at).unwrap_or(hand_over.created_at)
    }
}

/// Asks the cloud for its totals, one page, and keeps the answer.
pub(crate) async fn read_totals(
    desk: &Arc<Desk>,
    ledger: &Ledger,
    enterprise: &Enterprise,
) -> Result<Before, Failure> {
    let (client, slug) = desk.cloud(enterprise).await?;
    keep_consumed(desk, ledger, enterprise, &client.consumed(&slug).await?)
}

/// Keeps an answer about the count.
pub(crate) fn keep_consumed(
    desk: &Desk,
    ledger: &Ledger,
    enterprise: &Enterprise,
    answer: &Answer<ConsumedTotals>,
) -> Result<Before, Failure> {
    let ConsumedTotals { consumed, purchased, rows } = answer.value;
    let (at, cloud_at) = (desk.now(), answer.head.cloud_at);
    keep_totals(ledger, &enterprise.name, at, cloud_at, (Some(consumed), purchased, rows))?;
    let consumed = Consumed { consumed, purchased, at: at.to_string() };
    Ok(Before { consumed: Some(consumed), cloud_at, ..Before::default() })
}

/// Keeps the totals of a report (licenses consumed and purchased, rows), and no row: people are originals, and go as such.
pub(crate) fn keep_totals(
    ledger: &Ledger,
    enterprise: &str,
    at: Timestamp,
    cloud_at: Option<Timestamp>,
    (consumed, purchased, rows): (Option<u64>, Option<u64>, Option<u64>),
) -> Result<(), Failure> {
    ledger.keep_answer(&ledger::CloudAnswer {
        enterprise: enterprise.to_owned(),
        what: CloudQuestion::ConsumedLicenses,
        at,
        cloud_at,
        body: json!({
            "total_seats_consumed": consumed,
            "total_seats_purchased": purchased,
            "rows": rows,
        }),
    })?;
    Ok(())
}
