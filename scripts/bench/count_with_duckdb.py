"""Counts the accounts of an export with DuckDB: count_with_duckdb.py FILE

The column is declared, which spares DuckDB from finding out the type of every field, and its limit on the size of one JSON
object is raised to the file's size.
"""

import os
import sys

import duckdb

path = sys.argv[1]
rows = duckdb.execute(
    "SELECT len(users) FROM read_json(?, format = 'unstructured', columns = {users: 'JSON[]'}, maximum_object_size = ?)",
    [path, os.path.getsize(path) + 1],
)
print(rows.fetchone()[0])
