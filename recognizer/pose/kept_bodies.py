"""The bodies of every frame that was looked at, kept: any moment can be judged and explained again without the pose
model, and a file that was looked at once need not be looked at again."""

import math
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from recognizer.errors import UserError
from recognizer.files import atomic
from recognizer.pose.frames import ObservedFrame
from recognizer.skeleton.array_file import load_arrays
from recognizer.skeleton.clip import FARTHEST, NOBODY, Bodies, Clip
from recognizer.skeleton.joints import BODIES, JOINTS

_Column = tuple[type, tuple[int, ...]]

FIRST = 1024  # rows to begin with
# By name: the type, and the shape of one row. A frame is a row of the first ones; each body that is in a frame, a row
# of the others, so that a frame of an empty room takes 20 bytes and a body 552.
_OF_FRAMES: Mapping[str, _Column] = {"time": (np.float64, ()), "index": (np.int64, ()), "end": (np.int64, ())}
_OF_BODIES: Mapping[str, _Column] = {
    "slot": (np.int8, ()),
    "person": (np.int32, ()),
    "keypoints": (np.float32, (JOINTS, 3)),
    "confidence": (np.float16, (JOINTS,)),
    "picture": (np.float32, (JOINTS, 2)),
}


@dataclass(frozen=True, eq=False)
class KeptFrame:
    """One frame that was looked at: its ``time`` in seconds, its ``index`` in the source, and the ``bodies`` in it."""

    time: float
    index: int
    bodies: Bodies


class KeptBodies:
    """Frames with their bodies, in order of time. One thread adds, any thread looks; what was added does not change.

    ``slots``: how many bodies each frame has room for, as the source gives them.
    """

    def __init__(self, slots: int = BODIES) -> None:
        self.slots = slots
        self._lock = threading.Lock()
        self._frames = _Table(_OF_FRAMES)
        self._bodies = _Table(_OF_BODIES)
        self._pictures = True  # where joints are in the picture is known

    def __len__(self) -> int:
        """How many frames there are."""
        return self._frames.count

    @property
    def size(self) -> int:
        """Bytes of memory that are taken."""
        return self._frames.size + self._bodies.size

    @property
    def end(self) -> float:
        """The last frame's time; minus infinity before the first one."""
        with self._lock:
            return float(self._frames["time"][-1]) if self._frames.count else -math.inf

    def add(self, time: float, index: int, bodies: Bodies) -> None:
        """Append a frame. Raises ``ValueError`` where its time is not later than the last one's."""
        with self._lock:
            if self._frames.count and time <= self._frames["time"][-1]:
                raise ValueError(f"a frame at {time} s cannot be kept after one at {self._frames['time'][-1]} s")
            self.slots = len(bodies.identity)
            self._pictures = bodies.picture is not None
            for slot, person in enumerate(bodies.identity):
                if person != NOBODY:
                    self._bodies.append(
                        slot=slot,
                        person=person,
                        keypoints=bodies.keypoints[slot],
                        confidence=bodies.confidence[slot],
                        picture=0.0 if bodies.picture is None else bodies.picture[slot],
                    )
            self._frames.append(time=time, index=index, end=self._bodies.count)

    def see(self, observed: ObservedFrame) -> None:
        """Append an observed frame. Raises ``ValueError`` as ``add`` does."""
        self.add(observed.time, observed.captured.frame.index, observed.bodies)

    def place(self, time: float) -> int | None:
        """The place of the last frame at or before ``time`` seconds; ``None`` where there is none."""
        with self._lock:
            found = int(np.searchsorted(self._frames["time"], time + 1e-6, side="right")) - 1
        return found if found >= 0 else None

    def frame(self, place: int) -> KeptFrame:
        """The frame at a place, counted from 0. Raises ``IndexError`` where there is none."""
        with self._lock:
            if not 0 <= place < self._frames.count:
                raise IndexError(f"there is no frame {place} among {self._frames.count}")
            return self._frame(place)

    def between(self, start: float, end: float) -> Iterator[KeptFrame]:
        """The frames from the last one at or before ``start`` seconds up to ``end`` seconds, both of them included."""
        first = self.place(start) or 0
        last = self.place(end)
        return iter(()) if last is None else map(self.frame, range(first, last + 1))

    def seen_last(self, slot: int, time: float, within: float) -> tuple[int, float] | None:
        """Who was in the slot last, in the frames up to ``time`` seconds and at most ``within`` seconds before it: the
        person's number, and when that was. ``None`` where nobody was."""
        place = self.place(time)
        with self._lock:
            times, slots, persons = self._frames["time"], self._bodies["slot"], self._bodies["person"]
            while place is not None and place >= 0 and time - times[place] <= within:
                for row in self._rows(place):
                    if slots[row] == slot:
                        return int(persons[row]), float(times[place])
                place -= 1
        return None

    def clip(self) -> Clip:
        """All frames as a clip. Raises ``UserError`` where there is none."""
        frames = [self.frame(place).bodies for place in range(len(self))]
        if not frames:
            raise UserError("Not a clip: it has no frames.")
        with self._lock:
            time = self._frames["time"][: len(frames)].copy()
        return Clip(
            np.stack([frame.keypoints for frame in frames], axis=1),
            np.stack([frame.confidence for frame in frames], axis=1),
            time,
            np.stack([frame.identity for frame in frames], axis=1),
        )

    def save(self, path: Path) -> None:
        """Write all of it to a file, atomically. Raises ``UserError`` where that cannot be done."""
        with self._lock:
            arrays = {name: self._frames[name] for name in _OF_FRAMES} | {n: self._bodies[n] for n in _OF_BODIES}
            arrays["kind"] = np.array([self.slots, self._pictures], np.int64)
            with atomic(path) as temporary, open(temporary, "wb") as file:
                np.savez(file, allow_pickle=False, **arrays)

    def take_from(self, path: Path) -> None:
        """Hold what ``save`` wrote instead. Nothing in it is ever unpickled. Raises ``UserError`` where it is anything
        else."""
        try:
            arrays = load_arrays(path, (*_OF_FRAMES, *_OF_BODIES, "kind"))
        except (OSError, KeyError, ValueError) as error:
            raise UserError(f"{path} does not hold the bodies of a video.") from error
        frames, bodies = _Table(_OF_FRAMES), _Table(_OF_BODIES)
        fits = frames.take({n: arrays[n] for n in _OF_FRAMES}) and bodies.take({n: arrays[n] for n in _OF_BODIES})
        kind = arrays["kind"]
        if not fits or kind.shape != (2,) or kind.dtype != np.int64 or not _agree(frames, bodies, int(kind[0])):
            raise UserError(f"{path} does not hold the bodies of a video.")
        with self._lock:
            self._frames, self._bodies = frames, bodies
            self.slots, self._pictures = int(kind[0]), bool(kind[1])

    def _rows(self, place: int) -> range:
        """Where the bodies of a frame are."""
        ends = self._frames["end"]
        return range(int(ends[place - 1]) if place else 0, int(ends[place]))

    def _frame(self, place: int) -> KeptFrame:
        bodies = nobody(self.slots, self._pictures)
        for row in self._rows(place):
            slot = int(self._bodies["slot"][row])
            bodies.identity[slot] = self._bodies["person"][row]
            bodies.keypoints[slot] = self._bodies["keypoints"][row]
            bodies.confidence[slot] = self._bodies["confidence"][row]
            if bodies.picture is not None:
                bodies.picture[slot] = self._bodies["picture"][row]
        return KeptFrame(float(self._frames["time"][place]), int(self._frames["index"][place]), bodies)


