"""The panel that looks inside the network: whose answer, and the tabs that show its maps."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedLayout, QTabWidget, QVBoxLayout, QWidget

from app.attention import AttentionTab
from app.controls import Choice, refill
from app.result import Result
from app.theme import GAP, Theme
from app.topology import TopologyTab
from app.wording import clock_text, person_name
from recognizer.clip import NOBODY

if TYPE_CHECKING:
    from app.mapview import MapView
    from recognizer.recognizer import Window

WAITING = "The maps appear as soon as somebody has been watched for a moment."


class InsidePanel(QFrame):
    """Both tabs show the same window as the answer on the stage: one step, one set of numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.topology, self.attention = TopologyTab(), AttentionTab()
        self._window: Window | None = None
        self.moment = QLabel()
        self.moment.setProperty("caption", True)
        self.person = Choice()
        self.person.setAccessibleName("Whose maps")
        self.person.setProperty("compact", True)
        self.person.setMinimumWidth(110)
        self.person.hide()
        corner = QWidget()
        head = QHBoxLayout(corner)
        head.setContentsMargins(0, 0, 0, 8)
        head.setSpacing(GAP)
        head.addWidget(self.moment)
        head.addWidget(self.person)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.addTab(self.topology, "Topology")
        self.tabs.addTab(self.attention, "Attention")
        self.tabs.setCornerWidget(corner)
        self.tabs.currentChanged.connect(self._show_tab)
        self.waiting = QLabel(WAITING)
        self.waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.waiting.setWordWrap(True)
        self.waiting.setProperty("muted", True)
        body = QWidget()
        self._pages = QStackedLayout(body)
        self._pages.addWidget(self.waiting)
        self._pages.addWidget(self.tabs)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 12)
        layout.addWidget(body, 1)

    @property
    def map(self) -> "MapView | None":
        """The map that is shown, if one is."""
        tab = self.tabs.currentWidget()
        return tab.map if self.isVisible() and self._window is not None and hasattr(tab, "map") else None

    def set_theme(self, theme: Theme) -> None:
        for tab in (self.topology, self.attention):
            tab.set_theme(theme)

    def begin(self) -> None:
        """Another source."""
        self._window = None
        self.moment.clear()
        self.person.hide()
        self._pages.setCurrentWidget(self.waiting)

    def show_result(self, result: Result) -> None:
        """Show the newest traced window of the chosen person, if there is one that is not shown yet."""
        present = [holder for holder in result.holders if holder.number != NOBODY]
        refill(self.person, [person_name(holder.number) for holder in present])
        self.person.setVisible(len(present) > 1)
        if not present:
            return
        window = present[min(max(self.person.currentIndex(), 0), len(present) - 1)].window
        if window is None or window is self._window or not window.trace:
            return
        self._window = window
        self.moment.setText(f"{clock_text(window.time)} · {window.label or 'no known action'}")
        self._pages.setCurrentWidget(self.tabs)
        self._show_tab()

    def _show_tab(self) -> None:
        if self._window is not None:
            self.tabs.currentWidget().show_window(self._window)
