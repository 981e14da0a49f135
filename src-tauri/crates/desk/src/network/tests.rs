//! What is kept of the way out, where, and that a connection goes that way.

use cloud::{Connection, Origin, Token};
use rcgen::{BasicConstraints, CertificateParams, IsCa, KeyPair, date_time_ymd};

use super::*;
use crate::answers::AuthorityProblem;
use crate::ports::Keychain as _;
use crate::test_desk::{Answering, TestDesk};

fn desk() -> (TestDesk, Arc<Answering>) {
    TestDesk::new().with_keychain()
}

fn authority(until: i32) -> String {
    let mut params = CertificateParams::default();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.not_before = date_time_ymd(2000, 1, 1);
    params.not_after = date_time_ymd(until, 1, 1);
    params.self_signed(&KeyPair::generate().unwrap()).unwrap().pem()
}

fn own_certificate() -> (String, String) {
    let key = KeyPair::generate().unwrap();
    let params = CertificateParams::new(vec!["desk.example".to_owned()]).unwrap();
    (params.self_signed(&key).unwrap().pem(), key.serialize_pem())
}

fn proxy(url: &str, user: &str, password: Option<&str>) -> NetworkChange {
    let password = password.map(|password| Secret::new(password.to_owned()));
    let proxy = NewProxy { kind: ProxyKind::Own, url: url.to_owned(), user: user.to_owned(), password };
    NetworkChange { proxy: Some(proxy), ..NetworkChange::default() }
}

fn connection(at: &TestDesk, origin: &str) -> Connection {
    let token = Token::new("ghp_inventedTokenOfNobody".into()).unwrap();
    let mut connection = Connection::new(Origin::parse(origin).unwrap(), token, "tests");
    take(&at.desk, &mut connection).unwrap();
    connection
}

/// Everything that the ledger keeps of it.
fn stored(at: &TestDesk) -> String {
    at.ledger().setting::<serde_json::Value>(SETTING).unwrap().unwrap_or_default().to_string()
}

#[test]
fn a_newcomer_goes_the_way_of_the_system() {
    let (at, _) = desk();
    let network = network(&at.desk).unwrap();
    assert_eq!((network.proxy, network.authorities), (ProxyKind::System, 0), "as the system says");
    assert_eq!(connection(&at, "https://api.cloud.example").proxy, Proxy::System, "and so is asked");
}

#[test]
fn a_proxys_password_stands_in_the_keychain_alone() {
    let (at, keychain) = desk();
    let network = change(&at.desk, proxy("proxy.example:3128", "mona", Some("open-sesame"))).unwrap();
    let shown = format!("{network:?}{}", serde_json::to_string(&network).unwrap());
    assert!(!shown.contains("sesame") && !stored(&at).contains("sesame"), "{shown} {}", stored(&at));
    assert_eq!(network.proxy_url.as_deref(), Some("http://proxy.example:3128"), "the address is shown");
    let Proxy::Through(url) = connection(&at, "https://api.cloud.example").proxy else {
        panic!("it goes through the proxy")
    };
    assert_eq!(url.as_str(), "http://mona:open-sesame@proxy.example:3128/", "with both");
    assert_eq!(connection(&at, "http://127.0.0.1:9").proxy, Proxy::System, "this computer is left alone");

    change(&at.desk, proxy("other.example", "mona", None)).unwrap();
    assert!(keychain.read(PROXY_ACCOUNT).unwrap().is_some(), "the same password for another address");
    change(&at.desk, proxy("other.example", "", None)).unwrap();
    assert!(keychain.read(PROXY_ACCOUNT).unwrap().is_none(), "a proxy that asks for none has none kept");
}

#[test]
fn an_address_that_holds_a_password_is_refused() {
    let (at, _) = desk();
    for url in ["http://mona:open-sesame@proxy.example", "ftp://proxy.example", ""] {
        let failure = change(&at.desk, proxy(url, "", None)).unwrap_err();
        assert_eq!(failure.params["reason"], "not_a_proxy".into(), "{url}");
        assert!(!format!("{failure:?}").contains("sesame"), "and not said back");
    }
    assert_eq!(network(&at.desk).unwrap().proxy, ProxyKind::System, "nothing changed");
}

#[test]
fn a_bad_certificate_of_a_file_is_named_and_the_others_are_used() {
    let (at, _) = desk();
    let text = format!("{}{}", authority(2100), authority(2001));
    let change_to = |text: &str| {
        change(&at.desk, NetworkChange { authorities: Some(text.to_owned()), ..NetworkChange::default() })
    };
    let network = change_to(&text).unwrap();
    assert_eq!(network.authorities, 1, "one is used");
    let fault = &network.authority_faults[0];
    assert_eq!((fault.number, fault.problem), (2, AuthorityProblem::Expired), "the other is named");
    assert_eq!(connection(&at, "https://api.cloud.example").authorities.len(), 1, "and not trusted");

    let failure = change_to(&authority(2001)).unwrap_err();
    assert_eq!(failure.params["reason"], "expired".into(), "a file without a good one is refused");
    assert_eq!(change_to("nothing").unwrap_err().params["reason"], "no_certificate".into(), "as is none");
    assert_eq!(super::network(&at.desk).unwrap().authorities, 1, "and the earlier one stays");
    assert_eq!(change_to("").unwrap().authorities, 0, "until it is taken away");
}

#[test]
fn the_key_of_a_certificate_stands_in_the_keychain_alone() {
    let (at, keychain) = desk();
    let (certificate, key) = own_certificate();
    let change_to = |pem: String| {
        let pem = Some(Secret::new(pem));
        change(&at.desk, NetworkChange { client_certificate: pem, ..NetworkChange::default() })
    };
    assert!(change_to(certificate.clone()).is_err(), "without its key it is none");
    assert!(change_to(format!("{certificate}{key}")).unwrap().client_certificate, "it is known");
    assert!(!stored(&at).contains("PRIVATE KEY"), "the ledger has no key");
    assert!(connection(&at, "https://api.cloud.example").client_certificate.is_some(), "it is shown");
    assert!(!change_to(String::new()).unwrap().client_certificate, "it is taken away");
    assert!(keychain.read(KEY_ACCOUNT).unwrap().is_none(), "with its key");
}

#[test]
fn nothing_changes_where_the_keychain_refuses() {
    let at = TestDesk::new();
    let failure = change(&at.desk, proxy("proxy.example", "mona", Some("open-sesame"))).unwrap_err();
    assert_eq!(failure.code, FailureCode::KeychainMissing, "there is no keychain");
    assert_eq!(network(&at.desk).unwrap().proxy, ProxyKind::System, "no proxy without its password");
}
