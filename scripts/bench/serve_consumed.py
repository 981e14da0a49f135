"""Serves consumed licenses page by page on loopback, as GitHub's REST API does: 100 rows a page, `Link`, the primary limit's headers.

    serve_consumed.py ROWS

It prints two addresses, a line each. At the second one it limits as GitHub's secondary limit does: after every 700 answers, everything
is answered with 429 and `Retry-After: 1` for a second. `GET /ignored` there tells how many questions came in such a second although
its first refusal was known, forgets them, and counts the answers from none.
"""

import asyncio
import sys
import time
from urllib.parse import parse_qs, urlsplit

from write_consumed import PAGE, row

PATH = "/enterprises/octo/consumed-licenses"

# How many answers are given before everything is refused for so many seconds.
ANSWERS = 700
SECONDS = 1

# Time enough for whoever was refused to know it: what was under way beside the refused question is nobody's fault.
UNDER_WAY = 0.1


class Pages:
    """All pages, made once."""

    def __init__(self, rows):
        head = f'{{"total_seats_consumed":{rows},"total_seats_purchased":{rows + 1000},"users":['
        batches = (range(first, min(first + PAGE, rows + 1)) for first in range(1, rows + 1, PAGE))
        self.bodies = [(head + ",".join(map(row, batch)) + "]}").encode() for batch in batches]

    def answer(self, number, address):
        last = len(self.bodies)
        body = self.bodies[number - 1]
        relations = {"next": number + 1, "last": last} if number < last else {"first": 1}
        links = (f'<{address}{PATH}?per_page={PAGE}&page={page}>; rel="{name}"' for name, page in relations.items())
        return answer("200 OK", body, Link=", ".join(links), **{"X-RateLimit-Limit": 15000, "X-RateLimit-Remaining": 9000})


class Limit:
    """Refuses everything for a while after so many answers, and counts who does not keep to it."""

    def __init__(self):
        self.answers = 0
        self.refused_at = self.until = 0.0
        self.ignored = 0

    def refuses(self):
        now = time.monotonic()
        if now < self.until:
            self.ignored += now > self.refused_at + UNDER_WAY
            return True
        if self.answers == ANSWERS:
            self.answers, self.refused_at, self.until = 0, now, now + SECONDS
            return True
        self.answers += 1
        return False


class Connection(asyncio.Protocol):
    """One connection, which is asked one question after another."""

    def __init__(self, pages, limit):
        self.pages = pages
        self.limit = limit
        self.received = b""

    def connection_made(self, transport):
        self.transport = transport
        host, port = transport.get_extra_info("sockname")
        self.address = f"http://{host}:{port}"

    def data_received(self, data):
        self.received += data
        while b"\r\n\r\n" in self.received:
            head, self.received = self.received.split(b"\r\n\r\n", 1)
            self.transport.write(self.answered(urlsplit(head.split(b" ", 2)[1].decode())))

    def answered(self, url):
        if url.path == "/ignored" and self.limit:
            ignored, self.limit.ignored, self.limit.answers = self.limit.ignored, 0, 0
            return answer("200 OK", str(ignored).encode())
        number = int(parse_qs(url.query).get("page", ["1"])[0])
        if url.path != PATH or not 1 <= number <= len(self.pages.bodies):
            return answer("404 Not Found", b"{}")
        if self.limit and self.limit.refuses():
            return answer("429 Too Many Requests", b"{}", **{"Retry-After": SECONDS})
        return self.pages.answer(number, self.address)


def answer(status, body, **headers):
    headers = {"Content-Type": "application/json; charset=utf-8", "Content-Length": len(body), **headers}
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode() + body


async def main():
    pages = Pages(int(sys.argv[1]))
    servers = []
    for limit in (None, Limit()):
        serve = lambda limit=limit: Connection(pages, limit)
        server = await asyncio.get_running_loop().create_server(serve, "127.0.0.1", 0)
        servers.append(server)
        print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await asyncio.gather(*(server.serve_forever() for server in servers))


if __name__ == "__main__":
    asyncio.run(main())
