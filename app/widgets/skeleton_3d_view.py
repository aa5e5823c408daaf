"""A clip without pictures: the skeletons on a plain floor, seen in perspective and turned with the mouse."""

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QWidget

from app.widgets.skeleton_highlights import Lights, draw_lights, ink, joint_at
from app.widgets.skeleton_painter import Style, draw_backdrop, draw_number, draw_skeleton
from app.widgets.theme import LIGHT, Theme
from recognizer.skeleton.clip import NOBODY, Bodies
from recognizer.skeleton.joints import BONES, HEAD, SPINE_BASE, SPINE_SHOULDER
from recognizer.skeleton.projection import HEIGHT, Ground, project

MOST_TILT = 85.0
START = (18.0, 8.0)  # degrees
STILL = 3  # pixels that a click may move


class SpaceView(QWidget):
    """Drag to turn, wheel to come nearer; with the keyboard: arrows, plus and minus, Home. ``joint_clicked`` tells the
    person's number and the joint."""

    joint_clicked = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Skeleton in space")
        self.setAccessibleDescription("Arrow keys turn it, plus and minus bring it nearer or farther, Home resets it.")
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self._theme = LIGHT
        self._bodies: Bodies | None = None
        self._mirrored = False
        self.numbered = True  # people have their numbers above their heads
        self._grabbed: QPoint | None = None
        self._pressed: QPoint | None = None  # until it has been dragged
        self._lights = Lights()
        self.ground = Ground()
        self.reset_view()

    def reset_view(self) -> None:
        self.yaw, self.tilt = START
        self.zoom = 1.0
        self.update()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def set_mirrored(self, mirrored: bool) -> None:
        self._mirrored = mirrored
        self.update()

    def show_bodies(self, bodies: Bodies) -> None:
        self._bodies = bodies
        self.ground.follow(bodies)
        self.update()

    def light(self, lights: Lights) -> None:
        """Set these joints and links off."""
        if lights != self._lights:
            self._lights = lights
            self.update()

    def clear(self) -> None:
        self._bodies = None
        self.ground.clear()
        self.update()

    def turn(self, yaw: float, tilt: float) -> None:
        """Turn by so many degrees."""
        self.yaw = (self.yaw + yaw + 180) % 360 - 180
        self.tilt = float(np.clip(self.tilt + tilt, -10, MOST_TILT))
        self.update()

    def approach(self, factor: float) -> None:
        self.zoom = float(np.clip(self.zoom * factor, 0.4, 4.0))
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 180)

    # Painting

    def to_widget(self, points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Where points in metres appear, in pixels, and how near they are."""
        flat, near = project(points, self.ground.centre, self.yaw, self.tilt)
        scale = self.zoom * min(self.height() / HEIGHT, self.width() / (0.9 * HEIGHT))
        side = -1 if self._mirrored else 1
        at = np.stack([side * flat[..., 0], -flat[..., 1]], axis=-1) * scale
        return at + np.array([self.width() / 2, self.height() / 2]), near

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_backdrop(painter, QRectF(self.rect()), self._theme)
        if self._bodies is None or self.ground.middle is None:
            return
        self._draw_floor(painter)
        present = [slot for slot, number in enumerate(self._bodies.identity) if number != NOBODY]
        for slot in present:
            self._draw_shadow(painter, self._bodies.keypoints[slot])
        for slot in sorted(present, key=lambda slot: -self._bodies.keypoints[slot, SPINE_BASE, 2]):
            self._draw_person(painter, slot)

    def _draw_floor(self, painter: QPainter) -> None:
        """A grid of half metres that fades away from the middle."""
        centre, reach, floor = self.ground.centre, 2.0, self.ground.floor
        steps = np.arange(-reach, reach + 0.01, 0.5)
        fine = np.linspace(-reach, reach, 17)
        for step in steps:
            for flip in (False, True):
                across, along = (np.full_like(fine, step), fine) if not flip else (fine, np.full_like(fine, step))
                points = np.stack([centre[0] + across, np.full_like(fine, floor), centre[2] + along], axis=-1)
                at, _ = self.to_widget(points)
                for i in range(len(fine) - 1):
                    distance = np.hypot((across[i] + across[i + 1]) / 2, (along[i] + along[i + 1]) / 2)
                    shade = QColor(self._theme.muted)
                    shade.setAlphaF(float(np.clip(0.30 * (1 - distance / reach), 0, 1)))
                    painter.setPen(QPen(shade, 1))
                    painter.drawLine(QPointF(*at[i]), QPointF(*at[i + 1]))

    def _draw_shadow(self, painter: QPainter, joints: np.ndarray) -> None:
        flat = joints.astype(float).copy()
        flat[:, 1] = self.ground.floor
        at, _ = self.to_widget(flat)
        shade = QColor("#000000")
        shade.setAlpha(70 if self._theme.dark else 28)
        painter.setPen(QPen(shade, 7, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        outline = QPainterPath()  # one stroke, so that it is not darker where bones cross
        for joint, parent in BONES:
            outline.moveTo(QPointF(*at[joint]))
            outline.lineTo(QPointF(*at[parent]))
        painter.drawPath(outline)

    def _draw_person(self, painter: QPainter, slot: int) -> None:
        bodies = self._bodies
        at, near = self.to_widget(bodies.keypoints[slot])
        torso = float(np.hypot(*(at[SPINE_SHOULDER] - at[SPINE_BASE])))
        size = float(np.clip(self.height() / 110, 2.5, 7))
        lit, colours = self._lights.person == bodies.identity[slot], ink(self._theme)
        style = Style(self._theme.persons[slot], self._theme.on_person, square=slot == 1)
        bones = replace(style, colour=colours.bone) if lit and self._lights.links else style
        draw_skeleton(painter, at, bodies.confidence[slot], bones, size, near)
        self._draw_head(painter, at[HEAD], 3.2 * size, bones)
        if self.numbered:
            draw_number(painter, at, int(bodies.identity[slot]), style, max(torso, 12 * size))
        if lit:
            draw_lights(painter, at, self._lights, colours)

    def _draw_head(self, painter: QPainter, at: np.ndarray, radius: float, style: Style) -> None:
        painter.setPen(QPen(QColor(style.on_colour), 1.2))
        painter.setBrush(QColor(style.colour))
        painter.drawEllipse(QRectF(at[0] - radius, at[1] - radius, 2 * radius, 2 * radius))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    # Turning

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._grabbed = self._pressed = event.position().toPoint()
        self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grabbed is not None:
            moved = event.position().toPoint() - self._grabbed
            self._grabbed = event.position().toPoint()
            if self._pressed is not None and (self._grabbed - self._pressed).manhattanLength() > STILL:
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

    def mouseDoubleClickEvent(self, _: QMouseEvent) -> None:
        self.reset_view()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.approach(1.0015 ** event.angleDelta().y())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        turns = {
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
