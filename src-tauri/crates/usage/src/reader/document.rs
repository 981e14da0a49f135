//! A whole document: an export with its values at the root or under `instance`, in any order of keys.

use super::accounts::Accountant;
use super::base64_form::Base64Form;
use super::encoding::{Encoding, MARK_LENGTH, encoding};
use super::fault::{Fault, Inside, Outcome, Problem, Spot};
use super::keep::{Everything, Nothing, Wanted};
use super::keys::Keys;
use super::lexer::{Lexer, ValueKind};
use super::names::ServerName;
use super::noticed::Noticed;
use super::path;
use super::server::{Member, Statements};
use super::tally::Tally;
use super::window::Window;
use crate::{Code, Place, Sealing, outside::visible};

/// How many bytes of something that is no JSON are looked at to show them.
const BEGINNING: usize = 64;

/// What stands where the user list belongs, read to its end.
pub(super) enum Users {
    Sealed(Sealing),
    Open(Box<Tally>),
    /// A value that is no list.
    Odd,
}

/// All that a document says.
#[derive(Default)]
pub(super) struct Document {
    pub(super) is_object: bool,
    pub(super) has_mark: bool,
    /// An encoding other than UTF-8, by its name in findings. Nothing else is then known.
    pub(super) encoding: Option<&'static str>,
    pub(super) statements: Statements,
    /// The last user list, with its place.
    pub(super) users: Option<(Users, Place)>,
    pub(super) sample: bool,
    /// What was noticed outside of the user list.
    pub(super) noticed: Noticed,
    /// What was noticed in the last user list.
    pub(super) noticed_in_list: Noticed,
    pub(super) fault: Option<Fault>,
    wanted: Wanted,
    /// The accounts of the last open list, when they are wanted: all records before the first fault.
    pub(super) kept: Option<Everything>,
}

impl Document {
    /// Reads a document, up to its end or its first fault.
    pub(super) fn read(mut window: Window<'_>, wanted: Wanted) -> Self {
        let mut document = Self { wanted, ..Self::default() };
        let head = window.head(BEGINNING);
        match encoding(&head) {
            Encoding::Utf8 => {}
            Encoding::Utf8WithMark => {
                document.has_mark = true;
                window.pass_mark(MARK_LENGTH);
            }
            Encoding::DividedMark => {
                let spot = Spot { line: 1, column: 1 };
                document.fault = Some(Fault::new(Problem::Ended(Inside::Document), spot));
                return document;
            }
            Encoding::Other(name) => {
                document.encoding = Some(name);
                return document;
            }
        }
        let beginning = String::from_utf8_lossy(&head).trim_start_matches('\u{feff}').to_owned();
        let mut lexer = Lexer::new(window);
        document.fault = document.root(&mut lexer, &beginning).err();
        lexer.tell_lone_surrogates(&mut document.noticed);
        document
    }

    fn root(&mut self, lexer: &mut Lexer<'_>, beginning: &str) -> Outcome<()> {
        if lexer.after_space().is_none() {
            return Err(lexer.ended(Inside::Document));
        }
        let spot = lexer.window.spot();
        let not_json = || Fault::new(Problem::NotJson { found: beginning.trim_start().to_owned() }, spot);
        let Ok(kind) = lexer.kind() else {
            return Err(not_json());
        };
        match kind {
            ValueKind::Object => {
                self.is_object = true;
                self.object(lexer, None)?;
                lexer.end()
            }
            ValueKind::Array => {
                lexer.skip(kind)?;
                lexer.end()
            }
            _ => lexer.skip(kind).and_then(|()| lexer.end()).map_err(|fault| match fault.problem() {
                // A text that begins like a number or a word and goes on like neither is no JSON at all: a CSV, a log.
                Problem::Invalid { .. } => not_json(),
                _ => fault,
            }),
        }
    }

