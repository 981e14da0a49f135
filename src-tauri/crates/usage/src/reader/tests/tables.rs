//! Tables of users: what is read of them, and what is noticed.

use proptest::prelude::*;

use super::*;
use crate::reader::csv::records::RECORD_LIMIT;
use crate::roster::{Account, SignedIn};
use crate::{Param, ReportScope};

const HEADER: &str = "created_at,id,login,email,role,suspended?,last_logged_ip,repos,ssh_keys,org_memberships,dormant?,last_active,raw_login,2fa_enabled?\n";

/// A table with these rows under its header.
fn with_rows(rows: &str) -> String {
    format!("{HEADER}{rows}")
}

/// A row of an account that is neither suspended nor dormant.
fn row(id: &str, login: &str, email: &str) -> String {
    let raw = serde_json::to_string(login).expect("writes").replace('"', "\"\"");
    format!(
        "2026-01-02 03:04:05 UTC,{id},{login},{email},user,false,10.0.0.1,1,1,1,false,2026-05-01 12:00:00 UTC,\"{raw}\",true\n"
    )
}

fn three_rows() -> String {
    let rows = ["1,mona,mona@corp.example", "2,kai,kai@corp.example", "3,ben,ben@corp.example"];
    rows.iter()
        .map(|cells| cells.split(',').collect::<Vec<_>>())
        .map(|cells| row(cells[0], cells[1], cells[2]))
        .collect()
}

fn logins(roster: &Roster) -> Vec<&str> {
    roster.accounts().map(|account| account.login.unwrap_or("—")).collect()
}

/// What was noticed, but for which report it may be.
fn noticed(reading: &Reading) -> Vec<Code> {
    codes(reading).into_iter().filter(|code| *code != Code::ReportNotTold).collect()
}

fn of(reading: &Reading) -> UserCounts {
    match &reading.accounts {
        Accounts::Open(counts) => counts.clone(),
        other => panic!("an open list is expected: {other:?}"),
    }
}

#[test]
fn every_column_of_a_report_is_read() {
    let text = with_rows(
        "2026-01-02 03:04:05 UTC,17,mona,Mona@corp.example,admin,false,10.0.0.1,1,2,3,false,2026-05-01 12:00:00 UTC,\"\"\"mona\"\"\",true\n\
         2026-01-02 03:04:05 UTC,18,kai,,user,true,,0,0,0,true,,\"\"\"kai\"\"\",false\n",
    );
    let (reading, roster) = accounts(text.as_bytes());
    assert_eq!(reading.kind, Kind::GhesUsersCsv, "a report of users");
    let mona = Account {
        id: Some(17),
        login: Some("mona"),
        primary_email: Some("Mona@corp.example"),
        role: Some("admin"),
        site_admin: Some(true),
        suspended: Some(false),
        dormant: Some(false),
        signed_in: SignedIn::Yes,
        created_at: Some(1_767_323_045),
        last_active: Some(1_777_636_800),
        place: 2,
        ..Account::default()
    };
    assert_eq!(roster.account(0), Some(mona), "all that is needed of an account");
    let kai = roster.account(1).expect("a second row");
    assert_eq!(
        (kai.primary_email, kai.suspended, kai.dormant),
        (None, Some(true), Some(true)),
        "a blank e-mail"
    );
    assert_eq!(kai.signed_in, SignedIn::NoSign, "an account that nobody signed in with");
    let counts = of(&reading);
    assert_eq!(
        (counts.total, counts.active, counts.suspended, counts.dormant),
        (2, Some(1), Some(1), Some(1))
    );
    assert_eq!(counts.with_primary_email, 1, "one has a primary e-mail");
    assert_eq!(reading.report.expect("a report").possible, [ReportScope::All], "suspended and not");
    assert_eq!(reading.findings.len(), 1, "nothing but the blank e-mail: {:?}", reading.findings);
}

#[test]
fn a_report_that_could_be_another_says_so() {
    let (reading, _) = accounts(with_rows(&three_rows()).as_bytes());
    let noticed = finding(&reading, Code::ReportNotTold);
    let possible = vec!["all".to_owned(), "active".to_owned()];
    assert_eq!(noticed.params["possible"], possible.into(), "nobody is suspended or dormant");
    assert_eq!(noticed.severity, Severity::Note, "which is nothing wrong");
}

