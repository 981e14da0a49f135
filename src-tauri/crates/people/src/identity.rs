//! What is taken of linked identities and of Visual Studio subscriptions. Whoever holds them answers by these traits, row by
//! row, so that nothing is copied.

/// The protocol that an identity was linked with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Protocol {
    /// SAML single sign-on.
    Saml,
    /// SCIM provisioning.
    Scim,
}

/// One attribute of the identity that is linked to a login, of the enterprise or of any of its organizations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attribute<'a> {
    /// The login that the identity is linked to.
    pub login: &'a str,
    /// What linked it.
    pub protocol: Protocol,
    /// The attribute's name, as the identity provider spells it.
    pub name: &'a str,
    /// Its value.
    pub value: &'a str,
}

/// Linked identities, attribute by attribute. Numbers are dense, and each always gives the same attribute.
pub trait Identities: Send + Sync {
    /// How many attributes there are.
    fn count(&self) -> u32;

    /// The attribute of a number below the count; `None` for one that is of no use (no login, no value).
    fn attribute(&self, number: u32) -> Option<Attribute<'_>>;
}

/// A Visual Studio subscription with GitHub Enterprise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subscription<'a> {
    /// The subscriber's user principal name: an e-mail.
    pub upn: &'a str,
    /// The login that it is matched to, if any.
    pub login: Option<&'a str>,
}

/// Visual Studio subscriptions. Numbers are dense, and each always gives the same one.
pub trait Subscriptions: Send + Sync {
    /// How many there are.
    fn count(&self) -> u32;

    /// The subscription of a number below the count.
    fn subscription(&self, number: u32) -> Option<Subscription<'_>>;
}

/// Whether an attribute is one of the five that GitHub compares with a primary e-mail: the claims `name` and `emailaddress`
/// by their URIs, `username`, `NameID` and `emails` (github/docs, "Troubleshooting license usage for GitHub Enterprise").
/// Letter case does not matter (assumed).
pub fn is_matched_attribute(name: &str) -> bool {
    const MATCHED: [&str; 5] = [
        "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name",
        "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
        "username",
        "nameid",
        "emails",
    ];
    let name = name.trim();
    MATCHED.iter().any(|matched| name.eq_ignore_ascii_case(matched))
}

/// Attributes that are held in memory: login, protocol, name, value.
impl Identities for Vec<(String, Protocol, String, String)> {
    fn count(&self) -> u32 {
        u32::try_from(self.len()).unwrap_or(u32::MAX)
    }

    fn attribute(&self, number: u32) -> Option<Attribute<'_>> {
        self.get(number as usize).map(|(login, protocol, name, value)| Attribute {
            login,
            protocol: *protocol,
            name,
            value,
        })
    }
}

/// Subscriptions that are held in memory: user principal name, login.
impl Subscriptions for Vec<(String, Option<String>)> {
    fn count(&self) -> u32 {
        u32::try_from(self.len()).unwrap_or(u32::MAX)
    }

    fn subscription(&self, number: u32) -> Option<Subscription<'_>> {
        self.get(number as usize).map(|(upn, login)| Subscription { upn, login: login.as_deref() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_attributes_are_matched_and_no_other() {
        for name in [
            "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name",
            "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
            "username",
            "NameID",
            "emails",
            "userName",
        ] {
            assert!(is_matched_attribute(name), "{name}");
        }
        for name in
            ["name", "emailaddress", "displayName", "givenName", "externalId", "upn", "public_keys", ""]
        {
            assert!(!is_matched_attribute(name), "{name}");
        }
    }
}
