//! Identities and Visual Studio subscriptions, read from the enterprise at hand into the open review, where they are kept and counted
//! as dropped files of them are.

use std::ops::ControlFlow;
use std::sync::Arc;

use cloud::{Cloud, CloudFailure, EnterpriseSlug, TakenAnswer};
use ledger::{Enterprise, FileState, Ledger};
use usage::Kind;

use crate::answers::{
    CloudPart, CloudPartOwner, CloudPartReading, CloudParts, CloudPartsRead, DifferingCloudPart, Event,
    KeptCloudPart, ReadCloudPart, UnknownCloudPart,
};
use crate::calls::WantedCloudParts;
use crate::desk::locked;
use crate::fetched::{Fetched, Writing};
use crate::fetching::Fetching;
use crate::world::World;
use crate::{Desk, Failure, FailureCode};

/// The readings of one enterprise.
pub(crate) type CloudPartsReading = Fetching<CloudPartReading, CloudPartsRead>;

/// Who hears how far a reading is.
struct Telling<'a> {
    desk: &'a Desk,
    enterprise: &'a str,
    reading: &'a CloudPartsReading,
}

impl Telling<'_> {
    fn tell(&self, step: CloudPartReading) {
        self.reading.step(step);
        let CloudPartReading { part, read, of } = step;
        self.desk.tell(Event::CloudPartReading { enterprise: self.enterprise.to_owned(), part, read, of });
    }
}

/// Reads what is wanted of the enterprise at hand. What cannot be read says why, and hinders nothing else; a reading that is stopped adds
/// nothing.
pub(crate) async fn read(desk: &Arc<Desk>, wanted: WantedCloudParts) -> Result<CloudPartsRead, Failure> {
    let (world, enterprise) = at_hand(desk).await?;
    let parts = wanted.parts();
    let Some(first) = parts.first() else {
        return Err(Failure::new(FailureCode::InvalidInput).with("field", "parts").with("reason", "none"));
    };
    let reading = reading_of(desk, &enterprise.name);
    let first = CloudPartReading { part: *first, read: 0, of: None };
    let telling = Telling { desk, enterprise: &enterprise.name, reading: &reading };
    let fetch = fetch(desk, &enterprise, &parts, &telling);
    let read = reading.read(first, fetch, async |(fetched, parts)| keep(desk, world, fetched, parts).await);
    let read = read.await;
    desk.tell(Event::CloudPartsRead { enterprise: enterprise.name.clone() });
    read
}

/// Fetches each part into a file of its own.
async fn fetch(
    desk: &Arc<Desk>,
    enterprise: &Enterprise,
    parts: &[CloudPart],
    telling: &Telling<'_>,
) -> Result<(Fetched, Vec<ReadCloudPart>), Failure> {
    let (client, slug) = desk.cloud(enterprise).await?;
    let mut fetched = Fetched::begin(desk)?;
    let mut read = Vec::new();
    for &part in parts {
        telling.tell(CloudPartReading { part, read: 0, of: None });
        let (name, from) = match part {
            CloudPart::Identities => ("identities", format!("{}/graphql", enterprise.api_origin)),
            CloudPart::Subscriptions => (
                "visual-studio-subscriptions",
                format!("{}/enterprises/{slug}/visual-studio-subscriptions", enterprise.api_origin),
            ),
        };
        let mut file = fetched.file(&format!("{slug}.{name}.json"), from)?;
        let answered = match part {
            CloudPart::Identities => identities(&client, &slug, &mut file, telling).await,
            CloudPart::Subscriptions => subscriptions(&client, &slug, &mut file, telling).await,
        };
        // A disk that is full stops the reading too, and is what went wrong then.
        file.end()?;
        let (part, pages) = match answered {
            Ok(answered) => answered,
            Err(failure) => (ReadCloudPart { failure: Some(failure.into()), ..nothing(part) }, 0),
        };
        if pages == 0 {
            fetched.leave_out();
        }
        read.push(part);
    }
    Ok((fetched, read))
}

/// A part of which nothing was read.
fn nothing(part: CloudPart) -> ReadCloudPart {
    ReadCloudPart { part, read: 0, file: None, unknown: Vec::new(), differing: Vec::new(), failure: None }
}

/// The identities that the token may see, the enterprise's and its organizations'; and how many answers came.
async fn identities(
    client: &Cloud,
    slug: &EnterpriseSlug,
    file: &mut Writing,
    telling: &Telling<'_>,
) -> Result<(ReadCloudPart, u64), CloudFailure> {
    let part = CloudPart::Identities;
    let read = client.identities(slug, &mut taken(file, part, telling)).await?;
    let unknown = read.unknown.into_iter();
    let count = read.providers.iter().map(|provider| provider.read).sum();
    let differing = read.providers.into_iter().filter(|provider| provider.total != provider.read);
    let answer = ReadCloudPart {
        read: count,
        unknown: unknown
            .map(|part| UnknownCloudPart { of: part.of.into(), failure: part.failure.into() })
            .collect(),
        differing: differing
            .map(|provider| DifferingCloudPart {
                of: provider.of.into(),
                read: provider.read,
                told: provider.total,
            })
            .collect(),
        ..nothing(part)
    };
    Ok((answer, read.pages))
}

