"""A network that fails as a hall's does: it stands between a browser and the server and cuts real connections."""

import http.client
import json
import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

DOOR = "/tablet/items"
FAULTS = ("before", "after", "within", "gateway", "login", "document", "elsewhere")
"""The connection ends before the server, after it, or within its answer; or somebody else answers in its place."""

_OTHERS = {
    "gateway": (502, {"Content-Type": "text/html"}, b"<h1>Bad gateway</h1>"),
    "login": (200, {"Content-Type": "text/html"}, b"<h1>Welcome to the network of the hall</h1>"),
    "document": (200, {"Content-Type": "application/json"}, b'{"status": "ok", "receipts": []}'),
    "elsewhere": (302, {"Location": "/login"}, b""),
}


class Network(ThreadingHTTPServer):
    """Passes everything on; `bad` lists what is done to the next things sent to the tablets' door instead."""

    daemon_threads = True

    def __init__(self, url: str, chance: random.Random) -> None:
        super().__init__(("127.0.0.1", 0), Line)
        self.server, self.chance = urlsplit(url), chance
        self.bad: list[str] = []
        self.down = False
        self.receipts: set[tuple[str, int]] = set()
        """What the tablet has been told in full."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def ask(self, method: str, path: str, headers: Any, body: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
        """What the server says."""
        line = http.client.HTTPConnection(self.server.hostname or "", self.server.port, timeout=30)
        line.request(method, path, body, dict(headers) | {"Connection": "close"})
        answer = line.getresponse()
        said = answer.status, answer.getheaders(), answer.read()
        line.close()
        return said

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that was switched off in the middle is what this is for."""


class Line(BaseHTTPRequestHandler):
    """One request on its way."""

    server: Network

    def do_GET(self) -> None:
        self.pass_on(b"")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        fault = self.server.bad.pop(0) if self.path == DOOR and self.server.bad else ""
        if self.server.down or fault == "before":
            self.close_connection = True
        elif fault in _OTHERS:
            self.say(*_OTHERS[fault])
        else:
            self.pass_on(body, fault)

    def pass_on(self, body: bytes, fault: str = "") -> None:
        if self.server.down:
            self.close_connection = True
            return
        status, headers, said = self.server.ask(self.command, self.path, self.headers, body)
        cut = {"after": None, "within": said[: self.server.chance.randrange(len(said))] if said else b""}
        told = cut.get(fault, said)
        if not fault and self.path == DOOR:
            self.server.receipts |= {(one["item"], one["rev"]) for one in json.loads(said)["receipts"]}
        if told is not None:
            kept = {name: value for name, value in headers if name.lower() not in ("connection", "transfer-encoding")}
            # The length is that of the whole answer, so that a part of it is known to be one.
            self.say(status, {**kept, "content-length": str(len(said))}, told)
        self.close_connection = True

    def say(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response_only(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Connection", "close")
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(body)
        self.close_connection = True


@contextmanager
def network(url: str, chance: random.Random) -> Iterator[Network]:
    """A network before a server."""
    made = Network(url, chance)
    thread = threading.Thread(target=made.serve_forever, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        made.shutdown()
        made.server_close()
