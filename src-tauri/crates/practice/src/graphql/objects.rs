//! Where questions begin, and the enterprise.

use std::sync::Arc;

use async_graphql::{Context, ID, Interface, Object, Result};

use super::accounts::{EnterpriseServerUserAccount, EnterpriseServerUserAccountEmail};
use super::connection::{Connection, Window};
use super::identities::{
    EnterpriseIdentityProvider, ExternalIdentity, OidcProvider, OrganizationIdentityProvider,
};
use super::installations::{EnterpriseServerInstallation, EnterpriseServerUserAccountsUpload};
use super::order::{
    EnterpriseServerInstallationOrder, EnterpriseServerInstallationOrderField, OrganizationOrder,
};
use super::organizations::{Organization, RoleInOrganization};
use super::scalars::{node_id, read_node_id};
use super::{Asked, error};
use crate::server::ENTERPRISE;
use crate::snapshot::Snapshot;
use crate::world::{ENTERPRISE_NAME, VIEWER};

/// Anything that has an id.
#[derive(Interface)]
#[graphql(field(name = "id", ty = "ID"))]
pub(super) enum Node {
    Enterprise(Enterprise),
    User(User),
    EnterpriseServerInstallation(EnterpriseServerInstallation),
    EnterpriseServerUserAccount(EnterpriseServerUserAccount),
    EnterpriseServerUserAccountEmail(EnterpriseServerUserAccountEmail),
    EnterpriseServerUserAccountsUpload(EnterpriseServerUserAccountsUpload),
    EnterpriseIdentityProvider(EnterpriseIdentityProvider),
    OidcProvider(OidcProvider),
    OrganizationIdentityProvider(OrganizationIdentityProvider),
    ExternalIdentity(ExternalIdentity),
    Organization(Organization),
}

/// Where questions begin.
pub(crate) struct Query;

#[Object]
impl Query {
    /// Whose token it is.
    async fn viewer(&self) -> User {
        User::VIEWER
    }

    /// The enterprise with a slug.
    async fn enterprise(
        &self,
        context: &Context<'_>,
        slug: String,
        invitation_token: Option<String>,
    ) -> Result<Option<Enterprise>> {
        // Only an invited person has one; whose token this is is in already.
        drop(invitation_token);
        let asked = asked(context)?;
        if slug.eq_ignore_ascii_case(ENTERPRISE) && asked.is_known {
            return Ok(Some(Enterprise { snapshot: Arc::clone(&asked.snapshot) }));
        }
        let message = format!("Could not resolve to a Business with the URL slug of '{slug}'.");
        Err(error("NOT_FOUND", message))
    }

    /// The object with an id.
    async fn node(&self, context: &Context<'_>, id: ID) -> Result<Option<Node>> {
        let asked = asked(context)?;
        match found(&asked.snapshot, &id) {
            Some(Node::User(user)) if user.is_viewer() => Ok(Some(Node::User(user))),
            // Everything but the viewer is the owner's to see, as under `ownerInfo`.
            Some(node) if asked.is_known && asked.has_scope => Ok(Some(node)),
            Some(_) if asked.is_known => Err(insufficient_scopes("node", OWNERS_SCOPES)),
            _ => {
                let message = format!("Could not resolve to a node with the global id of '{}'", id.0);
                Err(error("NOT_FOUND", message))
            }
        }
    }
}

pub(super) fn asked<'a>(context: &Context<'a>) -> Result<&'a Asked> {
    context.data::<Asked>()
}

/// The scopes that show what only owners see.
const OWNERS_SCOPES: &str = "'admin:enterprise', 'read:enterprise'";

pub(super) fn insufficient_scopes(field: &str, needed: &str) -> async_graphql::Error {
    error(
        "INSUFFICIENT_SCOPES",
        format!(
            "Your token has not been granted the required scopes to execute this query. The '{field}' field requires one \
             of the following scopes: [{needed}], but your token has only been granted the: \
             ['repo'] scopes. Please modify your token's scopes at: https://github.com/settings/tokens."
        ),
    )
}

fn found(snapshot: &Arc<Snapshot>, id: &ID) -> Option<Node> {
    let (kind, key) = read_node_id(id)?;
    let mut numbers = key.split(':').map(|number| number.parse::<usize>().ok());
    let mut number = || numbers.next().flatten();
    let installation = |index: usize| EnterpriseServerInstallation::at(snapshot, index.checked_sub(1)?);
    Some(match kind.as_str() {
        "Enterprise" => Node::Enterprise(Enterprise { snapshot: Arc::clone(snapshot) }),
        "User" => Node::User(User::numbered(snapshot, number()?)?),
        "EnterpriseIdentityProvider" => {
            Node::EnterpriseIdentityProvider(EnterpriseIdentityProvider { snapshot: Arc::clone(snapshot) })
        }
        "OrganizationIdentityProvider" => {
            Node::OrganizationIdentityProvider(Organization::at(snapshot, number()?)?.provider()?)
        }
        "ExternalIdentity" => {
            Node::ExternalIdentity(ExternalIdentity::at(snapshot, number()?, number()? == 1)?)
        }
        "Organization" => Node::Organization(Organization::at(snapshot, number()?)?),
        "EnterpriseServerInstallation" => Node::EnterpriseServerInstallation(installation(number()?)?),
        "EnterpriseServerUserAccount" => {
            Node::EnterpriseServerUserAccount(installation(number()?)?.account(number()?)?)
        }
        "EnterpriseServerUserAccountEmail" => Node::EnterpriseServerUserAccountEmail(
            installation(number()?)?.account(number()?)?.email(number()?)?,
        ),
        "EnterpriseServerUserAccountsUpload" => {
            let wanted = u64::try_from(number()?).ok()?;
            let all = (0..snapshot.installations.len())
                .filter_map(|index| EnterpriseServerInstallation::at(snapshot, index));
            let upload = all.flat_map(|one| one.uploads()).find(|one| one.upload().number == wanted)?;
            Node::EnterpriseServerUserAccountsUpload(upload)
        }
        _ => return None,
    })
}

