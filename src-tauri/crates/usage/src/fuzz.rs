//! What a fuzzer runs: plain functions of any bytes, which panic when something does not hold that always should.
//!
//! A fuzzer on another toolchain calls them with the feature `fuzz`; the tests of this file run them for a bounded time on bytes
//! that are made from the corpus.

#![allow(clippy::expect_used, clippy::missing_panics_doc, reason = "a panic is how a fuzzer is told")]

use std::io::{Cursor, Write as _};

use flate2::Compression;
use flate2::write::GzEncoder;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::container::{Archive, Limits};
use crate::reader::{Unwatched, read, read_people};
use crate::roster::{AccountColumn, Comparison, Condition, Needle, People, Roster};
use crate::{Accounts, Code, Finding, Reading};

/// Takes any bytes, and panics when something does not hold.
pub type Body = fn(&[u8]);

/// All bodies, by their names.
pub const BODIES: [(&str, Body); 13] = [
    ("any_file", any_file),
    ("any_table", any_table),
    ("any_list", any_list),
    ("any_roster", any_roster),
    ("any_consumed_licenses", any_consumed_licenses),
    ("any_consumed_table", any_consumed_table),
    ("any_recoded_table", any_recoded_table),
    ("any_identities", any_identities),
    ("any_subscriptions", any_subscriptions),
    ("any_mappings", any_mappings),
    ("any_license", any_license),
    ("any_archive", any_archive),
    ("any_packed_file", any_packed_file),
];

/// Any file: it is read alike by who only counts, and its findings stand in it.
pub fn any_file(data: &[u8]) {
    let (reading, people) = people_of(data);
    assert_eq!(reading.bytes, data.len() as u64, "all bytes are counted");
    for finding in &reading.findings {
        if let Some(at) = &finding.at {
            assert!(at.line > 0 && at.column > 0, "places count from 1: {:?}", finding.code);
            assert!(at.line <= data.len() as u64 + 1, "and lie in the file: {:?}", finding.code);
            // Two bytes of UTF-16 may be three of UTF-8.
            assert!(at.column <= 2 * data.len() as u64 + 1, "and lie in the file: {:?}", finding.code);
        }
    }
    if let (Some(People::Server(roster)), Accounts::Open(counts)) = (&people, &reading.accounts) {
        assert!(counts.total <= roster.len() as u64, "nobody is counted who is not there");
        assert!(counts.suspended.is_none_or(|suspended| suspended <= counts.total), "nor counted twice");
        assert!(counts.dormant.is_none_or(|dormant| dormant <= counts.total), "nor counted twice");
        assert!(counts.with_primary_email <= counts.total, "nor counted twice");
    }
    if let (Some(People::Cloud(roster)), Some(counts)) = (&people, &reading.cloud) {
        assert_eq!(roster.len() as u64, counts.rows, "everybody who is counted is there");
    }
}

/// Any rows under the header of a server's report.
pub fn any_table(data: &[u8]) {
    let header = b"created_at,id,login,email,role,suspended?,last_logged_ip,dormant?,last_active,raw_login\n";
    any_file(&[header, data].concat());
}

/// Any records of an open export.
pub fn any_list(data: &[u8]) {
    any_file(&[b"{\"server_id\":\"x\",\"users\":[", data, b"]}"].concat());
}

/// Any rows of the API's consumed licenses.
pub fn any_consumed_licenses(data: &[u8]) {
    any_file(&[b"{\"total_seats_consumed\":3,\"users\":[", data, b"]}"].concat());
}

/// Any rows under the header of the cloud's table.
pub fn any_consumed_table(data: &[u8]) {
    let header =
        b"GitHub com login,Enterprise server user ids,GitHub com user,GitHub com verified domain emails,\
        Enterprise server primary emails,Total user accounts\n";
    any_file(&[header, data].concat());
}

/// Any rows in UTF-16: they are read as they are in UTF-8. The first byte says in which of its two forms.
pub fn any_recoded_table(data: &[u8]) {
    let Some((form, rows)) = data.split_first() else {
        return;
    };
    let text = format!("id,login,email,suspended?,last_active\n{}", String::from_utf8_lossy(rows));
    let to_bytes = if form & 1 == 0 { u16::to_le_bytes } else { u16::to_be_bytes };
    let mark = (form & 2 == 0).then_some(0xfeff);
    let recoded: Vec<u8> = mark.into_iter().chain(text.encode_utf16()).flat_map(to_bytes).collect();
    any_file(&recoded);
    let (expected, people) = people_of(text.as_bytes());
    let (reading, recoded_people) = people_of(&recoded);
    assert_eq!((reading.kind, &reading.accounts), (expected.kind, &expected.accounts), "the same is counted");
    // What a file that is cut off says of its size is another thing.
    let about_text = |finding: &&Finding| !matches!(finding.code, Code::OtherEncoding | Code::Truncated);
    assert!(
        reading.findings.iter().filter(about_text).eq(expected.findings.iter().filter(about_text)),
        "and noticed, at the same places"
    );
    if let (Some(People::Server(roster)), Some(People::Server(recoded))) = (people, recoded_people) {
        assert!(roster.accounts().eq(recoded.accounts()), "and everybody is the same");
    }
}

