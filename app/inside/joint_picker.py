"""A skeleton whose joints can be hidden: with the mouse, or with the keyboard alone."""

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.widgets.skeleton_highlights import NEAR
from app.widgets.skeleton_painter import SMALL
from app.widgets.theme import CAPTION, LIGHT, RADIUS, Theme, font
from recognizer.explain.mask import FULL, WORTH
from recognizer.skeleton.joints import BONES, HEAD, JOINTS, NAMES, NECK

LEAST, MOST = 3.2, 15.0  # pixels of a joint
EDGE, TOP = 22, 16  # pixels around the skeleton
HOW = "Arrow keys walk from joint to joint, Enter hides the joint or shows it again."


class BodyPicker(QWidget):
    """Click a joint, or walk to it with the arrow keys and press Enter. ``toggled`` tells the joint; ``pointed`` that
    another one, or none, is pointed at."""

    toggled = Signal(int)
    pointed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Skeleton: joints to hide")
        self.setAccessibleDescription(HOW)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(140, 150)
        self._theme = LIGHT
        self._pose: np.ndarray | None = None  # (25, 2) metres, right and down
        self.hidden: frozenset[int] = frozenset()
        self.drops: np.ndarray | None = None  # (25,) by how much the probability falls without each joint
        self.joint: int | None = None  # pointed at
        self._walking = False

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def show_pose(self, pose: np.ndarray | None) -> None:
        """Joints ``(25, 2)`` in metres, right and down; ``None``: nobody."""
        self._pose = pose
        self.update()

    def show_hidden(self, joints: frozenset[int]) -> None:
        self.hidden = joints
        self._describe()
        self.update()

    def _describe(self) -> None:
        """What a screen reader tells of the joint that is pointed at."""
        joint = self.joint
        told = HOW if joint is None else f"{NAMES[joint]}, {'hidden' if joint in self.hidden else 'shown'}"
        self.setAccessibleDescription(told)

    def show_drops(self, drops: np.ndarray | None) -> None:
        """Draw each joint as large as the probability changes without it; ``None``: not known."""
        self.drops = drops
        self.update()

    def point_at(self, joint: int | None) -> None:
        if joint != self.joint:
            self.joint = joint
            self._describe()
            self.update()
            self.pointed.emit()

    def places(self) -> np.ndarray:
        """Where the joints are, ``(25, 2)`` in pixels."""
        low, high = self._pose.min(axis=0), self._pose.max(axis=0)
        room = np.array([self.width() - 2 * EDGE, self.height() - 2 * TOP])
        extent = np.maximum(high - low, 1e-3)
        scale = float((room / extent).min())
        return (EDGE, TOP) + (room - scale * extent) / 2 + scale * (self._pose - low)

    def sizeHint(self) -> QSize:
        return QSize(200, 150)

    def paintEvent(self, _: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.accent if self.hasFocus() else theme.line), 1))
        painter.setBrush(QColor(theme.stage))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        if self._pose is None:
            return
        points = self.places()
        self._draw_bones(painter, points)
        for joint in self._order():
            self._draw_joint(painter, points, joint)
        if self.joint is not None:
            self._draw_pointed(painter, points)

    def _order(self) -> list[int]:
        """In which order the joints are drawn: what counts or is hidden lies on top."""
        size = np.zeros(JOINTS) if self.drops is None else np.abs(self.drops)
        return sorted(range(JOINTS), key=lambda joint: (joint in self.hidden, size[joint], joint not in SMALL))

    def _radius(self, joint: int) -> float:
        """In pixels."""
        if self.drops is None or abs(self.drops[joint]) < WORTH:
            return LEAST
        return LEAST + (MOST - LEAST) * abs(float(self.drops[joint])) / max(float(np.abs(self.drops).max()), FULL)

    def _draw_bones(self, painter: QPainter, points: np.ndarray) -> None:
        for joint, parent in BONES:
            hidden = joint in self.hidden or parent in self.hidden
            style = Qt.PenStyle.DotLine if hidden else Qt.PenStyle.SolidLine
            painter.setPen(QPen(QColor(self._theme.muted), 2 if hidden else 3.4, style, Qt.PenCapStyle.RoundCap))
            painter.drawLine(QPointF(*points[joint]), QPointF(*points[parent]))
        radius = 0.75 * float(np.hypot(*(points[HEAD] - points[NECK])))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.muted))
        painter.drawEllipse(QPointF(*points[HEAD]), radius, radius)

    def _draw_joint(self, painter: QPainter, points: np.ndarray, joint: int) -> None:
        """What is needed is warm and full, what speaks against the answer a cold ring, what is hidden a cross."""
        theme, at = self._theme, QPointF(*points[joint])
        drop = 0.0 if self.drops is None else float(self.drops[joint])
        radius = self._radius(joint)
        if joint in self.hidden:
            painter.setBrush(QColor(theme.surface))
            painter.setPen(QPen(QColor(theme.text), 1.8))
            painter.drawEllipse(at, max(radius, 6), max(radius, 6))
            for side in (-1, 1):
                painter.drawLine(QPointF(at.x() - 3, at.y() - 3 * side), QPointF(at.x() + 3, at.y() + 3 * side))
        elif abs(drop) < WORTH:
            painter.setPen(QPen(QColor(theme.stage), 1))
            painter.setBrush(QColor(theme.text))
            painter.drawEllipse(at, radius, radius)
        elif drop > 0:
            painter.setPen(QPen(QColor(theme.stage), 1.2))
            painter.setBrush(QColor(theme.positive))
            painter.drawEllipse(at, radius, radius)
        else:
            painter.setPen(QPen(QColor(theme.negative), 3))
            painter.setBrush(QColor(theme.stage))
            painter.drawEllipse(at, radius, radius)

    def _draw_pointed(self, painter: QPainter, points: np.ndarray) -> None:
        """A ring, and the joint's name where there is room."""
        theme, (x, y) = self._theme, points[self.joint]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.accent), 2.4))
        painter.drawEllipse(QPointF(x, y), MOST + 2, MOST + 2)
        painter.setFont(font(CAPTION, bold=True))
        metrics = QFontMetrics(painter.font())
        width, height = metrics.horizontalAdvance(NAMES[self.joint]) + 12, metrics.height() + 4
        left = x + MOST + 6 if x + MOST + 6 + width < self.width() else x - MOST - 6 - width
        top = min(max(y - height / 2, 2), self.height() - height - 2)
        box = QRectF(max(left, 2), top, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.text))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(QColor(theme.surface))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, NAMES[self.joint])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._walking = False
        self.point_at(self._joint_at(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        joint = self._joint_at(event.position())
        if joint is not None and event.button() is Qt.MouseButton.LeftButton:
            self.toggled.emit(joint)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if not self._walking:
            self.point_at(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ways = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, -1),
            Qt.Key.Key_Down: (0, 1),
        }
        if self._pose is not None and event.key() in ways:
            self._walking = True
            self.point_at(HEAD if self.joint is None else next_joint(self.places(), self.joint, ways[event.key()]))
        elif self.joint is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.toggled.emit(self.joint)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QEvent) -> None:
        super().focusOutEvent(event)
        self._walking = False
        self.point_at(None)
        self.update()

    def _joint_at(self, at: QPointF) -> int | None:
        """The uppermost joint that is drawn there, else the nearest one that is near; the small ones at the hands only
        where they are meant."""
        if self._pose is None:
            return None
        away = np.hypot(*(self.places() - (at.x(), at.y())).T)
        drawn = [joint for joint in self._order() if away[joint] <= self._radius(joint) and self._radius(joint) > LEAST]
        if drawn:
            return drawn[-1]
        away[list(SMALL)] += LEAST
        nearest = int(away.argmin())
        return nearest if away[nearest] <= NEAR else None


def next_joint(points: np.ndarray, joint: int, way: tuple[int, int]) -> int:
    """The nearest joint in that direction of a joint, of ``(25, 2)`` places; the same one where there is none."""
    offset = points - points[joint]
    ahead, aside = offset @ np.array(way), np.abs(offset @ np.array(way[::-1]))
    cost = np.where((ahead > 0.5) & (aside <= 2 * ahead), ahead + 2 * aside, np.inf)
    cost[joint] = np.inf
    return int(cost.argmin()) if np.isfinite(cost).any() else joint
