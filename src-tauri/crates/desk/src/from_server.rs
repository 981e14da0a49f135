//! The reports of an Enterprise Server's accounts and its license, read from the server itself by a site administrator into the open review,
//! where they are kept and counted as dropped files of them are.

use std::ops::ControlFlow;
use std::sync::Arc;

use cloud::{
    CloudFailure, EnterpriseServer, Origin, Reason, ReportPatience, ReportStep, ServerReport, Token,
};

use crate::answers::{Event, ReadServerFile, ServerFile, ServerRead, ServerReading, ServerStep};
use crate::calls::{ReportServer, WantedServerFiles};
use crate::desk::locked;
use crate::fetched::{Fetched, Writing};
use crate::fetching::Fetching;
use crate::server_token;
use crate::world::World;
use crate::{Desk, Failure, FailureCode, Secret};

/// The readings of one server.
pub(crate) type ServerReadings = Fetching<ServerStep, ServerRead>;

/// How many bytes of a report come between two events.
const TELL_EVERY_BYTES: u64 = 1024 * 1024;

/// A server, and how it is asked.
struct Asked<'a> {
    /// Its host, by which its files are named and paired with it.
    host: &'a str,
    origin: Origin,
    token: Secret,
    patience: ReportPatience,
}

/// Reads what is wanted of a server that is known. What cannot be read says why; where nothing can, that is the failure. A reading that is
/// stopped adds nothing.
pub(crate) async fn read(desk: &Arc<Desk>, wanted: WantedServerFiles) -> Result<ServerRead, Failure> {
    if !desk.may_use_network()? {
        return Err(Failure::new(FailureCode::IsolatedSide));
    }
    let key = wanted.server.clone();
    let host = Arc::clone(desk).blocking(move |desk| crate::servers::host_of(desk, &key)).await?;
    let world = Arc::clone(desk).blocking(|desk| desk.world()).await?;
    let origin = origin(desk, &world, &host).await?;
    let token = server_token::to_use(desk, world.practice, &host, wanted.token.clone()).await?;
    let patience = ReportPatience::default();
    let asked = Asked { host: &host, origin, token: token.clone(), patience };
    let mut read = read_asked(desk, world, asked, &wanted.files).await?;
    if wanted.token.is_some() {
        let (kept_host, keep) = (host.clone(), wanted.keep_token);
        let kept =
            Arc::clone(desk).blocking(move |desk| server_token::keep(desk, &kept_host, token, keep)).await;
        read.token_not_kept = kept.err();
    }
    Ok(read)
}

/// Where a server is asked. In practice it is one of this process's own: what is invented stays in practice, and what is real out of it.
async fn origin(desk: &Arc<Desk>, world: &World, host: &str) -> Result<Origin, Failure> {
    let unusable =
        |reason: &str| Failure::new(FailureCode::InvalidInput).with("field", "server").with("reason", reason);
    let address = if world.practice {
        crate::practice_world::open(desk).await?;
        let address = crate::practice_world::server_url(desk, host).await;
        address.ok_or_else(|| unusable("other_world"))?
    } else {
        host.to_owned()
    };
    let origin = Origin::typed(&address).map_err(|error| unusable(&error.to_string()))?;
    if origin.is_loopback() == world.practice { Ok(origin) } else { Err(unusable("other_world")) }
}

async fn read_asked(
    desk: &Arc<Desk>,
    world: World,
    asked: Asked<'_>,
    files: &[ServerFile],
) -> Result<ServerRead, Failure> {
    let Some(first) = files.first() else {
        return Err(Failure::new(FailureCode::InvalidInput).with("field", "files").with("reason", "none"));
    };
    let reading = reading_of(desk, asked.host);
    let host = asked.host.to_owned();
    let first = ServerStep { file: *first, preparing: None, bytes: 0, of: None };
    let fetch = fetch(desk, &asked, files, &reading);
    let read =
        reading.read(first, fetch, async |(fetched, files)| keep(desk, world, &host, fetched, files).await);
    let read = read.await;
    desk.tell(Event::ServerRead { host });
    read
}

/// Fetches each file. The license first, where it is wanted: it is one short answer, and says at once whether the token is a site
/// administrator's.
async fn fetch(
    desk: &Arc<Desk>,
    asked: &Asked<'_>,
    files: &[ServerFile],
    reading: &ServerReadings,
) -> Result<(Fetched, Vec<ReadServerFile>), Failure> {
    let server = client(desk, asked).await?;
    let mut fetched = Fetched::begin(desk)?;
    let mut read: Vec<ReadServerFile> = Vec::new();
    let (mut failed, mut ended) = (None, false);
    let license = files.iter().filter(|file| **file == ServerFile::License);
    for &file in license.chain(files.iter().filter(|file| **file != ServerFile::License)) {
        if ended {
            read.push(ReadServerFile { file, bytes: None, failure: None });
            continue;
        }
        let tell = Telling { desk, host: asked.host, reading, file };
        let (name, path) = match report(file) {
            Some(report) => (report.file_name(), format!("stafftools/reports/{}", report.file_name())),
            None => ("license.json", "api/v3/enterprise/settings/license".to_owned()),
        };
        let name = format!("{}.{name}", file_host(asked.host));
        let mut writing = fetched.file(&name, format!("{}/{path}", asked.origin))?;
        let came = tell.fetch(&server, &mut writing).await;
        // A disk that is full stops the reading too, and is what went wrong then.
        writing.end()?;
        match came {
            Ok(bytes) => read.push(ReadServerFile { file, bytes: Some(bytes), failure: None }),
            Err(failure) => {
                fetched.leave_out();
                ended = !is_of_one_file(&failure.reason);
                let failure = Failure::from(failure);
                failed.get_or_insert_with(|| failure.clone());
                read.push(ReadServerFile { file, bytes: None, failure: Some(failure) });
            }
        }
    }
    match failed {
        Some(failure) if read.iter().all(|file| file.bytes.is_none()) => Err(failure),
        _ => Ok((fetched, read)),
    }
}