/// Any nodes of GraphQL's identities.
pub fn any_identities(data: &[u8]) {
    let file = [b"{\"samlIdentityProvider\":{\"externalIdentities\":{\"nodes\":[", data, b"]}}}"].concat();
    any_file(&file);
    let (reading, people) = people_of(&file);
    if let (Some(People::Identities(roster)), Some(counts)) = (&people, &reading.identities) {
        assert_eq!(roster.identities() as u64, counts.linked, "every identity that is counted is there");
        assert!(roster.values().all(|value| !value.value.is_empty()), "and no value is blank");
    }
}

/// Any rows of Visual Studio subscriptions.
pub fn any_subscriptions(data: &[u8]) {
    any_file(&[b"{\"total_count\":3,\"visual_studio_subscriptions\":[", data, b"]}"].concat());
}

/// Any rows of a server's SAML mappings.
pub fn any_mappings(data: &[u8]) {
    any_file(&[b"id,login,NameID,Format\n", data].concat());
}

/// Any values of a server's license.
pub fn any_license(data: &[u8]) {
    any_file(&[b"{\"seats\":1400,\"seats_used\":1316,", data, b"}"].concat());
}

/// Any archive: what it holds is read or refused, and no more of it unpacked than is allowed.
pub fn any_archive(data: &[u8]) {
    let limits = LIMITS;
    let Ok(Some(mut archive)) = Archive::open(Cursor::new(data), limits) else {
        return;
    };
    assert!(archive.entries().len() as u64 <= limits.entries, "no more entries than are allowed");
    let mut unpacked = 0;
    for index in 0..archive.entries().len() {
        if let Ok(mut entry) = archive.entry(index)
            && let Ok(reading) = read(&mut entry, None, &Unwatched)
        {
            assert!(reading.bytes <= limits.entry_bytes, "no more bytes of one entry");
            unpacked += reading.bytes;
        }
    }
    assert!(unpacked <= limits.total_bytes, "nor of all");
}

/// Any file in an archive: it is read as it is outside of one; and when a byte of the archive is another, nothing worse than a
/// refusal comes of it. The first bytes say which archive, which byte, and what becomes of it.
pub fn any_packed_file(data: &[u8]) {
    let Some((&[kind, high, low, change], content)) = data.split_first_chunk() else {
        return;
    };
    let mut packed = if kind & 1 == 0 { gzipped(content) } else { zipped(content, kind & 2 == 0) };
    let mut archive =
        Archive::open(Cursor::new(&*packed), LIMITS).expect("memory is read").expect("an archive");
    assert!(archive.findings().is_empty(), "nothing is wrong with it");
    // What is an archive itself, or larger than is allowed, is refused.
    if let Ok(mut entry) = archive.entry(0)
        && let Ok(reading) = read(&mut entry, None, &Unwatched)
    {
        let outside = read(&mut &*content, None, &Unwatched).expect("memory is read");
        assert_eq!(reading, outside, "the same file");
    }
    let at = usize::from(u16::from_be_bytes([high, low])) % packed.len();
    packed[at] ^= change;
    any_archive(&packed);
}

const LIMITS: Limits = Limits { entries: 16, entry_bytes: 1 << 16, total_bytes: 1 << 17, ratio: 200 };

fn gzipped(content: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(content).expect("memory is written");
    encoder.finish().expect("memory is written")
}

fn zipped(content: &[u8], stored: bool) -> Vec<u8> {
    let method = if stored { CompressionMethod::Stored } else { CompressionMethod::Deflated };
    let options = SimpleFileOptions::default().compression_method(method);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("file", options).expect("memory is written");
    writer.write_all(content).expect("memory is written");
    writer.finish().expect("memory is written").into_inner()
}

/// Any accounts, searched, sorted and compared: every row is somewhere, once.
pub fn any_roster(data: &[u8]) {
    let (needle, rows) = data.split_at(data.len().min(3));
    let table = [&b"id,login,email,suspended?,role\n"[..], rows].concat();
    let (_, Some(People::Server(roster))) = people_of(&table) else {
        return;
    };
    let needle = Needle::new(&String::from_utf8_lossy(needle));
    let found: Vec<u32> = roster.search(&needle).collect();
    let mut kept = roster.rows();
    roster.filter(&mut kept, &Condition::Holds(&needle));
    assert_eq!(found, kept, "a filter keeps what a search finds");
    let holds = |text: Option<&str>| text.is_some_and(|text| needle.is_in(text));
    for (row, account) in (0..).zip(roster.accounts()) {
        let is_expected = needle.is_empty() || holds(account.login) || holds(account.primary_email);
        assert_eq!(
            found.binary_search(&row).is_ok(),
            is_expected,
            "what holds it is found, and nothing else"
        );
    }
    for column in [AccountColumn::Login, AccountColumn::Id, AccountColumn::Suspended] {
        let mut sorted = roster.rows();
        roster.sort(&mut sorted, column, true);
        sorted.sort_unstable();
        assert_eq!(sorted, roster.rows(), "every row is there once");
    }
    compare(&roster);
}

