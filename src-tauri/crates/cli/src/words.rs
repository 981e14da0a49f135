//! The headless twin's English: what happened, then what to do.

pub(crate) mod check;
mod failure;
mod finding;
pub(crate) mod people;

use std::collections::BTreeMap;

use usage::{Param, Severity};

pub(crate) use failure::failure;
pub(crate) use finding::finding;

/// The values of a finding or a failure, by name.
struct Values<'a>(&'a BTreeMap<String, Param>);

impl Values<'_> {
    fn text(&self, name: &str) -> String {
        match self.0.get(name) {
            Some(Param::Text(text)) => text.clone(),
            Some(Param::Number(number)) => number.to_string(),
            Some(Param::List(list)) => list.join(", "),
            None => "unknown".to_owned(),
        }
    }

    /// A count; 0 where there is none.
    fn number(&self, name: &str) -> u64 {
        match self.0.get(name) {
            Some(Param::Number(number)) => *number,
            _ => 0,
        }
    }

    /// So many of something, in its singular or its plural.
    fn counted(&self, name: &str, one: &str, several: &str) -> String {
        counted(self.number(name), one, several)
    }

    fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }
}

/// So many of something, in its singular or its plural.
pub(crate) fn counted(number: u64, one: &str, several: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { several })
}

/// How a severity is called.
pub(crate) const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

#[cfg(test)]
mod tests {
    use desk::{Failure, FailureCode};
    use usage::{Code, Finding};

    use super::{failure, finding};

    #[test]
    fn every_code_has_words() {
        for &code in Code::ALL {
            let (happened, _) = finding(&Finding::new(code));
            assert!(happened.ends_with('.'), "{code:?}: {happened}");
        }
        for &code in FailureCode::ALL {
            let (happened, _) = failure(&Failure::new(code));
            assert!(happened.ends_with('.'), "{code:?}: {happened}");
        }
    }

    #[test]
    fn one_account_was_called_1_accounts() {
        let names = [
            "after", "before", "columns", "consumed", "encoding", "expected", "field", "first", "found",
            "key", "limit", "rows", "total",
        ];
        for &code in Code::ALL {
            let said = |count: u64| {
                let with = |finding: Finding, name: &&str| finding.with(name, format!("<{name}>").as_str());
                let of_code = names.iter().fold(Finding::new(code), with);
                finding(&of_code.with("count", count)).0
            };
            let (one, two) = (said(1), said(2));
            if one == two {
                continue;
            }
            if matches!(code, Code::RowsTooMany) {
                // "1 too many": what is counted stands before it.
                continue;
            }
            assert_ne!(one, two.replacen('2', "1", 1), "{code:?} has no singular: {one}");
        }
    }
}
