//! `seatbridge network` as a process.
#![allow(clippy::unwrap_used, reason = "a panic in a test is its report")]

use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

fn seatbridge(home: &TempDir, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_seatbridge"))
        .args(["--format", "json", "--data"])
        .arg(home.path().join("data"))
        .args(arguments)
        .output()
        .unwrap()
}

fn network(home: &TempDir, arguments: &[&str]) -> Value {
    let output = seatbridge(home, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn what_is_set_is_shown_and_what_is_not_named_stays() {
    let home = tempfile::tempdir().unwrap();
    let at_first = network(&home, &["network", "show"]);
    assert_eq!(at_first["schema"], "seatbridge.network/1", "it names its schema");
    assert_eq!((&at_first["proxy"], &at_first["authorities"]), (&"system".into(), &0.into()), "the system's");
    let set = network(&home, &["network", "set", "--proxy", "proxy.example:3128"]);
    assert_eq!((&set["proxy"], &set["proxy_url"]), (&"own".into(), &"http://proxy.example:3128".into()));
    network(&home, &["network", "set", "--no-authorities"]);
    assert_eq!(network(&home, &["network", "show"])["proxy"], "own", "the proxy stays");
    assert_eq!(
        network(&home, &["network", "set", "--proxy", "none"])["proxy_url"],
        Value::Null,
        "until it goes"
    );
}

#[test]
fn what_cannot_be_used_is_refused_and_named() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("authorities.pem");
    std::fs::write(&file, "The company's\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")
        .unwrap();
    for (arguments, said) in [
        (["--proxy", "http://mona:open-sesame@proxy.example"], "not a proxy"),
        (["--authorities", file.to_str().unwrap()], "not a certificate"),
        (["--client-certificate", file.to_str().unwrap()], "not a client certificate"),
    ] {
        let output = seatbridge(&home, &[&["network", "set"][..], &arguments[..]].concat());
        let words = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "wrong use: {words}");
        assert!(words.contains(said) && !words.contains("sesame"), "{words}");
    }
    assert_eq!(network(&home, &["network", "show"])["proxy"], "system", "nothing was kept");
}
