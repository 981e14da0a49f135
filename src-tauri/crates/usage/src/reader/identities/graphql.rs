//! The external identities of an enterprise or of organizations, as GraphQL answers them (`@octokit/graphql-schema`,
//! `ExternalIdentity`): `samlIdentityProvider { externalIdentities { edges { node { … } } } }`, or `nodes`, in one answer or
//! in several, one after the other or in an array, whatever is around them; or only the nodes, as `--jq` picks them out.
//!
//! An object that has a `samlIdentity` or a `scimIdentity` is an identity, and its `user` is whom it is linked to. All other
//! objects and arrays are gone through to find such ones.

use super::identity::{Identity, LIMIT, Span};
use crate::reader::fault::{Fault, Outcome};
use crate::reader::keep::Wanted;
use crate::reader::keys::Keys;
use crate::reader::lexer::{Lexer, ValueKind};
use crate::reader::names::{Name, names};
use crate::reader::noticed::Noticed;
use crate::reader::sink::{KeptText, Sink as _};
use crate::reader::walk::Walk;
use crate::reader::window::Window;
use crate::roster::{IdentityAttribute, IdentityRoster, Located, Protocol};
use crate::{Code, IdentityCounts, Place, outside::visible};

/// How deep objects are gone through. An answer has its identities some ten levels deep.
const DEPTH: u64 = 64;

/// How many characters of a message are shown.
const SHOWN: usize = 200;

names! {
    /// A key on the way to an identity, or of one.
    NodeName {
        User = "user" | "user",
        SamlIdentity = "samlIdentity" | "samlidentity",
        ScimIdentity = "scimIdentity" | "scimidentity",
        PageInfo = "pageInfo" | "pageinfo",
        HasNextPage = "hasNextPage" | "hasnextpage",
        SamlIdentityProvider = "samlIdentityProvider" | "samlidentityprovider",
        Errors = "errors" | "errors",
        Message = "message" | "message",
        Login = "login" | "login",
    }
}

names! {
    /// A key of what an identity has from one protocol.
    PartName {
        NameId = "nameId" | "nameid",
        Username = "username" | "username",
        Emails = "emails" | "emails",
        Attributes = "attributes" | "attributes",
    }
}

names! {
    /// A key of an e-mail or an attribute.
    ValueName {
        Name = "name" | "name",
        Value = "value" | "value" | "email",
    }
}

/// An answer that was read to its end, or to where it stops being JSON.
pub(in crate::reader) struct IdentitiesJson {
    pub(super) counts: IdentityCounts,
    pub(super) roster: Option<IdentityRoster>,
    /// How many identities the roster had no room for.
    pub(super) left_out: u64,
    pub(super) noticed: Noticed,
    /// Where the last connection says that another page follows.
    pub(super) more: Option<Place>,
    /// The first error that GitHub answers with.
    pub(super) error: Option<(String, Place)>,
    pub(super) errors: u64,
    pub(super) fault: Option<Fault>,
}

impl IdentitiesJson {
    /// Reads what follows in the window.
    pub(in crate::reader) fn read(window: Window<'_>, wanted: Wanted) -> Self {
        let mut lexer = Lexer::new(window);
        let mut reader = Reader {
            read: Self {
                counts: IdentityCounts::default(),
                roster: (wanted == Wanted::People).then(|| IdentityRoster::new(Located::Record)),
                left_out: 0,
                noticed: Noticed::default(),
                more: None,
                error: None,
                errors: 0,
                fault: None,
            },
            identity: Identity::default(),
            login: (0, Span::default()),
            path: String::new(),
            records: 0,
        };
        reader.read.fault = reader.documents(&mut lexer, Reader::value).err();
        lexer.tell_lone_surrogates(&mut reader.read.noticed);
        if let Some(roster) = &mut reader.read.roster {
            roster.shrink();
        }
        reader.read
    }
}

/// Reads one answer.
struct Reader {
    read: IdentitiesJson,
    identity: Identity,
    /// The login of the last `user`, and how deep the object is that has it.
    login: (u64, Span),
    /// The path of the value that is being read.
    path: String,
    /// How many identities were read.
    records: u64,
}

impl Walk for Reader {
    fn path(&mut self) -> &mut String {
        &mut self.path
    }

    fn noticed(&mut self) -> &mut Noticed {
        &mut self.read.noticed
    }
}

impl Reader {
    /// Goes through a value to find identities in it.
    fn value(&mut self, lexer: &mut Lexer<'_>, kind: ValueKind) -> Outcome<()> {
        match kind {
            ValueKind::Object if lexer.depth < DEPTH => self.object(lexer),
            ValueKind::Array if lexer.depth < DEPTH => self.elements(lexer, Self::value),
            _ => lexer.skip(kind),
        }
    }

