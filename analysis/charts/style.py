"""The sheet every chart is drawn on: pixels from the top left corner, and colours by their name in the style sheet."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.charts.letters import letters
from analysis.charts.svg import RIM, RIM_WIDTH, finish
from analysis.charts.words import LINE, other_scripts, plain, width

if TYPE_CHECKING:
    from matplotlib import RcParams
    from matplotlib.artist import Artist
    from matplotlib.figure import Figure
    from matplotlib.transforms import Transform

Point = tuple[float, float]

STYLE = Path(__file__).with_name("soseska.mplstyle")
WIDTHS = {"phone": 340, "screen": 720, "paper": 642}
SIZES = {"phone": 16.0, "screen": 16.0, "paper": 13.0}
DOTS = 216
"""Dots per inch of a file that leaves the page: three for each pixel, sharp on paper too."""

# Each name has a colour of its own here, so that the file can be written with names; `svg.FALLBACKS` undoes the
# two that differ from the style sheet by one step only to be told apart.
COLOURS = {
    "ink": "#14231b",
    "ink-2": "#3a4c43",
    "line": "#c3cfc5",
    "sunk": "#e6ede3",
    "paper": "#f4f7f1",
    "card": "#ffffff",
    "edge": "#5e7167",
    "d1": "#0f4a34",
    "on-d1": "#fffffe",
    "d2": "#b8472a",
    "d3": "#62a3db",
    "d4": "#f6cb66",
    "mid": "#a9cdb5",
    "leaf-soft": "#d9eadd",
    "honey": "#f4b942",
    "honey-soft": "#fff0cc",
}


def check_size(size: str) -> None:
    """Refuse a size nobody knows, and name those there are."""
    if size not in WIDTHS:
        raise ValueError(f"no size {size!r}; there are: {', '.join(WIDTHS)}")


class Sheet:
    """A drawing surface in pixels; never pyplot, which keeps figures alive between charts.

    Marks stand on the figure itself: axes with scales and ticks that nobody sees took longer than all the marks.
    """

    def __init__(self, figure: "Figure", wide: float, high: float, size: float, first: float) -> None:
        self.figure, self.width, self.height, self.size = figure, wide, high, size
        self.pixels = _pixels(figure, first + high)
        self.depth = 0

    def line(
        self, start: tuple[float, float], end: tuple[float, float], colour: str, stroke: float, dash: Any = None
    ) -> None:
        """Draw a line; `dash` is a matplotlib pattern in multiples of the stroke."""
        from matplotlib.lines import Line2D

        xs, ys = zip(start, end, strict=True)
        self._put(Line2D(xs, ys, color=COLOURS[colour], linewidth=stroke, linestyle=dash or "-"))

    def box(
        self, corner: Point, width: float, height: float, fill: str | None, edge: str | None = None, stroke: float = 1.5
    ) -> None:
        """Draw a rectangle from its top left corner."""
        from matplotlib.patches import Rectangle

        self._patch(Rectangle(corner, width, height), fill, edge, stroke)

    def dot(self, middle: Point, radius: float, fill: str, edge: str, stroke: float = 1.5) -> None:
        """Draw a person's dot."""
        from matplotlib.patches import Circle

        self._patch(Circle(middle, radius), fill, edge, stroke)

    def area(self, points: Iterable[Point], fill: str, edge: str, hatch: str | None = None) -> None:
        """Draw a closed outline; `hatch` names the colour of the stripes."""
        from matplotlib.patches import Polygon

        shape = Polygon(list(points), closed=True)
        if hatch:
            shape.set(hatch="//", hatchcolor=COLOURS[hatch])
        self._patch(shape, fill, edge, 1.5)

    def text(
        self,
        place: Point,
        words: str,
        bold: bool = False,
        colour: str = "ink",
        align: str = "left",
        rim: str | None = None,
    ) -> None:
        """Write one line; `place` is the middle of its height, `rim` a colour round its letters to read on stripes."""
        line = letters()(
            place[0], place[1] + 0.36 * self.size, plain(words), color=COLOURS[colour], fontsize=self.size, ha=align,
            va="baseline", weight="bold" if bold else "normal", parse_math=False, gid=RIM + rim if rim else None,
        )  # fmt: skip
        self._put(line)

    def hatched(self, corner: Point, width: float, height: float) -> None:
        """Draw the striped box that says: too few to show."""
        x, y = corner
        self.area([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], "paper", "line", "line")

    def sector(self, middle: Point, radius: float, share: float, fill: str) -> None:
        """Draw a slice of a dot, clockwise from the top."""
        from matplotlib.patches import Wedge

        # The sheet's y runs downwards, so the angles run clockwise by themselves.
        self._patch(Wedge(middle, radius, -90, -90 + 360 * share), fill, None)

    def lines(self, place: Point, words: list[str], **how: Any) -> None:
        """Write several lines; `place` is the middle of the whole block."""
        step = LINE * self.size
        top = place[1] - step * (len(words) - 1) / 2
        for at, line in enumerate(words):
            self.text((place[0], top + at * step), line, **how)

    def plate(self, middle: Point, words: list[str], bold: bool = False) -> None:
        """Write lines on a ground of their own, so that they can be read on stripes."""
        wide = max(width(line, self.size, bold) for line in words) + 12
        high = len(words) * LINE * self.size + 6
        self.box((middle[0] - wide / 2, middle[1] - high / 2), wide, high, "paper")
        self.lines(middle, words, bold=bold, align="center")

    def svg(self, texts: Mapping[str, Any]) -> str:
        """Write the picture down with its title and sentence, to stand inside a page."""
        written = StringIO()
        with _house_style(), other_scripts():
            self.figure.savefig(written, format="svg", metadata={"Date": None, "Creator": None})
        return finish(written.getvalue(), texts, COLOURS)

    def png(self, texts: Mapping[str, Any]) -> bytes:
        """Paint the picture on white in the light colours, to leave the page; its words travel inside the file."""
        painted = BytesIO()
        about = {"Title": plain(str(texts["title"])), "Description": plain(str(texts["desc"])), "Software": None}
        with _house_style(), other_scripts(), _rims(self.figure):
            self.figure.savefig(painted, format="png", dpi=DOTS, facecolor=COLOURS["card"], metadata=about)
        return painted.getvalue()

    def _patch(self, shape: Any, fill: str | None, edge: str | None, stroke: float = 1.5) -> None:
        shape.set(facecolor=COLOURS[fill] if fill else "none", edgecolor=COLOURS[edge] if edge else "none")
        shape.set(linewidth=stroke if edge else 0)
        self._put(shape)

    def _put(self, mark: "Artist") -> None:
        """Lay a mark on the sheet; what is drawn later lies on top."""
        self.depth += 1
        mark.set_zorder(self.depth)
        mark.set_transform(self.pixels)
        self.figure.add_artist(mark)


