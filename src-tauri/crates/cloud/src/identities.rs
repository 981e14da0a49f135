//! Who is whom at the identity providers of the enterprise and of its organizations (SAML, OIDC, SCIM), over GraphQL.
//!
//! The answers are given on as they came, one after the other: what is in them is read by the reader of such files (`usage::reader`), so
//! that an answer and a file are one kind of thing.

use std::collections::HashSet;
use std::ops::ControlFlow;

use serde::Serialize;
use serde_json::{Value, json};

use crate::answer::Head;
use crate::cloud::{Cloud, Told};
use crate::enterprise::EnterpriseSlug;
use crate::failure::{CloudFailure, Reason};
use crate::graphql::next;
use crate::identity_providers::Provider;
use crate::pacing::Waited;
use crate::shape::At;

/// GitHub allows 1 to 100.
const IDENTITIES_A_PAGE: u32 = 100;

/// More pages than any provider fills: ten million identities.
const PAGES: u64 = 100_000;

const QUERY: &str = "\
query($provider: ID!, $identities: Int!, $after: String) {
  node(id: $provider) {
    ... on EnterpriseIdentityProvider {
      enterprise { slug }
      externalIdentities(first: $identities, after: $after) { ...page }
    }
    ... on OIDCProvider {
      enterprise { slug }
      externalIdentities(first: $identities, after: $after) { ...page }
    }
    ... on OrganizationIdentityProvider {
      organization { login }
      externalIdentities(first: $identities, after: $after) { ...page }
    }
  }
}
fragment page on ExternalIdentityConnection {
  totalCount
  pageInfo { hasNextPage endCursor }
  nodes {
    guid
    user { login }
    samlIdentity {
      nameId
      username
      emails { value }
      attributes { name value }
    }
    scimIdentity {
      username
      emails { value }
    }
  }
}";

/// An answer as it came, and how far the reading is with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TakenAnswer<'a> {
    /// The answer's body.
    pub text: &'a str,
    /// How many were read so far, those of this answer included.
    pub read: u64,
    /// How many there are in all, as soon as the cloud has told it.
    pub of: Option<u64>,
}

/// Takes each answer at once, and says whether to go on; where it does not, the question ends as [`Reason::Cancelled`].
pub type Taken<'a> = dyn FnMut(TakenAnswer<'_>) -> ControlFlow<()> + Send + 'a;

/// Whose identities.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "of", content = "login", rename_all = "snake_case")]
pub enum IdentitiesOf {
    /// Those of the enterprise's own provider.
    Enterprise,
    /// Those of all organizations together.
    Organizations,
    /// Those of one organization's provider, by the organization's login.
    Organization(String),
    /// Those of an organization whose login the token may not see either.
    UnnamedOrganization,
}

/// A provider whose identities were read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReadProvider {
    /// Whose it is.
    pub of: IdentitiesOf,
    /// How many identities it has, as the last answer told.
    pub total: u64,
    /// How many were read. Another number means that they changed meanwhile, or that some may not be seen.
    pub read: u64,
}

/// Identities that stay unknown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnknownIdentities {
    /// Whose they are.
    pub of: IdentitiesOf,
    /// Why.
    pub failure: CloudFailure,
}

/// What a reading of identities brought beside the answers themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identities {
    /// The providers that were read, the enterprise's first (it may have two: SAML's and OIDC's), then by organization as the cloud
    /// orders them.
    pub providers: Vec<ReadProvider>,
    /// What the token may not see.
    pub unknown: Vec<UnknownIdentities>,
    /// Whether the enterprise was found to have no provider of its own.
    pub enterprise_has_none: bool,
    /// How many organizations have no provider of their own.
    pub organizations_without: u64,
    /// How many answers were given on.
    pub pages: u64,
    /// What the last answer's headers said.
    pub head: Head,
}

impl Cloud {
    /// Every identity that this token may see, over all pages. What it may not see is in the answer, with the reason.
    ///
    /// What was given on of a reading that broke off is worth nothing: it begins anew.
    pub async fn identities(
        &self,
        slug: &EnterpriseSlug,
        taken: &mut Taken<'_>,
    ) -> Result<Identities, CloudFailure> {
        let (waited, mut found) = (Waited::default(), Identities::default());
        let mut providers = self.list_providers(slug, &mut found, &waited).await?.into_iter();
        while let Some(provider) = providers.next() {
            // Each provider tells how many it has; all of them together are known with the last one.
            let is_last = providers.len() == 0;
            match self.read_provider(&provider, is_last, &mut found, &waited, taken).await {
                Err(failure) if failure.reason.is_denial() => {
                    found.unknown.push(UnknownIdentities { of: provider.of, failure });
                }
                read => read?,
            }
        }
        Ok(found)
    }

    /// The pages of one provider.
    async fn read_provider(
        &self,
        provider: &Provider,
        is_last: bool,
        found: &mut Identities,
        waited: &Waited,
        taken: &mut Taken<'_>,
    ) -> Result<(), CloudFailure> {
        let place = found.providers.len();
        let (mut after, mut seen) = (None::<String>, HashSet::new());
        for pages in 1..=PAGES {
            let variables = json!({"provider": provider.id, "identities": IDENTITIES_A_PAGE, "after": after});
            let question = self.graphql_question(QUERY, &variables).needing(provider.needed());
            let Told { heard, document } = self.told(&question, waited).await?;
            let page = page(&document).map_err(|reason| self.explained_failure(&heard, reason))?;
            found.head = heard.head();
            found.pages += 1;
            found.add(place, &provider.of, &page);
            let of = is_last.then(|| found.providers.iter().map(|provider| provider.total).sum());
            let read = found.providers.iter().map(|provider| provider.read).sum();
            if taken(TakenAnswer { text: &heard.body, read, of }).is_break() {
                return Err(CloudFailure::new(Reason::Cancelled));
            }
            let Some(cursor) = page.next else { return Ok(()) };
            after = Some(cursor.clone());
            if !seen.insert(cursor) {
                return Err(heard.failure(Reason::PagingDidNotEnd { pages }));
            }
        }
        Err(CloudFailure::new(Reason::PagingDidNotEnd { pages: PAGES }))
    }
}

impl Identities {
    /// Adds a page of the provider at this place.
    fn add(&mut self, place: usize, of: &IdentitiesOf, page: &Page) {
        match self.providers.get_mut(place) {
            Some(provider) => {
                provider.total = page.total;
                provider.read += page.rows;
            }
            None => {
                self.providers.push(ReadProvider { of: of.clone(), total: page.total, read: page.rows });
            }
        }
    }
}

/// A page of identities.
struct Page {
    total: u64,
    rows: u64,
    next: Option<String>,
}

/// What a page says of itself; who is in it is the reader's affair.
fn page(document: &Value) -> Result<Page, Reason> {
    let root = At::root(document).need("data")?;
    let provider = match root.get("node") {
        Some(provider) => provider,
        None if root.has("node") => return Err(Reason::NotFound),
        None => root.need("node")?,
    };
    let connection = provider.need("externalIdentities")?;
    Ok(Page {
        total: connection.need("totalCount")?.count()?,
        rows: connection.need("nodes")?.list()?.len() as u64,
        next: next(&connection.need("pageInfo")?)?,
    })
}
