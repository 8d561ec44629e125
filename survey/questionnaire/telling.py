"""What a new version does to the answers, in words: the same ones on the page and on the command line."""

from collections.abc import Iterable
from dataclasses import dataclass

from survey.i18n import gettext as _
from survey.i18n import join_list, ngettext, number, text, worded
from survey.questionnaire.compare import Change, Kind, OptionChange, Why


@dataclass(frozen=True)
class Told:
    """One question of the report: what it is called, what happens to it, and whether its answers count together."""

    id: str
    label: str
    pools: bool
    new: bool
    summary: str
    lines: tuple[str, ...]

    @property
    def changed(self) -> bool:
        """Whether there is anything to read besides that it stays as it is."""
        return bool(self.lines) or not self.pools


def told(changes: Iterable[Change], version: int) -> list[Told]:
    """The report on a new version of that number, what does not count together first."""
    every = [_told(change, version) for change in changes]
    return sorted(every, key=lambda one: (one.pools, not one.changed))


def lines(report: Iterable[Told]) -> list[str]:
    """The report as plain lines."""
    return [line for one in report for line in (f"{one.id}: {one.summary}", *(f"    {more}" for more in one.lines))]


def heading(report: list[Told]) -> str:
    """The report in a sentence."""
    apart = sum(not one.pools and not one.new for one in report)
    if not apart:
        return _("All answers given so far go on counting together with new ones.")
    return ngettext(
        "With %(num)s question, answers given so far will not count together with new ones.",
        "With %(num)s questions, answers given so far will not count together with new ones.",
        apart,
    )


def _told(change: Change, version: int) -> Told:
    shown = change.after or change.before
    label = worded(shown.label) if shown else change.question
    said = [_kind(change, kind) for kind in change.kinds if kind in (Kind.TYPE, Kind.RULES, Kind.ORDER, Kind.REWORDED)]
    options = [_option(option) for option in change.options if option.kind is not Kind.KEPT]
    why = _why(change)
    lines = (*[line for line in said if line], *options, *([why] if why else []))
    return Told(change.question, label, change.pools, Kind.NEW in change.kinds, _summary(change, version), lines)


def _summary(change: Change, version: int) -> str:
    if Kind.NEW in change.kinds:
        return _("new, counted from version %(number)s on", number=number(version))
    if Kind.GONE in change.kinds:
        return _("asked no more; earlier answers stay but are not shown")
    if not change.pools:
        return _("comparable since version %(number)s only", number=number(version))
    if change.pooling:
        return _("counts together by the declared mapping")
    return _("kept, counts together") if set(change.kinds) == {Kind.KEPT} else _("counts together")


def _kind(change: Change, kind: Kind) -> str:
    before, after = change.before, change.after
    if kind is Kind.TYPE and before and after:
        return _("Its type was »%(old)s« and is »%(new)s«.", old=before.type, new=after.type)
    if kind is Kind.RULES:
        return _("Its rules are others: who is asked, or what may be answered.")
    if kind is Kind.ORDER:
        return _("The options come in another order.")
    if before and after and text(before.label) != text(after.label):
        return _("In other words: »%(old)s« is now »%(new)s«.", old=text(before.label), new=text(after.label))
    return "" if any(option.kind is Kind.REWORDED for option in change.options) else _("In other words.")


def _option(option: OptionChange) -> str:
    name, after = text(option.before) or option.code, text(option.after) or option.code
    sentences = {
        Kind.REWORDED: _("Option »%(old)s« is now called »%(new)s«.", old=name, new=after)
        if name != after
        else _("Option »%(old)s« has other words in another language or in its hint.", old=name),
        Kind.ADDED: _("Option »%(new)s« is added.", new=_with_code(after, option.code)),
        Kind.REMOVED: _("Option »%(old)s« is gone.", old=_with_code(name, option.code)),
        Kind.SPLIT: _("Option »%(old)s« is split: %(new)s.", old=name, new=join_list(option.to)),
        Kind.MAPPED: _("Option »%(old)s« goes on as »%(new)s«.", old=name, new=after),
    }
    return sentences[option.kind]


def _with_code(label: str, code: str) -> str:
    """The label with the code that a mapping would name."""
    return label if label == code else f"{label} ({code})"


def _why(change: Change) -> str:
    """Why answers do not count together, and what could be done."""
    names = join_list(change.culprits)
    return {
        Why.NOTHING_LOST: "",
        Why.UNDECLARED: _("If it means the same nevertheless, say in the mappings where the answers go.")
        if not {Kind.NEW, Kind.GONE} & set(change.kinds)
        else "",
        Why.NO_PLACE: _("The mappings do not say where these answers go: %(names)s.", names=names),
        Why.NO_SOURCE: _("Nobody could choose this before: %(names)s.", names=names),
        Why.TWO_IN_ONE: _(
            "These could be ticked together, so people would count twice if they became one: %(names)s.", names=names
        ),
        Why.SPLIT: _("Nobody can say which part people meant: %(names)s.", names=names),
        Why.TYPE: _("Answers of such different form cannot be put together."),
        Why.SENSITIVE: _("Sensitive answers are kept apart from others and never put together with them."),
    }[change.why]
