"""Printed sheets: their numbers, their codes, and where they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from survey.store import sheets
from survey.store.accounts import create_user, grant
from survey.store.districts import assessment, district
from survey.store.errors import Mistyped, UnknownSheet
from survey.store.rounds import Round
from survey.store.seal import normalise
from survey.store.serials import FIGURES, FIRST, read_serial, serial_of, spaced

NUMBERS = st.integers(FIRST, 999_999)


def made(town, copies=4, **told):
    with town.store.write() as session:
        return sheets.make_batch(session, town.round(session), language="en", copies=copies, by=None, **told).id


@given(NUMBERS)
def test_a_number_is_read_however_it_was_typed(number):
    serial = serial_of(number)
    scanned = sheets.qr_text(serial, "0123456789abcdef", "sl")
    for typed in (serial, spaced(serial), f" {serial[:4]}-{serial[4:]} ", serial.replace("0", "O"), scanned):
        assert read_serial(typed) == serial


@given(NUMBERS, st.integers(0, FIGURES - 1), st.integers(1, 9))
def test_r12_a_wrong_figure_is_never_another_sheet(number, at, more):
    serial = serial_of(number)
    wrong = serial[:at] + str((int(serial[at]) + more) % 10) + serial[at + 1 :]
    assert read_serial(wrong) is None


@given(NUMBERS, st.integers(0, FIGURES - 2))
def test_r12_two_figures_that_changed_places_are_noticed(number, at):
    serial = serial_of(number)
    turned = serial[:at] + serial[at + 1] + serial[at] + serial[at + 2 :]
    assert turned == serial or read_serial(turned) is None


@pytest.mark.parametrize("typed", ["", "1", "10000013333", "abc", "SOSESKA", "٣", "100001\N{SUPERSCRIPT TWO}"])
def test_r12_what_is_no_number_is_refused(typed):
    assert read_serial(typed) is None or len(typed) == FIGURES


def test_no_two_sheets_have_the_same_number(town):
    for _batch in range(3):
        made(town)
    with town.store.read() as session:
        assert session.scalar(select(func.count()).select_from(sheets.Sheet)) == 12
        batch = session.get_one(sheets.SheetBatch, 1)
        assert [sheet.order for sheet in sheets.sheets_of(session, batch)] == [1, 2, 1, 2]


def test_a_sheet_is_found_by_its_number_and_only_in_its_own_round(town):
    made(town)
    with town.store.write() as session:
        sheet = sheets.sheet_of(session, town.round(session), " 100 001" + serial_of(FIRST)[-1])
        other = Round(assessment_id=town.round(session).assessment_id, slug="other", name={"en": "other"})
        session.add(other)
        session.flush()
        with pytest.raises(UnknownSheet):
            sheets.sheet_of(session, other, sheet.serial)
        with pytest.raises(UnknownSheet, match="no sheet"):
            sheets.sheet_of(session, town.round(session), serial_of(999_999))
        with pytest.raises(Mistyped, match="a figure is wrong"):
            sheets.sheet_of(session, town.round(session), "1000019")


def test_each_sheet_has_a_code_of_its_own_that_nobody_can_work_out(town):
    codes = {sheets.sheet_code(town.store, serial_of(FIRST + at)) for at in range(50)}
    assert len(codes) == 50
    assert all(len(normalise(code)) == 10 for code in codes)
    assert sheets.sheet_code(town.store, serial_of(FIRST)) == sheets.sheet_code(town.store, serial_of(FIRST))


def test_what_was_said_of_sheets_can_be_taken_back_but_not_that_one_is_typed_in(town):
    made(town)
    with town.store.write() as session:
        batch = session.get_one(sheets.SheetBatch, 1)
        assert sheets.mark(session, sheets.sheets_of(session, batch), "handed_out", None) == 4
        first = sheets.sheets_of(session, batch)[0]
        assert sheets.mark(session, sheets.sheets_of(session, batch)[:2], "back", None) == 2
        sheets.mark(session, [first], "typed", None)
        assert sheets.counts(session, [1])[1] == {"handed_out": 2, "back": 1, "typed": 1}
        assert sheets.undo(session, batch, None) == 1
        assert sheets.undo(session, batch, None) == 0
        assert sheets.counts(session, [1])[1] == {"handed_out": 3, "typed": 1}
        assert sheets.mark(session, sheets.sheets_of(session, batch), "missing", None) == 3
        assert sheets.counts(session, [1])[1] == {"missing": 3, "typed": 1}


def test_a_facilitator_sees_the_sheets_of_her_district_and_no_others(town):
    with town.store.write() as session:
        home = assessment(session, "lipovje")
        north, south = (district(session, home.id, code) for code in ("north", "south"))
        ana, boris, cilka = (create_user(session, name, "a long enough password") for name in ("ana", "boris", "cilka"))
        grant(session, ana, "facilitator", home, north)
        grant(session, boris, "lead", home)
        grant(session, cilka, "data_keeper", home)
        for place in (north, south, None):
            sheets.make_batch(session, town.round(session), language="en", copies=1, by=boris.id, district=place)
        session.flush()
        round_ = town.round(session)
        assert [one.district_id for one in sheets.batches_for(session, ana.id, round_)] == [north.id]
        assert len(sheets.batches_for(session, boris.id, round_)) == 3
        assert sheets.batches_for(session, cilka.id, round_) == []
        assert sheets.batch_for(session, ana.id, round_, 2) is None
