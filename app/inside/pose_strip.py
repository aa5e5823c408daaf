"""Skeletons of single moments of a window, side by side, as the network was given them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.texts import tr
from app.widgets.skeleton_painter import paint_figure
from app.widgets.text import clock_text, signed
from app.widgets.text_size import px
from app.widgets.theme import CAPTION, GAP, LIGHT, Theme, font
from app.widgets.timeline_marks import SYMBOL_RADIUS, MarkedMoment, draw_symbol
from recognizer.explain.maps import frame_times
from recognizer.skeleton.joints import SPINE_BASE
from recognizer.skeleton.projection import HEIGHT, VIEW_TILT, VIEW_YAW, project

if TYPE_CHECKING:
    from recognizer.recognizer import WindowAnswer

WORDS = 34  # pixels below the skeletons, at a text size of 100 %


@dataclass(frozen=True, eq=False)
class Posture:
    """A moment with its joints, ``(25, 3)`` in metres."""

    moment: MarkedMoment
    joints: np.ndarray


def moments_of(window: "WindowAnswer", frames: tuple[int, ...]) -> tuple[MarkedMoment, ...]:
    """Frames of a window, counted from its end where they are negative; the middle one is the one that counts (t)."""
    count = len(window.keypoints)
    times = frame_times(window.time - window.start, count, count)
    middle = frames[len(frames) // 2] if len(frames) % 2 else None
    named = [_place_name(frame, middle) for frame in frames]
    return tuple(
        MarkedMoment(window.time + float(times[frame]), name, filled=frame == middle)
        for frame, name in zip(frames, named, strict=True)
    )


def _place_name(frame: int, middle: int | None) -> str:
    """A frame by its distance to the middle one, t; nameless where there is none in the middle."""
    if middle is None:
        return ""
    return "t" if frame == middle else f"t{signed(frame - middle, digits=0)}"


def postures_of(
    window: "WindowAnswer", frames: tuple[int, ...], moments: tuple[MarkedMoment, ...]
) -> tuple[Posture, ...]:
    """The skeletons of those frames."""
    joints = [np.asarray(window.keypoints[frame].cpu()) for frame in frames]
    return tuple(Posture(moment, one) for moment, one in zip(moments, joints, strict=True))


class PoseStrip(QWidget):
    """Shows up to a few postures, all seen from the same place; a hint while there are none."""

    def __init__(self, hint: str) -> None:
        super().__init__()
        self.setAccessibleName(tr("Skeletons of the moments"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._hint, self._theme = hint, LIGHT
        self.postures: tuple[Posture, ...] = ()
        self._slot = 0

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self._theme = theme
        self.update()

    def show_postures(self, postures: tuple[Posture, ...], slot: int = 0) -> None:
        """Show these, in the colour of the person in that slot."""
        if postures or self.postures:
            self.postures, self._slot = postures, slot
            texts = ", ".join(f"{tr(one.moment.name)}: {clock_text(one.moment.time)}" for one in postures)
            self.setAccessibleDescription(texts)
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(150), px(150))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(130), px(100))

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.stage))
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        painter.setFont(font(CAPTION))
        if not self.postures:
            painter.setPen(QColor(self._theme.muted))
            inner = QRectF(self.rect()).adjusted(GAP, GAP, -GAP, -GAP)
            painter.drawText(inner, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._hint)
            return
        width = self.width() / len(self.postures)
        middles = np.array([posture.joints[SPINE_BASE] for posture in self.postures], dtype=float)
        lowest = min(float(posture.joints[:, 1].min()) for posture in self.postures)
        for place, posture in enumerate(self.postures):
            box = QRectF(place * width, 0, width, self.height())
            centre = np.array([middles[place, 0], lowest + 0.45 * HEIGHT, middles[place, 2]])
            self._draw(painter, box, posture, centre)

    def _draw(self, painter: QPainter, box: QRectF, posture: Posture, centre: np.ndarray) -> None:
        room = box.adjusted(4, 4, -4, -px(WORDS))
        scale = min(room.height() / HEIGHT, room.width() / (0.62 * HEIGHT))
        flat, _ = project(posture.joints, centre, VIEW_YAW, VIEW_TILT)
        at = np.array([room.center().x(), room.center().y()]) + scale * flat * np.array([1, -1])
        paint_figure(painter, at, self._theme.persons[self._slot], float(np.clip(scale / 24, 1.6, 5)))
        moment, line = posture.moment, px(WORDS) / 2 - 1
        painter.setFont(font(CAPTION - 1))
        words = QRectF(box.left(), box.bottom() - px(WORDS), box.width(), line)
        width = painter.fontMetrics().horizontalAdvance(tr(moment.name))
        draw_symbol(painter, QPointF(box.center().x() - width / 2 - 3, words.center().y()), moment.filled, self._theme)
        painter.setPen(QColor(self._theme.text))
        painter.drawText(words.translated(px(SYMBOL_RADIUS) + 3, 0), Qt.AlignmentFlag.AlignCenter, tr(moment.name))
        painter.setPen(QColor(self._theme.muted))
        painter.drawText(words.translated(0, line), Qt.AlignmentFlag.AlignCenter, clock_text(moment.time))
