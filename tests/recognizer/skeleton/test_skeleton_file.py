import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from recognizer.errors import UserError
from recognizer.skeleton.clip import Clip
from recognizer.skeleton.skeleton_file import read_raw, read_skeleton, write_skeleton


def body_lines(tracking: int, shift: float = 0.0, state: int = 2, joints: int = 25) -> list[str]:
    """One body of one frame as the Kinect's recordings hold it."""
    lines = [f"{tracking} 0 1 1 0 0 0 0.01 -0.2 2", str(joints)]
    for joint in range(joints):
        lines.append(f"{0.1 * joint + shift:.6f} {-0.02 * joint} 3.25 250.1 210.2 1000.5 500.5 0.1 0.2 0.3 0.4 {state}")
    return lines


def make_file(path, frames: list[list[list[str]]]):
    lines = [str(len(frames))]
    for bodies in frames:
        lines += [str(len(bodies)), *(line for body in bodies for line in body)]
    path.write_text("\n".join(lines) + "\n")
    return path


def test_the_kinects_own_text_is_read(tmp_path):
    frames = [[body_lines(7205, state=2)], [body_lines(7205, 0.5, state=1)], []]
    clip = read_skeleton(make_file(tmp_path / "S001.skeleton", frames))
    assert clip.keypoints.shape == (1, 3, 25, 3)
    assert clip.time == pytest.approx([0, 1 / 30, 2 / 30])
    assert clip.keypoints[0, 0, 10] == pytest.approx([1.0, -0.2, 3.25])
    assert clip.keypoints[0, 1, 10] == pytest.approx([1.5, -0.2, 3.25])
    assert clip.identity.tolist() == [[1, 1, -1]]
    assert (clip.confidence[0, 0] == 1).all() and (clip.confidence[0, 1] == 0.5).all()
    assert not clip.keypoints[0, 2].any()


def test_raw_bodies_keep_their_tracking_numbers_frames_and_states(tmp_path):
    frames = [[body_lines(11)], [body_lines(11), body_lines(22, state=0)], [body_lines(22)]]
    raw = read_raw(make_file(tmp_path / "a.skeleton", frames))
    assert raw.frames == 3 and [body.tracking for body in raw.bodies] == [11, 22]
    assert [body.frames.tolist() for body in raw.bodies] == [[0, 1], [1, 2]]
    assert raw.bodies[1].keypoints.shape == (2, 25, 3)
    assert raw.bodies[1].state[:, 0].tolist() == [0, 2]


def test_of_three_at_a_time_the_two_seen_longest_are_kept(tmp_path):
    frames = [[body_lines(1), body_lines(2, 1.0), body_lines(3, 2.0)]] * 2 + [[body_lines(2, 1.0), body_lines(3, 2.0)]]
    clip = read_skeleton(make_file(tmp_path / "a.skeleton", frames))
    assert clip.keypoints.shape[:2] == (2, 3)
    assert clip.identity.tolist() == [[2, 2, 2], [3, 3, 3]]
    assert clip.keypoints[:, 0, 0, 0] == pytest.approx([1.0, 2.0])


def test_people_who_come_one_after_the_other_are_all_kept(tmp_path):
    frames = [[body_lines(number)] for number in (1, 1, 2, 2, 3)]
    clip = read_skeleton(make_file(tmp_path / "a.skeleton", frames))
    assert clip.identity.tolist() == [[1, 1, 2, 2, 3]]


@st.composite
def clips(draw) -> Clip:
    """Clips at 30 frames a second; bodies are there from some frame to some other; all who are there come from 0 up."""
    bodies, frames = draw(st.integers(1, 2)), draw(st.integers(1, 6))
    keypoints = draw(arrays(np.float32, (bodies, frames, 25, 3), elements=st.floats(-8, 8, width=32)))
    confidence = draw(arrays(np.float32, (bodies, frames, 25), elements=st.sampled_from([0.0, 0.5, 1.0])))
    identity = np.full((bodies, frames), -1, np.int32)
    identity[0] = 1
    if bodies == 2:
        first = draw(st.integers(0, frames - 1))
        identity[1, first : draw(st.integers(first + 1, frames))] = 2
    keypoints[identity < 0] = 0
    confidence[identity < 0] = 0
    return Clip(keypoints, confidence, np.arange(frames) / 30, identity)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(clips())
