//! Which of a server's reports a table can be. All of them have the same columns, so only the rows tell.

use crate::{Kind, ReportScope};

/// What the rows of a report have in common.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct InCommon {
    pub(super) rows: u64,
    pub(super) suspended: Option<u64>,
    pub(super) dormant: Option<u64>,
    pub(super) admins: Option<u64>,
}

/// All that the rows leave possible, in the order of [`ReportScope`].
///
/// A report of all accounts may happen to have the rows of any other report, so it is always possible. That the report of
/// active users lists neither suspended nor dormant ones is assumed: GitHub publishes no more than its name.
pub(super) fn possible(kind: Kind, rows: InCommon) -> Vec<ReportScope> {
    let none = |count: Option<u64>| count.is_none_or(|count| count == 0);
    let all = |count: Option<u64>| count.is_none_or(|count| count == rows.rows);
    let scopes: &[(ReportScope, bool)] = if kind == Kind::GhesUserCsvCli {
        &[
            (ReportScope::All, true),
            (ReportScope::Suspended, all(rows.suspended)),
            (ReportScope::Admins, all(rows.admins)),
            (ReportScope::Users, none(rows.admins)),
        ]
    } else {
        &[
            (ReportScope::All, true),
            (ReportScope::Active, none(rows.suspended) && none(rows.dormant)),
            (ReportScope::Dormant, all(rows.dormant)),
            (ReportScope::Suspended, all(rows.suspended)),
        ]
    };
    scopes.iter().filter(|(_, is_possible)| *is_possible).map(|(scope, _)| *scope).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn users(suspended: u64, dormant: u64) -> Vec<ReportScope> {
        let rows = InCommon { rows: 4, suspended: Some(suspended), dormant: Some(dormant), admins: None };
        possible(Kind::GhesUsersCsv, rows)
    }

    #[test]
    fn rows_that_differ_leave_one_report_possible() {
        assert_eq!(users(1, 1), [ReportScope::All], "some suspended, some dormant");
        assert_eq!(users(1, 0), [ReportScope::All], "some suspended");
        assert_eq!(users(0, 0), [ReportScope::All, ReportScope::Active], "none of either");
        assert_eq!(users(0, 4), [ReportScope::All, ReportScope::Dormant], "all dormant");
        assert_eq!(users(4, 1), [ReportScope::All, ReportScope::Suspended], "all suspended");
    }

    #[test]
    fn the_command_line_filters_by_role_too() {
        let rows = |admins, suspended| {
            let rows = InCommon { rows: 3, suspended: Some(suspended), dormant: None, admins: Some(admins) };
            possible(Kind::GhesUserCsvCli, rows)
        };
        assert_eq!(rows(1, 1), [ReportScope::All], "both roles, some suspended");
        assert_eq!(rows(3, 0), [ReportScope::All, ReportScope::Admins], "administrators alone");
        assert_eq!(
            rows(0, 3),
            [ReportScope::All, ReportScope::Suspended, ReportScope::Users],
            "suspended users"
        );
    }
}
