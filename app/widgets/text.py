"""How numbers and people are put into words in the window."""

from PySide6.QtGui import QKeySequence

from app.texts import mark, tr
from recognizer.model.operating_points import OperatingPoint
from recognizer.skeleton.joints import NAMES
from recognizer.text import clock_text, percent, rounded_up, signed, true_minus

__all__ = ["clock_text", "percent", "person_name", "rounded_up", "signed", "true_minus"]

DECISIONS: dict[OperatingPoint, str] = {
    "careful": mark("careful"),
    "balanced": mark("balanced"),
    "eager": mark("eager"),
}


def person_name(number: int) -> str:
    """A person as the window calls them."""
    return tr("Person {number}", number=number)


def joint_name(joint: int) -> str:
    """A joint as the window calls it."""
    return tr(NAMES[joint])


def joint_names() -> tuple[str, ...]:
    """All joints, in their order."""
    return tuple(joint_name(joint) for joint in range(len(NAMES)))


def decisions_name(point: OperatingPoint) -> str:
    """How readily labels are given, in a word."""
    return tr(tr(DECISIONS[point]))


def keys_text(keys: str) -> str:
    """Keys as this system and the user's language write them."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def with_keys(words: str, keys: str) -> str:
    """Words and the keys that do the same, for a tool tip."""
    return f"{words} ({keys_text(keys)})" if keys else words


def capital(words: str) -> str:
    """The same at the beginning of a sentence; no other letter changes."""
    return words[:1].upper() + words[1:]