#[test]
fn the_command_prints_with_and_without_a_header() {
    let rows = "mona,mona@corp.example,admin,1,2,3,active,10.0.0.1,2026-01-02 03:04:05 UTC\n\
                kai,kai@corp.example,user,0,0,0,suspended,,2026-01-02 03:04:05 UTC\n";
    let header =
        "login,email,role,ssh_keys,org_memberships,repos,suspension_status,last_logged_ip,creation_date\n";
    let (with, with_header) = accounts(format!("{header}{rows}").as_bytes());
    let (without, without_header) = accounts(rows.as_bytes());
    for (reading, roster, first) in [(&with, &with_header, 2), (&without, &without_header, 1)] {
        assert_eq!(reading.kind, Kind::GhesUserCsvCli, "the command's");
        assert_eq!(logins(roster), ["mona", "kai"], "both accounts");
        let kai = roster.account(1).expect("kai");
        assert_eq!(
            (kai.id, kai.suspended, kai.signed_in),
            (None, Some(true), SignedIn::NoSign),
            "what it tells"
        );
        assert_eq!(kai.place, first + 1, "on its line");
        assert_eq!(reading.report.as_ref().expect("a report").possible, [ReportScope::All], "both roles");
    }
    assert_eq!(codes(&with), [], "nothing to notice");
    assert_eq!(codes(&without), [Code::HeaderMissing], "but for the header");
}

#[test]
fn columns_are_known_in_any_order_and_spelling() {
    let text =
        "\u{feff}Email;ID;Login;Suspended;Extra\r\nmona@corp.example;1;mona;FALSE;x\r\n;2;kai;TRUE;\r\n";
    let (reading, roster) = accounts(text.as_bytes());
    assert_eq!(logins(&roster), ["mona", "kai"], "by their names");
    assert_eq!(roster.account(1).expect("kai").suspended, Some(true), "as a spreadsheet writes it");
    assert_eq!(
        noticed(&reading),
        [Code::OtherDelimiter, Code::NoPrimaryEmail],
        "semicolons are noticed, a mark is not"
    );
    let (reading, _) = accounts("id\tlogin\tsuspended?\n1\tmona\tfalse\n".as_bytes());
    assert_eq!(finding(&reading, Code::OtherDelimiter).params["delimiter"], "tab".into(), "tabs too");
    assert_eq!(
        finding(&reading, Code::ColumnsMissing).params["missing"],
        vec!["email".to_owned()].into(),
        "no e-mail"
    );
}

#[test]
fn a_table_of_something_else_is_told_by_its_columns() {
    let text = "created_at,id,login,email,owners,members\n2026-01-02,1,octo-org,o@corp.example,1,2\n";
    let reading = review(text);
    assert_eq!((reading.kind, codes(&reading)), (Kind::Unknown, vec![Code::UnknownTable]), "organizations");
    let Param::List(columns) = &finding(&reading, Code::UnknownTable).params["columns"] else {
        panic!("a list")
    };
    assert_eq!(columns.len(), 6, "its columns are shown");
    assert_eq!(
        codes(&review("Dear all, please find attached, as agreed, the file.\n")),
        [Code::UnknownTable],
        "prose"
    );
    assert_eq!(codes(&review("one line, one comma\n")), [Code::NotJson], "less of it");
}

/// The findings of a table, each as `code line:column path`, and the logins that are read.
fn faults(text: &str) -> (Vec<String>, Vec<String>) {
    let (reading, roster) = accounts(text.as_bytes());
    let told = |finding: &Finding| match &finding.at {
        Some(_) => format!("{:?} {}", finding.code, place(finding)),
        None => format!("{:?}", finding.code),
    };
    let findings = reading.findings.iter().filter(|finding| finding.code != Code::ReportNotTold).map(told);
    (findings.collect(), logins(&roster).into_iter().map(str::to_owned).collect())
}

#[test]
fn a_quote_out_of_place_costs_no_row() {
    let others = three_rows();
    let stray = row("9", "zo\"e", "zoe@corp.example");
    let (findings, logins) = faults(&with_rows(&format!("{others}{stray}{others}").replacen(HEADER, "", 1)));
    assert_eq!(findings[0], "StrayQuote 5:27 login", "in a text: {findings:?}");
    assert_eq!(logins.len(), 7, "every row is read: {logins:?}");
    assert_eq!(logins[3], "zo\"e", "the quote is a character");
}

