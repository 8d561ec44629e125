"""A file with one row per person, whoever made it: which column is what, and what its cells say.

Nothing is read from disk here and nothing is put into words: columns of texts come in, numbers or `Fault`s go out.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import isfinite

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.codebook import Measure, Variable

Numbers = npt.NDArray[np.float64]

BLANKS = frozenset({"", "NA", "N/A", "NaN", "nan", "NULL", "."})
"""Words that statistics programs write where nobody answered."""

YES_WORDS = {"1": 1.0, "true": 1.0, "yes": 1.0, "0": 0.0, "false": 0.0, "no": 0.0}


@dataclass(frozen=True)
class Field:
    """One variable of the file: its column, what it measures, and further words that mean "no answer"."""

    variable: Variable
    blanks: frozenset[str] = frozenset()
    sensitive: bool = False

    @property
    def column(self) -> str:
        return self.variable.item


@dataclass(frozen=True)
class Layout:
    """What the columns of a file are: the variables, and the names of the columns that describe people.

    Names are empty where a file has no such column; `strata` are the columns people may be grouped by.
    """

    fields: tuple[Field, ...]
    id: str = ""
    round: str = ""
    district: str = ""
    channel: str = ""
    cluster: str = ""
    strata: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fault:
    """A cell that cannot be used: a reason code, its column, the place of its row (from 0), and what it says.

    unknown_option (`known` lists those there are), no_number, unclear_comma (1,234 may be 1.234 or 1234), blank
    (where something is needed), not_positive (a weight). `times`: how many rows say the same.
    """

    reason: str
    column: str
    at: int
    value: str = ""
    times: int = 1
    known: tuple[str, ...] = ()


class Unreadable(Exception):
    """Some cells cannot be used; all their faults."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("; ".join(f"{f.reason} {f.column} {f.value}" for f in faults))
        self.faults = tuple(faults)


@dataclass(frozen=True)
class Answers:
    """What people answered to one variable.

    `codes` the options in order; `chosen` n × options, 1 where a person chose the option, else 0 (numbers: no
    columns); `scores` n, the number of each answer (NaN where it has none; only inside the analysis). `answered` n,
    who gave an answer at all: the base of every figure.
    """

    field: Field
    codes: tuple[str, ...]
    chosen: Numbers
    scores: Numbers
    answered: npt.NDArray[np.bool_]


def read_answers(texts: Iterable[str], field: Field) -> Answers:
    """Read one column of cells. Raises `Unreadable` with every cell that means nothing."""
    cells, words = pd.factorize(pd.Series(list(texts), dtype=object).str.strip())
    read, codes = _reader(field)
    found = [read(word) for word in words]
    faults = [_where(fault, cells, place) for place, fault in enumerate(found) if isinstance(fault, Fault)]
    if faults:
        raise Unreadable(faults)
    meant = [() if value is None or isinstance(value, Fault) else value for value in found]
    answered = np.array([value is not None for value in found], dtype=bool)[cells]
    table = np.array([[float(code in chosen) for code in codes] for chosen in meant]).reshape(len(words), len(codes))
    return Answers(field, codes, table[cells], _scores(field, meant)[cells], answered)


def read_weights(texts: Sequence[str], column: str) -> Numbers:
    """Read a column of weights. Raises `Unreadable` for what is no number, blank, zero or negative."""
    found = [_number(text.strip(), column) for text in texts]
    faults = [_weight_fault(value, at, text, column) for at, (value, text) in enumerate(zip(found, texts, strict=True))]
    if wrong := [fault for fault in faults if fault is not None]:
        raise Unreadable(wrong)
    return np.array(found, dtype=float)


def read_groups(texts: Iterable[str], column: str, *, needed: bool = False) -> pd.Series:
    """Read a column that tells people apart; blanks become None, or are faults where every person needs a value."""
    cells = pd.Series(list(texts), dtype=object).str.strip()
    blank = cells.isin(BLANKS)
    if needed and blank.any():
        raise Unreadable([Fault("blank", column, int(np.argmax(blank)), times=int(blank.sum()))])
    return pd.Series([None if empty else cell for cell, empty in zip(cells, blank, strict=True)], dtype=object)


