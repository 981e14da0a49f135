//! What a JSON document is, told from the keys at its beginning.
//!
//! GitHub's answers have no mark that names them. Each has keys that none of the others has, in any letter case and with any
//! word separator; and a server's export is told first, because what it may hold beside its documented keys is open.

use super::fault::Outcome;
use super::keys::Keys;
use super::lexer::{Lexer, ValueKind};
use super::names::{Name, names};
use super::window::Window;

/// A kind of JSON document that has a reader of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum JsonKind {
    /// The cloud's consumed licenses.
    Consumed,
}

names! {
    /// A key that tells what a document is.
    Telling {
        ServerId = "server_id" | "serverid",
        HostName = "host_name" | "hostname",
        TotalSeatsConsumed = "total_seats_consumed" | "totalseatsconsumed",
        TotalSeatsPurchased = "total_seats_purchased" | "totalseatspurchased",
        CloudLogin = "github_com_login" | "githubcomlogin" | "githublogin",
        CloudUser = "github_com_user" | "githubcomuser" | "githubuser",
        ServerUserIds = "enterprise_server_user_ids" | "enterpriseserveruserids",
    }
}

/// The kind of a document that begins with `head`, a byte order mark left out; `None` when it is a server's export, or nothing
/// that is known.
pub(super) fn json_kind(head: &[u8]) -> Option<JsonKind> {
    let mut block = Some(head.to_vec());
    let mut lexer = Lexer::new(Window::new(&mut block));
    let mut told = Told::default();
    // The head ends anywhere, mostly inside of a value.
    let _ends = told.documents(&mut lexer);
    told.kind()
}

/// What the keys so far tell.
#[derive(Default)]
struct Told {
    export: bool,
    consumed: bool,
    /// How many objects are open.
    objects: usize,
}

impl Told {
    fn kind(&self) -> Option<JsonKind> {
        match self {
            Self { export: true, .. } => None,
            Self { consumed: true, .. } => Some(JsonKind::Consumed),
            _ => None,
        }
    }

    /// A key of an object.
    fn key(&mut self, name: Telling) {
        match name {
            // At the root, or under `instance`.
            Telling::ServerId | Telling::HostName => self.export |= self.objects <= 2,
            Telling::TotalSeatsConsumed
            | Telling::TotalSeatsPurchased
            | Telling::CloudLogin
            | Telling::CloudUser
            | Telling::ServerUserIds => self.consumed |= self.objects <= 2,
            Telling::Other => {}
        }
    }

    fn documents(&mut self, lexer: &mut Lexer<'_>) -> Outcome<()> {
        let mut keys = Keys::new();
        while lexer.after_space().is_some() {
            let kind = lexer.kind()?;
            self.value(lexer, kind, &mut keys)?;
        }
        Ok(())
    }

    /// A value, with all that is in it.
    fn value(&mut self, lexer: &mut Lexer<'_>, kind: ValueKind, keys: &mut Keys<Telling>) -> Outcome<()> {
        match kind {
            ValueKind::Object => {
                lexer.open()?;
                self.objects += 1;
                let mut first = true;
                while lexer.member(first)? {
                    first = false;
                    keys.clear();
                    let name = lexer.key(keys)?;
                    self.key(name);
                    let kind = lexer.kind()?;
                    self.value(lexer, kind, keys)?;
                }
                self.objects -= 1;
                Ok(())
            }
            ValueKind::Array => {
                lexer.open()?;
                let mut first = true;
                while lexer.element(first)? {
                    first = false;
                    let kind = lexer.kind()?;
                    self.value(lexer, kind, keys)?;
                }
                Ok(())
            }
            _ => lexer.skip(kind),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_tell_what_a_document_is() {
        for text in [
            r#"{"total_seats_consumed":1,"users":[]}"#,
            r#"{"users":[{"github_com_login":"mona"#,
            r#"[{"TotalSeatsPurchased":1"#,
            r#"[[{"github_login":"mona","#,
            r#"{"users":[]}{"total_seats_consumed":1}"#,
        ] {
            assert_eq!(json_kind(text.as_bytes()), Some(JsonKind::Consumed), "{text}");
        }
        for text in [
            "",
            "{",
            "nothing",
            r#"{"users":[{"login":"mona"}]}"#,
            r#"{"users":[{"github_com_login":"mona"}],"server_id":"x"}"#,
            r#"{"instance":{"host_name":"x"},"total_seats_consumed":1}"#,
            r#"{"a":{"b":{"total_seats_consumed":1}}}"#,
        ] {
            assert_eq!(json_kind(text.as_bytes()), None, "{text}");
        }
    }
}
