//! The people whom the cloud counts, as its report of consumed licenses lists them.

use std::fmt;

use super::columns::{Column, ListColumn, TextColumn, WordColumn, WordListColumn};
use super::{Full, List, Located, told};

/// One row of the report: a person whom the cloud knows by a login, by accounts on servers, or by both (`users[]` in
/// GitHub's description of `GET /enterprises/{enterprise}/consumed-licenses`). It is both what is put into a [`ConsumedRoster`] and what is seen of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LicensedUser<'a> {
    /// `github_com_login`; `None` for a person who is known from servers alone.
    pub login: Option<&'a str>,
    /// `github_com_name`.
    pub name: Option<&'a str>,
    /// `license_type`, in the file's word.
    pub license_type: Option<&'a str>,
    /// `github_com_saml_name_id`.
    pub saml_name_id: Option<&'a str>,
    /// `github_com_verified_domain_emails`: verified e-mails, as far as they are in the enterprise's verified domains.
    pub verified_emails: List<'a>,
    /// `enterprise_server_user_ids`, each as the file spells it; [`ServerUserId::parse`] reads one.
    pub server_user_ids: List<'a>,
    /// `enterprise_server_primary_emails` (published as `enterprise_server_emails`).
    pub server_primary_emails: List<'a>,
    /// `github_com_member_roles`, such as `octo-org:Member`.
    pub member_roles: List<'a>,
    /// `github_com_enterprise_roles`, such as `Owner`.
    pub enterprise_roles: List<'a>,
    /// `github_com_orgs_with_pending_invites`.
    pub orgs_with_pending_invites: List<'a>,
    /// `github_com_user`.
    pub cloud_user: Option<bool>,
    /// `enterprise_server_user`.
    pub server_user: Option<bool>,
    /// `visual_studio_subscription_user`.
    pub visual_studio_user: Option<bool>,
    /// `github_com_two_factor_auth`.
    pub two_factor: Option<bool>,
    /// `visual_studio_license_status`, in the file's words.
    pub visual_studio_status: Option<&'a str>,
    /// `visual_studio_subscription_email`.
    pub visual_studio_email: Option<&'a str>,
    /// `total_user_accounts`.
    pub total_user_accounts: Option<u32>,
    /// Which licenses of security products are taken.
    pub security: SecurityProducts,
    /// Where its record stands: a line or a record, as [`ConsumedRoster::located`] says.
    pub place: u32,
}

/// Which licenses of security products a row lists: in the cloud (`github_com_advanced_security_license_user`, and so for the others), or for
/// an account on a server (`enterprise_server_advanced_security_user_ids`, and so for the others). `None` where the report tells neither.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SecurityProducts {
    /// GitHub Advanced Security.
    pub advanced_security: Option<bool>,
    /// GitHub Code Security.
    pub code_security: Option<bool>,
    /// GitHub Secret Protection.
    pub secret_protection: Option<bool>,
}

/// An account on a server, as the cloud names it.
///
/// Three shapes were seen: `host:id` (published), `id:host:role`, and `id:host`. A host may have a port, so what is read is
/// which of the parts is the id: the only first or last one that is all digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServerUserId<'a> {
    /// The host of the server.
    pub host: &'a str,
    /// The id of the account there.
    pub id: u64,
}

impl<'a> ServerUserId<'a> {
    /// The account that a text names; `None` when it has no host or no id.
    pub fn parse(text: &'a str) -> Option<Self> {
        let number = |part: &str| {
            let digits = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
            digits.then(|| part.parse().ok()).flatten()
        };
        let text = text.trim();
        let (first, behind) = text.split_once(':')?;
        let (host, id) = if let Some(id) = number(first) {
            // A role follows the host, unless what follows it is the host's port.
            match behind.rsplit_once(':') {
                Some((host, role)) if number(role).is_none() && !role.ends_with(']') => (host, id),
                _ => (behind, id),
            }
        } else {
            let (host, last) = text.rsplit_once(':')?;
            (host, number(last)?)
        };
        let host = host.trim();
        (!host.is_empty()).then_some(Self { host, id })
    }
}

