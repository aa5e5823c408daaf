"""The window's parts, and where each has its place."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.commands import COMMANDS, ON_THE_STAGE
from app.inside.attention_tab import AttentionTab
from app.inside.joint_curves_tab import JointCurvesTab
from app.inside.masking_tab import MaskingTab
from app.inside.panel import InsidePanel
from app.inside.topology_tab import TopologyTab
from app.lesson.tab import LessonTab
from app.stage.panel import Stage
from app.stage.start_page import StartPage
from app.teach.tab import TeachTab
from app.texts import mark, tr
from app.timeline.panel import Timeline
from app.widgets.banner import Banner
from app.widgets.pages import Pages
from app.widgets.room_splitter import RoomSplitter
from app.widgets.split import Split
from app.widgets.theme import GAP, Theme

# The start page's buttons: icon, text, and the command that each stands for.
OFFERS = (
    ("open", mark("Open…"), "open_files"),
    ("camera", mark("Camera…"), "choose_source"),
    ("actions", mark("What it knows…"), "show_actions"),
    ("help", mark("Keys"), "show_shortcuts"),
)


class WindowParts(QWidget):
    """From the top: the start page, stage and inside panel beside each other, the timeline; over them the banner.
    ``run`` carries out the command of an id, for the buttons of the start page."""

    def __init__(self, run: Callable[[str], object]) -> None:
        super().__init__()
        self.topology, self.attention, self.masking = TopologyTab(), AttentionTab(), MaskingTab()
        self.joint_curves, self.lesson_pages, self.teach = JointCurvesTab(), LessonTab(), TeachTab()
        maps = self.topology, self.attention, self.masking, self.joint_curves
        self.inside = InsidePanel((*maps, self.lesson_pages, self.teach))  # in this order
        self.banner, self.stage, self.timeline = Banner(), Stage(), Timeline()
        self.start_page = StartPage([(icon, tr(text), partial(run, command)) for icon, text, command in OFFERS])
        self.attention.masking_wanted.connect(lambda: self.inside.choose_tab(self.masking.title))
        self.stage.joint_clicked.connect(self.inside.take_joint)
        self.split = Split(Qt.Orientation.Horizontal)
        self.split.addWidget(self.stage)
        self.split.addWidget(self.inside)
        self.split.handle(1).setAccessibleName(tr("Border between picture and maps"))
        self.split.setHandleWidth(GAP)
        self.split.setChildrenCollapsible(False)
        self.split.setStretchFactor(0, 3)
        self.split.setStretchFactor(1, 2)
        self.split.setSizes([752, 504])
        self.middle = Pages()  # stage and inside panel, or another page in their place
        self.middle.addWidget(self.split)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAP, GAP, GAP, GAP)
        layout.setSpacing(GAP)
        self.rows = RoomSplitter(self.middle, self.timeline)
        layout.addWidget(self.start_page)
        layout.addWidget(self.rows, 1)
        self.banner.setParent(self)  # it lies over the rest, which stays where it is

    def offer(self, actions: Mapping[str, QAction]) -> None:
        """Give the parts those of the commands' actions that are in their own menus."""
        self.timeline.set_span_actions([actions[command.id] for command in COMMANDS if command.spans])
        self.stage.addActions([actions[command] for command in ON_THE_STAGE])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.banner.place()

    def set_theme(self, theme: Theme) -> None:
        """Give every part the theme's colours."""
        for part in (self.banner, self.start_page, self.stage, self.timeline, self.inside):
            part.set_theme(theme)

    def clear(self, notice: str) -> None:
        """Forget the old source, and show ``notice`` until the next one gives a picture."""
        self.banner.hide()
        self.start_page.hide()
        self.stage.begin(notice)
        self.inside.begin()
