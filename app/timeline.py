"""The timeline: play and pause, the place in the source, and what was recognized when."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QSizePolicy,
    QSlider,
    QStyle,
    QStyleOptionSlider,
    QToolButton,
    QToolTip,
    QWidget,
)

from app.capture import State
from app.icons import icon
from app.theme import CAPTION, LIGHT, MARGIN, Theme, font
from app.wording import clock_text, percent, person_name

if TYPE_CHECKING:
    from recognizer.decision import Segment

LANE, LANE_GAP, TOP = 20, 4, 8  # pixels
LIVE_SPAN = 60.0  # seconds of a live source that are shown
INSET = 7  # pixels by which the slider's handle keeps off the ends
SHADES = 4  # of a person's colour, by label, so that one action is told from the next


class SeekSlider(QSlider):
    """A slider in milliseconds that jumps to where it is clicked. ``sought`` tells the user's choice alone."""

    sought = Signal(float)  # seconds

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setAccessibleName("Place in the video")
        self.setSingleStep(1000)
        self.setPageStep(5000)
        self.setFixedHeight(22)
        self.actionTriggered.connect(lambda _: self.sought.emit(self.sliderPosition() / 1000))

    def set_place(self, seconds: float) -> None:
        if not self.isSliderDown():
            self.setValue(round(seconds * 1000))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            option = QStyleOptionSlider()
            self.initStyleOption(option)
            handle = self.style().subControlRect(
                QStyle.ComplexControl.CC_Slider, option, QStyle.SubControl.SC_SliderHandle, self
            )
            if not handle.contains(event.position().toPoint()):
                share = (event.position().x() - INSET) / max(self.width() - 2 * INSET, 1)
                self.setSliderPosition(round(min(max(share, 0), 1) * self.maximum()))
                self.sought.emit(self.sliderPosition() / 1000)
        super().mousePressEvent(event)


