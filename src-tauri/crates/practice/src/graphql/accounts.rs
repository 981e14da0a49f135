//! Accounts on servers, and their e-mails.

use async_graphql::{ID, Object, Result};
use jiff::Timestamp;

use super::connection::{Connection, Listed, Window};
use super::installations::EnterpriseServerInstallation;
use super::order::EnterpriseServerUserAccountEmailOrder;
use super::scalars::{DateTime, node_id};
use crate::world::{Email, ServerAccount};

/// An account on a server.
#[derive(Clone)]
pub(super) struct EnterpriseServerUserAccount {
    on: EnterpriseServerInstallation,
    index: usize,
}

impl EnterpriseServerUserAccount {
    /// The account at this place of a server's list.
    pub(super) fn at(on: &EnterpriseServerInstallation, index: usize) -> Self {
        Self { on: on.clone(), index }
    }

    pub(super) fn account(&self) -> &ServerAccount {
        &self.on.installation().accounts[self.index]
    }

    /// When it was made on its server, or, where the export does not tell, when the cloud came to know it.
    pub(super) fn made_at(&self) -> Timestamp {
        self.account().created_at.unwrap_or(self.on.installation().accounts_at)
    }

    pub(super) fn email(&self, index: usize) -> Option<EnterpriseServerUserAccountEmail> {
        (index < self.account().emails.len())
            .then(|| EnterpriseServerUserAccountEmail { of: self.clone(), index })
    }

    fn key(&self) -> String {
        format!("{}:{}", self.on.number(), self.account().id)
    }
}

impl Listed for EnterpriseServerUserAccount {
    fn node_id(&self) -> ID {
        node_id("EnterpriseServerUserAccount", &self.key())
    }
}

#[Object]
impl EnterpriseServerUserAccount {
    pub(super) async fn id(&self) -> ID {
        self.node_id()
    }

    async fn login(&self) -> &str {
        &self.account().login
    }

    async fn profile_name(&self) -> Option<&str> {
        self.account().profile_name.as_deref()
    }

    async fn is_site_admin(&self) -> bool {
        self.account().site_admin
    }

    /// Its number on its server.
    async fn remote_user_id(&self) -> i32 {
        self.account().id
    }

    async fn remote_created_at(&self) -> DateTime {
        DateTime(self.made_at())
    }

    async fn created_at(&self) -> DateTime {
        DateTime(self.on.installation().accounts_at)
    }

    async fn updated_at(&self) -> DateTime {
        DateTime(self.on.installation().accounts_at)
    }

    async fn enterprise_server_installation(&self) -> EnterpriseServerInstallation {
        self.on.clone()
    }

    async fn emails(
        &self,
        after: Option<String>,
        before: Option<String>,
        first: Option<i32>,
        last: Option<i32>,
        #[graphql(default_with = "Some(EnterpriseServerUserAccountEmailOrder::USUAL)")] order_by: Option<
            EnterpriseServerUserAccountEmailOrder,
        >,
    ) -> Result<Connection<EnterpriseServerUserAccountEmail>> {
        let order = order_by.unwrap_or(EnterpriseServerUserAccountEmailOrder::USUAL);
        let mut all: Vec<_> =
            (0..self.account().emails.len()).filter_map(|index| self.email(index)).collect();
        all.sort_by(|one, other| one.held().email.cmp(&other.held().email));
        order.direction.apply(&mut all);
        Connection::page(all, &Window { after, before, first, last }, "emails")
    }
}

/// An e-mail of an account.
#[derive(Clone)]
pub(super) struct EnterpriseServerUserAccountEmail {
    of: EnterpriseServerUserAccount,
    index: usize,
}

impl EnterpriseServerUserAccountEmail {
    fn held(&self) -> &Email {
        &self.of.account().emails[self.index]
    }
}

impl Listed for EnterpriseServerUserAccountEmail {
    fn node_id(&self) -> ID {
        node_id("EnterpriseServerUserAccountEmail", &format!("{}:{}", self.of.key(), self.index))
    }
}

#[Object]
impl EnterpriseServerUserAccountEmail {
    pub(super) async fn id(&self) -> ID {
        self.node_id()
    }

    async fn email(&self) -> &str {
        &self.held().email
    }

    async fn is_primary(&self) -> bool {
        self.held().primary
    }

    async fn created_at(&self) -> DateTime {
        DateTime(self.of.on.installation().accounts_at)
    }

    async fn updated_at(&self) -> DateTime {
        DateTime(self.of.on.installation().accounts_at)
    }

    async fn user_account(&self) -> EnterpriseServerUserAccount {
        self.of.clone()
    }
}
