//! The accounts that the cloud holds of a server, as it decoded them from its last upload or sync.
//!
//! An export's list of people may be sealed, and only the cloud can open it: this is how what arrived is seen.

use std::collections::HashSet;
use std::fmt;

use serde_json::{Value, json};
use usage::outside::host_key;

use crate::answer::Head;
use crate::cloud::{Cloud, Told};
use crate::enterprise::EnterpriseSlug;
use crate::failure::{CloudFailure, Reason};
use crate::graphql::{next, nodes};
use crate::installations::{INSTALLATIONS_A_PAGE, PAGES, page};
use crate::pacing::Waited;
use crate::shape::At;

/// GitHub allows 1 to 100.
const ACCOUNTS_A_PAGE: u32 = 100;

/// The e-mails that are asked for of each account. GitHub allows a question 500,000 nodes; these are 2,000.
const EMAILS_EACH: u32 = 20;

/// More pages than any server fills: ten million accounts.
const ACCOUNT_PAGES: u64 = 100_000;

const QUERY: &str = "\
query($server: ID!, $accounts: Int!, $emails: Int!, $after: String) {
  node(id: $server) {
    ... on EnterpriseServerInstallation {
      userAccounts(first: $accounts, after: $after, orderBy: {field: LOGIN, direction: ASC}) {
        totalCount
        pageInfo { hasNextPage endCursor }
        nodes {
          login
          remoteUserId
          isSiteAdmin
          emails(first: $emails) {
            totalCount
            nodes { email isPrimary }
          }
        }
      }
    }
  }
}";

/// An account of a server, as the cloud holds it (GraphQL `EnterpriseServerUserAccount`).
#[derive(Clone, PartialEq, Eq)]
pub struct HeldAccount {
    /// Its id on the server (`remoteUserId`), which a report of the server has too.
    pub id: u64,
    /// Its login there.
    pub login: String,
    /// Whether it is a site administrator there.
    pub site_admin: Option<bool>,
    /// The e-mail that people are matched by.
    pub primary_email: Option<String>,
    /// The others, in the cloud's order.
    pub other_emails: Vec<String>,
    /// Whether these are all of its e-mails.
    pub all_emails: bool,
}

impl fmt::Debug for HeldAccount {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("HeldAccount").field("id", &self.id).finish_non_exhaustive()
    }
}

/// The accounts of one server.
#[derive(Debug)]
pub struct HeldAccounts {
    /// All of them, by login as the cloud orders them.
    pub accounts: Vec<HeldAccount>,
    /// How many the cloud says that it holds. Another number than that of the accounts means that they changed while they were
    /// read, or that some may not be seen.
    pub total: u64,
    /// What the last answer's headers said.
    pub head: Head,
}

impl Cloud {
    /// Every account that the cloud holds of a server, over all pages; `None` where the enterprise has no server of that host.
    ///
    /// Only an owner of the enterprise sees them. No answer is kept as evidence: it is people.
    pub async fn held_accounts(
        &self,
        slug: &EnterpriseSlug,
        host: &str,
    ) -> Result<Option<HeldAccounts>, CloudFailure> {
        let waited = Waited::default();
        let Some(node) = self.node_of(slug, host, &waited).await? else { return Ok(None) };
        let mut held: Option<HeldAccounts> = None;
        let (mut after, mut seen) = (None::<String>, HashSet::new());
        for pages in 1..=ACCOUNT_PAGES {
            let variables =
                json!({"server": node, "accounts": ACCOUNTS_A_PAGE, "emails": EMAILS_EACH, "after": after});
            let question = self.graphql_question(QUERY, &variables);
            let Told { heard, document } = self.told(&question, &waited).await?;
            let read = accounts(&document).map_err(|reason| heard.failure(reason))?;
            let Some((accounts, total, next)) = read else { return Ok(None) };
            let so_far = held.get_or_insert_with(|| HeldAccounts {
                accounts: Vec::new(),
                total,
                head: Head::default(),
            });
            so_far.accounts.extend(accounts);
            (so_far.total, so_far.head) = (total, heard.head());
            let Some(cursor) = next else { return Ok(held) };
            if !seen.insert(cursor.clone()) {
                return Err(heard.failure(Reason::PagingDidNotEnd { pages }));
            }
            after = Some(cursor);
        }
        Err(CloudFailure::new(Reason::PagingDidNotEnd { pages: ACCOUNT_PAGES }))
    }

    /// The id by which a server's accounts are asked for.
    async fn node_of(
        &self,
        slug: &EnterpriseSlug,
        host: &str,
        waited: &Waited,
    ) -> Result<Option<String>, CloudFailure> {
        let sought = host_key(host);
        let (mut after, mut seen) = (None::<String>, HashSet::new());
        for pages in 1..=PAGES {
            let question = self.uploads_question(slug, after.as_deref(), INSTALLATIONS_A_PAGE);
            let Told { heard, document } = self.told(&question, waited).await?;
            let page = page(&document).map_err(|reason| self.explained_failure(&heard, reason))?;
            let found = page.servers.into_iter().find(|listed| host_key(&listed.installation.host) == sought);
            if let Some(listed) = found {
                return Ok(listed.node);
            }
            let Some(cursor) = page.next else { return Ok(None) };
            if !seen.insert(cursor.clone()) {
                return Err(heard.failure(Reason::PagingDidNotEnd { pages }));
            }
            after = Some(cursor);
        }
        Err(CloudFailure::new(Reason::PagingDidNotEnd { pages: PAGES }))
    }
}

/// A page of accounts, how many there are in all, and where the next page begins; `None` where the server is not there any more.
type Page = Option<(Vec<HeldAccount>, u64, Option<String>)>;

fn accounts(document: &Value) -> Result<Page, Reason> {
    let Some(server) = At::root(document).need("data")?.get("node") else { return Ok(None) };
    let connection = server.need("userAccounts")?;
    let accounts = nodes(&connection)?.into_iter().map(account).collect::<Result<_, _>>()?;
    let total = connection.need("totalCount")?.count()?;
    Ok(Some((accounts, total, next(&connection.need("pageInfo")?)?)))
}

fn account(at: At<'_>) -> Result<HeldAccount, Reason> {
    let node = at.object()?;
    let emails = node.need("emails")?;
    let (mut primary_email, mut other_emails) = (None, Vec::new());
    let listed = nodes(&emails)?;
    let all_emails = emails.need("totalCount")?.count()? == listed.len() as u64;
    for email in listed {
        let text = email.need("email")?.text()?;
        if email.flag_of("isPrimary") == Some(true) && primary_email.is_none() {
            primary_email = Some(text);
        } else {
            other_emails.push(text);
        }
    }
    Ok(HeldAccount {
        id: node.need("remoteUserId")?.count()?,
        login: node.need("login")?.text()?,
        site_admin: node.flag_of("isSiteAdmin"),
        primary_email,
        other_emails,
        all_emails,
    })
}
