"""Figures for papers and slides: the timeline and the maps, as PNG or SVG."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from app.timeline.tracks import Tracks
from recognizer.errors import UserError
from recognizer.files import atomic

SCALE, EDGE = 2, 12  # pixels of a PNG for one of the screen; pixels around a figure


def save_timeline(tracks: Tracks, path: Path, colour: str) -> None:
    """The tracks as they are shown now, without the mark of the place."""
    _save(path, tracks.size(), colour, tracks.draw_figure)


def save_widget(widget: QWidget, path: Path, colour: str) -> None:
    """Any part of the window, as it is shown now."""
    _save(path, widget.size(), colour, lambda painter: QWidget.render(widget, painter, QPoint()))


def _save(path: Path, size: QSize, colour: str, draw: Callable[[QPainter], None]) -> None:
    """``path`` ends with ``.png`` or ``.svg``. Raises ``UserError`` where it cannot be written."""
    whole = size + QSize(2 * EDGE, 2 * EDGE)
    with atomic(path) as temporary:
        if path.suffix.lower() == ".svg":
            target = QSvgGenerator()
            target.setFileName(str(temporary))
            target.setSize(whole)
            target.setViewBox(QRect(QPoint(0, 0), whole))
            target.setTitle(path.stem)
        else:
            target = QImage(whole * SCALE, QImage.Format.Format_RGB32)
            target.setDevicePixelRatio(SCALE)
        painter = QPainter(target)
        painter.fillRect(QRect(QPoint(0, 0), whole), QColor(colour))
        painter.translate(EDGE, EDGE)
        draw(painter)
        painter.end()
        if isinstance(target, QImage) and not target.save(str(temporary), "PNG"):
            raise UserError(f"Cannot write {path}.")
