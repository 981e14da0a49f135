//! A file's content, whatever its form: one reader is chosen by its first bytes and reads it to its end.

use super::consumed::{self, json::ConsumedJson, table::ConsumedTable};
use super::csv::{self, users::Users};
use super::document::Document;
use super::identities::{self, graphql::IdentitiesJson, table::MappingTable};
use super::json_kind::JsonKind;
use super::judge::{judge, sort};
use super::keep::Wanted;
use super::license::License;
use super::sniff::{self, Form};
use super::utf16::{Decoded, Utf16};
use super::visual_studio::VisualStudio;
use super::window::{Feed, Window};
use crate::roster::People;
use crate::{Finding, Kind, Reading};

/// What a file's bytes gave, before its size and digest are known.
pub(super) struct Content {
    told: Told,
    /// What was noticed about how its text is encoded.
    beside: Vec<Finding>,
}

/// What a file's text says, by the reader that was chosen for it.
enum Told {
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
        let head = window.head(sniff::HEAD);
        if let Some(encoding) = Utf16::of(&head) {
            let form = sniff::form(&encoding.beginning(&head));
            // An export goes to GitHub as it is, so one that GitHub cannot read is no good; its reader says so.
            if form.0 != Form::Document {
                let mut decoded = Decoded::new(window, encoding);
                let told = Told::read(form, Window::new(&mut decoded), wanted);
                return Self { told, beside: decoded.findings() };
            }
        }
        Self { told: Told::read(sniff::form(&head), window, wanted), beside: Vec::new() }
    }

    /// What it amounts to. `sha256` is the digest of its bytes, or nothing where they were not hashed.
    pub(super) fn judge<D>(self, bytes: u64, sha256: D) -> (Reading<D>, Option<People>) {
        let (mut reading, people) = self.told.judge(bytes, sha256);
        if !self.beside.is_empty() {
            reading.findings.splice(0..0, self.beside);
            sort(&mut reading.findings);
        }
        (reading, people)
    }
}

impl Told {
    /// Reads a text of this form, behind a mark of so many bytes.
    fn read((form, mark): (Form, usize), mut window: Window<'_>, wanted: Wanted) -> Self {
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
    fn judge<D>(self, bytes: u64, sha256: D) -> (Reading<D>, Option<People>) {
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
