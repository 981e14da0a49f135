//! Who is whom at an identity provider, as far as GitHub compares it with an e-mail.

use std::fmt;

use super::columns::{Column, TextColumn};
use super::{Full, Located};

/// The protocol that linked an identity to a login.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Protocol {
    /// SAML single sign-on.
    Saml,
    /// SCIM provisioning.
    Scim,
}

/// An attribute of an identity that GitHub compares with a server account's primary e-mail (github/docs, "Troubleshooting
/// license usage for GitHub Enterprise"). Of all other attributes nothing is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IdentityAttribute {
    /// `NameID`.
    NameId,
    /// `username`.
    Username,
    /// `emails`.
    Emails,
    /// The claim `name`, by its URI.
    NameClaim,
    /// The claim `emailaddress`, by its URI.
    EmailAddressClaim,
}

impl IdentityAttribute {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::NameId, Self::Username, Self::Emails, Self::NameClaim, Self::EmailAddressClaim];

    /// Its name, as GitHub documents it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NameId => "NameID",
            Self::Username => "username",
            Self::Emails => "emails",
            Self::NameClaim => "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name",
            Self::EmailAddressClaim => "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
        }
    }

    /// The attribute of this name, in any letter case (which is assumed not to matter).
    pub fn of_name(name: &str) -> Option<Self> {
        let name = name.trim();
        Self::ALL.into_iter().find(|attribute| attribute.name().eq_ignore_ascii_case(name))
    }
}

/// One value of an attribute of the identity that is linked to a login.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdentityValue<'a> {
    /// The login that the identity is linked to: the cloud's, or in a server's own table that server's.
    pub login: &'a str,
    /// What linked it.
    pub protocol: Protocol,
    /// Which attribute it is.
    pub attribute: IdentityAttribute,
    /// The value as the file spells it, without the white space around it; never blank.
    pub value: &'a str,
    /// Where the identity stands: a line or a record, as [`IdentityRoster::located`] says.
    pub place: u32,
}

/// Linked identities, value by value. The values of one identity stand together.
#[derive(Clone, Default)]
pub struct IdentityRoster {
    located: Located,
    identities: usize,
    logins: TextColumn,
    places: Column<u32>,
    rows: usize,
    /// Which identity a value is of.
    owners: Column<u32>,
    attributes: Column<u8>,
    values: TextColumn,
}

const SCIM: u8 = 8;

impl IdentityRoster {
    /// A roster without identities, whose places count lines or records.
    pub fn new(located: Located) -> Self {
        Self { located, ..Self::default() }
    }

    /// What the places of its values count.
    pub const fn located(&self) -> Located {
        self.located
    }

    /// How many values it has.
    pub const fn len(&self) -> usize {
        self.rows
    }

    /// Whether it has none.
    pub const fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// How many identities it has.
    pub const fn identities(&self) -> usize {
        self.identities
    }

    /// Takes an identity whole, or says that it is [`Full`] and takes nothing of it. Blank values are none.
    pub fn push<'a>(
        &mut self,
        login: &str,
        place: u32,
        values: impl Iterator<Item = (Protocol, IdentityAttribute, &'a str)> + Clone,
    ) -> Result<(), Full> {
        let values = values.map(|(protocol, attribute, value)| (protocol, attribute, value.trim()));
        let values = values.filter(|(_, _, value)| !value.is_empty());
        let (mut count, mut bytes) = (0, 0);
        for (_, _, value) in values.clone() {
            count += 1;
            bytes += value.len() + 1;
        }
        let fits = self.logins.fits(login.len()) && self.values.fits(bytes);
        let last = u32::try_from(self.rows + count);
        let (true, Ok(_), Ok(owner)) = (fits, last, u32::try_from(self.identities)) else {
            return Err(Full);
        };
        self.logins.push(self.identities, login);
        self.places.push(self.identities, place);
        for (protocol, attribute, value) in values {
            let scim = if protocol == Protocol::Scim { SCIM } else { 0 };
            self.owners.push(self.rows, owner);
            self.attributes.push(self.rows, attribute as u8 | scim);
            self.values.push(self.rows, value);
            self.rows += 1;
        }
        self.identities += 1;
        Ok(())
    }

