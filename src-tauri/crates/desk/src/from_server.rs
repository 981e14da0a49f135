//! The reports of an Enterprise Server's accounts and its license, read from the server itself by a site administrator into the open review,
//! where they are kept and counted as dropped files of them are.
//!
//! The token is used for this and kept nowhere.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;

use cloud::{EnterpriseServer, Origin, ReportPatience, ReportStep, ServerReport, Token};

use crate::fetched::Fetched;
use crate::{Desk, Failure, FailureCode, Secret};

/// What to read, and from where.
#[derive(Clone, Debug)]
pub struct FromServer {
    /// The server's host, or an address copied from the browser.
    pub host: String,
    /// A site administrator's classic token with the scope `site_admin`.
    pub token: Secret,
    /// The reports that are wanted.
    pub reports: Vec<ServerReport>,
    /// Whether the license is wanted too.
    pub license: bool,
}

/// How far a reading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServerStep {
    /// The server is still making a report; how long it has been waited for.
    Preparing {
        /// Which.
        report: ServerReport,
        /// How long.
        waited: Duration,
    },
    /// A report comes in.
    Receiving {
        /// Which.
        report: ServerReport,
        /// How many bytes of it have come.
        bytes: u64,
        /// How many there are, where the server says so.
        of: Option<u64>,
    },
}

/// Hears each step, and says whether to go on.
pub type Steps<'a> = dyn FnMut(ServerStep) -> ControlFlow<()> + Send + 'a;

/// Reads them, and gives the ids of their files in the review. Where one cannot be read, none is added.
pub async fn read(desk: &Arc<Desk>, from: FromServer, heard: &mut Steps<'_>) -> Result<Vec<String>, Failure> {
    read_patiently(desk, from, ReportPatience::default(), heard).await
}

async fn read_patiently(
    desk: &Arc<Desk>,
    from: FromServer,
    patience: ReportPatience,
    heard: &mut Steps<'_>,
) -> Result<Vec<String>, Failure> {
    if !desk.may_use_network()? {
        return Err(Failure::new(FailureCode::IsolatedSide));
    }
    let world = Arc::clone(desk).blocking(|desk| desk.world()).await?;
    let invalid = |field: &str, reason: &str| {
        Failure::new(FailureCode::InvalidInput).with("field", field).with("reason", reason)
    };
    let origin = Origin::typed(&from.host).map_err(|error| invalid("host", &error.to_string()))?;
    // What is invented stays in practice, and what is real out of it.
    if origin.is_loopback() != world.practice {
        return Err(invalid("host", "other_world"));
    }
    let secret = Token::new(from.token.expose().into()).map_err(|_| invalid("token", "not_a_token"))?;
    let server = client(desk, origin.clone(), secret, patience).await?;
    let mut fetched = Fetched::begin(desk)?;
    // The license is one short answer, and says at once whether the token is a site administrator's.
    if from.license {
        let answer = server.license().await?;
        let name = format!("{}.license.json", file_host(&origin));
        let mut file = fetched.file(&name, format!("{origin}/api/v3/enterprise/settings/license"))?;
        file.part(answer.evidence.text.as_bytes());
        file.end()?;
    }
    for report in from.reports {
        let name = format!("{}.{}", file_host(&origin), report.file_name());
        let address = format!("{origin}/stafftools/reports/{}", report.file_name());
        let mut file = fetched.file(&name, address)?;
        let mut bytes = 0;
        let mut hear = |step: ReportStep<'_>| match step {
            ReportStep::Preparing { waited, .. } => heard(ServerStep::Preparing { report, waited }),
            ReportStep::Part { bytes: part, of } => {
                bytes += part.len() as u64;
                let written = file.part(part);
                if written {
                    heard(ServerStep::Receiving { report, bytes, of })
                } else {
                    ControlFlow::Break(())
                }
            }
        };
        let read = server.report(report, &mut hear).await;
        // A disk that is full stops the reading too, and is what went wrong then.
        file.end()?;
        read?;
    }
    let added = Arc::clone(desk).blocking(move |desk| fetched.add(desk, &world.ledger)).await?;
    Ok(added.into_iter().map(|file| file.id).collect())
}

/// The host as it stands in a file's name, by which a report is paired with its server. An IPv6 address has characters that some file
/// systems refuse.
fn file_host(origin: &Origin) -> String {
    origin.host().trim_matches(['[', ']']).replace(':', "-")
}

async fn client(
    desk: &Arc<Desk>,
    origin: Origin,
    token: Token,
    patience: ReportPatience,
) -> Result<EnterpriseServer, Failure> {
    let mut connection =
        EnterpriseServer::connection(origin, token, concat!("seatbridge/", env!("CARGO_PKG_VERSION")));
    let connection = Arc::clone(desk)
        .blocking(move |desk| {
            crate::network::take(desk, &mut connection)?;
            Ok(connection)
        })
        .await?;
    let (clock, randomness) = (Arc::clone(&desk.ports.clock), Arc::clone(&desk.ports.randomness));
    let pacing = Arc::new(crate::ports::Pacing::new(clock, randomness));
    Ok(EnterpriseServer::new(connection, pacing, patience)?)
}

#[cfg(test)]
mod tests;
