"""From a block's trace to the map that is shown: numbers alone, no drawing."""

import math
from collections.abc import Sequence
from enum import Enum
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from recognizer.network import BlockTrace


class Kind(Enum):
    """Which matrix of a fragment is shown."""

    TOPOLOGY = "Ã = Aₛ + αQ"
    SHARED = "Aₛ, shared"
    DYNAMIC = "Q, of this movement"


def topology_map(trace: "BlockTrace", fragment: int, kind: Kind, channel: int | None = None) -> np.ndarray:
    """The ``(25, 25)`` float32 map of a fragment: row = target, the joint that listens; column = source.

    ``channel`` picks one of the fragment's channels, ``None`` the mean over them; A_s has no channels.
    """
    if kind is Kind.SHARED:
        return trace.shared[fragment].numpy()
    values = (trace.dynamic if kind is Kind.DYNAMIC else trace.topology)[0, fragment]
    chosen = values.mean(dim=0) if channel is None or len(values) == 1 else values[channel]
    return chosen.numpy()


def attention_map(trace: "BlockTrace", branch: int, head: int) -> np.ndarray | None:
    """The ``(queries, keys)`` float32 map of a head, rows summing to 1; ``None`` where the network has none."""
    if trace.attention.numel() == 0:
        return None
    return trace.attention[0, branch, head].numpy()


def frame_times(seconds: float, frames: int, count: int) -> np.ndarray:
    """When the ``count`` frames that a block sees were, in seconds before the window's end (0 is now, negative is
    earlier), for a window of ``frames`` frames over ``seconds``. A strided block keeps every second, fourth … frame,
    from the first on."""
    stride = 2 ** round(math.log2(frames / count))
    return (np.arange(count) * stride + 1) * seconds / frames - seconds


def nice_limit(values: np.ndarray) -> float:
    """The least of 1, 2, 5, 10 … (by powers of ten) that no value exceeds in size: a scale that seldom changes."""
    largest = float(np.abs(values).max(initial=0.0))
    if not math.isfinite(largest) or largest < 1e-9:
        return 1.0
    power = 10.0 ** math.floor(math.log10(largest))
    return next(step * power for step in (1.0, 2.0, 5.0, 10.0) if largest <= step * power * (1 + 1e-6))


def cell_at(x: float, y: float, columns: Sequence[float], rows: Sequence[float]) -> tuple[int, int] | None:
    """The (row, column) whose cell holds the point, by the cells' edges in ascending order; ``None`` outside."""
    column, row = np.searchsorted(columns, x, side="right") - 1, np.searchsorted(rows, y, side="right") - 1
    if 0 <= column < len(columns) - 1 and 0 <= row < len(rows) - 1:
        return int(row), int(column)
    return None
