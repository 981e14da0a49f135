//! The certificate by which this machine shows a host or a gateway who it is.

use std::fmt;

use reqwest::{Client, Identity};
use secrecy::{ExposeSecret, SecretString};

/// A certificate with its authorities, and its private key. It is shown to whom the token is shown, and is never printed.
pub struct ClientCertificate(SecretString);

/// The text is no client certificate: it holds no certificate, no private key, or a key that is not its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not_a_client_certificate")]
pub struct NotAClientCertificate;

impl ClientCertificate {
    /// Takes a text apart into its certificates and its key, so that each can be kept where it belongs. Put together again, in any
    /// order, they are what [`ClientCertificate::new`] takes.
    pub fn parts(pem: &SecretString) -> (String, SecretString) {
        let (mut certificates, mut key) = (String::new(), String::new());
        for block in crate::pem::blocks(pem.expose_secret()) {
            let part = if block.is_private_key() { &mut key } else { &mut certificates };
            part.push_str(&block.text.unwrap_or_default());
        }
        (certificates, key.into())
    }

    /// From a text in PEM form: the certificate first, then those of its authorities, and the key, which is not encrypted.
    pub fn new(pem: SecretString) -> Result<Self, NotAClientCertificate> {
        let certificate = Self(pem);
        let identity = certificate.identity()?;
        // Whether the key is the certificate's shows when a client is made of both; nothing is trusted by it, nothing is sent.
        let client = Client::builder().tls_certs_only([]).no_proxy().identity(identity).build();
        client.map_err(|_| NotAClientCertificate)?;
        Ok(certificate)
    }

    pub(crate) fn identity(&self) -> Result<Identity, NotAClientCertificate> {
        Identity::from_pem(self.0.expose_secret().as_bytes()).map_err(|_| NotAClientCertificate)
    }
}

impl fmt::Debug for ClientCertificate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("<redacted>")
    }
}
