"""The marks of stamps as letters that every font of ours has."""

_MARKS = {
    "check": "✓",
    "half": "◐",
    "ring": "○",
    "dashed": "◌",
    "triangle": "△",
    "bubble": "❞",
    "person": "♟",
    "house": "⌂",
    "arrow": "→",
    "bar": "–",
}


def mark(name: str) -> str:
    """The mark that stands before the word of a stamp."""
    return _MARKS.get(name, "–")
