"""What makes no network is refused where the configuration is made, in one sentence, not inside PyTorch."""

import pytest
import torch
from pydantic import ValidationError

from recognizer.network.config import Architecture, NetworkConfig
from recognizer.network.mssa import MSSA
from recognizer.skeleton.joints import JOINTS


@pytest.mark.parametrize(
    ("values", "reported"),
    [
        ({"kernel": 4}, "the kernel must be odd"),
        ({"dilations": (2,)}, "attention needs two dilations or more"),
        ({"dilations": (1, 0)}, "greater than or equal to 1"),
        ({"dilations": ()}, "at least 1 item"),
        ({"fragments": 3}, "divisible by the fragments"),
        ({"heads": 8}, "too small for so many heads"),
        ({"join": "narrow-pairs"}, "choose attention_start: gate"),
        ({"join": "narrow-pairs", "attention_start": "gate", "dilations": (1,) * 16, "heads": 1}, "narrow pairs halve"),
        ({"colour": "red"}, "Extra inputs are not permitted"),
    ],
    ids=str,
)
def test_what_makes_no_network_is_refused_in_one_sentence(values, reported):
    with pytest.raises(ValidationError) as caught:
        Architecture(**{"frames": 8, "width": 16, **values})
    (fault,) = caught.value.errors()
    assert reported in fault["msg"]


@torch.no_grad()
@pytest.mark.parametrize(
    "values",
    [{"kernel": 1}, {"kernel": 5, "frames": 5}, {"dilations": (1,), "attention": False}, {"dilations": (3, 1)}],
    ids=str,
)
def test_what_is_accepted_makes_a_network(values):
    config = NetworkConfig(**{"labels": 3, "frames": 8, "width": 16, **values})
    assert MSSA(config).eval()(torch.zeros(1, 3, config.frames, JOINTS)).shape == (1, 3)
