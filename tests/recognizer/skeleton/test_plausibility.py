"""Clips in other units and with other axes are told of, real ones are not."""

import numpy as np
import pytest

from app.cli import main
from recognizer.errors import UserError
from recognizer.examples.procedural_body import sample_clip
from recognizer.skeleton.clip import Clip, save_npz
from recognizer.skeleton.joints import HEAD
from recognizer.skeleton.plausibility import doubt
from recognizer.sources.opening import open_source
from tests.recognizer.cli.test_recognize import model  # noqa: F401, a fixture
from train.data.prepare import prepare
from train.data.prepared_set import open_set


def changed(factor: tuple[float, float, float], part: slice = slice(None)) -> Clip:
    clip = sample_clip()
    keypoints = clip.keypoints.copy()
    keypoints[:, part] *= np.array(factor, np.float32)
    return Clip(keypoints, clip.confidence, clip.time, clip.identity)


@pytest.mark.parametrize(
    ("factor", "words"),
    [
        ((1000, 1000, 1000), "are its joints in millimetres?"),
        ((100, 100, 100), "are its joints in centimetres?"),
        ((0.01, 0.01, 0.01), "are its joints in another unit?"),
        ((1, -1, 1), "does y point down in it?"),
        ((1000, -1000, 1000), "does y point down in it?"),
    ],
)
def test_another_unit_and_another_axis_are_told_of(factor, words):
    assert words in (doubt(changed(factor)) or "")


def test_people_are_believed_whatever_they_do():
    assert doubt(sample_clip()) is None
    assert doubt(changed((0.5, 0.5, 0.5))) is None and doubt(changed((1.3, 1.3, 1.3))) is None, "children and giants"
    assert doubt(changed((1, -1, 1), slice(0, 300))) is None, "on the hands for most of the time"
    lying = sample_clip()
    keypoints = lying.keypoints[..., [1, 0, 2]]
    assert doubt(Clip(keypoints, lying.confidence, lying.time, lying.identity)) is None


def test_nobody_is_no_doubt():
    clip = sample_clip()
    nobody = Clip(clip.keypoints * 0, clip.confidence * 0, clip.time, np.full_like(clip.identity, -1))
    assert doubt(nobody) is None
    assert sample_clip().keypoints[0, 0, HEAD, 1] > 0


def test_who_opens_such_a_clip_is_told(model, tmp_path, capsys):  # noqa: F811
    save_npz(changed((1000, 1000, 1000)), tmp_path / "big.npz")
    with open_source(tmp_path / "big.npz") as source:
        assert source.notice is not None and source.notice.startswith("big.npz: A person's trunk is")
    assert main(["recognize", str(tmp_path / "big.npz"), "--model", str(model)]) == 0
    assert "big.npz: A person's trunk is" in capsys.readouterr().err


def test_clips_in_another_unit_are_not_trained_on(tmp_path):
    save_npz(sample_clip(), tmp_path / "raw" / "walk" / "a.npz")
    save_npz(changed((1000, 1000, 1000)), tmp_path / "raw" / "walk" / "b.npz")
    done = prepare("folder", tmp_path / "raw", tmp_path / "set", workers=1)
    assert len(open_set(tmp_path / "set")) == 1
    ((name, reason),) = done.left_out
    assert name == "walk/b.npz" and "millimetres" in reason
    (tmp_path / "raw" / "walk" / "a.npz").unlink()
    with pytest.raises(UserError, match="millimetres"):
        prepare("folder", tmp_path / "raw", tmp_path / "other", workers=1)
