"""What `kills.py` kills: every kind of file that the program writes, each written and read as the program does it.

A version is a number that is all over the file, so that a mixture of two versions, or half of one, is told from either.
"""

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from PySide6.QtCore import QSettings

from app.session import bodies_cache
from app.session.edits import Edits, Stretch
from app.session.project_file import ProjectFile
from app.settings_store import SettingsStore
from recognizer.examples.actions import example
from recognizer.model.model_config import ModelConfig
from recognizer.model.model_folder import load_model, save_model
from recognizer.model.own_head import TENSORS, HeadWeights
from recognizer.network.build import build_network
from recognizer.network.config import Architecture
from recognizer.output.annotated_video import rendering
from recognizer.output.result import Guess, ModelSummary, Percentiles, Result, Timing, WindowResult
from recognizer.own_actions.pack import Learned, Pack
from recognizer.own_actions.pack_folder import load_pack, save_pack
from recognizer.pose.frames import CapturedFrame, ObservedFrame
from recognizer.pose.kept_bodies import KeptBodies, nobody
from recognizer.skeleton.clip import Bodies, Clip, load_npz, save_npz
from recognizer.skeleton.joints import JOINTS
from recognizer.sources.opening import open_source
from recognizer.sources.video_writer import VideoFile
from train.data.prepared_set import open_set, write_set
from train.datasets.reader import RawClip
from train.training.checkpoint import BestValidation, Checkpoint, RunningTotals, load_checkpoint
from train.training.config import Data, FitConfig, Optimisation

FEATURES = 256
FRAMES, FPS = 25, 25.0
SHADES = 8  # of videos, whose pixels are not kept exactly: versions are told apart as far as this


@dataclass(frozen=True)
class Writes:
    """How a kind of file is written into a folder: ``write`` a version, and ``read`` it; ``read`` raises whatever it
    likes where the file is not whole. ``versions``: how many are told apart."""

    write: Callable[[int], object]
    read: Callable[[], int]
    versions: int = 1_000_000


class Mixed(Exception):
    """What was read is not of one version."""


def one(versions: Iterable[float]) -> int:
    """The version that all of these name."""
    found = set(versions)
    if len(found) != 1:
        raise Mixed(f"versions {sorted(found)[:5]} in one file")
    return int(found.pop())


def model_folder(folder: Path) -> Writes:
    """Two streams' weights, the configuration and the card."""
    config = ModelConfig(
        name="killed",
        labels=["wave", "jump"],
        streams=["joint", "bone"],
        fusion=[1.0, 1.0],
        architecture=Architecture(frames=8, width=16),
    )
    networks = {stream: build_network(config.network()) for stream in config.streams}

    def write(version: int) -> None:
        for network in networks.values():
            for weight in network.parameters():
                weight.data.fill_(version)
        save_model(folder / "model", config.model_copy(update={"temperature": 1.0 + version}), networks, f"{version}\n")

    def read() -> int:
        model = load_model(folder / "model")
        weights = [value.detach() for network in model.networks.values() for value in network.parameters()]
        card = (folder / "model" / "card.md").read_text()
        ends = (float(end) for weight in weights for end in (weight.min(), weight.max()))
        return one([*ends, model.config.temperature - 1, float(card)])

    return Writes(write, read)


def checkpoint(folder: Path) -> Writes:
    """Weights and state of the optimiser, 8 MB."""
    config = FitConfig(name="killed", out=str(folder), data=Data(files=["none"]), optimisation=Optimisation(steps=1))
    file = folder / "checkpoint.pt"

    def write(version: int) -> None:
        weights = torch.full((1_000_000,), float(version))
        totals, best = RunningTotals(0.0, 0.0, version), BestValidation(0.5, version)
        Checkpoint(config, version, {"w": weights}, None, {"m": weights}, {}, totals, best, 0.0).save(file)

    def read() -> int:
        found = load_checkpoint(file, config)
        parts = (found.network["w"], found.optimiser["m"])
        ends = (float(end) for part in parts for end in (part.min(), part.max()))
        return one([*ends, found.step, found.totals.clips, found.best.step])

    return Writes(write, read)


