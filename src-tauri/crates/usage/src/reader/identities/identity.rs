//! One identity: put together value by value, in memory that is used again for every identity.

use crate::reader::sink::Sink;
use crate::roster::{END, Full, IdentityAttribute, IdentityRoster, Protocol};

/// How many bytes of text are kept of one identity.
pub(super) const LIMIT: usize = 64 * 1024;

/// Where in an identity's memory a text is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Span {
    start: usize,
    end: usize,
}

/// The identity that is being read.
#[derive(Default)]
pub(super) struct Identity {
    kept: Vec<u8>,
    login: Span,
    values: Vec<(Protocol, IdentityAttribute, Span)>,
    /// Whether it has more text than is kept of one.
    pub(super) too_long: bool,
}

/// Takes a text into an identity's memory.
pub(super) struct Keeper<'i> {
    kept: &'i mut Vec<u8>,
    too_long: &'i mut bool,
}

impl Sink for Keeper<'_> {
    #[inline]
    fn piece(&mut self, text: &[u8]) {
        if self.kept.len() + text.len() > LIMIT {
            *self.too_long = true;
        } else if text == [END as u8] {
            // It ends texts in a roster. Only an escape can write it, and comes alone.
            self.kept.extend_from_slice("\u{fffd}".as_bytes());
        } else {
            self.kept.extend_from_slice(text);
        }
    }
}

impl Identity {
    /// Forgets all: another identity begins.
    pub(super) fn clear(&mut self) {
        self.kept.clear();
        self.login = Span::default();
        self.values.clear();
        self.too_long = false;
    }

    /// Where the next text begins.
    pub(super) fn mark(&self) -> usize {
        self.kept.len()
    }

    /// Where the next text goes.
    pub(super) fn keeper(&mut self) -> Keeper<'_> {
        Keeper { kept: &mut self.kept, too_long: &mut self.too_long }
    }

    /// The text since a mark.
    pub(super) fn since(&self, mark: usize) -> Span {
        Span { start: mark, end: self.kept.len() }
    }

    /// A text, without the white space around it.
    pub(super) fn text(&self, span: Span) -> &str {
        // Sinks only get pieces of valid UTF-8, cut between characters.
        std::str::from_utf8(&self.kept[span.start..span.end]).unwrap_or_default().trim()
    }

    /// Says what the login is.
    pub(super) fn set_login(&mut self, login: Span) {
        self.login = login;
    }

    /// The login; empty when there is none.
    pub(super) fn login(&self) -> &str {
        self.text(self.login)
    }

    /// Adds a value; a blank is none.
    pub(super) fn add(&mut self, protocol: Protocol, attribute: IdentityAttribute, value: Span) {
        if !self.text(value).is_empty() {
            self.values.push((protocol, attribute, value));
        }
    }

    /// Whether it has a value from this protocol.
    pub(super) fn has(&self, protocol: Protocol) -> bool {
        self.values.iter().any(|(of, ..)| *of == protocol)
    }

    /// Puts it into a roster, whole or not at all.
    pub(super) fn push_into(&self, roster: &mut IdentityRoster, place: u32) -> Result<(), Full> {
        let values = self.values.iter();
        let values = values.map(|&(protocol, attribute, span)| (protocol, attribute, self.text(span)));
        roster.push(self.login(), place, values)
    }
}
