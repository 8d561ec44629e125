"""The audit of a release: the new document beside all earlier ones, block by block, against what it was counted from.

Protected are groups of a breakdown and bases of a question that are too few to be shown, sensitive answers that may not
be shown, and the few people by whom two releases differ. What reveals one of them is held back, the smallest first.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from analysis.audit import Protected, Statement
from analysis.codebook import Codebook
from analysis.disclosure import LEAD_MINIMUM, PUBLIC_MINIMUM, ROUND_TO
from analysis.published import Table
from analysis.suppression import Block
from survey.released import Basis, Counted, Released, ReleasedPlace
from survey.worker.basis import BROKEN_DOWN
from survey.worker.released import ORDER, PLAIN, SENSITIVE, Question, answered, questions, sensitive_counts

GROUPS = {by: (*order, "") for by, order in ORDER.items()}


@dataclass
class Laid:
    """What a release says, in blocks that are shown or held back as a whole, and what must stay hidden."""

    blocks: list[Block] = field(default_factory=list)
    always: list[Statement] = field(default_factory=list)
    protected: list[Protected] = field(default_factory=list)


@dataclass(frozen=True)
class Tables:
    """The unknown counts: who answered a question, by district and group; and sensitive answers by district.

    Those who answered are divided by age among proven answers, once more by gender, and the rest who came openly; the
    two divisions are of the same people, so they have the same sums.
    """

    districts: tuple[str, ...]
    moments: tuple[str, ...]

    def by(self, question: str, dimension: str) -> Table:
        """Proven answers to a question by age or gender."""
        dimensions = {"district": self.districts, "moment": self.moments, "group": GROUPS[dimension]}
        return Table(f"{question}|{dimension}", dimensions)

    def open(self, question: str) -> Table:
        """Answers to a question that an outsider could have made."""
        return Table(f"{question}|open", {"district": self.districts, "moment": self.moments})

    def apart(self, question: Question, code: str) -> tuple[Table, dict[str, str]]:
        """A sensitive answer: an item of its own for each option of a multiple choice."""
        dimensions = {"district": self.districts, "moment": self.moments}
        if question.items:
            return Table(f"{question.id}.{code}", {**dimensions, "option": ("yes", "no")}), {"option": "yes"}
        return Table(question.id, {**dimensions, "option": question.codes}), {"option": code}


def laid(releases: Sequence[Released], bases: Sequence[Basis], book: Codebook) -> Laid:
    """The last release in blocks, the earlier ones as what is out already; `bases` are what each was counted from."""
    moments = tuple(f"release_{number}" for number in range(1, len(releases) + 1))
    tables = Tables(tuple(bases[-1]), moments)
    found = Laid()
    for at, released in enumerate(releases):
        until = moments[: at + 1]
        blocks = [block for place in _places(released) for block in _blocks(place, tables, until, book)]
        if at == len(releases) - 1:
            found.blocks = blocks
        else:
            found.always += [one for block in blocks for one in block.statements]
        found.always += [one for place in _places(released) for one in _answers(place, tables, until, book)]
    found.always += [one for q in questions(book, BROKEN_DOWN) for one in _same_people(q.id, tables)]
    found.protected = [*_hidden(releases[-1], bases[-1], tables, book), *_late(bases, tables, book)]
    return found


def _places(released: Released) -> Iterator[ReleasedPlace]:
    yield released["town"]
    yield from released["places"]


def code_of(place: ReleasedPlace) -> str:
    """What a place is called in codes."""
    return "+".join(place["districts"])


def _where(place: ReleasedPlace, until: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    return {"district": tuple(place["districts"]), "moment": until}


def _asked(
    tables: Tables, question: str, where: Mapping[str, tuple[str, ...]]
) -> tuple[tuple[tuple[str, ...], int], ...]:
    """Everybody who answered a question: the proven answers, and the others."""
    cells = (*tables.by(question, "age").cells(where), *tables.open(question).cells(where))
    return tuple((cell, 1) for cell in cells)


def _blocks(place: ReleasedPlace, tables: Tables, until: tuple[str, ...], book: Codebook) -> Iterator[Block]:
    where, name, people = _where(place, until), f"{until[-1]}:{code_of(place)}", place["answers"]
    for figure in place["figures"]:
        if figure["base"] is not None:
            source = f"{name}:{figure['question']}"
            told = Statement(source, _asked(tables, figure["question"], where), figure["base"], figure["base"])
            yield Block(source, 2 * people, (told,))
    for made in place["breakdowns"]:
        source, table = f"{name}:{made['question']}:{made['by']}", tables.by(made["question"], made["by"])
        told_of = (
            table.count(source, {**where, "group": _codes(part["codes"])}, part["base"]) for part in made["parts"]
        )
        yield Block(source, people, tuple(told_of))
    known = {question.id: question for question in questions(book, SENSITIVE)}
    for share in place["sensitive"]:
        source = f"{name}:{share['question']}:{share['code']}"
        table, answer = tables.apart(known[share["question"]], share["code"])
        yield Block(source, people, table.share(source, {**where, **answer}, where, share["percent"], ROUND_TO))


def _codes(codes: Sequence[str]) -> tuple[str, ...]:
    return tuple(codes)


def _answers(place: ReleasedPlace, tables: Tables, until: tuple[str, ...], book: Codebook) -> Iterator[Statement]:
    """Nobody answers a question who has not answered at all, and how many these are is no secret."""
    where, source, most = _where(place, until), f"{until[-1]}:{code_of(place)}:answers", place["answers"]
    for question in questions(book, PLAIN):
        yield Statement(source, _asked(tables, question.id, where), 0, most)
    for question in questions(book, SENSITIVE):
        for code in question.codes if question.items else question.codes[:1]:
            yield tables.apart(question, code)[0].between(source, where, 0, most)


def _same_people(question: str, tables: Tables) -> Iterator[Statement]:
    for district in tables.districts:
        for moment in tables.moments:
            where = {"district": district, "moment": moment}
            ages = ((cell, 1) for cell in tables.by(question, "age").cells(where))
            genders = ((cell, -1) for cell in tables.by(question, "gender").cells(where))
            yield Statement(f"same_people:{district}", (*ages, *genders), 0, 0)


def _hidden(released: Released, basis: Basis, tables: Tables, book: Codebook) -> Iterator[Protected]:
    for place in released["places"]:
        for district in place["districts"]:
            yield from _too_few(district, basis[district], tables, book)
        yield from _too_alike(place, basis, tables, book)


def _too_few(district: str, counted: Counted, tables: Tables, book: Codebook) -> Iterator[Protected]:
    """Bases of a question and of its groups under ten; how many people answered at all anybody may know."""
    for question in questions(book, PLAIN):
        base = answered(counted["counts"], question.base)
        if 0 < base < PUBLIC_MINIMUM:
            cells = tuple(cell for cell, _ in _asked(tables, question.id, {"district": (district,)}))
            yield Protected(f"{district}:{question.id}", cells, min(PUBLIC_MINIMUM, counted["answers"]))
    for question in questions(book, BROKEN_DOWN):
        for by in ORDER:
            for group in GROUPS[by]:
                base = answered(counted["groups"][by].get(group, {}), question.base)
                if 0 < base < PUBLIC_MINIMUM:
                    where = {"district": district, "group": group}
                    name = f"{district}:{question.id}:{by}:{group or 'unsaid'}"
                    yield tables.by(question.id, by).protect(name, where, min(PUBLIC_MINIMUM, counted["answers"]))


def _too_alike(place: ReleasedPlace, basis: Basis, tables: Tables, book: Codebook) -> Iterator[Protected]:
    """Sensitive answers that nearly nobody gave, or nearly everybody: then the few others."""
    for district in place["districts"]:
        for question in questions(book, SENSITIVE):
            for at, code in enumerate(question.codes):
                base, yes = sensitive_counts(question, at, basis[district]["sensitive"])
                table, answer = tables.apart(question, code)
                room = min(LEAD_MINIMUM, basis[district]["answers"])
                inside = set(table.cells({"district": district, **answer}))
                rest = tuple(cell for cell in table.cells({"district": district}) if cell not in inside)
                name = f"{district}:{question.id}:{code}"
                if 0 < yes < LEAD_MINIMUM:
                    yield table.protect(name, {"district": district, **answer}, room)
                if 0 < base - yes < LEAD_MINIMUM:
                    yield Protected(f"{name}:others", rest, room)


def _late(bases: Sequence[Basis], tables: Tables, book: Codebook) -> Iterator[Protected]:
    """Under five people by whom a group has grown since the last release, though its district has grown by five."""
    if len(bases) < 2:
        return
    before, after = bases[-2:]
    for district, counted in after.items():
        earlier = before.get(district, counted)
        for question in questions(book, BROKEN_DOWN):
            for by in ORDER:
                for group in GROUPS[by]:
                    now, then = (answered(c["groups"][by].get(group, {}), question.base) for c in (counted, earlier))
                    if 0 < now - then < LEAD_MINIMUM:
                        where = {"district": district, "group": group, "moment": tables.moments[-1]}
                        name = f"{district}:{question.id}:{by}:{group or 'unsaid'}:late"
                        yield tables.by(question.id, by).protect(name, where, LEAD_MINIMUM)
