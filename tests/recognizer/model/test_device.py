"""On a GPU, joints go up and answers come down; nothing else leaves the model's device on the way."""

import numpy as np
import pytest
import torch
from torch.overrides import TorchFunctionMode

from recognizer.examples.procedural_body import sample_clip
from recognizer.model.model_config import ModelConfig
from recognizer.model.model_folder import Model, load_model
from recognizer.network.config import Architecture
from recognizer.network.mssa import MSSA
from recognizer.recognizer import Recognizer
from recognizer.skeleton.clip import Bodies

LEAVING = ("cpu", "numpy", "tolist", "item", "__array__", "__float__", "__int__", "__bool__", "to")


class Watch(TorchFunctionMode):
    """Notes every tensor that is handed to Python or to the CPU."""

    def __init__(self):
        super().__init__()
        self.left = []

    def __torch_function__(self, function, types, arguments=(), keywords=None):
        name = getattr(function, "__name__", "")
        if name in LEAVING and not _stays(arguments):
            self.left.append((name, tuple(arguments[0].shape)))
        return function(*arguments, **(keywords or {}))


def _stays(arguments: tuple) -> bool:
    """Whether a call of ``to`` changes the number format alone."""
    return len(arguments) == 2 and isinstance(arguments[1], torch.dtype)


def small_model() -> Model:
    torch.manual_seed(0)
    config = ModelConfig(
        name="small",
        labels=["wave", "jump", "sit down"],
        streams=["joint", "bone-motion"],
        fusion=[1.0, 1.0],
        architecture=Architecture(frames=16, width=16),
        normalisation={"origin": "frame", "facing": True, "scale": True, "fingers": False},
    )
    return Model(config, {stream: MSSA(config.network()) for stream in config.streams}, torch.device("cpu"))


def two_people(seed: int) -> Bodies:
    keypoints = np.random.default_rng(seed).normal(size=(2, 25, 3)).astype(np.float32)
    return Bodies(keypoints, np.ones((2, 25), np.float32), np.array([0, 1], np.int32))


def test_between_joints_and_answers_nothing_leaves_the_device():
    recognizer = Recognizer(small_model())
    with Watch() as watch:
        answers = [recognizer.push(two_people(step), step / 10) for step in range(6)]
    judged = sum(len(answer.windows) > 0 for answer in answers)
    assert judged >= 2
    down = [shape for name, shape in watch.left if name == "cpu"]
    assert down == [(2, 4)] * judged  # three probabilities and the speed of each of two people, at once
    # The tables of where to interpolate go up, one for each person; and what came down becomes numbers.
    assert sorted(set(watch.left)) == [("cpu", (2, 4)), ("numpy", (2, 4)), ("to", (2, 16, 25, 3)), ("to", (3, 16))]


@pytest.mark.skipif(not torch.cuda.is_available(), reason="there is no GPU with CUDA here")
def test_a_gpu_gives_the_labels_of_the_cpu():
    clip = sample_clip()
    recognizers = [Recognizer(load_model("open", device)) for device in ("cpu", "cuda")]
    for number in range(200):
        cpu, cuda = (recognizer.push(clip.at(number), float(clip.time[number])).windows for recognizer in recognizers)
        for one, other in zip(cpu, cuda, strict=True):
            assert other.keypoints.is_cuda
            assert (one.label, one.best(1)) == (other.label, other.best(1))
            np.testing.assert_allclose(one.probabilities, other.probabilities, atol=1e-3)
