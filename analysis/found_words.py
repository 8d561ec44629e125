"""The words of one answer, looked up once and kept, so that searching and counting need no dictionary.

Finding them needs the extra `words`; everything else here is the standard library.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from analysis.lemmas import lemma, plain, words
from analysis.themes import FEWEST_PEOPLE, Answer, Counted, counted, near_pairs, telling_words


@dataclass(frozen=True)
class Found:
    """What was found in one answer: the lemma of each form in it, the lemmas that say something, and their pairs."""

    forms: Mapping[str, str]
    telling: tuple[str, ...]
    pairs: tuple[tuple[str, ...], ...]


def found_in(answer: Answer) -> Found:
    """Look up the words of an answer as it may be shown; `WordsMissing` without the extra."""
    forms = {word: lemma(word, answer.language) for word in words(answer.text)}
    return Found(forms, tuple(dict.fromkeys(telling_words(answer))), tuple(dict.fromkeys(near_pairs(answer))))


def said_with(asked: str, found: Mapping[str, Mapping[str, str]]) -> set[str]:
    """The answers (of `found`: id → form → lemma) that say all words of `asked`, in whichever form.

    The forms that people wrote tell what belongs together: whoever asks for »igrišča« finds »igrišče«, too, as soon as
    one answer says it that way. A word that nobody wrote in this form is looked for as the beginning of a word.
    """
    forms = list(found.items())
    hits = [_saying(word, forms) for word in words(asked)]
    return set.intersection(*hits) if hits else set()


def _saying(word: str, found: list[tuple[str, Mapping[str, str]]]) -> set[str]:
    meant = {known[word] for _id, known in found if word in known} | {word}
    exact = {id_ for id_, known in found if not meant.isdisjoint(known.values())}
    if exact:
        return exact
    return {id_ for id_, known in found if any(form.startswith(plain(word)) for form in known)}


def count_words(
    answers: Iterable[Answer], found: Mapping[str, Found], *, pairs: bool = False, fewest: int = FEWEST_PEOPLE
) -> tuple[Counted, ...]:
    """People by word, or by pair of words, from what was found before; an answer without findings says nothing."""
    empty = Found({}, (), ())

    def those_of(answer: Answer) -> set[tuple[str, ...]]:
        known = found.get(answer.id, empty)
        return set(known.pairs) if pairs else {(one,) for one in known.telling}

    return counted(answers, fewest, those_of)
