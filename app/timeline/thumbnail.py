"""The small picture over the time axis of the moment that is pointed at."""

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from app.widgets.text import clock_text
from app.widgets.text_size import px

EDGE, ABOVE = 4, 6  # pixels around the picture, and between it and the axis
TALLEST = 200  # pixels at a text size of 100 %


class Thumbnail(QFrame):
    """Lies upon the window and takes no clicks."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setProperty("card", True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.picture, self.time = QLabel(), QLabel()
        self.time.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.time.setProperty("caption", True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        layout.setSpacing(2)
        layout.addWidget(self.picture)
        layout.addWidget(self.time)
        self.hide()

    def show_picture(self, picture: np.ndarray, time: float, mirrored: bool, at: QPoint) -> None:
        """Show a picture, uint8 ``(height, width, 3)``, of this second, above a place of the window."""
        height, width = picture.shape[:2]
        data = np.ascontiguousarray(picture[:, ::-1] if mirrored else picture)
        image = QImage(data.data, width, height, 3 * width, QImage.Format.Format_RGB888)
        pixmap = QPixmap.fromImage(image.copy())
        scaled = pixmap.scaled(
            px(width),
            px(min(height, TALLEST)),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        self.picture.setPixmap(scaled)
        self.time.setText(clock_text(time))
        self.adjustSize()
        window = self.parentWidget()
        room = self.width() if window is None else window.width()
        left = min(max(at.x() - self.width() // 2, 0), max(room - self.width(), 0))
        self.move(left, max(at.y() - self.height() - ABOVE, 0))
        self.show()
        self.raise_()
