//! The power goes, at any moment: what was read is kept, what left is counted, and once.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use ledger::{FileState, Ledger};
use sha2::{Digest as _, Sha256};

use crate::headless::hex_digest;
use crate::twin::{ENTERPRISE, Practice, Twin, spawn_with_input};

/// How often the power goes.
const CUTS: u32 = 24;

/// How much larger than a sample a file is made, so that reading, keeping and sending each take a while.
const PADDING: usize = 1024 * 1024;

#[tokio::test]
async fn a_send_that_is_killed_at_any_moment_is_counted_once_in_the_end() {
    let settle = Duration::from_millis(50);
    let (counted_once, whole) = undisturbed(settle).await;

    let practice = Practice::serve(settle);
    let twin = Twin::new();
    assert_eq!(twin.add(&practice).code, Some(0), "the enterprise is added");
    let folder = tempfile::tempdir().unwrap();
    let uploads_before = practice.uploads().await.len();
    let mut moments = Moments::new();
    let (mut files, mut killed) = (Vec::new(), 0);
    for cut in 0..CUTS {
        let file = exported(&practice, folder.path(), cut);
        let name = file.to_str().unwrap();
        let command = twin.command(&["send", name, "--enterprise", ENTERPRISE, "--token-stdin"]);
        let mut child = spawn_with_input(command, practice.token());
        // Spread evenly over the whole of a send, and by chance within each part of it.
        let part = whole / CUTS;
        std::thread::sleep(part * cut + part.mul_f64(moments.next()));
        child.kill().expect("it is ours to kill");
        let ended = child.wait().expect("it has ended");
        killed += u32::from(ended.code().is_none());
        what_was_read_is_kept(&twin, &moments);
        files.push(file);
    }
    assert!(killed >= CUTS / 4, "most were cut off, else nothing was tried: {killed} of {CUTS}; {moments}");

    // Where the power went before a hand-over was noted, the person sends again; the others are on their way.
    for file in &files {
        let sent = twin.send(&practice, file);
        assert_eq!(sent.code, Some(0), "what was cut off can be sent: {sent:?}; {moments}");
    }
    let confirmed = twin.confirm(&practice, 40);
    assert_eq!(confirmed.code, Some(0), "everything comes to its end: {confirmed:?}; {moments}");
    what_was_read_is_kept(&twin, &moments);

    let uploads = practice.uploads().await;
    let receipts = twin.run(&["receipts"]);
    let written: Vec<_> = receipts.document["receipts"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|receipt| receipt["sha256"].as_str().expect("a digest").to_owned())
        .collect();
    for file in &files {
        let digest = hex_digest(&std::fs::read(file).unwrap());
        let listed = uploads.iter().filter(|name| name.contains(&digest[..8])).count();
        assert_eq!(listed, 1, "{} was taken once; {moments}", file.display());
        let receipts = written.iter().filter(|sha256| **sha256 == digest).count();
        let story = story(&twin, &digest);
        assert_eq!(receipts, 1, "{} has one receipt; {moments}; its hand-overs: {story}", file.display());
    }
    assert_eq!(uploads.len() - uploads_before, files.len(), "nothing else was taken; {moments}");
    assert_eq!(practice.consumed().await, counted_once, "nobody is counted twice; {moments}");
}

/// What the practice enterprise counts after one hand-over of each sample, and how long a send takes that nothing disturbs.
async fn undisturbed(settle: Duration) -> (u64, Duration) {
    let practice = Practice::serve(settle);
    let twin = Twin::new();
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(twin.add(&practice).code, Some(0), "the enterprise is added");
    let mut whole = Duration::ZERO;
    for file in [exported(&practice, folder.path(), 0), exported(&practice, folder.path(), 1)] {
        let began = Instant::now();
        let sent = twin.send(&practice, &file);
        whole = began.elapsed();
        assert_eq!(sent.code, Some(0), "an undisturbed send is fine: {sent:?}");
    }
    let confirmed = twin.confirm(&practice, 20);
    assert_eq!(confirmed.code, Some(0), "and is counted: {confirmed:?}");
    (practice.consumed().await, whole)
}

/// A file that says what a sample says, in bytes of its own: blank lines follow it, as JSON allows.
fn exported(practice: &Practice, folder: &Path, number: u32) -> PathBuf {
    let sample = ["sample-sealed.json", "sample-open.json"][number as usize % 2];
    let mut bytes = std::fs::read(practice.sample(sample)).unwrap();
    bytes.resize(bytes.len() + PADDING + number as usize, b'\n');
    let path = folder.join(format!("export-{number}.json"));
    std::fs::write(&path, bytes).unwrap();
    path
}

/// The ledger opens; each file that it says was read without a fault has its original, byte for byte.
fn what_was_read_is_kept(twin: &Twin, moments: &Moments) {
    let ledger = Ledger::open(&twin.folder().join("practice"))
        .unwrap_or_else(|error| panic!("the ledger opens: {error:?}; {moments}"));
    let mut digests = BTreeSet::new();
    for review in ledger.reviews().expect("its reviews") {
        for file in ledger.files_of_review(&review.id).expect("their files") {
            let sound = file.findings.iter().all(|finding| finding.severity != usage::Severity::Error);
            if file.state == FileState::Read && sound {
                digests.extend(file.sha256);
            }
        }
    }
    for digest in digests {
        let mut original = ledger
            .original(&digest)
            .expect("it can be opened")
            .unwrap_or_else(|| panic!("{} was read, so it is kept; {moments}", digest.hex()));
        let mut hash = Sha256::new();
        std::io::copy(&mut original, &mut HashWriter(&mut hash)).unwrap();
        assert_eq!(<[u8; 32]>::from(hash.finalize()), *digest.as_bytes(), "to the byte; {moments}");
    }
}

/// What the ledger holds of the hand-overs of these bytes, for a report.
fn story(twin: &Twin, digest: &str) -> String {
    let ledger = Ledger::open(&twin.folder().join("practice")).expect("the ledger opens");
    let mut story = String::new();
    for review in ledger.reviews().expect("its reviews") {
        for hand_over in ledger.hand_overs_of_review(&review.id).expect("their hand-overs") {
            if hand_over.sha256.hex() == digest {
                let steps = ledger.steps(&hand_over.id).expect("its steps");
                let _ = write!(story, "\n{hand_over:?}\n  {steps:?}");
            }
        }
    }
    story
}

/// Lets `std::io::copy` feed a hash.
struct HashWriter<'a>(&'a mut Sha256);

impl std::io::Write for HashWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Moments by chance (xorshift64*), other ones at each run; the seed stands in every report.
struct Moments {
    seed: u64,
    state: u64,
}

impl Moments {
    fn new() -> Self {
        let nanoseconds =
            SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.subsec_nanos());
        let seed = u64::from(nanoseconds) | 1;
        Self { seed, state: seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) }
    }

    /// A number from 0 up to 1.
    fn next(&mut self) -> f64 {
        self.state ^= self.state >> 12;
        self.state ^= self.state << 25;
        self.state ^= self.state >> 27;
        let high = u32::try_from(self.state.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 32).unwrap_or(0);
        f64::from(high) / (f64::from(u32::MAX) + 1.0)
    }
}

impl std::fmt::Display for Moments {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "seed {}", self.seed)
    }
}
