"""Two minutes for the council: short, honest, and from the released figures only."""

from collections.abc import Iterator
from typing import cast

import pytest
from sqlalchemy.orm import Session

from survey.i18n import LANGUAGES, use_language
from survey.report.source import release_of
from survey.sentences.council import MOST_WORDS, TwoMinutes, two_minutes
from survey.store.base import Document, Store
from survey.store.districts import Assessment, districts
from survey.store.releases import release
from survey.store.rounds import round_by_slug
from survey.worker.basis import basis_of
from survey.worker.place import asked as asked_of
from survey.worker.released import document
from tests.dashboard.conftest import Enter

PAGE = "/reports/lipovje/council"


@pytest.fixture
def released(store: Store) -> Iterator[Session]:
    """Released without the audit, which has tests of its own and takes a while."""
    with store.write() as session:
        asked = round_by_slug(session, "lipovje")
        assert asked is not None
        of = asked_of(session, asked)
        basis = basis_of(session, asked, (district.code for district in of.districts), of.codebook)
        made = document(
            basis, {district.code: district.neighbour for district in of.districts}, of.codebook, of.version
        )
        release(session, asked, [], None, document=cast(Document, made), basis={})
    with store.read() as session:
        yield session


def said(session: Session, code: str | None, language: str) -> TwoMinutes:
    asked = round_by_slug(session, "lipovje")
    assert asked is not None
    everywhere = tuple(districts(session, session.get_one(Assessment, asked.assessment_id)))
    with use_language(language):
        known = release_of(session, asked, everywhere)
        assert known is not None
        text = two_minutes(known.document, code, known.names, known.labels, known.number, known.at)
    assert text is not None
    return text


def test_it_is_read_aloud_in_two_minutes_with_five_questions(released: Session) -> None:
    for language in LANGUAGES:
        for code in (None, "polje", "ob-potoku"):
            text = said(released, code, language)
            spoken = " ".join((*text.aloud, *(" ".join(pair) for pair in text.asked)))
            assert len(spoken.split()) <= MOST_WORDS
            assert len(text.asked) == 5


def test_its_numbers_are_those_of_the_release(released: Session) -> None:
    asked = round_by_slug(released, "lipovje")
    assert asked is not None
    everywhere = tuple(districts(released, released.get_one(Assessment, asked.assessment_id)))
    known = release_of(released, asked, everywhere)
    assert known is not None
    place = next(one for one in known.document["places"] if "polje" in one["districts"])
    intent = next(one for one in place["figures"] if one["question"] == known.labels.asked_for("intent"))
    counts = {row["code"]: row["n"] or 0 for row in intent["rows"]}
    regulars = counts["weekly"] + counts["monthly"]
    text = " ".join(said(released, "polje", "en").aloud)
    assert f"{place['answers']} people answered." in text
    assert f"Of {intent['base']} people, {regulars} would come every week or every month." in text


def test_without_a_release_the_page_says_so(enter: Enter) -> None:
    assert "Nothing has been released here yet." in enter().get(PAGE).text


def test_the_page_shows_the_text_of_a_place_that_somebody_leads(enter: Enter, released: Session) -> None:
    lead, other = enter(), enter("ob-potoku-lead")
    text = said(released, "ob-potoku", "en")
    for client in (lead, other):
        page = client.get(f"{PAGE}/ob-potoku").text
        assert text.aloud[0].split(".")[0] in page
        assert "Who has not spoken?" in page
    assert lead.get(f"{PAGE}/polje").status_code == 200
    assert other.get(f"{PAGE}/polje").status_code == 404
    assert lead.get(f"{PAGE}/outside").status_code == 404
    assert other.get(PAGE).status_code == 200
