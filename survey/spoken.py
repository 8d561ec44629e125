"""Texts in another language than the page around them, which say so to whoever listens."""

from markupsafe import Markup, escape

from survey import i18n


def lang(words: str) -> Markup:
    """The attributes of an element that holds a text in another language than the page; none where it is the same."""
    if not isinstance(words, i18n.Foreign):
        return Markup("")
    written = i18n.direction(words.language) if i18n.speaks(words.language) else "auto"
    return Markup(' lang="{}" dir="{}"').format(words.language, written)


def marked(words: str) -> Markup:
    """A text with its language on it, where that is not the one of the page."""
    return Markup("<span{}>{}</span>").format(lang(words), words) if lang(words) else escape(words)
