"""Joints written as text: rows of numbers, so many to a frame."""

from pathlib import Path

import numpy as np

from recognizer.text import one_line
from train.datasets.reader import Unreadable


def read_frames(file: Path, joints: int, columns: int = 3) -> np.ndarray:
    """A file of ``joints`` rows of ``columns`` numbers for each frame, as float64 ``(T, joints, columns)``. NaN where a
    file says so. Raises ``Unreadable`` for what is no such table."""
    try:
        lines = file.read_text(encoding="ascii").splitlines()
        rows = np.loadtxt(lines, ndmin=2) if lines else np.empty((0, 0))
    except (OSError, ValueError) as error:
        raise Unreadable(f"not readable as a table of numbers ({one_line(str(error))})") from error
    if not len(rows) or rows.shape[1] != columns or len(rows) % joints:
        raise Unreadable(f"{len(rows)} rows of {rows.shape[1]} numbers instead of {joints} rows of {columns} a frame")
    return rows.reshape(-1, joints, columns)
