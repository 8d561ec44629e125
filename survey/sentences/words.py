"""The words for codes that are the same on every page of the desk."""

from collections.abc import Callable, Iterable
from datetime import date as day
from datetime import datetime

from survey.clock import local
from survey.figures import Figure, Form, Live, Row
from survey.i18n import date, dated, join_list, ngettext, number, percent, time
from survey.i18n import gettext as _
from survey.listed import Word
from survey.sentences.labels import Labels
from survey.sentences.parts import Stamp, Table
from survey.store.districts import District

PERCENT_FROM = 30


def verdict(code: str) -> Stamp:
    """The verdict on the need, as it is stamped on both pages."""
    return {
        "enough_to_start": Stamp("check", _("Enough people to start"), "yes"),
        "enough_for_group": Stamp("half", _("Enough for one group"), "part"),
        "too_few": Stamp("dashed", _("Too few answers"), "fewer"),
        "no_need": Stamp("ring", _("No need found"), "none"),
    }[code]


def verdict_answer(code: str) -> str:
    """The same verdict as the answer to »Is there a need?«."""
    return {
        "enough_to_start": _("Yes. Enough people to start."),
        "enough_for_group": _("Yes. Enough people for one group."),
        "too_few": _("We do not know yet. Too few answers."),
        "no_need": _("We found no need."),
    }[code]


def not_judged() -> str:
    """What stands in the place of a verdict on people who live elsewhere."""
    return _("Counted in the whole, without a verdict.")


def label(code: str) -> Stamp:
    """What follows for an activity from the facts."""
    return {
        "off_list": Stamp("triangle", _("Obstacle first"), "gate"),
        "tell_people": Stamp("bubble", _("Tell people"), "tell"),
        "find_provider": Stamp("person", _("Find somebody to lead it"), "part"),
        "find_room": Stamp("house", _("Find a room or an hour"), "part"),
        "open_now": Stamp("arrow", _("Open now"), "yes"),
        "keep": Stamp("bar", _("Keep as it is"), ""),
        "not_now": Stamp("ring", _("Not now"), "none"),
    }[code]


def part(code: str) -> str:
    """One of the five parts of the points."""
    return {
        "demand": _("How many would come, how often"),
        "gap": _("What is missing"),
        "supply": _("Who would offer it"),
        "fit": _("Whether people, room and leader meet"),
        "equity": _("Whom to set first"),
    }[code]


def tier(code: str) -> str:
    """How often something is wanted, where the answers are too few for an order; nothing otherwise."""
    return {
        "often": _("often wanted"),
        "sometimes": _("sometimes wanted"),
        "seldom": _("seldom wanted"),
    }.get(code, "")


def way(code: str) -> str:
    """Where and how people were asked."""
    return {
        "web": _("on the web"),
        "paper": _("on paper"),
        "tablet": _("on a tablet"),
        "home_visit": _("at home, with a visitor"),
        "workshop": _("at a workshop"),
        "phone": _("by phone"),
    }.get(code, code)


def group(code: str) -> str:
    """A group of people, as the subject of a sentence and as a heading."""
    return {
        "up_to_29": _("people up to 29"),
        "30_64": _("people from 30 to 64"),
        "65_up": _("people of 65 and over"),
        "f": _("women"),
        "m": _("men"),
    }.get(code, code)


def groups(codes: Iterable[str]) -> str:
    """Neighbouring groups as one; those who belong to none did not say."""
    return join_list(group(code) if code else _("age not said") for code in codes)


def readiness(code: str) -> str:
    """How far an offer has been agreed."""
    return {
        "interested": _("Interested, nothing agreed yet."),
        "named": _("Knows what and who, not yet when."),
        "agreed": _("Days and hours are agreed."),
        "fixed": _("Agreed, with a room."),
    }.get(code, "")


def state(code: str) -> str:
    """Whether something takes place."""
    return {
        "planned": _("Planned, not running yet."),
        "paused": _("Paused for now."),
        "ended": _("Has ended."),
    }.get(code, "")


def fresh(word: Word) -> str:
    """What stands beside an entry whose word is older than a year; nothing while it is fresh."""
    if not word["ask_again"]:
        return ""
    if not word["confirmed_on"]:
        return _("Ask again whether it still holds.")
    return _("Last confirmed on %(day)s, ask again.", day=dated(day.fromisoformat(word["confirmed_on"])))


def far(place: str, minutes: int) -> str:
    """Where something is that is not here, and how far that is."""
    return ngettext("in %(place)s, %(num)s minute away", "in %(place)s, %(num)s minutes away", minutes, place=place)


def as_of(moment: datetime) -> str:
    """The moment that figures are from."""
    here = local(moment)
    return _("As of %(day)s, %(time)s.", day=date(here), time=time(here))


def too_few(minimum: int) -> str:
    """What stands in place of a figure that may not be shown."""
    return ngettext(
        "Too few to show. We will show it when there is %(num)s answer.",
        "Too few to show. We will show it when there are at least %(num)s answers.",
        minimum,
    )


