//! The schema and how it grows. Each entry brings a ledger from the version before it to its own; entries are never
//! changed once released. `PRAGMA user_version` counts those that were applied.

use rusqlite::{Connection, TransactionBehavior};

use crate::{LedgerError, Result};

/// `SBlg`, in the header of every ledger.
pub(crate) const APPLICATION_ID: i64 = 0x5342_6c67;

/// All steps, oldest first.
pub(crate) const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001.sql"),
    include_str!("migrations/0002.sql"),
    include_str!("migrations/0003.sql"),
    include_str!("migrations/0004.sql"),
];

/// Whether this program may work with the file: a ledger, and none that a later version wrote.
pub(crate) fn check(connection: &Connection, migrations: &[&str]) -> Result<()> {
    let application_id: i64 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let found: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    let known = known(migrations);
    if application_id != APPLICATION_ID && (application_id != 0 || found != 0 || tables != 0) {
        return Err(LedgerError::ForeignFile { application_id });
    }
    if found > known {
        return Err(LedgerError::NewerLedger { found, known });
    }
    Ok(())
}

/// Applies what is missing, each step in one transaction with its version.
pub(crate) fn migrate(connection: &mut Connection, migrations: &[&str]) -> Result<()> {
    check(connection, migrations)?;
    loop {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let applied: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
        let next = usize::try_from(applied).ok().and_then(|applied| migrations.get(applied));
        let Some(sql) = next else { return Ok(()) };
        transaction.execute_batch(sql)?;
        let dangling: i64 =
            transaction.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0))?;
        if dangling > 0 {
            return Err(LedgerError::Corrupt { what: "references" });
        }
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        transaction.pragma_update(None, "user_version", applied + 1)?;
        transaction.commit()?;
    }
}

fn known(migrations: &[&str]) -> i64 {
    i64::try_from(migrations.len()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(connection: &Connection) -> i64 {
        connection.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap()
    }

    #[test]
    fn an_empty_file_gets_every_step_and_a_second_run_changes_nothing() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection, MIGRATIONS).unwrap();
        assert_eq!(version(&connection), known(MIGRATIONS), "every step is counted");
        let before = connection.total_changes();
        migrate(&mut connection, MIGRATIONS).unwrap();
        assert_eq!(connection.total_changes(), before, "nothing is left to do");
    }

    #[test]
    fn a_decision_of_before_its_ground_was_kept_stands_on_nothing_known() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection, &MIGRATIONS[..2]).unwrap();
        let decision = "INSERT INTO decisions (id, enterprise, kind, account, note, decided_at, actor)
            VALUES ('1', '', 'note', 'cloud:mona', '', '2026-11-24T09:00:00.000Z', 'aiko')";
        connection.execute(decision, []).unwrap();
        migrate(&mut connection, MIGRATIONS).unwrap();
        let emails: String =
            connection.query_row("SELECT emails FROM decisions", [], |row| row.get(0)).unwrap();
        assert_eq!(emails, "{}", "it stands, and nothing is made up");
    }

    #[test]
    fn a_step_that_fails_leaves_the_version_before_it() {
        let mut connection = Connection::open_in_memory().unwrap();
        let steps =
            ["CREATE TABLE first (a TEXT);", "CREATE TABLE second (a TEXT); SELECT no_such_function();"];
        let error = migrate(&mut connection, &steps).unwrap_err();
        assert_eq!(error.code(), "database", "the fault is told");
        assert_eq!(version(&connection), 1, "the first step stands");
        let second = "SELECT count(*) FROM sqlite_schema WHERE name = 'second'";
        let tables: i64 = connection.query_row(second, [], |row| row.get(0)).unwrap();
        assert_eq!(tables, 0, "the second left nothing");
        migrate(&mut connection, &[steps[0], "CREATE TABLE second (a TEXT);"]).unwrap();
        assert_eq!(version(&connection), 2, "a mended step goes on from there");
    }

    #[test]
    fn a_step_that_leaves_a_dangling_reference_is_refused() {
        let mut connection = Connection::open_in_memory().unwrap();
        connection.pragma_update(None, "foreign_keys", false).unwrap();
        let step = "CREATE TABLE a (id TEXT PRIMARY KEY); CREATE TABLE b (a TEXT REFERENCES a (id));
                    INSERT INTO b VALUES ('nobody');";
        assert_eq!(
            migrate(&mut connection, &[step]).unwrap_err().code(),
            "corrupt",
            "references are checked"
        );
        assert_eq!(version(&connection), 0, "nothing of it stands");
    }
}
