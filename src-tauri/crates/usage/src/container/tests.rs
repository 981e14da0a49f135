//! Archives as they are made, and as they are made by somebody who means harm.

use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;
use sha2::{Digest as _, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::*;
use crate::reader::{Unwatched, read};
use crate::{Kind, Param, Reading, Sha256Digest};

const LICENSE: &str = r#"{"seats":5,"seats_used":3,"seats_available":2}"#;
const PAGE: &str = r#"{"total_seats_consumed":1,"users":[{"github_com_login":"mona"}]}"#;

fn zip_of(entries: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(method);
    for (name, content) in entries {
        if name.ends_with('/') {
            writer.add_directory(*name, options).expect("a folder");
        } else {
            writer.start_file(*name, options).expect("an entry");
            writer.write_all(content).expect("writes");
        }
    }
    writer.finish().expect("an archive").into_inner()
}

fn gzip_of(content: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(content).expect("writes");
    encoder.finish().expect("a file")
}

/// The bytes with every `from` in them replaced by an equally long `to`.
fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    assert_eq!(from.len(), to.len(), "the places of all others stay");
    while let Some(at) = memchr::memmem::find(&bytes, from) {
        bytes[at..at + to.len()].copy_from_slice(to);
    }
    bytes
}

fn opened(bytes: &[u8], limits: Limits) -> Archive<Cursor<&[u8]>> {
    Archive::open(Cursor::new(bytes), limits).expect("reads").expect("an archive")
}

/// What is read of every entry, and everything that was noticed, as `entry reason`.
fn outcome(bytes: &[u8], limits: Limits) -> (Vec<(String, Reading)>, Vec<String>) {
    let mut archive = opened(bytes, limits);
    let mut noticed: Vec<Finding> = archive.findings().to_vec();
    let mut readings = Vec::new();
    for (index, entry) in archive.entries().to_vec().into_iter().enumerate() {
        match archive.entry(index) {
            Err(finding) => noticed.push(finding),
            Ok(mut bytes) => match read(&mut bytes, None, &Unwatched) {
                Ok(reading) => readings.push((entry.name, reading)),
                Err(interruption) => noticed.push(interruption.finding()),
            },
        }
    }
    let text = |finding: &Finding, name: &str| match finding.params.get(name) {
        Some(Param::Text(text)) => text.clone(),
        _ => String::new(),
    };
    let told =
        noticed.iter().map(|finding| format!("{} {}", text(finding, "entry"), text(finding, "reason")));
    (readings, told.map(|told| told.trim().to_owned()).collect())
}

fn refusals(bytes: &[u8]) -> Vec<String> {
    outcome(bytes, Limits::default()).1
}

#[test]
fn a_zip_stands_for_its_files_in_the_order_of_their_names() {
    let entries: [(&str, &[u8]); 7] = [
        ("exports/", b""),
        ("exports/b.json", PAGE.as_bytes()),
        ("exports/a.json", LICENSE.as_bytes()),
        ("__MACOSX/exports/._a.json", b"x"),
        ("exports/.DS_Store", b"x"),
        ("日本.json", PAGE.as_bytes()),
        ("empty.csv", b""),
    ];
    for method in [CompressionMethod::Stored, CompressionMethod::Deflated] {
        let (readings, noticed) = outcome(&zip_of(&entries, method), Limits::default());
        assert_eq!(noticed, [""; 0], "nothing is wrong");
        let names: Vec<_> = readings.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(
            names,
            ["empty.csv", "exports/a.json", "exports/b.json", "日本.json"],
            "files only, in order"
        );
        let kinds: Vec<_> = readings.iter().map(|(_, reading)| reading.kind).collect();
        assert_eq!(
            kinds,
            [Kind::Unknown, Kind::GhesLicenseJson, Kind::GhecConsumedJson, Kind::GhecConsumedJson],
            "each read for what it is"
        );
        let digest = Sha256Digest::new(Sha256::digest(LICENSE).into());
        assert_eq!(readings[1].1.sha256, digest, "with a digest of its own");
        assert_eq!(readings[1].1.bytes, LICENSE.len() as u64, "and its own size");
    }
}

