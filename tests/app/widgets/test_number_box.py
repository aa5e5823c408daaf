"""Boxes for numbers beside drop-down lists."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from app.widgets import theme
from app.widgets.controls import DropDown
from app.widgets.number_box import DecimalBox, NumberBox
from app.widgets.text_size import TEXT_SIZES, follow, set_text_size

KINDS = (NumberBox, DecimalBox)


@pytest.fixture(autouse=True)
def usual_size(qapp: QApplication):
    yield
    set_text_size(TEXT_SIZES[0])
    theme.apply(qapp, theme.LIGHT)


@pytest.mark.parametrize("percent", TEXT_SIZES)
def test_they_are_as_high_as_lists_at_every_size_of_text(qtbot, qapp: QApplication, percent: int) -> None:
    theme.apply(qapp, theme.LIGHT)
    row = QWidget()
    qtbot.addWidget(row)
    layout = QHBoxLayout(row)
    parts = [DropDown(), *(kind() for kind in KINDS)]
    for part in parts:
        layout.addWidget(part)
    row.show()
    set_text_size(percent)
    theme.apply(qapp, theme.LIGHT)
    for _ in range(2):
        follow(row)
        qapp.processEvents()
    heights = [part.height() for part in parts]
    assert max(heights) - min(heights) <= 4, heights


@pytest.mark.parametrize("kind", KINDS)
def test_wheel_and_space_bar_are_left_to_the_window(qtbot, kind: type[NumberBox | DecimalBox]) -> None:
    heard: list[str] = []

    class Around(QWidget):
        def keyPressEvent(self, event) -> None:
            heard.append(event.text())

    around = Around()
    qtbot.addWidget(around)
    box = kind(around)
    around.show()
    box.setValue(3)
    QTest.keyClick(box, Qt.Key.Key_Space)
    turned = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(box, turned)
    assert heard == [" "] and not turned.isAccepted() and box.value() == 3
    QTest.keyClick(box, Qt.Key.Key_Up)
    assert box.value() == 4
