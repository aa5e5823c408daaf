"""A row whose parts go on in the next line where the width does not suffice, as words do."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from app.widgets.theme import GAP


class WrappingRow(QLayout):
    """Each part has the size that it would like to have, but never more than the whole width."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, place: int) -> QLayoutItem | None:  # Qt asks beyond the end
        return self._items[place] if 0 <= place < len(self._items) else None

    def takeAt(self, place: int) -> QLayoutItem | None:
        return self._items.pop(place) if 0 <= place < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay_out(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, area: QRect) -> None:
        super().setGeometry(area)
        self._lay_out(area, move=True)

    def sizeHint(self) -> QSize:
        sizes = [item.sizeHint() for item in self._seen()]
        widths = sum(size.width() for size in sizes) + GAP * max(len(sizes) - 1, 0)
        return QSize(widths, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        sizes = [item.minimumSize() for item in self._seen()]
        return QSize(*(max(each, default=0) for each in ([s.width() for s in sizes], [s.height() for s in sizes])))

    def _seen(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lay_out(self, area: QRect, move: bool) -> int:
        """Put the parts into lines, or only say how high they all are."""
        left, top, height = area.left(), area.top(), 0
        for item in self._seen():
            size = item.sizeHint().boundedTo(
                QSize(max(area.width(), item.minimumSize().width()), item.sizeHint().height())
            )
            if left > area.left() and left + size.width() > area.left() + area.width():
                left, top, height = area.left(), top + height + GAP, 0
            if move:
                item.setGeometry(QRect(QPoint(left, top), size))
            left += size.width() + GAP
            height = max(height, size.height())
        return top + height - area.top()
