//! Handing a file over HTTP/2, which is what GitHub speaks.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use cloud::{Arrival, Endpoint, Reason, UploadBody};
use h2::server::SendResponse;
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

use crate::bench::{slug, with};
use crate::encryption::{Authority, authority, certified, trusting};
use crate::parcel::{BLOCK, body_of, file};

/// What came in over one stream.
#[derive(Clone, Default)]
struct Stream {
    announced: usize,
    body: Vec<u8>,
    /// Whether the stream came to its proper end, or was reset by the client.
    whole: bool,
}

/// A server that reads files to their end, or resets their stream after some bytes.
struct Server {
    url: String,
    streams: Arc<Mutex<Vec<Stream>>>,
}

impl Server {
    async fn start(authority: &Authority, reset_after: Option<usize>) -> Self {
        let mut config = certified(authority, "127.0.0.1", (2020, 2100));
        config.alpn_protocols = vec![b"h2".to_vec()];
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("https://{}", listener.local_addr().unwrap());
        let streams = Arc::new(Mutex::new(Vec::new()));
        let shared = Arc::clone(&streams);
        tokio::spawn(async move {
            let (socket, _) = listener.accept().await.unwrap();
            serve(&acceptor, socket, &shared, reset_after).await;
        });
        Self { url, streams }
    }

    /// What came in, once the stream is over.
    async fn received(&self) -> Stream {
        for _ in 0..500 {
            if let Some(stream) = self.streams.lock().unwrap().first().cloned() {
                return stream;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("the stream never ended");
    }
}

async fn serve(
    acceptor: &TlsAcceptor,
    socket: TcpStream,
    shared: &Arc<Mutex<Vec<Stream>>>,
    reset_after: Option<usize>,
) {
    let mut connection = h2::server::handshake(acceptor.accept(socket).await.unwrap()).await.unwrap();
    // Accepting is what drives the connection, so the streams are read beside it.
    while let Some(Ok((request, respond))) = connection.accept().await {
        let shared = Arc::clone(shared);
        tokio::spawn(async move {
            let stream = read(request, respond, reset_after).await;
            shared.lock().unwrap().push(stream);
        });
    }
}

async fn read(
    request: http::Request<h2::RecvStream>,
    mut respond: SendResponse<bytes::Bytes>,
    reset_after: Option<usize>,
) -> Stream {
    let length = request.headers().get("content-length").map_or("0", |length| length.to_str().unwrap());
    let mut stream = Stream { announced: length.parse().unwrap(), ..Stream::default() };
    let mut body = request.into_body();
    if reset_after == Some(0) {
        respond.send_reset(h2::Reason::REFUSED_STREAM);
        return stream;
    }
    while let Some(data) = body.data().await {
        let Ok(data) = data else { return stream };
        stream.body.extend_from_slice(&data);
        body.flow_control().release_capacity(data.len()).unwrap();
        if reset_after.is_some_and(|bytes| stream.body.len() >= bytes) {
            respond.send_reset(h2::Reason::REFUSED_STREAM);
            return stream;
        }
    }
    stream.whole = true;
    let answer =
        http::Response::builder().status(202).header("content-type", "application/json").body(()).unwrap();
    let mut sending = respond.send_response(answer, false).unwrap();
    sending.send_data(bytes::Bytes::from_static(b"{}"), true).unwrap();
    stream
}

async fn hand_over(
    server: &Server,
    authority: &Authority,
    body: UploadBody,
) -> Result<(), cloud::CloudFailure> {
    let (cloud, pacing) = with(trusting(&server.url, authority));
    let result =
        cloud.upload(&Endpoint::practice(), &slug(), body, &mut |_| {}, std::future::pending()).await;
    assert!(pacing.waits().is_empty(), "a file is never sent again by this room");
    result.map(|_| ())
}

#[tokio::test]
async fn every_byte_arrives() {
    let content = file(9 * BLOCK + 3);
    let authority = authority("The company");
    let server = Server::start(&authority, None).await;
    hand_over(&server, &authority, body_of(&content)).await.unwrap();
    let received = server.received().await;
    assert!(received.whole && received.body == content, "the whole file, unchanged");
    assert_eq!(received.announced, content.len(), "of the announced length");
}

#[tokio::test]
async fn a_changed_file_never_comes_to_its_end() {
    let content = file(9 * BLOCK);
    let authority = authority("The company");
    let server = Server::start(&authority, None).await;
    let mut changed = content.clone();
    changed[8 * BLOCK] ^= 1;
    let body = UploadBody { source: Box::new(std::io::Cursor::new(changed)), ..body_of(&content) };
    let failure = hand_over(&server, &authority, body).await.unwrap_err();
    assert_eq!(
        (failure.reason, failure.arrival),
        (Reason::BytesChanged, Arrival::Incomplete),
        "its end was withheld"
    );
    let received = server.received().await;
    assert!(!received.whole, "the server saw the stream reset");
    assert!(received.body.len() + BLOCK <= content.len(), "with at least a block missing");
}

#[tokio::test]
async fn a_refused_stream_is_not_repeated_behind_our_back() {
    let content = file(64 * BLOCK);
    let authority = authority("The company");
    let server = Server::start(&authority, Some(BLOCK)).await;
    let failure = hand_over(&server, &authority, body_of(&content)).await.unwrap_err();
    assert_eq!(
        (failure.reason, failure.arrival),
        (Reason::ConnectionClosed, Arrival::Incomplete),
        "broken off"
    );
    assert!(!server.received().await.whole, "and left at that");
}

#[tokio::test]
async fn a_refused_question_is_asked_as_often_as_patience_says() {
    let authority = authority("The company");
    let server = Server::start(&authority, Some(0)).await;
    let (cloud, pacing) = with(trusting(&server.url, &authority));
    let failure = cloud.consumed(&slug()).await.unwrap_err();
    assert_eq!(failure.reason, Reason::ConnectionClosed, "refused");
    assert_eq!(server.streams.lock().unwrap().len(), 1, "the library would have asked again by itself");
    assert!(pacing.waits().is_empty(), "and nobody told it to");
}