#[test]
fn a_gzip_stands_for_its_file() {
    let packed = gzip_of(PAGE.as_bytes());
    let (readings, noticed) = outcome(&packed, Limits::default());
    assert_eq!(noticed, [""; 0], "nothing is wrong");
    assert_eq!(readings[0].1.kind, Kind::GhecConsumedJson, "read for what it is");
    assert_eq!(readings[0].1.sha256, Sha256Digest::new(Sha256::digest(PAGE).into()), "with its own digest");
    let twice = [packed.clone(), packed].concat();
    let counts = outcome(&twice, Limits::default()).0[0].1.cloud.clone().expect("counts");
    assert_eq!(counts.pages, 2, "members one after the other are one file");
    let mut named =
        flate2::GzBuilder::new().filename("exports/../page.json").write(Vec::new(), Compression::fast());
    named.write_all(b"{}").expect("writes");
    let named = named.finish().expect("a file");
    assert_eq!(
        opened(&named, Limits::default()).entries()[0].name,
        "page.json",
        "a name without its folders"
    );
}

#[test]
fn what_is_no_container_is_left_as_it_is() {
    let mut source = Cursor::new(PAGE.as_bytes());
    source.set_position(5);
    assert!(Archive::open(source, Limits::default()).expect("reads").is_none(), "a document");
    assert!(Archive::open(Cursor::new(b""), Limits::default()).expect("reads").is_none(), "nothing");
    let empty = zip_of(&[], CompressionMethod::Stored);
    let findings = opened(&empty, Limits::default()).findings().to_vec();
    assert_eq!(findings, [Finding::new(Code::EmptyArchive)], "an archive without files is told");
}

#[test]
fn names_that_lead_out_are_refused_and_the_others_read() {
    for name in ["../up.json", "a/../../up.json", "/etc/x.json", "C:/x.json", "..\\up.json", "\\x.json"] {
        // A writer of archives writes no such name, so it is put in afterwards.
        let placeholder = "n".repeat(name.len());
        let archive = zip_of(
            &[(placeholder.as_str(), b"{}"), ("license.json", LICENSE.as_bytes())],
            CompressionMethod::Stored,
        );
        let archive = replaced(&archive, placeholder.as_bytes(), name.as_bytes());
        let (readings, noticed) = outcome(&archive, Limits::default());
        assert_eq!(noticed, [format!("{name} path")], "{name}");
        assert_eq!(readings[0].1.kind, Kind::GhesLicenseJson, "the other file is read");
    }
}

#[test]
fn names_that_stand_twice_are_refused() {
    let archive = zip_of(&[("a.json", b"{}"), ("b.json", LICENSE.as_bytes())], CompressionMethod::Stored);
    assert_eq!(
        refusals(&replaced(&archive, b"b.json", b"a.json")),
        ["duplicate_names"],
        "nobody knows which"
    );
}

#[test]
fn what_is_encrypted_or_packed_otherwise_is_refused() {
    let archive = zip_of(&[("a.json", LICENSE.as_bytes())], CompressionMethod::Stored);
    let central = memchr::memmem::find(&archive, b"PK\x01\x02").expect("a directory");
    let mut encrypted = archive.clone();
    encrypted[6] |= 1;
    encrypted[central + 8] |= 1;
    assert_eq!(refusals(&encrypted), ["a.json encrypted"], "the flag of encryption");
    let mut other = archive;
    other[8] = 98;
    other[central + 10] = 98;
    assert_eq!(refusals(&other), ["a.json method"], "a method that nobody uses");
}

#[test]
fn archives_in_archives_are_refused() {
    let inner = zip_of(&[("a.json", b"{}")], CompressionMethod::Stored);
    let entries: [(&str, &[u8]); 2] = [("inner.zip", &inner), ("license.json", LICENSE.as_bytes())];
    let (readings, noticed) = outcome(&zip_of(&entries, CompressionMethod::Deflated), Limits::default());
    assert_eq!(noticed, ["inner.zip nested"], "however it is called");
    assert_eq!(readings.len(), 1, "the other file is read");
    let mut tar = vec![b'a'; 600];
    tar[257..262].copy_from_slice(b"ustar");
    assert_eq!(refusals(&gzip_of(&tar)), ["nested"], "a tar, too");
    assert_eq!(refusals(&gzip_of(&gzip_of(b"x"))), ["nested"], "packed twice");
}

