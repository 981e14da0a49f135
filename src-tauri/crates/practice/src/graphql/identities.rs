//! Identity providers, and who is whom at them.

use std::sync::Arc;

use async_graphql::{Enum, ID, Object, Result, SimpleObject};
use sha2::{Digest as _, Sha256};

use super::connection::{Connection, Listed, Window};
use super::objects::{Enterprise, User};
use super::organizations::Organization;
use super::scalars::node_id;
use crate::snapshot::Snapshot;
use crate::world::CloudAccount;

/// A person at an identity provider, by the place of the cloud account that the identity is linked to.
#[derive(Clone)]
pub(super) struct ExternalIdentity {
    snapshot: Arc<Snapshot>,
    index: usize,
    /// Whether it was provisioned by SCIM as well.
    scim: bool,
}

impl ExternalIdentity {
    /// The identities of the enterprise's provider.
    pub(super) fn of_enterprise(snapshot: &Arc<Snapshot>) -> Vec<Self> {
        Self::all(snapshot, false, |_| true)
    }

    /// The identities of an organization's provider.
    pub(super) fn of_organization(snapshot: &Arc<Snapshot>, login: &str) -> Vec<Self> {
        let is_member =
            |role: &String| role.split_once(':').is_some_and(|(organization, _)| organization == login);
        Self::all(snapshot, true, |account| account.member_roles.iter().any(is_member))
    }

    fn all(snapshot: &Arc<Snapshot>, scim: bool, wanted: impl Fn(&CloudAccount) -> bool) -> Vec<Self> {
        let accounts = snapshot.world.cloud.iter().enumerate();
        let linked = accounts.filter(|(_, account)| account.saml_name_id.is_some() && wanted(account));
        linked.map(|(index, _)| Self { snapshot: Arc::clone(snapshot), index, scim }).collect()
    }

    /// The identity with a key, as its node id has it.
    pub(super) fn at(snapshot: &Arc<Snapshot>, number: usize, scim: bool) -> Option<Self> {
        let index = number.checked_sub(1)?;
        snapshot.world.cloud.get(index)?.saml_name_id.as_ref()?;
        Some(Self { snapshot: Arc::clone(snapshot), index, scim })
    }

    fn account(&self) -> &CloudAccount {
        &self.snapshot.world.cloud[self.index]
    }

    fn name_id(&self) -> String {
        self.account().saml_name_id.clone().unwrap_or_default()
    }

    fn page(
        mut all: Vec<Self>,
        login: Option<&str>,
        user_name: Option<&str>,
        window: &Window,
    ) -> Result<Connection<Self>> {
        let is = |wanted: Option<&str>, found: &str| {
            wanted.is_none_or(|wanted| wanted.eq_ignore_ascii_case(found))
        };
        all.retain(|one| is(login, &one.account().login) && is(user_name, &one.name_id()));
        Connection::page(all, window, "externalIdentities")
    }
}

impl Listed for ExternalIdentity {
    fn node_id(&self) -> ID {
        node_id("ExternalIdentity", &format!("{}:{}", self.index + 1, usize::from(self.scim)))
    }
}

#[Object]
impl ExternalIdentity {
    pub(super) async fn id(&self) -> ID {
        self.node_id()
    }

    async fn guid(&self) -> String {
        guid(&self.node_id().0)
    }

    async fn saml_identity(&self) -> Option<ExternalIdentitySamlAttributes> {
        let name_id = self.name_id();
        let attribute = |name: &str| ExternalIdentityAttribute {
            metadata: None,
            name: name.to_owned(),
            value: name_id.clone(),
        };
        Some(ExternalIdentitySamlAttributes {
            attributes: vec![
                attribute("NameID"),
                attribute("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress"),
            ],
            emails: Some(emails(&name_id)),
            name_id: Some(name_id),
            username: None,
        })
    }

    async fn scim_identity(&self) -> Option<ExternalIdentityScimAttributes> {
        let name_id = self.name_id();
        self.scim.then(|| ExternalIdentityScimAttributes {
            emails: Some(emails(&name_id)),
            username: Some(name_id),
        })
    }

    async fn user(&self) -> Option<User> {
        Some(User::of_account(&self.snapshot, self.index))
    }
}

/// A GUID that an object always has, made of its id.
pub(crate) fn guid(of: &str) -> String {
    let digest = Sha256::digest(of.as_bytes());
    let hex = usage::Sha256Digest::new(digest.into()).hex();
    format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..32])
}

