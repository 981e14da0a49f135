//! What the host is told when it is started.

use std::ffi::OsString;
use std::path::PathBuf;

/// The host's arguments.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Arguments {
    /// The folder of the built page.
    pub(crate) page: PathBuf,
    /// The ledger's folder.
    pub(crate) data: PathBuf,
    /// What the system's dialog would answer.
    pub(crate) files: Vec<PathBuf>,
}

impl Arguments {
    /// Reads `--page DIR --data DIR [--file PATH]…`.
    pub(crate) fn parse(given: impl IntoIterator<Item = OsString>) -> Result<Self, String> {
        let mut given = given.into_iter();
        let mut arguments = Self::default();
        while let Some(name) = given.next() {
            let name = name.to_string_lossy().into_owned();
            let path = PathBuf::from(given.next().ok_or_else(|| format!("{name} wants a path"))?);
            match name.as_str() {
                "--page" => arguments.page = path,
                "--data" => arguments.data = path,
                "--file" => arguments.files.push(path),
                _ => return Err(format!("there is no argument {name}")),
            }
        }
        for (name, path) in [("--page", &arguments.page), ("--data", &arguments.data)] {
            if path.as_os_str().is_empty() {
                return Err(format!("{name} DIR is missing"));
            }
        }
        Ok(arguments)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(given: &[&str]) -> Result<Arguments, String> {
        Arguments::parse(given.iter().map(OsString::from))
    }

    #[test]
    fn files_stay_in_the_order_in_which_a_dialog_would_give_them() {
        let arguments = parse(&["--file", "b.json", "--page", "dist", "--data", "data", "--file", "a.json"]);
        assert_eq!(
            arguments,
            Ok(Arguments {
                page: "dist".into(),
                data: "data".into(),
                files: vec!["b.json".into(), "a.json".into()],
            }),
        );
    }

    #[test]
    fn what_is_missing_or_unknown_is_refused() {
        for given in [
            &["--page", "dist"][..],
            &["--data", "data"],
            &["--page", "dist", "--data"],
            &["--page", "dist", "--data", "data", "--port", "1"],
        ] {
            assert!(parse(given).is_err(), "{given:?} must be refused");
        }
    }
}
