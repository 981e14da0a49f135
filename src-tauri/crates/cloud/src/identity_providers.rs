//! Which identity providers an enterprise has: its own, and those of its organizations.

use std::collections::{HashMap, HashSet};

use serde_json::{Value, json};

use crate::cloud::{Cloud, Told};
use crate::enterprise::EnterpriseSlug;
use crate::failure::{CloudFailure, Reason};
use crate::graphql::{self, enterprise, next, owner_info};
use crate::identities::{Identities, IdentitiesOf, UnknownIdentities};
use crate::pacing::Waited;
use crate::question::Question;
use crate::scopes::Scopes;
use crate::shape::At;
use crate::verdict::Heard;

/// GitHub allows 1 to 100.
const ORGANIZATIONS_A_PAGE: u32 = 100;

/// More pages than any enterprise fills: a hundred thousand organizations.
const PAGES: u64 = 1_000;

const OF_THE_ENTERPRISE: &str = "\
query($slug: String!) {
  enterprise(slug: $slug) {
    ownerInfo {
      samlIdentityProvider { id }
      oidcProvider { id }
    }
  }
}";

const OF_ORGANIZATIONS: &str = "\
query($slug: String!, $organizations: Int!, $after: String) {
  enterprise(slug: $slug) {
    organizations(first: $organizations, after: $after, orderBy: {field: LOGIN, direction: ASC}) {
      pageInfo { hasNextPage endCursor }
      nodes {
        login
        viewerCanAdminister
        samlIdentityProvider { id }
      }
    }
  }
}";

/// A provider whose identities can be asked for.
#[derive(Clone, Debug)]
pub(crate) struct Provider {
    pub(crate) of: IdentitiesOf,
    /// Its node id.
    pub(crate) id: String,
}

impl Provider {
    /// The scopes that open it.
    pub(crate) const fn needed(&self) -> Scopes {
        match self.of {
            IdentitiesOf::Enterprise => Scopes::ENTERPRISE,
            IdentitiesOf::Organizations
            | IdentitiesOf::Organization(_)
            | IdentitiesOf::UnnamedOrganization => Scopes::ORGANIZATION,
        }
    }
}

impl Cloud {
    /// Asks which providers there are. Where the token may not see them, `found` says so.
    pub(crate) async fn list_providers(
        &self,
        slug: &EnterpriseSlug,
        found: &mut Identities,
        waited: &Waited,
    ) -> Result<Vec<Provider>, CloudFailure> {
        let mut providers = Vec::new();
        let asked = self.ask_enterprise(slug, &mut providers, found, waited).await;
        keep_denial(found, IdentitiesOf::Enterprise, asked)?;
        let asked = self.ask_organizations(slug, &mut providers, found, waited).await;
        keep_denial(found, IdentitiesOf::Organizations, asked)?;
        Ok(providers)
    }

    async fn ask_enterprise(
        &self,
        slug: &EnterpriseSlug,
        providers: &mut Vec<Provider>,
        found: &mut Identities,
        waited: &Waited,
    ) -> Result<(), CloudFailure> {
        let question = self.graphql_question(OF_THE_ENTERPRISE, &json!({"slug": slug.as_str()}));
        let Told { heard, document } = self.told(&question, waited).await?;
        found.head = heard.head();
        let owner_info = owner_info(&document).map_err(|reason| self.explained_failure(&heard, reason))?;
        let ids = ["samlIdentityProvider", "oidcProvider"]
            .into_iter()
            .filter_map(|kind| owner_info.get(kind)?.text_of("id"));
        providers.extend(ids.map(|id| Provider { of: IdentitiesOf::Enterprise, id }));
        found.enterprise_has_none = providers.is_empty();
        Ok(())
    }

    async fn ask_organizations(
        &self,
        slug: &EnterpriseSlug,
        providers: &mut Vec<Provider>,
        found: &mut Identities,
        waited: &Waited,
    ) -> Result<(), CloudFailure> {
        let (mut after, mut seen) = (None::<String>, HashSet::new());
        for pages in 1..=PAGES {
            let variables = json!({
                "slug": slug.as_str(), "organizations": ORGANIZATIONS_A_PAGE, "after": after,
            });
            let question = self.graphql_question(OF_ORGANIZATIONS, &variables).needing(Scopes::ORGANIZATION);
            let judge = |heard| self.judge_in_parts(&question, heard);
            let Told { heard, document } = self.ask_within(&question, waited, judge).await?;
            found.head = heard.head();
            let denied = self.denials(&question, &heard, &document);
            let failure = |reason| self.explained_failure(&heard, reason);
            let page = page(&document, &denied, &failure).map_err(failure)?;
            providers.extend(page.providers);
            found.unknown.extend(page.unknown);
            found.organizations_without += page.without;
            let Some(cursor) = page.next else { return Ok(()) };
            after = Some(cursor.clone());
            if !seen.insert(cursor) {
                return Err(heard.failure(Reason::PagingDidNotEnd { pages }));
            }
        }
        Err(CloudFailure::new(Reason::PagingDidNotEnd { pages: PAGES }))
    }

