"""What the model knows: its actions, to be searched, each with a small drawn example that moves."""

import time as clock
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    QSortFilterProxyModel,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QPainter,
    QPen,
    QResizeEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.texts import mark, tr
from app.widgets.action_examples import ActionExamples
from app.widgets.skeleton_3d_view import Skeleton3DView
from app.widgets.skeleton_painter import paint_figure
from app.widgets.text_size import px
from app.widgets.theme import CAPTION, GAP, MARGIN, SECTION, Theme, font
from recognizer.examples.actions import Example
from recognizer.examples.procedural_body import DISTANCE, SENSOR_HEIGHT
from recognizer.skeleton.projection import VIEW_TILT, project

TILE, PICTURE = (122, 146), 110  # pixels at a text size of 100 %; the picture is a tile's upper part
TICK = 66  # milliseconds
MIDDLE = np.array([0.0, 0.95 - SENSOR_HEIGHT, DISTANCE])  # of a person who stands
METRES = 2.25  # that fill a picture's height
ACT, ACT_TIP = mark("&Act it out"), mark("Do it before the camera, and see as it happens how the network takes it")


@lru_cache(maxsize=256)
def flat(found: Example) -> np.ndarray:
    """An example seen from its best side, float ``(T, 25, 2)``: metres to the right and up from the middle."""
    return project(found.clip.keypoints[0], MIDDLE, found.yaw, VIEW_TILT)[0]


def frame_at(found: Example, seconds: float) -> int:
    """Which frame of an example is shown at a moment of the clock: it goes round and round."""
    return int(seconds * found.clip.fps) % found.clip.frames


