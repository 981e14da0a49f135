//! The part of GitHub's GraphQL schema that tells of Enterprise Server installations and of identities.
//!
//! Names, types and nullability are those of the published schema; `tests/contract.rs` compares them one by one.

// async-graphql asks for asynchronous resolvers, and GitHub's fields have as many arguments as they have.
#[allow(clippy::unused_async)]
mod accounts;
mod connection;
#[allow(clippy::unused_async, clippy::too_many_arguments)]
mod identities;
#[allow(clippy::unused_async)]
mod installations;
#[allow(clippy::unused_async, clippy::too_many_arguments)]
mod objects;
mod order;
#[allow(clippy::unused_async)]
mod organizations;
mod scalars;

use std::sync::Arc;

use async_graphql::{EmptyMutation, EmptySubscription, Request, Schema};
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use serde_json::Value;

use crate::refusal::Refusal;
use crate::scenario::{Scenario, Side};
use crate::server::Practice;
pub(crate) use identities::guid;
pub(crate) use installations::{SyncState, upload_id};

pub(crate) type PracticeSchema = Schema<objects::Query, EmptyMutation, EmptySubscription>;

/// Deeper than any question about these objects needs; a document that asks in circles is refused.
const DEEPEST: usize = 24;

pub(crate) fn schema() -> PracticeSchema {
    Schema::build(objects::Query, EmptyMutation, EmptySubscription).limit_depth(DEEPEST).finish()
}

/// What the resolvers ask.
struct Asked {
    snapshot: Arc<crate::snapshot::Snapshot>,
    /// Whether the token can read an enterprise.
    has_scope: bool,
    /// Whether the token's owner may know of the enterprise.
    is_known: bool,
}

/// `POST /graphql`
pub(crate) async fn answer(
    State(practice): State<Arc<Practice>>,
    Extension(schema): Extension<PracticeSchema>,
    body: Bytes,
) -> Result<Response, Refusal> {
    let request: Request = serde_json::from_slice(&body)
        .map_err(|_| Refusal::new(StatusCode::BAD_REQUEST, "Problems parsing JSON"))?;
    let asked = Asked {
        snapshot: practice.snapshot(),
        has_scope: practice.befallen(Side::Read) != Scenario::MissingScope,
        is_known: practice.befallen(Side::Read) != Scenario::NotFound,
    };
    let response = schema.execute(request.data(asked)).await;
    let mut answer = serde_json::to_value(&response)
        .map_err(|_| Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, "Server Error"))?;
    if let Some(errors) = answer.get_mut("errors").and_then(Value::as_array_mut) {
        errors.iter_mut().for_each(lift_type);
    }
    Ok(([(CONTENT_TYPE, "application/json; charset=utf-8")], Json(answer)).into_response())
}

/// GitHub's errors have their `type` beside the message, not under `extensions`.
fn lift_type(error: &mut Value) {
    let Some(error) = error.as_object_mut() else {
        return;
    };
    let kind = error
        .get_mut("extensions")
        .and_then(Value::as_object_mut)
        .and_then(|extensions| extensions.remove("type"));
    if error.get("extensions").and_then(Value::as_object).is_some_and(serde_json::Map::is_empty) {
        error.remove("extensions");
    }
    error.extend(kind.map(|kind| ("type".to_owned(), kind)));
}

/// An error of a kind that GitHub names.
fn error(kind: &'static str, message: impl Into<String>) -> async_graphql::Error {
    let mut error = async_graphql::Error::new(message);
    error.extensions.get_or_insert_default().set("type", kind);
    error
}
