"""The window's icons: SVG files on a 24 by 24 grid, tinted in the theme's colours."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.widgets.text_size import px
from app.widgets.theme import Theme
from recognizer.resources import ICONS

SIZE = 20  # pixels on a screen of scale 1, at a text size of 100 %
SCALES = (1, 2, 3)  # each drawn on its own: an icon that is scaled is not sharp


def icon(name: str, theme: Theme) -> QIcon:
    """The icon in the file of that name, in the theme's colours: of text, and of the accent where it is switched on.

    Raises ``FileNotFoundError`` where there is no such file."""
    result = QIcon()
    for colour, mode, state in (
        (theme.text, QIcon.Mode.Normal, QIcon.State.Off),
        (theme.accent, QIcon.Mode.Normal, QIcon.State.On),
        (theme.line, QIcon.Mode.Disabled, QIcon.State.Off),
    ):
        for scale in SCALES:
            pixmap = QPixmap.fromImage(_drawn(name, colour, scale * px(SIZE)))
            pixmap.setDevicePixelRatio(scale)
            result.addPixmap(pixmap, mode, state)
    return result


@lru_cache(maxsize=512)
def _drawn(name: str, colour: str, side: int) -> QImage:
    drawing = QSvgRenderer(QByteArray(_file(name).replace(b"currentColor", colour.encode())))
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    # Nothing may raise while the painter is open: one that outlives its image ends the process.
    painter = QPainter(image)
    drawing.render(painter)
    painter.end()
    return image


@lru_cache(maxsize=64)
def _file(name: str) -> bytes:
    return (ICONS / f"{name}.svg").read_bytes()
