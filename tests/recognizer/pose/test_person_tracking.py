import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recognizer.pose.person_tracking import PersonTracker, misfit
from recognizer.pose.pose_estimator import Landmarks
from recognizer.skeleton.clip import HELD_OUT_OF_SIGHT

ASPECT = 4 / 3
STEP = 1 / 30


def somebody(x: float, y: float = 0.5, height: float = 0.6, visibility: float = 0.9) -> Landmarks:
    """Somebody standing with mid hips at (x, y) of the picture, ``height`` picture heights tall."""
    image = np.zeros((33, 3), np.float32)
    rows = {0: -0.45, 11: -0.3, 13: -0.15, 15: 0.0, 17: 0.02, 19: 0.03, 21: 0.02, 23: 0.0, 25: 0.22, 27: 0.42, 29: 0.44}
    image[:, 1] = -0.45
    for landmark, row in rows.items():
        image[landmark, 1] = image[min(landmark + 1, 32), 1] = row
    image[[31, 32], 1] = 0.45
    image[11::2, 0], image[12::2, 0] = 0.1, -0.1
    world = image * np.float32(1.7)
    image[:, :2] *= np.array([height / ASPECT, height], np.float32)
    image[:, :2] += np.array([x, y], np.float32)
    return Landmarks(image, world, np.full(33, visibility, np.float32), np.full(33, 0.95, np.float32))


def follow(people: PersonTracker, frames: list[list[Landmarks]], start: float = 0.0, step: float = STEP) -> list[list]:
    """The person's (number, mid-hip x) or None in each slot, per frame."""
    history = []
    for index, bodies in enumerate(frames):
        found = people.update(bodies, start + index * step, ASPECT)
        history.append([person and (person.number, float(person.body.image[23:25, 0].mean())) for person in found])
    return history


def numbers(history: list[list]) -> set[int]:
    return {person[0] for frame in history for person in frame if person}


def test_two_people_keep_their_numbers_whatever_order_they_are_reported_in():
    rng = np.random.default_rng(1)
    frames = []
    for index in range(90):
        bodies = [somebody(0.3 + 0.001 * index), somebody(0.7 - 0.001 * index, height=0.5)]
        frames.append(bodies if rng.random() < 0.5 else bodies[::-1])
    history = follow(PersonTracker(), frames)
    places = {}
    for frame in history[5:]:
        for number, x in filter(None, frame):
            places.setdefault(number, []).append(x)
    assert len(places) == 2
    assert all(len(xs) == 85 and np.abs(np.diff(xs)).max() < 0.01 for xs in places.values())


@pytest.mark.parametrize("hidden", [0, 6])
def test_people_who_cross_keep_their_numbers(hidden: int):
    """They walk through each other's line; around the crossing the rear one is not seen for ``hidden`` frames."""
    frames = []
    for index in range(121):
        share = index / 120
        front, rear = somebody(0.2 + 0.6 * share, 0.52, 0.7), somebody(0.8 - 0.6 * share, 0.48, 0.5)
        frames.append([front] if abs(index - 60) < hidden / 2 else [rear, front])
    history = follow(PersonTracker(), frames)
    first = dict(filter(None, history[10]))
    last = dict(filter(None, history[-1]))
    assert set(first) == set(last) == {1, 2}
    for number, x in first.items():
        assert abs((1 - x) - last[number]) < 0.06, "each ends on the other side"


def test_people_of_one_size_who_cross_quickly_are_told_apart_by_their_movement():
    frames = [[somebody(0.1 + 0.05 * index), somebody(0.9 - 0.05 * index)] for index in range(17)]
    history = follow(PersonTracker(), frames, step=0.1)
    before, after = (dict(filter(None, history[index])) for index in (5, 16))
    assert set(before) == set(after) == {1, 2}
    assert all((before[number] < 0.5) == (after[number] > 0.5) for number in before)


def test_a_short_gap_keeps_the_number_and_a_long_one_does_not():
    short, long = round(0.5 * HELD_OUT_OF_SIGHT / STEP), round(1.5 * HELD_OUT_OF_SIGHT / STEP)
    for gap, expected in ((short, {1}), (long, {1, 2})):
        frames = [[somebody(0.5)]] * 20 + [[]] * gap + [[somebody(0.5)]] * 20
        history = follow(PersonTracker(), frames)
        assert numbers(history) == expected
        assert all(frame == [None, None] for frame in history[20 : 20 + gap])


def test_somebody_else_elsewhere_gets_a_new_number_at_once():
    history = follow(PersonTracker(), [[somebody(0.2)]] * 20 + [[somebody(0.8)]] * 20)
    assert numbers(history[:20]) == {1} and numbers(history[20:]) == {2}


def test_a_third_person_does_not_take_a_held_slot():
    frames = [[somebody(0.25), somebody(0.5)]] * 20 + [[somebody(0.75), somebody(0.5), somebody(0.25)]] * 20
    history = follow(PersonTracker(), frames)
    assert numbers(history) == {1, 2}
    assert all(x < 0.6 for frame in history for _, x in filter(None, frame))


def test_one_person_allowed_means_one_slot():
    history = follow(PersonTracker(1), [[somebody(0.3), somebody(0.7)]] * 10)
    assert all(len(frame) == 1 for frame in history) and len(numbers(history)) == 1


def test_two_detections_of_one_body_are_one_person():
    history = follow(PersonTracker(), [[somebody(0.5), somebody(0.51, 0.49, visibility=0.7)]] * 10)
    assert numbers(history) == {1}


