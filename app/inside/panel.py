"""The panel that looks inside the network: whose answer, and the tabs that show its maps."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QTabWidget, QVBoxLayout, QWidget

from app.inside.tab import MapTab, Tab
from app.session.messages import ShownFrame
from app.texts import mark, tr
from app.widgets.controls import DropDown, refill
from app.widgets.elided_label import ElidedLabel
from app.widgets.scrolled import Scrolled
from app.widgets.skeleton_highlights import Highlights
from app.widgets.text import clock_text, person_name
from app.widgets.theme import GAP, Theme
from app.widgets.timeline_marks import TimelineMarks
from recognizer.model.answers import SlotHolder
from recognizer.skeleton.clip import NOBODY

if TYPE_CHECKING:
    from app.session.messages import ModelInfo
    from recognizer.recognizer import WindowAnswer

WAITING = mark("The maps appear as soon as somebody has been watched for a moment.")
NO_LABEL = mark("no known action")
NOTHING_THERE = mark("Nobody was judged at this moment.")


class Corner(QWidget):
    """What stands beside the tabs gets the room that they leave."""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            QTimer.singleShot(0, self, self.updateGeometry)  # when the tabs have taken the new type as well

    def sizeHint(self) -> QSize:
        tabs = self.parentWidget()
        free = tabs.width() - tabs.tabBar().sizeHint().width() - GAP if isinstance(tabs, QTabWidget) else 0
        return QSize(max(free, super().minimumSizeHint().width()), super().sizeHint().height())


class InsidePanel(QFrame):
    """All ``tabs`` show the same window as the answer on the stage: one step, one set of numbers. ``changed`` reports
    that what the shown tab highlights elsewhere may be another; ``appeared`` comes with the first maps of a source,
    ``export_wanted`` when the map shall be saved, ``wanted`` when the panel shall be seen."""

    changed = Signal()
    appeared = Signal()
    export_wanted = Signal()
    wanted = Signal()

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
        self.person.setAccessibleName(tr("Whose maps"))
        self.person.setProperty("compact", True)
        self.person.setMinimumWidth(94)
        self.person.currentIndexChanged.connect(self._show_chosen)
        self.person.hide()
        corner = Corner()
        head = QHBoxLayout(corner)
        head.setContentsMargins(4, 0, 0, 8)  # clear of the ring about the tabs
        head.setSpacing(GAP)
        head.addWidget(self.moment, 1)
        head.addWidget(self.person)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        for tab in self.all_tabs:
            self.tabs.addTab(Scrolled(tab), tr(tab.title))
            tab.changed.connect(self.changed)
            if isinstance(tab, MapTab):
                tab.export_wanted.connect(self.export_wanted)
        self.corner = corner
        self.tabs.setCornerWidget(corner)
        self.tabs.currentChanged.connect(self._show_tab)
        self.waiting = QLabel(tr(WAITING), self.tabs)  # lies over a tab that has nothing to show yet
        self.waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.waiting.setWordWrap(True)
        self.waiting.setProperty("cover", True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 12)
        self._above = layout  # where whose maps they are stands while the tabs leave no room
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
        self._place_corner()
        self._place()

    def _place_corner(self) -> None:
        """Beside the tabs where there is room, else above them."""
        needed = self.tabs.tabBar().sizeHint().width() + self.corner.minimumSizeHint().width() + GAP
        beside = needed <= self.tabs.width()
        if beside is not (self.tabs.cornerWidget() is self.corner):
            if beside:
                self._above.removeWidget(self.corner)
                self.tabs.setCornerWidget(self.corner)
            else:
                self.tabs.setCornerWidget(QWidget())
                self._above.insertWidget(0, self.corner)
            self.corner.setVisible(beside or not self.person.isHidden())

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
        self.waiting.setText(tr(WAITING))
        self._result = self._window = None
        for tab in self.all_tabs:
            tab.begin()
        self.moment.set_full_text("")
        self.person.hide()
        self._show_tab()

    def _forget(self, why: str) -> None:
        """The moment that is shown has no maps: those of another one would mislead."""
        if self._window is None and self.waiting.text() == why:
            return
        self._window = self._model = None
        self.waiting.setText(why)
        self.moment.set_full_text("")
        self._show_tab()

    def choose_tab(self, title: str) -> None:
        """Show the tab of that title."""
        self.tabs.setCurrentIndex([tab.title for tab in self.all_tabs].index(title))

    def turn(self, tabs: int) -> None:
        """Show the tab that lies so many further on, or back, as long as there is one."""
        self.tabs.setCurrentIndex(min(max(self.tabs.currentIndex() + tabs, 0), self.tabs.count() - 1))

    def set_bare(self, bare: bool) -> None:
        """Show the maps alone, without what they are chosen by, or all of it."""
        self.tabs.tabBar().setVisible(not bare)
        # Else Tab stays where it is: it would give the focus to the tabs, which cannot have it while they are hidden.
        self.tabs.setFocusPolicy(Qt.FocusPolicy.NoFocus if bare else Qt.FocusPolicy.TabFocus)
        for tab in self.all_tabs:
            tab.set_bare(bare)
        self._place()

    def toggle_overview(self) -> None:
        """Show the maps of all blocks in place of one, or one again; of the topology, where no map is on top."""
        self.wanted.emit()
        if not isinstance(self.tab, MapTab):
            self.tabs.setCurrentIndex(next(n for n, tab in enumerate(self.all_tabs) if isinstance(tab, MapTab)))
        tab = self.tab
        assert isinstance(tab, MapTab), "one was chosen"
        tab.show_overview(not tab.overview_shown)

    def show_result(self, result: ShownFrame) -> None:
        """Show the newest traced window of the chosen person, if there is one that is not shown yet."""
        self._result = result
        present = _present(result)
        refill(self.person, [person_name(holder.number) for holder in present])
        self.person.setVisible(len(present) > 1)
        self._place_corner()
        holder = self.chosen(result)
        window = None if holder is None else holder.window
        if result.no_maps:
            self._forget(result.no_maps)
            return
        if window is None and not result.captured.live and self._window is not None:
            self._forget(tr(NOTHING_THERE))
        if window is None or window is self._window or not window.trace:
            return
        first, self._window, self._model = self._window is None, window, result.model
        self.moment.set_full_text(f"{clock_text(window.time)} · {window.label or tr(NO_LABEL)}")
        self._show_tab()
        if first:
            self.appeared.emit()

    def chosen(self, result: ShownFrame) -> SlotHolder | None:
        """Of those who are seen, the one whose maps are chosen."""
        present = _present(result)
        return present[min(max(self.person.currentIndex(), 0), len(present) - 1)] if present else None

    @property
    def chosen_number(self) -> int | None:
        """The number of whose maps are chosen; ``None`` while nobody is seen."""
        holder = None if self._result is None else self.chosen(self._result)
        return None if holder is None else holder.number

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


def _present(result: ShownFrame) -> list[SlotHolder]:
    """Those who are seen."""
    return [holder for holder in result.holders if holder.number != NOBODY]
