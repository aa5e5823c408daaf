"""All of the time in a thin bar under the tracks, with the part of it that they show."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.texts import tr
from app.timeline.time_scale import TimeScale
from app.timeline.track_painter import INSET
from app.timeline.tracks import Tracks
from app.widgets.text_size import px
from app.widgets.theme import LIGHT, Theme
from recognizer.colours import action_colour

HEIGHT, ROW = 18, 4  # pixels at a text size of 100 %, of the bar and at most of each person's line in it
STEP = 0.2  # of what is shown, by one press of an arrow key


class Overview(QWidget):
    """Seen while the tracks are zoomed in. A click or a drag shows what is there, and so do the arrow keys."""

    def __init__(self, tracks: Tracks) -> None:
        super().__init__()
        self._tracks, self._theme = tracks, LIGHT
        self.scale = TimeScale(tracks.scale.left)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(tr("Overview of the whole timeline"))
        self.setToolTip(tr("What of the whole time is shown above: click or drag to show another part"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        tracks.zoomed.connect(self._follow)
        tracks.editor.changed.connect(self.update)
        self._follow()

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours, and the size of text."""
        self._theme = theme
        self._follow()

    def sizeHint(self) -> QSize:
        return QSize(px(400), px(HEIGHT))

    def _follow(self) -> None:
        """Show what the tracks show now."""
        tracks = self._tracks.scale
        self.setFixedHeight(px(HEIGHT))
        self.scale.whole = self.scale.span = tracks.whole
        self.setVisible(tracks.zoomed_in)
        self.update()

    def _aligned(self) -> TimeScale:
        """The scale, where the tracks' is."""
        self.scale.left, self.scale.right = self._tracks.scale.left, self._tracks.scale.right
        self.scale.whole = self.scale.span = self._tracks.whole
        return self.scale

    # Mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._show_around(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._show_around(event.position())

    def _show_around(self, at: QPointF) -> None:
        start, end = self._tracks.span
        self._tracks.look_at(self._aligned().time_at(at.x()) - (end - start) / 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -STEP, Qt.Key.Key_Right: STEP, Qt.Key.Key_PageUp: -1.0, Qt.Key.Key_PageDown: 1.0}
        key = Qt.Key(event.key())
        if key in steps:
            self._tracks.move_along(steps[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._tracks.look_at(self._tracks.whole[0 if key == Qt.Key.Key_Home else 1])
        else:
            super().keyPressEvent(event)

    # Painting

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale, rows = self._aligned(), self._tracks.rows
        ground = QRectF(scale.left, px(3), scale.right - scale.left, self.height() - px(6))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.raised))
        painter.drawRoundedRect(ground, 3, 3)
        painter.save()
        painter.setClipRect(ground)
        height = min(ground.height() / max(len(rows), 1), px(ROW))
        top = ground.center().y() - height * len(rows) / 2
        for place, row in enumerate(rows):
            for span in row.spans:
                left, right = scale.x_of(span.start), scale.x_of(span.end)
                line = QRectF(left, top + place * height, max(right - left, 1), max(height - 1, 1))
                painter.fillRect(line, QColor(action_colour(self._theme, span.label)))
        painter.restore()
        now = scale.x_of(self._tracks.now)
        painter.setPen(QPen(QColor(self._theme.text), 1))
        painter.drawLine(QPointF(now, ground.top()), QPointF(now, ground.bottom()))
        start, end = (scale.x_of(time) for time in self._tracks.span)
        painter.setPen(QPen(QColor(self._theme.accent), 1.4))
        tint = QColor(self._theme.accent)
        tint.setAlpha(50)
        painter.setBrush(tint)
        painter.drawRoundedRect(QRectF(start, 1.5, max(end - start, px(INSET)), self.height() - 3), 4, 4)
