"""HTML: one file that stands alone, for the screen and for paper."""

import re
from base64 import b64encode
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from survey import i18n
from survey.report.model import Block, Chart, Report
from survey.report.write.marks import mark
from survey.report.write.stars import runs

FOLDER = Path(__file__).resolve().parent.parent / "templates"
LOOK = FOLDER.parent.parent / "web" / "static" / "soseska.css"
GROUND = "/* ground */"
"""Where the tokens of the look end and its rules begin."""

_BOLD = Markup("<strong>{}</strong>")
_COLOUR = re.compile(r"var\(--[a-z0-9-]+,\s*([^()]+)\)")
_ID = re.compile(r'(?<=\bid=")[^"]*|(?<=\baria-labelledby=")[^"]*|(?<=url\(#)[^)]*')


def write(report: Report) -> bytes:
    """The whole page in UTF-8; nothing in it is fetched from anywhere."""
    return html(report).encode()


def html(report: Report, *, paper: bool = False) -> str:
    """The page as text; `paper` for a program that prints it and knows neither our colours by name nor a click."""
    with i18n.use_language(report.language):
        return environment().get_template("report.html").render(
            report=report, language=report.language, direction=i18n.direction(report.language),
            look=look(paper=paper), drawing=_on_paper if paper else _on_screen,
        )  # fmt: skip


@cache
def environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.globals.update(_=i18n.gettext, ngettext=i18n.ngettext, kind=kind, mark=mark)
    made.filters.update(strong=strong, number=i18n.number)
    return made


def kind(block: Block) -> str:
    """The name by which the template finds how a block is drawn."""
    return type(block).__name__.lower()


def strong(sentence: str) -> Markup:
    """Bold letters where stars stood; everything is escaped."""
    return Markup("").join(_BOLD.format(part) if bold else escape(part) for part, bold in runs(sentence))


@cache
def look(*, paper: bool) -> str:
    """The colours and sizes of every page of ours, and the rules of a report."""
    tokens = LOOK.read_text(encoding="utf-8").partition(GROUND)[0]
    if paper:
        tokens = tokens.partition("@media")[0]
    return tokens + "".join((FOLDER / name).read_text(encoding="utf-8") for name in ("report.css", "paper.css"))


def _on_screen(chart: Chart) -> Markup:
    """The drawing for each width of the screen, with ids that no other chapter has; it was made by us."""
    drawn = [
        Markup('<div class="{}">{}</div>').format(size, Markup(_apart(svg, chart.id)))  # noqa: S704
        for size, svg in chart.svg.items()
    ]
    alone = " alone" if len(drawn) == 1 else ""
    return Markup('<div class="drawing{}">{}</div>').format(alone, Markup("").join(drawn))


def _apart(svg: str, prefix: str) -> str:
    return _ID.sub(lambda ids: " ".join(f"{prefix}-{one}" for one in ids[0].split()), svg)


def _on_paper(chart: Chart) -> Markup:
    """The drawing as a picture with its words, in the colours of paper."""
    svg = chart.svg.get("screen") or next(iter(chart.svg.values()))
    still = _COLOUR.sub(r"\1", svg).replace("<svg ", '<svg font-family="DejaVu Sans, sans-serif" ', 1)
    source = b64encode(still.encode()).decode()
    small = "" if "screen" in chart.svg else ' class="small"'
    drawn = Markup('<img{} src="data:image/svg+xml;base64,{}" alt="{}">')
    return drawn.format(Markup(small), source, chart.alt)  # noqa: S704
