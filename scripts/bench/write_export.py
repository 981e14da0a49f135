"""Writes an open export of invented accounts: the same bytes every time.

    write_export.py ACCOUNTS FILE

No server made it and nobody in it exists. The keys are the plain spellings of what GitHub's GraphQL tells of an account
(`EnterpriseServerUserAccount`); one name in eight is not ASCII and one in sixty-four bears an escape, because a file of
plain letters only would flatter every reader.
"""

import os
import sys

HEAD = (
    '{"instance":{"server_id":"6d5f0a52-3b0e-4f0e-9a57-0c1d2e3f4a5b","host_name":"ghes.hoshino.example",'
    '"version":"3.19.2","http_only":false,"license":"b1946ac92492d2347c6235b4d2611184",'
    '"public_key":"an invented key","features":["contributions","search"]},"users":['
)
TAIL = "]}\n"

NAMES = ["Ada Byte", "Bo Tanaka", "Cy Osei", "Di Moreau", "Eli Novak", "Fay Costa", "Gus Lind", "星野 美咲"]
ESCAPED = 'Zo\\u00eb \\"Zed\\" Ng'

# So many accounts are put together before they are written.
BATCH = 10_000


def account(number):
    """One record, as JSON."""
    name = ESCAPED if number % 64 == 0 else NAMES[number % len(NAMES)]
    suspended = "true" if number % 20 == 0 else "false"
    return (
        f'{{"id":{number},"login":"person-{number}","name":"{name}",'
        f'"emails":[{{"email":"person-{number}@hoshino.example","primary":true}}],"suspended":{suspended}}}'
    )


def main():
    accounts, path = int(sys.argv[1]), sys.argv[2]
    # What was cut off never stands under the whole file's name.
    unfinished = path + ".unfinished"
    with open(unfinished, "w", encoding="utf-8", newline="") as file:
        file.write(HEAD)
        for first in range(1, accounts + 1, BATCH):
            batch = range(first, min(first + BATCH, accounts + 1))
            file.write("," if first > 1 else "")
            file.write(",".join(map(account, batch)))
        file.write(TAIL)
    os.replace(unfinished, path)
    print(f"{accounts:,} accounts, {os.path.getsize(path):,} bytes: {path}")


if __name__ == "__main__":
    main()
