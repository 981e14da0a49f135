//! A host, or a gateway before it, that asks who this machine is.

use std::sync::Arc;

use cloud::{ClientCertificate, Connection, Reason};
use rcgen::{CertificateParams, KeyPair};
use tokio_rustls::rustls::pki_types::PrivateKeyDer;
use tokio_rustls::rustls::server::WebPkiClientVerifier;
use tokio_rustls::rustls::{RootCertStore, ServerConfig};

use crate::bench::{slug, with};
use crate::encryption::{Authority, authority, serve, trusting};

/// A certificate of the authority for this machine, and its key, in PEM form.
fn certificate(authority: &Authority) -> (String, String) {
    let key = KeyPair::generate().unwrap();
    let params = CertificateParams::new(vec!["desk.example".to_owned()]).unwrap();
    (params.signed_by(&key, authority).unwrap().pem(), key.serialize_pem())
}

/// A server that only talks to those who show a certificate of the authority.
async fn server(authority: &Authority) -> String {
    let mut roots = RootCertStore::empty();
    roots.add(authority.der().clone()).unwrap();
    let verifier = WebPkiClientVerifier::builder(Arc::new(roots)).build().unwrap();
    let key = KeyPair::generate().unwrap();
    let own =
        CertificateParams::new(vec!["127.0.0.1".to_owned()]).unwrap().signed_by(&key, authority).unwrap();
    let config = ServerConfig::builder()
        .with_client_cert_verifier(verifier)
        .with_single_cert(vec![own.der().clone()], PrivateKeyDer::Pkcs8(key.serialize_der().into()))
        .unwrap();
    format!("https://{}", serve("127.0.0.1:0", config).await)
}

fn showing(url: &str, trusted: &Authority, certificate: Option<(String, String)>) -> Connection {
    let client_certificate = certificate
        .map(|(certificate, key)| ClientCertificate::new(format!("{certificate}{key}").into()).unwrap());
    Connection { client_certificate, ..trusting(url, trusted) }
}

#[tokio::test]
async fn a_certificate_is_shown_to_a_host_that_asks_for_one() {
    let company = authority("The company");
    let url = server(&company).await;
    let (cloud, _) = with(showing(&url, &company, Some(certificate(&company))));
    assert_eq!(cloud.consumed(&slug()).await.unwrap().value.consumed, 5, "it is let in");
}

#[tokio::test]
async fn without_one_or_with_a_strangers_the_reason_is_told() {
    let company = authority("The company");
    let url = server(&company).await;
    for shown in [None, Some(certificate(&authority("A stranger")))] {
        let (cloud, _) = with(showing(&url, &company, shown));
        let failure = cloud.consumed(&slug()).await.unwrap_err();
        assert_eq!(failure.reason, Reason::ClientCertificateRequired, "what is wanting is told");
    }
}

#[test]
fn what_is_no_client_certificate_is_told_before_anything_is_sent() {
    let company = authority("The company");
    let (own, key) = certificate(&company);
    let (_, foreign_key) = certificate(&company);
    for pem in ["nothing".to_owned(), own.clone(), key.clone(), format!("{own}{foreign_key}")] {
        assert!(ClientCertificate::new(pem.clone().into()).is_err(), "{} bytes", pem.len());
    }
    let whole = ClientCertificate::new(format!("{key}{own}").into()).unwrap();
    assert_eq!(format!("{whole:?}"), "<redacted>", "in any order, and never printed");
}
