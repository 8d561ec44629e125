"""What a new version does to the answers, in words: the same ones on the page and on the command line."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from survey.i18n import gettext as _
from survey.i18n import join_list, ngettext, number, text, worded
from survey.questionnaire.compare import Change, Kind, OptionChange, Why
from survey.questionnaire.differing import reworded_option, settings, wording


class Fate(StrEnum):
    """What becomes of a question's answers, in the order of the report."""

    ANEW = "anew"
    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True)
class Told:
    """One question of the report: what it is called, what becomes of its answers, and why."""

    id: str
    label: str
    fate: Fate
    summary: str
    lines: tuple[str, ...]

    @property
    def pools(self) -> bool:
        """Whether answers given so far count together with new ones."""
        return self.fate in (Fate.CHANGED, Fate.SAME)

    @property
    def new(self) -> bool:
        """Whether nobody was asked this before."""
        return self.fate is Fate.NEW

    @property
    def changed(self) -> bool:
        """Whether there is anything to read besides that it stays as it is."""
        return self.fate is not Fate.SAME


Chosen = Mapping[tuple[str, str], int]
"""How many people had chosen an option of a question, as far as that may be told."""


def told(
    changes: Iterable[Change], version: int, answered: Mapping[str, int] | None = None, chosen: Chosen | None = None
) -> list[Told]:
    """The report on a new version of that number, what does not count together first.

    `answered`: how many people have answered each question so far, where that is known; `chosen`: each option.
    """
    every = [_told(change, version, answered, chosen or {}) for change in changes]
    return sorted(every, key=lambda one: list(Fate).index(one.fate))


def lines(report: Iterable[Told]) -> list[str]:
    """The report as plain lines, each group under a heading of its own."""
    listed = list(report)
    found: list[str] = []
    for fate, title in _titles().items():
        group = [one for one in listed if one.fate is fate]
        found += [title, *_group(group)] if group else []
    same = sum(one.fate is Fate.SAME for one in listed)
    if same:
        found.append(ngettext("%(num)s question stays as it is", "%(num)s questions stay as they are", same))
    return found


def _titles() -> dict[Fate, str]:
    return {
        Fate.ANEW: _("These begin anew:"),
        Fate.NEW: _("These are new:"),
        Fate.GONE: _("These are asked no more:"),
        Fate.CHANGED: _("These change and go on counting:"),
    }


def _group(group: Iterable[Told]) -> Iterator[str]:
    for one in group:
        yield f"  {one.id}: {one.summary}"
        yield from (f"      {line}" for line in one.lines)


def heading(report: list[Told]) -> str:
    """The report in a sentence or two."""
    apart, new, gone = (sum(one.fate is fate for one in report) for fate in (Fate.ANEW, Fate.NEW, Fate.GONE))
    said = [_("All answers given so far go on counting together with new ones.")]
    if apart:
        said = [ngettext(
            "With %(num)s question, answers given so far will not count together with new ones.",
            "With %(num)s questions, answers given so far will not count together with new ones.",
            apart,
        )]  # fmt: skip
    if new:
        said.append(ngettext("%(num)s question is new.", "%(num)s questions are new.", new))
    if gone:
        said.append(ngettext("%(num)s question is asked no more.", "%(num)s questions are asked no more.", gone))
    return " ".join(said)


def _told(change: Change, version: int, answered: Mapping[str, int] | None, chosen: Chosen) -> Told:
    shown = change.after or change.before
    label = worded(shown.label) if shown else change.question
    fate = _fate(change)
    before, after = change.before, change.after
    said = [*_of_question(change), *(_counted(option, change, chosen) for option in _changed_options(change))]
    if before and after:
        said += [*_added(change, version), *_why(change)]
    if before and answered is not None:
        said += _concerned(fate, answered.get(before.id, 0))
    return Told(change.question, label, fate, _summary(change, fate, version), tuple(said))


def _fate(change: Change) -> Fate:
    if Kind.NEW in change.kinds:
        return Fate.NEW
    if Kind.GONE in change.kinds:
        return Fate.GONE
    if not change.pools:
        return Fate.ANEW
    return Fate.SAME if set(change.kinds) == {Kind.KEPT} and not change.pooling else Fate.CHANGED


def _summary(change: Change, fate: Fate, version: int) -> str:
    return {
        Fate.NEW: _("new, counted from version %(number)s on", number=number(version)),
        Fate.GONE: _("asked no more; earlier answers stay but are not shown"),
        Fate.ANEW: _("comparable since version %(number)s only", number=number(version)),
        Fate.CHANGED: _("counts together by the declared mapping") if change.pooling else _("counts together"),
        Fate.SAME: _("kept, counts together"),
    }[fate]


