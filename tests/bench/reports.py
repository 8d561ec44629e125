"""How long a report of all districts takes, kind of file by kind of file."""

from collections.abc import Callable
from dataclasses import replace
from time import perf_counter

from survey.report import contents
from survey.report.choices import FORMATS, ROUND, Choices
from survey.store.base import Store
from survey.store.rounds import round_by_slug
from survey.worker.report import gather, written


def town_report(store: Store, say: Callable[[str, float], None]) -> None:
    """A town report of five districts with every chapter, in one language; the last is painting and writing Word."""
    with store.read() as session:
        round_ = round_by_slug(session, "lipovje")
        assert round_ is not None
        begun = perf_counter()
        found = gather(session, round_, ROUND, Choices(chapters=contents.EVERY))
        say("a report of five districts: reading", perf_counter() - begun)
    for form in FORMATS:
        one_kind = replace(found, choices=replace(found.choices, formats=(form,)))
        begun = perf_counter()
        for one in written(one_kind):
            say(f"the same as {form}, {len(one.content) // 1024} kB", perf_counter() - begun)
