"""The window's icons, drawn by strokes on a 24 by 24 grid in the colour of the text."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap

from app.theme import Theme

GRID, SIZE, SCALE = 24, 20, 3


def icon(name: str, theme: Theme) -> QIcon:
    """The icon of that name in the theme's colours; lit up where it is switched on."""
    result = QIcon()
    result.addPixmap(_draw(name, theme.text), QIcon.Mode.Normal, QIcon.State.Off)
    result.addPixmap(_draw(name, theme.accent), QIcon.Mode.Normal, QIcon.State.On)
    result.addPixmap(_draw(name, theme.line), QIcon.Mode.Disabled)
    return result


def _draw(name: str, colour: str) -> QPixmap:
    pixmap = QPixmap(SIZE * SCALE, SIZE * SCALE)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(SIZE * SCALE / GRID, SIZE * SCALE / GRID)
    pen = QPen(QColor(colour), 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    _ICONS[name](painter, QColor(colour))
    painter.end()
    pixmap.setDevicePixelRatio(SCALE)
    return pixmap


def _path(*points: tuple[float, float], close: bool = False) -> QPainterPath:
    path = QPainterPath(QPointF(*points[0]))
    for point in points[1:]:
        path.lineTo(QPointF(*point))
    if close:
        path.closeSubpath()
    return path


def _open(painter: QPainter, _: QColor) -> None:
    painter.drawPath(_path((3, 18.5), (3, 5.5), (9, 5.5), (11, 8), (19.5, 8), (19.5, 11)))
    painter.drawPath(_path((3, 18.5), (6, 11), (22, 11), (19, 18.5), close=True))


def _camera(painter: QPainter, _: QColor) -> None:
    painter.drawRoundedRect(QRectF(2.5, 6.5, 13, 11), 2, 2)
    painter.drawPath(_path((15.5, 10.5), (21.5, 7), (21.5, 17), (15.5, 13.5)))


def _sample(painter: QPainter, colour: QColor) -> None:
    painter.setBrush(colour)
    painter.drawEllipse(QPointF(12, 4.6), 1.8, 1.8)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(_path((12, 8), (12, 14), (8, 21)))
    painter.drawPath(_path((12, 14), (16, 21)))
    painter.drawPath(_path((5, 5.5), (8, 9.5), (16, 9.5), (19, 5.5)))


def _mirror(painter: QPainter, colour: QColor) -> None:
    painter.drawPath(_path((9, 6), (9, 18), (2.5, 18), close=True))
    painter.setBrush(colour)
    painter.drawPath(_path((15, 6), (15, 18), (21.5, 18), close=True))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for top in (3.5, 8.5, 13.5, 18.5):
        painter.drawLine(QPointF(12, top), QPointF(12, top + 2))


def _inside(painter: QPainter, colour: QColor) -> None:
    painter.drawRoundedRect(QRectF(3, 4, 18, 16), 2, 2)
    painter.drawLine(QPointF(13.5, 4), QPointF(13.5, 20))
    painter.setBrush(colour)
    painter.setPen(Qt.PenStyle.NoPen)
    for x, y in ((15.2, 7), (17.8, 9.6), (15.2, 12.2), (17.8, 14.8)):
        painter.drawRect(QRectF(x, y, 2, 2))


def _help(painter: QPainter, colour: QColor) -> None:
    painter.drawEllipse(QPointF(12, 12), 9, 9)
    path = QPainterPath(QPointF(9.2, 9.6))
    path.cubicTo(9.2, 5.8, 14.9, 5.8, 14.9, 9.6)
    path.cubicTo(14.9, 12, 12, 11.6, 12, 14.2)
    painter.drawPath(path)
    painter.setBrush(colour)
    painter.drawEllipse(QPointF(12, 17.3), 0.5, 0.5)


def _play(painter: QPainter, colour: QColor) -> None:
    painter.setBrush(colour)
    painter.drawPath(_path((7.5, 5), (19, 12), (7.5, 19), close=True))


def _pause(painter: QPainter, colour: QColor) -> None:
    painter.setBrush(colour)
    painter.drawRect(QRectF(7, 5.5, 2.6, 13))
    painter.drawRect(QRectF(14.4, 5.5, 2.6, 13))


def _again(painter: QPainter, colour: QColor) -> None:
    painter.drawArc(QRectF(4.5, 4.5, 15, 15), -30 * 16, 300 * 16)
    painter.setBrush(colour)
    painter.drawPath(_path((16.2, 14.6), (21, 13.4), (19.9, 18.2), close=True))


def _close(painter: QPainter, _: QColor) -> None:
    painter.drawLine(QPointF(6.5, 6.5), QPointF(17.5, 17.5))
    painter.drawLine(QPointF(17.5, 6.5), QPointF(6.5, 17.5))


_ICONS: dict[str, Callable[[QPainter, QColor], None]] = {
    "open": _open,
    "camera": _camera,
    "sample": _sample,
    "mirror": _mirror,
    "inside": _inside,
    "help": _help,
    "play": _play,
    "pause": _pause,
    "again": _again,
    "close": _close,
}
