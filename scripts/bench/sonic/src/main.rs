//! Holds the rows of consumed licenses with sonic-rs, the whole file in memory: `hold-consumed-with-sonic one|pages FILE`. The
//! fields are those that Seatbridge keeps; texts that need no unescaping are borrowed from the file.

use std::borrow::Cow;
use std::error::Error;

use serde::Deserialize;

#[derive(Deserialize)]
struct Answer<'a> {
    #[serde(borrow)]
    users: Vec<Person<'a>>,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "they are held, as a program that goes on with them would")]
struct Person<'a> {
    #[serde(borrow)]
    github_com_login: Option<Cow<'a, str>>,
    #[serde(borrow)]
    github_com_name: Option<Cow<'a, str>>,
    #[serde(borrow)]
    enterprise_server_user_ids: Vec<Cow<'a, str>>,
    github_com_user: bool,
    enterprise_server_user: bool,
    visual_studio_subscription_user: bool,
    #[serde(borrow)]
    license_type: Option<Cow<'a, str>>,
    #[serde(borrow)]
    github_com_verified_domain_emails: Vec<Cow<'a, str>>,
    #[serde(borrow)]
    github_com_saml_name_id: Option<Cow<'a, str>>,
    #[serde(borrow)]
    enterprise_server_primary_emails: Vec<Cow<'a, str>>,
    #[serde(borrow)]
    visual_studio_license_status: Option<Cow<'a, str>>,
    #[serde(borrow)]
    visual_studio_subscription_email: Option<Cow<'a, str>>,
    total_user_accounts: u64,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<_> = std::env::args().collect();
    let [_, form, path] = &arguments[..] else { return Err("one|pages FILE".into()) };
    let bytes = std::fs::read(path)?;
    let answers: Vec<Answer<'_>> = match &**form {
        "one" => vec![sonic_rs::from_slice(&bytes)?],
        _ => sonic_rs::from_slice(&bytes)?,
    };
    println!("{}", answers.iter().map(|answer| answer.users.len()).sum::<usize>());
    Ok(())
}
