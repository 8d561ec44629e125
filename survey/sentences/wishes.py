"""2. What kind of space and which activities? What people chose, and what the space must have."""

from collections.abc import Iterable
from datetime import datetime

from survey.figures import Figure, Live, Settled, Wish, Wishes
from survey.i18n import gettext as _
from survey.i18n import join_list, ngettext, number, percent
from survey.sentences import weighing, words
from survey.sentences.labels import Labels
from survey.sentences.parts import Picture, Section, Table

NAMED = 3
"""How many things a sentence names before it becomes a list."""


MENTIONED = 5
"""How many a list without an order mentions."""

LONGEST_ANSWER = 60
"""Letters of an answer in the band, so that all four can be read at a glance."""


def section(live: Live, settled: Settled | None, labels: Labels, settled_at: datetime | None = None) -> Section:
    """The second question; access needs stand beside the wishes and never compete with them."""
    wishes = live["wishes"]
    title = _("2. What kind of space and which activities?")
    if wishes is None or wishes["form"] == "none":
        few = words.too_few(wishes["minimum"] if wishes else 5)
        return Section("wishes", title, pictures=(Picture(few=few),), short=_("We do not know yet."))
    return Section(
        "wishes",
        title,
        say=_first(wishes, labels),
        notes=(
            *_order(wishes, labels),
            *_missing(wishes, labels),
            *_space(live["features"], labels),
            *_conditions(settled, labels),
            *_distance(live, labels),
        ),
        quiet=(*_picks(wishes), *_later(live, wishes, labels)),
        how=words.asked_how(
            labels.question(wishes["question"]), wishes["skipped"], live["since"].get(wishes["question"], 1)
        ),
        pictures=(_wishes_picture(wishes, labels), *_features_picture(live["features"], labels)),
        closer=(*_ranges(wishes, labels), *weighing.wishes(settled, settled_at, labels)),
        short=_short(wishes, labels),
    )


def _ranges(wishes: Wishes, labels: Labels) -> tuple[tuple[str, Picture], ...]:
    """How far the shares may be off, from so many answers on that there is an order."""
    ranged = [row for row in wishes["rows"] if "low" in row]
    if not ranged:
        return ()
    head = (_("Activity"), _("Of all who answered"), _("At least"), _("At most"))
    rows = tuple(
        (labels.activity(row["code"]), *map(percent, (_share(wishes, row), row["low"], row["high"]))) for row in ranged
    )
    caption = _(
        "The bar is where the share of all who live here would most likely be, if those who answered were like them. "
        "Who did not come may think otherwise; that, nobody can work out."
    )
    return ((_("How far the shares may be off"), Picture(chart="ranges", caption=caption, table=Table(head, rows))),)


def _share(wishes: Wishes, row: Wish) -> float:
    return row["picked"] / row.get("base", wishes["base"])


def _names(rows: Iterable[Wish], labels: Labels) -> str:
    return join_list(words.within(labels.activity(row["code"])) for row in rows)


def _chosen(wishes: Wishes) -> list[Wish]:
    return [row for row in wishes["rows"] if row["picked"]]


def _top(wishes: Wishes) -> list[Wish]:
    """Those that share the first band, as far as a sentence can hold them."""
    chosen = _chosen(wishes)
    first = [row for row in chosen if row["band"] == chosen[0]["band"]]
    return (first if 1 < len(first) <= NAMED else chosen)[: NAMED if len(first) > 1 else 2]


def _first(wishes: Wishes, labels: Labels) -> str:
    chosen = _chosen(wishes)
    if not chosen:
        return _("Nobody has chosen an activity so far.")
    if wishes["order"] == "tiers":
        return _tiers(wishes, labels)[0]
    top = _top(wishes) if wishes["order"] == "ranks" else chosen[:MENTIONED]
    named = words.counted((f"*{words.within(labels.activity(row['code']))}*", _picked(row)) for row in top)
    if wishes["order"] == "list":
        return ngettext(
            "Chosen so far: %(list)s. %(num)s person made a choice.",
            "Chosen so far: %(list)s. %(num)s people made a choice.",
            wishes["base"],
            list=named,
        )
    return ngettext(
        "Chosen most often: %(list)s. %(num)s person made a choice.",
        "Chosen most often: %(list)s. %(num)s people made a choice.",
        wishes["base"],
        list=named,
    )


def _picked(row: Wish) -> str:
    """How many picked it, and of how many where not everybody could."""
    return words.amount(row["picked"], row.get("base"))


def _short(wishes: Wishes, labels: Labels) -> str:
    chosen = _chosen(wishes)
    if not chosen:
        return _("Nobody has chosen an activity so far.")
    both, first = (_shortly(wishes, _names(chosen[:n], labels)) for n in (2, 1))
    return both if len(both) <= LONGEST_ANSWER else first


def _shortly(wishes: Wishes, names: str) -> str:
    if wishes["order"] == "ranks":
        return _("Most often chosen: %(list)s.", list=names)
    return _("Chosen so far: %(list)s.", list=names)


def _order(wishes: Wishes, labels: Labels) -> tuple[str, ...]:
    """What the sentence leaves out because the answers are few."""
    if wishes["order"] == "list":
        return (_("With so few answers this is a list and not an order."),)
    return _tiers(wishes, labels)[1:] if wishes["order"] == "tiers" else ()


