"""An address as a code to scan."""

from markupsafe import Markup


def qr(address: str) -> Markup:
    """Draw an address as an SVG to stand inside a page; the address itself belongs in print beside it."""
    import segno  # only pages with a code need it

    drawn = segno.make(address, error="m", micro=False)
    path = drawn.svg_inline(omitsize=True, svgclass="qr", lineclass=None, border=4)
    return Markup(path.replace("<svg ", '<svg aria-hidden="true" ', 1))  # noqa: S704 - segno escapes what it is given