#[test]
fn bombs_are_refused_while_they_unpack() {
    let zeros = vec![b' '; 20 << 20];
    let limits = Limits::default();
    let bomb = zip_of(&[("bomb.json", &zeros)], CompressionMethod::Deflated);
    assert!(bomb.len() < 40_000, "it is small: {}", bomb.len());
    assert_eq!(outcome(&bomb, limits).1, ["bomb.json ratio"], "too much for so little");
    assert_eq!(outcome(&gzip_of(&zeros), limits).1, ["ratio"], "a gzip, too");
    let small = Limits { entry_bytes: 1 << 20, ..limits };
    assert_eq!(outcome(&bomb, small).1, ["bomb.json too_large"], "told before it is unpacked");
    assert_eq!(outcome(&gzip_of(&zeros), small).1, ["too_large"], "or while it is");
    let pair = zip_of(&[("a.txt", &[b'a'; 600]), ("b.txt", &[b'b'; 600])], CompressionMethod::Deflated);
    let both = Limits { total_bytes: 1000, ..limits };
    assert_eq!(outcome(&pair, both).1, ["b.txt too_large"], "all entries count together");
    let few = Limits { entries: 1, ..limits };
    assert_eq!(outcome(&pair, few).1, ["too_many_entries"], "and how many there are");
}

#[test]
fn entries_that_share_bytes_are_refused() {
    let archive = zip_of(&[("a.json", b"{}"), ("b.json", b"[]")], CompressionMethod::Stored);
    let first = memchr::memmem::find(&archive, b"PK\x01\x02").expect("a directory");
    let second = first + memchr::memmem::find(&archive[first + 4..], b"PK\x01\x02").expect("two entries") + 4;
    let mut shared = archive;
    // Where the second entry's bytes begin: at the first one's.
    shared[second + 42..second + 46].copy_from_slice(&[0; 4]);
    assert_eq!(refusals(&shared), ["overlap"], "as bombs do that fit into their own header");
}

#[test]
fn a_damaged_entry_is_told_by_its_check_sum() {
    let archive = zip_of(&[("a.json", LICENSE.as_bytes())], CompressionMethod::Stored);
    let at = memchr::memmem::find(&archive, b"seats_used").expect("the content");
    let mut damaged = archive;
    damaged[at] = b'S';
    assert_eq!(refusals(&damaged), ["a.json damaged"], "one letter is another one");
    let mut packed = gzip_of(LICENSE.as_bytes());
    let last = packed.len() - 6;
    packed[last] ^= 1;
    assert_eq!(refusals(&packed), ["damaged"], "a gzip, too");
}

#[test]
fn an_archive_that_is_cut_off_anywhere_is_told() {
    let archive = zip_of(&[("a.json", LICENSE.as_bytes()), ("b.json", b"{}")], CompressionMethod::Deflated);
    for length in HEAD..archive.len() {
        let (readings, noticed) = outcome(&archive[..length], Limits::default());
        assert_eq!((readings.len(), noticed.len()), (0, 1), "cut at {length}");
    }
    let packed = gzip_of(LICENSE.as_bytes());
    for length in HEAD..packed.len() {
        let (readings, noticed) = outcome(&packed[..length], Limits::default());
        assert_eq!((readings.len(), noticed), (0, vec!["damaged".to_owned()]), "cut at {length}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_changed_bytes_are_read(
        places in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..4),
        which in 0..3_usize,
    ) {
        let entries: [(&str, &[u8]); 2] = [("a.json", LICENSE.as_bytes()), ("b/c.json", PAGE.as_bytes())];
        let mut bytes = match which {
            0 => zip_of(&entries, CompressionMethod::Stored),
            1 => zip_of(&entries, CompressionMethod::Deflated),
            _ => gzip_of(PAGE.as_bytes()),
        };
        for (place, byte) in places {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        crate::fuzz::any_archive(&bytes);
    }
}
