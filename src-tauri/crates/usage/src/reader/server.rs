//! What an export says of its server: every value where it stands, and one `ServerInstance` made of them.

use sha2::{Digest as _, Sha256};

use super::fault::Outcome;
use super::features::{self, Features};
use super::lexer::{Lexer, ValueKind};
use super::names::{Name as _, ServerName};
use super::noticed::Noticed;
use super::sink::KeptText;
use crate::{Code, Feature, Place, ServerInstance, Sha256Digest};

/// How many bytes of a value's own JSON are kept.
const RAW_LIMIT: usize = 4096;

/// How many keys without a documented name are kept.
const UNKNOWN_LIMIT: usize = 64;

/// A value that one of the documented fields takes.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Value {
    Text(String),
    Flag(bool),
    Features(Vec<Feature>),
}

/// A key at the root or under `instance`.
pub(super) struct Member {
    pub(super) name: ServerName,
    pub(super) in_instance: bool,
    /// The key as the file spells it; under `instance` with that before it.
    pub(super) key: String,
    /// The path of its value.
    pub(super) path: String,
}

/// A value where it stands.
struct Stated {
    name: ServerName,
    in_instance: bool,
    key: String,
    /// The value's JSON as it stands in the file, cut to a limit.
    raw: String,
    /// `None` when the field does not take such a value.
    value: Option<Value>,
    /// Where the value begins.
    place: Place,
}

/// All values that were stated, at the root and under `instance`.
#[derive(Default)]
pub(super) struct Statements {
    values: Vec<Stated>,
    /// How many unknown keys were too many to keep.
    passed_over: u64,
}

/// A server, and where in the file its values stand.
#[derive(Default)]
pub(super) struct Server {
    pub(super) instance: ServerInstance,
    pub(super) id_at: Option<Place>,
    pub(super) host_at: Option<Place>,
    pub(super) http_only_at: Option<Place>,
    pub(super) features_at: Option<Place>,
    /// How many keys are unknown, those that were too many to keep among them.
    pub(super) unknown: u64,
    /// The documented fields that have no value, by their usual spelling.
    pub(super) missing: Vec<&'static str>,
}

impl Statements {
    /// Reads the value of a key that is neither the user list nor `instance`.
    pub(super) fn read(
        &mut self,
        lexer: &mut Lexer<'_>,
        kind: ValueKind,
        member: Member,
        noticed: &mut Noticed,
    ) -> Outcome<()> {
        let Member { name, in_instance, key, path } = member;
        let place = lexer.window.spot().place(path);
        lexer.window.start_capture(RAW_LIMIT);
        let (value, problem) = read_value(lexer, kind, name)?;
        let raw = text_of(lexer.window.end_capture());
        // A number is taken as it is written: a version may well be one.
        let value = match (value, kind) {
            (None, ValueKind::Number) if takes_text(name) => Some(Value::Text(raw.clone())),
            (value, _) => value,
        };
        if let Some(problem) = problem {
            noticed.count(problem.code(), name.spelled(), |finding| problem.complete(finding, name, &place));
        }
        self.keep(Stated { name, in_instance, key, raw, value, place });
        Ok(())
    }

    fn keep(&mut self, new: Stated) {
        let same = |old: &Stated| {
            old.name == new.name
                && old.in_instance == new.in_instance
                && (old.name != ServerName::Other || old.key == new.key)
        };
        if let Some(old) = self.values.iter_mut().find(|old| same(old)) {
            *old = new;
            return;
        }
        let unknown = self.values.iter().filter(|stated| stated.name == ServerName::Other).count();
        if new.name == ServerName::Other && unknown == UNKNOWN_LIMIT {
            self.passed_over += 1;
        } else {
            self.values.push(new);
        }
    }

    /// Forgets what stood under `instance`: it stands there again.
    pub(super) fn forget_instance(&mut self) {
        self.values.retain(|stated| !stated.in_instance);
    }

    /// The server that these values make. Of several values for one field the more plainly named one under `instance` is
    /// taken (a `version` at the root may be the file format's); the others are kept as unknown.
    pub(super) fn settle(mut self) -> Server {
        let mut server = Server::default();
        let mut missing = Vec::new();
        let mut text = |names: &[ServerName]| {
            if let Some((Value::Text(text), place)) = self.take(names) {
                return Some((text, place));
            }
            missing.extend(names.last().map(|name| name.spelled()));
            None
        };
        let server_id = text(&[ServerName::ServerId]);
        let host_name = text(&[ServerName::HostName]);
        let version = text(&[ServerName::GhesVersion, ServerName::Version]);
        let license = text(&[ServerName::LicenseHash, ServerName::License]);
        let public_key = text(&[ServerName::PublicKey]);
        (server.instance.server_id, server.id_at) = server_id.unzip();
        (server.instance.host_name, server.host_at) = host_name.unzip();
        server.instance.version = version.map(|(text, _)| text);
        server.instance.license_hash = license.map(|(text, _)| text);
        server.instance.public_key_sha256 = public_key.map(|(text, _)| hash_of(&text));
        match self.take(&[ServerName::HttpOnly]) {
            Some((Value::Flag(flag), place)) => {
                (server.instance.http_only, server.http_only_at) = (Some(flag), Some(place));
            }
            _ => missing.push(ServerName::HttpOnly.spelled()),
        }
        match self.take(&[ServerName::Features]) {
            Some((Value::Features(list), place)) => {
                (server.instance.features, server.features_at) = (list, Some(place));
            }
            _ => missing.push(ServerName::Features.spelled()),
        }
        server.missing = missing;
        let unknown =
            self.values.into_iter().filter(|stated| stated.raw != "null" || stated.name == ServerName::Other);
        server.instance.unknown = unknown.map(|stated| (stated.key, stated.raw)).collect();
        server.unknown = server.instance.unknown.len() as u64 + self.passed_over;
        server
    }

