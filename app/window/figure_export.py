"""Figures for papers and slides: the timeline and the maps, as PNG or SVG."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from app.inside.panel import InsidePanel
from app.stage.panel import Stage
from app.timeline.tracks import Tracks
from app.widgets.theme import LIGHT, Theme
from recognizer.errors import UserError
from recognizer.files import atomic

SCALE, EDGE = 2, 12  # pixels of a PNG for one of the screen; pixels around a figure


class FigureExport:
    """Saves what the window shows as figures, on the ground of the theme. Every ``save`` raises ``UserError`` where the
    file cannot be written; figures are PNG or SVG, by the file's name."""

    def __init__(self, stage: Stage, tracks: Tracks, inside: InsidePanel) -> None:
        self._stage, self._tracks, self._inside = stage, tracks, inside
        self._theme = LIGHT

    def set_theme(self, theme: Theme) -> None:
        """Draw later figures on this theme's ground."""
        self._theme = theme

    @property
    def has_map(self) -> bool:
        """Whether a map of the network is shown now."""
        return self._inside.map is not None

    def skeletons(self) -> QPixmap:
        """The skeletons of a clip, as they are shown and turned now."""
        return self._stage.view_3d.grab()

    def save_timeline(self, path: Path) -> None:
        """Save the tracks as they are shown now, without the mark of the place."""
        save_figure(path, self._tracks.size(), self._theme.surface, self._tracks.draw_figure)

    def save_map(self, path: Path) -> None:
        """Save the map that is shown now."""
        shown = self._inside.map
        if shown is None:
            raise UserError("No map is shown.")
        save_figure(path, shown.size(), self._theme.surface, lambda painter: QWidget.render(shown, painter, QPoint()))


def save_figure(path: Path, size: QSize, ground: str, draw: Callable[[QPainter], None]) -> None:
    """Save what ``draw`` paints into ``size`` pixels, on this colour. ``path`` ends with ``.png`` or ``.svg``. Raises
    ``UserError`` where it cannot be written."""
    whole = QRect(QPoint(0, 0), size + QSize(2 * EDGE, 2 * EDGE))

    def paint(target: QImage | QSvgGenerator) -> None:
        painter = QPainter(target)
        painter.fillRect(whole, QColor(ground))
        painter.translate(EDGE, EDGE)
        draw(painter)
        painter.end()

    with atomic(path) as temporary:
        if path.suffix.lower() == ".svg":
            drawing = QSvgGenerator()
            drawing.setFileName(str(temporary))
            drawing.setSize(whole.size())
            drawing.setViewBox(whole)
            drawing.setTitle(path.stem)
            paint(drawing)
        else:
            image = QImage(whole.size() * SCALE, QImage.Format.Format_RGB32)
            image.setDevicePixelRatio(SCALE)
            paint(image)
            save_picture(image, path, temporary)


def save_picture(picture: QImage | QPixmap, path: Path, temporary: Path) -> None:
    """Write a picture to ``temporary``, in the format that the name of ``path`` asks for: JPEG, else PNG. Raises
    ``UserError`` where it cannot be written."""
    kind = "JPG" if path.suffix.lower() in (".jpg", ".jpeg") else "PNG"
    if not picture.save(str(temporary), kind):  # type: ignore[call-overload]  # the stub has bytes, Qt takes text
        raise UserError(f"Cannot write {path}.")
