"""Words that YAML takes for something else: `yes` for true, `12:30` for 750, `0123` for 83, `2026-03-31` for a date.

We read each as the word that stands there, but an editor, a converter or another program that reads the same file may
not (YAML 1.1, https://yaml.org/type/). So such a word has to stand in quotes, where all of them agree.
"""

import re

from survey.i18n import gettext as _

_TRUTHS = frozenset({"yes", "no", "on", "off"})
"""The single letters y and n belong here by the book, but no reader of YAML that is in use takes them for more."""

_OURS = frozenset({"true", "false", "null"})
"""These mean the same to everybody, as long as they are written in small letters."""

_DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}([Tt ].*)?", re.ASCII)
_CLOCK = re.compile(r"[-+]?\d[\d_]*(:[0-5]?\d)+(\.[\d_]*)?", re.ASCII)
_NUMBER = re.compile(
    r"[-+]?(0[0-9_]+(\.[0-9_]*)?|0[xX][0-9a-fA-F_]+|0[bB][01_]+|0o[0-7_]+|[0-9][0-9_]*(\.[0-9_]*)?([eE][-+]?[0-9]+)?"
    r"|\.[0-9][0-9_]*([eE][-+]?[0-9]+)?|\.(inf|Inf|INF)|\.(nan|NaN|NAN))",
    re.ASCII,
)


def trap(word: str) -> str | None:
    """Say what another program would take an unquoted word for, and what to write; None where all agree on it."""
    quoted = f'"{word}"'
    if word.lower() in _TRUTHS or (word.lower() in _OURS - {"null"} and word not in _OURS):
        return _("»%(word)s« without quotes means true or false to other programs; write %(quoted)s",
                 word=word, quoted=quoted)  # fmt: skip
    if (word.lower() == "null" and word not in _OURS) or word in ("<<", "="):
        return _("»%(word)s« without quotes has a meaning of its own to other programs; write %(quoted)s",
                 word=word, quoted=quoted)  # fmt: skip
    return _of_figures(word, quoted) if word[:1] in "+-.0123456789" else None


def _of_figures(word: str, quoted: str) -> str | None:
    """The same of days, times of day and numbers in other forms than ours."""
    if _DAY.fullmatch(word):
        return _("»%(word)s« without quotes is a day in another form to other programs; write %(quoted)s",
                 word=word, quoted=quoted)  # fmt: skip
    if _CLOCK.fullmatch(word):
        return _("»%(word)s« without quotes is a number of minutes to other programs; write %(quoted)s",
                 word=word, quoted=quoted)  # fmt: skip
    if _NUMBER.fullmatch(word):
        return _("»%(word)s« without quotes is another number to other programs; write %(quoted)s, or the number "
                 "in plain figures", word=word, quoted=quoted)  # fmt: skip
    return None
