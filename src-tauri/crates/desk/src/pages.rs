//! The cloud's consumed licenses in several files of one review: a page each, as most scripts save them. That one page alone lacks
//! rows says nothing; what all of them lack together does.

use std::collections::{BTreeSet, HashSet};
use std::fs::File;
use std::io::Read;
use std::sync::Arc;

use ledger::{FileRecord, Ledger};
use usage::reader::{Unwatched, Watcher, read_people};
use usage::roster::{ConsumedJoin, ConsumedRoster, JoinedFile, MissingPages, People};
use usage::{Code, ConsumedCounts, Finding, Sha256Digest};

use crate::Desk;
use crate::answers::FileEntry;
use crate::desk::locked;

/// How many bytes of pages are read anew to lay out a sheet, which waits for it. Twenty thousand people take some fifteen megabytes.
const READ_ANEW: u64 = 96 << 20;

/// Files that are only a part of the cloud's rows, by their numbers in a review, each of other bytes.
pub(crate) struct Parts {
    files: Vec<usize>,
    counts: Vec<ConsumedCounts>,
}

/// What the rows of several parts are together.
#[derive(Debug)]
pub(crate) struct JoinedParts {
    files: Vec<JoinedFile>,
    findings: Vec<Finding>,
}

impl Parts {
    /// The parts among some files; `None` where there are not two of them.
    pub(crate) fn of<'a>(entries: impl IntoIterator<Item = &'a FileEntry>) -> Option<Self> {
        let mut seen = HashSet::new();
        let (mut files, mut counts) = (Vec::new(), Vec::new());
        for (file, entry) in entries.into_iter().enumerate() {
            if let (Some(cloud), Some(sha256), true) = (&entry.cloud, &entry.sha256, is_part(entry))
                && seen.insert(sha256)
            {
                files.push(file);
                counts.push(ConsumedCounts {
                    consumed: cloud.consumed,
                    purchased: cloud.purchased,
                    rows: cloud.rows,
                    pages: 1,
                });
            }
        }
        (files.len() > 1).then_some(Self { files, counts })
    }

    /// Puts the rows of all parts together; `None` where one of them cannot be read again. `rows` gives those of a file.
    pub(crate) fn join(&self, mut rows: impl FnMut(usize) -> Option<ConsumedRoster>) -> Option<JoinedParts> {
        let mut join = ConsumedJoin::new();
        for (&file, counts) in self.files.iter().zip(&self.counts) {
            join.add(counts, &rows(file)?);
        }
        let joined = join.finish();
        // Of repeated rows each file tells by itself.
        let findings = joined.findings.into_iter().filter(|finding| finding.code != Code::RepeatedRow);
        Some(JoinedParts { files: joined.files, findings: findings.collect() })
    }

    /// Judges the parts together: what each is said to lack goes, and the last of them says what all of them lack, or have too much.
    /// Without the rows a page that is missing and a row that stands twice hide each other.
    pub(crate) fn judge(&self, entries: &mut [&mut FileEntry], joined: Option<&JoinedParts>) {
        // Where the last of them tells the total.
        let mut at = None;
        for entry in entries.iter_mut().filter(|entry| is_part(entry)) {
            let said = entry.findings.iter().find(|finding| finding.code == Code::RowsMissing);
            at = said.and_then(|finding| finding.at.clone());
            entry.findings.retain(|finding| finding.code != Code::RowsMissing);
        }
        let mut pages: Vec<(&str, u64)> = Vec::new();
        let mut overlaps = Vec::new();
        for (part, (&file, counts)) in self.files.iter().zip(&self.counts).enumerate() {
            let again = joined.and_then(|joined| joined.files.get(part)).copied();
            let again = again.and_then(|file| Some((file.again, file.again_in?)));
            if let Some((count, earlier)) = again {
                let other = entries[self.files[earlier]].name.clone();
                let finding = Finding::new(Code::PageOverlaps).with("count", count);
                overlaps.push((file, finding.with("rows", counts.rows).with("other", other)));
            }
            // A page that was saved twice is one page.
            if again.is_none_or(|(count, _)| count < counts.rows) {
                pages.push((&entries[file].name, counts.rows));
            }
        }
        let together = match joined {
            Some(joined) => joined.findings.clone(),
            None => ConsumedJoin::judge(&self.counts),
        };
        let together: Vec<Finding> = together.into_iter().map(|finding| of_pages(finding, &pages)).collect();
        for (file, finding) in overlaps {
            entries[file].findings.push(finding);
        }
        if let Some(last) = entries.iter_mut().rfind(|entry| is_part(entry)) {
            last.findings.extend(together.into_iter().map(|finding| Finding { at: at.clone(), ..finding }));
        }
    }
}