def _concerned(fate: Fate, people: int) -> Iterator[str]:
    """How many answers this is about, where it matters."""
    if fate not in (Fate.SAME, Fate.NEW) and not people:
        yield _("Nobody has answered it so far.")
    elif fate in (Fate.ANEW, Fate.GONE):
        yield ngettext(
            "%(num)s person has answered it so far. That answer stays stored, and no figure shows it any more.",
            "%(num)s people have answered it so far. Their answers stay stored, and no figure shows them any more.",
            people,
        )
    elif fate is Fate.CHANGED:
        yield ngettext(
            "%(num)s person has answered it so far. That answer counts together with new ones.",
            "%(num)s people have answered it so far. Their answers count together with new ones.",
            people,
        )


def _of_question(change: Change) -> Iterator[str]:
    """What happened to the question itself."""
    before, after = change.before, change.after
    if before is None or after is None:
        return
    if Kind.TYPE in change.kinds:
        yield _("Its type was »%(old)s« and is »%(new)s«.", old=before.type, new=after.type)
    if Kind.RULES in change.kinds:
        yield from settings(before, after, change.same_page)
    if Kind.ORDER in change.kinds:
        yield _("The options come in another order.")
    yield from wording(before, after)
    if Kind.REMOVED in change.kinds and not any(option.kind is Kind.REMOVED for option in change.options):
        yield _("What can be picked before it has changed.")


def _changed_options(change: Change) -> list[OptionChange]:
    return [option for option in change.options if option.kind is not Kind.KEPT]


def _counted(option: OptionChange, change: Change, chosen: Chosen) -> str:
    """What happens to an option, and how many people had chosen it."""
    people = chosen.get((change.before.id, option.code), 0) if change.before else 0
    if not people or option.kind not in (Kind.REMOVED, Kind.SPLIT, Kind.MAPPED):
        return _option(option)
    had = ngettext("%(num)s person had chosen it.", "%(num)s people had chosen it.", people)
    return f"{_option(option)} {had}"


def _option(option: OptionChange) -> str:
    name, after = text(option.before) or option.code, text(option.after) or option.code
    sentences = {
        Kind.REWORDED: _("Option »%(old)s« is now called »%(new)s«.", old=name, new=after)
        if name != after
        else reworded_option(name, option.before, option.after),
        Kind.ADDED: _("Option »%(new)s« is added.", new=_with_code(after, option.code)),
        Kind.REMOVED: _("Option »%(old)s« is gone.", old=_with_code(name, option.code)),
        Kind.SPLIT: _("Option »%(old)s« is split: %(new)s.", old=name, new=join_list(option.to)),
        Kind.MAPPED: _("Option »%(old)s« goes on as »%(new)s«.", old=name, new=after),
    }
    return sentences[option.kind]


def _with_code(label: str, code: str) -> str:
    """The label with the code that a mapping would name."""
    return label if label == code else f"{label} ({code})"


def _added(change: Change, version: int) -> Iterator[str]:
    """What counts by itself in a question that goes on."""
    if not change.added:
        return
    names = {option.code: text(option.after) for option in change.options if option.after}
    listed = join_list(f"»{names.get(code) or code}«" for code in change.added)
    yield _("%(options)s: counted from version %(number)s on, out of the people who could choose it. Whoever "
            "answered before was not asked and counts neither as yes nor as no.",
            options=listed, number=number(version))  # fmt: skip
    if getattr(change.after, "at_most", None):
        yield _("There is more to choose from now and no more may be chosen, so each of the others may be chosen a "
                "little less often.")  # fmt: skip


def _why(change: Change) -> Iterator[str]:
    """Why answers do not count together, and what could be done."""
    names, before = join_list(change.culprits), change.before
    # Cards go on with the picks they are made of.
    name, to = (before.source.id,) * 2 if before and before.source else (before.id if before else "", change.question)
    line = f"{name}: {to}"
    said = {
        Why.NOTHING_LOST: "",
        Why.UNDECLARED: _("If it means the same nevertheless, say in the mappings where the answers go; where nothing "
                          "moves, write »%(line)s«.", line=line),
        Why.UNSAID: _("To go on counting the others together, write »%(line)s« in the mappings, too.", line=line),
        Why.NO_PLACE: _("The mappings do not say where these answers go: %(names)s.", names=names),
        Why.NO_SOURCE: _("Nobody could choose this before: %(names)s.", names=names),
        Why.TWO_IN_ONE: _(
            "These could be ticked together, so people would count twice if they became one: %(names)s.", names=names
        ),
        Why.SPLIT: _("Nobody can say which part people meant: %(names)s.", names=names),
        Why.TYPE: _("Answers of such different form cannot be put together."),
        Why.SENSITIVE: _("Sensitive answers are kept apart from others and never put together with them."),
    }[change.why]  # fmt: skip
    if said:
        yield said
