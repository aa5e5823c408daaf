"""From a block's trace to the map that is shown: numbers alone, no drawing."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

import numpy as np

from recognizer.skeleton.joints import JOINTS, hop_distances, normalised_adjacency

if TYPE_CHECKING:
    from recognizer.network.trace import BlockTrace


_APART = hop_distances() > 1  # joints that no bone connects


class MapKind(Enum):
    """Which matrix of a fragment is shown."""

    TOPOLOGY = "Ã = Aₛ + αQ"
    SHARED = "Aₛ, shared"
    DYNAMIC = "Q, of this movement"
    CHANGE = "αQ, added"
    DIFFERENCE = "Ã − physical skeleton"
    SKELETON = "Physical skeleton"

    @property
    def by_channel(self) -> bool:
        """Whether every channel has a map of its own."""
        return self not in (MapKind.SHARED, MapKind.SKELETON)


@dataclass(frozen=True)
class Link:
    """``target`` listens to ``source`` with this weight."""

    target: int
    source: int
    weight: float


def topology_map(trace: "BlockTrace", fragment: int, kind: MapKind, channel: int | None = None) -> np.ndarray:
    """The ``(25, 25)`` float32 map of a fragment: row = target, the joint that listens; column = source.

    ``channel`` picks one of the fragment's channels, ``None`` the mean over them; A_s and the skeleton
    (``D^-1/2 (A + I) D^-1/2``) have no channels. Raises ``IndexError`` where the block has no such fragment or channel.
    """
    if kind is MapKind.SKELETON:
        return normalised_adjacency()
    if kind is MapKind.SHARED:
        return trace.shared[fragment].numpy()
    values = (trace.dynamic if kind in (MapKind.DYNAMIC, MapKind.CHANGE) else trace.topology)[0, fragment]
    chosen = values.mean(dim=0) if channel is None or len(values) == 1 else values[channel]
    if kind is MapKind.CHANGE:
        chosen = trace.alpha[fragment] * chosen
    return chosen.numpy() - normalised_adjacency() if kind is MapKind.DIFFERENCE else chosen.numpy()


def largest_change(trace: "BlockTrace", fragment: int, channel: int | None = None) -> Link:
    """The cell of a fragment's map that this movement changes most, and by how much: Ã is A_s and αQ, cell by cell, and
    nothing else in it comes from the movement. ``channel``: as for ``topology_map``."""
    return largest_cell(topology_map(trace, fragment, MapKind.CHANGE, channel))


def largest_changes(traces: "Sequence[BlockTrace]") -> list[list[Link]]:
    """``largest_change`` of the mean over the channels, by block and fragment; of a block without an adjacency none."""
    return [[largest_change(trace, fragment) for fragment in range(trace.fragments)] for trace in traces]


def most_changed(traces: "Sequence[BlockTrace]") -> tuple[int, int] | None:
    """The block and fragment, from 0, whose map this movement changes most in one of its cells; ``None`` where it
    changes none, as in a network without adjacencies or with fixed ones."""
    sizes = {
        (block, fragment): abs(link.weight)
        for block, links in enumerate(largest_changes(traces))
        for fragment, link in enumerate(links)
    }
    place = max(sizes, key=lambda place: sizes[place], default=None)
    return place if place is not None and sizes[place] else None


def largest_cell(values: np.ndarray) -> Link:
    """The cell of a map ``(rows, columns)`` that is farthest from zero, row as target, column as source."""
    row, column = np.unravel_index(int(np.abs(values).argmax()), values.shape)
    return Link(int(row), int(column), float(values[row, column]))


def listens_to(values: np.ndarray, joint: int, count: int) -> tuple[Link, ...]:
    """What a joint listens to in a map ``(25, 25)``, itself aside: the strongest first, none of weight 0."""
    order = np.argsort(-np.abs(values[joint]), kind="stable")
    found = (Link(joint, int(source), float(values[joint, source])) for source in order if source != joint)
    return tuple(link for link in found if link.weight)[:count]


def strongest_links(values: np.ndarray, count: int) -> tuple[Link, ...]:
    """The strongest links of a map ``(25, 25)`` between joints that no bone connects, the strongest first."""
    size = np.where(_APART, np.abs(values), 0.0)
    order = np.argsort(-size, axis=None, kind="stable")[:count]
    cells = (divmod(int(place), JOINTS) for place in order if size.flat[place] > 0)
    return tuple(Link(target, source, float(values[target, source])) for target, source in cells)


def attention_map(trace: "BlockTrace", branch: int, head: int | None = None) -> np.ndarray | None:
    """The ``(queries, keys)`` float32 map of a head, or the mean over the branch's heads; rows sum to 1. ``None`` where
    the block has no attention."""
    if not trace.attends:
        return None
    heads = trace.attention[0, branch]
    return (heads.mean(dim=0) if head is None else heads[head]).numpy()


def attention_received(trace: "BlockTrace") -> np.ndarray | None:
    """How much each frame is looked at, ``(keys,)``, mean over queries, branches and heads, summing to 1; ``None``
    where the block has no attention."""
    if not trace.attends:
        return None
    return trace.attention[0].mean(dim=(0, 1, 2)).numpy()


def frame_times(seconds: float, frames: int, count: int) -> np.ndarray:
    """When the ``count`` frames that a block sees were, in seconds before the window's end (0 is now, negative is
    earlier), for a window of ``frames`` frames over ``seconds``."""
    return (own_frames(frames, count) + 1) * seconds / frames - seconds


def own_frames(frames: int, count: int) -> np.ndarray:
    """Which of the window's ``frames`` frames the ``count`` are that a block sees, int64 ``(count,)``: a strided block
    keeps every second, fourth … frame, from the first on."""
    return np.arange(count) * 2 ** round(math.log2(frames / count))


def nice_limit(values: np.ndarray) -> float:
    """The least of 1, 2, 5, 10 … (by powers of ten) that no value exceeds in size: a scale that seldom changes."""
    largest = float(np.abs(values).max(initial=0.0))
    if not math.isfinite(largest) or largest < 1e-9:
        return 1.0
    power = 10.0 ** math.floor(math.log10(largest))
    return next(step * power for step in (1.0, 2.0, 5.0, 10.0) if largest <= step * power * (1 + 1e-6))


def cell_at(
    x: float, y: float, columns: Sequence[float] | np.ndarray, rows: Sequence[float] | np.ndarray
) -> tuple[int, int] | None:
    """The (row, column) whose cell holds the point, by the cells' edges in ascending order; ``None`` outside."""
    column, row = np.searchsorted(columns, x, side="right") - 1, np.searchsorted(rows, y, side="right") - 1
    if 0 <= column < len(columns) - 1 and 0 <= row < len(rows) - 1:
        return int(row), int(column)
    return None
