//! The practice enterprise against what GitHub publishes.
//!
//! The contracts are the npm packages `@octokit/openapi` and `@octokit/graphql-schema`, in the versions that
//! tests/contract/package.json pins; `make test` installs them. Without them these tests fail: a contract that nobody
//! looked at holds nothing.

// Helpers of tests may panic as tests do; clippy.toml allows it to the tests themselves only.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic)]

mod common;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::LazyLock;

use apollo_compiler::validation::Valid;
use apollo_compiler::{ExecutableDocument, Schema};
use common::World;
use practice::{Options, Scenario, samples};
use serde_json::{Map, Value, json};

/// A file of a package under `tests/contract/node_modules`.
fn published(file: &str) -> String {
    let packages = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../tests/contract/node_modules");
    let path = PathBuf::from(packages).join(file);
    std::fs::read_to_string(&path).unwrap_or_else(|error| {
        panic!(
            "{} cannot be read ({error}): `make test` installs it (npm ci in tests/contract)",
            path.display()
        )
    })
}

/// The published description of Enterprise Cloud's REST API.
struct Rest(Value);

/// Read once: it is large.
static REST: LazyLock<Rest> = LazyLock::new(|| {
    let text = published("@octokit/openapi/generated/ghec.json");
    Rest(serde_json::from_str(&text).expect("the description is JSON"))
});

impl Rest {
    fn get(&self, path: &str) -> &Value {
        let operation = &self.0["paths"][path]["get"];
        assert!(operation.is_object(), "{path} is published");
        operation
    }

    /// The JSON Schema of the 200 answer of an operation.
    fn answer_schema(&self, path: &str) -> Value {
        self.json_schema(&self.get(path)["responses"]["200"]["content"]["application/json"]["schema"])
    }

    /// `OpenAPI` 3.0 as JSON Schema: references resolved, `nullable` as another type.
    fn json_schema(&self, schema: &Value) -> Value {
        match schema {
            Value::Object(fields) => {
                if let Some(reference) = fields.get("$ref").and_then(Value::as_str) {
                    let pointer = reference.strip_prefix('#').expect("references stay in the document");
                    return self.json_schema(self.0.pointer(pointer).expect("the reference leads somewhere"));
                }
                let mut fields: Map<String, Value> =
                    fields.iter().map(|(key, value)| (key.clone(), self.json_schema(value))).collect();
                if fields.remove("nullable") == Some(json!(true)) {
                    let kind = fields["type"].clone();
                    fields.insert("type".to_owned(), json!([kind, "null"]));
                }
                Value::Object(fields)
            }
            Value::Array(values) => values.iter().map(|value| self.json_schema(value)).collect(),
            other => other.clone(),
        }
    }
}

/// Holds an answer against a schema: it validates, and wherever the schema names properties, all of them are there.
fn hold(schema: &Value, answer: &Value, what: &str) {
    let validator = jsonschema::validator_for(schema).expect("the schema is one");
    let faults: Vec<String> =
        validator.iter_errors(answer).map(|fault| format!("{}: {fault}", fault.instance_path())).collect();
    assert!(faults.is_empty(), "{what} does not validate: {faults:#?}");
    hold_every_property(schema, answer, what);
}

fn hold_every_property(schema: &Value, answer: &Value, at: &str) {
    if let (Some(properties), Some(fields)) = (schema["properties"].as_object(), answer.as_object()) {
        for (name, schema) in properties {
            assert!(fields.contains_key(name), "{at} has no {name}, which GitHub publishes");
            hold_every_property(schema, &fields[name], &format!("{at}.{name}"));
        }
    }
    if let (schema @ Value::Object(_), Some(rows)) = (&schema["items"], answer.as_array()) {
        for (index, row) in rows.iter().enumerate() {
            hold_every_property(schema, row, &format!("{at}[{index}]"));
        }
    }
}

