"""The search of a browser's disk finds what lies open there, however the browser has packed it."""

import gzip
import shutil
import zlib
from pathlib import Path
from secrets import token_bytes

import brotli
import cramjam
import pytest
from playwright.sync_api import Browser

from tests.conftest import QUIET
from tests.tablet.hall import ORIGIN, opened
from tests.tablet.profile import pieces, search, snappy

WORDS = [f"Pomenljiv stavek številka {place}: žoga in šah" for place in range(10)]
PLACES = ("IndexedDB", "Local Storage", "Session Storage", "CacheStorage", "History")


@pytest.mark.parametrize("size", [1, 60, 100, 5000, 70_000])
def test_snappy_is_unpacked_also_where_something_follows(size: int) -> None:
    said = (b"abcd" * size)[: size - 1] + token_bytes(3)
    packed = bytes(cramjam.snappy.compress_raw(said))
    assert snappy(packed) == said
    assert snappy(packed + token_bytes(9)) == said
    assert said.startswith(snappy(packed[: len(packed) // 2]))


def test_streams_are_unpacked_wherever_they_stand() -> None:
    said = "\n".join(WORDS).encode() * 20
    for packed in (gzip.compress(said) + b"after", zlib.compress(said) + b"after", bytes(cramjam.zstd.compress(said))):
        assert any(said == piece for piece in pieces(b"before it " + packed))


def test_brotli_is_unpacked_in_a_cache() -> None:
    said = "\n".join(WORDS).encode() * 20
    key = b"1/0/_dk_http://localhost"
    head = bytes.fromhex("305c72a71b6dfbfc") + (5).to_bytes(4, "little") + len(key).to_bytes(4, "little") + bytes(8)
    assert any(piece.startswith(said) for piece in pieces(head + key + brotli.compress(said)))


@pytest.mark.slow
def test_t36_the_search_finds_what_a_page_keeps_openly(chromium: Browser, tmp_path: Path) -> None:
    context = chromium.browser_type.launch_persistent_context(
        tmp_path, executable_path=shutil.which("chromium"), args=list(QUIET)
    )
    page = opened(context)
    page.evaluate(
        """async words => {
            const [indexed, large, local, session, cached, shown] = words;
            const db = await new Promise(found => {
                const asked = indexedDB.open('open', 1);
                asked.onupgradeneeded = () => asked.result.createObjectStore('kept');
                asked.onsuccess = () => found(asked.result);
            });
            await new Promise(done => {
                const kept = db.transaction('kept', 'readwrite', {durability: 'strict'});
                kept.objectStore('kept').put({said: indexed}, 1);
                kept.objectStore('kept').put({said: (large + ' and more ').repeat(200)}, 2);
                kept.oncomplete = done;
            });
            localStorage.said = local;
            sessionStorage.said = session;
            await (await caches.open('kept')).put('/said', new Response(cached));
            history.replaceState(null, '', '/?' + 'said in the address');
        }""",
        WORDS,
    )
    page.goto(f"{ORIGIN}/?gone")
    context.close()
    found = search(tmp_path, [*WORDS[:5], "said in the address"])
    for text, place in zip((WORDS[0], WORDS[1], WORDS[2], WORDS[3], WORDS[4], "said in the address"),
                           ("IndexedDB", "IndexedDB", *PLACES[1:]), strict=True):  # fmt: skip
        assert any(place in file for file in found.get(text, ())), (text, found)
    assert search(tmp_path, WORDS[6:]) == {}
