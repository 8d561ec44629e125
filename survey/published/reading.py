"""Numbers on pages as statements about the sensitive questions of a district."""

from collections import Counter
from collections.abc import Iterable, Mapping

from analysis.audit import Statement
from analysis.codebook import TICKS, Codebook, Variable
from survey.published.items import Items
from survey.published.pages import Words, numbers

SENSITIVE = ("access_need", "loneliness", "mobility")


def sensitive_words(book: Codebook, questions: Mapping[str, str]) -> tuple[Words, ...]:
    """The words of every sensitive question in one language; `questions` are the questions' own by their ids."""
    asked = dict.fromkeys(v.question for role in SENSITIVE for v in book.by_role(role))
    used = Counter(words for v in book for words in {words for _, words in _answers(v)})
    return tuple(_words(book, question, questions[question], used) for question in asked)


def _words(book: Codebook, question: str, said: str, used: Mapping[str, int]) -> Words:
    answers = {words: f"{question}:{code}" for v in book if v.question == question for code, words in _answers(v)}
    return Words(said, answers, frozenset(words for words in answers if used[words] == 1))


def _answers(variable: Variable) -> tuple[tuple[str, str], ...]:
    if variable.option == TICKS:
        return ()
    return ((variable.option, variable.label),) if variable.option else variable.options


def of_page(
    items: Items, page: str, asked: Iterable[Words], district: str, moment: str, source: str
) -> Iterable[Statement]:
    """What a page, a drawing or a poster says about the sensitive questions of a district."""
    for number in numbers(page, asked):
        question, code = number.label.split(":")
        table, answer = items.table(question, code)
        where = {"district": district, "moment": items.until(moment)}
        if number.percent:
            yield from table.share(f"{source}:{number.kind}", {**where, **answer}, where, number.n)
        else:
            yield table.count(f"{source}:{number.kind}", {**where, **answer}, number.n)
