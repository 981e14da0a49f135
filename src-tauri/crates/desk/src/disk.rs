//! What the operating system says of files, as data.

use std::io;

use crate::{Failure, FailureCode};

/// The name of an operating system's error, as it goes into parameters.
pub(crate) fn reason(error: &io::Error) -> &'static str {
    if is_link_loop(error) {
        return "link_loop";
    }
    match error.kind() {
        io::ErrorKind::NotFound => "not_found",
        io::ErrorKind::PermissionDenied => "no_permission",
        io::ErrorKind::InvalidFilename => "name_too_long",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            "disk_full"
        }
        io::ErrorKind::ReadOnlyFilesystem => "read_only",
        _ => "io",
    }
}

#[cfg(unix)]
fn is_link_loop(error: &io::Error) -> bool {
    error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error())
}

#[cfg(not(unix))]
fn is_link_loop(_error: &io::Error) -> bool {
    false
}

/// A failure to read or write.
pub(crate) fn failure(error: &io::Error) -> Failure {
    match reason(error) {
        "disk_full" => Failure::new(FailureCode::DiskFull),
        reason @ ("no_permission" | "read_only") => {
            Failure::new(FailureCode::NoPermission).with("reason", reason)
        }
        reason => Failure::new(FailureCode::InputOutput).with("reason", reason),
    }
}
