"""The figures of one place as lines of one tidy table: every number that its page shows, and nothing it hides."""

from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any, NamedTuple

from survey.export import supply
from survey.export.taken import Taken, moment
from survey.figures import Figure, Row, Wish, Wishes
from survey.i18n import gettext as _
from survey.i18n import join_list
from survey.sentences import reaching, words
from survey.sentences.words import PERCENT_FROM

TOO_FEW, COUNTS, PERCENT = "too_few", "counts", "percent"
Name = Callable[[str], str]


class Line(NamedTuple):
    """One number with all that it means; `people` is empty where too few answered to show it.

    `things` counts what is no person: rooms, activities that run, organisations.
    """

    place: str
    place_name: str
    section: str
    question: str
    question_text: str
    code: str
    label: str
    group: str
    people: int | None
    of: int | None
    percent: int | None
    form: str
    word: str
    lives_here: int | None
    percent_lives_here: int | None
    things: int | None
    since: int
    as_of: str
    snapshot: int


def lines(place: Taken) -> Iterator[Line]:
    """The sections of the page in its order."""
    here = _Lines(place)
    yield from here.answered()
    yield from here.need()
    yield from here.wishes()
    yield from here.existing()
    yield from here.first()
    yield from here.helping()
    yield from here.hearing()
    yield from here.calm()


def whole_percent(share: float) -> int:
    """A share as the pages round it."""
    return int((Decimal(str(share)) * 100).quantize(Decimal(1), ROUND_HALF_EVEN))


