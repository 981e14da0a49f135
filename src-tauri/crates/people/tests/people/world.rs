//! A world in plain lists, and the evidence that it gives.

use std::sync::Arc;

use people::evidence::{Answer, Cloud, Content, Evidence, Options, Report, ServerName, SyncStatus};
use usage::ReportScope;
use usage::roster::{
    Account, ConsumedRoster, IdentityAttribute, IdentityRoster, Items, LicensedUser, Located, Protocol,
    Roster, SecurityProducts, SignedIn, Subscription, SubscriptionRoster,
};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct World {
    pub(crate) files: Vec<File>,
    /// Server id, host, last sync.
    pub(crate) syncs: Vec<(Option<String>, Option<String>, Option<i64>)>,
    pub(crate) answers: Vec<Answer>,
    pub(crate) rows: Option<Vec<Row>>,
    pub(crate) consumed: Option<u64>,
    /// Login, protocol, name, value.
    pub(crate) identities: Vec<(String, Protocol, String, String)>,
    pub(crate) subscriptions: Vec<(String, Option<String>)>,
    pub(crate) options: Options,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct File {
    pub(crate) id: Option<String>,
    pub(crate) host: Option<String>,
    pub(crate) kind: FileKind,
    pub(crate) made_at: Option<i64>,
    pub(crate) connect: Option<bool>,
    pub(crate) accounts: Vec<Person>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FileKind {
    Sealed,
    Open,
    Listed(ReportScope),
}

/// An account of a server, as a file has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Person {
    pub(crate) id: Option<u64>,
    pub(crate) login: String,
    pub(crate) email: String,
    pub(crate) others: Vec<String>,
    pub(crate) name: String,
    pub(crate) suspended: Option<bool>,
    pub(crate) dormant: Option<bool>,
    pub(crate) signed_in: SignedIn,
}

/// A row of the cloud's report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) login: String,
    pub(crate) name: String,
    pub(crate) ids: Vec<String>,
    pub(crate) primaries: Vec<String>,
    pub(crate) verified: Vec<String>,
    pub(crate) name_id: String,
    pub(crate) license_type: String,
    pub(crate) enterprise_roles: Vec<String>,
    pub(crate) member_roles: Vec<String>,
    pub(crate) invites: Vec<String>,
    pub(crate) visual_studio: Option<bool>,
    pub(crate) security: SecurityProducts,
}

pub(crate) fn some(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

fn items(texts: &[String]) -> Items {
    let mut items = Items::new();
    for text in texts {
        items.push(text);
    }
    items
}

fn roster(people: &[Person]) -> Arc<Roster> {
    let mut roster = Roster::new(Located::Line);
    for (place, person) in (0..).zip(people) {
        let others = items(&person.others);
        let account = Account {
            id: person.id,
            login: some(&person.login),
            primary_email: some(&person.email),
            secondary_emails: others.list(),
            name: some(&person.name),
            suspended: person.suspended,
            dormant: person.dormant,
            signed_in: person.signed_in,
            place,
            ..Account::default()
        };
        roster.push(&account).expect("room");
    }
    Arc::new(roster)
}

fn consumed(rows: &[Row]) -> Arc<ConsumedRoster> {
    let mut roster = ConsumedRoster::new(Located::Record);
    for (place, row) in (0..).zip(rows) {
        let lists =
            [&row.ids, &row.primaries, &row.verified, &row.enterprise_roles, &row.member_roles, &row.invites]
                .map(|texts| items(texts));
        let user = LicensedUser {
            login: some(&row.login),
            name: some(&row.name),
            license_type: some(&row.license_type),
            saml_name_id: some(&row.name_id),
            server_user_ids: lists[0].list(),
            server_primary_emails: lists[1].list(),
            verified_emails: lists[2].list(),
            enterprise_roles: lists[3].list(),
            member_roles: lists[4].list(),
            orgs_with_pending_invites: lists[5].list(),
            visual_studio_user: row.visual_studio,
            security: row.security,
            place,
            ..LicensedUser::default()
        };
        roster.push(&user).expect("room");
    }
    Arc::new(roster)
}

/// Identities as a reader keeps them: attributes that are not compared are none.
pub(crate) fn identities(values: &[(String, Protocol, String, String)]) -> IdentityRoster {
    let mut roster = IdentityRoster::new(Located::Record);
    for (place, (login, protocol, name, value)) in (0..).zip(values) {
        let attribute = IdentityAttribute::of_name(name);
        let values = attribute.map(|attribute| (*protocol, attribute, value.as_str()));
        roster.push(login, place, values.into_iter()).expect("room");
    }
    roster
}

fn subscriptions(all: &[(String, Option<String>)]) -> SubscriptionRoster {
    let mut roster = SubscriptionRoster::new();
    for (place, (email, login)) in (0..).zip(all) {
        let email = some(email);
        let subscription = Subscription { email, login: login.as_deref(), manual_match: None, place };
        roster.push(&subscription).expect("room");
    }
    roster
}

impl World {
    pub(crate) fn evidence(&self) -> Arc<Evidence> {
        let reports = self.files.iter().map(|file| Report {
            server: ServerName { id: file.id.clone(), host: file.host.clone() },
            content: match file.kind {
                FileKind::Sealed => Content::Sealed,
                FileKind::Open => Content::Open(roster(&file.accounts)),
                FileKind::Listed(scope) => Content::Listed(scope, roster(&file.accounts)),
            },
            made_at: file.made_at,
            connect: file.connect,
        });
        let sync_status = self.syncs.iter().map(|(id, host, last_sync)| SyncStatus {
            server: ServerName { id: id.clone(), host: host.clone() },
            last_sync: *last_sync,
        });
        Arc::new(Evidence {
            reports: reports.collect(),
            sync_status: sync_status.collect(),
            answers: self.answers.clone(),
            cloud: self.rows.as_ref().map(|rows| Cloud {
                roster: consumed(rows),
                consumed: self.consumed,
                purchased: None,
                taken_at: None,
            }),
            identities: vec![Arc::new(identities(&self.identities))],
            visual_studio: vec![Arc::new(subscriptions(&self.subscriptions))],
            options: self.options,
            ..Evidence::default()
        })
    }

    pub(crate) fn count(&self) -> people::People {
        people::People::count(self.evidence())
    }
}

impl File {
    pub(crate) fn new(host: &str, kind: FileKind, accounts: Vec<Person>) -> Self {
        Self { id: None, host: Some(host.to_owned()), kind, made_at: None, connect: None, accounts }
    }

    /// The complete report of a server.
    pub(crate) fn all(host: &str, accounts: Vec<Person>) -> Self {
        Self::new(host, FileKind::Listed(ReportScope::All), accounts)
    }
}

/// An account with an id, a login and a primary e-mail.
pub(crate) fn account(id: u64, login: &str, email: &str) -> Person {
    Person { id: Some(id), login: login.to_owned(), email: email.to_owned(), ..Person::default() }
}

/// A row with a login and verified e-mails.
pub(crate) fn login(login: &str, verified: &[&str]) -> Row {
    Row { login: login.to_owned(), verified: texts(verified), ..Row::default() }
}

pub(crate) fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|&text| text.to_owned()).collect()
}
