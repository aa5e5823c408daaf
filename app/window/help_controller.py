"""What explains the program: its actions, its keys, and what it is."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.dialogs.about_dialog import AboutDialog
from app.dialogs.action_catalogue import ActionCatalogue
from app.dialogs.glossary_dialog import GlossaryDialog
from app.dialogs.shortcuts_dialog import ShortcutsDialog
from app.session.pipeline import Pipeline
from app.texts import tr
from app.widgets.action_examples import ActionExamples
from app.widgets.theme import Theme


class HelpController(QObject):
    """``theme`` gives the colours in use; ``reported`` carries a sentence, and whether it is about a problem;
    ``wanted`` the id of a command; ``act_wanted`` the action that is to be acted out. ``examples`` show actions."""

    reported = Signal(str, bool)
    wanted = Signal(str)
    act_wanted = Signal(str)

    def __init__(
        self,
        program: str,
        pipeline: Pipeline,
        theme: Callable[[], Theme],
        examples: ActionExamples,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._program, self._pipeline, self._theme, self._parent = program, pipeline, theme, parent
        self._examples = examples

    def handlers(self) -> dict[str, Callable[..., object]]:
        """The commands that it handles, by their ids."""
        return {
            "show_actions": self.show_actions,
            "show_glossary": self.show_glossary,
            "show_shortcuts": lambda: ShortcutsDialog(self._parent).open(),
            "show_about": lambda: AboutDialog(self._program, self._parent).open(),
        }

    def show_glossary(self) -> None:
        """Explain the window's terms."""
        dialog = GlossaryDialog(self._parent)
        dialog.wanted.connect(self.wanted)
        dialog.open()

    def show_actions(self) -> None:
        """Show which actions the model knows, as soon as it is loaded."""
        model = self._pipeline.model
        if model is not None:
            catalogue = ActionCatalogue(self._parent, model.labels, model.name, self._theme(), self._examples)
            catalogue.act_wanted.connect(self.act_wanted)
            catalogue.open()
        else:
            self.reported.emit(tr("The model is not loaded yet: try again in a moment."), False)
