//! A server on loopback that answers each question by its path and its headers, and notes how many were under way at once.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use url::Url;

use crate::fault_server::{Received, answer, read_head};

/// A question, as it came.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// Its address, without the origin.
    pub(crate) path: String,
    /// The number of the page that was asked for; 0 where the address holds none.
    pub(crate) page: usize,
    /// `If-None-Match`.
    pub(crate) known: Option<String>,
}

#[derive(Default)]
struct Notes {
    asked: Mutex<Vec<Asked>>,
    under_way: AtomicUsize,
    most: AtomicUsize,
}

/// The server; it stops when it is dropped.
pub(crate) struct PageServer {
    address: SocketAddr,
    notes: Arc<Notes>,
    accepting: JoinHandle<()>,
}

impl PageServer {
    /// `respond` is told the question and the server's address, and gives the bytes of the answer.
    pub(crate) async fn start(respond: impl Fn(&Asked, &str) -> Vec<u8> + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (notes, respond) = (Arc::new(Notes::default()), Arc::new(respond));
        let shared = Arc::clone(&notes);
        let accepting = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (notes, respond) = (Arc::clone(&shared), Arc::clone(&respond));
                let url = format!("http://{address}");
                tokio::spawn(serve(stream, notes, move |asked: &Asked| respond(asked, &url)));
            }
        });
        Self { address, notes, accepting }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Everything that was asked so far.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.notes.asked.lock().unwrap().clone()
    }

    /// The pages that were asked for so far.
    pub(crate) fn pages(&self) -> Vec<usize> {
        self.asked().iter().map(|asked| asked.page).collect()
    }

    /// How many questions were under way at most.
    pub(crate) fn most_under_way(&self) -> usize {
        self.notes.most.load(Ordering::SeqCst)
    }
}

impl Drop for PageServer {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

async fn serve(mut stream: TcpStream, notes: Arc<Notes>, respond: impl Fn(&Asked) -> Vec<u8>) {
    let mut received = Received::default();
    if !read_head(&mut stream, &mut received).await {
        return;
    }
    let under_way = notes.under_way.fetch_add(1, Ordering::SeqCst) + 1;
    notes.most.fetch_max(under_way, Ordering::SeqCst);
    // Long enough for others to come in beside it.
    tokio::time::sleep(Duration::from_millis(10)).await;
    let path = received.head.split(' ').nth(1).unwrap().to_owned();
    let url = Url::parse("http://a.example").unwrap().join(&path).unwrap();
    let page = url.query_pairs().find(|(name, _)| name == "page").and_then(|(_, page)| page.parse().ok());
    let known = received.header("if-none-match").map(str::to_owned);
    let asked = Asked { path, page: page.unwrap_or(0), known };
    let bytes = respond(&asked);
    notes.asked.lock().unwrap().push(asked);
    notes.under_way.fetch_sub(1, Ordering::SeqCst);
    // The other end may be gone; what it makes of that is what is tested.
    let _ = stream.write_all(&bytes).await;
    let _ = stream.shutdown().await;
}

/// The login of an invented person.
pub(crate) fn login(number: usize) -> String {
    format!("person-{number:06}")
}

/// The document of a page, two people a page, of a report of so many.
pub(crate) fn document(page: usize, people: usize) -> Value {
    let users: Vec<Value> = (1..=people)
        .skip((page - 1) * 2)
        .take(2)
        .map(|number| json!({"github_com_login": login(number), "license_type": "Enterprise"}))
        .collect();
    json!({"total_seats_consumed": people, "total_seats_purchased": people + 5, "users": users})
}

/// The links of a page, as GitHub writes them.
pub(crate) fn links(url: &str, page: usize, people: usize) -> String {
    let last = people.div_ceil(2);
    let to = |page: usize| format!("<{url}/enterprises/octo/consumed-licenses?per_page=100&page={page}>");
    if page < last {
        format!("{}; rel=\"next\", {}; rel=\"last\"", to(page + 1), to(last))
    } else {
        format!("{}; rel=\"first\"", to(1))
    }
}

/// A page as an answer, with its tag; 304 where that is known already.
pub(crate) fn page(asked: &Asked, url: &str, people: usize) -> Vec<u8> {
    let document = document(asked.page, people).to_string();
    let tag = format!("W/\"{}-{}\"", asked.page, people);
    let links = links(url, asked.page, people);
    let headers =
        [("Content-Type", "application/json; charset=utf-8"), ("ETag", tag.as_str()), ("Link", &links)];
    if asked.known.as_deref() == Some(&tag) {
        return answer("304 Not Modified", &headers[1..], "");
    }
    answer("200 OK", &headers, &document)
}