/// The enterprise's Visual Studio subscriptions; and how many answers came.
async fn subscriptions(
    client: &Cloud,
    slug: &EnterpriseSlug,
    file: &mut Writing,
    telling: &Telling<'_>,
) -> Result<(ReadCloudPart, u64), CloudFailure> {
    let part = CloudPart::Subscriptions;
    let read = client.subscriptions(slug, &mut taken(file, part, telling)).await?;
    let differing = read.total.filter(|&told| told != read.read).map(|told| DifferingCloudPart {
        of: CloudPartOwner::Enterprise,
        read: read.read,
        told,
    });
    let answer =
        ReadCloudPart { read: read.read, differing: differing.into_iter().collect(), ..nothing(part) };
    Ok((answer, read.pages))
}

/// Writes each answer on a line of its own, and stops where that fails.
fn taken(
    file: &mut Writing,
    part: CloudPart,
    telling: &Telling<'_>,
) -> impl FnMut(TakenAnswer<'_>) -> ControlFlow<()> + Send {
    move |TakenAnswer { text, read, of }| {
        let written = file.part(text.as_bytes()) && file.part(b"\n");
        telling.tell(CloudPartReading { part, read, of });
        if written { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    }
}

/// Adds what was fetched to the open review; nothing where no answer came.
async fn keep(
    desk: &Arc<Desk>,
    world: World,
    fetched: Fetched,
    mut parts: Vec<ReadCloudPart>,
) -> Result<CloudPartsRead, Failure> {
    let files = Arc::clone(desk).blocking(move |desk| fetched.add(desk, &world.ledger)).await?;
    let review = files.first().map(|file| file.review.clone());
    for file in files {
        let kind = file.reading.as_ref().map(|reading| reading.kind);
        if let Some(part) = parts.iter_mut().find(|part| kind == Some(kind_of(part.part))) {
            part.file = Some(file.id);
        }
    }
    Ok(CloudPartsRead { at: desk.now().to_string(), review, parts })
}

const fn kind_of(part: CloudPart) -> Kind {
    match part {
        CloudPart::Identities => Kind::IdentitiesJson,
        CloudPart::Subscriptions => Kind::VisualStudio,
    }
}

/// How they stand for the enterprise at hand.
pub(crate) fn parts(desk: &Arc<Desk>) -> Result<CloudParts, Failure> {
    let world = desk.world()?;
    let Some(enterprise) = world.enterprise else { return Ok(CloudParts::default()) };
    let stand = reading_of(desk, &enterprise.name).look();
    let newest = [CloudPart::Identities, CloudPart::Subscriptions];
    let newest = newest.into_iter().map(|part| newest_of(&world.ledger, part));
    Ok(CloudParts {
        enterprise: Some(enterprise.name),
        practice: enterprise.practice,
        reading: stand.reading,
        kept: newest.filter_map(Result::transpose).collect::<Result<_, _>>()?,
        last: stand.last,
    })
}

/// The newest file of a part.
fn newest_of(ledger: &Ledger, part: CloudPart) -> Result<Option<KeptCloudPart>, Failure> {
    // The ledger lists the newest review first.
    for review in ledger.reviews()? {
        let files = ledger.files_of_review(&review.id)?.into_iter().rev();
        for file in files.filter(|file| file.state == FileState::Read) {
            let Some(reading) = file.reading.filter(|reading| reading.kind == kind_of(part)) else {
                continue;
            };
            let identities = reading.identities.map(|counts| counts.linked + counts.unlinked);
            let subscriptions = reading.subscriptions.map(|counts| counts.rows);
            let count = identities.or(subscriptions).unwrap_or_default();
            return Ok(Some(KeptCloudPart { part, at: file.added_at.to_string(), count }));
        }
    }
    Ok(None)
}

/// Stops the reading of the enterprise at hand.
pub(crate) fn stop(desk: &Arc<Desk>) -> Result<(), Failure> {
    let enterprise = desk.world()?.enterprise.ok_or_else(|| Failure::new(FailureCode::NoEnterprise))?;
    reading_of(desk, &enterprise.name).stop()
}

async fn at_hand(desk: &Arc<Desk>) -> Result<(World, Enterprise), Failure> {
    let world = Arc::clone(desk).blocking(|desk| desk.world()).await?;
    let enterprise = world.enterprise.clone().ok_or_else(|| Failure::new(FailureCode::NoEnterprise))?;
    Ok((world, enterprise))
}

fn reading_of(desk: &Desk, enterprise: &str) -> Arc<CloudPartsReading> {
    Arc::clone(locked(&desk.cloud_parts).entry(enterprise.to_owned()).or_default())
}

#[cfg(test)]
mod tests;
