//! `network show|set`: the way out to the cloud.

use std::path::Path;

use desk::answers::{AuthorityProblem, Network, NetworkDocument, ProxyKind};
use desk::network::{NetworkChange, NewProxy};
use desk::{Failure, FailureCode, Secret};
use zeroize::Zeroizing;

use crate::arguments::{Common, Format, NetworkCommand, SetNetwork};
use crate::exit::Exit;
use crate::{machine, print, token};

/// More than any PEM file has.
const LONGEST: u64 = 4 * 1024 * 1024;

pub(crate) fn run(common: &Common, command: NetworkCommand) -> Result<Exit, Failure> {
    let desk = machine::desk(common)?;
    let network = match command {
        NetworkCommand::Show => desk::network::network(&desk)?,
        NetworkCommand::Set(set) => desk::network::change(&desk, change(set)?)?,
    };
    let exit = if network.authority_faults.is_empty() { Exit::Fine } else { Exit::Warning };
    match common.format {
        Format::Json => print::document(&NetworkDocument { schema: "seatbridge.network/1", network }),
        Format::Text => show(&network),
    }
    Ok(exit)
}

fn change(set: SetNetwork) -> Result<NetworkChange, Failure> {
    let proxy = match set.proxy.as_deref() {
        None => None,
        Some("system") => Some(NewProxy { kind: ProxyKind::System, ..NewProxy::default() }),
        Some("none") => Some(NewProxy { kind: ProxyKind::None, ..NewProxy::default() }),
        Some(url) => Some(own(url.to_owned(), set.proxy_user.unwrap_or_default())?),
    };
    let text = |file: Option<&Path>, none: bool| match (file, none) {
        (_, true) => Ok(Some(Zeroizing::new(String::new()))),
        (Some(file), false) => read(file).map(Some),
        (None, false) => Ok(None),
    };
    let authorities = text(set.authorities.as_deref(), set.no_authorities)?;
    let certificate = text(set.client_certificate.as_deref(), set.no_client_certificate)?;
    Ok(NetworkChange {
        proxy,
        authorities: authorities.map(|text| text.to_string()),
        client_certificate: certificate.map(|pem| Secret::new(pem.to_string())),
    })
}

fn own(url: String, user: String) -> Result<NewProxy, Failure> {
    let password =
        if user.is_empty() { None } else { Some(token::ask(&format!("Password of {user} at the proxy: "))?) };
    Ok(NewProxy { kind: ProxyKind::Own, url, user, password })
}

/// A PEM file's text. It may hold a key, so it is wiped when it is no longer needed.
fn read(file: &Path) -> Result<Zeroizing<String>, Failure> {
    use std::io::Read as _;
    let unreadable = |reason: &str| {
        let name = usage::outside::visible(&file.display().to_string(), 200);
        Failure::new(FailureCode::InvalidInput).with("field", name).with("reason", reason)
    };
    let mut text = Zeroizing::new(String::new());
    let opened = std::fs::File::open(file).map_err(|_| unreadable("not_readable"))?;
    opened.take(LONGEST + 1).read_to_string(&mut text).map_err(|_| unreadable("not_text"))?;
    if text.len() as u64 > LONGEST { Err(unreadable("too_long")) } else { Ok(text) }
}

fn show(network: &Network) {
    let proxy = match network.proxy {
        ProxyKind::System => "as the system says".to_owned(),
        ProxyKind::None => "none".to_owned(),
        ProxyKind::Own => {
            let user = network.proxy_user.as_ref().map(|user| format!(" as {user}")).unwrap_or_default();
            format!("{}{user}", network.proxy_url.as_deref().unwrap_or_default())
        }
    };
    print::line(&format!("proxy               {proxy}"));
    print::line(&format!("authorities         the system's and {} more", network.authorities));
    let certificate = if network.client_certificate { "shown" } else { "none" };
    print::line(&format!("client certificate  {certificate}"));
    for fault in &network.authority_faults {
        let why = match fault.problem {
            AuthorityProblem::NotClosed => "its last line is missing",
            AuthorityProblem::NotBase64 => "its text is not base64",
            AuthorityProblem::NotACertificate => "it is no certificate",
            AuthorityProblem::PrivateKey => "it is a private key, which should not be there",
            AuthorityProblem::NotAnAuthority => "it is that of a host or a person, not of an authority",
            AuthorityProblem::Expired => "it has expired",
            AuthorityProblem::NotYetValid => "it is not valid yet",
        };
        let (number, line) = (fault.number, fault.line);
        print::line(&format!("certificate {number} of the file (line {line}) is not used: {why}"));
    }
}
