"""What the browser seals the server opens, and nobody else; what is half written can be forgotten for good."""

import base64
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from survey.store.base import Store
from survey.store.tablet_keys import Altered, current, open_sealed, place_of, rotate
from tests.conftest import QUIET
from tests.tablet.hall import opened

pytestmark = pytest.mark.one_database
SEAL = "async ([name, ...given]) => (await import('/tablet/seal.js'))[name](...given)"
PLACE = place_of("evening", "record", 1, "answer")
SAID = {"fields": {"q_r11": ["Žoga in šah 👍 \u202e"]}, "day": "2026-05-04"}


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context()
    yield opened(context)
    context.close()


def sealed(page: Page, store: Store, said: object) -> tuple[str, str]:
    with store.write() as session:
        key = current(store, session)
    return key.id, page.evaluate(SEAL, ["seal", key.as_document(), PLACE, said])


def test_t34_what_a_tablet_sealed_is_opened_also_after_the_key_was_rotated(page: Page, store: Store) -> None:
    key, text = sealed(page, store, SAID)
    with store.write() as session:
        rotate(store, session, None)
        assert json.loads(open_sealed(store, session, key, PLACE, text)) == SAID


def test_t35_one_flipped_bit_is_noticed(page: Page, store: Store) -> None:
    key, text = sealed(page, store, SAID)
    envelope = bytearray(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    with store.read() as session:
        for place in (0, 30, 70, 90, len(envelope) - 1):
            changed = bytearray(envelope)
            changed[place] ^= 1
            with pytest.raises(Altered):
                open_sealed(store, session, key, PLACE, base64.urlsafe_b64encode(changed).decode().rstrip("="))


def test_the_length_says_little_and_no_two_envelopes_are_alike(page: Page, store: Store) -> None:
    texts = [sealed(page, store, {"said": "x" * length})[1] for length in (1, 1, 200, 900)]
    assert len(set(texts)) == 4
    assert len({len(text) for text in texts}) == 1
    assert len({text[:40] for text in texts}) == 4


def test_a_draft_survives_a_reload_and_its_key_cannot_be_read_out(page: Page) -> None:
    page.evaluate(SEAL, ["keepDraft", SAID])
    page.reload()
    assert page.evaluate(SEAL, ["draft"]) == SAID
    read_out = """async () => crypto.subtle.exportKey('raw', await (await import('/tablet/seal.js')).draftKey())
        .then(() => 'read', error => error.name)"""
    assert page.evaluate(read_out) == "InvalidAccessError"


def test_t36_what_was_forgotten_is_not_found_again(page: Page) -> None:
    page.evaluate(SEAL, ["keepDraft", SAID])
    hidden = """async said => {
        const {draftKey, hide, show, forget} = await import('/tablet/seal.js');
        const blob = await hide(await draftKey(), said);
        await forget();
        return [await show(await draftKey(), blob), await (await import('/tablet/seal.js')).draft()];
    }"""
    assert page.evaluate(hidden, SAID) == [None, None]


@pytest.mark.slow
def test_t36_half_of_the_drafts_key_leaves_the_disk_at_once(chromium: Browser, tmp_path: Path) -> None:
    """A browser's database writes deleted things away much later: without the other half they open nothing."""
    known = os.urandom(31)
    kept(chromium, tmp_path, "keepDraft", SAID, known=known)
    assert holding(tmp_path, known) >= {"CacheStorage", "IndexedDB"}
    kept(chromium, tmp_path, "forget")
    assert "CacheStorage" not in holding(tmp_path, known)


def kept(browser: Browser, profile: Path, *call: object, known: bytes = b"") -> None:
    """Do one thing in a browser with this profile, and close it; 32 random bytes are those that we know."""
    context = browser.browser_type.launch_persistent_context(
        profile, executable_path=shutil.which("chromium"), args=list(QUIET)
    )
    page = opened(context)
    page.evaluate(
        """known => {
            const random = crypto.getRandomValues.bind(crypto);
            crypto.getRandomValues = bytes => {
                if (bytes.length !== 32) return random(bytes);
                bytes.set([window.made = (window.made ?? 0) + 1, ...known]);
                return bytes;
            };
        }""",
        list(known),
    )
    page.evaluate(SEAL, list(call))
    context.close()


def holding(profile: Path, known: bytes) -> set[str]:
    """The parts of a profile in whose files something stands."""
    files = [file for file in profile.rglob("*") if file.is_file() and known in file.read_bytes()]
    return {part for file in files for part in file.relative_to(profile).parts}
