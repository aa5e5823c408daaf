"""Feeding clips plainly, as the field does it: zero-padded float32 arrays, one clip at a time augmented in numpy.

Once written, it is left alone, like ``plain_network``.
"""

import numpy as np
import torch
from torch import Tensor
from torch.utils.data import Dataset

from recognizer.skeleton.joints import SPINE_MID
from train.data.prepared_set import PreparedSet

FRAMES = 300  # to which every clip is padded with zeros
ROTATION = 0.3  # radians about each axis, at most
SHORTEST_CROP, TEST_CROP = 0.5, 0.95


def padded(data: PreparedSet, slots: int) -> np.ndarray:
    """The first body of every clip as float32 ``(N, 3, 300, 25, slots)``, about its spine mid in its first frame. The
    other slots are zeros, and so are the frames in which the body is absent and those after the clip's last."""
    out = np.zeros((len(data), 3, FRAMES, 25, slots), np.float32)
    for number in range(len(data)):
        body = data.clip(number)[0, :FRAMES]  # (T, 25, 3)
        there = body.any(axis=(1, 2))
        body[there] -= body[np.argmax(there), SPINE_MID]
        out[number, :, : len(body), :, 0] = body.transpose(2, 0, 1)
    return out


class PlainClips(Dataset):
    """Clips ``(3, T, 25, M)`` with their labels; ``training``: a random crop of half of the clip to all of it, and one
    random rotation; else the central 95 %."""

    def __init__(self, clips: np.ndarray, labels: np.ndarray, frames: int, training: bool) -> None:
        self.clips, self.labels, self.frames, self.training = clips, labels, frames, training

    def __len__(self) -> int:
        return len(self.clips)

    def __getitem__(self, index: int) -> tuple[Tensor, int]:
        clip = self.clips[index]
        length = int(np.count_nonzero(clip.any(axis=(0, 2, 3))))
        if self.training:
            size = max(round(length * np.random.uniform(SHORTEST_CROP, 1)), 1)
            begin = np.random.randint(length - size + 1)
        else:
            size = max(round(length * TEST_CROP), 1)
            begin = (length - size) // 2
        clip = resize(clip[:, begin : begin + size], self.frames)
        if self.training:
            clip = rotate(clip)
        return torch.from_numpy(clip), int(self.labels[index])


def resize(clip: np.ndarray, frames: int) -> np.ndarray:
    """``(3, L, 25, M)`` -> ``(3, frames, 25, M)``, linearly."""
    length = clip.shape[1]
    position = np.clip((np.arange(frames) + 0.5) / frames * length - 0.5, 0, length - 1)
    left = position.astype(np.int64)
    right = np.minimum(left + 1, length - 1)
    share = (position - left).astype(np.float32)[:, None, None]
    return clip[:, left] * (1 - share) + clip[:, right] * share


def rotate(clip: np.ndarray) -> np.ndarray:
    """The clip turned once, at random."""
    x, y, z = np.random.uniform(-ROTATION, ROTATION, 3)
    about_x = [[1, 0, 0], [0, np.cos(x), -np.sin(x)], [0, np.sin(x), np.cos(x)]]
    about_y = [[np.cos(y), 0, np.sin(y)], [0, 1, 0], [-np.sin(y), 0, np.cos(y)]]
    about_z = [[np.cos(z), -np.sin(z), 0], [np.sin(z), np.cos(z), 0], [0, 0, 1]]
    matrix = (np.array(about_z) @ about_y @ about_x).astype(np.float32)
    return np.einsum("ij,jtvm->itvm", matrix, clip)