#[test]
fn an_opening_quote_that_is_never_closed_swallows_nothing() {
    let first = row("1", "mona", "mona@corp.example");
    let opened = row("2", "\"kai", "kai@corp.example").replace("\\\"\"", "");
    let plain = "2026-01-02,3,ben,ben@corp.example,user,false,,0,0,0,false,,,\n";
    for (rest, name) in [
        (row("3", "ben", "ben@corp.example"), "a row with quotes follows"),
        (plain.repeat(3), "no quote follows"),
        (String::new(), "the file ends"),
    ] {
        let (findings, logins) = faults(&with_rows(&format!("{first}{opened}{rest}")));
        assert!(findings.iter().any(|finding| finding == "StrayQuote 3:27 login"), "{name}: {findings:?}");
        assert_eq!(&logins[..2], ["mona", "\"kai"], "{name}: the line is read as it stands");
        assert_eq!(logins.len(), 2 + rest.lines().count(), "{name}: and all that follow");
    }
}

#[test]
fn quoted_cells_hold_delimiters_line_ends_and_quotes() {
    let text = with_rows(
        "2026-01-02,1,mona,mona@corp.example,\"user, or\r\nso\",false,,0,0,0,false,,\"\"\"mona\"\"\",\n\
         2026-01-02,x,kai,kai@corp.example,user,false,,0,0,0,false,,,\n",
    );
    let (findings, logins) = faults(&text);
    assert_eq!(findings, ["UnexpectedType 4:12 id"], "lines in a cell are counted");
    assert_eq!(logins, ["mona", "kai"], "both rows");
}

#[test]
fn rows_that_are_too_short_or_too_long_are_not_read() {
    let others = three_rows();
    let (findings, logins) = faults(&with_rows(&format!("{others}2026-01-02,4,zoe\n{others}")));
    assert_eq!(findings[0], "RaggedRow 5:17 ", "behind its last cell");
    assert_eq!(logins.len(), 6, "all others are read");
    let long = row("4", "zoe,x", "zoe@corp.example");
    let (findings, logins) = faults(&with_rows(&format!("{long}{others}")));
    assert_eq!(findings[0], format!("RaggedRow 2:{} ", long.len() - 4), "at the cell that is too much");
    assert_eq!(logins.len(), 3, "all others are read");
    let trailing = others.replace('\n', ",,\n");
    assert_eq!(faults(&with_rows(&trailing)).0, [""; 0], "blank cells behind the last column are nothing");
}

#[test]
fn a_header_in_the_middle_is_no_account() {
    let rows = three_rows();
    let (findings, logins) =
        faults(&with_rows(&format!("{rows}{HEADER}{}", row("4", "zoe", "zoe@corp.example"))));
    assert_eq!(findings, ["HeaderRepeated 5:1 "], "it is noticed");
    assert_eq!(logins, ["mona", "kai", "ben", "zoe"], "and passed over");
}

#[test]
fn carriage_returns_alone_end_lines() {
    let text = with_rows(&three_rows()).replace('\n', "\r");
    let (findings, logins) = faults(&text);
    assert_eq!(findings, ["CarriageReturns 1:1 "], "it is noticed");
    assert_eq!(logins, ["mona", "kai", "ben"], "and read");
    let text = with_rows(&three_rows()).replace('\n', "\r\n");
    assert_eq!(
        faults(&text),
        (vec![], vec!["mona".into(), "kai".into(), "ben".into()]),
        "before a line feed they are nothing"
    );
}

#[test]
fn formulas_are_text() {
    let rows = format!(
        "{}{}",
        row("=\"\"17\"\"", "=HYPERLINK(1)", "@mona").replace("=\"\"17\"\"", "\"=\"\"17\"\"\""),
        row("18", "kai", "+kai@corp.example")
    );
    let (reading, roster) = accounts(with_rows(&rows).as_bytes());
    let fields: Vec<_> = reading.findings.iter().filter_map(|finding| finding.params.get("field")).collect();
    assert_eq!(fields, [&Param::from("id"), &"login".into(), &"email".into()], "each column once");
    assert_eq!(roster.account(0).expect("mona").id, Some(17), "a text that a formula keeps is that text");
    assert_eq!(logins(&roster), ["=HYPERLINK(1)", "kai"], "nothing is worked out");
    assert_eq!(
        roster.account(1).expect("kai").primary_email,
        Some("+kai@corp.example"),
        "an e-mail may begin so"
    );
}

