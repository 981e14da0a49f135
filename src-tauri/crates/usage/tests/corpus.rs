//! Every shape and every fault, as small files with what is to be read of them beside them: `NAME` and `NAME.expected`.
//!
//! After a change that is meant, `SEATBRIDGE_WRITE_EXPECTED=1 cargo test -p usage --test corpus` writes what is read now; the
//! difference is then looked at like any other. Everybody in these files is invented.
#![allow(clippy::expect_used, clippy::panic, reason = "a panic in a test is its report")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use usage::reader::{Unwatched, read, read_people};
use usage::roster::{Account, IdentityValue, LicensedUser, List, Located, People};
use usage::{Finding, Param, Reading};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}

/// The files of the corpus, in the order of their names.
fn files() -> Vec<PathBuf> {
    let entries = fs::read_dir(folder()).expect("a folder");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let is_file = |path: &PathBuf| {
        let name = path.file_name().expect("a name").to_string_lossy();
        !name.starts_with('.') && !name.ends_with(".expected")
    };
    let mut files: Vec<_> = paths.filter(is_file).collect();
    files.sort();
    files
}

fn finding(finding: &Finding) -> String {
    let mut text = format!("{:?} {:?}", finding.severity, finding.code);
    if let Some(at) = &finding.at {
        write!(text, " at {}:{}", at.line, at.column).expect("writes");
        if !at.path.is_empty() {
            write!(text, " {}", at.path).expect("writes");
        }
    }
    for (name, value) in &finding.params {
        let value = match value {
            Param::Number(number) => number.to_string(),
            Param::Text(text) => format!("{text:?}"),
            Param::List(list) => format!("{list:?}"),
        };
        write!(text, " {name}={value}").expect("writes");
    }
    text
}

/// One account: what is told of it, and nothing else.
fn account(account: &Account<'_>, located: Located) -> String {
    let Account { id, login, primary_email, secondary_emails, name, role, .. } = *account;
    let mut told = vec![match located {
        Located::Line => format!("line {}:", account.place),
        Located::Record => format!("record {}:", account.place),
    }];
    let mut tell =
        |name: &str, value: Option<String>| told.extend(value.map(|value| format!("{name}={value}")));
    let quoted = |text: Option<&str>| text.map(|text| format!("{text:?}"));
    tell("id", id.map(|id| id.to_string()));
    tell("login", quoted(login));
    tell("email", quoted(primary_email));
    tell("others", (!secondary_emails.is_empty()).then(|| format!("{secondary_emails:?}")));
    tell("name", quoted(name));
    tell("role", quoted(role));
    tell("site_admin", account.site_admin.map(|told| told.to_string()));
    tell("suspended", account.suspended.map(|told| told.to_string()));
    tell("dormant", account.dormant.map(|told| told.to_string()));
    tell("signed_in", Some(format!("{:?}", account.signed_in)));
    tell("created", account.created_at.map(|seconds| seconds.to_string()));
    tell("last_active", account.last_active.map(|seconds| seconds.to_string()));
    told.join(" ")
}

/// One person whom the cloud counts: what is told of it, and nothing else.
fn licensed_user(user: &LicensedUser<'_>, located: Located) -> String {
    let mut told = vec![match located {
        Located::Line => format!("line {}:", user.place),
        Located::Record => format!("record {}:", user.place),
    }];
    let mut tell =
        |name: &str, value: Option<String>| told.extend(value.map(|value| format!("{name}={value}")));
    let list = |list: List<'_>| (!list.is_empty()).then(|| format!("{list:?}"));
    let quoted = |text: Option<&str>| text.map(|text| format!("{text:?}"));
    let flag = |flag: Option<bool>| flag.map(|flag| flag.to_string());
    tell("login", quoted(user.login));
    tell("name", quoted(user.name));
    tell("license_type", quoted(user.license_type));
    tell("saml_name_id", quoted(user.saml_name_id));
    tell("verified_emails", list(user.verified_emails));
    tell("server_user_ids", list(user.server_user_ids));
    tell("server_emails", list(user.server_primary_emails));
    tell("roles", list(user.member_roles));
    tell("enterprise_roles", list(user.enterprise_roles));
    tell("invites", list(user.orgs_with_pending_invites));
    tell("cloud", flag(user.cloud_user));
    tell("server", flag(user.server_user));
    tell("visual_studio", flag(user.visual_studio_user));
    tell("two_factor", flag(user.two_factor));
    tell("visual_studio_status", quoted(user.visual_studio_status));
    tell("visual_studio_email", quoted(user.visual_studio_email));
    tell("accounts", user.total_user_accounts.map(|total| total.to_string()));
    told.join(" ")
}

/// What is read of a file, as text.
fn told(reading: &Reading, people: Option<&People>) -> String {
    let mut lines = vec![format!("kind {:?}", reading.kind)];
    let json = |name: &str, value: serde_json::Value| (!value.is_null()).then(|| format!("{name} {value}"));
    lines.extend(json("server", serde_json::to_value(&reading.server).expect("writes")));
    lines.extend(json("accounts", serde_json::to_value(&reading.accounts).expect("writes")));
    lines.extend(json("report", serde_json::to_value(&reading.report).expect("writes")));
    lines.extend(json("cloud", serde_json::to_value(&reading.cloud).expect("writes")));
    lines.extend(json("identities", serde_json::to_value(&reading.identities).expect("writes")));
    lines.extend(json("subscriptions", serde_json::to_value(&reading.subscriptions).expect("writes")));
    lines.extend(json("license", serde_json::to_value(&reading.license).expect("writes")));
    lines.extend(reading.findings.iter().map(finding));
    match people {
        Some(People::Server(roster)) => {
            lines.extend(roster.accounts().map(|row| account(&row, roster.located())));
        }
        Some(People::Cloud(roster)) => {
            lines.extend(roster.users().map(|row| licensed_user(&row, roster.located())));
        }
        Some(People::Identities(roster)) => lines.extend(roster.values().map(|value| {
            let IdentityValue { login, protocol, attribute, value, place } = value;
            format!("{place}: {login} {protocol:?} {attribute:?} {value:?}")
        })),
        Some(People::Subscriptions(roster)) => {
            lines.extend(roster.subscriptions().map(|subscription| format!("{subscription:?}")));
        }
        None => {}
    }
    lines.join("\n") + "\n"
}

#[test]
fn every_file_is_read_as_is_written_beside_it() {
    let writes = std::env::var_os("SEATBRIDGE_WRITE_EXPECTED").is_some();
    let files = files();
    assert!(files.len() > 30, "the corpus is there");
    let mut differing = Vec::new();
    for path in files {
        let bytes = fs::read(&path).expect("a file");
        let (reading, people) = read_people(&mut bytes.as_slice(), None, &Unwatched).expect("reads");
        let counted = read(&mut bytes.as_slice(), None, &Unwatched).expect("reads");
        assert_eq!(counted, reading, "{}: who only counts is told the same", path.display());
        let told = told(&reading, people.as_ref());
        let mut expected_path = path.clone().into_os_string();
        expected_path.push(".expected");
        if writes {
            fs::write(&expected_path, &told).expect("writes");
        }
        let expected = fs::read_to_string(&expected_path).unwrap_or_default();
        if told != expected {
            differing.push(format!("{}\n--- expected\n{expected}--- read\n{told}", path.display()));
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}
