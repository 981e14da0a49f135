//! Everybody, counted from what the ledger keeps: the ground under Overview's number, Servers and People.
//!
//! The newest files of every server are read again from their originals and counted once; the counted table stays in memory, one
//! copy for a desk, until other files, another enterprise or another answer about servers is at hand. Windows of rows are cut
//! from it by number, so nothing of a million people is ever copied whole.

mod behind;
pub(crate) mod cloud_people;
pub(crate) mod columns;
pub(crate) mod expected;
pub(crate) mod export;
mod filter;
mod find;
mod ground;
mod list_for;
mod marks;
pub(crate) mod number;
mod order;
pub(crate) mod person;
pub(crate) mod progress;
pub(crate) mod rows;
mod sorting;
#[cfg(test)]
mod tests;
pub(crate) mod what_if;
pub(crate) mod work;

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

use people::{Difference, NearMisses, People};
use usage::Severity;

use self::find::TextsOfPeople;
use self::ground::{CloudFile, Ground};
pub(crate) use self::list_for::{ListOfPeople, list_for};
use self::marks::Marks;
use self::progress::Progress;
use self::rows::View;
use self::sorting::Order;
use crate::answers::{CountStep, PeopleSort, ReportOrigin};
use crate::desk::locked;
use crate::world::World;
use crate::{Desk, Failure};

/// What a desk holds of the last count.
#[derive(Default)]
pub(crate) struct Held {
    table: Option<Arc<Table>>,
    /// What the ledger's files were at when it was last held against them.
    checked: u64,
}

/// Everybody, counted, with what was noticed on the way.
pub(crate) struct Table {
    /// What it was counted from.
    ground: Ground,
    /// Everybody.
    pub(crate) people: People,
    /// Who is probably counted twice.
    pub(crate) near: NearMisses,
    /// What everybody is filtered by.
    marks: Vec<Marks>,
    /// The name and the age of the file behind each report of the evidence.
    report_names: Vec<(String, jiff::Timestamp)>,
    /// The files of the cloud's report, in the order of their rows.
    cloud_files: Vec<CloudFile>,
    /// The difference from the cloud's own number; found when somebody first asks for it.
    difference: OnceLock<Option<Difference>>,
    /// What everybody is found by; gathered once somebody looks at the list.
    texts: OnceLock<TextsOfPeople>,
    /// Whether it is being gathered.
    gathering: AtomicBool,
    /// Everybody in the orders that were asked for.
    orders: Mutex<HashMap<PeopleSort, Arc<Order>>>,
    /// What was last looked for.
    view: Mutex<Option<Arc<View>>>,
    /// Whether every original that it needs was there.
    pub(crate) whole: bool,
}

/// The table of the world at hand: the one in memory, where the ledger still says the same, else a new one.
pub(crate) fn table(desk: &Desk, world: &World) -> Result<Arc<Table>, Failure> {
    let progress = Progress::begin(desk);
    // Held for the whole count: whoever asks meanwhile waits for this one and does not begin another.
    let mut held = locked(&desk.people);
    // Nor does whoever waited for one that was stopped.
    progress.go_on()?;
    let now = desk.files_changed.load(Ordering::Acquire);
    let ground = Ground::of(world)?;
    held.checked = now;
    if let Some(table) = held.table.as_ref().filter(|table| table.ground == ground) {
        return Ok(Arc::clone(table));
    }
    // The memory of the last one is given back before the next is laid out.
    held.table = None;
    let progress = progress.of(ground.bytes());
    progress.step(CountStep::Reading)?;
    let read = ground.read(&world.ledger, &progress)?;
    progress.step(CountStep::Matching)?;
    let people = People::count(Arc::new(read.evidence));
    progress.step(CountStep::Comparing)?;
    let near = people.near_misses();
    progress.go_on()?;
    let table = Arc::new(Table {
        marks: marks::marks(&people, &near),
        ground,
        people,
        near,
        whole: read.whole,
        report_names: read.names,
        cloud_files: read.cloud_files,
        difference: OnceLock::new(),
        texts: OnceLock::new(),
        gathering: AtomicBool::new(false),
        orders: Mutex::default(),
        view: Mutex::default(),
    });
    held.table = Some(Arc::clone(&table));
    Ok(table)
}

/// The same, without a look at the ledger where nothing has told of other files since the last one: a window of rows is asked for
/// while a person scrolls.
pub(crate) fn table_at_hand(desk: &Desk, world: &World) -> Result<Arc<Table>, Failure> {
    let held = locked(&desk.people);
    let is_current = held.checked == desk.files_changed.load(Ordering::Acquire);
    if let Some(table) = held.table.as_ref().filter(|table| is_current && table.ground.is_of(world)) {
        return Ok(Arc::clone(table));
    }
    drop(held);
    table(desk, world)
}

impl Table {
    /// Whether there is anything to count.
    pub(crate) fn is_blank(&self) -> bool {
        self.ground.is_empty()
    }

    /// Whether every server's people are known, and every file was there and read without an error.
    pub(crate) fn is_complete(&self) -> bool {
        let mut findings = self.people.findings().iter();
        self.people.numbers().complete
            && self.whole
            && findings.all(|finding| finding.severity() != Severity::Error)
    }

    /// Where the cloud's report comes from.
    pub(crate) const fn cloud_origin(&self) -> ReportOrigin {
        self.ground.cloud_origin()
    }

    /// When the cloud's report was added, as a text; `None` where none is here.
    pub(crate) fn cloud_report_at(&self) -> Option<String> {
        self.ground.cloud_at().map(|at| at.to_string())
    }

    /// What everybody is found by.
    fn texts(&self) -> &TextsOfPeople {
        self.texts.get_or_init(|| TextsOfPeople::of(&self.people))
    }

    /// Gathers what everybody is found by while somebody looks at the first rows: who looks at the list is about to search it.
    fn gather_texts_beside(self: &Arc<Self>) {
        if !self.gathering.swap(true, Ordering::Relaxed) {
            let table = Arc::clone(self);
            let gather = move || {
                table.texts();
            };
            // Where no thread is to be had, whoever searches first gathers them.
            drop(std::thread::Builder::new().name("texts of people".to_owned()).spawn(gather));
        }
    }

    /// The difference from the cloud's own number; `None` where the cloud did not tell it.
    fn difference(&self) -> Option<&Difference> {
        self.difference.get_or_init(|| self.people.difference()).as_ref()
    }
}
