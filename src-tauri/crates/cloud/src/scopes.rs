//! The scopes of a token that open what is asked.

use crate::answer::Head;
use crate::failure::Reason;

/// The scopes any of which opens what a question asks, the smallest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Scopes(&'static [&'static str]);

impl Scopes {
    /// What the licensing questions ask (GitHub's REST reference for "consumed-licenses" and "license-sync-status"; its GraphQL
    /// reference for `Enterprise.ownerInfo`). `manage_billing:enterprise` opens REST, not `ownerInfo`.
    pub(crate) const ENTERPRISE: Self = Self(&["read:enterprise", "admin:enterprise"]);

    /// An organization's identity provider (GitHub's GraphQL reference for `Organization.samlIdentityProvider`); `write:org` holds
    /// `read:org` (github/docs, "Scopes for OAuth apps").
    pub(crate) const ORGANIZATION: Self = Self(&["read:org", "write:org", "admin:org"]);

    /// What a server tells its site administrators alone (github/docs, "Accessing reports for your instance").
    pub(crate) const SITE_ADMIN: Self = Self(&["site_admin"]);

    /// The smallest of them.
    pub(crate) const fn smallest(self) -> &'static str {
        self.0[0]
    }

    /// Whether a token with this scope may ask.
    pub(crate) fn hold(self, scope: &str) -> bool {
        self.0.contains(&scope)
    }

    /// The scope that is missing, where the cloud told which scopes the token has and none of them would do.
    pub(crate) fn missing(self, head: &Head) -> Option<Reason> {
        let scopes = head.scopes.as_ref()?;
        let accepted = head.accepted_scopes.as_deref().unwrap_or_default();
        let sufficient = |scope: &String| self.hold(scope) || accepted.contains(scope);
        (!scopes.iter().any(sufficient)).then(|| self.missing_of(scopes.clone()))
    }

    /// That the smallest of them is missing to a token that has these.
    pub(crate) fn missing_of(self, held: Vec<String>) -> Reason {
        Reason::MissingScope { needed: self.smallest().to_owned(), held }
    }
}