/// Whether what went wrong with one file says nothing of the next one.
const fn is_of_one_file(reason: &Reason) -> bool {
    matches!(
        reason,
        Reason::ReportNotReady { .. }
            | Reason::NotAReport { .. }
            | Reason::NotJson { .. }
            | Reason::UnexpectedShape { .. }
            | Reason::AnswerCutOff
            | Reason::ServerError { .. }
    )
}

/// Who hears how far the reading of a file is.
struct Telling<'a> {
    desk: &'a Desk,
    host: &'a str,
    reading: &'a ServerReadings,
    file: ServerFile,
}

impl Telling<'_> {
    fn tell(&self, preparing: Option<u64>, bytes: u64, of: Option<u64>) {
        let step = ServerStep { file: self.file, preparing, bytes, of };
        self.reading.step(step);
        self.desk.tell(Event::ServerReading { host: self.host.to_owned(), step });
    }

    /// Fetches the file, and says how many bytes it has.
    async fn fetch(&self, server: &EnterpriseServer, writing: &mut Writing) -> Result<u64, CloudFailure> {
        self.tell(None, 0, None);
        let Some(report) = report(self.file) else {
            let answer = server.license().await?;
            writing.part(answer.evidence.text.as_bytes());
            return Ok(answer.evidence.text.len() as u64);
        };
        let (mut bytes, mut told) = (0, 0);
        let mut taken = |step: ReportStep<'_>| match step {
            ReportStep::Preparing { waited, .. } => {
                self.tell(Some(waited.as_secs()), 0, None);
                ControlFlow::Continue(())
            }
            ReportStep::Part { bytes: part, of } => {
                bytes += part.len() as u64;
                if told == 0 || bytes >= told + TELL_EVERY_BYTES || of == Some(bytes) {
                    told = bytes;
                    self.tell(None, bytes, of);
                }
                if writing.part(part) { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
            }
        };
        Ok(server.report(report, &mut taken).await?.bytes)
    }
}

/// The report that a file is; none is the license.
const fn report(file: ServerFile) -> Option<ServerReport> {
    match file {
        ServerFile::License => None,
        ServerFile::AllUsers => Some(ServerReport::AllUsers),
        ServerFile::ActiveUsers => Some(ServerReport::ActiveUsers),
        ServerFile::DormantUsers => Some(ServerReport::DormantUsers),
        ServerFile::SuspendedUsers => Some(ServerReport::SuspendedUsers),
    }
}

/// The host as it stands in a file's name, by which a report is paired with its server. An IPv6 address has characters that some file
/// systems refuse.
fn file_host(host: &str) -> String {
    usage::outside::visible(host, 200).trim_matches(['[', ']']).replace([':', '/', '\\'], "-")
}

/// Adds what was fetched to the open review, each report as this server's.
async fn keep(
    desk: &Arc<Desk>,
    world: World,
    host: &str,
    fetched: Fetched,
    files: Vec<ReadServerFile>,
) -> Result<ServerRead, Failure> {
    let host = host.to_owned();
    Arc::clone(desk)
        .blocking(move |desk| {
            let added = fetched.add(desk, &world.ledger)?;
            let review = added.first().map(|file| file.review.clone()).unwrap_or_default();
            for file in added {
                if file.reading.is_some_and(|reading| crate::companion::is_report(reading.kind)) {
                    let answer = ReportServer { file: file.id, host: Some(host.clone()) };
                    crate::companion::answer(desk, &answer)?;
                }
            }
            Ok(ServerRead { at: desk.now().to_string(), review, files, token_not_kept: None })
        })
        .await
}

async fn client(desk: &Arc<Desk>, asked: &Asked<'_>) -> Result<EnterpriseServer, Failure> {
    let token = Token::new(asked.token.expose().into()).map_err(|_| server_token::not_a_token())?;
    let user_agent = concat!("seatbridge/", env!("CARGO_PKG_VERSION"));
    let mut connection = EnterpriseServer::connection(asked.origin.clone(), token, user_agent);
    let connection = Arc::clone(desk)
        .blocking(move |desk| {
            crate::network::take(desk, &mut connection)?;
            Ok(connection)
        })
        .await?;
    let (clock, randomness) = (Arc::clone(&desk.ports.clock), Arc::clone(&desk.ports.randomness));
    let pacing = Arc::new(crate::ports::Pacing::new(clock, randomness));
    Ok(EnterpriseServer::new(connection, pacing, asked.patience)?)
}

/// How the reading of a server stands.
pub(crate) fn stand(desk: &Arc<Desk>, key: &str) -> Result<ServerReading, Failure> {
    let host = crate::servers::host_of(desk, key)?;
    let stand = reading_of(desk, &host).look();
    let token = server_token::state(desk, desk.world()?.practice, &host)?;
    Ok(ServerReading { host, token, reading: stand.reading, last: stand.last })
}

/// Stops the reading of a server.
pub(crate) fn stop(desk: &Arc<Desk>, key: &str) -> Result<(), Failure> {
    reading_of(desk, &crate::servers::host_of(desk, key)?).stop()
}

fn reading_of(desk: &Desk, host: &str) -> Arc<ServerReadings> {
    Arc::clone(locked(&desk.server_readings).entry(usage::outside::host_key(host)).or_default())
}

#[cfg(test)]
mod tests;
