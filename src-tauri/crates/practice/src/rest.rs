//! The read operations of GitHub's REST API that tell of licenses.

use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH, LINK, VARY};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::counter::Person;
use crate::paging::Page;
use crate::refusal::Refusal;
use crate::server::{ENTERPRISE, Practice};
use crate::snapshot::Snapshot;
use crate::world::{CloudAccount, PURCHASED, VERIFIED_DOMAIN};

/// A page of consumed licenses. The totals are those of the whole enterprise, on every page.
#[derive(Serialize)]
struct ConsumedLicenses {
    total_seats_consumed: usize,
    total_seats_purchased: usize,
    users: Vec<Row>,
}

/// A row of the consumed licenses: every key of the published schema, and the one that real answers have instead of
/// `enterprise_server_emails`.
#[derive(Serialize)]
// GitHub's row has these many switches.
#[allow(clippy::struct_excessive_bools)]
struct Row {
    github_com_login: String,
    github_com_name: Option<String>,
    enterprise_server_user_ids: Vec<String>,
    github_com_user: bool,
    enterprise_server_user: bool,
    visual_studio_subscription_user: bool,
    license_type: &'static str,
    github_com_profile: Option<String>,
    github_com_member_roles: Vec<String>,
    github_com_enterprise_roles: Vec<String>,
    github_com_verified_domain_emails: Vec<String>,
    github_com_saml_name_id: Option<String>,
    github_com_orgs_with_pending_invites: Vec<String>,
    github_com_two_factor_auth: Option<bool>,
    /// As published.
    enterprise_server_emails: Vec<String>,
    /// The same, as real answers name it (recorded in `PyGithub`'s tests/ReplayData, July 2023).
    enterprise_server_primary_emails: Vec<String>,
    visual_studio_license_status: Option<&'static str>,
    visual_studio_subscription_email: Option<String>,
    total_user_accounts: usize,
}

/// `GET /enterprises/{enterprise}/consumed-licenses`
pub(crate) async fn consumed_licenses(
    State(practice): State<Arc<Practice>>,
    Path(enterprise): Path<String>,
    Query(query): Query<HashMap<String, String>>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    known(&enterprise)?;
    let snapshot = practice.snapshot();
    let page = Page::asked(&query);
    let answer = ConsumedLicenses {
        total_seats_consumed: snapshot.people.len(),
        total_seats_purchased: PURCHASED,
        users: page.rows(&snapshot.people).iter().map(|person| Row::of(person, &snapshot)).collect(),
    };
    Ok(paged(&practice, json(&headers, &answer), "consumed-licenses", page, snapshot.people.len()))
}

/// A page with the addresses of the others.
fn paged(practice: &Practice, mut page: Response, operation: &str, asked: Page, rows: usize) -> Response {
    let address = format!("{}/enterprises/{ENTERPRISE}/{operation}", practice.base_url());
    page.headers_mut().extend(asked.link(&address, rows).map(|link| (LINK, link)));
    page
}

impl Row {
    fn of(person: &Person, snapshot: &Snapshot) -> Self {
        let cloud = person.cloud.map(|index| &snapshot.world.cloud[index]);
        let mut user_ids = Vec::new();
        let mut emails: Vec<String> = Vec::new();
        for place in &person.accounts {
            let installation = &snapshot.installations[place.server];
            let account = &installation.accounts[place.account];
            user_ids.push(format!("{}:{}", installation.server.host_name, account.id));
            if let Some(email) =
                account.primary_email().filter(|email| emails.iter().all(|other| other != email))
            {
                emails.push(email.to_owned());
            }
        }
        let visual_studio = cloud.and_then(|account| account.visual_studio_email.clone());
        Self {
            github_com_login: cloud.map(|account| account.login.clone()).unwrap_or_default(),
            github_com_name: cloud.and_then(|account| account.name.clone()),
            github_com_user: cloud.is_some(),
            enterprise_server_user: !user_ids.is_empty(),
            visual_studio_subscription_user: visual_studio.is_some(),
            license_type: if visual_studio.is_some() { "Visual Studio subscription" } else { "Enterprise" },
            github_com_profile: cloud.map(|account| format!("https://github.com/{}", account.login)),
            github_com_member_roles: cloud.map(|account| account.member_roles.clone()).unwrap_or_default(),
            github_com_enterprise_roles: cloud
                .map(|account| account.enterprise_roles.clone())
                .unwrap_or_default(),
            github_com_verified_domain_emails: cloud.map(shown_emails).unwrap_or_default(),
            github_com_saml_name_id: cloud.and_then(|account| account.saml_name_id.clone()),
            github_com_orgs_with_pending_invites: cloud
                .map(|account| account.pending_invites.clone())
                .unwrap_or_default(),
            github_com_two_factor_auth: cloud.and_then(|account| account.two_factor),
            enterprise_server_emails: emails.clone(),
            enterprise_server_primary_emails: emails,
            visual_studio_license_status: visual_studio.is_some().then_some("Matched to Cloud"),
            visual_studio_subscription_email: visual_studio,
            total_user_accounts: usize::from(cloud.is_some()) + user_ids.len(),
            enterprise_server_user_ids: user_ids,
        }
    }
}

