"""The tables behind the published figures of a round: one for each thing that is counted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from analysis.audit import Protected, Statement
from analysis.codebook import NO, TICKS, YES, Codebook
from analysis.published import Table
from survey.figures import Figure


@dataclass
class Collected:
    """Everything that was found published, and what must not be worked out from it."""

    statements: list[Statement] = field(default_factory=list)
    protected: dict[str, Protected] = field(default_factory=dict)

    def add(self, other: "Collected") -> None:
        """Lay what another page says beside it."""
        self.statements += other.statements
        self.protected |= other.protected


@dataclass(frozen=True)
class Items:
    """What a round asks, its districts, and the moments from which figures are laid beside one another."""

    codebook: Codebook
    districts: tuple[str, ...]
    moments: tuple[str, ...] = ("now",)

    def options(self, question: str) -> tuple[str, ...]:
        """The answers of a single choice; of a multiple one the options that each are a yes/no item of their own."""
        mine = [v for v in self.codebook if v.question == question and v.option != TICKS]
        if self.multiple(question):
            return tuple(v.option for v in mine)
        return tuple(code for v in mine for code in v.option_codes())

    def multiple(self, question: str) -> bool:
        """Whether people could choose several."""
        return any(v.option and v.option != TICKS for v in self.codebook if v.question == question)

    def table(self, question: str, code: str) -> tuple[Table, dict[str, str]]:
        """The table in which one answer is counted, and where in it."""
        if self.multiple(question):
            return self.of(f"{question}.{code}", (YES, NO)), {"option": YES}
        return self.of(question, self.options(question)), {"option": code}

    def of(self, item: str, options: Iterable[str]) -> Table:
        """Everybody who answered one item, by district and moment."""
        return Table(item, {"district": self.districts, "moment": self.moments, "option": tuple(options)})

    def until(self, moment: str) -> tuple[str, ...]:
        """Later figures count all the earlier answers, too."""
        return self.moments[: self.moments.index(moment) + 1]


@dataclass(frozen=True)
class Place:
    """Where a figure belongs: who is in it, by when, and how many have answered at all, which anybody may know."""

    district: str
    moment: str
    answers: int


def of_figure(items: Items, figure: Figure, place: Place, source: str, room: int) -> Collected:
    """One question of a district: its base and each answer that is shown; those that are not are protected.

    `room`: how wide the range of a hidden answer has to be. Where fewer people have answered at all, everybody knows
    that much already.
    """
    found = Collected()
    question, shown = figure["question"], {row["code"]: row["n"] for row in figure["rows"]}
    where = {"district": place.district, "moment": items.until(place.moment)}
    for code in items.options(question):
        table, answer = items.table(question, code)
        item = f"{source}:{question}"
        found.statements.append(table.between(f"{item}:answers", where, 0, place.answers))
        if figure["form"] != "none":
            found.statements.append(table.count(f"{item}:base", where, figure["base"]))
        n = shown.get(code)
        if n is not None:
            found.statements.append(table.count(f"{item}:{code}", {**where, **answer}, n))
        elif code in shown or figure["form"] == "none":
            name = f"{place.district}:{place.moment}:{question}:{code}"
            found.protected[name] = table.protect(name, {**where, **answer}, min(room, place.answers))
    return found


def late(items: Items, figures: Mapping[str, Figure], district: str, room: int) -> dict[str, Protected]:
    """Between two moments at which a question was shown, a few late answers must not be readable by themselves."""
    shown = [(moment, figure) for moment, figure in figures.items() if figure["form"] != "none"]
    found: dict[str, Protected] = {}
    for (first, before), (second, after) in pairwise(shown):
        between = items.moments[items.moments.index(first) + 1 : items.moments.index(second) + 1]
        if not 0 < after["base"] - before["base"] < room:
            continue
        for code in items.options(after["question"]):
            table, answer = items.table(after["question"], code)
            name = f"{district}:late:{second}:{after['question']}:{code}"
            found[name] = table.protect(name, {"district": district, "moment": between, **answer}, room)
    return found
