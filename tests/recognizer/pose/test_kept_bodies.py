"""The bodies of a source, kept: what comes out is what went in, at any moment, from memory and from a file."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizer.errors import UserError
from recognizer.pose.kept_bodies import KeptBodies
from recognizer.skeleton.clip import NOBODY, Bodies
from recognizer.skeleton.joints import JOINTS

numbers = st.integers(1, 9)
frames = st.lists(st.tuples(st.floats(0.01, 2.0), st.tuples(numbers | st.just(NOBODY), numbers | st.just(NOBODY))))


def bodies(identity: tuple[int, ...], seed: int = 0, picture: bool = True) -> Bodies:
    """Different ones for each seed; absent ones all zeros."""
    random = np.random.default_rng(seed)
    present = np.array(identity) != NOBODY
    return Bodies(
        (random.normal(size=(len(identity), JOINTS, 3)) * present[:, None, None]).astype(np.float32),
        (random.integers(0, 2, (len(identity), JOINTS)) * present[:, None]).astype(np.float32),
        np.array(identity, np.int32),
        (random.random((len(identity), JOINTS, 2)) * present[:, None, None]).astype(np.float32) if picture else None,
    )


def kept(times: list[float], identities: list[tuple[int, ...]], picture: bool = True) -> KeptBodies:
    result = KeptBodies()
    for number, (time, identity) in enumerate(zip(times, identities, strict=True)):
        result.add(time, 2 * number, bodies(identity, number, picture))
    return result


def same(one: Bodies, other: Bodies) -> bool:
    assert (one.picture is None) == (other.picture is None)
    pictures = one.picture is None or np.array_equal(one.picture, other.picture)
    names = ("keypoints", "confidence", "identity")
    return pictures and all(np.array_equal(getattr(one, name), getattr(other, name)) for name in names)


@given(frames)
def test_what_is_kept_is_what_was_given(given: list[tuple[float, tuple[int, int]]]) -> None:
    times = np.cumsum([step for step, _ in given]).tolist()
    whole = kept(times, [identity for _, identity in given])
    assert len(whole) == len(given) and whole.end == (times[-1] if times else -np.inf)
    for number, time in enumerate(times):
        frame = whole.frame(whole.place(time))
        assert (frame.time, frame.index) == (time, 2 * number)
        assert same(frame.bodies, bodies(given[number][1], number))
        assert whole.place(time + 0.004) == number
    if times:
        assert whole.place(times[0] - 0.005) is None


def test_more_frames_than_there_is_room_for_at_first() -> None:
    whole = kept([0.1 * n for n in range(5000)], [(1, 2) if n % 3 else (NOBODY, 4) for n in range(5000)])
    for number in (0, 1023, 1024, 2047, 4999):
        assert same(whole.frame(number).bodies, bodies((1, 2) if number % 3 else (NOBODY, 4), number))


@pytest.mark.parametrize("picture", [True, False])
def test_a_file_gives_back_what_was_written(tmp_path: Path, picture: bool) -> None:
    whole = kept([0.0, 0.1, 0.2], [(1,), (NOBODY,), (3,)], picture)
    whole.save(tmp_path / "bodies.npz")
    again = KeptBodies()
    again.take_from(tmp_path / "bodies.npz")
    assert len(again) == 3 and again.slots == 1
    for place in range(3):
        assert same(again.frame(place).bodies, whole.frame(place).bodies)
        assert again.frame(place).time == whole.frame(place).time
    again.add(0.3, 9, bodies((3,), 7, picture))
    assert same(again.frame(3).bodies, bodies((3,), 7, picture))


def damaged(arrays: dict[str, np.ndarray], how: str) -> dict[str, np.ndarray]:
    changed = {name: value.copy() for name, value in arrays.items()}
    match how:
        case "a column is missing":
            del changed["keypoints"]
        case "a column is shorter":
            changed["person"] = changed["person"][:-1]
        case "time goes back":
            changed["time"][1] = -1.0
        case "a frame has more bodies than slots":
            changed["end"][0] = 4
        case "the bodies end too early":
            changed["end"][-1] -= 1
        case "a slot that is not there":
            changed["slot"][0] = 2
        case "no number":
            changed["keypoints"][0, 0, 0] = np.nan
        case "other numbers":
            changed["time"] = changed["time"].astype(np.float32)
        case "no slots":
            changed["kind"][0] = 0
        case "a person with a negative number":
            changed["person"][0] = -5
        case "a joint beyond all rooms":
            changed["keypoints"][0, 0, 0] = 1e30
        case "a confidence of two":
            changed["confidence"][0, 0] = 2
        case "no place in the picture":
            changed["picture"][0, 0, 0] = np.inf
        case "objects":
            changed["index"] = np.array([{}, {}, {}], object)
    return changed


HOW = (
    "a column is missing,a column is shorter,time goes back,a frame has more bodies than slots,"
    "the bodies end too early,a slot that is not there,no number,other numbers,no slots,objects,"
    "a person with a negative number,a joint beyond all rooms,a confidence of two,no place in the picture"
)


@pytest.mark.parametrize("how", HOW.split(","))
def test_a_file_that_holds_anything_else_is_refused(tmp_path: Path, how: str) -> None:
    whole = kept([0.0, 0.1, 0.2], [(1, 2), (1, NOBODY), (1, 2)])
    whole.save(tmp_path / "bodies.npz")
    with np.load(tmp_path / "bodies.npz") as archive:
        arrays = {name: archive[name] for name in archive.files}
    np.savez(tmp_path / "bodies.npz", **damaged(arrays, how))
    with pytest.raises(UserError, match=r"bodies\.npz does not hold the bodies of a video"):
        whole.take_from(tmp_path / "bodies.npz")
    assert len(whole) == 3, "what was there stays"


def test_a_cut_file_is_refused(tmp_path: Path) -> None:
    whole = kept([0.0, 0.1], [(1, 2), (1, 2)])
    whole.save(tmp_path / "bodies.npz")
    data = (tmp_path / "bodies.npz").read_bytes()
    for size in (0, 10, len(data) // 2, len(data) - 3):
        (tmp_path / "bodies.npz").write_bytes(data[:size])
        with pytest.raises(UserError):
            KeptBodies().take_from(tmp_path / "bodies.npz")


def test_whatever_byte_is_damaged_it_is_bodies_or_a_sentence(tmp_path: Path) -> None:
    whole = kept([0.0, 0.1], [(1, 2), (1, 2)])
    whole.save(tmp_path / "bodies.npz")
    with np.load(tmp_path / "bodies.npz") as archive:
        np.savez_compressed(tmp_path / "packed.npz", **{name: archive[name] for name in archive.files})
    for name in ("bodies.npz", "packed.npz"):
        data = (tmp_path / name).read_bytes()
        for at in range(0, len(data), 5):
            (tmp_path / name).write_bytes(data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :])
            try:
                KeptBodies().take_from(tmp_path / name)
            except UserError as error:
                assert "does not hold the bodies of a video" in str(error)


def test_who_was_in_a_slot_last() -> None:
    whole = kept([0.0, 0.1, 0.2, 0.3, 0.9], [(1, NOBODY), (1, 2), (NOBODY, 2), (NOBODY, NOBODY), (NOBODY, NOBODY)])
    assert whole.seen_last(0, 0.1, within=0.7) == (1, 0.1)
    assert whole.seen_last(0, 0.3, within=0.7) == (1, 0.1)
    assert whole.seen_last(1, 0.35, within=0.7) == (2, 0.2)
    assert whole.seen_last(1, 0.9, within=0.7) == (2, 0.2)
    assert whole.seen_last(0, 0.9, within=0.7) is None
    assert whole.seen_last(1, 0.0, within=0.7) is None


def test_the_frames_of_a_stretch_begin_with_the_one_before_it() -> None:
    whole = kept([0.0, 0.1, 0.2, 0.3], [(1, 2)] * 4)
    assert [frame.time for frame in whole.between(0.15, 0.25)] == [0.1, 0.2]
    assert [frame.time for frame in whole.between(-5.0, 9.0)] == [0.0, 0.1, 0.2, 0.3]
    assert list(KeptBodies().between(0.0, 1.0)) == []


def test_time_must_go_on_and_a_frame_must_be_there() -> None:
    whole = kept([0.5], [(1, 2)])
    with pytest.raises(ValueError, match=r"0\.5"):
        whole.add(0.5, 3, bodies((1, 2)))
    with pytest.raises(IndexError):
        whole.frame(1)


def test_two_hours_of_two_people_take_less_than_300_megabytes() -> None:
    whole = KeptBodies()
    for number in range(512):
        whole.add(number / 30, number, bodies((1, 2)))  # fills the room for bodies that there is at first
    assert whole.size / 512 * 2 * 3600 * 30 < 300e6
