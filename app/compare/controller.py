"""Opens the comparison, once, and feeds it what the window shows."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.compare.dialog import CompareDialog
from app.compare.pane import HeldMoment
from app.session.pipeline import Pipeline
from app.widgets.theme import LIGHT, Theme

if TYPE_CHECKING:
    from app.session.messages import ModelInfo
    from recognizer.recognizer import WindowAnswer


class CompareController(QObject):
    """``shown`` gives the window whose maps are shown, with the model that judged it. ``opened`` and ``closed`` report
    when somebody begins and ends to look at maps here."""

    opened = Signal()
    closed = Signal()

    def __init__(
        self, pipeline: Pipeline, shown: "Callable[[], tuple[WindowAnswer, ModelInfo] | None]", parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._pipeline, self._shown, self._parent = pipeline, shown, parent
        self._theme = LIGHT
        self.dialog: CompareDialog | None = None

    @property
    def is_open(self) -> bool:
        """Whether the dialog can be seen."""
        return self.dialog is not None and self.dialog.isVisible()

    def show(self) -> None:
        """Open it, and hold the moment that is shown as A."""
        self.opened.emit()
        dialog = self.dialog or self._make_dialog()
        dialog.show()
        dialog.raise_()
        dialog.a.button.setChecked(False)
        dialog.a.button.setFocus()
        # In a later turn of the event loop, for making the maps takes as long again as the dialog itself.
        QTimer.singleShot(0, dialog, lambda: self._hold(dialog))

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours, now and for a dialog that is made later."""
        self._theme = theme
        if self.dialog is not None:
            self.dialog.set_theme(theme)

    def follow(self) -> None:
        """Give the dialog what the window shows now."""
        shown, source = self._shown(), self._pipeline.source
        if self.dialog is not None and self.is_open and shown is not None and source is not None:
            self.dialog.follow(HeldMoment(*shown, source.name))

    def _make_dialog(self) -> CompareDialog:
        self.dialog = dialog = CompareDialog(self._parent)
        dialog.finished.connect(self.closed)
        dialog.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        dialog.set_theme(self._theme)
        return dialog

    def _hold(self, dialog: CompareDialog) -> None:
        self.follow()
        dialog.a.button.setChecked(True)
