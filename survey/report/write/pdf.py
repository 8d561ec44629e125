"""PDF: the HTML page on A4, tagged for screen readers (PDF/UA-1), with its title and its language."""

from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from survey.report.model import Report
from survey.report.write import NotInstalled, html

INSTALL = "pip install 'soseska[pdf]'"
LIBRARIES = "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
_FORM = {"pdf_variant": "pdf/ua-1", "pdf_tags": True}
FACES = (("DejaVuSans.ttf", "normal"), ("DejaVuSans-Bold.ttf", "bold"))


def write(report: Report) -> bytes:
    """The whole file; `NotInstalled` without WeasyPrint or the libraries that it draws letters with."""
    return joined([laid_out(html.html(report, paper=True))])


def laid_out(page: str) -> Any:
    """One page of HTML as a document whose pages are counted by themselves; it is complete in itself."""
    weasyprint = _weasyprint()
    source = weasyprint.HTML(string=page, url_fetcher=_nothing_from_outside(weasyprint))
    letters = weasyprint.text.fonts.FontConfiguration()
    faces = weasyprint.CSS(string=_faces(), font_config=letters, url_fetcher=_letters_only(weasyprint))
    return source.render(stylesheets=[faces], font_config=letters, **_FORM)


def joined(documents: Sequence[Any]) -> bytes:
    """Several documents in one file, with the title of the first."""
    pages = [page for document in documents for page in document.pages]
    made: bytes = documents[0].copy(pages).write_pdf(**_FORM)
    return made


def _weasyprint() -> Any:
    try:
        import weasyprint
        import weasyprint.text.fonts
    except ImportError as fault:
        raise NotInstalled("pdf", "WeasyPrint", INSTALL) from fault
    except OSError as fault:
        raise NotInstalled("pdf", "Pango", LIBRARIES) from fault
    return weasyprint


@cache
def _folder() -> Path | None:
    """Where matplotlib keeps its letters, which have every sign of our languages; it is not loaded for that."""
    found = find_spec("matplotlib")
    return Path(found.origin).parent / "mpl-data" / "fonts" / "ttf" if found and found.origin else None


def _faces() -> str:
    folder = _folder()
    if folder is None:
        return ""
    rules = "@font-face{{font-family:'DejaVu Sans';font-weight:{};src:url({})}}"
    return "".join(rules.format(weight, (folder / name).as_uri()) for name, weight in FACES)


def _nothing_from_outside(weasyprint: Any) -> Any:
    """The page is complete in itself; whatever it names elsewhere is not fetched."""
    return weasyprint.URLFetcher(allowed_protocols=("data",))


def _letters_only(weasyprint: Any) -> Any:
    return weasyprint.URLFetcher(allowed_protocols=("file",))
