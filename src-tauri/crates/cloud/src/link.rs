//! The `Link` header (RFC 8288), by which GitHub's REST API names the other pages of an answer.

/// Where a relation leads, such as `next`, as it was written.
pub(crate) fn target<'a>(link: &'a str, relation: &str) -> Option<&'a str> {
    let mut rest = link;
    while let Some((_, behind)) = rest.split_once('<') {
        let (target, behind) = behind.split_once('>')?;
        let (parameters, following) = behind.split_at(end_of_parameters(behind));
        if has_relation(parameters, relation) {
            return Some(target);
        }
        rest = following;
    }
    None
}

/// The number of the page that a relation leads to; `None` where its pages have no numbers.
pub(crate) fn page(link: &str, relation: &str) -> Option<u64> {
    let (_, query) = target(link, relation)?.split_once('?')?;
    let (_, page) = url::form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "page")?;
    page.parse().ok()
}

/// Where the parameters of one link end: at the comma before the next one, which may also stand inside of quotes.
fn end_of_parameters(text: &str) -> usize {
    let mut quoted = false;
    text.bytes()
        .position(|byte| {
            quoted ^= byte == b'"';
            byte == b',' && !quoted
        })
        .unwrap_or(text.len())
}

/// `rel` holds one relation or several with spaces between them, in any case of letters.
fn has_relation(parameters: &str, relation: &str) -> bool {
    parameters.split(';').filter_map(|parameter| parameter.split_once('=')).any(|(name, value)| {
        let mut relations = value.trim().trim_matches('"').split_ascii_whitespace();
        name.trim().eq_ignore_ascii_case("rel") && relations.any(|name| name.eq_ignore_ascii_case(relation))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relation_is_found_in_any_order_of_parameters() {
        for (link, last) in [
            (r#"<https://a.example/?page=7&per_page=1>; rel="last""#, Some(7)),
            (
                r#"<https://a.example/?page=2>; rel="next", <https://a.example/?page=9>; title="x, y"; rel=last"#,
                Some(9),
            ),
            (r#"<https://a.example/?page=3>; REL="prev Last""#, Some(3)),
            (r#"<https://a.example/?page=2>; rel="next""#, None),
            (r#"<https://a.example/?page=x>; rel="last""#, None),
            (r#"<https://a.example/?page=5; rel="last""#, None),
            ("page=7; rel=last", None),
            ("", None),
        ] {
            assert_eq!(page(link, "last"), last, "{link}");
        }
    }

    #[test]
    fn a_target_may_hold_what_separates_links() {
        let link =
            r#"<https://a.example/?after=a,b;c>; rel="next", <https://a.example/?page=1>; rel="first""#;
        assert_eq!(target(link, "next"), Some("https://a.example/?after=a,b;c"), "as it was written");
        assert_eq!(target(link, "first"), Some("https://a.example/?page=1"), "and what follows it");
        assert_eq!(target(link, "prev"), None, "what is not there");
    }
}
