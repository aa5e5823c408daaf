"""The thread that reads packs of own actions, writes them, and learns from them, while the window goes on. No Qt
here."""

import queue
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from app.session.worker import Worker, sentence_of
from app.texts import mark, tr
from recognizer.errors import UserError

if TYPE_CHECKING:
    from recognizer.model.model_folder import Model
    from recognizer.own_actions.pack import Pack
    from recognizer.own_actions.separation import Separation


class PackWork(Enum):
    """What can be done with a pack, as the beginning of a sentence about it."""

    LOAD = mark("Opening the pack")
    SAVE = mark("Saving the pack")
    LEARN = mark("Learning")
    CHECK = mark("Finding out how well actions are told apart")


@dataclass(frozen=True, eq=False)
class PackTask:
    """Something to be done with the pack of a folder. ``pack``: what is in it by now; ``None`` to read it from there,
    or to begin an empty one where there is none. ``known``: how many of the changes by other programs are in it."""

    work: PackWork
    folder: Path
    pack: "Pack | None" = None
    known: int = 0


@dataclass(frozen=True, eq=False)
class PackDone:
    """What has become of a task: the pack, and of ``CHECK`` how well its actions are told apart; or in ``problem`` a
    sentence on why there is none. ``changes``: what other programs have made of the pack since it was read, each as the
    pack before and after; all of them are in what was written."""

    task: PackTask
    pack: "Pack | None" = None
    separation: "Separation | None" = None
    problem: str = ""
    changes: "tuple[tuple[Pack, Pack], ...]" = ()


class _Closed(Exception):
    """The window was closed while something was learned."""


class TeachingThread(Worker):
    """Does one task after another. ``model`` gives the model to learn for, ``None`` before there is one; ``done`` is
    given what has become of each task, from this thread. ``share`` is how much of what is being learned, or tested, is
    done, from 0 to 1."""

    def __init__(self, model: "Callable[[], Model | None]", done: Callable[[PackDone], object]) -> None:
        super().__init__("teaching")
        self._model, self._done = model, done
        self._tasks: queue.SimpleQueue[PackTask | None] = queue.SimpleQueue()
        self._closing = False
        self._there: dict[Path, tuple[str, Pack]] = {}  # the state and the pack of each folder at the last look
        self._changes: dict[Path, list[tuple[Pack, Pack]]] = {}  # by other programs
        self.share = 0.0

    def ask(self, task: PackTask) -> None:
        """Returns at once."""
        self._tasks.put(task)

    def close(self) -> None:
        """End once everything is saved; returns at once. What is being learned is given up: what was changed meanwhile
        waits for it."""
        self._closing = True
        self._tasks.put(None)

    def work(self) -> None:
        """Do what is asked for, until ``close``."""
        while (task := self._tasks.get()) is not None:
            if self._closing and task.work is not PackWork.SAVE:
                continue
            try:
                self._done(self._do(task))
            except _Closed:
                continue
            except Exception as error:
                self._done(PackDone(task, problem=sentence_of(error, task.work.value)))

    def _do(self, task: PackTask) -> PackDone:
        if task.pack is None:
            return PackDone(task, self._read(task.folder))
        if task.work is PackWork.CHECK:
            return PackDone(task, task.pack, self._tested(task.pack))
        self._look(task.folder)
        pack = self._with_changes(task, task.pack, task.known)
        if task.work is PackWork.LEARN:
            known = len(self._changes.get(task.folder, ()))
            pack = self._learned(pack)
            self._look(task.folder)  # again: learning takes seconds
            pack = self._with_changes(task, pack, known)
        self._save(task.folder, pack)
        return PackDone(task, pack, changes=tuple(self._changes.get(task.folder, ())))

    def _read(self, folder: Path) -> "Pack":
        from recognizer.own_actions.pack import Pack
        from recognizer.own_actions.pack_folder import load_pack, pack_state

        state = pack_state(folder)
        self._there[folder] = state, load_pack(folder) if state else Pack()
        self._changes[folder] = []
        return self._there[folder][1]

    def _look(self, folder: Path) -> None:
        """Read the pack where another program has written it; one that is gone is written anew."""
        from recognizer.own_actions.pack_folder import load_pack, pack_state

        state, known = pack_state(folder), self._there.get(folder)
        if state and known is not None and state != known[0]:
            self._there[folder] = state, load_pack(folder)
            self._changes[folder].append((known[1], self._there[folder][1]))

    def _with_changes(self, task: PackTask, pack: "Pack", known: int) -> "Pack":
        """The pack with the changes by other programs, but for so many that are in it."""
        from recognizer.own_actions.pack_changes import with_changes

        for before, after in self._changes.get(task.folder, [])[known:]:
            pack = with_changes(pack, before, after)
        return pack

    def _save(self, folder: Path, pack: "Pack") -> None:
        from recognizer.own_actions.pack_folder import pack_state, save_pack

        save_pack(folder, pack)
        self._there[folder] = pack_state(folder), pack
        self._changes.setdefault(folder, [])

    def _learned(self, pack: "Pack") -> "Pack":
        from recognizer.own_actions.teaching import learn_pack

        return learn_pack(pack, self._ready_model(), self._progress)

    def _tested(self, pack: "Pack") -> "Separation":
        from recognizer.own_actions.separation import separation

        return separation(pack, self._ready_model(), self._progress)

    def _ready_model(self) -> "Model":
        from recognizer.model.device import share_cores

        share_cores()  # PyTorch counts threads for each thread that calls it
        self.share = 0.0
        model = self._model()
        if model is None:
            raise UserError(tr("There is no model yet to learn with: try again in a moment."))
        return model

    def _progress(self, share: float) -> None:
        if self._closing:
            raise _Closed
        self.share = share
