//! Everybody whom the cloud counts, read whole over its API and kept like a dropped file: page after page as it came, one original
//! under its SHA-256.
//!
//! A reading that broke off or was stopped goes on with the pages that it lacks; one after a whole one is sent only what changed,
//! because the tag of every page is kept beside it. Two reports of an enterprise stay (see `ledger::CloudReport`).

mod keeper;
#[cfg(test)]
mod tests;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use cloud::{Head, LicensePages};
use jiff::{SignedDuration, Timestamp};
use ledger::{CloudReport as Kept, Enterprise, Ledger};
use usage::Sha256Digest;

use self::keeper::{Keeper, KeptPage};
use crate::answers::{BrokenOffReading, CloudReport, Consumed, Event, KeptCloudReport, ReadingPages};
use crate::before::{Before, keep_totals};
use crate::desk::locked;
use crate::history::{Entry, What};
use crate::{Desk, Failure, FailureCode};

/// A report that was begun this long ago is fresh enough for a hand-over that is being prepared; the receipt tells its time.
const FRESH: SignedDuration = SignedDuration::from_mins(10);

/// The readings of one enterprise's report.
#[derive(Default)]
pub(crate) struct CloudReading {
    /// One reading at a time. What one that broke off has read stays here for the next.
    turn: tokio::sync::Mutex<Option<BrokenOff>>,
    /// How far it is.
    stand: Mutex<Stand>,
    /// Told when a person stops it.
    stopped: tokio::sync::Notify,
}

/// The pages of a reading that broke off.
struct BrokenOff {
    pages: LicensePages,
    keeper: Arc<Keeper>,
    begun_at: Timestamp,
}

#[derive(Clone, Debug, Default)]
struct Stand {
    /// While it goes on.
    pages: Option<ReadingPages>,
    /// Why the last one broke off, and how far it was.
    broken_off: Option<BrokenOffReading>,
}

