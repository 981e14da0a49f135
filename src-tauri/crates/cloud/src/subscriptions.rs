//! The Visual Studio subscriptions of an enterprise (`GET /enterprises/{enterprise}/visual-studio-subscriptions`, since version
//! 2026-03-10), over all pages.
//!
//! The answers are given on as they came, one after the other: what is in them is read by the reader of such files (`usage::reader`).

use serde_json::Value;

use crate::answer::Head;
use crate::cloud::{Cloud, Told};
use crate::enterprise::EnterpriseSlug;
use crate::failure::{CloudFailure, Reason};
use crate::identities::{Taken, TakenAnswer};
use crate::link;
use crate::pacing::Waited;
use crate::question::Question;
use crate::shape::At;
use crate::verdict::Heard;

/// The most rows that GitHub puts on a page.
const ROWS_A_PAGE: u64 = 100;

/// More pages than any enterprise fills: ten million subscriptions.
const PAGES: u64 = 100_000;

/// What a reading of subscriptions brought beside the answers themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subscriptions {
    /// How many subscriptions the cloud says that there are, where it says so.
    pub total: Option<u64>,
    /// How many were read. Another number means that they changed meanwhile.
    pub read: u64,
    /// How many answers were given on.
    pub pages: u64,
    /// What the last answer's headers said.
    pub head: Head,
}

impl Cloud {
    /// Every subscription, over all pages, each of which is given on as it came.
    ///
    /// What was given on of a reading that broke off is worth nothing: it begins anew.
    pub async fn subscriptions(
        &self,
        slug: &EnterpriseSlug,
        taken: &mut Taken<'_>,
    ) -> Result<Subscriptions, CloudFailure> {
        let (waited, mut found) = (Waited::default(), Subscriptions::default());
        while found.pages < PAGES {
            let mut url =
                self.connection.api.url(&format!("/enterprises/{slug}/visual-studio-subscriptions"));
            url.set_query(Some(&format!("per_page={ROWS_A_PAGE}&page={}", found.pages + 1)));
            let Told { heard, document } = self.told(&Question::get(url), &waited).await?;
            let page = page(&document).map_err(|reason| heard.failure(reason))?;
            let linked = self.linked(&heard).map_err(|reason| heard.failure(reason))?;
            found.pages += 1;
            found.read += page.rows;
            (found.total, found.head) = (page.total.or(found.total), heard.head());
            if taken(TakenAnswer { text: &heard.body, read: found.read, of: found.total }).is_break() {
                return Err(CloudFailure::new(Reason::Cancelled));
            }
            // GitHub publishes pages by number and no `Link`; where one comes, it is believed. Without it and without a total, a page that
            // is full may have another behind it.
            let is_full = page.rows == ROWS_A_PAGE;
            let more = linked.unwrap_or_else(|| found.total.map_or(is_full, |total| found.read < total));
            if !more || page.rows == 0 {
                return Ok(found);
            }
        }
        Err(CloudFailure::new(Reason::PagingDidNotEnd { pages: PAGES }))
    }

    /// Whether a `Link` says that another page follows, on this very origin; `None` without one.
    fn linked(&self, heard: &Heard) -> Result<Option<bool>, Reason> {
        let Some(link) = heard.text("link") else { return Ok(None) };
        link::target(link, "next").map_or(Ok(Some(false)), |next| self.on_origin(next).map(|_| Some(true)))
    }
}

struct Page {
    total: Option<u64>,
    rows: u64,
}

/// The schema and the example of GitHub's description call the list by two names.
fn page(document: &Value) -> Result<Page, Reason> {
    let root = At::root(document);
    let rows = match root.get("visual_studio_subscription_assignments") {
        Some(rows) => rows,
        None => root.need("visual_studio_subscriptions")?,
    };
    Ok(Page {
        total: root.get("total_count").map(|total| total.count()).transpose()?,
        rows: rows.list()?.len() as u64,
    })
}
