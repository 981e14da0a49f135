//! A file's content, whatever its form: one reader is chosen by its first bytes and reads it to its end.

use super::csv::{self, users::Users};
use super::document::Document;
use super::judge::judge;
use super::sniff::{self, Form};
use super::window::{Feed, Window};
use crate::roster::People;
use crate::{Reading, Sha256Digest};

/// What a file's bytes gave, before its size and digest are known.
pub(super) enum Content {
    Document(Box<Document>),
    Users(Box<Users>),
    /// A table that nobody reads, with the names of its columns.
    OtherTable(Vec<String>),
}

impl Content {
    /// Reads a file. `with_people` is whether its people are wanted, and not only counted.
    pub(super) fn read(feed: &mut dyn Feed, with_people: bool) -> Self {
        let mut window = Window::new(feed);
        let (form, mark) = sniff::form(&window.head(sniff::HEAD));
        match form {
            Form::Document => Self::Document(Box::new(Document::read(window))),
            Form::Users(layout) => {
                window.pass_mark(mark);
                Self::Users(Box::new(Users::read(window, layout, with_people)))
            }
            Form::OtherTable(columns) => Self::OtherTable(columns),
        }
    }

    /// What it amounts to.
    pub(super) fn judge(self, bytes: u64, sha256: Sha256Digest) -> (Reading, Option<People>) {
        match self {
            Self::Document(document) => (judge(*document, bytes, sha256), None),
            Self::Users(users) => csv::judge::users(*users, bytes, sha256),
            Self::OtherTable(columns) => (csv::judge::unknown(&columns, bytes, sha256), None),
        }
    }
}
