"""Who could offer what: the activities that somebody offers, and those wanted most that nobody does."""

from survey.figures import Live
from survey.i18n import gettext as _
from survey.sentences import words
from survey.sentences.labels import Labels
from survey.sentences.parts import Picture, Table

LEAST_PROVIDERS = 2
"""What a single provider offers is read faster in a list."""

WANTED = 3
"""How many of the activities that nobody offers stand beside those that somebody does."""

MOST = 12
"""More activities than these stand in the lists above only."""

Offered = dict[str, dict[str, str]]
"""Activity → provider → how far it is agreed; nobody where it is empty."""


def could_offer(live: Live) -> Offered:
    """Most wanted first; empty where a single provider, or none, has spoken."""
    offers = live["inventory"]["offers"]
    if len({offer["provider"] for offer in offers}) < LEAST_PROVIDERS:
        return {}
    found: Offered = {code: {} for code in _listed(live)[:MOST]}
    for offer in offers:
        for code in offer["activities"]:
            if code in found:
                found[code][offer["provider"]] = offer["readiness"]
    return found


def _listed(live: Live) -> list[str]:
    """What somebody offers, and what is wanted most of all that neither runs nor is offered."""
    inventory, wishes = live["inventory"], live["wishes"]
    wanted = {row["code"]: row["picked"] for row in wishes["rows"]} if wishes else {}
    offered = {code for offer in inventory["offers"] for code in offer["activities"]}
    running = {code for one in inventory["offerings"] if one["state"] == "running" for code in one["activities"]}
    missing = [code for code, picked in wanted.items() if picked and code not in offered | running]
    missing.sort(key=lambda code: -wanted[code])
    return sorted([*sorted(offered), *missing[:WANTED]], key=lambda code: -wanted.get(code, 0))


def who_could(live: Live, labels: Labels) -> tuple[Picture, ...]:
    """The picture of activities and providers with its table."""
    rows = tuple(
        (labels.activity(code), provider, readiness)
        for code, offers in could_offer(live).items()
        for provider, readiness in _said(offers)
    )
    if not rows:
        return ()
    caption = _("Who could offer what, beside what is wanted most and nobody offers yet.")
    head = (_("Activity"), _("Who would offer it"), _("How far it is agreed"))
    return (Picture(chart="matrix", caption=caption, table=Table(head, rows)),)


def _said(offers: dict[str, str]) -> list[tuple[str, str]]:
    return [(provider, words.readiness(code)) for provider, code in offers.items()] or [(_("nobody yet"), "")]
