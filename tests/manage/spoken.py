"""Which language each text of a page is said to be in, as a screen reader would take it."""

from html.parser import HTMLParser

_EMPTY = {"meta", "link", "input", "br", "path", "svg", "use", "circle", "rect"}


class Spoken(HTMLParser):
    """Every text of a page with the language of the nearest element that names one, and its direction."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[tuple[str, str, str]] = []
        self.html: dict[str, str] = {}
        self._open: list[tuple[str, str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.html = given
        _tag, language, direction = self._open[-1] if self._open else ("", "", "")
        if tag not in _EMPTY:
            self._open.append((tag, given.get("lang", language), given.get("dir", direction)))

    def handle_endtag(self, tag: str) -> None:
        while self._open and tag not in _EMPTY:
            if self._open.pop()[0] == tag:
                return

    def handle_data(self, data: str) -> None:
        if data.strip() and self._open:
            self.texts.append((" ".join(data.split()), *self._open[-1][1:]))

    def languages_of(self, words: str) -> set[str]:
        """The languages in which these very words are said to be."""
        return {language for said, language, _dir in self.texts if said == words}
