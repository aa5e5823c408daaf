"""How fast the window works beside a bare pose loop over the same video, and how late its answers come.

    python benchmarks/app_rate.py VIDEO [--rounds N] [--seconds S] [--width W --height H] [--json F]

The video is scaled to 1280 by 720 (into a temporary folder). In turn, and N times: MediaPipe's PoseLandmarker alone
over it, then the real window that looks through it as fast as it can and plays it meanwhile. Then the window again, on
a stand-in for a camera that shows the video's frames 30 times a second. The window is painted off screen unless
QT_QPA_PLATFORM says otherwise. Counted are frames through the pose model, windows judged, and pictures painted; latency
is from a live picture's capture to the pull of the answer it completes, as in the status line.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import numpy as np
from PySide6.QtCore import QSettings
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication

from app.options import Options
from app.session.messages import Stats
from app.session.pipeline import Pipeline
from app.window.main_window import MainWindow
from benchmarks.fake_camera import VideoDevice
from recognizer.files import write_text
from recognizer.model.device import share_cores
from recognizer.pose.frames import CapturedFrame
from recognizer.pose.model_bundle import pose_model_path
from recognizer.pose.pose_estimator import PoseEstimator
from recognizer.recognizer import WindowAnswer
from recognizer.skeleton.clip import Bodies
from recognizer.sources.camera import CameraSource
from recognizer.sources.opencv import cv2
from recognizer.sources.opening import VideoSource
from recognizer.sources.source import Source

AS_FAST_AS_IT_GOES = 1e6
CAMERA_FPS = 30.0


@dataclass(frozen=True)
class Measured:
    """Rates a second; latencies in milliseconds."""

    frames: float
    windows_and_person: float
    painted: float
    latency_median: float
    latency_p95: float
    dropped: int


def scale(video: Path, folder: Path, width: int, height: int) -> Path:
    """The video at another size, with borders where the proportions differ."""
    target = folder / "scaled.mp4"
    with VideoSource(video) as source:
        writer = cv2.VideoWriter(str(target), cv2.VideoWriter.fourcc(*"mp4v"), source.fps, (width, height))
        for frame in iter(source.read, None):
            assert frame.image is not None  # a video has pictures
            part = min(width / frame.image.shape[1], height / frame.image.shape[0])
            inner = cv2.resize(frame.image, None, fx=part, fy=part, interpolation=cv2.INTER_CUBIC)
            top, left = (height - inner.shape[0]) // 2, (width - inner.shape[1]) // 2
            whole = np.zeros((height, width, 3), np.uint8)
            whole[top : top + inner.shape[0], left : left + inner.shape[1]] = inner
            writer.write(cv2.cvtColor(whole, cv2.COLOR_RGB2BGR))
        writer.release()
    return target


def bare(video: Path, seconds: float) -> float:
    """Frames a second of the pose model alone; the first frame warms up and does not count."""
    with PoseEstimator(pose_model_path(), 2) as estimator, VideoSource(video) as source:
        started, count = 0.0, -1
        for frame in iter(source.read, None):
            assert frame.image is not None  # a video has pictures
            estimator.estimate(frame.image, frame.time)
            count += 1
            if count == 0:
                started = time.perf_counter()
            elif time.perf_counter() - started > seconds:
                break
        return count / (time.perf_counter() - started)


class Watched:
    """A window at work, and what is counted of it."""

    def __init__(self, model: str, open_source: Callable[[str], Source], inside: bool) -> None:
        options = Options(source="source", model=model, device="cpu")
        self._folder = tempfile.TemporaryDirectory()
        settings = QSettings(str(Path(self._folder.name) / "settings.ini"), QSettings.Format.IniFormat)
        settings.setValue("inside", inside)
        self.pipeline = Pipeline(options, open_source=open_source)
        self.window = MainWindow(options, self.pipeline, settings)
        self.frames = self.windows = self.painted = 0
        self.people: list[int] = []
        self._painted: np.ndarray | None = None
        self._count()

    def _count(self) -> None:
        picture, board, note = self.window.stage.picture, self.pipeline._latest, self.pipeline._pose_thread._tell_bodies
        paint, answer = picture.paintEvent, board.answer

        def painted(event: QPaintEvent) -> None:
            paint(event)
            self.painted += picture._pixels is not self._painted
            self._painted = picture._pixels

        def answered(captured: CapturedFrame, windows: Sequence[WindowAnswer], stretch: int) -> None:
            self.windows += len(windows)
            answer(captured, windows, stretch)

        def noted(captured: CapturedFrame, bodies: Bodies) -> None:
            self.frames += 1
            self.people.append(len(bodies.persons))
            note(captured, bodies)

        # What the window and its threads call is counted from outside, so that they need not count for this script.
        picture.paintEvent = painted  # type: ignore[method-assign,assignment]
        board.answer = answered  # type: ignore[method-assign]
        self.pipeline._pose_thread._tell_bodies = noted

    def counts(self) -> tuple[int, int, int]:
        """Frames that were looked at, windows that were judged, and pictures that were painted so far."""
        analysis = self.pipeline.analysis
        if analysis is None:
            return self.frames, self.windows, self.painted
        return len(analysis.kept), len(analysis.answers.windows()), self.painted

    def persons(self, first: int, end: int) -> float:
        """How many people were seen in a frame on the average, from the first of these frames to before the end."""
        analysis = self.pipeline.analysis
        if analysis is None:
            return statistics.mean(self.people[first:] or [0])
        return statistics.mean([len(analysis.kept.frame(place).bodies.persons) for place in range(first, end)] or [0])

    def run(self, seconds: float, speed: float, to_the_end: bool) -> tuple[Measured, Stats]:
        self.window.show()
        self.window.start()
        self.pipeline.set_speed(speed)
        self._until(lambda: self.counts()[1] > 0)
        counts, started = self.counts(), time.perf_counter()
        people = len(self.people) if self.pipeline.analysis is None else counts[0]
        self._until(lambda: time.perf_counter() - started > seconds or (to_the_end and self._ended()))
        took = time.perf_counter() - started
        stats, end = self.pipeline.stats(), self.counts()
        frames, windows, painted = (now - then for now, then in zip(end, counts, strict=True))
        persons = self.persons(people, end[0])
        self.window.close()
        self._until(lambda: self.window.has_ended)
        self._folder.cleanup()
        return (
            Measured(
                frames / took,
                windows / took / max(persons, 1e-9),
                painted / took,
                stats.latency.median,
                stats.latency.p95,
                stats.dropped,
            ),
            stats,
        )

    def _ended(self) -> bool:
        coverage = self.pipeline.coverage
        return not self.pipeline.playing if coverage is None else coverage.ended

    @staticmethod
    def _until(condition: Callable[[], bool]) -> None:
        from PySide6.QtCore import QEventLoop, QTimer

        loop, timer = QEventLoop(), QTimer()
        timer.timeout.connect(lambda: loop.quit() if condition() else None)
        timer.start(50)
        loop.exec()
        timer.stop()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("video", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=20.0, help="of each measurement")
    parser.add_argument("--width", type=int, default=1280)
    parser.add_argument("--height", type=int, default=720)
    parser.add_argument("--model", default="open")
    parser.add_argument("--no-inside", action="store_true", help="with the maps of the network hidden")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    app = QApplication(sys.argv[:1])
    share_cores()
    with tempfile.TemporaryDirectory() as folder:
        video = scale(options.video, Path(folder), options.width, options.height)
        bare(video, 2.0)
        pairs = []
        for _ in range(options.rounds):
            alone = bare(video, options.seconds)
            watched = Watched(options.model, lambda _: VideoSource(video), not options.no_inside)
            whole, stats = watched.run(options.seconds, AS_FAST_AS_IT_GOES, to_the_end=True)
            pairs.append((alone, whole))
            print(
                f"bare {alone:5.1f} frames/s, window {whole.frames:5.1f} ({whole.frames / alone:.2f}), "
                f"{whole.windows_and_person:.1f} windows/s and person, {whole.painted:.1f} pictures painted/s, "
                f"pose {stats.pose.median:.0f} ms, network {stats.network.median:.0f} ms",
                flush=True,
            )
        watched = Watched(
            options.model, lambda _: CameraSource(0, lambda _: VideoDevice(video, CAMERA_FPS)), not options.no_inside
        )
        live, stats = watched.run(options.seconds, 1.0, to_the_end=False)
        print(
            f"live at {CAMERA_FPS:.0f} fps: {live.frames:.1f} frames/s, {live.windows_and_person:.1f} windows/s and "
            f"person, {live.painted:.1f} pictures painted/s, latency median {live.latency_median:.0f} ms, "
            f"p95 {live.latency_p95:.0f} ms, dropped {live.dropped}",
            flush=True,
        )
    ratio = statistics.median(whole.frames / alone for alone, whole in pairs)
    print(f"ratio, median of {len(pairs)}: {ratio:.2f}")
    if options.json:
        rows = [{"bare": alone, **asdict(whole)} for alone, whole in pairs]
        write_text(options.json, json.dumps({"ratio": ratio, "rounds": rows, "live": asdict(live)}, indent=1) + "\n")
    app.processEvents()


if __name__ == "__main__":
    main()
