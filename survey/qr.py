"""A text as a code to scan."""

import io

from markupsafe import Markup


def qr(text: str) -> Markup:
    """Draw a text, such as an address, as an SVG to stand inside a page; the text itself belongs in print beside it."""
    import segno  # only pages with a code need it

    drawn = segno.make(text, error="m", micro=False)
    path = drawn.svg_inline(omitsize=True, svgclass="qr", lineclass=None, border=4)
    return Markup(path.replace("<svg ", '<svg aria-hidden="true" ', 1))  # noqa: S704 - segno escapes what it is given


def qr_file(text: str, side: str) -> bytes:
    """The same as a picture of its own, so many millimetres wide."""
    import segno

    drawn, written = segno.make(text, error="m", micro=False), io.BytesIO()
    drawn.save(written, kind="svg", omitsize=True, svgclass=None, lineclass=None, border=2, xmldecl=False)
    return written.getvalue().replace(b"<svg ", f'<svg width="{side}" height="{side}" '.encode(), 1)
