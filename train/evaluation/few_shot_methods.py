"""Ways to learn actions from a few examples, to be compared (docs/own-actions.md)."""

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from recognizer.model.own_head import OwnHead
from recognizer.model.rolling_window import resample
from recognizer.own_actions.learning import learn
from recognizer.skeleton.clip import NOBODY, Clip
from recognizer.skeleton.streams import Normalisation, normalise

FRAMES = 16  # that a clip is resampled to, for dynamic time warping
PLACING = Normalisation(origin="frame", facing=True, scale=True, proportions=True, upright=True)


def placed_joints(clips: Sequence[Clip], frames: int = FRAMES) -> Tensor:
    """Of each clip's first body, the joints as a network is given them, over the whole clip: ``(N, frames, 25, 3)``."""
    found = []
    for clip in clips:
        seen = clip.identity[0] != NOBODY
        time = clip.time[seen]
        found.append(resample(torch.from_numpy(clip.keypoints[0][seen]), time, np.linspace(time[0], time[-1], frames)))
    return normalise(torch.stack(found), PLACING)


class NearestByTimeWarping:
    """The example of least distance by dynamic time warping of the placed joints names the clip."""

    def __init__(self, clips: Sequence[Clip]) -> None:
        self._distance = warped_distances(placed_joints(clips).flatten(2))

    def scores(self, examples: Sequence[Sequence[int]], asked: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        """See ``Method``."""
        found = -np.stack([self._distance[np.ix_(asked, each)].min(axis=1) for each in examples], axis=1)
        return found, found.max(axis=1)


def warped_distances(sequences: Tensor) -> np.ndarray:
    """Of all pairs of sequences ``(N, T, D)``, the least sum of squared distances over all ways to align them in time:
    float32 ``(N, N)``."""
    count, frames, _ = sequences.shape
    out = np.empty((count, count), np.float32)
    for number in range(count):
        cost = torch.cdist(sequences[number : number + 1], sequences).square().numpy()  # (N, T, T)
        total = np.full((count, frames + 1, frames + 1), np.inf, np.float32)
        total[:, 0, 0] = 0
        for one in range(frames):
            for other in range(frames):
                before = np.minimum(total[:, one, other], total[:, one, other + 1])
                total[:, one + 1, other + 1] = cost[:, one, other] + np.minimum(before, total[:, one + 1, other])
        out[number] = total[:, -1, -1]
    return out


class NearestMean:
    """The action whose mean is nearest to the clip's vector, after every feature is brought to the spread that it has
    among the examples. ``vectors`` ``(clips, D)``."""

    def __init__(self, vectors: Tensor) -> None:
        self._vectors = vectors.numpy().astype(np.float64)

    def scores(self, examples: Sequence[Sequence[int]], asked: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        """See ``Method``."""
        known = self._vectors[[i for each in examples for i in each]]
        mean, scale = known.mean(axis=0), known.std(axis=0) + 1e-3
        centres = np.stack([((self._vectors[list(each)] - mean) / scale).mean(axis=0) for each in examples])
        placed = (self._vectors[list(asked)] - mean) / scale
        found = -np.linalg.norm(placed[:, None] - centres, axis=-1)
        return found, found.max(axis=1)


def joint_statistics(clips: Sequence[Clip]) -> Tensor:
    """Mean, spread, least and greatest of every placed joint's coordinate over the clip: ``(N, 300)``."""
    joints = placed_joints(clips, 32).flatten(2)
    parts = (joints.mean(dim=1), joints.std(dim=1), joints.amin(dim=1), joints.amax(dim=1))
    return torch.cat(parts, dim=1)


class OwnActions:
    """What the program does: see ``recognizer.own_actions.learning``. ``features``: of each clip, its windows'
    ``(5, D)``; ``others`` ``(M, D)``: of other movements. ``radii``: whether what lies far from all examples is told
    apart; else it is the regression alone, which is as sure as the most probable action."""

    def __init__(self, features: Sequence[Tensor], others: Tensor, radii: bool = True) -> None:
        self._features, self._others, self._radii = features, others, radii

    def scores(self, examples: Sequence[Sequence[int]], asked: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        """See ``Method``."""
        actions = {str(number): [self._features[i] for i in each] for number, each in enumerate(examples)}
        head = OwnHead(learn(actions, self._others), alone=True)
        windows = torch.stack([self._features[i] for i in asked])
        flat, shape = windows.flatten(0, 1), windows.shape[:2]
        which = head.which(flat).unflatten(0, shape).mean(dim=1).numpy()
        sure = head.inside(flat).unflatten(0, shape).mean(dim=1).numpy() if self._radii else which.max(axis=1)
        return which, sure
