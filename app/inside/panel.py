"""The panel that looks inside the network: whose answer, and the tabs that show its maps."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QTabWidget, QVBoxLayout, QWidget

from app.inside.tab import Tab
from app.session.messages import ShownFrame
from app.widgets.controls import DropDown, refill
from app.widgets.elided_label import ElidedLabel
from app.widgets.skeleton_highlights import Highlights
from app.widgets.text import clock_text, person_name
from app.widgets.theme import GAP, Theme
from app.widgets.timeline_marks import TimelineMarks
from recognizer.skeleton.clip import NOBODY

if TYPE_CHECKING:
    from app.session.messages import ModelInfo
    from app.widgets.matrix_view import MatrixView
    from recognizer.recognizer import WindowAnswer

WAITING = "The maps appear as soon as somebody has been watched for a moment."


class Corner(QWidget):
    """What stands beside the tabs gets the room that they leave."""

    def sizeHint(self) -> QSize:
        tabs = self.parentWidget()
        free = tabs.width() - tabs.tabBar().sizeHint().width() - GAP if isinstance(tabs, QTabWidget) else 0
        return QSize(max(free, super().minimumSizeHint().width()), super().sizeHint().height())


class InsidePanel(QFrame):
    """All ``tabs`` show the same window as the answer on the stage: one step, one set of numbers. ``changed`` reports
    that what the shown tab highlights elsewhere may be another; ``appeared`` comes with the first maps of a source."""

    changed = Signal()
    appeared = Signal()

    def __init__(self, tabs: Sequence[Tab]) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.all_tabs = tuple(tabs)
        self._result: ShownFrame | None = None  # the newest
        self._window: WindowAnswer | None = None
        self._model: ModelInfo | None = None  # the one that judged it
        self.moment = ElidedLabel()
        self.moment.setProperty("caption", True)
        self.moment.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.person = DropDown()
        self.person.setAccessibleName("Whose maps")
        self.person.setProperty("compact", True)
        self.person.setMinimumWidth(94)
        self.person.currentIndexChanged.connect(self._show_chosen)
        self.person.hide()
        corner = Corner()
        head = QHBoxLayout(corner)
        head.setContentsMargins(0, 0, 0, 8)
        head.setSpacing(GAP)
        head.addWidget(self.moment, 1)
        head.addWidget(self.person)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        for tab in self.all_tabs:
            self.tabs.addTab(tab, tab.title)
            tab.changed.connect(self.changed)
        self.tabs.setCornerWidget(corner)
        self.tabs.currentChanged.connect(self._show_tab)
        self.waiting = QLabel(WAITING, self.tabs)  # lies over a tab that has nothing to show yet
        self.waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.waiting.setWordWrap(True)
        self.waiting.setProperty("cover", True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 12)
        layout.addWidget(self.tabs, 1)
        self._show_tab()

    @property
    def tab(self) -> Tab:
        """The tab that is on top."""
        return self.all_tabs[self.tabs.currentIndex()]

    @property
    def answer(self) -> "WindowAnswer | None":
        """The answer whose maps are shown."""
        return self._window

    @property
    def map(self) -> "MatrixView | None":
        """The map that is shown, if one is."""
        return self.tab.map if self.isVisible() and self._window is not None else None

    @property
    def shown(self) -> "tuple[WindowAnswer, ModelInfo] | None":
        """The window whose inside is shown, and the model that judged it."""
        return None if self._window is None or self._model is None else (self._window, self._model)

    def highlights(self) -> Highlights:
        """What the tab that is shown highlights on the stage."""
        return self.tab.highlights() if self.isVisible() else Highlights()

    def marks(self) -> TimelineMarks:
        """What the tab that is shown marks on the timeline."""
        return self.tab.marks() if self.isVisible() else TimelineMarks()

    def take_joint(self, person: int, joint: int) -> None:
        """A joint was clicked on the stage."""
        if self.isVisible():
            place = self.person.findText(person_name(person))
            if place >= 0:
                self.person.setCurrentIndex(place)
            self.tab.take_joint(joint)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        top = self.tabs.tabBar().height() + 1
        self.waiting.setGeometry(0, top, self.tabs.width(), self.tabs.height() - top)
        self.waiting.raise_()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.changed.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.changed.emit()

    def set_theme(self, theme: Theme) -> None:
        """Give all tabs the theme's colours."""
        for tab in self.all_tabs:
            tab.set_theme(theme)

    def begin(self) -> None:
        """Another source."""
        self._result = self._window = None
        for tab in self.all_tabs:
            tab.begin()
        self.moment.set_full_text("")
        self.person.hide()
        self._show_tab()

    def choose_tab(self, title: str) -> None:
        """Show the tab of that title."""
        self.tabs.setCurrentIndex([tab.title for tab in self.all_tabs].index(title))

    def show_result(self, result: ShownFrame) -> None:
        """Show the newest traced window of the chosen person, if there is one that is not shown yet."""
        self._result = result
        present = [holder for holder in result.holders if holder.number != NOBODY]
        refill(self.person, [person_name(holder.number) for holder in present])
        self.person.setVisible(len(present) > 1)
        if not present:
            return
        window = present[min(max(self.person.currentIndex(), 0), len(present) - 1)].window
        if window is None or window is self._window or not window.trace:
            return
        first, self._window, self._model = self._window is None, window, result.model
        self.moment.set_full_text(f"{clock_text(window.time)} · {window.label or 'no known action'}")
        self._show_tab()
        if first:
            self.appeared.emit()

    def _show_chosen(self) -> None:
        """Another person is chosen: while nothing plays, no new result would bring that about."""
        if self._result is not None:
            self.show_result(self._result)

    def _show_tab(self) -> None:
        for tab in self.all_tabs:
            tab.setEnabled(self._window is not None or not tab.needs_window)
        self.waiting.setVisible(not self.tab.isEnabled())
        self._place()
        if self._window is not None:
            self.tab.show_window(self._window, self._model)
        self.changed.emit()
