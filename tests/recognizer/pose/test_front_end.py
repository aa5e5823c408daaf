"""The front end on real pictures."""

import numpy as np
import pytest

from recognizer.errors import UserError
from recognizer.pose.front_end import FrontEnd
from recognizer.pose.pose_estimator import PoseEstimator
from recognizer.skeleton import joints as j
from recognizer.skeleton.clip import NOBODY
from recognizer.sources.opencv import cv2
from recognizer.sources.opening import open_source


def stretch(path, start: float, frames: int) -> list[tuple[np.ndarray, float]]:
    with open_source(path) as source:
        source.seek(start)
        return [(frame.image, frame.time) for frame in (source.read() for _ in range(frames))]


def watch(pose_model, pictures, **settings) -> list:
    with FrontEnd(pose_model=pose_model, **settings) as front_end:
        return [front_end.observe(image, time) for image, time in pictures]


@pytest.fixture(scope="module")
def tai_chi(shared):
    return stretch(shared / "videos" / "tai-chi.mp4", 7.0, 24)


@pytest.fixture(scope="module")
def plain(tai_chi, pose_model):
    return watch(pose_model, tai_chi)


def test_the_bodies_keep_to_the_arrays_contract(plain):
    assert len(plain) == 24
    for bodies in plain:
        assert bodies.keypoints.shape == (2, 25, 3) and bodies.keypoints.dtype == np.float32
        assert bodies.confidence.shape == (2, 25) and bodies.confidence.dtype == np.float32
        assert bodies.identity.shape == (2,) and bodies.identity.dtype == np.int32
        assert bodies.picture.shape == (2, 25, 2)
        nobody = bodies.identity == NOBODY
        assert not bodies.keypoints[nobody].any() and not bodies.confidence[nobody].any()
    assert {bodies.persons for bodies in plain[3:]} == {(1,)}


def test_the_body_stands_upright_before_the_camera_facing_it(plain):
    body = plain[-1].keypoints[0]
    assert body[j.HEAD, 1] - body[j.LEFT_ANKLE, 1] > 0.8, "metres, y up"
    assert body[j.LEFT_SHOULDER, 0] < body[j.RIGHT_SHOULDER, 0]
    assert 1.5 < body[j.SPINE_BASE, 2] < 6, "metres from the camera"
    trunk = np.linalg.norm(body[j.SPINE_SHOULDER] - body[j.SPINE_BASE])
    assert 0.35 < trunk < 0.7


def test_a_mirrored_copy_gives_the_same_joints_and_its_own_places_in_the_picture(plain, tai_chi, pose_model):
    mirrored = [(np.ascontiguousarray(image[:, ::-1]), time) for image, time in tai_chi]
    undone = watch(pose_model, mirrored, mirrored=True)
    for before, after in zip(plain, undone, strict=True):
        assert before.persons == after.persons
        assert after.keypoints == pytest.approx(before.keypoints, abs=0.01)
        held = before.identity != NOBODY
        assert after.picture[held, :, 0] == pytest.approx(1 - before.picture[held, :, 0], abs=0.005)
        assert after.picture[held, :, 1] == pytest.approx(before.picture[held, :, 1], abs=0.005)


@pytest.fixture(scope="module")
def stretching(shared):
    """The women stretch the right hand up; the left stays low (from about 20.6 to 21.0 s)."""
    return stretch(shared / "videos" / "exercise.avi", 19.6, 13)


def raised(bodies) -> np.ndarray:
    return bodies.keypoints[np.flatnonzero(bodies.identity != NOBODY)[0]]


def test_a_raised_right_hand_is_the_right_hand(stretching, pose_model):
    body = raised(watch(pose_model, stretching)[-1])
    assert body[j.RIGHT_HAND, 1] > body[j.HEAD, 1] > body[j.LEFT_HAND, 1]


def test_in_a_mirror_it_is_the_right_hand_only_with_the_option(stretching, pose_model):
    mirrored = [(image[:, ::-1], time) for image, time in stretching]
    body = raised(watch(pose_model, mirrored, mirrored=True)[-1])
    assert body[j.RIGHT_HAND, 1] > body[j.HEAD, 1] > body[j.LEFT_HAND, 1]
    body = raised(watch(pose_model, mirrored)[-1])
    assert body[j.LEFT_HAND, 1] > body[j.HEAD, 1] > body[j.RIGHT_HAND, 1]


