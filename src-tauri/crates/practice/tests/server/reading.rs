//! What is answered to questions: pages, totals, cursors, errors.

use std::collections::BTreeSet;

use crate::common::{self, World};
use serde_json::{Value, json};

const LICENSES: &str = "/enterprises/practice/consumed-licenses";

fn linked(response: &reqwest::Response, relation: &str) -> Option<String> {
    let link = response.headers().get("link")?.to_str().expect("text");
    let wanted = format!("rel=\"{relation}\"");
    let part = link.split(", ").find(|part| part.ends_with(&wanted))?;
    Some(part[1..part.find('>').expect("an address in brackets")].to_owned())
}

#[tokio::test]
async fn following_next_gives_every_row_once() {
    let world = World::start().await;
    let mut url = world.url(&format!("{LICENSES}?per_page=100"));
    let (mut pages, mut logins) = (0, Vec::new());
    loop {
        let response = world.client.get(&url).bearer_auth(common::TOKEN).send().await.expect("an answer");
        let next = linked(&response, "next");
        assert_eq!(
            linked(&response, "first").is_some(),
            pages > 0,
            "first is linked from all pages but the first"
        );
        let page: Value = response.json().await.expect("JSON");
        assert_eq!(page["total_seats_consumed"], 481, "the total stands on page {pages}");
        assert_eq!(page["total_seats_purchased"], 600, "and so does what was bought");
        for row in page["users"].as_array().expect("a list") {
            let key = if row["github_com_login"] == "" {
                &row["enterprise_server_user_ids"][0]
            } else {
                &row["github_com_login"]
            };
            logins.push(key.as_str().expect("a login or a server account").to_owned());
        }
        pages += 1;
        let Some(next) = next else { break };
        assert!(next.starts_with(&world.practice.base_url()), "links stay on this origin");
        url = next;
    }
    assert_eq!(pages, 5, "481 rows in hundreds");
    assert_eq!(logins.len(), 481, "every row");
    assert_eq!(logins.iter().collect::<BTreeSet<_>>().len(), 481, "none twice");
}

#[tokio::test]
async fn pages_have_30_rows_unless_asked_and_never_more_than_100() {
    let world = World::start().await;
    for (query, rows) in
        [("", 30), ("?per_page=7", 7), ("?per_page=101", 100), ("?page=99", 0), ("?per_page=-1", 30)]
    {
        let answer = world.json(&format!("{LICENSES}{query}")).await;
        assert_eq!(answer["users"].as_array().map(Vec::len), Some(rows), "{query:?}");
    }
}

#[tokio::test]
async fn what_is_known_already_is_not_sent_again() {
    let world = World::start().await;
    let response = world.get(LICENSES).send().await.expect("an answer");
    let etag = response.headers()["etag"].clone();
    let again = world.get(LICENSES).header("If-None-Match", &etag).send().await.expect("an answer");
    assert_eq!(again.status(), 304, "nothing has changed");
    assert_eq!(again.headers()["etag"], etag, "the same tag");
    let other = world
        .get(&format!("{LICENSES}?page=2"))
        .header("If-None-Match", &etag)
        .send()
        .await
        .expect("an answer");
    assert_eq!(other.status(), 200, "another page is another answer");
}

#[tokio::test]
async fn the_server_that_connect_syncs_is_there_from_the_start() {
    let world = World::start().await;
    let row = world.sync_status("build.practice.example").await.expect("a row");
    assert_eq!(
        row["last_sync"],
        json!({"date": "2026-11-23T03:20:00Z", "status": "success", "error": ""}),
        "the last Monday before the practice clock's time"
    );
    let answer = world
        .graphql(
            "{ enterprise(slug: \"practice\") { slug name ownerInfo {
                enterpriseServerInstallations(first: 10, connectedOnly: true) { totalCount nodes { hostName isConnected } } } } }",
            json!({}),
        )
        .await;
    assert_eq!(answer["data"]["enterprise"]["slug"], "practice", "the slug");
    let connected = &answer["data"]["enterprise"]["ownerInfo"]["enterpriseServerInstallations"];
    assert_eq!(connected["totalCount"], 1, "one server is connected");
    assert_eq!(connected["nodes"][0]["hostName"], "build.practice.example", "this one");
}

