//! Encrypted connections: whose certificate holds, and what is wrong with one that doesn't.

use std::sync::Arc;

use cloud::{CertificateProblem, Check, Connection, Patience, Phase, Proxy, Reason};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, date_time_ymd};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

use crate::bench::{SHORT, connection, slug, with};
use crate::fault_server::{FaultServer, Received, json, read_head};

pub(crate) type Authority = CertifiedIssuer<'static, KeyPair>;

pub(crate) fn authority(name: &str) -> Authority {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

/// A server's settings with a certificate for `host`, valid in these years.
pub(crate) fn certified(authority: &Authority, host: &str, years: (i32, i32)) -> ServerConfig {
    let mut params = CertificateParams::new(vec![host.to_owned()]).unwrap();
    params.not_before = date_time_ymd(years.0, 1, 1);
    params.not_after = date_time_ymd(years.1, 1, 1);
    let key = KeyPair::generate().unwrap();
    let certificate = params.signed_by(&key, authority).unwrap();
    ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], PrivateKeyDer::Pkcs8(key.serialize_der().into()))
        .unwrap()
}

/// A server on loopback that answers one question after another.
async fn server(authority: &Authority, host: &str, years: (i32, i32)) -> String {
    let address = serve("127.0.0.1:0", certified(authority, host, years)).await;
    format!("https://{address}")
}

/// The same with settings of its own; gives its address.
pub(crate) async fn serve(address: &str, config: ServerConfig) -> std::net::SocketAddr {
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind(address).await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let Ok(mut stream) = acceptor.accept(stream).await else {
                continue;
            };
            if read_head(&mut stream, &mut Received::default()).await {
                let _ = stream.write_all(&json("200 OK", &[], r#"{"total_seats_consumed":5}"#)).await;
                let _ = stream.shutdown().await;
            }
        }
    });
    address
}

pub(crate) fn trusting(base_url: &str, authority: &Authority) -> Connection {
    Connection {
        authorities: vec![authority.pem().into_bytes()],
        patience: Patience::ONCE,
        ..connection(base_url)
    }
}

#[tokio::test]
async fn an_authority_that_was_added_is_trusted() {
    let authority = authority("The company");
    let url = server(&authority, "127.0.0.1", (2020, 2100)).await;
    let (cloud, _) = with(trusting(&url, &authority));
    assert_eq!(cloud.consumed(&slug()).await.unwrap().value.consumed, 5, "over an encrypted connection");
    let lines = cloud.check(&slug()).await.lines;
    let transport = lines.iter().find(|line| line.check == Check::Transport).unwrap();
    assert_eq!(transport.ok, Some(true), "the check says so");
    assert_eq!(transport.params["kind"], "tls".into(), "and how");
    assert_eq!(
        transport.params["issuers"],
        vec!["The company".to_owned()].into(),
        "who issued its certificate"
    );
    assert_eq!(transport.params["added"], "yes".into(), "an authority that a person added");
}

#[tokio::test]
async fn a_certificate_that_does_not_hold_says_why() {
    let authority_of_server = authority("The company");
    let stranger = authority("A stranger");
    for (trusted, host, years, problem) in [
        (&stranger, "127.0.0.1", (2020, 2100), CertificateProblem::UnknownAuthority),
        (&authority_of_server, "other.example", (2020, 2100), CertificateProblem::OtherHost),
        (&authority_of_server, "127.0.0.1", (2000, 2001), CertificateProblem::Expired),
        (&authority_of_server, "127.0.0.1", (2090, 2100), CertificateProblem::NotYetValid),
    ] {
        let url = server(&authority_of_server, host, years).await;
        let (cloud, _) = with(trusting(&url, trusted));
        let failure = cloud.consumed(&slug()).await.unwrap_err();
        assert_eq!(failure.reason, Reason::Certificate { problem }, "{host}, {years:?}");
        let lines = cloud.check(&slug()).await.lines;
        assert_eq!(lines[0].ok, Some(true), "somebody sent that certificate, so the host is reached");
        assert_eq!(lines[1].ok, Some(false), "the transport is what does not hold");
        assert_eq!(lines[3].ok, None, "the token was not shown to anybody");
        assert_eq!(
            lines[1].params["issuers"],
            vec!["The company".to_owned()].into(),
            "whose it is, all the same"
        );
        let added = lines[1].params.contains_key("added");
        assert_eq!(added, problem != CertificateProblem::UnknownAuthority, "{problem:?}");
    }
}

#[tokio::test]
async fn what_does_not_speak_tls_is_told() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
        }
    });
    let (cloud, _) = with(trusting(&format!("https://127.0.0.1:{port}"), &authority("The company")));
    let failure = cloud.consumed(&slug()).await.unwrap_err();
    assert_eq!(failure.reason, Reason::Tls, "no encryption came about");
}

#[tokio::test]
async fn a_greeting_that_never_comes() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    let (cloud, _) = with(Connection { limits: SHORT, ..trusting(&url, &authority("The company")) });
    let failure = cloud.consumed(&slug()).await.unwrap_err();
    assert_eq!(
        failure.reason,
        Reason::TimedOut { phase: Phase::Connecting },
        "encryption belongs to reaching a host"
    );
}

#[test]
fn what_is_no_authority_is_told_before_anything_is_sent() {
    for pem in ["", "nothing", "-----BEGIN CERTIFICATE-----\n!!\n-----END CERTIFICATE-----\n"] {
        let connection =
            Connection { authorities: vec![pem.as_bytes().to_vec()], ..connection("https://127.0.0.1:9") };
        let pacing = Arc::new(crate::bench::NoWaiting::default());
        let failure = cloud::Cloud::new(connection, pacing).unwrap_err();
        assert_eq!(failure.reason, Reason::AuthorityUnreadable, "{pem:?}");
    }
}

#[tokio::test]
async fn loopback_takes_no_proxy() {
    let proxy = FaultServer::saying(json("200 OK", &[], "{}")).await;
    let server = FaultServer::saying(json("200 OK", &[], r#"{"total_seats_consumed":5}"#)).await;
    let connection =
        Connection { proxy: Proxy::Through(proxy.url().parse().unwrap()), ..connection(&server.url()) };
    assert!(with(connection).0.consumed(&slug()).await.is_ok(), "straight to this machine");
    assert!(proxy.received().is_empty(), "past the proxy");
}

/// The environment of a running process can't be changed safely, so the test above is run once more in a process of its own.
#[test]
fn loopback_takes_no_proxy_of_the_environment_either() {
    let status = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "encryption::loopback_takes_no_proxy"])
        .envs([("http_proxy", "http://127.0.0.1:9"), ("all_proxy", "http://127.0.0.1:9")])
        .env_remove("no_proxy")
        .env_remove("NO_PROXY")
        .stdout(std::process::Stdio::null())
        .status()
        .unwrap();
    assert!(status.success(), "a practice enterprise is reached past any proxy");
}

#[tokio::test]
async fn localhost_is_reached() {
    let server = FaultServer::saying(json("200 OK", &[], r#"{"total_seats_consumed":5}"#)).await;
    let url = server.url().replace("127.0.0.1", "localhost");
    assert!(with(connection(&url)).0.consumed(&slug()).await.is_ok(), "by its name too");
}
