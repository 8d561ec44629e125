"""What a tablet seals is opened by this server, in its own place and whole, or not at all."""

import base64

import pytest
from sqlalchemy import select

from survey.store.base import Store
from survey.store.seal import Keys
from survey.store.tablet_keys import (
    Altered,
    TabletKey,
    UnknownKey,
    current,
    open_sealed,
    place_of,
    rotate,
    seal,
)

pytestmark = pytest.mark.slow_on_postgres

PLACE = place_of("evening", "record", 1, "answer")
SAID = "Žoga in šah".encode()


def test_the_key_stays_the_same_until_it_is_rotated(store: Store) -> None:
    with store.write() as session:
        first = current(store, session)
        assert current(store, session) == first
        second = rotate(store, session, None)
        assert second.id != first.id
        assert current(store, session) == second


def test_the_private_key_lies_sealed(store: Store) -> None:
    with store.write() as session:
        current(store, session)
        kept = session.scalars(select(TabletKey)).one()
        assert store.keys.open("tablet key", kept.sealed) not in kept.sealed
        assert b"PRIVATE" not in kept.sealed


def test_t34_what_was_sealed_before_a_key_was_rotated_is_opened(store: Store) -> None:
    with store.write() as session:
        waiting = []
        for _time in range(3):
            key = current(store, session)
            waiting.append((key.id, seal(key, PLACE, SAID)))
            rotate(store, session, None)
        assert [open_sealed(store, session, key, PLACE, text) for key, text in waiting] == [SAID] * 3


def test_t34_the_servers_own_secret_may_change_too(store: Store) -> None:
    with store.write() as session:
        key = current(store, session)
        text = seal(key, PLACE, SAID)
        store.keys = Keys(
            "another key for tests only, forty characters", ["a key for tests only, forty characters long"]
        )
        assert open_sealed(store, session, key.id, PLACE, text) == SAID


def test_t34_a_key_of_another_server_has_its_own_name(store: Store) -> None:
    with store.write() as session:
        text = seal(current(store, session), PLACE, SAID)
        with pytest.raises(UnknownKey, match="another server"):
            open_sealed(store, session, "0" * 16, PLACE, text)


def test_t35_any_flipped_bit_is_noticed(store: Store) -> None:
    with store.write() as session:
        key = current(store, session)
        text = seal(key, PLACE, SAID)
        envelope = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        for place in range(len(envelope)):
            changed = bytearray(envelope)
            changed[place] ^= 1 << place % 8
            with pytest.raises(Altered):
                open_sealed(store, session, key.id, PLACE, _text(bytes(changed)))


@pytest.mark.parametrize("text", ["", "AQ", "not sealed", "A" * 500_000, "ž" * 200, "AQ==" * 50, "\n" * 200])
def test_t35_what_is_no_envelope_is_refused(store: Store, text: str) -> None:
    with store.write() as session, pytest.raises(Altered):
        open_sealed(store, session, current(store, session).id, PLACE, text)


def test_t35_a_cut_or_longer_envelope_is_refused(store: Store) -> None:
    with store.write() as session:
        key = current(store, session)
        text = seal(key, PLACE, SAID)
        for other in (text[:-4], text[:100], text + "AAAA", text + "="):
            with pytest.raises(Altered):
                open_sealed(store, session, key.id, PLACE, other)


@pytest.mark.parametrize("part", range(4))
def test_t35_a_sealed_text_belongs_to_its_record_alone(store: Store, part: int) -> None:
    elsewhere = ["another", "one", 2, "contact"]
    moved = [
        new if place == part else old for place, (new, old) in enumerate(zip(elsewhere, PLACE.split("|"), strict=True))
    ]
    with store.write() as session:
        key = current(store, session)
        with pytest.raises(Altered):
            open_sealed(store, session, key.id, "|".join(map(str, moved)), seal(key, PLACE, SAID))


def _text(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")
