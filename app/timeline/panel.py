"""The timeline: play, step and speed above, below them the tracks with what was recognized when."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolButton, QVBoxLayout

from app.session.messages import Coverage, SourceState
from app.session.probability_history import ProbabilityHistory
from app.texts import tr
from app.timeline.overview import Overview
from app.timeline.row_menu import pop_up
from app.timeline.time_scale import ZOOM
from app.timeline.tracks import Tracks
from app.widgets.controls import DropDown
from app.widgets.elided_label import ElidedLabel
from app.widgets.icons import icon
from app.widgets.scrolled import Scrolled
from app.widgets.text import clock_text, with_keys
from app.widgets.text_size import px
from app.widgets.theme import LIGHT, MARGIN, Theme

if TYPE_CHECKING:
    from recognizer.model.segments import Segment

LIVE_SPAN = 60.0  # seconds of a live source that are shown while it runs
SPEEDS = (0.25, 0.5, 1.0, 2.0, 4.0)
LOW = 800  # pixels of the window's height at a text size of 100 %, under which rows are low as well


class WordsButton(QToolButton):
    """Words that can be pressed, as far as there is room for them: they never widen the window."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setProperty("plain", True)
        self.setAccessibleName(name)
        self._words = ""
        self.hide()

    def show_words(self, words: str, pressed: str) -> None:
        """Show these words; ``pressed``: what a press does."""
        if words != self._words:
            self._words = words
            self.updateGeometry()
            self._fit()
        self.setToolTip(f"{words}\n{pressed}")

    def sizeHint(self) -> QSize:
        """Room for all the words."""
        hint = super().sizeHint()
        return QSize(self.fontMetrics().horizontalAdvance(self._words) + 2 * MARGIN, hint.height())

    def minimumSizeHint(self) -> QSize:
        """Room for a time."""
        return QSize(self.fontMetrics().horizontalAdvance("0:00:00…") + 2 * MARGIN, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - MARGIN
        self.setText(self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room))


