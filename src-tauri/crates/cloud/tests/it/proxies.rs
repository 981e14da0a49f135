//! A real proxy on the way: a tunnel by CONNECT, to a host that only the proxy can find.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use cloud::{Check, Connection, Patience, Proxy, Reason};
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};

use crate::bench::{SHORT, TOKEN, connection, slug, with};
use crate::encryption::{Authority, authority, certified, serve, trusting};
use crate::fault_server::{Received, nobody, read_head};

/// A host that no resolver knows.
const HOST: &str = "api.github.example";

/// `mona:open-sesame`, as HTTP writes it.
const CREDENTIALS: &str = "Basic bW9uYTpvcGVuLXNlc2FtZQ==";

/// What a proxy does with a request for a tunnel.
#[derive(Clone, Copy)]
enum Rule {
    /// Opens it, whatever host is asked for, to this address.
    Open(SocketAddr),
    /// Opens it only for those who bring the credentials.
    OpenFor(&'static str, SocketAddr),
    /// Answers this line.
    Say(&'static str),
    /// Answers exactly this, and holds the line.
    Hold(&'static str),
}

/// A proxy; every head that came in is noted.
struct ConnectProxy {
    address: SocketAddr,
    heads: Arc<Mutex<Vec<String>>>,
}

impl ConnectProxy {
    async fn start(address: &str, rule: Rule) -> Self {
        let listener = TcpListener::bind(address).await.unwrap();
        let address = listener.local_addr().unwrap();
        let heads = Arc::new(Mutex::new(Vec::new()));
        let noted = Arc::clone(&heads);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let noted = Arc::clone(&noted);
                tokio::spawn(async move { tunnel(stream, rule, &noted).await });
            }
        });
        Self { address, heads }
    }

    fn heads(&self) -> Vec<String> {
        self.heads.lock().unwrap().clone()
    }
}

async fn tunnel(mut stream: TcpStream, rule: Rule, noted: &Mutex<Vec<String>>) {
    let mut received = Received::default();
    if !read_head(&mut stream, &mut received).await {
        return;
    }
    noted.lock().unwrap().push(received.head.clone());
    let to = match rule {
        Rule::Open(to) => to,
        Rule::OpenFor(credentials, to) if received.header("proxy-authorization") == Some(credentials) => to,
        Rule::OpenFor(..) => {
            let asks = "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\n\r\n";
            let _ = stream.write_all(asks.as_bytes()).await;
            return;
        }
        Rule::Say(line) => {
            let _ = stream.write_all(format!("{line}\r\n\r\n").as_bytes()).await;
            return;
        }
        Rule::Hold(head) => {
            let _ = stream.write_all(head.as_bytes()).await;
            // Until whoever asked goes.
            let _ = stream.read(&mut [0]).await;
            return;
        }
    };
    let mut beyond = TcpStream::connect(to).await.unwrap();
    stream.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n").await.unwrap();
    let _ = copy_bidirectional(&mut stream, &mut beyond).await;
}

/// A host that is reached through the proxy only, with a certificate of the company's own authority.
async fn host(authority: &Authority) -> SocketAddr {
    serve("127.0.0.1:0", certified(authority, HOST, (2020, 2100))).await
}

fn through(proxy: &str, authority: &Authority) -> Connection {
    let proxy = Proxy::Through(proxy.parse().unwrap());
    Connection { proxy, ..trusting(&format!("https://{HOST}"), authority) }
}

#[tokio::test]
async fn a_host_is_reached_through_a_proxy_that_sees_neither_token_nor_answer() {
    let company = authority("The company");
    let proxy = ConnectProxy::start("127.0.0.1:0", Rule::OpenFor(CREDENTIALS, host(&company).await)).await;
    let url = format!("http://mona:open-sesame@{}", proxy.address);
    let (cloud, _) = with(through(&url, &company));
    assert_eq!(cloud.consumed(&slug()).await.unwrap().value.consumed, 5, "the host behind it");
    let lines = cloud.check(&slug()).await.lines;
    let line = lines.iter().find(|line| line.check == Check::Proxy).unwrap();
    assert_eq!((line.ok, &line.params["kind"]), (Some(true), &"own".into()), "the check says so");
    assert_eq!(line.params["proxy"], proxy.address.to_string().into(), "and which, without credentials");
    let issuers = &lines.iter().find(|line| line.check == Check::Transport).unwrap().params["issuers"];
    assert_eq!(*issuers, vec!["The company".to_owned()].into(), "whose certificate it is, through the proxy");
    for head in proxy.heads() {
        assert!(head.starts_with("CONNECT api.github.example:443 HTTP/1.1"), "a tunnel to the host: {head}");
        assert!(!head.contains(TOKEN), "the token goes to its origin only: {head}");
    }
}

