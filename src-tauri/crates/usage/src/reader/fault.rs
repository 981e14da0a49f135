//! The one thing that ends the reading of a document: a place where it is not JSON.

use super::path::{self, Step};
use crate::{Code, Finding, Place, outside::visible};

/// What a step of reading gives: a value, or the fault that ends the document.
pub(super) type Outcome<T> = Result<T, Fault>;

/// How deep values may be nested. No export nests deeper than six; a limit keeps a hostile one from using up the stack.
pub(super) const DEPTH_LIMIT: u64 = 512;

/// How many characters of what was found are shown.
const FOUND_LIMIT: usize = 24;

/// A line and a column, both from 1, the column in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) line: u64,
    pub(super) column: u64,
}

impl Spot {
    /// The place of this spot in a document.
    pub(super) fn place(self, path: String) -> Place {
        Place { line: self.line, column: self.column, path }
    }
}

/// What the document ended inside of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Inside {
    Document,
    String,
    SealedUsers,
}

impl Inside {
    const fn name(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::String => "string",
            Self::SealedUsers => "sealed_users",
        }
    }
}

/// What JSON would have allowed at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Expected {
    Value,
    Key,
    Colon,
    CommaOrEnd,
    Escape,
    Literal,
    Number,
    EndOfFile,
    NoControlCharacter,
}

impl Expected {
    const fn name(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Key => "key",
            Self::Colon => "colon",
            Self::CommaOrEnd => "comma_or_end",
            Self::Escape => "escape",
            Self::Literal => "literal",
            Self::Number => "number",
            Self::EndOfFile => "end_of_file",
            Self::NoControlCharacter => "no_control_character",
        }
    }
}

/// Why the document cannot be read on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Problem {
    /// It ends too early.
    Ended(Inside),
    /// A byte stands where JSON does not allow it.
    Invalid { expected: Expected, found: String },
    /// Bytes that are not UTF-8, with the name of the encoding that they probably are in.
    NotUtf8(&'static str),
    /// A value is nested deeper than [`DEPTH_LIMIT`].
    TooDeep,
    /// The very first bytes are not JSON.
    NotJson { found: String },
}

/// A problem, its spot, and the steps that lead to it, from the innermost outwards.
///
/// In a box, because it comes once and everything that does not come to it carries room for it.
pub(super) struct Fault(Box<Details>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Details {
    problem: Problem,
    spot: Spot,
    steps: Vec<Step>,
}

impl Fault {
    /// A problem at a spot.
    #[cold]
    pub(super) fn new(problem: Problem, spot: Spot) -> Self {
        Self(Box::new(Details { problem, spot, steps: Vec::new() }))
    }

    /// The same fault, seen from the value around it.
    #[cold]
    pub(super) fn within(mut self, step: Step) -> Self {
        self.0.steps.push(step);
        self
    }

    /// Why the document cannot be read on.
    pub(super) fn problem(&self) -> &Problem {
        &self.0.problem
    }

    /// The finding that tells it. `bytes` is the size of the whole file.
    pub(super) fn finding(&self, bytes: u64) -> Finding {
        let place = self.0.spot.place(path::show(self.0.steps.iter().rev()));
        let finding = match &self.0.problem {
            Problem::Ended(inside) => truncated(inside.name(), bytes),
            Problem::Invalid { expected, found } => Finding::new(Code::InvalidJson)
                .with("expected", expected.name())
                .with("found", visible(found, FOUND_LIMIT)),
            Problem::NotUtf8(encoding) => Finding::new(Code::WrongEncoding).with("encoding", *encoding),
            Problem::TooDeep => Finding::new(Code::TooDeep).with("limit", DEPTH_LIMIT),
            Problem::NotJson { found } => {
                Finding::new(Code::NotJson).with("found", visible(found, FOUND_LIMIT))
            }
        };
        finding.at(place)
    }
}

/// The finding that a file of so many bytes ends inside of something.
pub(super) fn truncated(inside: &str, bytes: u64) -> Finding {
    const MEBIBYTE: u64 = 1 << 20;
    let finding = Finding::new(Code::Truncated).with("inside", inside).with("bytes", bytes);
    // A copy that is cut off at a round size was mostly cut by a limit: worth telling apart.
    if bytes > 0 && bytes.is_multiple_of(MEBIBYTE) {
        finding.with("round", bytes / MEBIBYTE)
    } else {
        finding
    }
}
