"""The text of a `.skeleton` file as the bodies in it.

``parse`` looks at all bytes at once: where words begin and end, which of them are plain decimal numbers, and what the
coordinates among them are worth, as array operations; Python itself walks over the counts alone. A text in which
anything is unusual is read word by word instead, which finds the reason for refusing it. Both ways give the same.
"""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from recognizer.skeleton.joints import JOINTS

_BODY_FIELDS, _JOINT_FIELDS = 10, 12
_BODY_WORDS = _BODY_FIELDS + 1 + JOINTS * _JOINT_FIELDS
_MOST_FRAMES, _MOST_BODIES = 1_000_000, 64  # more is a sign of a garbled file
_FARTHEST = 1e6  # metres
_MOST_DIGITS = 15  # of a number that double precision holds exactly before its decimal point is set
_PLUS, _MINUS, _DOT, _ZERO = b"+-.0"


@dataclass(frozen=True, eq=False)
class RawBody:
    """One tracking number of a file: ``frames`` int64 ``(N,)`` where it occurs, ``keypoints`` float32 ``(N, 25, 3)``
    metres, ``state`` int8 ``(N, 25)``."""

    tracking: int
    frames: np.ndarray
    keypoints: np.ndarray
    state: np.ndarray


@dataclass(frozen=True, eq=False)
class RawSkeleton:
    """All that is in a file: the number of frames and the bodies in order of their first appearance."""

    frames: int
    bodies: tuple[RawBody, ...]


class Fault(Exception):
    """What is wrong with the text, as a clause."""


def parse(text: bytes) -> RawSkeleton:
    """Every body of a file's text; a byte order mark may come first, as some editors write it. Raises ``Fault``, and
    ``UnicodeDecodeError`` for what is no plain text."""
    text = text.removeprefix(codecs.BOM_UTF8)
    return parse_at_once(text) or parse_by_word(text)


def parse_by_word(text: bytes) -> RawSkeleton:
    """As ``parse``, one word after the other: slower, and able to report what is wrong and where."""
    words = iter(text.decode("ascii").split())
    frames = _count(words, "frames", _MOST_FRAMES)
    found: dict[int, tuple[list[int], list[np.ndarray]]] = {}
    for frame in range(frames):
        for _ in range(_count(words, f"bodies in frame {frame}", _MOST_BODIES)):
            tracking = _integer(words, f"tracking number in frame {frame}")
            _numbers(words, _BODY_FIELDS - 1, frame)
            joints = _count(words, f"joints in frame {frame}", 1000)
            if joints != JOINTS:
                raise Fault(f"a body in frame {frame} has {joints} joints instead of {JOINTS}")
            where, tables = found.setdefault(tracking, ([], []))
            if where and where[-1] == frame:
                raise Fault(f"frame {frame} holds body {tracking} twice")
            where.append(frame)
            tables.append(_numbers(words, JOINTS * _JOINT_FIELDS, frame).reshape(JOINTS, _JOINT_FIELDS))
    if next(words, None) is not None:
        raise Fault(f"it goes on after its {frames} frames")
    return RawSkeleton(frames, tuple(_body(tracking, *parts) for tracking, parts in found.items()))


@dataclass(frozen=True, eq=False)
class _Words:
    """The words of a text: the first byte, the byte after the last, and the place of the decimal point (-1: none) of
    each, int64 ``(N,)``; ``odd``: which of them are numbers in another form, as ``1e-05`` is."""

    start: np.ndarray
    end: np.ndarray
    dot: np.ndarray
    odd: np.ndarray


def parse_at_once(text: bytes) -> RawSkeleton | None:
    """As ``parse_by_word``, or ``None`` where something is unusual."""
    buffer = np.frombuffer(text, np.uint8)
    words = _find_words(text, buffer)
    walked = _walk(text, words) if words else None
    if words is None or walked is None:
        return None
    frames, at, frame, tracking = walked
    if not len(at):
        return RawSkeleton(frames, ())
    joints = (at[:, None] + np.arange(_BODY_FIELDS + 1, _BODY_WORDS)).reshape(len(at), JOINTS, _JOINT_FIELDS)
    last = joints[:, :, -1]
    state = buffer[words.start[last]] - np.uint8(_ZERO)
    if (words.end[last] - words.start[last] != 1).any() or (state > 2).any():
        return None
    keypoints = _values(text, buffer, words, joints[:, :, :3].reshape(-1))
    if not (np.abs(keypoints) <= _FARTHEST).all():  # false for NaN too
        return None
    keypoints = keypoints.reshape(len(at), JOINTS, 3).astype(np.float32)
    state = state.astype(np.int8)
    places: dict[int, list[int]] = {}
    for place, number in enumerate(tracking):
        places.setdefault(number, []).append(place)
    bodies = []
    for number, own in places.items():
        if (np.diff(frame[own]) == 0).any():
            return None
        bodies.append(RawBody(number, frame[own], keypoints[own], state[own]))
    return RawSkeleton(frames, tuple(bodies))


