//! Everybody whom a query finds, or those who are chosen, as a file: for a spreadsheet or a script.
//!
//! Rows are made one after the other, so that a million of them never stand in memory together.

mod record;
mod table;
mod workbook;

use std::collections::HashSet;
use std::io::Write;
use std::sync::Arc;

use self::record::Record;
use super::Table;
use super::rows::View;
use crate::answers::{ExportFormat, PeopleExport};
use crate::saving::Progress;
use crate::{Desk, Failure};

/// The people of an export, in order.
pub(super) struct Exported {
    table: Arc<Table>,
    view: Arc<View>,
    /// Only these, where somebody chose them.
    chosen: Option<Vec<u32>>,
}

/// Writes the people whom a query finds, or, where some are chosen, those, whatever the query says beside its order.
pub(crate) fn write(
    desk: &Arc<Desk>,
    export: &PeopleExport,
    to: &mut (dyn Write + Send),
    progress: &Progress<'_>,
) -> Result<(), Failure> {
    let world = desk.world()?;
    let table = super::table_at_hand(desk, &world)?;
    let enterprise = world.enterprise.as_ref().map(|enterprise| enterprise.name.as_str()).unwrap_or_default();
    let view = table.view(export.query.clone(), world.ledger.decisions(enterprise)?);
    let chosen = export.only.as_ref().map(|keys| table.chosen(keys, &export.query));
    let people = Exported { table, view, chosen };
    match export.format {
        ExportFormat::Csv => table::csv(&people, to, progress),
        ExportFormat::Xlsx => workbook::xlsx(&people, desk, to, progress),
        ExportFormat::Ndjson => table::ndjson(&people, to, progress),
    }
}

impl Exported {
    fn len(&self) -> u64 {
        self.numbers().len() as u64
    }

    fn numbers(&self) -> &[u32] {
        self.chosen.as_deref().unwrap_or(&self.view.found)
    }

    fn records(&self) -> impl Iterator<Item = Record> {
        self.numbers().iter().map(|&person| self.table.record(person, &self.view.decided))
    }
}

impl Table {
    /// The people whose accounts some keys name, in the order of a query. A key that names nobody any more is passed over.
    fn chosen(&self, keys: &[String], query: &crate::answers::PeopleQuery) -> Vec<u32> {
        let chosen: HashSet<u32> = keys.iter().filter_map(|key| self.person_at(key)).collect();
        let order = self.order(query.sort);
        order.iter(query.descending).filter(|person| chosen.contains(person)).collect()
    }
}
