//! Pages by cursor, as GitHub's connections give them.

use async_graphql::{ID, OutputType, Result, SimpleObject};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::accounts::{EnterpriseServerUserAccount, EnterpriseServerUserAccountEmail};
use super::error;
use super::identities::ExternalIdentity;
use super::installations::{EnterpriseServerInstallation, EnterpriseServerUserAccountsUpload};
use super::organizations::Organization;

/// The most that `first` or `last` may ask for.
const MOST: i32 = 100;

/// A list, page by page.
#[derive(SimpleObject)]
#[graphql(concrete(name = "EnterpriseServerInstallationConnection", params(EnterpriseServerInstallation)))]
#[graphql(concrete(name = "EnterpriseServerUserAccountConnection", params(EnterpriseServerUserAccount)))]
#[graphql(concrete(
    name = "EnterpriseServerUserAccountEmailConnection",
    params(EnterpriseServerUserAccountEmail)
))]
#[graphql(concrete(
    name = "EnterpriseServerUserAccountsUploadConnection",
    params(EnterpriseServerUserAccountsUpload)
))]
#[graphql(concrete(name = "ExternalIdentityConnection", params(ExternalIdentity)))]
#[graphql(concrete(name = "OrganizationConnection", params(Organization)))]
pub(super) struct Connection<T: OutputType>
where
    Edge<T>: OutputType,
{
    edges: Option<Vec<Option<Edge<T>>>>,
    nodes: Option<Vec<Option<T>>>,
    page_info: PageInfo,
    total_count: usize,
}

/// One of a list, with the cursor that stands for its place.
#[derive(SimpleObject)]
#[graphql(concrete(name = "EnterpriseServerInstallationEdge", params(EnterpriseServerInstallation)))]
#[graphql(concrete(name = "EnterpriseServerUserAccountEdge", params(EnterpriseServerUserAccount)))]
#[graphql(concrete(name = "EnterpriseServerUserAccountEmailEdge", params(EnterpriseServerUserAccountEmail)))]
#[graphql(concrete(
    name = "EnterpriseServerUserAccountsUploadEdge",
    params(EnterpriseServerUserAccountsUpload)
))]
#[graphql(concrete(name = "ExternalIdentityEdge", params(ExternalIdentity)))]
#[graphql(concrete(name = "OrganizationEdge", params(Organization)))]
pub(super) struct Edge<T: OutputType> {
    cursor: String,
    node: Option<T>,
}

/// Where a page lies in its list.
#[derive(SimpleObject, Debug, PartialEq, Eq)]
pub(super) struct PageInfo {
    end_cursor: Option<String>,
    has_next_page: bool,
    has_previous_page: bool,
    start_cursor: Option<String>,
}

/// The page that was asked for.
pub(super) struct Window {
    pub(super) after: Option<String>,
    pub(super) before: Option<String>,
    pub(super) first: Option<i32>,
    pub(super) last: Option<i32>,
}

/// An object that a cursor can stand for.
pub(super) trait Listed: OutputType + Clone {
    fn node_id(&self) -> ID;
}

impl<T: Listed> Connection<T>
where
    Edge<T>: OutputType,
{
    /// The page of a list that a window shows. `name` is the connection's, for the words of an error.
    pub(super) fn page(all: Vec<T>, window: &Window, name: &str) -> Result<Self> {
        let (first, last) =
            (Window::bound(window.first, "first", name)?, Window::bound(window.last, "last", name)?);
        if first.is_none() && last.is_none() {
            let message = format!(
                "You must provide a `first` or `last` value to properly paginate the `{name}` connection."
            );
            return Err(error("MISSING_PAGINATION_BOUNDARIES", message));
        }
        let total_count = all.len();
        let start =
            window.after.as_deref().map_or(Ok(0), |cursor| place(&all, cursor).map(|place| place + 1))?;
        let end = window.before.as_deref().map_or(Ok(total_count), |cursor| place(&all, cursor))?.max(start);
        let (mut from, mut to) = (start, end);
        if let Some(first) = first {
            to = to.min(from + first);
        }
        if let Some(last) = last {
            from = from.max(to.saturating_sub(last));
        }
        let nodes: Vec<T> = all.into_iter().skip(from).take(to - from).collect();
        let cursors: Vec<String> = nodes.iter().map(cursor).collect();
        let page_info = PageInfo {
            start_cursor: cursors.first().cloned(),
            end_cursor: cursors.last().cloned(),
            has_next_page: to < total_count,
            has_previous_page: from > 0,
        };
        let edges = cursors.into_iter().zip(nodes.iter().cloned());
        let edges = edges.map(|(cursor, node)| Some(Edge { cursor, node: Some(node) })).collect();
        Ok(Self {
            edges: Some(edges),
            nodes: Some(nodes.into_iter().map(Some).collect()),
            page_info,
            total_count,
        })
    }
}

impl Window {
    fn bound(asked: Option<i32>, argument: &str, name: &str) -> Result<Option<usize>> {
        let Some(asked) = asked else { return Ok(None) };
        if asked > MOST {
            let message = format!(
                "Requesting {asked} records on the `{name}` connection exceeds the `{argument}` limit of {MOST} records."
            );
            return Err(error("EXCESSIVE_PAGINATION", message));
        }
        match usize::try_from(asked) {
            Ok(asked) if asked > 0 => Ok(Some(asked)),
            _ => {
                let message = format!("`{argument}` on the `{name}` connection must be from 1 to {MOST}.");
                Err(error("ARGUMENT_LIMIT", message))
            }
        }
    }
}

/// A cursor stands for an object, not for a number of rows: it stays right when others come before it meanwhile.
fn cursor<T: Listed>(node: &T) -> String {
    STANDARD.encode(format!("cursor:v2:{}", node.node_id().as_str()))
}

fn place<T: Listed>(all: &[T], cursor_text: &str) -> Result<usize> {
    let id = STANDARD.decode(cursor_text).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let id = id.as_deref().and_then(|text| text.strip_prefix("cursor:v2:"));
    all.iter()
        .position(|node| id == Some(node.node_id().as_str()))
        .ok_or_else(|| error("INVALID_CURSOR_ARGUMENTS", "A cursor does not appear to be a valid one."))
}
