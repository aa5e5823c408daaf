"""Of fast files not every frame is looked at, and it cannot be seen in the times of the answers."""

import json
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as some

from app.cli import main
from recognizer.errors import UserError
from recognizer.model.model_folder import load_model
from recognizer.offline import RecognitionOptions, plan_file
from recognizer.pose import parts
from recognizer.pose.body_tracker import absent
from recognizer.pose.part_poses import find_poses_here
from recognizer.pose.parts import PART_SECONDS
from recognizer.pose.pose_rate import EVERY_FRAME, USUAL_RATE, FrameChoice, PoseRate
from recognizer.recognizer import Recognizer
from recognizer.skeleton.clip import load_npz
from tests.recognizer.cli.test_recognize import model  # noqa: F401, a fixture
from tests.recognizer.sources.made_videos import Recipe, make_video, steady


def chosen(times: list[float], step: float) -> list[float]:
    choice = FrameChoice(step)
    return [time for time in times if choice.wants(time)]


def window_times(times: list[float], network) -> list[float]:
    """When windows end of somebody who is seen from the first of these instants on."""
    recognizer = Recognizer(network)
    ends = []
    for time in times:
        bodies = absent()
        bodies.identity[0], bodies.confidence[0] = 1, 1
        ends += [window.time for window in recognizer.push(bodies, time).windows]
    return ends


@pytest.mark.parametrize(
    ("fps", "every"),
    [(10, 1), (24, 1), (29.97, 1), (30, 1), (40, 1), (48, 2), (50, 2), (59.94, 2), (60, 2), (120, 4), (240, 8)],
)
def test_of_a_steady_file_every_so_manieth_frame_is_looked_at(fps, every):
    times = steady(300, fps)
    assert chosen(times, USUAL_RATE.step(fps)) == times[::every]
    assert chosen(times, EVERY_FRAME.step(fps)) == times


@given(steps=some.lists(some.integers(1, 200), max_size=100), least=some.integers(0, 50), start=some.integers(0, 50))
def test_the_choice_is_the_same_from_any_mark_on_and_leaves_no_gap(steps: list[int], least: int, start: int):
    times, step = [float(time) for time in np.cumsum([start, *steps]) / 10], least / 10
    seen = chosen(times, step)
    for part in range(3):
        own = [time for time in times if time >= part * PART_SECONDS]
        assert chosen(own, step) == [time for time in seen if time >= part * PART_SECONDS]
    for time in set(times) - set(seen):
        assert 0 < time - max(other for other in seen if other < time) < step


@settings(max_examples=30)
@given(fps=some.fractions(Fraction(31), Fraction(250)))
def test_windows_come_as_often_and_at_most_one_looked_at_frame_later(network, fps: Fraction):
    times = [float(index / fps) for index in range(int(4 * fps))]
    seen = chosen(times, USUAL_RATE.step(float(fps)))
    every, fewer = window_times(times, network), window_times(seen, network)
    assert 0 <= len(every) - len(fewer) <= 1 and len(every) >= 15
    for true, later in zip(every, fewer):
        assert later in seen and 0 <= later - true < 1 / 22, "on the grid, and without drifting off it"


@pytest.fixture(scope="module")
def network(model):  # noqa: F811
    """One that answers at once, always the same."""
    network = load_model(str(model))
    count = len(network.labels)
    network.probabilities = lambda windows, trace=False: (torch.full((len(windows), count), 1 / count), [])
    return network


def test_a_fast_file_is_looked_at_as_a_usual_one_and_all_of_it_on_request(
    model,  # noqa: F811
    pose_model,
    tmp_path,
    monkeypatch,
):
    file = make_video(tmp_path / "fast.mp4", steady(36, 60.0), Recipe(rate=60))
    for words, frames in (([], 18), (["--pose-rate", "all"], 36), (["--pose-rate", "10"], 6)):
        clip, out = tmp_path / f"{frames}.npz", tmp_path / f"{frames}.json"
        assert main(["extract", str(file), "--out", str(clip), *words]) == 0
        assert load_npz(clip).time == pytest.approx(np.arange(frames) * 0.6 / frames, abs=1e-4)
        assert main(["recognize", str(file), "--model", str(model), "--json", str(out), *words]) == 0
        assert json.loads(out.read_text())["frames"] == frames
    monkeypatch.setattr(parts, "PART_SECONDS", 0.25)
    apart = plan_file(str(file), RecognitionOptions())
    seen = [find_poses_here(part).frames[:, 0].tolist() for part in apart.parts]
    assert [[round(60 * time) for time in part] for part in seen] == [
        list(range(0, 15, 2)), list(range(15, 30, 2)), list(range(30, 36, 2))
    ], "anew from each mark on"  # fmt: skip


@pytest.mark.parametrize("text", ["0", "-5", "fast", "nan", "inf", "", "5000"])
def test_what_is_no_rate_is_one_sentence(text: str, capsys):
    with pytest.raises(UserError, match="is no rate of poses: write all, or a number"):
        PoseRate.parse(text)
    with pytest.raises(SystemExit):
        main(["extract", "a.mp4", "--out", str(Path("a.npz")), f"--pose-rate={text}"])
    assert "is no rate of poses" in capsys.readouterr().err