fn compare(roster: &Roster) {
    let nothing = Comparison::between(roster, roster);
    let is_alone = |row: &u32| roster.id(*row).is_none() && roster.login(*row).is_none();
    assert!(nothing.joined.iter().all(is_alone), "nobody who can be told joined");
    assert!(nothing.left.iter().all(is_alone), "or left");
    assert!(nothing.suspended.is_empty() && nothing.came_back.is_empty(), "nobody changed");
    assert!(nothing.email_changed.is_empty() && nothing.role_changed.is_empty(), "in any way");
}

fn people_of(data: &[u8]) -> (Reading, Option<People>) {
    let counted = read(&mut &*data, None, &Unwatched).expect("bytes in memory are read");
    let (reading, people) = read_people(&mut &*data, None, &Unwatched).expect("bytes in memory are read");
    assert_eq!(counted.kind, reading.kind, "who only counts is told the same");
    assert_eq!(counted.accounts, reading.accounts, "who only counts is told the same");
    (reading, people)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;
    use std::time::{Duration, Instant};

    use super::*;

    /// How long each body runs.
    const TIME: Duration = Duration::from_millis(750);

    /// Numbers that look random and are the same in every run (Marsaglia's xorshift).
    struct Numbers(u64);

    impl Numbers {
        fn next(&mut self, below: usize) -> usize {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            usize::try_from(self.0 % below.max(1) as u64).expect("small")
        }
    }

    fn corpus() -> Vec<Vec<u8>> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
        let mut paths: Vec<_> =
            fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
        paths.retain(|path| path.extension().is_none_or(|extension| extension != "expected"));
        paths.sort();
        paths.iter().map(|path| fs::read(path).expect("a file")).collect()
    }

    /// Changes a few bytes, or takes out, doubles or brings in a piece.
    fn change(data: &mut Vec<u8>, corpus: &[Vec<u8>], numbers: &mut Numbers) {
        const PIECES: [&[u8]; 12] = [
            b"\"",
            b",",
            b"\n",
            b"\r",
            b"\0",
            b"\xff",
            b"{",
            b"]",
            b"\\u",
            b"\"\"",
            b"\xef\xbb\xbf",
            b"E+05",
        ];
        for _ in 0..=numbers.next(4) {
            let from = numbers.next(data.len() + 1);
            let to = (from + numbers.next(24)).min(data.len());
            match numbers.next(5) {
                0 => drop(data.drain(from..to)),
                1 => {
                    let piece = data[from..to].to_vec();
                    data.splice(from..from, piece);
                }
                2 => {
                    let piece = PIECES[numbers.next(PIECES.len())];
                    data.splice(from..from, piece.iter().copied());
                }
                3 => {
                    let other = &corpus[numbers.next(corpus.len())];
                    let start = numbers.next(other.len() + 1);
                    let piece = &other[start..(start + numbers.next(200)).min(other.len())];
                    data.splice(from..to, piece.iter().copied());
                }
                _ => {
                    if let Some(byte) = data.get_mut(from) {
                        *byte = u8::try_from(numbers.next(256)).expect("a byte");
                    }
                }
            }
        }
    }

    /// What a body begins with: the fixtures, packed where it takes archives.
    fn seeds(name: &str) -> Vec<Vec<u8>> {
        match name {
            "any_archive" => {
                let pack = |(number, file): (usize, Vec<u8>)| match number % 3 {
                    0 => gzipped(&file),
                    1 => zipped(&file, true),
                    _ => zipped(&file, false),
                };
                corpus().into_iter().enumerate().map(pack).collect()
            }
            _ => corpus(),
        }
    }

    #[test]
    fn every_body_holds_for_bytes_made_from_the_corpus() {
        for (name, body) in BODIES {
            let corpus = seeds(name);
            let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
            let begun = Instant::now();
            let mut runs = 0;
            while begun.elapsed() < TIME {
                let mut data = corpus[numbers.next(corpus.len())].clone();
                change(&mut data, &corpus, &mut numbers);
                body(&data);
                runs += 1;
            }
            assert!(runs > 20, "{name} ran {runs} times");
        }
    }

    #[test]
    fn libfuzzer_is_given_every_body() {
        let targets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../fuzz/fuzz_targets");
        let mut named: Vec<_> = fs::read_dir(targets)
            .expect("a folder")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().replace(".rs", ""))
            .collect();
        named.sort_unstable();
        let mut bodies = BODIES.map(|(name, _)| name);
        bodies.sort_unstable();
        assert_eq!(named, bodies, "one target each");
    }
}
