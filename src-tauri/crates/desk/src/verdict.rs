//! What the cloud's answers show of one hand-over. Pure: the answers come in, a verdict goes out.
//!
//! Arrival is never taken from a 2xx. GitHub publishes two places that tell of it: GraphQL's
//! `EnterpriseServerInstallation.userAccountsUploads { name syncState createdAt }`, and REST's
//! `GET /enterprises/{enterprise}/license-sync-status` with a date for each server. An upload of our name that is SUCCESS, together
//! with a sync date that follows the hand-over by the cloud's clock, is "counted"; either of them alone is "received", because
//! GitHub Connect moves the date too.

use cloud::{Installation, ServerSync, Upload, UploadState};
use jiff::Timestamp;
use usage::outside::host_key;

/// What is looked for in the answers.
#[derive(Clone, Debug)]
pub(crate) struct Sought<'a> {
    /// The name that the file was handed over under.
    pub(crate) name: &'a str,
    /// The server's host, as in the file.
    pub(crate) host: &'a str,
    /// The server's id, where the file has one.
    pub(crate) server_id: Option<&'a str>,
    /// The cloud's clock just before the hand-over; this computer's where the cloud could not be asked.
    pub(crate) handed_at: Timestamp,
}

/// What was found in them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Found<'a> {
    /// The upload of our name that was made after the hand-over.
    pub(crate) upload: Option<&'a Upload>,
    /// The installation that it stands under.
    pub(crate) installation: Option<&'a Installation>,
    /// The server's line in the sync status.
    pub(crate) sync: Option<&'a ServerSync>,
    /// Whether that line bears our server id (and not just our host).
    pub(crate) server_id_matches: bool,
    /// Whether its date follows the hand-over.
    pub(crate) date_follows: bool,
}

/// What the answers show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Nothing yet.
    Nothing,
    /// It arrived.
    Received,
    /// It was counted.
    Counted,
    /// The cloud could not process it, with the reason where it gives one.
    Failed(Option<String>),
}

/// Looks for our upload and our server in the answers. An answer that could not be read is an empty one here; the caller keeps that
/// apart.
pub(crate) fn find<'a>(
    sought: &Sought<'_>,
    installations: &'a [Installation],
    syncs: &'a [ServerSync],
) -> Found<'a> {
    let host = host_key(sought.host);
    let mut found = Found::default();
    for installation in installations.iter().filter(|installation| host_key(&installation.host) == host) {
        found.installation = Some(installation);
        let ours = installation.uploads.iter().filter(|upload| {
            upload.name == sought.name && upload.created_at.is_none_or(|at| follows(at, sought.handed_at))
        });
        // The list may hold earlier tries of the same bytes: the latest one is ours.
        found.upload = ours.max_by_key(|upload| upload.created_at);
        if found.upload.is_some() {
            break;
        }
    }
    let by_id = sought.server_id.and_then(|id| {
        syncs
            .iter()
            .find(|sync| sync.server_id.as_deref().is_some_and(|other| other.eq_ignore_ascii_case(id)))
    });
    found.server_id_matches = by_id.is_some();
    found.sync = by_id.or_else(|| {
        // A host that was set up anew may be listed more than once, each with a date of its own.
        let of_host = |sync: &&ServerSync| sync.host.as_deref().is_some_and(|other| host_key(other) == host);
        syncs.iter().filter(of_host).max_by_key(|sync| sync.date)
    });
    found.date_follows =
        found.sync.and_then(|sync| sync.date).is_some_and(|date| follows(date, sought.handed_at));
    found
}

/// What that shows.
pub(crate) fn judge(found: &Found<'_>) -> Verdict {
    let reason = || found.sync.filter(|_| found.date_follows).and_then(|sync| sync.error.clone());
    match found.upload.map(|upload| &upload.state) {
        Some(UploadState::Failure) => Verdict::Failed(reason()),
        Some(UploadState::Success) if found.date_follows => match reason() {
            // SUCCESS beside an error text: the published schema gives no order between the two, so the error is not passed over.
            Some(reason) => Verdict::Failed(Some(reason)),
            None => Verdict::Counted,
        },
        Some(_) => Verdict::Received,
        None if found.date_follows => Verdict::Received,
        None => Verdict::Nothing,
    }
}

