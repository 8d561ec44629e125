"""Everything with digits or an address on the net: found by patterns that never look at a character many times."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from analysis.lemmas import MARKS
from analysis.name_words import Phrases, name_words
from analysis.redaction_tokens import Token, tokens


@dataclass(frozen=True, order=True)
class Span:
    """Part of a text, from `start` up to but without `end` in characters, and what it holds (a code of `KINDS`)."""

    start: int
    end: int
    kind: str


_IN_WORD = rf"[\w{MARKS}]"
_LOCAL = rf"[\w{MARKS}.+%-]"
_AT = r"(?:@|\s@\s|\s?[(\[]\s?(?:at|afna|pri|kod|manki|majmun)\s?[)\]]\s?)"
_DOT = r"(?:\.|\s?[(\[]\s?(?:dot|pika|točka|tocka)\s?[)\]]\s?)"
_SIGN = r"[^\s\[\]\ufdd0-\ufdd9]"
_MONTHS = (
    r"(?:jan|feb|mar|maj|apr|avg|aug|jun|jul|sep|okt|oct|nov|dec)[a-zč]{0,6}|may|siječ[a-z]{1,4}|velja[a-zč]{1,3}|ožuj[a-z]{1,3}"
    r"|trav(?:anj|nj[aue])|svib(?:anj|nj[aue])|lip(?:anj|nj[aue])|srp(?:anj|nj[aue])|kolovoz[aue]?|ruj(?:an|n[aue])|listopad[aue]?"
    r"|studen[iao][a-z]{0,3}|prosin(?:ac|c[aue])"
)
_D = r"\d{1,2}"
_CODED = "LJ|MB|CE|KR|KP|GO|NM|SG|PO|MS|KK|ZG|ST|RI|OS|ZD|PU|SB|SK|VŽ|ŠI|BJ|ČK|DU|DJ|KA|KC|KŽ|MA|NG|PŽ|VK|VT|VU"
_COUNTED = (
    r"nula|nič|dvojno|trojno|double|triple|ena|eno|dva|dve|tri|štiri|stiri|pet|šest|sest|sedem|osem|devet|jedan|četiri|cetiri|sedam|osam|zero|oh|one|two|three|four"
    r"|five|six|seven|eight|nine|jedanaest|enajst|deset|ten|twenty"
)

PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, flags))
    for kind, pattern, flags in (
        ("link", r"(?<!\w)(?:https?://|www\.)\S+", re.IGNORECASE),
        ("email", rf"(?<!{_LOCAL}){_LOCAL}++{_AT}[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{0,5}}", re.IGNORECASE),
        (
            "email",
            rf"(?<!\S){_SIGN}++ (?:afna|manki|at) {_SIGN}{{1,63}} (?:pika|točka|tocka|dot) [a-z]{{2,6}}(?!\w)",
            re.IGNORECASE,
        ),
        (
            "link",
            r"(?<![\w.@-])(?:[\w-]++\.){1,5}(?:si|hr|com|org|net|eu|info|me|io|uk|de|at|it|ba|rs|mk|app|gov|edu)(?!\w)(?:/\S*)?",
            0,
        ),
        ("handle", rf"@{_IN_WORD}[\w{MARKS}.]*", 0),
        (
            "handle",
            r"(?<=[:=]\s)(?<=\w[:=]\s)[a-zčšžćđ0-9]+(?:[._][a-zčšžćđ0-9]+){1,4}(?!\w)",
            re.IGNORECASE,
        ),
        ("date", rf"(?<!\w){_D}\s?[./-]\s?{_D}\s?[./-]\s?\d{{2,4}}(?!\w)\.?", 0),
        ("date", rf"(?<!\w)\d{{4}}-{_D}-{_D}(?!\w)", 0),
        (
            "date",
            rf"(?<!\w){_D}(?:\.|st|nd|rd|th)?\s?(?:of )?(?:{_MONTHS})(?!\w)(?:,?\s\d{{2,4}}(?!\w)\.?)?",
            re.IGNORECASE,
        ),
        ("date", rf"(?<!\w)(?:{_MONTHS})\s{_D}(?:st|nd|rd|th)?(?!\w)(?:,?\s\d{{4}}(?!\w))?", re.IGNORECASE),
        ("plate", rf"(?<!\w)(?:{_CODED})[ -]?(?=[A-Z0-9-]{{0,4}}\d)[A-Z0-9]{{1,5}}(?:[ -][A-Z0-9]{{1,5}})?(?!\w)", 0),
        ("plate", r"(?<!\w)[A-Z]{2}\d{2}\s?[A-Z]{3}(?!\w)", 0),
        ("phone", r"(?<![\w+])(?:\+|\()?\d(?:[\s()./–-]{0,2}\d){5,18}(?!\w)", 0),
        ("phone", rf"(?<!\w)(?:(?:{_COUNTED})[\s,-]{{1,2}}){{4,20}}(?:{_COUNTED})(?!\w)", re.IGNORECASE),
    )
)
RUN = re.compile(rf"{_IN_WORD}+")
_JOINED = re.compile(r"[.,:/–-]")

_STREETS = re.compile(
    r"ul|ulic[aeio]|ulicom|cest[aeiou]|cestom|pot|poti|potjo|put|puta|putu|trg|trga|trgu|naselj[eau]|drevored|drevoredu|nabrežj[eu]"
    r"|avenij[aeiu]|prilaz|prilazu|odvojak|odvojku|vas|vasi|selo|selu"
)
_ROADS = re.compile(
    r"street|st|road|rd|lane|ln|avenue|ave|close|drive|court|way|square|place|terrace|gardens|crescent|row|hill|house|green|grove|mews"
)
_FLATS = frozenset(["flat", "apartment", "apt", "unit"])


def on_the_net_and_dated(text: str) -> list[Span]:
    """E-mails, links, handles, dates, plates and telephone numbers; the first pattern that fits a place has it."""
    found: list[Span] = []
    taken = bytearray(len(text))
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                found.append(Span(start, end, kind))
    return sorted(found)


def other_numbers(text: str, places: Phrases, marks: Mapping[str, str]) -> list[Span]:
    """Every word with a digit of any script in it; with its street, where one stands beside it."""
    runs = list(_numbered(text))
    if not runs:
        return []
    around = tokens(text, marks)
    at_places = places.within([token.key for token in around])
    return _apart([_with_street(run, around, at_places) for run in runs])


def _apart(spans: list[Span]) -> list[Span]:
    """Join parts that overlap, as those of "Lipova 12 Mill Lane" do."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start < joined[-1].end:
            span = Span(joined[-1].start, max(span.end, joined.pop().end), "address")
        joined.append(span)
    return joined


