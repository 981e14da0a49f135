//! The server itself: its socket, its connections, and what its requests share.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::routing::{get, post};
use axum::{Extension, Router, middleware};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use jiff::{SignedDuration, Timestamp};
use secrecy::SecretString;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};
use usage::Sha256Digest;

use crate::line::{Line, Sending};
use crate::options::Options;
use crate::rate_limit::{RateLimit, Usage};
use crate::refusal::Refusal;
use crate::scenario::{Scenario, Side};
use crate::snapshot::{Snapshot, Snapshots};
use crate::store::{Recorded, Store, Upload};
use crate::world::{WhichServer, World};
use crate::{gate, graphql, page, rest, server_reports, upload};

/// The slug of the practice enterprise.
pub const ENTERPRISE: &str = "practice";

/// How long a client may take to send the head of a request.
const HEAD_TIME: Duration = Duration::from_secs(30);
/// How long requests that are under way may take to end once the server is stopped.
const LAST_ANSWERS: Duration = Duration::from_secs(1);

/// What all requests share.
#[derive(Debug)]
pub(crate) struct Practice {
    options: Options,
    address: SocketAddr,
    /// Where each server of the enterprise is asked for its reports.
    servers: Vec<(WhichServer, SocketAddr)>,
    own_hosts: Vec<String>,
    store: Store,
    snapshots: Snapshots,
    rest_limit: RateLimit,
    graphql_limit: RateLimit,
    had_upload: AtomicBool,
    had_read: AtomicBool,
    reports: server_reports::Reports,
}

impl Practice {
    fn new(
        options: Options,
        address: SocketAddr,
        servers: Vec<(WhichServer, SocketAddr)>,
    ) -> io::Result<Self> {
        let own_hosts = |address: &SocketAddr| [address.to_string(), format!("localhost:{}", address.port())];
        let addresses = std::iter::once(&address).chain(servers.iter().map(|(_, address)| address));
        Ok(Self {
            own_hosts: addresses.flat_map(own_hosts).collect(),
            servers,
            address,
            store: Store::open(options.folder.clone())?,
            snapshots: Snapshots::of(World::new()),
            rest_limit: RateLimit::of("core"),
            graphql_limit: RateLimit::of("graphql"),
            had_upload: AtomicBool::new(false),
            had_read: AtomicBool::new(false),
            reports: server_reports::Reports::default(),
            options,
        })
    }

    /// The practice clock's time.
    pub(crate) fn now(&self) -> Timestamp {
        // A clock beyond the year 9999 is past every date that could be compared with it.
        Timestamp::try_from((self.options.clock)()).unwrap_or(Timestamp::MAX)
    }

    /// When an upload that is taken now stops being PENDING.
    pub(crate) fn settles_at(&self, taken: Timestamp) -> Timestamp {
        SignedDuration::try_from(self.options.settle_after)
            .and_then(|after| taken.checked_add(after))
            .unwrap_or(Timestamp::MAX)
    }

    pub(crate) fn snapshot(&self) -> Arc<Snapshot> {
        self.snapshots.at(&self.store, self.now())
    }

    pub(crate) fn standing(&self, key: (Sha256Digest, Option<&str>)) -> Option<Arc<Upload>> {
        self.store.standing(key, self.now())
    }

    /// Blocks on the disk.
    pub(crate) fn record(&self, upload: Upload) -> io::Result<Recorded> {
        self.store.record(upload)
    }

    /// All uploads, oldest first.
    pub(crate) fn uploads(&self) -> Arc<Vec<Arc<Upload>>> {
        self.store.uploads()
    }

    pub(crate) fn upload_limit(&self) -> u64 {
        self.options.upload_limit
    }

    pub(crate) fn token(&self) -> &SecretString {
        &self.options.token
    }

    /// The reports of the server that this enterprise plays.
    pub(crate) fn reports(&self) -> &server_reports::Reports {
        &self.reports
    }

