//! The cloud's consumed licenses in several files of one review: a page each, as most scripts save them. That one page alone lacks
//! rows says nothing; what all of them lack together does.

use std::collections::HashSet;

use usage::roster::ConsumedJoin;
use usage::{Code, ConsumedCounts, Finding};

use crate::answers::FileEntry;

/// Judges the files together that are only a part of the cloud's rows: what each is said to lack goes, and the last of them says
/// what all of them lack, or have too much. The same bytes twice are one page. A file that is whole by itself stays as it is.
pub(crate) fn judge_together(entries: &mut [&mut FileEntry]) {
    let mut seen = HashSet::new();
    let is_part = |entry: &FileEntry| {
        let (Some(cloud), Some(_)) = (&entry.cloud, &entry.sha256) else { return false };
        cloud.consumed.is_some_and(|consumed| cloud.rows < consumed)
    };
    let mut parts: Vec<&mut FileEntry> =
        entries.iter_mut().map(|entry| &mut **entry).filter(|entry| is_part(entry)).collect();
    let pages = parts.iter().filter(|entry| seen.insert(entry.sha256.clone()));
    let counts: Vec<ConsumedCounts> = pages
        .filter_map(|entry| entry.cloud.as_ref())
        .map(|cloud| ConsumedCounts {
            consumed: cloud.consumed,
            purchased: cloud.purchased,
            rows: cloud.rows,
            pages: 1,
        })
        .collect();
    if counts.len() < 2 {
        return;
    }
    // Where the last of them tells the total.
    let mut at = None;
    for entry in &mut parts {
        let said = entry.findings.iter().find(|finding| finding.code == Code::RowsMissing);
        at = said.and_then(|finding| finding.at.clone());
        entry.findings.retain(|finding| finding.code != Code::RowsMissing);
    }
    if let Some(last) = parts.last_mut() {
        let together = ConsumedJoin::judge(&counts).into_iter();
        last.findings.extend(together.map(|finding| Finding { at: at.clone(), ..finding }));
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use usage::reader::Unwatched;

    use super::*;

    /// A page of a report that counts four people.
    fn page(logins: &[&str]) -> String {
        let users: Vec<_> =
            logins.iter().map(|login| format!(r#"{{"github_com_login":"{login}"}}"#)).collect();
        format!(r#"{{"total_seats_consumed":4,"total_seats_purchased":9,"users":[{}]}}"#, users.join(","))
    }

    /// What is said of each of these files when they are reviewed together, but that the same bytes stand there twice.
    fn said(pages: &[&[&str]]) -> Vec<Vec<Code>> {
        let folder = tempfile::tempdir().unwrap();
        let paths: Vec<PathBuf> =
            (1..=pages.len()).map(|page| folder.path().join(format!("{page}.json"))).collect();
        for (path, logins) in paths.iter().zip(pages) {
            std::fs::write(path, page(logins)).unwrap();
        }
        let reviewed = crate::review::review_beside(&paths, &mut std::io::empty(), &Unwatched, None);
        let codes = |findings: &[Finding]| {
            let codes = findings.iter().map(|finding| finding.code);
            codes.filter(|code| *code != Code::SameBytesTwice).collect()
        };
        reviewed.files.iter().map(|file| codes(&file.entry.findings)).collect()
    }

    #[test]
    fn pages_that_are_all_there_lack_nothing() {
        assert_eq!(said(&[&["mona", "kai"], &["zoe", "ben"]]), [vec![], vec![]], "two pages of two");
        assert_eq!(
            said(&[&["mona", "kai", "zoe", "ben"], &["mona"]]),
            [vec![], vec![Code::RowsMissing]],
            "one whole"
        );
    }

    #[test]
    fn a_page_that_is_missing_or_doubled_is_told_at_the_last() {
        assert_eq!(
            said(&[&["mona"], &["kai"], &["zoe"]]),
            [vec![], vec![], vec![Code::RowsMissing]],
            "missing"
        );
        let doubled = said(&[&["mona", "kai"], &["zoe", "ben"], &["ben"]]);
        assert_eq!(doubled, [vec![], vec![], vec![Code::RowsTooMany]], "a row that stands in two pages");
        let again = said(&[&["mona", "kai"], &["mona", "kai"], &["zoe"]]);
        assert_eq!(again, [vec![], vec![], vec![Code::RowsMissing]], "a page twice adds nobody");
    }
}
