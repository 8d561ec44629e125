"""What a data keeper hides of an answer: marks that are ticked, and words that are typed."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analysis.redaction import KINDS, Redaction, Span
from survey.i18n import gettext as _

LONGEST = 4000
_BETWEEN = re.compile(r"[\n;,]+")


@dataclass(frozen=True)
class Mark:
    """A part of the text that can be hidden: what it is called in the form, and whether it is ticked."""

    words: str
    value: str = ""
    kind: str = ""
    ticked: bool = False


@dataclass(frozen=True)
class Marked:
    """What was sent: the parts to hide, and a sentence where typed words are not in the text."""

    spans: tuple[Span, ...]
    fault: str = ""


def pieces(text: str, offered: Iterable[Span], ticked: Iterable[Span]) -> list[Mark]:
    """The text in its order, cut where something can be hidden."""
    on, found, at = set(ticked), [], 0
    for span in sorted({*offered, *on}):
        if span.start < at:
            continue  # part of one that stands before it
        found += [Mark(text[at : span.start]), _mark(text, span, span in on)]
        at = span.end
    return [piece for piece in (*found, Mark(text[at:])) if piece.words]


def _mark(text: str, span: Span, ticked: bool) -> Mark:
    return Mark(text[span.start : span.end], f"{span.start}-{span.end}-{span.kind}", span.kind, ticked)


def marked(text: str, values: Sequence[str], typed: str) -> Marked:
    """Read the form; a `ValueError` for marks that no page of ours offers."""
    hidden = Redaction(text, ())
    for value in values:
        start, end, kind = _span_of(value, len(text))
        hidden = hidden.with_span(start, end, kind)
    missing = []
    for phrase in _phrases(typed):
        places = _places(text, phrase)
        missing += [] if places else [phrase]
        for start, end in places:
            hidden = hidden.with_span(start, end, "text")
    fault = (
        _("»%(words)s« is not in this answer. Write it exactly as it stands there.", words=missing[0][:60])
        if missing
        else ""
    )
    return Marked(hidden.spans, fault)


def _span_of(value: str, longest: int) -> tuple[int, int, str]:
    start, _dash, rest = value.partition("-")
    end, _dash, kind = rest.partition("-")
    if not (start.isascii() and start.isdigit() and end.isascii() and end.isdigit()) or kind not in KINDS:
        raise ValueError(value)
    if not int(start[:9]) < int(end[:9]) <= longest:
        raise ValueError(value)
    return int(start[:9]), int(end[:9]), kind


def _phrases(typed: str) -> list[str]:
    """One phrase between commas, semicolons or line ends."""
    return [phrase for part in _BETWEEN.split(typed[:LONGEST]) if (phrase := " ".join(part.split()))]


def _places(text: str, phrase: str) -> list[tuple[int, int]]:
    """Everywhere that the words stand, in small or capital letters, as whole words where they are some."""
    pattern = r"\s+".join(re.escape(word) for word in phrase.split())
    whole = re.compile(rf"(?<!\w){pattern}(?!\w)", re.IGNORECASE)
    return [found.span() for found in whole.finditer(text)]