class Lanes(QWidget):
    """One lane for each person that is followed, with the actions as segments."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("What was recognized when")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._theme = LIGHT
        self.lanes: list[list[Segment]] = []
        self.now = 0.0
        self.span = (0.0, 1.0)
        self._count = 1
        self.set_count(1)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def set_count(self, count: int) -> None:
        self._count = count
        self.setFixedHeight(TOP + count * LANE + (count - 1) * LANE_GAP)

    def show_lanes(self, lanes: "list[list[Segment]]", now: float, span: tuple[float, float]) -> None:
        """``now`` is where the source is, ``span`` the seconds at the two ends."""
        if lanes is not self.lanes and any(lanes[1:]) and self._count == 1:
            self.set_count(2)
        self.lanes, self.now, self.span = lanes, now, span
        self.update()

    def x_of(self, time: float) -> float:
        start, end = self.span
        return INSET + (time - start) / max(end - start, 1e-6) * (self.width() - 2 * INSET)

    def segment_at(self, at: QPointF) -> "Segment | None":
        lane = int((at.y() - TOP) // (LANE + LANE_GAP))
        if not 0 <= lane < min(self._count, len(self.lanes)):
            return None
        for segment in self.lanes[lane]:
            if self.x_of(segment.start) <= at.x() <= self.x_of(segment.end):
                return segment
        return None

    def sizeHint(self) -> QSize:
        return QSize(400, self.height())

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            segment = self.segment_at(QPointF(event.pos()))
            if segment is None:
                QToolTip.hideText()
            else:
                people = " and ".join(person_name(number) for number in segment.persons)
                when = f"{clock_text(segment.start)} to {clock_text(segment.end)}"
                text = f"{people}: {segment.label}, {when}, {percent(segment.confidence)}"
                QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(CAPTION - 1))
        for lane in range(self._count):
            top = TOP + lane * (LANE + LANE_GAP)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.raised))
            painter.drawRoundedRect(QRectF(INSET, top, self.width() - 2 * INSET, LANE), 4, 4)
            for segment in self.lanes[lane] if lane < len(self.lanes) else []:
                self._draw_segment(painter, segment, lane, top)
        self._draw_place(painter)

    def _draw_segment(self, painter: QPainter, segment: "Segment", lane: int, top: float) -> None:
        left, right = max(self.x_of(segment.start), INSET), min(self.x_of(segment.end), self.width() - INSET)
        if right <= INSET or left >= self.width() - INSET:
            return
        box = QRectF(left, top, max(right - left - 1, 2), LANE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._shade(segment.label, lane))
        painter.drawRoundedRect(box, 3, 3)
        metrics = QFontMetrics(painter.font())
        text = metrics.elidedText(segment.label, Qt.TextElideMode.ElideRight, int(box.width()) - 8)
        if len(text) > 2:
            painter.setPen(QColor(self._theme.on_person))
            painter.drawText(box.adjusted(5, 0, -3, 0), Qt.AlignmentFlag.AlignVCenter, text)

    def _shade(self, label: str, lane: int) -> QColor:
        colour = QColor(self._theme.persons[lane])
        return colour.darker(100 + 9 * (sum(map(ord, label)) % SHADES))

    def _draw_place(self, painter: QPainter) -> None:
        x = min(max(self.x_of(self.now), INSET), self.width() - INSET)
        painter.setPen(QColor(self._theme.text))
        painter.drawLine(QPointF(x, 4), QPointF(x, self.height()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.text))
        painter.drawPolygon(QPolygonF([QPointF(x - 4, 0), QPointF(x + 4, 0), QPointF(x, 6)]))


class Timeline(QFrame):
    """Asks by ``play_pause`` and ``sought``; shows what it is told."""

    play_pause = Signal()
    sought = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._theme = LIGHT
        self._state: State | None = None
        self._live = False
        self._duration: float | None = None
        self.button = QToolButton()
        self.button.setFixedSize(36, 32)
        self.button.clicked.connect(self.play_pause)
        self.slider = SeekSlider()
        self.slider.sought.connect(self.sought)
        self.time = QLabel()
        self.time.setAccessibleName("Time")
        self.time.setMinimumWidth(118)
        self.lanes = Lanes()
        caption = QLabel("Recognized")
        caption.setProperty("caption", True)
        layout = QGridLayout(self)
        layout.setContentsMargins(MARGIN, 8, MARGIN, 10)
        layout.setHorizontalSpacing(10)
        layout.setVerticalSpacing(2)
        layout.addWidget(self.button, 0, 0)
        layout.addWidget(self.time, 0, 1)
        layout.addWidget(self.slider, 0, 2)
        layout.addWidget(caption, 1, 0, 1, 2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self.lanes, 1, 2)
        layout.setColumnStretch(2, 1)
        self.begin(False, None)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.lanes.set_theme(theme)
        self._dress_button()

    def begin(self, live: bool, duration: float | None) -> None:
        """Another source; ``duration`` in seconds, where it is known."""
        self._live, self._duration = live, duration
        self.slider.setEnabled(not live and bool(duration))
        self.slider.setRange(0, round((duration or 0) * 1000))
        self.slider.setValue(0)
        self.lanes.set_count(1)
        self.show_place(0.0, [])

    def show_state(self, state: State | None) -> None:
        if state is not self._state:
            self._state = state
            self._dress_button()

    def show_place(self, now: float, lanes: "list[list[Segment]]") -> None:
        """Where the source is, and what was recognized so far."""
        if self._live:
            self.time.setText(f"Live  {clock_text(now, tenths=False)}")
            span = (max(now - LIVE_SPAN, 0.0), max(now, LIVE_SPAN))
        else:
            whole = clock_text(self._duration) if self._duration else "–:––"
            self.time.setText(f"{clock_text(now)} / {whole}")
            self.slider.set_place(now)
            span = (0.0, self._duration or max(now, 10.0))
        self.lanes.show_lanes(lanes, now, span)

    def _dress_button(self) -> None:
        playing = self._state in (State.PLAYING, State.OPENING)
        name = "pause" if playing else "again" if self._state is State.ENDED else "play"
        words = {"pause": "Pause", "again": "Play again", "play": "Play"}[name]
        self.button.setIcon(icon(name, self._theme))
        self.button.setAccessibleName(words)
        self.button.setToolTip(f"{words} (Space)")
        self.button.setEnabled(self._state not in (None, State.FAILED))