impl CloudReading {
    fn stand(&self) -> std::sync::MutexGuard<'_, Stand> {
        // It is replaced whole.
        self.stand.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn reading_of(desk: &Desk, enterprise: &str) -> Arc<CloudReading> {
    Arc::clone(locked(&desk.cloud_readings).entry(enterprise.to_owned()).or_default())
}

/// Reads the report of an enterprise, all pages, and keeps it. `after` asks for one that is begun at that moment or later; without
/// it a reading that broke off goes on. Whoever asks while one is read waits for it.
pub(crate) async fn read(
    desk: &Arc<Desk>,
    ledger: &Ledger,
    enterprise: &Enterprise,
    after: Option<Timestamp>,
) -> Result<Kept, Failure> {
    let reading = reading_of(desk, &enterprise.name);
    let at_once = reading.turn.try_lock().ok();
    let waited = at_once.is_none();
    let mut turn = match at_once {
        Some(turn) => turn,
        None => reading.turn.lock().await,
    };
    // Somebody else's reading ended while this one waited for its turn.
    if waited
        && reading.stand().broken_off.is_none()
        && let Some(report) = newest(ledger, &enterprise.name)?
        && after.is_none_or(|after| report.begun_at >= after)
    {
        return Ok(report);
    }
    let stopped = reading.stopped.notified();
    reading.stand().pages = Some(ReadingPages { pages: 0, of: None });
    let read = read_in_turn(desk, ledger, enterprise, after, &mut turn, stopped).await;
    {
        let mut stand = reading.stand();
        let pages = stand.pages.take().unwrap_or(ReadingPages { pages: 0, of: None });
        stand.broken_off =
            read.as_ref().err().map(|failure| BrokenOffReading { pages, failure: failure.clone() });
    }
    desk.tell(Event::CloudRead { enterprise: enterprise.name.clone() });
    read
}

async fn read_in_turn(
    desk: &Arc<Desk>,
    ledger: &Ledger,
    enterprise: &Enterprise,
    after: Option<Timestamp>,
    turn: &mut Option<BrokenOff>,
    stopped: impl Future<Output = ()>,
) -> Result<Kept, Failure> {
    let (client, slug) = desk.cloud(enterprise).await?;
    let mut going = match turn.take() {
        Some(broken_off) => broken_off,
        None => begin(desk, ledger, &enterprise.name).await?,
    };
    if after.is_some_and(|after| going.begun_at < after) {
        // What it has may be older than is asked for: each page is asked for again, by its tag.
        going.pages.doubt();
        going.begun_at = desk.now();
    }
    let answered = tokio::select! {
        answered = client.consumed_licenses(&slug, &mut going.pages) => answered.map_err(Failure::from),
        () = stopped => Err(Failure::new(FailureCode::Cancelled)),
    };
    let whole = match answered {
        Ok(whole) => (whole.sent, whole.head),
        Err(failure) => {
            *turn = Some(going);
            return Err(failure);
        }
    };
    let (ledger, name) = (ledger.clone(), enterprise.name.clone());
    Arc::clone(desk).blocking(move |desk| keep(desk, &ledger, &name, &going, &whole)).await
}

/// A reading that begins: with the pages of the newest report, each of which is asked for by its tag.
async fn begin(desk: &Arc<Desk>, ledger: &Ledger, enterprise: &str) -> Result<BrokenOff, Failure> {
    let (ledger, enterprise) = (ledger.clone(), enterprise.to_owned());
    Arc::clone(desk)
        .blocking(move |desk| {
            let newest = newest(&ledger, &enterprise)?;
            let keeper = Arc::new(Keeper::new(desk, &ledger, &enterprise)?);
            let mut pages = LicensePages::kept_by(Arc::clone(&keeper) as Arc<dyn cloud::PageKeeper>);
            if let Some(newest) = newest {
                keeper.restore(&ledger, &newest, &mut pages)?;
            }
            Ok(BrokenOff { pages, keeper, begun_at: desk.now() })
        })
        .await
}

/// Keeps a reading that is whole.
fn keep(
    desk: &Desk,
    ledger: &Ledger,
    enterprise: &str,
    going: &BrokenOff,
    (sent, head): &(u64, Head),
) -> Result<Kept, Failure> {
    let notes = going.pages.notes();
    let (reading, sizes) = going.keeper.keep_whole(ledger, notes.len() as u64)?;
    let pages: Vec<KeptPage> =
        sizes.into_iter().zip(notes).map(|(bytes, note)| KeptPage { bytes, note }).collect();
    let report = Kept {
        enterprise: enterprise.to_owned(),
        begun_at: going.begun_at,
        at: desk.now(),
        cloud_at: head.cloud_at,
        sha256: reading.sha256,
        reading,
        pages: serde_json::to_value(&pages)
            .map_err(|_| Failure::new(FailureCode::Defect).with("place", "pages"))?,
    };
    let counts = report.reading.cloud.clone().unwrap_or_default();
    let totals = (counts.consumed, counts.purchased, Some(counts.rows));
    keep_totals(ledger, enterprise, report.at, report.cloud_at, totals)?;
    ledger.keep_cloud_report(&report, wanted(ledger, enterprise)?.as_ref())?;
    if *sent > 0 {
        Entry::new(What::ConsumedRead)
            .with("enterprise", enterprise)
            .with_known("consumed", counts.consumed)
            .with_known("purchased", counts.purchased)
            .with_known("people", Some(counts.rows))
            .found_by([report.sha256.hex()])
            .write(desk, ledger)?;
    }
    Ok(report)
}

/// The report that the oldest hand-over under way began with: what changed since is still to be told.
fn wanted(ledger: &Ledger, enterprise: &str) -> Result<Option<Sha256Digest>, Failure> {
    let under_way = ledger.unfinished_hand_overs()?;
    let mut of_enterprise = under_way.iter().filter(|hand_over| hand_over.enterprise == enterprise);
    Ok(of_enterprise.find_map(|hand_over| Before::of(hand_over).report()))
}

/// The newest report of an enterprise.
pub(crate) fn newest(ledger: &Ledger, enterprise: &str) -> Result<Option<Kept>, Failure> {
    Ok(ledger.cloud_reports(enterprise)?.into_iter().next())
}

/// The totals of a report; `None` where it does not tell them.
pub(crate) fn consumed(report: &Kept) -> Option<Consumed> {
    let counts = report.reading.cloud.as_ref()?;
    Some(Consumed { consumed: counts.consumed?, purchased: counts.purchased, at: report.at.to_string() })
}

/// The file that holds everybody whom an enterprise counts: read now, or, where no network may be used, as read last.
pub async fn people_file(desk: &Arc<Desk>, enterprise: &str) -> Result<PathBuf, Failure> {
    let world = desk.world_of(enterprise)?;
    let known = world.enterprise.ok_or_else(|| Failure::new(FailureCode::NoEnterprise))?;
    let report = if desk.may_use_network()? {
        read(desk, &world.ledger, &known, None).await?
    } else {
        newest(&world.ledger, enterprise)?.ok_or_else(|| Failure::new(FailureCode::IsolatedSide))?
    };
    Ok(world.ledger.original_path(&report.sha256))
}

/// Begins to read the report in the background, unless a fresh one is here, one is being read, or nobody may be asked.
pub(crate) fn read_beforehand(
    desk: &Arc<Desk>,
    ledger: &Ledger,
    enterprise: &Enterprise,
) -> Result<(), Failure> {
    let fresh = newest(ledger, &enterprise.name)?.is_some_and(|report| report.begun_at + FRESH >= desk.now());
    let reading = reading_of(desk, &enterprise.name);
    if fresh || reading.stand().pages.is_some() || !desk.may_use_network()? {
        return Ok(());
    }
    let (desk, ledger, enterprise) = (Arc::clone(desk), ledger.clone(), enterprise.clone());
    tokio::spawn(async move {
        // Why it broke off stands in its answer, which the window shows.
        let _ = read(&desk, &ledger, &enterprise, None).await;
    });
    Ok(())
}

/// How the report of the enterprise at hand stands.
pub(crate) fn report(desk: &Arc<Desk>) -> Result<CloudReport, Failure> {
    let world = desk.world()?;
    let Some(enterprise) = world.enterprise else { return Ok(CloudReport::default()) };
    let stand = reading_of(desk, &enterprise.name).stand().clone();
    let newest = newest(&world.ledger, &enterprise.name)?;
    Ok(CloudReport {
        enterprise: Some(enterprise.name),
        practice: enterprise.practice,
        reading: stand.pages,
        kept: newest.map(|report| KeptCloudReport {
            at: report.at.to_string(),
            cloud_at: report.cloud_at.map(|at| at.to_string()),
            people: report.reading.cloud.as_ref().map(|cloud| cloud.rows).unwrap_or_default(),
            sha256: report.sha256.hex(),
        }),
        broken_off: stand.broken_off,
    })
}

/// Stops the reading of the enterprise at hand; what it has read stays for the next one, until this process ends.
pub(crate) fn stop(desk: &Arc<Desk>) -> Result<(), Failure> {
    let world = desk.world()?;
    let reading = world.enterprise.map(|enterprise| reading_of(desk, &enterprise.name));
    match reading.filter(|reading| reading.stand().pages.is_some()) {
        Some(reading) => {
            reading.stopped.notify_waiters();
            Ok(())
        }
        None => Err(Failure::new(FailureCode::AlreadyDone)),
    }
}

/// Forgets the pages of readings that broke off: people that are in memory only.
pub(crate) fn forget_broken_off(desk: &Desk) {
    locked(&desk.cloud_readings).retain(|_, reading| reading.stand().pages.is_some());
}

impl Keeper {
    /// Tells how far it is.
    fn tell(desk: &Desk, enterprise: &str, pages: ReadingPages) {
        reading_of(desk, enterprise).stand().pages = Some(pages);
        desk.tell(Event::CloudReading {
            enterprise: enterprise.to_owned(),
            pages: pages.pages,
            of: pages.of,
        });
    }
}
