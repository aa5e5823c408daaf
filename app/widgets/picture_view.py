"""The picture of a camera or a video, with the skeletons drawn on it."""

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.texts import tr
from app.widgets.skeleton_highlights import Highlights, highlight_shapes, joint_at
from app.widgets.skeleton_painter import EDGE, draw_backdrop, number_radius, paint, picture_colours
from app.widgets.theme import LIGHT, Theme
from recognizer.skeleton.clip import NOBODY, Bodies
from recognizer.skeleton.drawing import MARKERS, Ink, above_head, badge_shapes, person_shapes, torso_length


def fitted(width: float, height: float, inside: QRectF) -> QRectF:
    """The largest rectangle of these proportions, in the middle of ``inside``."""
    scale = min(inside.width() / width, inside.height() / height)
    result = QRectF(0, 0, width * scale, height * scale)
    result.moveCenter(inside.center())
    return result


def joints_in(target: QRectF, picture: np.ndarray, mirrored: bool) -> np.ndarray:
    """Joints ``(25, 2)`` given as fractions of the picture, in pixels of the rectangle that it is shown in."""
    x = 1 - picture[:, 0] if mirrored else picture[:, 0]
    return np.stack([target.left() + x * target.width(), target.top() + picture[:, 1] * target.height()], axis=-1)


class PictureView(QWidget):
    """Shows the newest picture as large as it fits. ``joint_clicked`` reports the person's number and the joint."""

    joint_clicked = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("Picture with skeletons"))
        self._theme = LIGHT
        self._mirrored = False
        self._pixels: np.ndarray | None = None
        self._scaled: np.ndarray | None = None  # as large as it is shown; owns what the image shows
        self._image: QImage | None = None
        self._bodies: Bodies | None = None
        self.highlights = Highlights()

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self._theme = theme
        self.update()

    def set_mirrored(self, mirrored: bool) -> None:
        """Show the picture, and the skeletons on it, as in a mirror."""
        self._mirrored, self._image = mirrored, None
        self.update()

    def show_picture(self, pixels: np.ndarray, bodies: Bodies | None) -> None:
        """``pixels`` uint8 RGB ``(H, W, 3)``, not written to afterwards."""
        self._pixels, self._image = pixels, None
        self._bodies = bodies
        self.update()

    def highlight(self, highlights: Highlights) -> None:
        """Highlight these joints and links, and no others."""
        if highlights != self.highlights:
            self.highlights = highlights
            self.update()

    def pixels(self) -> np.ndarray | None:
        """What is shown now."""
        return self._pixels

    def clear(self) -> None:
        """Show no picture."""
        self._image = self._scaled = self._pixels = self._bodies = None
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(140, 120)

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_backdrop(painter, QRectF(self.rect()), self._theme)
        if self._pixels is None:
            return
        target = self._target(self._pixels)
        painter.drawImage(target, self._image_for(self._pixels, target))
        if self._bodies is not None and self._bodies.picture is not None:
            painter.setClipRect(target, Qt.ClipOperation.IntersectClip)
            for slot, number in enumerate(self._bodies.identity):
                if number != NOBODY:
                    points = joints_in(target, self._bodies.picture[slot], self._mirrored)
                    confidence = self._bodies.confidence[slot]
                    self._draw_person(painter, points, confidence, slot, int(number), target.top())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        hit = joint_at(self._people(), event.position().x(), event.position().y())
        if hit is not None and event.button() is Qt.MouseButton.LeftButton:
            self.joint_clicked.emit(*hit)

    def _people(self) -> list[tuple[int, np.ndarray]]:
        """The numbers of those who are seen, and where their joints are."""
        bodies = self._bodies
        if self._pixels is None or bodies is None or bodies.picture is None:
            return []
        present = [slot for slot, number in enumerate(bodies.identity) if number != NOBODY]
        target = self._target(self._pixels)
        return [
            (int(bodies.identity[slot]), joints_in(target, bodies.picture[slot], self._mirrored)) for slot in present
        ]

    def _target(self, pixels: np.ndarray) -> QRectF:
        """Where the picture lies."""
        return QRectF(fitted(pixels.shape[1], pixels.shape[0], QRectF(self.rect())).toAlignedRect())

    def _image_for(self, pixels: np.ndarray, target: QRectF) -> QImage:
        """The picture in the pixels of the screen. OpenCV scales it in a fraction of the time that Qt's smooth drawing
        takes, and beside a pose model every millisecond counts."""
        from recognizer.sources.opencv import cv2  # by now it is there; at the start it would keep the window waiting

        width, height = (max(round(side * self.devicePixelRatioF()), 1) for side in (target.width(), target.height()))
        if self._image is None or (self._image.width(), self._image.height()) != (width, height):
            scaled = pixels
            while 2 * width <= scaled.shape[1]:  # by halves, which is fast and skips no pixel
                half = scaled.shape[1] // 2, max(scaled.shape[0] // 2, 1)
                scaled = cv2.resize(scaled, half, interpolation=cv2.INTER_AREA)
            scaled = cv2.resize(scaled, (width, height), interpolation=cv2.INTER_LINEAR)
            self._scaled = cv2.flip(scaled, 1) if self._mirrored else scaled
            self._image = QImage(self._scaled.data, width, height, 3 * width, QImage.Format.Format_RGB888)
        return self._image

    def _draw_person(
        self, painter: QPainter, points: np.ndarray, confidence: np.ndarray, slot: int, number: int, top: float
    ) -> None:
        torso, marker, colours, radius = torso_length(points), MARKERS[slot], picture_colours(slot), number_radius()
        width = float(np.clip(torso / 26, 1.8, 6.0))
        highlighted = self.highlights.person == number
        ink = Ink.BONE if highlighted and self.highlights.links else Ink.PERSON
        paint(painter, person_shapes(points, confidence, marker, width, halo=True, ink=ink), colours)
        place = above_head(points, torso, 1.8 * radius, top + radius + EDGE)
        paint(painter, badge_shapes(place, radius, marker, str(number)), colours)
        if highlighted:
            paint(painter, highlight_shapes(points, self.highlights), colours)
