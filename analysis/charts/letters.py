"""Lines of text that are written without being measured again: `words.width` did so before anything was drawn."""

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.text import Text


@cache
def letters() -> type["Text"]:
    """Make the kind of text a sheet is written with; made on demand, since finding charts loads no matplotlib.

    In an SVG its anchor says where a line begins, ends or has its middle, so its own measures would only be thrown
    away; they took a third of a drawing. A painted file does need them.
    """
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.text import Text

    class Letters(Text):
        """One line that stands where its anchor is."""

        def draw(self, renderer: Any) -> None:
            figure = self.get_figure()
            if figure is None or not isinstance(figure.canvas, FigureCanvasSVG) or not self.get_text():
                super().draw(renderer)
                return
            x, y = self.get_transform().transform(self.get_unitless_position())
            ink = renderer.new_gc()
            ink.set_foreground(self.get_color())
            renderer.open_group("text", self.get_gid())
            high = renderer.get_canvas_width_height()[1]
            renderer.draw_text(ink, x, high - y, self.get_text(), self.get_fontproperties(), 0.0, mtext=self)
            renderer.close_group("text")
            ink.restore()

    return Letters
