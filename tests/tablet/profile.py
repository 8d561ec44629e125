"""Searching everything that a browser has written to its disk: as it lies there, and unpacked where it is packed.

What is unpacked: blocks of LevelDB packed with snappy, values that IndexedDB packs with snappy, gzip, zlib, brotli and
zstd from where their marks stand. A text is looked for in UTF-8, Latin-1 and UTF-16 of both orders, in small letters
and as it was written. Not covered: a text that a file splits in two, zstd with something behind it, and what a file
system keeps of deleted files.
"""

import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import brotli
import cramjam

MAGIC = bytes.fromhex("57fb808b247547db")
"""The last bytes of a table of LevelDB."""
PACKED_VALUE = bytes.fromhex("ff1102")
"""How a value begins that IndexedDB has packed."""
LONGEST = 1 << 26


def search(profile: Path, texts: list[str]) -> dict[str, set[str]]:
    """Each text that stands anywhere, with the files in which it stands."""
    wanted = {text: _written(text) for text in texts}
    found: dict[str, set[str]] = {}
    for path in sorted(file for file in profile.rglob("*") if file.is_file()):
        with suppress(FileNotFoundError):
            for piece in pieces(path.read_bytes()):
                for text, forms in wanted.items():
                    if any(form in piece for form in forms):
                        found.setdefault(text, set()).add(path.relative_to(profile).as_posix())
    return found


def _written(text: str) -> set[bytes]:
    every = set()
    for said in (text, text.lower()):
        every |= {said.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")}
        with suppress(UnicodeEncodeError):
            every.add(said.encode("latin-1"))
    return every


def pieces(content: bytes) -> Iterator[bytes]:
    """A file as it is, and everything in it that can be unpacked."""
    for part in (content, *_blocks(content)):
        yield part
        yield from _values(part)
    yield from _streams(content)


def _blocks(content: bytes) -> Iterator[bytes]:
    """The blocks of a table of LevelDB."""
    if content[-8:] != MAGIC:
        return
    at = _handle(content, len(content) - 48)[2]
    offset, size, _end = _handle(content, at)
    for value in _entries(_block(content, offset, size)):
        start, length, _end = _handle(value, 0)
        yield _block(content, start, length)


def _block(content: bytes, offset: int, size: int) -> bytes:
    body = content[offset : offset + size]
    return snappy(body) if content[offset + size] == 1 else body


def _handle(content: bytes, at: int) -> tuple[int, int, int]:
    offset, at = _varint(content, at)
    size, at = _varint(content, at)
    return offset, size, at


def _entries(block: bytes) -> Iterator[bytes]:
    """The values of a block; behind them stand the places at which its keys begin anew."""
    end = len(block) - 4 - 4 * int.from_bytes(block[-4:], "little")
    at = 0
    while at < end:
        _shared, at = _varint(block, at)
        own, at = _varint(block, at)
        length, at = _varint(block, at)
        yield block[at + own : at + own + length]
        at += own + length


def _varint(content: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = content[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return value, at


def _values(part: bytes) -> Iterator[bytes]:
    at = part.find(PACKED_VALUE)
    while at >= 0:
        yield snappy(part[at + len(PACKED_VALUE) :])
        at = part.find(PACKED_VALUE, at + 1)


def snappy(packed: bytes) -> bytes:
    """Unpack as far as it goes: what follows it, or where it is broken, does not matter here."""
    done = bytearray()
    try:
        length, at = _varint(packed, 0)
        while len(done) < min(length, LONGEST):
            at = _element(packed, at, done)
    except (IndexError, ValueError):
        pass
    return bytes(done)


def _element(packed: bytes, at: int, done: bytearray) -> int:
    """One literal or one copy of what stands further up; gives the place after it."""
    tag = packed[at]
    if tag & 3 == 0:
        extra = max((tag >> 2) - 59, 0)
        length = (int.from_bytes(packed[at + 1 : at + 1 + extra], "little") if extra else tag >> 2) + 1
        at += 1 + extra
        if at >= len(packed):
            raise ValueError(at)
        done += packed[at : at + length]
        return at + length
    wide = {1: 1, 2: 2, 3: 4}[tag & 3]
    back = int.from_bytes(packed[at + 1 : at + 1 + wide], "little") + ((tag >> 5) << 8 if wide == 1 else 0)
    length = (tag >> 2 & 7) + 4 if wide == 1 else (tag >> 2) + 1
    if not 0 < back <= len(done):
        raise ValueError(back)
    for _time in range(length):
        done.append(done[-back])
    return at + 1 + wide


def _streams(content: bytes) -> Iterator[bytes]:
    """What other ways of packing are known by their marks; brotli has none, so it is tried after a cache's header."""
    for mark, way in ((b"\x1f\x8b\x08", 31), (b"\x78\x01", 15), (b"\x78\x9c", 15), (b"\x78\xda", 15)):
        at = content.find(mark)
        while at >= 0:
            with suppress(zlib.error):
                yield zlib.decompressobj(way).decompress(content[at:], LONGEST)
            at = content.find(mark, at + 1)
    at = content.find(b"\x28\xb5\x2f\xfd")
    if at >= 0:
        with suppress(cramjam.DecompressionError):
            yield bytes(cramjam.zstd.decompress(content[at:]))
    if content[:8] == bytes.fromhex("305c72a71b6dfbfc"):  # an entry of the browser's simple cache
        start = 24 + int.from_bytes(content[12:16], "little")
        with suppress(brotli.error):
            yield brotli.Decompressor().process(content[start:])