def _numbered(text: str) -> Iterator[Span]:
    """Runs of signs with a digit, joined over single stops, colons and the like."""
    last: Span | None = None
    for match in RUN.finditer(text):
        if not any(sign.isnumeric() for sign in match.group()):
            continue
        start, end = match.span()
        if last and start - last.end == 1 and _JOINED.match(text, last.end):
            last = Span(last.start, end, "number")
            continue
        if last:
            yield last
        last = Span(start, end, "number")
    if last:
        yield last


def _with_street(run: Span, around: list[Token], at_places: set[int]) -> Span:
    """The number together with the street before it or, as the English write, after it."""
    before = list(_near(around, run.start))
    end = _road_after(run, around)
    if end is not None:
        flat = before and around[before[-1]].key in _FLATS
        return Span(around[before[-1]].start if flat else run.start, end, "address")
    start = _street_before(run, around, before, at_places)
    return run if start is None else Span(start, run.end, "address")


def _near(around: list[Token], place: int) -> range:
    """The six tokens before a place; found by halving, so that a long text costs no more."""
    low, high = 0, len(around)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if around[middle].end <= place else (low, middle)
    return range(max(0, low - 6), low)


def _street_before(run: Span, around: list[Token], before: list[int], at_places: set[int]) -> int | None:
    """Where the street begins whose number this is: a known place, a word for street, or a capital before a number."""
    joined = _joined_back(run, around, before)
    if not joined:
        return None
    nearest = joined[0]
    if nearest in at_places:
        return min(around[i].start for i in _together(joined, at_places))
    for i in joined:
        if _STREETS.fullmatch(around[i].key) and (start := _begin_of_street(i, around, joined)) is not None:
            return start
    return around[nearest].start if _looks_like_street(around[nearest]) else None


def _joined_back(run: Span, around: list[Token], before: list[int]) -> list[int]:
    """The words before a number, from the nearest on, as long as only spaces or the stop of "ul." lie between."""
    joined: list[int] = []
    end = run.start
    for i in reversed(before):
        token = around[i]
        if token.mark or not 0 < end - token.end <= 2 or len(joined) > 4:
            break
        joined.append(i)
        end = token.start
        if token.first:
            break
    return joined


def _together(joined: list[int], at_places: set[int]) -> Iterator[int]:
    for i in joined:
        if i not in at_places:
            return
        yield i


def _begin_of_street(at: int, around: list[Token], joined: list[int]) -> int | None:
    """The capital with which the street's name begins: its own, those before it, or one between it and the number."""
    left = at
    while left - 1 in joined and around[left - 1].capital:
        left -= 1
    capital = around[left].capital or any(around[i].capital for i in joined if i > at)
    return around[left].start if capital else None


def _looks_like_street(token: Token) -> bool:
    """A capital inside a sentence that is not one of the everyday ones."""
    return token.capital and not token.first and not token.shouted and token.key not in name_words().capitals


def _road_after(run: Span, around: list[Token]) -> int | None:
    """The end of "12 Mill Lane" or of "Flat 5, Mill House": up to three capitals, the last one a word for road."""
    after = _near(around, run.end).stop
    end = run.end
    for i in range(after, min(after + 3, len(around))):
        token = around[i]
        if not token.capital or token.start - end > 2:
            return None
        end = token.end
        if i > after and _ROADS.fullmatch(token.key):
            return end
    return None
