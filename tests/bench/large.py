"""A questionnaire far longer than anybody should send out: what it takes to read it shows how reading grows."""

_TYPES = (
    "type: single, options: {{'yes': {yes}, 'no': {no}}}",
    "type: number, minimum: 0, maximum: 20, whole: true, show_if: {first} = yes",
    "type: multiple, at_most: 2, options: {{'yes': {yes}, 'no': {no}, more: {more}}}",
    "type: text, show_if: {first} = no",
    "type: grid, rows: {{one: {yes}, two: {no}}}, options: {{often: {more}, never: {no}}}",
)
_HEAD = """
questionnaire: large
title: {words}
languages: [sl, hr, en]
purpose: survey
sections:
  - id: start
    questions:
      - id: agreed
        type: consent
        required: true
        label: {words}
        agree: {words}
        legal_basis: {{public_task: {words}, consent: {words}}}
"""


def questionnaire(questions: int) -> str:
    """The consent and further questions of five kinds on pages of ten, two of five under a condition."""
    further = questions - 1
    pages = (_page(start, min(start + 10, further)) for start in range(0, further, 10))
    return _HEAD.format(words=_text("Large")) + "".join(pages)


def _page(start: int, end: int) -> str:
    return f"  - id: page{start}\n    questions:\n" + "".join(_question(place) for place in range(start, end))


def _question(place: int) -> str:
    first = f"q{place - place % len(_TYPES)}"
    kind = _TYPES[place % len(_TYPES)].format(first=first, yes=_text("Yes"), no=_text("No"), more=_text("More"))
    return f"      - {{id: q{place}, label: {_text(f'Question {place}')}, {kind}}}\n"


def _text(words: str) -> str:
    return f"{{sl: '{words}', hr: '{words}', en: '{words}'}}"