    /// Goes through the members of the object here.
    fn members<N: Name>(
        &mut self,
        lexer: &mut Lexer<'_>,
        mut read: impl FnMut(&mut Self, &mut Lexer<'_>, ValueKind, N) -> Outcome<()>,
    ) -> Outcome<()> {
        let mut keys = Keys::new();
        lexer.open()?;
        let mut first = true;
        while lexer.member(first)? {
            first = false;
            let name = lexer.key(&mut keys)?;
            let length = self.enter(&keys);
            let member = lexer.kind().and_then(|kind| read(self, lexer, kind, name));
            self.path.truncate(length);
            member.map_err(|fault| fault.within(keys.step()))?;
        }
        Ok(())
    }

    /// An object that may be an identity.
    fn object(&mut self, lexer: &mut Lexer<'_>) -> Outcome<()> {
        let spot = lexer.window.spot();
        let depth = lexer.depth;
        let mut is_identity = false;
        self.members(lexer, |reader, lexer, kind, name| match (name, kind) {
            (NodeName::SamlIdentity | NodeName::ScimIdentity, ValueKind::Object | ValueKind::Null) => {
                if !is_identity {
                    is_identity = true;
                    reader.begin(depth);
                }
                let protocol = if name == NodeName::SamlIdentity { Protocol::Saml } else { Protocol::Scim };
                reader.part(lexer, kind, protocol)
            }
            (NodeName::User, ValueKind::Object) => {
                if !is_identity {
                    reader.identity.clear();
                }
                reader.user(lexer, depth)
            }
            (NodeName::PageInfo, ValueKind::Object) => reader.page_info(lexer),
            (NodeName::Errors, ValueKind::Array) => reader.elements(lexer, Self::error),
            (NodeName::SamlIdentityProvider, ValueKind::Null) => {
                let at = lexer.window.spot().place(reader.path.clone());
                reader.read.noticed.count(Code::NoIdentityProvider, "", |finding| finding.at(at));
                lexer.literal(kind)
            }
            // What else an identity has is of no use.
            _ if is_identity => lexer.skip(kind),
            _ => reader.value(lexer, kind),
        })?;
        if is_identity {
            self.take(spot.place(self.path.clone()), depth);
            lexer.window.accounts = self.read.counts.linked;
        }
        Ok(())
    }

    /// An identity begins. Its `user` may have stood before it.
    fn begin(&mut self, depth: u64) {
        let login =
            if self.login.0 == depth { self.identity.text(self.login.1).to_owned() } else { String::new() };
        self.identity.clear();
        let mark = self.identity.mark();
        self.identity.keeper().piece(login.as_bytes());
        self.login = (depth, self.identity.since(mark));
    }

    /// Ends an identity: it is taken whole, or not at all.
    fn take(&mut self, at: Place, depth: u64) {
        let record = u32::try_from(self.records).unwrap_or(u32::MAX);
        self.records += 1;
        if self.login.0 == depth {
            self.identity.set_login(self.login.1);
        }
        self.login = (0, Span::default());
        if self.identity.too_long {
            self.read.noticed.count(Code::TextTooLong, "identity", |finding| {
                finding.with("field", "externalIdentities").with("limit", LIMIT as u64).at(at)
            });
            return;
        }
        let counts = &mut self.read.counts;
        if self.identity.login().is_empty() {
            counts.unlinked += 1;
            self.read.noticed.count(Code::UnlinkedIdentity, "", |finding| finding.at(at));
            return;
        }
        counts.linked += 1;
        counts.saml += u64::from(self.identity.has(Protocol::Saml));
        counts.scim += u64::from(self.identity.has(Protocol::Scim));
        if let Some(roster) = &mut self.read.roster
            && self.identity.push_into(roster, record).is_err()
        {
            self.read.left_out += 1;
        }
    }

    /// The user whom an identity is linked to.
    fn user(&mut self, lexer: &mut Lexer<'_>, depth: u64) -> Outcome<()> {
        self.members(lexer, |reader, lexer, kind, name| match name {
            NodeName::Login => {
                let login = reader.text(lexer, kind, "login")?;
                reader.login = (depth, login);
                Ok(())
            }
            _ => lexer.skip(kind),
        })
    }

    /// What an identity has from one protocol.
    fn part(&mut self, lexer: &mut Lexer<'_>, kind: ValueKind, protocol: Protocol) -> Outcome<()> {
        if kind == ValueKind::Null {
            return lexer.literal(kind);
        }
        self.members(lexer, |reader, lexer, kind, name| {
            let attribute = match name {
                PartName::NameId => IdentityAttribute::NameId,
                PartName::Username => IdentityAttribute::Username,
                PartName::Emails | PartName::Attributes => return reader.values(lexer, kind, protocol, name),
                PartName::Other => return lexer.skip(kind),
            };
            let value = reader.text(lexer, kind, name.spelled())?;
            reader.identity.add(protocol, attribute, value);
            Ok(())
        })
    }

    /// A list of e-mails or of attributes.
    fn values(
        &mut self,
        lexer: &mut Lexer<'_>,
        kind: ValueKind,
        protocol: Protocol,
        list: PartName,
    ) -> Outcome<()> {
        match kind {
            ValueKind::Array => self.elements(lexer, |reader, lexer, kind| match (kind, list) {
                (ValueKind::Object, _) => reader.listed(lexer, protocol, list),
                (_, PartName::Emails) => {
                    let value = reader.text(lexer, kind, "emails")?;
                    reader.identity.add(protocol, IdentityAttribute::Emails, value);
                    Ok(())
                }
                _ => reader.unexpected(lexer, kind, "attributes", "object"),
            }),
            ValueKind::Null => lexer.literal(kind),
            _ => self.unexpected(lexer, kind, list.spelled(), "list"),
        }
    }

    /// An e-mail or an attribute that is an object.
    fn listed(&mut self, lexer: &mut Lexer<'_>, protocol: Protocol, list: PartName) -> Outcome<()> {
        let (mut of, mut told) = (None, None);
        self.members(lexer, |reader, lexer, kind, name| {
            match name {
                ValueName::Name if list == PartName::Attributes => {
                    let text = reader.text(lexer, kind, "name")?;
                    of = IdentityAttribute::of_name(reader.identity.text(text));
                }
                ValueName::Value => told = Some(reader.text(lexer, kind, "value")?),
                _ => lexer.skip(kind)?,
            }
            Ok(())
        })?;
        if list == PartName::Emails {
            of = Some(IdentityAttribute::Emails);
        }
        if let (Some(attribute), Some(value)) = (of, told) {
            self.identity.add(protocol, attribute, value);
        }
        Ok(())
    }

    /// A text of an identity; blank where the value is none.
    fn text(&mut self, lexer: &mut Lexer<'_>, kind: ValueKind, field: &'static str) -> Outcome<Span> {
        let mark = self.identity.mark();
        if matches!(kind, ValueKind::String | ValueKind::Number | ValueKind::Null) {
            lexer.told_text(kind, &mut self.identity.keeper())?;
        } else {
            self.unexpected(lexer, kind, field, "text")?;
        }
        Ok(self.identity.since(mark))
    }

    /// What a connection says of the pages behind this one.
    fn page_info(&mut self, lexer: &mut Lexer<'_>) -> Outcome<()> {
        self.members(lexer, |reader, lexer, kind, name| match (name, kind) {
            (NodeName::HasNextPage, ValueKind::True | ValueKind::False) => {
                let at = lexer.window.spot().place(reader.path.clone());
                reader.read.more = (kind == ValueKind::True).then_some(at);
                lexer.literal(kind)
            }
            _ => lexer.skip(kind),
        })
    }

    /// An error that GitHub answers with.
    fn error(&mut self, lexer: &mut Lexer<'_>, kind: ValueKind) -> Outcome<()> {
        let at = lexer.window.spot().place(self.path.clone());
        let mut message = None;
        match kind {
            ValueKind::Object => self.members(lexer, |_, lexer, kind, name| match (name, kind) {
                (NodeName::Message, ValueKind::String) => {
                    let mut text = KeptText::default();
                    lexer.string(&mut text)?;
                    message = text.into_text();
                    Ok(())
                }
                _ => lexer.skip(kind),
            })?,
            _ => lexer.skip(kind)?,
        }
        self.read.errors += 1;
        if self.read.error.is_none() {
            self.read.error = Some((visible(&message.unwrap_or_default(), SHOWN), at));
        }
        Ok(())
    }

    #[cold]
    fn unexpected(
        &mut self,
        lexer: &mut Lexer<'_>,
        kind: ValueKind,
        field: &'static str,
        expected: &'static str,
    ) -> Outcome<()> {
        let at = lexer.window.spot().place(self.path.clone());
        self.read.noticed.count(Code::UnexpectedType, field, |finding| {
            finding.with("field", field).with("expected", expected).at(at)
        });
        lexer.skip(kind)
    }
}
