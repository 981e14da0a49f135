//! Everybody who consumes a license, over all pages of the report.

use std::collections::HashSet;

use futures_util::{StreamExt as _, stream};
use url::Url;
use usage::Finding;
use usage::roster::Joined;

use crate::answer::Head;
use crate::cloud::Cloud;
use crate::enterprise::EnterpriseSlug;
use crate::failure::{CloudFailure, Reason};
use crate::license_pages::{LicensePages, Page, PageRows};
use crate::licensing::totals;
use crate::link;
use crate::pacing::Waited;
use crate::question::Question;
use crate::verdict::{Heard, destination};

/// The most rows that GitHub puts on a page (its REST reference for "consumed-licenses").
const ROWS_A_PAGE: u64 = 100;

/// How many pages are asked for at a time. GitHub's "Best practices for using the REST API" asks for few or none in parallel.
const IN_FLIGHT: usize = 2;

/// More pages than any enterprise fills: ten million people.
const PAGES_AT_MOST: u64 = 100_000;

/// How often a report that changes while it is read is gone through: after that it is given as it is, with the finding that its
/// totals changed.
const PASSES: u32 = 3;

/// The report of consumed licenses, whole.
#[derive(Debug)]
pub struct ConsumedLicenses {
    /// Its rows in the cloud's order, what they count together, and what was noticed.
    pub report: Joined,
    /// What was noticed of a page alone, with its number.
    pub of_pages: Vec<(u64, Finding)>,
    /// How many pages it has.
    pub pages: u64,
    /// How many of them the cloud sent in this reading; the others were at hand and still right.
    pub sent: u64,
    /// What the last answer's headers said.
    pub head: Head,
}

/// What one reading needs beside its pages.
struct Reading<'a> {
    slug: &'a EnterpriseSlug,
    waited: Waited,
    sent: u64,
    head: Head,
}

/// A page as it was answered, with its body: `None` where the one at hand is still right.
type Answered = (Option<(Page, String)>, Head);

impl Cloud {
    /// `GET /enterprises/{enterprise}/consumed-licenses`, all pages, two at a time at most.
    ///
    /// `pages` holds what was read so far, also where this fails: the next call goes on from there. The waits of all pages
    /// together have one budget, so a rate limit that lasts longer comes back as [`Reason::RateLimited`] with its time.
    pub async fn consumed_licenses(
        &self,
        slug: &EnterpriseSlug,
        pages: &mut LicensePages,
    ) -> Result<ConsumedLicenses, CloudFailure> {
        let mut reading = Reading { slug, waited: Waited::default(), sent: 0, head: Head::default() };
        for pass in 1..=PASSES {
            self.read_first(&mut reading, pages).await?;
            self.read_numbered(&mut reading, pages).await?;
            self.read_linked(&mut reading, pages).await?;
            let agree = pages.agree();
            pages.doubt();
            if agree || pass == PASSES {
                break;
            }
        }
        let Reading { sent, head, .. } = reading;
        Ok(ConsumedLicenses {
            report: pages.join(),
            of_pages: pages.findings(),
            pages: pages.len() as u64,
            sent,
            head,
        })
    }

    async fn read_first(
        &self,
        reading: &mut Reading<'_>,
        pages: &mut LicensePages,
    ) -> Result<(), CloudFailure> {
        if pages.is_fresh(1) {
            return Ok(());
        }
        let question = self.page_question(reading.slug, 1).unless(pages.tag(1));
        let answered = self.ask_for_page(&question, &reading.waited).await?;
        reading.take(1, answered, pages);
        Ok(())
    }

    /// The pages between the first and the last one, where the first one tells the number of the last.
    async fn read_numbered(
        &self,
        reading: &mut Reading<'_>,
        pages: &mut LicensePages,
    ) -> Result<(), CloudFailure> {
        let last = pages.page(1).and_then(|page| page.last).unwrap_or(1);
        if last > PAGES_AT_MOST {
            return Err(CloudFailure::new(Reason::PagingDidNotEnd { pages: PAGES_AT_MOST }));
        }
        let missing: Vec<_> = (2..=last).filter(|number| !pages.is_fresh(*number)).collect();
        let waited = std::mem::take(&mut reading.waited);
        let asked = missing.into_iter().map(|number| {
            let question = self.page_question(reading.slug, number).unless(pages.tag(number));
            let waited = &waited;
            async move { (number, self.ask_for_page(&question, waited).await) }
        });
        // Made before any of them is asked: an answer changes what the pages are asked by.
        let asked: Vec<_> = asked.collect();
        let mut answers = stream::iter(asked).buffer_unordered(IN_FLIGHT);
        let mut ended = Ok(());
        while let Some((number, answered)) = answers.next().await {
            match answered {
                Ok(answered) => reading.take(number, answered, pages),
                Err(failure) => {
                    ended = Err(failure);
                    break;
                }
            }
        }
        drop(answers);
        reading.waited = waited;
        ended
    }

