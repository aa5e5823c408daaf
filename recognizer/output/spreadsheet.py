"""CSV files that spreadsheets open as they are meant."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from recognizer.files import write_text

_COMPUTED = re.compile(r"'*[=+\-@\t\r]")
BYTE_ORDER_MARK = "\ufeff"


def write_spreadsheet(path: Path, rows: Iterable[Sequence[str]]) -> None:
    """Write rows of text as CSV in UTF-8, atomically, so that Excel shows every character right (by the byte order
    mark) and takes no text for a formula. Raises ``UserError``."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(map(guarded, row) for row in rows)
    write_text(path, BYTE_ORDER_MARK + text.getvalue())


def guarded(text: str) -> str:
    """With an apostrophe before it where a spreadsheet would compute it, be it a name like ``-1.mp4`` or something
    malicious: what begins with =, +, -, @, a tab or a carriage return, and what ``unguarded`` would change."""
    return f"'{text}" if _COMPUTED.match(text) else text


def unguarded(text: str) -> str:
    """What ``guarded`` was given."""
    return text[1:] if text.startswith("'") and _COMPUTED.match(text) else text
