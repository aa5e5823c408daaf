"""A GPU whose memory is full: the answers are the CPU's, and the user is told once."""

import numpy as np
import pytest
import torch

from recognizer.explain.occlusion import Mask, answers
from recognizer.model.model_config import ModelConfig
from recognizer.model.model_folder import GPU_FULL, Model, Streams
from recognizer.network.config import Architecture
from recognizer.recognizer import Recognizer
from recognizer.skeleton.clip import Bodies
from tests.recognizer.model.full_gpu import OnFullGpu

CONFIG = ModelConfig(name="small", labels=["wave", "jump"], architecture=Architecture(frames=16, width=16))


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def model(told) -> Model:
    torch.manual_seed(0)
    model = Model(CONFIG, {"joint": OnFullGpu(CONFIG.network())}, torch.device("cpu"))
    model.tell = told.append
    return model


def test_the_answers_are_those_that_the_gpu_would_have_given(model, told, monkeypatch):
    windows = torch.rand(2, 16, 25, 3)
    with monkeypatch.context() as roomy:
        roomy.setattr(OnFullGpu, "full", False)
        expected, features = model.probabilities(windows)[0], model.features(windows)
    probabilities, traces = model.probabilities(windows, trace=True)
    assert torch.allclose(probabilities, expected, atol=1e-6) and len(traces) == 10
    assert torch.allclose(model.features(windows), features, atol=1e-6)
    assert told == [GPU_FULL] == [model.notice] and model.device.type == "cpu"
    assert not any(weight.is_inference() for weight in model.streams.parameters()), "it can still be learned with"


def test_what_joints_are_hidden_is_answered_as_well(model, told):
    found = answers(model, torch.rand(16, 25, 3), [Mask(), Mask(joints=frozenset({3}))])
    assert found.shape == (2, 2) and np.isfinite(found).all() and told == [GPU_FULL]


def test_who_is_followed_gets_every_window(model, told):
    recognizer = Recognizer(model)
    bodies = Bodies(np.ones((1, 25, 3), np.float32), np.ones((1, 25), np.float32), np.array([1], np.int32))
    OnFullGpu.full, ends = False, []
    try:
        for time in (np.arange(40) / 10).tolist():
            OnFullGpu.full = time >= 2
            ends += [window.time for window in recognizer.push(bodies, time).windows]
    finally:
        OnFullGpu.full = True
    assert np.diff(ends).max() < 0.25 and ends[-1] > 3.7 and told == [GPU_FULL]


def test_a_gpu_that_has_no_room_for_the_weights_is_left_at_once(monkeypatch, capsys):
    def no_room(*_: object) -> None:
        raise torch.OutOfMemoryError("CUDA out of memory.")

    monkeypatch.setattr(Streams, "to", no_room)
    model = Model(CONFIG, {"joint": OnFullGpu(CONFIG.network())}, torch.device("cuda"))
    assert model.device.type == "cpu" and model.notice == GPU_FULL and GPU_FULL in capsys.readouterr().err
    assert model.probabilities(torch.rand(1, 16, 25, 3))[0].shape == (1, 2)


def test_where_the_cpu_has_no_room_either_it_is_an_error(model, monkeypatch):
    model.leave_gpu()

    def no_room(*_: object) -> None:
        raise torch.OutOfMemoryError("out of memory")

    monkeypatch.setattr(OnFullGpu, "features", no_room)
    with pytest.raises(torch.OutOfMemoryError):
        model.probabilities(torch.rand(1, 16, 25, 3))
