//! Who issued the certificate that a host shows: a program between that opens encrypted connections, as companies run them, shows
//! certificates of its own.
//!
//! The HTTP library tells nothing of a certificate that does not hold, so the host is greeted once more. Only its certificates are
//! heard: the greeting ends there, always, before anything is sent.

use std::sync::{Arc, Mutex, PoisonError};

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, aws_lc_rs};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, DigitallySignedStruct, SignatureScheme};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use x509_parser::prelude::{FromDer as _, X509Certificate};
use x509_parser::x509::X509Name;

use crate::cloud::Cloud;
use crate::way_out::WayOut;

/// More than any chain has.
const LONGEST: usize = 10;

/// What is told of the certificates that a host shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Issuers {
    /// Who issued the host's certificate, then who issued that one's, and so on, as far as the host shows it.
    pub(crate) names: Vec<String>,
    /// Whether one of them bears the name of an authority that a person added. Nothing is said of signatures: this tells who stands
    /// between, and whether the connection holds is told elsewhere.
    pub(crate) added: bool,
}

impl Cloud {
    /// Who issued the host's certificate; `None` where it shows none, or cannot be greeted in this way.
    pub(crate) async fn issuers(&self) -> Option<Issuers> {
        let connection = &self.connection;
        let shown = tokio::time::timeout(connection.limits.connect, self.shown()).await.ok()??;
        let certificates = shown.iter().take(LONGEST);
        let parsed: Vec<_> = certificates
            .filter_map(|certificate| X509Certificate::from_der(certificate).ok().map(|(_, parsed)| parsed))
            .collect();
        let mut names: Vec<String> = parsed.iter().map(|certificate| name(certificate.issuer())).collect();
        // One that issued its own ends the chain; to name it twice says nothing.
        names.dedup();
        let mut authorities =
            connection.authorities.iter().flat_map(|pem| CertificateDer::pem_slice_iter(pem));
        let added = authorities.any(|authority| {
            let Ok(authority) = authority else { return false };
            X509Certificate::from_der(&authority).is_ok_and(|(_, authority)| {
                parsed.iter().any(|shown| shown.issuer().as_raw() == authority.subject().as_raw())
            })
        });
        (!names.is_empty()).then_some(Issuers { names, added })
    }

    /// The certificates that the host shows, its own first.
    async fn shown(&self) -> Option<Vec<CertificateDer<'static>>> {
        let origin = &self.connection.api;
        let stream = match WayOut::of(&self.connection) {
            Some(proxy) => proxy.tunnel(&origin.authority()).await?,
            None => TcpStream::connect(origin.authority()).await.ok()?,
        };
        let listener = Arc::new(Listener::new());
        let config = ClientConfig::builder_with_provider(Arc::clone(&listener.provider))
            .with_safe_default_protocol_versions()
            .ok()?
            .dangerous()
            .with_custom_certificate_verifier(Arc::clone(&listener) as Arc<dyn ServerCertVerifier>)
            .with_no_client_auth();
        let host = ServerName::try_from(origin.host().trim_matches(['[', ']']).to_owned()).ok()?;
        // It is refused at the certificates, whatever they are.
        let _ = TlsConnector::from(Arc::new(config)).connect(host, stream).await;
        Some(std::mem::take(&mut *listener.heard.lock().unwrap_or_else(PoisonError::into_inner)))
    }
}

/// Hears certificates and trusts none.
#[derive(Debug)]
struct Listener {
    provider: Arc<CryptoProvider>,
    heard: Mutex<Vec<CertificateDer<'static>>>,
}

impl Listener {
    fn new() -> Self {
        Self { provider: Arc::new(aws_lc_rs::default_provider()), heard: Mutex::default() }
    }
}

const HEARD: &str = "only its certificates were asked for";

impl ServerCertVerifier for Listener {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let all = std::iter::once(end_entity).chain(intermediates);
        let all = all.map(|certificate| certificate.clone().into_owned()).collect();
        *self.heard.lock().unwrap_or_else(PoisonError::into_inner) = all;
        Err(rustls::Error::General(HEARD.to_owned()))
    }

    fn verify_tls12_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        Err(rustls::Error::General(HEARD.to_owned()))
    }

    fn verify_tls13_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        Err(rustls::Error::General(HEARD.to_owned()))
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

/// A name as people know it: its common name with its organization, else all of it.
fn name(name: &X509Name<'_>) -> String {
    let common = name.iter_common_name().find_map(|part| part.as_str().ok());
    let organization = name.iter_organization().find_map(|part| part.as_str().ok());
    let shown = match (common, organization) {
        (Some(common), Some(organization)) if common != organization => format!("{common} ({organization})"),
        (Some(name), _) | (None, Some(name)) => name.to_owned(),
        (None, None) => name.to_string(),
    };
    usage::outside::visible(&shown, 120)
}
