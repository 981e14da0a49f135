//! A GitHub Enterprise Server, for reading: its license, and the reports of its accounts, with a site administrator's token.
//!
//! github/docs, "Accessing reports for your instance": a report is made in the background. The first question for it is answered with
//! 202, and so are the following ones until it is ready.

use std::fmt;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;

use reqwest::StatusCode;
use serde::Serialize;
use tokio::sync::OnceCell;
use usage::ServerLicense;
use usage::reader::{Unwatched, read};

use crate::answer::{Answer, Head};
use crate::cloud::{Cloud, Told};
use crate::connection::Connection;
use crate::failure::{CloudFailure, Phase, Reason};
use crate::origin::Origin;
use crate::pacing::{Pacing, Waited};
use crate::question::Question;
use crate::scopes::Scopes;
use crate::shape::At;
use crate::token::Token;
use crate::verdict::Heard;

/// The version of the REST API that every supported Enterprise Server speaks (github/docs, "API versions"; `ghes-3.17.json` to
/// `ghes-3.19.json` of `@octokit/openapi`).
const SERVER_API_VERSION: &str = "2022-11-28";

/// Reports are asked for as a browser would.
const TABLES: &str = "text/csv, */*;q=0.1";

/// A report of a server's accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ServerReport {
    /// Every account.
    AllUsers,
    /// Those that were active lately.
    ActiveUsers,
    /// Those that were not.
    DormantUsers,
    /// Those that are suspended.
    SuspendedUsers,
}

impl ServerReport {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::AllUsers, Self::ActiveUsers, Self::DormantUsers, Self::SuspendedUsers];

    /// The name of its file.
    pub const fn file_name(self) -> &'static str {
        match self {
            Self::AllUsers => "all_users.csv",
            Self::ActiveUsers => "active_users.csv",
            Self::DormantUsers => "dormant_users.csv",
            Self::SuspendedUsers => "suspended_users.csv",
        }
    }
}

/// What happens while a report is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportStep<'a> {
    /// The server is still making it, and is asked again after a wait.
    Preparing {
        /// How often it was asked.
        asked: u32,
        /// How long it has been waited for.
        waited: Duration,
    },
    /// The next part of it has come.
    Part {
        /// The part as it came.
        bytes: &'a [u8],
        /// How much there is in all, where the server says so.
        of: Option<u64>,
    },
}

/// Hears each step at once, and says whether to go on; where it does not, the question ends as [`Reason::Cancelled`].
pub type ReportTaken<'a> = dyn FnMut(ReportStep<'_>) -> ControlFlow<()> + Send + 'a;

/// How long a report is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReportPatience {
    /// The first wait, doubled for each further one.
    pub first_wait: Duration,
    /// No wait is longer.
    pub longest_wait: Duration,
    /// All waits together.
    pub budget: Duration,
}

impl Default for ReportPatience {
    /// GitHub says nothing of how long a report takes; a quarter of an hour is this program's own.
    fn default() -> Self {
        Self {
            first_wait: Duration::from_secs(2),
            longest_wait: Duration::from_secs(30),
            budget: Duration::from_secs(15 * 60),
        }
    }
}

/// A report that was read to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadReport {
    /// How many bytes it has.
    pub bytes: u64,
    /// How often it was asked for.
    pub asked: u32,
    /// What its answer's headers said.
    pub head: Head,
}

/// A client for one server: bound to its origin as a [`Cloud`] is.
pub struct EnterpriseServer {
    client: Cloud,
    patience: ReportPatience,
    /// The login of the token's owner, once it was asked for.
    login: OnceCell<String>,
}

impl EnterpriseServer {
    /// What a client needs to be told, with everything but these as GitHub documents it.
    pub fn connection(server: Origin, token: Token, user_agent: impl Into<String>) -> Connection {
        Connection {
            api_version: SERVER_API_VERSION.to_owned(),
            ..Connection::new(server, token, user_agent)
        }
    }

    /// Sets the client up. Nothing is sent yet.
    pub fn new(
        connection: Connection,
        pacing: Arc<dyn Pacing>,
        patience: ReportPatience,
    ) -> Result<Self, CloudFailure> {
        Ok(Self { client: Cloud::new(connection, pacing)?, patience, login: OnceCell::new() })
    }

    /// `GET /enterprise/settings/license`: the seats of the server's license. The answer is its evidence.
    pub async fn license(&self) -> Result<Answer<ServerLicense>, CloudFailure> {
        let url = self.client.connection.api.url("/api/v3/enterprise/settings/license");
        let told = self.client.ask(&site_admins(Question::get(url))).await.map_err(no_site_admin)?;
        let license = read(&mut told.heard.body.as_bytes(), None, &Unwatched).ok().and_then(|it| it.license);
        let missing = || told.heard.failure(Reason::UnexpectedShape { path: "seats".to_owned() });
        Ok(told.answer(license.ok_or_else(missing)?))
    }

