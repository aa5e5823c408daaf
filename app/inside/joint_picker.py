"""A skeleton whose joints can be hidden: with the mouse, or with the keyboard alone."""

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.texts import mark, tr
from app.widgets.skeleton_highlights import NEAR
from app.widgets.skeleton_painter import paint, tag_size, theme_colours
from app.widgets.text import joint_name
from app.widgets.theme import LIGHT, RADIUS, Theme
from recognizer.explain.importance_shapes import LEAST, MOST, drawing_order, joint_radius, joint_shapes
from recognizer.skeleton.drawing import SMALL_JOINTS, Disc, Ink, Line, Shape, Tag, head_radius
from recognizer.skeleton.joints import BONES, HEAD

EDGE, TOP = 22, 16  # pixels around the skeleton
HOW = mark("Arrow keys walk from joint to joint, Enter hides the joint or shows it again.")


class JointPicker(QWidget):
    """Click a joint, or walk to it with the arrow keys and press Enter. ``toggled`` reports the joint; ``pointed`` that
    another one, or none, is pointed at."""

    toggled = Signal(int)
    pointed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Skeleton: joints to hide"))
        self.setAccessibleDescription(tr(HOW))
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
        """Take the theme's colours."""
        self._theme = theme
        self.update()

    def show_pose(self, pose: np.ndarray | None) -> None:
        """Joints ``(25, 2)`` in metres, right and down; ``None``: nobody."""
        self._pose = pose
        self.update()

    def show_hidden(self, joints: frozenset[int]) -> None:
        """Draw these joints as hidden."""
        self.hidden = joints
        self._describe()
        self.update()

    def _describe(self) -> None:
        """Describe the joint that is pointed at to screen readers."""
        joint = self.joint
        if joint is None:
            text = tr(HOW)
        elif joint in self.hidden:
            text = tr("{joint}, hidden", joint=joint_name(joint))
        else:
            text = tr("{joint}, shown", joint=joint_name(joint))
        self.setAccessibleDescription(text)

    def show_drops(self, drops: np.ndarray | None) -> None:
        """Draw each joint as large as the probability changes without it; ``None``: not known."""
        self.drops = drops
        self.update()

    def point_at(self, joint: int | None) -> None:
        """Point at a joint, or at none."""
        if joint != self.joint:
            self.joint = joint
            self._describe()
            self.update()
            self.pointed.emit()

    def places(self) -> np.ndarray:
        """Where the joints are, ``(25, 2)`` in pixels, of the pose that is shown."""
        assert self._pose is not None
        head = head_radius(self._pose)
        low = np.minimum(self._pose.min(axis=0), self._pose[HEAD] - head)
        high = np.maximum(self._pose.max(axis=0), self._pose[HEAD] + head)
        room = np.array([self.width() - 2 * EDGE, self.height() - 2 * TOP])
        extent = np.maximum(high - low, 1e-3)
        scale = float((room / extent).min())
        return (EDGE, TOP) + (room - scale * extent) / 2 + scale * (self._pose - low)

    def sizeHint(self) -> QSize:
        return QSize(200, 150)

    def paintEvent(self, _: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.setBrush(QColor(theme.stage))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        if self._pose is None:
            return
        paint(painter, self._shapes(self.places()), theme_colours(theme))

    def _shapes(self, points: np.ndarray) -> list[Shape]:
        """Bones, joints, and which joint is pointed at, for joints at ``points`` ``(25, 2)`` in pixels."""
        at = [(x, y) for x, y in points.tolist()]
        shapes: list[Shape] = []
        for joint, parent in BONES:
            hidden = joint in self.hidden or parent in self.hidden
            shapes.append(Line(at[joint], at[parent], 2.0 if hidden else 3.4, Ink.BONE, dotted=hidden))
        shapes.append(Disc(at[HEAD], head_radius(points), Ink.BONE))
        for joint in drawing_order(self.drops, self.hidden):
            drop = 0.0 if self.drops is None else float(self.drops[joint])
            shapes += joint_shapes(at[joint], drop, joint_radius(self.drops, joint), joint in self.hidden)
        if self.joint is not None:
            shapes += self._pointed_shapes(at[self.joint], joint_name(self.joint))
        return shapes

    def _pointed_shapes(self, centre: tuple[float, float], name: str) -> list[Shape]:
        """A ring, and the joint's name where there is room."""
        (x, y), (width, height), gap = centre, tag_size(name), MOST + 6
        width, height = width + 12, height + 4
        left = x + gap if x + gap + width < self.width() else x - gap - width
        top = min(max(y - height / 2, 2), self.height() - height - 2)
        tag = Tag((max(left, 2), top), width, height, name, plate=Ink.TEXT, ink=Ink.GROUND)
        return [Disc(centre, MOST + 2, None, Ink.POINTED, 2.4), tag]

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
        ways: dict[int, tuple[int, int]] = {
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

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._walking = False
        self.point_at(None)

    def _joint_at(self, at: QPointF) -> int | None:
        """The uppermost joint that is drawn there, else the nearest one that is near; the small ones at the hands only
        where they are meant."""
        if self._pose is None:
            return None
        away = np.hypot(*(self.places() - (at.x(), at.y())).T)
        radius = [joint_radius(self.drops, joint) for joint in range(len(away))]
        order = drawing_order(self.drops, self.hidden)
        drawn = [joint for joint in order if away[joint] <= radius[joint] and radius[joint] > LEAST]
        if drawn:
            return drawn[-1]
        away[list(SMALL_JOINTS)] += LEAST
        nearest = int(away.argmin())
        return nearest if away[nearest] <= NEAR else None


def next_joint(points: np.ndarray, joint: int, way: tuple[int, int]) -> int:
    """The nearest joint in that direction of a joint, of ``(25, 2)`` places; the same one where there is none."""
    offset = points - points[joint]
    ahead, aside = offset @ np.array(way), np.abs(offset @ np.array(way[::-1]))
    cost = np.where((ahead > 0.5) & (aside <= 2 * ahead), ahead + 2 * aside, np.inf)
    cost[joint] = np.inf
    return int(cost.argmin()) if np.isfinite(cost).any() else joint
