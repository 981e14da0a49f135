"""Counts the accounts of an export with DuckDB: count_with_duckdb.py read_json|read_json_objects FILE

`read_json` makes a row with a list of the accounts, as one would to ask more of it; its column is declared, which spares DuckDB
from finding out the type of every field. `read_json_objects` keeps the document as text and counts in it: the fastest way that
was found. Both raise DuckDB's limit on the size of one JSON object to the file's size.
"""

import os
import sys

import duckdb

QUESTIONS = {
    "read_json": """
        SELECT len(users)
        FROM read_json(?, format = 'unstructured', columns = {users: 'JSON[]'}, maximum_object_size = ?)
    """,
    "read_json_objects": """
        SELECT json_array_length(json, '$.users')
        FROM read_json_objects(?, format = 'unstructured', maximum_object_size = ?)
    """,
}

path = sys.argv[2]
answer = duckdb.execute(QUESTIONS[sys.argv[1]], [path, os.path.getsize(path) + 1])
print(answer.fetchone()[0])