/// The practice enterprise in every state that changes its answers, one after the other.
async fn in_every_state(mut look: impl AsyncFnMut(&World, &str)) {
    let world = World::start().await;
    look(&world, "before any upload").await;
    for sample in samples() {
        world.taken(sample.name, &sample.bytes).await;
        look(&world, &format!("{} pending", sample.name)).await;
        world.clock.advance(10);
        look(&world, &format!("{} counted", sample.name)).await;
    }
    world.taken("wrong.json", b"no export").await;
    world.clock.advance(10);
    look(&world, "after a failure").await;
    world.taken("sealed.json", br#"{"host_name":"other.example","users":"c2VhbGVk"}"#).await;
    world.clock.advance(10);
    look(&world, "after a list that was sealed elsewhere").await;
}

#[tokio::test]
async fn consumed_licenses_are_as_published() {
    let schema = REST.answer_schema("/enterprises/{enterprise}/consumed-licenses");
    let row = schema["properties"]["users"]["items"]["properties"].as_object().expect("a row is published");
    assert!(row.len() >= 18, "the published row is known whole: {row:?}");
    in_every_state(async |world, state| {
        let mut rows = 0;
        for page in 1.. {
            let path = format!("/enterprises/practice/consumed-licenses?per_page=100&page={page}");
            let answer = world.json(&path).await;
            hold(&schema, &answer, &format!("{state}, page {page}"));
            let users = answer["users"].as_array().expect("rows");
            for row in users {
                let observed = row.get("enterprise_server_primary_emails");
                assert!(observed.is_some_and(Value::is_array), "{state}: the key that real answers have");
            }
            rows += users.len();
            if users.is_empty() {
                assert_eq!(rows, answer["total_seats_consumed"], "{state}: a row for every license");
                break;
            }
        }
    })
    .await;
}

#[tokio::test]
async fn visual_studio_subscriptions_are_as_published() {
    let schema = REST.answer_schema("/enterprises/{enterprise}/visual-studio-subscriptions");
    let world = World::start().await;
    let answer = world.json("/enterprises/practice/visual-studio-subscriptions?per_page=100").await;
    hold(&schema, &answer, "subscriptions");
    let rows = answer["visual_studio_subscriptions"].as_array().expect("rows");
    assert!(rows.len() > 5, "some people have one: {}", rows.len());
    assert_eq!(answer["total_count"], rows.len(), "all of them");
}

#[tokio::test]
async fn the_license_sync_status_is_as_published() {
    let schema = REST.answer_schema("/enterprises/{enterprise}/license-sync-status");
    in_every_state(async |world, state| {
        hold(&schema, &world.json("/enterprises/practice/license-sync-status").await, state);
    })
    .await;
}

#[tokio::test]
async fn a_servers_license_is_as_published() {
    let text = published("@octokit/openapi/generated/ghes-3.19.json");
    let server = Rest(serde_json::from_str(&text).expect("the description is JSON"));
    let schema = server.answer_schema("/enterprise/settings/license");
    let world = World::start().await;
    hold(&schema, &world.json("/api/v3/enterprise/settings/license").await, "a license");
}

#[tokio::test]
async fn refusals_are_as_published() {
    let schema = REST.json_schema(&json!({"$ref": "#/components/schemas/basic-error"}));
    for scenario in [
        Scenario::Unauthorized,
        Scenario::Forbidden,
        Scenario::MissingScope,
        Scenario::NotFound,
        Scenario::RateLimited,
        Scenario::ServerError,
    ] {
        let world = World::with(|options| Options { scenario, ..options }).await;
        let response = world.get("/enterprises/practice/consumed-licenses").send().await.expect("an answer");
        assert!(!response.status().is_success(), "{scenario} refuses");
        let answer: Value = response.json().await.expect("JSON");
        let validator = jsonschema::validator_for(&schema).expect("the schema is one");
        assert!(validator.is_valid(&answer), "{scenario}: {answer}");
        // `url` is published too and GitHub leaves it out of these.
        for name in ["message", "documentation_url", "status"] {
            assert!(answer[name].is_string(), "{scenario} has no {name}: {answer}");
        }
    }
}

#[test]
fn a_wrong_answer_would_be_noticed() {
    let schema = REST.answer_schema("/enterprises/{enterprise}/license-sync-status");
    let refused = |answer: Value| std::panic::catch_unwind(|| hold(&schema, &answer, "wrong")).is_err();
    assert!(refused(json!({"server_instances": [{"server_id": 1}]})), "a wrong type");
    assert!(
        refused(json!({"server_instances": [{"server_id": "a", "hostname": "b"}]})),
        "a missing property"
    );
    assert!(
        refused(json!({"server_instances": [{"server_id": "a", "hostname": "b", "last_sync": null}]})),
        "a null"
    );
}

/// The published GraphQL schema. In the pinned version two fields of `EnterpriseOwnerInfo` are printed twice, the same both
/// times; nothing else may be wrong with it.
static GITHUB: LazyLock<Valid<Schema>> = LazyLock::new(|| {
    let text = published("@octokit/graphql-schema/schema.graphql");
    Schema::parse_and_validate(text, "schema.graphql").unwrap_or_else(|faults| {
        for fault in faults.errors.iter() {
            let fault = fault.error.to_string();
            let is_known = fault.starts_with("duplicate definitions for the `repositoryDeployKeySetting")
                && fault.ends_with("field of object type `EnterpriseOwnerInfo`");
            assert!(is_known, "the published schema holds: {fault}");
        }
        Valid::assume_valid(faults.partial)
    })
});

/// What the practice enterprise tells of its own schema.
async fn served(world: &World) -> Vec<Value> {
    let reference =
        "kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } }";
    let query = format!(
        "{{ __schema {{ types {{ kind name interfaces {{ name }} enumValues {{ name }}
            fields {{ name type {{ {reference} }} args {{ name defaultValue type {{ {reference} }} }} }}
            inputFields {{ name defaultValue type {{ {reference} }} }} }} }} }}"
    );
    let answer = world.graphql(&query, json!({})).await;
    let types = answer["data"]["__schema"]["types"].as_array().expect("types").clone();
    let own = |kind: &Value| !kind["name"].as_str().is_some_and(|name| name.starts_with("__"));
    types.into_iter().filter(own).collect()
}

