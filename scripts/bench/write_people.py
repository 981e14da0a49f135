"""Writes an invented enterprise, the same bytes every time: five servers' reports of all users, and the cloud's report of
consumed licenses.

    write_people.py ACCOUNTS ROWS FOLDER [one|pages]

Every server has ACCOUNTS accounts, the cloud has ROWS rows. No server made any of it and nobody in it exists. Three in five
people have an account on every server, the others on one. Of the cloud's rows some list server accounts, some have a SAML NameID,
some a verified e-mail, some one that nearly agrees, and some nothing that matches anybody; one in fifty has no login.

The cloud's report is written twice: as one answer (`consumed-one.json`), and as pages of 100 rows in an array
(`consumed-pages.json`); or once, in the form that is named. `people.json` then holds how many licenses are taken by the documented
rules, reckoned here from who was made and not from the files.
"""

import json
import os
import sys
from pathlib import Path

SERVERS = [f"ghes-{number}.hoshino.example" for number in range(1, 6)]
PAGE = 100
BATCH = 10_000

HEADER = (
    "created_at,id,login,email,role,suspended?,last_logged_ip,repos,ssh_keys,org_memberships,"
    "dormant?,last_active,raw_login,2fa_enabled?\n"
)


def person_of(accounts, server, number):
    """The person whose account `number` (from 1) on a server is."""
    shared = accounts * 3 // 5
    return number if number <= shared else server * accounts + number


def accounts_of(accounts, person):
    """The accounts of a person, as pairs of server and number."""
    if person <= accounts * 3 // 5:
        return [(server, person) for server in range(len(SERVERS))]
    server, number = divmod(person - 1, accounts)
    return [(server, number + 1)]


def email_of(person):
    return f"person.{person}@team-{person % 7}.hoshino.example"


def is_suspended(server, number):
    return (number * 31 + server * 17) % 20 == 0


def report(accounts, server):
    """The lines of a server's report."""
    yield HEADER
    yield "2024-01-02 03:04:05 UTC,0,ghost,,user,false,,0,0,0,false,,,false\n"
    for number in range(1, accounts + 1):
        person = person_of(accounts, server, number)
        suspended = "true" if is_suspended(server, number) else "false"
        dormant = "true" if number % 9 == 0 else "false"
        yield (
            f"2024-01-02 03:04:05 UTC,{number},person-{person},{email_of(person)},user,{suspended},10.0.{number % 250}.7,"
            f'{number % 40},{number % 3},{number % 5},{dormant},2026-11-01 00:00:00 UTC,"""person-{person}""",true\n'
        )


def everybody(accounts):
    """All people, in an order in which those of every server take turns."""
    shared = accounts * 3 // 5
    yield from range(1, shared + 1)
    for number in range(shared + 1, accounts + 1):
        for server in range(len(SERVERS)):
            yield server * accounts + number


# How a row's email nearly agrees with that of the person whom it is made for, by row number in a hundred.
NEARLY = {
    8: lambda email: email.capitalize(),
    18: lambda email: email.replace("@", "+git@"),
    28: lambda email: email.replace("@team-", "@new.team-"),
}


def row(number, person, accounts):
    """A row of the cloud's report, and whether its login is linked to the person."""
    email = email_of(person)
    ids, primaries, verified, name_id = [], [], [], ""
    kind = number % 10
    has_login = number % 50 != 0
    if kind <= 3:
        ids = [f"{SERVERS[server]}:{account}" for server, account in accounts_of(accounts, person)]
        primaries = [email]
    elif kind <= 5:
        name_id = email
    elif kind <= 7:
        verified = [email]
    else:
        nearly = NEARLY.get(number % 100)
        verified = [nearly(email) if nearly else f"contractor.{number}@elsewhere.example"]
    record = {
        "github_com_login": f"user-{number}_hoshino" if has_login else "",
        "github_com_name": f"Person {number}",
        "enterprise_server_user_ids": ids,
        "github_com_user": has_login,
        "enterprise_server_user": bool(ids),
        "visual_studio_subscription_user": False,
        "license_type": "Enterprise",
        "github_com_profile": f"https://github.com/user-{number}_hoshino" if has_login else "",
        "github_com_member_roles": [f"hoshino-{number % 12}:Member"],
        "github_com_enterprise_roles": ["Member"],
        "github_com_verified_domain_emails": verified,
        "github_com_saml_name_id": name_id,
        "github_com_orgs_with_pending_invites": [],
        "github_com_two_factor_auth": True,
        "enterprise_server_primary_emails": primaries,
        "visual_studio_license_status": "",
        "visual_studio_subscription_email": "",
        "total_user_accounts": len(ids) + int(has_login),
    }
    return json.dumps(record, separators=(",", ":")), has_login, has_login and kind <= 7


def write(path, lines):
    """Writes lines to a file that has its name only once it is whole."""
    unfinished = path.with_name(path.name + ".unfinished")
    with open(unfinished, "w", encoding="utf-8", newline="") as file:
        batch = []
        for line in lines:
            batch.append(line)
            if len(batch) == BATCH:
                file.write("".join(batch))
                batch.clear()
        file.write("".join(batch))
    os.replace(unfinished, path)


def report_of_cloud(rows_of_it, count, is_paged):
    """The parts of the cloud's report, as one answer or as pages."""
    head = f'{{"total_seats_consumed":{count},"total_seats_purchased":{count * 2},"users":['
    yield "[" if is_paged else head
    for place, text in enumerate(rows_of_it):
        if is_paged and place % PAGE == 0:
            yield ("]}," if place else "") + head + text
        else:
            yield ("," if place else "") + text
    yield "]}]" if is_paged else "]}"


def main():
    accounts, rows, folder = int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
    forms = sys.argv[4:] or ["one", "pages"]
    folder.mkdir(parents=True, exist_ok=True)
    for server, host in enumerate(SERVERS):
        write(folder / f"{host}.all_users.csv", report(accounts, server))

    def rows_for_people():
        people = everybody(accounts)
        for number in range(1, rows + 1):
            # More rows than people: the rest are made for somebody who is on no server.
            person = next(people, 10 * accounts + number)
            yield person, *row(number, person, accounts)

    for form in forms:
        texts = (text for _, text, _, _ in rows_for_people())
        write(folder / f"consumed-{form}.json", report_of_cloud(texts, rows, form == "pages"))

    logins = sum(has_login for _, _, has_login, _ in rows_for_people())
    linked = {person for person, _, _, is_linked in rows_for_people() if is_linked}
    counts = (
        person
        for person in everybody(accounts)
        if person not in linked
        and any(not is_suspended(server, number) for server, number in accounts_of(accounts, person))
    )
    licenses = logins + sum(1 for _ in counts)
    (folder / "people.json").write_text(json.dumps({"licenses": licenses}) + "\n", encoding="utf-8")
    print(f"{len(SERVERS)} × {accounts:,} accounts, {rows:,} rows, {licenses:,} licenses: {folder}")


if __name__ == "__main__":
    main()
