use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use calamine::{Data, Reader as _, Xlsx, open_workbook};
use serde_json::{Value, json};

use super::*;
use crate::answers::{ExportFormat, PeopleQuery, PeopleSort, PersonFacet};
use crate::test_desk::{TestDesk, export};

/// A name, a login and an e-mail, each of which a spreadsheet would take for a formula, and somebody with a Japanese name.
fn desk_with_formulas() -> TestDesk {
    let at = TestDesk::new();
    at.choose_enterprise();
    let review = at.begin_review();
    let accounts = json!([
        { "user_id": 1, "login": "=1+1", "email": "mona@corp.example", "suspended": false },
        { "user_id": 2, "login": "@sum", "email": "+49@corp.example", "suspended": false },
        { "user_id": 3, "login": "佐藤", "email": "sato@corp.example", "suspended": false },
        { "user_id": 4, "login": "quote\"and,comma", "email": "q@corp.example", "suspended": true },
    ]);
    at.add(&review, "export.json", &export("ghes.example", &accounts));
    at
}

fn all(format: ExportFormat, facets: &[PersonFacet]) -> SaveRequest {
    SaveRequest::People(everybody(format, facets))
}

fn everybody(format: ExportFormat, facets: &[PersonFacet]) -> PeopleExport {
    let query = PeopleQuery {
        text: String::new(),
        facets: facets.to_vec(),
        behind: None,
        sort: PeopleSort::Name,
        descending: false,
    };
    PeopleExport { query, only: None, format }
}

fn saved(at: &TestDesk, request: &SaveRequest) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(suggested_name(&at.desk, request).unwrap());
    save(&at.desk, request, &path).unwrap();
    (folder, path)
}

fn rows_of_csv(path: &Path) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(path).unwrap();
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn no_cell_of_a_table_is_a_formula_and_excel_reads_its_letters() {
    let at = desk_with_formulas();
    let (_folder, path) = saved(&at, &all(ExportFormat::Csv, &[]));
    assert!(std::fs::read(&path).unwrap().starts_with("\u{feff}".as_bytes()), "Excel is told the encoding");
    let rows = rows_of_csv(&path);
    assert_eq!(rows.len(), 4, "a head and those who take a license");
    let names: Vec<&str> = rows[1..].iter().map(|row| row[1].as_str()).collect();
    assert_eq!(names, ["'=1+1", "'@sum", "佐藤"]);
    assert_eq!(rows[2][2], "'+49@corp.example");
    let formulas = rows.iter().flatten().filter(|cell| cell.starts_with(['=', '+', '-', '@']));
    assert_eq!(formulas.count(), 0, "{rows:?}");
}

#[test]
fn a_workbook_holds_texts_and_numbers_and_no_formula() {
    let at = desk_with_formulas();
    let (_folder, path) = saved(&at, &all(ExportFormat::Xlsx, &[]));
    let mut workbook: Xlsx<_> = open_workbook(&path).unwrap();
    let sheet = workbook.sheet_names()[0].clone();
    assert!(workbook.worksheet_formula(&sheet).unwrap().is_empty(), "nothing is reckoned");
    let range = workbook.worksheet_range(&sheet).unwrap();
    let rows: Vec<&[Data]> = range.rows().collect();
    assert_eq!(rows.len(), 4, "a head and those who take a license");
    assert_eq!(rows[0][1], Data::String("name".to_owned()));
    assert_eq!(rows[1][1], Data::String("=1+1".to_owned()), "a text, as it is");
    assert_eq!(rows[1][4], Data::Float(1.0), "a number");
    assert_eq!(rows[3][1], Data::String("佐藤".to_owned()));
}

#[test]
fn a_line_of_json_holds_a_person() {
    let at = desk_with_formulas();
    let request = all(ExportFormat::Ndjson, &[PersonFacet::OnlyServer, PersonFacet::NoLicense]);
    let (_folder, path) = saved(&at, &request);
    let text = std::fs::read_to_string(&path).unwrap();
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 4);
    assert_eq!(lines[0]["name"], "=1+1", "a script takes nothing for a formula");
    assert_eq!(lines[0]["accounts"], json!(["ghes.example:1"]));
    assert_eq!(lines[0]["license"], "enterprise");
    let suspended = lines.iter().find(|line| line["name"] == "quote\"and,comma").unwrap();
    assert_eq!(suspended["license"], "none");
    assert_eq!(suspended["facets"], json!(["no_license", "has_suspended"]));
    assert_eq!(suspended["server_accounts"], 1);
}

#[test]
fn only_the_chosen_are_written_whatever_is_filtered() {
    let at = desk_with_formulas();
    let mut export = everybody(ExportFormat::Csv, &[PersonFacet::Dormant]);
    export.only =
        Some(vec!["ghes.example:3".to_owned(), "ghes.example:4".to_owned(), "gone.example:1".to_owned()]);
    export.query.descending = true;
    let (_folder, path) = saved(&at, &SaveRequest::People(export));
    let names: Vec<String> = rows_of_csv(&path).into_iter().skip(1).map(|row| row[1].clone()).collect();
    assert_eq!(names, ["佐藤", "quote\"and,comma"], "in the order of the query");
}

#[cfg(unix)]
#[test]
fn a_file_is_private_even_where_a_public_one_stood() {
    use std::os::unix::fs::PermissionsExt as _;
    let at = desk_with_formulas();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("people.csv");
    std::fs::write(&path, "before").unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
    save(&at.desk, &all(ExportFormat::Csv, &[]), &path).unwrap();
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    assert_ne!(std::fs::read_to_string(&path).unwrap(), "before");
}

#[test]
fn what_is_stopped_leaves_what_stood_there_and_nothing_beside_it() {
    for format in [ExportFormat::Csv, ExportFormat::Xlsx, ExportFormat::Ndjson] {
        let mut at = desk_with_formulas();
        let stop_at: Arc<Mutex<Option<Arc<Desk>>>> = Arc::default();
        let told = Arc::clone(&stop_at);
        at.listen(Arc::new(move |event| {
            // The last row is told; the window's button is pressed then, before the file stands.
            if let (Event::Saving { .. }, Some(desk)) = (event, locked(&told).as_ref()) {
                cancel(desk);
            }
        }));
        *locked(&stop_at) = Some(Arc::clone(&at.desk));
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("people");
        std::fs::write(&path, "before").unwrap();
        let stopped = save(&at.desk, &all(format, &[]), &path).unwrap_err();
        assert_eq!(stopped.code, FailureCode::Cancelled, "{format:?}");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "before", "{format:?}");
        let left: BTreeSet<_> =
            std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left.len(), 1, "{format:?}: {left:?}");
        *locked(&stop_at) = None;
    }
}

#[test]
fn a_place_that_is_not_there_is_told() {
    let at = desk_with_formulas();
    let failure = save(&at.desk, &all(ExportFormat::Csv, &[]), Path::new("/nowhere/at/all.csv")).unwrap_err();
    assert_eq!(failure.code, FailureCode::InputOutput);
}