    /// The best value for a field that has these names, the plainest first. It and its equals are taken out.
    fn take(&mut self, names: &[ServerName]) -> Option<(Value, Place)> {
        let best = self
            .values
            .iter()
            .filter(|stated| names.contains(&stated.name) && stated.value.is_some())
            .min_by_key(|stated| (!stated.in_instance, names.iter().position(|name| *name == stated.name)))?;
        let (value, place) = (best.value.clone()?, best.place.clone());
        self.values.retain(|stated| !(names.contains(&stated.name) && stated.value.as_ref() == Some(&value)));
        Some((value, place))
    }
}

/// Why a value was not taken.
#[derive(Clone, Copy)]
enum Refusal {
    Type(&'static str),
    TooLong(usize),
}

impl Refusal {
    const fn code(self) -> Code {
        match self {
            Self::Type(_) => Code::UnexpectedType,
            Self::TooLong(_) => Code::TextTooLong,
        }
    }

    fn complete(self, finding: crate::Finding, name: ServerName, place: &Place) -> crate::Finding {
        let finding = finding.with("field", name.spelled()).at(place.clone());
        match self {
            Self::Type(expected) => finding.with("expected", expected),
            Self::TooLong(limit) => finding.with("limit", limit as u64),
        }
    }
}

const fn takes_text(name: ServerName) -> bool {
    !matches!(
        name,
        ServerName::HttpOnly
            | ServerName::Features
            | ServerName::Users
            | ServerName::Instance
            | ServerName::Sample
            | ServerName::Other
    )
}

fn read_value(
    lexer: &mut Lexer<'_>,
    kind: ValueKind,
    name: ServerName,
) -> Outcome<(Option<Value>, Option<Refusal>)> {
    if kind == ValueKind::Null {
        lexer.literal(kind)?;
        return Ok((None, None));
    }
    match name {
        ServerName::Features => {
            let features = Features::read(lexer, kind)?;
            let refusal = if features.too_long {
                Some(Refusal::TooLong(features::LIMIT))
            } else {
                features.unexpected.then_some(Refusal::Type("list"))
            };
            let is_list = matches!(kind, ValueKind::Array | ValueKind::Object);
            Ok((is_list.then_some(Value::Features(features.list)), refusal))
        }
        ServerName::HttpOnly => read_flag(lexer, kind),
        name if takes_text(name) => match kind {
            ValueKind::String => {
                let mut text = KeptText::default();
                lexer.string(&mut text)?;
                let refusal = text.too_long.then_some(Refusal::TooLong(KeptText::LIMIT));
                let text = text.into_text().filter(|text| !text.trim().is_empty());
                Ok((text.map(Value::Text), refusal))
            }
            ValueKind::Number => lexer.skip(kind).map(|()| (None, None)),
            _ => lexer.skip(kind).map(|()| (None, Some(Refusal::Type("text")))),
        },
        _ => lexer.skip(kind).map(|()| (None, None)),
    }
}

/// GitHub documents "`True` or `False`": a boolean or a text in any letter case.
fn read_flag(lexer: &mut Lexer<'_>, kind: ValueKind) -> Outcome<(Option<Value>, Option<Refusal>)> {
    let flag = match kind {
        ValueKind::True | ValueKind::False => {
            lexer.literal(kind)?;
            Some(kind == ValueKind::True)
        }
        ValueKind::String => {
            let mut text = KeptText::default();
            lexer.string(&mut text)?;
            match text.into_text().unwrap_or_default().trim().to_ascii_lowercase().as_str() {
                "true" => Some(true),
                "false" => Some(false),
                _ => None,
            }
        }
        _ => {
            lexer.skip(kind)?;
            None
        }
    };
    let refusal = if flag.is_none() { Some(Refusal::Type("boolean")) } else { None };
    Ok((flag.map(Value::Flag), refusal))
}

fn hash_of(text: &str) -> String {
    Sha256Digest::new(Sha256::digest(text.as_bytes()).into()).hex()
}

/// Bytes that were cut out of valid UTF-8, without the character that the cut divided.
fn text_of(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| {
        let valid = error.utf8_error().valid_up_to();
        let mut bytes = error.into_bytes();
        bytes.truncate(valid);
        String::from_utf8(bytes).unwrap_or_default()
    })
}