/// A type reference as GraphQL writes it.
fn written(reference: &Value) -> String {
    match reference["kind"].as_str() {
        Some("NON_NULL") => format!("{}!", written(&reference["ofType"])),
        Some("LIST") => format!("[{}]", written(&reference["ofType"])),
        _ => reference["name"].as_str().expect("a named type").to_owned(),
    }
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

fn name(value: &Value) -> &str {
    value["name"].as_str().expect("a name")
}

/// The parts of a default value, without the spaces and the order of keys in which printers differ.
fn parts(text: &str) -> BTreeSet<String> {
    let text: String = text.chars().filter(|character| !character.is_whitespace()).collect();
    text.trim_matches(['{', '}']).split(',').filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

#[tokio::test]
async fn every_type_field_and_argument_is_github_s() {
    let mut compared = 0;
    for kind in served(&World::start().await).await {
        let type_name = name(&kind);
        match kind["kind"].as_str() {
            Some("OBJECT") => {
                let theirs =
                    GITHUB.get_object(type_name).unwrap_or_else(|| panic!("{type_name} is an object"));
                for interface in list(&kind, "interfaces") {
                    let is_theirs =
                        theirs.implements_interfaces.iter().any(|one| one.as_str() == name(interface));
                    assert!(is_theirs, "{type_name} implements {}", name(interface));
                }
                compared += compare_fields(type_name, &kind, &theirs.fields);
            }
            Some("INTERFACE") => {
                let theirs =
                    GITHUB.get_interface(type_name).unwrap_or_else(|| panic!("{type_name} is an interface"));
                compared += compare_fields(type_name, &kind, &theirs.fields);
            }
            Some("ENUM") => {
                let theirs = GITHUB.get_enum(type_name).unwrap_or_else(|| panic!("{type_name} is an enum"));
                let ours: BTreeSet<_> = list(&kind, "enumValues").iter().map(name).collect();
                let theirs: BTreeSet<_> = theirs.values.keys().map(apollo_compiler::Name::as_str).collect();
                assert_eq!(ours, theirs, "{type_name} has GitHub's values, all of them");
            }
            Some("INPUT_OBJECT") => {
                let theirs =
                    GITHUB.get_input_object(type_name).unwrap_or_else(|| panic!("{type_name} is an input"));
                let ours = list(&kind, "inputFields");
                assert_eq!(ours.len(), theirs.fields.len(), "{type_name} has GitHub's fields, all of them");
                for field in ours {
                    let their = theirs
                        .fields
                        .get(name(field))
                        .unwrap_or_else(|| panic!("{type_name}.{}", name(field)));
                    assert_eq!(written(&field["type"]), their.ty.to_string(), "{type_name}.{}", name(field));
                }
            }
            Some("SCALAR") => assert!(GITHUB.get_scalar(type_name).is_some(), "{type_name} is a scalar"),
            other => panic!("{type_name} is {other:?}, which this test does not compare"),
        }
    }
    assert!(compared > 60, "it compared the schema and not an empty list: {compared} fields");
}

fn compare_fields(
    type_name: &str,
    kind: &Value,
    theirs: &apollo_compiler::collections::IndexMap<
        apollo_compiler::Name,
        apollo_compiler::schema::Component<apollo_compiler::ast::FieldDefinition>,
    >,
) -> usize {
    let ours = list(kind, "fields");
    for field in ours {
        let at = format!("{type_name}.{}", name(field));
        let their = theirs.get(name(field)).unwrap_or_else(|| panic!("{at} is GitHub's"));
        assert_eq!(written(&field["type"]), their.ty.to_string(), "the type of {at}");
        let arguments: BTreeSet<_> = list(field, "args").iter().map(name).collect();
        let theirs: BTreeSet<_> = their.arguments.iter().map(|argument| argument.name.as_str()).collect();
        assert_eq!(arguments, theirs, "{at} takes GitHub's arguments, all of them");
        for argument in list(field, "args") {
            let at = format!("{at}({})", name(argument));
            let their = their.argument_by_name(name(argument)).expect("compared above");
            assert_eq!(written(&argument["type"]), their.ty.to_string(), "the type of {at}");
            let ours = argument["defaultValue"].as_str().map(parts);
            let theirs = their.default_value.as_ref().map(|value| parts(&value.to_string()));
            assert_eq!(ours, theirs, "the default of {at}");
        }
    }
    ours.len()
}

/// The question by which an upload is verified.
const VERIFICATION: &str = "query($slug: String!, $c: String) { enterprise(slug: $slug) { ownerInfo {
    enterpriseServerInstallations(first: 50, after: $c) { pageInfo { hasNextPage endCursor } nodes {
        id hostName customerName isConnected updatedAt
        userAccounts(first: 1) { totalCount }
        userAccountsUploads(first: 5) { nodes { id name syncState createdAt updatedAt } } } } } } }";

