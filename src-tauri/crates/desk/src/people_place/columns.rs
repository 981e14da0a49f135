//! Which columns a person wants to see of people. It is remembered on this computer, for every enterprise.

use crate::answers::PeopleColumn;
use crate::{Desk, Failure};

/// The setting's name in the ledger.
const COLUMNS: &str = "people_columns";

/// What is shown before anybody chose.
const AT_FIRST: [PeopleColumn; 3] = [PeopleColumn::Accounts, PeopleColumn::JoinedBy, PeopleColumn::State];

/// The columns that are chosen.
pub(crate) fn columns(desk: &Desk) -> Result<Vec<PeopleColumn>, Failure> {
    Ok(desk.real.setting(COLUMNS)?.unwrap_or_else(|| AT_FIRST.to_vec()))
}

/// Chooses columns.
pub(crate) fn choose(desk: &Desk, columns: &[PeopleColumn]) -> Result<(), Failure> {
    Ok(desk.real.set_setting(COLUMNS, &columns)?)
}
