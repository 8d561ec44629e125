"""A real server and connections that break or crawl: every answer once, and nobody waits for somebody else's line."""

import re
import socket
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

import pytest

from tests.journeys.town import Town
from tests.journeys.walk import ANSWERS
from tests.web.conftest import Form

SLOW = 60
"""Senders at once who give a few bytes and then nothing."""

PATIENCE = 20
"""Seconds on a machine that is busy with other tests."""


class Visitor:
    """Somebody without scripts, over plain sockets."""

    def __init__(self, town: Town) -> None:
        parts = urlsplit(town.url)
        self.host, self.port = parts.hostname, parts.port
        self.text = self.get("/s/lipovje?lang=en")

    def get(self, path: str) -> str:
        with urlopen(f"http://{self.host}:{self.port}{path}", timeout=30) as page:
            return page.read().decode()

    def body(self, go: str) -> bytes:
        """What a browser would send of this page with the answers of somebody from Zgornje Lipovje."""
        fields = Form(self.text).fields
        asked = set(re.findall(r'name="(q_\w+)"', self.text))
        said = [(name, value) for name, values in ANSWERS.items() if name in asked for value in values]
        told = [(name, value) for name, value in fields if name not in ANSWERS]
        return urlencode([*told, *said, ("go", go)]).encode()

    def head(self, length: int) -> bytes:
        lines = ("POST /s/lipovje HTTP/1.1", f"Host: {self.host}:{self.port}", f"Content-Length: {length}")
        kind = "Content-Type: application/x-www-form-urlencoded"
        return "\r\n".join([*lines, kind, "Connection: close", "", ""]).encode()

    def post(self, body: bytes) -> str:
        request = Request(f"http://{self.host}:{self.port}/s/lipovje", data=body)
        with urlopen(request, timeout=30) as page:
            self.text = page.read().decode()
        return self.text

    def cut(self, sent: bytes) -> None:
        """Send so much and hang up without listening."""
        with closing(socket.create_connection((self.host, self.port), timeout=30)) as line:
            line.sendall(sent)
            line.shutdown(socket.SHUT_WR)

    def to_the_review(self) -> None:
        for _page in range(20):
            if 'value="review"' in self.text:
                return
            self.post(self.body("next"))
        raise AssertionError(self.text)

    def code(self) -> str:
        return re.search(r"<output><bdi>(.*?)</bdi>", self.text)[1]


def test_r21_a_connection_cut_before_within_and_after_the_answer_stores_it_once(town: Town) -> None:
    visitor = Visitor(town)
    before = town.answers()
    visitor.to_the_review()
    body = visitor.body("send")
    whole = visitor.head(len(body)) + body
    visitor.cut(b"")
    visitor.cut(visitor.head(len(body)))
    visitor.cut(whole[: -len(body) // 2])
    assert town.answers() == before
    for _time in range(3):
        visitor.cut(whole)
    visitor.post(body)
    first = visitor.code()
    visitor.post(body)
    assert visitor.code() == first
    assert town.answers() == before + 1


@pytest.mark.slow
def test_r21_a_page_cut_half_way_keeps_what_was_saved_before(town: Town) -> None:
    visitor = Visitor(town)
    visitor.post(visitor.body("next"))
    body = visitor.body("next")
    visitor.cut((visitor.head(len(body)) + body)[:-7])
    assert 'value="space"' in visitor.post(body) or "Page 3" in visitor.text


@contextmanager
def crawling(town: Town) -> Iterator[None]:
    """Many senders that give a few bytes and no more, until they hang up."""
    visitor = Visitor(town)
    lines = [socket.create_connection((visitor.host, visitor.port)) for _sender in range(SLOW)]
    for line in lines:
        line.sendall(visitor.head(10_000) + b"token=")
    yield
    for line in lines:
        line.close()


@pytest.mark.slow
def test_r22_slow_senders_are_a_matter_for_the_proxy_and_leave_nothing_behind(town: Town) -> None:
    """Without a proxy that waits for them they hold everybody up, which the documentation says; then all is well."""
    before = town.answers()
    with crawling(town):
        said = Path("docs/running.md").read_text()
    begun = time.monotonic()
    assert "<h1" in Visitor(town).text
    assert time.monotonic() - begun < PATIENCE
    assert town.answers() == before
    assert "wait for" in said
    assert "slow senders" in said
