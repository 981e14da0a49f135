//! Answers that refuse, in the form that GitHub's REST API gives them (`basic-error` of its published description).

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// Where GitHub documents the licensing operations.
pub(crate) const LICENSING_DOCUMENTATION: &str =
    "https://docs.github.com/enterprise-cloud@latest/rest/enterprise-admin/licensing";
/// Where GitHub documents its REST API.
pub(crate) const REST_DOCUMENTATION: &str = "https://docs.github.com/rest";

/// A refusal: a status, and a sentence as GitHub would put it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) status: StatusCode,
    pub(crate) message: String,
    pub(crate) documentation_url: &'static str,
}

impl Refusal {
    pub(crate) fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Self { status, message: message.into(), documentation_url: REST_DOCUMENTATION }
    }

    pub(crate) fn bad_credentials() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "Bad credentials")
    }

    /// Also what GitHub answers where the existence of something is not to be told.
    pub(crate) fn not_found() -> Self {
        Self { documentation_url: LICENSING_DOCUMENTATION, ..Self::new(StatusCode::NOT_FOUND, "Not Found") }
    }

    pub(crate) fn method_not_allowed() -> Self {
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "Method Not Allowed")
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        #[derive(Serialize)]
        struct Body<'a> {
            message: &'a str,
            documentation_url: &'a str,
            status: String,
        }
        let body = Body {
            message: &self.message,
            documentation_url: self.documentation_url,
            status: self.status.as_u16().to_string(),
        };
        (self.status, Json(body)).into_response()
    }
}
