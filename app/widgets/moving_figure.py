"""Examples as small figures that move, again and again."""

import time as clock
from weakref import WeakKeyDictionary

import numpy as np
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.texts import tr
from app.widgets.skeleton_painter import draw_backdrop, paint_figure
from app.widgets.text_size import OWN, px
from app.widgets.theme import LIGHT, Theme
from recognizer.colours import action_colour
from recognizer.skeleton.clip import NOBODY, Clip
from recognizer.skeleton.joints import SPINE_BASE
from recognizer.skeleton.projection import VIEW_TILT, project

TICK = 66  # milliseconds between two pictures of what moves
LEAST_HEIGHT = 1.0  # metres that a picture shows at least, however little of somebody is seen
EDGE = 0.1  # of the picture, on each side

_seen: WeakKeyDictionary[Clip, dict[float, tuple[np.ndarray, np.ndarray]]] = WeakKeyDictionary()


def figure_at(clip: Clip, seconds: float, box: QRectF, yaw: float = 0.0) -> np.ndarray:
    """Where the joints of the clip's body are at a moment of the clock, ``(25, 2)`` in pixels, so that all that it
    does fits into the box. The clip goes round and round; the viewer is turned by ``yaw`` degrees."""
    sides = _seen.setdefault(clip, {})
    if yaw not in sides:
        sides[yaw] = _from_one_side(clip, yaw)
    points, time = sides[yaw]
    moment = seconds % (time[-1] + 0.4)  # it stands still for a moment before it begins again
    now = points[min(int(np.searchsorted(time, moment, side="right")) - 1, len(time) - 1)]
    low, high = points.min(axis=(0, 1)), points.max(axis=(0, 1))
    size = np.maximum(high - low, [0.1, LEAST_HEIGHT])
    scale = (1 - 2 * EDGE) * min(box.width() / size[0], box.height() / size[1])
    middle = np.array([box.center().x(), box.center().y()])
    return middle + scale * (now - (low + high) / 2) * np.array([1, -1])


def _from_one_side(clip: Clip, yaw: float) -> tuple[np.ndarray, np.ndarray]:
    """The body in the frames in which it is seen, ``(T, 25, 2)`` in metres right and up, and their times from 0."""
    seen = clip.identity[0] != NOBODY
    body, time = clip.keypoints[0][seen], clip.time[seen]
    return project(body, body[:, SPINE_BASE].mean(axis=0), yaw, VIEW_TILT)[0], time - time[0]


def draw_example(painter: QPainter, clip: Clip, box: QRectF, theme: Theme, action: str, yaw: float = 0.0) -> None:
    """Draw a clip as it is now, in its action's colour."""
    paint_figure(painter, figure_at(clip, clock.monotonic(), box, yaw), action_colour(theme, action), px(2))


class MovingFigure(QWidget):
    """An example of an action, large enough to be compared with another one. It moves while it is updated."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty(OWN, True)
        self._clip: Clip | None = None
        self._action, self._yaw = "", 0.0
        self._theme = LIGHT

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self._theme = theme
        self.update()

    def show_example(self, clip: Clip | None, action: str, yaw: float = 0.0) -> None:
        """Show this clip, which is an example of the action, seen from ``yaw`` degrees; ``None``: nothing."""
        self._clip, self._action, self._yaw = clip, action, yaw
        self.setAccessibleName(tr("An example of {action}", action=action) if clip is not None else "")
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(px(110), px(120))

    def sizeHint(self) -> QSize:
        return QSize(px(180), px(170))

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_backdrop(painter, QRectF(self.rect()), self._theme)
        if self._clip is not None:
            draw_example(painter, self._clip, QRectF(self.rect()), self._theme, self._action, self._yaw)
