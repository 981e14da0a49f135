//! Which names are one server.
//!
//! A server is its id where one is known, else its host. Exports, the sync status and a person's answers tie other
//! spellings to it. One host with two ids stays two servers; one id with two hosts is one server. Either is a finding,
//! until a person answers: so nothing is merged silently, and nothing is split silently.
//!
//! Assumed: a name that has a host alone, where that host has two ids, is a third server, since nobody knows which is
//! meant. Ids compare without letter case, as UUIDs do.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use usage::outside::host_key;

use crate::evidence::{Answer, Evidence, ServerName};
use crate::finding::{Code, Finding};

/// One server.
#[derive(Clone, Debug, Default)]
pub struct Server {
    /// What stands for it in account keys: a host, or its id where it has no host or shares it.
    pub label: String,
    /// Its ids, in order; several only where a person said so.
    pub ids: Vec<String>,
    /// Its hosts as they are compared, in order.
    pub hosts: Vec<String>,
    /// Its reports, as places in [`Evidence::reports`].
    pub reports: Vec<u32>,
    /// When the cloud last heard of it, in seconds since 1970 UTC.
    pub last_sync: Option<i64>,
}

/// All servers, in the order of their labels, and which names mean them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Servers {
    pub(crate) all: Vec<Server>,
    pub(crate) by_host: HashMap<String, u32>,
    by_id: HashMap<String, u32>,
    pub(crate) findings: Vec<Finding>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Name {
    Id(String),
    Host(String),
}

/// Both names of a mention, in the form in which they are compared.
#[derive(Clone, Debug, Default)]
struct Mention {
    id: Option<String>,
    host: Option<String>,
}

impl Mention {
    fn of(name: &ServerName, clones: &BTreeSet<(String, String)>) -> Self {
        let id = name.id.as_deref().map(id_key).filter(|id| !id.is_empty());
        let host = name.host.as_deref().map(host_key).filter(|host| !host.is_empty());
        match (id, host) {
            (Some(id), Some(host)) if clones.contains(&(id.clone(), host.clone())) => {
                Self { id: None, host: Some(host) }
            }
            (id, host) => Self { id, host },
        }
    }

    /// The name that decides which server is meant.
    fn name(&self) -> Option<Name> {
        let host = || self.host.clone().map(Name::Host);
        self.id.clone().map(Name::Id).or_else(host)
    }
}

fn id_key(id: &str) -> String {
    id.trim().to_ascii_lowercase()
}

/// Names that are one, by the first of them.
#[derive(Default)]
struct Ties {
    names: BTreeMap<Name, Name>,
}

impl Ties {
    fn first(&mut self, name: &Name) -> Name {
        let parent = self.names.entry(name.clone()).or_insert_with(|| name.clone()).clone();
        if parent == *name {
            return parent;
        }
        let first = self.first(&parent);
        self.names.insert(name.clone(), first.clone());
        first
    }

    fn tie(&mut self, one: &Name, other: &Name) {
        let (one, other) = (self.first(one), self.first(other));
        let (first, second) = if one <= other { (one, other) } else { (other, one) };
        self.names.insert(second, first);
    }
}

impl Servers {
    /// Finds the servers that the evidence names. `cloud_hosts` are the hosts in the cloud's rows, as compared.
    pub(crate) fn of(evidence: &Evidence, cloud_hosts: &[String]) -> Self {
        let clones: BTreeSet<(String, String)> = evidence
            .answers
            .iter()
            .filter_map(|answer| match answer {
                Answer::Clone { id, host } => Some((id_key(id), host_key(host))),
                Answer::Same(..) => None,
            })
            .collect();
        let reports: Vec<Mention> =
            evidence.reports.iter().map(|report| Mention::of(&report.server, &clones)).collect();
        let syncs: Vec<Mention> =
            evidence.sync_status.iter().map(|status| Mention::of(&status.server, &clones)).collect();
        let mut findings = Vec::new();
        let nameless = reports.iter().filter(|mention| mention.name().is_none()).count();
        if nameless > 0 {
            findings.push(Finding::new(Code::ReportWithoutServer).with("count", nameless as u64));
        }
        let mut ties = Ties::default();
        for host in cloud_hosts {
            ties.first(&Name::Host(host.clone()));
        }
        // A host that stands beside an id is a name of its own only where it is tied, or named alone.
        for name in reports.iter().chain(&syncs).filter_map(Mention::name) {
            ties.first(&name);
        }
        tie_names(&mut ties, evidence, &clones, reports.iter().chain(&syncs), &mut findings);
        let mut servers = Self { findings, ..Self::default() };
        servers.gather(ties, &reports, &syncs, evidence);
        servers
    }

