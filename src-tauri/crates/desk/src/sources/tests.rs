//! Archives as a person gives them: what they stand for, and what of them is refused.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::json;
use usage::Kind;
use usage::reader::Unwatched;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;
use crate::answers::FileEntry;
use crate::test_desk::{TestDesk, export};

const REPORT: &str = "created_at,id,login,email,role,suspended?,last_logged_ip,repos,ssh_keys,org_memberships,dormant?,\
                      last_active,raw_login,2fa_enabled?\n\
                      2024-01-01 00:00:00 UTC,1,mona,mona@corp.example,user,false,,0,0,0,false,,mona,true\n";

/// Writes a zip of these files.
fn zip(path: &Path, files: &[(&str, &str)]) {
    let mut writer = ZipWriter::new(File::create(path).unwrap());
    for (name, content) in files {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap();
}

fn gzip(path: &Path, content: &str) {
    let mut encoder = GzEncoder::new(File::create(path).unwrap(), Compression::default());
    encoder.write_all(content.as_bytes()).unwrap();
    encoder.finish().unwrap();
}

fn reviewed(paths: &[PathBuf]) -> Vec<FileEntry> {
    crate::review::review(paths, &mut io::empty(), &Unwatched)
}

fn told(entry: &FileEntry) -> String {
    let codes: Vec<_> = entry
        .findings
        .iter()
        .filter(|finding| matches!(finding.code, Code::ArchiveRefused | Code::ArchiveEntryRefused))
        .map(|finding| match finding.params.get("reason") {
            Some(Param::Text(reason)) => reason.clone(),
            _ => String::new(),
        })
        .collect();
    format!("{} {}", entry.name, codes.join(" ")).trim().to_owned()
}

#[test]
fn an_archive_stands_for_its_files_in_name_order() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("set.zip");
    zip(&path, &[("ghes/all_users.csv", REPORT), ("a.json", "{}"), ("ghes/", "")]);
    let entries = reviewed(std::slice::from_ref(&path));
    let names: Vec<_> = entries.iter().map(|entry| &*entry.name).collect();
    assert_eq!(names, ["a.json", "all_users.csv"], "in name order, without the folder");
    let csv = &entries[1];
    assert_eq!(csv.path, format!("{}/ghes/all_users.csv", path.display()), "where it stands");
    assert_eq!((csv.kind, csv.bytes), (Kind::GhesUsersCsv, Some(REPORT.len() as u64)), "read as a file is");
    let alone = folder.path().join("all_users.csv");
    std::fs::write(&alone, REPORT).unwrap();
    let expected = reviewed(&[alone]);
    assert_eq!(csv.sha256, expected[0].sha256, "the digest is that of its own bytes");
}

#[test]
fn an_archive_that_is_piped_stands_for_its_files() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("set.zip");
    zip(&path, &[("ghes.example/all_users.csv", REPORT), ("a.json", "{}"), ("../up.csv", REPORT)]);
    let packed = std::fs::read(&path).unwrap();
    let piped =
        |mut bytes: &[u8]| crate::review::review_beside(&["-".into()], &mut bytes, &Unwatched, None).files;
    let files = piped(&packed);
    let paths: Vec<_> = files.iter().map(|file| &*file.entry.path).collect();
    assert_eq!(paths, ["-/../up.csv", "-/a.json", "-/ghes.example/all_users.csv"], "in name order");
    assert_eq!(told(&files[0].entry), "up.csv path", "what is refused is told");
    let report = &files[2].entry;
    assert_eq!(
        (report.kind, report.bytes),
        (Kind::GhesUsersCsv, Some(REPORT.len() as u64)),
        "read as a file is"
    );
    let paired = report.findings.iter().find(|finding| finding.code == Code::ReportPaired).unwrap();
    assert_eq!(paired.params["host"], "ghes.example".into(), "the folder in it tells the server");
    gzip(&folder.path().join("all_users.csv.gz"), REPORT);
    let gzipped = piped(&std::fs::read(folder.path().join("all_users.csv.gz")).unwrap());
    assert_eq!(gzipped[0].entry.sha256, report.sha256, "a gzip too");
    let cut = piped(&packed[..packed.len() - 9]);
    assert_eq!(
        (cut.len(), told(&cut[0].entry)),
        (1, "- damaged".to_owned()),
        "and one that was cut off is refused"
    );
    assert_eq!(piped(REPORT.as_bytes())[0].entry.sha256, report.sha256, "a file is one as before");
    assert_eq!(piped(b"PK").len(), 1, "and so is what ends before it could be told");
}

