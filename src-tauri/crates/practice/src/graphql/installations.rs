//! Servers and what was uploaded for them.

use std::sync::Arc;

use async_graphql::{Enum, ID, Object, Result};
use jiff::Timestamp;

use super::accounts::EnterpriseServerUserAccount;
use super::connection::{Connection, Listed, Window};
use super::objects::Enterprise;
use super::order::{
    EnterpriseServerUserAccountOrder, EnterpriseServerUserAccountOrderField,
    EnterpriseServerUserAccountsUploadOrder,
};
use super::scalars::{DateTime, node_id};
use crate::export::Outcome;
use crate::snapshot::{Installation, Snapshot};
use crate::store;
use crate::world::ENTERPRISE_NAME;

/// A server.
#[derive(Clone)]
pub(super) struct EnterpriseServerInstallation {
    snapshot: Arc<Snapshot>,
    index: usize,
}

impl EnterpriseServerInstallation {
    pub(super) fn at(snapshot: &Arc<Snapshot>, index: usize) -> Option<Self> {
        (index < snapshot.installations.len()).then(|| Self { snapshot: Arc::clone(snapshot), index })
    }

    pub(super) fn installation(&self) -> &Installation {
        &self.snapshot.installations[self.index]
    }

    /// Its number, from 1, in the order in which the cloud came to know its servers; it never changes.
    pub(super) fn number(&self) -> usize {
        self.index + 1
    }

    /// The account with this user id.
    pub(super) fn account(&self, id: usize) -> Option<EnterpriseServerUserAccount> {
        let accounts = &self.installation().accounts;
        let index = accounts.iter().position(|account| usize::try_from(account.id) == Ok(id))?;
        Some(EnterpriseServerUserAccount::at(self, index))
    }

    /// First to last.
    pub(super) fn uploads(&self) -> Vec<EnterpriseServerUserAccountsUpload> {
        let all = 0..self.installation().uploads.len();
        all.map(|index| EnterpriseServerUserAccountsUpload { of: self.clone(), index }).collect()
    }
}

impl Listed for EnterpriseServerInstallation {
    fn node_id(&self) -> ID {
        node_id("EnterpriseServerInstallation", &self.number().to_string())
    }
}

#[Object]
impl EnterpriseServerInstallation {
    pub(super) async fn id(&self) -> ID {
        self.node_id()
    }

    async fn host_name(&self) -> &str {
        &self.installation().server.host_name
    }

    async fn customer_name(&self) -> &'static str {
        ENTERPRISE_NAME
    }

    async fn is_connected(&self) -> bool {
        self.installation().is_connected
    }

    async fn created_at(&self) -> DateTime {
        DateTime(self.installation().created_at)
    }

    async fn updated_at(&self) -> DateTime {
        DateTime(self.installation().updated_at)
    }

    async fn user_accounts(
        &self,
        after: Option<String>,
        before: Option<String>,
        first: Option<i32>,
        last: Option<i32>,
        #[graphql(default_with = "Some(EnterpriseServerUserAccountOrder::USUAL)")] order_by: Option<
            EnterpriseServerUserAccountOrder,
        >,
    ) -> Result<Connection<EnterpriseServerUserAccount>> {
        let order = order_by.unwrap_or(EnterpriseServerUserAccountOrder::USUAL);
        let mut all: Vec<_> = (0..self.installation().accounts.len())
            .map(|index| EnterpriseServerUserAccount::at(self, index))
            .collect();
        match order.field {
            EnterpriseServerUserAccountOrderField::Login => {
                all.sort_by(|one, other| one.account().login.cmp(&other.account().login));
            }
            EnterpriseServerUserAccountOrderField::RemoteCreatedAt => {
                all.sort_by_key(EnterpriseServerUserAccount::made_at);
            }
        }
        order.direction.apply(&mut all);
        Connection::page(all, &Window { after, before, first, last }, "userAccounts")
    }

    async fn user_accounts_uploads(
        &self,
        after: Option<String>,
        before: Option<String>,
        first: Option<i32>,
        last: Option<i32>,
        #[graphql(default_with = "Some(EnterpriseServerUserAccountsUploadOrder::USUAL)")] order_by: Option<
            EnterpriseServerUserAccountsUploadOrder,
        >,
    ) -> Result<Connection<EnterpriseServerUserAccountsUpload>> {
        let order = order_by.unwrap_or(EnterpriseServerUserAccountsUploadOrder::USUAL);
        let mut all = self.uploads();
        order.direction.apply(&mut all);
        Connection::page(all, &Window { after, before, first, last }, "userAccountsUploads")
    }
}

/// How far an upload is.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(name = "EnterpriseServerUserAccountsUploadSyncState")]
pub(crate) enum SyncState {
    Failure,
    Pending,
    Success,
}

impl SyncState {
    pub(crate) fn of(upload: &store::Upload, now: Timestamp) -> Self {
        match upload.outcome {
            _ if !upload.is_settled(now) => Self::Pending,
            Outcome::Failed { .. } => Self::Failure,
            Outcome::Accounts { .. } | Outcome::PeopleUnknown => Self::Success,
        }
    }

    /// As GraphQL spells it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Failure => "FAILURE",
            Self::Pending => "PENDING",
            Self::Success => "SUCCESS",
        }
    }
}

/// The node id of an upload, which the answer to a hand-over gives too.
pub(crate) fn upload_id(upload: &store::Upload) -> String {
    node_id("EnterpriseServerUserAccountsUpload", &upload.number.to_string()).0
}

/// A file that was handed over.
#[derive(Clone)]
pub(super) struct EnterpriseServerUserAccountsUpload {
    of: EnterpriseServerInstallation,
    index: usize,
}

impl EnterpriseServerUserAccountsUpload {
    pub(super) fn upload(&self) -> &store::Upload {
        &self.of.installation().uploads[self.index]
    }
}

impl Listed for EnterpriseServerUserAccountsUpload {
    fn node_id(&self) -> ID {
        ID(upload_id(self.upload()))
    }
}

#[Object]
impl EnterpriseServerUserAccountsUpload {
    pub(super) async fn id(&self) -> ID {
        self.node_id()
    }

    async fn name(&self) -> &str {
        &self.upload().name
    }

    async fn sync_state(&self) -> SyncState {
        SyncState::of(self.upload(), self.of.snapshot.now)
    }

    async fn created_at(&self) -> DateTime {
        DateTime(self.upload().created_at)
    }

    async fn updated_at(&self) -> DateTime {
        let upload = self.upload();
        DateTime(if upload.is_settled(self.of.snapshot.now) { upload.settles_at } else { upload.created_at })
    }

    async fn enterprise(&self) -> Enterprise {
        Enterprise { snapshot: Arc::clone(&self.of.snapshot) }
    }

    async fn enterprise_server_installation(&self) -> EnterpriseServerInstallation {
        self.of.clone()
    }
}