/// The people whom the cloud counts, in columns.
#[derive(Clone, Default)]
pub struct ConsumedRoster {
    located: Located,
    rows: usize,
    logins: TextColumn,
    names: TextColumn,
    license_types: WordColumn,
    saml_name_ids: TextColumn,
    verified_emails: ListColumn,
    server_user_ids: ListColumn,
    server_primary_emails: ListColumn,
    member_roles: WordListColumn,
    enterprise_roles: WordListColumn,
    orgs_with_pending_invites: WordListColumn,
    flags: Column<u8>,
    visual_studio_statuses: WordColumn,
    visual_studio_emails: TextColumn,
    /// One more than the number, so that 0 is none.
    total_user_accounts: Column<u32>,
    security: Column<u8>,
    places: Column<u32>,
}

const CLOUD_USER: u32 = 0;
const SERVER_USER: u32 = 2;
const VISUAL_STUDIO_USER: u32 = 4;
const TWO_FACTOR: u32 = 6;

const ADVANCED_SECURITY: u32 = 0;
const CODE_SECURITY: u32 = 2;
const SECRET_PROTECTION: u32 = 4;

const fn bits(told: Option<bool>, place: u32) -> u8 {
    let bits = match told {
        None => 0,
        Some(false) => 1,
        Some(true) => 2,
    };
    bits << place
}

const fn told_by(bits: u8, place: u32) -> Option<bool> {
    match bits >> place & 3 {
        1 => Some(false),
        2 => Some(true),
        _ => None,
    }
}

impl ConsumedRoster {
    /// A roster without people, whose places count lines or records.
    pub fn new(located: Located) -> Self {
        Self { located, ..Self::default() }
    }

    /// What the places of its rows count.
    pub const fn located(&self) -> Located {
        self.located
    }

    /// How many rows it has.
    pub const fn len(&self) -> usize {
        self.rows
    }

    /// Whether it has none.
    pub const fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// Takes a record whole, or says that it is [`Full`] and takes nothing of it. Gives the number of its row.
    pub fn push(&mut self, user: &LicensedUser<'_>) -> Result<u32, Full> {
        let text = |text: Option<&str>| text.map_or(0, str::len);
        let fits = self.logins.fits(text(user.login))
            && self.names.fits(text(user.name))
            && self.license_types.fits(user.license_type.unwrap_or_default())
            && self.saml_name_ids.fits(text(user.saml_name_id))
            && self.verified_emails.fits(user.verified_emails)
            && self.server_user_ids.fits(user.server_user_ids)
            && self.server_primary_emails.fits(user.server_primary_emails)
            && self.member_roles.fits(user.member_roles)
            && self.enterprise_roles.fits(user.enterprise_roles)
            && self.orgs_with_pending_invites.fits(user.orgs_with_pending_invites)
            && self.visual_studio_statuses.fits(user.visual_studio_status.unwrap_or_default())
            && self.visual_studio_emails.fits(text(user.visual_studio_email));
        let row = self.rows;
        let (true, Ok(number)) = (fits, u32::try_from(row)) else {
            return Err(Full);
        };
        self.logins.push(row, user.login.unwrap_or_default());
        self.names.push(row, user.name.unwrap_or_default());
        self.license_types.push(row, user.license_type.unwrap_or_default());
        self.saml_name_ids.push(row, user.saml_name_id.unwrap_or_default());
        self.verified_emails.push(row, user.verified_emails);
        self.server_user_ids.push(row, user.server_user_ids);
        self.server_primary_emails.push(row, user.server_primary_emails);
        self.member_roles.push(row, user.member_roles);
        self.enterprise_roles.push(row, user.enterprise_roles);
        self.orgs_with_pending_invites.push(row, user.orgs_with_pending_invites);
        let flags = bits(user.cloud_user, CLOUD_USER)
            | bits(user.server_user, SERVER_USER)
            | bits(user.visual_studio_user, VISUAL_STUDIO_USER)
            | bits(user.two_factor, TWO_FACTOR);
        self.flags.push(row, flags);
        self.visual_studio_statuses.push(row, user.visual_studio_status.unwrap_or_default());
        self.visual_studio_emails.push(row, user.visual_studio_email.unwrap_or_default());
        let total = user.total_user_accounts.and_then(|total| total.checked_add(1));
        self.total_user_accounts.push(row, total.unwrap_or_default());
        let security = bits(user.security.advanced_security, ADVANCED_SECURITY)
            | bits(user.security.code_security, CODE_SECURITY)
            | bits(user.security.secret_protection, SECRET_PROTECTION);
        self.security.push(row, security);
        self.places.push(row, user.place);
        self.rows += 1;
        Ok(number)
    }

