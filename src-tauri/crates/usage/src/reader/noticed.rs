//! Findings that could come once for every account: counted, with the place of the first.

use crate::{Code, Finding, Place};

/// How many different findings are told apart. Beyond it only those that are known are counted on.
const KINDS_LIMIT: usize = 64;

/// What was noticed so far, by code and subject (a key, a field). Its size does not depend on the file's.
#[derive(Default)]
pub(super) struct Noticed {
    notices: Vec<Notice>,
}

struct Notice {
    subject: String,
    count: u64,
    first: Finding,
}

impl Noticed {
    /// Counts a finding about a subject; `first` makes it, with its place, when it is the first of its kind.
    pub(super) fn count(&mut self, code: Code, subject: &str, first: impl FnOnce(Finding) -> Finding) {
        let known =
            self.notices.iter_mut().find(|notice| notice.first.code == code && notice.subject == subject);
        if let Some(notice) = known {
            notice.count += 1;
        } else if self.notices.len() < KINDS_LIMIT {
            let first = first(Finding::new(code));
            self.notices.push(Notice { subject: subject.to_owned(), count: 1, first });
        }
    }

    /// Takes in what was counted elsewhere, with the place of the first.
    pub(super) fn counted(&mut self, code: Code, count: u64, first: Place) {
        let first = Finding::new(code).at(first);
        self.notices.push(Notice { subject: String::new(), count, first });
    }

    /// The findings, each with its `count`.
    pub(super) fn into_findings(self) -> impl Iterator<Item = Finding> {
        self.notices.into_iter().map(|notice| notice.first.with("count", notice.count))
    }
}
