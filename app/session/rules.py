"""When this action begins, play this sound or run this command: what the user's settings say, and nothing else may say.
No Qt here."""

import json
import math
import os
import re
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum

from app.texts import tr
from recognizer.errors import UserError
from recognizer.events.event import Event

USUAL_PAUSE, LONGEST_PAUSE = 2.0, 3600.0  # seconds
PLACEHOLDER = re.compile(r"\{(action|person|probability|time)\}")
SCRIPTS = (".bat", ".cmd")  # Windows gives these to a shell, which reads the arguments as commands


class Deed(StrEnum):
    """What a rule does."""

    TONE = "tone"
    SOUND = "sound"
    COMMAND = "command"


@dataclass(frozen=True)
class Rule:
    """``deed`` is done when somebody begins ``action``, at most once in ``pause`` seconds. ``what``: the command that
    is run, or the path of the sound that is played; a tone needs nothing. Raises ``UserError`` where it is no rule."""

    action: str
    what: str
    pause: float = USUAL_PAUSE
    deed: Deed = Deed.COMMAND

    def __post_init__(self) -> None:
        if not self.action.strip():
            raise UserError(tr("Name the action that it is about."))
        if not (math.isfinite(self.pause) and 0 <= self.pause <= LONGEST_PAUSE):
            raise UserError(
                tr("The pause must be between 0 and {longest_pause:.0f} seconds.", longest_pause=LONGEST_PAUSE)
            )
        if self.deed is Deed.COMMAND:
            split_command(self.what)
        if self.deed is Deed.SOUND and not os.path.isabs(self.what):
            raise UserError(tr("Choose the sound file that is to be played, with its whole path."))

    def is_about(self, label: str | None) -> bool:
        """Whether it is done when somebody begins ``label``; capital letters make no difference."""
        return self.action.strip().casefold() == (label or "").strip().casefold()

    def arguments(self, event: Event) -> list[str]:
        """The command of the rule and its arguments, with what happened in the place of the placeholders. Each stays
        one argument, whatever a label holds."""
        values = {
            "action": event.label or "",
            "person": str(event.person),
            "probability": f"{event.confidence or 0.0:.3f}",
            "time": event.clock,
        }
        first, *others = split_command(self.what)
        return [first, *(_filled(word, values) for word in others)]


def split_command(text: str) -> list[str]:
    """The words of a command as a shell would divide them, with nothing else of a shell. Raises ``UserError`` where it
    cannot be run."""
    try:
        words = shlex.split(text, posix=os.name != "nt")  # a backslash belongs to the paths of Windows
    except ValueError as error:
        raise UserError(tr("The command has a quotation mark that is not closed.")) from error
    if os.name == "nt":
        words = [word[1:-1] if len(word) > 1 and word[0] == word[-1] == '"' else word for word in words]
    if not words or not words[0]:
        raise UserError(tr("Write the command that is to be run."))
    if PLACEHOLDER.search(words[0]):
        raise UserError(tr("What is run cannot be a placeholder: it belongs into the arguments after it."))
    if words[0].lower().endswith(SCRIPTS):
        raise UserError(
            tr("Scripts of the command prompt (.bat, .cmd) cannot be run: they would read labels as commands.")
        )
    if any("\0" in word for word in words):
        raise UserError(tr("The command has a character that no command can have."))
    return words


def read_rules(text: str) -> tuple[list[Rule], int]:
    """The rules of a text that ``write_rules`` made, and how many in it are none and are left out."""
    if not text:
        return [], 0
    try:
        entries = json.loads(text)
    except (ValueError, RecursionError):
        return [], 1
    if not isinstance(entries, list):
        return [], 1
    read = [_read(entry) for entry in entries]
    return [rule for rule in read if rule is not None], read.count(None)


def write_rules(rules: Sequence[Rule]) -> str:
    """The rules as text, for the settings."""
    return json.dumps([asdict(rule) for rule in rules])


def _read(entry: object) -> Rule | None:
    if not isinstance(entry, dict):
        return None
    action, what, pause = entry.get("action"), entry.get("what"), entry.get("pause")
    if not isinstance(action, str) or not isinstance(what, str) or not isinstance(pause, int | float):
        return None
    try:
        return Rule(action, what, float(pause), Deed(str(entry.get("deed"))))
    except (UserError, ValueError, OverflowError):
        return None


def _filled(word: str, values: Mapping[str, str]) -> str:
    return PLACEHOLDER.sub(lambda found: values[found[1]].replace("\0", ""), word)
