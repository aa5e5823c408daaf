"""Does what the user's settings say when an action begins."""

from collections import deque
from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from app.dialogs.rules_dialog import RulesDialog
from app.session.pipeline import Pipeline
from app.session.rules import Rule, read_rules, write_rules
from app.session.rules_thread import RulesThread
from app.settings_store import SettingsStore
from app.texts import tr
from recognizer.events.event import Event


class RulesController:
    """Rules hold before a camera, and for files that are played where the user wants that. ``report`` is given a
    sentence to the user, and whether it is about a problem."""

    def __init__(
        self, pipeline: Pipeline, settings: SettingsStore, report: Callable[[str, bool], object], parent: QWidget
    ) -> None:
        self._pipeline, self._settings, self._report, self._parent = pipeline, settings, report, parent
        self._sentences: deque[str] = deque()  # from the threads that do it
        self._outcomes: deque[str] = deque()  # of what is tried out
        self._rules, wrong = read_rules(settings.text("rules"))
        self._recorded = settings.flag("rules_for_files")
        self._dialog: RulesDialog | None = None
        self._thread: RulesThread | None = None
        self._stopped = False
        if wrong:
            self._sentences.append(tr("Rules in the settings that cannot be understood are left out."))
        pipeline.events.listen(self._take)
        if self._rules:
            self._begin()

    def show_dialog(self) -> None:
        """Open the list of rules; each choice is used at once."""
        labels = () if self._pipeline.model is None else self._pipeline.model.labels
        actions = list(dict.fromkeys([*labels, *self._pipeline.segments.edits.labels]))
        self._dialog = RulesDialog(self._rules, self._recorded, actions, self._parent)
        self._dialog.chosen.connect(self._choose)
        self._dialog.tried.connect(self._try)
        self._dialog.open()

    def refresh(self) -> None:
        """Tell of what went wrong, and of what came of trying a rule."""
        while self._sentences:
            self._report(self._sentences.popleft(), True)
        while self._outcomes:
            sentence = self._outcomes.popleft()
            if self._dialog is not None:
                self._dialog.say(sentence)

    def stop(self) -> None:
        """End what runs; returns at once."""
        self._stopped = True
        if self._thread is not None:
            self._thread.stop()

    def running(self) -> list[str]:
        """The names of threads that have not ended yet."""
        return [self._thread.name] if self._thread is not None and self._thread.is_alive() else []

    def _choose(self, rules: Sequence[Rule], recorded: bool) -> None:
        self._rules, self._recorded = list(rules), recorded
        self._settings.keep("rules", write_rules(rules))
        self._settings.keep("rules_for_files", recorded)
        self._begin()

    def _try(self, rule: Rule) -> None:
        self._begin()
        if self._thread is not None:
            self._thread.try_out(rule, self._outcomes.append)

    def _begin(self) -> None:
        """Have the rules looked after, from the first one on."""
        if self._thread is not None:
            self._thread.rules = tuple(self._rules)
        elif not self._stopped:
            self._thread = RulesThread(self._rules, self._sentences.append)
            self._thread.start()

    def _take(self, event: Event) -> None:
        """From the threads that judge or play."""
        thread, source = self._thread, self._pipeline.source
        if event.event == "begins" and thread is not None and source is not None and (source.live or self._recorded):
            thread.take(event)
