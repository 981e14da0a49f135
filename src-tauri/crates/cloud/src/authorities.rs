//! A file of certificate authorities, such as a company's own: which of its certificates can be used, and what is wrong with each of
//! the others.

use std::time::Duration;

use jiff::Timestamp;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, UnixTime};
use serde::{Deserialize, Serialize};
use webpki::{EndEntityCert, Error, KeyUsage, anchor_from_trusted_cert};

use crate::pem::{Block, blocks};

/// What a PEM file (RFC 7468) holds of authorities.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Authorities {
    /// Those that can be used, each in PEM form.
    pub certificates: Vec<String>,
    /// What is wrong with the others, in the order of the file.
    pub faults: Vec<AuthorityFault>,
}

/// A certificate of the file that cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthorityFault {
    /// Which one, from 1, of all that the file holds.
    pub number: u32,
    /// The line on which it begins, from 1.
    pub line: u32,
    /// Why.
    pub problem: AuthorityProblem,
}

/// Why a certificate is no authority to trust.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AuthorityProblem {
    /// Its last line is missing.
    NotClosed,
    /// What stands between its first and its last line is not base64.
    NotBase64,
    /// It is something else, by its label or by its content.
    NotACertificate,
    /// It is a private key, which belongs to nobody but its owner.
    PrivateKey,
    /// It is the certificate of a host or a person, not of an authority.
    NotAnAuthority,
    /// It has expired, by this machine's clock.
    Expired,
    /// It isn't valid yet, by this machine's clock.
    NotYetValid,
}

impl AuthorityProblem {
    /// The code by which words are found; the one that it is serialised to.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotClosed => "not_closed",
            Self::NotBase64 => "not_base64",
            Self::NotACertificate => "not_a_certificate",
            Self::PrivateKey => "private_key",
            Self::NotAnAuthority => "not_an_authority",
            Self::Expired => "expired",
            Self::NotYetValid => "not_yet_valid",
        }
    }
}

impl Authorities {
    /// Reads a file's text. Text around the certificates is passed over, as everybody else does.
    pub fn read(text: &str, now: Timestamp) -> Self {
        let mut authorities = Self::default();
        for (index, block) in blocks(text).into_iter().enumerate() {
            match examine(&block, now) {
                Ok(pem) => authorities.certificates.push(pem),
                Err(problem) => authorities.faults.push(AuthorityFault {
                    number: number(index + 1),
                    line: number(block.line),
                    problem,
                }),
            }
        }
        authorities
    }
}

fn number(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn examine(block: &Block<'_>, now: Timestamp) -> Result<String, AuthorityProblem> {
    if block.is_private_key() {
        return Err(AuthorityProblem::PrivateKey);
    }
    if block.label != "CERTIFICATE" {
        return Err(AuthorityProblem::NotACertificate);
    }
    let text = block.text.as_ref().ok_or(AuthorityProblem::NotClosed)?;
    let certificate =
        CertificateDer::from_pem_slice(text.as_bytes()).map_err(|_| AuthorityProblem::NotBase64)?;
    judge(&certificate, now)?;
    Ok(text.clone())
}

/// A verifier is asked to take the certificate for that of a host, signed by itself. It looks at its validity first and then at
/// whether it is an authority: that it is one is the refusal that is hoped for.
fn judge(certificate: &CertificateDer<'_>, now: Timestamp) -> Result<(), AuthorityProblem> {
    let not_a_certificate = |_| AuthorityProblem::NotACertificate;
    let anchor = anchor_from_trusted_cert(certificate).map_err(not_a_certificate)?;
    let as_host = match EndEntityCert::try_from(certificate) {
        Ok(as_host) => as_host,
        // The first version of certificates says nothing of authorities; one that is trusted is one.
        Err(Error::UnsupportedCertVersion) => return Ok(()),
        Err(_) => return Err(AuthorityProblem::NotACertificate),
    };
    let seconds = u64::try_from(now.as_second()).unwrap_or(0);
    let time = UnixTime::since_unix_epoch(Duration::from_secs(seconds));
    let anchors = [anchor];
    let refused = as_host.verify_for_usage(&[], &anchors, &[], time, KeyUsage::server_auth(), None, None);
    match refused.err() {
        Some(Error::CaUsedAsEndEntity) => Ok(()),
        Some(Error::CertExpired { .. }) => Err(AuthorityProblem::Expired),
        Some(Error::CertNotValidYet { .. }) => Err(AuthorityProblem::NotYetValid),
        _ => Err(AuthorityProblem::NotAnAuthority),
    }
}

#[cfg(test)]
mod tests {
    use rcgen::{BasicConstraints, CertificateParams, IsCa, KeyPair, date_time_ymd};

    use super::*;

    fn pem(authority: bool, years: (i32, i32)) -> String {
        let mut params = CertificateParams::new(vec!["ca.example".to_owned()]).unwrap();
        params.is_ca = if authority { IsCa::Ca(BasicConstraints::Unconstrained) } else { IsCa::ExplicitNoCa };
        params.not_before = date_time_ymd(years.0, 1, 1);
        params.not_after = date_time_ymd(years.1, 1, 1);
        params.self_signed(&KeyPair::generate().unwrap()).unwrap().pem()
    }

    fn faults(text: &str) -> Vec<(u32, u32, AuthorityProblem)> {
        let now = "2026-11-02T10:00:00Z".parse().unwrap();
        let faults = Authorities::read(text, now).faults;
        faults.iter().map(|fault| (fault.number, fault.line, fault.problem)).collect()
    }

    #[test]
    fn each_bad_certificate_is_named_with_its_line_and_its_reason() {
        let good = pem(true, (2020, 2100));
        for (bad, problem) in [
            (pem(true, (2000, 2001)), AuthorityProblem::Expired),
            (pem(true, (2090, 2100)), AuthorityProblem::NotYetValid),
            (pem(false, (2020, 2100)), AuthorityProblem::NotAnAuthority),
            (KeyPair::generate().unwrap().serialize_pem(), AuthorityProblem::PrivateKey),
            (good.replace("CERTIFICATE", "TRUSTED CERTIFICATE"), AuthorityProblem::NotACertificate),
            (
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n".to_owned(),
                AuthorityProblem::NotACertificate,
            ),
            (
                "-----BEGIN CERTIFICATE-----\n!!\n-----END CERTIFICATE-----\n".to_owned(),
                AuthorityProblem::NotBase64,
            ),
            ("-----BEGIN CERTIFICATE-----\nAAAA\n".to_owned(), AuthorityProblem::NotClosed),
        ] {
            let text = format!("The company's\r\n{good}\n{bad}{good}");
            let line = 1 + good.lines().count() + 2;
            assert_eq!(serde_json::to_value(problem).unwrap(), problem.code(), "one spelling");
            assert_eq!(faults(&text), [(2, number(line), problem)], "{bad}");
            let now = "2026-11-02T10:00:00Z".parse().unwrap();
            assert_eq!(Authorities::read(&text, now).certificates.len(), 2, "the others are used");
        }
    }

    #[test]
    fn a_file_without_certificates_has_none() {
        for text in ["", "nothing", "-----END CERTIFICATE-----\n"] {
            let now = "2026-11-02T10:00:00Z".parse().unwrap();
            assert_eq!(Authorities::read(text, now), Authorities::default(), "{text:?}");
        }
    }
}
