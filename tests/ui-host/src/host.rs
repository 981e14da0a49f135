//! The host's addresses: the page, the desk's calls, what the window would ask its own system for, and events.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{Path, Query, Request, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Response, Sse};
use axum::routing::{get, post};
use axum::{Json, Router};
use desk::answers::Event;
use desk::saving::SaveRequest;
use desk::{Desk, Failure, FailureCode};
use serde_json::{Map, Value, json};
use tokio::sync::broadcast;

use crate::door::Door;
use crate::page::Page;
use crate::telling;

/// What a window would ask its own system for, and a browser cannot do. It is written down, so that a test can look.
const ONLY_A_WINDOW: &[&str] =
    &["show_in_folder", "drag_out", "open_page", "show_kept_folder", "save_receipt"];

/// What the host serves.
pub(crate) struct Host {
    desk: Arc<Desk>,
    page: Page,
    files: Vec<PathBuf>,
    events: broadcast::Sender<Event>,
    door: Door,
    asked: Mutex<Vec<Value>>,
}

impl Host {
    /// A host of that desk. `files` are what its dialog answers.
    pub(crate) fn new(
        desk: Arc<Desk>,
        page: Page,
        files: Vec<PathBuf>,
        events: broadcast::Sender<Event>,
        door: Door,
    ) -> Self {
        Self { desk, page, files, events, door, asked: Mutex::default() }
    }
}

/// Every address of the host.
pub(crate) fn router(host: Arc<Host>) -> Router {
    let asked_with_token = Router::new()
        .route("/call/{name}", post(call))
        .route("/host/{name}", post(on_host))
        .route("/asked", get(asked))
        .route_layer(middleware::from_fn_with_state(Arc::clone(&host), with_token));
    Router::new()
        .merge(asked_with_token)
        .route("/events", get(events))
        .fallback(page)
        .layer(middleware::from_fn_with_state(Arc::clone(&host), under_its_name))
        .with_state(host)
}

async fn under_its_name(
    State(host): State<Arc<Host>>,
    request: Request,
    next: Next,
) -> Result<Response, StatusCode> {
    host.door.check_host(request.headers())?;
    Ok(next.run(request).await)
}

async fn with_token(
    State(host): State<Arc<Host>>,
    headers: HeaderMap,
    request: Request,
    next: Next,
) -> Result<Response, StatusCode> {
    host.door.check_header(&headers)?;
    Ok(next.run(request).await)
}

async fn call(
    State(host): State<Arc<Host>>,
    Path(name): Path<String>,
    Json(argument): Json<Value>,
) -> Response {
    answered(desk::calls::call(&host.desk, &name, argument).await)
}

async fn on_host(
    State(host): State<Arc<Host>>,
    Path(name): Path<String>,
    Json(argument): Json<Value>,
) -> Response {
    let desk = Arc::clone(&host.desk);
    answered(match name.as_str() {
        "choose_files" if host.files.is_empty() => Ok(Value::Null),
        "choose_files" => {
            let files = host.files.clone();
            let server = argument.get("server").and_then(Value::as_str).map(str::to_owned);
            let add = move |desk: &Arc<Desk>| match server {
                Some(server) => desk::add::add_paths_of_server(desk, &files, &server),
                None => desk::add::add_paths(desk, &files),
            };
            desk.blocking(add).await.map(|()| Value::Null)
        }
        "handed_path" => {
            let file = argument.get("file").and_then(Value::as_str).unwrap_or_default().to_owned();
            desk.blocking(move |desk| desk::prepare::handed_path(desk, &file))
                .await
                .map(|path| Value::from(path.to_string_lossy()))
        }
        "choose_decisions" => match host.files.first().cloned() {
            Some(path) => desk
                .blocking(move |desk| desk::decisions::import::preview(desk, &path))
                .await
                .map(|looked| serde_json::to_value(looked).unwrap_or_default()),
            None => Ok(Value::Null),
        },
        "save_file" => match serde_json::from_value::<SaveRequest>(argument["request"].clone()) {
            Ok(request) => desk.blocking(move |desk| saved(desk, &request)).await,
            Err(_) => Err(Failure::new(FailureCode::InvalidInput).with("field", "request")),
        },
        only if ONLY_A_WINDOW.contains(&only) => {
            let asked = json!({ "name": only, "argument": argument });
            host.asked.lock().unwrap_or_else(PoisonError::into_inner).push(asked);
            Ok(Value::Null)
        }
        _ => Err(Failure::new(FailureCode::NotFound).with("what", "host").with("id", name)),
    })
}

/// Writes a file where a person would have said: in a folder beside the ledger, so that a test can look.
fn saved(desk: &Arc<Desk>, request: &SaveRequest) -> Result<Value, Failure> {
    let folder = desk.folder().join("saved");
    std::fs::create_dir_all(&folder)
        .map_err(|_| Failure::new(FailureCode::InputOutput).with("reason", "io"))?;
    let path = folder.join(desk::saving::suggested_name(desk, request)?);
    desk::saving::save(desk, request, &path)?;
    Ok(Value::from(path.to_string_lossy()))
}

/// What was asked for that only a window can do, in its order.
async fn asked(State(host): State<Arc<Host>>) -> Json<Vec<Value>> {
    Json(host.asked.lock().unwrap_or_else(PoisonError::into_inner).clone())
}

async fn events(
    State(host): State<Arc<Host>>,
    Query(query): Query<Map<String, Value>>,
) -> Result<Response, StatusCode> {
    host.door.check_token(query.get("token").and_then(Value::as_str).map(str::as_bytes))?;
    Ok(Sse::new(telling::told(host.events.subscribe())).into_response())
}

async fn page(State(host): State<Arc<Host>>, uri: Uri) -> Response {
    host.page.file(uri.path()).unwrap_or_else(|| StatusCode::NOT_FOUND.into_response())
}

fn answered(answer: Result<Value, Failure>) -> Response {
    match answer {
        Ok(answer) => Json(answer).into_response(),
        Err(failure) => (StatusCode::UNPROCESSABLE_ENTITY, Json(failure)).into_response(),
    }
}
