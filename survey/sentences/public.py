"""What a release says to everybody: the desk's words for the desk's questions, from the released document alone."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from analysis.need import FOR_A_GROUP, REGULAR, TO_START, WAYS_TO_FIND_NO_NEED
from survey.figures import Figure, Live
from survey.i18n import gettext as _
from survey.i18n import join_list, ngettext, number, text
from survey.released import ReleasedExisting, ReleasedFigure, ReleasedPlace
from survey.sentences import answered, hearing, helping, need, public_tables, public_wishes, wishes, words
from survey.sentences.labels import Labels
from survey.sentences.parts import Entry, Picture, Section, Stamp
from survey.store.districts import District


@dataclass(frozen=True)
class Asked:
    """What a release is about: its words, what each question measures, and from which age on people were asked."""

    labels: Labels
    roles: dict[str, str]
    minimum_age: int


@dataclass(frozen=True)
class Lists:
    """The third question: what there is, and what somebody would offer."""

    rooms: tuple[Entry, ...]
    running: tuple[Entry, ...]
    offered: tuple[Entry, ...]


@dataclass(frozen=True)
class Told:
    """One place as everybody reads it."""

    headcount: str
    need: Section
    wishes: Section
    existing: Section
    lists: Lists
    helping: Section
    answered: Section
    hearing: Section
    confidence: Section


def told(place: ReleasedPlace, asked: Asked, among: Sequence[ReleasedPlace] = ()) -> Told:
    """All sections of one place; for the whole town, `among` are the places in it."""
    live = as_live(place, asked)
    made = _need(place, live, asked)
    return Told(
        headcount=answered.headcount(live, asked.minimum_age, starred=False),
        need=replace(made, short=_in_places(among)) if among else made,
        wishes=_wishes(place, live, asked),
        existing=_existing(place),
        lists=_lists(place, asked),
        helping=_helping(place, live, asked),
        answered=_answered(place, live, asked),
        hearing=_hearing(place, live, asked),
        confidence=_confidence(place, asked),
    )


def place_name(districts: Sequence[District]) -> str:
    """A place by its name, or by those of all districts that are read as one."""
    names = [words.place(district) for district in districts]
    inside = [words.within(name) if d.outside else name for d, name in zip(districts, names, strict=True)]
    return join_list([*names[:1], *inside[1:]])


def verdict(place: ReleasedPlace) -> Stamp | None:
    """The stamp of a place, where the answers are enough to be shown."""
    return words.verdict(place["verdict"]) if place.get("verdict") else None


def _in_places(places: Sequence[ReleasedPlace]) -> str:
    """The need of a whole town is that of its places."""
    verdicts = [place.get("verdict") for place in places]
    start, group = (verdicts.count(code) for code in ("enough_to_start", "enough_for_group"))
    if start:
        return ngettext(
            "In %(num)s of %(all)s places: enough people to start.",
            "In %(num)s of %(all)s places: enough people to start.",
            start,
            all=number(len(places)),
        )
    if group:
        return ngettext(
            "In %(num)s of %(all)s places: enough for one group.",
            "In %(num)s of %(all)s places: enough for one group.",
            group,
            all=number(len(places)),
        )
    return _("We do not know yet.")


def as_live(place: ReleasedPlace, asked: Asked) -> Live:
    """The document in the shape of the desk's figures, so that both say it with the same words."""
    found: dict[str, ReleasedFigure] = {asked.roles[f["question"]]: f for f in place["figures"]}
    plain = {role: _figure(figure) for role, figure in found.items()}
    intent = plain.get("intent")
    parts: dict[str, Any] = {
        "version": "",
        "since": {},
        "added": {},
        "answers": place["answers"],
        "people": place.get("people"),
        "need": _judged(place, intent) if intent else None,
        "features": plain.get("feature"),
        "times": plain.get("time"),
        "distance": plain.get("distance"),
        "inventory": {"rooms": [], "offerings": [], "offers": []},
        "willing": plain.get("willingness"),
        "contacts": 0,
        "hear": plain.get("channel"),
        "missed": plain.get("missed"),
    }
    return cast(Live, parts)


def _figure(of: ReleasedFigure) -> Figure:
    """Without numbers it is none for the sentences; its names have a sentence of their own."""
    shown = of["base"] is not None
    rows = [{"code": row["code"], "n": row["n"]} for row in of["rows"]] if shown else []
    form = of["form"] if shown else "none"
    made = {"question": of["question"], "form": form, "minimum": 10, "base": of["base"] or 0, "skipped": 0}
    return cast(Figure, {**made, "rows": rows})


def _judged(place: ReleasedPlace, intent: Figure) -> Any:
    counts = {row["code"]: row["n"] or 0 for row in intent["rows"]}
    regulars = sum(counts.get(code, 0) for code in REGULAR)
    return {
        "verdict": place.get("verdict") or "too_few",
        "regulars": regulars,
        "halved": regulars // 2,
        "ways": WAYS_TO_FIND_NO_NEED,
        "for_group": FOR_A_GROUP,
        "for_start": TO_START,
        "intent": intent,
    }


def _need(place: ReleasedPlace, live: Live, asked: Asked) -> Section:
    made = need.section(live, asked.labels, judged=bool(place.get("verdict")))
    if not live["need"] or live["need"]["intent"]["form"] == "none":
        made = replace(made, say="", stamp=None, pictures=(Picture(few=words.too_few(10)),))
    return _public(made, place, asked, "intent")


