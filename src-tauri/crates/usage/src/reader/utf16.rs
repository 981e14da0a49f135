//! A file whose text is UTF-16, as spreadsheets save "Unicode text" and Windows PowerShell writes what is redirected: its blocks
//! are decoded one by one, so that every reader reads it as if it were UTF-8.
//!
//! Lines are those of the file. Columns are bytes of the decoded text, as everywhere: behind ASCII, the number of the character.

use std::collections::VecDeque;

use encoding_rs::{Decoder, DecoderResult};

use super::encoding::{Encoding, encoding};
use super::window::{Feed, Window};
use crate::{Code, Finding, Place};

/// What stands where half of a character was read.
const REPLACEMENT: &str = "\u{fffd}";

/// Which of the two forms of UTF-16 a text is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Utf16 {
    /// Its name in findings.
    name: &'static str,
}

impl Utf16 {
    /// The form of a file that begins with `head`, if it is UTF-16.
    pub(super) fn of(head: &[u8]) -> Option<Self> {
        match encoding(head) {
            Encoding::Other(name @ ("utf-16le" | "utf-16be")) => Some(Self { name }),
            _ => None,
        }
    }

    fn decoder(self) -> Decoder {
        let encoding = if self.name == "utf-16be" { encoding_rs::UTF_16BE } else { encoding_rs::UTF_16LE };
        encoding.new_decoder_with_bom_removal()
    }

    /// The text that a file begins with.
    pub(super) fn beginning(self, head: &[u8]) -> Vec<u8> {
        let mut text = Text { decoder: self.decoder(), lone: None, lines: 0, column: 1 };
        let mut decoded = Vec::new();
        text.decode(head, false, &mut decoded);
        decoded
    }
}

/// The blocks of a file, decoded.
pub(super) struct Decoded<'feed> {
    encoding: Utf16,
    text: Text,
    /// Blocks that were looked at before, and then those that follow.
    ahead: VecDeque<Vec<u8>>,
    feed: &'feed mut dyn Feed,
    /// The block that was decoded last, to be given back.
    used: Vec<u8>,
    is_at_end: bool,
}

impl<'feed> Decoded<'feed> {
    /// The file of a window that is at its beginning.
    pub(super) fn new(window: Window<'feed>, encoding: Utf16) -> Self {
        let (ahead, feed) = window.into_blocks();
        let text = Text { decoder: encoding.decoder(), lone: None, lines: 0, column: 1 };
        Self { encoding, text, ahead, feed, used: Vec::new(), is_at_end: false }
    }

    /// What was noticed about its bytes.
    pub(super) fn findings(self) -> Vec<Finding> {
        let beginning = Place { line: 1, column: 1, path: String::new() };
        let mut findings =
            vec![Finding::new(Code::OtherEncoding).with("encoding", self.encoding.name).at(beginning)];
        findings.extend(
            self.text.lone.map(|(count, at)| Finding::new(Code::LoneSurrogate).with("count", count).at(at)),
        );
        findings
    }
}

impl Feed for Decoded<'_> {
    fn next(&mut self, used: Vec<u8>, accounts: u64) -> Option<Vec<u8>> {
        let mut decoded = used;
        decoded.clear();
        // A block of one byte decodes to nothing yet.
        while decoded.is_empty() {
            if self.is_at_end {
                return None;
            }
            let next = self.ahead.pop_front();
            let next = next.or_else(|| self.feed.next(std::mem::take(&mut self.used), accounts));
            self.is_at_end = next.is_none();
            let block = next.unwrap_or_default();
            self.text.decode(&block, self.is_at_end, &mut decoded);
            self.used = block;
        }
        Some(decoded)
    }
}

/// The text so far.
struct Text {
    decoder: Decoder,
    /// Halves of characters that stood alone: how many, and where the first did.
    lone: Option<(u64, Place)>,
    /// How many lines ended, and the column in the one that goes on.
    lines: u64,
    column: u64,
}

impl Text {
    /// Adds the text of some more bytes to `decoded`; `is_last` is whether none follow.
    fn decode(&mut self, mut bytes: &[u8], is_last: bool, decoded: &mut Vec<u8>) {
        loop {
            let filled = decoded.len();
            let most = self.decoder.max_utf8_buffer_length_without_replacement(bytes.len());
            // More than memory holds is asked for by no block.
            decoded.resize(filled + most.unwrap_or(bytes.len()), 0);
            let (result, read, written) =
                self.decoder.decode_to_utf8_without_replacement(bytes, &mut decoded[filled..], is_last);
            decoded.truncate(filled + written);
            bytes = &bytes[read..];
            self.pass(&decoded[filled..]);
            match result {
                DecoderResult::InputEmpty => return,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => {
                    let at = Place { line: self.lines + 1, column: self.column, path: String::new() };
                    self.lone.get_or_insert((0, at)).0 += 1;
                    decoded.extend_from_slice(REPLACEMENT.as_bytes());
                    self.pass(REPLACEMENT.as_bytes());
                }
            }
        }
    }

    /// Counts the lines of some more text.
    fn pass(&mut self, text: &[u8]) {
        self.lines += memchr::memchr_iter(b'\n', text).count() as u64;
        match memchr::memrchr(b'\n', text) {
            Some(end) => self.column = (text.len() - end) as u64,
            None => self.column += text.len() as u64,
        }
    }
}
