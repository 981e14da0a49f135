//! A file's content, whatever its form: one reader is chosen by its first bytes and reads it to its end.

use super::document::Document;
use super::judge::judge;
use super::sniff::{self, Form};
use super::window::{Feed, Window};
use crate::roster::People;
use crate::{Reading, Sha256Digest};

/// What a file's bytes gave, before its size and digest are known.
pub(super) enum Content {
    Document(Box<Document>),
}

impl Content {
    /// Reads a file. `with_people` is whether its people are wanted, and not only counted.
    pub(super) fn read(feed: &mut dyn Feed, with_people: bool) -> Self {
        let mut window = Window::new(feed);
        let head = window.head(sniff::HEAD);
        let _ = with_people;
        match sniff::form(&head) {
            Form::Document => Self::Document(Box::new(Document::read(window))),
        }
    }

    /// What it amounts to.
    pub(super) fn judge(self, bytes: u64, sha256: Sha256Digest) -> (Reading, Option<People>) {
        match self {
            Self::Document(document) => (judge(*document, bytes, sha256), None),
        }
    }
}