fn emails(value: &str) -> Vec<UserEmailMetadata> {
    vec![UserEmailMetadata { primary: Some(true), r#type: Some("work".to_owned()), value: value.to_owned() }]
}

/// What SAML says of somebody.
#[derive(SimpleObject)]
pub(super) struct ExternalIdentitySamlAttributes {
    attributes: Vec<ExternalIdentityAttribute>,
    emails: Option<Vec<UserEmailMetadata>>,
    name_id: Option<String>,
    username: Option<String>,
}

/// What SCIM says of somebody.
#[derive(SimpleObject)]
pub(super) struct ExternalIdentityScimAttributes {
    emails: Option<Vec<UserEmailMetadata>>,
    username: Option<String>,
}

/// An attribute that SAML gave.
#[derive(SimpleObject)]
pub(super) struct ExternalIdentityAttribute {
    metadata: Option<String>,
    name: String,
    value: String,
}

/// An e-mail that SAML or SCIM gave.
#[derive(SimpleObject)]
pub(super) struct UserEmailMetadata {
    primary: Option<bool>,
    r#type: Option<String>,
    value: String,
}

/// The enterprise's provider, by SAML.
pub(super) struct EnterpriseIdentityProvider {
    pub(super) snapshot: Arc<Snapshot>,
}

#[Object]
impl EnterpriseIdentityProvider {
    pub(super) async fn id(&self) -> ID {
        node_id("EnterpriseIdentityProvider", "1")
    }

    async fn enterprise(&self) -> Option<Enterprise> {
        Some(Enterprise { snapshot: Arc::clone(&self.snapshot) })
    }

    async fn external_identities(
        &self,
        after: Option<String>,
        before: Option<String>,
        first: Option<i32>,
        last: Option<i32>,
        login: Option<String>,
        members_only: Option<bool>,
        user_name: Option<String>,
    ) -> Result<Connection<ExternalIdentity>> {
        // All of them are members.
        let _ = members_only;
        let all = ExternalIdentity::of_enterprise(&self.snapshot);
        let window = Window { after, before, first, last };
        ExternalIdentity::page(all, login.as_deref(), user_name.as_deref(), &window)
    }
}

/// The enterprise's provider, by `OpenID` Connect. There is none here; questions may name it all the same.
pub(super) struct OidcProvider {
    snapshot: Arc<Snapshot>,
}

/// Whose `OpenID` Connect provider it is.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(name = "OIDCProviderType")]
pub(super) enum OidcProviderType {
    Aad,
}

#[Object(name = "OIDCProvider")]
impl OidcProvider {
    pub(super) async fn id(&self) -> ID {
        node_id("OIDCProvider", "1")
    }

    async fn enterprise(&self) -> Option<Enterprise> {
        Some(Enterprise { snapshot: Arc::clone(&self.snapshot) })
    }

    async fn provider_type(&self) -> OidcProviderType {
        OidcProviderType::Aad
    }

    async fn external_identities(
        &self,
        after: Option<String>,
        before: Option<String>,
        first: Option<i32>,
        last: Option<i32>,
        login: Option<String>,
        members_only: Option<bool>,
        user_name: Option<String>,
    ) -> Result<Connection<ExternalIdentity>> {
        let _ = members_only;
        let window = Window { after, before, first, last };
        ExternalIdentity::page(Vec::new(), login.as_deref(), user_name.as_deref(), &window)
    }
}

/// An organization's provider, by SAML and SCIM.
pub(super) struct OrganizationIdentityProvider {
    pub(super) of: Organization,
}

#[Object]
impl OrganizationIdentityProvider {
    pub(super) async fn id(&self) -> ID {
        node_id("OrganizationIdentityProvider", &self.of.number().to_string())
    }

    async fn organization(&self) -> Option<Organization> {
        Some(self.of.clone())
    }

    async fn external_identities(
        &self,
        after: Option<String>,
        before: Option<String>,
        first: Option<i32>,
        last: Option<i32>,
        login: Option<String>,
        members_only: Option<bool>,
        user_name: Option<String>,
    ) -> Result<Connection<ExternalIdentity>> {
        let _ = members_only;
        let all = ExternalIdentity::of_organization(self.of.snapshot(), self.of.name());
        let window = Window { after, before, first, last };
        ExternalIdentity::page(all, login.as_deref(), user_name.as_deref(), &window)
    }
}