def number_of(text: str) -> float | str:
    """Read a number with point or comma; give the reason code where it is none."""
    if "," in text:
        whole, _, part = text.partition(",")
        if "," in part or "." in text:
            return "no_number"
        if len(part) == 3 and part.isdigit() and whole.lstrip("-").isdigit() and whole.lstrip("-") != "0":
            return "unclear_comma"
        text = f"{whole}.{part}"
    try:
        value = float(text) if "_" not in text else float("nan")
    except ValueError:
        return "no_number"
    return value if isfinite(value) else "no_number"


Meant = tuple[str | float, ...] | Fault | None
"""What a word means: chosen options (or one number), a fault, or no answer."""


def _reader(field: Field) -> tuple[Callable[[str], Meant], tuple[str, ...]]:
    """How to read a word of this variable, and the options it may choose."""
    blanks = BLANKS | field.blanks
    options = field.variable.option_codes()
    measure = field.variable.measure
    codes = {Measure.NUMERIC: (), Measure.BINARY: ("1",)}.get(measure, options)
    read = {Measure.NUMERIC: _one_number, Measure.BINARY: _yes_or_no, Measure.MULTIPLE: _several}.get(measure, _one)

    def meaning(word: str) -> Meant:
        return None if word in blanks and word not in options else read(word, field.column, options)

    return meaning, codes


def _one(word: str, column: str, options: Sequence[str]) -> Meant:
    plain = _plain(word)
    found = next((code for code in (word, plain) if code in options), None)
    return Fault("unknown_option", column, 0, word, known=tuple(options)) if found is None else (found,)


def _several(word: str, column: str, options: Sequence[str]) -> Meant:
    """Codes with a semicolon, bar, comma or blank between them."""
    if word in options:
        return (word,)
    parts = [part for part in word.replace(";", " ").replace("|", " ").replace(",", " ").split() if part]
    read = [_one(part, column, options) for part in parts]
    wrong = [fault for fault in read if isinstance(fault, Fault)]
    return wrong[0] if wrong else tuple(code for chosen in read if isinstance(chosen, tuple) for code in chosen)


def _yes_or_no(word: str, column: str, options: Sequence[str]) -> Meant:
    """1 is yes; any other option of the codebook, or 0, is no."""
    known = {code: float(code == "1") for code in options} or YES_WORDS
    value = known.get(word, known.get(_plain(word)))
    if value is None and not options:
        value = YES_WORDS.get(word.lower())
    if value is None:
        return Fault("unknown_option", column, 0, word, known=tuple(options) or ("1", "0"))
    return ("1",) if value else ()


def _one_number(word: str, column: str, _options: Sequence[str]) -> Meant:
    value = number_of(word)
    return Fault(value, column, 0, word) if isinstance(value, str) else (value,)


def _plain(word: str) -> str:
    """Spreadsheets and data frames make 4.0 of 4."""
    value = number_of(word)
    return f"{value:g}" if isinstance(value, float) and value == int(value) else word


def _scores(field: Field, meant: Sequence[tuple[str | float, ...]]) -> Numbers:
    if field.variable.measure is Measure.ORDINAL:
        scores = field.variable.scores()
        return np.array([scores[str(value[0])] if value else np.nan for value in meant], dtype=float)
    if field.variable.measure is Measure.NUMERIC:
        return np.array([value[0] if value else np.nan for value in meant], dtype=float)
    return np.full(len(meant), np.nan)


def _where(fault: Fault, cells: npt.NDArray[np.intp], place: int) -> Fault:
    rows = np.flatnonzero(cells == place)
    return Fault(fault.reason, fault.column, int(rows[0]), fault.value, len(rows), fault.known)


def _number(text: str, column: str) -> float | Fault:
    if text in BLANKS:
        return Fault("blank", column, 0)
    value = number_of(text)
    return Fault(value, column, 0, text) if isinstance(value, str) else value


def _weight_fault(value: float | Fault, at: int, text: str, column: str) -> Fault | None:
    if isinstance(value, Fault):
        return Fault(value.reason, column, at, text)
    return None if value > 0 else Fault("not_positive", column, at, text)
