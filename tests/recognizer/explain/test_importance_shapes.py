"""How it is drawn what an answer depends on."""

import numpy as np
import pytest

from recognizer.explain.importance_shapes import (
    LEAST,
    MOST,
    drawing_order,
    drop_ink,
    joint_radius,
    joint_shapes,
    relative_size,
)
from recognizer.explain.mask import FULL_SIZE_DROP, NOTABLE_DROP
from recognizer.skeleton.drawing import Disc, Ink, Line
from recognizer.skeleton.joints import HEAD, JOINTS, LEFT_HAND, RIGHT_HAND, RIGHT_THUMB


@pytest.fixture
def drops() -> np.ndarray:
    values = np.zeros(JOINTS)
    values[RIGHT_HAND], values[LEFT_HAND], values[HEAD] = 0.4, -0.2, 0.5 * NOTABLE_DROP
    return values


def test_a_joint_is_as_large_as_what_it_changes(drops: np.ndarray) -> None:
    assert joint_radius(drops, RIGHT_HAND) == MOST
    assert joint_radius(drops, LEFT_HAND) == pytest.approx((LEAST + MOST) / 2)
    assert joint_radius(drops, HEAD) == joint_radius(None, RIGHT_HAND) == LEAST
    assert relative_size(FULL_SIZE_DROP / 5, np.full(3, FULL_SIZE_DROP / 5)) == pytest.approx(0.2), (
        "small beside nothing"
    )


def test_needed_and_against_differ_by_shape_and_colour(drops: np.ndarray) -> None:
    (needed,), (against,), (neither,) = (joint_shapes((1.0, 2.0), drop, 5.0) for drop in (0.4, -0.2, 0.0))
    assert (needed.fill, against.edge, neither.fill) == (Ink.NEEDED, Ink.AGAINST, Ink.JOINT)
    assert against.fill is Ink.GROUND, "a ring"
    assert [drop_ink(drop) for drop in (0.4, -0.2, 0.001)] == [Ink.NEEDED, Ink.AGAINST, Ink.UNCHANGED]


def test_what_is_hidden_is_a_cross_whatever_it_changes() -> None:
    ring, *cross = joint_shapes((1.0, 2.0), 0.4, 5.0, hidden=True)
    assert isinstance(ring, Disc) and [type(line) for line in cross] == [Line, Line]


def test_what_counts_or_is_hidden_lies_on_top(drops: np.ndarray) -> None:
    order = drawing_order(drops, hidden={HEAD})
    assert order[-3:] == [LEFT_HAND, RIGHT_HAND, HEAD] and sorted(order) == list(range(JOINTS))
    order = drawing_order(None)
    assert order.index(RIGHT_THUMB) < order.index(RIGHT_HAND), "the small ones at the hands lie below"