    /// The pages that are known by their link alone: all, where the first page does not tell how many there are, or those that
    /// came to be while the others were read.
    async fn read_linked(
        &self,
        reading: &mut Reading<'_>,
        pages: &mut LicensePages,
    ) -> Result<(), CloudFailure> {
        let mut seen = HashSet::new();
        let mut number = pages.page(1).and_then(|page| page.last).unwrap_or(1);
        while let Some(next) = pages.page(number).and_then(|page| page.next.clone()) {
            if number >= PAGES_AT_MOST || !seen.insert(next.clone()) {
                return Err(CloudFailure::new(Reason::PagingDidNotEnd { pages: number }));
            }
            number += 1;
            // One that an earlier process kept is held against the origin once more.
            if !self.connection.api.holds(&next) {
                return Err(CloudFailure::new(Reason::LinkElsewhere { to: destination(next.as_str()) }));
            }
            if !pages.is_fresh(number) {
                let question = Question::get(next).unless(pages.tag(number));
                let answered = self.ask_for_page(&question, &reading.waited).await?;
                reading.take(number, answered, pages);
            }
        }
        pages.end_at(number);
        Ok(())
    }

    fn page_question(&self, slug: &EnterpriseSlug, number: u64) -> Question {
        let mut url = self.connection.api.url(&format!("/enterprises/{slug}/consumed-licenses"));
        url.set_query(Some(&format!("per_page={ROWS_A_PAGE}&page={number}")));
        Question::get(url)
    }

    async fn ask_for_page(&self, question: &Question, waited: &Waited) -> Result<Answered, CloudFailure> {
        self.ask_within(question, waited, |heard| {
            let said = heard.head();
            if question.is_conditional() && heard.status == reqwest::StatusCode::NOT_MODIFIED {
                return Ok((None, said));
            }
            let heard = self.accept(question, heard)?;
            let page = self.page(&heard).map_err(|reason| heard.failure(reason))?;
            Ok((Some((page, heard.body)), said))
        })
        .await
    }

    /// The page that an answer holds.
    fn page(&self, heard: &Heard) -> Result<Page, Reason> {
        let link = heard.text("link");
        let next =
            link.and_then(|link| link::target(link, "next")).map(|next| self.on_origin(next)).transpose()?;
        let Some(rows) = PageRows::read(heard.body.as_bytes()) else { return Err(why_no_page(heard)) };
        Ok(Page {
            tag: heard.text("etag").map(str::to_owned),
            rows,
            next,
            last: link.and_then(|link| link::page(link, "last")),
            fresh: true,
        })
    }

    pub(crate) fn on_origin(&self, target: &str) -> Result<Url, Reason> {
        let elsewhere = || Reason::LinkElsewhere { to: destination(target) };
        // An address that is relative stands on the origin of its page.
        let base = self.connection.api.url("/");
        let url = base.join(target).map_err(|_| elsewhere())?;
        if self.connection.api.holds(&url) { Ok(url) } else { Err(elsewhere()) }
    }
}

impl Reading<'_> {
    fn take(&mut self, number: u64, (sent, head): Answered, pages: &mut LicensePages) {
        self.sent += u64::from(sent.is_some());
        self.head = head;
        pages.put(number, sent);
    }
}

/// Why an answer that is a success holds no page.
fn why_no_page(heard: &Heard) -> Reason {
    let document = match serde_json::from_str(&heard.body) {
        Ok(document) => document,
        Err(error) if error.is_eof() => return Reason::AnswerCutOff,
        Err(_) => return Reason::NotJson { content_type: heard.content_type() },
    };
    let missing = |path: &str| Reason::UnexpectedShape { path: path.to_owned() };
    match totals(&document, None) {
        Err(reason) => reason,
        Ok(_) => missing("users"),
    }
}
