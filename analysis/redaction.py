"""Names and numbers in what people wrote, replaced by visible marks before anybody else reads it.

What is found is a proposal: a person looks at it and corrects it (`Redaction.with_span`, `.without`). Marks are codes
of `KINDS` in square brackets, `[name]`; the words shown for them are handed in.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from analysis.lemmas import WordsMissing
from analysis.name_words import Phrases, phrases
from analysis.redaction_names import names
from analysis.redaction_numbers import Span, on_the_net_and_dated, other_numbers
from analysis.redaction_tokens import KINDS, SHORT_MARKS

__all__ = ["KINDS", "MOST_ROUNDS", "Redaction", "Span", "WordsMissing", "redact", "render"]

MOST_ROUNDS = 12
"""Each round may show that a word beside a mark belongs to it; an answer that never comes to rest is hidden whole."""


@dataclass(frozen=True)
class Redaction:
    """A text and the parts of it that are hidden, in their order and apart from one another."""

    text: str
    spans: tuple[Span, ...]

    def shown(self, words: Mapping[str, str] | None = None) -> str:
        """The text as others read it; `words` are those of a language for the codes."""
        return render(self.text, self.spans, words)

    def with_span(self, start: int, end: int, kind: str = "name") -> "Redaction":
        """Hide a part as well; what it touches becomes one with it. A `ValueError` for a part outside the text."""
        touched = [span for span in self.spans if span.start < end and start < span.end]
        low, high = min([start, *(s.start for s in touched)]), max([end, *(s.end for s in touched)])
        spans = tuple(sorted([*(s for s in self.spans if s not in touched), Span(low, high, kind)]))
        _refuse_nonsense(self.text, spans)
        return replace(self, spans=spans)

    def without(self, start: int) -> "Redaction":
        """Show again the part that begins here; a `KeyError` when none does."""
        if all(span.start != start for span in self.spans):
            raise KeyError(start)
        return replace(self, spans=tuple(span for span in self.spans if span.start != start))


def render(text: str, spans: Iterable[Span], words: Mapping[str, str] | None = None) -> str:
    """The text with marks in the place of its hidden parts.

    `spans` may come in any order, but must lie in the text, hold something and not overlap, else a `ValueError`.
    """
    ordered = tuple(sorted(spans))
    _refuse_nonsense(text, ordered)
    parts, end = [], 0
    for span in ordered:
        parts += [text[end : span.start], f"[{(words or {}).get(span.kind, span.kind)}]"]
        end = span.end
    return "".join([*parts, text[end:]])


def _refuse_nonsense(text: str, spans: Sequence[Span]) -> None:
    end = 0
    for span in spans:
        if not end <= span.start < span.end <= len(text) or span.kind not in KINDS:
            raise ValueError(f"impossible part {span} of a text of {len(text)} characters")
        end = span.end


def redact(
    text: str, languages: Sequence[str], *, places: Sequence[str] = (), marks: Mapping[str, str] | None = None
) -> Redaction:
    """Find what should be hidden. Applied to its own result it finds nothing more.

    `languages`: the language of the answer, and any other whose everyday words are no names in it. `places`: names of
    districts, streets, houses and activities that may stay (a street with a number never does). `marks`: the words
    that marks are shown with, so that a text that has them already is known. Offsets count characters of `text` as it
    is. `WordsMissing` when the dictionaries are not installed: without them nearly every name would be guessed.
    """
    working = _Working(text)
    known, written = phrases(tuple(places)), dict(marks or {})
    for _ in range(MOST_ROUNDS):
        if not _one_round(working, languages, known, written):
            return Redaction(text, working.spans())
    return Redaction(text, (Span(0, len(text), "text"),))


def _one_round(working: "_Working", languages: Sequence[str], places: Phrases, marks: Mapping[str, str]) -> bool:
    """Look once for everything, each kind in what the one before has left; say whether anything was found."""
    found = working.hide(on_the_net_and_dated(working.text))
    found |= working.hide(other_numbers(working.text, places, marks))
    return working.hide(names(working.text, languages, places, marks)) or found


class _Working:
    """The text as far as it is hidden, and for each of its characters where it comes from."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._hidden: dict[int, Span] = {}
        self._from = list(range(len(text)))
        self._to = list(range(1, len(text) + 1))

    def spans(self) -> tuple[Span, ...]:
        """All that is hidden so far, in offsets of the text as it came."""
        return tuple(sorted(self._hidden.values()))

    def hide(self, spans: Sequence[Span]) -> bool:
        """Put marks in the place of parts of the present text; a mark within a part becomes one with it."""
        parts: list[str] = []
        begins: list[int] = []
        ends: list[int] = []
        at = 0
        for span in sorted(spans):
            start, end, mark = self._from[span.start], self._to[span.end - 1], SHORT_MARKS[span.kind]
            for inside in self._from[span.start : span.end]:
                self._hidden.pop(inside, None)
            self._hidden[start] = Span(start, end, span.kind)
            parts += [self.text[at : span.start], mark]
            begins += [*self._from[at : span.start], start]
            ends += [*self._to[at : span.start], end]
            at = span.end
        self.text = "".join([*parts, self.text[at:]])
        self._from, self._to = [*begins, *self._from[at:]], [*ends, *self._to[at:]]
        return bool(spans)