def _helping(place: ReleasedPlace, live: Live, asked: Asked) -> Section:
    return _public(replace(helping.section(live, asked.labels), notes=()), place, asked, "willingness")


def _hearing(place: ReleasedPlace, live: Live, asked: Asked) -> Section:
    return _public(hearing.section(live, None, asked.labels), place, asked, "channel")


def _public(made: Section, place: ReleasedPlace, asked: Asked, role: str) -> Section:
    """The desk's section with the document's own table, its groups, and names where there are no numbers."""
    figure = figure_of(place, asked, role)
    if figure is None:
        return replace(made, pictures=(Picture(few=words.too_few(10)),))
    groups = public_tables.groups(place, figure["question"], asked.labels)
    if figure["base"] is None:
        return replace(made, say=_names_only(figure, asked), pictures=(), further=groups)
    table = public_tables.table(figure, asked.labels, by_size=role in ("channel", "demand_pick"))
    pictures = tuple(replace(picture, table=table) for picture in made.pictures)
    return replace(made, pictures=pictures, further=groups)


def figure_of(place: ReleasedPlace, asked: Asked, role: str) -> ReleasedFigure | None:
    """The figure that measures this, if it is in the document."""
    return next((figure for figure in place["figures"] if asked.roles[figure["question"]] == role), None)


def _names_only(figure: ReleasedFigure, asked: Asked) -> str:
    name = asked.labels.option(figure["question"])
    named = join_list(f"*{words.within(name(row['code']))}*" for row in figure["rows"])
    return _("At least three people each named: %(list)s. Too few answered for numbers.", list=named)


def _wishes(place: ReleasedPlace, live: Live, asked: Asked) -> Section:
    figure = figure_of(place, asked, "demand_pick")
    empty = Section("wishes", _("2. What kind of space and which activities?"), short=_("We do not know yet."))
    if figure is None or figure["base"] is None:
        return _public(empty, place, asked, "demand_pick")
    made = replace(
        empty,
        say=public_wishes.chosen(figure, asked.labels),
        notes=(
            *public_wishes.order(figure),
            *wishes.space(live["features"], asked.labels),
            *wishes.when(live, asked.labels),
        ),
        how=words.asked_how(asked.labels.question(figure["question"]), 0),
        short=public_wishes.short(figure, asked.labels),
        pictures=(Picture(chart="wishes", caption=_people_answered(figure["base"])),),
    )
    features = figure_of(place, asked, "feature")
    wished = _public(made, place, asked, "demand_pick")
    if features is None or features["base"] is None:
        return wished
    table = public_tables.table(features, asked.labels, by_size=True)
    beside = Picture(chart="features", caption=_people_answered(features["base"]), table=table)
    return replace(wished, pictures=(*wished.pictures, beside))


def _people_answered(base: int) -> str:
    return ngettext("%(num)s person answered.", "%(num)s people answered.", base)


def _existing(place: ReleasedPlace) -> Section:
    """Facts from people who know the place; the first releases have none."""
    found = place.get("existing")
    how = (
        _("Rooms, activities and offers were collected by people who know the place, not in the survey."),
        _("What is missing in these lists is missing here, too."),
    )
    title = _("3. What exists and what could be offered?")
    if not found or not any((found["rooms"], found["running"], found["offered"])):
        said = _("We know of no rooms, activities or offers here yet.")
        return Section("existing", title, say=said, how=how, short=_("We know of nothing yet."))
    return Section("existing", title, say=_we_know(found, "*"), how=how, short=_we_know(found))


def _we_know(found: ReleasedExisting, star: str = "") -> str:
    rooms, running, offered = (len(found["rooms"]), len(found["running"]), len(found["offered"]))
    said = [
        ngettext("%(num)s room", "%(num)s rooms", rooms) if rooms else "",
        ngettext("%(num)s activity running", "%(num)s activities running", running) if running else "",
        ngettext("%(num)s on offer", "%(num)s on offer", offered) if offered else "",
    ]
    return _("We know of %(list)s.", list=join_list(f"{star}{one}{star}" for one in said if one))


def _lists(place: ReleasedPlace, asked: Asked) -> Lists:
    found = place.get("existing") or {"rooms": [], "running": [], "offered": []}
    return Lists(
        rooms=tuple(Entry(name) for name in found["rooms"]),
        running=tuple(Entry(text(one["name"]), _activities(one["activities"], asked)) for one in found["running"]),
        offered=tuple(Entry(asked.labels.activity(code)) for code in found["offered"]),
    )


def _activities(codes: list[str], asked: Asked) -> str:
    return join_list(map(asked.labels.activity, codes))


def _answered(place: ReleasedPlace, live: Live, asked: Asked) -> Section:
    return Section(
        "answered",
        _("Who answered"),
        say=answered.headcount(live, asked.minimum_age, starred=True),
        how=(_("Each person is counted once. Answers that were taken back are not counted."), _fewer_than_three()),
        pictures=tuple(Picture(table=number_table) for number_table in public_tables.people(place)),
    )


def _fewer_than_three() -> str:
    return _("A group of fewer than %(num)s people is counted together with its neighbour.", num=number(3))


def _confidence(place: ReleasedPlace, asked: Asked) -> Section:
    return Section(
        "confidence",
        _("Asked in confidence"),
        how=(
            _("These answers are kept apart and locked. They are rounded to the nearest five in a hundred."),
            _("An answer that nearly nobody or nearly everybody gave is not shown, so that nobody is recognised."),
        ),
        pictures=tuple(Picture(table=one) for one in public_tables.confidence(place, asked.labels)),
    )
