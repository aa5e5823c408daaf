"""Figures for papers and slides: how large, how sharp, in which type, and how they are saved. Drawn off screen, always
in the light colours, whatever the window looks like. No Qt here; matplotlib is imported when the first figure is drawn.
"""

import csv
import io
import warnings
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from recognizer.colours import LIGHT
from recognizer.files import atomic
from recognizer.text import path_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INCH, POINT = 25.4, 25.4 / 72  # millimetres
COLUMN, COLUMN_AND_A_HALF, PAGE = 85.0, 120.0, 180.0  # millimetres, as in most journals
WIDTHS, DOTS = (COLUMN, COLUMN_AND_A_HALF, PAGE), (150, 300, 600)
EDGE = 1.5  # millimetres around a figure
LINE = 1.25  # heights of the type from line to line
BOLDER = 1.15  # widths of bold type in those of the plain one
# Asked for what matplotlib's own type lacks, as far as they are there.
OTHER_TYPE = ("Noto Sans CJK SC", "Noto Sans CJK JP", "Microsoft YaHei", "Hiragino Sans", "Arial Unicode MS")


@dataclass(frozen=True)
class Paper:
    """``width`` of a figure in millimetres; ``dots``: how many an inch has in a PNG."""

    width: float = COLUMN
    dots: int = 300

    @property
    def small(self) -> float:
        """The size of names and numbers, in points."""
        return 5.0 + 2.0 * (self.width - COLUMN) / (PAGE - COLUMN)

    @property
    def large(self) -> float:
        """The size of the title, in points."""
        return self.small + 2.0


@dataclass(frozen=True)
class Heading:
    """What stands above a figure: what it shows, and of which moment of what."""

    title: str
    details: str

    def lines(self, paper: Paper) -> tuple[list[str], list[str]]:
        """Both in lines that fit the width."""
        room = paper.width - 2 * EDGE
        bold = BOLDER * paper.large
        return wrapped(path_text(self.title), room, bold), wrapped(path_text(self.details), room, paper.small)

    def height(self, paper: Paper) -> float:
        """What it takes, in millimetres, with the gap below it."""
        title, details = self.lines(paper)
        return EDGE + LINE * POINT * (len(title) * paper.large + len(details) * paper.small) + 1.5


class Drawing(ABC):
    """A figure, with all that it is drawn from: values, which another thread may draw while the window goes on."""

    heading: Heading

    @abstractmethod
    def draw(self, paper: Paper) -> "Figure":
        """Draw it, ``paper.width`` wide and as high as it needs."""

    @abstractmethod
    def table(self) -> list[list[str]]:
        """Its numbers, with what rows and columns stand for."""

    def save(self, path: Path, paper: Paper) -> None:
        """Write it, as PNG or SVG by the ending of ``path``. Raises ``UserError``."""
        with _style(self.heading.title), atomic(path) as temporary:
            figure = self.draw(paper)
            # No date, so that the same content gives the same file.
            figure.savefig(temporary, dpi=paper.dots, metadata={"Date": None} if path.suffix == ".svg" else None)

    def png(self, paper: Paper) -> bytes:
        """It as the content of a PNG file."""
        with _style(self.heading.title):
            written = io.BytesIO()
            self.draw(paper).savefig(written, format="png", dpi=paper.dots)
        return written.getvalue()

    def tabbed(self) -> str:
        """Its numbers as spreadsheets paste them: columns parted by tabs."""
        return "".join("\t".join(" ".join(cell.split()) for cell in row) + "\n" for row in self.table())

    def save_table(self, path: Path) -> None:
        """Write its numbers as CSV. Raises ``UserError``."""
        with atomic(path) as temporary, open(temporary, "w", newline="", encoding="utf-8") as file:
            csv.writer(file, lineterminator="\n").writerows(self.table())


def number(value: float) -> str:
    """As many digits as float32 holds."""
    return f"{value:.7g}"


@contextmanager
def _style(salt: str) -> Iterator[None]:
    """Draw in the type and the colours of figures."""
    import matplotlib

    settings: dict[Any, Any] = {
        "font.family": ["DejaVu Sans", *_installed()],
        "text.color": LIGHT.text,
        "axes.edgecolor": LIGHT.muted,
        "axes.labelcolor": LIGHT.text,
        "axes.linewidth": 0.5,
        "axes.unicode_minus": True,
        "xtick.color": LIGHT.muted,
        "ytick.color": LIGHT.muted,
        "xtick.labelcolor": LIGHT.text,
        "ytick.labelcolor": LIGHT.text,
        "xtick.major.width": 0.5,
        "ytick.major.width": 0.5,
        "text.parse_math": False,  # a dollar sign in a name is one
        "svg.fonttype": "none",  # text stays text, to be searched and edited
        "svg.hashsalt": salt,
        "hatch.linewidth": 0.4,
    }
    with matplotlib.rc_context(settings), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing from font")  # a box is drawn in its place
        yield


@lru_cache(maxsize=1)
def _installed() -> tuple[str, ...]:
    from matplotlib.font_manager import fontManager

    known = set(fontManager.get_font_names())
    return tuple(name for name in OTHER_TYPE if name in known)


def blank(heading: Heading, paper: Paper, height: float) -> "Figure":
    """A figure with its heading, and ``height`` millimetres below it."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    above = heading.height(paper)
    figure = Figure(figsize=(paper.width / INCH, (above + height) / INCH), facecolor="#ffffff")
    FigureCanvasAgg(figure)
    whole, title, details = above + height, *heading.lines(paper)
    y = EDGE
    for lines, size, colour, weight in (
        (title, paper.large, LIGHT.text, "bold"),
        (details, paper.small, LIGHT.muted, "normal"),
    ):
        for line in lines:
            figure.text(
                EDGE / paper.width, 1 - y / whole, line, fontsize=size, color=colour, weight=weight, va="top", ha="left"
            )
            y += LINE * POINT * size
    return figure


def box(figure: "Figure", left: float, bottom: float, width: float, height: float) -> "Axes":
    """Axes at a place of the figure, in millimetres from its lower left corner."""
    across, up = (INCH * side for side in figure.get_size_inches())
    return figure.add_axes((left / across, bottom / up, width / across, height / up))


def bare(axes: "Axes", paper: Paper) -> None:
    """Take frame and marks away, and set the size of what stands at the axes."""
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0, pad=1.5, labelsize=paper.small)


def length_of(texts: Sequence[str], size: float) -> float:
    """How long the longest text is in ``size`` points, in millimetres."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    type_ = FontProperties(size=size)
    return POINT * max(
        (text_to_path.get_text_width_height_descent(text, type_, False)[0] for text in texts), default=0.0
    )


def wrapped(text: str, room: float, size: float) -> list[str]:
    """The text in lines of at most ``room`` millimetres, at least one; a word that is longer has a line of its own."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and length_of([longer], size) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def shortened(text: str, room: float, size: float) -> str:
    """As much of the text as there is room for, in millimetres; nothing where too little is left."""
    if length_of([text], size) <= room:
        return text
    for end in range(len(text) - 1, 2, -1):
        short = text[:end].rstrip() + "…"
        if length_of([short], size) <= room:
            return short
    return ""
