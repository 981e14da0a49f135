"""Writes answers of GitHub's consumed licenses with invented people: the same bytes every time.

    write_consumed.py ROWS one|pages FILE

`one` is a single answer with all rows, `pages` an array of answers with 100 rows each, as `gh api --paginate --slurp` puts them
together. The keys are those of `GET /enterprises/{enterprise}/consumed-licenses`. Nobody in it exists.
"""

import json
import os
import sys

# The most rows that GitHub gives in one answer.
PAGE = 100


def row(number):
    """One person, as JSON."""
    login = f"person-{number}"
    email = f"{login}@hoshino.example"
    name = ("Ada Byte", "Bo Tanaka", "Zo\u00eb Ng", "星野 美咲")[number % 4]
    on_server = number % 3 == 0
    return json.dumps(
        {
            "github_com_login": login,
            "github_com_name": name,
            "enterprise_server_user_ids": [f"ghes.hoshino.example:{number}"] if on_server else [],
            "github_com_user": True,
            "enterprise_server_user": on_server,
            "visual_studio_subscription_user": number % 11 == 0,
            "license_type": "Visual Studio subscription" if number % 11 == 0 else "Enterprise",
            "github_com_profile": f"https://github.com/{login}",
            "github_com_member_roles": ["hoshino:Member"],
            "github_com_enterprise_roles": ["Member"],
            "github_com_verified_domain_emails": [email],
            "github_com_saml_name_id": email,
            "github_com_orgs_with_pending_invites": [],
            "github_com_two_factor_auth": True,
            "github_com_two_factor_auth_required_by_date": None,
            "enterprise_server_primary_emails": [email] if on_server else [],
            "visual_studio_license_status": "",
            "visual_studio_subscription_email": email if number % 11 == 0 else "",
            "total_user_accounts": 2 if on_server else 1,
        },
        separators=(",", ":"),
    )


def write(file, rows, form):
    head = f'{{"total_seats_consumed":{rows},"total_seats_purchased":{rows + 1000},"users":['
    if form == "pages":
        file.write("[")
    for first in range(1, rows + 1, PAGE):
        batch = ",".join(map(row, range(first, min(first + PAGE, rows + 1))))
        if form == "pages":
            file.write(("," if first > 1 else "") + head + batch + "]}")
        else:
            file.write((head if first == 1 else ",") + batch)
    file.write("]" if form == "pages" else "]}")


def main():
    rows, form, path = int(sys.argv[1]), sys.argv[2], sys.argv[3]
    # What was cut off never stands under the whole file's name.
    with open(path + ".unfinished", "w", encoding="utf-8", newline="") as file:
        write(file, rows, form)
    os.replace(path + ".unfinished", path)
    print(f"{rows:,} rows, {os.path.getsize(path):,} bytes: {path}")


if __name__ == "__main__":
    main()