    /// The object here: the root, or what stands under the key `instance` as the file spells it.
    fn object(&mut self, lexer: &mut Lexer<'_>, instance: Option<&str>) -> Outcome<()> {
        let mut keys = Keys::new();
        let mut first = true;
        lexer.open()?;
        while lexer.member(first)? {
            first = false;
            let name = lexer.key(&mut keys)?;
            let text = keys.last_text();
            let mut path = String::new();
            for key in instance.into_iter().chain([text.as_str()]) {
                path::push_member(&mut path, key);
            }
            let again = keys.duplicate();
            if let Some(spot) = again {
                self.duplicate(spot, &text, &path);
            }
            let key = instance.map_or_else(|| text.clone(), |instance| format!("{instance}.{text}"));
            let member = Member { name, in_instance: instance.is_some(), key, path };
            let read = lexer.kind().and_then(|kind| self.value(lexer, kind, member, again.is_some()));
            read.map_err(|fault| fault.within(keys.step()))?;
        }
        Ok(())
    }

    /// The value of a key. `again` is whether the key stood in the same object before.
    fn value(&mut self, lexer: &mut Lexer<'_>, kind: ValueKind, member: Member, again: bool) -> Outcome<()> {
        match (member.name, kind) {
            (ServerName::Users, _) => self.users(lexer, kind, member.path, again),
            (ServerName::Instance, ValueKind::Object) if !member.in_instance => {
                self.statements.forget_instance();
                self.object(lexer, Some(&member.key))
            }
            (ServerName::Sample, ValueKind::True | ValueKind::False) if !member.in_instance => {
                self.sample = kind == ValueKind::True;
                lexer.literal(kind)
            }
            // `instance` and the sample's mark are known only where they belong.
            (ServerName::Instance | ServerName::Sample, _) => {
                let member = Member { name: ServerName::Other, ..member };
                self.statements.read(lexer, kind, member, &mut self.noticed)
            }
            _ => self.statements.read(lexer, kind, member, &mut self.noticed),
        }
    }

    fn duplicate(&mut self, spot: Spot, key: &str, path: &str) {
        self.noticed.count(Code::DuplicateKey, path, |finding| {
            finding.with("key", visible(key, 80)).at(spot.place(path.to_owned()))
        });
    }

    /// The user list. The last one in the file is taken; that another stood before is noticed.
    fn users(&mut self, lexer: &mut Lexer<'_>, kind: ValueKind, path: String, again: bool) -> Outcome<()> {
        let spot = lexer.window.spot();
        if self.users.is_some() && !again {
            self.duplicate(spot, "users", &path);
        }
        self.users = None;
        self.kept = None;
        self.noticed_in_list = Noticed::default();
        let place = spot.place(path.clone());
        let users = match kind {
            ValueKind::String => Users::Sealed(sealing(lexer)?),
            ValueKind::Array => Users::Open(Box::new(self.accounts(lexer, path)?)),
            ValueKind::Null => return lexer.literal(kind),
            _ => {
                lexer.skip(kind)?;
                self.noticed_in_list.count(Code::UnexpectedType, "users", |finding| {
                    finding.with("field", "users").with("expected", "list").at(place.clone())
                });
                Users::Odd
            }
        };
        self.users = Some((users, place));
        Ok(())
    }

    /// The accounts of the open list here.
    fn accounts(&mut self, lexer: &mut Lexer<'_>, path: String) -> Outcome<Tally> {
        let noticed = &mut self.noticed_in_list;
        if self.wanted == Wanted::Counts {
            return Accountant::new(path, noticed, &mut Nothing).read(lexer);
        }
        let keep = self.kept.insert(Everything::new());
        Accountant::new(path, noticed, keep).read(lexer)
    }
}

/// The form of the sealed list here. It streams by; nothing of it is kept.
fn sealing(lexer: &mut Lexer<'_>) -> Outcome<Sealing> {
    const QUOTES: u64 = 2;
    let start = lexer.window.offset();
    let mut form = Base64Form::default();
    lexer.string(&mut form).map_err(|fault| match fault.problem() {
        Problem::Ended(_) => lexer.ended(Inside::SealedUsers),
        _ => fault,
    })?;
    Ok(Sealing { bytes: lexer.window.offset() - start - QUOTES, base64: form.holds() })
}
