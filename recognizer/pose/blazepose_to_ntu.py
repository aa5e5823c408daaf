"""BlazePose's 33 landmarks -> NTU RGB+D's 25 joints: pure functions of one body. Here are the landmarks' names as well.

The derived joints of the trunk, head and hands were placed by measurement on 4,349 frames of 300 real NTU clips; every
one is a weighted mean of landmarks, so the same rules hold in metres and in the picture.
"""

import numpy as np

from recognizer.skeleton import joints as j
from recognizer.skeleton.average_body import NECK_SHARE, SPINE_MID_SHARE
from recognizer.skeleton.shapes import check_shape

LANDMARKS = 33

# BlazePose's numbers of the landmarks that are used, each pair (left, right); left and right are the person's own.
NOSE = 0
EARS, SHOULDERS, ELBOWS, WRISTS = (7, 8), (11, 12), (13, 14), (15, 16)
INDEX_FINGERS, THUMBS = (19, 20), (21, 22)
HIPS, KNEES, ANKLES, FOOT_TIPS = (23, 24), (25, 26), (27, 28), (31, 32)

TRUNK = (*SHOULDERS, *HIPS)
TRUNK_AND_LIMBS = (*SHOULDERS, *ELBOWS, *HIPS, *KNEES, *ANKLES)  # without what is small and quick

LEAST_WEIGHT = 1e-3  # of a landmark in a mean weighed by visibility, so that there is one where nothing is visible

# (NTU joint, landmark) for every joint of the limbs that has a landmark of its own, each after its parent.
_DIRECT = (
    *zip((j.LEFT_SHOULDER, j.LEFT_ELBOW, j.LEFT_WRIST), (SHOULDERS[0], ELBOWS[0], WRISTS[0])),
    *zip((j.RIGHT_SHOULDER, j.RIGHT_ELBOW, j.RIGHT_WRIST), (SHOULDERS[1], ELBOWS[1], WRISTS[1])),
    *zip((j.LEFT_HIP, j.LEFT_KNEE, j.LEFT_ANKLE, j.LEFT_FOOT), (HIPS[0], KNEES[0], ANKLES[0], FOOT_TIPS[0])),
    *zip((j.RIGHT_HIP, j.RIGHT_KNEE, j.RIGHT_ANKLE, j.RIGHT_FOOT), (HIPS[1], KNEES[1], ANKLES[1], FOOT_TIPS[1])),
)

# (hand, tip, thumb, wrist, index landmark, thumb landmark)
_HANDS = (
    (j.LEFT_HAND, j.LEFT_TIP, j.LEFT_THUMB, j.LEFT_WRIST, INDEX_FINGERS[0], THUMBS[0]),
    (j.RIGHT_HAND, j.RIGHT_TIP, j.RIGHT_THUMB, j.RIGHT_WRIST, INDEX_FINGERS[1], THUMBS[1]),
)

# Shares of the torso, which is mid hips -> mid shoulders here, and of the hand.
SPINE_SHOULDER_ABOVE = 0.066  # of the torso, above the mid of the shoulders
HEAD_ABOVE = 0.40  # of the torso, above the spine shoulder: where the ears are not seen
HAND_SHARE = 0.5  # of wrist -> tip

# A landmark less visible than UNSEEN takes its parent's place, one more visible than SEEN its own; between them it
# slides, so that a flickering visibility does not make a joint jump.
UNSEEN, SEEN = 0.05, 0.15
LEAST_CONFIDENCE = 0.01  # of a joint of a body that is there; 0 is for absent bodies


def world_to_ntu(world: np.ndarray, visibility: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """World landmarks ``(33, 3)`` -> joints float32 ``(25, 3)`` in Kinect camera axes and confidence ``(25,)``.

    Metres, the origin at mid hips. NTU = (-x, -y, +z) of BlazePose: a half-turn about z, which keeps left and right.
    """
    check_shape("world landmarks", np.asarray(world), (LANDMARKS, 3))
    return to_ntu(np.asarray(world) * np.array([-1.0, -1.0, 1.0]), visibility)


def to_ntu(landmarks: np.ndarray, visibility: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Landmarks ``(33, D)`` and their visibility ``(33,)`` -> joints float32 ``(25, D)``, confidence float32 ``(25,)``.

    The axes stay as they are. A landmark that is not seen takes its parent's place with low confidence, never zero;
    shoulders and hips, from which everything hangs, keep the place that the pose model supposes. Raises ``ValueError``
    for arrays of another shape.
    """
    landmarks = np.asarray(landmarks, dtype=np.float64)
    check_shape("landmarks", landmarks, (LANDMARKS, None))
    check_shape("their visibility", np.asarray(visibility), (LANDMARKS,))
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
