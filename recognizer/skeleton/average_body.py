"""The measures of an average body, as NTU RGB+D's skeletons have it: lengths in metres, and shares of lengths.

Measured on 4,349 frames of 300 real NTU clips, but for the bones of arms and legs, which are an adult's of that size:
what matters of those is that they are the same for all. Without torch, so that the pose model need not wait for it.
"""

from recognizer.skeleton import joints as j

TORSO = 0.489  # spine base to spine shoulder
HEAD = 0.196  # spine shoulder to head
SHOULDER = 0.155  # spine shoulder to shoulder
HIP = 0.067  # spine base to hip
HAND, TIP, THUMB = 0.065, 0.066, 0.05  # wrist to hand, hand to tip, wrist to thumb
FOOT = 0.112  # ankle to foot
UPPER_ARM, FOREARM, THIGH, SHIN = 0.26, 0.24, 0.38, 0.36

SPINE_MID_SHARE = 0.574  # of the way from spine base to spine shoulder
NECK_SHARE = 0.343  # of the way from spine shoulder to head


def _lengths() -> tuple[float, ...]:
    lengths = {
        j.SPINE_BASE: SPINE_MID_SHARE * TORSO,
        j.SPINE_MID: (1 - SPINE_MID_SHARE) * TORSO,
        j.NECK: NECK_SHARE * HEAD,
        j.HEAD: (1 - NECK_SHARE) * HEAD,
        j.SPINE_SHOULDER: 0.0,  # the root
    }
    for arm in (j.LEFT_SHOULDER, j.RIGHT_SHOULDER):
        lengths |= {arm: SHOULDER, arm + 1: UPPER_ARM, arm + 2: FOREARM, arm + 3: HAND}
    for leg in (j.LEFT_HIP, j.RIGHT_HIP):
        lengths |= {leg: HIP, leg + 1: THIGH, leg + 2: SHIN, leg + 3: FOOT}
    lengths |= {j.LEFT_TIP: TIP, j.RIGHT_TIP: TIP, j.LEFT_THUMB: THUMB, j.RIGHT_THUMB: THUMB}
    return tuple(lengths[joint] for joint in range(j.JOINTS))


LENGTHS = _lengths()  # of the bone that ends in each joint, 25 of them