#[test]
fn what_an_archive_holds_against_its_folder_is_refused_where_it_stands() {
    let folder = tempfile::tempdir().unwrap();
    let escaping = folder.path().join("escaping.zip");
    zip(&escaping, &[("b.csv", REPORT), ("../up.csv", REPORT)]);
    let inner = folder.path().join("nested.zip");
    gzip(&folder.path().join("inner.gz"), REPORT);
    let packed = std::fs::read(folder.path().join("inner.gz")).unwrap();
    let mut writer = ZipWriter::new(File::create(&inner).unwrap());
    writer.start_file("inner.csv", SimpleFileOptions::default()).unwrap();
    writer.write_all(&packed).unwrap();
    writer.finish().unwrap();
    let entries = reviewed(&[escaping, inner]);
    let told: Vec<_> = entries.iter().map(told).collect();
    assert_eq!(told, ["up.csv path", "b.csv", "inner.csv nested"], "each refusal is one entry");
    assert_eq!(entries[1].kind, Kind::GhesUsersCsv, "the rest is read");
    assert!(entries[0].sha256.is_none(), "nothing of what is refused");
}

#[test]
fn an_archive_that_cannot_be_opened_is_one_entry() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    zip(&at("whole.zip"), &[("a.csv", REPORT), ("b.csv", REPORT)]);
    let bytes = std::fs::read(at("whole.zip")).unwrap();
    std::fs::write(at("cut.zip"), &bytes[..bytes.len() / 2]).unwrap();
    let mut twice = bytes;
    for at in 0..twice.len() - 5 {
        if twice[at..].starts_with(b"b.csv") {
            twice[at] = b'a';
        }
    }
    std::fs::write(at("twice.zip"), twice).unwrap();
    zip(&at("empty.zip"), &[]);
    let entries = reviewed(&[at("cut.zip"), at("empty.zip"), at("twice.zip")]);
    assert_eq!(entries.len(), 3, "one entry each");
    assert_eq!(told(&entries[0]), "cut.zip damaged", "cut off");
    assert_eq!(entries[1].findings[0].code, Code::EmptyArchive, "without files");
    assert_eq!(told(&entries[2]), "twice.zip duplicate_names", "which of the two is meant nobody can tell");
}

#[test]
fn a_bomb_is_stopped_while_it_unpacks() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bomb.csv.gz");
    gzip(&path, &"0".repeat(64 << 20));
    let entries = reviewed(&[path]);
    assert_eq!(told(&entries[0]), "bomb.csv ratio", "refused");
    let refusal =
        entries[0].findings.iter().find(|finding| finding.code == Code::ArchiveEntryRefused).unwrap();
    assert_eq!(
        refusal.params.get("entry"),
        Some(&Param::Text("bomb.csv".into())),
        "by name, though its header tells none"
    );
    assert!(entries[0].sha256.is_none(), "and not read to its end");
}

#[test]
fn a_folder_that_has_only_folders_says_that_they_were_not_opened() {
    let folder = tempfile::tempdir().unwrap();
    let codes = || {
        let [entry] = <[FileEntry; 1]>::try_from(reviewed(&[folder.path().to_owned()])).unwrap();
        entry.findings.iter().map(|finding| finding.code).collect::<Vec<_>>()
    };
    assert_eq!(codes(), [Code::EmptyFolder], "nothing is in it");
    let inner = folder.path().join("exports");
    std::fs::create_dir(&inner).unwrap();
    std::fs::write(inner.join("ghes.example.all_users.csv"), REPORT).unwrap();
    assert_eq!(codes(), [Code::FoldersPassedOver, Code::EmptyFolder], "no files, but a folder");
    std::fs::write(folder.path().join("ghes.example.all_users.csv"), REPORT).unwrap();
    assert_eq!(codes().first(), Some(&Code::FoldersPassedOver), "beside a file too");
}