def test_with_one_person_allowed_only_one_is_followed(stretching, pose_model):
    seen = watch(pose_model, stretching, persons=1)
    assert {bodies.persons for bodies in seen} - {()} == {(1,)}
    assert all(len(bodies.identity) == 2 for bodies in seen)


def test_an_empty_room_is_empty(shared, pose_model):
    """The first six seconds of this video show a table; the pose model takes its foot for somebody."""
    pictures = stretch(shared / "videos" / "one-by-one-person-detection.mp4", 0.0, 40)
    assert all(bodies.persons == () for bodies in watch(pose_model, pictures))


def test_after_a_reset_time_may_start_anew_and_numbers_go_on(tai_chi, pose_model):
    with FrontEnd(pose_model=pose_model) as front_end:
        first = [front_end.observe(*picture).persons for picture in tai_chi[:6]]
        assert front_end.pose_seconds > 0
        front_end.reset()
        second = [front_end.observe(*picture).persons for picture in tai_chi[:6]]
    assert first[-1] == (1,) and second[-1] == (2,)


def test_a_time_that_does_not_increase_does_no_harm(tai_chi, pose_model):
    stuck = [(image, 1.0) for image, _ in tai_chi[:8]]
    seen = watch(pose_model, stuck)
    assert seen[-1].persons == (1,) and all(np.isfinite(bodies.keypoints).all() for bodies in seen)


def test_the_joints_lie_on_the_person_in_the_picture(tai_chi, plain):
    """The man wears black trousers before a green wall and on a grey floor: hips and knees lie on dark pixels."""
    image, _ = tai_chi[-1]
    height, width = image.shape[:2]
    for joint in (j.SPINE_BASE, j.LEFT_KNEE, j.RIGHT_KNEE):
        x, y = (plain[-1].picture[0, joint] * [width, height]).astype(int)
        assert image[y - 2 : y + 3, x - 2 : x + 3].mean() < 60


def test_bad_settings_are_told_in_a_sentence(tmp_path):
    broken = tmp_path / "model.task"
    broken.write_text("no bundle")
    with pytest.raises(UserError, match="not a pose landmarker bundle"):
        FrontEnd(pose_model=broken)
    with pytest.raises(UserError, match="There is no pose model"):
        FrontEnd(pose_model=tmp_path / "absent.task")
    with pytest.raises(UserError, match="One or two people"):
        FrontEnd(persons=3)


def test_odd_pictures_are_taken_as_they_are(pose_model):
    """Very small, very wide and not contiguous pictures are no reason to fail."""
    with FrontEnd(pose_model=pose_model) as front_end:
        for index, shape in enumerate([(8, 8, 3), (1, 500, 3), (301, 7, 3)]):
            picture = cv2.randu(np.zeros(shape, np.uint8), 0, 255)
            assert front_end.observe(picture[::-1], float(index)).persons == ()


@pytest.mark.parametrize("persons", [1, 2])
def test_after_a_reset_everything_is_as_with_a_new_front_end(tai_chi, pose_model, persons):
    with FrontEnd(persons, pose_model=pose_model) as front_end:
        for image, time in tai_chi[12:]:
            front_end.observe(image, time)
        front_end.reset()
        again = [front_end.observe(image, time) for image, time in tai_chi[:10]]
    fresh = watch(pose_model, tai_chi[:10], persons=persons)
    for old, new in zip(again, fresh, strict=True):
        assert ((old.identity == NOBODY) == (new.identity == NOBODY)).all()
        assert np.abs(old.keypoints - new.keypoints).max() < (1e-6 if persons == 2 else 2e-3)
    assert fresh[-1].persons


@pytest.mark.parametrize("persons", [1, 2])
def test_a_renewed_pose_estimator_finds_what_a_new_one_finds_to_the_bit(tai_chi, pose_model, persons):
    """Parts of a video are looked at by processes of their own, which must not be seen in the answers."""

    def found(estimator: PoseEstimator) -> np.ndarray:
        seen = [estimator.estimate(*picture) for picture in tai_chi[2:10]]
        return np.array([np.concatenate([body.image, body.world], axis=1) for bodies in seen for body in bodies])

    with PoseEstimator(pose_model, persons) as used, PoseEstimator(pose_model, persons) as fresh:
        for image, time in tai_chi[12:]:
            used.estimate(image, time)
        used.renew()
        assert np.array_equal(found(used), expected := found(fresh)) and len(expected)
