//! How this computer reaches the cloud: the proxy, further certificate authorities, a certificate of its own.
//!
//! Addresses and certificates stand in the real ledger; the proxy's password and the certificate's key in the keychain.

use std::sync::Arc;

use cloud::{Authorities, ClientCertificate, Connection, Proxy};
use serde::{Deserialize, Serialize};

use crate::answers::{Event, Network, ProxyKind};
use crate::desk::locked;
use crate::{Desk, Failure, FailureCode, Secret};

const SETTING: &str = "network";

/// The keychain's accounts. An enterprise's name, by which its token is kept, begins with no space.
const PROXY_ACCOUNT: &str = " proxy";
const KEY_ACCOUNT: &str = " client certificate";

/// More than any file of authorities has.
const LONGEST_PEM: usize = 4 * 1024 * 1024;

/// A change of the way out; what is `None` stays.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct NetworkChange {
    /// The proxy.
    pub proxy: Option<NewProxy>,
    /// The text of a PEM file of certificate authorities, in place of the earlier one; empty for none.
    pub authorities: Option<String>,
    /// The text of a PEM file with this computer's own certificate and its key; empty for none.
    #[cfg_attr(test, ts(type = "string | null"))]
    pub client_certificate: Option<Secret>,
}

/// A proxy, as it is typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct NewProxy {
    /// Whose.
    pub kind: ProxyKind,
    /// Its address, where it is one of its own: a host and a port, or a URL of both.
    pub url: String,
    /// The user name that it asks for; empty for none.
    pub user: String,
    /// The password. Without one, the earlier one stays.
    #[cfg_attr(test, ts(type = "string | null"))]
    pub password: Option<Secret>,
}

/// What the ledger keeps.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Kept {
    proxy: ProxyKind,
    proxy_url: Option<String>,
    proxy_user: Option<String>,
    authorities: Option<String>,
    client_certificate: Option<String>,
}

/// How this computer reaches the cloud.
pub fn network(desk: &Arc<Desk>) -> Result<Network, Failure> {
    Ok(answer(desk, &kept(desk)?))
}

/// Changes it. Nothing is kept of a change that does not hold.
pub fn change(desk: &Arc<Desk>, change: NetworkChange) -> Result<Network, Failure> {
    let mut kept = kept(desk)?;
    let proxy =
        change.proxy.map(|proxy| checked_proxy(&proxy).map(|address| (proxy, address))).transpose()?;
    let authorities = change.authorities.map(|text| checked_authorities(desk, text)).transpose()?;
    let certificate = change.client_certificate.map(|pem| checked_certificate(&pem)).transpose()?;
    // Secrets first: where the keychain refuses one, nothing else has changed.
    if let Some((proxy, address)) = proxy {
        let user = Some(proxy.user.trim().to_owned()).filter(|user| address.is_some() && !user.is_empty());
        match (&user, &proxy.password) {
            (Some(_), Some(password)) => keep(desk, PROXY_ACCOUNT, Some(password))?,
            (None, _) if kept.proxy_user.is_some() => keep(desk, PROXY_ACCOUNT, None)?,
            // The earlier password stays, or there is none to forget.
            _ => {}
        }
        kept = Kept { proxy: proxy.kind, proxy_url: address, proxy_user: user, ..kept };
    }
    if let Some(certificate) = certificate {
        match &certificate {
            Some((_, key)) => keep(desk, KEY_ACCOUNT, Some(key))?,
            None if kept.client_certificate.is_some() => keep(desk, KEY_ACCOUNT, None)?,
            None => {}
        }
        kept.client_certificate = certificate.map(|(certificates, _)| certificates);
    }
    kept.authorities = authorities.unwrap_or(kept.authorities);
    desk.real.set_setting(SETTING, &kept)?;
    desk.tell(Event::SettingsChanged);
    Ok(answer(desk, &kept))
}

