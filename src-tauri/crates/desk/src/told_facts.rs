//! What no file tells of an enterprise: how it pays, whether SCIM is on, whether its users are managed. A person tells it in Settings, and the
//! count goes by it.

use std::sync::Arc;

use people::evidence::{Billing, Options};

use crate::answers::{BillingModel, Event, ToldFacts};
use crate::world::World;
use crate::{Desk, Failure};

/// What was told of the enterprise at hand.
pub(crate) fn told(desk: &Arc<Desk>) -> Result<ToldFacts, Failure> {
    of(&desk.world()?)
}

/// Tells it anew.
pub(crate) fn tell(desk: &Arc<Desk>, facts: ToldFacts) -> Result<ToldFacts, Failure> {
    let world = desk.world()?;
    world.ledger.set_setting(&key(&world), &facts)?;
    desk.tell(Event::SettingsChanged);
    Ok(facts)
}

/// The same in the words of a count.
pub(crate) fn options(world: &World) -> Result<Options, Failure> {
    let ToldFacts { billing, scim, managed_users } = of(world)?;
    let billing = match billing {
        BillingModel::Unknown => Billing::Unknown,
        BillingModel::Volume => Billing::Volume,
        BillingModel::Usage => Billing::Usage,
    };
    Ok(Options { billing, managed_users, scim })
}

fn of(world: &World) -> Result<ToldFacts, Failure> {
    Ok(world.ledger.setting(&key(world))?.unwrap_or_default())
}

fn key(world: &World) -> String {
    let enterprise = world.enterprise.as_ref().map(|enterprise| enterprise.name.as_str()).unwrap_or_default();
    format!("told {enterprise}")
}
