"""Writes reports of invented users, one a server: the same bytes every time.

    write_reports.py ROWS FOLDER HOST…

They have the columns of GitHub Enterprise Server's `all_users.csv`. No server made them and nobody in them exists. One person in
four has an account on the next server too, under the same e-mail.
"""

import os
import sys

HEAD = (
    "created_at,id,login,email,role,suspended?,last_logged_ip,repos,ssh_keys,org_memberships,dormant?,last_active,"
    "raw_login,2fa_enabled?\n"
)

# So many rows are put together before they are written.
BATCH = 20_000


def row(server, number):
    """One account: a line of the report."""
    person = number if number % 4 else number + 3 * server
    login = f"person-{person}"
    role = "admin" if number % 97 == 0 else "user"
    suspended = "true" if number % 20 == 0 else "false"
    dormant = "true" if number % 7 == 0 else "false"
    day = 1 + number % 28
    return (
        f"2024-03-{day:02} 08:30:00 UTC,{number},{login},{login}@hoshino.example,{role},{suspended},192.0.2.{number % 250},"
        f'{number % 9},1,{number % 4},{dormant},2026-05-{day:02} 12:00:00 UTC,"""{login}""",true\n'
    )


def main():
    rows, folder, hosts = int(sys.argv[1]), sys.argv[2], sys.argv[3:]
    os.makedirs(folder, exist_ok=True)
    size = 0
    for server, host in enumerate(hosts):
        path = os.path.join(folder, f"{host}.all_users.csv")
        # What was cut off never stands under the whole file's name.
        with open(path + ".unfinished", "w", encoding="utf-8", newline="") as file:
            file.write(HEAD)
            for first in range(1, rows + 1, BATCH):
                file.write("".join(row(server, number) for number in range(first, min(first + BATCH, rows + 1))))
        os.replace(path + ".unfinished", path)
        size += os.path.getsize(path)
    print(f"{len(hosts)} reports of {rows:,} rows, {size:,} bytes: {folder}")


if __name__ == "__main__":
    main()