    /// The value of a row; `None` behind the last one.
    pub fn value(&self, row: u32) -> Option<IdentityValue<'_>> {
        let row = row as usize;
        if row >= self.rows {
            return None;
        }
        let owner = self.owners.get(row) as usize;
        let bits = self.attributes.get(row);
        let attribute = IdentityAttribute::ALL.get(usize::from(bits & !SCIM))?;
        Some(IdentityValue {
            login: self.logins.get(owner),
            protocol: if bits & SCIM == 0 { Protocol::Saml } else { Protocol::Scim },
            attribute: *attribute,
            value: self.values.get(row),
            place: self.places.get(owner),
        })
    }

    /// All values, in the order of the file.
    pub fn values(&self) -> impl Iterator<Item = IdentityValue<'_>> {
        // Rows are numbered by 32 bits, which `push` sees to.
        (0..u32::try_from(self.rows).unwrap_or(u32::MAX)).filter_map(|row| self.value(row))
    }

    /// How many bytes of memory it takes, unused room in its columns counted.
    pub fn bytes_held(&self) -> usize {
        size_of::<Self>()
            + self.logins.bytes_held()
            + self.places.bytes_held()
            + self.owners.bytes_held()
            + self.attributes.bytes_held()
            + self.values.bytes_held()
    }

    /// Gives back the room that its columns do not use: no more identities come.
    pub fn shrink(&mut self) {
        self.logins.shrink();
        self.places.shrink();
        self.owners.shrink();
        self.attributes.shrink();
        self.values.shrink();
    }
}

/// Its size only: who is in it belongs in no log.
impl fmt::Debug for IdentityRoster {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("IdentityRoster").field("values", &self.rows).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identity_comes_out_value_by_value() {
        let mut roster = IdentityRoster::new(Located::Record);
        let values = [
            (Protocol::Saml, IdentityAttribute::NameId, " mona@corp.example "),
            (Protocol::Saml, IdentityAttribute::EmailAddressClaim, ""),
            (Protocol::Scim, IdentityAttribute::Emails, "lisa@corp.example"),
        ];
        roster.push("mona", 4, values.into_iter()).expect("room");
        roster.push("kai", 9, [].into_iter()).expect("room");
        roster
            .push("ada", 11, [(Protocol::Scim, IdentityAttribute::Username, "ada")].into_iter())
            .expect("room");
        let value = |login, protocol, attribute, value, place| IdentityValue {
            login,
            protocol,
            attribute,
            value,
            place,
        };
        let expected = [
            value("mona", Protocol::Saml, IdentityAttribute::NameId, "mona@corp.example", 4),
            value("mona", Protocol::Scim, IdentityAttribute::Emails, "lisa@corp.example", 4),
            value("ada", Protocol::Scim, IdentityAttribute::Username, "ada", 11),
        ];
        assert!(roster.values().eq(expected), "blank values are none");
        assert_eq!(
            (roster.len(), roster.identities()),
            (3, 3),
            "an identity without a value is one all the same"
        );
        roster.shrink();
        assert!(roster.values().eq(expected), "shrinking loses nothing");
        assert_eq!(roster.value(3), None, "nothing behind the last row");
    }

    #[test]
    fn names_of_attributes_are_known_in_any_case() {
        for (name, attribute) in [
            ("NameID", Some(IdentityAttribute::NameId)),
            ("userName", Some(IdentityAttribute::Username)),
            (" emails", Some(IdentityAttribute::Emails)),
            (
                "HTTP://schemas.xmlsoap.org/ws/2005/05/identity/claims/Name",
                Some(IdentityAttribute::NameClaim),
            ),
            ("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname", None),
            ("email", None),
            ("", None),
        ] {
            assert_eq!(IdentityAttribute::of_name(name), attribute, "{name}");
        }
    }
}
