//! Serves the desk to a browser.
fn main() {}
