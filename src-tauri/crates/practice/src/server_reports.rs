//! What a site administrator reads on an Enterprise Server: its license, and the reports of its accounts, which are made in the background
//! (github/docs, "Accessing reports for your instance"). Each server of the enterprise answers at an address of its own; at the
//! enterprise's it is the isolated one.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use crate::refusal::Refusal;
use crate::server::Practice;
use crate::world::{PURCHASED, ServerAccount, VIEWER, WhichServer};

/// How long a report takes to be made.
const MADE_AFTER: SignedDuration = SignedDuration::from_secs(3);
/// How long the license is still valid.
const VALID_DAYS: i64 = 200;

/// The columns of a report, as GitHub documents them.
const COLUMNS: &str = "created_at,id,login,email,role,suspended?,last_logged_ip,repos,ssh_keys,org_memberships,dormant?,\
                       last_active,raw_login,2fa_enabled?\n";

/// When each report that was asked for is ready.
#[derive(Debug, Default)]
pub(crate) struct Reports(Mutex<HashMap<(WhichServer, &'static str), Timestamp>>);

impl Reports {
    /// Whether a report is ready; one that was never asked for begins to be made.
    fn is_ready(&self, report: (WhichServer, &'static str), now: Timestamp) -> bool {
        let mut ready = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = ready.entry(report).or_insert_with(|| now.checked_add(MADE_AFTER).unwrap_or(now));
        *at <= now
    }
}

/// Which accounts a report lists.
type Lists = fn(&ServerAccount) -> bool;

/// The reports of accounts.
const REPORTS: [(&str, Lists); 4] = [
    ("all_users.csv", |_| true),
    ("active_users.csv", |account| !account.suspended && !account.dormant),
    ("dormant_users.csv", |account| account.dormant),
    ("suspended_users.csv", |account| account.suspended),
];

/// `GET /stafftools/reports/{report}`
pub(crate) async fn report(
    State(practice): State<Arc<Practice>>,
    Extension(which): Extension<WhichServer>,
    Path(report): Path<String>,
) -> Result<Response, Refusal> {
    let known = REPORTS.into_iter().find(|(name, _)| *name == report);
    let (name, lists) = known.ok_or_else(Refusal::not_found)?;
    if !practice.reports().is_ready((which, name), practice.now()) {
        return Ok(StatusCode::ACCEPTED.into_response());
    }
    let snapshot = practice.snapshot();
    let accounts = snapshot.world.server(which).accounts.iter().filter(|account| lists(account));
    let mut table = COLUMNS.to_owned();
    accounts.for_each(|account| row(&mut table, account, practice.now()));
    Ok(([(CONTENT_TYPE, "text/csv; charset=utf-8")], table).into_response())
}

/// Nobody here has a name or an e-mail with a comma or a quote in it.
fn row(table: &mut String, account: &ServerAccount, now: Timestamp) {
    let created = account.created_at.map(written).unwrap_or_default();
    let role = if account.site_admin { "admin" } else { "user" };
    // Dormant is whoever did nothing for longer than 90 days.
    let quiet = SignedDuration::from_hours(24 * if account.dormant { 120 } else { 2 });
    let last_active = now.checked_sub(quiet).map(written).unwrap_or_default();
    let ServerAccount { id, login, suspended, dormant, .. } = account;
    let email = account.primary_email().unwrap_or_default();
    // Writing to a String cannot fail.
    let _ = writeln!(
        table,
        "{created},{id},{login},{email},{role},{suspended},,0,0,1,{dormant},{last_active},\"\"\"{login}\"\"\",false"
    );
}

fn written(moment: Timestamp) -> String {
    moment.strftime("%Y-%m-%d %H:%M:%S %z").to_string()
}

/// The license, as `license-info` of GitHub's published description of the server's REST API has it.
#[derive(Serialize)]
struct License {
    seats: usize,
    seats_used: usize,
    seats_available: usize,
    kind: &'static str,
    days_until_expiration: i64,
    expire_at: String,
}

/// `GET /api/v3/enterprise/settings/license`
pub(crate) async fn license(
    State(practice): State<Arc<Practice>>,
    Extension(which): Extension<WhichServer>,
) -> Response {
    let snapshot = practice.snapshot();
    let used = snapshot.world.server(which).accounts.iter().filter(|account| !account.suspended).count();
    let expires = practice.now().checked_add(SignedDuration::from_hours(24 * VALID_DAYS));
    let license = License {
        seats: PURCHASED,
        seats_used: used,
        seats_available: PURCHASED - used,
        kind: "standard",
        days_until_expiration: VALID_DAYS,
        expire_at: expires.map(written).unwrap_or_default(),
    };
    Json(license).into_response()
}

/// `GET /api/v3/user`: whose token it is.
pub(crate) async fn user() -> Response {
    #[derive(Serialize)]
    struct User {
        login: &'static str,
        id: u32,
        r#type: &'static str,
        site_admin: bool,
    }
    Json(User { login: VIEWER, id: 1, r#type: "User", site_admin: true }).into_response()
}
