"""The numbers of printed sheets: seven figures, the last of which tells when another was mistyped.

The last figure is Damm's: every single wrong figure and every two neighbours that changed places are noticed.
"""

import re
import unicodedata

FIRST = 100_001
"""Numbers begin here, so that none has a nought in front to be left out."""

FIRST_LOOSE = 900_001
"""Numbers given to sheets that were printed without one begin here, far behind those of printed batches."""

FIGURES = 7
MARK = "SOSESKA"
"""How the text of a sheet's QR code begins; a reader held over it types all of it."""

_DAMM = (
    "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
    "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
)  # fmt: skip
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})


def serial_of(number: int) -> str:
    """The number of a sheet with its last figure."""
    return f"{number}{_check(str(number))}"


def spaced(serial: str) -> str:
    """The number as it is printed and read aloud: 100 0014."""
    return f"{serial[:3]} {serial[3:]}"


def read_serial(typed: str) -> str | None:
    """The number in what was typed or scanned; None where a figure is wrong, missing or too many."""
    plain = unicodedata.normalize("NFKC", typed).upper().strip()
    if plain.startswith(MARK):
        plain = [*plain.split(), ""][1]
    plain = "".join(_figure(sign) for sign in re.sub(r"[\s.\-–/]", "", plain.translate(_MISREAD)))
    fits = len(plain) == FIGURES and plain.isascii() and plain.isdigit() and _check(plain) == "0"
    return plain if fits else None


def _figure(sign: str) -> str:
    return str(unicodedata.digit(sign)) if sign.isdigit() else sign


def _check(figures: str) -> str:
    state = "0"
    for figure in figures:
        state = _DAMM[int(state)][int(figure)]
    return state
