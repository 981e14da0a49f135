//! Who is one person, counted slowly: by comparing everybody with everybody, until nothing changes. It shares no code with
//! what it checks, and knows nothing of columns, digests or numbers.

use std::collections::{BTreeMap, BTreeSet};

use people::evidence::Billing;
use usage::roster::Protocol;

use crate::world::World;

mod accounts;

use accounts::accounts;

/// A person: the keys of the accounts, and the login.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ModelPerson {
    pub(crate) login: Option<String>,
    pub(crate) accounts: BTreeSet<String>,
    pub(crate) license: bool,
}

#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct ModelCount {
    pub(crate) people: BTreeSet<ModelPerson>,
    pub(crate) low: u64,
    pub(crate) documented: u64,
    pub(crate) high: u64,
    pub(crate) unseen: u64,
    pub(crate) complete: bool,
    pub(crate) dormant_freeable: u64,
    pub(crate) waterfall: Vec<i64>,
}

#[derive(Clone, Debug, Default)]
struct ModelAccount {
    email: String,
    login: String,
    suspended: bool,
    dormant: bool,
    signed: BTreeSet<u8>,
    remembered: bool,
}

/// A record of the cloud: a login with all its rows, or a row without one.
#[derive(Clone, Debug, Default)]
struct ModelRecord {
    login: Option<String>,
    listed: BTreeSet<(String, u64)>,
    primaries: BTreeSet<String>,
    verified: BTreeSet<String>,
    saml: BTreeSet<String>,
    scim: BTreeSet<String>,
    pending: bool,
}

fn exact(email: &str) -> String {
    let email = email.trim();
    match email.rfind('@') {
        Some(at) => email[..at].to_owned() + &email[at..].to_lowercase(),
        None => email.to_owned(),
    }
}

fn folded(email: &str) -> String {
    email.trim().to_lowercase()
}

fn host(host: &str) -> String {
    let host = host.to_lowercase();
    let host = host.split(':').next().unwrap_or_default();
    host.trim_end_matches('.').to_owned()
}

struct Names {
    ids_of_host: BTreeMap<String, BTreeSet<String>>,
}

impl Names {
    fn of(world: &World) -> Self {
        let mut ids_of_host: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let files = world.files.iter().map(|file| (&file.id, &file.host));
        let syncs = world.syncs.iter().map(|(id, host, _)| (id, host));
        for (id, name) in files.chain(syncs) {
            if let (Some(id), Some(name)) = (id, name) {
                ids_of_host.entry(host(name)).or_default().insert(id.clone());
            }
        }
        Self { ids_of_host }
    }

    /// The server of an id or a host, by a name of the model's own.
    fn server(&self, id: Option<&String>, name: Option<&String>) -> Option<String> {
        if let Some(id) = id {
            return Some(format!("id {id}"));
        }
        let name = host(name?);
        match self.ids_of_host.get(&name) {
            Some(ids) if ids.len() == 1 => Some(format!("id {}", ids.first()?)),
            _ => Some(format!("host {name}")),
        }
    }
}

/// Texts that cloud rows give for an account: `host:id`, the only shape that worlds of these tests have.
fn listed(text: &str) -> Option<(String, u64)> {
    let (name, id) = text.rsplit_once(':')?;
    Some((name.to_owned(), id.parse().ok()?))
}

