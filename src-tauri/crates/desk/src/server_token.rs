//! The token of a server's site administrator: it is used for a reading and kept in memory for this session; the keychain has it only
//! where the person asked for that.

use std::sync::Arc;

use usage::outside::host_key;

use crate::answers::{Event, TokenState};
use crate::desk::locked;
use crate::{Desk, Failure, FailureCode, Secret};

/// The hosts whose token the keychain keeps, in the real ledger.
const SETTING: &str = "server tokens";

/// The keychain's account. An enterprise's name, by which its token is kept, begins with no space.
fn account(host: &str) -> String {
    format!(" server {}", host_key(host))
}

/// That what was typed cannot be a token.
pub(crate) fn not_a_token() -> Failure {
    Failure::new(FailureCode::InvalidInput).with("field", "token").with("reason", "not_a_token")
}

/// The token to ask a server with: the one that was typed, else the one at hand. The servers of practice take practice's own.
pub(crate) async fn to_use(
    desk: &Arc<Desk>,
    practice: bool,
    host: &str,
    typed: Option<Secret>,
) -> Result<Secret, Failure> {
    if let Some(typed) = typed {
        return Ok(typed);
    }
    let host = host.to_owned();
    let at_hand = Arc::clone(desk).blocking(move |desk| {
        if practice {
            return Ok(locked(&desk.session_tokens).get(crate::practice_world::NAME).cloned());
        }
        if state(desk, practice, &host)? == TokenState::Missing {
            return Ok(None);
        }
        desk.secret(&account(&host))
    });
    at_hand.await?.ok_or_else(|| {
        Failure::new(FailureCode::InvalidInput).with("field", "token").with("reason", "missing")
    })
}

/// Keeps a token that a server has taken: for this session, or in the keychain. Where that refuses it, it is at hand for this session.
pub(crate) fn keep(desk: &Desk, host: &str, token: Secret, in_keychain: bool) -> Result<(), Failure> {
    let account = account(host);
    locked(&desk.session_tokens).insert(account.clone(), token.clone());
    if in_keychain {
        desk.ports.keychain.write(&account, &token)?;
        note(desk, host, true)?;
        locked(&desk.session_tokens).remove(&account);
        locked(&desk.known_tokens).insert(account, Some(token));
    }
    Ok(())
}

/// Forgets the token of a server, here and in the keychain.
pub(crate) fn forget(desk: &Arc<Desk>, key: &str) -> Result<(), Failure> {
    let host = crate::servers::host_of(desk, key)?;
    let account = account(&host);
    locked(&desk.session_tokens).remove(&account);
    if is_in_keychain(desk, &host)? {
        desk.ports.keychain.delete(&account)?;
        locked(&desk.known_tokens).remove(&account);
        note(desk, &host, false)?;
    }
    desk.tell(Event::ServerRead { host });
    Ok(())
}

/// Where the token of a server is, without asking the keychain.
pub(crate) fn state(desk: &Desk, practice: bool, host: &str) -> Result<TokenState, Failure> {
    if practice || locked(&desk.session_tokens).contains_key(&account(host)) {
        return Ok(TokenState::Session);
    }
    Ok(if is_in_keychain(desk, host)? { TokenState::Keychain } else { TokenState::Missing })
}

fn is_in_keychain(desk: &Desk, host: &str) -> Result<bool, Failure> {
    let hosts: Vec<String> = desk.real.setting(SETTING)?.unwrap_or_default();
    Ok(hosts.contains(&host_key(host)))
}

fn note(desk: &Desk, host: &str, is_in_keychain: bool) -> Result<(), Failure> {
    let mut hosts: Vec<String> = desk.real.setting(SETTING)?.unwrap_or_default();
    hosts.retain(|known| *known != host_key(host));
    if is_in_keychain {
        hosts.push(host_key(host));
    }
    Ok(desk.real.set_setting(SETTING, &hosts)?)
}
