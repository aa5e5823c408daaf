"""How the window looks: light or dark, how large its texts are, and how much of the screen it fills."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.options import TEXT_SIZES, Appearance
from app.settings_store import SettingsStore
from app.widgets import theme as themes
from app.widgets.text_size import follow, follow_dialog, set_text_size, text_size
from app.widgets.theme import Theme


class LooksController(QObject):
    """Keeps the choices and gives them to the whole application. ``changed`` reports that there are other colours, or
    texts of another size, to be taken by all parts."""

    changed = Signal()

    def __init__(self, settings: SettingsStore, window: QWidget) -> None:
        super().__init__(window)
        self._settings, self._window = settings, window
        self.theme: Theme = themes.LIGHT
        self._for_a_while: int | None = None  # a size of texts that is not kept
        QGuiApplication.styleHints().colorSchemeChanged.connect(self.apply)

    def handlers(self) -> dict[str, Callable[..., object]]:
        """The commands that it handles, by their ids."""
        return {
            "larger_text": lambda: self.step_text_size(1),
            "smaller_text": lambda: self.step_text_size(-1),
            "usual_text": lambda: self.set_text_size(TEXT_SIZES[0]),
            "full_screen": self.set_full_screen,
        }

    def set_appearance(self, appearance: Appearance) -> None:
        """Choose light, dark, or what the system has."""
        self._settings.appearance = appearance
        self.apply()

    def set_text_size(self, percent: int) -> None:
        """Choose how large texts are, with everything that goes by them: one of ``TEXT_SIZES``."""
        self._settings.text_size, self._for_a_while = percent, None
        self.apply()

    @property
    def text_size(self) -> int:
        """The size of texts in use, in per cent."""
        return text_size()

    def use_text_size(self, percent: int) -> None:
        """Have texts of this size for a while: it is not kept."""
        self._for_a_while = None if percent == self._settings.text_size else percent
        self.apply()

    def step_text_size(self, steps: int) -> None:
        """Larger or smaller texts, by so many of the sizes."""
        place = TEXT_SIZES.index(text_size()) + steps
        self.set_text_size(TEXT_SIZES[min(max(place, 0), len(TEXT_SIZES) - 1)])

    def set_full_screen(self, full: bool) -> None:
        """Fill the screen, or not."""
        state, full_screen = self._window.windowState(), Qt.WindowState.WindowFullScreen
        self._window.setWindowState(state | full_screen if full else state & ~full_screen)

    def apply(self) -> None:
        """Give everything that is there the colours and the size of text that are chosen."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        before = text_size()
        set_text_size(self._for_a_while or self._settings.text_size)
        self.theme = themes.current_theme(self._settings.appearance)
        themes.apply(app, self.theme)
        self.changed.emit()
        if text_size() != before or text_size() != TEXT_SIZES[0]:
            for widget in app.topLevelWidgets():
                follow_dialog(widget) if isinstance(widget, QDialog) else follow(widget)
