"""Walks through a window by keyboard alone, as somebody without a mouse does, and finds what they would miss.

``faults`` is what tests ask for: every control that takes the mouse and is not reached by Tab and Shift+Tab, has no
name for screen readers, or looks the same with the focus as without.
"""

from collections.abc import Callable

import numpy as np
from pyqtgraph import GraphicsView
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QRadioButton,
    QScrollBar,
    QSplitterHandle,
    QTabBar,
    QTextEdit,
    QWidget,
)

from app.widgets.focus_ring import seen_of
from app.widgets.picture_view import PictureView

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QSplitterHandle,
    QTabBar,
    QTextEdit,
)
MOUSE = {"mousePressEvent", "mouseMoveEvent", "mouseReleaseEvent", "mouseDoubleClickEvent"}
KEYS_ELSEWHERE = (
    QScrollBar,  # the keys of what it scrolls
    QHeaderView,  # it is for the widths of columns alone
    PictureView,  # a joint is chosen on the map, in the list of the Signals tab, and on the skeleton of the Masking tab
)
FARTHEST = 300  # presses of Tab
LINKS = 3  # in one text, at most
BAND = 4  # pixels around a control, in which its ring must be seen
CONTRAST = 3.0  # that a ring needs at least, to what is there without it (WCAG 2.2, criterion 1.4.11)


def faults(window: QWidget) -> list[str]:
    """What somebody without a mouse, or without eyes, would miss in a window that is active and in which nothing
    moves."""
    unseen = without_ring(window)  # first: as it grabs each control, all parts find their places
    reached, back = walk(window), walk(window, backwards=True)
    found = [f"{told(control)}: not reached by Tab" for control in controls(window) if not is_in(control, reached)]
    found += [f"{told(control)}: not reached by Shift+Tab" for control in reached if not is_in(control, back)]
    return found + [f"{told(control)}: has no name" for control in reached if not name_of(control)] + unseen


def without_ring(window: QWidget) -> list[str]:
    """What looks the same with the focus as without."""
    found: list[str] = []
    walk(window, at_each=lambda control: None if has_ring(control) else found.append(told(control)))
    return [f"{control}: looks the same with the focus" for control in found]


def controls(window: QWidget) -> list[QWidget]:
    """What of a window is seen, can be used, and takes the mouse."""
    parts = [part for part in window.findChildren(QWidget) if part.window() is window]
    usable = [part for part in parts if part.isVisible() and part.isEnabled() and not seen_of(part).isEmpty()]
    return [part for part in usable if takes_mouse(part)]


def takes_mouse(part: QWidget) -> bool:
    """Whether a click or a drag on it does something that its keys, or those of what it is a part of, must do too."""
    if isinstance(part, KEYS_ELSEWHERE) or isinstance(part.parentWidget(), (*CONTROLS, GraphicsView)):
        return False
    if isinstance(part, QLabel):
        return "href=" in part.text()
    own = (kind for kind in type(part).__mro__ if kind.__module__.startswith("app."))
    return isinstance(part, (*CONTROLS, GraphicsView)) or any(MOUSE & vars(kind).keys() for kind in own)


def walk(
    window: QWidget, backwards: bool = False, at_each: Callable[[QWidget], object] = lambda control: None
) -> list[QWidget]:
    """What has the focus one after another while Tab is pressed, until it has been everywhere. ``at_each`` is given
    each as soon as it has it."""
    reached: list[QWidget] = []
    stayed = 0
    for _ in range(FARTHEST):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Backtab if backwards else Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None and focused.window() is window, "Tab stays in its window"
        stayed = stayed + 1 if reached[-1:] == [focused] else 0  # a text keeps the focus for each of its links
        if focused in reached[:-1] or stayed > LINKS:
            return reached
        if not stayed:
            reached.append(focused)
            at_each(focused)
    raise AssertionError(f"Tab comes to no end: it is at {told(reached[-1])}")


def is_in(control: QWidget, reached: list[QWidget]) -> bool:
    """Whether a control is among those that are reached, or, of a group of radio buttons, another one that the arrow
    keys go on from."""
    if control in reached:
        return True
    alike = isinstance(control, QRadioButton) and control.autoExclusive()
    return alike and any(type(one) is type(control) and one.parent() is control.parent() for one in reached)


def name_of(control: QWidget) -> str:
    """What a screen reader calls a control. Of a list to choose from, Qt tells some of them what is chosen instead, and
    they call it by its label."""
    if isinstance(control, QComboBox):
        labels = [label.text() for label in control.parentWidget().findChildren(QLabel) if label.buddy() is control]
        return " ".join(labels).strip() and control.accessibleName()
    spoken = QAccessible.queryAccessibleInterface(control)
    return "" if spoken is None else spoken.text(QAccessible.Text.Name).strip()


def told(control: QWidget) -> str:
    """A control, in words for whoever reads a failed test."""
    return f"{type(control).__name__} “{name_of(control)}”"


def has_ring(control: QWidget) -> bool:
    """Whether a line around a control shows that it has the focus: along half of its edges at least, and in good
    contrast to what is there without it. It has the focus before and afterwards."""
    QApplication.processEvents()
    area = surroundings(control)
    focused = luminance(control.window(), area)
    control.clearFocus()
    other = luminance(control.window(), area)
    control.setFocus(Qt.FocusReason.TabFocusReason)
    high, low = np.maximum(focused, other), np.minimum(focused, other)
    changed = (high + 0.05) / (low + 0.05) >= CONTRAST
    changed[2 * BAND : -2 * BAND, 2 * BAND : -2 * BAND] = False
    return bool(changed.sum() >= area.width() + area.height())


def surroundings(control: QWidget) -> QRect:
    """What is seen of a control, with some pixels around it, in pixels of its window."""
    return seen_of(control).adjusted(-BAND, -BAND, BAND, BAND) & control.window().rect()


def luminance(window: QWidget, area: QRect) -> np.ndarray:
    """How light each pixel of an area of a window is, as WCAG reckons it: float ``(H, W)`` from 0 to 1."""
    QApplication.processEvents()
    image = window.grab(area).toImage().convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    share = rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3) / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])
