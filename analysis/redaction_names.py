"""Where people are named: capitals where none belong, words no dictionary knows, first names, titles and kin."""

import re
from collections.abc import Mapping, Sequence
from itertools import product

from analysis.lemmas import Standing, standing
from analysis.name_words import NameWords, Phrases, name_words
from analysis.redaction_numbers import Span
from analysis.redaction_tokens import Token, tokens

_JOINS = re.compile(r"(?: {1,2}|\u00a0|-|\.? ?)")
_FAMILY = re.compile(r"\w{2,}(?:(?:ić|ič)(?:a|u|em|om|i|e|ev[aeiou]?|evih|evim|ima)?|[^n]ic)")
# What Slavic languages make everyday words with, so that one the dictionary lacks is not taken for a name.
_MADE = re.compile(
    r"\w{3,}(?:(?:nic|išč|išt|ost|stv|štv|[aei]nj|cij|otek)[aeiou]?(?:m|mi|h|v)?|[sšč]k[aoe]|[aei](?:mo|te))"
)
_ACRONYM = 4
_AND = ("in", "ter", "pa", "i", "te", "and")
_BARE = {"c": "cčć", "s": "sš", "z": "zž"}
_MOST_BARE = 4
_SHOUTING = 10


class _Look:
    """One look at a text: its words, and what the dictionaries and lists say of each when asked."""

    def __init__(self, text: str, languages: Sequence[str], places: Phrases, marks: Mapping[str, str]) -> None:
        self.tokens = tokens(text, marks)
        self.languages = languages
        self.lists: NameWords = name_words()
        self.at_places = places.within([token.key for token in self.tokens])
        written = "".join(text[token.start : token.end] for token in self.tokens if not token.mark)
        loud = sum(map(str.isupper, written))
        self.shouting = len(written) > _SHOUTING and 2 * loud > len(written)

    def capital(self, token: Token) -> bool:
        """Whether a capital says something; in a text of capitals it does not, nor in a short abbreviation."""
        short = token.shouted and len(token.key) <= _ACRONYM
        return token.capital and not self.shouting and not short

    def standing(self, key: str) -> Standing:
        """What the dictionaries say, also when somebody wrote without the signs above the letters."""
        if key in self.lists.everyday:
            return "common"
        found = {standing(key, language) for language in self.languages}
        if "common" in found or ("proper" not in found and self._common_with_signs(key)):
            return "common"
        return "proper" if "proper" in found else "unknown"

    def _common_with_signs(self, key: str) -> bool:
        bare = [sign for sign in key if sign in _BARE]
        if not 0 < len(bare) <= _MOST_BARE or len(key) < 2:
            return False
        written = ("".join(signs) for signs in product(*(_BARE.get(sign, sign) for sign in key)))
        return any(standing(word, language) == "common" for word in written for language in self.languages)

    def before(self, i: int) -> Token | None:
        """The word or mark right before, if only a space, a hyphen or the stop of an abbreviation lies between."""
        return self.tokens[i - 1] if i and _JOINS.fullmatch(self.tokens[i].gap) else None

    def after(self, i: int) -> Token | None:
        """The same on the other side."""
        near = i + 1 < len(self.tokens) and _JOINS.fullmatch(self.tokens[i + 1].gap)
        return self.tokens[i + 1] if near else None


def names(text: str, languages: Sequence[str], places: Phrases, marks: Mapping[str, str]) -> list[Span]:
    """The names in a text; those that stand together are one, together with a name that is a mark already."""
    look = _Look(text, languages, places, marks)
    hidden = {i for i, token in enumerate(look.tokens) if not token.mark and _is_name(look, i)}
    found: list[Span] = []
    for i in sorted(hidden):
        start, end = look.tokens[i].start, look.tokens[i].end
        before, after = look.before(i), look.after(i)
        if before and (i - 1 in hidden or before.mark == "name"):
            start = found.pop().start if found and found[-1].end == before.end else before.start
        if after and after.mark == "name":
            end = after.end
        found.append(Span(start, end, "name"))
    return found


