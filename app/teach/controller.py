"""Teaches own actions: records examples before a camera, has them learned, and has what was learned answer."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QMenu

from app.inside.panel import InsidePanel
from app.session.example_recorder import RecordingPlan
from app.session.pipeline import Pipeline
from app.settings_store import SettingsStore
from app.stage.panel import Stage
from app.teach.pack_keeper import PackKeeper, usual_folder, with_example
from app.teach.record_row import USUAL_COUNT, USUAL_SECONDS
from app.teach.recording import Recording
from app.teach.tab import TeachTab, pack_menu
from app.teach.timeline_examples import TimelineExamples
from app.texts import tr
from app.timeline.panel import Timeline
from recognizer.errors import UserError
from recognizer.skeleton.clip import Clip

if TYPE_CHECKING:
    from recognizer.own_actions.pack import ActionExample, Pack
    from recognizer.own_actions.separation import Separation

LOOK = 100  # milliseconds between looks at how far the learning is


class TeachController(QObject):
    """``unfreeze`` lets a live source go on that stands still; ``use`` has the pack of a folder recognized from now on,
    in its present version, or none. ``reported`` carries a sentence to the user, and whether it is about a problem."""

    reported = Signal(str, bool)

    def __init__(
        self,
        pipeline: Pipeline,
        settings: SettingsStore,
        tab: TeachTab,
        stage: Stage,
        inside: InsidePanel,
        timeline: Timeline,
        unfreeze: Callable[[], object],
        use: Callable[..., object],
    ) -> None:
        super().__init__(tab)
        self._pipeline, self._settings, self._tab, self._use = pipeline, settings, tab, use
        self._version = 0  # how often something was learned, or changed of what was, since the start
        self.keeper = PackKeeper(lambda: pipeline.base_model, self._last_folder, self)
        self.recording = Recording(pipeline, stage, inside, unfreeze, self._take_recorded)
        self.examples = TimelineExamples(pipeline, timeline, self.keeper)
        self.menu: QMenu | None = None  # the one that was opened last
        self._ticker = QTimer(self)
        self._ticker.setInterval(LOOK)
        self._ticker.timeout.connect(self._look)
        count, seconds = settings.text("teach_count"), settings.text("teach_seconds")
        tab.record.show_choices(
            int(count) if count.isdigit() else USUAL_COUNT, float(seconds) if _is_number(seconds) else USUAL_SECONDS
        )
        tab.record.sound.setChecked(settings.flag("teach_sound", True))
        self.recording.audible = tab.record.sound.isChecked()
        self._connect()
        self.show()

    def _connect(self) -> None:
        tab, keeper = self._tab, self.keeper
        tab.appeared.connect(self.begin)
        tab.undo_wanted.connect(keeper.undo)
        tab.redo_wanted.connect(keeper.redo)
        tab.menu_wanted.connect(self._open_menu)
        tab.again_wanted.connect(self._record_again)
        tab.example_removed.connect(self._remove_example)
        tab.record.started.connect(self.record)
        tab.record.stopped.connect(self.recording.stop)
        tab.record.chosen.connect(self._keep_choices)
        tab.action_list.renamed.connect(self._rename)
        tab.action_list.removed.connect(self._remove_action)
        tab.learning.wanted.connect(self.learn)
        tab.learning.alone_chosen.connect(self._set_alone)
        tab.learning.check.clicked.connect(lambda _=False: self.check())
        keeper.checked.connect(self._show_separation)
        for part in (self.recording, self.examples):
            part.reported.connect(self.reported)
        self.recording.changed.connect(lambda: tab.record.show_recording(self.recording.going_on))
        keeper.changed.connect(self.show)
        keeper.saved.connect(self._take_saved)
        keeper.opened.connect(self._take_opened)
        keeper.learned.connect(self._take_learned)
        keeper.failed.connect(self._take_failure)
        keeper.noticed.connect(lambda sentence: self.reported.emit(sentence, False))

    def handlers(self) -> dict[str, Callable[..., object]]:
        """The commands that it handles, by their ids."""
        return self.examples.handlers()

    def begin(self) -> None:
        """Read the pack that was used last, unless one was read."""
        self.keeper.restore()

    def read_used(self) -> None:
        """Another model answers: read the pack that it has learned, where it has, so that its actions can be shown."""
        if self._pipeline.model is not None and self._pipeline.model.pack:
            self.keeper.restore()

    def first_examples(self) -> dict[str, Clip]:
        """The first example of each own action that is recognized, by its name, once they were read."""
        pack = self.keeper.pack
        if pack is None or not self._used:
            return {}
        return {action.name: pack.of(action.name)[0].clip for action in pack.shown}

    def show(self) -> None:
        """Show how it stands."""
        keeper = self.keeper
        self._tab.show_pack(keeper.pack, keeper.folder, keeper.can_undo, keeper.can_redo)
        self._tab.show_learning(self._used, keeper.share)

    def stop(self) -> None:
        """Record and learn no more; returns at once, while what is there is being saved."""
        self.recording.close()
        self._ticker.stop()
        self.keeper.stop()

    def running(self) -> list[str]:
        """The names of threads that have not ended yet."""
        return [*self.keeper.running(), *self.recording.running()]

    # The pack

    def _change(self, change: "Callable[[Pack], Pack]") -> bool:
        pack = self.keeper.pack
        if pack is None:
            return False
        try:
            self.keeper.change(change(pack))
        except UserError as error:
            self.reported.emit(str(error), True)
            return False
        return True

    def _rename(self, old: str, new: str) -> None:
        self._change(lambda pack: pack.renamed(old, self.keeper.check_name(new)))

    def _remove_action(self) -> None:
        action = self._tab.action_list.action
        if action:
            self._change(lambda pack: pack.without_action(action))

    def _remove_example(self, example: "ActionExample") -> None:
        self._change(lambda pack: pack.without_example(example.action, example.name))

    def _set_alone(self, alone: bool) -> None:
        self._change(lambda pack: pack.set_alone(alone))
        self.show()

    def learn(self) -> None:
        """Learn from the examples that there are."""
        self.keeper.learn()
        self._ticker.start()
        self.show()

    def _take_saved(self) -> None:
        """Another content was written, where it is read from: what was learned of it holds, where it still does."""
        pack = self.keeper.pack
        if self._used and pack is not None and pack.learned is not None:
            self._use_pack()

    def _take_opened(self) -> None:
        pack = self.keeper.pack
        if pack is not None and pack.examples:
            self._use_pack()
        self._settings.add_pack(str(self.keeper.folder))
        self.show()

    def _take_learned(self) -> None:
        self._settings.add_pack(str(self.keeper.folder))
        self._use_pack()
        self.show()

    def _take_failure(self, sentence: str) -> None:
        self.reported.emit(sentence, True)
        self.show()

    @property
    def _used(self) -> bool:
        """Whether the pack that is shown is the one whose actions are recognized."""
        return self.keeper.folder is not None and self._pipeline.options.pack == str(self.keeper.folder)

    def _use_pack(self) -> None:
        self._version += 1
        self._use(pack=str(self.keeper.folder), pack_version=self._version)

    def _last_folder(self) -> Path:
        used = self._pipeline.options.pack or next(iter(self._settings.packs), "")
        return Path(used) if used else usual_folder()

    def _open_menu(self, at: QPoint) -> None:
        pack = self.keeper.pack
        can_use = pack is not None and bool(pack.examples)
        self.menu = menu = pack_menu(self._tab, self._settings.packs, self._used if can_use else None)
        menu.triggered.connect(lambda action: self._choose(action.data()))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _choose(self, wanted: str) -> None:
        """What was chosen in the pack's menu."""
        near = str(self._last_folder().parent)
        if wanted == "use":
            if self._used:
                self._use(pack=None)
            else:
                self._use_pack()
            self.show()
            return
        if wanted == "new":
            folder, _ = QFileDialog.getSaveFileName(self._tab, tr("New pack: a folder for it"), near)
        elif wanted == "open":
            folder = QFileDialog.getExistingDirectory(self._tab, tr("Open a pack"), near)
        else:
            folder = wanted
        if folder:
            self.keeper.open(Path(folder))

    def record(self, plan: RecordingPlan) -> None:
        """Record examples of an action, one after another."""
        self.keeper.restore(lambda: self._begin_recording(plan))

    def _begin_recording(self, plan: RecordingPlan) -> None:
        try:
            self.recording.begin(replace(plan, action=self.keeper.check_name(plan.action)))
        except UserError as error:
            self.reported.emit(str(error), False)
            self._tab.record.name.setFocus()

    def _look(self) -> None:
        """How far the learning is."""
        share = self.keeper.share
        if self.keeper.checking:
            self._tab.separation.show_working(share or 0.0)
        elif self.keeper.learning:
            self._tab.show_learning(self._used, share)
        else:
            self._ticker.stop()

    def check(self) -> None:
        """Find out, and show, how well the actions are told apart."""
        self._tab.separation.show_working(0.0)
        self._tab.show_separation(True)
        self.keeper.check()
        self._ticker.start()

    def _show_separation(self, found: "Separation | None") -> None:
        pack = self.keeper.pack
        if found is None or pack is None:
            self._tab.separation.show_failed()
        else:
            self._tab.separation.show_result(found, pack)

    def _record_again(self, example: "ActionExample") -> None:
        self._tab.record.name.setText(example.action)
        self.record(self._tab.record.plan(replaces=example.name))

    def _take_recorded(self, plan: RecordingPlan, clip: Clip, origin: str) -> bool:
        """An example was recorded: it is kept at once."""
        added = self._change(lambda pack: with_example(pack, plan.action, clip, origin, plan.replaces))
        self._tab.action_list.choose(plan.action)
        return added

    def _keep_choices(self) -> None:
        self._settings.keep("teach_count", self._tab.record.count.value())
        self._settings.keep("teach_seconds", self._tab.record.seconds.value())
        self._settings.keep("teach_sound", self._tab.record.sound.isChecked())
        self.recording.audible = self._tab.record.sound.isChecked()


def _is_number(text: str) -> bool:
    try:
        return 0 < float(text) < 100
    except ValueError:
        return False
