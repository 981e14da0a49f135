//! What the cloud holds of each server, over GraphQL: the uploads and what became of them.

use std::collections::HashSet;

use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Value, json};

use crate::answer::{Answer, Evidence};
use crate::cloud::{Cloud, Told};
use crate::enterprise::EnterpriseSlug;
use crate::failure::{CloudFailure, Reason};
use crate::graphql::{next, nodes, owner_info};
use crate::question::Question;
use crate::shape::At;

/// A server as the cloud knows it (GraphQL `EnterpriseServerInstallation`). It has no server id there: join by host.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Installation {
    /// Its host name.
    pub host: String,
    /// Whether it is connected by GitHub Connect, where the cloud says so.
    pub connected: Option<bool>,
    /// How many of its accounts the cloud holds.
    pub accounts_held: u64,
    /// Its latest uploads, the newest first: [`UPLOADS_EACH`], or as many more as were needed to find one that is sought.
    pub uploads: Vec<Upload>,
}

/// A file of usage that the cloud took (GraphQL `EnterpriseServerUserAccountsUpload`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Upload {
    /// GitHub's id of it.
    pub id: String,
    /// The name of the file that was uploaded.
    pub name: String,
    /// What became of it.
    pub state: UploadState,
    /// When it was taken, by the cloud's clock.
    pub created_at: Option<Timestamp>,
    /// When its state last changed, by the cloud's clock.
    pub updated_at: Option<Timestamp>,
}

/// GraphQL `EnterpriseServerUserAccountsUploadSyncState`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum UploadState {
    /// Received, not counted yet.
    Pending,
    /// Counted.
    Success,
    /// Not counted. GraphQL gives no reason; `license-sync-status` may.
    Failure,
    /// A state that GitHub added later.
    Other(String),
}

/// An upload that is looked for among those of a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SoughtUpload {
    /// The server's host name.
    pub host: String,
    /// The name of the file.
    pub name: String,
    /// When it was handed over, by the cloud's clock. Whatever the cloud took earlier is not it.
    pub since: Timestamp,
}

/// How many uploads of each server are asked for at first.
pub const UPLOADS_EACH: u32 = 20;

/// How many pages of one list are read at most.
pub(crate) const PAGES: u64 = 100;

/// GitHub allows 1 to 100.
pub(crate) const INSTALLATIONS_A_PAGE: u32 = 50;

const QUERY: &str = "\
query($slug: String!, $servers: Int!, $uploads: Int!, $after: String) {
  enterprise(slug: $slug) {
    ownerInfo {
      enterpriseServerInstallations(first: $servers, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes {
          id
          hostName
          isConnected
          userAccounts(first: 1) { totalCount }
          userAccountsUploads(first: $uploads, orderBy: {field: CREATED_AT, direction: DESC}) {
            pageInfo { hasNextPage endCursor }
            nodes { id name syncState createdAt updatedAt }
          }
        }
      }
    }
  }
}";

/// One page of servers, and where the next one begins.
pub(crate) struct Page {
    pub(crate) servers: Vec<Listed>,
    pub(crate) next: Option<String>,
}

/// A server with the first page of its uploads.
pub(crate) struct Listed {
    pub(crate) installation: Installation,
    /// Its node id, by which more of it can be asked.
    pub(crate) node: Option<String>,
    /// Where the next page of its uploads begins.
    pub(crate) next: Option<String>,
}

impl Cloud {
    /// Every server of the enterprise with its latest uploads, over all pages. Where `sought` names an upload that is not among
    /// a server's latest, its earlier ones are read too: until it is found, or what is read was there before it.
    ///
    /// Only an owner of the enterprise sees them; for anybody else this is [`Reason::NotEnterpriseOwner`].
    pub async fn uploads(
        &self,
        slug: &EnterpriseSlug,
        sought: &[SoughtUpload],
    ) -> Result<Answer<Vec<Installation>>, CloudFailure> {
        let mut installations = Vec::new();
        let mut evidence = Evidence::default();
        let mut seen = HashSet::new();
        let mut after = None;
        for pages in 1..=PAGES {
            let question = self.uploads_question(slug, after.as_deref(), INSTALLATIONS_A_PAGE);
            let Told { heard, document } = self.ask(&question).await?;
            let page = page(&document).map_err(|reason| self.explained_failure(&heard, reason))?;
            evidence.add(&heard.body);
            for server in page.servers {
                installations.push(self.read_back(server, sought, &mut evidence).await?);
            }
            let Some(cursor) = page.next else {
                return Ok(Answer { value: installations, head: heard.head(), evidence });
            };
            if !seen.insert(cursor.clone()) {
                return Err(heard.failure(Reason::PagingDidNotEnd { pages }));
            }
            after = Some(cursor);
        }
        Err(CloudFailure::new(Reason::PagingDidNotEnd { pages: PAGES }))
    }

    pub(crate) fn uploads_question(
        &self,
        slug: &EnterpriseSlug,
        after: Option<&str>,
        servers: u32,
    ) -> Question {
        let variables =
            json!({"slug": slug.as_str(), "servers": servers, "uploads": UPLOADS_EACH, "after": after});
        self.graphql_question(QUERY, &variables)
    }
}

pub(crate) fn page(document: &Value) -> Result<Page, Reason> {
    let owner_info = owner_info(document)?;
    let connection = owner_info.need("enterpriseServerInstallations")?;
    let servers = nodes(&connection)?.into_iter().map(listed).collect::<Result<_, _>>()?;
    Ok(Page { servers, next: next(&connection.need("pageInfo")?)? })
}

fn listed(at: At<'_>) -> Result<Listed, Reason> {
    let server = at.object()?;
    let (uploads, next) = match server.get("userAccountsUploads") {
        Some(connection) => page_of_uploads(&connection)?,
        None => (Vec::new(), None),
    };
    Ok(Listed {
        installation: Installation {
            host: server.need("hostName")?.text()?,
            connected: server.flag_of("isConnected"),
            accounts_held: server.need("userAccounts")?.need("totalCount")?.count()?,
            uploads,
        },
        node: server.text_of("id"),
        next,
    })
}

/// A page of uploads, and where the next one begins. Without a word about pages, it is the only one.
pub(crate) fn page_of_uploads(connection: &At<'_>) -> Result<(Vec<Upload>, Option<String>), Reason> {
    let uploads = nodes(connection)?.into_iter().map(upload).collect::<Result<_, _>>()?;
    let next = connection.get("pageInfo").map(|page_info| next(&page_info)).transpose()?.flatten();
    Ok((uploads, next))
}

fn upload(at: At<'_>) -> Result<Upload, Reason> {
    let node = at.object()?;
    let state = match node.need("syncState")?.text()?.as_str() {
        "PENDING" => UploadState::Pending,
        "SUCCESS" => UploadState::Success,
        "FAILURE" => UploadState::Failure,
        other => UploadState::Other(usage::outside::visible(other, 80)),
    };
    Ok(Upload {
        id: node.need("id")?.text()?,
        name: node.need("name")?.text()?,
        state,
        created_at: node.date_of("createdAt"),
        updated_at: node.date_of("updatedAt"),
    })
}
