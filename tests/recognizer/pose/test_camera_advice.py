import numpy as np
import pytest

from recognizer.pose.body_tracker import absent
from recognizer.pose.camera_advice import advice
from recognizer.skeleton import joints as j

LIGHT = np.full((240, 320, 3), 128, np.uint8)


def seen(top: float, bottom: float):
    """One body from ``top`` to ``bottom`` of the picture, feet at the bottom."""
    bodies = absent()
    bodies.identity[0] = 3
    bodies.confidence[0] = 0.9
    bodies.picture[0] = [0.5, (top + bottom) / 2]
    bodies.picture[0, j.HEAD, 1] = top
    bodies.picture[0, [j.LEFT_ANKLE, j.LEFT_FOOT, j.RIGHT_ANKLE, j.RIGHT_FOOT], 1] = bottom
    return bodies


@pytest.mark.parametrize(
    ("top", "bottom", "word"), [(0.1, 1.2, "feet"), (-0.1, 0.9, "head"), (0.4, 0.5, "closer"), (0.1, 0.9, None)]
)
def test_what_would_help_is_said_in_one_sentence(top, bottom, word):
    sentence = advice(seen(top, bottom), LIGHT)
    assert sentence is None if word is None else word in sentence and sentence.endswith(".")


def test_feet_that_are_not_seen_below_a_cut_off_body_count_as_out_of_the_picture():
    bodies = seen(0.2, 0.9)
    feet = [j.LEFT_ANKLE, j.LEFT_FOOT, j.RIGHT_ANKLE, j.RIGHT_FOOT]
    bodies.confidence[0, feet] = 0.02
    bodies.picture[0, feet, 1] = 0.6
    bodies.picture[0, j.LEFT_HIP, 1] = 0.95
    assert "feet" in advice(bodies, LIGHT)


def test_darkness_comes_first_and_an_empty_room_needs_no_advice():
    assert "dark" in advice(seen(0.1, 1.2), LIGHT // 8)
    assert advice(absent(), LIGHT) is None