def _tiers(wishes: Wishes, labels: Labels) -> tuple[str, ...]:
    tier = {code: [row for row in wishes["rows"] if row["tier"] == code] for code in ("often", "sometimes", "seldom")}
    said = {
        "often": _("Often wanted: %(list)s.", list=_names(tier["often"], labels)),
        "sometimes": _("Sometimes wanted: %(list)s.", list=_names(tier["sometimes"], labels)),
        "seldom": _("Seldom wanted: %(list)s.", list=_names(tier["seldom"], labels)),
    }
    return tuple(said[code] for code in said if tier[code])


def _missing(wishes: Wishes, labels: Labels) -> tuple[str, ...]:
    absent = sorted((row for row in wishes["rows"] if row["missing"]), key=lambda row: -row["missing"])[:NAMED]
    goes = sorted((row for row in wishes["rows"] if row["goes"]), key=lambda row: -row["goes"])[:NAMED]
    said = []
    if absent:
        pairs = ((words.within(labels.activity(row["code"])), row["missing"]) for row in absent)
        said.append(_("People say that this is not to be had here: %(list)s.", list=words.counted(pairs)))
    if goes:
        pairs = ((words.within(labels.activity(row["code"])), row["goes"]) for row in goes)
        said.append(_("Some already go somewhere: %(list)s.", list=words.counted(pairs)))
    return tuple(said)


def _space(figure: Figure | None, labels: Labels) -> tuple[str, ...]:
    if figure is None or figure["form"] == "none":
        return ()
    name = labels.option(figure["question"])
    top = [(f"*{name(code)}*", n) for code, n in words.largest(figure, NAMED)]
    if not top:
        return ()
    return (
        _(
            "For the space itself people ask most for: %(list)s, out of %(all)s.",
            list=words.counted(top),
            all=number(figure["base"]),
        ),
    )


def _conditions(settled: Settled | None, labels: Labels) -> tuple[str, ...]:
    figure = settled["access"] if settled else None
    if figure is None:
        return ()
    name = labels.option(figure["question"])
    needs = [(name(row["code"]), row["n"]) for row in figure["rows"] if row["n"]]
    said = [
        ngettext(
            "*%(num)s of %(all)s* people needs: %(what)s.",
            "*%(num)s of %(all)s* people need: %(what)s.",
            n,
            all=number(figure["base"]),
            what=what,
        )
        for what, n in needs
        if n
    ]
    if said:
        return (" ".join([*said, _("These are conditions, not wishes.")]),)
    return (_("How many need step-free entry, a toilet close by or a hearing loop: too few to show."),)


def _distance(live: Live, labels: Labels) -> tuple[str, ...]:
    far = _most(live["distance"], labels)
    return (_("They would go this far: %(list)s, out of %(all)s.", list=far[0], all=far[1]),) if far else ()


def _most(figure: Figure | None, labels: Labels) -> tuple[str, str] | None:
    """The answers given most often, and how many answered."""
    top = words.largest(figure, NAMED) if figure and figure["form"] != "none" else []
    if figure is None or not top:
        return None
    name = labels.option(figure["question"])
    return words.counted((name(code), n) for code, n in top), number(figure["base"])


def _picks(wishes: Wishes) -> tuple[str, ...]:
    used = ngettext(
        "Everybody could choose up to %(most)s; %(num)s person used them all. What was not chosen is not refused.",
        "Everybody could choose up to %(most)s; %(num)s people used them all. What was not chosen is not refused.",
        wishes["used_all"],
        most=number(wishes["most"]),
    )
    if not wishes["used_all_warning"]:
        return (used,)
    return (used, _("That is many: they might have chosen more if they could."))


def _later(live: Live, wishes: Wishes, labels: Labels) -> tuple[str, ...]:
    """What can be chosen since a later version only, here and of the space and the hours beside it."""
    activities = words.later(live, wishes["question"], labels.activity, (row["code"] for row in wishes["rows"]))
    beside = [figure for figure in (live["features"], live["times"], live["distance"]) if figure]
    return (*activities, *(line for figure in beside for line in words.later_of(live, figure, labels)))


def _wishes_picture(wishes: Wishes, labels: Labels) -> Picture:
    answered = ngettext("%(num)s person answered.", "%(num)s people answered.", wishes["base"])
    caption = answered
    if wishes["order"] == "ranks":
        caption = ngettext(
            "In one band the differences are too small to be believed. %(num)s person answered.",
            "In one band the differences are too small to be believed. %(num)s people answered.",
            wishes["base"],
        )
    head = (
        _("Activity"),
        _("Would come"),
        _("Go already"),
        _("Does not suit them"),
        _("Not here"),
        _("Do not know"),
        _("Did not say"),
    )
    rows = tuple(
        (
            labels.activity(row["code"]),
            _picked(row),
            *map(number, (row["goes"], row["unsuitable"], row["missing"], row["unknown"], _unsaid(row))),
        )
        for row in wishes["rows"]
    )
    return Picture(chart="wishes", caption=caption, key="wishes", table=Table(head, rows))


def _unsaid(row: Wish) -> int:
    """Who would come and left open whether there is one, so that the parts add up to the whole."""
    return row["unserved"] - row["unsuitable"] - row["missing"] - row["unknown"]


def _features_picture(figure: Figure | None, labels: Labels) -> tuple[Picture, ...]:
    if figure is None or figure["form"] == "none":
        return ()
    head = (_("What the space must have"), *words.people_head(figure["form"]))
    rows = words.figure_rows(figure, labels.option(figure["question"]), by_size=True)
    caption = ngettext(
        "What the space must have: %(num)s person answered.",
        "What the space must have: %(num)s people answered.",
        figure["base"],
    )
    return (Picture(chart="features", caption=caption, table=Table(head, rows)),)
