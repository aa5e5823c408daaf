"""What `recognize` found in one source, and the files that hold it: for programs, players and those who annotate."""

import csv
import html
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np
from pydantic import TypeAdapter, ValidationError

from recognizer.errors import UserError
from recognizer.files import atomic, user_path, write_text
from recognizer.model.segments import LATEST, Segment
from recognizer.output.elan import Annotation, write_eaf
from recognizer.output.label_list import LabelledSpan, relative_name, write_label_list
from recognizer.sources.picture_series import is_series
from recognizer.sources.source import CLIP_SUFFIXES
from recognizer.text import BEST, path_text

DIGITS = 6  # after the point: a probability needs no more, and people read the JSON
SHORTEST_SHOWN = 0.5  # seconds for which a subtitle is shown at least


@dataclass(frozen=True)
class ModelSummary:
    """The model that gave the answers. ``labels``: how many it knows."""

    name: str
    labels: int
    streams: list[str]


@dataclass(frozen=True, slots=True)
class Guess:
    """A label and how probable it is, from 0 to 1."""

    label: str
    probability: float


@dataclass(frozen=True, slots=True)
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
class RunSettings:
    """How a source was looked at and judged. ``decisions``: the operating point; ``persons``: how many were followed at
    a time; ``pose_model``: the name of another pose model's file, ``None`` for the program's own; ``pose_rate``: about
    how many frames a second were looked at where a source has more, ``None`` for all of them; ``threshold``: at which
    probability actions were named, where the user had set another one than that of the decisions; ``pack``: the name of
    the folder with the user's own actions, ``None`` where there was none."""

    decisions: str
    mirrored: bool
    persons: int
    pose_model: str | None = None
    pose_rate: float | None = None
    threshold: float | None = None
    pack: str | None = None


@dataclass(frozen=True)
class Result:
    """Everything that `recognize` found in one source. The fields are the JSON's. ``made_from``: a fingerprint of all
    that the answers depend on, by which a result is known that need not be made again; empty where there is none.
    ``version``: the program's. ``coverage``: which of the source's seconds were looked at, from start to end each.
    ``names``: what the user calls people, by number.
    Results of earlier versions lack what comes after ``timing``."""

    source: str
    model: ModelSummary
    device: str
    frames: int
    fps: float
    segments: list[Segment]
    windows: list[WindowResult]
    timing: Timing
    made_from: str = ""
    version: str = ""
    settings: RunSettings | None = None
    coverage: list[tuple[float, float]] = field(default_factory=list)
    names: dict[int, str] = field(default_factory=dict)

    @classmethod
    def load_json(cls, path: Path) -> "Result | None":
        """What ``save_json`` wrote, numbers to six decimals; ``None`` where the file is not there or something else."""
        try:
            result = TypeAdapter(cls).validate_json(path.read_bytes())
        except (OSError, ValidationError):
            return None
        times = [(one.start, one.end, one.confidence) for one in result.segments] + [
            (one.time, one.time, 0.0) for one in result.windows
        ]
        return result if (np.abs(times) <= LATEST).all() else None  # false for NaN too

    def save_json(self, path: Path) -> None:
        """All of it. Raises ``UserError`` where the file cannot be written, as all the others do."""
        fields = {**asdict(self), "source": path_text(self.source)}
        write_text(path, json.dumps(_rounded(fields), indent=1, ensure_ascii=False) + "\n")

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
        entries = [f"{number}\n{times}\n{text}\n" for number, (times, text) in enumerate(self._subtitles(","), start=1)]
        write_text(path, "\n".join(entries))

    def save_vtt(self, path: Path) -> None:
        """The segments as WebVTT, the subtitles of browsers, as in SRT."""
        entries = [f"{times}\n{html.escape(text, quote=False)}\n" for times, text in self._subtitles(".")]
        write_text(path, "\n".join(["WEBVTT\n", *entries]))

    def save_audacity(self, path: Path) -> None:
        """The segments as a label track of Audacity: start, end and words, parted by tabs, in seconds."""
        lines = [f"{one.start:.6f}\t{one.end:.6f}\t{self._words(one)}\n" for one in self.segments]
        write_text(path, "".join(lines))

    def save_eaf(self, path: Path) -> None:
        """The segments as an ELAN document, with a tier for each person, linked with a source that is a file."""
        source = self._file()
        video = source is not None and source.suffix.lower() not in CLIP_SUFFIXES
        annotations = [Annotation(self._who(one), one.start, one.end, one.label) for one in self.segments]
        write_eaf(path, annotations, source, video)

    def save_labels(self, path: Path) -> None:
        """The segments as a label list, which spreadsheets and `prepare videos` read. Raises ``UserError`` where the
        source is no file, too."""
        write_label_list(path, self.labelled_spans(path))

    def labelled_spans(self, path: Path) -> list[LabelledSpan]:
        """The segments as rows of a label list that is to lie at ``path``. The source is a setup of its own, since
        people are only known apart within it. Raises ``UserError`` where it is no file."""
        source = self._file()
        if source is None:
            raise UserError(f"A label list names files, and {path_text(self.source)} is none: record it first.")
        file = relative_name(source, path)
        return [
            LabelledSpan(
                file=file,
                action=one.label,
                setup=Path(file).name,
                person=" ".join(self._name(person) or str(person) for person in one.persons),
                start=one.start,
                end=max(one.end, one.start + 0.001),
            )
            for one in self.segments
        ]

    def _file(self) -> Path | None:
        """The source, if it is a file, or a series of pictures by its pattern."""
        path = user_path(self.source)
        return path if path.is_file() or is_series(path) else None

    def _name(self, person: int) -> str:
        """What the user calls somebody, with the number where two have one name; empty where there is no name."""
        name = self.names.get(person, "")
        return f"{name} ({person})" if name and list(self.names.values()).count(name) > 1 else name

    def _who(self, segment: Segment) -> str:
        return ", ".join(self._name(person) or f"person {person}" for person in segment.persons)

    def _words(self, segment: Segment) -> str:
        return f"{' '.join(segment.label.split())} ({self._who(segment)})"

    def _subtitles(self, point: str) -> list[tuple[str, str]]:
        """Times and words of each, with ``point`` before the milliseconds."""
        shown = [(one.start, max(one.end, one.start + SHORTEST_SHOWN), self._words(one)) for one in self.segments]
        return [(f"{_clock(start, point)} --> {_clock(end, point)}", words) for start, end, words in shown]


def _clock(seconds: float, point: str) -> str:
    total = round(max(seconds, 0) * 1000)
    return f"{total // 3_600_000:02}:{total // 60_000 % 60:02}:{total // 1000 % 60:02}{point}{total % 1000:03}"


def _rounded(value: object) -> object:
    """The same structure with floats to so many decimals."""
    if isinstance(value, float):
        return round(value, DIGITS)
    if isinstance(value, dict):
        return {key: _rounded(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_rounded(inner) for inner in value]
    return value
