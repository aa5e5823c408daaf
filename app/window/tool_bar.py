"""The toolbar: words beside the icons where there is room for all of them, else icons alone."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QToolBar, QToolButton

from app.texts import mark, tr
from app.widgets.theme import GAP

MORE = mark("More commands")
ICON = 18  # pixels at a text size of 100 %


class ToolBar(QToolBar):
    """What does not fit even so is behind a button at its end, which the keyboard reaches like the others."""

    def __init__(self) -> None:
        super().__init__(tr("Tools"))
        self.setMovable(False)
        self.setIconSize(QSize(ICON, ICON))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.toggleViewAction().setVisible(False)
        more = self.findChild(QToolButton, "qt_toolbar_ext_button")
        assert more is not None, "Qt makes it with the toolbar"
        more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        more.setAccessibleName(tr(MORE))
        more.setToolTip(tr(MORE))
        self.more = more

    def add(self, action: QAction, separate: bool) -> None:
        """A button for a command; ``separate``: with a line before it."""
        if separate:
            self.addSeparator()
        self.addAction(action)
        self.widgetForAction(action).setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Show words if there is room for those of all buttons."""
        style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        if self._width(style) > self.width():
            style = Qt.ToolButtonStyle.ToolButtonIconOnly
        if style != self.toolButtonStyle():
            self.setToolButtonStyle(style)

    def _width(self, style: Qt.ToolButtonStyle) -> int:
        """How wide all of it would be, were the buttons of this style."""
        layout = self.layout()
        assert layout is not None, "a toolbar has one"
        total = 2 * GAP  # what the theme leaves free at both ends
        for action in self.actions():
            part = self.widgetForAction(action)
            if not isinstance(part, QToolButton):
                total += part.sizeHint().width()
                continue
            before = part.toolButtonStyle()
            part.setToolButtonStyle(style)
            total += part.sizeHint().width() + layout.spacing()
            part.setToolButtonStyle(before)
        return total
