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
