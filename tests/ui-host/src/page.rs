//! The built page: its files, read once, and the content security policy that the window gives it.

use std::collections::HashMap;
use std::path::Path;

use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use axum::response::{IntoResponse as _, Response};
use serde_json::Value;

/// The window's own settings, so that the page is tested under the very policy that it ships with.
const WINDOW: &str = include_str!("../../../tauri.conf.json");

/// The page's files by their path in the address.
pub(crate) struct Page {
    files: HashMap<String, Vec<u8>>,
    policy: HeaderValue,
}

impl Page {
    /// Reads every file of the built page: nothing else of this computer can be asked for then.
    pub(crate) fn load(folder: &Path) -> Result<Self, String> {
        let mut files = HashMap::new();
        collect(folder, "", &mut files)
            .map_err(|error| format!("{} could not be read: {error}", folder.display()))?;
        if !files.contains_key("/index.html") {
            return Err(format!("{} holds no built page", folder.display()));
        }
        let policy = policy(WINDOW).ok_or("tauri.conf.json holds no content security policy")?;
        let policy = HeaderValue::from_str(&policy).map_err(|error| error.to_string())?;
        Ok(Self { files, policy })
    }

    /// The file at that path of the address.
    pub(crate) fn file(&self, path: &str) -> Option<Response> {
        let path = if path == "/" { "/index.html" } else { path };
        let bytes = self.files.get(path)?.clone();
        let headers = [
            (CONTENT_TYPE, HeaderValue::from_static(content_type(path))),
            (CONTENT_SECURITY_POLICY, self.policy.clone()),
            (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
            (CACHE_CONTROL, HeaderValue::from_static("no-store")),
        ];
        Some((headers, bytes).into_response())
    }
}

fn collect(folder: &Path, above: &str, files: &mut HashMap<String, Vec<u8>>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let path = format!("{above}/{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &path, files)?;
        } else {
            files.insert(path, std::fs::read(entry.path())?);
        }
    }
    Ok(())
}

/// The policy of the window's settings as a header, less the sources through which only the window reaches its program.
fn policy(settings: &str) -> Option<String> {
    let settings: Value = serde_json::from_str(settings).ok()?;
    let directives = settings.pointer("/app/security/csp")?.as_object()?;
    let lines = directives.iter().map(|(name, sources)| {
        let sources = sources.as_str()?.split(' ').filter(|source| !source.contains("ipc"));
        Some(format!("{name} {}", sources.collect::<Vec<_>>().join(" ")))
    });
    Some(lines.collect::<Option<Vec<_>>>()?.join("; "))
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_is_the_windows_less_its_own_bridge() {
        let policy = policy(WINDOW).unwrap_or_default();
        let directives: Vec<&str> = policy.split("; ").collect();
        for directive in ["default-src 'none'", "script-src 'self'", "connect-src 'self'"] {
            assert!(directives.contains(&directive), "{directive} is missing in {policy}");
        }
        assert!(!policy.contains("ipc"), "a browser has no such bridge: {policy}");
    }
}
