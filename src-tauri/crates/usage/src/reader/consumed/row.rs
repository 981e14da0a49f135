//! One row of the report: put together value by value, in memory that is used again for every row.

use super::names::{Flag, Text, Texts};
use crate::reader::csv::seen::fingerprint;
use crate::reader::fault::Outcome;
use crate::reader::lexer::{Lexer, ValueKind};
use crate::reader::path::Step;
use crate::reader::sink::Sink;
use crate::reader::values::Told;
use crate::roster::{END, LicensedUser, List, SecurityProducts};

/// How many bytes of text are kept of one row. A person in ten thousand organizations has some 400 kB of roles.
pub(in crate::reader) const LIMIT: usize = 1 << 20;

/// Where in a row's memory a text or a list of texts is.
#[derive(Clone, Copy, Default)]
struct Span {
    start: usize,
    end: usize,
}

/// The values of one row.
#[derive(Default)]
pub(super) struct Row {
    /// All texts that are kept. Lists are as rosters have them: their texts with an [`END`] between them.
    kept: Vec<u8>,
    texts: [Span; Text::COUNT],
    lists: [Span; Texts::COUNT],
    flags: [Option<bool>; Flag::COUNT],
    pub(super) total_user_accounts: Option<u32>,
    /// Whether it has more text than is kept of one row.
    pub(super) too_long: bool,
}

/// What tells rows apart.
pub(super) struct Prints {
    /// Of whom it speaks: a login, or else accounts on servers and their e-mails. `None` when it has neither.
    pub(super) person: Option<u64>,
    pub(super) has_login: bool,
    /// Of all that it says.
    pub(super) content: u64,
}

/// Takes a text into a row's memory.
struct Keeper<'r> {
    kept: &'r mut Vec<u8>,
    too_long: &'r mut bool,
}

impl Sink for Keeper<'_> {
    #[inline]
    fn piece(&mut self, text: &[u8]) {
        if self.kept.len() + text.len() > LIMIT {
            *self.too_long = true;
        } else if text == [END as u8] {
            // It ends texts in a roster, and no text of GitHub's has it. Only an escape can write it, and comes alone.
            self.kept.extend_from_slice("\u{fffd}".as_bytes());
        } else {
            self.kept.extend_from_slice(text);
        }
    }
}

impl Row {
    /// Forgets all: another row begins.
    #[inline]
    pub(super) fn clear(&mut self) {
        self.kept.clear();
        self.texts = Default::default();
        self.lists = Default::default();
        self.flags = Default::default();
        self.total_user_accounts = None;
        self.too_long = false;
    }

