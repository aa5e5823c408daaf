"""How large texts are, and with them everything that is measured in pixels: ``px``, and ``follow`` for spacing, fixed
sizes and icons that were written for 100 %."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QBoxLayout,
    QComboBox,
    QDialog,
    QFormLayout,
    QGridLayout,
    QLabel,
    QLayout,
    QMainWindow,
    QSplitterHandle,
    QTabBar,
    QToolBar,
    QWidget,
)

from app.options import TEXT_SIZES

UNBOUNDED = 16_777_215  # pixels, what Qt has for "no largest size"
OWN = "sizesItself"  # a widget's property: it sets its sizes by ``px`` itself
LINES = "lines"  # a label's property: for how many lines it keeps room, so that nothing jumps
EDGE = 40  # pixels of a screen that a dialog leaves free: its frame, and a panel of the system's

_percent = TEXT_SIZES[0]


def text_size() -> int:
    """The size of texts in per cent."""
    return _percent


def set_text_size(percent: int) -> None:
    """Choose the size of texts, one of ``TEXT_SIZES``; what is there already follows by ``follow`` and by its
    ``set_theme``."""
    global _percent
    _percent = percent


def px(pixels: float) -> int:
    """Pixels for what measures so many at 100 %."""
    return round(pixels * _percent / 100)


def keep_lines(label: QLabel, lines: int) -> None:
    """Keep room for so many lines, at every size of text."""
    label.setProperty(LINES, lines)
    _follow_lines(label)


def follow(root: QWidget) -> None:
    """Give a widget, and everything in it, the spacing, the fixed sizes and the icons of the present size of text. May
    be called again and again: what each was at 100 % is remembered with it."""
    for widget in (root, *root.findChildren(QWidget)):
        if widget.property(LINES) is not None:
            _follow_lines(widget)
        elif not (widget.property(OWN) or widget.isWindow() or _of_qt(widget)):  # a window's layout bounds it
            _follow_sizes(widget)
    for layout in root.findChildren(QLayout):
        if not isinstance(layout.parent(), (QToolBar, QMainWindow)):  # those go by the style sheet
            _follow_layout(layout)


def follow_dialog(dialog: QDialog) -> None:
    """The same for a dialog that is about to be shown, which also stays on its screen."""
    if dialog.findChild(_AtShow) is None:
        dialog.installEventFilter(_AtShow(dialog))
    resized = dialog.testAttribute(Qt.WidgetAttribute.WA_Resized)
    usual = dialog.property("sizeAt100") or (dialog.size() if resized else QSize())
    dialog.setProperty("sizeAt100", usual)
    follow(dialog)
    _fit_screen(dialog)


class _AtShow(QObject):
    """Gives a dialog its size once more when it is shown at first: just before, Qt cuts it to two thirds of the
    screen, whatever it needs."""

    def eventFilter(self, dialog: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(dialog, QDialog):
            dialog.removeEventFilter(self)
            _fit_screen(dialog)
        return False


def _fit_screen(dialog: QDialog) -> None:
    """As large as it would like to be, as far as its screen has room."""
    layout, usual = dialog.layout(), dialog.property("sizeAt100")
    if layout is not None:
        layout.activate()
        room = dialog.screen().availableSize() - QSize(EDGE, EDGE)
        dialog.resize((usual * (_percent / 100)).expandedTo(dialog.sizeHint()).boundedTo(room))


def _of_qt(widget: QWidget) -> bool:
    """Whether Qt made it for itself, and sizes it by the style."""
    return widget.objectName().startswith("qt_") or isinstance(widget, (QAbstractSlider, QSplitterHandle, QTabBar))


def _follow_lines(label: QWidget) -> None:
    label.setMinimumHeight(int(label.property(LINES)) * label.fontMetrics().lineSpacing() + 2)


def _follow_sizes(widget: QWidget) -> None:
    least, most = widget.minimumSize(), widget.maximumSize()
    if isinstance(widget, (QComboBox, QAbstractSpinBox)):  # how high it is, the style sheet says
        _scaled(widget, "widthAt100", (least.width(),), widget.setMinimumWidth)
        return
    _scaled(
        widget,
        "sizesAt100",
        (least.width(), least.height(), most.width(), most.height()),
        lambda *sizes: _bound(widget, *sizes),
    )
    if isinstance(widget, QToolBar) or (
        isinstance(widget, QAbstractButton) and not isinstance(widget.parent(), QToolBar)
    ):
        icons = widget.iconSize()
        _scaled(widget, "iconsAt100", icons.toTuple(), lambda w, h: widget.setIconSize(QSize(w, h)))


def _bound(widget: QWidget, width: int, height: int, most_width: int, most_height: int) -> None:
    widget.setMinimumSize(0, 0)  # else one that is to be smaller stays as large as it had to be
    widget.setMaximumSize(most_width, most_height)
    widget.setMinimumSize(width, height)


def _follow_layout(layout: QLayout) -> None:
    margins = layout.contentsMargins()
    edges = margins.left(), margins.top(), margins.right(), margins.bottom()
    _scaled(layout, "marginsAt100", edges, layout.setContentsMargins)
    if isinstance(layout, (QGridLayout, QFormLayout)):
        between = layout.horizontalSpacing(), layout.verticalSpacing()
        _scaled(layout, "spacingAt100", between, lambda across, down: _space(layout, across, down))
    elif isinstance(layout, QBoxLayout):
        _scaled(layout, "spacingAt100", (layout.spacing(),), layout.setSpacing)


def _space(layout: QGridLayout | QFormLayout, across: int, down: int) -> None:
    layout.setHorizontalSpacing(across)
    layout.setVerticalSpacing(down)


def _scaled(thing: QObject, name: str, now: Sequence[int], apply: Callable[..., object]) -> None:
    """Apply the values at the present size of text. What they are at 100 % is kept as a property, beside what was
    applied last: where they are others by now, somebody has set them since, for 100 %."""
    kept, values = thing.property(name), list(now)
    usual = kept[: len(values)] if kept is not None and kept[len(values) :] == values else values
    wanted = [value if value <= 0 or value >= UNBOUNDED else px(value) for value in usual]
    if wanted != values:
        apply(*wanted)
    thing.setProperty(name, [*usual, *wanted])
