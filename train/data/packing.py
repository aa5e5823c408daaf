"""The prepared format's arithmetic and writing: clips to 16-bit rows, rows to part files, part files to one set.

Without torch, so that the processes that read raw files start fast and stay small; ``train.data.prepared_set`` opens
what is written here.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import numpy as np
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save

from recognizer.files import atomic, parse_json
from recognizer.skeleton.joints import BODIES, JOINTS, SPINE_MID
from train.datasets.reader import Entry, RawClip, Unreadable

UNIT = 0.00025  # metres
ABSENT = -32768  # every value of a row whose body is not there in that frame
FORMAT = "1"
_FARTHEST = 32767  # units from the origin: 8.19 m; what lies beyond is moved there


@dataclass(eq=False)
class PackedClips:
    """Some clips of a set, packed. ``rows`` int16 ``(rows, 25, 3)``; per clip: ``origin`` float32 ``(N, 3)``,
    ``frames``, ``bodies`` int64 ``(N,)``, ``fps`` float32 ``(N,)``. ``left_out``: name and reason."""

    rows: np.ndarray
    origin: np.ndarray
    frames: np.ndarray
    bodies: np.ndarray
    fps: np.ndarray
    names: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    persons: list[str] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    splits: list[list[str]] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)


_ARRAYS = ("origin", "frames", "bodies", "fps")  # and rows
_LISTS = ("names", "labels", "persons", "groups", "splits", "left_out")


@dataclass(frozen=True)
class Written:
    """What went into a set: the number of clips, of each split's clips, and what was left out, with reasons."""

    clips: int
    splits: dict[str, int]
    left_out: list[tuple[str, str]]