#[test]
fn what_spreadsheets_do_to_numbers_dates_and_logins_is_told() {
    let rows = "5/1/2026 12:00,1.23E+05,mona,mona@corp.example,user,FALSE,10.0.0.1,1,1,1,FALSE,46143.5,\"\"\"mona\"\"\",TRUE\n\
                2026/5/1 12:00,17,7,seven@corp.example,user,FALSE,10.0.0.1,1,1,1,FALSE,,\"\"\"007\"\"\",TRUE\n\
                2026/5/1 12:00,18,1-Mar,mar@corp.example,user,FALSE,10.0.0.1,1,1,1,FALSE,,\"\"\"mar1\"\"\",TRUE\n\
                2026/5/1 12:00,19,1.00E+05,e@corp.example,user,FALSE,10.0.0.1,1,1,1,FALSE,,,TRUE\n\
                2026/5/1 12:00,20,8,eight@corp.example,user,FALSE,10.0.0.1,1,1,1,FALSE,,\"\"\"8\"\"\",TRUE\n";
    let (findings, logins) = faults(&with_rows(rows));
    let expected = [
        "RewrittenDate 2:1 created_at",
        "RoundedNumber 2:16 id",
        "RewrittenDate 2:80 last_active",
        "RewrittenLogin 3:19 login",
        "RoundedNumber 5:19 login",
    ];
    assert_eq!(findings, expected, "each with its place");
    assert_eq!(logins, ["mona", "007", "mar1", "—", "8"], "logins are what raw_login says, or not known");
}

#[test]
fn text_that_is_not_utf_8_costs_its_cell_only() {
    for (bytes, encoding) in [(&b"\x8d\xb2\x93\xa1"[..], "shift_jis"), (b"zo\xeb", "windows-1252")] {
        let text = with_rows(&format!(
            "{}{}",
            row("1", "#", "sato@corp.example"),
            row("2", "kai", "kai@corp.example")
        ));
        let text: Vec<u8> = text.split('#').map(str::as_bytes).collect::<Vec<_>>().join(bytes);
        let (reading, roster) = accounts(&text);
        let noticed = finding(&reading, Code::CellsNotUtf8);
        assert_eq!(noticed.params["encoding"], encoding.into(), "which it is");
        assert_eq!(place(noticed), "2:27 login", "where it is");
        let first = roster.account(0).expect("a row");
        assert_eq!(
            (first.login, first.primary_email),
            (None, Some("sato@corp.example")),
            "the rest of the row"
        );
        assert_eq!(roster.len(), 2, "and of the table");
    }
}

#[test]
fn ids_that_stand_on_different_people_are_an_error() {
    let rows = format!(
        "{}{}{}",
        row("2", "kai", "kai@corp.example"),
        three_rows(),
        row("3", "eve", "eve@corp.example")
    );
    let (reading, _) = accounts(with_rows(&rows).as_bytes());
    let noticed = finding(&reading, Code::RepeatedUserId);
    assert_eq!(
        (noticed.params["first"].clone(), noticed.params["count"].clone()),
        (3.into(), 1.into()),
        "3 is two people"
    );
    assert_eq!(place(noticed), "6:1 ", "the row of the second of them");
    assert_eq!(finding(&reading, Code::RepeatedAccount).params["count"], 1.into(), "2 is one person twice");
    assert_eq!(of(&reading).total, 4, "who is counted once");
}

#[test]
fn logins_that_stand_on_different_people_are_an_error_where_there_are_no_ids() {
    let row = |login: &str, email: &str| format!("{login},{email},user,0,0,0,active,,2026-01-02\n");
    let rows =
        [row("mona", "mona@corp.example"), row("MONA", "other@corp.example"), row("kai", "kai@corp.example")];
    let (reading, _) = accounts(format!("{}{}", rows.concat(), row("kai", "kai@corp.example")).as_bytes());
    let noticed = finding(&reading, Code::RepeatedLogin);
    assert_eq!(noticed.params["count"], 1.into(), "in any letter case");
    assert!(!noticed.params.contains_key("first"), "nobody is named");
    assert_eq!(of(&reading).total, 3, "the same person twice is counted once");
}

#[test]
fn a_row_longer_than_the_limit_is_passed_over() {
    for rest in [0, 1, 100_000] {
        let long = row("2", &"x".repeat(RECORD_LIMIT + rest), "x@corp.example");
        let text = with_rows(&format!("{}{long}{}", row("1", "mona", ""), row("3", "ben", "")));
        let (reading, people) = people_in_blocks(text.as_bytes(), 1 << 18);
        assert_eq!(people_in_blocks(text.as_bytes(), 1000).0, reading, "in small blocks too");
        assert_eq!(place(finding(&reading, Code::RowTooLong)), "3:1 ", "where it begins");
        let Some(People::Server(roster)) = people else { panic!("accounts") };
        assert_eq!(logins(&roster), ["mona", "ben"], "the others are read");
        assert_eq!(roster.account(1).expect("ben").place, 4, "on their lines");
    }
}