class _Lines:
    """Writes the lines of one place; what is settled carries its own moment."""

    def __init__(self, place: Taken) -> None:
        self._place, self._live, self._labels = place, place.live, place.labels
        self._blank = Line(
            place.district.code, place.name, "", "", "", "", "", "", None, None, None, COUNTS, "", None, None, None, 1,
            moment(place.live_at), place.live_id,
        )  # fmt: skip

    def answered(self) -> Iterator[Line]:
        """How many, by which ways, and how many by the open link."""
        live = self._live
        everybody = self._line("answered", "_answers", _("Have answered"), live["answers"])
        yield everybody._replace(lives_here=live["people"])
        for row in live["answered"]["ways"]:
            yield self._line("answered", row["code"], words.way(row["code"]), row["n"], live["answers"])
        yield self._line(
            "answered", "_open_link", _("Came by the open link"), live["answered"]["unproven"], live["answers"]
        )

    def need(self) -> Iterator[Line]:
        """The verdict, what it rests on, and the question itself."""
        need = self._live["need"]
        if need is None:
            return
        intent = need["intent"]
        if intent["form"] != "none":
            asked = self._of(intent["question"])
            yield self._line(
                "need", "_regulars", _("Every week or every month"), need["regulars"], intent["base"], asked
            )
            if not self._place.district.outside:
                verdict = words.verdict(need["verdict"]).word
                counted = self._line("need", "_halved", _("Half of them, as we count"), need["halved"], None, asked)
                yield counted._replace(word=verdict)
        yield from self._figure("need", intent)

    def wishes(self) -> Iterator[Line]:
        """The activities with what people know of them, then the space and the hours."""
        found = self._live["wishes"]
        if found:
            yield from self._picked(found)
        for figure in (self._live["features"], self._live["times"], self._live["distance"]):
            yield from self._figure("wishes", figure)

    def _picked(self, wishes: Wishes) -> Iterator[Line]:
        if wishes["form"] == "none":
            yield self._hidden("wishes", wishes["question"])
            return
        asked = self._of(wishes["question"])
        yield self._line("wishes", "_used_all", _("Used all their choices"), wishes["used_all"], wishes["base"], asked)
        for row in wishes["rows"]:
            name, of = self._labels.activity(row["code"]), row.get("base", wishes["base"])
            line = self._line("wishes", row["code"], name, row["picked"], of, asked)
            yield _shared(line, wishes["form"] == "percent")._replace(word=words.tier(row["tier"]))
            for part, said, n in _parts(row):
                label = f"{name}: {said}"
                yield self._line("wishes", f"{row['code']}.{part}", label, n, row["picked"], asked)
        yield from self._skipped("wishes", wishes["question"], wishes["skipped"])

    def existing(self) -> Iterator[Line]:
        """Rooms, what runs, and who would offer something; known from people who keep the lists, not from answers."""
        yield from (self._thing("existing", one) for one in supply.listed(self._live, self._labels))

    def _thing(self, section: str, counted: supply.Counted) -> Line:
        code, label, many, said = counted
        return self._line(section, code, label, None)._replace(things=many, word=said)

    def first(self) -> Iterator[Line]:
        """What to do first, with how often people would come and what there is for it."""
        first = self._live["first"]
        for row in first["rows"]:
            name, of = self._labels.activity(row["code"]), row.get("base", first["base"])
            word = words.label(row["label"]).word if row["label"] else ""
            yield self._line("first", row["code"], name, row["picked"], of)._replace(word=word)
            often = (("weekly", row["weekly"]), ("monthly", row["monthly"]), ("few", row["few"]))
            for code, n in often:
                yield self._line("first", f"{row['code']}.{code}", f"{name}: {_often()[code]}", n, row["picked"])
            yield from (self._thing("first", one) for one in supply.matched(row, self._labels))

    def helping(self) -> Iterator[Line]:
        """Who would help, and who can be reached."""
        yield from self._figure("helping", self._live["willing"])
        yield self._line("helping", "_contacts", _("Left a name and a way to be reached"), self._live["contacts"])

    def hearing(self) -> Iterator[Line]:
        """How people hear about events, and whether they hear in time."""
        yield from self._figure("hearing", self._live["hear"])
        yield from self._figure("hearing", self._live["missed"])

    def calm(self) -> Iterator[Line]:
        """What is renewed once a day: groups, ways of telling, and what was asked in confidence."""
        settled, at = self._place.settled, self._place.settled_at
        if settled is None or at is None:
            return
        self._blank = self._blank._replace(as_of=moment(at), snapshot=self._place.settled_id)
        yield from self._groups()
        yield from self._ages()
        for section, figure in (
            ("wishes", settled["access"]),
            ("confidence", settled["loneliness"]),
            ("confidence", settled["mobility"]),
        ):
            yield from self._figure(section, figure)

    def _groups(self) -> Iterator[Line]:
        settled = self._place.settled
        for group in settled["groups"] if settled else ():
            share, lives = group["share_answers"], group["share_people"]
            yield self._line("missing", group["code"], words.group(group["code"]), group["answers"])._replace(
                question=group["kind"],
                percent=None if share is None else whole_percent(share),
                lives_here=group["people"],
                percent_lives_here=None if lives is None else whole_percent(lives),
            )

    def _ages(self) -> Iterator[Line]:
        """Which age hears how, and the few ways that together reach most people."""
        settled, figure = self._place.settled, self._live["hear"]
        if settled is None or figure is None:
            return
        asked, name = self._of(figure["question"]), self._labels.option(figure["question"])
        for heard in settled["heard"] if len(settled["heard"]) > 1 else ():
            group = join_list(reaching.group_name(code) for code in heard["groups"])
            for row in heard["rows"]:
                line = self._line("hearing", row["code"], name(row["code"]), row["n"], heard["base"], asked)
                yield line._replace(group=group)
        cover = settled["cover"]
        for ways, reached in zip(_grown(cover["ways"]), cover["steps"], strict=True) if cover else ():
            label = " + ".join(map(name, ways))
            yield self._line("together", "+".join(ways), label, reached, cover["base"] if cover else None, asked)

    def _figure(self, section: str, figure: Figure | None) -> Iterator[Line]:
        if figure is None:
            return
        if figure["form"] == "none":
            yield self._hidden(section, figure["question"])
            return
        asked, name = self._of(figure["question"]), self._labels.option(figure["question"])
        for row in figure["rows"]:
            yield self._answer(section, row, figure, name(row["code"]), asked)
        yield from self._skipped(section, figure["question"], figure["skipped"])

    def _answer(self, section: str, row: Row, figure: Figure, label: str, asked: dict[str, Any]) -> Line:
        if row["n"] is None:
            return self._line(section, row["code"], label, None, None, asked)._replace(form=TOO_FEW)
        line = self._line(section, row["code"], label, row["n"], row.get("base", figure["base"]), asked)
        return _shared(line, figure["form"] == "percent")

    def _skipped(self, section: str, question: str, n: int) -> Iterator[Line]:
        label = _("Left empty or would rather not say")
        if n:
            yield self._line(section, "_skipped", label, n, None, self._of(question))

    def _hidden(self, section: str, question: str) -> Line:
        label = _("Too few to show")
        return self._line(section, "", label, None, None, self._of(question))._replace(form=TOO_FEW)

    def _of(self, question: str) -> dict[str, Any]:
        """What every line of one question says about it."""
        since = self._live["since"].get(question, 1)
        return {"question": question, "question_text": self._labels.question(question), "since": since}

    def _line(
        self, section: str, code: str, label: str, n: int | None, of: int | None = None,
        asked: dict[str, Any] | None = None,
    ) -> Line:  # fmt: skip
        line = self._blank._replace(section=section, code=code, label=label, people=n, of=of)
        return line._replace(**(asked or {}))


def _shared(line: Line, allowed: bool) -> Line:
    """The line with its share, where the answers are many enough for one."""
    if not allowed or line.people is None or not line.of or line.of < PERCENT_FROM:
        return line
    return line._replace(percent=whole_percent(line.people / line.of), form=PERCENT)


def _parts(row: Wish) -> Iterator[tuple[str, str, int]]:
    """What those who picked an activity know of it; the parts add up to the whole."""
    unsaid = row["unserved"] - row["unsuitable"] - row["missing"] - row["unknown"]
    yield "use", _("Go already"), row["goes"]
    yield "unsuitable", _("Does not suit them"), row["unsuitable"]
    yield "none", _("Not here"), row["missing"]
    yield "unknown", _("Do not know"), row["unknown"]
    yield "unsaid", _("Did not say"), unsaid


def _often() -> dict[str, str]:
    return {"weekly": _("every week"), "monthly": _("every month"), "few": _("a few times a year")}


def _grown(ways: list[str]) -> Iterator[list[str]]:
    """The first way, then with the second, then with the third."""
    for many in range(1, len(ways) + 1):
        yield ways[:many]