/// An enterprise is shown only those verified e-mails that are in its verified domains.
fn shown_emails(account: &CloudAccount) -> Vec<String> {
    let is_shown =
        |email: &&String| email.rsplit_once('@').is_some_and(|(_, domain)| domain == VERIFIED_DOMAIN);
    account.verified_emails.iter().filter(is_shown).cloned().collect()
}

/// Whose Visual Studio subscription is matched to nobody.
const UNMATCHED_SUBSCRIBER: &str = "new.colleague@practice.example";

/// A page of Visual Studio subscriptions.
#[derive(Serialize)]
struct VisualStudioSubscriptions {
    total_count: usize,
    visual_studio_subscriptions: Vec<Assignment>,
}

#[derive(Clone, Serialize)]
struct Assignment {
    visual_studio_subscription_email: String,
    subscription_id: String,
    username: Option<String>,
    manual_match: bool,
}

/// `GET /enterprises/{enterprise}/visual-studio-subscriptions`
pub(crate) async fn visual_studio_subscriptions(
    State(practice): State<Arc<Practice>>,
    Path(enterprise): Path<String>,
    Query(query): Query<HashMap<String, String>>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    known(&enterprise)?;
    let snapshot = practice.snapshot();
    let unmatched_only = query.get("is_unmatched_only").is_some_and(|text| text == "true");
    let subscription = |account: &CloudAccount| {
        let email = account.visual_studio_email.clone()?;
        Some(Assignment {
            subscription_id: crate::graphql::guid(&email),
            visual_studio_subscription_email: email,
            username: Some(account.login.clone()),
            manual_match: false,
        })
    };
    let mut all: Vec<_> = snapshot.world.cloud.iter().filter_map(subscription).collect();
    // Somebody subscribes who has no account anywhere, and so takes no license.
    all.push(Assignment {
        subscription_id: crate::graphql::guid(UNMATCHED_SUBSCRIBER),
        visual_studio_subscription_email: UNMATCHED_SUBSCRIBER.to_owned(),
        username: None,
        manual_match: false,
    });
    all.retain(|one| one.username.is_none() || !unmatched_only);
    let page = Page::asked(&query);
    let answer = VisualStudioSubscriptions {
        total_count: all.len(),
        visual_studio_subscriptions: page.rows(&all).to_vec(),
    };
    Ok(paged(&practice, json(&headers, &answer), "visual-studio-subscriptions", page, all.len()))
}

#[derive(Serialize)]
struct LicenseSyncStatus {
    server_instances: Vec<ServerInstance>,
}

#[derive(Serialize)]
struct ServerInstance {
    server_id: String,
    hostname: String,
    last_sync: LastSync,
}

#[derive(Serialize)]
struct LastSync {
    date: String,
    status: &'static str,
    error: String,
}

/// `GET /enterprises/{enterprise}/license-sync-status`. A server appears when its first upload has settled.
pub(crate) async fn license_sync_status(
    State(practice): State<Arc<Practice>>,
    Path(enterprise): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    known(&enterprise)?;
    let snapshot = practice.snapshot();
    let server_instances = snapshot.installations.iter().filter_map(|installation| {
        let last = installation.last_sync.as_ref()?;
        Some(ServerInstance {
            server_id: installation.server.server_id.clone(),
            hostname: installation.server.host_name.clone(),
            last_sync: LastSync {
                date: seconds(last.at),
                status: if last.error.is_empty() { "success" } else { "failure" },
                error: last.error.clone(),
            },
        })
    });
    Ok(json(&headers, &LicenseSyncStatus { server_instances: server_instances.collect() }))
}

/// Refuses the slug of an enterprise that is not this one.
pub(crate) fn known(enterprise: &str) -> Result<(), Refusal> {
    if enterprise.eq_ignore_ascii_case(ENTERPRISE) { Ok(()) } else { Err(Refusal::not_found()) }
}

/// A date as GitHub writes it: UTC, whole seconds.
pub(crate) fn seconds(moment: jiff::Timestamp) -> String {
    moment.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// A JSON answer with the caching headers of GitHub's; 304 where the client has it already.
fn json<T: Serialize>(asked: &HeaderMap, answer: &T) -> Response {
    // Serialising fails for maps with keys that are no text and for a failing writer; there is neither here.
    let body = serde_json::to_vec(answer).unwrap_or_default();
    let digest = usage::Sha256Digest::new(Sha256::digest(&body).into());
    let etag = format!("W/\"{digest}\"");
    let is_known = asked
        .get_all(IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|known| known.trim() == etag);
    let mut response = if is_known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(CONTENT_TYPE, "application/json; charset=utf-8")], body).into_response()
    };
    let headers = response.headers_mut();
    // 64 hex digits in quotes are a header value.
    headers.extend(HeaderValue::from_str(&etag).ok().map(|etag| (ETAG, etag)));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, max-age=60, s-maxage=60"));
    headers.insert(VARY, HeaderValue::from_static("Accept, Authorization"));
    response
}
