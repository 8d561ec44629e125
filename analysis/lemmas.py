"""Words and their dictionary forms, so that `igrišče`, `igrišča` and `igriščem` count as one.

Needs the extra `words` (simplemma for the forms, stopwordsiso for words that say nothing). Both are imported inside
functions; where they are missing, `WordsMissing` says which one. Dictionaries stay in memory, so only the first answer
of a process pays for them (about 0.2 s for Slovenian or English, 0.9 s for Croatian).
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal

MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f"
    "\ufe20-\ufe2f\u00ad\u200b-\u200d\u2060\ufeff"
)
"""Signs that belong to the letter before them, and those that take no room, as ranges of a character class."""

UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff\ufe00-\ufe0f]")
WORD = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{MARKS}]|['’](?=[^\W\d_]))*")
SENTENCE = re.compile(r"[.!?…\n\r]+")
LONGEST = 40
"""Letters; what is longer is no word."""

LANGUAGES = {
    "sl": "sl", "hr": "hbs", "bs": "hbs", "sr-Latn": "hbs", "sr": "hbs", "en": "en",
    "it": "it", "hu": "hu", "de": "de", "sq": "sq", "uk": "uk", "mk": "mk",
}  # fmt: skip
"""From the language of an answer to the dictionary that knows it; Croatian shares one with its neighbours."""

# What the lists of stop words lack once words are lemmas, and what they should not swallow in answers about a place.
ALSO_EMPTY = {
    "sl": "biti imeti morati moči hoteti želeti rad več ni dati iti priti lahko zelo kdor kdo nekaj naš vaš moj svoj "
    "tisti potrebovati prositi hvala vsak kakšen potreben eden drug jaz ti on mi vi kateri takšen toliko veliko malo "
    "ter oziroma kje",
    "hr": "biti imati nemati morati moći htjeti željeti trebati voljeti dati ići doći molim hvala više jako vrlo naš "
    "vaš moj svoj neki svaki ovaj taj onaj koji kakav jedan netko nitko nešto ništa sve još samo isto neka dobro ja ti "
    "on mi vi gdje kad kada pred kod tko drugi",
    "en": "be have do can would should could like want need get go please thank really lot thing make",
}
WORTH_KEEPING = {
    "sl": "odprt odprta odprti zaprta zaprti zaprto prazen prazna prazno sobota nedelja ponedeljek torek sreda četrtek "
    "petek",
    "hr": "",
    "en": "alone computer empty fire free group groups help home information mill open opened opening place places "
    "room rooms small together welcome work working works young younger youngest older oldest old ring area areas",
}
# Where the dictionary joins what people keep apart, or takes another word for it.
BEGINS = {
    "sl": {"starejš": "starejši", "mlajš": "mlajši"},
    "hr": {"starij": "stariji", "mlađ": "mlađi"},
    "en": {},
}
EXACTLY = {
    "sl": {"bus": "avtobus", "busa": "avtobus", "busom": "avtobus", "rok": "rok"},
    "hr": {"bus": "autobus", "busa": "autobus", "busom": "autobus", "djece": "djeca", "djeci": "djeca"},
    "en": {"singing": "sing", "sings": "sing", "older": "older", "elderly": "older"},
}

Standing = Literal["common", "proper", "unknown"]


class WordsMissing(RuntimeError):
    """A package of the extra `words` is not installed; `package` is its name."""

    def __init__(self, package: str) -> None:
        super().__init__(f"{package} is missing: pip install 'soseska[words]'")
        self.package = package


def plain(word: str) -> str:
    """A word as it is looked up: small letters, composed, without signs that nobody sees."""
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFC", UNSEEN.sub("", unicodedata.normalize("NFKC", word))).lower()


def words(text: str) -> list[str]:
    """The words of a text in their order, plain; numbers are none."""
    return [plain(found) for found in WORD.findall(text)]


def _near(language: str) -> str:
    """The language whose own lists serve: Croatian ones also for its neighbours."""
    return "hr" if LANGUAGES.get(language) == "hbs" else language


def dictionary(language: str) -> str | None:
    """The dictionary for a language, or None where there is none and words stay as they are written."""
    return LANGUAGES.get(language, LANGUAGES.get(language.split("-")[0]))


@lru_cache(maxsize=50_000)
def lemma(word: str, language: str) -> str:
    """The dictionary form of one plain word, in small letters; an unknown word is its own lemma."""
    near = _near(language)
    if word in (known := EXACTLY.get(near, {})):
        return known[word]
    for begin, whole in BEGINS.get(near, {}).items():
        if word.startswith(begin):
            return whole
    return _looked_up(word, language).lower()


def _looked_up(word: str, language: str) -> str:
    code = dictionary(language)
    if code is None or len(word) > LONGEST:
        return word
    try:
        from simplemma import lemmatize
    except ImportError as fault:
        raise WordsMissing("simplemma") from fault
    return str(lemmatize(word, lang=code))


@lru_cache(maxsize=50_000)
def standing(word: str, language: str) -> Standing:
    """What the dictionary says of a plain word: an everyday word, a name (of anything), or nothing."""
    code = dictionary(language)
    if code is None or len(word) > LONGEST:
        return "unknown"
    found = _looked_up(word, language)  # says so where simplemma is missing
    if found != found.lower():
        return "proper"
    from simplemma import is_known

    return "common" if is_known(word, lang=code) else "unknown"


@cache
def empty_words(language: str) -> frozenset[str]:
    """Words and lemmas that say nothing by themselves: the list of stopwordsiso and our own, less what we keep."""
    try:
        from stopwordsiso import has_lang, stopwords
    except ImportError as fault:
        raise WordsMissing("stopwordsiso") from fault
    near = _near(language)
    listed = stopwords(near) if has_lang(near) else set()
    kept = set(WORTH_KEEPING.get(near, "").split())
    return frozenset((set(listed) | set(ALSO_EMPTY.get(near, "").split())) - kept)


def telling(text: str, language: str) -> list[str]:
    """The lemmas of a text in their order, without words that say nothing and without those under three letters."""
    empty = empty_words(language)
    found = ((word, lemma(word, language)) for word in words(text) if word not in empty)
    return [lemma_ for _, lemma_ in found if lemma_ not in empty and len(lemma_) > 2]


def sentences(text: str) -> list[str]:
    """The parts of a text between full stops and line ends; good enough to know what was said together."""
    return [part for part in SENTENCE.split(text) if part.strip()]


def language_hint(text: str, languages: Sequence[str] = ("sl", "hr", "en")) -> str | None:
    """The language a text looks like, or None when that cannot be told. A hint only: people say their language.

    It is the share of known words, clearly above the next language's (a tenth); three words at least.
    """
    if len(words(text)) < 3:
        return None
    try:
        from simplemma import in_target_language
    except ImportError as fault:
        raise WordsMissing("simplemma") from fault
    shares = [(in_target_language(text, LANGUAGES[name]), name) for name in languages]
    best, *others = sorted(shares, reverse=True)
    return best[1] if best[0] >= 0.5 and all(best[0] - share >= 0.1 for share, _ in others) else None
