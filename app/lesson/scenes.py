"""What each page of the lesson, and each term of its equation, shows in the window. The words are elsewhere."""

from dataclasses import replace

from app.inside.scene import Scene
from recognizer.explain.maps import MapKind
from recognizer.skeleton.joints import HEAD, JOINTS, LEFT_ELBOW, LEFT_KNEE, RIGHT_FOOT, RIGHT_WRIST

ALL_JOINTS = tuple(range(JOINTS))
TOPOLOGY, ATTENTION, LESSON = "Topology", "Attention", "Lesson"
SPAN = (0, -1)  # a window's first and last frame
LONGEST = 4  # the largest dilation


def frames_of(wanted: Scene, kernel: int, count: int) -> tuple[int, ...]:
    """Which frames of a window of ``count`` a scene holds, counted from its end: for a convolution of ``kernel`` frames
    the first, the middle and the last of those that it looks at, near the window's end."""
    if wanted.dilation is None:
        return wanted.frames
    reach = wanted.dilation * (kernel // 2)
    middle = -2 - LONGEST * (kernel // 2)
    return tuple(max(frame, -count) for frame in (middle - reach, middle, middle + reach))


def _dilated(dilation: int) -> Scene:
    return Scene(tab=ATTENTION, dilation=dilation)


POINTS = Scene(tab=LESSON, joints=(HEAD, LEFT_ELBOW, RIGHT_WRIST, LEFT_KNEE, RIGHT_FOOT))
GRAPH = Scene(kind=MapKind.SKELETON, pinned=LEFT_ELBOW)
FRAGMENTS = Scene(kind=MapKind.SHARED)
ADDED = Scene(most_changed=True, links=True)
SCALES = _dilated(2)
LOOKING = Scene(tab=ATTENTION, largest=True)
ANSWER = Scene(tab=LESSON, answers=True)

# By page, first the page itself (""), then those of its terms that show something else than it.
SCENES = {
    "points": {
        "": POINTS,
        "frames": replace(POINTS, frames=SPAN),
        "joints": replace(POINTS, joints=ALL_JOINTS, named=False),
    },
    "graph": {"": GRAPH},
    "fragments": {"": FRAGMENTS} | {f"fragment {n + 1}": replace(FRAGMENTS, fragment=n) for n in range(4)},
    "topology": {
        "": ADDED,
        "shared": replace(ADDED, kind=MapKind.SHARED),
        "alpha": replace(ADDED, kind=MapKind.CHANGE),
        "dynamic": replace(ADDED, kind=MapKind.DYNAMIC),
    },
    "scales": {"": SCALES} | {f"dilation {n}": _dilated(n) for n in range(1, 5)},
    "attention": {"": LOOKING, "heads": replace(LOOKING, head=0)},
    "answer": {"": ANSWER},
}


def scene(page: str, term: str = "") -> Scene:
    """What a page shows while this term of it is lit."""
    return SCENES[page].get(term, SCENES[page][""])
