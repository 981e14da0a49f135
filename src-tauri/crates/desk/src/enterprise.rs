//! Enterprises: adding, removing, giving a token, checking line by line.

use std::sync::Arc;

use cloud::{EnterpriseSlug, Hosts, HostsError, Origin};
use ledger::{Ledger, LedgerError};

use crate::answers::{
    CheckLine, CheckState, CheckSubject, Consumed, Enterprise, EnterpriseCheck, Event, SettingsChange, Shell,
};
use crate::calls::{AddEnterprise, NewToken};
use crate::desk::locked;
use crate::history::{Entry, What};
use crate::world::{page, route};
use crate::{Desk, Failure, FailureCode, Secret};

/// The enterprises of one ledger, by name.
pub(crate) fn all(desk: &Desk, ledger: &Ledger) -> Result<Vec<Enterprise>, Failure> {
    ledger.enterprises()?.iter().map(|enterprise| answer(desk, ledger, enterprise)).collect()
}

/// All enterprises that are known, practice last.
pub fn list(desk: &Desk) -> Result<Vec<Enterprise>, Failure> {
    let mut enterprises = all(desk, &desk.real)?;
    enterprises.extend(all(desk, &desk.practice)?);
    Ok(enterprises)
}

/// An enterprise as it is shown.
pub(crate) fn answer(
    desk: &Desk,
    ledger: &Ledger,
    enterprise: &ledger::Enterprise,
) -> Result<Enterprise, Failure> {
    let host =
        Origin::parse(&enterprise.web_origin).map(|origin| origin.host().to_owned()).unwrap_or_default();
    Ok(Enterprise {
        name: enterprise.name.clone(),
        host,
        slug: enterprise.slug.clone(),
        practice: enterprise.practice,
        route: route(enterprise),
        page: page(enterprise),
        token: desk.token_state(&enterprise.name),
        check: ledger.setting(&check_key(&enterprise.name))?,
    })
}

fn check_key(name: &str) -> String {
    format!("check {name}")
}

/// Adds an enterprise, keeps its token, and chooses it.
pub async fn add(desk: &Arc<Desk>, with: AddEnterprise) -> Result<Shell, Failure> {
    let name = with.enterprise.name.trim().to_owned();
    let invalid = |field: &str, reason: &str| {
        Failure::new(FailureCode::InvalidInput).with("field", field).with("reason", reason)
    };
    if name.is_empty() || name.chars().count() > 80 || usage::outside::visible(&name, 80) != name {
        return Err(invalid("name", "not_a_name"));
    }
    let hosts = Hosts::parse(&with.enterprise.host).map_err(|error| {
        let reason = match error {
            HostsError::NotACloudHost => "not_a_cloud_host".to_owned(),
            HostsError::Origin(error) => error.to_string(),
        };
        invalid("host", &reason)
    })?;
    let slug = EnterpriseSlug::parse(&with.enterprise.slug).map_err(|_| invalid("slug", "not_a_slug"))?;
    if let Some(token) = &with.token {
        cloud::Token::new(token.expose().into()).map_err(|_| invalid("token", "not_a_token"))?;
    }
    let practice = hosts.api.is_loopback();
    let enterprise = ledger::Enterprise {
        name: name.clone(),
        title: name.clone(),
        web_origin: hosts.web.to_string(),
        api_origin: hosts.api.to_string(),
        slug: slug.to_string(),
        route: if practice { "endpoint" } else { "page" }.to_owned(),
        endpoint: None,
        practice,
        added_at: desk.now(),
    };
    let (token, session_only) = (with.token, with.session_only);
    Arc::clone(desk)
        .blocking(move |desk| {
            if desk.world_of(&enterprise.name).is_ok() {
                return Err(taken(&enterprise.name));
            }
            // The token first: where the keychain refuses it, no enterprise without a token is left behind.
            if let Some(token) = token {
                keep_token(desk, &enterprise.name, token, session_only)?;
            }
            let ledger = if practice { &desk.practice } else { &desk.real };
            ledger.add_enterprise(&enterprise).map_err(|error| match error {
                // Another window was quicker.
                LedgerError::Conflict { .. } => taken(&enterprise.name),
                error => error.into(),
            })?;
            Entry::new(What::EnterpriseAdded)
                .with("enterprise", enterprise.name.as_str())
                .with("host", hosts.web.host())
                .write(desk, ledger)
        })
        .await?;
    crate::settings::change(desk, SettingsChange { enterprise: Some(name), ..SettingsChange::default() })
        .await
}

fn taken(name: &str) -> Failure {
    Failure::new(FailureCode::NameTaken).with("name", name)
}