def nobody_recognised() -> str:
    """What stands in place of a sensitive answer that nearly nobody or nearly everybody gave."""
    return _("Too few to show. Nobody should be recognised by it.")


def counted(pairs: Iterable[tuple[str, int | str]]) -> str:
    """Names with their counts as a list: kitchen (38), hall (22) and garden (9 of 12)."""
    return join_list(f"{name} ({n if isinstance(n, str) else number(n)})" for name, n in pairs)


def amount(n: int, base: int | None = None) -> str:
    """A count, and of how many people where that is not said for all alike."""
    return number(n) if base is None else _("%(num)s of %(all)s", num=number(n), all=number(base))


def later(live: Live, question: str, name: Callable[[str], str], shown: Iterable[str]) -> tuple[str, ...]:
    """What can be chosen only since a later version; `shown` are the answers that enough people could choose."""
    since: dict[int, list[str]] = {}
    for code, version in live["added"].get(question, {}).items():
        since.setdefault(version, []).append(code)
    seen = set(shown)
    return tuple(_later(version, codes, name, set(codes) <= seen) for version, codes in sorted(since.items()))


def later_of(live: Live, figure: Figure, labels: Labels) -> tuple[str, ...]:
    """The same of one figure; nothing while it may not be shown."""
    if figure["form"] == "none":
        return ()
    shown = (row["code"] for row in figure["rows"] if row["n"] is not None)
    return later(live, figure["question"], labels.option(figure["question"]), shown)


def _later(version: int, codes: list[str], name: Callable[[str], str], shown: bool) -> str:
    said = ngettext(
        "Since version %(number)s there is one more to choose from: %(list)s. It is counted out of the people who "
        "could choose it.",
        "Since version %(number)s there are %(num)s more to choose from: %(list)s. They are counted out of the people "
        "who could choose them.",
        len(codes),
        number=number(version),
        list=join_list(map(name, codes)),
    )
    few = _("So far these are too few to show.")
    return said if shown else f"{said} {few}"


def within(name: str) -> str:
    """A name from the catalogue inside a sentence: its first letter becomes small, unless it is an abbreviation."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def place(district: District) -> str:
    """A district by its name; those who live in none are people, not a place."""
    return _("People who live elsewhere") if district.outside else district.name


def largest(figure: Figure, most: int) -> list[tuple[str, str]]:
    """The answers given most often, each with its count, without those that nobody gave."""
    given = sorted((row for row in figure["rows"] if row["n"]), key=lambda row: -_share(row, figure))
    return [(row["code"], amount(row["n"] or 0, row.get("base"))) for row in given[:most]]


def _share(row: Row, figure: Figure) -> float:
    """By what answers are put in order, since not everybody could give each of them."""
    return (row["n"] or 0) / max(1, row.get("base", figure["base"]))


def of_people(n: int, base: int, form: Form, own: int | None = None) -> tuple[str, ...]:
    """A count for a table, with its share where the answers are many enough for one; `own` = how many could give it."""
    count, of = amount(n, own), base if own is None else own
    if form != "percent" or not of:
        return (count,)
    return (count, percent(n / of) if of >= PERCENT_FROM else "")


def people_head(form: Form) -> tuple[str, ...]:
    """The heads above these cells."""
    return (_("People"), _("Of all who answered this")) if form == "percent" else (_("People"),)


def figure_table(title: str, figure: Figure, name: Callable[[str], str], *, by_size: bool) -> Table:
    """A question's answers as a table, those hidden left out."""
    shown = [row for row in figure["rows"] if row["n"] is not None]
    if by_size:
        shown.sort(key=lambda row: -_share(row, figure))
    form, base = figure["form"], figure["base"]
    return Table(
        head=(title, *people_head(form)),
        rows=tuple((name(row["code"]), *of_people(row["n"] or 0, base, form, row.get("base"))) for row in shown),
        question=figure["question"],
        codes=tuple(row["code"] for row in shown),
        people=tuple((row["n"] or 0, row.get("base", base)) for row in shown),
    )


def how_known(live: Live, figure: Figure, labels: Labels) -> tuple[str, ...]:
    """How we know one figure: as `asked_how`, with what can be chosen only since a later version."""
    question, since = labels.question(figure["question"]), live["since"].get(figure["question"], 1)
    return asked_how(question, figure["skipped"], since, later_of(live, figure, labels))


def asked_how(question: str, skipped: int, since: int = 1, more: tuple[str, ...] = ()) -> tuple[str, ...]:
    """How we know: the question's own words, who left it empty, and what a count of volunteers can say."""
    lines = [_("The question was: »%(question)s«", question=question), *more]
    if since > 1:
        said = _("Comparable since version %(number)s of the questionnaire; earlier answers are not counted here.")
        lines.append(said % {"number": number(since)})
    if skipped:
        lines.append(
            ngettext(
                "%(num)s person left it empty or would rather not say, and is not counted here.",
                "%(num)s people left it empty or would rather not say, and are not counted here.",
                skipped,
            )
        )
    lines.append(_("People decided themselves whether to answer. So this is a count, not an estimate for everybody."))
    return tuple(lines)