def pack(folder: Path) -> Writes:
    """Own actions: four examples, what was learned from them, and what holds them together."""
    drawn = [found.clip for name in ("bow", "kick") if (found := example(name)) is not None]

    def write(version: int) -> None:
        made = Pack()
        for number in range(4):
            clip = drawn[number % 2]
            moved = Clip(clip.keypoints + version, clip.confidence, clip.time, clip.identity)
            made = made.with_example(f"action {number % 2} of {version}", moved, str(version))
        rows = len(made.shown)
        shapes = ((FEATURES,), (FEATURES,), (rows, FEATURES), (rows,), (rows, FEATURES), (rows,))
        weights = HeadWeights(*(torch.full(shape, float(version + 1)) for shape in shapes))
        save_pack(folder / "pack", Pack(made.actions, made.examples, False, Learned(weights, "open", "0" * 64)))

    def read() -> int:
        found = load_pack(folder / "pack")
        assert found.learned is not None, "what was learned is lost"
        learned = [float(getattr(found.learned.weights, name).max()) - 1 for name in TENSORS]
        told = [float(each.origin) for each in found.examples]
        return one([*learned, *told, *(float(name.split()[-1]) for name in found.names)])

    return Writes(write, read)


def recorded_clip(folder: Path) -> Writes:
    """A minute of one body, as a recording ends with it."""
    file = folder / "recording.npz"

    def write(version: int) -> None:
        shape = (1, 1800, JOINTS)
        keypoints = np.full((*shape, 3), version, np.float32)
        save_npz(Clip(keypoints, np.ones(shape), np.arange(1800) / 30, np.ones((1, 1800))), file, compressed=False)

    def read() -> int:
        found = load_npz(file)
        return one([found.keypoints.min(), found.keypoints.max(), found.keypoints[0, -1, -1, -1]])

    return Writes(write, read)


def shaded(version: int) -> np.ndarray:
    """A picture whose shade tells the version."""
    return np.full((480, 640, 3), 20 + 28 * (version % SHADES), np.uint8)


def version_of(file: Path) -> int:
    """The version of a video with all of its pictures."""
    with open_source(str(file)) as source:
        pictures = [frame.image for frame in iter(source.read, None)]
        if len(pictures) != FRAMES or source.remark:
            raise Mixed(f"{len(pictures)} pictures: {source.remark}")
    return one(round((float(picture[300:340, 20:60].mean()) - 20) / 28) for picture in pictures if picture is not None)


def recorded_video(folder: Path) -> Writes:
    """A second of a camera's pictures."""
    file = folder / "recording.mp4"

    def write(version: int) -> None:
        with VideoFile(file, FPS) as video:
            for number in range(FRAMES):
                video.write(shaded(version), number / FPS)

    return Writes(write, lambda: version_of(file), SHADES)


def annotated_video(folder: Path) -> Writes:
    """A second of a video, drawn into as `recognize --render` does it."""
    file, sources = folder / "annotated.mp4", folder.with_name(folder.name + "-sources")

    def write(version: int) -> None:
        film = sources / f"{version % SHADES}.mp4"
        if not film.is_file():
            with VideoFile(film, FPS) as video:
                for number in range(FRAMES):
                    video.write(shaded(version), number / FPS)
        with open_source(str(film)) as source, rendering(file, source, 1) as draw:
            for frame in iter(source.read, None):
                draw(ObservedFrame(CapturedFrame(frame, 1, 0.0), nobody()), [])

    return Writes(write, lambda: version_of(file), SHADES)


def prepared_set(folder: Path) -> Writes:
    """Forty clips for training."""
    file = folder / "set.safetensors"

    def write(version: int) -> None:
        keypoints = np.random.default_rng(0).normal(size=(1, 60, JOINTS, 3)).astype(np.float32)
        clips = [
            RawClip(f"{number}", keypoints, 30.0, f"{version}", f"{version}", "group", ("train",))
            for number in range(40)
        ]
        write_set(file, str(version), clips)

    def read() -> int:
        found = open_set(file)
        if len(found) != 40 or not np.isfinite(found.clip(39)).all():
            raise Mixed("clips are missing")
        return one(map(float, (found.name, *found.labels, *found.persons)))

    return Writes(write, read)