/// The cloud's records, row by row.
fn records(world: &World, names: &Names) -> Vec<ModelRecord> {
    let mut records: Vec<ModelRecord> = Vec::new();
    for row in world.rows.iter().flatten() {
        let ids: BTreeSet<(String, u64)> = row
            .ids
            .iter()
            .filter_map(|text| listed(text))
            .filter_map(|(name, id)| Some((names.server(None, Some(&name))?, id)))
            .collect();
        let is_login = !row.login.is_empty();
        let known = records.iter().position(|record| match &record.login {
            Some(login) => is_login && login.eq_ignore_ascii_case(&row.login),
            None => !is_login && record.listed.intersection(&ids).next().is_some(),
        });
        let pending = row.member_roles.is_empty()
            && if row.enterprise_roles.is_empty() {
                !row.invites.is_empty()
            } else {
                row.enterprise_roles.iter().all(|role| role.starts_with("Pending"))
            };
        let mut fresh = match known {
            Some(known) => records.remove(known),
            None => ModelRecord {
                login: is_login.then(|| row.login.clone()),
                pending: true,
                ..ModelRecord::default()
            },
        };
        if let Some(login) = &mut fresh.login
            && row.login < *login
        {
            login.clone_from(&row.login);
        }
        fresh.pending &= pending;
        fresh.listed.extend(ids);
        fresh.primaries.extend(row.primaries.iter().cloned());
        fresh.verified.extend(row.verified.iter().cloned());
        fresh.saml.extend((!row.name_id.is_empty()).then(|| row.name_id.clone()));
        // Two records without a login may have become one by this row.
        if fresh.login.is_none() {
            let mut rest = Vec::new();
            for record in records {
                if record.login.is_none() && record.listed.intersection(&fresh.listed).next().is_some() {
                    fresh.listed.extend(record.listed);
                    fresh.primaries.extend(record.primaries);
                } else {
                    rest.push(record);
                }
            }
            records = rest;
        }
        records.push(fresh);
    }
    records.retain(|record| record.login.is_some() || !record.listed.is_empty());
    add_identities(world, &mut records);
    records
}

fn add_identities(world: &World, records: &mut [ModelRecord]) {
    for (login, protocol, name, value) in &world.identities {
        let five = ["username", "NameID", "emails"].contains(&name.as_str())
            || ["name", "emailaddress"].iter().any(|claim| {
                *name == format!("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/{claim}")
            });
        if !five {
            continue;
        }
        for record in records.iter_mut() {
            if record.login.as_ref().is_some_and(|own| own.eq_ignore_ascii_case(login)) {
                match protocol {
                    Protocol::Saml => record.saml.insert(value.clone()),
                    Protocol::Scim => record.scim.insert(value.clone()),
                };
            }
        }
    }
}

pub(crate) fn count(world: &World) -> ModelCount {
    let names = Names::of(world);
    let records = records(world, &names);
    let (accounts, replaced, unknown) = accounts(world, &names, &records);
    let grouped = link(&accounts, &records, exact);
    let counts = |account: &ModelAccount| {
        !account.suspended
            && account.login != "ghost"
            && !(account.login == "scim-admin" && world.options.scim == Some(true))
    };
    let signed = |account: &ModelAccount| account.signed.contains(&2) || !account.signed.contains(&1);
    let logins: Vec<&ModelRecord> = records.iter().filter(|record| record.login.is_some()).collect();
    let mut count = ModelCount { complete: !unknown, ..ModelCount::default() };
    for record in &logins {
        let accounts: BTreeSet<String> = grouped
            .iter()
            .filter(|group| group.login == record.login)
            .flat_map(|group| group.keys.iter().cloned())
            .collect();
        count.people.insert(ModelPerson { login: record.login.clone(), accounts, license: true });
    }
    for group in grouped.iter().filter(|group| group.login.is_none()) {
        let license = group.keys.iter().any(|key| counts(&accounts[key]));
        count.people.insert(ModelPerson { login: None, accounts: group.keys.clone(), license });
    }
    count.documented = count.people.iter().filter(|person| person.license).count() as u64;
    let free = |record: &ModelRecord| record.pending && world.options.billing != Billing::Volume;
    let low_groups = link(&accounts, &records, folded);
    let low_counts =
        |group: &Group| group.keys.iter().any(|key| counts(&accounts[key]) && signed(&accounts[key]));
    count.low = low_groups.iter().filter(|group| group.login.is_none() && low_counts(group)).count() as u64
        + logins
            .iter()
            .filter(|record| {
                !free(record)
                    || low_groups.iter().any(|group| group.login == record.login && low_counts(group))
            })
            .count() as u64;
    let released = records
        .iter()
        .filter(|record| record.login.is_none())
        .filter(|record| {
            record.listed.iter().all(|(server, id)| {
                replaced.contains(server) && !accounts.contains_key(&format!("{server} {id}"))
            })
        })
        .count() as u64;
    count.high = count.documented + released;
    let alone = |login: bool| {
        count
            .people
            .iter()
            .filter(|person| person.license && person.login.is_some() == login)
            .filter(|person| !login || person.accounts.is_empty())
            .count() as u64
    };
    count.unseen = if world.options.managed_users == Some(true) { 0 } else { alone(true).min(alone(false)) };
    count.dormant_freeable = count
        .people
        .iter()
        .filter(|person| person.license && person.login.is_none())
        .filter(|person| {
            person.accounts.iter().filter(|key| counts(&accounts[*key])).all(|key| accounts[key].dormant)
        })
        .count() as u64;
    count.waterfall = waterfall(&accounts, &grouped, &counts, logins.len());
    count
}

