//! Who is let in: the page that this process served, and no other page or program of this computer.

use axum::http::header::HOST;
use axum::http::{HeaderMap, StatusCode};

/// Where a page puts its token.
const TOKEN: &str = "x-seatbridge-token";

/// What a request must carry.
pub(crate) struct Door {
    host: String,
    token: String,
}

impl Door {
    /// A door for the host on that port of 127.0.0.1.
    pub(crate) fn new(port: u16, token: String) -> Self {
        Self { host: format!("127.0.0.1:{port}"), token }
    }

    /// A name that an outsider's page made point here is not this host's name.
    pub(crate) fn check_host(&self, headers: &HeaderMap) -> Result<(), StatusCode> {
        let named = headers.get(HOST).is_some_and(|host| host.as_bytes() == self.host.as_bytes());
        if named { Ok(()) } else { Err(StatusCode::MISDIRECTED_REQUEST) }
    }

    /// The token in a header, which a page of another origin cannot send.
    pub(crate) fn check_header(&self, headers: &HeaderMap) -> Result<(), StatusCode> {
        self.check_token(headers.get(TOKEN).map(axum::http::HeaderValue::as_bytes))
    }

    /// The token in the address, for the stream of events: a browser sends no header of ours with it.
    pub(crate) fn check_token(&self, token: Option<&[u8]>) -> Result<(), StatusCode> {
        if token == Some(self.token.as_bytes()) { Ok(()) } else { Err(StatusCode::FORBIDDEN) }
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn headers(name: &'static str, value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(axum::http::HeaderName::from_static(name), HeaderValue::from_static(value))])
    }

    #[test]
    fn only_the_address_that_was_printed_names_the_host() {
        let door = Door::new(4_000, "a1".to_owned());
        assert_eq!(door.check_host(&headers("host", "127.0.0.1:4000")), Ok(()));
        for other in ["127.0.0.1:4001", "localhost:4000", "rebound.example:4000"] {
            assert_eq!(
                door.check_host(&headers("host", other)),
                Err(StatusCode::MISDIRECTED_REQUEST),
                "{other} is another host"
            );
        }
        assert_eq!(door.check_host(&HeaderMap::new()), Err(StatusCode::MISDIRECTED_REQUEST));
    }

    #[test]
    fn a_wrong_token_or_none_opens_nothing() {
        let door = Door::new(4_000, "a1".to_owned());
        assert_eq!(door.check_header(&headers(TOKEN, "a1")), Ok(()));
        assert_eq!(door.check_header(&headers(TOKEN, "a10")), Err(StatusCode::FORBIDDEN));
        assert_eq!(door.check_header(&HeaderMap::new()), Err(StatusCode::FORBIDDEN));
        assert_eq!(door.check_token(None), Err(StatusCode::FORBIDDEN));
    }
}