class Timeline(QFrame):
    """Shows where the source is and what was recognized; what the user wants is emitted as a signal."""

    play_pause = Signal()
    sought = Signal(float)  # seconds
    stepped = Signal(int)  # frames, forward or back
    speed_chosen = Signal(float)
    hold_wanted = Signal(bool)  # look no further into the file, or go on
    menu_opened = Signal(QMenu)  # the menu of spans is about to be shown, and can be added to
    saved_asked = Signal()  # what is the result whose answers are shown?

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._theme = LIGHT
        self._state: SourceState | None = None
        self._live = self._frozen = False
        self._duration: float | None = None
        self._icons: list[tuple[QToolButton, str]] = []
        self.tracks = Tracks()
        self.editor = self.tracks.editor
        self.overview = Overview(self.tracks)
        self.tracks.sought.connect(self.sought)
        self.tracks.zoomed.connect(self._update_zoom)
        self.tracks.menu_wanted.connect(self._open_menu)
        self.editor.changed.connect(self._tell_selected)
        self.back = self._button("step-back", tr("Back by a frame"), ",", lambda: self.stepped.emit(-1))
        self.button = self._button("play", tr("Play"), "Space", self.play_pause.emit)
        self.ahead = self._button("step", tr("Forward by a frame"), ".", lambda: self.stepped.emit(1))
        self.time = QLabel()
        self.time.setAccessibleName(tr("Time"))
        self.selected = ElidedLabel()
        self.selected.setProperty("caption", True)
        self.coverage = WordsButton(tr("How far the file was looked through; stops that, or goes on"))
        self.coverage.setCheckable(True)
        self.coverage.clicked.connect(self.hold_wanted)
        self.saved = WordsButton(tr("The result whose answers are shown; says more about it"))
        self.saved.clicked.connect(lambda _=False: self.saved_asked.emit())
        self.speed = DropDown()
        self.speed.setAccessibleName(tr("Speed"))
        self.speed.setToolTip(tr("Speed ([ slower, ] faster)"))
        self.speed.setProperty("compact", True)
        self.speed.addItems([f"{speed:g}×" for speed in SPEEDS])
        self.speed.setCurrentIndex(SPEEDS.index(1.0))
        self.speed.currentIndexChanged.connect(lambda index: self.speed_chosen.emit(SPEEDS[index]))
        self.out = self._button("zoom-out", tr("See more of the time"), "Alt+-", lambda: self.tracks.zoom(ZOOM))
        self.fit = self._button("fit", tr("See all"), "Alt+0", self.tracks.fit)
        self.closer = self._button("zoom-in", tr("See less, larger"), "Alt++", lambda: self.tracks.zoom(1 / ZOOM))
        head = QHBoxLayout()
        head.setSpacing(4)
        for part in (self.back, self.button, self.ahead):
            head.addWidget(part)
        head.addSpacing(8)
        head.addWidget(self.time)
        head.addSpacing(16)
        head.addWidget(self.selected, 1)
        head.addWidget(self.coverage)
        head.addWidget(self.saved)
        head.addWidget(self.speed)
        for part in (self.out, self.fit, self.closer):
            head.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, 6, MARGIN, 8)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(Scrolled(self.tracks))
        layout.addWidget(self.overview)
        self.begin(False, None, ProbabilityHistory())

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self._theme = theme
        self.tracks.set_theme(theme)
        self.overview.set_theme(theme)
        for button, name in self._icons:
            button.setIcon(icon(name, theme))
        self._update_play_button()

    def begin(self, live: bool, duration: float | None, history: ProbabilityHistory) -> None:
        """Another source; ``duration`` in seconds, where it is known."""
        self._live, self._duration, self._frozen = live, duration, False
        self.tracks.begin(history, live)
        if duration:
            self.tracks.set_whole((0.0, duration), fit=True)
        self.tracks.setEnabled(not live)
        self.speed.setEnabled(not live)
        self._update_play_button()
        self.show_place(0.0, {}, ())

    def show_coverage(self, coverage: Coverage | None, spans: Sequence[tuple[float, float]] | None) -> None:
        """How far a file was looked through, which ``spans`` of it; ``None`` for a live source."""
        self.tracks.set_looked_at(spans)
        self.coverage.setVisible(coverage is not None and not coverage.ended)
        if coverage is not None and not coverage.ended:
            self.coverage.setChecked(coverage.held)
            pressed = tr("Go on looking") if coverage.held else tr("Stop looking, for the moment")
            self.coverage.show_words(coverage_text(coverage), pressed)

    def show_saved(self, name: str) -> None:
        """The saved result whose answers are shown; empty where they are found here."""
        self.saved.setVisible(bool(name))
        if name:
            self.saved.show_words(
                tr("From {name}", name=name), tr("Say by what it was judged, and offer to recognize the file anew")
            )

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

    def set_frame_rate(self, rate: float) -> None:
        """How many pictures a second the source has: ends of spans go to their times."""
        self.tracks.frame_rate = rate

    def set_span_actions(self, actions: Sequence[QAction]) -> None:
        """Offer these on spans, in their menu and by the keys that they have."""
        self.addActions(list(actions))

    def _open_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.addActions(self.actions())
        selected = self.editor.selected
        place = None if selected is None else self.tracks.row_of(selected.person)
        if place is not None:
            menu.addSeparator()
            person = self.tracks.row_menu(place)
            menu.addMenu(person)
            menu.aboutToHide.connect(person.deleteLater)
        self.menu_opened.emit(menu)
        pop_up(menu, at)

    def _tell_selected(self) -> None:
        """Say in words what is selected."""
        selected = self.editor.selected
        self.selected.set_full_text("" if selected is None else self.tracks.words_of(selected))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.window().installEventFilter(self)
        self.tracks.set_low(self.window().height() < px(LOW))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the rows low while the window is."""
        if watched is self.window() and event.type() is QEvent.Type.Resize:
            self.tracks.set_low(self.window().height() < px(LOW))
        return super().eventFilter(watched, event)

    def show_place(self, now: float, lanes: "Mapping[int, Sequence[Segment]]", labels: Sequence[str]) -> None:
        """Where the source is, and what the model recognized so far, by person."""
        self.editor.take(lanes)
        if self._live:
            words = tr("Frozen at") if self._frozen else tr("Live")
            self.time.setText(f"{words}  {clock_text(now, tenths=self._frozen)}")
            if not self._frozen:
                end = max(now, LIVE_SPAN)
                self.tracks.set_whole((end - LIVE_SPAN, end), fit=True)
        else:
            if not self._duration:
                self.tracks.set_whole((0.0, max(now, 10.0)))
            whole = clock_text(self._duration) if self._duration else "–:––"
            self.time.setText(f"{clock_text(now)} / {whole}")
        self.tracks.show_place(now, labels)
        self.overview.update()

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
        button.setToolTip(with_keys(words, key))
        button.clicked.connect(lambda _=False: pressed())
        self._icons.append((button, name))
        return button

    def _update_play_button(self) -> None:
        """What the play button does now, and which controls have something to do."""
        playing = self._state in (SourceState.PLAYING, SourceState.OPENING)
        if self._live:
            name, words = (
                ("play", tr("Go on live")) if self._frozen or not playing else ("pause", tr("Freeze and look back"))
            )
        elif self._state is SourceState.ENDED:
            name, words = "again", tr("Play again")
        else:
            name, words = ("pause", tr("Pause")) if playing else ("play", tr("Play"))
        self._icons = [(b, name if b is self.button else n) for b, n in self._icons]
        self.button.setIcon(icon(name, self._theme))
        self.button.setAccessibleName(words)
        self.button.setToolTip(with_keys(words, "Space"))
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


def coverage_text(coverage: Coverage) -> str:
    """How far a file was looked through, and how fast that goes."""
    whole = tr(" of {duration}", duration=clock_text(coverage.duration)) if coverage.duration else ""
    if coverage.held:
        return tr("Looked through to {reached}{whole}, stopped", reached=clock_text(coverage.reached), whole=whole)
    rate = f" \N{MIDDLE DOT} {coverage.rate:.1f}\N{MULTIPLICATION SIGN}" if coverage.rate else ""
    pace = tr(", which sets the pace") if coverage.sets_the_pace else ""
    return tr(
        "Looked through to {reached}{whole}{rate}{pace}",
        reached=clock_text(coverage.reached),
        whole=whole,
        rate=rate,
        pace=pace,
    )