#[test]
fn a_gzip_in_a_folder_goes_by_its_name_without_the_ending() {
    let folder = tempfile::tempdir().unwrap();
    gzip(&folder.path().join("ghes.example.all_users.csv.gz"), REPORT);
    let entries = reviewed(&[folder.path().to_owned()]);
    assert_eq!(entries[0].name, "ghes.example.all_users.csv", "by which its server is found");
    assert_eq!(entries[0].kind, Kind::GhesUsersCsv, "and it is read");
}

#[test]
fn a_file_that_grows_or_shrinks_between_its_opening_and_its_end_is_told_with_both_sizes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ghes.example.all_users.csv");
    for change in [1, -1] {
        std::fs::write(&path, REPORT).unwrap();
        let before = REPORT.len() as u64;
        let after = before.checked_add_signed(change).unwrap();
        let mut opener = Opener::default();
        let mut open = opener.open(&sources(&path)[0]).unwrap();
        File::options().write(true).open(&path).unwrap().set_len(after).unwrap();
        let outcome = crate::review::read(&mut open, None, &Unwatched);
        let told: Vec<_> = outcome.findings.iter().map(|finding| finding.code).collect();
        assert_eq!(told, [Code::ChangedWhileRead], "{change} byte");
        let param = |name: &str| outcome.findings[0].params[name].clone();
        assert_eq!((param("before"), param("after")), (Param::Number(before), Param::Number(after)));
    }
}

#[test]
fn a_file_that_vanishes_after_it_was_listed_is_told_and_the_others_are_read() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a.example.all_users.csv", "b.example.all_users.csv"] {
        std::fs::write(folder.path().join(name), REPORT).unwrap();
    }
    let listed = sources(folder.path());
    std::fs::remove_file(folder.path().join("a.example.all_users.csv")).unwrap();
    let mut opener = Opener::default();
    let Err(finding) = opener.open(&listed[0]) else { panic!("it is gone") };
    assert_eq!(
        (finding.code, &finding.params["reason"]),
        (Code::CannotOpen, &Param::Text("not_found".into()))
    );
    let mut open = opener.open(&listed[1]).unwrap();
    std::fs::remove_file(folder.path().join("b.example.all_users.csv")).unwrap();
    let outcome = crate::review::read(&mut open, None, &Unwatched);
    assert!(outcome.findings.is_empty(), "one that was open is still read to its end");
    assert_eq!(outcome.reading.unwrap().bytes, REPORT.len() as u64);
}

#[test]
fn the_bytes_of_an_entry_are_what_is_kept() {
    let desk = TestDesk::new();
    let review = desk.begin_review();
    let content = export("one.example", &json!([{ "id": 1, "login": "mona" }])).to_string();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("set.zip");
    zip(&path, &[("one.json", &content), ("../two.json", &content)]);
    let mut opener = Opener::default();
    let mut kept = Vec::new();
    for (record, source) in crate::add::list(&desk.desk, desk.ledger(), &review.id, &[path]).unwrap() {
        let record = crate::add::read_one(&desk.desk, desk.ledger(), &mut opener, record, &source).unwrap();
        let mut bytes = Vec::new();
        let digest = record.sha256.unwrap();
        desk.ledger().original(&digest).unwrap().unwrap().read_to_end(&mut bytes).unwrap();
        kept.push((record.name, bytes));
    }
    assert_eq!(kept, [("one.json".to_owned(), content.into_bytes())], "what is in the archive, unpacked");
    let sheet = desk.sheet(&review);
    assert_eq!(sheet.servers.len(), 1, "its server stands in the sheet");
    assert_eq!(sheet.counts.unusable, 1, "and so does what was refused");
}

#[test]
fn an_archive_that_was_replaced_is_not_read_for_the_one_that_was_listed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("set.zip");
    zip(&path, &[("a.csv", REPORT)]);
    let listed = sources(&path);
    zip(&path, &[("b.csv", REPORT)]);
    let finding = Opener::default().open(&listed[0]).err().unwrap();
    assert_eq!(finding.code, Code::ReadFailed, "it is gone");
}
