"""Many videos and long ones: what several processes do together, and that the answers do not hang on it."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from app.cli import main
from recognizer.offline import RecognitionOptions, plan_file
from recognizer.pose import parts, poses_ahead
from recognizer.pose.part_poses import Part, find_poses_here
from recognizer.pose.poses_ahead import PosesAhead, plan_parts
from recognizer.sources.opening import open_source
from recognizer.sources.video_writer import VideoFile
from tests.paths import ROOT
from tests.recognizer.cli.test_recognize import failure, model  # noqa: F401, a fixture

SECONDS = 1.5  # of a part, here


@pytest.fixture
def short_parts(monkeypatch) -> None:
    """Three parts in a video of 40 frames."""
    monkeypatch.setattr(parts, "PART_SECONDS", SECONDS)


@pytest.fixture(scope="module")
def films(shared, tmp_path_factory) -> Path:
    """Two women, 40 frames at 10 a second; the first 12 of them; and a file that is none."""
    folder = tmp_path_factory.mktemp("films")
    with open_source(shared / "videos" / "exercise.avi") as source:
        source.seek(19.0)
        images = [source.read().image for _ in range(40)]
    for name, count in (("a.mp4", 40), ("c.mp4", 12)):
        with VideoFile(folder / name, 10.0) as video:
            for index, image in enumerate(images[:count]):
                video.write(image, index / 10)
    (folder / "b.mp4").write_text("no film")
    return folder


def noise(path: Path, frames: int) -> Path:
    """A film in which nobody is seen, 10 frames a second."""
    random = np.random.default_rng(1)
    with VideoFile(path, 10.0) as video:
        for index in range(frames):
            video.write(random.integers(0, 255, (48, 64, 3), np.uint8), index / 10)
    return path


def without_timing(file: Path) -> dict:
    result = json.loads(file.read_text(encoding="utf-8"))
    del result["timing"]
    return result


@pytest.mark.slow
@pytest.mark.parametrize("persons", [1, 2])
def test_several_processes_answer_as_one_does_and_a_failure_is_its_sources(
    model,  # noqa: F811
    pose_model,
    films,
    tmp_path,
    capsys,
    short_parts,
    persons,
):
    words = ["recognize", films, "--model", model, "--device", "cpu", "--persons", persons]
    for jobs in (1, 2):
        told = failure(capsys, *words, "--json", tmp_path / str(jobs), "--jobs", jobs)
        assert "1 of 3 sources failed" in told and "b.mp4" in told
        assert sorted(os.listdir(tmp_path / str(jobs))) == ["a.json", "c.json"]
    for name in ("a.json", "c.json"):
        one, two = (without_timing(tmp_path / jobs / name) for jobs in "12")
        assert one == two
    assert without_timing(tmp_path / "2" / "a.json")["windows"][-1]["time"] > 2 * SECONDS, "beyond the second mark"


@pytest.mark.slow
def test_an_annotated_video_has_its_pictures_whoever_finds_the_poses(
    model,  # noqa: F811
    pose_model,
    films,
    tmp_path,
    short_parts,
):
    for jobs in "12":
        words = ["recognize", films / "c.mp4", "--model", model, "--render", tmp_path / f"{jobs}.mp4", "--jobs", jobs]
        assert main([str(word) for word in words]) == 0
    with open_source(tmp_path / "1.mp4") as one, open_source(tmp_path / "2.mp4") as two:
        for before, after in zip(iter(one.read, None), iter(two.read, None), strict=True):
            assert before.time == after.time and (before.image == after.image).all()


def test_parts_of_a_file_whose_jumps_land_elsewhere_are_found_by_reading_it(
    pose_model, tmp_path, monkeypatch, short_parts
):
    class LandsLate:
        """Instead of worker processes: a jump goes half a second too far."""

        def __init__(self, function, groups, *_: object) -> None:
            self._groups = [list(tasks) for _, tasks in groups]

        def results(self, number: int):
            for (part,) in self._groups[number]:
                yield find_poses_here(replace(part, start=part.start + 0.5) if part.start else part)

    with open_source(noise(tmp_path / "film.mp4", 40)) as source:
        planned = plan_parts(source, 2, False, pose_model)
        assert [part.start for part in planned] == [0, SECONDS, 2 * SECONDS]
        monkeypatch.setattr(poses_ahead, "OrderedTasks", LandsLate)
        found = list(PosesAhead([planned], 2).poses(0, source))
    assert [round(10 * one.time) for one in found] == list(range(40))


def test_the_end_of_a_file_that_is_shorter_than_it_says_is_its_end(pose_model, tmp_path, monkeypatch, short_parts):
    with open_source(noise(tmp_path / "film.mp4", 40)) as source:
        source.duration = 9.0
        planned = plan_parts(source, 2, False, pose_model)
        assert len(planned) == 6
        with PosesAhead([planned], 2) as ahead:
            assert len(list(ahead.poses(0, source))) == 40


def test_clips_cameras_and_addresses_have_no_parts(pose_model, tmp_path):
    from recognizer.examples.procedural_body import sample_clip
    from recognizer.sources.opening import ClipSource

    assert plan_parts(ClipSource(sample_clip()), 2, False, pose_model) == []
    with open_source(noise(tmp_path / "film.mp4", 3)) as source:
        source.place = "https://example.org/film.mp4"
        assert plan_parts(source, 2, False, pose_model) == []


@pytest.mark.skipif(sys.platform == "win32", reason="a name holds no colon there")
def test_a_file_whose_path_looks_like_an_address_has_parts(pose_model, tmp_path, monkeypatch):
    (tmp_path / "take:").mkdir()
    noise(tmp_path / "take:" / "film.mp4", 3)
    monkeypatch.chdir(tmp_path)
    planned = plan_file("take://film.mp4", RecognitionOptions(pose_model=str(pose_model)))
    assert planned.duration == pytest.approx(0.3) and len(planned.parts) == 1


def at_work(process: str) -> bool:
    """Whether a process has loaded the pose model's library; another child is Python's own."""
    return "libmediapipe" in Path(f"/proc/{process}/maps").read_text()


@pytest.mark.skipif(sys.platform != "linux", reason="looks for its processes under /proc")
@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_told_to_end_takes_its_processes_along(model, pose_model, tmp_path, number):  # noqa: F811
    for name in ("a.mp4", "b.mp4", "c.mp4"):
        noise(tmp_path / "films" / name, 600)
    words = ["recognize", tmp_path / "films", "--model", model, "--json", tmp_path / "out", "--jobs", 2]
    run = subprocess.Popen(
        [sys.executable, "main.py", *map(str, words)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    children = Path(f"/proc/{run.pid}/task/{run.pid}/children")
    while len(workers := [child for child in children.read_text().split() if at_work(child)]) < 2:
        assert run.poll() is None, run.communicate()
        time.sleep(0.1)
    run.send_signal(number)
    _, told = run.communicate(timeout=200)
    assert run.returncode == 128 + number and b"Traceback" not in told, told
    assert not any(Path(f"/proc/{worker}").exists() for worker in workers)
    assert not (tmp_path / "out").exists() or not [name for name in os.listdir(tmp_path / "out") if name[0] == "."]


def test_wrong_numbers_of_jobs_are_wrong_usage(capsys):
    for number in ("0", "-1", "many"):
        with pytest.raises(SystemExit) as ended:
            main(["recognize", "a.mp4", "--jobs", number])
        assert ended.value.code == 2
    assert "is no number of 1 or more" in capsys.readouterr().err


def test_a_part_has_what_lies_between_its_marks():
    part = Part("a.mp4", 60.0, 120.0, 2, False, Path("model"))
    assert [part.has(time) for time in (59.999, 60.0, 119.999, 120.0)] == [False, True, True, False]
    assert [parts.part_of(time) for time in (-1.0, 0.0, 59.999, 60.0, 119.999, 120.0)] == [0, 0, 0, 1, 1, 2]