/// Has a connection go that way. One to this very computer is left as it is.
pub(crate) fn take(desk: &Desk, connection: &mut Connection) -> Result<(), Failure> {
    if connection.api.is_loopback() {
        return Ok(());
    }
    let kept = kept(desk)?;
    connection.proxy = match (kept.proxy, &kept.proxy_url) {
        (ProxyKind::None, _) => Proxy::Direct,
        (ProxyKind::Own, Some(address)) => {
            let proxy = Proxy::parse(address).map_err(|_| invalid("proxy", "not_a_proxy"))?;
            match (
                &kept.proxy_user,
                kept.proxy_user.as_ref().map(|_| desk.secret(PROXY_ACCOUNT)).transpose()?,
            ) {
                (Some(user), Some(Some(password))) => proxy.with_credentials(user, &password.expose().into()),
                _ => proxy,
            }
        }
        _ => Proxy::System,
    };
    if let Some(text) = &kept.authorities {
        let authorities = Authorities::read(text, desk.now());
        connection.authorities = authorities.certificates.into_iter().map(String::into_bytes).collect();
    }
    if let Some(certificates) = &kept.client_certificate {
        let key = desk.secret(KEY_ACCOUNT)?.ok_or_else(|| invalid("client_certificate", "key_missing"))?;
        let pem = format!("{certificates}{}", key.expose());
        let certificate = ClientCertificate::new(pem.into())
            .map_err(|_| invalid("client_certificate", "not_a_client_certificate"))?;
        connection.client_certificate = Some(certificate);
    }
    Ok(())
}

fn kept(desk: &Desk) -> Result<Kept, Failure> {
    Ok(desk.real.setting(SETTING)?.unwrap_or_default())
}

fn answer(desk: &Desk, kept: &Kept) -> Network {
    let authorities = Authorities::read(kept.authorities.as_deref().unwrap_or_default(), desk.now());
    Network {
        proxy: kept.proxy,
        proxy_url: kept.proxy_url.clone(),
        proxy_user: kept.proxy_user.clone(),
        authorities: u32::try_from(authorities.certificates.len()).unwrap_or(u32::MAX),
        authority_faults: authorities.faults.into_iter().map(Into::into).collect(),
        client_certificate: kept.client_certificate.is_some(),
    }
}

/// The address of a proxy of one's own; `None` for the others.
fn checked_proxy(proxy: &NewProxy) -> Result<Option<String>, Failure> {
    if proxy.kind != ProxyKind::Own {
        return Ok(None);
    }
    let parsed = Proxy::parse(&proxy.url).map_err(|_| invalid("proxy", "not_a_proxy"))?;
    Ok(parsed.address())
}

/// The text to keep; `None` for none. A file in which one certificate can be used is taken, and what is wrong with the others is told.
fn checked_authorities(desk: &Desk, text: String) -> Result<Option<String>, Failure> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    if text.len() > LONGEST_PEM {
        return Err(invalid("authorities", "too_long"));
    }
    let authorities = Authorities::read(&text, desk.now());
    if !authorities.certificates.is_empty() {
        return Ok(Some(text));
    }
    Err(match authorities.faults.first() {
        None => invalid("authorities", "no_certificate"),
        Some(fault) => invalid("authorities", fault.problem.code())
            .with("number", u64::from(fault.number))
            .with("line", u64::from(fault.line)),
    })
}

/// The certificates and the key; `None` for none.
fn checked_certificate(pem: &Secret) -> Result<Option<(String, Secret)>, Failure> {
    if pem.expose().trim().is_empty() {
        return Ok(None);
    }
    ClientCertificate::new(pem.expose().into())
        .map_err(|_| invalid("client_certificate", "not_a_client_certificate"))?;
    let (certificates, key) = ClientCertificate::parts(&pem.expose().into());
    Ok(Some((certificates, Secret::from(key))))
}

fn keep(desk: &Desk, account: &str, secret: Option<&Secret>) -> Result<(), Failure> {
    match secret {
        Some(secret) => desk.ports.keychain.write(account, secret)?,
        None => desk.ports.keychain.delete(account)?,
    }
    locked(&desk.known_tokens).insert(account.to_owned(), secret.cloned());
    Ok(())
}

fn invalid(field: &str, reason: &str) -> Failure {
    Failure::new(FailureCode::InvalidInput).with("field", field).with("reason", reason)
}

#[cfg(test)]
mod tests;
