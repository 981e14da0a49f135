//! What a JSON document is, told from the keys at its beginning.
//!
//! GitHub's answers have no mark that names them. Each has keys that none of the others has, in any letter case and with any
//! word separator; and a server's export is told first, because what it may hold beside its documented keys is open.

use super::fault::Outcome;
use super::keys::Keys;
use super::lexer::{Lexer, ValueKind};
use super::names::{Name, names};
use super::window::Window;

/// A kind of JSON document that has a reader of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum JsonKind {
    /// The cloud's consumed licenses.
    Consumed,
    /// External identities, as GraphQL answers them.
    Identities,
    /// The cloud's Visual Studio subscriptions.
    VisualStudio,
    /// A server's license.
    License,
}

names! {
    /// A key that tells what a document is.
    Telling {
        ServerId = "server_id" | "serverid",
        HostName = "host_name" | "hostname",
        TotalSeatsConsumed = "total_seats_consumed" | "totalseatsconsumed",
        TotalSeatsPurchased = "total_seats_purchased" | "totalseatspurchased",
        CloudLogin = "github_com_login" | "githubcomlogin" | "githublogin",
        CloudUser = "github_com_user" | "githubcomuser" | "githubuser",
        ServerUserIds = "enterprise_server_user_ids" | "enterpriseserveruserids",
        SamlIdentityProvider = "samlIdentityProvider" | "samlidentityprovider",
        ExternalIdentities = "externalIdentities" | "externalidentities",
        SamlIdentity = "samlIdentity" | "samlidentity",
        ScimIdentity = "scimIdentity" | "scimidentity",
        Subscriptions = "visual_studio_subscriptions" | "visualstudiosubscriptions",
        Assignments = "visual_studio_subscription_assignments" | "visualstudiosubscriptionassignments",
        SubscriptionEmail = "visual_studio_subscription_email" | "visualstudiosubscriptionemail",
        SubscriptionId = "subscription_id" | "subscriptionid",
        ManualMatch = "manual_match" | "manualmatch",
        Seats = "seats" | "seats",
        SeatsUsed = "seats_used" | "seatsused",
        SeatsAvailable = "seats_available" | "seatsavailable",
        DaysUntilExpiration = "days_until_expiration" | "daysuntilexpiration",
    }
}

/// The kind of a document that begins with `head`, a byte order mark left out; `None` when it is a server's export, or nothing
/// that is known.
pub(super) fn json_kind(head: &[u8]) -> Option<JsonKind> {
    let mut block = Some(head.to_vec());
    let mut lexer = Lexer::new(Window::new(&mut block));
    let mut told = Told::default();
    // The head ends anywhere, mostly inside of a value.
    let _ends = told.documents(&mut lexer);
    told.kind()
}

/// The keys of consumed licenses, at the root or in a row.
const CONSUMED: [Telling; 5] = [
    Telling::TotalSeatsConsumed,
    Telling::TotalSeatsPurchased,
    Telling::CloudLogin,
    Telling::CloudUser,
    Telling::ServerUserIds,
];

/// The keys of identities, anywhere.
const IDENTITIES: [Telling; 4] = [
    Telling::SamlIdentityProvider,
    Telling::ExternalIdentities,
    Telling::SamlIdentity,
    Telling::ScimIdentity,
];

/// The keys of a page of subscriptions.
const SUBSCRIPTIONS: [Telling; 2] = [Telling::Subscriptions, Telling::Assignments];

/// The keys of a subscription. One of them alone may stand in other documents.
const SUBSCRIPTION: [Telling; 3] =
    [Telling::SubscriptionEmail, Telling::SubscriptionId, Telling::ManualMatch];

/// The keys of a license. One of them alone may stand in other documents.
const LICENSE: [Telling; 4] =
    [Telling::Seats, Telling::SeatsUsed, Telling::SeatsAvailable, Telling::DaysUntilExpiration];

/// What the keys so far tell.
#[derive(Default)]
struct Told {
    /// The telling keys that stood where they tell something, by their bits.
    seen: u64,
    /// How many objects and how many arrays are open.
    objects: usize,
    arrays: usize,
}

