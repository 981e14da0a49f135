"""Makes a table in memory of the columns that Seatbridge keeps of reports, with DuckDB: hold_reports_with_duckdb.py FILE…

It is told the header's names, and finds out the types by itself, as it is best at.
"""

import sys

import duckdb

duckdb.execute(
    """
    CREATE TEMP TABLE accounts AS
    SELECT created_at, id, login, email, role, "suspended?", "dormant?", last_active, last_logged_ip IS NOT NULL AS signed_in
    FROM read_csv(?, header = true)
    """,
    [sys.argv[1:]],
)
print(duckdb.execute("SELECT count(*) FROM accounts").fetchone()[0])
