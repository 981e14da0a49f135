//! What a file that was read says of people, as evidence of a count: for files that nobody keeps (`reconcile`) and for those that the
//! ledger keeps (`people_place`) alike.

use std::sync::Arc;

use people::evidence::{Cloud, Content, Report, ServerName};
use usage::roster::{ConsumedJoin, ConsumedRoster, JoinedFile, Roster};
use usage::{Accounts, ConsumedCounts, Finding, Reading};

use crate::companion::scope;

/// The server that an export names itself.
pub(crate) fn own_name<D>(reading: &Reading<D>) -> ServerName {
    let server = reading.server.as_ref();
    ServerName {
        id: server.and_then(|server| server.server_id.clone()),
        host: server.and_then(|server| server.host_name.clone()),
    }
}

/// An export of a server.
pub(crate) fn export<D>(reading: &Reading<D>, server: ServerName, content: Content) -> Report {
    Report {
        server,
        content,
        // A file date proves nothing, so it is not known when an export was made.
        made_at: None,
        connect: reading
            .server
            .as_ref()
            .map(|server| server.features.iter().any(|feature| feature.name == "license_usage_sync")),
    }
}

/// A report of a server, if it is known which accounts it lists.
pub(crate) fn report<D>(
    reading: &Reading<D>,
    name: &str,
    server: ServerName,
    roster: Roster,
) -> Option<Report> {
    if !matches!(reading.accounts, Accounts::Open(_)) {
        return None;
    }
    Some(Report {
        server,
        content: Content::Listed(scope(reading, name)?, Arc::new(roster)),
        made_at: None,
        connect: None,
    })
}

/// The cloud's report in one.
#[derive(Default)]
pub(crate) struct JoinedCloud {
    /// `None` where there is no file of it.
    pub(crate) cloud: Option<Cloud>,
    /// Its files, in the order in which they were given.
    pub(crate) files: Vec<JoinedFile>,
    /// What is noticed of all files together.
    pub(crate) findings: Vec<Finding>,
}

/// The cloud's rows in one: an admin may have its report page by page.
pub(crate) fn joined(mut files: Vec<(ConsumedCounts, ConsumedRoster)>) -> JoinedCloud {
    let only = if files.len() == 1 { files.pop() } else { None };
    let (counts, roster, files, findings) = if let Some((counts, roster)) = only {
        let file = JoinedFile { first_row: 0, located: roster.located(), again: 0, again_in: None };
        (counts, roster, vec![file], Vec::new())
    } else {
        let mut join = ConsumedJoin::new();
        for (counts, roster) in &files {
            join.add(counts, roster);
        }
        let joined = join.finish();
        if joined.files.is_empty() {
            return JoinedCloud::default();
        }
        (joined.counts, joined.roster, joined.files, joined.findings)
    };
    let cloud = Cloud {
        roster: Arc::new(roster),
        consumed: counts.consumed,
        purchased: counts.purchased,
        taken_at: None,
    };
    JoinedCloud { cloud: Some(cloud), files, findings }
}