/// Everything that is served, in one question.
const EVERYTHING: &str = "query($slug: String!, $id: ID!) { viewer { id login } node(id: $id) { __typename id }
    enterprise(slug: $slug) { id slug name ownerInfo {
    enterpriseServerInstallations(first: 100, connectedOnly: false, orderBy: {field: CREATED_AT, direction: ASC}) {
        totalCount pageInfo { endCursor hasNextPage hasPreviousPage startCursor } edges { cursor node { id } } nodes {
            id hostName customerName isConnected createdAt updatedAt
            userAccounts(first: 100, orderBy: {field: REMOTE_CREATED_AT, direction: DESC}) {
                totalCount pageInfo { endCursor } edges { cursor node { id } } nodes {
                    id login profileName isSiteAdmin remoteUserId remoteCreatedAt createdAt updatedAt
                    enterpriseServerInstallation { id }
                    emails(first: 10, orderBy: {field: EMAIL, direction: ASC}) { totalCount edges { cursor }
                        nodes { id email isPrimary createdAt updatedAt userAccount { id } } } } }
            userAccountsUploads(first: 100, orderBy: {field: CREATED_AT, direction: DESC}) {
                totalCount edges { cursor } nodes { id name syncState createdAt updatedAt enterprise { slug }
                    enterpriseServerInstallation { id } } } } }
    samlIdentityProvider { id enterprise { id } externalIdentities(first: 100, membersOnly: true) {
        totalCount pageInfo { endCursor hasNextPage } edges { cursor node { id } } nodes {
            id guid user { id login } samlIdentity { nameId username emails { value primary type } attributes { name value } }
            scimIdentity { username emails { value } } } } }
    oidcProvider { id providerType externalIdentities(first: 1) { totalCount } } }
    organizations(first: 100, query: \"practice\", orderBy: {field: LOGIN, direction: ASC}) { totalCount pageInfo { hasNextPage } nodes {
        id login viewerCanAdminister samlIdentityProvider { id organization { id } externalIdentities(first: 100) {
            totalCount nodes { id guid user { id } scimIdentity { username } } } } } } } }";

