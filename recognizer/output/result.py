"""What `recognize` found in one source, and the files that hold it: JSON, CSV, SRT."""

import csv
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from recognizer.files import atomic, write_text
from recognizer.model.decision import Segment
from recognizer.text import BEST


@dataclass(frozen=True)
class ModelSummary:
    """The model that gave the answers. ``labels``: how many it knows."""

    name: str
    labels: int
    streams: list[str]


@dataclass(frozen=True)
class Guess:
    """A label and how probable it is, from 0 to 1."""

    label: str
    probability: float


@dataclass(frozen=True)
class WindowResult:
    """One window: ``time`` is its end in seconds, ``label`` the decision (``None``: no known action), ``top`` the five
    most probable labels."""

    persons: list[int]
    time: float
    label: str | None
    top: list[Guess]


@dataclass(frozen=True)
class Percentiles:
    """Median and 95th percentile, in milliseconds."""

    p50: float
    p95: float

    @classmethod
    def of_seconds(cls, durations: Sequence[float]) -> "Percentiles":
        """Of durations in seconds; zeros where there are none."""
        if not durations:
            return cls(0.0, 0.0)
        p50, p95 = np.percentile(np.asarray(durations) * 1000, [50, 95])
        return cls(round(float(p50), 2), round(float(p95), 2))


@dataclass(frozen=True)
class Timing:
    """``wall_s`` from the first frame to the last, models loaded; ``latency_ms`` from a frame to the answer it
    completes."""

    wall_s: float
    frames_per_s: float
    pose_ms: Percentiles
    model_ms: Percentiles
    latency_ms: Percentiles


@dataclass(frozen=True)
class Result:
    """Everything that `recognize` found in one source. The fields are the JSON's."""

    source: str
    model: ModelSummary
    device: str
    frames: int
    fps: float
    segments: list[Segment]
    windows: list[WindowResult]
    timing: Timing

    def save_json(self, path: Path) -> None:
        """All of it. Raises ``UserError`` where the file cannot be written, as the other two do."""
        write_text(path, json.dumps(_rounded(asdict(self)), indent=1, ensure_ascii=False) + "\n")

    def save_csv(self, path: Path) -> None:
        """One row per window: time, persons, label, then label and probability of the best five."""
        ranks = range(1, BEST + 1)
        header = [
            "time",
            "persons",
            "label",
            *(f"{name}_{rank}" for rank in ranks for name in ("label", "probability")),
        ]
        with atomic(path) as temporary, open(temporary, "w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(header)
            for window in self.windows:
                guesses = [value for guess in window.top for value in (guess.label, round(guess.probability, 4))]
                persons = " ".join(map(str, window.persons))
                writer.writerow([round(window.time, 3), persons, window.label or "", *guesses])

    def save_srt(self, path: Path) -> None:
        """The segments as subtitles. One that is shorter than half a second is shown for half a second."""
        entries = []
        for number, segment in enumerate(self.segments, start=1):
            who = ", ".join(f"person {person}" for person in segment.persons)
            until = max(segment.end, segment.start + 0.5)
            entries.append(f"{number}\n{_clock(segment.start)} --> {_clock(until)}\n{segment.label} ({who})\n")
        write_text(path, "\n".join(entries))


def _clock(seconds: float) -> str:
    total = round(max(seconds, 0) * 1000)
    return f"{total // 3_600_000:02}:{total // 60_000 % 60:02}:{total // 1000 % 60:02},{total % 1000:03}"


def _rounded(value: object) -> object:
    """The same structure with floats to six decimals: a probability needs no more, and the file is read by people."""
    if isinstance(value, float):
        return round(value, 6)
    if isinstance(value, dict):
        return {key: _rounded(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_rounded(inner) for inner in value]
    return value
