"""MS-G3D's graphs: of the skeleton, and of windows of several frames."""

import pytest
import torch

from recognizer.network.ms_g3d import WINDOWS, WindowPathway, space_scales, window_scales
from recognizer.skeleton.joints import JOINTS, hop_distances

FRAMES = 11


def test_the_scales_reach_from_a_joint_itself_to_the_farthest():
    scales = space_scales()
    assert torch.equal(scales[0], torch.eye(JOINTS))
    assert len(scales) == hop_distances().max() + 1
    for bones, scale in enumerate(scales):
        linked = (scale > 0) & ~torch.eye(JOINTS, dtype=torch.bool)
        assert torch.equal(linked, torch.from_numpy(hop_distances() == bones) & ~torch.eye(JOINTS, dtype=torch.bool))


@pytest.mark.parametrize("window", WINDOWS)
def test_in_a_window_only_a_joint_itself_is_farther_away_at_another_time(window):
    distance = torch.from_numpy(hop_distances())
    for steps, scale in enumerate(window_scales(window)):
        linked = (scale > 0).view(window, JOINTS, window, JOINTS).transpose(1, 2)  # (frame, frame, V, V)
        for target in range(window):
            for source in range(window):
                if target == source:
                    expected = (distance == steps) | (distance == 0)
                else:
                    expected = distance.clamp(min=1) == steps
                assert torch.equal(linked[target, source], expected)


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("stride", [1, 2])
@torch.no_grad()
def test_a_pathway_sees_the_frames_of_its_window(window, stride):
    torch.manual_seed(0)
    pathway = WindowPathway(3, 4, 6, window, stride).eval()
    x = torch.randn(1, 3, FRAMES, JOINTS)
    moved = x.clone()
    moved[:, :, 4] += 1
    changed = (pathway(moved) - pathway(x)).abs().amax(dim=(0, 1, 3)) > 1e-6
    middles = torch.arange(0, FRAMES, stride)
    assert torch.equal(changed, (middles - 4).abs() <= window // 2)