    /// The person of a row; `None` behind the last one.
    pub fn user(&self, row: u32) -> Option<LicensedUser<'_>> {
        let place = row as usize;
        (place < self.rows).then(|| LicensedUser {
            login: self.login(row),
            name: self.name(row),
            license_type: told(self.license_types.get(place)),
            saml_name_id: told(self.saml_name_ids.get(place)),
            verified_emails: self.verified_emails(row),
            server_user_ids: self.server_user_ids(row),
            server_primary_emails: self.server_primary_emails(row),
            member_roles: self.member_roles.get(place),
            enterprise_roles: self.enterprise_roles.get(place),
            orgs_with_pending_invites: self.orgs_with_pending_invites.get(place),
            cloud_user: self.flag(place, CLOUD_USER),
            server_user: self.flag(place, SERVER_USER),
            visual_studio_user: self.flag(place, VISUAL_STUDIO_USER),
            two_factor: self.flag(place, TWO_FACTOR),
            visual_studio_status: told(self.visual_studio_statuses.get(place)),
            visual_studio_email: told(self.visual_studio_emails.get(place)),
            total_user_accounts: self.total_user_accounts.get(place).checked_sub(1),
            security: self.security(row),
            place: self.places.get(place),
        })
    }

    /// All rows, in the order of the file.
    pub fn users(&self) -> impl ExactSizeIterator<Item = LicensedUser<'_>> {
        (0..self.rows).map(|row| {
            // Rows are numbered by 32 bits, which `push` sees to.
            let row = u32::try_from(row).unwrap_or(u32::MAX);
            self.user(row).unwrap_or_default()
        })
    }

    /// The login of a row.
    pub fn login(&self, row: u32) -> Option<&str> {
        told(self.logins.get(row as usize))
    }

    /// The name of a row.
    pub fn name(&self, row: u32) -> Option<&str> {
        told(self.names.get(row as usize))
    }

    /// The SAML `NameID` of a row.
    pub fn saml_name_id(&self, row: u32) -> Option<&str> {
        told(self.saml_name_ids.get(row as usize))
    }

    /// The license type of a row, in the file's word.
    pub fn license_type(&self, row: u32) -> Option<&str> {
        told(self.license_types.get(row as usize))
    }

    /// The roles of a row in organizations.
    pub fn member_roles(&self, row: u32) -> List<'_> {
        self.member_roles.get(row as usize)
    }

    /// The roles of a row in the enterprise.
    pub fn enterprise_roles(&self, row: u32) -> List<'_> {
        self.enterprise_roles.get(row as usize)
    }

    /// The organizations that a row is invited to.
    pub fn orgs_with_pending_invites(&self, row: u32) -> List<'_> {
        self.orgs_with_pending_invites.get(row as usize)
    }

    /// Whether a row is a Visual Studio subscriber's.
    pub fn visual_studio_user(&self, row: u32) -> Option<bool> {
        self.flag(row as usize, VISUAL_STUDIO_USER)
    }

    /// Which licenses of security products a row lists.
    pub fn security(&self, row: u32) -> SecurityProducts {
        let bits = self.security.get(row as usize);
        SecurityProducts {
            advanced_security: told_by(bits, ADVANCED_SECURITY),
            code_security: told_by(bits, CODE_SECURITY),
            secret_protection: told_by(bits, SECRET_PROTECTION),
        }
    }

    /// The verified e-mails of a row.
    pub fn verified_emails(&self, row: u32) -> List<'_> {
        self.verified_emails.get(row as usize)
    }

    /// The accounts on servers of a row, as the file spells them.
    pub fn server_user_ids(&self, row: u32) -> List<'_> {
        self.server_user_ids.get(row as usize)
    }

    /// The primary e-mails that a row's accounts on servers have.
    pub fn server_primary_emails(&self, row: u32) -> List<'_> {
        self.server_primary_emails.get(row as usize)
    }

    fn flag(&self, row: usize, place: u32) -> Option<bool> {
        told_by(self.flags.get(row), place)
    }

    /// How many bytes of memory it takes, unused room in its columns counted.
    pub fn bytes_held(&self) -> usize {
        size_of::<Self>()
            + self.logins.bytes_held()
            + self.names.bytes_held()
            + self.license_types.bytes_held()
            + self.saml_name_ids.bytes_held()
            + self.verified_emails.bytes_held()
            + self.server_user_ids.bytes_held()
            + self.server_primary_emails.bytes_held()
            + self.member_roles.bytes_held()
            + self.enterprise_roles.bytes_held()
            + self.orgs_with_pending_invites.bytes_held()
            + self.flags.bytes_held()
            + self.visual_studio_statuses.bytes_held()
            + self.visual_studio_emails.bytes_held()
            + self.total_user_accounts.bytes_held()
            + self.security.bytes_held()
            + self.places.bytes_held()
    }

    /// Forgets what tells nobody from anybody: how many accounts a row counts, what becomes of a subscription, and where records
    /// stand. No more records come.
    pub fn keep_who_is_who(&mut self) {
        self.visual_studio_statuses = WordColumn::default();
        self.total_user_accounts = Column::default();
        self.places = Column::default();
    }

    /// Forgets names, which likenesses are held against and no rule asks for.
    pub fn forget_names(&mut self) {
        self.names = TextColumn::default();
    }

    /// Forgets which accounts on servers rows list, once they were read.
    pub fn forget_server_user_ids(&mut self) {
        self.server_user_ids = ListColumn::default();
    }

    /// Gives back the room that its columns do not use: no more records come.
    pub fn shrink(&mut self) {
        self.logins.shrink();
        self.names.shrink();
        self.license_types.shrink();
        self.saml_name_ids.shrink();
        self.verified_emails.shrink();
        self.server_user_ids.shrink();
        self.server_primary_emails.shrink();
        self.member_roles.shrink();
        self.enterprise_roles.shrink();
        self.orgs_with_pending_invites.shrink();
        self.flags.shrink();
        self.visual_studio_statuses.shrink();
        self.visual_studio_emails.shrink();
        self.total_user_accounts.shrink();
        self.security.shrink();
        self.places.shrink();
    }
}