def quantise(keypoints: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """``(M, T, 25, 3)`` metres, NaN where a body is absent, to int16 rows ``(M·T, 25, 3)`` in units about the origin
    float32 ``(3,)``: the spine mid of body 0 in its first frame. Raises ``Unreadable``."""
    if keypoints.ndim != 4 or keypoints.shape[2:] != (JOINTS, 3) or not 1 <= len(keypoints) <= BODIES:
        raise Unreadable(f"its joints have the shape {keypoints.shape} instead of (1 or 2 bodies, frames, 25, 3)")
    absent = np.isnan(keypoints).any(axis=(2, 3))
    if absent[0].all():
        raise Unreadable("there is no body in it")
    if np.isinf(keypoints).any():
        raise Unreadable("a joint is at infinity")
    origin = keypoints[0, np.argmin(absent[0]), SPINE_MID].astype(np.float32)
    rows = np.rint((np.where(absent[:, :, None, None], 0, keypoints) - origin) / UNIT)
    rows = np.clip(rows, -_FARTHEST, _FARTHEST).astype("<i2")
    rows[absent] = ABSENT
    return rows.reshape(-1, JOINTS, 3), origin


def pack(entries: Iterable[Entry]) -> PackedClips:
    """Read these clips. One that cannot be used is left out with its reason, whatever goes wrong with it."""
    rows, columns, part = [], [], _empty()
    for entry in entries:
        try:
            clip = entry.read()
            packed, origin = quantise(clip.keypoints)
        except Unreadable as reason:
            part.left_out.append((entry.name, str(reason)))
            continue
        except Exception as error:  # two hours of work must not end at one odd file
            part.left_out.append((entry.name, f"unexpected {type(error).__name__}: {error}"))
            continue
        rows.append(packed)
        columns.append((origin, clip.keypoints.shape[1], clip.keypoints.shape[0], clip.fps))
        part.names.append(clip.name)
        part.labels.append(clip.label)
        part.persons.append(clip.person)
        part.groups.append(clip.group)
        part.splits.append(list(clip.splits))
    if rows:
        part.rows = np.concatenate(rows)
        origins, frames, bodies, fps = zip(*columns)
        part.origin, part.frames, part.bodies = np.stack(origins), np.asarray(frames), np.asarray(bodies)
        part.fps = np.asarray(fps, np.float32)
    return part


def save_part(part: PackedClips, path: Path) -> None:
    """Write a part, atomically."""
    arrays = {name: np.ascontiguousarray(getattr(part, name)) for name in ("rows", *_ARRAYS)}
    about = {name: getattr(part, name) for name in _LISTS}
    with atomic(path) as temporary:
        temporary.write_bytes(save(arrays, {"about": json.dumps(about)}))


def load_part(path: Path, rows: bool = True) -> PackedClips | None:
    """Read a part, without its rows where they are not wanted; ``None`` if it is not there or not whole."""
    try:
        with safe_open(path, framework="np") as file:
            about = parse_json(file.metadata()["about"])
            arrays = {name: file.get_tensor(name) for name in _ARRAYS}
            keypoints = file.get_tensor("rows") if rows else _empty().rows
        about["left_out"] = [tuple(pair) for pair in about["left_out"]]
        part = PackedClips(keypoints, **arrays, **{name: about[name] for name in _LISTS})
    except (SafetensorError, OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return part if _fits(part, rows) else None


def _fits(part: PackedClips, rows: bool) -> bool:
    """Whether the columns of a part fit each other; ``rows``: its rows are there, too."""
    texts = (part.names, part.labels, part.persons, part.groups)
    if not all(map(_are_texts, texts)) or not isinstance(part.splits, list) or not all(map(_are_texts, part.splits)):
        return False
    clips = len(part.names)
    kinds = (part.frames.dtype.kind, part.bodies.dtype.kind, part.origin.dtype.kind, part.fps.dtype.kind)
    shapes = (part.frames.shape, part.bodies.shape, part.origin.shape, part.fps.shape)
    if {len(column) for column in (*texts, part.splits)} != {clips} or kinds != ("i", "i", "f", "f"):
        return False
    if shapes != ((clips,), (clips,), (clips, 3), (clips,)) or not np.isfinite(part.origin).all():
        return False
    if not ((part.frames > 0) & ((part.bodies == 1) | (part.bodies == 2)) & (part.fps > 0)).all():
        return False
    wanted = sum(frames * bodies for frames, bodies in zip(part.frames.tolist(), part.bodies.tolist()))
    return not rows or bool(part.rows.dtype == np.int16 and part.rows.shape == (wanted, JOINTS, 3))


def _are_texts(column: object) -> bool:
    return isinstance(column, list) and all(isinstance(text, str) for text in column)


def _loaded(path: Path, rows: bool = True) -> PackedClips:
    """A part that has to be there. Raises ``OSError`` where it is not, or not whole."""
    part = load_part(path, rows)
    if part is None:
        raise OSError(f"the part {path.name} is missing or damaged")
    return part


def write_parts(path: Path, name: str, parts: Sequence[Path | PackedClips], labels: Sequence[str] = ()) -> Written:
    """Write one set of these parts to ``path``; only one part's rows are in memory at a time.

    ``labels``: the classes in their order; else those that occur, sorted. The file is not atomic: give it a place
    where nobody looks, and move it. What is written depends on the parts and their order alone.
    """
    light = [part if isinstance(part, PackedClips) else _loaded(part, rows=False) for part in parts]

    def every(column: str) -> list:
        return [value for part in light for value in getattr(part, column)]

    def index(column: str) -> np.ndarray:
        place = {value: number for number, value in enumerate(known[column])}
        return np.asarray([place[value] for value in every(column)], "<i8")

    names, splits_of = every("names"), every("splits")
    known = {
        "labels": list(labels) or sorted(set(every("labels"))),
        "persons": sorted(set(every("persons"))),
        "groups": sorted(set(every("groups"))),
    }
    members = {
        split: [clip for clip, splits in enumerate(splits_of) if split in splits]
        for split in sorted({split for splits in splits_of for split in splits})
    }
    about = {"clips": names, **known, "splits": members}
    frames, bodies = (np.concatenate([getattr(part, c) for part in light]).astype("<i8") for c in ("frames", "bodies"))
    sizes = frames * bodies
    columns = {
        "start": np.cumsum(sizes) - sizes,
        "frames": frames,
        "bodies": bodies,
        "label": index("labels"),
        "person": index("persons"),
        "group": index("groups"),
        "origin": np.concatenate([part.origin for part in light]).astype("<f4"),
        "fps": np.concatenate([part.fps for part in light]).astype("<f4"),
    }
    metadata = {"format": FORMAT, "name": name, "about": json.dumps(about)}
    rows = (part.rows if isinstance(part, PackedClips) else _loaded(part).rows for part in parts)
    _write_safetensors(path, metadata, columns, rows, int(sizes.sum()))
    return Written(len(names), {split: len(clips) for split, clips in members.items()}, every("left_out"))


def _write_safetensors(
    path: Path, metadata: dict[str, str], columns: dict[str, np.ndarray], rows: Iterator[np.ndarray], count: int
) -> None:
    """The published safetensors layout: the header's length in 8 bytes, the header as JSON, then the tensors without
    gaps. The widest types come first, so that each tensor lies at a multiple of its items' size."""
    kinds = {"<i8": "I64", "<f4": "F32"}
    header: dict[str, object] = {"__metadata__": metadata}
    end = 0
    for name, column in columns.items():
        begin, end = end, end + column.nbytes
        header[name] = {"dtype": kinds[column.dtype.str], "shape": column.shape, "data_offsets": [begin, end]}
    size = count * JOINTS * 3 * 2
    header["keypoints"] = {"dtype": "I16", "shape": [count, JOINTS, 3], "data_offsets": [end, end + size]}
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(len(text).to_bytes(8, "little"))
        file.write(text)
        for column in columns.values():
            file.write(column.tobytes())
        for part in rows:
            file.write(part.astype("<i2", copy=False).tobytes())


def _empty() -> PackedClips:
    return PackedClips(
        rows=np.zeros((0, JOINTS, 3), "<i2"),
        origin=np.zeros((0, 3), np.float32),
        frames=np.zeros(0, np.int64),
        bodies=np.zeros(0, np.int64),
        fps=np.zeros(0, np.float32),
    )


def _itself(clip: RawClip) -> RawClip:
    return clip


def pack_clips(clips: Iterable[RawClip]) -> PackedClips:
    """Pack clips that are at hand. Raises ``Unreadable`` for one that cannot be packed."""
    part = pack(Entry(clip.name, partial(_itself, clip)) for clip in clips)
    if part.left_out:
        raise Unreadable(": ".join(part.left_out[0]))
    return part