#[test]
fn a_report_cut_anywhere_says_so_and_holds_no_torn_row() {
    let text = with_rows(&three_rows());
    for length in HEADER.len()..text.len() {
        let cut = &text.as_bytes()[..length];
        let (reading, roster) = accounts(cut);
        let whole = cut.split(|&byte| byte == b'\n').count() - 2;
        let line = cut.rsplit(|&byte| byte == b'\n').next().unwrap_or_default();
        let end = format!("{}:{} ", whole + 2, line.len() + 1);
        let found: Vec<_> = reading
            .findings
            .iter()
            .filter(|finding| matches!(finding.code, Code::Truncated | Code::OpenLastLine))
            .collect();
        if line.is_empty() {
            assert_eq!(found.len(), 0, "a cut between rows cannot be told");
        } else {
            assert_eq!(found.len(), 1, "cut at {length}: {:?}", reading.findings);
            assert_eq!(place(found[0]), end, "at the end");
        }
        let is_whole_but_open = found.first().is_some_and(|finding| finding.code == Code::OpenLastLine);
        assert_eq!(
            roster.len(),
            whole + usize::from(is_whole_but_open),
            "rows that are whole, cut at {length}"
        );
    }
}

#[test]
fn a_table_without_rows_is_empty() {
    let (reading, roster) = accounts(HEADER.as_bytes());
    assert!(codes(&reading).contains(&Code::EmptyUserList), "nobody is in it");
    assert!(roster.is_empty(), "and nobody in the roster");
}

fn cell() -> impl Strategy<Value = String> {
    proptest::string::string_regex("[a-z\",;\r\n佐=1 ]{0,10}").expect("a pattern")
}

/// A cell as RFC 4180 writes it.
fn written(cell: &str) -> String {
    format!("\"{}\"", cell.replace('"', "\"\""))
}

/// Bytes that look much like a table.
fn nearly_rows() -> impl Strategy<Value = Vec<u8>> {
    let pieces = [
        "1",
        "17.0",
        "1E+05",
        "mona",
        "007",
        "mona@corp.example",
        "user",
        "true",
        "2026-05-01 12:00:00 UTC",
        "=\"",
        ",",
        ",,",
        ";",
        "\"",
        "\"\"",
        "\n",
        "\r\n",
        "\r",
        "佐藤",
        " ",
        "id,login,email,suspended?,raw_login\n",
    ];
    let odd = [vec![0x8d, 0xb2], vec![0xff], vec![0], vec![0xef, 0xbb, 0xbf]];
    let pieces: Vec<_> = pieces.into_iter().map(|piece| piece.as_bytes().to_vec()).chain(odd).collect();
    proptest::collection::vec(proptest::sample::select(pieces), 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn where_blocks_end_never_changes_what_a_table_says(rows in nearly_rows(), block_size in 1..40_usize) {
        let text = [&b"id,login,email,suspended?,raw_login\n"[..], &rows].concat();
        let (reading, people) = people_in_blocks(&text, usize::MAX);
        let (in_blocks, people_of_blocks) = people_in_blocks(&text, block_size);
        prop_assert_eq!(&in_blocks, &reading);
        let (Some(People::Server(one)), Some(People::Server(other))) = (people, people_of_blocks) else {
            panic!("accounts");
        };
        prop_assert!(one.accounts().eq(other.accounts()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_rfc_4180_can_write_is_read_as_it_was_meant(
        cells in proptest::collection::vec((0..1_000_000_u64, cell(), cell(), any::<bool>()), 1..8),
        block_size in 1..64_usize,
    ) {
        let rows: Vec<String> = cells.iter().map(|(id, login, email, suspended)| {
            format!("{id},{},{},{suspended}\r\n", written(login), written(email))
        }).collect();
        let rows = rows.concat();
        let text = format!("id,login,email,suspended?\r\n{rows}");
        let (_, people) = people_in_blocks(text.as_bytes(), block_size);
        let Some(People::Server(roster)) = people else { panic!("accounts") };
        prop_assert_eq!(roster.len(), cells.len());
        for (account, (id, login, email, suspended)) in roster.accounts().zip(&cells) {
            prop_assert_eq!(account.id, Some(*id));
            prop_assert_eq!(account.suspended, Some(*suspended));
            let meant = |text: &str| {
                let text = text.trim();
                let inner = text.strip_prefix("=\"").and_then(|text| text.strip_suffix('"'));
                inner.filter(|inner| !inner.contains('"')).unwrap_or(text).trim().to_owned()
            };
            let (login, email) = (meant(login), meant(email));
            prop_assert_eq!(account.login.unwrap_or_default(), login);
            prop_assert_eq!(account.primary_email.unwrap_or_default(), email);
        }
    }
}
