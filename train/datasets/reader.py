"""What every data set's reader yields, and what it states about the set."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np


class Unreadable(Exception):
    """One file cannot be used; the message is the reason that goes into the report."""


@dataclass(frozen=True, eq=False)
class RawClip:
    """One labelled sequence: ``keypoints`` float32 ``(M, T, 25, 3)`` metres in Kinect camera axes at ``fps``.

    ``person`` is unique within the set, ``group`` a kind of person or place that results are told apart by, ``splits``
    the names of the published splits that the clip belongs to.
    """

    name: str
    keypoints: np.ndarray
    fps: float
    label: str
    person: str
    group: str
    splits: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reader:
    """A data set: ``files`` lists its files under a folder, ``read`` reads one or raises ``Unreadable``.

    ``open_labels`` maps the set's own classes to the labels of the open model; a class that is not in it, the open
    model does not know.
    """

    name: str
    title: str
    files: Callable[[Path], Iterator[Path]]
    read: Callable[[Path], RawClip]
    open_labels: dict[str, str] = field(default_factory=dict)
