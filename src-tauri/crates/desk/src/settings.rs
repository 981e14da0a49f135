//! The frame around every place, and the settings, which apply at once.

use std::sync::Arc;

use ledger::Ledger;

use crate::answers::{Event, SettingsChange, Shell, Side};
use crate::history::{Entry, What};
use crate::world::SETTINGS;
use crate::{Desk, Failure};

/// The frame around every place.
pub(crate) async fn shell(desk: &Arc<Desk>) -> Result<Shell, Failure> {
    Arc::clone(desk).blocking(frame).await
}

fn frame(desk: &Arc<Desk>) -> Result<Shell, Failure> {
    let settings = desk.settings()?;
    let world = desk.world()?;
    let mut enterprises = Vec::new();
    if settings.side == Side::Connected {
        enterprises.extend(crate::enterprise::all(desk, &desk.practice)?);
    }
    enterprises.extend(crate::enterprise::all(desk, &desk.real)?);
    let enterprise = match &world.enterprise {
        Some(enterprise) => Some(crate::enterprise::answer(desk, &world.ledger, enterprise)?),
        None => None,
    };
    Ok(Shell {
        enterprise,
        enterprises,
        side: settings.side,
        review: world.ledger.open_review()?.map(|review| review.id),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        settings,
    })
}

/// Changes what is not `None`, and opens or ends what hangs on it.
pub(crate) async fn change(desk: &Arc<Desk>, change: SettingsChange) -> Result<Shell, Failure> {
    let side = change.side;
    let changed = Arc::clone(desk).blocking(move |desk| write(desk, &change));
    changed.await?;
    match side {
        Some(Side::Isolated) => {
            crate::hand_over::cancel_all(desk);
            crate::fetching::stop_all(desk);
            crate::practice_world::close(desk).await;
        }
        Some(Side::Connected) | None => crate::practice_world::open(desk).await?,
    }
    desk.wake.notify_one();
    desk.tell(Event::SettingsChanged);
    shell(desk).await
}

fn write(desk: &Arc<Desk>, change: &SettingsChange) -> Result<(), Failure> {
    let mut settings = desk.settings()?;
    if let Some(name) = &change.enterprise {
        // Only an enterprise that is known can be chosen.
        desk.world_of(name)?;
        settings.enterprise = Some(name.clone());
    }
    if let Some(language) = change.language {
        settings.language = language;
    }
    if let Some(appearance) = change.appearance {
        settings.appearance = appearance;
    }
    let side_before = settings.side;
    if let Some(side) = change.side {
        settings.side = side;
        if side == Side::Isolated
            && settings.enterprise.as_deref().is_some_and(|name| is_practice(&desk.practice, name))
        {
            settings.enterprise = None;
        }
    }
    desk.real.set_setting(SETTINGS, &settings)?;
    if settings.side != side_before {
        let side = if settings.side == Side::Isolated { "isolated" } else { "connected" };
        Entry::new(What::SideChanged).with("side", side).write(desk, &desk.real)?;
    }
    Ok(())
}

fn is_practice(practice: &Ledger, name: &str) -> bool {
    practice.enterprise(name).is_ok_and(|enterprise| enterprise.is_some())
}
