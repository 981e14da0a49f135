//! A file's content, whatever its form: one reader is chosen by its first bytes and reads it to its end.

use super::consumed::{self, json::ConsumedJson, table::ConsumedTable};
use super::csv::{self, users::Users};
use super::document::Document;
use super::json_kind::JsonKind;
use super::judge::judge;
use super::keep::Wanted;
use super::sniff::{self, Form};
use super::window::{Feed, Window};
use crate::roster::People;
use crate::{Kind, Reading, Sha256Digest};

/// What a file's bytes gave, before its size and digest are known.
pub(super) enum Content {
    Document(Box<Document>),
    Users(Box<Users>),
    /// A table that nobody reads, with the names of its columns.
    OtherTable(Vec<String>),
    ConsumedTable(Box<ConsumedTable>),
    /// The API's consumed licenses, and whether they begin with a byte order mark.
    Consumed(Box<ConsumedJson>, bool),
}

impl Content {
    /// Reads a file.
    pub(super) fn read(feed: &mut dyn Feed, wanted: Wanted) -> Self {
        let mut window = Window::new(feed);
        let (form, mark) = sniff::form(&window.head(sniff::HEAD));
        match form {
            Form::Document => Self::Document(Box::new(Document::read(window, wanted))),
            Form::Users(layout) => {
                window.pass_mark(mark);
                Self::Users(Box::new(Users::read(window, layout, wanted)))
            }
            Form::ConsumedTable(layout) => {
                window.pass_mark(mark);
                Self::ConsumedTable(Box::new(ConsumedTable::read(window, &layout, wanted)))
            }
            Form::OtherTable(columns) => Self::OtherTable(columns),
            Form::Json(JsonKind::Consumed) => {
                window.pass_mark(mark);
                Self::Consumed(Box::new(ConsumedJson::read(window, wanted)), mark > 0)
            }
        }
    }

    /// What it amounts to.
    pub(super) fn judge(self, bytes: u64, sha256: Sha256Digest) -> (Reading, Option<People>) {
        match self {
            Self::Document(mut document) => {
                let kept = document.kept.take();
                let mut reading = judge(*document, bytes, sha256);
                // Other documents of GitHub's have a list of users too.
                let kept = kept.filter(|_| reading.kind == Kind::GhesExport);
                let roster = kept.map(|kept| kept.finish(&mut reading.findings));
                (reading, roster.map(|roster| People::Server(Box::new(roster))))
            }
            Self::Users(users) => csv::judge::users(*users, bytes, sha256),
            Self::ConsumedTable(read) => consumed::judge::table(*read, bytes, sha256),
            Self::OtherTable(columns) => (csv::judge::unknown(&columns, bytes, sha256), None),
            Self::Consumed(read, has_mark) => consumed::judge::json(*read, has_mark, bytes, sha256),
        }
    }
}
