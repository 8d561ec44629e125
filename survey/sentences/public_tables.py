"""Tables of a release: every number stands in the document itself, none is worked out anew."""

from collections.abc import Iterator, Sequence

from survey.i18n import gettext as _
from survey.i18n import join_list, number, percent
from survey.released import ReleasedFigure, ReleasedGroup, ReleasedPart, ReleasedPlace, ReleasedRow
from survey.sentences import words
from survey.sentences.labels import Labels
from survey.sentences.parts import Table


def table(figure: ReleasedFigure, labels: Labels, *, by_size: bool) -> Table:
    """One question with its answers."""
    rows = list(figure["rows"])
    if by_size:
        rows.sort(key=lambda row: -(row["n"] or 0))
    name = labels.option(figure["question"])
    shares = figure["form"] == "percent"
    head = (labels.question(figure["question"]), *words.people_head("percent" if shares else "counts"))
    return Table(head, tuple((name(row["code"]), *_cells(row, shares=shares)) for row in rows))


def _cells(row: ReleasedRow, *, shares: bool) -> tuple[str, ...]:
    count = number(row["n"] or 0)
    return (count, percent((row["percent"] or 0) / 100)) if shares else (count,)


def groups(place: ReleasedPlace, question: str, labels: Labels) -> tuple[tuple[str, Table], ...]:
    """A question by age and by gender, each under its title."""
    titles = {"age": _("The same by age"), "gender": _("The same by gender")}
    return tuple(
        (titles[made["by"]], _by_group(question, made["by"], made["parts"], labels))
        for made in place["breakdowns"]
        if made["question"] == question
    )


def _by_group(question: str, by: str, parts: Sequence[ReleasedPart], labels: Labels) -> Table:
    name = labels.option(question)
    head = (labels.question(question), *(_of(by, part) for part in parts))
    answers = zip(*(part["rows"] for part in parts), strict=True)
    given = [row for row in answers if any(cell["n"] for cell in row)]
    return Table(head, tuple((name(row[0]["code"]), *(number(cell["n"] or 0) for cell in row)) for row in given))


def _of(by: str, part: ReleasedPart) -> str:
    """A group as a heading, with how many of it answered."""
    return _("%(group)s: %(num)s", group=group_name(by, part["codes"]), num=number(part["base"]))


def group_name(by: str, codes: Sequence[str]) -> str:
    """One group, or several that are counted together."""
    unsaid = {"age": _("age not said"), "gender": _("gender not said or other")}[by]
    return join_list(words.group(code) if code else unsaid for code in codes)


def people(place: ReleasedPlace) -> Iterator[Table]:
    """Who answered, by age and by gender, beside who lives here."""
    for by, title in (("age", _("By age")), ("gender", _("By gender"))):
        made = place["groups"].get(by, [])
        if len(made) > 1:
            yield _people(title, by, made, place)


def _people(title: str, by: str, made: Sequence[ReleasedGroup], place: ReleasedPlace) -> Table:
    living = place.get("living", {}).get(by, {})
    lives = [together(living, group["codes"]) for group in made]
    known = any(n is not None for n in lives)
    rows = tuple(
        (group_name(by, group["codes"]), number(group["n"]), *((_known(n, group["codes"]),) if known else ()))
        for group, n in zip(made, lives, strict=True)
    )
    return Table((title, _("Have answered"), *((_("Live here"),) if known else ())), rows)


def together(living: dict[str, int | None], codes: Sequence[str]) -> int | None:
    """How many people of these groups live here; those who did not say live nowhere apart."""
    counts = [living.get(code) for code in codes if code]
    known = [n for n in counts if n is not None]
    return sum(known) if known and len(known) == len(counts) else None


def _known(n: int | None, codes: Sequence[str]) -> str:
    if not any(codes):
        return ""
    return _("not known") if n is None else number(n)


def confidence(place: ReleasedPlace, labels: Labels) -> Iterator[Table]:
    """Each sensitive question with what may be said of it."""
    for question in dict.fromkeys(share["question"] for share in place["sensitive"]):
        name = labels.option(question)
        mine = [share for share in place["sensitive"] if share["question"] == question]
        rows = tuple((name(share["code"]), _about(share["percent"])) for share in mine)
        yield Table((labels.question(question), _("Of all who answered this")), rows)


def _about(rounded: int) -> str:
    return _("about %(share)s", share=percent(rounded / 100))


def ages(place: ReleasedPlace) -> tuple[tuple[str, int, int | None], ...]:
    """Each age with how many of it answered and how many live here; those who did not say are left out."""
    living = place.get("living", {}).get("age", {})
    made = [group for group in place["groups"].get("age", []) if any(group["codes"])]
    return tuple((group_name("age", g["codes"]), g["n"], together(living, g["codes"])) for g in made)
