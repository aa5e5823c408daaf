"""Presenting: picture, answers and one map fill the screen, and a presenter's remote control turns the pages."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QWidget

from app.inside.panel import InsidePanel
from app.lesson.controller import LessonController
from app.texts import tr
from app.window.looks_controller import LooksController

LEGIBLE = 150  # per cent, the least size of texts while presenting
REMOTE = ("PgUp", "PgDown", "B", ".", "Escape")  # what remote controls send


class Presentation(QObject):
    """Page Down and Page Up go to the next map or back, or through the pages of a lesson that is being read; B or a
    period makes the screen black, and light again; Escape ends it. The window's own commands on these keys rest
    meanwhile. ``chrome``: what is not shown."""

    def __init__(
        self,
        window: QMainWindow,
        looks: LooksController,
        inside: InsidePanel,
        lesson: LessonController,
        chrome: Iterable[QWidget],
    ) -> None:
        super().__init__(window)
        self._window, self._looks, self._inside, self._lesson = window, looks, inside, lesson
        self._chrome = tuple(chrome)
        self._resting: list[QAction] = []
        self._hidden: list[QWidget] = []
        self._was_full, self._text_size = False, LEGIBLE
        self.on = False
        self._action: QAction | None = None
        self.black = QWidget(window)
        self.black.setAccessibleName(tr("Black screen"))
        self.black.setAutoFillBackground(True)
        self.black.setStyleSheet("background: #000000;")
        self.black.hide()
        runs: tuple[Callable[[], object], ...] = (
            lambda: self.turn(-1),
            lambda: self.turn(1),
            self.blacken,
            self.blacken,
            self.leave,
        )
        self._keys = [QShortcut(QKeySequence(keys), window, run) for keys, run in zip(REMOTE, runs, strict=True)]
        for key in self._keys:
            key.setEnabled(False)

    def handlers(self) -> dict[str, Callable[..., object]]:
        """The command that it handles, by its id."""
        return {"present": self.present}

    def join(self, action: QAction, toolbar: QWidget) -> None:
        """The command's action, checked while presenting, and the toolbar, hidden meanwhile: both are made later."""
        self._action = action
        self._chrome = (*self._chrome, toolbar)

    def present(self, on: bool) -> None:
        """Begin to present, or end it; then everything is as it was."""
        if on is self.on:
            return
        self.on = on
        if self._action is not None:
            self._action.setChecked(on)
        if on:
            self._begin()
        else:
            self._end()
        for key in self._keys:
            key.setEnabled(on)
        self._inside.set_bare(on)

    def turn(self, pages: int) -> None:
        """To the next page of the lesson, or the next map, or so many back."""
        if self._lesson.place is not None:
            self._lesson.turn(pages)
        else:
            self._inside.turn(pages)

    def blacken(self) -> None:
        """Make the screen black, or light again."""
        self.black.setGeometry(self._window.rect())
        self.black.setVisible(self.black.isHidden())
        self.black.raise_()

    def leave(self) -> None:
        """Show the screen again where it is black, else end."""
        if self.black.isHidden():
            self.present(False)
        else:
            self.black.hide()

    def _begin(self) -> None:
        keys = [QKeySequence(keys) for keys in REMOTE]
        actions = self._window.findChildren(QAction)
        self._resting = [one for one in actions if one.isEnabled() and any(key in keys for key in one.shortcuts())]
        for action in self._resting:
            action.setEnabled(False)
        self._hidden = [part for part in self._chrome if not part.isHidden()]
        for part in self._hidden:
            part.hide()
        self._was_full, self._text_size = self._window.isFullScreen(), self._looks.text_size
        self._looks.use_text_size(max(LEGIBLE, self._text_size))
        self._looks.set_full_screen(True)

    def _end(self) -> None:
        self.black.hide()
        for action in self._resting:
            action.setEnabled(True)
        for part in self._hidden:
            part.show()
        self._looks.use_text_size(self._text_size)
        self._looks.set_full_screen(self._was_full)
        self._window.setFocus(Qt.FocusReason.OtherFocusReason)
