"""Recordings that are cut off by the end of the program: what was written is found at the next start."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from app.session.cut_off_recordings import RecoveringThread
from app.session.messages import Notice
from app.session.recording_thread import RecordingThread
from app.settings_store import SettingsStore
from recognizer.pose.frames import CapturedFrame
from recognizer.sources.opening import VideoSource
from recognizer.sources.source import Frame
from tests.app.fakes import FakeFile, sources
from tests.app.session.test_recording import FPS
from tests.app.waiting import wait
from tests.paths import ROOT

RECORD = """
import sys, time
from pathlib import Path
from app.session.recording_thread import RecordingThread
from tests.app.session.test_cut_off_recordings import noise
from tests.app.session.test_recording import FPS

recording = RecordingThread(Path(sys.argv[1]), None, FPS, print)
recording.start()
for index in range(100_000):
    recording.add_frame(noise(index))
    time.sleep(0.005)
"""
posix = pytest.mark.skipif(os.name != "posix", reason="nothing is killed so elsewhere")


def noise(index: int) -> CapturedFrame:
    """A picture that takes room."""
    image = np.random.default_rng(index).integers(0, 255, (64, 64, 3), np.uint8)
    return CapturedFrame(Frame(image, index / FPS, index), 1, 0.0)


def unfinished(folder: Path) -> list[Path]:
    return [file for file in folder.iterdir() if file.name.startswith(".")] if folder.is_dir() else []


def cut_off(video: Path) -> None:
    """Record some seconds, and be killed before the end."""
    recorder = subprocess.Popen([sys.executable, "-c", RECORD, video], cwd=ROOT)
    try:
        wait(lambda: unfinished(video.parent) and unfinished(video.parent)[0].stat().st_size > 300_000)
    finally:
        recorder.send_signal(signal.SIGKILL)
        recorder.wait()


def recovered(folder: Path) -> list[str]:
    told: list[Notice] = []
    thread = RecoveringThread(folder, told.append)
    thread.start()
    thread.join()
    return [notice.sentence for notice in told]


@posix
def test_what_was_recorded_before_a_kill_plays_and_is_told_of(tmp_path: Path) -> None:
    for name in ("film (cut off).mp4", "film (cut off 2).mp4"):
        cut_off(tmp_path / "film.mp4")
        (sentence,) = recovered(tmp_path)
        assert name in sentence and not unfinished(tmp_path)
        with VideoSource(tmp_path / name) as source:
            frames = list(iter(source.read, None))
        assert len(frames) > FPS
        assert all(abs(frame.time - index / FPS) < 0.01 for index, frame in enumerate(frames))
    assert recovered(tmp_path) == []


@posix
def test_the_next_start_of_the_window_finds_it(open_window, wait, tmp_path: Path) -> None:
    cut_off(tmp_path / "film.mp4")
    settings = SettingsStore()
    settings.keep("recordings", str(tmp_path))
    settings.save()
    window = open_window("film", sources(film=FakeFile(frames=400)))
    wait(lambda: "film (cut off).mp4" in window.banner.text)


@posix
def test_a_recording_that_another_window_still_writes_is_left_to_it(tmp_path: Path) -> None:
    told: list[tuple[str, bool]] = []
    recording = RecordingThread(tmp_path / "film.mp4", None, FPS, lambda *what: told.append(what))
    recording.start()
    for index in range(60):
        recording.add_frame(noise(index))
    wait(lambda: unfinished(tmp_path))
    assert recovered(tmp_path) == [] and len(unfinished(tmp_path)) == 1
    recording.stop()
    recording.join()
    assert not told[0][1] and os.listdir(tmp_path) == ["film.mp4"]


def test_what_cannot_be_played_is_left_for_a_day_and_other_files_for_ever(tmp_path: Path) -> None:
    names = [".film-12345678.recording.mp4", ".old-12345678.recording.mp4", "film-12345678.recording.mp4", ".film.mp4"]
    for name in names:
        (tmp_path / name).write_bytes(b"no video")
    for name in names[1:]:
        os.utime(tmp_path / name, (1, 1))
    assert recovered(tmp_path) == []
    assert {file.name for file in tmp_path.iterdir()} == {*names} - {names[1]}
    assert recovered(tmp_path / "gone") == []
