"""Makes a table in memory of the columns that Seatbridge keeps of consumed licenses, with DuckDB.

    hold_consumed_with_duckdb.py one|pages FILE

The columns are declared, which spares DuckDB from finding out the type of every field; its limit on the size of one JSON object is
raised to the file's size where the file is one object.
"""

import os
import sys

import duckdb

FIELDS = {
    "github_com_login": "VARCHAR",
    "github_com_name": "VARCHAR",
    "enterprise_server_user_ids": "VARCHAR[]",
    "github_com_user": "BOOLEAN",
    "enterprise_server_user": "BOOLEAN",
    "visual_studio_subscription_user": "BOOLEAN",
    "license_type": "VARCHAR",
    "github_com_verified_domain_emails": "VARCHAR[]",
    "github_com_saml_name_id": "VARCHAR",
    "enterprise_server_primary_emails": "VARCHAR[]",
    "visual_studio_license_status": "VARCHAR",
    "visual_studio_subscription_email": "VARCHAR",
    "total_user_accounts": "BIGINT",
}

form, path = sys.argv[1], sys.argv[2]
record = "STRUCT(" + ", ".join(f"{name} {kind}" for name, kind in FIELDS.items()) + ")[]"
options = {
    "one": f"format = 'unstructured', maximum_object_size = {os.path.getsize(path) + 1}",
    "pages": "format = 'array'",
}[form]
duckdb.execute(
    f"""
    CREATE TEMP TABLE people AS
    SELECT unnest(users, recursive := true)
    FROM read_json(?, {options}, columns = {{users: '{record}'}})
    """,
    [path],
)
print(duckdb.execute("SELECT count(*) FROM people").fetchone()[0])
