//! Going through a small document with the path of the value at hand, so that whatever is noticed knows where it stands.

use super::fault::{Expected, Outcome};
use super::keys::Keys;
use super::lexer::{Lexer, ValueKind};
use super::names::Name;
use super::noticed::Noticed;
use super::path::{self, Step};
use crate::Code;
use crate::outside::visible;

/// A reader that keeps the path of the value that it reads.
pub(super) trait Walk: Sized {
    /// The path.
    fn path(&mut self) -> &mut String;

    /// What was noticed.
    fn noticed(&mut self) -> &mut Noticed;

    /// Goes through the documents that stand one behind the other.
    fn documents(
        &mut self,
        lexer: &mut Lexer<'_>,
        read: impl Fn(&mut Self, &mut Lexer<'_>, ValueKind) -> Outcome<()>,
    ) -> Outcome<()> {
        while let Some(byte) = lexer.after_space() {
            if !matches!(byte, b'{' | b'[') {
                return Err(lexer.invalid(Expected::EndOfFile));
            }
            let kind = lexer.kind()?;
            read(self, lexer, kind)?;
        }
        Ok(())
    }

    /// Goes through the elements of the array here.
    fn elements(
        &mut self,
        lexer: &mut Lexer<'_>,
        read: impl Fn(&mut Self, &mut Lexer<'_>, ValueKind) -> Outcome<()>,
    ) -> Outcome<()> {
        lexer.open()?;
        let mut index = 0;
        while lexer.element(index == 0)? {
            let length = self.path().len();
            path::push_element(self.path(), index);
            let element = lexer.kind().and_then(|kind| read(self, lexer, kind));
            self.path().truncate(length);
            element.map_err(|fault| fault.within(Step::Element(index)))?;
            index += 1;
        }
        Ok(())
    }

    /// Enters the member whose key was read last; a key that stands twice is noticed. The path's length before it.
    fn enter<N: Name>(&mut self, keys: &Keys<N>) -> usize {
        let length = self.path().len();
        path::push_member(self.path(), &String::from_utf8_lossy(keys.last_spelling()));
        if let Some(spot) = keys.duplicate() {
            let (key, at) = (keys.last_text(), spot.place(self.path().clone()));
            self.noticed()
                .count(Code::DuplicateKey, &key, |finding| finding.with("key", visible(&key, 80)).at(at));
        }
        length
    }
}