    fn keeper(&mut self) -> Keeper<'_> {
        Keeper { kept: &mut self.kept, too_long: &mut self.too_long }
    }

    /// Sets a yes or no.
    #[inline]
    pub(super) fn set_flag(&mut self, flag: Flag, told: Option<bool>) {
        self.flags[flag as usize] = told;
    }

    /// Sets a text, which has no white space around it.
    pub(super) fn set_text(&mut self, of: Text, text: &str) {
        let start = self.kept.len();
        self.keep(text);
        self.texts[of as usize] = Span { start, end: self.kept.len() };
    }

    /// Sets the list of texts that a table writes in one cell.
    pub(super) fn set_texts(&mut self, of: Texts, cell: &str) {
        let start = self.kept.len();
        self.keep(cell);
        self.divide(start);
        self.lists[of as usize] = Span { start, end: self.kept.len() };
    }

    /// Keeps a text that may hold any character.
    fn keep(&mut self, text: &str) {
        let mut keeper = self.keeper();
        for (index, piece) in text.split(END).enumerate() {
            if index > 0 {
                keeper.piece(END.encode_utf8(&mut [0; 4]).as_bytes());
            }
            keeper.piece(piece.as_bytes());
        }
    }

    /// Reads a text. Gives whether the value here was one.
    #[inline]
    pub(super) fn read_text(&mut self, text: Text, lexer: &mut Lexer<'_>, kind: ValueKind) -> Outcome<bool> {
        let start = self.kept.len();
        let taken = lexer.told_text(kind, &mut self.keeper())?;
        self.texts[text as usize] = self.trimmed(start);
        Ok(taken)
    }

    /// Reads a list of texts. A text in the place of a list is one as the table writes it, in one cell. `index` follows the
    /// element that is being read; gives whether all of the value here was of the type that is taken.
    #[inline]
    pub(super) fn read_texts(
        &mut self,
        texts: Texts,
        lexer: &mut Lexer<'_>,
        kind: ValueKind,
        odd: &mut Option<u64>,
    ) -> Outcome<bool> {
        let start = self.kept.len();
        let mut taken = true;
        match kind {
            ValueKind::Array => {
                lexer.open()?;
                let mut index = 0;
                while lexer.element(index == 0)? {
                    let read = lexer.kind().and_then(|kind| self.read_item(start, lexer, kind));
                    if !read.map_err(|fault| fault.within(Step::Element(index)))? && taken {
                        taken = false;
                        *odd = Some(index);
                    }
                    index += 1;
                }
            }
            ValueKind::String => {
                lexer.string(&mut self.keeper())?;
                self.divide(start);
            }
            ValueKind::Null => lexer.literal(kind)?,
            _ => {
                lexer.skip(kind)?;
                taken = false;
            }
        }
        self.lists[texts as usize] = Span { start, end: self.kept.len() };
        Ok(taken)
    }

    /// Reads one text of the list that began at `list`.
    #[inline]
    fn read_item(&mut self, list: usize, lexer: &mut Lexer<'_>, kind: ValueKind) -> Outcome<bool> {
        let before = self.begin_item(list);
        let taken = lexer.told_text(kind, &mut self.keeper())?;
        self.end_item(before);
        Ok(taken)
    }

    /// Begins a text of the list that began at `list`. Gives where the list ends without it, and where it begins.
    #[inline]
    fn begin_item(&mut self, list: usize) -> (usize, usize) {
        let before = self.kept.len();
        if before > list {
            self.kept.push(END as u8);
        }
        (before, self.kept.len())
    }

    /// Ends a text that began with [`Row::begin_item`]: without white space around it, and not at all when it is blank.
    #[inline]
    fn end_item(&mut self, (before, start): (usize, usize)) {
        let span = self.trimmed(start);
        if span.start == span.end {
            self.kept.truncate(before);
            return;
        }
        if span.start > start {
            self.kept.copy_within(span.start..span.end, start);
        }
        self.kept.truncate(start + span.end - span.start);
    }

    /// Divides the text that begins at `start` into the texts of a list, at its commas. The table writes lists so; that no text
    /// has a comma of its own is assumed.
    fn divide(&mut self, start: usize) {
        let cell = self.kept.split_off(start);
        for item in cell.split(|&byte| byte == b',') {
            let before = self.begin_item(start);
            self.kept.extend_from_slice(item);
            self.end_item(before);
        }
    }

    /// What was kept since `start`, without white space around it.
    #[inline]
    fn trimmed(&self, start: usize) -> Span {
        let kept = &self.kept[start..];
        let mut text = kept.trim_ascii_start();
        let mut before = kept.len() - text.len();
        text = text.trim_ascii_end();
        let is_beyond = |byte: Option<&u8>| byte.is_some_and(|byte| !byte.is_ascii());
        if is_beyond(text.first()) || is_beyond(text.last()) {
            // White space that is not ASCII, such as the ideographic space.
            let whole = std::str::from_utf8(text).unwrap_or_default();
            before += whole.len() - whole.trim_start().len();
            text = whole.trim().as_bytes();
        }
        Span { start: start + before, end: start + before + text.len() }
    }

    #[inline]
    fn bytes(&self, span: Span) -> &[u8] {
        &self.kept[span.start..span.end]
    }

    /// The first of two lists that has any text.
    fn either(&self, first: Texts, second: Texts) -> Span {
        let span = self.lists[first as usize];
        if span.start == span.end { self.lists[second as usize] } else { span }
    }

    fn server_emails(&self) -> Span {
        self.either(Texts::ServerPrimaryEmails, Texts::ServerEmails)
    }

    fn enterprise_roles(&self) -> Span {
        self.either(Texts::EnterpriseRoles, Texts::EnterpriseRole)
    }

    /// Whether a license of a security product is taken, in the cloud or on a server.
    fn product(&self, in_cloud: Flag, on_servers: Texts) -> Option<bool> {
        let accounts = self.lists[on_servers as usize];
        if accounts.start < accounts.end { Some(true) } else { self.flags[in_cloud as usize] }
    }

    /// The row as a roster takes it. `place` is where it stands.
    pub(super) fn user(&self, place: u32) -> LicensedUser<'_> {
        // Sinks only get pieces of valid UTF-8, cut between characters.
        let kept = std::str::from_utf8(&self.kept).unwrap_or_default();
        let text = |text: Text| {
            let span = self.texts[text as usize];
            kept.get(span.start..span.end).filter(|text| !text.is_empty())
        };
        let list = |span: Span| List::of_joined(kept.get(span.start..span.end).unwrap_or_default());
        LicensedUser {
            login: text(Text::Login),
            name: text(Text::FullName),
            license_type: text(Text::LicenseType),
            saml_name_id: text(Text::SamlNameId),
            verified_emails: list(self.lists[Texts::VerifiedEmails as usize]),
            server_user_ids: list(self.lists[Texts::ServerUserIds as usize]),
            server_primary_emails: list(self.server_emails()),
            member_roles: list(self.lists[Texts::MemberRoles as usize]),
            enterprise_roles: list(self.enterprise_roles()),
            orgs_with_pending_invites: list(self.lists[Texts::PendingInvites as usize]),
            cloud_user: self.flags[Flag::CloudUser as usize],
            server_user: self.flags[Flag::ServerUser as usize],
            visual_studio_user: self.flags[Flag::VisualStudioUser as usize],
            two_factor: self.flags[Flag::TwoFactor as usize],
            visual_studio_status: text(Text::VisualStudioStatus),
            visual_studio_email: text(Text::VisualStudioEmail),
            total_user_accounts: self.total_user_accounts,
            security: SecurityProducts {
                advanced_security: self.product(Flag::AdvancedSecurity, Texts::ServerAdvancedSecurity),
                code_security: self.product(Flag::CodeSecurity, Texts::ServerCodeSecurity),
                secret_protection: self.product(Flag::SecretProtection, Texts::ServerSecretProtection),
            },
            place,
        }
    }

    /// What tells it from other rows. GitHub takes logins in any letter case for one.
    pub(super) fn prints(&self) -> Prints {
        const LONGEST_LOGIN: usize = 64;
        let login = self.bytes(self.texts[Text::Login as usize]);
        let ids = self.bytes(self.lists[Texts::ServerUserIds as usize]);
        let emails = self.bytes(self.server_emails());
        let mut lower = [0; LONGEST_LOGIN];
        let person = if let Some(lower) = lower.get_mut(..login.len()).filter(|lower| !lower.is_empty()) {
            lower.copy_from_slice(login);
            lower.make_ascii_lowercase();
            Some(fingerprint(lower, 1))
        } else if !login.is_empty() {
            Some(fingerprint(login, 1))
        } else {
            (!ids.is_empty() || !emails.is_empty()).then(|| fingerprint(emails, fingerprint(ids, 2)))
        };
        let flags =
            self.flags.iter().fold(0, |bits, flag| bits << 2 | flag.map_or(0, |flag| 1 + u64::from(flag)));
        let number = u64::from(self.total_user_accounts.unwrap_or(u32::MAX));
        // Where the texts are in the row's memory tells which of them is which. Rows of one file have their keys in one order.
        let places = self.texts.iter().chain(&self.lists);
        let content = places.fold(flags ^ number << 32, |print, span| {
            (print ^ span.start as u64 ^ (span.end as u64) << 32)
                .wrapping_mul(0x9e37_79b9_7f4a_7c15)
                .rotate_left(29)
        });
        let content = fingerprint(&self.kept, content);
        Prints { person, has_login: !login.is_empty(), content }
    }
}

/// The text of an account's number of accounts; more than 32 bits is no such number.
pub(super) fn total_user_accounts(told: Told<u64>) -> Told<u32> {
    match told {
        Told::Value(number) => {
            u32::try_from(number).map_or_else(|_| Told::OutOfRange(number.to_string()), Told::Value)
        }
        Told::Nothing => Told::Nothing,
        Told::Odd => Told::Odd,
        Told::OutOfRange(found) => Told::OutOfRange(found),
    }
}
