"""The list of themes that people sort answers into, and the ways they change it without losing what was sorted."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from analysis.lemmas import telling

LANGUAGES = ("sl", "hr", "en")
CODE = re.compile(r"[a-z][a-z0-9_]{0,59}")
SHARED_BY = 3
"""A word that this many activities have in their texts suggests none of them."""

Texts = Mapping[str, str]


@dataclass(frozen=True)
class Theme:
    """One theme.

    `code` is permanent, because codings refer to it. `names` and `words` go by language; a word may be a phrase, in any
    form (`pevski zbor`), and suggests the theme when an answer has its lemmas one after the other. `into` is set when
    the theme is no longer used: the one it became part of, or those it was split into.
    """

    code: str
    names: Texts
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    into: tuple[str, ...] = ()


@dataclass(frozen=True)
class CodeFrame:
    """Themes in the order in which people see them. Every change gives a new frame; none forgets a code."""

    themes: tuple[Theme, ...] = ()

    def __post_init__(self) -> None:
        codes = [theme.code for theme in self.themes]
        twice = [code for code, n in Counter(codes).items() if n > 1]
        wrong = [code for code in codes if not CODE.fullmatch(code)]
        lost = [code for theme in self.themes for code in theme.into if code not in codes or code == theme.code]
        if twice or wrong or lost:
            raise ValueError(f"codes given twice {twice}, no codes {wrong}, leading nowhere {lost}")
        for code in codes:
            self._end_of(code, ())

    def _end_of(self, code: str, passed: tuple[str, ...]) -> None:
        """A theme that leads back to itself would swallow answers."""
        if code in passed:
            raise ValueError(f"{' into '.join((*passed, code))}")
        for next_code in self.theme(code).into:
            self._end_of(next_code, (*passed, code))

    def theme(self, code: str) -> Theme:
        """One theme, also a former one; a `KeyError` for a code the frame never had."""
        for theme in self.themes:
            if theme.code == code:
                return theme
        raise KeyError(code)

    def current(self) -> tuple[Theme, ...]:
        """The themes in use."""
        return tuple(theme for theme in self.themes if not theme.into)

    def resolve(self, codes: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
        """What a coding means today: themes in use, and former ones that were split, which somebody must sort anew."""
        clear: set[str] = set()
        unclear: set[str] = set()
        waiting = list(codes)
        while waiting:
            theme = self.theme(waiting.pop())
            if not theme.into:
                clear.add(theme.code)
            elif len(theme.into) == 1:
                waiting.append(theme.into[0])
            else:
                unclear.add(theme.code)
        return frozenset(clear), frozenset(unclear)

    def with_theme(self, theme: Theme) -> "CodeFrame":
        """Add a theme at the end, or put it in the place of the one with its code."""
        known = any(one.code == theme.code for one in self.themes)
        return CodeFrame(
            tuple(theme if one.code == theme.code else one for one in self.themes) + (() if known else (theme,))
        )

    def renamed(self, code: str, names: Texts) -> "CodeFrame":
        """Give a theme other names; the code stays, so that every coding stays valid."""
        return self.with_theme(replace(self.theme(code), names={**self.theme(code).names, **names}))

    def merged(self, code: str, into: str) -> "CodeFrame":
        """Make one theme of two: `into` gets the words of both, and codings of `code` count for it from now on."""
        from_, to = self._in_use(code), self._in_use(into)
        languages = dict.fromkeys([*to.words, *from_.words])
        words = {name: _once([*to.words.get(name, ()), *from_.words.get(name, ())]) for name in languages}
        return self.with_theme(replace(to, words=words)).with_theme(replace(from_, words={}, into=(into,)))

    def split(self, code: str, parts: Iterable[Theme]) -> "CodeFrame":
        """Make several themes of one; which of them an answer belongs to has to be looked at again."""
        new = tuple(parts)
        if len(new) < 2:
            raise ValueError(f"{code} is split into {len(new)}")
        former = replace(self._in_use(code), words={}, into=tuple(theme.code for theme in new))
        return CodeFrame(tuple(former if one.code == code else one for one in self.themes) + new)

    def _in_use(self, code: str) -> Theme:
        theme = self.theme(code)
        if theme.into:
            raise ValueError(f"{code} is no longer used")
        return theme


def _once(listed: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(listed))


def starting_frame(activities: Mapping[str, Mapping[str, object]], languages: Iterable[str] = LANGUAGES) -> CodeFrame:
    """A first frame from a catalogue: one theme per activity, suggested by the lemmas of its label and hint.

    `activities` is code → {label: {language: text}, hint: {language: text}}, as in `questionnaires/catalogue.yaml`.
    Lemmas of `SHARED_BY` or more activities ("group", "meeting") point to none and are left out; those of a hint stay
    only where no other activity has them.
    """
    words: dict[str, dict[str, tuple[str, ...]]] = {code: {} for code in activities}
    for language in languages:
        labels = {code: _lemmas_of(texts, "label", language) for code, texts in activities.items()}
        hints = {code: _lemmas_of(texts, "hint", language) for code, texts in activities.items()}
        users = Counter(one for code in activities for one in {*labels[code], *hints[code]})
        for code in activities:
            told = [one for one in labels[code] if users[one] < SHARED_BY]
            words[code][language] = _once([*told, *(one for one in hints[code] if users[one] == 1)])
    return CodeFrame(tuple(Theme(code, dict(_texts(activities[code], "label")), words[code]) for code in activities))


def _lemmas_of(texts: Mapping[str, object], part: str, language: str) -> tuple[str, ...]:
    return _once(telling(_texts(texts, part).get(language, ""), language))


def _texts(texts: Mapping[str, object], part: str) -> Texts:
    found = texts.get(part)
    return found if isinstance(found, Mapping) else {}
