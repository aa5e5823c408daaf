"""Somebody beside the people who are followed, in real pictures."""

import numpy as np
import pytest

from recognizer.pose.front_end import FrontEnd
from recognizer.pose.left_out_people import LeftOutPeople, covered
from recognizer.skeleton.clip import NOBODY, Bodies
from recognizer.sources.opening import open_source


@pytest.fixture(scope="module")
def three(shared, pose_model) -> list[tuple[np.ndarray, Bodies]]:
    """Moments of a video with three people, of whom two are followed."""
    with open_source(shared / "videos" / "exercise.avi") as source, FrontEnd(pose_model=pose_model) as front_end:
        frames = [source.read() for _ in range(80)]
        seen = [(frame.image, front_end.observe(frame.image, frame.time)) for frame in frames]
    both = [(image, bodies) for image, bodies in seen if NOBODY not in bodies.identity]
    assert len(both) > 20
    return both[::10]


def test_a_third_person_is_seen(three, pose_model) -> None:
    looker = LeftOutPeople(pose_model)
    found = [looker.seen(image, bodies) for image, bodies in three]
    looker.close()
    assert sum(found) >= 2, "of six; the program believes two looks in a row"


def test_whoever_is_followed_is_not_seen_again(shared, pose_model) -> None:
    looker = LeftOutPeople(pose_model)
    with open_source(shared / "videos" / "tai-chi.mp4") as source, FrontEnd(1, pose_model=pose_model) as front_end:
        for frame in [source.read() for _ in range(20)]:
            bodies = front_end.observe(frame.image, frame.time)
    assert bodies.persons == (1,) and not looker.seen(frame.image, bodies)
    nobody = Bodies(bodies.keypoints * 0, bodies.confidence * 0, np.full(2, NOBODY, np.int32), bodies.picture)
    assert looker.seen(frame.image, nobody), "who is not followed"
    looker.close()


def test_bodies_at_the_edge_are_covered_as_far_as_the_picture_goes() -> None:
    image = np.random.default_rng(0).integers(0, 256, (60, 80, 3), np.uint8)
    places = np.stack([np.linspace((-0.2, -0.2), (0.3, 0.5), 25), np.linspace((2.0, 2.0), (3.0, 3.0), 25)])
    bodies = Bodies(
        np.zeros((2, 25, 3), np.float32),
        np.zeros((2, 25), np.float32),
        np.array([1, 2], np.int32),
        places.astype(np.float32),
    )
    picture = covered(image, bodies)
    assert len(np.unique(picture[:30, :24].reshape(-1, 3), axis=0)) == 1, "the first one"
    assert (picture[40:, 40:] == image[40:, 40:]).all(), "the second one is outside"
