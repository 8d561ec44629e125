"""Each number of a town beside itself: on the page, in the files of figures, among the people, in a report."""

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import pyreadstat

from survey.sentences import words
from survey.sentences.labels import Labels
from tests.dashboard.district_page import WAYS, Key, Number

Numbers = Mapping[Key, Number]
Short = tuple[str, str, str]
"""Place, question, code: what forms without the sections of the page know a number by."""

TABLES = ("csv", "xlsx by openpyxl", "xlsx by calamine", "json")
REPORTS = ("report html", "docx", "pdf")
PEOPLE = "sav"


class OneList:
    """The value of each number in each form; a form that does not carry a number says nothing of it."""

    def __init__(self, on_page: Numbers) -> None:
        self.said: dict[Key, dict[str, Number]] = {key: {"page": value} for key, value in on_page.items()}

    def tables(self, form: str, found: Numbers) -> None:
        """A file that names numbers as the page does; a number of the page that is not in it is said to be missing."""
        for key, values in self.said.items():
            people, of = found.get(key, (-1, None))
            values[form] = (people, of if values["page"][1] is not None else None)

    def short(self, form: str, found: Mapping[Short, tuple[int, int | None]]) -> None:
        """A form that knows places, questions and codes."""
        for (place, section, question, code), values in self.said.items():
            number = found.get((place, "ways" if section == "answered" else question, code))
            if number is not None:
                values[form] = (number[0], number[1] if values["page"][1] is not None and number[1] else None)

    def unequal(self) -> list[str]:
        """Every number that is not the same everywhere; forms without the whole are held to the people alone."""
        return [
            f"{key}: {values}"
            for key, values in sorted(self.said.items())
            if len({people for people, _of in values.values()}) > 1
            or len({of for form, (_people, of) in values.items() if form != PEOPLE}) > 1
        ]

    def in_all(self, forms: Iterable[str]) -> int:
        """How many numbers were compared in all of these forms."""
        return sum(values.keys() >= set(forms) for values in self.said.values())

    def __str__(self) -> str:
        lines = [
            f"{' '.join(filter(None, key))}: {people if of is None else f'{people} of {of}'} ({', '.join(values)})"
            for key, values in sorted(self.said.items())
            for people, of in [values["page"]]
        ]
        return "\n".join([*lines, f"{len(lines)} numbers, in {sum(map(len, self.said.values()))} places"])


def in_sav(file: Path, labels: Labels, places: Mapping[str, str]) -> dict[Short, tuple[int, None]]:
    """The people of a data keeper's file, counted anew: each answer of a question, each tick of a list, each way.

    `places`: the code of each place by its name, since SPSS keeps numbers and what they mean in words.
    """
    read, about = pyreadstat.read_sav(file, user_missing=True, apply_value_formats=True)
    read = read.drop(columns=[column for column in read if column not in about.variable_value_labels])
    codes = {column: _codes(str(column), labels) for column in read}
    found: Counter[Short] = Counter()
    for row in read.to_dict("records"):
        place = places[row["place"]]
        for column, said in row.items():
            question, _dot, option = str(column).partition(".")
            code = option if option and said == "yes" else codes[column].get(str(said), "")
            found[place, "ways" if question == "way" else question, code] += 1
    return {key: (n, None) for key, n in found.items() if key[2]}


def _codes(column: str, labels: Labels) -> dict[str, str]:
    if column == "way":
        return {words.way(code): code for code in WAYS}
    return {said: code for (question, code), said in labels._options.items() if question == column}
