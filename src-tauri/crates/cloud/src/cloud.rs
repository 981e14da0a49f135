//! The client: one origin, one token, questions that are asked again and answers that are bounded.

use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue, IF_NONE_MATCH};
use reqwest::{Certificate, Client, ClientBuilder, RequestBuilder, Response};
use serde_json::Value;

use crate::answer::{Answer, Evidence, Head};
use crate::connection::{Connection, Proxy};
use crate::failure::{CloudFailure, Phase, Reason};
use crate::graphql;
use crate::pacing::{Pacing, Waited};
use crate::pauses::{Pause, Pauses};
use crate::question::{MEDIA_TYPES, Question};
use crate::transport;
use crate::verdict::Heard;
use crate::way_out::WayOut;

/// The most that is read of an answer that says no: its `message` stands at the beginning.
const REFUSAL_BYTES: u64 = 64 * 1024;

/// A client for one enterprise cloud.
///
/// Redirects are never followed, since the token belongs to one origin. Questions may be asked again; files never are.
pub struct Cloud {
    pub(crate) connection: Connection,
    pub(crate) pacing: Arc<dyn Pacing>,
    /// The pauses that the cloud asks for.
    pauses: Pauses,
    /// Keeps connections for the next question.
    asking: Client,
    /// Keeps none: a file goes over a connection of its own, so that nothing of it can have left before that was made.
    pub(crate) sending: Client,
}

/// An answer that holds a document.
pub(crate) struct Told {
    pub(crate) heard: Heard,
    pub(crate) document: Value,
}

impl Cloud {
    /// Sets the client up. Nothing is sent yet.
    pub fn new(connection: Connection, pacing: Arc<dyn Pacing>) -> Result<Self, CloudFailure> {
        let asking = build(settings(&connection).map_err(CloudFailure::new)?, &connection)?;
        let sending = settings(&connection).map_err(CloudFailure::new)?.pool_max_idle_per_host(0);
        let sending = build(sending, &connection)?;
        Ok(Self { connection, pacing, pauses: Pauses::default(), asking, sending })
    }

    /// A GraphQL query; a mutation is not a question.
    pub(crate) fn graphql_question(&self, query: &str, variables: &Value) -> Question {
        Question::graphql(self.connection.api.url(&self.connection.graphql_path), query, variables)
    }

    /// Asks, again if need be, and judges the answer.
    pub(crate) async fn ask(&self, question: &Question) -> Result<Told, CloudFailure> {
        self.ask_within(question, &Waited::default(), |heard| self.judge(question, heard)).await
    }

    /// The same, with the waits of earlier questions taken off the budget.
    pub(crate) async fn told(&self, question: &Question, waited: &Waited) -> Result<Told, CloudFailure> {
        self.ask_within(question, waited, |heard| self.judge(question, heard)).await
    }

    /// The same with a judge of its own, and with the waits of earlier questions taken off the budget.
    pub(crate) async fn ask_within<T>(
        &self,
        question: &Question,
        waited: &Waited,
        judge: impl Fn(Heard) -> Result<T, CloudFailure>,
    ) -> Result<T, CloudFailure> {
        let whole = self.connection.limits.whole;
        let timed_out = Err(CloudFailure::new(Reason::TimedOut { phase: Phase::Whole }));
        tokio::time::timeout(whole, self.ask_patiently(question, waited, judge)).await.unwrap_or(timed_out)
    }

