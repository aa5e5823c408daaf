"""One example out of a longer clip: the right span, and the right one of several people."""

import numpy as np
import pytest

from recognizer.errors import UserError
from recognizer.own_actions.example_clip import example_clip
from recognizer.skeleton.clip import NOBODY, Clip
from tests.recognizer.own_actions.packs import drawn


def scene(left: dict[int, slice], right: dict[int, slice], still: int | None = None) -> Clip:
    """Four seconds at 30 frames each, with people in two slots by number and frames; ``still`` does not move."""
    body = drawn("wave")
    moving = np.resize(body.keypoints[0], (120, 25, 3))
    keypoints, identity = np.zeros((2, 120, 25, 3)), np.full((2, 120), NOBODY)
    for slot, people in enumerate((left, right)):
        for person, frames in people.items():
            keypoints[slot, frames] = moving[:1] if person == still else moving[frames]
            identity[slot, frames] = person
    confidence = np.broadcast_to(identity[..., None] != NOBODY, (2, 120, 25)).astype(np.float32)
    return Clip(keypoints, confidence, 10 + np.arange(120) / 30, identity)


def test_a_span_is_cut_out_and_its_time_starts_at_zero():
    clip = scene({1: slice(0, 120)}, {})
    found = example_clip(clip, 11.0, 12.0)
    assert found.identity.shape == (1, 31) and (found.identity == 1).all()
    assert found.time[0] == 0 and found.time[-1] == pytest.approx(1.0)
    np.testing.assert_array_equal(found.keypoints[0], clip.keypoints[0, 30:61])
    assert example_clip(clip).frames == 120


def test_of_several_people_it_is_whoever_is_seen_longest():
    clip = scene({1: slice(0, 60)}, {2: slice(0, 120)}, still=2)
    assert (example_clip(clip).identity == 2).all()
    assert (example_clip(clip, 10.0, 11.5).identity == 1).all(), "in this span both are seen as long, and 1 moves"


def test_of_people_who_are_seen_as_long_it_is_whoever_moves_most():
    assert (example_clip(scene({1: slice(0, 120)}, {2: slice(0, 120)}, still=1)).identity == 2).all()
    assert (example_clip(scene({1: slice(0, 118)}, {2: slice(0, 120)}, still=2)).identity == 1).all()


def test_somebody_can_be_named_and_is_followed_from_slot_to_slot():
    clip = scene({1: slice(0, 60), 2: slice(60, 100)}, {2: slice(0, 50), 1: slice(70, 120)})
    found = example_clip(clip, person=1)
    assert found.frames == 110 and found.time[59] == pytest.approx(59 / 30) and found.time[60] == pytest.approx(70 / 30)
    np.testing.assert_array_equal(found.keypoints[0, 60:], clip.keypoints[1, 70:])


@pytest.mark.parametrize(
    "where", [{"start": 20.0}, {"end": 9.0}, {"start": 10.0, "end": 10.2}, {"person": 7}, {"person": NOBODY}], ids=str
)
def test_where_nobody_is_seen_for_long_enough_there_is_no_example(where):
    with pytest.raises(UserError, match=r"Nobody is seen there for 0\.4 s"):
        example_clip(scene({1: slice(0, 120)}, {}), **where)
