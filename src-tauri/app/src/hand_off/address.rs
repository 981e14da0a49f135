//! Which addresses a hand-off window may open, and which of them are the enterprise's own page.

use std::net::IpAddr;

use tauri::Url;

/// Whether the window may go there: the web by TLS, since a sign-in may lead to an identity provider's own host, and loopback, for
/// rehearsals. No file, no program's own scheme, no page that stands in its address.
pub(super) fn may_be_opened(address: &Url) -> bool {
    match address.scheme() {
        "https" => true,
        "http" => is_loopback(address),
        // What a page opens in a frame before it fills it.
        "about" => matches!(address.path(), "blank" | "srcdoc"),
        _ => false,
    }
}

/// Whether an address is the enterprise's page or one below it. GitHub documents the way to its licensing page from the enterprise's
/// page, and no address for it.
pub(super) fn belongs_to(page: &Url, address: &Url) -> bool {
    let below = address.path().strip_prefix(page.path().trim_end_matches('/'));
    page.origin() == address.origin()
        && may_be_opened(address)
        && address.username().is_empty()
        && below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn is_loopback(address: &Url) -> bool {
    // An IPv6 address stands in brackets.
    let host = address.host_str().unwrap_or_default().trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || host.parse().is_ok_and(|address: IpAddr| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        text.parse().unwrap()
    }

    #[test]
    fn only_the_web_by_tls_and_loopback_are_opened() {
        for good in [
            "https://github.com/enterprises/octo",
            "https://login.example/saml",
            "http://127.0.0.1:8080/x",
            "http://[::1]:8080/x",
            "http://localhost/x",
            "about:blank",
        ] {
            assert!(may_be_opened(&url(good)), "{good}");
        }
        for bad in [
            "http://github.com/",
            "http://127.0.0.1.evil.example/",
            "file:///etc/passwd",
            "tauri://localhost/index.html",
            "asset://localhost/etc/passwd",
            "ipc://localhost/call",
            "data:text/html,hello",
            "blob:https://github.com/1",
            "javascript:alert(1)",
            "about:config",
        ] {
            assert!(!may_be_opened(&url(bad)), "{bad}");
        }
    }

    #[test]
    fn only_this_enterprises_pages_may_ask_for_its_file() {
        let page = url("https://github.com/enterprises/octo");
        for own in [
            "https://github.com/enterprises/octo",
            "https://github.com/enterprises/octo/",
            "https://github.com/enterprises/octo/enterprise_licensing?tab=1#usage",
        ] {
            assert!(belongs_to(&page, &url(own)), "{own}");
        }
        for other in [
            "https://github.com/enterprises/octopus",
            "https://github.com/enterprises/other",
            "https://github.com/enterprises/octo/../other",
            "https://github.com/login?return_to=/enterprises/octo",
            "https://github.com.evil.example/enterprises/octo",
            "https://octo@github.com/enterprises/octo",
            "http://github.com/enterprises/octo",
            "https://github.com:8443/enterprises/octo",
            "about:blank",
        ] {
            assert!(!belongs_to(&page, &url(other)), "{other}");
        }
    }
}
