//! History: every entry is written here, and read a page at a time.

use std::collections::BTreeMap;

use jiff::Timestamp;
use ledger::{Ledger, NewEvent};
use serde::{Deserialize, Serialize};
use usage::Param;
use usage::outside::host_key;

use crate::answers::{
    HistoryDocument, HistoryEntry, HistoryFilter, HistoryKind, HistoryPage, HistoryServer, Link,
};
use crate::{Desk, Failure, FailureCode};

macro_rules! whats {
    ($($(#[$doc:meta])* $name:ident = $word:literal in $kind:ident,)+) => {
        /// What can happen.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum What { $($(#[$doc])* $name,)+ }

        impl What {
            /// The word that the ledger keeps.
            pub(crate) const fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)+ }
            }
        }

        fn words_of(kind: HistoryKind) -> Vec<String> {
            // Forgetting is written by the ledger itself.
            [("files_forgotten", HistoryKind::Files), $(($word, HistoryKind::$kind),)+]
                .into_iter()
                .filter(|(_, group)| *group == kind)
                .map(|(word, _)| word.to_owned())
                .collect()
        }
    };
}

whats! {
    /// Files were added and reviewed. `files`, `servers`.
    FilesReviewed = "files_reviewed" in Files,
    /// A file was handed over. `enterprise`, `route`, `file`, `sha256`, `ticket`.
    HandedOver = "handed_over" in HandOvers,
    /// The cloud lists it. `enterprise`, `upload_state`.
    Received = "received" in HandOvers,
    /// The cloud counted it. `enterprise`, `before`, `after`, `held`, `expected`, `receipt`.
    Counted = "counted" in HandOvers,
    /// It failed. `enterprise`, `reason`; `receipt` where the cloud said so.
    Failed = "failed" in HandOvers,
    /// Nothing shows that it arrived. `enterprise`, `times`.
    Unconfirmed = "unconfirmed" in HandOvers,
    /// A person cancelled it. `enterprise`.
    Cancelled = "cancelled" in HandOvers,
    /// A person stopped watching it. `enterprise`.
    Stopped = "stopped" in HandOvers,
    /// Everybody whom the cloud counts was read over its API. `enterprise`, `consumed`, `purchased`, `people`.
    ConsumedRead = "consumed_read" in Files,
    /// A question was answered. `code`, `choice`.
    QuestionAnswered = "question_answered" in Decisions,
    /// A decision about accounts was made, or stands again. `decision`.
    DecisionMade = "decision_made" in Decisions,
    /// A decision about accounts was taken back. `decision`.
    DecisionUndone = "decision_undone" in Decisions,
    /// Decisions about accounts were taken from a file. `decisions`.
    DecisionsImported = "decisions_imported" in Decisions,
    /// An enterprise was added. `enterprise`, `host`.
    EnterpriseAdded = "enterprise_added" in Decisions,
    /// An enterprise was removed. `enterprise`.
    EnterpriseRemoved = "enterprise_removed" in Decisions,
    /// The side was switched. `side`.
    SideChanged = "side_changed" in Decisions,
}

/// What the ledger keeps of an entry beside who, when and what.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Body {
    host: Option<String>,
    params: BTreeMap<String, Param>,
    link: Option<Link>,
}

/// An entry that is being put together.
pub(crate) struct Entry {
    what: What,
    server: Option<i64>,
    subjects: Vec<String>,
    body: Body,
}

impl Entry {
    pub(crate) fn new(what: What) -> Self {
        Self { what, server: None, subjects: Vec::new(), body: Body::default() }
    }

    /// The server that it is about: its row, and its host as it is shown.
    pub(crate) fn about(mut self, server: Option<i64>, host: Option<&str>) -> Self {
        self.server = server;
        self.body.host = host.map(|host| usage::outside::visible(host, 255));
        self
    }

    pub(crate) fn with(mut self, name: &str, value: impl Into<Param>) -> Self {
        self.body.params.insert(name.to_owned(), value.into());
        self
    }

