"""The lesson's tasks: what is asked, and what is right by the numbers that the window shows. Words are elsewhere.

Nothing is written down here of the bundled model's answers: a task is checked against the window at which it is asked.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from app.inside.scene import Scene
from app.lesson.scenes import ATTENTION, TOPOLOGY
from app.widgets.text import joint_name, joint_names
from recognizer.explain.maps import MapKind, attention_map, frame_times, strongest_links, topology_map
from recognizer.text import percent, signed

if TYPE_CHECKING:
    from app.session.messages import ModelInfo
    from recognizer.explain.occlusion import Importance
    from recognizer.recognizer import WindowAnswer

MODEL = "open"  # the bundled model, in which the answers are clear
PLACE = 9.2  # seconds of the sample clip, in the middle of the jumping jacks
NEAR = 0.3  # seconds that the moment shown may lie from there
LINK_BLOCK, LINK_FRAGMENT = 4, 3  # from 0; two joints without a bone are linked far more strongly there than others
LOOK_BLOCK, LOOK_BRANCH = 9, 0  # from 0; the last block, which decides
MASKING = "Masking"


@dataclass(frozen=True, eq=False)
class Moment:
    """What a task is about: the window that is shown, the model that judged it, and what its answer hangs on, where
    that is known by now."""

    window: "WindowAnswer"
    model: "ModelInfo"
    importance: "Importance | None"


@dataclass(frozen=True)
class Exercise:
    """How a task is answered. ``lists``: what can be chosen in each drop-down list; ``right``: the places in them that
    are right, ``None`` while that is not known; ``facts``: what the sentences about a choice are filled with; ``scene``
    shows the right answer in the window, and ``before`` what is asked about."""

    before: Scene
    lists: Callable[[Moment], tuple[tuple[str, ...], ...]]
    right: Callable[[Moment], tuple[int, ...] | None]
    facts: Callable[[Moment, tuple[int, ...]], Mapping[str, str]]
    scene: Callable[[tuple[int, ...]], Scene]


def _two_joints(_: Moment) -> tuple[tuple[str, ...], ...]:
    return joint_names(), joint_names()


def _most_needed(moment: Moment) -> tuple[int, ...] | None:
    found = moment.importance
    return None if found is None else (int(found.joints.argmax()),)


def _without(moment: Moment, chosen: tuple[int, ...]) -> Mapping[str, str]:
    found = moment.importance
    assert found is not None, "only what is known is checked"
    left = found.probability - float(found.joints[chosen[0]])
    return {
        "joint": joint_name(chosen[0]),
        "label": moment.model.labels[found.label],
        "before": percent(found.probability),
        "after": percent(left),
    }


def _links(moment: Moment) -> np.ndarray:
    return topology_map(moment.window.trace[LINK_BLOCK], LINK_FRAGMENT, MapKind.TOPOLOGY)


def _strongest(moment: Moment) -> tuple[int, ...]:
    (link,) = strongest_links(_links(moment), 1)
    return link.target, link.source


def _link(moment: Moment, chosen: tuple[int, ...]) -> Mapping[str, str]:
    target, source = chosen
    value = float(_links(moment)[target, source])
    return {"target": joint_name(target), "source": joint_name(source), "weight": signed(value)}


def _shares(moment: Moment) -> np.ndarray:
    """How much each moment is looked at, mean over those that look, ``(keys,)``, summing to 1."""
    found = attention_map(moment.window.trace[LOOK_BLOCK], LOOK_BRANCH)
    assert found is not None, "the bundled model has attention"
    return found.mean(axis=0)


def _moments(moment: Moment) -> tuple[tuple[str, ...], ...]:
    """As the map's axis names them: seconds before the window's end."""
    window = moment.window
    times = frame_times(window.time - window.start, len(window.keypoints), len(_shares(moment)))
    return (tuple(f"{signed(float(time), 2)} s" for time in times),)


def _most_looked_at(moment: Moment) -> tuple[int, ...]:
    return (int(_shares(moment).argmax()),)


def _share(moment: Moment, chosen: tuple[int, ...]) -> Mapping[str, str]:
    shares = _shares(moment)
    return {
        "moment": _moments(moment)[0][chosen[0]],
        "share": percent(float(shares[chosen[0]])),
        "even": percent(1 / len(shares)),
    }


EXERCISES = {
    "hide": Exercise(
        Scene(tab=MASKING),
        lambda _: (joint_names(),),
        _most_needed,
        _without,
        lambda right: Scene(tab=MASKING, hidden=frozenset(right)),
    ),
    "link": Exercise(
        Scene(),
        _two_joints,
        _strongest,
        _link,
        lambda right: Scene(tab=TOPOLOGY, block=LINK_BLOCK, fragment=LINK_FRAGMENT, links=True, pinned=right[0]),
    ),
    "look": Exercise(
        Scene(tab=ATTENTION),
        _moments,
        _most_looked_at,
        _share,
        lambda _: Scene(tab=ATTENTION, block=LOOK_BLOCK),
    ),
}
