//! What becomes of a string's text as it passes by: it is compared, kept, or only looked at.

/// Takes a string's decoded text, whole or in pieces. Every piece is a part of valid UTF-8, cut between characters.
pub(super) trait Sink {
    /// A part of the text.
    fn piece(&mut self, text: &[u8]);

    /// No more parts come.
    fn end(&mut self) {}

    /// The text in one: what most strings are.
    #[inline]
    fn whole(&mut self, text: &[u8]) {
        self.piece(text);
        self.end();
    }
}

/// Tells whether a text has any character that is not blank.
#[derive(Default)]
pub(super) struct Presence {
    pub(super) present: bool,
}

impl Sink for Presence {
    #[inline]
    fn piece(&mut self, text: &[u8]) {
        self.present = self.present || text.iter().any(|&byte| byte > b' ');
    }
}

/// A text short enough to be compared with a word, such as `suspended`, or to be a number.
pub(super) struct ShortText {
    bytes: [u8; Self::LIMIT],
    length: usize,
    overflowed: bool,
}

impl ShortText {
    const LIMIT: usize = 40;

    pub(super) const fn new() -> Self {
        Self { bytes: [0; Self::LIMIT], length: 0, overflowed: false }
    }

    /// The text without blanks around it; `None` when it is longer than any word that is known.
    pub(super) fn text(&self) -> Option<&[u8]> {
        (!self.overflowed).then(|| self.bytes[..self.length].trim_ascii())
    }

    /// The beginning of the text, for showing it.
    pub(super) fn shown(&self) -> String {
        let mut shown = String::from_utf8_lossy(&self.bytes[..self.length]).into_owned();
        if self.overflowed {
            shown.push('…');
        }
        shown
    }
}

impl Sink for ShortText {
    fn piece(&mut self, text: &[u8]) {
        let end = self.length + text.len();
        if let (false, Some(room)) = (self.overflowed, self.bytes.get_mut(self.length..end)) {
            room.copy_from_slice(text);
            self.length = end;
        } else {
            self.overflowed = true;
        }
    }
}

/// A text that is kept, up to a limit.
#[derive(Default)]
pub(super) struct KeptText {
    bytes: Vec<u8>,
    pub(super) too_long: bool,
}

impl KeptText {
    /// The longest text that is kept, in bytes: several times the largest public key.
    pub(super) const LIMIT: usize = 64 * 1024;

    /// The text; `None` when it was too long.
    pub(super) fn into_text(self) -> Option<String> {
        if self.too_long { None } else { String::from_utf8(self.bytes).ok() }
    }
}

impl Sink for KeptText {
    fn piece(&mut self, text: &[u8]) {
        if self.too_long || self.bytes.len() + text.len() > Self::LIMIT {
            self.too_long = true;
            self.bytes = Vec::new();
        } else {
            self.bytes.extend_from_slice(text);
        }
    }
}
