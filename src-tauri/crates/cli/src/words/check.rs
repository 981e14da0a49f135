//! What a line of an enterprise's check says.

use desk::answers::{CheckLine, CheckState, CheckSubject};

use super::Values;
use super::failure::cloud;

/// What is looked at, in the width of its column.
pub(crate) const fn name(subject: CheckSubject) -> &'static str {
    match subject {
        CheckSubject::Host => "host",
        CheckSubject::Tls => "encryption",
        CheckSubject::Proxy => "proxy",
        CheckSubject::Token => "token",
        CheckSubject::Scope => "scope",
        CheckSubject::ApiVersion => "API version",
        CheckSubject::ConsumedLicenses => "consumed licenses",
        CheckSubject::Owner => "owner",
        CheckSubject::Rate => "requests left",
        CheckSubject::Clock => "clock",
    }
}

/// How it stands, and why it does not hold. Why something is not known says the line that fails before it.
pub(crate) fn line(line: &CheckLine) -> String {
    let values = Values(&line.params);
    match line.state {
        CheckState::Unknown => "not known".to_owned(),
        CheckState::Fine => fine(line.subject, &values),
        CheckState::Warning | CheckState::Failed => {
            let stands = wanting(line.subject, &values);
            if values.has("failure") { format!("{stands}. {}", cloud(&values)) } else { stands }
        }
    }
}

fn fine(subject: CheckSubject, values: &Values<'_>) -> String {
    let text = |name: &str| values.text(name);
    match subject {
        CheckSubject::Host => format!("{} answers", text("host")),
        CheckSubject::Tls if text("kind") == "loopback" => "never leaves this computer".to_owned(),
        CheckSubject::Tls => format!("encrypted, and the certificate holds{}", issued_by(values)),
        CheckSubject::Proxy if text("kind") == "none" => "none".to_owned(),
        CheckSubject::Proxy if text("kind") == "system" => format!("{}, as the system says", text("proxy")),
        CheckSubject::Proxy => text("proxy"),
        CheckSubject::Token => "accepted".to_owned(),
        CheckSubject::Scope if text("token") == "app" => {
            "a GitHub App's token, which has permissions instead".to_owned()
        }
        CheckSubject::Scope => text("held"),
        CheckSubject::ApiVersion if values.has("retires_at") => {
            format!("{}, until {}", text("answered"), text("retires_at"))
        }
        CheckSubject::ApiVersion => text("answered"),
        CheckSubject::ConsumedLicenses => "can be read".to_owned(),
        CheckSubject::Owner => "the token's person is one, so uploads can be confirmed".to_owned(),
        CheckSubject::Rate => format!("{} of {}", text("remaining"), text("limit")),
        CheckSubject::Clock => format!("{} seconds apart", text("seconds")),
    }
}

fn wanting(subject: CheckSubject, values: &Values<'_>) -> String {
    let text = |name: &str| values.text(name);
    match subject {
        CheckSubject::Host => format!("{} does not answer", text("host")),
        CheckSubject::Tls => format!("the connection cannot be trusted{}", issued_by(values)),
        CheckSubject::Proxy => format!("{} does not let it through", text("proxy")),
        CheckSubject::Token => "not accepted".to_owned(),
        CheckSubject::Scope if text("failure") == "fine_grained_token" => {
            "a fine-grained token has none".to_owned()
        }
        CheckSubject::Scope if text("token") == "app" => {
            format!("the App lacks {}; uploads, accounts and counts stay unknown", text("needed"))
        }
        CheckSubject::Scope => {
            format!("{} is missing; uploads, accounts and counts stay unknown", text("needed"))
        }
        CheckSubject::ApiVersion if values.has("deprecated") && values.has("retires_at") => {
            format!("{} is being retired, and answers until {}", text("answered"), text("retires_at"))
        }
        CheckSubject::ApiVersion if values.has("deprecated") => {
            format!("{} is being retired", text("answered"))
        }
        CheckSubject::ApiVersion => format!("{} is not supported", text("asked")),
        CheckSubject::ConsumedLicenses => {
            "cannot be read; the count before and after stays unknown".to_owned()
        }
        CheckSubject::Owner => "the token's person is none, so uploads cannot be confirmed".to_owned(),
        CheckSubject::Rate if values.has("resets_at") => format!("none until {}", text("resets_at")),
        CheckSubject::Rate => "none".to_owned(),
        CheckSubject::Clock => format!(
            "this computer's is {} seconds {}; the cloud's is used",
            text("seconds"),
            text("this_machine_is")
        ),
    }
}

/// Who issued the host's certificate, where it is told.
fn issued_by(values: &Values<'_>) -> String {
    if !values.has("issuers") {
        return String::new();
    }
    let whose = if values.has("added") { ", an authority of your file" } else { "" };
    format!("; issued by {}{whose}", values.text("issuers"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use usage::Param;

    use super::*;

    fn said(subject: CheckSubject, state: CheckState, params: &[(&str, &str)]) -> String {
        let params: BTreeMap<String, Param> =
            params.iter().map(|(name, value)| ((*name).to_owned(), (*value).into())).collect();
        line(&CheckLine { subject, state, params })
    }

    #[test]
    fn a_line_says_how_it_stands_and_why() {
        let refused = [("proxy", "proxy.example:3128"), ("failure", "proxy_refused")];
        assert_eq!(
            said(CheckSubject::Proxy, CheckState::Failed, &refused),
            "proxy.example:3128 does not let it through. The proxy lets nobody through to this host.",
            "what, and why"
        );
        let expired = [("kind", "tls"), ("failure", "certificate"), ("problem", "expired")];
        assert!(
            said(CheckSubject::Tls, CheckState::Failed, &expired).contains("has expired"),
            "which problem"
        );
        let shown = [("kind", "tls"), ("issuers", "Inspection (The company)"), ("added", "yes")];
        assert_eq!(
            said(CheckSubject::Tls, CheckState::Fine, &shown),
            "encrypted, and the certificate holds; issued by Inspection (The company), an authority of your file",
            "who stands between"
        );
        let unknown = said(CheckSubject::Owner, CheckState::Unknown, &[("failure", "unauthorized")]);
        assert_eq!(unknown, "not known", "another line says why");
        assert_eq!(said(CheckSubject::Proxy, CheckState::Fine, &[("kind", "none")]), "none", "no more");
    }
}