fn waterfall(
    accounts: &BTreeMap<String, ModelAccount>,
    groups: &[Group],
    counts: &dyn Fn(&ModelAccount) -> bool,
    logins: usize,
) -> Vec<i64> {
    let number = |count: usize| i64::try_from(count).expect("few");
    let counting: Vec<&Group> =
        groups.iter().filter(|group| group.keys.iter().any(|key| counts(&accounts[key]))).collect();
    let suspended = accounts.values().filter(|account| account.suspended).count();
    let counted = accounts.values().filter(|account| counts(account)).count();
    let by = |rule: &str| -number(counting.iter().filter(|group| group.rule == rule).count());
    vec![
        number(accounts.len()),
        -number(suspended),
        -number(accounts.len() - suspended - counted),
        number(counting.len()) - number(counted),
        by("cloud_says"),
        by("saml"),
        by("scim"),
        by("verified_email"),
        number(logins),
    ]
}

struct Group {
    keys: BTreeSet<String>,
    emails: BTreeSet<String>,
    login: Option<String>,
    rule: &'static str,
}

/// The rule by which a login is found at a step.
type Step<'a> = dyn Fn(&ModelRecord) -> Option<&'static str> + 'a;

fn link(
    accounts: &BTreeMap<String, ModelAccount>,
    records: &[ModelRecord],
    form: fn(&str) -> String,
) -> Vec<Group> {
    let mut groups: Vec<Group> = accounts
        .iter()
        .map(|(key, account)| {
            let email = form(&account.email);
            let emails = if email.is_empty() { BTreeSet::new() } else { [email].into() };
            Group { keys: [key.clone()].into(), emails, login: None, rule: "" }
        })
        .collect();
    let key = |(server, id): &(String, u64)| format!("{server} {id}");
    for record in records {
        let remembered: BTreeSet<String> = record
            .listed
            .iter()
            .map(key)
            .filter(|key| accounts.get(key).is_some_and(|account| account.remembered))
            .collect();
        if !remembered.is_empty() {
            let emails = record.primaries.iter().map(|email| form(email)).collect();
            groups.push(Group { keys: remembered, emails, login: None, rule: "" });
        }
    }
    // Two groups that share an account or an e-mail are one, until there are no two such.
    'again: loop {
        for one in 0..groups.len() {
            for other in one + 1..groups.len() {
                let shares = groups[one].keys.intersection(&groups[other].keys).next().is_some()
                    || groups[one].emails.intersection(&groups[other].emails).next().is_some();
                if shares {
                    let other = groups.remove(other);
                    groups[one].keys.extend(other.keys);
                    groups[one].emails.extend(other.emails);
                    continue 'again;
                }
            }
        }
        break;
    }
    let mut logins: Vec<&ModelRecord> = records.iter().filter(|record| record.login.is_some()).collect();
    logins.sort_by(|one, other| one.login.cmp(&other.login));
    for group in &mut groups {
        let has = |emails: &BTreeSet<String>| emails.iter().any(|email| group.emails.contains(&form(email)));
        let says = |record: &ModelRecord| {
            record.listed.iter().map(key).filter(|key| group.keys.contains(key)).any(|key| {
                let account = &accounts[&key];
                account.remembered
                    || record.primaries.is_empty()
                    || (!account.email.is_empty()
                        && record.primaries.iter().any(|email| form(email) == form(&account.email)))
            })
        };
        let steps: [&Step<'_>; 3] = [
            &|record| says(record).then_some("cloud_says"),
            &|record| {
                if has(&record.saml) {
                    return Some("saml");
                }
                has(&record.scim).then_some("scim")
            },
            &|record| has(&record.verified).then_some("verified_email"),
        ];
        for step in steps {
            if let Some((record, rule)) = logins.iter().find_map(|record| Some((record, step(record)?))) {
                group.login.clone_from(&record.login);
                group.rule = rule;
                break;
            }
        }
    }
    groups
}
