"""The program's logs: what its threads note, in a file of bounded size, and native crashes beside it. No Qt here.

Nothing here fails: a log that cannot be written must not keep anybody from using the program.
"""

import faulthandler
import logging
import re
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TextIO

import platformdirs

LOGGERS = ("app", "recognizer")  # ours; other packages' notes may hold anything
MOST_BYTES, OLD_FILES = 500_000, 2  # of one log file, and how many older ones are kept beside it
SIGNED_IN = re.compile(r"(?<=://)[^/@\s]+@")  # the name and password in a camera's address

_native: TextIO | None = None  # stays open as long as the program runs: faulthandler writes to it in the end


def log_folder() -> Path:
    """Where the logs lie."""
    return Path(platformdirs.user_log_dir("mssa-studio", appauthor=False))


def log_file() -> Path:
    """The newest log."""
    return log_folder() / "program.log"


def native_crash_file() -> Path:
    """Where Python's stack is written when native code crashes."""
    return log_folder() / "native-crash.log"


class _Formatter(logging.Formatter):
    """Leaves out names and passwords that an address or an exception's text may hold."""

    def format(self, record: logging.LogRecord) -> str:
        return SIGNED_IN.sub("…@", super().format(record))


class _LogFile(RotatingFileHandler):
    """A rotating file that gives up in silence where it cannot be written."""

    def handleError(self, record: logging.LogRecord) -> None:
        return


def set_up_logging() -> None:
    """Write what our packages note to ``log_file`` from now on. May be called again; never raises."""
    try:
        log_folder().mkdir(parents=True, exist_ok=True)
        handler = _LogFile(log_file(), maxBytes=MOST_BYTES, backupCount=OLD_FILES, encoding="utf-8", delay=True)
    except OSError:
        return
    handler.setFormatter(_Formatter("%(asctime)s %(levelname)s %(threadName)s: %(message)s"))
    for name in LOGGERS:
        logger = logging.getLogger(name)
        for old in [old for old in logger.handlers if isinstance(old, _LogFile)]:
            logger.removeHandler(old)
            old.close()
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)


def catch_native_crashes() -> None:
    """Have the stacks of all threads written to ``native_crash_file`` when native code crashes; never raises."""
    global _native
    try:
        file = native_crash_file()
        file.parent.mkdir(parents=True, exist_ok=True)
        long = file.is_file() and file.stat().st_size > MOST_BYTES
        _native = open(file, "w" if long else "a", encoding="utf-8")  # noqa: SIM115, stays open
        faulthandler.enable(_native)
    except (OSError, ValueError, RuntimeError):
        return
