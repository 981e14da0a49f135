//! Who is whom at an identity provider: the external identities that GraphQL answers, and the mappings that a server prints.
//!
//! Of an identity only the five attributes are kept that GitHub compares with e-mails; see [`crate::roster::IdentityAttribute`].

pub(super) mod graphql;
mod identity;
pub(super) mod judge;
pub(super) mod table;