def test_what_flashes_up_for_two_frames_gets_no_number():
    frames = [[somebody(0.3)] + ([somebody(0.8)] if index % 4 < 2 else []) for index in range(60)]
    assert numbers(follow(PersonTracker(), frames)) == {1}


def test_a_tiny_body_and_one_outside_the_picture_are_nobody():
    absent = somebody(0.5)
    absent.presence[:] = 0.2
    for body in (somebody(0.5, height=0.08), absent):
        assert numbers(follow(PersonTracker(), [[body]] * 20)) == set()


def garbled(height: float) -> Landmarks:
    """Landmarks in the picture as of somebody, and in metres as of nobody: the table's foot of an empty room."""
    body = somebody(0.5, height=height)
    body.world[:, 1] *= -1
    body.world[:, 0] += np.linspace(0, 1, 33)
    return body


def test_how_little_picture_and_metres_agree_is_measured_whatever_place_and_size():
    for x, height in ((0.2, 0.2), (0.5, 0.6), (0.8, 0.9)):
        assert misfit(somebody(x, height=height), ASPECT) < 1e-3
    body = somebody(0.5)
    body.world[[13, 14], 1] += 0.4
    bent = misfit(body, ASPECT)
    assert 0.05 < bent < misfit(garbled(0.6), ASPECT) <= 1.0
    body.visibility[[13, 14]] = 0.0
    assert misfit(body, ASPECT) < bent / 5, "what is not visible says little"


@pytest.mark.parametrize(("height", "people"), [(0.3, set()), (0.6, set()), (0.75, {1})])
def test_what_looks_like_nobody_in_metres_is_nobody_but_for_people_close_by(height, people):
    assert numbers(follow(PersonTracker(), [[garbled(height)]] * 10)) == people


@pytest.mark.parametrize(("height", "people"), [(0.14, set()), (0.16, {1})])
def test_the_smallest_trunk_that_counts(height, people):
    """0.045 of the picture's height; ``somebody``'s trunk is 0.3 of their height."""
    assert numbers(follow(PersonTracker(), [[somebody(0.5, height=height)]] * 10)) == people


@pytest.mark.parametrize(("presence", "people"), [(0.45, set()), (0.55, {1})])
def test_shoulders_must_be_present_at_least_by_half(presence, people):
    body = somebody(0.5)
    body.presence[[11, 12]] = presence
    assert numbers(follow(PersonTracker(), [[body]] * 10)) == people


def test_a_newcomer_gets_a_number_in_the_third_frame():
    history = follow(PersonTracker(), [[somebody(0.5)]] * 4)
    assert [bool(frame[0]) for frame in history] == [False, False, True, True]


def test_of_two_detections_of_one_body_the_more_visible_one_counts():
    clear, faint = somebody(0.5), somebody(0.51, visibility=0.5)
    for bodies in ([clear, faint], [faint, clear]):
        (x,) = {round(person[1], 3) for frame in follow(PersonTracker(1), [bodies] * 5) for person in frame if person}
        assert x == 0.5


def test_two_people_side_by_side_are_no_duplicates():
    """Half of their height apart, which is 1.5 body sizes; at a sixth of that, they are one."""
    apart = 0.5 * 0.6 / ASPECT
    assert numbers(follow(PersonTracker(), [[somebody(0.5 - apart / 2), somebody(0.5 + apart / 2)]] * 5)) == {1, 2}
    assert numbers(follow(PersonTracker(), [[somebody(0.5), somebody(0.5 + apart / 6)]] * 5)) == {1}


def test_the_largest_newcomers_get_the_slots():
    bodies = [somebody(0.2, height=0.3), somebody(0.5, height=0.6), somebody(0.8, height=0.5)]
    history = follow(PersonTracker(), [bodies] * 5)
    assert {round(x, 1) for frame in history for _, x in filter(None, frame)} == {0.5, 0.8}


@pytest.mark.parametrize(
    ("gap", "jump", "people"), [(1, 0.5, {1}), (1, 0.9, {1, 2}), (10, 1.1, {1}), (15, 2.2, {1, 2})]
)
def test_how_far_somebody_may_have_gone_grows_with_the_time_out_of_sight_up_to_a_bound(gap, jump, people):
    """``gap``: steps between sightings; ``jump``: how far they lie apart, in body sizes, 0.67 / 2 of the height."""
    away = jump * 0.6 * 0.67 / 2 / ASPECT
    frames = [[somebody(0.3)]] * 10 + [[]] * (gap - 1) + [[somebody(0.3 + away)]] * 10
    assert numbers(follow(PersonTracker(), frames)) == people


def test_after_a_reset_the_numbers_go_on():
    people = PersonTracker()
    follow(people, [[somebody(0.5)]] * 10)
    people.reset()
    assert numbers(follow(people, [[somebody(0.5)]] * 10)) == {2}


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.tuples(st.floats(0, 1), st.floats(0.2, 0.9)), max_size=4), max_size=40))
def test_whatever_is_seen_numbers_are_distinct_and_never_come_back(scenes):
    people, last_seen, step = PersonTracker(), {}, 0.1
    for index, scene in enumerate(scenes):
        time = index * step
        found = people.update([somebody(x, height=height) for x, height in scene], time, ASPECT)
        present = [person.number for person in found if person]
        assert len(found) == 2 and len(set(present)) == len(present)
        for number in present:
            assert time - last_seen.get(number, time) <= HELD_OUT_OF_SIGHT + step
            assert number in last_seen or number == len(last_seen) + 1
            last_seen[number] = time