/// Its size only: who is in it belongs in no log.
impl fmt::Debug for ConsumedRoster {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("ConsumedRoster").field("rows", &self.rows).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Option<(&str, u64)> {
        ServerUserId::parse(text).map(|id| (id.host, id.id))
    }

    #[test]
    fn server_user_ids_in_every_shape_that_was_seen() {
        assert_eq!(parsed("git.corp.example:123"), Some(("git.corp.example", 123)), "as published");
        assert_eq!(parsed("71:git.corp.example:Member"), Some(("git.corp.example", 71)), "as reported");
        assert_eq!(parsed("71:git.corp.example"), Some(("git.corp.example", 71)), "without a role");
        assert_eq!(parsed("git.corp.example:8443:123"), Some(("git.corp.example:8443", 123)), "with a port");
        assert_eq!(
            parsed("71:git.corp.example:8443:Owner"),
            Some(("git.corp.example:8443", 71)),
            "and a role"
        );
        assert_eq!(parsed("71:git.corp.example:8443"), Some(("git.corp.example:8443", 71)), "and none");
        assert_eq!(parsed(" 71:[::1]:Owner "), Some(("[::1]", 71)), "an IPv6 address");
        assert_eq!(parsed("71:[::1]"), Some(("[::1]", 71)), "and no role");
    }

    #[test]
    fn who_is_who_stays_and_the_rest_is_forgotten() {
        let told = LicensedUser { login: Some("kai"), two_factor: Some(true), ..LicensedUser::default() };
        let mut ids = crate::roster::Items::new();
        ids.push("git.corp.example:7");
        let mut roster = ConsumedRoster::new(Located::Record);
        let whole = LicensedUser {
            name: Some("Kai"),
            server_user_ids: ids.list(),
            visual_studio_status: Some("Matched"),
            total_user_accounts: Some(3),
            place: 5,
            ..told
        };
        roster.push(&whole).expect("room");
        roster.keep_who_is_who();
        let listing = LicensedUser { server_user_ids: ids.list(), ..told };
        assert_eq!(roster.user(0), Some(LicensedUser { name: Some("Kai"), ..listing }));
        roster.forget_names();
        assert_eq!(roster.user(0), Some(listing));
        roster.forget_server_user_ids();
        assert_eq!(roster.user(0), Some(told));
    }

    #[test]
    fn texts_that_name_no_account() {
        for text in ["", "71", "git.corp.example", "71:", ":71", "a:b", "git:1e5", "git:99999999999999999999"]
        {
            assert_eq!(parsed(text), None, "{text:?}");
        }
    }
}
