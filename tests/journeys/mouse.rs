//! The mouse over the window: files dragged into it from another program, and out of it into one, by X11's own protocol.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use fantoccini::elements::Element;

use crate::browser::{PATIENCE, Window, missing, start};

/// A point on the screen, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Point {
    pub(crate) x: i32,
    pub(crate) y: i32,
}

/// Where the window's page is on the screen, and how large: left, top, width, height.
fn window() -> [i32; 4] {
    let geometry =
        xdotool(&["search", "--onlyvisible", "--name", "^Seatbridge", "getwindowgeometry", "--shell"]);
    ["X", "Y", "WIDTH", "HEIGHT"].map(|key| {
        geometry
            .lines()
            .find_map(|line| line.strip_prefix(key)?.strip_prefix('='))
            .and_then(|value| value.parse().ok())
            .unwrap_or_else(|| panic!("the window has {key}: {geometry}"))
    })
}

/// A point of the window's page on the screen.
pub(crate) fn on_the_window(x: i32, y: i32) -> Point {
    let [left, top, ..] = window();
    Point { x: left + x, y: top + y }
}

/// The middle of the window.
pub(crate) fn middle_of_the_window() -> Point {
    let [left, top, width, height] = window();
    Point { x: left + width / 2, y: top + height / 2 }
}

/// The middle of an element of the page.
pub(crate) async fn middle_of(element: &Element) -> Point {
    let (x, y, width, height) = element.rectangle().await.expect("it stands on the page");
    #[expect(clippy::cast_possible_truncation, reason = "pixels of a screen")]
    on_the_window((x + width / 2.0) as i32, (y + height / 2.0) as i32)
}

/// Drags files with the mouse from another program's window onto ours, and lets them go there.
pub(crate) async fn drop_on_the_window(window: &Window, files: &[&Path]) {
    let corner = on_the_window(20, 20);
    let mut source = Program::open("drag_source.py", corner, files);
    let handle = source.ready_at();
    drag(handle, middle_of_the_window(), async || window.shows_what_hangs_over_it().await).await;
    let mut said = Vec::new();
    while said.last().is_none_or(|word| word != "ended") {
        said.push(source.next_line());
    }
    assert!(
        said.iter().any(|word| word == "given"),
        "the files were dragged, asked for and let go: {said:?}"
    );
}