    /// Makes servers of tied names.
    fn gather(&mut self, mut ties: Ties, reports: &[Mention], syncs: &[Mention], evidence: &Evidence) {
        let names: Vec<Name> = ties.names.keys().cloned().collect();
        let mut of_first: BTreeMap<Name, usize> = BTreeMap::new();
        let mut place_of: BTreeMap<Name, usize> = BTreeMap::new();
        let mut all: Vec<Server> = Vec::new();
        for name in names {
            let place = *of_first.entry(ties.first(&name)).or_insert_with(|| {
                all.push(Server::default());
                all.len() - 1
            });
            match &name {
                Name::Id(id) => all[place].ids.push(id.clone()),
                Name::Host(host) => all[place].hosts.push(host.clone()),
            }
            place_of.insert(name, place);
        }
        // A host that several ids have is none of theirs by itself, yet it is what a person calls them.
        let mut called: Vec<BTreeSet<String>> = vec![BTreeSet::new(); all.len()];
        for mention in reports.iter().chain(syncs) {
            if let (Some(place), Some(host)) =
                (mention.name().and_then(|name| place_of.get(&name)), &mention.host)
            {
                called[*place].insert(host.clone());
            }
        }
        let mut reported: Vec<BTreeSet<String>> = vec![BTreeSet::new(); all.len()];
        for (report, mention) in (0_u32..).zip(reports) {
            if let Some(&place) = mention.name().and_then(|name| place_of.get(&name)) {
                all[place].reports.push(report);
                reported[place].extend(mention.host.clone());
            }
        }
        for (status, mention) in evidence.sync_status.iter().zip(syncs) {
            if let Some(&place) = mention.name().and_then(|name| place_of.get(&name)) {
                all[place].last_sync = all[place].last_sync.max(status.last_sync);
            }
        }
        for (place, server) in all.iter_mut().enumerate() {
            let host = reported[place].first().or(server.hosts.first()).or(called[place].first());
            server.label = host.or(server.ids.first()).cloned().unwrap_or_default();
        }
        let mut uses: BTreeMap<String, usize> = BTreeMap::new();
        for server in &all {
            *uses.entry(server.label.clone()).or_default() += 1;
        }
        for server in &mut all {
            if uses.get(&server.label).is_some_and(|&uses| uses > 1)
                && !server.hosts.contains(&server.label)
                && let Some(id) = server.ids.first()
            {
                server.label.clone_from(id);
            }
        }
        let mut order: Vec<usize> = (0..all.len()).collect();
        order.sort_by(|&one, &other| {
            let key = |place: usize| (&all[place].label, &all[place].ids, &all[place].hosts);
            key(one).cmp(&key(other))
        });
        let mut taken: Vec<Option<Server>> = all.into_iter().map(Some).collect();
        for place in order {
            let number = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
            let Some(server) = taken[place].take() else { continue };
            for host in &server.hosts {
                self.by_host.insert(host.clone(), number);
            }
            for id in &server.ids {
                self.by_id.insert(id.clone(), number);
            }
            self.all.push(server);
        }
    }

    /// The server that a host or an id of an account key means.
    pub(crate) fn find(&self, label: &str) -> Option<u32> {
        let by_label = || self.all.binary_search_by(|server| server.label.as_str().cmp(label)).ok();
        by_label()
            .and_then(|place| u32::try_from(place).ok())
            .or_else(|| self.by_host.get(&host_key(label)).copied())
            .or_else(|| self.by_id.get(&id_key(label)).copied())
    }
}

/// Ties what belongs together, and notes what a person has to answer.
fn tie_names<'a>(
    ties: &mut Ties,
    evidence: &Evidence,
    clones: &BTreeSet<(String, String)>,
    mentions: impl Iterator<Item = &'a Mention>,
    findings: &mut Vec<Finding>,
) {
    let mut ids_of: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut hosts_of: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for mention in mentions {
        if let (Some(id), Some(host)) = (&mention.id, &mention.host) {
            ids_of.entry(host.clone()).or_default().insert(id.clone());
            hosts_of.entry(id.clone()).or_default().insert(host.clone());
        }
    }
    let mut answered: BTreeSet<String> = BTreeSet::new();
    for answer in &evidence.answers {
        let Answer::Same(one, other) = answer else { continue };
        let both = [Mention::of(one, clones), Mention::of(other, clones)];
        let names: Vec<Name> = both
            .iter()
            .flat_map(|mention| [mention.id.clone().map(Name::Id), mention.host.clone().map(Name::Host)])
            .flatten()
            .collect();
        for pair in names.windows(2) {
            ties.tie(&pair[0], &pair[1]);
        }
        answered.extend(both.into_iter().filter_map(|mention| mention.host));
    }
    for (host, ids) in &ids_of {
        let mut ids_by_first = BTreeMap::new();
        for id in ids {
            ids_by_first.insert(ties.first(&Name::Id(id.clone())), id);
        }
        if let (1, Some(id)) = (ids_by_first.len(), ids.first()) {
            ties.tie(&Name::Host(host.clone()), &Name::Id(id.clone()));
        } else if !answered.contains(host) {
            let ids: Vec<String> = ids.iter().cloned().collect();
            findings.push(Finding::new(Code::OneHostTwoIds).with("host", host.as_str()).with("ids", ids));
        }
    }
    for (id, hosts) in &hosts_of {
        let open = hosts.iter().filter(|host| !answered.contains(*host)).count();
        if hosts.len() > 1 && open > 1 {
            let hosts: Vec<String> = hosts.iter().cloned().collect();
            findings.push(Finding::new(Code::OneIdTwoHosts).with("id", id.as_str()).with("hosts", hosts));
        }
    }
}
