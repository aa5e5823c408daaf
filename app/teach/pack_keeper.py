"""The pack that is being taught: what is in it, what was in it before, and where it is kept."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
from PySide6.QtCore import QObject, Signal

from app.session.teaching_thread import PackDone, PackTask, PackWork, TeachingThread
from app.texts import tr
from recognizer.errors import UserError
from recognizer.skeleton.clip import Clip

if TYPE_CHECKING:
    from recognizer.model.model_folder import Model
    from recognizer.own_actions.pack import Pack

FOLDER, USUAL = "MS-SA Studio", "My actions"  # in the user's documents


def usual_folder() -> Path:
    """Where a pack is kept unless somebody chooses another place."""
    return Path(platformdirs.user_documents_dir()) / FOLDER / USUAL


class PackKeeper(QObject):
    """Every change is written to the pack's ``folder`` at once, by a thread of its own, and can be undone. What another
    program has changed there meanwhile is taken up then, and ``noticed`` carries a sentence about it.

    ``pack`` is ``None`` until one was read. ``changed`` comes when another pack is there, or the same one with another
    content; ``opened`` when it was read as the user wants it, and is to be used; ``saved`` when its content was
    written; ``learned`` when it was learned; ``checked`` carries how well its actions are told apart, ``None`` where
    that cannot be said; ``failed`` a sentence. ``model`` gives the model to learn for, ``last_folder`` where the pack
    is that was used last.
    """

    changed = Signal()
    opened = Signal()
    saved = Signal()
    learned = Signal()
    checked = Signal(object)
    failed = Signal(str)
    noticed = Signal(str)
    _done = Signal(object)  # from the thread

    def __init__(self, model: "Callable[[], Model | None]", last_folder: Callable[[], Path], parent: QObject) -> None:
        super().__init__(parent)
        self._model, self._last_folder = model, last_folder
        self._thread: TeachingThread | None = None
        self._before: list[Pack] = []
        self._after: list[Pack] = []
        self._waiting: list[Callable[[], object]] = []  # until a pack was read
        self._opening: Path | None = None
        self._stopped = self.learning = self.checking = False
        self._known = 0  # how many of the changes by other programs are in the pack
        self.pack: Pack | None = None
        self.folder: Path | None = None
        self._done.connect(self._take)

    def open(self, folder: Path) -> None:
        """Read another pack, to be used; where there is none in that folder, an empty one."""
        self._opening = folder
        self._ask(PackTask(PackWork.LOAD, folder))

    def restore(self, then: Callable[[], object] = lambda: None) -> None:
        """Read the pack that was used last, unless one was read already, and go on with ``then``."""
        if self.pack is not None:
            then()
            return
        self._waiting.append(then)
        if len(self._waiting) == 1:
            self._ask(PackTask(PackWork.LOAD, self._last_folder()))

    def change(self, pack: "Pack") -> None:
        """Go on with another content."""
        if self.pack is None or pack is self.pack:
            return
        self._before.append(self.pack)
        self._after.clear()
        self._set(pack)

    def undo(self) -> None:
        """Take the last change back."""
        if self._before and self.pack is not None:
            self._after.append(self.pack)
            self._set(self._before.pop())

    def redo(self) -> None:
        """Make the change again that was taken back."""
        if self._after and self.pack is not None:
            self._before.append(self.pack)
            self._set(self._after.pop())

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        """Whether a change was taken back."""
        return bool(self._after)

    def learn(self) -> None:
        """Learn from the examples; ``learned`` or ``failed`` comes when that is done."""
        if self.pack is not None and self.folder is not None and not self.learning:
            self.learning = True
            self._ask(PackTask(PackWork.LEARN, self.folder, self.pack, self._known))

    def check(self) -> None:
        """Find out how well the actions are told apart; ``checked`` comes when that is done."""
        if self.pack is not None and self.folder is not None and not self.checking:
            self.checking = True
            self._ask(PackTask(PackWork.CHECK, self.folder, self.pack))

    @property
    def share(self) -> float | None:
        """How much is learned, or tested, from 0 to 1; ``None`` while neither is going on."""
        return self._thread.share if (self.learning or self.checking) and self._thread is not None else None

    def stop(self) -> None:
        """Save what is not saved yet, and do no more; returns at once."""
        self._stopped = True
        if self._thread is not None:
            self._thread.close()

    def running(self) -> list[str]:
        """The names of threads that have not ended yet."""
        return [self._thread.name] if self._thread is not None and self._thread.is_alive() else []

    # What is in it

    @property
    def actions(self) -> tuple[str, ...]:
        """The names of its actions."""
        return () if self.pack is None else self.pack.names

    def count(self, action: str) -> int:
        """How many examples of an action there are."""
        return 0 if self.pack is None else len(self.pack.of(action))

    def is_models(self, name: str) -> bool:
        """Whether the model has an action of this name, beside which an own one cannot bear it."""
        model = self._model()
        return model is not None and name in model.labels and not (self.pack is not None and self.pack.alone)

    def check_name(self, name: str) -> str:
        """The name as an action of the pack bears it. Raises ``UserError`` where none may be called so."""
        from recognizer.own_actions.pack import tidy_name

        tidy = tidy_name(name)
        if self.is_models(tidy):
            raise UserError(
                tr(
                    "The model knows “{name}” already: give your action another name, or let own actions stand alone.",
                    name=tidy,
                )
            )
        return tidy

    def add_example(self, action: str, clip: Clip, origin: str) -> None:
        """One more example of an action. Raises ``UserError`` where none may be called so."""
        if self.pack is not None:
            self.change(self.pack.with_example(self.check_name(action), clip, origin))

    def _set(self, pack: "Pack") -> None:
        self.pack = pack
        assert self.folder is not None, "a pack has one"
        self._ask(PackTask(PackWork.SAVE, self.folder, pack, self._known))
        self.changed.emit()

    def _ask(self, task: PackTask) -> None:
        if self._stopped:
            return
        if self._thread is None:
            self._thread = TeachingThread(self._model, self._done.emit)
            self._thread.start()
        self._thread.ask(task)

    def _take(self, done: PackDone) -> None:
        if self._stopped:
            return
        if done.task.work is PackWork.LOAD:
            self._take_read(done)
        elif done.task.work is PackWork.LEARN:
            self._take_learned(done)
        elif done.task.work is PackWork.CHECK:
            self.checking = False
            self.checked.emit(done.separation)
        elif done.pack is not None:
            self._take_changes(done)
            if done.pack is self.pack:
                self.saved.emit()
        if done.problem:
            self.failed.emit(done.problem)

    def _take_read(self, done: PackDone) -> None:
        wanted, waiting = done.task.folder == self._opening, self._waiting
        if wanted:
            self._opening = None
        self._waiting = []
        if done.pack is None:
            return
        if wanted or self.pack is None:  # and not read for somebody who has another one by now
            self.pack, self.folder, self._known = done.pack, done.task.folder, 0
            self._before.clear()
            self._after.clear()
            self.changed.emit()
        if wanted:
            self.opened.emit()
        for then in waiting:
            then()

    def _take_changes(self, done: PackDone) -> None:
        """What another program has changed is in this one's pack from now on, and in those that undoing leads to, or
        that would take it away again."""
        from recognizer.own_actions.pack_changes import with_changes

        new = done.changes[self._known :]
        if not new or self.pack is None or done.task.folder != self.folder:
            return
        self._known = len(done.changes)
        asked = self.pack is done.task.pack
        for before, after in new:
            self.pack = with_changes(self.pack, before, after)
            for packs in (self._before, self._after):
                packs[:] = [with_changes(pack, before, after) for pack in packs]
        if asked and done.pack is not None:
            self.pack = done.pack  # which is the same, and was written
        self.noticed.emit(tr("Another program has changed this pack meanwhile, and its changes were taken up."))
        self.changed.emit()

    def _take_learned(self, done: PackDone) -> None:
        self.learning = False
        if done.pack is None or self.pack is None or done.task.folder != self.folder:
            self.changed.emit()
            return
        self._take_changes(done)
        if self.pack in (done.task.pack, done.pack):
            self.pack = done.pack
        elif self.pack.lesson == done.pack.lesson:  # it was renamed, or set alone, meanwhile
            self._set(replace(self.pack, learned=done.pack.learned))
        self.changed.emit()
        if self.pack.learned is not None:
            self.learned.emit()


def with_example(pack: "Pack", action: str, clip: Clip, origin: str, replaces: str) -> "Pack":
    """The pack with an example more, or in the place of the one of the name ``replaces``, if that is still there."""
    there = {example.name for example in pack.of(action)}
    pack = pack.with_example(action, clip, origin)
    return pack.without_example(action, replaces) if replaces in there else pack