#[tokio::test]
async fn questions_that_are_answered_are_valid_at_github() {
    for question in [VERIFICATION, EVERYTHING] {
        ExecutableDocument::parse_and_validate(&GITHUB, question, "question.graphql")
            .unwrap_or_else(|faults| panic!("{}", faults.errors));
    }
    assert!(
        ExecutableDocument::parse_and_validate(&GITHUB, "{ viewer { seats } }", "wrong.graphql").is_err(),
        "the validator notices what is not GitHub's"
    );
    in_every_state(async |world, state| {
        let id = "RW50ZXJwcmlzZVNlcnZlckluc3RhbGxhdGlvbjox"; // EnterpriseServerInstallation:1
        for question in [VERIFICATION, EVERYTHING] {
            let answer = world.graphql(question, json!({"slug": "practice", "id": id})).await;
            assert!(answer.get("errors").is_none(), "{state}: {}", answer["errors"]);
            let all = &answer["data"]["enterprise"]["ownerInfo"]["enterpriseServerInstallations"]["nodes"];
            for node in all.as_array().expect("nodes") {
                let node_id = &node["id"];
                let found =
                    world.graphql("query($id: ID!) { node(id: $id) { id } }", json!({"id": node_id})).await;
                assert_eq!(&found["data"]["node"]["id"], node_id, "{state}: an id leads back to its object");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn every_id_leads_back_to_its_object() {
    let world = World::start().await;
    for sample in samples() {
        world.taken(sample.name, &sample.bytes).await;
        world.clock.advance(10);
    }
    let id = "RW50ZXJwcmlzZVNlcnZlckluc3RhbGxhdGlvbjox";
    let answer = world.graphql(EVERYTHING, json!({"slug": "practice", "id": id})).await;
    let mut ids = BTreeSet::new();
    collect_ids(&answer["data"], &mut ids);
    assert!(ids.len() > 300, "accounts, e-mails, uploads and servers: {}", ids.len());
    for id in ids {
        let found = world.graphql("query($id: ID!) { node(id: $id) { id } }", json!({"id": id})).await;
        assert_eq!(found["data"]["node"]["id"], id, "{found}");
    }
}

fn collect_ids(value: &Value, ids: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            ids.extend(fields.get("id").and_then(Value::as_str).map(str::to_owned));
            fields.values().for_each(|value| collect_ids(value, ids));
        }
        Value::Array(values) => values.iter().for_each(|value| collect_ids(value, ids)),
        _ => {}
    }
}
