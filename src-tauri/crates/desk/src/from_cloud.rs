//! Identities and Visual Studio subscriptions, read from the enterprise at hand into the open review, where they are kept and counted
//! as dropped files of them are.

use std::ops::ControlFlow;
use std::sync::Arc;

use cloud::{IdentitiesOf, ReadProvider};
use ledger::Enterprise;

use crate::fetched::{Fetched, Writing};
use crate::world::World;
use crate::{Desk, Failure, FailureCode};

/// Hears how many answers were read so far, and says whether to go on.
pub type Reading<'a> = dyn FnMut(u64) -> ControlFlow<()> + Send + 'a;

/// What a reading of identities brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadIdentities {
    /// The file in the review; `None` where there was nothing to read.
    pub file: Option<String>,
    /// How many were read.
    pub read: u64,
    /// The providers of which the cloud tells another number than was read: they changed meanwhile, or some may not be seen.
    pub differing: Vec<ReadProvider>,
    /// What stays unknown, and why.
    pub unknown: Vec<Unknown>,
}

/// What a reading of subscriptions brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadSubscriptions {
    /// The file in the review.
    pub file: Option<String>,
    /// How many were read.
    pub read: u64,
    /// How many the cloud tells of, where that is another number: they changed meanwhile.
    pub differing: Option<u64>,
}

/// What the token may not see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// Whose identities.
    pub of: IdentitiesOf,
    /// Why.
    pub failure: Failure,
}

/// Reads the identities that the token may see: the enterprise's, and its organizations'.
pub async fn identities(desk: &Arc<Desk>, heard: &mut Reading<'_>) -> Result<ReadIdentities, Failure> {
    let (world, enterprise) = at_hand(desk).await?;
    let (client, slug) = desk.cloud(&enterprise).await?;
    let mut fetched = Fetched::begin(desk)?;
    let mut file = fetched.file("identities.json", format!("{}/graphql", enterprise.api_origin))?;
    let read = client.identities(&slug, &mut taken(&mut file, heard)).await;
    // A disk that is full stops the reading too, and is what went wrong then.
    file.end()?;
    let read = read?;
    let unknown = read.unknown.into_iter();
    let unknown = unknown.map(|part| Unknown { of: part.of, failure: part.failure.into() }).collect();
    let count = read.providers.iter().map(|provider| provider.read).sum();
    let differing = read.providers.into_iter().filter(|provider| provider.total != provider.read).collect();
    Ok(ReadIdentities {
        file: added(desk, world, fetched, read.pages).await?,
        read: count,
        differing,
        unknown,
    })
}

/// Reads the enterprise's Visual Studio subscriptions.
pub async fn subscriptions(desk: &Arc<Desk>, heard: &mut Reading<'_>) -> Result<ReadSubscriptions, Failure> {
    let (world, enterprise) = at_hand(desk).await?;
    let (client, slug) = desk.cloud(&enterprise).await?;
    let mut fetched = Fetched::begin(desk)?;
    let from = format!("{}/enterprises/{slug}/visual-studio-subscriptions", enterprise.api_origin);
    let mut file = fetched.file("visual-studio-subscriptions.json", from)?;
    let read = client.subscriptions(&slug, &mut taken(&mut file, heard)).await;
    file.end()?;
    let read = read?;
    let differing = read.total.filter(|&total| total != read.read);
    Ok(ReadSubscriptions { file: added(desk, world, fetched, read.pages).await?, read: read.read, differing })
}

/// Writes each answer on a line of its own, and stops where that fails or whoever hears of it says so.
fn taken(file: &mut Writing, heard: &mut Reading<'_>) -> impl FnMut(&str) -> ControlFlow<()> + Send {
    let mut pages = 0;
    move |answer| {
        pages += 1;
        let written = file.part(answer.as_bytes()) && file.part(b"\n");
        if written { heard(pages) } else { ControlFlow::Break(()) }
    }
}

async fn at_hand(desk: &Arc<Desk>) -> Result<(World, Enterprise), Failure> {
    let world = Arc::clone(desk).blocking(|desk| desk.world()).await?;
    let enterprise = world.enterprise.clone().ok_or_else(|| Failure::new(FailureCode::NoEnterprise))?;
    Ok((world, enterprise))
}

/// Adds what was fetched to the open review; nothing where no answer came.
async fn added(
    desk: &Arc<Desk>,
    world: World,
    fetched: Fetched,
    pages: u64,
) -> Result<Option<String>, Failure> {
    if pages == 0 {
        return Ok(None);
    }
    let files = Arc::clone(desk).blocking(move |desk| fetched.add(desk, &world.ledger)).await?;
    Ok(files.into_iter().next().map(|file| file.id))
}

#[cfg(test)]
mod tests;
