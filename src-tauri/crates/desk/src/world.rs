//! The two worlds, real and practice, and which one a call works in.

use std::sync::Arc;

use cloud::{Cloud, Connection, EnterpriseSlug, Origin, Token};
use ledger::{Enterprise, Ledger};

use crate::answers::{Route, Settings, Side, TokenState};
use crate::desk::locked;
use crate::{Desk, Failure, FailureCode, Secret};

/// A ledger, and the enterprise at hand in it.
pub(crate) struct World {
    pub(crate) ledger: Ledger,
    pub(crate) practice: bool,
    /// `None` where none was added, or on the isolated side of practice.
    pub(crate) enterprise: Option<Enterprise>,
}

pub(crate) const SETTINGS: &str = "settings";

impl Desk {
    /// What a person chose, or what a newcomer finds: as the system, connected, practice.
    pub(crate) fn settings(&self) -> Result<Settings, Failure> {
        Ok(self.real.setting(SETTINGS)?.unwrap_or(Settings {
            language: crate::answers::Language::default(),
            appearance: crate::answers::Appearance::default(),
            side: Side::Connected,
            enterprise: None,
        }))
    }

    /// Whether a network client may be built.
    pub(crate) fn may_use_network(&self) -> Result<bool, Failure> {
        Ok(self.ports.network && self.settings()?.side == Side::Connected)
    }

    /// The world at hand: the chosen enterprise's, or, where none was chosen, practice on the connected side of a host that embeds
    /// it and the real one otherwise.
    pub(crate) fn world(&self) -> Result<World, Failure> {
        let settings = self.settings()?;
        if let Some(name) = &settings.enterprise
            && let Ok(world) = self.world_of(name)
        {
            return Ok(world);
        }
        let practice = self.ports.embeds_practice && settings.side == Side::Connected;
        let ledger = if practice { &self.practice } else { &self.real };
        let enterprise = if practice { self.practice.enterprise(crate::practice_world::NAME)? } else { None };
        Ok(World { ledger: ledger.clone(), practice, enterprise })
    }

    /// The world of an enterprise, by name.
    pub(crate) fn world_of(&self, name: &str) -> Result<World, Failure> {
        for (ledger, practice) in [(&self.real, false), (&self.practice, true)] {
            if let Some(enterprise) = ledger.enterprise(name)? {
                return Ok(World { ledger: ledger.clone(), practice, enterprise: Some(enterprise) });
            }
        }
        Err(Failure::new(FailureCode::NotFound)
            .with("what", "enterprise")
            .with("id", usage::outside::visible(name, 80)))
    }

    /// The ledger that holds a review, a hand-over or a receipt: ids are random, so they are in one of the two.
    pub(crate) fn ledgers(&self) -> [(Ledger, bool); 2] {
        [(self.real.clone(), false), (self.practice.clone(), true)]
    }

    /// The token of an enterprise: this session's, else the keychain's. Blocks while the keychain may ask a person.
    pub(crate) fn token(&self, enterprise: &str) -> Result<Secret, Failure> {
        let missing = || Failure::new(FailureCode::TokenMissing).with("enterprise", enterprise);
        self.secret(enterprise)?.ok_or_else(missing)
    }

    /// A secret of the keychain, or this session's in its place. Blocks while the keychain may ask a person.
    pub(crate) fn secret(&self, account: &str) -> Result<Option<Secret>, Failure> {
        if let Some(secret) = locked(&self.session_tokens).get(account) {
            return Ok(Some(secret.clone()));
        }
        let known = locked(&self.known_tokens).get(account).cloned();
        if let Some(Some(secret)) = known {
            return Ok(Some(secret));
        }
        // One that was not there may be there now: another process keeps secrets too.
        let secret = self.ports.keychain.read(account)?;
        locked(&self.known_tokens).insert(account.to_owned(), secret.clone());
        if secret.is_none() && known.is_none() {
            self.tell(crate::answers::Event::SettingsChanged);
        }
        Ok(secret)
    }

    /// Where the token of an enterprise is, without asking the keychain.
    pub(crate) fn token_state(&self, enterprise: &str) -> TokenState {
        if locked(&self.session_tokens).contains_key(enterprise) {
            return TokenState::Session;
        }
        match locked(&self.known_tokens).get(enterprise) {
            Some(Some(_)) => TokenState::Keychain,
            Some(None) => TokenState::Missing,
            None => TokenState::Unknown,
        }
    }

    /// A client for an enterprise, bound to its origin; refused on the isolated side.
    pub(crate) async fn cloud(
        self: &Arc<Self>,
        enterprise: &Enterprise,
    ) -> Result<(Cloud, EnterpriseSlug), Failure> {
        if !self.may_use_network()? {
            return Err(Failure::new(FailureCode::IsolatedSide));
        }
        if enterprise.name == crate::practice_world::NAME {
            crate::practice_world::open(self).await?;
        }
        // The practice enterprise takes a new port at each start: its origin is read after it was opened.
        let enterprise = self.world_of(&enterprise.name)?.enterprise.unwrap_or_else(|| enterprise.clone());
        let name = enterprise.name.clone();
        let secret = Arc::clone(self).blocking(move |desk| desk.token(&name)).await?;
        let defect = |place: &str| Failure::new(FailureCode::Defect).with("place", place);
        let origin = Origin::parse(&enterprise.api_origin).map_err(|_| defect("api_origin"))?;
        let slug = EnterpriseSlug::parse(&enterprise.slug).map_err(|_| defect("slug"))?;
        let token = Token::new(secret.expose().into()).map_err(|_| {
            Failure::new(FailureCode::InvalidInput).with("field", "token").with("reason", "not_a_token")
        })?;
        let mut connection =
            Connection::new(origin, token, concat!("seatbridge/", env!("CARGO_PKG_VERSION")));
        let connection = Arc::clone(self)
            .blocking(move |desk| {
                crate::network::take(desk, &mut connection)?;
                Ok(connection)
            })
            .await?;
        let pacing = Arc::new(crate::ports::Pacing::new(
            Arc::clone(&self.ports.clock),
            Arc::clone(&self.ports.randomness),
        ));
        Ok((Cloud::new(connection, pacing)?, slug))
    }
}

/// The route of an enterprise.
pub(crate) fn route(enterprise: &Enterprise) -> Route {
    route_of(&enterprise.route)
}

/// The route that a word of the ledger means.
pub(crate) fn route_of(word: &str) -> Route {
    match word {
        "endpoint" => Route::Endpoint,
        "own_window" => Route::OwnWindow,
        _ => Route::Page,
    }
}

/// The word that the ledger keeps for a route.
pub(crate) const fn route_word(route: Route) -> &'static str {
    match route {
        Route::Page => "page",
        Route::OwnWindow => "own_window",
        Route::Endpoint => "endpoint",
    }
}

/// The page on which a person hands a file over; `None` for practice.
pub(crate) fn page(enterprise: &Enterprise) -> Option<String> {
    if enterprise.practice {
        return None;
    }
    let web = Origin::parse(&enterprise.web_origin).ok()?;
    let slug = EnterpriseSlug::parse(&enterprise.slug).ok()?;
    Some(cloud::licensing_page(&web, &slug).to_string())
}

#[cfg(test)]
mod tests;