/// Whether a file is only a part of the cloud's rows. A file that is whole by itself stays as it is.
fn is_part(entry: &FileEntry) -> bool {
    let (Some(cloud), Some(_)) = (&entry.cloud, &entry.sha256) else { return false };
    cloud.consumed.is_some_and(|consumed| cloud.rows < consumed)
}

/// That rows are missing, told by the pages that they make; any other finding stays as it is.
fn of_pages(finding: Finding, pages: &[(&str, u64)]) -> Finding {
    let (usage::Code::RowsMissing, Some(usage::Param::Number(consumed))) =
        (finding.code, finding.params.get("consumed"))
    else {
        return finding;
    };
    let rows: Vec<u64> = pages.iter().map(|&(_, rows)| rows).collect();
    let Some(missing) = MissingPages::of(&rows, *consumed) else { return finding };
    let mut told = Finding::new(Code::PagesMissing).with("count", missing.count).with("each", missing.each);
    for name in ["rows", "consumed"] {
        told.params.extend(finding.params.get(name).map(|value| (name.to_owned(), value.clone())));
    }
    let names: Vec<&str> = pages.iter().map(|&(name, _)| name).collect();
    match missing_numbers(&names, missing.of) {
        Some(numbers) => told.with("numbers", numbers.iter().map(u64::to_string).collect::<Vec<_>>()),
        None => told,
    }
}

/// The numbers of the pages that no file has, where the names count the pages: `page-1.json`, `page-2.json`, from 1 or from 0.
fn missing_numbers(names: &[&str], of: u64) -> Option<Vec<u64>> {
    let mut numbers = BTreeSet::new();
    let mut around = None;
    for name in names {
        let (before, number, behind) = last_number(name)?;
        if *around.get_or_insert((before, behind)) != (before, behind) || !numbers.insert(number) {
            return None;
        }
    }
    let first = u64::from(!numbers.contains(&0));
    let all = first..first + of;
    let is_counted = numbers.iter().all(|number| all.contains(number));
    is_counted.then(|| all.filter(|number| !numbers.contains(number)).collect())
}

/// The last number in a name, with what stands around it.
fn last_number(name: &str) -> Option<(&str, u64, &str)> {
    let end = name.rfind(|character: char| character.is_ascii_digit())? + 1;
    let digits = name[..end].bytes().rev().take_while(u8::is_ascii_digit).count();
    let (before, number) = name[..end].split_at(end - digits);
    Some((before, number.parse().ok()?, &name[end..]))
}

/// The rows of a file whose bytes are known. Other bytes than those are another page.
pub(crate) fn rows_of(
    source: &mut (dyn Read + Send),
    watcher: &dyn Watcher,
    digest: Sha256Digest,
) -> Option<ConsumedRoster> {
    match read_people(source, None, watcher) {
        Ok((reading, Some(People::Cloud(roster)))) if reading.sha256 == digest => Some(*roster),
        _ => None,
    }
}

/// What the desk joined last, by the bytes of the parts: a sheet is laid out again and again.
pub(crate) type LastJoined = Option<(Vec<Sha256Digest>, Option<Arc<JoinedParts>>)>;