/// A user of the cloud.
pub(super) struct User {
    /// Somebody of the enterprise, by the place among its accounts; `None` for the token's owner.
    account: Option<(Arc<Snapshot>, usize)>,
}

impl User {
    /// Whose token it is.
    const VIEWER: Self = Self { account: None };

    /// Somebody of the enterprise.
    pub(super) fn of_account(snapshot: &Arc<Snapshot>, index: usize) -> Self {
        Self { account: Some((Arc::clone(snapshot), index)) }
    }

    /// The token's owner has number 1; the others follow.
    fn numbered(snapshot: &Arc<Snapshot>, number: usize) -> Option<Self> {
        match number.checked_sub(2) {
            None => Some(Self::VIEWER).filter(|_| number == 1),
            Some(index) => (index < snapshot.world.cloud.len()).then(|| Self::of_account(snapshot, index)),
        }
    }

    const fn is_viewer(&self) -> bool {
        self.account.is_none()
    }
}

#[Object]
impl User {
    async fn id(&self) -> ID {
        node_id("User", &self.account.as_ref().map_or(1, |(_, index)| index + 2).to_string())
    }

    async fn login(&self) -> &str {
        self.account.as_ref().map_or(VIEWER, |(snapshot, index)| &snapshot.world.cloud[*index].login)
    }
}

/// The enterprise.
#[derive(Clone)]
pub(super) struct Enterprise {
    pub(super) snapshot: Arc<Snapshot>,
}

#[Object]
impl Enterprise {
    async fn id(&self) -> ID {
        node_id("Enterprise", "1")
    }

    async fn slug(&self) -> &'static str {
        ENTERPRISE
    }

    async fn name(&self) -> &'static str {
        ENTERPRISE_NAME
    }

    /// What only its owners see.
    async fn owner_info(&self, context: &Context<'_>) -> Result<Option<EnterpriseOwnerInfo>> {
        if asked(context)?.has_scope {
            Ok(Some(EnterpriseOwnerInfo { snapshot: Arc::clone(&self.snapshot) }))
        } else {
            Err(insufficient_scopes("ownerInfo", OWNERS_SCOPES))
        }
    }

    /// Its organizations.
    async fn organizations(
        &self,
        after: Option<String>,
        before: Option<String>,
        first: Option<i32>,
        last: Option<i32>,
        #[graphql(default_with = "Some(OrganizationOrder::USUAL)")] order_by: Option<OrganizationOrder>,
        query: Option<String>,
        viewer_organization_role: Option<RoleInOrganization>,
    ) -> Result<Connection<Organization>> {
        let mut all = Organization::all(&self.snapshot);
        all.retain(|one| query.as_deref().is_none_or(|part| one.name().contains(part)));
        // The token's owner owns all of them.
        all.retain(|_| viewer_organization_role.is_none_or(|role| role == RoleInOrganization::Owner));
        order_by.unwrap_or(OrganizationOrder::USUAL).direction.apply(&mut all);
        Connection::page(all, &Window { after, before, first, last }, "organizations")
    }
}

/// What only the owners of an enterprise see.
pub(super) struct EnterpriseOwnerInfo {
    snapshot: Arc<Snapshot>,
}

#[Object]
impl EnterpriseOwnerInfo {
    async fn saml_identity_provider(&self) -> Option<EnterpriseIdentityProvider> {
        Some(EnterpriseIdentityProvider { snapshot: Arc::clone(&self.snapshot) })
    }

    /// People sign in by SAML here.
    async fn oidc_provider(&self) -> Option<OidcProvider> {
        None
    }

    async fn enterprise_server_installations(
        &self,
        after: Option<String>,
        before: Option<String>,
        #[graphql(default_with = "Some(false)")] connected_only: Option<bool>,
        first: Option<i32>,
        last: Option<i32>,
        #[graphql(default_with = "Some(EnterpriseServerInstallationOrder::USUAL)")] order_by: Option<
            EnterpriseServerInstallationOrder,
        >,
    ) -> Result<Connection<EnterpriseServerInstallation>> {
        let order = order_by.unwrap_or(EnterpriseServerInstallationOrder::USUAL);
        let mut all: Vec<_> = (0..self.snapshot.installations.len())
            .filter_map(|index| EnterpriseServerInstallation::at(&self.snapshot, index))
            .filter(|one| one.installation().is_connected || connected_only != Some(true))
            .collect();
        match order.field {
            EnterpriseServerInstallationOrderField::HostName => {
                all.sort_by(|one, other| {
                    one.installation().server.host_name.cmp(&other.installation().server.host_name)
                });
            }
            // They all have the same; and they come in the order in which they were made.
            EnterpriseServerInstallationOrderField::CustomerName
            | EnterpriseServerInstallationOrderField::CreatedAt => {}
        }
        order.direction.apply(&mut all);
        Connection::page(all, &Window { after, before, first, last }, "enterpriseServerInstallations")
    }
}
