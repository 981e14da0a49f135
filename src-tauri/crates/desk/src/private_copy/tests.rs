//! The copy that a window hands over.

use std::fs;

use serde_json::json;

use crate::FailureCode;
use crate::private_copy::{delete_left_copies, private_copy};
use crate::test_desk::{TestDesk, export};

/// A desk with one reviewed export; the export's file id.
fn reviewed() -> (TestDesk, String) {
    let desk = TestDesk::new();
    desk.choose_enterprise();
    let review = desk.begin_review();
    let file = desk.add(&review, "export.json", &export("github.example", &json!([]))).id;
    (desk, file)
}

#[test]
fn it_has_the_reviewed_bytes_under_the_handed_name_and_goes_with_its_holder() {
    let (desk, file) = reviewed();
    let copy = private_copy(&desk.desk, &file).unwrap();
    let path = copy.path().to_owned();
    assert_eq!(
        fs::read(&path).unwrap(),
        fs::read(crate::prepare::handed_path(&desk.desk, &file).unwrap()).unwrap()
    );
    assert!(path.file_name().unwrap().to_str().unwrap().starts_with("github.example-"), "{path:?}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700), "nobody else may read it");
    }
    drop(copy);
    assert!(!path.parent().unwrap().exists(), "deleted after");
}

#[test]
fn what_a_dead_process_left_is_deleted_by_the_next() {
    let (desk, file) = reviewed();
    let copy = private_copy(&desk.desk, &file).unwrap();
    let path = copy.path().to_owned();
    std::mem::forget(copy);
    assert!(path.exists(), "as a killed process leaves it");
    delete_left_copies(&desk.desk);
    assert!(!path.exists(), "it is gone");
}

#[test]
fn a_file_that_nobody_reviewed_has_none() {
    let (desk, _) = reviewed();
    assert_eq!(private_copy(&desk.desk, "unknown").unwrap_err().code, FailureCode::NotFound);
}

#[test]
fn on_the_isolated_side_no_window_of_the_programs_own_has_a_page() {
    let desk = TestDesk::new();
    let enterprise = desk.choose_enterprise();
    let refused = crate::enterprise::page_for_own_window(&desk.desk, &enterprise.name).unwrap_err();
    assert_eq!(
        refused.code,
        FailureCode::IsolatedSide,
        "a window there would be a connection of the program's"
    );
    let desk = TestDesk::connected();
    let enterprise = desk.choose_enterprise();
    assert!(
        crate::enterprise::page_for_own_window(&desk.desk, &enterprise.name).is_ok(),
        "on the connected side it has"
    );
}