    async fn ask_patiently<T>(
        &self,
        question: &Question,
        waited: &Waited,
        judge: impl Fn(Heard) -> Result<T, CloudFailure>,
    ) -> Result<T, CloudFailure> {
        let mut attempt = 1;
        loop {
            let leave = self.pauses.leave_to_ask().await;
            let paused_before = *leave;
            let failure = match self.ask_once(question).await.and_then(&judge) {
                Ok(told) => return Ok(told),
                Err(failure) => failure,
            };
            drop(leave);
            let pause = match failure.reason {
                Reason::RateLimited { .. } => Some(self.pauses.pause(paused_before).await),
                _ => None,
            };
            let made = pause.as_ref().map_or(Duration::ZERO, Pause::made);
            let (fraction, spent) = (self.pacing.fraction(), waited.in_all().saturating_sub(made));
            let Some(wait) = self.connection.patience.wait(&failure, attempt, spent, fraction) else {
                return Err(failure);
            };
            let left = wait.saturating_sub(made);
            waited.add(left);
            match pause {
                Some(pause) => pause.keep(left, &*self.pacing).await,
                None => self.pacing.sleep(left).await,
            }
            attempt += 1;
        }
    }

    /// Asks once, unless the cloud said that nothing remains to be asked.
    async fn ask_once(&self, question: &Question) -> Result<Heard, CloudFailure> {
        if let Some(refusal) = self.pauses.refusal(question.resource(), self.pacing.now()) {
            return Err(refusal);
        }
        let heard = self.hear(question).await?;
        if heard.status.is_success() {
            self.pauses.note(question.resource(), &heard.head(), self.pacing.now());
        }
        Ok(heard)
    }

    /// Asks once and reads the answer, whatever it is.
    pub(crate) async fn hear(&self, question: &Question) -> Result<Heard, CloudFailure> {
        let request = self.asking.request(question.method.clone(), question.url.clone());
        let mut request = self.headed_as(request, question.user.as_deref(), question.accepted);
        if let Some(known) = &question.known {
            request = request.header(IF_NONE_MATCH, known);
        }
        if let Some(body) = &question.body {
            request = request.header(CONTENT_TYPE, "application/json").body(body.to_string());
        }
        // Reaching the host has its own, shorter limit inside this one.
        let limits = self.connection.limits;
        let answering = || CloudFailure::new(Reason::TimedOut { phase: Phase::Answering });
        let response = tokio::time::timeout(limits.connect + limits.idle, request.send())
            .await
            .map_err(|_| answering())?;
        let response = match response {
            Ok(response) => response,
            Err(error) => return Err(self.unanswered(&error).await),
        };
        if question.unread && response.status().is_success() {
            let (status, headers) =
                (response.status(), self.scrubbed(response.headers(), question.user.as_deref()));
            return Ok(Heard { status, headers, body: String::new(), unread: Some(response) });
        }
        self.read_as(response, limits.answer_bytes, question.user.as_deref()).await
    }

    /// Why no answer began. Where no connection came about, the proxy may be the one that stands in the way.
    pub(crate) async fn unanswered(&self, error: &reqwest::Error) -> CloudFailure {
        let reason = transport::before_the_answer(error);
        // Behind a proxy it is the proxy's own name that is looked for here.
        let unreached = matches!(
            reason,
            Reason::Unreachable | Reason::NameNotResolved | Reason::TimedOut { phase: Phase::Connecting }
        );
        let obstacle = match WayOut::of(&self.connection).filter(|_| unreached) {
            Some(proxy) => {
                proxy.obstacle(&self.connection.api.authority(), self.connection.limits.connect).await
            }
            None => None,
        };
        CloudFailure::new(obstacle.unwrap_or(reason))
    }

    /// Adds what every request carries: the token, who asks, and which version of the API is meant.
    pub(crate) fn headed(&self, request: RequestBuilder) -> RequestBuilder {
        self.headed_as(request, None, MEDIA_TYPES)
    }

    fn headed_as(&self, request: RequestBuilder, user: Option<&str>, accepted: &str) -> RequestBuilder {
        let token = &self.connection.token;
        let authorization =
            user.map_or_else(|| token.authorization(), |user| token.basic_authorization(user));
        request
            .header(AUTHORIZATION, authorization)
            .header(ACCEPT, accepted)
            .header("X-GitHub-Api-Version", &self.connection.api_version)
    }