/// Judges the parts among the files of a sheet together, their rows read from the originals that the ledger keeps.
pub(crate) fn judge_kept(
    desk: &Desk,
    ledger: &Ledger,
    records: &[FileRecord],
    entries: &mut [&mut FileEntry],
) {
    let Some(parts) = Parts::of(entries.iter().map(|entry| &**entry)) else { return };
    let digests: Option<Vec<Sha256Digest>> = parts.files.iter().map(|&file| records[file].sha256).collect();
    let bytes: u64 = parts.files.iter().filter_map(|&file| entries[file].bytes).sum();
    let joined = digests.filter(|_| bytes <= READ_ANEW).and_then(|digests| {
        let mut last = locked(&desk.joined_parts);
        if last.as_ref().is_none_or(|(of, _)| *of != digests) {
            let rows = |file: usize| {
                let digest = records[file].sha256?;
                let mut original: File = ledger.original(&digest).ok()??;
                rows_of(&mut original, &Unwatched, digest)
            };
            *last = Some((digests, parts.join(rows).map(Arc::new)));
        }
        last.as_ref().and_then(|(_, joined)| joined.clone())
    });
    parts.judge(entries, joined.as_deref());
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
    fn a_missing_page_and_a_doubled_row_do_not_hide_each_other() {
        let found = said(&[&["mona", "kai"], &["kai", "ben"]]);
        assert_eq!(
            found,
            [vec![], vec![Code::PageOverlaps, Code::RowsMissing]],
            "four rows of four, and one is missing"
        );
    }

    #[test]
    fn which_page_is_missing_is_told_by_the_names_that_count_them() {
        let told = |names: &[&str], of| missing_numbers(names, of);
        assert_eq!(told(&["page-1.json", "page-3.json"], 3), Some(vec![2]), "from 1");
        assert_eq!(told(&["page0.json", "page2.json", "page3.json"], 5), Some(vec![1, 4]), "from 0");
        assert_eq!(
            told(&["2026-11-24 p09.json", "2026-11-24 p10.json"], 11).map(|all| all.len()),
            Some(9),
            "padded"
        );
        assert_eq!(told(&["page-1.json", "seite-3.json"], 3), None, "not counted alike");
        assert_eq!(told(&["page-1.json", "page-9.json"], 3), None, "more pages than there are");
        assert_eq!(told(&["page-1 (1).json", "page-1 (1).json"], 3), None, "one number twice");
        assert_eq!(told(&["a.json", "b.json"], 3), None, "no numbers");
        let folder = tempfile::tempdir().unwrap();
        let paths: Vec<PathBuf> =
            [1, 2, 4].map(|page| folder.path().join(format!("page-{page}.json"))).into();
        for (path, login) in paths.iter().zip(["mona", "kai", "ben"]) {
            std::fs::write(path, page(&[login])).unwrap();
        }
        let reviewed = crate::review::review_beside(&paths, &mut std::io::empty(), &Unwatched, None);
        let last = reviewed.files.last().unwrap().entry.findings.last().unwrap();
        assert_eq!(last.params["numbers"], vec!["3".to_owned()].into(), "the third");
        assert_eq!(
            (&last.params["count"], &last.params["each"]),
            (&1.into(), &1.into()),
            "one page of one row"
        );
        assert_eq!(last.at.as_ref().map(|at| at.line), Some(1), "where the total stands");
    }

    #[test]
    fn the_sheet_says_the_same_of_pages_that_are_kept() {
        let at = crate::test_desk::TestDesk::new();
        at.choose_enterprise();
        let review = at.begin_review();
        let now = at.desk.now();
        for (name, logins) in [("page-1.json", ["mona", "kai"]), ("page-2.json", ["kai", "ben"])] {
            at.add_text(&review, name, &page(&logins), now);
        }
        for look in ["first", "next"] {
            let sheet = at.sheet(&review);
            let last: Vec<_> = sheet.files[1].entry.findings.iter().map(|finding| finding.code).collect();
            assert_eq!(last, [Code::PageOverlaps, Code::RowsMissing], "at the {look} look");
            assert_eq!(
                sheet.files[1].entry.findings[0].params["other"],
                "page-1.json".into(),
                "the page before it"
            );
        }
    }

    #[test]
    fn a_page_that_is_missing_or_doubled_is_told_at_the_last() {
        assert_eq!(
            said(&[&["mona"], &["kai"], &["zoe"]]),
            [vec![], vec![], vec![Code::PagesMissing]],
            "missing"
        );
        assert_eq!(
            said(&[&["mona", "kai", "zoe"], &["ben"], &["mona", "kai"]]),
            [vec![], vec![], vec![Code::PageOverlaps]],
            "nobody is missing, and two stand twice"
        );
        let doubled = said(&[&["mona", "kai"], &["zoe", "ben"], &["ben"]]);
        assert_eq!(doubled, [vec![], vec![], vec![Code::PageOverlaps]], "a row that stands in two pages");
        let again = said(&[&["mona", "kai"], &["mona", "kai"], &["zoe"]]);
        assert_eq!(again, [vec![], vec![], vec![Code::RowsMissing]], "a page twice adds nobody");
    }
}