#[tokio::test]
async fn cursors_lead_through_all_accounts_both_ways() {
    let world = World::start().await;
    let sample = common::open_sample();
    world.taken("lab.json", &sample.bytes).await;
    world.clock.advance(10);
    let id = world.installation(sample.host_name).await.expect("the server")["id"].clone();
    let query = "query($id: ID!, $first: Int, $after: String, $last: Int, $before: String) { node(id: $id) {
        ... on EnterpriseServerInstallation { userAccounts(first: $first, after: $after, last: $last, before: $before) {
            totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
            edges { cursor node { login } }
            nodes { login remoteUserId profileName isSiteAdmin remoteCreatedAt emails(first: 5) { totalCount nodes { email isPrimary } } } } } } }";
    let mut forward = Vec::new();
    let mut after = Value::Null;
    loop {
        let answer = world.graphql(query, json!({"id": id, "first": 100, "after": after})).await;
        let page = &answer["data"]["node"]["userAccounts"];
        assert_eq!(page["totalCount"], sample.accounts, "the total stands on every page: {answer}");
        forward.extend(logins(page));
        assert_eq!(
            page["edges"].as_array().expect("edges").last().expect("one")["cursor"],
            page["pageInfo"]["endCursor"]
        );
        if page["pageInfo"]["hasNextPage"] == false {
            break;
        }
        after = page["pageInfo"]["endCursor"].clone();
    }
    assert_eq!(forward.len(), sample.accounts, "every account");
    let sorted: BTreeSet<_> = forward.iter().cloned().collect();
    assert_eq!(forward, sorted.into_iter().collect::<Vec<_>>(), "each once, by login");
    let mut backward: Vec<String> = Vec::new();
    let mut before = Value::Null;
    loop {
        let answer = world.graphql(query, json!({"id": id, "last": 70, "before": before})).await;
        let page = &answer["data"]["node"]["userAccounts"];
        backward.splice(0..0, logins(page));
        if page["pageInfo"]["hasPreviousPage"] == false {
            break;
        }
        before = page["pageInfo"]["startCursor"].clone();
    }
    assert_eq!(backward, forward, "the other way gives the same list");
}

fn logins(page: &Value) -> Vec<String> {
    let nodes = page["nodes"].as_array().expect("nodes");
    nodes.iter().map(|node| node["login"].as_str().expect("a login").to_owned()).collect()
}

#[tokio::test]
async fn graphql_refuses_as_github_does() {
    let world = World::start().await;
    let installations = |arguments: &str| {
        format!(
            "{{ enterprise(slug: \"practice\") {{ ownerInfo {{ enterpriseServerInstallations{arguments} {{ totalCount }} }} }} }}"
        )
    };
    for (query, kind) in [
        (installations(""), "MISSING_PAGINATION_BOUNDARIES"),
        (installations("(first: 101)"), "EXCESSIVE_PAGINATION"),
        (installations("(first: 0)"), "ARGUMENT_LIMIT"),
        (installations("(last: -1)"), "ARGUMENT_LIMIT"),
        (installations("(first: 1, after: \"nonsense\")"), "INVALID_CURSOR_ARGUMENTS"),
        ("{ enterprise(slug: \"other\") { name } }".to_owned(), "NOT_FOUND"),
        ("{ node(id: \"nonsense\") { id } }".to_owned(), "NOT_FOUND"),
    ] {
        let answer = world.graphql(&query, json!({})).await;
        assert_eq!(answer["errors"][0]["type"], kind, "{query} gives {answer}");
        assert!(
            answer["errors"][0]["message"].as_str().is_some_and(|message| !message.is_empty()),
            "with words"
        );
    }
    let other = world.graphql("{ enterprise(slug: \"other\") { name } viewer { login } }", json!({})).await;
    assert_eq!(other["data"]["enterprise"], Value::Null, "the rest is still answered");
    assert_eq!(other["data"]["viewer"]["login"], "practice-admin", "whose token it is");
    let unknown = world.graphql("{ enterprise(slug: \"practice\") { seats } }", json!({})).await;
    assert!(
        unknown["errors"][0]["message"].as_str().expect("words").contains("seats"),
        "an unknown field is named"
    );
    let circle = "enterpriseServerInstallation { userAccounts(first: 1) { nodes { ".repeat(7);
    let deep = format!(
        "{{ enterprise(slug: \"practice\") {{ ownerInfo {{ enterpriseServerInstallations(first: 1) {{ nodes {{
            userAccounts(first: 1) {{ nodes {{ {circle} id {} }} }} }} }} }} }} }}",
        "} } } ".repeat(7)
    );
    let answer = world.graphql(&deep, json!({})).await;
    assert_eq!(answer["errors"][0]["message"], "Query is nested too deep.", "a question in circles");
    let garbage = world.client.post(world.url("/graphql")).bearer_auth(common::TOKEN).body("{").send().await;
    assert_eq!(garbage.expect("an answer").status(), 400, "no JSON");
}

