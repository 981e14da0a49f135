//! A file's way through the window that is shipped.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::browser::Window;
use crate::headless::hex_digest;
use crate::twin::Practice;

#[tokio::test]
async fn a_newcomer_takes_the_sample_to_its_receipt() {
    let bytes = sample_bytes("sample-sealed.json");
    let digest = hex_digest(&bytes);
    let window = Window::open().await;

    window.click("Review the sample export").await;
    let begin =
        "//button[not(@aria-disabled='true') and starts-with(normalize-space(.), 'Hand over 1 export')]";
    window.wait_for(begin).await.click().await.unwrap();
    let original = window.data().join("practice/originals").join(&digest[..2]).join(&digest);
    assert_eq!(std::fs::read(original).unwrap(), bytes, "what was reviewed is kept, byte for byte");

    window.click("Hand over now").await;
    window.click("Open receipt").await;
    window.wait_for("//h1[starts-with(normalize-space(.), 'Receipt ')]").await;
    let receipt = window.text().await;
    assert!(receipt.contains("Counted"), "the receipt says what became of it:\n{receipt}");
    let closed_up: String = receipt.split_whitespace().collect();
    assert!(closed_up.contains(&digest), "the receipt is of these very bytes, {digest}:\n{receipt}");
    window.close().await;
}

#[tokio::test]
async fn a_file_with_a_japanese_name_is_dropped_and_reviewed() {
    let name = "本社 利用状況.json";
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(name);
    std::fs::write(&file, sample_bytes("sample-open.json")).unwrap();
    let window = Window::open().await;
    window.wait_for("//button[normalize-space(.)='Review the sample export']").await;

    drop_on_the_window(&file);

    window.wait_for("//h1[normalize-space(.)='Review before anything leaves']").await;
    window.wait_for(&format!("//*[text()='{name}']")).await;
    window.wait_for("//button[starts-with(normalize-space(.), 'Hand over 1 export')]").await;
    window.close().await;
}

/// The bytes of a sample, as the headless twin writes it.
fn sample_bytes(name: &str) -> Vec<u8> {
    std::fs::read(Practice::serve(Duration::ZERO).sample(name)).expect("the sample is there")
}

/// Drags a file with the mouse from another program's window onto ours, and lets it go there.
fn drop_on_the_window(file: &Path) {
    let geometry =
        xdotool(&["search", "--onlyvisible", "--name", "^Seatbridge", "getwindowgeometry", "--shell"]);
    let number = |key: &str| -> i32 {
        geometry
            .lines()
            .find_map(|line| line.strip_prefix(key)?.strip_prefix('='))
            .and_then(|value| value.parse().ok())
            .unwrap_or_else(|| panic!("the window has {key}: {geometry}"))
    };
    let (left, top, width, height) = (number("X"), number("Y"), number("WIDTH"), number("HEIGHT"));
    let target = (left + width / 2, top + height / 2);

    let mut source = Source::open(left + 20, top + 20, file);
    let ready = source.next_line();
    let at: Vec<i32> = ready.split(' ').filter_map(|word| word.parse().ok()).collect();
    let [x, y] = at[..] else { panic!("the other window is ready: {ready:?}") };
    let mut moves = format!("mousemove {x} {y} sleep 0.2 mousedown 1 sleep 0.1");
    for step in 1..=10 {
        let (x, y) = (x + (target.0 - x) * step / 10, y + (target.1 - y) * step / 10);
        moves += &format!(" mousemove {x} {y} sleep 0.03");
    }
    // A last small move, so that the target has answered before the button is let go.
    moves += &format!(" mousemove {} {} sleep 0.3 mouseup 1", target.0, target.1 + 2);
    xdotool(&moves.split(' ').collect::<Vec<_>>());
    let mut said = Vec::new();
    while !said.iter().any(|word| word == "ended") {
        said.push(source.next_line());
    }
    assert_eq!(said, ["begun", "given", "ended"], "the files were dragged, asked for and let go");
}

fn xdotool(arguments: &[&str]) -> String {
    let output = Command::new("xdotool").args(arguments).output().unwrap_or_else(|error| {
        panic!("xdotool cannot be started ({error}); Debian: apt-get install xdotool")
    });
    assert!(output.status.success(), "xdotool {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The other program.
struct Source {
    child: Child,
    lines: BufReader<std::process::ChildStdout>,
}

impl Drop for Source {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Source {
    fn open(x: i32, y: i32, file: &Path) -> Self {
        // Debian's own Python: PyGObject belongs to it.
        let mut child = Command::new("/usr/bin/python3")
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/journeys/drag_source.py"))
            .args([x.to_string(), y.to_string()])
            .arg(file)
            .env("GDK_BACKEND", "x11")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("/usr/bin/python3 can be started; Debian: apt-get install python3-gi gir1.2-gtk-3.0");
        let lines = BufReader::new(child.stdout.take().expect("it was asked for"));
        Self { child, lines }
    }

    /// What it says next; an empty text when it is gone.
    fn next_line(&mut self) -> String {
        let mut line = String::new();
        let read = self.lines.read_line(&mut line).expect("what it says is text");
        assert!(read > 0, "the other window stays until the drag has ended");
        line.trim_end().to_owned()
    }
}