    /// The values of `Host` that mean this server.
    pub(crate) fn own_hosts(&self) -> &[String] {
        &self.own_hosts
    }

    pub(crate) fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The scenario that befalls requests of that side, which is [`Scenario::Normal`] where they were left out.
    pub(crate) fn befallen(&self, side: Side) -> Scenario {
        let Options { scenario, affects, .. } = &self.options;
        if scenario.befalls(side, *affects) { *scenario } else { Scenario::Normal }
    }

    /// Whether this is the first request of that side; asking makes it so.
    pub(crate) fn is_first(&self, side: Side) -> bool {
        let had = match side {
            Side::Upload => &self.had_upload,
            Side::Read => &self.had_read,
        };
        !had.swap(true, Ordering::Relaxed)
    }

    pub(crate) fn use_rate_limit(&self, is_graphql: bool) -> Usage {
        let limit = if is_graphql { &self.graphql_limit } else { &self.rest_limit };
        limit.use_one(self.now())
    }
}

/// A practice enterprise that is running. Dropping it ends it at once; [`Running::stop`] lets the last answers go out.
#[derive(Debug)]
pub struct Running {
    practice: Arc<Practice>,
    stop: watch::Sender<bool>,
    accepting: Vec<JoinHandle<()>>,
}

impl Running {
    /// Where it listens, such as `http://127.0.0.1:41873`: REST at the root, GraphQL at `/graphql`.
    pub fn base_url(&self) -> String {
        self.practice.base_url()
    }

    /// The token that it asks for.
    pub fn token(&self) -> &SecretString {
        self.practice.token()
    }

    /// Where one of its Enterprise Servers is asked for its license and its reports; `None` of a host that is none of them.
    pub fn server_url(&self, host: &str) -> Option<String> {
        let world = &self.practice.snapshot().world;
        let is_it = |which| world.server(which).host_name.eq_ignore_ascii_case(host);
        let found = self.practice.servers.iter().find(|(which, _)| is_it(*which));
        found.map(|(_, address)| format!("http://{address}"))
    }

    /// The slug of its enterprise.
    pub fn enterprise(&self) -> &'static str {
        ENTERPRISE
    }

    /// Ends it: no new connection is taken, requests under way have a second to be answered.
    pub async fn stop(mut self) {
        self.stop.send_replace(true);
        for accepting in std::mem::take(&mut self.accepting) {
            // It is cancelled by nobody and its connections are ended by time.
            let _ = accepting.await;
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.accepting.iter().for_each(JoinHandle::abort);
    }
}

/// Starts a practice enterprise on the caller's tokio runtime.
///
/// Fails if the port is taken, or if the folder cannot be read or holds what a later version wrote.
pub async fn serve(options: Options) -> io::Result<Running> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).await?;
    let address = listener.local_addr()?;
    let (mut servers, mut sockets) = (Vec::new(), Vec::new());
    for which in WhichServer::ALL {
        let socket = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        servers.push((which, socket.local_addr()?));
        sockets.push((which, socket));
    }
    let practice = tokio::task::spawn_blocking(move || Practice::new(options, address, servers)).await??;
    let practice = Arc::new(practice);
    let (stop, stopped) = watch::channel(false);
    let mut accepting = vec![tokio::spawn(accept(listener, router(&practice), stopped.clone()))];
    for (which, socket) in sockets {
        accepting.push(tokio::spawn(accept(socket, server_router(&practice, which), stopped.clone())));
    }
    Ok(Running { practice, stop, accepting })
}

fn router(practice: &Arc<Practice>) -> Router {
    Router::new()
        .route("/enterprises/{enterprise}/consumed-licenses", get(rest::consumed_licenses))
        .route("/enterprises/{enterprise}/license-sync-status", get(rest::license_sync_status))
        .route(
            "/enterprises/{enterprise}/visual-studio-subscriptions",
            get(rest::visual_studio_subscriptions),
        )
        .route("/enterprises/{enterprise}/server-usage", post(upload::server_usage))
        .merge(routes_of(WhichServer::Isolated))
        .route("/graphql", post(graphql::answer))
        .layer(Extension(graphql::schema()))
        .fallback(|| async { Refusal::not_found() })
        .method_not_allowed_fallback(|| async { Refusal::method_not_allowed() })
        .layer(middleware::from_fn_with_state(Arc::clone(practice), gate::gate))
        .merge(page::routes(practice))
        .with_state(Arc::clone(practice))
}