def settings(folder: Path) -> Writes:
    """All that is remembered from one start to the next: a hundred values."""
    names = [f"value{number}" for number in range(100)]

    def store() -> SettingsStore:
        return SettingsStore(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))

    def write(version: int) -> None:
        kept = store()
        for name in names:
            kept.keep(name, f"{version}")
        kept.save()

    def read() -> int:
        kept = store()
        return one(float(kept.text(name) or "nan") for name in names)

    return Writes(write, read)


def project_file(folder: Path) -> Writes:
    """A thousand corrections beside a video."""
    film = folder / "film.mp4"

    def write(version: int) -> None:
        if not film.exists():
            film.write_bytes(b"film")
        stretches = tuple(Stretch(1, float(start), start + 0.5, f"{version}") for start in range(1000))
        ProjectFile(film, 2000.0).save(Edits(stretches, {1: f"{version}"}))

    def read() -> int:
        found = ProjectFile(film, 2000.0)
        if found.notice or len(found.edits.stretches) != 1000:
            raise Mixed(found.notice or "corrections are missing")
        return one(
            float(text) for text in (*(each.label or "" for each in found.edits.stretches), found.edits.names[1])
        )

    return Writes(write, read)


def _result(version: int) -> Result:
    times = Percentiles(1.0, 1.0)
    windows = [
        WindowResult([version], number / 10, f"{version}", [Guess(f"{version}", 0.5)] * 5) for number in range(2000)
    ]
    summary = ModelSummary("open", 2, ["joint"])
    return Result(f"{version}", summary, "cpu", version, 30.0, [], windows, Timing(1.0, 1.0, times, times, times))


def result_json(folder: Path) -> Writes:
    """What `recognize --json` writes: two thousand windows."""

    def read() -> int:
        found = Result.load_json(folder / "result.json")
        if found is None or len(found.windows) != 2000:
            raise Mixed("not a whole result")
        return one([float(found.source), found.frames, *(float(each.label or "nan") for each in found.windows)])

    return Writes(lambda version: _result(version).save_json(folder / "result.json"), read)


def result_csv(folder: Path) -> Writes:
    """The same as a table."""

    def read() -> int:
        with open(folder / "result.csv", newline="", encoding="utf-8-sig") as lines:
            rows = list(csv.DictReader(lines))
        if len(rows) != 2000:
            raise Mixed(f"{len(rows)} rows")
        return one(float(value) for row in rows for value in (row["persons"], row["label"]))

    return Writes(lambda version: _result(version).save_csv(folder / "result.csv"), read)


def kept_joints(folder: Path) -> Writes:
    """The joints of a minute, in the cache."""
    file = folder / "joints.npz"

    def write(version: int) -> None:
        kept = KeptBodies(1)
        keypoints = np.full((1, JOINTS, 3), version, np.float32)
        bodies = Bodies(keypoints, np.ones((1, JOINTS), np.float32), np.array([1], np.int32))
        for number in range(1800):
            kept.add(number / 30, number, bodies)
        bodies_cache.keep(kept, file)

    def read() -> int:
        kept = KeptBodies()
        kept.take_from(file)
        clip = kept.clip()
        if clip.keypoints.shape[1] != 1800 or any(one >= other for one, other in pairwise(clip.time)):
            raise Mixed("frames are missing")
        return one([clip.keypoints.min(), clip.keypoints.max()])

    return Writes(write, read)


KINDS: dict[str, Callable[[Path], Writes]] = {
    "model": model_folder,
    "checkpoint": checkpoint,
    "pack": pack,
    "recorded-clip": recorded_clip,
    "recorded-video": recorded_video,
    "annotated-video": annotated_video,
    "prepared-set": prepared_set,
    "settings": settings,
    "project": project_file,
    "json": result_json,
    "csv": result_csv,
    "kept-joints": kept_joints,
}
