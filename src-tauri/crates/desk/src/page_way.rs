//! Where GitHub's page is opened: what a person last chose for each enterprise.

use std::collections::BTreeMap;

use ledger::Enterprise;

use crate::answers::PageWay;
use crate::{Desk, Failure, FailureCode};

/// The setting: a way for each enterprise's name that was ever chosen for.
const SETTING: &str = "page_ways";

type Ways = BTreeMap<String, PageWay>;

/// The way that stands for an enterprise: the system's browser until a person says otherwise.
pub(crate) fn way_of(desk: &Desk, enterprise: &Enterprise) -> Result<PageWay, Failure> {
    let ways: Option<Ways> = desk.real.setting(SETTING)?;
    Ok(ways.and_then(|ways| ways.get(&enterprise.name).copied()).unwrap_or_default())
}

/// Chooses the way for an enterprise.
pub(crate) fn choose(desk: &Desk, name: &str, way: PageWay) -> Result<(), Failure> {
    let enterprise =
        desk.world_of(name)?.enterprise.ok_or_else(|| Failure::new(FailureCode::NoEnterprise))?;
    let mut ways: Ways = desk.real.setting(SETTING)?.unwrap_or_default();
    ways.insert(enterprise.name, way);
    Ok(desk.real.set_setting(SETTING, &ways)?)
}
