//! Pages by number, as GitHub's REST API gives them: `per_page`, `page`, and a `Link` header.

use std::collections::HashMap;

use axum::http::HeaderValue;

/// Rows on a page unless asked otherwise.
const PER_PAGE: usize = 30;
/// The most rows that a page has; more is answered with this many.
const MOST_PER_PAGE: usize = 100;

/// The page that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Page {
    /// From 1.
    number: usize,
    per_page: usize,
}

impl Page {
    /// From the query's parameters. Like GitHub, what is no number from 1 is taken for the default.
    pub(crate) fn asked(query: &HashMap<String, String>) -> Self {
        let number = |name: &str| {
            query.get(name).and_then(|text| text.parse::<usize>().ok()).filter(|number| *number > 0)
        };
        Self {
            number: number("page").unwrap_or(1),
            per_page: number("per_page").unwrap_or(PER_PAGE).min(MOST_PER_PAGE),
        }
    }

    /// The rows of this page; none beyond the last page.
    pub(crate) fn rows<'a, T>(&self, all: &'a [T]) -> &'a [T] {
        let start = (self.number - 1).saturating_mul(self.per_page).min(all.len());
        let end = start.saturating_add(self.per_page).min(all.len());
        &all[start..end]
    }

    /// The `Link` header (RFC 8288): `prev` and `first` after the first page, `next` and `last` before the last one. `None`
    /// where there is only one page.
    pub(crate) fn link(&self, address: &str, rows: usize) -> Option<HeaderValue> {
        let last = rows.div_ceil(self.per_page).max(1);
        let mut links = Vec::new();
        let mut link = |relation: &str, page: usize| {
            links.push(format!("<{address}?per_page={}&page={page}>; rel=\"{relation}\"", self.per_page));
        };
        if self.number > 1 {
            link("prev", (self.number - 1).min(last));
        }
        if self.number < last {
            link("next", self.number + 1);
            link("last", last);
        }
        if self.number > 1 {
            link("first", 1);
        }
        if links.is_empty() { None } else { HeaderValue::from_str(&links.join(", ")).ok() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(query: &[(&str, &str)]) -> Page {
        Page::asked(&query.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn what_is_asked_is_kept_within_github_s_limits() {
        assert_eq!(page(&[]), Page { number: 1, per_page: 30 }, "the defaults");
        assert_eq!(
            page(&[("per_page", "500"), ("page", "2")]),
            Page { number: 2, per_page: 100 },
            "at most 100"
        );
        assert_eq!(
            page(&[("per_page", "0"), ("page", "x")]),
            Page { number: 1, per_page: 30 },
            "nonsense is default"
        );
    }

    #[test]
    fn pages_cover_every_row_once() {
        let all: Vec<usize> = (0..65).collect();
        let pages = ["1", "2", "3", "4"].map(|number| page(&[("page", number)]).rows(&all).to_vec());
        assert_eq!(pages.concat(), all, "nothing is lost between pages");
        assert!(pages[3].is_empty(), "beyond the last page there is nothing");
        assert!(page(&[("page", "18446744073709551615")]).rows(&all).is_empty(), "however far beyond");
    }

    #[test]
    fn links_lead_on_and_back() {
        let link = |number: &str| {
            page(&[("page", number)]).link("http://a/b", 65).map(|link| link.to_str().unwrap().to_owned())
        };
        assert_eq!(
            link("1").unwrap(),
            "<http://a/b?per_page=30&page=2>; rel=\"next\", <http://a/b?per_page=30&page=3>; rel=\"last\"",
            "the first page"
        );
        assert!(
            link("2").unwrap().starts_with("<http://a/b?per_page=30&page=1>; rel=\"prev\", "),
            "the middle one"
        );
        assert!(!link("3").unwrap().contains("next"), "the last page has no next");
        assert!(page(&[]).link("http://a/b", 30).is_none(), "a single page has no links");
    }
}