    /// Reads an answer's body, at most `limit_bytes` of it. A refusal is judged by its status, so the end of its body may be
    /// missing.
    pub(crate) async fn read(&self, response: Response, limit_bytes: u64) -> Result<Heard, CloudFailure> {
        self.read_as(response, limit_bytes, None).await
    }

    /// The same for an answer to a user whose password the token is.
    async fn read_as(
        &self,
        mut response: Response,
        limit_bytes: u64,
        user: Option<&str>,
    ) -> Result<Heard, CloudFailure> {
        let status = response.status();
        let headers = self.scrubbed(response.headers(), user);
        let failure = |reason| Err(CloudFailure::new(reason).with_status(status.as_u16()));
        let limit_bytes = if status.is_success() { limit_bytes } else { REFUSAL_BYTES };
        let mut body = Vec::new();
        loop {
            match tokio::time::timeout(self.connection.limits.idle, response.chunk()).await {
                Ok(Ok(Some(chunk))) if (body.len() as u64 + chunk.len() as u64) <= limit_bytes => {
                    body.extend_from_slice(&chunk);
                }
                Ok(Ok(None)) => break,
                _ if !status.is_success() => break,
                Ok(Ok(Some(_))) => return failure(Reason::AnswerTooLarge { limit_bytes }),
                Ok(Err(_)) => return failure(Reason::AnswerCutOff),
                Err(_) => {
                    return failure(Reason::TimedOut { phase: Phase::Answering });
                }
            }
        }
        let body = self.connection.token.scrub(&String::from_utf8_lossy(&body), user);
        Ok(Heard { status, headers, body, unread: None })
    }

    /// Headers without the token, should the cloud have said it back in one.
    fn scrubbed(&self, headers: &HeaderMap, user: Option<&str>) -> HeaderMap {
        let scrub = |value: &HeaderValue| {
            let scrubbed = self.connection.token.scrub(value.to_str().ok()?, user);
            HeaderValue::try_from(scrubbed).ok()
        };
        // A value that isn't text is read by nobody here.
        headers.iter().filter_map(|(name, value)| Some((name.clone(), scrub(value)?))).collect()
    }

    /// The document of a success, or the reason why there is none.
    pub(crate) fn judge(&self, question: &Question, heard: Heard) -> Result<Told, CloudFailure> {
        let Told { heard, document } = self.document(question, heard)?;
        let now = self.pacing.now();
        match question
            .is_graphql()
            .then(|| graphql::refusal(&heard, &document, question.needed, now))
            .flatten()
        {
            Some(reason) => Err(self.explained_failure(&heard, reason)),
            None => Ok(Told { heard, document }),
        }
    }

    /// The document of a success, whatever errors GraphQL tells in it.
    pub(crate) fn document(&self, question: &Question, heard: Heard) -> Result<Told, CloudFailure> {
        let heard = self.accept(question, heard)?;
        let refused = |reason| Err(heard.failure(reason));
        match serde_json::from_str(&heard.body) {
            Ok(document) => Ok(Told { heard, document }),
            Err(error) if error.is_eof() => refused(Reason::AnswerCutOff),
            Err(_) => refused(Reason::NotJson { content_type: heard.content_type() }),
        }
    }

    /// An answer that is a success, or why it is none.
    pub(crate) fn begin(&self, question: &Question, heard: Heard) -> Result<Heard, CloudFailure> {
        match heard.refusal(&self.connection.api_version, question.needed, self.pacing.now()) {
            Some(reason) => Err(self.explained_failure(&heard, reason)),
            None => Ok(heard),
        }
    }

    /// An answer that is a success and calls itself JSON, or why it is none.
    pub(crate) fn accept(&self, question: &Question, heard: Heard) -> Result<Heard, CloudFailure> {
        let heard = self.begin(question, heard)?;
        if heard.is_json() {
            Ok(heard)
        } else {
            Err(heard.failure(Reason::NotJson { content_type: heard.content_type() }))
        }
    }

