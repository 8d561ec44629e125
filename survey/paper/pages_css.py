"""What is printed on every page of a sheet: its number, version and language, its code, and which page it is."""

from base64 import b64encode

from survey.i18n import gettext as _
from survey.paper.page import About, One, foot
from survey.qr import qr_file
from survey.store.sheets import qr_text

SIDE = "17mm"


def rules(about: About, one: One, picture: str, *, counted: bool) -> str:
    """Named pages for one sheet. `picture` is the address of its code; `counted` where a document is one sheet."""
    which = _page_of_pages() if counted else '""'
    return (
        f".s{one.serial}{{page:s{one.serial}}}"
        f"@page s{one.serial}{{@top-right{{content:url({picture});vertical-align:bottom;padding-bottom:1mm}}"
        f'@bottom-left{{content:"{foot(about, one)}";{_FONT}}}'
        f"@bottom-right{{content:{which};{_FONT}}}}}"
        f"@page s{one.serial}:first{{margin-top:13mm;@top-right{{content:none}}}}"
    )


_FONT = 'font:9.5pt "DejaVu Sans",sans-serif;vertical-align:top;padding-top:2mm'


def picture_of(about: About, one: One) -> bytes:
    """The code of a sheet as a picture."""
    return qr_file(qr_text(one.serial, about.version, about.language), SIDE)


def embedded(about: About, one: One) -> str:
    """The same as an address that holds the picture itself."""
    return f'"data:image/svg+xml;base64,{b64encode(picture_of(about, one)).decode()}"'


def _page_of_pages() -> str:
    """The sentence with the counters of the printer in place of its figures."""
    said = _("page %(page)s of %(pages)s", page="\n", pages="\r").replace('"', "")
    return '"' + said.replace("\n", '" counter(page) "').replace("\r", '" counter(pages) "') + '"'
