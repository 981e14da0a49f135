//! The page on which a person hands a file over.

use reqwest::multipart::{Form, Part};
use reqwest::{Response, StatusCode};

use crate::common::{TOKEN, World, sealed_sample};

const PAGE: &str = "/enterprises/practice";

/// Signs in; the session's cookie.
async fn signed_in(world: &World) -> String {
    let answer = post(world, "/session").body(format!("token={TOKEN}")).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::SEE_OTHER, "back to the page");
    let cookie = answer.headers()["set-cookie"].to_str().unwrap().to_owned();
    for attribute in ["HttpOnly", "SameSite=Strict"] {
        assert!(cookie.contains(attribute), "{attribute}: no script and no other site has the session");
    }
    assert!(!cookie.contains(TOKEN), "the token stays out of it");
    cookie.split(';').next().unwrap().to_owned()
}

fn post(world: &World, path: &str) -> reqwest::RequestBuilder {
    world.client.post(world.url(&format!("{PAGE}{path}")))
}

fn form(name: &str, bytes: &[u8]) -> Form {
    Form::new().part("file", Part::bytes(bytes.to_vec()).file_name(name.to_owned()))
}

async fn text(answer: Response) -> String {
    let policy = answer.headers()["content-security-policy"].to_str().unwrap();
    assert!(policy.starts_with("default-src 'none';"), "no script runs on it: {policy}");
    answer.text().await.unwrap()
}

#[tokio::test]
async fn a_file_goes_by_the_page_as_it_stands_and_is_listed_under_its_name() {
    let world = World::start().await;
    let session = signed_in(&world).await;
    let sample = sealed_sample();
    let name = "ghes.practice.example & <b>-20261124.json";
    let sent =
        post(&world, "/server-usage-form").header("Cookie", &session).multipart(form(name, &sample.bytes));
    assert_eq!(sent.send().await.unwrap().status(), StatusCode::SEE_OTHER, "taken");
    let installation = world.installation("ghes.practice.example").await.expect("its server is known now");
    assert_eq!(installation["userAccountsUploads"]["nodes"][0]["name"], name, "as the program asks for it");
    let page = world.client.get(world.url(PAGE)).header("Cookie", &session).send().await.unwrap();
    let page = text(page).await;
    assert!(
        page.contains("ghes.practice.example &amp; &lt;b&gt;-20261124.json"),
        "no name is markup: {page}"
    );
    assert!(page.contains("PENDING"), "with its state");
    assert!(
        page.contains("Enterprise Server instances") && page.contains("Add server usage"),
        "GitHub's words"
    );
}

#[tokio::test]
async fn only_who_is_signed_in_sees_the_page_or_hands_a_file_over() {
    let world = World::start().await;
    let stranger = world.client.get(world.url(PAGE)).send().await.unwrap();
    let page = text(stranger).await;
    assert!(page.contains("Sign in") && !page.contains("Add server usage"), "{page}");
    let refused = post(&world, "/session").body("token=another").send().await.unwrap();
    assert_eq!(refused.status(), StatusCode::UNAUTHORIZED, "another token opens nothing");
    assert!(refused.headers().get("set-cookie").is_none(), "and gives no session");
    let sample = sealed_sample();
    for cookie in [None, Some("practice_session=guess"), Some("practice_session=")] {
        let mut sent = post(&world, "/server-usage-form").multipart(form("a.json", &sample.bytes));
        if let Some(cookie) = cookie {
            sent = sent.header("Cookie", cookie);
        }
        assert_eq!(sent.send().await.unwrap().status(), StatusCode::UNAUTHORIZED, "{cookie:?}");
    }
    assert!(world.installation("ghes.practice.example").await.is_none(), "nothing was taken");
}

#[tokio::test]
async fn no_other_site_uses_the_session() {
    let world = World::start().await;
    let session = signed_in(&world).await;
    let sample = sealed_sample();
    let sent = post(&world, "/server-usage-form")
        .header("Cookie", &session)
        .header("Origin", "https://evil.example")
        .multipart(form("a.json", &sample.bytes));
    assert_eq!(sent.send().await.unwrap().status(), StatusCode::MISDIRECTED_REQUEST, "another site's form");
    let renamed = world.client.get(world.url(PAGE)).header("Host", "evil.example").send().await.unwrap();
    assert_eq!(renamed.status(), StatusCode::MISDIRECTED_REQUEST, "a name that somebody points here");
    assert!(world.installation("ghes.practice.example").await.is_none(), "nothing was taken");
}

#[tokio::test]
async fn a_form_without_a_file_and_a_file_that_is_too_large_are_refused() {
    let world = World::with(|options| practice::Options { upload_limit: 100, ..options }).await;
    let session = signed_in(&world).await;
    let send = async |form: Form| {
        let request = post(&world, "/server-usage-form").header("Cookie", &session).multipart(form);
        request.send().await.unwrap().status()
    };
    assert_eq!(send(Form::new()).await, StatusCode::BAD_REQUEST, "nothing");
    assert_eq!(
        send(form("", b"{}")).await,
        StatusCode::BAD_REQUEST,
        "as a browser sends a field that was left empty"
    );
    assert_eq!(send(form("a.json", &[b' '; 101])).await, StatusCode::PAYLOAD_TOO_LARGE, "one byte too many");
}
