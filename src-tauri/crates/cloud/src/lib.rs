//! What the cloud says and takes.
//!
//! A [`Cloud`] is a client for one enterprise cloud: GitHub's REST and GraphQL questions about licenses, and an endpoint that
//! takes files. It follows no redirect, sends its token to one origin only, asks again with patience where that may help, and
//! gives every failure back as data. GitHub publishes no API for uploads, so a success of [`Cloud::upload`] means only that
//! somebody took the bytes; that they were counted is asked with [`Cloud::uploads`] and [`Cloud::sync_status`].
//!
//! Nothing here asks the time of day or throws dice: [`Pacing`] brings both.

mod answer;
mod authorities;
mod checking;
mod client_certificate;
mod cloud;
mod connection;
mod consumed_licenses;
mod dates;
mod endpoint;
mod enterprise;
mod enterprise_server;
mod failure;
mod graphql;
mod handing_over;
mod held_accounts;
mod identities;
mod identity_providers;
mod installations;
mod issuers;
mod license_pages;
mod licensing;
mod link;
mod origin;
mod pacing;
mod pauses;
mod pem;
mod question;
mod reading_back;
mod scopes;
mod shape;
mod subscriptions;
mod token;
mod transport;
mod verdict;
mod way_out;
mod withheld;

pub use answer::{Answer, Deprecation, Evidence, Head, Rate};
pub use authorities::{Authorities, AuthorityFault, AuthorityProblem};
pub use checking::{Check, CheckLine, Checked};
pub use client_certificate::{ClientCertificate, NotAClientCertificate};
pub use cloud::Cloud;
pub use connection::{API_VERSION, Connection, Limits, NotAProxy, Proxy};
pub use consumed_licenses::ConsumedLicenses;
pub use endpoint::{BodyForm, Endpoint, EndpointError, Profile, UploadMethod};
pub use enterprise::{EnterpriseSlug, Hosts, HostsError, NotAnEnterpriseSlug, licensing_page};
pub use enterprise_server::{
    EnterpriseServer, ReadReport, ReportPatience, ReportStep, ReportTaken, ServerReport,
};
pub use failure::{Arrival, CertificateProblem, CloudFailure, Phase, Reason};
pub use handing_over::Acceptance;
pub use held_accounts::{HeldAccount, HeldAccounts};
pub use identities::{Identities, IdentitiesOf, ReadProvider, Taken, TakenAnswer, UnknownIdentities};
pub use installations::{Installation, SoughtUpload, UPLOADS_EACH, Upload, UploadState};
pub use license_pages::{LicensePages, PageKeeper, PageNote};
pub use licensing::{ConsumedTotals, ServerSync};
pub use origin::{Origin, OriginError};
pub use pacing::{Pacing, Patience};
pub use subscriptions::Subscriptions;
pub use token::{NotAToken, Token};
pub use withheld::{UploadBody, once_more};