def _is_name(look: _Look, i: int) -> bool:
    token = look.tokens[i]
    if i in look.at_places or _stays(look, token.key, look.before(i)):
        return False
    if len(token.key) == 1:
        return _is_initial(look, i)
    if _goes_on(look, i):
        return True
    if look.capital(token):
        return _named_at_begin(look, i) if token.first else _named_inside(look, i)
    return _named_in_small(look, i)


def _stays(look: _Look, key: str, before: Token | None) -> bool:
    """Peoples, countries, feasts, titles and the like; but "gospa Božič" is a person, and so is a Francetova."""
    lists = look.lists
    stays = key in lists.capitals or key in lists.titles or key in lists.kin
    return stays and key not in lists.given and not _leads(look, before)


def _is_initial(look: _Look, i: int) -> bool:
    """A single capital that stands for a name: before one or after one, in a pair, or after somebody's kin or title."""
    token, before, after = look.tokens[i], look.before(i), look.after(i)
    if not token.capital:
        return False
    if after and look.tokens[i + 1].gap.startswith(".") and (after.mark == "name" or after.capital):
        return True
    if before is None or token.first:
        return False
    paired = len(before.key) == 1 and before.capital and token.gap.startswith(".")
    return paired or ((before.mark == "name" or _leads(look, before)) and token.key != "i")


def _goes_on(look: _Look, i: int) -> bool:
    """Whether a word belongs to a name that is hidden already, before or after it."""
    token, before, after = look.tokens[i], look.before(i), look.after(i)
    if before and before.mark == "name" and not token.first:
        return look.capital(token) or token.key in look.lists.surnames or _strange(look, token.key)
    if not look.capital(token) or not token.first:
        return False
    if after and after.mark == "name":
        return _listed(look, token) or look.standing(token.key) != "common"
    return _listed(look, token) and _and_a_name(look, i)


def _and_a_name(look: _Look, i: int) -> bool:
    """Whether a sentence begins with this word and a name: "Grace and [name]"."""
    after, next_after = look.after(i), look.after(i + 1) if i + 1 < len(look.tokens) else None
    return after is not None and after.key in _AND and next_after is not None and next_after.mark == "name"


def _listed(look: _Look, token: Token) -> bool:
    lists = look.lists
    return token.key in lists.given or token.key in lists.also_words or token.key in lists.surnames


def _leads(look: _Look, token: Token | None) -> bool:
    """Whether a name is to be expected after this word."""
    return token is not None and not token.mark and (token.key in look.lists.titles or token.key in look.lists.kin)


def _named_inside(look: _Look, i: int) -> bool:
    """A capital inside a sentence is a name, unless the word belongs to a body or a house; surnames are words, too."""
    token = look.tokens[i]
    return _listed(look, token) or _leads(look, look.before(i)) or token.key not in look.lists.bodies


def _named_at_begin(look: _Look, i: int) -> bool:
    """Every sentence begins with a capital, so here only first names and words no dictionary has are names."""
    key, lists = look.tokens[i].key, look.lists
    if lists.given.has_exactly(key):
        return True
    everyday = lists.also_words.has_exactly(key) or _MADE.fullmatch(key) or look.standing(key) == "common"
    return not everyday


def _named_in_small(look: _Look, i: int) -> bool:
    """Small letters: first names that are no everyday words, surnames by their ending, strange words after a title."""
    token, before = look.tokens[i], look.before(i)
    key = token.key
    if before and before.key in look.lists.titles and (key in look.lists.surnames or key in look.lists.given):
        return True
    if before and before.key in look.lists.titles and len(key) > 2:
        return look.standing(key) != "common"
    if key in look.lists.given or _FAMILY.fullmatch(key):
        return look.standing(key) != "common"
    return _leads(look, before) and len(key) > 2 and _strange(look, key)


def _strange(look: _Look, key: str) -> bool:
    """Whether a word in small letters beside a name may be one; verbs that no dictionary has end in a vowel."""
    standing_ = look.standing(key)
    return standing_ == "proper" or (standing_ == "unknown" and key[-1] not in "aeiou")
