"""4. Who would help, and how? People who said so, people who can be reached, and who offered what."""

from survey.figures import Figure, Live
from survey.i18n import gettext as _
from survey.i18n import join_list, ngettext, number
from survey.sentences import words
from survey.sentences.labels import Labels
from survey.sentences.parts import DotRow, Picture, Section

MOST_DOTS = 100
_TONES = {"yes": "a", "maybe": "b"}


def section(live: Live, labels: Labels) -> Section:
    """The fourth question; willing, reachable and offering are three different numbers."""
    title = _("4. Who would help, and how?")
    figure = live["willing"]
    notes = (_reachable(live["contacts"]), *_offering(live))
    if figure is None or figure["form"] == "none":
        few = words.too_few(figure["minimum"] if figure else 5)
        return Section("helping", title, notes=notes, pictures=(Picture(few=few),), short=_("We do not know yet."))
    counts = {row["code"]: row["n"] or 0 for row in figure["rows"]}
    return Section(
        "helping",
        title,
        say=_would_of(figure["base"], counts.get("yes", 0), counts.get("maybe", 0)),
        notes=notes,
        how=(
            *words.how_known(live, figure, labels),
            _("Names are asked for on a separate page and are never joined with the answers."),
        ),
        pictures=(_picture(figure, labels),),
        short=_would(counts.get("yes", 0), counts.get("maybe", 0)),
    )


def _would_of(people: int, yes: int, maybe: int) -> str:
    return ngettext(
        "*%(num)s of %(all)s* people would help, %(maybe)s perhaps.",
        "*%(num)s of %(all)s* people would help, %(maybe)s perhaps.",
        yes,
        all=number(people),
        maybe=number(maybe),
    )


def _would(yes: int, maybe: int) -> str:
    return ngettext(
        "%(num)s person would help, %(maybe)s perhaps.",
        "%(num)s people would help, %(maybe)s perhaps.",
        yes,
        maybe=number(maybe),
    )


def _reachable(contacts: int) -> str:
    if not contacts:
        return _("Nobody has left a name to be reached by so far.")
    return ngettext(
        "%(num)s person has left a name and a way to be reached.",
        "%(num)s people have left a name and a way to be reached.",
        contacts,
    )


def _offering(live: Live) -> tuple[str, ...]:
    offers = [offer for offer in live["inventory"]["offers"] if offer["state"] == "confirmed"]
    if not offers:
        return ()
    names = sorted({offer["provider"] for offer in offers})
    return (
        ngettext(
            "%(num)s organisation would offer something: %(list)s.",
            "%(num)s organisations would offer something: %(list)s.",
            len(names),
            list=join_list(names),
        ),
    )


def _picture(figure: Figure, labels: Labels) -> Picture:
    name = labels.option(figure["question"])
    table = words.figure_table(_("Would help"), figure, name, by_size=False)
    if figure["base"] > MOST_DOTS:
        caption = ngettext("%(num)s person answered.", "%(num)s people answered.", figure["base"])
        return Picture(chart="willing", caption=caption, table=table)
    dots = tuple(DotRow(name(row["code"]), row["n"] or 0, _TONES.get(row["code"], "")) for row in figure["rows"])
    return Picture(dots=dots, caption=_("One dot is one person."), table=table)
