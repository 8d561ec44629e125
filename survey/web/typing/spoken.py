"""What is said on the telephone: the choices in full sentences, and a code in groups with a word for each letter."""

from collections.abc import Iterator

from survey.i18n import gettext as _
from survey.i18n import join_list, ngettext, number
from survey.questionnaire.paper import Layout
from survey.web.typing.drawn import Asked, Stop

WORDS = {
    "sl": dict(
        B="Bled", C="Celje", D="Drava", F="Fala", G="Gorica", H="Hrastnik", J="Jadran", K="Kamnik", M="Maribor",
        N="Nanos", P="Piran", Q="kvadrat", R="Ravne", S="Soča", T="Triglav", V="Velenje", W="dvojni v", X="iks",
        Y="ipsilon", Z="Zalog",
    ),
    "hr": dict(
        B="Biokovo", C="Cavtat", D="Dubrovnik", F="Fažana", G="Gospić", H="Hvar", J="Jadran", K="Karlovac",
        M="Makarska", N="Nin", P="Pula", Q="kvadrat", R="Rijeka", S="Sisak", T="Trogir", V="Varaždin", W="dvostruko v",
        X="iks", Y="ipsilon", Z="Zagreb",
    ),
    "en": dict(
        B="Bravo", C="Charlie", D="Delta", F="Foxtrot", G="Golf", H="Hotel", J="Juliett", K="Kilo", M="Mike",
        N="November", P="Papa", Q="Quebec", R="Romeo", S="Sierra", T="Tango", V="Victor", W="Whiskey", X="X-ray",
        Y="Yankee", Z="Zulu",
    ),
}  # fmt: skip
"""A word for each letter that a code can have, as people of that language spell on the telephone."""


def spelled(code: str, language: str) -> list[list[tuple[str, str]]]:
    """The code in its groups, each sign with its word; a figure is its own word."""
    words = WORDS.get(language, WORDS["en"])
    return [[(sign, words.get(sign, sign)) for sign in group] for group in code.split()]


def said(asked: Asked) -> list[str]:
    """What is read aloud after the question itself."""
    sentences = [*_choices(asked), *_lines(asked)]
    return list(dict.fromkeys(sentence for sentence in sentences if sentence))


def _choices(asked: Asked) -> Iterator[str]:
    stops = [stop for stop in asked.stops if stop.presses]
    if asked.item.consent or not stops:
        return
    if asked.item.paper.layout is Layout.STRIP:
        yield from _scale(stops[0], asked)
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


def _scale(stop: Stop, asked: Asked) -> Iterator[str]:
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
