"""Runs the real window for tens of thousands of frames, and watches its memory, threads and open files.

    python benchmarks/soak.py SOURCE [--frames N] [--pose real|stub] [--live] [--model M] [--json F]

SOURCE, a clip or a video, is played again and again as fast as it goes, with the maps of the network shown, off screen
unless QT_QPA_PLATFORM says otherwise. ``--pose stub`` gives the sample clip's person for every picture, which is ten
times as fast as the pose model. ``--live`` shows a video as a camera would, with the last two minutes kept. The growth
that is printed is from the end of the first tenth to the last hundredth; live, from when two minutes are kept.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import numpy as np
from PySide6.QtCore import QEventLoop, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from app.options import Options
from app.session.captures import Wish
from app.session.pipeline import Pipeline
from app.session.replay_buffer import SECONDS
from app.window.main_window import MainWindow
from benchmarks.fake_camera import VideoDevice
from recognizer.files import write_text
from recognizer.model.device import share_cores
from recognizer.pose.frames import CapturedFrame
from recognizer.pose.front_end import FrontEnd
from recognizer.resources import SAMPLE_CLIP
from recognizer.skeleton.clip import Bodies, load_npz
from recognizer.sources.camera import CameraSource
from recognizer.sources.opening import open_source

AS_FAST_AS_IT_GOES = 1e6
LIVE_FPS = 60.0


@dataclass(frozen=True)
class Sample:
    """The process after so many frames: resident memory in MB, threads, open files."""

    frames: int
    seconds: float
    memory: float
    threads: int
    files: int


class StubFrontEnd(FrontEnd):
    """One person, the sample clip's, wherever there is a picture."""

    def __init__(self) -> None:
        self._clip, self._count = load_npz(SAMPLE_CLIP), 0

    def observe(self, image: np.ndarray, time: float) -> Bodies:
        seen = self._clip.at(self._count % self._clip.frames)
        self._count += 1
        absent = np.zeros_like(seen.keypoints)
        picture = np.stack([0.5 - 0.1 * seen.keypoints[0, :, 0], 0.5 - 0.2 * seen.keypoints[0, :, 1]], axis=-1)[None]
        return Bodies(
            np.concatenate([seen.keypoints, absent]),
            np.concatenate([seen.confidence, np.zeros_like(seen.confidence)]),
            np.array([1, -1], np.int32),
            np.concatenate([picture, np.zeros_like(picture)]).astype(np.float32),
        )

    def renew(self) -> None:
        pass

    def reset(self) -> None:
        """Nothing to forget."""

    def close(self) -> None:
        """Nothing to close."""


def sample(frames: int, started: float) -> Sample:
    memory = int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    threads, files = len(os.listdir("/proc/self/task")), len(os.listdir("/proc/self/fd"))
    return Sample(frames, time.perf_counter() - started, memory, threads, files)


def soak(options: argparse.Namespace, folder: str) -> tuple[list[Sample], list[str]]:
    """The samples, and the names of the threads left at the end."""
    chosen = Options(source=options.source, model=options.model, device="cpu")
    make = (lambda chosen, progress: StubFrontEnd()) if options.pose == "stub" else None
    live = (
        (lambda spec: CameraSource(0, lambda _: VideoDevice(options.source, LIVE_FPS))) if options.live else open_source
    )
    pipeline = Pipeline(chosen, open_source=live, make_front_end=make)
    window = MainWindow(chosen, pipeline, QSettings(f"{folder}/settings.ini", QSettings.Format.IniFormat))
    counted = {"frames": 0}
    tell, play = pipeline._pose_thread._tell_bodies, pipeline._recordings.add_frame

    def told(captured: CapturedFrame, bodies: Bodies) -> None:
        counted["frames"] += 1
        tell(captured, bodies)

    def played(captured: CapturedFrame) -> None:
        counted["frames"] += not captured.live  # of a camera, those count that were looked at
        play(captured)

    pipeline._pose_thread._tell_bodies = told
    pipeline._recordings.add_frame = played  # type: ignore[method-assign]
    window.show()
    window.start()
    pipeline.open(Wish([options.source], loop=True))
    pipeline.set_speed(AS_FAST_AS_IT_GOES)
    samples: list[Sample] = []
    started, loop, timer = time.perf_counter(), QEventLoop(), QTimer()

    def look() -> None:
        if counted["frames"] >= options.frames * len(samples) / 100:
            samples.append(sample(counted["frames"], started))
            if len(samples) % 10 == 1:
                print(samples[-1], flush=True)
        if len(samples) > 100:
            loop.quit()

    timer.timeout.connect(look)
    timer.start(20)
    loop.exec()
    timer.stop()
    window.close()
    left = pipeline.close(10)
    return samples, left


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source")
    parser.add_argument("--frames", type=int, default=30_000)
    parser.add_argument("--pose", choices=("real", "stub"), default="real")
    parser.add_argument("--live", action="store_true")
    parser.add_argument("--model", default="open")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    app = QApplication(sys.argv[:1])
    share_cores()
    threads = {thread.name for thread in threading.enumerate()}
    with tempfile.TemporaryDirectory() as folder:
        samples, left = soak(options, folder)
    app.processEvents()
    first = samples[10]
    if options.live:
        first = next((each for each in samples if each.seconds > SECONDS + 10), samples[-1])
    last = statistics.median(each.memory for each in samples[-5:])
    print(
        f"{samples[-1].frames} frames in {samples[-1].seconds:.0f} s. Memory {first.memory:.0f} MB after "
        f"{first.frames} frames, {last:.0f} MB at the end: {last / first.memory - 1:+.1%}; at most "
        f"{max(each.memory for each in samples):.0f} MB. Threads {first.threads} and {samples[-1].threads}, files "
        f"{first.files} and {samples[-1].files}. Left after closing: "
        f"{sorted({thread.name for thread in threading.enumerate()} - threads) + left or 'nothing'}."
    )
    if options.json:
        write_text(options.json, json.dumps([asdict(each) for each in samples], indent=1) + "\n")


if __name__ == "__main__":
    main()