fn keep_token(desk: &Desk, name: &str, token: Secret, session_only: bool) -> Result<(), Failure> {
    if session_only {
        locked(&desk.session_tokens).insert(name.to_owned(), token);
    } else {
        desk.ports.keychain.write(name, &token)?;
        locked(&desk.session_tokens).remove(name);
        locked(&desk.known_tokens).insert(name.to_owned(), Some(token));
    }
    Ok(())
}

/// Gives an enterprise a token for this process only.
pub fn use_token(desk: &Desk, name: &str, token: Secret) {
    locked(&desk.session_tokens).insert(name.to_owned(), token);
}

/// The page on which a person hands files over to an enterprise.
pub fn page_of(desk: &Desk, name: &str) -> Result<String, Failure> {
    let enterprise =
        desk.world_of(name)?.enterprise.ok_or_else(|| Failure::new(FailureCode::NoEnterprise))?;
    page(&enterprise)
        .ok_or_else(|| Failure::new(FailureCode::WrongRoute).with("route", enterprise.route.as_str()))
}

/// The same for a window of the program's own, which is a connection of the program's: on the isolated side there is none.
pub fn page_for_own_window(desk: &Desk, name: &str) -> Result<String, Failure> {
    if !desk.may_use_network()? {
        return Err(Failure::new(FailureCode::IsolatedSide));
    }
    page_of(desk, name)
}

/// Removes an enterprise and its token; what happened with it stays in history.
pub async fn remove(desk: &Arc<Desk>, name: &str) -> Result<Shell, Failure> {
    let name = name.to_owned();
    let forgotten = Arc::clone(desk)
        .blocking(move |desk| {
            let world = desk.world_of(&name)?;
            if let Some(server) = unfinished(&world.ledger, &name)? {
                return Err(Failure::new(FailureCode::Unfinished).with("server", server));
            }
            world.ledger.remove_enterprise(&name).map_err(|error| match error {
                // One was begun by another process just now.
                LedgerError::Conflict { .. } => {
                    let server = unfinished(&world.ledger, &name).ok().flatten().unwrap_or_default();
                    Failure::new(FailureCode::Unfinished).with("server", server)
                }
                error => error.into(),
            })?;
            locked(&desk.session_tokens).remove(&name);
            locked(&desk.known_tokens).remove(&name);
            let mut settings = desk.settings()?;
            if settings.enterprise.as_deref() == Some(&name) {
                settings.enterprise = None;
                desk.real.set_setting(crate::world::SETTINGS, &settings)?;
            }
            Entry::new(What::EnterpriseRemoved)
                .with("enterprise", name.as_str())
                .write(desk, &world.ledger)?;
            // Last, since a keychain that does not answer must not keep the rest from being removed; it is told then.
            let left = |_| Failure::new(FailureCode::TokenLeft).with("enterprise", name.as_str());
            Ok(desk.ports.keychain.delete(&name).map_err(left))
        })
        .await?;
    desk.tell(Event::SettingsChanged);
    forgotten?;
    crate::settings::shell(desk).await
}

/// The host of a server whose hand-over to an enterprise is unfinished.
fn unfinished(ledger: &Ledger, enterprise: &str) -> Result<Option<String>, Failure> {
    let hand_overs = ledger.unfinished_hand_overs()?;
    let first = hand_overs.iter().find(|hand_over| hand_over.enterprise == enterprise);
    first.map(|hand_over| crate::task::host(ledger, hand_over)).transpose()
}

/// Gives an enterprise another token.
pub async fn replace_token(desk: &Arc<Desk>, with: NewToken) -> Result<Shell, Failure> {
    cloud::Token::new(with.token.expose().into()).map_err(|_| {
        Failure::new(FailureCode::InvalidInput).with("field", "token").with("reason", "not_a_token")
    })?;
    Arc::clone(desk)
        .blocking(move |desk| {
            desk.world_of(&with.enterprise)?;
            keep_token(desk, &with.enterprise, with.token, with.session_only)
        })
        .await?;
    desk.tell(Event::SettingsChanged);
    crate::settings::shell(desk).await
}

/// Checks an enterprise, line by line, and keeps the answer.
pub async fn check(desk: &Arc<Desk>, name: &str) -> Result<EnterpriseCheck, Failure> {
    Ok(check_and_count(desk, name).await?.0)
}