/// Whether a time is not before another, in whole seconds: HTTP dates have no fractions.
fn follows(at: Timestamp, handed: Timestamp) -> bool {
    at.as_second() >= handed.as_second()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn upload(state: UploadState, created_at: &str) -> Upload {
        Upload {
            id: "U".to_owned(),
            name: "ghes.example-20261124-4c71e0aa.json".to_owned(),
            state,
            created_at: Some(time(created_at)),
            updated_at: None,
        }
    }

    fn installation(uploads: Vec<Upload>) -> Installation {
        Installation { host: "GHES.example".to_owned(), connected: Some(false), accounts_held: 3, uploads }
    }

    fn sync(date: &str, error: &str) -> ServerSync {
        ServerSync {
            server_id: Some("5F0C9E1A-77B2-4C09-9D1E-2AB3F0C6D518".to_owned()),
            host: Some("ghes.example".to_owned()),
            date: Some(time(date)),
            date_text: Some(date.to_owned()),
            status: Some("success".to_owned()),
            error: Some(error.to_owned()).filter(|error| !error.is_empty()),
        }
    }

    const BEFORE: &str = "2026-11-24T09:00:00Z";
    const HANDED: &str = "2026-11-24T09:58:31Z";
    const AFTER: &str = "2026-11-24T10:06:41Z";

    fn verdict(uploads: Vec<Upload>, syncs: &[ServerSync]) -> Verdict {
        let sought = Sought {
            name: "ghes.example-20261124-4c71e0aa.json",
            host: "ghes.example",
            server_id: Some("5f0c9e1a-77b2-4c09-9d1e-2ab3f0c6d518"),
            handed_at: time(HANDED),
        };
        let installations = [installation(uploads)];
        judge(&find(&sought, &installations, syncs))
    }

    #[test]
    fn counted_needs_both_the_upload_and_the_date() {
        assert_eq!(
            verdict(vec![upload(UploadState::Success, AFTER)], &[sync(AFTER, "")]),
            Verdict::Counted,
            "both"
        );
        assert_eq!(
            verdict(vec![upload(UploadState::Success, AFTER)], &[sync(BEFORE, "")]),
            Verdict::Received,
            "old date"
        );
        assert_eq!(
            verdict(vec![], &[sync(AFTER, "")]),
            Verdict::Received,
            "a date alone is received: Connect moves it too"
        );
        assert_eq!(
            verdict(vec![upload(UploadState::Pending, AFTER)], &[sync(AFTER, "")]),
            Verdict::Received,
            "pending"
        );
        assert_eq!(verdict(vec![], &[sync(BEFORE, "")]), Verdict::Nothing, "nothing follows the hand-over");
    }

    #[test]
    fn an_earlier_upload_of_the_same_name_is_not_ours() {
        assert_eq!(
            verdict(vec![upload(UploadState::Success, BEFORE)], &[sync(BEFORE, "")]),
            Verdict::Nothing,
            "before"
        );
        assert_eq!(
            verdict(
                vec![upload(UploadState::Success, BEFORE), upload(UploadState::Failure, AFTER)],
                &[sync(AFTER, "")]
            ),
            Verdict::Failed(None),
            "the latest one decides"
        );
    }

    #[test]
    fn a_failure_carries_the_clouds_own_reason() {
        assert_eq!(
            verdict(
                vec![upload(UploadState::Failure, AFTER)],
                &[sync(AFTER, "Server usage could not be processed")]
            ),
            Verdict::Failed(Some("Server usage could not be processed".to_owned())),
            "REST gives the reason, GraphQL has none"
        );
        assert_eq!(
            verdict(vec![upload(UploadState::Failure, AFTER)], &[sync(BEFORE, "an older error")]),
            Verdict::Failed(None),
            "a reason from before the hand-over is not this one's"
        );
    }

    #[test]
    fn the_same_second_follows() {
        assert_eq!(
            verdict(vec![upload(UploadState::Success, HANDED)], &[sync(HANDED, "")]),
            Verdict::Counted,
            "HTTP dates are whole seconds"
        );
    }

    #[test]
    fn an_unknown_state_is_received_and_no_more() {
        let other = upload(UploadState::Other("QUEUED".to_owned()), AFTER);
        assert_eq!(
            verdict(vec![other], &[sync(AFTER, "")]),
            Verdict::Received,
            "a state that GitHub may add is listed, not counted"
        );
    }

    /// What is found of the file with our name, host and id.
    fn judged(installations: &[Installation], syncs: &[ServerSync]) -> (Verdict, bool) {
        let sought = Sought {
            name: "ghes.example-20261124-4c71e0aa.json",
            host: "ghes.example:8443",
            server_id: Some("5f0c9e1a-77b2-4c09-9d1e-2ab3f0c6d518"),
            handed_at: time(HANDED),
        };
        let found = find(&sought, installations, syncs);
        (judge(&found), found.server_id_matches)
    }

    #[test]
    fn another_servers_answers_are_not_ours() {
        let elsewhere = Installation {
            host: "other.example".to_owned(),
            ..installation(vec![upload(UploadState::Success, AFTER)])
        };
        let other = ServerSync {
            server_id: Some("9d1e2ab3-f0c6-4518-8f0c-9e1a77b24c09".to_owned()),
            host: Some("other.example".to_owned()),
            ..sync(AFTER, "it could not be processed")
        };
        assert_eq!(judged(&[elsewhere], &[other]).0, Verdict::Nothing, "neither host nor id are ours");
    }

    #[test]
    fn another_name_on_our_server_is_not_ours() {
        let other = Upload {
            name: "ghes.example-20261124-00000000.json".to_owned(),
            ..upload(UploadState::Failure, AFTER)
        };
        assert_eq!(judged(&[installation(vec![other])], &[]).0, Verdict::Nothing, "a colleague's upload");
    }

    #[test]
    fn the_line_of_our_id_is_read_before_one_of_our_host() {
        let same_host = ServerSync { server_id: None, ..sync(AFTER, "") };
        let moved = ServerSync { host: Some("renamed.example".to_owned()), ..sync(BEFORE, "") };
        assert_eq!(
            judged(&[], &[same_host.clone(), moved]),
            (Verdict::Nothing, true),
            "the id's own date does not follow"
        );
        assert_eq!(judged(&[], &[same_host]), (Verdict::Received, false), "without it the host's is read");
    }

    #[test]
    fn the_date_of_a_host_that_is_listed_twice_was_read_from_its_first_line() {
        let line = |date| ServerSync { server_id: None, ..sync(date, "") };
        let undated = ServerSync { date: None, date_text: None, ..line(BEFORE) };
        for lines in [[line(BEFORE), line(AFTER)], [line(AFTER), line(BEFORE)], [undated, line(AFTER)]] {
            let uploads = vec![upload(UploadState::Success, AFTER)];
            assert_eq!(
                judged(&[installation(uploads)], &lines).0,
                Verdict::Counted,
                "the latest date counts"
            );
        }
    }

    #[test]
    fn an_upload_without_a_date_counts_as_ours_and_a_sync_without_one_says_nothing() {
        let undated = Upload { created_at: None, ..upload(UploadState::Success, AFTER) };
        let silent = ServerSync { date: None, date_text: None, ..sync(AFTER, "") };
        assert_eq!(
            judged(&[installation(vec![undated])], &[silent]).0,
            Verdict::Received,
            "its name is ours; that it was counted nothing shows"
        );
    }

    #[test]
    fn an_error_beside_a_success_is_not_passed_over() {
        let uploads = vec![upload(UploadState::Success, AFTER)];
        let error = "Server usage could not be processed";
        assert_eq!(
            judged(&[installation(uploads)], &[sync(AFTER, error)]).0,
            Verdict::Failed(Some(error.to_owned())),
            "the two contradict each other, so a person has to look"
        );
        assert_eq!(
            judged(&[], &[sync(AFTER, error)]).0,
            Verdict::Received,
            "an error without an upload may be GitHub Connect's"
        );
    }

    #[test]
    fn an_upload_is_found_under_any_installation_of_the_host() {
        let empty = installation(Vec::new());
        let full = installation(vec![upload(UploadState::Pending, AFTER)]);
        for installations in [[empty.clone(), full.clone()], [full, empty]] {
            assert_eq!(judged(&installations, &[]).0, Verdict::Received, "whichever comes first");
        }
    }
}
