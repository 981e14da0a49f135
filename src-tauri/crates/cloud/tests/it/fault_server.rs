//! A server on loopback that does on the level of bytes what it is told: answer, answer half, close, reset, or nothing.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// How long a stalling server reads nothing: longer than the limits of these tests.
const STALL: Duration = Duration::from_millis(1500);

/// What one connection does.
#[derive(Clone, Debug)]
pub(crate) enum Act {
    /// Reads the whole request, says these bytes and closes.
    Say(Vec<u8>),
    /// Reads the request's head and this much of its body, says these bytes, then reads on until the other end closes: an early
    /// answer that isn't lost to a reset, or one that never goes on.
    SayAfter(usize, Vec<u8>),
    /// Reads the head and this much of the body and closes.
    CloseAfter(usize),
    /// The same, with a reset instead of an orderly end.
    ResetAfter(usize),
    /// Reads the head and this much of the body, and then reads on without a word.
    HangAfter(usize),
    /// Reads the head and this much of the body, then nothing more for a while, so that the line fills up.
    StallAfter(usize),
    /// Reads the whole request and says these bytes after a while.
    SayLate(Duration, Vec<u8>),
}

/// What came in over one connection.
#[derive(Clone, Debug, Default)]
pub(crate) struct Received {
    /// The request line and the headers.
    pub(crate) head: String,
    /// What came of the body.
    pub(crate) body: Vec<u8>,
    /// Whether the other end closed the line before all of the body that it announced had come.
    pub(crate) broken_off: bool,
}

impl Received {
    /// A header's value, by its name in lower case.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().skip(1).find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    fn announced(&self) -> usize {
        self.header("content-length").and_then(|length| length.parse().ok()).unwrap_or(0)
    }
}

/// The server; it stops when it is dropped.
pub(crate) struct FaultServer {
    address: SocketAddr,
    received: Arc<Mutex<Vec<Received>>>,
    accepting: JoinHandle<()>,
}

impl FaultServer {
    /// The first connection does the first act, and so on; the last act is repeated.
    pub(crate) async fn start(acts: Vec<Act>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let received = Arc::new(Mutex::new(Vec::new()));
        let shared = Arc::clone(&received);
        let accepting = tokio::spawn(async move {
            let mut acts = acts.into_iter().peekable();
            let mut last = None;
            while let Ok((stream, _)) = listener.accept().await {
                last = acts.next().or(last);
                let (act, shared) = (last.clone().expect("a server has an act"), Arc::clone(&shared));
                let index = {
                    let mut received = shared.lock().unwrap();
                    received.push(Received::default());
                    received.len() - 1
                };
                tokio::spawn(async move { perform(act, stream, &shared, index).await });
            }
        });
        Self { address, received, accepting }
    }

    /// Says these bytes on every connection.
    pub(crate) async fn saying(answer: impl AsRef<[u8]>) -> Self {
        Self::start(vec![Act::Say(answer.as_ref().to_vec())]).await
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What has come in so far, connection by connection.
    pub(crate) fn received(&self) -> Vec<Received> {
        self.received.lock().unwrap().clone()
    }

    /// Waits until a connection was broken off by the other end.
    pub(crate) async fn broken_off(&self) -> Received {
        for _ in 0..500 {
            if let Some(received) = self.received().into_iter().find(|received| received.broken_off) {
                return received;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("no connection was broken off: {:?}", self.received().len());
    }
}

impl Drop for FaultServer {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

/// A port on which nobody listens.
pub(crate) async fn nobody() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

/// An answer with a length, and the headers that are given.
pub(crate) fn answer(status: &str, headers: &[(&str, &str)], body: &str) -> Vec<u8> {
    use std::fmt::Write as _;
    let mut text = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n", body.len());
    for (name, value) in headers {
        write!(text, "{name}: {value}\r\n").unwrap();
    }
    format!("{text}\r\n{body}").into_bytes()
}

/// A JSON answer.
pub(crate) fn json(status: &str, headers: &[(&str, &str)], body: &str) -> Vec<u8> {
    let mut headers = headers.to_vec();
    headers.push(("Content-Type", "application/json; charset=utf-8"));
    answer(status, &headers, body)
}

async fn perform(act: Act, mut stream: TcpStream, shared: &Mutex<Vec<Received>>, index: usize) {
    let note = |received: &Received| shared.lock().unwrap()[index] = received.clone();
    let mut received = Received::default();
    if !read_head(&mut stream, &mut received).await {
        return;
    }
    note(&received);
    let announced = received.announced();
    let wanted = match &act {
        Act::Say(_) | Act::SayLate(..) => announced,
        Act::SayAfter(bytes, _)
        | Act::CloseAfter(bytes)
        | Act::ResetAfter(bytes)
        | Act::HangAfter(bytes)
        | Act::StallAfter(bytes) => *bytes,
    };
    if !read_body(&mut stream, &mut received, wanted).await {
        received.broken_off = true;
        note(&received);
        return;
    }
    note(&received);
    match &act {
        Act::SayLate(wait, _) => tokio::time::sleep(*wait).await,
        Act::StallAfter(_) => tokio::time::sleep(STALL).await,
        _ => {}
    }
    match act {
        Act::Say(bytes) | Act::SayLate(_, bytes) => {
            // The other end may be gone; what it makes of that is what is tested.
            let _ = stream.write_all(&bytes).await;
            let _ = stream.shutdown().await;
        }
        Act::SayAfter(_, bytes) => {
            let _ = stream.write_all(&bytes).await;
            read_body(&mut stream, &mut received, usize::MAX).await;
            received.broken_off = received.body.len() < announced;
            note(&received);
        }
        Act::CloseAfter(_) => {
            let _ = stream.shutdown().await;
        }
        Act::ResetAfter(_) => stream.set_zero_linger().unwrap(),
        Act::HangAfter(_) | Act::StallAfter(_) => {
            read_body(&mut stream, &mut received, usize::MAX).await;
            received.broken_off = received.body.len() < announced;
            note(&received);
        }
    }
}

/// Reads up to the empty line behind the headers; what follows it is the beginning of the body.
pub(crate) async fn read_head(stream: &mut (impl AsyncRead + Unpin), received: &mut Received) -> bool {
    let mut bytes = Vec::new();
    loop {
        let mut block = [0; 4096];
        match stream.read(&mut block).await {
            Ok(0) | Err(_) => return false,
            Ok(count) => bytes.extend_from_slice(&block[..count]),
        }
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            received.head = String::from_utf8_lossy(&bytes[..end]).into_owned();
            received.body = bytes.split_off(end + 4);
            return true;
        }
    }
}

/// Reads until the body has `wanted` bytes; whether it came to that.
async fn read_body(
    stream: &mut (impl AsyncRead + AsyncWrite + Unpin),
    received: &mut Received,
    wanted: usize,
) -> bool {
    let mut block = vec![0; 64 * 1024];
    while received.body.len() < wanted {
        match stream.read(&mut block).await {
            Ok(0) | Err(_) => return false,
            Ok(count) => received.body.extend_from_slice(&block[..count]),
        }
    }
    true
}