def _find_words(text: bytes, buffer: np.ndarray) -> _Words | None:
    """The words of a text in which every one is a number, else ``None``."""
    framed = np.full(len(buffer) + 2, ord(" "), np.uint8)  # every byte has a neighbour on both sides
    framed[1:-1] = buffer
    space, digit, point = framed <= ord(" "), framed - np.uint8(_ZERO) <= 9, framed == _DOT
    sign = (framed == _PLUS) | (framed == _MINUS)
    if (space & ((framed < 9) | ((framed > 13) & (framed < 32)))).any():  # control characters
        return None
    edges = np.flatnonzero(space[1:] != space[:-1])
    start, end = edges[::2], edges[1::2]  # as places in ``buffer``
    if not len(start):
        return None
    # A word of digits, with one decimal point among them and a sign before them, is a number; the rest is tried.
    points, signs = np.flatnonzero(point), np.flatnonzero(sign)
    word_of = np.cumsum(space[:-1] & ~space[1:], dtype=np.int32) - 1  # of the byte at the same place in ``buffer``
    word_of_point = word_of[points - 1]
    suspects = [
        np.flatnonzero(~(space | digit | point | sign)),
        points[~(digit[points - 1] | digit[points + 1])],
        points[1:][word_of_point[1:] == word_of_point[:-1]],
        signs[~space[signs - 1] | space[signs + 1]],
    ]
    odd = np.zeros(len(start), bool)
    odd[word_of[np.concatenate(suspects) - 1]] = True
    for word in np.flatnonzero(odd):
        try:
            float(text[start[word] : end[word]])
        except ValueError:
            return None
    dot = np.full(len(start), -1)
    dot[word_of_point] = points - 1
    return _Words(start, end, dot, odd)


def _walk(text: bytes, words: _Words) -> tuple[int, np.ndarray, np.ndarray, list[int]] | None:
    """The number of frames; the first word, the frame and the tracking number of every body."""

    def integer(word: int) -> int:
        return int(text[words.start[word] : words.end[word]])

    at, frame_of, tracking = [], [], []
    try:
        frames, word = integer(0), 1
        if not 0 <= frames <= _MOST_FRAMES:
            return None
        for frame in range(frames):
            bodies = integer(word)
            word += 1
            if not 0 <= bodies <= _MOST_BODIES:
                return None
            for _ in range(bodies):
                tracking.append(integer(word))
                if integer(word + _BODY_FIELDS) != JOINTS:
                    return None
                at.append(word)
                frame_of.append(frame)
                word += _BODY_WORDS
    except (IndexError, ValueError):
        return None
    if word != len(words.start):
        return None
    return frames, np.asarray(at, np.int64), np.asarray(frame_of, np.int64), tracking


def _values(text: bytes, buffer: np.ndarray, words: _Words, wanted: np.ndarray) -> np.ndarray:
    """What the ``wanted`` words ``(N,)`` are worth, float64 ``(N,)``: the nearest double, as ``float`` gives."""
    start, end, dot = words.start[wanted], words.end[wanted], words.dot[wanted]
    dot = np.where(dot < 0, end, dot)
    first = buffer[start]
    begin = start + ((first == _MINUS) | (first == _PLUS))
    places = np.maximum(end - dot - 1, 0)
    by_itself = words.odd[wanted] | (dot - begin + places > _MOST_DIGITS)
    begin, places = np.where(by_itself, dot, begin), np.where(by_itself, 0, places)
    padded = np.concatenate([buffer, np.full(_MOST_DIGITS, _ZERO, np.uint8)])
    mantissa = np.zeros(len(wanted))
    for first_digit, count in ((begin, dot - begin), (dot + 1, places)):
        for column in range(int(count.max())):
            longer = mantissa * 10 + (padded[first_digit + column] - np.uint8(_ZERO))
            mantissa = np.where(column < count, longer, mantissa)
    values = np.where(first == _MINUS, -mantissa, mantissa) / 10.0**places
    for word in np.flatnonzero(by_itself):
        values[word] = float(text[start[word] : end[word]])
    return values


def _body(tracking: int, frames: list[int], tables: list[np.ndarray]) -> RawBody:
    table = np.stack(tables)
    state = table[:, :, -1]
    if not np.isin(state, (0, 1, 2)).all():
        raise Fault("a joint's tracking state is neither 0, 1 nor 2")
    if not np.isfinite(table[:, :, :3]).all() or np.abs(table[:, :, :3]).max() > _FARTHEST:
        raise Fault("a joint has no place (NaN or infinity)")
    return RawBody(tracking, np.asarray(frames), table[:, :, :3].astype(np.float32), state.astype(np.int8))


def _count(words: Iterator[str], what: str, most: int) -> int:
    number = _integer(words, f"number of {what}")
    if not 0 <= number <= most:
        raise Fault(f"the number of {what} is {number}")
    return number


def _integer(words: Iterator[str], what: str) -> int:
    word = next(words, None)
    if word is None:
        raise Fault(f"it ends where the {what} should be")
    try:
        return int(word)
    except ValueError as error:
        raise Fault(f"the {what} is {word[:20]!r}") from error


def _numbers(words: Iterator[str], count: int, frame: int) -> np.ndarray:
    try:
        values = np.fromiter((float(next(words)) for _ in range(count)), np.float64)
    except ValueError as error:
        raise Fault(f"something in frame {frame} is not a number") from error
    except RuntimeError as error:  # the words ran out within the generator
        raise Fault(f"it ends within frame {frame}") from error
    return values
