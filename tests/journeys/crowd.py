"""A hall full of phones behind one address: each joins, looks, votes and looks again, by plain requests."""

import re
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener


@dataclass
class Client:
    """One phone, with how long each of its pages took and what stood on them."""

    url: str
    seconds: list[float] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()))
        self.opener.addheaders = [("Accept-Language", "en")]

    def get(self, path: str, typed: dict[str, str] | None = None) -> str:
        """A page, or what comes of sending a form."""
        begun = time.perf_counter()
        sent = urlencode(typed).encode() if typed else None
        with self.opener.open(f"{self.url}{path}", sent, timeout=60) as answer:
            body: str = answer.read().decode()
        self.seconds.append(time.perf_counter() - begun)
        self.bodies.append(body)
        return body

    def vote(self, code: str, option: str) -> None:
        """Join and answer; a page is the redirect to it, too."""
        page = self.get(f"/j/{code}")
        fields = dict(re.findall(r'name="(token|step)" value="([^"]+)"', page))
        assert "Your answer is counted." in self.get("/j/now", fields | {"option": option})
        self.get("/j/poll")


def vote_all(url: str, code: str, options: Sequence[str], spread: float = 0) -> list[Client]:
    """As many phones as there are options, all at once or within so many seconds; whatever fails is raised."""
    clients = [Client(url) for _option in options]
    pause = threading.Event()

    def one(place: int) -> None:
        pause.wait(spread * place / len(options))
        clients[place].vote(code, options[place])

    with ThreadPoolExecutor(len(clients)) as pool:
        list(pool.map(one, range(len(clients))))
    return clients


def p95(clients: Sequence[Client]) -> float:
    """Nineteen of twenty requests were faster than this, in seconds."""
    taken = sorted(second for client in clients for second in client.seconds)
    return taken[int(len(taken) * 0.95)]
