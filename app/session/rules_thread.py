"""The thread that does what rules say, so that neither recognition nor the window waits for it. No Qt here."""

import queue
import subprocess
import time as clock
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from app.session.rules import Deed, Rule
from app.session.sound_thread import SoundThread
from app.session.worker import Worker
from app.texts import mark, tr
from recognizer.events.event import Event

MOST_RUNNING = 4  # commands at once
WAITING = 16  # beginnings of actions that wait for this thread at most
ENDING = 1.0  # seconds that they have to end with the window, all together
AGAIN = 0.1  # seconds between looks at whether a command has ended

Tell = Callable[[str], None]


@dataclass(frozen=True)
class _Trial:
    """A rule that the user tries out; ``tell`` gets what comes of it."""

    rule: Rule
    tell: Tell


@dataclass(eq=False)
class _Running:
    rule: Rule
    process: "subprocess.Popen[bytes]"
    tell: Tell
    tried: bool


class RulesThread(Worker):
    """``rules`` may be replaced at any time. ``tell`` gets a sentence about a command or a sound that fails, once for
    each rule, from this thread or that of the sounds. What still runs or plays at the end is ended."""

    def __init__(self, rules: Sequence[Rule], tell: Tell) -> None:
        super().__init__("rules", lambda failure: tell(failure.sentence))
        self.rules = tuple(rules)
        self._tell = tell
        self._waiting: queue.Queue[Event | _Trial | None] = queue.Queue(WAITING)
        self._running: list[_Running] = []
        self._sounds: SoundThread | None = None  # from the first sound on
        self._last: dict[Rule, float] = {}  # when it was done, on ``time.monotonic``
        self._told: set[Rule | str] = set()
        self._stopping = False

    def take(self, event: Event) -> None:
        """An action has begun. From any thread; returns at once."""
        with suppress(queue.Full):
            self._waiting.put_nowait(event)

    def try_out(self, rule: Rule, tell: Tell) -> None:
        """Do what a rule says, as if its action had begun now. ``tell`` gets what comes of it: of a command always, of
        a sound where it cannot be played. From any thread; returns at once."""
        with suppress(queue.Full):
            self._waiting.put_nowait(_Trial(rule, tell))

    def stop(self) -> None:
        """End what runs, and do nothing more; returns at once."""
        self._stopping = True
        with suppress(queue.Full):  # then it waits for nothing
            self._waiting.put_nowait(None)

    def work(self) -> None:
        """Do what is due, until ``stop``."""
        try:
            while not self._stopping:
                try:
                    due = self._waiting.get(timeout=AGAIN if self._running else None)
                except queue.Empty:
                    due = None
                with self.guarded(mark("Following a rule")):
                    self._look_after()
                    if due is not None and not self._stopping:
                        self._serve(due)
        finally:
            self._end_all()

    def _serve(self, due: Event | _Trial) -> None:
        if isinstance(due, _Trial):
            now = datetime.now().astimezone().isoformat(timespec="milliseconds")
            self._do(due.rule, Event("begins", "", 0.0, now, 1, due.rule.action.strip(), 1.0), due.tell, tried=True)
            return
        for rule in self.rules:
            now_s = clock.monotonic()
            if rule.is_about(due.label) and now_s - self._last.get(rule, -rule.pause) >= rule.pause:
                self._last[rule] = now_s
                self._do(rule, due, partial(self._complain, rule))

    def _do(self, rule: Rule, event: Event, tell: Tell, tried: bool = False) -> None:
        if rule.deed is Deed.COMMAND:
            self._run(rule, event, tell, tried)
            return
        if self._sounds is None:
            self._sounds = SoundThread()
            self._sounds.start()
        self._sounds.play(Path(rule.what) if rule.deed is Deed.SOUND else None, tell)

    def _run(self, rule: Rule, event: Event, tell: Tell, tried: bool) -> None:
        if len(self._running) >= MOST_RUNNING:
            tell(
                tr(
                    "{most_running} commands still run, so that for “{action}” was left out.",
                    most_running=MOST_RUNNING,
                    action=rule.action,
                )
            )
            return
        arguments = rule.arguments(event)
        try:
            process = subprocess.Popen(
                arguments,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd=Path.home(),
            )
        except (OSError, ValueError) as error:
            tell(
                tr(
                    "The command for “{action}” cannot be started: {why}.",
                    action=rule.action,
                    why=_why(arguments[0], error),
                )
            )
            return
        self._running.append(_Running(rule, process, tell, tried))

    def _look_after(self) -> None:
        """Let go of the commands that have ended."""
        for one in [one for one in self._running if one.process.poll() is not None]:
            self._running.remove(one)
            if one.process.returncode:
                one.tell(
                    tr(
                        "The command for “{action}” failed: it ended with code {returncode}.",
                        action=one.rule.action,
                        returncode=one.process.returncode,
                    )
                )
            elif one.tried:
                one.tell(tr("The command was run and ended without an error."))

    def _end_all(self) -> None:
        """End the sounds, and the commands that still run, by force where that is needed."""
        if self._sounds is not None:
            self._sounds.stop()
        for one in self._running:
            one.process.terminate()
        for one in self._running:
            try:
                one.process.wait(ENDING / MOST_RUNNING)
            except subprocess.TimeoutExpired:
                one.process.kill()
                one.process.wait()
        if self._sounds is not None:
            self._sounds.join(ENDING)

    def _complain(self, rule: Rule, sentence: str) -> None:
        """Tell of it, unless the rule was told of, or the same of another one: as that there is no sound device."""
        if rule not in self._told and sentence not in self._told:
            self._told |= {rule, sentence}
            self._tell(sentence)


def _why(program: str, error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return tr("there is no program “{program}”", program=program)
    if isinstance(error, PermissionError):
        return tr("“{program}” may not be run", program=program)
    return f"“{program}” ({getattr(error, 'strerror', None) or error})"
