//! Where a file is taken, as configurable data: GitHub publishes no API for uploads, so the practice enterprise, a relay or an
//! API yet to come each have their own.

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use serde::{Deserialize, Serialize};

use crate::enterprise::EnterpriseSlug;

/// How a file is handed over HTTP, on the origin that the token is bound to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Profile", into = "Profile")]
pub struct Endpoint {
    profile: Profile,
    headers: HeaderMap,
}

/// What a person configures of an endpoint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// An absolute path on the bound origin; `{enterprise}` stands for the slug.
    pub path: String,
    /// How it is sent.
    pub method: UploadMethod,
    /// What the body is.
    pub body: BodyForm,
    /// Further headers, by name. They are kept in plain text, so no secret belongs here.
    #[serde(default)]
    pub headers: Vec<(String, String)>,
}

/// The methods by which files are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UploadMethod {
    /// POST
    Post,
    /// PUT
    Put,
}

/// What the body of the request is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BodyForm {
    /// The file's bytes and nothing else.
    Raw,
    /// `multipart/form-data` (RFC 7578) with the file in one field.
    Multipart {
        /// The field's name.
        field: String,
    },
}

/// Why a profile is none that could be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum EndpointError {
    /// The path doesn't begin with one `/`, or holds something that a path can't.
    #[error("path_not_usable")]
    PathNotUsable,
    /// The multipart field's name is empty, or holds something else than ASCII letters, digits and `-_.[]`.
    #[error("field_not_usable")]
    FieldNotUsable,
    /// A header's name or value is none of HTTP's.
    #[error("header_not_usable")]
    HeaderNotUsable,
    /// A header that this room sets itself, or that says where a request goes or ends.
    #[error("header_reserved")]
    HeaderReserved,
}

/// Set by this room, or by the connection.
const RESERVED_HEADERS: [&str; 14] = [
    "authorization",
    "accept",
    "connection",
    "content-length",
    "content-type",
    "cookie",
    "expect",
    "host",
    "idempotency-key",
    "proxy-authorization",
    "transfer-encoding",
    "upgrade",
    "x-file-name",
    "x-github-api-version",
];

impl Endpoint {
    /// Checks a profile.
    pub fn new(profile: Profile) -> Result<Self, EndpointError> {
        let path = profile.path.as_str();
        let usable = path.starts_with('/')
            && !path.starts_with("//")
            && path.bytes().all(|byte| byte.is_ascii_graphic() && !b"\\?#%".contains(&byte))
            && path.split('/').all(|segment| segment != "." && segment != "..");
        if !usable {
            return Err(EndpointError::PathNotUsable);
        }
        if let BodyForm::Multipart { field } = &profile.body
            && (field.is_empty()
                || !field.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.[]".contains(&byte)))
        {
            return Err(EndpointError::FieldNotUsable);
        }
        let mut headers = HeaderMap::new();
        for (name, value) in &profile.headers {
            let name = HeaderName::try_from(name.as_str()).map_err(|_| EndpointError::HeaderNotUsable)?;
            if RESERVED_HEADERS.contains(&name.as_str()) {
                return Err(EndpointError::HeaderReserved);
            }
            headers.append(
                name,
                HeaderValue::try_from(value.as_str()).map_err(|_| EndpointError::HeaderNotUsable)?,
            );
        }
        Ok(Self { profile, headers })
    }

    /// The practice enterprise's own: `POST /enterprises/{enterprise}/server-usage` with the file's bytes.
    pub fn practice() -> Self {
        let profile = Profile {
            path: "/enterprises/{enterprise}/server-usage".to_owned(),
            method: UploadMethod::Post,
            body: BodyForm::Raw,
            headers: Vec::new(),
        };
        Self { profile, headers: HeaderMap::new() }
    }

    /// What was configured.
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    pub(crate) fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The path for one enterprise.
    pub(crate) fn path(&self, slug: &EnterpriseSlug) -> String {
        self.profile.path.replace("{enterprise}", slug.as_str())
    }
}

impl TryFrom<Profile> for Endpoint {
    type Error = EndpointError;

    fn try_from(profile: Profile) -> Result<Self, EndpointError> {
        Self::new(profile)
    }
}

impl From<Endpoint> for Profile {
    fn from(endpoint: Endpoint) -> Self {
        endpoint.profile
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_path(path: &str) -> Profile {
        Profile { path: path.to_owned(), ..Endpoint::practice().profile }
    }

    fn with_header(name: &str, value: &str) -> Profile {
        Profile { headers: vec![(name.to_owned(), value.to_owned())], ..Endpoint::practice().profile }
    }

    #[test]
    fn the_practice_profile_holds_by_its_own_rules() {
        let practice = Endpoint::practice();
        assert_eq!(Endpoint::new(practice.profile.clone()), Ok(practice.clone()), "nothing special");
        let slug = EnterpriseSlug::parse("octo").unwrap();
        assert_eq!(practice.path(&slug), "/enterprises/octo/server-usage", "the slug stands in the path");
    }

    #[test]
    fn a_path_cannot_leave_the_origin() {
        for path in [
            "",
            "x",
            "//evil.example/x",
            "/a/../b",
            "/a?b",
            "/a#b",
            "/a\\b",
            "/a%2f",
            "/a b",
            "/a\n",
            "/日本",
        ] {
            assert_eq!(Endpoint::new(with_path(path)), Err(EndpointError::PathNotUsable), "{path:?}");
        }
        assert!(Endpoint::new(with_path("/relay/v1/{enterprise}")).is_ok(), "an absolute path");
    }

    #[test]
    fn headers_cannot_replace_what_keeps_a_request_safe() {
        for name in ["Authorization", "HOST", "content-length", "Transfer-Encoding", "X-File-Name", "cookie"]
        {
            assert_eq!(Endpoint::new(with_header(name, "x")), Err(EndpointError::HeaderReserved), "{name}");
        }
        for (name, value) in
            [("X Y", "x"), ("", "x"), ("X-Ticket", "a\r\nHost: evil.example"), ("X-Ticket", "\0")]
        {
            assert_eq!(
                Endpoint::new(with_header(name, value)),
                Err(EndpointError::HeaderNotUsable),
                "{name:?}: {value:?}"
            );
        }
        assert!(Endpoint::new(with_header("X-Ticket", "CHG-1")).is_ok(), "an ordinary one");
    }

    #[test]
    fn a_stored_profile_is_checked_when_it_is_read() {
        let stored = r#"{"path":"/in/{enterprise}","method":"put","body":{"multipart":{"field":"file"}}}"#;
        let endpoint: Endpoint = serde_json::from_str(stored).unwrap();
        assert_eq!(endpoint.profile().method, UploadMethod::Put, "as configured");
        let back: Endpoint = serde_json::from_str(&serde_json::to_string(&endpoint).unwrap()).unwrap();
        assert_eq!(back, endpoint, "and back");
        assert!(
            serde_json::from_str::<Endpoint>(r#"{"path":"//x","method":"put","body":"raw"}"#).is_err(),
            "a bad one does not get in through the store"
        );
    }

    #[test]
    fn a_field_has_a_name_that_fits_a_header() {
        for field in ["", "a b", "a\"b", "a\r\nb", "使用"] {
            let body = BodyForm::Multipart { field: field.to_owned() };
            let profile = Profile { body, ..Endpoint::practice().profile };
            assert_eq!(Endpoint::new(profile), Err(EndpointError::FieldNotUsable), "{field:?}");
        }
    }
}