def _pixels(figure: "Figure", bottom: float) -> "Transform":
    """Turn pixels from the top left corner into those of the figure, however many dots it is painted with."""
    from matplotlib.transforms import Affine2D

    return Affine2D().scale(1 / 72, -1 / 72).translate(0, bottom / 72) + figure.dpi_scale_trans


@contextmanager
def sheet(width: float, height: float, size: str, first: float = 0.0) -> Iterator[Sheet]:
    """Open a sheet in the style of the house; a pixel is a point at 72 points per inch, the top edge is `first`."""
    from matplotlib.figure import Figure

    check_size(size)
    with _house_style():
        yield Sheet(Figure(figsize=(width / 72, height / 72), dpi=72), width, height, SIZES[size], first)


@contextmanager
def _house_style() -> Iterator[None]:
    """Set matplotlib up for one drawing only: whoever else uses it here finds it as it was."""
    import matplotlib as mpl

    with mpl.rc_context(_style()):
        yield


@cache
def _style() -> "RcParams":
    """Read the style once and not for each drawing."""
    from matplotlib import rc_params_from_file

    return rc_params_from_file(str(STYLE), use_default_template=False)


@contextmanager
def _rims(figure: "Figure") -> Iterator[None]:
    """Paint the rims of letters; only while painting, since in an SVG they would turn its text into outlines."""
    from matplotlib.patheffects import withStroke
    from matplotlib.text import Text

    rimmed = [text for text in figure.findobj(Text) if (text.get_gid() or "").startswith(RIM)]
    for text in rimmed:
        colour = COLOURS[str(text.get_gid()).removeprefix(RIM)]
        text.set_path_effects([withStroke(linewidth=RIM_WIDTH, foreground=colour)])
    yield
    for text in rimmed:
        text.set_path_effects([])
