//! What a broken connection was, told by the types of its causes and never by their words.

use std::error::Error;
use std::io;

use rustls::{AlertDescription, CertificateError};

use crate::failure::{CertificateProblem, Phase, Reason};

/// Why no answer began.
pub(crate) fn before_the_answer(error: &reqwest::Error) -> Reason {
    if let Some(reason) = causes(error).find_map(encryption) {
        return reason;
    }
    if error.is_builder() {
        return Reason::ClientUnavailable;
    }
    if error.is_dns() {
        return Reason::NameNotResolved;
    }
    if error.is_connect() {
        let timed_out = error.is_timeout();
        return if timed_out { Reason::TimedOut { phase: Phase::Connecting } } else { Reason::Unreachable };
    }
    if causes(error).any(|cause| cause.downcast_ref::<hyper::Error>().is_some_and(hyper::Error::is_parse)) {
        return Reason::NotHttp;
    }
    if error.is_timeout() {
        return Reason::TimedOut { phase: Phase::Answering };
    }
    Reason::ConnectionClosed
}

/// Every cause, from the outermost in. A custom `io::Error` hides the one it was made from behind `get_ref`.
fn causes<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |&cause| {
        let hidden = cause.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        hidden.map(|hidden| hidden as &(dyn Error + 'static)).or_else(|| cause.source())
    })
}

fn encryption(cause: &(dyn Error + 'static)) -> Option<Reason> {
    let error = cause.downcast_ref::<rustls::Error>()?;
    let certificate = match error {
        rustls::Error::InvalidCertificate(certificate) => certificate,
        // A server asks for a certificate by the first of these; the others are what it makes of the one that it was shown.
        rustls::Error::AlertReceived(
            AlertDescription::CertificateRequired
            | AlertDescription::BadCertificate
            | AlertDescription::UnsupportedCertificate
            | AlertDescription::CertificateRevoked
            | AlertDescription::CertificateExpired
            | AlertDescription::CertificateUnknown
            | AlertDescription::UnknownCA,
        ) => return Some(Reason::ClientCertificateRequired),
        _ => return Some(Reason::Tls),
    };
    let problem = match certificate {
        CertificateError::UnknownIssuer => CertificateProblem::UnknownAuthority,
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            CertificateProblem::OtherHost
        }
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => CertificateProblem::Expired,
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            CertificateProblem::NotYetValid
        }
        CertificateError::Revoked => CertificateProblem::Revoked,
        _ => CertificateProblem::Other,
    };
    Some(Reason::Certificate { problem })
}

/// Whether a cause of this error is the encryption itself.
pub(crate) fn is_encryption(error: &reqwest::Error) -> bool {
    causes(error).any(<dyn Error>::is::<rustls::Error>)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A resolver that knows nobody; asking a real one would leave this machine.
    struct NobodyKnown;

    impl reqwest::dns::Resolve for NobodyKnown {
        fn resolve(&self, _: reqwest::dns::Name) -> reqwest::dns::Resolving {
            Box::pin(async { Err(io::Error::other("no such host").into()) })
        }
    }

    #[tokio::test]
    async fn a_name_that_dns_does_not_know() {
        let client = reqwest::Client::builder()
            .tls_certs_only([])
            .no_proxy()
            .dns_resolver(NobodyKnown)
            .build()
            .unwrap();
        let error = client.get("https://api.github.example").send().await.unwrap_err();
        assert_eq!(
            before_the_answer(&error),
            Reason::NameNotResolved,
            "told apart from a host that is silent"
        );
    }

    #[tokio::test]
    async fn a_request_that_cannot_be_made() {
        let client = reqwest::Client::builder().tls_certs_only([]).no_proxy().build().unwrap();
        let error = client.get("https://api.github.example").header("X-A", "a\n").send().await.unwrap_err();
        assert_eq!(before_the_answer(&error), Reason::ClientUnavailable, "nothing was sent");
    }
}