impl Told {
    fn kind(&self) -> Option<JsonKind> {
        let seen = |names: &[Telling]| names.iter().filter(|name| self.seen & name.bit() != 0).count();
        if seen(&[Telling::ServerId, Telling::HostName]) > 0 {
            None
        } else if seen(&CONSUMED) > 0 {
            Some(JsonKind::Consumed)
        } else if seen(&IDENTITIES) > 0 {
            Some(JsonKind::Identities)
        } else if seen(&SUBSCRIPTIONS) > 0 || seen(&SUBSCRIPTION) > 1 {
            Some(JsonKind::VisualStudio)
        } else if seen(&LICENSE) > 1 {
            Some(JsonKind::License)
        } else {
            None
        }
    }

    /// A key of an object.
    fn key(&mut self, name: Telling) {
        let tells = if IDENTITIES.contains(&name) {
            true
        } else if LICENSE.contains(&name) {
            self.objects <= 1 && self.arrays == 0
        } else if SUBSCRIPTIONS.contains(&name) || SUBSCRIPTION.contains(&name) {
            self.objects <= 1
        } else {
            // At the root, under `instance`, in a row of a page.
            self.objects <= 2
        };
        if tells {
            self.seen |= name.bit();
        }
    }

    fn documents(&mut self, lexer: &mut Lexer<'_>) -> Outcome<()> {
        let mut keys = Keys::new();
        while lexer.after_space().is_some() {
            let kind = lexer.kind()?;
            self.value(lexer, kind, &mut keys)?;
        }
        Ok(())
    }

    /// A value, with all that is in it.
    fn value(&mut self, lexer: &mut Lexer<'_>, kind: ValueKind, keys: &mut Keys<Telling>) -> Outcome<()> {
        match kind {
            ValueKind::Object => {
                lexer.open()?;
                self.objects += 1;
                let mut first = true;
                while lexer.member(first)? {
                    first = false;
                    keys.clear();
                    let name = lexer.key(keys)?;
                    self.key(name);
                    let kind = lexer.kind()?;
                    self.value(lexer, kind, keys)?;
                }
                self.objects -= 1;
                Ok(())
            }
            ValueKind::Array => {
                lexer.open()?;
                self.arrays += 1;
                let mut first = true;
                while lexer.element(first)? {
                    first = false;
                    let kind = lexer.kind()?;
                    self.value(lexer, kind, keys)?;
                }
                self.arrays -= 1;
                Ok(())
            }
            _ => lexer.skip(kind),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_tell_what_a_document_is() {
        for text in [
            r#"{"total_seats_consumed":1,"users":[]}"#,
            r#"{"users":[{"github_com_login":"mona"#,
            r#"[{"TotalSeatsPurchased":1"#,
            r#"[[{"github_login":"mona","#,
            r#"{"users":[]}{"total_seats_consumed":1}"#,
        ] {
            assert_eq!(json_kind(text.as_bytes()), Some(JsonKind::Consumed), "{text}");
        }
        for text in [
            r#"{"data":{"enterprise":{"ownerInfo":{"samlIdentityProvider":{"externalIdentities":{"edges":["#,
            r#"{"data":{"organization":{"samlIdentityProvider":null}}}"#,
            r#"{"guid":"1","samlIdentity":{"nameId":"mona"#,
        ] {
            assert_eq!(json_kind(text.as_bytes()), Some(JsonKind::Identities), "{text}");
        }
        for text in [
            r#"{"total_count":1,"visual_studio_subscriptions":[]}"#,
            r#"{"visual_studio_subscription_assignments":[{"email":"#,
            r#"[{"subscription_id":"1","username":null,"manual_match":false}]"#,
        ] {
            assert_eq!(json_kind(text.as_bytes()), Some(JsonKind::VisualStudio), "{text}");
        }
        let license = r#"{"seats":"unlimited","seats_used":3,"seats_available":"unlimited""#;
        assert_eq!(json_kind(license.as_bytes()), Some(JsonKind::License), "{license}");
        for text in [
            "",
            r#"{"seats":5,"users":[]}"#,
            r#"[{"seats":5,"seats_used":5}]"#,
            r#"{"subscription_id":5}"#,
            "{",
            "nothing",
            r#"{"users":[{"login":"mona"}]}"#,
            r#"{"users":[{"github_com_login":"mona"}],"server_id":"x"}"#,
            r#"{"instance":{"host_name":"x"},"total_seats_consumed":1}"#,
            r#"{"a":{"b":{"total_seats_consumed":1}}}"#,
        ] {
            assert_eq!(json_kind(text.as_bytes()), None, "{text}");
        }
    }
}
