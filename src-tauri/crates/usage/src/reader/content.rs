//! A file's content, whatever its form: one reader is chosen by its first bytes and reads it to its end.

use super::consumed::{self, json::ConsumedJson, table::ConsumedTable};
use super::csv::{self, users::Users};
use super::document::Document;
use super::identities::{self, graphql::IdentitiesJson, table::MappingTable};
use super::json_kind::JsonKind;
use super::judge::judge;
use super::keep::Wanted;
use super::license::License;
use super::sniff::{self, Form};
use super::visual_studio::VisualStudio;
use super::window::{Feed, Window};
use crate::roster::People;
use crate::{Kind, Reading};

/// What a file's bytes gave, before its size and digest are known.
pub(super) enum Content {
    Document(Box<Document>),
    Users(Box<Users>),
    /// A table that nobody reads, with the names of its columns.
    OtherTable(Vec<String>),
    ConsumedTable(Box<ConsumedTable>),
    MappingTable(Box<MappingTable>),
    /// The API's consumed licenses, and whether they begin with a byte order mark.
    Consumed(Box<ConsumedJson>, bool),
    /// GraphQL's identities, and whether they begin with a byte order mark.
    Identities(Box<IdentitiesJson>, bool),
    /// Visual Studio subscriptions, and whether they begin with a byte order mark.
    VisualStudio(Box<VisualStudio>, bool),
    /// A server's license, and whether it begins with a byte order mark.
    License(Box<License>, bool),
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
            Form::MappingTable(layout) => {
                window.pass_mark(mark);
                Self::MappingTable(Box::new(MappingTable::read(window, &layout, wanted)))
            }
            Form::OtherTable(columns) => Self::OtherTable(columns),
            Form::Json(kind) => {
                window.pass_mark(mark);
                let has_mark = mark > 0;
                match kind {
                    JsonKind::Consumed => {
                        Self::Consumed(Box::new(ConsumedJson::read(window, wanted)), has_mark)
                    }
                    JsonKind::Identities => {
                        Self::Identities(Box::new(IdentitiesJson::read(window, wanted)), has_mark)
                    }
                    JsonKind::VisualStudio => {
                        Self::VisualStudio(Box::new(VisualStudio::read(window, wanted)), has_mark)
                    }
                    JsonKind::License => Self::License(Box::new(License::read(window)), has_mark),
                }
            }
        }
    }

    /// What it amounts to. `sha256` is the digest of its bytes, or nothing where they were not hashed.
    pub(super) fn judge<D>(self, bytes: u64, sha256: D) -> (Reading<D>, Option<People>) {
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
            Self::MappingTable(read) => identities::judge::table(*read, bytes, sha256),
            Self::Identities(read, has_mark) => identities::judge::json(*read, has_mark, bytes, sha256),
            Self::VisualStudio(read, has_mark) => read.judge(has_mark, bytes, sha256),
            Self::License(read, has_mark) => (read.judge(has_mark, bytes, sha256), None),
            Self::OtherTable(columns) => (csv::judge::unknown(&columns, bytes, sha256), None),
            Self::Consumed(read, has_mark) => consumed::judge::json(*read, has_mark, bytes, sha256),
        }
    }
}
