//! Which identity providers an enterprise has: its own, and those of its organizations.

use std::collections::{HashMap, HashSet};

use serde_json::{Value, json};

use crate::cloud::{Cloud, Told};
use crate::enterprise::EnterpriseSlug;
use crate::failure::{CloudFailure, Reason};
use crate::graphql::{self, enterprise, next, owner_info};
use crate::identities::{IdentitiesOf, IdentitiesSoFar, UnknownIdentities};
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
            IdentitiesOf::Organizations | IdentitiesOf::Organization(_) => Scopes::ORGANIZATION,
        }
    }
}

/// Whose providers were asked for.
#[derive(Debug, Default)]
pub(crate) struct Listed {
    enterprise: bool,
    organizations: Organizations,
}

#[derive(Debug, Default)]
enum Organizations {
    #[default]
    NotAsked,
    /// The next page begins behind this cursor.
    After(String),
    All,
}

impl Cloud {
    /// Asks which providers there are, as far as that is not known.
    pub(crate) async fn list_providers(
        &self,
        slug: &EnterpriseSlug,
        so_far: &mut IdentitiesSoFar,
        waited: &Waited,
    ) -> Result<(), CloudFailure> {
        if !so_far.listed.enterprise {
            let asked = self.ask_enterprise(slug, so_far, waited).await;
            keep_denial(so_far, IdentitiesOf::Enterprise, asked)?;
            so_far.listed.enterprise = true;
        }
        let asked = self.ask_organizations(slug, so_far, waited).await;
        keep_denial(so_far, IdentitiesOf::Organizations, asked)?;
        so_far.listed.organizations = Organizations::All;
        Ok(())
    }

    async fn ask_enterprise(
        &self,
        slug: &EnterpriseSlug,
        so_far: &mut IdentitiesSoFar,
        waited: &Waited,
    ) -> Result<(), CloudFailure> {
        let question = self.graphql_question(OF_THE_ENTERPRISE, &json!({"slug": slug.as_str()}));
        let Told { heard, document } = self.told(&question, waited).await?;
        so_far.found.head = heard.head();
        let owner_info = owner_info(&document).map_err(|reason| self.explained_failure(&heard, reason))?;
        let ids = ["samlIdentityProvider", "oidcProvider"]
            .into_iter()
            .filter_map(|kind| owner_info.get(kind)?.text_of("id"));
        let providers: Vec<_> = ids.map(|id| Provider { of: IdentitiesOf::Enterprise, id }).collect();
        so_far.found.enterprise_has_none = providers.is_empty();
        so_far.providers.extend(providers);
        Ok(())
    }

    async fn ask_organizations(
        &self,
        slug: &EnterpriseSlug,
        so_far: &mut IdentitiesSoFar,
        waited: &Waited,
    ) -> Result<(), CloudFailure> {
        let mut seen = HashSet::new();
        for pages in 1..=PAGES {
            let after = match &so_far.listed.organizations {
                Organizations::NotAsked => None,
                Organizations::After(cursor) => Some(cursor),
                Organizations::All => return Ok(()),
            };
            let variables = json!({
                "slug": slug.as_str(), "organizations": ORGANIZATIONS_A_PAGE, "after": after,
            });
            let question = self.graphql_question(OF_ORGANIZATIONS, &variables).needing(Scopes::ORGANIZATION);
            let judge = |heard| self.judge_in_parts(&question, heard);
            let Told { heard, document } = self.ask_within(&question, waited, judge).await?;
            so_far.found.head = heard.head();
            let denied = self.denials(&question, &heard, &document);
            let next =
                take_organizations(&document, &denied, so_far).map_err(|reason| heard.failure(reason))?;
            let Some(cursor) = next else { return Ok(()) };
            if !seen.insert(cursor.clone()) {
                return Err(heard.failure(Reason::PagingDidNotEnd { pages }));
            }
            so_far.listed.organizations = Organizations::After(cursor);
        }
        Err(CloudFailure::new(Reason::PagingDidNotEnd { pages: PAGES }))
    }

    /// An answer in which some organizations may be refused, and the others told.
    fn judge_in_parts(&self, question: &Question, heard: Heard) -> Result<Told, CloudFailure> {
        let told = self.document(question, heard)?;
        let is_told = told.document.pointer(ORGANIZATIONS).is_some_and(Value::is_object);
        let of_one = graphql::errors(&told.document).iter().all(|error| index(error).is_some());
        if is_told && of_one { Ok(told) } else { self.judge(question, told.heard) }
    }

    /// The organizations of a page that are refused, by their places on it.
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

/// Takes a page of organizations, and gives where the next one begins.
fn take_organizations(
    document: &Value,
    denied: &HashMap<u64, CloudFailure>,
    so_far: &mut IdentitiesSoFar,
) -> Result<Option<String>, Reason> {
    let connection = enterprise(document)?.need("organizations")?;
    let found = &mut so_far.found;
    for (at, organization) in (0..).zip(connection.need("nodes")?.list()?) {
        let login = organization.text_of("login");
        let of = login.map_or(IdentitiesOf::Organizations, IdentitiesOf::Organization);
        match (denied.get(&at), provider_of(&organization)) {
            (Some(failure), _) => {
                found.unknown.push(UnknownIdentities { of, failure: failure.clone() });
            }
            (None, Some(id)) => so_far.providers.push_back(Provider { of, id }),
            // To whoever is no owner of an organization, its provider is shown as none.
            (None, None) if organization.flag_of("viewerCanAdminister") == Some(false) => {
                let failure = CloudFailure::new(Reason::NotOrganizationOwner);
                found.unknown.push(UnknownIdentities { of, failure });
            }
            (None, None) => found.organizations_without += u64::from(!organization.is_null()),
        }
    }
    next(&connection.need("pageInfo")?)
}

fn provider_of(organization: &At<'_>) -> Option<String> {
    organization.get("samlIdentityProvider")?.text_of("id")
}

/// Notes what the token may not see, and lets everything else fail.
fn keep_denial(
    so_far: &mut IdentitiesSoFar,
    of: IdentitiesOf,
    asked: Result<(), CloudFailure>,
) -> Result<(), CloudFailure> {
    match asked {
        Err(failure) if failure.reason.is_denial() => {
            so_far.found.unknown.push(UnknownIdentities { of, failure });
            Ok(())
        }
        asked => asked,
    }
}