    /// A report of its accounts (`/stafftools/reports/…`), given on as it comes. It is waited for while the server makes it.
    ///
    /// What was given on of a report that broke off is worth nothing: it begins anew.
    pub async fn report(
        &self,
        report: ServerReport,
        taken: &mut ReportTaken<'_>,
    ) -> Result<ReadReport, CloudFailure> {
        let waited = Waited::default();
        let login = self.login.get_or_try_init(|| self.ask_login(&waited)).await?;
        let url = self.client.connection.api.url(&format!("/stafftools/reports/{}", report.file_name()));
        let question = site_admins(Question::get(url)).signed_in(login.clone()).accepting(TABLES).unread();
        let (mut asked, mut preparing) = (0, Duration::ZERO);
        loop {
            asked += 1;
            let judge = |heard| self.client.begin(&question, heard);
            let begun = self.client.ask_within(&question, &waited, judge).await.map_err(no_site_admin)?;
            if begun.status != StatusCode::ACCEPTED {
                return self.read_parts(begun, asked, taken).await;
            }
            let wait = self.wait(&begun, asked);
            if preparing.saturating_add(wait) > self.patience.budget {
                let waited_seconds = preparing.as_secs();
                return Err(begun.failure(Reason::ReportNotReady { waited_seconds }));
            }
            go_on(taken(ReportStep::Preparing { asked, waited: preparing }))?;
            self.client.pacing.sleep(wait).await;
            preparing += wait;
        }
    }

    /// Whose token it is: the reports are asked for with a name and the token as its password.
    async fn ask_login(&self, waited: &Waited) -> Result<String, CloudFailure> {
        let url = self.client.connection.api.url("/api/v3/user");
        let Told { heard, document } = self.client.told(&Question::get(url), waited).await?;
        let login = At::root(&document).need("login").and_then(|login| login.text());
        login.map_err(|reason| heard.failure(reason))
    }

    /// The wait before a report is asked for again: what the server asks for, else twice the one before. Who asks for no wait at all
    /// would be asked for ever.
    fn wait(&self, begun: &Heard, asked: u32) -> Duration {
        let doubled = self.patience.first_wait.saturating_mul(2_u32.saturating_pow(asked - 1));
        let own = doubled.min(self.patience.longest_wait);
        let asked_for = begun.retry_after(&begun.head(), self.client.pacing.now());
        asked_for.filter(|&seconds| seconds > 0).map_or(own, Duration::from_secs)
    }

    async fn read_parts(
        &self,
        begun: Heard,
        asked: u32,
        taken: &mut ReportTaken<'_>,
    ) -> Result<ReadReport, CloudFailure> {
        let (head, status) = (begun.head(), begun.status.as_u16());
        let failure = |reason| CloudFailure::new(reason).with_status(status);
        let not_a_table = || begun.failure(Reason::NotAReport { content_type: begun.content_type() });
        if !begun.may_be_a_table() {
            return Err(not_a_table());
        }
        let Some(mut response) = begun.unread else { return Err(failure(Reason::AnswerCutOff)) };
        let of = response.content_length();
        let mut bytes = 0;
        loop {
            match tokio::time::timeout(self.client.connection.limits.idle, response.chunk()).await {
                Ok(Ok(Some(part))) => {
                    bytes += part.len() as u64;
                    go_on(taken(ReportStep::Part { bytes: &part, of }))?;
                }
                Ok(Ok(None)) => return Ok(ReadReport { bytes, asked, head }),
                Ok(Err(_)) => return Err(failure(Reason::AnswerCutOff)),
                Err(_) => return Err(failure(Reason::TimedOut { phase: Phase::Answering })),
            }
        }
    }
}

fn site_admins(question: Question) -> Question {
    question.needing(Scopes::SITE_ADMIN)
}

fn go_on(step: ControlFlow<()>) -> Result<(), CloudFailure> {
    if step.is_break() { Err(CloudFailure::new(Reason::Cancelled)) } else { Ok(()) }
}

/// To whoever is no site administrator these pages are not there (404).
fn no_site_admin(failure: CloudFailure) -> CloudFailure {
    match failure.reason {
        Reason::NotFound | Reason::Forbidden => CloudFailure { reason: Reason::NotSiteAdmin, ..failure },
        _ => failure,
    }
}

impl fmt::Debug for EnterpriseServer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("EnterpriseServer").field("client", &self.client).finish_non_exhaustive()
    }
}
