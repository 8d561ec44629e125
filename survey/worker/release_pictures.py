"""The drawings of a release: every one shows only numbers that its document has, in every language."""

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from analysis.codebook import Codebook
from survey.figures import ChartKeys, Figure, Row
from survey.i18n import gettext as _
from survey.questionnaire.codebook import codebook
from survey.questionnaire.model import Questionnaire
from survey.released import Released, ReleasedFigure, ReleasedPlace
from survey.sentences.public import place_name
from survey.store.base import Document, Store
from survey.store.districts import Assessment, District, districts
from survey.store.rounds import Round, questionnaire
from survey.store.snapshots import put_chart
from survey.worker.drawing import MOST_DOTS, ROWS, Drawing, Drawn, Names, bars, in_every_language, keys, of_size
from survey.worker.place import FIRST_LANGUAGE
from survey.worker.public_audit import code_of
from survey.worker.publish import new_drawings

Pictures = dict[str, dict[str, ChartKeys]]
"""Of each place, by its code: chart → where its drawings lie."""


def draw_release(store: Store, round_id: int, document: Released) -> Pictures:
    """Draw every place of a document and keep what is new; say where the drawings lie."""
    with store.read() as session:
        asked = questionnaire(session, document["version"])
        assessment = session.get_one(Assessment, session.get_one(Round, round_id).assessment_id)
        every = districts(session, assessment)
    drawn = {code_of(place): of_place(place, asked, every) for place in (document["town"], *document["places"])}
    new = new_drawings(store, [one for mine in drawn.values() for one in mine])
    with store.write() as session:
        for key, svg in new.items():
            put_chart(session, key, svg)
    return {code: keys(mine) for code, mine in drawn.items()}


def as_document(pictures: Pictures) -> Document:
    """The same, for the store."""
    return cast(Document, pictures)


def of_place(place: ReleasedPlace, asked: Questionnaire, every: Sequence[District]) -> list[Drawn]:
    """Every drawing of one place of a release."""
    found = _by_role(place, codebook(asked, FIRST_LANGUAGE))
    mine = [district for district in every if district.code in place["districts"]]

    def drawings(language: str) -> Iterator[Drawing]:
        return _drawings(found, Names(asked, language), "" if len(mine) == len(every) else place_name(mine))

    return list(in_every_language(drawings))


def _by_role(place: ReleasedPlace, book: Codebook) -> dict[str, Figure]:
    """The figures that have numbers, by what they measure."""
    role = {variable.question: variable.role for variable in book if variable.role}
    numbered = [figure for figure in place["figures"] if figure["base"] is not None]
    return {str(role.get(figure["question"], "")): _figure(figure) for figure in numbered}


def _figure(of: ReleasedFigure) -> Figure:
    rows = [Row(code=row["code"], n=row["n"]) for row in of["rows"]]
    form = "percent" if of["form"] == "percent" else "counts"
    return Figure(question=of["question"], form=form, minimum=0, base=of["base"] or 0, skipped=0, rows=rows)  # type: ignore[typeddict-item]


def _drawings(found: Mapping[str, Figure], names: Names, where: str) -> Iterator[Drawing]:
    for role, (name, title) in _sorted(where).items():
        if role in found and any(row["n"] for row in found[role]["rows"]):
            yield of_size(name, found[role], names, title, ROWS, chart="features")
    for role, (name, title) in _in_order(where).items():
        if role in found and found[role]["base"] > MOST_DOTS:
            yield bars(name, "need", found[role], names, title)


def _sorted(where: str) -> dict[str, tuple[str, str]]:
    """What is drawn by size, with the titles of the desk."""
    if not where:
        return {
            "demand_pick": ("wishes", _("What people from the whole town would come to")),
            "feature": ("features", _("What the space must have for people from the whole town")),
            "channel": ("hear", _("How people from the whole town hear about events")),
        }
    return {
        "demand_pick": ("wishes", _("What people from %(place)s would come to", place=where)),
        "feature": ("features", _("What the space must have for people from %(place)s", place=where)),
        "channel": ("hear", _("How people from %(place)s hear about events", place=where)),
    }


def _in_order(where: str) -> dict[str, tuple[str, str]]:
    if not where:
        return {
            "intent": ("need", _("How often people from the whole town would come")),
            "willingness": ("willing", _("Who would help in the whole town")),
        }
    return {
        "intent": ("need", _("How often people from %(place)s would come", place=where)),
        "willingness": ("willing", _("Who would help in %(place)s", place=where)),
    }
