//! Where blocks end and where a file is cut off, over the whole corpus.

use std::fs;
use std::path::Path;

use super::*;
use crate::reader::keep::Wanted;
use crate::roster::People;

/// The files of the corpus, with their names.
fn corpus() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let files = entries.filter(|path| path.extension().is_none_or(|extension| extension != "expected"));
    files.map(|path| (path.display().to_string(), fs::read(&path).expect("a file"))).collect()
}

/// What the reader makes of these bytes in blocks of this size, and the people in them.
pub(super) fn people_in_blocks(bytes: &[u8], block_size: usize) -> (Reading, Option<People>) {
    let mut feed = Cut(bytes.chunks(block_size).map(<[u8]>::to_vec).collect());
    let digest = Sha256Digest::new(Sha256::digest(bytes).into());
    Content::read(&mut feed, Wanted::People).judge(bytes.len() as u64, digest)
}

/// The rows of a roster, as they would be written.
pub(super) fn rows(people: Option<&People>) -> Vec<String> {
    match people {
        None => Vec::new(),
        Some(People::Server(roster)) => roster.accounts().map(|account| format!("{account:?}")).collect(),
        Some(People::Cloud(roster)) => roster.users().map(|user| format!("{user:?}")).collect(),
        Some(People::Identities(roster)) => roster.values().map(|value| format!("{value:?}")).collect(),
        Some(People::Subscriptions(roster)) => {
            roster.subscriptions().map(|subscription| format!("{subscription:?}")).collect()
        }
    }
}

#[test]
fn the_ends_of_blocks_change_nothing() {
    for (name, bytes) in corpus() {
        let (reading, people) = people_in_blocks(&bytes, 1 << 20);
        for block_size in [1, 2, 3, 7, 8, 9, 64] {
            let (cut, cut_people) = people_in_blocks(&bytes, block_size);
            assert_eq!(cut, reading, "{name} in blocks of {block_size} bytes");
            assert_eq!(rows(cut_people.as_ref()), rows(people.as_ref()), "{name} in blocks of {block_size}");
        }
    }
}

#[test]
fn a_cut_at_any_byte_leaves_whole_rows() {
    for (name, bytes) in corpus().into_iter().filter(|(_, bytes)| bytes.len() < 4096) {
        let (reading, people) = people_in_blocks(&bytes, 1 << 20);
        let all = rows(people.as_ref());
        for length in 1..bytes.len() {
            let (cut, people) = people_in_blocks(&bytes[..length], 61);
            let kept = rows(people.as_ref());
            // A shorter beginning may be told for another kind of file, and the last row of a table may be a shorter one.
            if cut.kind == reading.kind && !kept.is_empty() {
                let whole = kept.len() - 1;
                assert!(whole <= all.len(), "{name} cut at {length}: nobody comes to it");
                assert_eq!(
                    kept[..whole],
                    all[..whole],
                    "{name} cut at {length}: rows before are as they are"
                );
            }
        }
    }
}
