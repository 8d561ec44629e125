"""Codes of letters in the store: made once, numbered through the round, used once whoever sends."""

from typing import Any

import pytest
from sqlalchemy import select

from survey.store import access_codes
from survey.store.access_codes import AccessCode, Counted
from survey.store.base import Store
from survey.store.districts import District
from survey.store.errors import CodeUsed
from tests.store.conftest import SECRET_KEY, Town


def make(town: Town, staff: dict[str, int], letters: int, place: str | None = "north") -> list[str]:
    with town.store.write() as session:
        where = session.scalars(select(District).where(District.code == place)).first() if place else None
        round_ = town.round(session)
        batch = access_codes.make_batch(
            town.store, session, round_, letters, language="en", district=where, by=staff["town"]
        )
        return [code for letter in access_codes.letters_of(town.store, batch) for code in letter.codes]


def test_letters_are_numbered_through_and_printed_again_the_same(town: Town, staff: dict[str, int]) -> None:
    first, second = make(town, staff, 2), make(town, staff, 1)
    assert len({*first, *second}) == 12
    with town.store.read() as session:
        batches = session.scalars(select(access_codes.LetterBatch).order_by(access_codes.LetterBatch.id)).all()
        assert [(one.first, one.letters) for one in batches] == [(1, 2), (3, 1)]
        again = [code for letter in access_codes.letters_of(town.store, batches[0]) for code in letter.codes]
        assert again == first
        assert town.round(session).access == "both"


def test_a_code_is_used_once_and_a_dispute_is_told_once(town: Town, staff: dict[str, int]) -> None:
    code = make(town, staff, 1)[0]
    with town.store.write() as session:
        found = access_codes.find(town.store, session, code)
        assert found is not None
        assert not found.used
        access_codes.dispute(session, found.mac)  # nobody has answered with it, so there is nothing to dispute
        access_codes.use(session, found.mac)
        for _time in range(2):
            access_codes.dispute(session, found.mac)
    with town.store.read() as session:
        batches = session.scalars(select(access_codes.LetterBatch)).all()
        assert access_codes.counted(session, batches)[batches[0].id] == Counted(4, 1, 0, 1)
        assert [n for _day, _batch, n in access_codes.disputes(session, batches)] == [1]
    with pytest.raises(CodeUsed), town.store.write() as session:
        access_codes.use(session, found.mac)


def test_letters_still_open_after_the_key_was_changed(file_town: Town) -> None:
    staff = {"town": None}
    codes = make(file_town, staff, 1)  # type: ignore[arg-type]
    url = str(file_town.store.engine.url).replace("+pysqlite", "")
    later = Store(url, "another key of forty letters for tests only", (SECRET_KEY,))
    with later.read() as session:
        batch: Any = session.scalars(select(access_codes.LetterBatch)).one()
        assert [code for letter in access_codes.letters_of(later, batch) for code in letter.codes] == codes
        assert access_codes.find(later, session, codes[0]) is not None
    later.close()


def test_who_leads_a_district_sees_only_its_letters(town: Town, staff: dict[str, int]) -> None:
    make(town, staff, 1)
    make(town, staff, 1, place=None)
    with town.store.read() as session:
        round_ = town.round(session)
        north = session.scalars(select(District).where(District.code == "north")).all()
        south = session.scalars(select(District).where(District.code == "south")).all()
        assert len(access_codes.batches_of(session, round_, north, whole=False)) == 1
        assert access_codes.batches_of(session, round_, south, whole=False) == []
        assert len(access_codes.batches_of(session, round_, [*north, *south], whole=True)) == 2
        assert len(session.scalars(select(AccessCode)).all()) == 8
