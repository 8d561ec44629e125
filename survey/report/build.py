"""The document of a place: its cover, and its chapters in their order with what the authors wrote between them."""

from collections.abc import Iterator, Mapping

from survey import i18n
from survey.clock import local
from survey.i18n import gettext as _
from survey.i18n import number
from survey.report import chapters, contents
from survey.report.material import Place, Whole
from survey.report.model import Block, Chapter, Cover, PageBreak, Paragraph, Report
from survey.sentences import answered, words

CLOSING = "closing"
"""What the authors wrote after the last chapter."""


def build(whole: Whole) -> Report:
    """Build the document in the language that is spoken now."""
    return Report(i18n.language(), _cover(whole), tuple(_chapters(whole)))


def _cover(whole: Whole) -> Cover:
    choices = whole.choices
    place = whole.places[0].name if whole.kind == "district" and whole.places else whole.town
    asked = _("%(place)s: what does the neighbourhood need?", place=place)
    day = choices.day or local(whole.at).date()
    return Cover(
        title=i18n.text(choices.title) or asked,
        subtitle=f"{whole.round}, {whole.town}",
        place=place,
        day=i18n.dated(day),
        author=choices.author,
        lines=tuple(_of_the_figures(whole)),
        example=whole.example,
        notice=_for_whom(),
    )


def _of_the_figures(whole: Whole) -> Iterator[str]:
    moments = [place.made_at for place in whole.places]
    if moments and min(moments) == max(moments):
        yield words.as_of(moments[0])
    elif moments:
        first, last = (local(moment) for moment in (min(moments), max(moments)))
        yield _(
            "Figures from %(first)s to %(last)s.",
            first=f"{i18n.date(first)}, {i18n.time(first)}",
            last=f"{i18n.date(last)}, {i18n.time(last)}",
        )
    if whole.version:
        yield _("Version %(number)s", number=number(whole.version))


def _for_whom() -> str:
    return _(
        "For people who work with these figures. They are finer than what the public may read; "
        "for everybody else there are the released figures."
    )


def _chapters(whole: Whole) -> Iterator[Chapter]:
    ticked = [code for code in contents.EVERY if code in whole.choices.chapters]
    yield from _once((code for code in contents.BEFORE if code in ticked), whole)
    of_a_place = [code for code in contents.OF_A_PLACE if code in ticked]
    if whole.kind == "town":
        of_a_place = [code for code in contents.ONLY_SHORT if code in ticked]
    for place in whole.places:
        yield from _place(place, whole, of_a_place)
    yield from _once((code for code in contents.AFTER if code in ticked), whole)
    yield from _closing(whole)


def _once(codes: Iterator[str], whole: Whole) -> Iterator[Chapter]:
    for code in codes:
        blocks = chapters.ONCE[code](whole)
        if blocks:
            yield Chapter(code, chapters.title(code), (*own(whole, code), *blocks))


def _place(place: Place, whole: Whole, codes: list[str]) -> Iterator[Chapter]:
    """The chapters of a district; in a report of several each district begins on a new page under its own name."""
    alone = whole.kind == "district"
    if not alone:
        yield Chapter(place.code, place.name, tuple(_opening(place, whole, codes)), place=place.code)
    for code in codes:
        if not alone and code in contents.ONLY_SHORT:
            continue
        blocks = chapters.OF_A_PLACE[code](place, whole)
        if blocks:
            mine = own(whole, code) if alone else ()
            name = f"{place.code}-{code}"
            yield Chapter(name, chapters.title(code), (*mine, *blocks), 1 if alone else 2, place.code)


def _opening(place: Place, whole: Whole, codes: list[str]) -> Iterator[Block]:
    yield PageBreak()
    yield from own(whole, f"place.{place.code}")
    if "short" in codes:
        yield from chapters.OF_A_PLACE["short"](place, whole)
    else:
        yield Paragraph(answered.headcount(place.live, place.minimum_age, starred=True), "say")
        yield Paragraph(words.as_of(place.made_at), "quiet")


def _closing(whole: Whole) -> Iterator[Chapter]:
    said = own(whole, CLOSING)
    if said:
        yield Chapter(CLOSING, _("In closing"), said)


def own(whole: Whole, slot: str) -> tuple[Block, ...]:
    """What the authors wrote there, a block for each paragraph; in another language where theirs stayed empty."""
    texts: Mapping[str, str] = whole.choices.own.get(slot, {})
    said = i18n.worded(texts)
    language = said.language if isinstance(said, i18n.Foreign) else ""
    parts = (" ".join(part.split()) for part in said.split("\n\n"))
    return tuple(Paragraph(part, "own", language) for part in parts if part)
