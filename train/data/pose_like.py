"""Clips of a depth sensor made to look like an image's pose model's: what a model will meet in front of a webcam.

Proportions, noise in depth and guessed hands are those that ``benchmarks/pose_noise.py`` measured on real videos, the
view is a webcam's. Nothing here is drawn as training's own variation draws it: this is a test.
"""

import torch
from torch import Tensor

from recognizer.skeleton.average_body import SPINE_MID_SHARE
from recognizer.skeleton.joints import PARENT, SPINE_BASE, SPINE_MID, SPINE_SHOULDER
from recognizer.skeleton.proportions import with_bones
from recognizer.skeleton.streams import Normalisation, normalise
from train.data.augment import Augmentation, augment
from train.data.windows import Windows

# How long a bone is in videos beside the sets, torso 1 [measured]; the trunk's own bones follow from where its joints
# are put, and hands, which the sets end at, stay in proportion to the forearm.
_RATIO = (
    1.0, 1.0, 0.71, 0.70,
    0.67, 0.78, 0.65, 0.30, 0.67, 0.78, 0.65, 0.30,
    0.72, 0.70, 0.83, 1.00, 0.72, 0.70, 0.83, 1.00,
    1.0, 1.0, 1.0, 1.0, 1.0,
)  # fmt: skip
# Standard deviations in metres at the spine shoulder, growing with the distance from the spine base: how the pose
# model's joints wobble in depth [measured, of a torso of 0.49 m: 0.007 fast and 0.014 slow at the head, twice to three
# times that at the hands]. It comes on top of the sets' own, so it is rather too much.
_FAST, _SLOW = 0.005, 0.009
_FAST_RATE, _SLOW_RATE = 16.0, 3.2  # draws a second
# Cameras look up or down, and bodies lean accordingly, bone by bone [measured: whole bodies by up to 0.5 radians, heads
# and shins by 0.1 to 0.3 beside the rest].
_AS_WEBCAM = Augmentation(pitch=0.4, yaw=0.3, lean=0.2, depth=0.25, lost=0.2)


def pose_like(windows: Windows, rate: float, seed: int) -> Windows:
    """The windows of ``rate`` frames a second, bodies about their spine base, as a pose model might have given them;
    the same for one seed."""
    draw = torch.Generator(windows.keypoints.device).manual_seed(seed)
    x = normalise(windows.keypoints, Normalisation("frame", facing=True, scale=True), present=windows.present)
    x = _reproportioned(x)
    x = augment(x, _AS_WEBCAM, draw, windows.window, windows.count)
    x = x + _wobble(x, rate, draw)
    x = x.masked_fill(~windows.present[..., None, None], 0)
    return Windows(x, windows.present, windows.window, windows.clip)


def _reproportioned(x: Tensor) -> Tensor:
    """The pose model's proportions: spine base between the hips, a long torso beside the limbs."""
    x = with_bones(x, lambda bones: bones * bones.new_tensor(_RATIO)[:, None])
    hips = [joint for joint, parent in enumerate(PARENT) if parent == SPINE_BASE]
    base = x[:, :, hips].mean(dim=2)
    x = x - base[:, :, None]
    x[:, :, SPINE_BASE] = 0
    x[:, :, SPINE_MID] = SPINE_MID_SHARE * x[:, :, SPINE_SHOULDER]
    return x


def _wobble(x: Tensor, rate: float, draw: torch.Generator) -> Tensor:
    """Noise ``(B, T, 25, 3)``, in depth alone, the stronger the farther from the spine base; as quick at any ``rate``
    of frames."""
    bodies, frames, joints, _ = x.shape

    def noise(draws_a_second: float) -> Tensor:
        knots = max(round(frames * draws_a_second / rate), 1) + 1
        drawn = torch.randn((bodies, joints, knots), generator=draw, device=draw.device)
        return torch.nn.functional.interpolate(drawn, frames, mode="linear", align_corners=True)

    depth = (_FAST * noise(_FAST_RATE) + _SLOW * noise(_SLOW_RATE)).transpose(1, 2)
    reach = x.norm(dim=-1).mean(dim=1, keepdim=True) / 0.49  # 1 at the spine shoulder
    return torch.stack([torch.zeros_like(depth), torch.zeros_like(depth), depth * reach], dim=-1)
