//! The organizations of the enterprise.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object, Result};

use super::connection::Listed;
use super::identities::OrganizationIdentityProvider;
use super::objects::{asked, insufficient_scopes};
use super::scalars::node_id;
use crate::snapshot::Snapshot;
use crate::world::{ORGANIZATIONS, SELF_PROVIDED};

/// An organization.
#[derive(Clone)]
pub(super) struct Organization {
    snapshot: Arc<Snapshot>,
    index: usize,
}

impl Organization {
    /// All of them, by login.
    pub(super) fn all(snapshot: &Arc<Snapshot>) -> Vec<Self> {
        (0..ORGANIZATIONS.len()).map(|index| Self { snapshot: Arc::clone(snapshot), index }).collect()
    }

    /// The one with this number, from 1.
    pub(super) fn at(snapshot: &Arc<Snapshot>, number: usize) -> Option<Self> {
        Self::all(snapshot).into_iter().nth(number.checked_sub(1)?)
    }

    pub(super) fn number(&self) -> usize {
        self.index + 1
    }

    pub(super) fn name(&self) -> &'static str {
        ORGANIZATIONS[self.index]
    }

    pub(super) fn snapshot(&self) -> &Arc<Snapshot> {
        &self.snapshot
    }

    /// Its own identity provider. One organization has one, so that both kinds can be rehearsed.
    pub(super) fn provider(&self) -> Option<OrganizationIdentityProvider> {
        (self.name() == SELF_PROVIDED).then(|| OrganizationIdentityProvider { of: self.clone() })
    }
}

impl Listed for Organization {
    fn node_id(&self) -> ID {
        node_id("Organization", &self.number().to_string())
    }
}

#[Object]
impl Organization {
    pub(super) async fn id(&self) -> ID {
        self.node_id()
    }

    async fn login(&self) -> &'static str {
        self.name()
    }

    /// The token's owner owns all of them.
    async fn viewer_can_administer(&self) -> bool {
        true
    }

    async fn saml_identity_provider(
        &self,
        context: &Context<'_>,
    ) -> Result<Option<OrganizationIdentityProvider>> {
        if asked(context)?.has_scope {
            Ok(self.provider())
        } else {
            Err(insufficient_scopes("samlIdentityProvider", "'admin:org', 'read:org'"))
        }
    }
}

/// What somebody is to an organization.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RoleInOrganization {
    DirectMember,
    Owner,
    Unaffiliated,
}
