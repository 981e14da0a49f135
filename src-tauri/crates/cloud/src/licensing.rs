//! GitHub's two licensing questions over REST.

use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;

use crate::answer::Answer;
use crate::cloud::{Cloud, Told};
use crate::enterprise::EnterpriseSlug;
use crate::failure::{CloudFailure, Reason};
use crate::link;
use crate::question::Question;
use crate::shape::At;

/// What the cloud counts in all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct ConsumedTotals {
    /// Licenses consumed, people of connected and uploaded servers included (`total_seats_consumed`).
    pub consumed: u64,
    /// Licenses bought (`total_seats_purchased`), where the cloud says so.
    pub purchased: Option<u64>,
    /// How many people the report has, told by the number of its pages of one person each; `None` if it isn't told.
    pub rows: Option<u64>,
}

/// When and how one server's usage last came to the cloud, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ServerSync {
    /// The server's UUID.
    pub server_id: Option<String>,
    /// Its host name (`hostname`).
    pub host: Option<String>,
    /// When it was last synced, by the cloud's clock.
    pub date: Option<Timestamp>,
    /// The same as the cloud wrote it, should it not be a date.
    pub date_text: Option<String>,
    /// How it went. No list of values is published; `success` stands in the example.
    pub status: Option<String>,
    /// The cloud's reason where it failed.
    pub error: Option<String>,
}

impl Cloud {
    /// `GET /enterprises/{enterprise}/consumed-licenses`: the totals, which repeat on every page.
    ///
    /// One person a page is asked for, the fewest that the question allows: the totals are all that is needed here, and the
    /// number of the last page is then the number of people.
    pub async fn consumed(&self, slug: &EnterpriseSlug) -> Result<Answer<ConsumedTotals>, CloudFailure> {
        self.ask(&self.consumed_question(slug)).await?.consumed()
    }

    /// `GET /enterprises/{enterprise}/license-sync-status`: every server that the cloud knows, in its order.
    pub async fn sync_status(&self, slug: &EnterpriseSlug) -> Result<Answer<Vec<ServerSync>>, CloudFailure> {
        let url = self.connection.api.url(&format!("/enterprises/{slug}/license-sync-status"));
        let told = self.ask(&Question::get(url)).await?;
        let servers = servers(&told.document);
        Ok(told.answer(servers.map_err(|reason| told.heard.failure(reason))?))
    }

    pub(crate) fn consumed_question(&self, slug: &EnterpriseSlug) -> Question {
        let mut url = self.connection.api.url(&format!("/enterprises/{slug}/consumed-licenses"));
        url.set_query(Some("per_page=1"));
        Question::get(url)
    }
}

impl Told {
    /// The totals of an answer to [`Cloud::consumed_question`].
    pub(crate) fn consumed(&self) -> Result<Answer<ConsumedTotals>, CloudFailure> {
        let totals = totals(&self.document, self.heard.text("link"));
        Ok(self.answer(totals.map_err(|reason| self.heard.failure(reason))?))
    }
}

pub(crate) fn totals(document: &Value, link: Option<&str>) -> Result<ConsumedTotals, Reason> {
    let root = At::root(document);
    let rows_here = root.get("users").and_then(|users| users.list().ok()).map(|users| users.len() as u64);
    let rows = match link.and_then(|link| link::page(link, "last")) {
        Some(last) => Some(last),
        // Without further pages, what is here is all; more than was asked for would mean that pages aren't what they seem.
        None if link.is_none() => rows_here.filter(|rows| *rows <= 1),
        None => None,
    };
    Ok(ConsumedTotals {
        consumed: root.need("total_seats_consumed")?.count()?,
        purchased: root.get("total_seats_purchased").map(|purchased| purchased.count()).transpose()?,
        rows,
    })
}

fn servers(document: &Value) -> Result<Vec<ServerSync>, Reason> {
    let root = At::root(document);
    let Some(instances) = root.get("server_instances") else {
        // `null` is an enterprise without servers; without the key this is another document.
        return if root.has("server_instances") {
            Ok(Vec::new())
        } else {
            root.need("server_instances").map(|_| Vec::new())
        };
    };
    instances.list()?.into_iter().map(server).collect()
}

