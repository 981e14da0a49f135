//! Private copies of originals under the name that GitHub is going to see, for revealing in a file manager and dragging
//! from there. A copy is not the original under a second name: a person who edits it changes nothing that is kept.

use std::path::PathBuf;

use rusqlite::OptionalExtension as _;
use usage::Sha256Digest;

use crate::column::Digest;
use crate::incoming::Incoming;
use crate::{Ledger, LedgerError, Result};

/// The longest name that file systems take, in bytes.
const LONGEST_NAME: usize = 255;

impl Ledger {
    /// A fresh copy of an original under `name`, and its path. Every call writes it anew, so that it holds the original's
    /// bytes whatever happened to an earlier copy.
    ///
    /// The name bears the digest, so two originals do not meet in one; if they do, it is a
    /// [`Conflict`](LedgerError::Conflict).
    pub fn handed_file(&self, digest: &Sha256Digest, name: &str) -> Result<PathBuf> {
        if !is_safe(name) {
            return Err(LedgerError::UnsafeName);
        }
        self.inner.session()?;
        let _placing = self.inner.folder.placing()?;
        let mut original = self.original(digest)?.ok_or(LedgerError::NotFound { what: "original" })?;
        // Noted before it is made: whatever stands in the folder can be found when its original is forgotten.
        self.write(|transaction| {
            let holder = transaction
                .query_row("SELECT sha256 FROM copies WHERE name = ?1", [name], |row| row.get::<_, Digest>(0))
                .optional()?;
            match holder {
                Some(holder) if holder.0 == *digest => {}
                Some(_) => return Err(LedgerError::Conflict { what: "handed_name" }),
                None => {
                    transaction.execute(
                        "INSERT INTO copies (name, sha256) VALUES (?1, ?2)",
                        (name, Digest(*digest)),
                    )?;
                }
            }
            Ok(())
        })?;
        let place = self.inner.folder.hand_over().join(name);
        let mut copy = Incoming::create(&self.inner)?;
        copy.fill(&mut original)?;
        copy.place(&place)?;
        Ok(place)
    }
}

/// Whether a name stays in its folder, is visible, and can be written on any system.
fn is_safe(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= LONGEST_NAME
        && !name.starts_with('.')
        && !name.ends_with(['.', ' '])
        && usage::outside::visible(name, usize::MAX) == name
        && !name.contains(['/', '\\', ':', '*', '?', '"', '<', '>', '|'])
}

#[cfg(test)]
mod tests {
    use super::is_safe;

    #[test]
    fn names_that_could_leave_the_folder_are_refused() {
        assert!(is_safe("github.example-2026-11-24-1a2b3c4d.json"), "the usual name");
        for name in [
            "",
            ".",
            "..",
            ".hidden",
            "../x",
            "a/b",
            "a\\b",
            "a\nb",
            "a\u{202e}b",
            "con:x",
            "x.",
            &"x".repeat(256),
        ] {
            assert!(!is_safe(name), "{name:?} is refused");
        }
    }
}