/// One of its servers, at an address of its own.
fn server_router(practice: &Arc<Practice>, which: WhichServer) -> Router {
    routes_of(which)
        .fallback(|| async { Refusal::not_found() })
        .method_not_allowed_fallback(|| async { Refusal::method_not_allowed() })
        .layer(middleware::from_fn_with_state(Arc::clone(practice), gate::gate))
        .with_state(Arc::clone(practice))
}

/// What a site administrator reads on a server.
fn routes_of(which: WhichServer) -> Router<Arc<Practice>> {
    Router::new()
        .route("/api/v3/enterprise/settings/license", get(server_reports::license))
        .route("/api/v3/user", get(server_reports::user))
        .route("/stafftools/reports/{report}", get(server_reports::report))
        .layer(Extension(which))
}

async fn accept(listener: TcpListener, router: Router, mut stopped: watch::Receiver<bool>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    connections.spawn(hold(stream, router.clone(), stopped.clone()));
                }
                // Out of descriptors, most likely: others may be closed meanwhile.
                Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
            },
            Some(_) = connections.join_next() => {}
            _ = stopped.changed() => break,
        }
    }
    drop(listener);
    while connections.join_next().await.is_some() {}
}

/// Serves one connection until it ends, a fault closes it, or the server stops.
async fn hold<S>(stream: S, router: Router, mut stopped: watch::Receiver<bool>)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let line = Line::default();
    let service = TowerToHyperService::new(router.layer(Extension(line.clone())));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME)
        .serve_connection(TokioIo::new(Sending::new(stream, line.clone())), service);
    tokio::pin!(connection);
    tokio::select! {
        // How a client left is no concern of the server's.
        _ = connection.as_mut() => {}
        () = line.closed() => {}
        _ = stopped.changed() => {
            connection.as_mut().graceful_shutdown();
            let _ = tokio::time::timeout(LAST_ANSWERS, connection).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

    use super::*;

    /// What comes of a question over a line that takes so many bytes at a time.
    async fn heard(scenario: Scenario, room: usize) -> String {
        let options = Options { scenario, ..Options::new("a-token".into(), Arc::new(SystemTime::now)) };
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, 1));
        let practice = Arc::new(Practice::new(options, address, Vec::new()).unwrap());
        let (mut client, server) = tokio::io::duplex(room);
        let (_stop, stopped) = watch::channel(false);
        let holding = tokio::spawn(hold(server, router(&practice), stopped));
        let question = format!(
            "GET /enterprises/practice/license-sync-status HTTP/1.1\r\nHost: {address}\r\n\
             Authorization: Bearer a-token\r\nConnection: close\r\n\r\n"
        );
        client.write_all(question.as_bytes()).await.unwrap();
        let mut answer = String::new();
        client.read_to_string(&mut answer).await.unwrap();
        holding.await.unwrap();
        answer
    }

    #[tokio::test]
    async fn a_slow_line_was_closed_before_half_of_the_answer_had_left() {
        let whole = heard(Scenario::Normal, 1024).await;
        let (_, body) = whole.split_once("\r\n\r\n").unwrap();
        for room in [1, 16, 300, 1024 * 1024] {
            let cut = heard(Scenario::HalfBody, room).await;
            let (head, half) = cut.split_once("\r\n\r\n").expect("the head is whole");
            assert!(head.contains(&format!("content-length: {}", body.len())), "it promises all: {head}");
            assert_eq!(half, &body[..body.len() / 2], "and half of it comes, {room} bytes at a time");
        }
    }
}
