//! The proxy on the way to a host, and why it let nobody through.

use std::time::Duration;

use hyper_util::client::proxy::matcher::Matcher;
use reqwest::header::HeaderValue;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use url::Url;

use crate::connection::{Connection, Proxy};
use crate::failure::Reason;

/// More than any proxy says before its empty line.
const HEAD_BYTES: usize = 16 * 1024;

/// A proxy that a request goes through.
pub(crate) struct WayOut {
    url: Url,
    authorization: Option<HeaderValue>,
}

impl WayOut {
    /// The proxy of a connection; `None` where there is none, as on the way to this very machine.
    pub(crate) fn of(connection: &Connection) -> Option<Self> {
        if connection.api.is_loopback() {
            return None;
        }
        // The library that the HTTP client itself asks, so that both give one answer.
        let matcher = match &connection.proxy {
            Proxy::Direct => return None,
            Proxy::System => Matcher::from_system(),
            Proxy::Through(url) => Matcher::builder().all(url.as_str()).build(),
        };
        let to = connection.api.url("/").as_str().parse().ok()?;
        let proxy = matcher.intercept(&to)?;
        Some(Self {
            url: Url::parse(&proxy.uri().to_string()).ok()?,
            authorization: proxy.basic_auth().cloned(),
        })
    }

    /// Its host and port, without what may be secret.
    pub(crate) fn shown(&self) -> String {
        let host = self.url.host_str().unwrap_or_default();
        let shown = match self.url.port_or_known_default() {
            Some(port) => format!("{host}:{port}"),
            None => host.to_owned(),
        };
        usage::outside::visible(&shown, 200)
    }

    /// Asks a proxy that speaks plain HTTP for a tunnel once more, because the HTTP client doesn't say what became of its own.
    /// `None` where the proxy is not what stands in the way.
    pub(crate) async fn obstacle(&self, to: &str, limit: Duration) -> Option<Reason> {
        let answer = tokio::time::timeout(limit, self.ask(to)).await;
        match answer {
            Err(_) | Ok(Err(_)) => Some(Reason::ProxyUnreachable { proxy: self.shown() }),
            Ok(Ok(None | Some(200..=299))) => None,
            Ok(Ok(Some(407))) => Some(Reason::ProxyAuthenticationRequired { proxy: self.shown() }),
            Ok(Ok(Some(_))) => Some(Reason::ProxyRefused { proxy: self.shown() }),
        }
    }

    /// A tunnel through a proxy that speaks plain HTTP; `None` where it gives none, or is asked in another way.
    pub(crate) async fn tunnel(&self, to: &str) -> Option<TcpStream> {
        let answer = self.connect(to).await.ok()?;
        answer.filter(|(status, _)| (200..300).contains(status)).map(|(_, stream)| stream)
    }

    /// The status of its answer to CONNECT (RFC 9110 section 9.3.6); `None` where it is asked in another way or gives none.
    async fn ask(&self, to: &str) -> std::io::Result<Option<u16>> {
        Ok(self.connect(to).await?.map(|(status, _)| status))
    }

    /// The same with the connection behind it.
    async fn connect(&self, to: &str) -> std::io::Result<Option<(u16, TcpStream)>> {
        let host = self.url.host_str().unwrap_or_default().trim_matches(['[', ']']);
        let port = self.url.port_or_known_default().unwrap_or(1080);
        let mut stream = TcpStream::connect((host, port)).await?;
        if self.url.scheme() != "http" {
            return Ok(None);
        }
        let mut request = format!("CONNECT {to} HTTP/1.1\r\nHost: {to}\r\n").into_bytes();
        if let Some(authorization) = &self.authorization {
            request.extend_from_slice(b"Proxy-Authorization: ");
            request.extend_from_slice(authorization.as_bytes());
            request.extend_from_slice(b"\r\n");
        }
        request.extend_from_slice(b"\r\n");
        stream.write_all(&request).await?;
        // Not a byte beyond the empty line is taken: what follows is the host's.
        let mut head = Vec::new();
        while head.len() < HEAD_BYTES && !has_ended(&head) {
            match stream.read_u8().await {
                Ok(byte) => head.push(byte),
                // A proxy that refuses may close without one.
                Err(_) if !head.is_empty() => break,
                Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => break,
                Err(error) => return Err(error),
            }
        }
        // The status stands on the first line: `HTTP/1.1 407 …`.
        let line = String::from_utf8_lossy(&head);
        let status = line.strip_prefix("HTTP/1.").and_then(|rest| rest.split(' ').nth(1)?.parse().ok());
        Ok(status.map(|status| (status, stream)))
    }
}

/// Whether a head has come to its empty line. A line may end without CR (RFC 9112 section 2.2).
fn has_ended(head: &[u8]) -> bool {
    head.ends_with(b"\n\r\n") || head.ends_with(b"\n\n")
}
