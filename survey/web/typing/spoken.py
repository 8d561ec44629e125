"""What is said on the telephone: the choices in full sentences, and a code in groups with a word for each letter."""

from collections.abc import Iterator
from dataclasses import replace

from survey import i18n
from survey.i18n import gettext as _
from survey.i18n import join_list, ngettext, number
from survey.questionnaire.paper import Layout
from survey.web.typing.drawn import Asked, Leaf, Stop

_SPELLED = {
    "sl": "Bled|Celje|Drava|Fala|Gorica|Hrastnik|Jadran|Kamnik|Maribor|Nanos|Piran|kvadrat|Ravne|Soča|Triglav|"
    "Velenje|dvojni v|iks|ipsilon|Zalog",
    "hr": "Biokovo|Cavtat|Dubrovnik|Fažana|Gospić|Hvar|Jadran|Karlovac|Makarska|Nin|Pula|kvadrat|Rijeka|Sisak|"
    "Trogir|Varaždin|dvostruko v|iks|ipsilon|Zagreb",
    "en": "Bravo|Charlie|Delta|Foxtrot|Golf|Hotel|Juliett|Kilo|Mike|November|Papa|Quebec|Romeo|Sierra|Tango|"
    "Victor|Whiskey|X-ray|Yankee|Zulu",
}
_LETTERS = "BCDFGHJKMNPQRSTVWXYZ"
WORDS = {code: dict(zip(_LETTERS, words.split("|"), strict=True)) for code, words in _SPELLED.items()}
"""A word for each letter that a code can have, as people of that language spell on the telephone."""


def spelled(code: str, language: str) -> list[list[tuple[str, str]]]:
    """The code in its groups, each sign with its word; a figure is its own word."""
    words = WORDS.get(language, WORDS["en"])
    return [[(sign, words.get(sign, sign)) for sign in group] for group in code.split()]


def aloud(leaves: list[Leaf], language: str) -> list[Leaf]:
    """The sheet with the sentences that are read aloud, in the language of the call where we have it."""
    spoken = language if i18n.has_sentences(language) else i18n.interface()
    return [replace(leaf, asked=tuple(_aloud(asked, spoken) for asked in leaf.asked)) for leaf in leaves]


def _aloud(asked: Asked, language: str) -> Asked:
    with i18n.use_language(language):
        sentences = [*_choices(asked), *_lines(asked)]
    return replace(asked, said=tuple(i18n.in_language(sentence, language) for sentence in sentences))


def _choices(asked: Asked) -> Iterator[str]:
    stops = [stop for stop in asked.stops if stop.presses]
    if asked.item.consent or not stops:
        return
    if asked.item.paper.layout is Layout.STRIP:
        yield from _scale(stops[0])
    elif asked.item.paper.layout is not Layout.MAP:
        yield from (_listed(stop, asked) for stop in stops if not stop.of and stop.label in ("", asked.item.label))


def _listed(stop: Stop, asked: Asked) -> str:
    """The choices of a list; those of a table and of the cards are read row by row, as they stand."""
    options = join_list([press.label for press in stop.presses], either=True)
    most = asked.item.paper.at_most
    if not asked.many:
        return _("You can choose one of these: %(options)s.", options=options)
    if most:
        return ngettext(
            "You can choose %(num)s of these: %(options)s.",
            "You can choose up to %(num)s of these: %(options)s.",
            most,
            options=options,
        )
    return _("You can choose as many of these as you like: %(options)s.", options=options)


def _scale(stop: Stop) -> Iterator[str]:
    points = [press for press in stop.presses if press.value.isdigit()]
    ends = [(number(int(press.value)), press.label) for press in points if press.label]
    first, last = (number(int(points[place].value)) for place in (0, -1))
    yield _("Say a number from %(first)s to %(last)s.", first=first, last=last)
    yield from (_("%(point)s means: %(words)s.", point=point, words=words) for point, words in ends)
    beside = [press.label for press in stop.presses if not press.value.isdigit()]
    if beside:
        yield _("Or say: %(options)s.", options=join_list(beside, either=True))


def _lines(asked: Asked) -> Iterator[str]:
    if any(stop.field and not stop.opens for stop in asked.stops) and asked.item.paper.layout is Layout.LINES:
        yield _("Say it in your own words. I write down what you say.")