    /// What a refusal means for this very token: one that this API does not take is told as such.
    /// An App that lacks a permission is told which, where the cloud says so.
    pub(crate) fn explained(&self, reason: Reason, head: &Head) -> Reason {
        let token = &self.connection.token;
        match reason {
            Reason::Forbidden | Reason::NotFound if token.is_fine_grained() => Reason::FineGrainedToken,
            Reason::Forbidden | Reason::NotFound if token.is_of_an_app() => {
                match &head.accepted_permissions {
                    Some(needed) if !needed.is_empty() => {
                        Reason::MissingPermission { needed: needed.clone() }
                    }
                    _ => reason,
                }
            }
            // `ownerInfo` is shown to owners and to their classic tokens (GitHub's GraphQL reference for `Enterprise`).
            Reason::NotEnterpriseOwner if token.is_of_an_app() => Reason::NotForApps,
            reason => reason,
        }
    }

    /// The failure of an answer for this very token.
    pub(crate) fn explained_failure(&self, heard: &Heard, reason: Reason) -> CloudFailure {
        heard.failure(self.explained(reason, &heard.head()))
    }
}

impl Told {
    /// A value that was read from this document, with what stood around it.
    pub(crate) fn answer<T>(&self, value: T) -> Answer<T> {
        let mut evidence = Evidence::default();
        evidence.add(&self.heard.body);
        Answer { value, head: self.heard.head(), evidence }
    }
}

/// The settings that both clients share.
fn settings(connection: &Connection) -> Result<ClientBuilder, Reason> {
    let mut builder = Client::builder()
        .user_agent(&connection.user_agent)
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        // Repetition is this room's own affair: the library's would send a file again where a server refused a stream.
        .retry(reqwest::retry::never())
        .connect_timeout(connection.limits.connect);
    if connection.api.is_loopback() {
        // `localhost` is whatever a hosts file says; the token stays on this machine all the same.
        let loopback =
            [SocketAddr::from((Ipv4Addr::LOCALHOST, 0)), SocketAddr::from((Ipv6Addr::LOCALHOST, 0))];
        builder = builder.no_proxy().resolve_to_addrs("localhost", &loopback);
    } else {
        builder = builder.https_only(true);
        builder = match &connection.proxy {
            Proxy::System => builder,
            Proxy::Direct => builder.no_proxy(),
            Proxy::Through(url) => {
                builder.proxy(reqwest::Proxy::all(url.clone()).map_err(|_| Reason::ProxyUnusable)?)
            }
        };
    }
    let mut authorities = Vec::new();
    for pem in &connection.authorities {
        let certificates = Certificate::from_pem_bundle(pem).map_err(|_| Reason::AuthorityUnreadable)?;
        if certificates.is_empty() {
            return Err(Reason::AuthorityUnreadable);
        }
        authorities.extend(certificates);
    }
    if let Some(certificate) =
        connection.client_certificate.as_ref().filter(|_| connection.api.is_encrypted())
    {
        builder = builder.identity(certificate.identity().map_err(|_| Reason::ClientCertificateUnusable)?);
    }
    Ok(if connection.api.is_encrypted() {
        builder.tls_certs_merge(authorities)
    } else {
        // Nothing is encrypted, so a machine without a trust store must still be able to rehearse.
        builder.tls_certs_only([])
    })
}

fn build(builder: ClientBuilder, connection: &Connection) -> Result<Client, CloudFailure> {
    builder.build().map_err(|error| {
        // Encryption is all that is read from the machine here; everything else is these settings.
        let from_trust_store = connection.api.is_encrypted() && transport::is_encryption(&error);
        let reason = if from_trust_store { Reason::TrustStoreUnavailable } else { Reason::ClientUnavailable };
        CloudFailure::new(reason)
    })
}

impl fmt::Debug for Cloud {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Cloud").field("connection", &self.connection).finish_non_exhaustive()
    }
}