#[tokio::test]
async fn lists_come_in_the_order_that_is_asked() {
    let world = World::start().await;
    for sample in practice::samples() {
        world.taken(sample.name, &sample.bytes).await;
        world.clock.advance(10);
    }
    let hosts = async |order: &str| {
        let query = format!(
            "{{ enterprise(slug: \"practice\") {{ ownerInfo {{ enterpriseServerInstallations(first: 10{order}) {{
                nodes {{ hostName }} }} }} }} }}"
        );
        let answer = world.graphql(&query, json!({})).await;
        let nodes =
            answer["data"]["enterprise"]["ownerInfo"]["enterpriseServerInstallations"]["nodes"].clone();
        nodes
            .as_array()
            .expect("nodes")
            .iter()
            .map(|node| node["hostName"].as_str().expect("a host").to_owned())
            .collect::<Vec<_>>()
    };
    let (build, lab, main) = ("build.practice.example", "ghes-lab.practice.example", "ghes.practice.example");
    assert_eq!(hosts("").await, [build, lab, main], "by host name unless asked");
    assert_eq!(
        hosts(", orderBy: {field: HOST_NAME, direction: DESC}").await,
        [main, lab, build],
        "turned around"
    );
    assert_eq!(
        hosts(", orderBy: {field: CREATED_AT, direction: ASC}").await,
        [build, main, lab],
        "by when it came"
    );
}

#[tokio::test]
async fn identities_of_the_enterprise_and_of_an_organization_are_those_of_its_people() {
    let world = World::start().await;
    let query = "query($slug: String!, $after: String) { enterprise(slug: $slug) {
        ownerInfo { samlIdentityProvider { externalIdentities(first: 100, after: $after) {
            totalCount pageInfo { hasNextPage endCursor } nodes { user { login } samlIdentity { nameId } scimIdentity { username } } } } }
        organizations(first: 10) { nodes { login samlIdentityProvider { externalIdentities(first: 1) {
            totalCount nodes { samlIdentity { nameId } scimIdentity { username emails { value } } } } } } } } }";
    let mut logins = BTreeSet::new();
    let mut after = Value::Null;
    let total = loop {
        let answer = world.graphql(query, json!({"slug": "practice", "after": after})).await;
        let enterprise = &answer["data"]["enterprise"];
        let page = &enterprise["ownerInfo"]["samlIdentityProvider"]["externalIdentities"];
        for node in page["nodes"].as_array().expect("identities") {
            assert!(node["samlIdentity"]["nameId"].as_str().is_some_and(|email| email.ends_with(".example")));
            assert_eq!(node["scimIdentity"], Value::Null, "the enterprise provisions nobody: {node}");
            logins.insert(node["user"]["login"].as_str().expect("a login").to_owned());
        }
        let organizations = enterprise["organizations"]["nodes"].as_array().expect("organizations");
        let own: Vec<_> = organizations.iter().filter(|one| !one["samlIdentityProvider"].is_null()).collect();
        assert_eq!(own.len(), 1, "one organization has a provider of its own: {organizations:?}");
        let first = &own[0]["samlIdentityProvider"]["externalIdentities"]["nodes"][0];
        assert_eq!(
            first["scimIdentity"]["username"], first["samlIdentity"]["nameId"],
            "by SCIM as well: {first}"
        );
        if page["pageInfo"]["hasNextPage"] == false {
            break page["totalCount"].clone();
        }
        after = page["pageInfo"]["endCursor"].clone();
    };
    assert_eq!(total, logins.len(), "everybody once");
    let rows = world.json("/enterprises/practice/consumed-licenses?per_page=100").await;
    for row in rows["users"]
        .as_array()
        .expect("rows")
        .iter()
        .filter(|row| row["github_com_saml_name_id"].is_string())
    {
        let login = row["github_com_login"].as_str().expect("a login");
        assert!(logins.contains(login), "whom the report tells a NameID of has an identity");
    }
}

