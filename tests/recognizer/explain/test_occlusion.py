"""Hiding joints and stretches of time: what is left, and what a network of which all is known says of it."""

import numpy as np
import pytest
import torch
from torch import nn

from recognizer.examples.procedural_body import sample_clip
from recognizer.explain.mask import FrameSpan, Mask
from recognizer.explain.occlusion import answers, divide, hide, importance
from recognizer.model.model_config import ModelConfig
from recognizer.model.model_folder import Model, load_model
from recognizer.network.config import Architecture
from recognizer.skeleton.joints import BODY_PARTS, JOINTS, RIGHT_HAND, RIGHT_TIP, SPINE_BASE
from recognizer.skeleton.streams import Normalisation

FRAMES = 16


class HandNetwork(nn.Module):
    """Says "wave" as surely as the right hand goes up and down about the spine base: nothing else counts."""

    def __init__(self) -> None:
        super().__init__()
        self.classify = nn.Identity()  # the features are the logits

    def features(self, x: torch.Tensor) -> torch.Tensor:
        height = x[:, 1, :, RIGHT_HAND] - x[:, 1, :, SPINE_BASE]
        moved = height.amax(dim=1) - height.amin(dim=1)
        return torch.stack([moved, torch.zeros_like(moved)], dim=1)


def hand_model(fingers: bool = True) -> Model:
    config = ModelConfig(
        name="hand",
        labels=["wave", "rest"],
        architecture=Architecture(frames=FRAMES, width=16),
        normalisation=Normalisation("frame", fingers=fingers),
    )
    return Model(config, {"joint": HandNetwork()}, torch.device("cpu"))


def waving(amplitude: float = 2.0) -> torch.Tensor:
    """Everything still but the right hand, which goes up once, in the third quarter of the window."""
    torch.manual_seed(1)
    window = torch.rand(1, JOINTS, 3).repeat(FRAMES, 1, 1)
    window[8:12, RIGHT_HAND, 1] += amplitude
    return window


def sigmoid(logit: float) -> float:
    return 1 / (1 + np.exp(-logit))


def test_a_hidden_joint_goes_along_at_its_mean_place_and_the_others_are_left_alone():
    torch.manual_seed(0)
    window = torch.rand(FRAMES, JOINTS, 3)
    hidden = hide(window, Mask(frozenset({RIGHT_HAND})))
    about = hidden[:, RIGHT_HAND] - hidden[:, SPINE_BASE]
    mean = (window[:, RIGHT_HAND] - window[:, SPINE_BASE]).mean(dim=0)
    assert torch.allclose(about, mean.expand(FRAMES, 3), atol=1e-6)
    others = [joint for joint in range(JOINTS) if joint != RIGHT_HAND]
    assert torch.equal(hidden[:, others], window[:, others])


def test_hiding_the_spine_base_or_nothing_changes_nothing():
    window = torch.rand(FRAMES, JOINTS, 3)
    assert torch.equal(hide(window, Mask()), window)
    assert torch.allclose(hide(window, Mask(frozenset({SPINE_BASE}))), window)


def test_a_hidden_stretch_is_bridged_in_a_straight_line_and_held_at_the_ends():
    window = torch.rand(FRAMES, JOINTS, 3)
    inner = hide(window, Mask(span=FrameSpan(4, 7)))
    assert torch.allclose(inner[5], (window[3] + window[7]) / 2, atol=1e-6)
    assert torch.equal(inner[:4], window[:4]) and torch.equal(inner[7:], window[7:])
    assert torch.equal(hide(window, Mask(span=FrameSpan(12, FRAMES)))[12:], window[11].expand(4, JOINTS, 3))
    everything = hide(window, Mask(span=FrameSpan(0, FRAMES)))
    assert torch.allclose(everything, window.mean(dim=0).expand_as(everything), atol=1e-6)


def test_importance_is_the_drop_that_can_be_reckoned_by_hand():
    found = importance(hand_model(), waving(2.0), spans=4)
    assert found.label == 0 and found.probability == pytest.approx(sigmoid(2.0), abs=1e-6)
    drop = sigmoid(2.0) - 0.5
    assert found.joints[RIGHT_HAND] == pytest.approx(drop, abs=1e-6)
    assert np.abs(np.delete(found.joints, RIGHT_HAND)).max() < 1e-6
    by_part = dict(zip((part.name for part in BODY_PARTS), found.parts))
    assert by_part.pop("right arm") == pytest.approx(drop, abs=1e-6)
    assert np.abs(list(by_part.values())).max() < 1e-6
    assert [(span.first, span.end) for span in found.stretches] == [(0, 4), (4, 8), (8, 12), (12, 16)]
    assert found.spans == pytest.approx([0, 0, drop, 0], abs=1e-6)


def test_of_a_label_that_loses_the_probability_rises():
    found = importance(hand_model(), waving(2.0), label=1)
    assert found.joints[RIGHT_HAND] == pytest.approx(0.5 - sigmoid(2.0), abs=1e-6)


def test_where_a_model_sees_no_fingers_they_go_where_the_hand_goes():
    class TipNetwork(HandNetwork):
        def features(self, x: torch.Tensor) -> torch.Tensor:
            return super().features(x[..., [*range(RIGHT_HAND), RIGHT_TIP, *range(RIGHT_HAND + 1, JOINTS)]])

    model = hand_model(fingers=False)
    model.streams.networks[0] = TipNetwork()
    hand, tip = answers(model, waving(2.0), [Mask(frozenset({RIGHT_HAND})), Mask(frozenset({RIGHT_TIP}))])[:, 0]
    assert hand == pytest.approx(0.5, abs=1e-6)  # the tip lay upon the hand, and is still with it
    assert tip == pytest.approx(sigmoid(2.0), abs=1e-6)  # nothing of its own to hide


def test_the_bundled_model_answers_as_ever_where_nothing_is_hidden():
    model, clip = load_model("open"), sample_clip()
    window = torch.from_numpy(clip.keypoints[0, : model.config.architecture.frames])
    plain, _ = model.probabilities(window[None], trace=True)
    assert answers(model, window, [Mask(), Mask(), Mask()])[2] == pytest.approx(plain[0].double().numpy(), abs=1e-6)


def test_a_window_is_divided_into_whole_frames():
    assert [span.end - span.first for span in divide(10, 4)] == [2, 3, 3, 2]
    assert len(divide(3, 8)) == 3
