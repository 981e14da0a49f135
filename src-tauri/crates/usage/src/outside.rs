//! Names that came from outside. A path, a host name or a file name goes through here before it reaches a file system,
//! a log or a page.

/// Makes control and bidirectional characters visible and bounds the length, so that a name can neither move a terminal's
/// cursor nor reorder a page.
///
/// Every control character (C0, C1, DEL), bidirectional control (U+061C, U+200E, U+200F, U+202A to U+202E, U+2066 to
/// U+2069), line or paragraph separator and zero-width character is shown as `\u{hex}`; more than `limit` characters end
/// in `…`.
pub fn visible(name: &str, limit: usize) -> String {
    let mut shown = String::with_capacity(name.len());
    for (count, character) in name.chars().enumerate() {
        if count == limit {
            shown.push('…');
            break;
        }
        if is_hidden(character) {
            shown.extend(character.escape_unicode());
        } else {
            shown.push(character);
        }
    }
    shown
}

fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
        )
}

/// Whether a host name is one that DNS and certificates allow (RFC 1123 labels, at most 253 characters), an IPv4 or a
/// bracketed IPv6 address, with an optional port.
pub fn is_host(name: &str) -> bool {
    let (host, port) = match name.rsplit_once(':') {
        Some((host, port)) if !host.contains(':') || host.ends_with(']') => (host, Some(port)),
        _ => (name, None),
    };
    if port.is_some_and(|port| port.parse::<u16>().is_err()) {
        return false;
    }
    if let Some(address) = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return address.parse::<std::net::Ipv6Addr>().is_ok();
    }
    let host = host.strip_suffix('.').unwrap_or(host);
    !host.is_empty()
        && host.len() <= 253
        && host.split('.').all(|label| {
            !label.is_empty()
                && label.len() <= 63
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        })
}

/// The form in which two host names are compared: lower case, without port or trailing dot.
pub fn host_key(name: &str) -> String {
    let lower = name.trim().to_lowercase();
    let without_port = match lower.rsplit_once(':') {
        Some((host, port))
            if port.bytes().all(|byte| byte.is_ascii_digit())
                && (!host.contains(':') || host.ends_with(']')) =>
        {
            host
        }
        _ => &lower,
    };
    without_port.strip_suffix('.').unwrap_or(without_port).to_owned()
}

/// A part of a file name made from an outside name: ASCII letters, digits, `.`, `-` and `_` stay, anything else becomes `-`,
/// at most 80 characters, never empty, never beginning with a dot.
pub fn file_name_part(name: &str) -> String {
    let mapped: String = name
        .chars()
        .take(80)
        .map(
            |character| {
                if character.is_ascii_alphanumeric() || "-_.".contains(character) { character } else { '-' }
            },
        )
        .collect();
    let trimmed = mapped.trim_start_matches('.');
    if trimmed.is_empty() { "server".to_owned() } else { trimmed.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_are_shown() {
        assert_eq!(
            visible("a\nb\u{202e}c", 80),
            "a\\u{a}b\\u{202e}c",
            "newline and override are spelled out"
        );
        assert_eq!(visible("日本語.json", 3), "日本語…", "length is counted in characters");
    }

    #[test]
    fn hosts_that_dns_allows() {
        for host in ["github.example", "GHE-1.example.", "localhost:8443", "[::1]:80", "10.0.0.1"] {
            assert!(is_host(host), "{host} is a host");
        }
        for host in ["", "a b", "-x.example", "x..y", "a/b", "host:99999", "\u{202e}evil", "<script>"] {
            assert!(!is_host(host), "{host:?} is no host");
        }
    }

    #[test]
    fn hosts_compare_without_case_port_and_dot() {
        assert_eq!(host_key("GitHub.Example.:8443"), "github.example", "case, dot and port go");
        assert_eq!(host_key("[::1]:80"), "[::1]", "an IPv6 address keeps its colons");
    }

    #[test]
    fn file_names_cannot_leave_their_folder() {
        assert_eq!(file_name_part("../../etc/passwd"), "-..-etc-passwd", "no separators, no leading dot");
        assert_eq!(file_name_part(""), "server", "never empty");
    }
}
