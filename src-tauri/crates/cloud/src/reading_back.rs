//! The earlier uploads of a server, page by page, for one that its latest do not show.

use std::collections::HashSet;

use serde_json::{Value, json};
use usage::outside::host_key;

use crate::answer::Evidence;
use crate::cloud::{Cloud, Told};
use crate::failure::{CloudFailure, Reason};
use crate::installations::{Installation, Listed, PAGES, SoughtUpload, Upload, page_of_uploads};
use crate::shape::At;

/// GitHub allows 1 to 100.
const UPLOADS_A_PAGE: u32 = 100;

const QUERY: &str = "\
query($server: ID!, $uploads: Int!, $after: String!) {
  node(id: $server) {
    ... on EnterpriseServerInstallation {
      userAccountsUploads(first: $uploads, after: $after, orderBy: {field: CREATED_AT, direction: DESC}) {
        pageInfo { hasNextPage endCursor }
        nodes { id name syncState createdAt updatedAt }
      }
    }
  }
}";

impl Cloud {
    /// A server with as many of its uploads as it takes to tell whether those that are sought are among them.
    pub(crate) async fn read_back(
        &self,
        listed: Listed,
        sought: &[SoughtUpload],
        evidence: &mut Evidence,
    ) -> Result<Installation, CloudFailure> {
        let Listed { mut installation, node, mut next } = listed;
        let host = host_key(&installation.host);
        let mut sought: Vec<_> = sought.iter().filter(|sought| host_key(&sought.host) == host).collect();
        let mut seen = HashSet::new();
        for pages in 1..=PAGES {
            sought.retain(|sought| may_be_further_back(sought, &installation.uploads));
            let (Some(node), Some(cursor)) = (&node, next.take_if(|_| !sought.is_empty())) else {
                return Ok(installation);
            };
            let variables = json!({"server": node, "uploads": UPLOADS_A_PAGE, "after": cursor});
            let Told { heard, document } = self.ask(&self.graphql_question(QUERY, &variables)).await?;
            let (uploads, following) = page(&document).map_err(|reason| heard.failure(reason))?;
            evidence.add(&heard.body);
            if !seen.insert(cursor) {
                return Err(heard.failure(Reason::PagingDidNotEnd { pages }));
            }
            installation.uploads.extend(uploads);
            next = following;
        }
        Err(CloudFailure::new(Reason::PagingDidNotEnd { pages: PAGES }))
    }
}

/// Whether an upload is not among these, and may be among the earlier ones. The cloud's times are compared by the second, as those
/// of its headers are.
fn may_be_further_back(sought: &SoughtUpload, uploads: &[Upload]) -> bool {
    let since = sought.since.as_second();
    let not_before = |upload: &&Upload| upload.created_at.is_none_or(|at| at.as_second() >= since);
    let found = uploads.iter().filter(not_before).any(|upload| upload.name == sought.name);
    let reached = uploads.iter().filter_map(|upload| upload.created_at).any(|at| at.as_second() < since);
    !found && !reached
}

/// The uploads of an answer; none where the server is not there any more.
fn page(document: &Value) -> Result<(Vec<Upload>, Option<String>), Reason> {
    let Some(server) = At::root(document).need("data")?.get("node") else {
        return Ok((Vec::new(), None));
    };
    page_of_uploads(&server.need("userAccountsUploads")?)
}
