"""BlazePose's 33 landmarks -> NTU RGB+D's 25 joints: pure functions of one body.

The derived joints of the trunk, head and hands were placed by measurement on 4,349 frames of 300 real NTU clips; every
one is a weighted mean of landmarks, so the same rules hold in metres and in the picture.
"""

import numpy as np

from recognizer.skeleton import joints as j

LANDMARKS = 33

# The landmarks used, by BlazePose's numbers; left and right are the person's own.
EARS, SHOULDERS, HIPS = (7, 8), (11, 12), (23, 24)

# (NTU joint, landmark) for every joint of the limbs that has a landmark of its own, each after its parent.
_DIRECT = (
    (j.LEFT_SHOULDER, 11), (j.LEFT_ELBOW, 13), (j.LEFT_WRIST, 15),
    (j.RIGHT_SHOULDER, 12), (j.RIGHT_ELBOW, 14), (j.RIGHT_WRIST, 16),
    (j.LEFT_HIP, 23), (j.LEFT_KNEE, 25), (j.LEFT_ANKLE, 27), (j.LEFT_FOOT, 31),
    (j.RIGHT_HIP, 24), (j.RIGHT_KNEE, 26), (j.RIGHT_ANKLE, 28), (j.RIGHT_FOOT, 32),
)  # fmt: skip

# (hand, tip, thumb, wrist, index landmark, thumb landmark)
_HANDS = (
    (j.LEFT_HAND, j.LEFT_TIP, j.LEFT_THUMB, j.LEFT_WRIST, 19, 21),
    (j.RIGHT_HAND, j.RIGHT_TIP, j.RIGHT_THUMB, j.RIGHT_WRIST, 20, 22),
)

# Along the trunk, as shares: of the torso (mid hips -> mid shoulders), of 0 -> 20, of 20 -> 3.
SPINE_SHOULDER_ABOVE = 0.066  # of the torso, above the mid of the shoulders
HEAD_ABOVE = 0.40  # of the torso, above the spine shoulder: where the ears are not seen
SPINE_MID_SHARE = 0.574
NECK_SHARE = 0.343
HAND_SHARE = 0.5  # of wrist -> tip

# A landmark less visible than UNSEEN takes its parent's place, one more visible than SEEN its own; between them it
# slides, so that a flickering visibility does not make a joint jump.
UNSEEN, SEEN = 0.05, 0.15
LEAST_CONFIDENCE = 0.01  # of a joint of a body that is there; 0 is for absent bodies


def world_to_ntu(world: np.ndarray, visibility: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """World landmarks ``(33, 3)`` -> joints float32 ``(25, 3)`` in Kinect camera axes and confidence ``(25,)``.

    Metres, the origin at mid hips. NTU = (-x, -y, +z) of BlazePose: a half-turn about z, which keeps left and right.
    """
    return to_ntu(np.asarray(world) * np.array([-1.0, -1.0, 1.0]), visibility)


def to_ntu(landmarks: np.ndarray, visibility: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Landmarks ``(33, D)`` and their visibility ``(33,)`` -> joints float32 ``(25, D)``, confidence float32 ``(25,)``.

    The axes stay as they are. A landmark that is not seen takes its parent's place with low confidence, never zero;
    shoulders and hips, from which everything hangs, keep the place that the pose model supposes.
    """
    landmarks = np.asarray(landmarks, dtype=np.float64)
    visibility = np.clip(np.asarray(visibility, dtype=np.float64), 0.0, 1.0)
    seen = np.clip((visibility - UNSEEN) / (SEEN - UNSEEN), 0.0, 1.0)
    points = np.zeros((j.JOINTS, landmarks.shape[1]))
    confidence = np.zeros(j.JOINTS)
    _trunk(landmarks, visibility, seen, points, confidence)
    for joint, landmark in _DIRECT:
        parent = points[j.PARENT[joint]]
        kept = 1.0 if landmark in SHOULDERS + HIPS else seen[landmark]
        points[joint] = parent + kept * (landmarks[landmark] - parent)
        confidence[joint] = visibility[landmark]
    for hand, tip, thumb, wrist, index, thumb_landmark in _HANDS:
        points[tip] = points[wrist] + seen[index] * (landmarks[index] - points[wrist])
        points[hand] = points[wrist] + HAND_SHARE * (points[tip] - points[wrist])
        points[thumb] = points[hand] + seen[thumb_landmark] * (landmarks[thumb_landmark] - points[hand])
        confidence[tip], confidence[thumb] = visibility[index], visibility[thumb_landmark]
        confidence[hand] = (confidence[wrist] + confidence[tip]) / 2
    return points.astype(np.float32), np.maximum(confidence, LEAST_CONFIDENCE).astype(np.float32)


def _trunk(
    landmarks: np.ndarray, visibility: np.ndarray, seen: np.ndarray, points: np.ndarray, confidence: np.ndarray
) -> None:
    """Fill in spine, neck and head."""
    hips, shoulders, ears = (landmarks[list(pair)].mean(axis=0) for pair in (HIPS, SHOULDERS, EARS))
    sure = {pair: visibility[list(pair)].mean() for pair in (HIPS, SHOULDERS, EARS)}
    torso = shoulders - hips
    base, top = hips, shoulders + SPINE_SHOULDER_ABOVE * torso
    supposed = top + HEAD_ABOVE * torso
    head = supposed + seen[list(EARS)].max() * (ears - supposed)
    points[j.SPINE_BASE], points[j.SPINE_SHOULDER] = base, top
    points[j.SPINE_MID] = base + SPINE_MID_SHARE * (top - base)
    points[j.HEAD] = head
    points[j.NECK] = top + NECK_SHARE * (head - top)
    confidence[j.SPINE_BASE], confidence[j.SPINE_SHOULDER] = sure[HIPS], sure[SHOULDERS]
    confidence[j.SPINE_MID] = (sure[HIPS] + sure[SHOULDERS]) / 2
    confidence[j.HEAD] = sure[EARS]
    confidence[j.NECK] = (sure[SHOULDERS] + sure[EARS]) / 2
