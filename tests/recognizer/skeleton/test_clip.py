"""Clips: what is accepted, what is refused in one sentence, and that files give back what was written."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from recognizer.errors import UserError
from recognizer.skeleton.clip import Bodies, Clip, ClipBuilder, load_npz, save_npz
from recognizer.skeleton.joints import JOINTS


def make(bodies: int = 2, frames: int = 5, **changes) -> Clip:
    rng = np.random.default_rng(0)
    values = {
        "keypoints": rng.normal(size=(bodies, frames, JOINTS, 3)).astype(np.float32),
        "confidence": rng.uniform(size=(bodies, frames, JOINTS)).astype(np.float32),
        "time": np.arange(frames) / 30,
        "identity": np.zeros((bodies, frames), np.int32) + np.arange(bodies)[:, None],
    }
    return Clip(**{**values, **changes})


@settings(max_examples=25, deadline=None)
@given(
    keypoints=st.tuples(st.integers(1, 2), st.integers(1, 9)).flatmap(
        lambda size: arrays(np.float32, (*size, JOINTS, 3), elements=st.floats(-10, 10, width=32))
    ),
    label=st.none() | st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=20),
)
def test_a_saved_clip_is_the_clip(tmp_path_factory, keypoints, label):
    path = tmp_path_factory.mktemp("clip") / "a.npz"
    bodies, frames = keypoints.shape[:2]
    clip = make(bodies, frames, keypoints=keypoints, label=label)
    save_npz(clip, path)
    again = load_npz(path)
    for name in ("keypoints", "confidence", "time", "identity"):
        assert np.array_equal(getattr(again, name), getattr(clip, name))
    assert again.label == label


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"keypoints": np.zeros((2, 5, 24, 3))}, "shape"),
        ({"keypoints": np.zeros((3, 5, JOINTS, 3))}, "shape"),
        ({"keypoints": np.full((2, 5, JOINTS, 3), np.nan)}, "finite"),
        ({"confidence": np.full((2, 5, JOINTS), 1.5)}, "confidence"),
        ({"confidence": np.zeros((2, 4, JOINTS))}, "confidence"),
        ({"time": np.zeros(5)}, "time"),
        ({"time": np.array(list("abcde"))}, "time"),
        ({"identity": np.zeros((2, 4), int)}, "identity"),
        ({"identity": np.full((2, 5), -1)}, "nobody"),
        ({"identity": np.full((2, 5), -2)}, "no person's"),
        ({"identity": np.full((2, 5), 2**32 - 1)}, "no person's"),
        ({"identity": np.full((2, 5), 0.5)}, "no person's"),
        ({"identity": np.full((2, 5), np.nan)}, "no person's"),
        ({"keypoints": np.full((2, 5, JOINTS, 3), 1e308)}, "finite"),
        ({"keypoints": np.full((2, 5, JOINTS, 3), 1e7)}, "million metres"),
        ({"time": np.arange(5) * 1e7}, "such times"),
        ({"time": np.arange(5) * 1e-320}, "such times"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(changes, words):
    with pytest.raises(UserError, match=words):
        make(**changes)


def test_an_empty_clip_is_refused():
    with pytest.raises(UserError, match="no frames"):
        make(frames=0)


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04 broken"])
def test_a_damaged_file_is_one_sentence(tmp_path, content):
    path = tmp_path / "bad.npz"
    path.write_bytes(content)
    with pytest.raises(UserError, match=r"bad\.npz"):
        load_npz(path)


def test_a_pickle_in_a_clip_is_never_opened(tmp_path):
    path = tmp_path / "sly.npz"
    np.savez(path, keypoints=np.array([{"a": 1}], dtype=object), confidence=1, time=1, identity=1)
    with pytest.raises(UserError, match=r"sly\.npz"):
        load_npz(path)


def test_a_missing_array_is_named(tmp_path):
    path = tmp_path / "part.npz"
    np.savez(path, keypoints=np.zeros((1, 2, JOINTS, 3)), time=np.arange(2))
    with pytest.raises(UserError, match="confidence, identity"):
        load_npz(path)


def test_a_builder_copies_what_it_is_given():
    builder = ClipBuilder()
    clip = make()
    bodies = clip.at(0)
    mine = Bodies(bodies.keypoints.copy(), bodies.confidence.copy(), bodies.identity.copy())
    builder.add(mine, 0.0)
    mine.keypoints[:] = 7
    builder.add(mine, 0.1)
    assert np.array_equal(builder.build().keypoints[:, 0], clip.keypoints[:, 0])


def test_a_clip_knows_its_length_its_rate_and_who_is_there():
    identity = np.array([[3, 3, -1], [-1, 7, 7]])
    there = (identity != -1)[..., None]
    clip = make(
        2,
        3,
        identity=identity,
        confidence=np.ones((2, 3, JOINTS)) * there,
        keypoints=np.ones((2, 3, JOINTS, 3)) * there[..., None],
        time=np.array([0.0, 0.1, 0.5]),
    )
    assert clip.frames == 3 and clip.fps == pytest.approx(1 / 0.25), "the median step's"
    assert [clip.at(index).persons for index in range(3)] == [(3,), (3, 7), (7,)]
    assert make(1, 1).fps == 0
    assert clip.keypoints.dtype == np.float32 and clip.time.dtype == np.float64 and clip.identity.dtype == np.int32


def test_the_edges_of_what_is_allowed_are_allowed():
    confidence = np.zeros((1, 2, JOINTS))
    confidence[0, 1] = 1
    clip = make(1, 2, confidence=confidence, time=np.array([-5.0, -5.0 + 1e-9]))
    assert (clip.confidence == confidence).all()


@pytest.mark.parametrize("slot", [0, 1])
def test_confidence_in_a_body_that_nobody_holds_is_refused_as_well(slot):
    identity = np.zeros((2, 5), int)
    identity[slot] = -1
    with pytest.raises(UserError, match="nobody"):
        make(identity=identity, keypoints=np.zeros((2, 5, JOINTS, 3)))
    with pytest.raises(UserError, match="nobody"):
        make(identity=identity, confidence=np.zeros((2, 5, JOINTS)))


@pytest.mark.parametrize("time", [[0, 1, 1, 2, 3], [0, 1, 0.5, 2, 3], [0, 1, 2, 3, np.inf]])
def test_time_must_increase_and_end(time):
    with pytest.raises(UserError, match=r"time|finite"):
        make(time=np.array(time, float))


def test_a_builder_counts_its_frames_and_gives_nothing_for_none():
    builder = ClipBuilder()
    with pytest.raises(UserError, match="no frames"):
        builder.build()
    clip = make(label="wave")
    for index in range(3):
        builder.add(clip.at(index), float(clip.time[index]))
    assert len(builder) == 3
    built = builder.build("wave")
    for name in ("keypoints", "confidence", "identity"):
        assert np.array_equal(getattr(built, name), getattr(clip, name)[:, :3]), name
    assert np.array_equal(built.time, clip.time[:3]) and built.label == "wave"


@pytest.mark.parametrize("compressed", [True, False])
def test_a_file_is_compressed_or_written_quickly_and_reads_alike(tmp_path, compressed):
    clip = make(keypoints=np.zeros((2, 5, JOINTS, 3)))
    save_npz(clip, tmp_path / "a.npz", compressed)
    assert ((tmp_path / "a.npz").stat().st_size < clip.keypoints.nbytes) == compressed
    assert load_npz(tmp_path / "a.npz").label is None


def test_a_file_that_is_not_there_is_reported_as_such(tmp_path):
    with pytest.raises(UserError, match=r"There is no file .*absent\.npz\.$"):
        load_npz(tmp_path / "absent.npz")


def test_a_label_that_is_no_text_is_refused(tmp_path):
    clip = make()
    arrays = {name: getattr(clip, name) for name in ("keypoints", "confidence", "time", "identity")}
    np.savez(tmp_path / "a.npz", **arrays, label=np.arange(3))
    with pytest.raises(UserError, match="label is no text"):
        load_npz(tmp_path / "a.npz")