#[tokio::test]
async fn a_proxy_that_lets_nobody_through_is_told_from_a_host_that_is_silent() {
    let company = authority("The company");
    let to = host(&company).await;
    let refuses = ConnectProxy::start("127.0.0.1:0", Rule::Say("HTTP/1.1 502 Bad Gateway")).await;
    let asks = ConnectProxy::start("127.0.0.1:0", Rule::OpenFor(CREDENTIALS, to)).await;
    let absent: SocketAddr = nobody().await.strip_prefix("http://").unwrap().parse().unwrap();
    let shown = |address: SocketAddr| address.to_string();
    for (credentials, address, reason) in [
        ("", refuses.address, Reason::ProxyRefused { proxy: shown(refuses.address) }),
        ("", asks.address, Reason::ProxyAuthenticationRequired { proxy: shown(asks.address) }),
        ("mona:wrong@", asks.address, Reason::ProxyAuthenticationRequired { proxy: shown(asks.address) }),
        ("", absent, Reason::ProxyUnreachable { proxy: shown(absent) }),
    ] {
        let url = format!("http://{credentials}{address}");
        let (cloud, _) = with(through(&url, &company));
        let failure = cloud.consumed(&slug()).await.unwrap_err();
        assert_eq!(failure.reason, reason, "{url}");
        let printed = format!("{failure:?}{}", serde_json::to_string(&failure).unwrap());
        assert!(!printed.contains("wrong"), "no credentials in {printed}");
        let lines = cloud.check(&slug()).await.lines;
        let oks: Vec<_> = lines[..4].iter().map(|line| line.ok).collect();
        assert_eq!(oks, [None, None, Some(false), None], "the proxy is what does not hold: {url}");
    }
}

#[tokio::test]
async fn a_proxys_head_whose_lines_end_without_cr_was_waited_for() {
    let company = authority("The company");
    let bare =
        ConnectProxy::start("127.0.0.1:0", Rule::Hold("HTTP/1.1 407 Who are you\nVia: 1.1 old\n\n")).await;
    let (cloud, _) =
        with(Connection { limits: SHORT, ..through(&format!("http://{}", bare.address), &company) });
    let reason = Reason::ProxyAuthenticationRequired { proxy: bare.address.to_string() };
    assert_eq!(cloud.consumed(&slug()).await.unwrap_err().reason, reason, "it said what it wants");
}

#[tokio::test]
async fn a_proxys_name_that_nobody_knows_was_taken_for_the_hosts() {
    // Longer than a name may be, so that no resolver outside this machine is asked for it.
    let name = format!("{}.example", "a".repeat(64));
    let (cloud, _) = with(through(&format!("http://{name}:3128"), &authority("The company")));
    let failure = cloud.consumed(&slug()).await.unwrap_err();
    assert_eq!(failure.reason, Reason::ProxyUnreachable { proxy: format!("{name}:3128") }, "the proxy's");
}

#[tokio::test]
async fn a_proxy_and_a_host_may_be_addresses_of_the_sixth_version() {
    let company = authority("The company");
    let proxy = ConnectProxy::start("[::1]:0", Rule::Open(host(&company).await)).await;
    let (cloud, _) = with(through(&format!("http://[::1]:{}", proxy.address.port()), &company));
    assert!(cloud.consumed(&slug()).await.is_ok(), "a proxy");
    let beyond = serve("[::1]:0", certified(&company, "::1", (2020, 2100))).await;
    let (cloud, _) = with(trusting(&format!("https://{beyond}"), &company));
    assert!(cloud.consumed(&slug()).await.is_ok(), "a host, and the one that its certificate names");
}

/// Asks through whatever proxy the environment names; run by the test below in a process of its own.
#[tokio::test]
#[ignore = "needs the environment that the next test makes"]
async fn through_the_proxy_of_the_environment() {
    let pem = std::env::var("SEATBRIDGE_TEST_AUTHORITY").unwrap();
    let connection = Connection {
        authorities: vec![pem.into_bytes()],
        patience: Patience::ONCE,
        ..connection(&format!("https://{HOST}"))
    };
    let (cloud, _) = with(connection);
    assert_eq!(cloud.consumed(&slug()).await.unwrap().value.consumed, 5, "the host behind it");
    let lines = cloud.check(&slug()).await.lines;
    assert_eq!(lines[2].params["kind"], "system".into(), "the check says whose proxy it is");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_proxy_that_the_system_names_is_taken() {
    let company = authority("The company");
    let proxy = ConnectProxy::start("127.0.0.1:0", Rule::Open(host(&company).await)).await;
    // The environment of a running process can't be changed safely.
    let mut child = std::process::Command::new(std::env::current_exe().unwrap());
    child
        .args(["--exact", "proxies::through_the_proxy_of_the_environment", "--ignored"])
        .env("HTTPS_PROXY", format!("http://{}", proxy.address))
        .env("SEATBRIDGE_TEST_AUTHORITY", company.pem())
        .env_remove("NO_PROXY")
        .env_remove("no_proxy")
        .stdout(std::process::Stdio::null());
    let status = tokio::task::spawn_blocking(move || child.status()).await.unwrap().unwrap();
    assert!(status.success(), "through the proxy of the environment");
    assert!(!proxy.heads().is_empty(), "it came by");
}