/// Presses the button at one point and lets it go at another, by way of a few points between, as a hand does. It sways over its
/// target until what it drags was `seen` there: how long a program takes to begin a drag is its own affair.
pub(crate) async fn drag(from: Point, to: Point, mut seen: impl AsyncFnMut() -> bool) {
    xdotool(&["mousemove", &from.x.to_string(), &from.y.to_string(), "mousedown", "1"]);
    for step in 1..=10 {
        let (x, y) = (from.x + (to.x - from.x) * step / 10, from.y + (to.y - from.y) * step / 10);
        xdotool(&["mousemove", &x.to_string(), &y.to_string()]);
    }
    let began = Instant::now();
    let mut sway = 0;
    while !seen().await {
        if began.elapsed() > PATIENCE {
            // A button that stays down would spoil the journeys that come after this one.
            xdotool(&["mouseup", "1"]);
            panic!("nothing that is dragged is seen at {to:?}");
        }
        sway = 3 - sway;
        xdotool(&["mousemove", &(to.x + sway).to_string(), &to.y.to_string()]);
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    xdotool(&["mouseup", "1"]);
}

/// Clicks into the middle of a window of that title, once it is there.
pub(crate) fn click_on(title: &str) {
    let window = found(title);
    xdotool(&["windowraise", &window]);
    let [left, top, width, height] = place_of(&window);
    let (x, y) = (left + width / 2, top + height / 2);
    xdotool(&["mousemove", &x.to_string(), &y.to_string(), "click", "1"]);
}

/// Waits until another page stands in a window of that title than the one before, which is `None` for an empty window, and
/// answers what it looks like. Nothing of such a page can be asked: it is no page of the driver's.
pub(crate) async fn another_page(title: &str, before: Option<&[u8]>) -> Vec<u8> {
    let began = Instant::now();
    loop {
        let now = glance(title);
        let changed = match before {
            Some(before) => before.chunks(3).zip(now.chunks(3)).filter(|(before, now)| before != now).count(),
            None => now.chunks(3).filter(|pixel| *pixel != &now[..3]).count(),
        };
        // A text of a line takes more pixels, a caret that comes and goes fewer.
        if changed > 500 {
            return now;
        }
        assert!(began.elapsed() < PATIENCE, "no other page comes: {changed} pixels changed");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

/// The pixels of the page in a window of that title; the lines that stand above the page are left out.
fn glance(title: &str) -> Vec<u8> {
    const LINES: i32 = 60;
    let window = found(title);
    let [left, top, width, height] = place_of(&window);
    let script = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/journeys/glance.py");
    let numbers = [left, top + LINES, width, height - LINES].map(|number| number.to_string());
    let output = Command::new("/usr/bin/python3").arg(script).args(numbers).output();
    let output =
        output.unwrap_or_else(|error| panic!("{}", missing(Path::new("python3"), &error, "python3-gi")));
    assert!(output.status.success(), "glance.py: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// Left, top, width and height of a window.
fn place_of(window: &str) -> [i32; 4] {
    let geometry = xdotool(&["getwindowgeometry", "--shell", window]);
    ["X", "Y", "WIDTH", "HEIGHT"].map(|key| {
        let line = geometry.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix('='));
        line.and_then(|value| value.parse().ok()).expect("a place and a size")
    })
}

/// Types texts into a window of that title, once it is there, and presses a key.
pub(crate) fn type_into(title: &str, texts: &[&str], key: &str) {
    let window = found(title);
    // Without a window manager nobody else gives it the keyboard.
    xdotool(&["windowraise", &window, "windowfocus", "--sync", &window]);
    for text in texts {
        xdotool(&["type", "--delay", "20", text]);
    }
    xdotool(&["key", key]);
}

/// A window by its title.
fn found(title: &str) -> String {
    let ids = xdotool(&["search", "--sync", "--onlyvisible", "--name", title]);
    ids.lines().last().expect("there is one").to_owned()
}

fn xdotool(arguments: &[&str]) -> String {
    let output = Command::new("xdotool").args(arguments).output();
    let output =
        output.unwrap_or_else(|error| panic!("{}", missing(Path::new("xdotool"), &error, "xdotool")));
    assert!(output.status.success(), "xdotool {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Another program with a window.
pub(crate) struct Program {
    child: Child,
    lines: Receiver<String>,
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Program {
    /// Starts one of the scripts beside this file, with its window at a point.
    pub(crate) fn open(script: &str, at: Point, arguments: &[&Path]) -> Self {
        // Debian's own Python: PyGObject belongs to it.
        let mut command = Command::new("/usr/bin/python3");
        command
            .arg(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/journeys").join(script))
            .args([at.x.to_string(), at.y.to_string()])
            .args(arguments)
            .env("GDK_BACKEND", "x11")
            .stdin(Stdio::null())
            .stdout(Stdio::piped());
        let mut child = start(&mut command, "python3-gi gir1.2-gtk-3.0");
        let said = BufReader::new(child.stdout.take().expect("it was asked for"));
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            // Until it ends, or nobody listens any more.
            said.lines().map_while(Result::ok).all(|line| sender.send(line).is_ok())
        });
        Self { child, lines }
    }

    /// Waits until its window stands, and says where to grab it or to drop on it.
    pub(crate) fn ready_at(&mut self) -> Point {
        let ready = self.next_line();
        let at: Vec<i32> = ready.split(' ').filter_map(|word| word.parse().ok()).collect();
        let [x, y] = at[..] else { panic!("the other window is ready: {ready:?}") };
        Point { x, y }
    }

    /// The one file that was dropped on it.
    pub(crate) fn dropped(&mut self) -> PathBuf {
        let mut said = self.next_line();
        while said == "over" {
            said = self.next_line();
        }
        let address =
            said.strip_prefix("dropped ").unwrap_or_else(|| panic!("something was dropped: {said:?}"));
        let address =
            reqwest::Url::parse(address).unwrap_or_else(|error| panic!("one file, {address:?}: {error}"));
        address.to_file_path().unwrap_or_else(|()| panic!("a file on this computer: {address}"))
    }

    /// Whether it has said that word by now; what it said before is not asked for again.
    pub(crate) fn has_said(&self, word: &str) -> bool {
        self.lines.try_iter().any(|line| line == word)
    }

    /// What it says next.
    pub(crate) fn next_line(&mut self) -> String {
        let line = self.lines.recv_timeout(PATIENCE);
        line.unwrap_or_else(|error| panic!("the other program says what was done: {error}"))
    }
}
