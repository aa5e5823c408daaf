"""A clip without pictures: the skeletons on a plain floor, seen in perspective and turned with the mouse."""

import numpy as np
from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QWidget

from app.texts import tr
from app.widgets.controls import CLICK_MOVES
from app.widgets.skeleton_highlights import Highlights, highlight_shapes, joint_at
from app.widgets.skeleton_painter import EDGE, draw_backdrop, number_radius, paint, theme_colours
from app.widgets.theme import LIGHT, Theme
from recognizer.skeleton.clip import NOBODY, Bodies
from recognizer.skeleton.drawing import (
    MARKERS,
    Ink,
    above_head,
    badge_shapes,
    bone_strokes,
    person_shapes,
    torso_length,
)
from recognizer.skeleton.joints import SPINE_BASE
from recognizer.skeleton.projection import VIEW_TILT, VIEW_YAW, Ground, floor_grid, picture_scale, project

MOST_TILT = 85.0
START = (VIEW_YAW, VIEW_TILT)


class Skeleton3DView(QWidget):
    """Drag to turn, wheel to come nearer; with the keyboard: arrows, plus and minus, Home. ``joint_clicked`` reports
    the person's number and the joint."""

    joint_clicked = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Skeleton in space"))
        self.setAccessibleDescription(
            tr("Arrow keys turn it, plus and minus bring it nearer or farther, Home resets it.")
        )
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self._theme = LIGHT
        self._bodies: Bodies | None = None
        self._mirrored = False
        self.numbered = True  # people have their numbers above their heads
        self._grabbed: QPoint | None = None
        self._pressed: QPoint | None = None  # until it has been dragged
        self.highlights = Highlights()
        self.ground = Ground()
        self.reset_view()

    def reset_view(self) -> None:
        """Look at it as in the beginning."""
        self.yaw, self.tilt = START
        self.zoom = 1.0
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self._theme = theme
        self.update()

    def set_mirrored(self, mirrored: bool) -> None:
        """Show the scene as in a mirror."""
        self._mirrored = mirrored
        self.update()

    def show_bodies(self, bodies: Bodies) -> None:
        """Show the bodies of one moment; the floor follows them slowly."""
        self._bodies = bodies
        self.ground.follow(bodies)
        self.update()

    def highlight(self, highlights: Highlights) -> None:
        """Highlight these joints and links, and no others."""
        if highlights != self.highlights:
            self.highlights = highlights
            self.update()

    def clear(self) -> None:
        """Show nobody, and forget where the floor was."""
        self._bodies = None
        self.ground.clear()
        self.update()

    def turn(self, yaw: float, tilt: float) -> None:
        """Turn by so many degrees."""
        self.yaw = (self.yaw + yaw + 180) % 360 - 180
        self.tilt = float(np.clip(self.tilt + tilt, -10, MOST_TILT))
        self.update()

    def approach(self, factor: float) -> None:
        """Come nearer by this factor, or go farther with one below 1."""
        self.zoom = float(np.clip(self.zoom * factor, 0.4, 4.0))
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(140, 120)

    # Painting

    def to_widget(self, points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Where points in metres appear, in pixels, and how near they are."""
        flat, near = project(points, self.ground.centre, self.yaw, self.tilt)
        scale = self.zoom * picture_scale(self.width(), self.height())
        side = -1 if self._mirrored else 1
        at = np.stack([side * flat[..., 0], -flat[..., 1]], axis=-1) * scale
        return at + np.array([self.width() / 2, self.height() / 2]), near

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_backdrop(painter, QRectF(self.rect()), self._theme)
        bodies = self._bodies
        if bodies is None or self.ground.middle is None:
            return
        self._draw_floor(painter)
        present = [slot for slot, number in enumerate(bodies.identity) if number != NOBODY]
        for slot in present:
            self._draw_shadow(painter, bodies.keypoints[slot])
        for slot in sorted(present, key=lambda slot: -bodies.keypoints[slot, SPINE_BASE, 2]):
            self._draw_person(
                painter, bodies.keypoints[slot], bodies.confidence[slot], slot, int(bodies.identity[slot])
            )

    def _draw_floor(self, painter: QPainter) -> None:
        """A grid that fades away from the middle."""
        lines, strength = floor_grid(self.ground)
        at, _ = self.to_widget(lines)
        shade = QColor(self._theme.muted)
        for (start, end), share in zip(at.tolist(), strength.tolist()):
            shade.setAlphaF(0.30 * share)
            painter.setPen(QPen(shade, 1))
            painter.drawLine(QPointF(*start), QPointF(*end))

    def _draw_shadow(self, painter: QPainter, joints: np.ndarray) -> None:
        flat = joints.astype(float).copy()
        flat[:, 1] = self.ground.floor
        at, _ = self.to_widget(flat)
        paint(painter, [bone_strokes(at, 7.0, Ink.SHADOW)], theme_colours(self._theme))

    def _draw_person(
        self, painter: QPainter, joints: np.ndarray, confidence: np.ndarray, slot: int, number: int
    ) -> None:
        at, near = self.to_widget(joints)
        width, marker, colours = (
            float(np.clip(self.height() / 110, 2.5, 7)),
            MARKERS[slot],
            theme_colours(self._theme, slot),
        )
        highlighted = self.highlights.person == number
        ink = Ink.BONE if highlighted and self.highlights.links else Ink.PERSON
        paint(painter, person_shapes(at, confidence, marker, width, head=True, ink=ink, nearness=near), colours)
        if self.numbered:
            radius = number_radius()
            place = above_head(at, max(torso_length(at), 12 * width), 1.8 * radius, top=radius + EDGE)
            paint(painter, badge_shapes(place, radius, marker, str(number)), colours)
        if highlighted:
            paint(painter, highlight_shapes(at, self.highlights), colours)

    # Turning

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self._grabbed = self._pressed = event.position().toPoint()
        self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grabbed is not None:
            moved = event.position().toPoint() - self._grabbed
            self._grabbed = event.position().toPoint()
            if self._pressed is not None and (self._grabbed - self._pressed).manhattanLength() > CLICK_MOVES:
                self._pressed = None
            self.turn((-0.4 if self._mirrored else 0.4) * moved.x(), 0.3 * moved.y())

    def mouseReleaseEvent(self, _: QMouseEvent) -> None:
        if self._pressed is not None:
            hit = joint_at(self._people(), self._pressed.x(), self._pressed.y())
            if hit is not None:
                self.joint_clicked.emit(*hit)
        self._grabbed = self._pressed = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def _people(self) -> list[tuple[int, np.ndarray]]:
        """The numbers of those who are seen, and where their joints are."""
        bodies = self._bodies
        if bodies is None:
            return []
        seen = ((int(number), joints) for number, joints in zip(bodies.identity, bodies.keypoints) if number != NOBODY)
        return [(number, self.to_widget(joints)[0]) for number, joints in seen]

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.reset_view()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.approach(1.0015 ** event.angleDelta().y())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        turns: dict[int, tuple[int, int]] = {
            Qt.Key.Key_Left: (-8, 0),
            Qt.Key.Key_Right: (8, 0),
            Qt.Key.Key_Up: (0, 5),
            Qt.Key.Key_Down: (0, -5),
        }
        if event.key() in turns:
            self.turn(*turns[event.key()])
        elif event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.approach(1.15)
        elif event.key() == Qt.Key.Key_Minus:
            self.approach(1 / 1.15)
        elif event.key() == Qt.Key.Key_Home:
            self.reset_view()
        else:
            super().keyPressEvent(event)
