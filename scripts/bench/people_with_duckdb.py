"""Counts who takes a license by the documented rules, with DuckDB.

    people_with_duckdb.py one|pages FOLDER

Rules that the files of `write_people.py` use: accounts with equal primary e-mails are one group, over all servers; a group is
linked to a login by what the cloud lists, by SAML, or by a verified e-mail; a login takes a license, and so does a group that is
linked to none and has an account that is neither suspended nor `ghost`. Which step links a group does not change the number, so it
is not told apart, which spares DuckDB work. Columns are declared, which spares it from finding out their types. Two threads, as
Seatbridge uses two.
"""

import sys
from pathlib import Path

import duckdb

ACCOUNTS = """
    CREATE TEMP TABLE accounts AS
    SELECT regexp_extract(filename, '([^/]+)\\.all_users\\.csv$', 1) AS host, id, suspended,
        login = 'ghost' AS is_ghost,
        CASE WHEN email IS NULL THEN NULL
             ELSE concat(split_part(trim(email), '@', 1), '@', lower(split_part(trim(email), '@', 2))) END AS email
    FROM read_csv(?, filename = true, header = true, quote = '"', escape = '"', columns = {
        created_at: 'VARCHAR', id: 'BIGINT', login: 'VARCHAR', email: 'VARCHAR', role: 'VARCHAR', suspended: 'BOOLEAN',
        last_logged_ip: 'VARCHAR', repos: 'BIGINT', ssh_keys: 'BIGINT', org_memberships: 'BIGINT', dormant: 'BOOLEAN',
        last_active: 'VARCHAR', raw_login: 'VARCHAR', two_factor: 'BOOLEAN'})
"""

ROWS = """
    CREATE TEMP TABLE cloud AS
    SELECT row.login, row.ids, row.primaries, row.verified, row.name_id
    FROM (
        SELECT unnest(list_transform(users, lambda user: {
            login: lower(user.github_com_login), ids: user.enterprise_server_user_ids,
            primaries: user.enterprise_server_primary_emails, verified: user.github_com_verified_domain_emails,
            name_id: user.github_com_saml_name_id})) AS row
        FROM read_json(?, OPTIONS, columns = {
            users: 'STRUCT(github_com_login VARCHAR, enterprise_server_user_ids VARCHAR[],
                           enterprise_server_primary_emails VARCHAR[], github_com_verified_domain_emails VARCHAR[],
                           github_com_saml_name_id VARCHAR)[]'})
    )
    WHERE row.login <> ''
"""

COUNT = """
    WITH exact AS (
        SELECT login, concat(split_part(trim(email), '@', 1), '@', lower(split_part(trim(email), '@', 2))) AS email
        FROM (
            SELECT login, name_id AS email FROM cloud WHERE name_id <> ''
            UNION ALL
            SELECT login, unnest(verified) FROM cloud
        )
    ),
    listed AS (
        SELECT regexp_extract(entry, '^(.*):', 1) AS host, regexp_extract(entry, ':([0-9]+)$', 1)::BIGINT AS id, primaries
        FROM (SELECT unnest(ids) AS entry, primaries FROM cloud)
    ),
    groups AS (
        SELECT coalesce(email, concat(host, ':', id)) AS key, bool_or(NOT suspended AND NOT is_ghost) AS counts
        FROM accounts GROUP BY key
    ),
    linked AS (
        SELECT coalesce(accounts.email, concat(accounts.host, ':', accounts.id)) AS key
        FROM accounts JOIN listed USING (host, id)
        WHERE len(listed.primaries) = 0 OR list_contains(listed.primaries, accounts.email)
        UNION ALL
        SELECT email FROM exact
    )
    SELECT (SELECT count(DISTINCT login) FROM cloud)
         + (SELECT count(*) FROM groups WHERE counts AND NOT EXISTS (SELECT 1 FROM linked WHERE linked.key = groups.key))
"""

form, folder = sys.argv[1], Path(sys.argv[2])
cloud = folder / f"consumed-{form}.json"
# One answer is one object as large as the file.
options = {
    "one": f"format = 'unstructured', maximum_object_size = {cloud.stat().st_size + 1}",
    "pages": "format = 'array'",
}[form]
connection = duckdb.connect(config={"threads": 2})
connection.execute(ACCOUNTS, [str(folder / "*.all_users.csv")])
connection.execute(ROWS.replace("OPTIONS", options), [str(cloud)])
print(connection.execute(COUNT).fetchone()[0])
