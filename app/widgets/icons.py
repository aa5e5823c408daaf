"""The window's icons, drawn by strokes on a 24 by 24 grid in the colour of the text."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap

from app.widgets.theme import Theme

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


def _step(painter: QPainter, colour: QColor) -> None:
    painter.drawLine(QPointF(7, 6), QPointF(7, 18))
    painter.setBrush(colour)
    painter.drawPath(_path((11, 6.5), (19, 12), (11, 17.5), close=True))


def _step_back(painter: QPainter, colour: QColor) -> None:
    _flipped(_step, painter, colour)


def _zoom_in(painter: QPainter, colour: QColor) -> None:
    _zoom_out(painter, colour)
    painter.drawLine(QPointF(10.5, 7.5), QPointF(10.5, 13.5))


def _zoom_out(painter: QPainter, _: QColor) -> None:
    painter.drawEllipse(QPointF(10.5, 10.5), 6.5, 6.5)
    painter.drawLine(QPointF(15.4, 15.4), QPointF(20.5, 20.5))
    painter.drawLine(QPointF(7.5, 10.5), QPointF(13.5, 10.5))


def _fit(painter: QPainter, _: QColor) -> None:
    painter.drawLine(QPointF(3.5, 6), QPointF(3.5, 18))
    painter.drawLine(QPointF(20.5, 6), QPointF(20.5, 18))
    painter.drawLine(QPointF(7, 12), QPointF(17, 12))
    painter.drawPath(_path((9.5, 9), (6.5, 12), (9.5, 15)))
    painter.drawPath(_path((14.5, 9), (17.5, 12), (14.5, 15)))


def _record(painter: QPainter, colour: QColor) -> None:
    painter.drawEllipse(QPointF(12, 12), 8.5, 8.5)
    painter.setBrush(colour)
    painter.drawEllipse(QPointF(12, 12), 3.6, 3.6)


def _snapshot(painter: QPainter, _: QColor) -> None:
    painter.drawPath(
        _path((3, 8), (7.5, 8), (9, 5.5), (15, 5.5), (16.5, 8), (21, 8), (21, 18.5), (3, 18.5), close=True)
    )
    painter.drawEllipse(QPointF(12, 13), 3.4, 3.4)


def _export(painter: QPainter, _: QColor) -> None:
    painter.drawPath(_path((4, 14.5), (4, 20), (20, 20), (20, 14.5)))
    painter.drawLine(QPointF(12, 15), QPointF(12, 4))
    painter.drawPath(_path((7.5, 8.5), (12, 4), (16.5, 8.5)))


def _knows(painter: QPainter, colour: QColor) -> None:
    for top in (4, 13.5):
        painter.drawRoundedRect(QRectF(3, top, 6.5, 6.5), 1.5, 1.5)
        painter.drawLine(QPointF(13, top + 1.5), QPointF(21, top + 1.5))
        painter.drawLine(QPointF(13, top + 5), QPointF(18, top + 5))


def _private(painter: QPainter, colour: QColor) -> None:
    path = QPainterPath(QPointF(2.5, 12))
    path.cubicTo(7, 5, 17, 5, 21.5, 12)
    path.cubicTo(17, 19, 7, 19, 2.5, 12)
    painter.drawPath(path)
    painter.drawEllipse(QPointF(12, 12), 2.8, 2.8)
    painter.drawLine(QPointF(4, 20.5), QPointF(20, 3.5))


def _page_on(painter: QPainter, _: QColor) -> None:
    painter.drawPath(_path((9, 5), (16, 12), (9, 19)))


def _flipped(draw: Callable[[QPainter, QColor], None], painter: QPainter, colour: QColor) -> None:
    painter.translate(GRID, 0)
    painter.scale(-1, 1)
    draw(painter, colour)


def _page_back(painter: QPainter, colour: QColor) -> None:
    _flipped(_page_on, painter, colour)


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
    "step": _step,
    "step back": _step_back,
    "zoom in": _zoom_in,
    "zoom out": _zoom_out,
    "fit": _fit,
    "record": _record,
    "snapshot": _snapshot,
    "export": _export,
    "knows": _knows,
    "private": _private,
    "page on": _page_on,
    "page back": _page_back,
}
