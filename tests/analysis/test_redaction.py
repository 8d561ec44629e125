"""Names and numbers: what is hidden, where it stood, and that no text however odd gets past or holds things up."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.redaction import KINDS, Redaction, Span, redact, render
from tests.analysis.open_answers import HOSTILE

PLACES = ("Lipova ulica", "Mill Lane", "Zgornje Lipovje", "Demenci prijazna točka")
WORDS = {"name": "ime", "number": "številka"}


def shown(text, language="sl", **told):
    return redact(text, [language], places=PLACES, **told).shown()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Soseda Breda pomaga.", "Soseda [name] pomaga."),
        ("Z Marjetinim sinom greva v Zgornje Lipovje.", "Z [name] sinom greva v Zgornje Lipovje."),
        ("Kličite gospo Božič ali g. Kralja.", "Kličite gospo [name] ali g. [name]."),
        ("Za božič in Božič pojemo.", "Za božič in Božič pojemo."),
        ("Jože Repa-Zelnik je prišel.", "[name] je prišel."),
        ("Hvala, M. K.", "Hvala, [name]."),
        ("Zora je lepa, a Zora Kralj ni prišla.", "Zora je lepa, a [name] ni prišla."),
        ("Na Lipovi ulici je temno.", "Na Lipovi ulici je temno."),
        ("Na Lipovi ulici 12a je temno.", "Na [address] je temno."),
        ("Rada bi šla na demenci prijazno točko.", "Rada bi šla na demenci prijazno točko."),
        ("Ze dolgo cakamo na igrisce.", "Ze dolgo cakamo na igrisce."),
        ("ŽELIMO VEČ LUČI", "ŽELIMO VEČ LUČI"),
        ("Dom upokojencev in Rdeči križ", "Dom upokojencev in Rdeči križ"),
        ("Pridite ob 18.30, 2. nadstropje", "Pridite ob [number], [number]. nadstropje"),
        ("tel. 031 555 012!", "tel. [phone]!"),
        ("nič tri ena pet pet pet", "[phone]"),
        ("rojen 4. maja 1951 v kraju", "rojen [date] v kraju"),
        ("avto LJ AB-123 stoji", "avto [plate] stoji"),
        ("pišite na zofka.repa@primer.si!", "pišite na [email]!"),
        ("glej https://primer.si/a?b=1 zdaj", "glej [link] zdaj"),
        ("pišite na primer.si", "pišite na [link]"),
        ("sem @zofka_repa tukaj", "sem [handle] tukaj"),
        ("", ""),
    ],
)
def test_slovenian(text, expected):
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Yesterday Baker and Mrs King came.", "Yesterday [name] and Mrs [name] came."),
        ("The Town Hall is shut on Monday in May.", "The Town Hall is shut on Monday in May."),
        ("I met Bronwyn's aunt and I liked her.", "I met [name] aunt and I liked her."),
        ("Come to 12 Mill Lane or Flat 3, Mill House.", "Come to [address] or [address]."),
        ("Grace and Will are here, will you?", "[name] and [name] are here, will you?"),
        ("born March 4, 1951", "born [date]"),
    ],
)
def test_english(text, expected):
    assert shown(text, "en") == expected


def test_a_known_word_of_a_second_language_is_no_name():
    text = "Bolja rasvjeta navečer."
    assert shown(text) == "[name] rasvjeta navečer."
    assert redact(text, ["sl", "hr"]).spans == ()


def test_a_language_without_dictionary_hides_every_capital():
    assert shown("Daha fazla ağaç, Komşum Ayşe.", "tr") == "[name] fazla ağaç, [name]."


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Soseda Bre\u0301da", "Bre\u0301da"),
        ("Tam je Mar\u200bjeta 😀", "Mar\u200bjeta"),
        ("😀😀 soseda Žana", "Žana"),
        ("soba \u0661\u0662 je prosta", "\u0661\u0662"),
        ("\u202eAna\u202c bere", "Ana"),
        ("ključ 1\ufe0f\u20e3 imam", "1\ufe0f\u20e3"),
        ("kotiček m² je", "m²"),
        ("שלום 12 Ana", "12"),
    ],
)
def test_offsets_count_characters_of_the_text_as_it_came(text, hidden):
    found = redact(text, ["sl"]).spans
    assert hidden in [text[span.start : span.end] for span in found]


def test_marks_of_any_language_are_left_alone():
    assert redact("Soseda [ime] ima [številka] let in [name].", ["sl"], marks=WORDS).spans == ()
    assert shown("Soseda [ime Breda]", marks=WORDS) == "Soseda [ime [name]]"


def test_a_person_corrects_what_was_found():
    found = redact("Vrabec je klical, Jurjevo je lepo.", ["sl"])
    assert found.shown() == "Vrabec je klical, [name] je lepo."
    mended = found.without(18).with_span(0, 6)
    assert mended.shown({"name": "ime"}) == "[ime] je klical, Jurjevo je lepo."
    assert mended.with_span(3, 9, "text").spans == (Span(0, 9, "text"),)
    with pytest.raises(KeyError):
        found.without(1)


@pytest.mark.parametrize("span", [Span(-1, 2, "name"), Span(0, 99, "name"), Span(2, 2, "name"), Span(0, 1, "secret")])
def test_an_impossible_part_is_refused(span):
    with pytest.raises(ValueError):
        render("a text", [span])


def test_parts_that_overlap_are_refused():
    with pytest.raises(ValueError):
        render("a text", [Span(0, 3, "name"), Span(2, 4, "name")])


ODD = (
    "Ana ana Breda Kotnik kotnik gospa g. ga. soseda in i and Mr Dr. J. K. M. I A [name] [number] [ime] @ . , ! ? : - "
    "/ ( ) 12 1 031 555 Lipova ulica cesti Mill Lane Flat www. x.si a@b.si čakam Klopca ŽIV ANA e\u0301 😀 \u202e שלום "
    "١٢ ² ½ Božič kovačić Xaxq xaxq LJ AB-123 maja 1951 afna pika Zora Grace Will \u200b ' ’s O'Neill ena dva"
)
PIECES = st.sampled_from(ODD.split(" "))
TEXTS = st.lists(PIECES | st.text(max_size=4), max_size=20).flatmap(
    lambda parts: st.sampled_from([" ", "", "-", ". ", "\n"]).map(lambda between: between.join(parts))
)


@given(TEXTS, st.sampled_from(["sl", "en", "tr"]))
def test_nothing_is_found_in_what_was_redacted(text, language):
    once = redact(text, [language], places=PLACES, marks=WORDS)
    assert redact(once.shown(), [language], places=PLACES, marks=WORDS).spans == ()
    assert redact(once.shown(WORDS), [language], places=PLACES, marks=WORDS).spans == ()


@given(TEXTS)
def test_what_is_shown_is_the_text_without_its_hidden_parts(text):
    found = redact(text, ["sl"], places=PLACES)
    rest, end = text, len(text)
    for span in sorted(found.spans, reverse=True):
        assert 0 <= span.start < span.end <= end
        assert span.kind in KINDS
        rest, end = rest[: span.start] + f"[{span.kind}]" + rest[span.end :], span.start
    assert rest == found.shown() == render(text, reversed(found.spans))
    assert not any(sign.isnumeric() for sign in rest)


@settings(max_examples=20)
@given(TEXTS, st.integers(0, 40), st.integers(1, 40))
def test_hiding_more_never_shows_more(text, start, length):
    found = redact(text, ["sl"])
    if start < len(text):
        more = found.with_span(start, min(start + length, len(text)))
        before = {i for span in found.spans for i in range(span.start, span.end)}
        assert before <= {i for span in more.spans for i in range(span.start, span.end)}


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:9]))
def test_a_hostile_answer_takes_no_longer_than_another(text):
    """About 30 ms each; the limit leaves room for a busy machine and none for looking at a character many times."""
    redact("Ana xq 12", ["sl"])
    before = time.process_time()
    found = redact(text, ["sl"])
    assert time.process_time() - before < 0.5
    assert isinstance(found, Redaction)
