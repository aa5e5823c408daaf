"""When a person's windows are judged."""

import numpy as np
import pytest
import torch

from recognizer.errors import UserError
from recognizer.model.answers import PERIOD, WindowAnswer
from recognizer.model.decision import decided_again
from recognizer.model.model_config import Decision, ModelConfig, TimeBase
from recognizer.model.model_folder import Model
from recognizer.network.config import Architecture
from recognizer.network.mssa import MSSA
from recognizer.pose.body_tracker import absent
from recognizer.recognizer import Recognizer
from recognizer.resources import SAMPLE_CLIP
from recognizer.skeleton.clip import Bodies, load_npz


class SureOfNothing:
    """Stands in for the network, whose answers do not matter here."""

    has_features = False

    def answer(self, windows: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        return torch.full((len(windows), 2), 0.5), torch.zeros(len(windows), 0)


@pytest.fixture(scope="module")
def model() -> Model:
    config = ModelConfig(name="small", labels=["wave", "jump"], architecture=Architecture(frames=16, width=16))
    return Model(config, {"joint": MSSA(config.network())}, torch.device("cpu"), SureOfNothing())


def somebody() -> Bodies:
    keypoints = np.random.default_rng(1).normal(size=(2, 25, 3)).astype(np.float32)
    return Bodies(keypoints, np.ones((2, 25), np.float32), np.array([0, -1], np.int32))


def judged(model: Model, times: np.ndarray, lost: tuple[float, float] = (0.0, 0.0)) -> np.ndarray:
    """When windows end, of a person who is out of sight from the first to before the second instant of ``lost``."""
    recognizer, ends = Recognizer(model), []
    for time in times.tolist():
        bodies = absent() if lost[0] <= time < lost[1] else somebody()
        ends += [window.time for window in recognizer.push(bodies, time).windows]
    return np.array(ends)


@pytest.mark.parametrize("fps", [24.0, 30.0, 120.0])
@pytest.mark.parametrize("loss", [0.15, 0.25, 0.5])
def test_after_a_short_loss_windows_do_not_crowd(model: Model, fps: float, loss: float) -> None:
    times = np.arange(round(4 * fps)) / fps
    for start in (1.0, 1.05, 1.13):
        steps = np.diff(judged(model, times, (start, start + loss)))
        assert steps.min() >= PERIOD / 2 - 1e-6
        usual = np.sort(steps)[:-1]  # but for the one across the loss
        assert usual.max() <= PERIOD + 1 / fps + 1e-6, "and the rhythm goes on at once"


@pytest.mark.parametrize("fps", [3.0, 5.0, 7.0, 10.0, 12.5, 30.0])
def test_windows_come_five_a_second_or_with_every_frame_where_frames_are_fewer(model: Model, fps: float) -> None:
    ends = judged(model, np.arange(round(6 * fps)) / fps)
    assert np.diff(ends).mean() == pytest.approx(max(PERIOD, 1 / fps), rel=0.02)


@pytest.fixture
def chooser() -> Model:
    """A model that is never careful about a label, and always so when it is to be."""
    config = ModelConfig(
        name="small",
        labels=["wave", "jump"],
        architecture=Architecture(frames=16, width=16),
        decision=Decision(enter=0.5, leave=0.4, stay=0.0, lag=0.5),
        operating_points={"careful": Decision(enter=0.9, leave=0.8, stay=0.0, seen=2.0, lag=1.0)},
    )
    return Model(config, {"joint": MSSA(config.network())}, torch.device("cpu"), SureOfNothing())


def test_a_label_is_given_by_the_rules_that_were_chosen_and_by_others_from_the_next_window_on(chooser: Model) -> None:
    recognizer = Recognizer(chooser)
    given: dict[float, str | None] = {}
    lags = []
    for time in (np.arange(50) / 10).tolist():
        if time == 2.5:
            recognizer.decide_by("careful")
        if time == 3.5:
            recognizer.decide_by("balanced")
        for window in recognizer.push(somebody(), time).windows:
            given[window.time] = window.label
            lags.append((window.time, window.lag))
    assert {label for time, label in given.items() if 1 <= time < 2.5 or time >= 3.5} == {"wave"}
    assert {label for time, label in given.items() if 2.5 <= time < 3.5} == {None}
    assert all(lag == (1.0 if 2.5 <= time < 3.5 else 0.5) for time, lag in lags)


def test_whoever_is_seen_too_short_for_these_rules_is_still_being_watched(chooser: Model) -> None:
    for decisions, seen in (("balanced", 1.0), ("careful", 2.0)):
        recognizer = Recognizer(chooser, decisions=decisions)
        windows = [w for time in (np.arange(40) / 10).tolist() for w in recognizer.push(somebody(), time).windows]
        assert {window.watching for window in windows if window.time < seen} == {True}
        assert {window.watching for window in windows if window.time >= seen} == {False}


def test_rules_that_a_model_lacks_are_refused(model: Model) -> None:
    with pytest.raises(UserError, match="has no eager rules of decision"):
        Recognizer(model, decisions="eager")
    recognizer = Recognizer(model)
    with pytest.raises(UserError, match="has no careful rules of decision"):
        recognizer.decide_by("careful")


def test_other_rules_decide_from_what_is_known_as_they_would_have_from_the_start() -> None:
    rules = {"eager": Decision(enter=0.3, leave=0.2, seen=0.3, lag=0.4, smoothing=0.2)}
    config = ModelConfig(
        name="small",
        labels=["wave", "jump"],
        architecture=Architecture(frames=16, width=16),
        time_base=TimeBase(seconds=1.0),
        decision=Decision(enter=0.6, leave=0.5, seen=0.6, lag=0.5),
        operating_points=rules,
    )

    class Wavering:
        """Sure of one label for some windows, then of the other."""

        has_features = False

        def __init__(self) -> None:
            self._asked = 0

        def answer(self, windows: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
            self._asked += 1
            share = 0.9 if self._asked // 5 % 2 else 0.25
            return torch.tensor([[share, 1 - share]]), torch.zeros(1, 0)

    clip = load_npz(SAMPLE_CLIP)
    gaps = {*range(40, 50), *range(90, 130), *range(180, 183)}  # short and long times out of sight

    def windows(decisions: str) -> list[WindowAnswer]:
        model = Model(config, {"joint": MSSA(config.network())}, torch.device("cpu"), Wavering())
        recognizer, answers = Recognizer(model, decisions=decisions), []
        for frame in range(clip.frames):
            bodies = absent() if frame in gaps else clip.at(frame)
            answers += recognizer.push(bodies, float(clip.time[frame])).windows
        return answers

    expected = windows("eager")
    found = list(decided_again(windows("balanced"), rules["eager"], config.labels))
    assert {one.label for one in expected} == {None, "wave", "jump"}

    def told(window: WindowAnswer) -> tuple:
        return window.time, window.label, window.index, window.average.tolist(), window.lag, window.watching

    assert [told(one) for one in found] == [told(one) for one in expected]
    assert [one.label for one in windows("balanced")] != [one.label for one in expected]
