//! What a hand-off window still has to give, and to which page.

use std::collections::VecDeque;

use tauri::Url;

use super::ArmedFile;
use super::address::belongs_to;

/// A window's files in their order; each is given once.
pub(super) struct Armed {
    page: Url,
    files: VecDeque<ArmedFile>,
}

impl Armed {
    pub(super) fn new(page: Url, files: Vec<ArmedFile>) -> Self {
        Self { page, files: files.into() }
    }

    /// Whether the page at an address may ask for a file.
    pub(super) fn answers(&self, address: Option<&str>) -> bool {
        address
            .and_then(|address| address.parse().ok())
            .is_some_and(|address| belongs_to(&self.page, &address))
    }

    /// Takes the next file for the page at an address; it is armed for that one no longer. `None` where nothing is left, or where
    /// that page gets nothing.
    pub(super) fn take(&mut self, address: Option<&str>) -> Option<ArmedFile> {
        if self.answers(address) { self.files.pop_front() } else { None }
    }

    /// Puts a file back that could not be given.
    pub(super) fn put_back(&mut self, file: ArmedFile) {
        self.files.push_front(file);
    }

    /// The file that it is armed for.
    pub(super) fn next(&self) -> Option<&ArmedFile> {
        self.files.front()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_file_is_given_once_in_order_and_to_the_enterprises_page_only() {
        let file = |name: &str| ArmedFile { file: name.to_owned(), words: String::new() };
        let page = "https://github.com/enterprises/octo";
        let mut armed = Armed::new(page.parse().unwrap(), vec![file("a"), file("b")]);
        let taken = |armed: &mut Armed, address: Option<&str>| armed.take(address).map(|file| file.file);
        for elsewhere in
            [None, Some(""), Some("https://evil.example/enterprises/octo"), Some("not an address")]
        {
            assert_eq!(taken(&mut armed, elsewhere), None, "{elsewhere:?} gets nothing");
        }
        assert_eq!(taken(&mut armed, Some(page)).as_deref(), Some("a"), "the first");
        assert_eq!(armed.next().map(|file| &*file.file), Some("b"), "it is armed for the second");
        armed.put_back(file("a"));
        assert_eq!(
            taken(&mut armed, Some(page)).as_deref(),
            Some("a"),
            "what could not be given is still there"
        );
        assert_eq!(taken(&mut armed, Some(page)).as_deref(), Some("b"), "then the second");
        assert_eq!(taken(&mut armed, Some(page)), None, "and nothing twice");
    }
}
