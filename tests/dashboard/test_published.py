"""The example town's documents and pages, audited as one: nobody can be read out of all of them together."""

from collections.abc import Iterator
from typing import Any, cast

import pytest
from sqlalchemy import select

from analysis.audit import Statement, audit
from analysis.codebook import Codebook
from survey.figures import Live, Settled
from survey.i18n import text, use_language
from survey.published.documents import of_live, of_settled, sensitive
from survey.published.items import Collected, Items
from survey.published.pages import Words, numbers
from survey.published.reading import of_page, sensitive_words
from survey.questionnaire.codebook import codebook
from survey.store.base import Store
from survey.store.districts import District
from survey.store.rounds import Round, current_version, questionnaire
from survey.store.snapshots import Chart, latest_of_round
from survey.worker.public_audit import laid
from survey.worker.release import prepare
from tests.dashboard.conftest import Enter

LANGUAGES = ("sl", "hr", "en")


def book(store: Store, language: str = "en") -> Codebook:
    with store.read() as session, use_language(language):
        asked = session.scalars(select(Round)).one()
        return codebook(questionnaire(session, current_version(session, asked)), language)


def newest(store: Store, kind: str) -> dict[str, Any]:
    with store.read() as session:
        asked = session.scalars(select(Round)).one()
        found = latest_of_round(session, asked, kind)
        places = {place.id: place.code for place in session.scalars(select(District))}
        return {places[at]: snapshot.figures for at, snapshot in found.items() if at is not None}


def of_documents(store: Store, items: Items) -> Collected:
    found = Collected()
    for district, figures in newest(store, "live").items():
        found.add(of_live(items, cast(Live, figures), district, "now"))
    for district, figures in newest(store, "settled").items():
        found.add(of_settled(items, {"now": cast(Settled, figures)}, district))
    return found


def items_of(store: Store) -> Items:
    return Items(book(store), tuple(newest(store, "live")))


def test_all_documents_of_the_example_town_together_pass_the_audit(store: Store) -> None:
    found = of_documents(store, items_of(store))
    assert len(found.statements) > 500
    assert len(found.protected) > 20
    assert audit(found.statements, found.protected.values()).leaks == ()


def words_of(store: Store, language: str) -> tuple[Words, ...]:
    with store.read() as session:
        asked = session.scalars(select(Round)).one()
        questions = questionnaire(session, current_version(session, asked)).questions()
    return sensitive_words(book(store, language), {q.id: text(q.label, language) for q in questions})


def page_statements(enter: Enter, store: Store, items: Items, language: str) -> Iterator[Statement]:
    asked, client = words_of(store, language), enter(language=language)
    for district in items.districts:
        page = client.get(f"/lead/lipovje/{district}").text
        yield from of_page(items, page, asked, district, "now", f"page:{language}:{district}")


def test_a_page_says_about_sensitive_questions_what_its_document_says_and_no_more(enter: Enter, store: Store) -> None:
    items, found = items_of(store), of_documents(store, items_of(store))
    read = list(page_statements(enter, store, items, "en"))
    counted = {(one.terms[0][0][:2], one.terms[0][0][3], one.low) for one in read if one.low == one.high}
    for district, figures in newest(store, "settled").items():
        for figure in sensitive(figures)[1:]:
            shown = [row for row in figure["rows"] if row["n"] is not None]
            assert {((figure["question"], district), row["code"], row["n"]) for row in shown} <= counted
    assert audit([*found.statements, *read], found.protected.values()).leaks == ()


@pytest.mark.slow
def test_all_pages_and_drawings_in_all_languages_together_pass_the_audit(enter: Enter, store: Store) -> None:
    items, found = items_of(store), of_documents(store, items_of(store))
    read = [one for language in LANGUAGES for one in page_statements(enter, store, items, language)]
    assert {one.source.split(":")[1] for one in read} == set(LANGUAGES)
    assert audit([*found.statements, *read], found.protected.values()).leaks == ()
    with store.read() as session:
        drawings = list(session.scalars(select(Chart.svg)))
    asked = [words for language in LANGUAGES for words in words_of(store, language)]
    assert drawings
    assert [number for drawing in drawings for number in numbers(drawing, asked)] == []


@pytest.mark.slow
def test_the_example_town_can_be_released_and_nobody_is_read_out_of_it(store: Store) -> None:
    with store.read() as session:
        asked = session.scalars(select(Round)).one()
        ready = prepare(session, asked)
    assert (ready.refusal, ready.new) == ("", 600)
    assert ready.document is not None
    assert 0 < len(ready.held) < 10
    merged = [place["districts"] for place in ready.document["places"] if len(place["districts"]) > 1]
    assert merged == [["podgorica", "outside"]]
    everything = laid([ready.document], [ready.basis], book(store))
    said = [*everything.always, *(one for block in everything.blocks for one in block.statements)]
    assert audit(said, everything.protected, explained=False, exact=False).leaks == ()


PLANTS = {
    "a cell of a table": "<table><tr><th>{words}</th><td>{n}</td></tr></table>",
    "a sentence": "<p>We know of {words} ({n}).</p>",
    "the description of a drawing": "<svg><desc>{words}: {n} people.</desc></svg>",
    "the title of a drawing": "<svg><title>{words} {n}</title></svg>",
    "two texts of a drawing": "<svg><g><text>{words}</text><text>{n}</text></g></svg>",
    "words for screen readers": '<div aria-label="{words} {n}"></div>',
    "a picture's alternative text": '<img alt="{words}, {n}">',
    "an attribute with data": '<i data-row="{words}|{n}"></i>',
    "data of a chart": '<script type="application/json">[{{"label": "{words}", "count": {n}}}]</script>',
}


@pytest.mark.parametrize("plant", PLANTS.values(), ids=list(PLANTS))
def test_a_hidden_answer_planted_anywhere_on_a_page_is_found(enter: Enter, store: Store, plant: str) -> None:
    """Ob Potoku: one need that few people have, which the page does not show, is written somewhere."""
    items, asked = items_of(store), words_of(store, "sl")
    settled = newest(store, "settled")["ob-potoku"]
    found = of_settled(items, {"now": cast(Settled, settled)}, "ob-potoku")
    hidden = next(row["code"] for row in settled["mobility"]["rows"] if row["n"] is None)
    means = f"{settled['mobility']['question']}:{hidden}"
    words = next(words for one in asked for words, code in one.answers.items() if code == means)
    page = "<html><body><h1>Ob Potoku</h1>" + plant.format(words=words, n=2) + "</body></html>"
    read = of_page(items, page, asked, "ob-potoku", "now", "page:sl")
    leaks = audit([*found.statements, *read], found.protected.values()).leaks
    assert f"ob-potoku:now:{means}" in [leak.code for leak in leaks]