def test_what_is_written_is_read_again(tmp_path, clip):
    path = tmp_path / "clip.skeleton"
    write_skeleton(clip, path)
    again = read_skeleton(path)
    assert again.keypoints == pytest.approx(clip.keypoints, abs=1e-5)
    assert (again.confidence == clip.confidence).all() and (again.identity == clip.identity).all()
    assert again.time == pytest.approx(clip.time)


def test_another_rate_is_resampled_to_thirty_frames_a_second(tmp_path):
    time = np.arange(21) / 10
    keypoints = np.zeros((1, 21, 25, 3), np.float32)
    keypoints[0, :, :, 0] = time[:, None]
    clip = Clip(keypoints, np.ones((1, 21, 25)), time, np.zeros((1, 21)))
    write_skeleton(clip, tmp_path / "slow.skeleton")
    again = read_skeleton(tmp_path / "slow.skeleton")
    assert again.frames == 61
    assert again.keypoints[0, :, 4, 0] == pytest.approx(again.time, abs=1e-5)


def test_a_file_cut_off_anywhere_is_refused_with_name_and_reason(tmp_path):
    whole = make_file(tmp_path / "whole.skeleton", [[body_lines(5)], [body_lines(5), body_lines(6)]]).read_text()
    path = tmp_path / "cut.skeleton"
    words = len(whole.split())
    for kept in range(0, words, 23):
        path.write_text(" ".join(whole.split()[:kept]))
        with pytest.raises(UserError, match=r"cut\.skeleton is not a whole \.skeleton file: it "):
            read_skeleton(path)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "it ends where the number of frames should be"),
        (b"0\n", "it has no frames"),
        (b"hello world", "the number of frames is 'hello'"),
        (b"-3", "the number of frames is -3"),
        (b"999999999999", "the number of frames is 999999999999"),
        (b"1\n0\n7 8 9", "it goes on after its 1 frames"),
        (b"\x89PNG\r\n\xff\xfe", "no plain text"),
    ],
)
def test_garbage_is_refused_with_name_and_reason(tmp_path, content, words):
    path = tmp_path / "bad.skeleton"
    path.write_bytes(content)
    with pytest.raises(UserError) as failure:
        read_skeleton(path)
    assert "bad.skeleton" in str(failure.value) and words in str(failure.value)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda lines: [*lines[:5], lines[5].replace("3.25", "nan"), *lines[6:]], "NaN"),
        (lambda lines: [*lines[:5], lines[5].replace("3.25", "x"), *lines[6:]], "not a number"),
        (lambda lines: [line[:-1] + "7" if line.endswith(" 2") else line for line in lines], "tracking state"),
    ],
)
def test_a_spoilt_joint_is_refused(tmp_path, spoil, words):
    path = make_file(tmp_path / "bad.skeleton", [[spoil(body_lines(5))]])
    with pytest.raises(UserError, match=words):
        read_skeleton(path)


def test_a_body_of_other_joints_is_refused(tmp_path):
    with pytest.raises(UserError, match="20 joints instead of 25"):
        read_skeleton(make_file(tmp_path / "bad.skeleton", [[body_lines(5, joints=20)]]))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet="0123456789 .-en\nax", max_size=200))
def test_no_text_leads_to_anything_but_a_clip_or_a_sentence(tmp_path, text):
    path = tmp_path / "any.skeleton"
    path.write_text(text)
    try:
        assert read_skeleton(path).frames > 0
    except UserError as error:
        assert "any.skeleton" in str(error)


def test_a_byte_order_mark_before_the_text_changes_nothing(tmp_path):
    path = make_file(tmp_path / "a.skeleton", [[body_lines(1)]] * 3)
    plain = read_skeleton(path)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert np.array_equal(read_skeleton(path).keypoints, plain.keypoints)
