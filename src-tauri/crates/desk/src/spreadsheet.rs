//! Cells of a table that a spreadsheet opens: what comes from outside is never taken for a formula.

/// A cell that no spreadsheet takes for a formula: one that begins like a formula has an apostrophe before it. Names, logins and
/// e-mails come from people, and a formula can send what stands beside it elsewhere. Japanese spreadsheets take the signs in full
/// width, too.
pub(crate) fn harmless(cell: &str) -> String {
    let first = cell.trim_start().chars().next();
    let is_formula =
        matches!(first, Some('=' | '+' | '-' | '@' | '\u{ff1d}' | '\u{ff0b}' | '\u{ff0d}' | '\u{ff20}'));
    if is_formula { format!("'{cell}") } else { cell.to_owned() }
}
