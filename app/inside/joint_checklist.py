"""The parts of the body and their joints as a list of check boxes: what is hidden, and what hiding each alone does."""

import numpy as np
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTreeWidgetItem

from app.texts import tr
from app.widgets.text import capital, joint_name
from app.widgets.tree import Tree
from recognizer.explain.mask import NOTABLE_DROP
from recognizer.skeleton.joints import BODY_PARTS, NAMES
from recognizer.text import signed

JOINT = Qt.ItemDataRole.UserRole


class JointChecklist(Tree):
    """``toggled`` reports that other joints are ticked: ``joints`` are those."""

    toggled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Parts and joints to hide"))
        self.setAccessibleDescription(tr("Enter hides or shows, Right opens a part of the body."))
        self.setColumnCount(2)
        self.setHeaderLabels([tr("Hide"), tr("Alone")])
        self.headerItem().setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.headerItem().setToolTip(1, tr("By how many points the answer falls when this alone is hidden"))
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.setIndentation(12)
        self._parts: list[QTreeWidgetItem] = []
        self._joints: dict[int, QTreeWidgetItem] = {}
        for part in BODY_PARTS:
            item = QTreeWidgetItem(self, [capital(tr(part.name)), ""])
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsAutoTristate | Qt.ItemFlag.ItemIsUserCheckable)
            self._parts.append(item)
            for joint in part.joints:
                short = NAMES[joint].removeprefix("left ").removeprefix("right ")
                child = QTreeWidgetItem(item, [capital(tr(short)), ""])
                child.setData(0, Qt.ItemDataRole.AccessibleTextRole, joint_name(joint))
                child.setCheckState(0, Qt.CheckState.Unchecked)
                child.setData(0, JOINT, joint)
                self._joints[joint] = child
        for item in (*self._parts, *self._joints.values()):
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.itemChanged.connect(self._changed)

    @property
    def joints(self) -> frozenset[int]:
        """The joints that are ticked."""
        ticked = Qt.CheckState.Checked
        return frozenset(joint for joint, item in self._joints.items() if item.checkState(0) is ticked)

    def show_hidden(self, joints: frozenset[int]) -> None:
        """Tick these, without a signal."""
        self.blockSignals(True)
        for joint, item in self._joints.items():
            state = Qt.CheckState.Checked if joint in joints else Qt.CheckState.Unchecked
            if item.checkState(0) is not state:
                item.setCheckState(0, state)
        self.blockSignals(False)
        self.viewport().update()

    def show_drops(self, joints: np.ndarray | None, parts: np.ndarray | None) -> None:
        """By how much the answer's probability falls without each joint ``(25,)`` and part ``(5,)`` alone."""
        self.blockSignals(True)
        for joint, item in self._joints.items():
            item.setText(1, "" if joints is None else points(float(joints[joint])))
        for number, item in enumerate(self._parts):
            item.setText(1, "" if parts is None else points(float(parts[number])))
        self.blockSignals(False)
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(190, 120)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter ticks: the space bar plays and pauses."""
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            ticked = item.checkState(0) is Qt.CheckState.Checked
            item.setCheckState(0, Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked)
        else:
            super().keyPressEvent(event)

    def _changed(self, _: QTreeWidgetItem, column: int) -> None:
        if column == 0:
            self.toggled.emit()


def points(drop: float) -> str:
    """A drop as the points by which the probability changes: ``−7``."""
    return "0" if abs(drop) < NOTABLE_DROP else signed(-100 * drop, digits=0)
