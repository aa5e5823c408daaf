"""How numbers and answers are written, in the window, in pictures and on paper."""

import math
import os
from collections.abc import Sequence

import numpy as np

NOTHING = "no known action"
BEST = 5  # labels of an answer that are listed, the most probable first


def clock_text(seconds: float, tenths: bool = True) -> str:
    """``75.26`` as ``1:15.2``, and hours before that where there are any."""
    ticks = int(max(seconds, 0.0) * 10 + 1e-6)
    minutes, rest = divmod(ticks, 600)
    whole = f"{minutes}:" if minutes < 60 else f"{minutes // 60}:{minutes % 60:02d}:"
    return f"{whole}{rest // 10:02d}.{rest % 10}" if tenths else f"{whole}{rest // 10:02d}"


def percent(share: float, digits: int = 0) -> str:
    """``0.666`` as ``67 %``, or with so many digits after the point."""
    return f"{100 * share:.{digits}f} %"


def signed(value: float, digits: int = 3) -> str:
    """So many digits after the point, with a sign and a true minus."""
    return true_minus(f"{value:+.{digits}f}")


def true_minus(number: str) -> str:
    """A number in digits, with a minus as wide as the plus in place of a hyphen."""
    return number.replace("-", "−")


def rounded_up(size: float) -> str:
    """A size of 0 or more in two digits, rounded up, so that "at most" is true of it: ``0.0421`` as ``0.043``. A
    millionth more counts for nothing, which float32 makes of a round number."""
    if size <= 0:
        return "0"
    decimals = 1 - math.floor(math.log10(size))
    up = math.ceil(size * 10.0**decimals * (1 - 1e-6)) / 10.0**decimals
    return f"{up:.{max(decimals, 0)}f}"


def named(labels: Sequence[str], *shares: np.ndarray) -> tuple[list[str], np.ndarray]:
    """The labels, followed by "no known action" where the probabilities of one of the ``shares`` ``(labels,)`` do not
    sum to 1, as with a model that has learned it; and the shares with it, float64 ``(answers, labels or one more)``."""
    rows = np.stack(shares).astype(np.float64)
    nothing = 1 - rows.sum(axis=1, keepdims=True)
    if nothing.max() < 0.005:
        return list(labels), rows
    return [*labels, NOTHING], np.concatenate([rows, np.maximum(nothing, 0)], axis=1)


def one_line(text: str, most: int = 300) -> str:
    """A text, which may quote what a file says, as one line of a sentence, of so many characters at most."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"


def path_text(path: str | os.PathLike[str]) -> str:
    """A path, or a sentence with paths in it, as text that any file in UTF-8 and any window takes.

    To a system, names of files are bytes. Python hands on those that are no text in the system's encoding with
    stand-ins (lone surrogates), which nothing but the system itself accepts. Here UTF-8 is read as such, whatever the
    system's encoding is, and what is none is shown as U+FFFD."""
    text = os.fspath(path)
    try:
        return os.fsencode(text).decode("utf-8")
    except UnicodeError:
        return "".join("\ufffd" if "\ud800" <= character <= "\udfff" else character for character in text)
