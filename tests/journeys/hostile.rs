//! A page that tries everything that a page may not, and tells what came of it. It stands where an enterprise's own page should.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use crate::browser::PATIENCE;

/// The page, and what it tells.
pub(crate) struct Hostile {
    port: u16,
    told: Receiver<(String, String)>,
}

impl Hostile {
    /// Serves it until the journey ends.
    pub(crate) fn serve() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let port = listener.local_addr().expect("it has one").port();
        let (sender, told) = channel();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let sender = sender.clone();
                // A browser keeps connections open: one must not hold up the next.
                std::thread::spawn(move || answer(stream, &sender));
            }
        });
        Self { port, told }
    }

    pub(crate) fn base_url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The next thing that it tells: of what, and what came of it.
    pub(crate) fn tells(&self) -> (String, String) {
        self.told.recv_timeout(PATIENCE).expect("the page tells what came of what it tried")
    }

    /// Everything that it tells until it tells of `last`.
    pub(crate) fn tells_until(&self, last: &str) -> Vec<(String, String)> {
        let mut told = Vec::new();
        while told.last().is_none_or(|(what, _): &(String, String)| what != last) {
            told.push(self.tells());
        }
        told
    }

    /// What it tells within a time.
    pub(crate) fn tells_within(&self, time: Duration) -> Option<(String, String)> {
        self.told.recv_timeout(time).ok()
    }
}

fn answer(mut stream: TcpStream, told: &Sender<(String, String)>) -> Option<()> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    let mut head = String::new();
    let mut length = 0;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).ok()? <= 2 {
            break;
        }
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().ok()?;
        }
        head.push_str(&line);
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    let path = head.split(' ').nth(1)?.to_owned();
    let (status, kind, content) = match path.strip_prefix("/told/") {
        Some(what) => {
            let _ = told.send((what.to_owned(), String::from_utf8_lossy(&body).into_owned()));
            ("204 No Content", "text/plain", "")
        }
        None if path == "/loot.bin" => ("200 OK", "application/octet-stream", "loot"),
        None if path == "/elsewhere"
            || path.starts_with("/enterprises/practice") && !path.contains("licens") =>
        {
            ("200 OK", "text/html; charset=utf-8", include_str!("hostile.html"))
        }
        None => ("404 Not Found", "text/plain", ""),
    };
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{content}",
        content.len()
    )
    .ok()
}
