"""What people said in their own words: lemmas and themes, counted by people and never by mentions.

Texts come in as they may be shown, with names and numbers redacted; marks such as `[name]` are not counted. Every
function here is pure; nothing is coded unless a person does it.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from analysis.agreement import FEWEST, Agreement, cohen_kappa, krippendorff_alpha
from analysis.code_frame import CodeFrame
from analysis.lemmas import dictionary, language_hint, lemma, sentences, telling, words
from analysis.redaction_tokens import KINDS

WITHIN = 4
"""Telling words of one sentence between whose first and last a pair may lie."""

FEWEST_PEOPLE = 2
"""A word that only one person wrote is no subject of a place, and it may point to them."""

QUOTES = 2
GOOD_QUOTE = (20, 200)
"""Characters: long enough to say something, short enough to be read."""

Lemmas = tuple[str, ...]
_MARK = re.compile(rf"\[(?:{'|'.join(KINDS)})\]")


@dataclass(frozen=True)
class Answer:
    """What one person wrote to one question.

    `language` is that of the form they answered in. `person` tells that two answers come from one person where that is
    known; without it each answer is a person, which is right for the answers to one question.
    """

    id: str
    text: str
    language: str
    person: str = ""

    @property
    def who(self) -> str:
        """The person, or the answer in their place."""
        return self.person or self.id


@dataclass(frozen=True)
class Counted:
    """A lemma, or a pair of them, in one language: `n` people of `base` who wrote something in it."""

    lemmas: tuple[str, ...]
    language: str
    n: int
    base: int


def lemma_counts(answers: Iterable[Answer], *, fewest: int = FEWEST_PEOPLE) -> tuple[Counted, ...]:
    """How many people used each lemma, by language, the most frequent first; fewer than `fewest` are left out."""
    return counted(answers, fewest, lambda answer: {(one,) for one in telling_words(answer)})


def pair_counts(answers: Iterable[Answer], *, fewest: int = FEWEST_PEOPLE) -> tuple[Counted, ...]:
    """How many people used two lemmas close together (`WITHIN` telling words of a sentence), in whichever order."""
    return counted(answers, fewest, lambda answer: set(near_pairs(answer)))


def counted(answers: Iterable[Answer], fewest: int, found_in: Callable[[Answer], set[Lemmas]]) -> tuple[Counted, ...]:
    """Count people by what `found_in` finds in their answers, which may have been found long before."""
    people: dict[str, set[str]] = defaultdict(set)
    users: dict[tuple[str, tuple[str, ...]], set[str]] = defaultdict(set)
    for answer in answers:
        if not answer.text.strip():
            continue
        language = counted_as(answer.language)
        people[language].add(answer.who)
        for lemmas in found_in(answer):
            users[language, lemmas].add(answer.who)
    rows = (Counted(lemmas, name, len(who), len(people[name])) for (name, lemmas), who in users.items())
    return tuple(sorted((row for row in rows if row.n >= fewest), key=lambda r: (r.language, -r.n, r.lemmas)))


def counted_as(language: str) -> str:
    """Languages that share a dictionary are counted together."""
    return {"hbs": "hr"}.get(dictionary(language) or "", language)


def telling_words(answer: Answer) -> list[str]:
    """The lemmas of an answer that say something, in their order; marks are none."""
    return telling(_MARK.sub(" ", answer.text), answer.language)


def near_pairs(answer: Answer) -> Iterator[Lemmas]:
    """Two lemmas close together in a sentence, each pair in the order of the alphabet."""
    for sentence in sentences(_MARK.sub(".", answer.text)):
        said = telling(sentence, answer.language)
        for at, one in enumerate(said):
            yield from (tuple(sorted((one, two))) for two in said[at + 1 : at + WITHIN] if two != one)


def other_language(answers: Iterable[Answer]) -> dict[str, str]:
    """Answers that look as if written in another language than their form: id → that language. A hint, nothing more."""
    looks = {answer.id: (answer, language_hint(answer.text)) for answer in answers}
    return {id_: hint for id_, (answer, hint) in looks.items() if hint and hint != counted_as(answer.language)}


@dataclass(frozen=True)
class Suggestion:
    """A theme that an answer may belong to, the lemmas that say so, and how strongly (only for the order)."""

    theme: str
    because: tuple[str, ...]
    strength: float


def suggest(
    answers: Iterable[Answer], frame: CodeFrame, coded: Iterable[str] = (), *, most: int = 3
) -> dict[str, tuple[Suggestion, ...]]:
    """Themes for answers that nobody has coded (`coded` are ids to leave out), the likeliest first, at most `most`.

    A word of the frame counts 1 divided by the number of themes that have it, a phrase once for each of its words.
    """
    index, done = _index(frame), set(coded)
    order = {theme.code: at for at, theme in enumerate(frame.themes)}
    found = {}
    for answer in answers:
        if answer.id not in done:
            ranked = sorted(_matches(answer, index), key=lambda s: (-s.strength, order[s.theme]))
            found[answer.id] = tuple(ranked[:most])
    return found


_Index = Mapping[str, Mapping[tuple[str, ...], frozenset[str]]]


def _index(frame: CodeFrame) -> _Index:
    """By language: the lemmas of each word or phrase, and the themes that have it."""
    found: dict[str, dict[tuple[str, ...], set[str]]] = defaultdict(lambda: defaultdict(set))
    for theme in frame.current():
        for language, listed in theme.words.items():
            for phrase in listed:
                key = tuple(lemma(word, language) for word in words(phrase))
                if key:
                    found[language][key].add(theme.code)
    return {name: {key: frozenset(codes) for key, codes in keys.items()} for name, keys in found.items()}


def _matches(answer: Answer, index: _Index) -> list[Suggestion]:
    known = index.get(counted_as(answer.language), {})
    longest = max(map(len, known), default=0)
    said = [lemma(word, answer.language) for word in words(_MARK.sub(" ", answer.text))]
    runs = {tuple(said[at : at + n]) for at in range(len(said)) for n in range(1, longest + 1)}
    because: dict[str, list[str]] = defaultdict(list)
    strength: dict[str, float] = defaultdict(float)
    for run in sorted(runs & known.keys()):
        for code in known[run]:
            because[code].append(" ".join(run))
            strength[code] += len(run) / len(known[run])
    return [Suggestion(code, tuple(listed), strength[code]) for code, listed in because.items()]


@dataclass(frozen=True)
class Coding:
    """Which themes one person gave one answer; an empty set says that none fits."""

    answer: str
    coder: str
    themes: frozenset[str]


@dataclass(frozen=True)
class ThemeCount:
    """`n` of `base` people spoke of the theme; about `disputed` more the coders differ."""

    theme: str
    n: int
    disputed: int
    base: int


@dataclass(frozen=True)
class ThemeTable:
    """All themes in use in the frame's order, with what is still to be done.

    `base` are the people with a coded answer, `uncoded` those with none, `to_sort` the answers whose theme was split.
    """

    counts: tuple[ThemeCount, ...]
    base: int
    uncoded: int
    to_sort: tuple[str, ...]


def theme_counts(answers: Iterable[Answer], codings: Iterable[Coding], frame: CodeFrame) -> ThemeTable:
    """Count people per theme: a theme counts where everybody who coded the answer gave it, else it is disputed.

    Codings of answers that are not here (any more) are ignored.
    """
    written = [answer for answer in answers if answer.text.strip()]
    votes, unclear = _votes(codings, frame)
    agreed: dict[str, set[str]] = defaultdict(set)
    named: dict[str, set[str]] = defaultdict(set)
    coded = {answer.who for answer in written if answer.id in votes}
    for answer in written:
        given = votes.get(answer.id, [])
        for code in frozenset().union(*given):
            named[code].add(answer.who)
            if all(code in one for one in given):
                agreed[code].add(answer.who)
    counts = tuple(
        ThemeCount(theme.code, len(agreed[theme.code]), len(named[theme.code] - agreed[theme.code]), len(coded))
        for theme in frame.current()
    )
    here = {answer.id for answer in written}
    return ThemeTable(counts, len(coded), len({a.who for a in written} - coded), tuple(sorted(unclear & here)))


def _votes(codings: Iterable[Coding], frame: CodeFrame) -> tuple[dict[str, list[frozenset[str]]], set[str]]:
    """What each coder gave each answer, in the themes of today, and the answers that have to be sorted anew."""
    votes: dict[str, list[frozenset[str]]] = defaultdict(list)
    unclear = set()
    for coding in codings:
        clear, lost = frame.resolve(coding.themes)
        votes[coding.answer].append(clear)
        if lost:
            unclear.add(coding.answer)
    return dict(votes), unclear


@dataclass(frozen=True)
class ThemeAgreement:
    """How well a theme is told apart: Cohen's kappa where exactly two people coded, and Krippendorff's alpha."""

    theme: str
    kappa: Agreement
    alpha: Agreement


def coding_agreement(
    codings: Iterable[Coding], frame: CodeFrame, *, fewest: int = FEWEST
) -> tuple[ThemeAgreement, ...]:
    """For each theme in use: given or not given, over the answers that two or more people coded.

    With more than two coders kappa is not defined: it is None with the reason `not_two`.
    """
    said: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
    for coding in codings:
        said[coding.answer][coding.coder] = frame.resolve(coding.themes)[0]
    double = {answer: by for answer, by in said.items() if len(by) > 1}
    coders = sorted({coder for by in double.values() for coder in by})
    return tuple(_agreement_on(theme.code, double, coders, fewest) for theme in frame.current())


def _agreement_on(
    code: str, double: Mapping[str, Mapping[str, frozenset[str]]], coders: Sequence[str], fewest: int
) -> ThemeAgreement:
    units = [[code in by[coder] if coder in by else None for coder in coders] for by in double.values()]
    alpha = krippendorff_alpha(units, fewest=fewest)
    if len(coders) > 2:
        return ThemeAgreement(code, Agreement(None, len(units), "not_two"), alpha)
    one, two = ([unit[at] for unit in units] for at in (0, 1)) if coders else ([], [])
    return ThemeAgreement(code, cohen_kappa(one, two, fewest=fewest), alpha)


def coders_apart(codings: Iterable[Coding], frame: CodeFrame) -> dict[str, frozenset[str]]:
    """Answers that two people coded differently, with the themes they differ on: what to talk about."""
    votes, _ = _votes(codings, frame)
    pairs = {id_: [one ^ two for one, two in combinations(given, 2)] for id_, given in votes.items()}
    return {id_: frozenset().union(*apart) for id_, apart in pairs.items() if any(apart)}


def quotes(
    theme: str, codings: Iterable[Coding], frame: CodeFrame, approved: Mapping[str, str], *, most: int = QUOTES
) -> tuple[str, ...]:
    """At most two quotes for a theme, only among approved texts (id → text as it may be shown).

    Every coder of the answer must have given the theme. Texts of a good length come first, those with fewer themes
    before others, then by id, which says nothing of when or by whom; the same words are not quoted twice.
    """
    votes, _ = _votes(codings, frame)
    mine = [id_ for id_, given in votes.items() if id_ in approved and all(theme in one for one in given)]
    mine.sort(key=lambda id_: (not _good(approved[id_]), len(frozenset().union(*votes[id_])), id_))
    found: dict[str, str] = {}
    for id_ in mine:
        found.setdefault(" ".join(approved[id_].casefold().split()), approved[id_])
    return tuple(found.values())[:most]


def _good(text: str) -> bool:
    return GOOD_QUOTE[0] <= len(text) <= GOOD_QUOTE[1]
