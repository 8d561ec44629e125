"""A first questionnaire with remarks in the author's language: by changing it one learns the format."""

import re
import shlex
import unicodedata
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from survey.i18n import gettext as _

FOLDER = Path(__file__).resolve().parent
_LETTERS = str.maketrans({"đ": "d", "Đ": "d", "ß": "ss", "ø": "o", "ł": "l"})
LONGEST = 60


def name_of(file: Path) -> str:
    """The id that a file's name suggests: »Naša knjižnica.yaml« is nasa_knjiznica; empty where nothing is left."""
    plain = unicodedata.normalize("NFKD", file.stem.translate(_LETTERS)).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_").lstrip("0123456789_")[:LONGEST].rstrip("_")


def starter(file: Path) -> str:
    """The questionnaire as text, ready to be written."""
    one_line = " ".join(file.name.split())
    return _environment().get_template("starter.yaml").render(name=name_of(file), file=shlex.quote(one_line))


@cache
def _environment() -> Environment:
    # YAML is not HTML, and nothing but a cleaned name is filled in.
    made = Environment(loader=FileSystemLoader(FOLDER), autoescape=False, undefined=StrictUndefined,  # noqa: S701
                       keep_trailing_newline=True)  # fmt: skip
    made.globals["_"] = _
    return made