class TileList(QListView):
    """As many tiles beside each other as there is room for; they share it."""

    def __init__(self) -> None:
        super().__init__()
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setSpacing(0)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # else it comes and goes with the width

    def resizeEvent(self, event: QResizeEvent) -> None:
        width, height = map(px, TILE)
        room = self.viewport().width() - 1
        self.setGridSize(QSize(room // max(room // width, 1), height))
        super().resizeEvent(event)


class Tile(QStyledItemDelegate):
    """Draws an action: the example at this moment, and its name."""

    def __init__(self, theme: Theme, tiles: TileList, examples: ActionExamples) -> None:
        super().__init__()
        self._theme, self._tiles, self._examples = theme, tiles, examples

    def sizeHint(self, _: QStyleOptionViewItem, __: QModelIndex | QPersistentModelIndex) -> QSize:
        return self._tiles.gridSize()

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        label = index.data()
        box = option.rect.adjusted(4, 4, -4, -4)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.setPen(QPen(QColor(self._theme.accent if chosen else self._theme.line), 1.5 if chosen else 1))
        painter.setBrush(QColor(self._theme.notice if chosen else self._theme.stage))
        painter.drawRoundedRect(QRectF(box), 6, 6)
        self._draw_example(painter, box, label)
        painter.setFont(font(CAPTION))
        painter.setPen(QColor(self._theme.text))
        name = QRect(box.left() + 4, box.bottom() - px(24), box.width() - 8, px(22))
        text = QFontMetrics(painter.font()).elidedText(label, Qt.TextElideMode.ElideRight, name.width())
        painter.drawText(name, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()

    def _draw_example(self, painter: QPainter, box: QRect, label: str) -> None:
        found = self._examples.find(label)
        if found is None:
            painter.setFont(font(CAPTION - 1))
            painter.setPen(QColor(self._theme.muted))
            place = box.adjusted(8, 0, -8, -px(24))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._examples.kind(label))
            return
        now = flat(found)[frame_at(found, clock.monotonic())]
        scale = px(PICTURE) / METRES
        x = box.center().x() + scale * now[:, 0]
        y = box.top() + px(PICTURE) / 2 + 2 - scale * now[:, 1]
        paint_figure(painter, np.stack([x, y], axis=-1), self._theme.persons[0], 2.4)


class ActionCatalogue(QDialog):
    """Type to search, click or use the arrow keys to see one large; Enter or a double click has it acted out.
    ``act_wanted`` carries the action that is to be."""

    act_wanted = Signal(str)

    def __init__(
        self, parent: QWidget, labels: Sequence[str], model: str, theme: Theme, examples: ActionExamples | None = None
    ) -> None:
        super().__init__(parent)
        self._examples = examples or ActionExamples()
        self.setWindowTitle(tr("What it knows"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(920, 600)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search"))
        self.search.setAccessibleName(tr("Search the actions"))
        self.search.setClearButtonEnabled(True)
        self._labels = QStandardItemModel(self)
        for label in labels:
            item = QStandardItem(label)
            item.setData(self._examples.kind(label), Qt.ItemDataRole.AccessibleDescriptionRole)
            self._labels.appendRow(item)
        self._found = QSortFilterProxyModel(self)
        self._found.setSourceModel(self._labels)
        self._found.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.list = TileList()
        self.list.setAccessibleName(tr("Actions"))
        self.list.setModel(self._found)
        self._tile = Tile(theme, self.list, self._examples)
        self.list.setItemDelegate(self._tile)
        self.count = QLabel()
        self.count.setProperty("caption", True)
        self.name, self.caption = QLabel(), QLabel()
        self.name.setFont(font(SECTION, bold=True))
        self.name.setWordWrap(True)
        self.caption.setProperty("caption", True)
        self.view = Skeleton3DView()
        self.view.numbered = False
        self.view.set_theme(theme)
        self._model = model
        self.act = QPushButton(tr(ACT))
        self.act.setToolTip(tr(ACT_TIP))
        self.act.setAccessibleDescription(tr(ACT_TIP))
        self.act.clicked.connect(lambda _=False: self._act_out())
        self._lay_out()
        self.search.textChanged.connect(self._filter)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._choose())
        self.list.doubleClicked.connect(lambda _: self._act_out())
        self._ticker = QTimer(self)
        self._ticker.timeout.connect(self.tick)
        self._ticker.start(TICK)
        self._filter("")
        self.search.setFocus()

    @property
    def shown(self) -> list[str]:
        """The actions that the search leaves."""
        return [self._found.index(row, 0).data() for row in range(self._found.rowCount())]

    @property
    def label(self) -> str | None:
        """The action that is shown large."""
        return self.list.currentIndex().data()

    def tick(self) -> None:
        """Move on."""
        self.list.viewport().update()
        found = None if self.label is None else self._examples.find(self.label)
        if found is not None:
            self.view.show_bodies(found.clip.at(frame_at(found, clock.monotonic())))

    def done(self, result: int) -> None:
        self._ticker.stop()
        super().done(result)

    def _filter(self, text: str) -> None:
        self._found.setFilterFixedString(text.strip())
        count = self._found.rowCount()
        of = tr(" of {count}", count=self._labels.rowCount()) if count < self._labels.rowCount() else ""
        self.count.setText(tr("{count}{of} actions of the model “{model}”", count=count, of=of, model=self._model))
        if count and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self._found.index(0, 0))

    def _choose(self) -> None:
        label = self.label
        found = None if label is None else self._examples.find(label)
        self.name.setText(label or "")
        self.caption.setText("" if label is None else self._examples.kind(label))
        self.act.setEnabled(label is not None)
        self.view.clear()
        self.view.reset_view()
        if found is not None:
            self.view.yaw = found.yaw
            self.view.ground.hold(MIDDLE, -SENSOR_HEIGHT)
        self.tick()

    def _act_out(self) -> None:
        label = self.label
        if label is not None:
            self.accept()
            self.act_wanted.emit(label)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(GAP)
        left.addWidget(self.search)
        left.addWidget(self.list, 1)
        left.addWidget(self.count)
        right = QVBoxLayout()
        right.setSpacing(GAP)
        right.addWidget(self.name)
        right.addWidget(self.view, 1)
        right.addWidget(self.caption)
        self.view.setMinimumWidth(280)
        both = QHBoxLayout()
        both.setSpacing(MARGIN)
        both.addLayout(left, 3)
        both.addLayout(right, 2)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.act, QDialogButtonBox.ButtonRole.ActionRole)
        self.act.setDefault(True)  # what Enter presses, but on the other button
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.setSpacing(MARGIN)
        layout.addLayout(both, 1)
        layout.addWidget(buttons)
