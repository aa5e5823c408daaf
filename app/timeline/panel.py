"""The timeline: play, step and speed above, below them the tracks with what was recognized when."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout

from app.session.messages import SourceState
from app.session.probability_history import ProbabilityHistory
from app.timeline.tracks import ZOOM, Tracks
from app.widgets.controls import DropDown
from app.widgets.icons import icon
from app.widgets.text import clock_text
from app.widgets.theme import LIGHT, MARGIN, Theme

if TYPE_CHECKING:
    from recognizer.model.decision import Segment

LIVE_SPAN = 60.0  # seconds of a live source that are shown while it runs
SPEEDS = (0.25, 0.5, 1.0, 2.0, 4.0)


class Timeline(QFrame):
    """Shows where the source is and what was recognized; what the user wants is emitted as a signal."""

    play_pause = Signal()
    sought = Signal(float)  # seconds
    stepped = Signal(int)  # frames, forward or back
    speed_chosen = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._theme = LIGHT
        self._state: SourceState | None = None
        self._live = self._frozen = False
        self._duration: float | None = None
        self._icons: list[tuple[QToolButton, str]] = []
        self.tracks = Tracks()
        self.tracks.sought.connect(self.sought)
        self.tracks.zoomed.connect(self._update_zoom)
        self.back = self._button("step-back", "Back by a frame", ",", lambda: self.stepped.emit(-1))
        self.button = self._button("play", "Play", "Space", self.play_pause.emit)
        self.ahead = self._button("step", "Forward by a frame", ".", lambda: self.stepped.emit(1))
        self.time = QLabel()
        self.time.setAccessibleName("Time")
        self.speed = DropDown()
        self.speed.setAccessibleName("Speed")
        self.speed.setToolTip("Speed ([ slower, ] faster)")
        self.speed.setProperty("compact", True)
        self.speed.addItems([f"{speed:g}×" for speed in SPEEDS])
        self.speed.setCurrentIndex(SPEEDS.index(1.0))
        self.speed.currentIndexChanged.connect(lambda index: self.speed_chosen.emit(SPEEDS[index]))
        self.out = self._button("zoom-out", "See more of the time", "Ctrl+-", lambda: self.tracks.zoom(ZOOM))
        self.fit = self._button("fit", "See all", "Ctrl+0", self.tracks.fit)
        self.closer = self._button("zoom-in", "See less, larger", "Ctrl++", lambda: self.tracks.zoom(1 / ZOOM))
        head = QHBoxLayout()
        head.setSpacing(4)
        for part in (self.back, self.button, self.ahead):
            head.addWidget(part)
        head.addSpacing(8)
        head.addWidget(self.time)
        head.addStretch(1)
        head.addWidget(self.speed)
        for part in (self.out, self.fit, self.closer):
            head.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, 6, MARGIN, 8)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self.tracks)
        self.begin(False, None, ProbabilityHistory())

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self._theme = theme
        self.tracks.set_theme(theme)
        for button, name in self._icons:
            button.setIcon(icon(name, theme))
        self._update_play_button()

    def begin(self, live: bool, duration: float | None, history: ProbabilityHistory) -> None:
        """Another source; ``duration`` in seconds, where it is known."""
        self._live, self._duration, self._frozen = live, duration, False
        self.tracks.begin(history)
        if duration:
            self.tracks.set_whole((0.0, duration), fit=True)
        self.tracks.setEnabled(not live)
        self.speed.setEnabled(not live)
        self._update_play_button()
        self.show_place(0.0, [], ())

    def freeze(self, span: tuple[float, float] | None) -> None:
        """A live source stands still, and ``span`` seconds of it can be looked through; ``None``: it goes on."""
        self._frozen = span is not None
        self.tracks.setEnabled(self._frozen)
        if span is not None:
            self.tracks.set_whole(span, fit=True)
        self._update_play_button()

    def show_state(self, state: SourceState | None) -> None:
        """What the source does now, which decides what the play button offers."""
        if state is not self._state:
            self._state = state
            self._update_play_button()

    def show_place(self, now: float, lanes: "list[list[Segment]]", labels: Sequence[str]) -> None:
        """Where the source is, and what was recognized so far."""
        if self._live:
            self.time.setText(f"{'Frozen at' if self._frozen else 'Live'}  {clock_text(now, tenths=self._frozen)}")
            if not self._frozen:
                end = max(now, LIVE_SPAN)
                self.tracks.set_whole((end - LIVE_SPAN, end), fit=True)
        else:
            if not self._duration:
                self.tracks.set_whole((0.0, max(now, 10.0)))
            whole = clock_text(self._duration) if self._duration else "–:––"
            self.time.setText(f"{clock_text(now)} / {whole}")
        self.tracks.show_place(lanes, now, labels)

    def change_speed(self, steps: int) -> None:
        """Faster or slower, by one entry of the list."""
        if self.speed.isEnabled():
            self.speed.setCurrentIndex(min(max(self.speed.currentIndex() + steps, 0), len(SPEEDS) - 1))

    def _button(self, name: str, words: str, key: str, pressed: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setFixedSize(34, 30)
        button.setIconSize(QSize(20, 20))
        button.setProperty("plain", True)
        button.setAccessibleName(words)
        button.setToolTip(f"{words} ({key})")
        button.clicked.connect(lambda _=False: pressed())
        self._icons.append((button, name))
        return button

    def _update_play_button(self) -> None:
        """What the play button does now, and which controls have something to do."""
        playing = self._state in (SourceState.PLAYING, SourceState.OPENING)
        if self._live:
            name, words = ("play", "Go on live") if self._frozen or not playing else ("pause", "Freeze and look back")
        elif self._state is SourceState.ENDED:
            name, words = "again", "Play again"
        else:
            name, words = ("pause", "Pause") if playing else ("play", "Play")
        self._icons = [(b, name if b is self.button else n) for b, n in self._icons]
        self.button.setIcon(icon(name, self._theme))
        self.button.setAccessibleName(words)
        self.button.setToolTip(f"{words} (Space)")
        running = self._state not in (None, SourceState.FAILED)
        self.button.setEnabled(running)
        for button in (self.back, self.ahead):
            button.setEnabled(running and (self._frozen or not self._live))
        self._update_zoom()

    def _update_zoom(self) -> None:
        free = not self._live or self._frozen
        everything = self.tracks.span == self.tracks.whole
        self.closer.setEnabled(free)
        self.out.setEnabled(free and not everything)
        self.fit.setEnabled(free and not everything)