    /// An answer in which some organizations may be denied, and the others told. An error of another kind is no denial, whatever it
    /// is about: what it leaves out may be seen, and is asked for again.
    fn judge_in_parts(&self, question: &Question, heard: Heard) -> Result<Told, CloudFailure> {
        let told = self.document(question, heard)?;
        let now = self.pacing.now();
        let reason = |error| graphql::reason(&told.heard, error, question.needed, now);
        let errors = graphql::errors(&told.document);
        if let Some(reason) = errors.iter().map(reason).find(|reason| !reason.is_denial()) {
            return Err(self.explained_failure(&told.heard, reason));
        }
        let is_told = told.document.pointer(ORGANIZATIONS).is_some_and(Value::is_object);
        let of_one = errors.iter().all(|error| index(error).is_some());
        if is_told && of_one { Ok(told) } else { self.judge(question, told.heard) }
    }

    /// The organizations of a page that are denied, by their places on it.
    fn denials(&self, question: &Question, heard: &Heard, document: &Value) -> HashMap<u64, CloudFailure> {
        let now = self.pacing.now();
        let denial = |error| {
            let reason = graphql::reason(heard, error, question.needed, now);
            Some((index(error)?, self.explained_failure(heard, reason)))
        };
        graphql::errors(document).iter().filter_map(denial).collect()
    }
}

/// Where the organizations stand in an answer.
const ORGANIZATIONS: &str = "/data/enterprise/organizations";

/// Which organization of a page an error is about, by its `path`.
fn index(error: &Value) -> Option<u64> {
    let path = error.get("path")?.as_array()?;
    let [enterprise, organizations, nodes, index, ..] = &path[..] else { return None };
    let of_a_node = enterprise == "enterprise" && organizations == "organizations" && nodes == "nodes";
    index.as_u64().filter(|_| of_a_node)
}

/// A page of organizations.
#[derive(Default)]
struct Page {
    providers: Vec<Provider>,
    unknown: Vec<UnknownIdentities>,
    /// How many have no provider.
    without: u64,
    /// Where the next page begins.
    next: Option<String>,
}

/// Reads a page of organizations, some of which are denied.
fn page(
    document: &Value,
    denied: &HashMap<u64, CloudFailure>,
    failure: &dyn Fn(Reason) -> CloudFailure,
) -> Result<Page, Reason> {
    let connection = enterprise(document)?.need("organizations")?;
    let mut page = Page::default();
    for (place, organization) in (0..).zip(connection.need("nodes")?.list()?) {
        let login = organization.text_of("login");
        let of = login.map_or(IdentitiesOf::UnnamedOrganization, IdentitiesOf::Organization);
        let denial = match denied.get(&place) {
            Some(denied) => Some(denied.clone()),
            // GitHub's schema lets a node that may not be seen be `null`, and need not say why.
            None if organization.is_null() => Some(failure(Reason::Forbidden)),
            None => None,
        };
        match (denial, provider_of(&organization)) {
            (Some(failure), _) => page.unknown.push(UnknownIdentities { of, failure }),
            (None, Some(id)) => page.providers.push(Provider { of, id }),
            // To whoever is no owner of an organization, its provider is shown as none.
            (None, None) if organization.flag_of("viewerCanAdminister") == Some(false) => {
                let failure = failure(Reason::NotOrganizationOwner);
                page.unknown.push(UnknownIdentities { of, failure });
            }
            (None, None) => page.without += 1,
        }
    }
    page.next = next(&connection.need("pageInfo")?)?;
    Ok(page)
}

fn provider_of(organization: &At<'_>) -> Option<String> {
    organization.get("samlIdentityProvider")?.text_of("id")
}

/// Notes what the token may not see, and lets everything else fail.
fn keep_denial(
    found: &mut Identities,
    of: IdentitiesOf,
    asked: Result<(), CloudFailure>,
) -> Result<(), CloudFailure> {
    match asked {
        Err(failure) if failure.reason.is_denial() => {
            found.unknown.push(UnknownIdentities { of, failure });
            Ok(())
        }
        asked => asked,
    }
}