def nobody(slots: int = BODIES, picture: bool = True) -> Bodies:
    """So many empty slots; ``picture``: with places in a picture."""
    shape = (slots, JOINTS)
    return Bodies(
        np.zeros((*shape, 3), np.float32),
        np.zeros(shape, np.float32),
        np.full(slots, NOBODY, np.int32),
        np.zeros((*shape, 2), np.float32) if picture else None,
    )


def _agree(frames: "_Table", bodies: "_Table", slots: int) -> bool:
    """Whether the columns of a file can be those of frames in order, with so many slots."""
    ends, taken = frames["end"], bodies["slot"]
    each = np.diff(ends, prepend=0)
    return bool(
        1 <= slots <= BODIES
        and np.isfinite(frames["time"]).all()
        and (np.diff(frames["time"]) > 0).all()
        and ((each >= 0) & (each <= slots)).all()
        and (ends[-1] if len(ends) else 0) == bodies.count
        and ((taken >= 0) & (taken < slots)).all()
        and (bodies["person"] > NOBODY).all()
        and (np.abs(bodies["keypoints"]) <= FARTHEST).all()  # false for NaN too
        and ((bodies["confidence"] >= 0) & (bodies["confidence"] <= 1)).all()
        and np.isfinite(bodies["picture"]).all()
    )


class _Table:
    """Columns of equal length that grow by rows."""

    def __init__(self, columns: Mapping[str, _Column]) -> None:
        self._kinds = columns
        self._columns: dict[str, np.ndarray] = {
            name: np.empty((FIRST, *shape), kind) for name, (kind, shape) in columns.items()
        }
        self.count = 0

    @property
    def size(self) -> int:
        return sum(column.nbytes for column in self._columns.values())

    def __getitem__(self, name: str) -> np.ndarray:
        return self._columns[name][: self.count]

    def append(self, **row: object) -> None:
        for name, column in self._columns.items():
            if self.count == len(column):
                # By half, and not to the double: beside two hours, there shall not be room for two more.
                room = np.empty((max(len(column) // 2, FIRST), *column.shape[1:]), column.dtype)
                self._columns[name] = column = np.concatenate([column, room])
            column[self.count] = row[name]
        self.count += 1

    def take(self, columns: dict[str, np.ndarray]) -> bool:
        """Hold these columns instead, unless one is of another type or shape, or they are not of one length."""
        if len({len(column) if column.ndim else -1 for column in columns.values()}) != 1:
            return False
        for name, (kind, shape) in self._kinds.items():
            if columns[name].dtype != kind or columns[name].shape[1:] != shape:
                return False
        self._columns, self.count = dict(columns), len(next(iter(columns.values())))
        return True