/// The same, with the count that was read on the way; `None` where the enterprise did not tell it.
pub(crate) async fn check_and_count(
    desk: &Arc<Desk>,
    name: &str,
) -> Result<(EnterpriseCheck, Option<Consumed>), Failure> {
    let world = desk.world_of(name)?;
    let enterprise = world.enterprise.ok_or_else(|| Failure::new(FailureCode::NoEnterprise))?;
    let (client, slug) = desk.cloud(&enterprise).await?;
    let at = desk.now();
    let checked = client.check(&slug).await;
    let lines = checked.lines.into_iter().map(line).collect();
    let check = EnterpriseCheck { enterprise: name.to_owned(), at: at.to_string(), lines };
    world.ledger.set_setting(&check_key(name), &check)?;
    let consumed = match &checked.consumed {
        Some(answer) => crate::before::keep_consumed(desk, &world.ledger, &enterprise, answer)?.consumed,
        None => None,
    };
    desk.tell(Event::SettingsChanged);
    Ok((check, consumed))
}

/// A line of a check, as it is shown.
fn line(line: cloud::CheckLine) -> CheckLine {
    let subject = match line.check {
        cloud::Check::HostReachable => CheckSubject::Host,
        cloud::Check::Transport => CheckSubject::Tls,
        cloud::Check::Proxy => CheckSubject::Proxy,
        cloud::Check::TokenAccepted => CheckSubject::Token,
        cloud::Check::Scopes => CheckSubject::Scope,
        cloud::Check::ApiVersion => CheckSubject::ApiVersion,
        cloud::Check::ConsumedLicenses => CheckSubject::ConsumedLicenses,
        cloud::Check::EnterpriseOwner => CheckSubject::Owner,
        cloud::Check::RateLeft => CheckSubject::Rate,
        cloud::Check::ClockSkew => CheckSubject::Clock,
    };
    let state = match (line.ok, subject) {
        (Some(true), _) => CheckState::Fine,
        // Something stays unknown because of these; the hand-over itself is not hindered.
        (
            Some(false),
            CheckSubject::Scope | CheckSubject::Owner | CheckSubject::Clock | CheckSubject::ApiVersion,
        ) => CheckState::Warning,
        (Some(false), _) => CheckState::Failed,
        (None, _) => CheckState::Unknown,
    };
    let mut params = line.params;
    if let Some(failure) = &line.failure {
        for (name, value) in failure.reason.params() {
            params.entry(name).or_insert(value);
        }
        params.insert("failure".to_owned(), failure.reason.code().into());
        if let Some(status) = failure.status {
            params.insert("status".to_owned(), u64::from(status).into());
        }
    }
    CheckLine { subject, state, params }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::{HistoryFilter, NewEnterprise};
    use crate::test_desk::TestDesk;

    fn with(name: &str, host: &str) -> AddEnterprise {
        let enterprise =
            NewEnterprise { name: name.to_owned(), host: host.to_owned(), slug: "hoshino".to_owned() };
        AddEnterprise { enterprise, token: None, session_only: false }
    }

    #[tokio::test]
    async fn history_names_the_host_of_an_enterprise_and_not_its_whole_address() {
        let at = TestDesk::new();
        add(&at.desk, with("Hoshino", "hoshino.ghe.com")).await.unwrap();
        let page = crate::history::page(&at.desk, &HistoryFilter::default()).unwrap();
        assert_eq!(page.entries[0].what, "enterprise_added", "what happened");
        assert_eq!(page.entries[0].params["host"], "hoshino.ghe.com".into(), "where");
    }

    #[test]
    fn a_line_that_does_not_hold_says_what_is_wrong_and_keeps_its_own_values() {
        let reason = cloud::Reason::ProxyRefused { proxy: "elsewhere.example:1".to_owned() };
        let failure =
            cloud::CloudFailure { reason, status: None, message: None, arrival: cloud::Arrival::NotReceived };
        let params = [("proxy".to_owned(), "proxy.example:3128".into())].into();
        let checked = cloud::CheckLine {
            check: cloud::Check::Proxy,
            ok: Some(false),
            params,
            failure: Some(failure.clone()),
        };
        assert_eq!(line(checked).params["proxy"], "proxy.example:3128".into(), "the line's own");
        let problem = cloud::CertificateProblem::Expired;
        let failure = cloud::CloudFailure { reason: cloud::Reason::Certificate { problem }, ..failure };
        let checked = cloud::CheckLine {
            check: cloud::Check::Transport,
            ok: Some(false),
            params: [].into(),
            failure: Some(failure),
        };
        let shown = line(checked);
        assert_eq!(
            (shown.state, &shown.params["problem"]),
            (CheckState::Failed, &"expired".into()),
            "and why"
        );
    }

    #[tokio::test]
    async fn a_name_is_given_once() {
        let at = TestDesk::new();
        add(&at.desk, with("Hoshino", "github.com")).await.unwrap();
        let failure = add(&at.desk, with("Hoshino", "hoshino.ghe.com")).await.unwrap_err();
        assert_eq!(failure.code, FailureCode::NameTaken, "{failure:?}");
        assert_eq!(failure.params["name"], "Hoshino".into(), "which one");
    }
}