    /// A value that may not be known; then it is left out.
    pub(crate) fn with_known(self, name: &str, value: Option<impl Into<Param>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// Something that it can be found by: a hash, a ticket, an id.
    pub(crate) fn found_by(mut self, subjects: impl IntoIterator<Item = String>) -> Self {
        self.subjects.extend(subjects);
        self
    }

    pub(crate) fn link(mut self, link: Link) -> Self {
        self.body.link = Some(link);
        self
    }

    /// The receipt that was issued with it: it is found by its number and leads to it.
    pub(crate) fn on_receipt(self, number: &str) -> Self {
        self.with("receipt", number)
            .found_by([number.to_owned()])
            .link(Link::Receipt { number: number.to_owned() })
    }

    /// The ledger's form of it.
    pub(crate) fn event(self, at: Timestamp, actor: &str) -> NewEvent {
        NewEvent {
            at,
            actor: actor.to_owned(),
            kind: self.what.word().to_owned(),
            server: self.server,
            subjects: self.subjects,
            params: serde_json::to_value(self.body).unwrap_or_default(),
        }
    }

    /// Writes it.
    pub(crate) fn write(self, desk: &Desk, ledger: &Ledger) -> Result<(), Failure> {
        ledger.record(&self.event(desk.now(), &desk.ports.actor))?;
        Ok(())
    }
}

/// A page of the history of the world at hand.
pub(crate) fn page(desk: &Desk, filter: &HistoryFilter) -> Result<HistoryPage, Failure> {
    page_of(&desk.world()?.ledger, filter)
}

fn page_of(ledger: &Ledger, filter: &HistoryFilter) -> Result<HistoryPage, Failure> {
    let cursor = match filter.after.as_deref().map(str::parse) {
        None => None,
        Some(Ok(cursor)) => Some(cursor),
        Some(Err(_)) => {
            return Err(Failure::new(FailureCode::InvalidInput)
                .with("field", "after")
                .with("reason", "not_a_cursor"));
        }
    };
    let servers = ledger.servers()?;
    let server = match &filter.server {
        None => None,
        Some(host) => {
            let key = host_key(host);
            let wanted = servers.iter().find(|server| host_key(&server.host) == key).ok_or_else(|| {
                Failure::new(FailureCode::NotFound)
                    .with("what", "server")
                    .with("id", usage::outside::visible(host, 255))
            })?;
            Some(wanted.id)
        }
    };
    let wanted = ledger::HistoryFilter {
        kinds: filter.kind.map(words_of).unwrap_or_default(),
        server,
        text: filter.text.as_ref().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()),
    };
    let page = ledger.history(&wanted, cursor)?;
    let counts = ledger.history_by_server(&wanted)?;
    let mut servers: Vec<_> = servers
        .into_iter()
        .map(|server| HistoryServer {
            entries: counts.get(&server.id).copied().unwrap_or_default(),
            host: usage::outside::visible(&server.host, 255),
        })
        .collect();
    servers.sort_by(|one, other| one.host.cmp(&other.host));
    Ok(HistoryPage {
        total: page.total,
        since: page.first_at.map(|at| at.to_string()),
        entries: page.events.into_iter().map(entry).collect(),
        next: page.next.map(|cursor| cursor.to_string()),
        servers,
    })
}

fn entry(event: ledger::Event) -> HistoryEntry {
    // The ledger's own entries (forgetting) have plain parameters.
    let body = serde_json::from_value::<Body>(event.params.clone()).unwrap_or_default();
    let params = if body.params.is_empty() {
        serde_json::from_value(event.params).unwrap_or_default()
    } else {
        body.params
    };
    HistoryEntry {
        id: event.id.to_string(),
        at: event.at.to_string(),
        actor: event.actor,
        what: event.kind,
        server: body.host,
        params,
        link: body.link,
    }
}

/// The whole history of both worlds, newest first, for scripts.
pub fn document(desk: &Desk, server: Option<&str>) -> Result<HistoryDocument, Failure> {
    let mut entries = Vec::new();
    let mut known = server.is_none();
    for (ledger, practice) in desk.ledgers() {
        let mut filter = HistoryFilter { server: server.map(str::to_owned), ..HistoryFilter::default() };
        loop {
            let page = match page_of(&ledger, &filter) {
                Ok(page) => page,
                Err(failure) if failure.code == FailureCode::NotFound => break,
                Err(failure) => return Err(failure),
            };
            known = true;
            entries.extend(page.entries.into_iter().map(|mut entry| {
                if practice {
                    entry.params.insert("world".to_owned(), "practice".into());
                }
                entry
            }));
            match page.next {
                Some(next) => filter.after = Some(next),
                None => break,
            }
        }
    }
    if !known {
        let id = usage::outside::visible(server.unwrap_or_default(), 255);
        return Err(Failure::new(FailureCode::NotFound).with("what", "server").with("id", id));
    }
    entries.sort_by(|left, right| right.at.cmp(&left.at));
    Ok(HistoryDocument { schema: "seatbridge.history/1", entries })
}
