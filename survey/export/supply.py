"""What exists and what is offered in one place, as lines beside the answers: things are counted, never people."""

from collections.abc import Iterable, Iterator

from survey.figures import Live
from survey.first import Match
from survey.i18n import gettext as _
from survey.sentences.existing import existing
from survey.sentences.labels import Labels
from survey.sentences.parts import Entry

Counted = tuple[str, str, int | None, str]
"""A code, its label, how many things, and what a list says of it in words."""


def listed(live: Live, labels: Labels) -> Iterator[Counted]:
    """The three lists of the page: how long each is, then what stands in it."""
    here = existing(live, labels)
    yield from _list("room", _("Rooms"), here.rooms)
    yield from _list("offering", _("What runs already"), here.running)
    yield from _list("offer", _("Who would offer something"), here.offers)


def _list(code: str, name: str, entries: Iterable[Entry]) -> Iterator[Counted]:
    known = list(entries)
    yield f"_{code}s", name, len(known), ""
    for at, entry in enumerate(known, start=1):
        yield f"{code}.{at}", entry.name, None, entry.line


def matched(match: Match, labels: Labels) -> Iterator[Counted]:
    """What the page counts of one activity besides people."""
    name, there = labels.activity(match["code"]), match["exists"]
    near = [one for one in there if one["reach"] == 1]
    counts = (
        ("running", _("such activities that run"), len(there)),
        ("near", _("of these close enough"), len(near)),
        ("in_hours", _("of these when people can come"), sum(one["hours"] == 1 for one in near)),
        ("organisations", _("organisations that would offer it"), len({o["provider"] for o in match["offered_by"]})),
        ("rooms", _("rooms that are free when people can come"), len(match["rooms"])),
    )
    for part, said, many in counts:
        yield f"{match['code']}.{part}", f"{name}: {said}", many, ""
