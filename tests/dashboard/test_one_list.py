"""One list of equal numbers: each number of the example town in every form that carries it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select

from survey.i18n import use_language
from survey.report import contents, source
from survey.report.build import build
from survey.report.choices import ROUND, Choices
from survey.report.write import write
from survey.sentences import words
from survey.sentences.labels import labels_of
from survey.store.base import Store
from survey.store.districts import District
from survey.store.rounds import current_version, round_by_slug
from tests.dashboard.conftest import Enter
from tests.dashboard.district_page import things_of
from tests.dashboard.file_numbers import PLACES, READERS, by_calamine, on_every_page
from tests.dashboard.files import KEEPER, fetched, parts, ready
from tests.dashboard.one_list import PEOPLE, REPORTS, TABLES, OneList, in_sav
from tests.dashboard.report_numbers import in_docx, in_html, in_pdf, names_of

LEAST = 200
Record = Callable[[str, object], None]


def of_pages(enter: Enter, store: Store) -> OneList:
    """Everything that the pages of the six districts say, in numbers."""
    client = enter()
    things = {}
    for place in PLACES:
        things |= things_of(client.get(f"/lead/lipovje/{place}").text, place)
    return OneList(on_every_page(client, store) | things)


def with_files(enter: Enter, numbers: OneList) -> None:
    """The figures in each file, the workbook by two readers."""
    client = enter()
    readers = dict(zip(TABLES, (READERS["csv"], READERS["xlsx"], by_calamine, READERS["json"]), strict=True))
    for form, read in readers.items():
        sent = client.get(f"/downloads/lipovje/results?format={form.partition(' ')[0]}")
        numbers.tables(form, read(sent.data))


def with_people(enter: Enter, store: Store, data: Path, file: Path, numbers: OneList) -> None:
    """The answers of single people, prepared for the data keeper."""
    client = enter(KEEPER)
    packed = parts(fetched(client, ready(client, store, data, format="sav")))
    file.write_bytes(packed["answers.sav"])
    with store.read() as session, use_language("en"):
        round_ = round_by_slug(session, "lipovje")
        assert round_
        labels = labels_of(session, current_version(session, round_), "en")
        places = {words.place(one): one.code for one in session.scalars(select(District))}
        numbers.short(PEOPLE, in_sav(file, labels, places))


def with_reports(store: Store, numbers: OneList) -> None:
    """The report of the round with everything in it."""
    with store.read() as session, use_language("en"):
        round_ = round_by_slug(session, "lipovje")
        assert round_
        known = source.whole(session, round_, ROUND, Choices(chapters=contents.EVERY))
        names, report = names_of(known), build(known)
        readers = (lambda file: in_html(file.decode()), partial(in_docx, names=names), partial(in_pdf, names=names))
        for form, read in zip(REPORTS, readers, strict=True):
            numbers.short(form, read(write(report, form.rpartition(" ")[2])))


def test_the_pages_and_every_file_of_figures_are_one_list(enter: Enter, store: Store) -> None:
    numbers = of_pages(enter, store)
    with_files(enter, numbers)
    assert numbers.unequal() == [], str(numbers)
    assert numbers.in_all(("page", *TABLES)) == len(numbers.said) >= LEAST
    assert sum(section in ("existing", "first") for _place, section, *_rest in numbers.said) >= 100


@pytest.mark.slow
@pytest.mark.usefixtures("pango")
def test_every_number_is_the_same_in_each_of_nine_forms(
    enter: Enter, store: Store, data: Path, tmp_path: Path, record_property: Record
) -> None:
    numbers = of_pages(enter, store)
    with_files(enter, numbers)
    with_people(enter, store, data, tmp_path / "answers.sav", numbers)
    with_reports(store, numbers)
    record_property("numbers", str(numbers))
    print(numbers)  # noqa: T201 - the list of what was compared
    assert numbers.unequal() == [], str(numbers)
    assert numbers.in_all(("page", *TABLES, PEOPLE, *REPORTS)) >= LEAST, str(numbers)
