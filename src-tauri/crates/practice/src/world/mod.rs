//! The invented enterprise: who is in its cloud, and who is on its servers.
//!
//! Everything here is made from tables and arithmetic, so it is the same on every computer. How many licenses it consumes
//! is written down nowhere: [`crate::counter`] counts it.

mod names;
mod plan;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub(crate) use plan::Plan;

/// The name of the enterprise, as its page would show it.
pub(crate) const ENTERPRISE_NAME: &str = "Practice Enterprise";
/// The licenses it has bought.
pub(crate) const PURCHASED: usize = 600;
/// The login of the token's owner.
pub(crate) const VIEWER: &str = "practice-admin";
/// The domain that the enterprise has verified: e-mails in it are shown in the consumed-licenses answer.
pub(crate) const VERIFIED_DOMAIN: &str = "practice.example";

/// The organizations of the enterprise, by login.
pub(crate) const ORGANIZATIONS: [&str; 3] = ["practice-platform", "practice-products", "practice-research"];
/// The one of them that has an identity provider of its own.
pub(crate) const SELF_PROVIDED: &str = ORGANIZATIONS[2];

/// An e-mail address of a server account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Email {
    pub(crate) email: String,
    pub(crate) primary: bool,
}

/// An account on an Enterprise Server. Its JSON is the record of an open sample, in this order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ServerAccount {
    /// The account's number on its server: `remoteUserId` of the GraphQL schema, an Int there and so 32 bits here.
    pub(crate) id: i32,
    pub(crate) login: String,
    pub(crate) profile_name: Option<String>,
    pub(crate) emails: Vec<Email>,
    pub(crate) suspended: bool,
    pub(crate) dormant: bool,
    pub(crate) site_admin: bool,
    pub(crate) created_at: Option<Timestamp>,
}

impl ServerAccount {
    /// The e-mail that is compared with the cloud; the others never are.
    pub(crate) fn primary_email(&self) -> Option<&str> {
        self.emails.iter().find(|email| email.primary).map(|email| email.email.as_str())
    }
}

/// A user account of the cloud that takes a license there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CloudAccount {
    pub(crate) login: String,
    pub(crate) name: Option<String>,
    /// Its verified e-mails, in any domain. Only those in [`VERIFIED_DOMAIN`] are shown to the enterprise.
    pub(crate) verified_emails: Vec<String>,
    /// The `NameID` of the linked SAML identity.
    pub(crate) saml_name_id: Option<String>,
    pub(crate) member_roles: Vec<String>,
    pub(crate) enterprise_roles: Vec<String>,
    pub(crate) pending_invites: Vec<String>,
    pub(crate) two_factor: Option<bool>,
    /// The e-mail of a Visual Studio subscription that was matched to this account.
    pub(crate) visual_studio_email: Option<String>,
}

/// A server that the enterprise knows from the start, or that a sample comes from.
#[derive(Clone, Debug)]
pub(crate) struct ServerInstance {
    pub(crate) server_id: &'static str,
    pub(crate) host_name: &'static str,
    pub(crate) version: &'static str,
    /// In the order of their ids.
    pub(crate) accounts: Vec<ServerAccount>,
}

/// A server of the enterprise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum WhichServer {
    Connected,
    Isolated,
    Lab,
}

impl WhichServer {
    pub(crate) const ALL: [Self; 3] = [Self::Connected, Self::Isolated, Self::Lab];
}

/// The invented enterprise, whole.
#[derive(Clone, Debug)]
pub(crate) struct World {
    /// The cloud's accounts, in the order of their logins.
    pub(crate) cloud: Vec<CloudAccount>,
    /// The server that GitHub Connect has been syncing every week.
    pub(crate) connected: ServerInstance,
    /// The server of the sealed sample.
    pub(crate) isolated: ServerInstance,
    /// The server of the open sample.
    pub(crate) lab: ServerInstance,
}

impl World {
    /// The enterprise as its plan draws it.
    pub(crate) fn new() -> Self {
        Plan::drawn().world()
    }

    /// One of its servers.
    pub(crate) fn server(&self, which: WhichServer) -> &ServerInstance {
        match which {
            WhichServer::Connected => &self.connected,
            WhichServer::Isolated => &self.isolated,
            WhichServer::Lab => &self.lab,
        }
    }
}