#[tokio::test]
async fn subscriptions_come_page_by_page_and_may_be_those_that_nobody_is_matched_to() {
    let world = World::start().await;
    let path = "/enterprises/practice/visual-studio-subscriptions";
    let all = world.json(&format!("{path}?per_page=100")).await;
    let total = all["total_count"].as_u64().expect("a number");
    let second = world.json(&format!("{path}?per_page=3&page=2")).await;
    let rows = second["visual_studio_subscriptions"].as_array().expect("rows");
    assert_eq!(
        rows[..],
        all["visual_studio_subscriptions"].as_array().expect("rows")[3..6],
        "the second three"
    );
    assert_eq!(second["total_count"], total, "the total stands on every page");
    let unmatched = world.json(&format!("{path}?is_unmatched_only=true")).await;
    let is_unmatched = |row: &&serde_json::Value| row["username"].is_null();
    let alone: Vec<_> =
        all["visual_studio_subscriptions"].as_array().expect("rows").iter().filter(is_unmatched).collect();
    assert_eq!(alone.len(), 1, "one is matched to nobody");
    assert_eq!(unmatched["visual_studio_subscriptions"], serde_json::json!(alone), "and is told alone");
    assert_eq!(unmatched["total_count"], 1, "with a total of its own");
}

#[tokio::test]
async fn a_report_of_a_server_is_made_in_the_background_and_lists_its_accounts() {
    let world = World::start().await;
    let report = async |name: &str| {
        let asked = world.client.get(world.url(&format!("/stafftools/reports/{name}")));
        asked.basic_auth("practice-admin", Some(common::TOKEN)).send().await.expect("an answer")
    };
    for name in ["all_users.csv", "active_users.csv", "dormant_users.csv", "suspended_users.csv"] {
        assert_eq!(report(name).await.status(), 202, "{name} is being made");
        assert_eq!(report(name).await.status(), 202, "{name} still is");
    }
    world.clock.advance(3);
    let mut rows = Vec::new();
    for (name, wanted) in [
        ("all_users.csv", usage::ReportScope::All),
        ("active_users.csv", usage::ReportScope::Active),
        ("dormant_users.csv", usage::ReportScope::Dormant),
        ("suspended_users.csv", usage::ReportScope::Suspended),
    ] {
        let response = report(name).await;
        assert_eq!(response.headers()["content-type"], "text/csv; charset=utf-8", "{name} is a table");
        let table = response.bytes().await.expect("a body");
        let reading =
            usage::reader::read(&mut &*table, None, &usage::reader::Unwatched).expect("bytes in memory");
        assert_eq!(reading.kind, usage::Kind::GhesUsersCsv, "{name}");
        assert!(
            reading.report.expect("a report").possible.contains(&wanted),
            "{name} lists what its name says"
        );
        let usage::Accounts::Open(counts) = reading.accounts else { panic!("{name} lists accounts") };
        rows.push(counts.total);
    }
    assert_eq!(rows[0], rows[1] + rows[2] + rows[3], "nobody is in two of the others, or in none: {rows:?}");
    assert_eq!(report("all_repositories.csv").await.status(), 404, "no other report");
    let wrong =
        world.client.get(world.url("/stafftools/reports/all_users.csv")).basic_auth("mona", Some("wrong"));
    assert_eq!(wrong.send().await.expect("an answer").status(), 401, "the password is the token");
}

#[tokio::test]
async fn each_server_answers_for_itself_at_an_address_of_its_own() {
    let world = World::start().await;
    let table = async |host: &str| {
        let url = format!(
            "{}/stafftools/reports/all_users.csv",
            world.practice.server_url(host).expect("an address")
        );
        let asked = || world.client.get(&url).basic_auth("practice-admin", Some(common::TOKEN)).send();
        assert_eq!(asked().await.expect("an answer").status(), 202, "{host} makes it first");
        world.clock.advance(3);
        asked().await.expect("an answer").text().await.expect("a table")
    };
    let tables = [
        table("build.practice.example").await,
        table("ghes.practice.example").await,
        table("GHES-lab.practice.example").await,
    ];
    let mut lengths: Vec<usize> = tables.iter().map(|table| table.lines().count()).collect();
    lengths.dedup();
    assert_eq!(lengths.len(), 3, "each lists its own accounts: {lengths:?}");
    let url = world.practice.server_url("ghes.practice.example").expect("an address");
    let elsewhere = world.client.get(format!("{url}/enterprises/practice/consumed-licenses"));
    let elsewhere = elsewhere.bearer_auth(common::TOKEN).send().await.expect("an answer");
    assert_eq!(elsewhere.status(), 404, "a server is no enterprise");
    assert_eq!(world.practice.server_url("github.com"), None, "and no other host is one of them");
}