fn server(at: At<'_>) -> Result<ServerSync, Reason> {
    let instance = at.object()?;
    let last_sync = instance.get("last_sync");
    let of_last_sync = |key: &str| last_sync.as_ref().and_then(|last_sync| last_sync.text_of(key));
    Ok(ServerSync {
        server_id: instance.text_of("server_id"),
        host: instance.text_of("hostname"),
        date: last_sync.as_ref().and_then(|last_sync| last_sync.date_of("date")),
        date_text: of_last_sync("date"),
        status: of_last_sync("status"),
        error: of_last_sync("error"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn totals_are_read_and_unknown_is_never_zero() {
        let link = r#"<https://api.github.example/x?per_page=1&page=2>; rel="next", <https://api.github.example/x?per_page=1&page=102>; rel="last""#;
        let document = json!({"total_seats_consumed": 102, "total_seats_purchased": 103, "users": [{}]});
        assert_eq!(
            totals(&document, Some(link)),
            Ok(ConsumedTotals { consumed: 102, purchased: Some(103), rows: Some(102) }),
            "one page for each person"
        );
        let document = json!({"total_seats_consumed": 5, "total_seats_purchased": null});
        assert_eq!(
            totals(&document, None),
            Ok(ConsumedTotals { consumed: 5, purchased: None, rows: None }),
            "what isn't told is unknown"
        );
        assert_eq!(
            totals(&json!({"users": []}), None),
            Err(Reason::UnexpectedShape { path: "total_seats_consumed".to_owned() }),
            "the one number that this is about"
        );
        for wrong in [json!(-1), json!(1.5), json!("many"), json!([])] {
            let document = json!({ "total_seats_consumed": wrong });
            assert!(totals(&document, None).is_err(), "{document} holds no count");
        }
    }

    #[test]
    fn the_rows_of_a_report_without_further_pages_are_those_on_it() {
        let report = |users: Value| json!({"total_seats_consumed": 0, "users": users});
        assert_eq!(totals(&report(json!([])), None).unwrap().rows, Some(0), "nobody");
        assert_eq!(totals(&report(json!([{}])), None).unwrap().rows, Some(1), "one person");
        assert_eq!(
            totals(&report(json!([{}, {}])), None).unwrap().rows,
            None,
            "pages that ignore their size tell nothing"
        );
    }

    #[test]
    fn servers_are_read_with_whatever_they_have() {
        let document = json!({"server_instances": [
            {"server_id": "b3a1", "hostname": "ghe.example",
             "last_sync": {"date": "2020-01-01T00:00:00Z", "status": "success", "error": ""}},
            {"server_id": null, "last_sync": {"date": "yesterday", "status": "failure", "error": "no such key"}},
            {"hostname": "new.example", "last_sync": null},
        ]});
        let servers = servers(&document).unwrap();
        assert_eq!(servers[0].date, Some("2020-01-01T00:00:00Z".parse().unwrap()), "a date");
        assert_eq!(servers[0].error, None, "an empty error is none");
        assert_eq!(servers[1].server_id, None, "null is nothing");
        assert_eq!(
            (servers[1].date, servers[1].date_text.as_deref()),
            (None, Some("yesterday")),
            "what is no date is kept as it was written"
        );
        assert_eq!(servers[1].error.as_deref(), Some("no such key"), "the cloud's reason");
        assert_eq!((servers[2].date, servers[2].status.as_deref()), (None, None), "never synced");
    }

    #[test]
    fn another_document_is_not_an_enterprise_without_servers() {
        assert_eq!(servers(&json!({"server_instances": null})), Ok(vec![]), "null is none");
        for (document, path) in [
            (json!({}), "server_instances"),
            (json!([]), "server_instances"),
            (json!({"server_instances": {"type": "array"}}), "server_instances"),
            (json!({"server_instances": ["x"]}), "server_instances[0]"),
        ] {
            assert_eq!(
                servers(&document),
                Err(Reason::UnexpectedShape { path: path.to_owned() }),
                "{document}"
            );
        }
    }
}
