"""Numbered pictures as a source: which belong together, every one in its turn, and what is said where some lack."""

import shutil
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizer.errors import UserError
from recognizer.sources.opencv import cv2
from recognizer.sources.opening import PictureSource, open_source
from recognizer.sources.picture_series import (
    PICTURE_SUFFIXES,
    as_sources,
    file_name_of,
    find_series,
    is_series,
    series_in,
    series_of_folder,
    sources_of_folder,
)

HEIGHT, WIDTH = 24, 32


def picture(number: int) -> np.ndarray:
    """Its brightness is its number; the lower right quarter is black."""
    image = np.full((HEIGHT, WIDTH, 3), number, np.uint8)
    image[HEIGHT // 2 :, WIDTH // 2 :] = 0
    return image


def make_series(pattern: Path, numbers: Iterable[int]) -> Path:
    """Pictures of these numbers. Returns the pattern."""
    pattern.parent.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        assert cv2.imwrite(str(pattern) % number, picture(number))
    return pattern


def shown(source) -> int | None:
    """The number of the picture that is read next."""
    frame = source.read()
    if frame is None:
        return None
    assert frame.image.shape == (HEIGHT, WIDTH, 3) and frame.image.dtype == np.uint8
    return int(frame.image[2, 2, 0])


@pytest.mark.parametrize(
    ("pattern", "first"), [("%05d.png", 0), ("%05d.png", 1), ("shot %d.png", 8), ("a_%03d_l.png", 95)]
)
def test_every_picture_comes_in_its_turn_and_at_its_time(tmp_path: Path, pattern: str, first: int) -> None:
    numbers = list(range(first, first + 12))
    with open_source(make_series(tmp_path / pattern, numbers)) as source:
        assert (source.fps, source.frames, source.duration) == (30.0, 12, pytest.approx(12 / 30))
        assert source.name == f"{tmp_path.name}/{pattern}" and not source.live and source.notice is None
        frames = list(iter(source.read, None))
        assert source.read() is None and source.remark is None
    assert [int(frame.image[2, 2, 0]) for frame in frames] == numbers
    assert [frame.index for frame in frames] == list(range(12))
    assert [frame.time for frame in frames] == pytest.approx([index / 30 for index in range(12)])


@pytest.fixture(scope="module")
def gappy(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[int]]:
    """Pictures with three missing, and two that are cut off, one of them the last."""
    numbers = [*range(3, 10), *range(12, 20), *range(21, 26)]
    pattern = make_series(tmp_path_factory.mktemp("series") / "%04d.png", numbers)
    for number in (7, 25):
        file = Path(str(pattern) % number)
        file.write_bytes(file.read_bytes()[:60])
    return pattern, numbers


@given(
    st.lists(
        st.one_of(
            st.just("next"),
            st.just("back"),
            st.floats(-1.0, 4.0, allow_nan=False),
            st.integers(0, 22).map(lambda n: n / 10),
        ),
        max_size=25,
    )
)
def test_after_any_walk_of_jumps_and_steps_it_is_the_picture_that_is_meant(
    gappy: tuple[Path, list[int]], walk: list[str | float]
) -> None:
    pattern, numbers = gappy
    whole = [number for number in numbers if number not in (7, 25)]
    times = [(number - 3) / 10 for number in whole]
    due, last = 0, None
    with open_source(pattern, picture_rate=10.0) as source:
        for step in [*walk, "next"]:
            if step == "next":
                assert shown(source) == (whole[due] if due < len(whole) else None)
                if due < len(whole):
                    due, last = due + 1, due
            elif step == "back":
                source.back()
                if last is not None:
                    due, last = max(last - 1, 0), None
            else:
                source.seek(step)
                due = next((place for place, time in enumerate(times) if time >= step - 1e-6), len(whole) - 1)
                last = None


def test_gaps_and_pictures_that_cannot_be_read_are_told_of_in_a_sentence_each(gappy: tuple[Path, list[int]]) -> None:
    pattern, _ = gappy
    with open_source(pattern, picture_rate=10.0) as source:
        name = f"{pattern.parent.name}/%04d.png"
        assert source.notice == f"{name}: 3 pictures are missing, from 0010.png on; time goes on where they would be."
        times = [frame.time for frame in iter(source.read, None)]
        assert source.remark == f"{name}: pictures that cannot be read were left out, 0007.png first."
    assert len(times) == 18 and times[4:7] == pytest.approx([0.5, 0.6, 0.9])
    assert source.duration == pytest.approx(2.3)


def test_where_every_tenth_picture_was_kept_none_is_missing(tmp_path: Path) -> None:
    with open_source(make_series(tmp_path / "%d.png", range(0, 60, 10))) as source:
        assert source.notice is None and (source.fps, source.duration) == (3.0, pytest.approx(2.0))
        assert [frame.time for frame in iter(source.read, None)] == pytest.approx([0, 1 / 3, 2 / 3, 1, 4 / 3, 5 / 3])


def test_of_what_is_not_wanted_no_picture_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from recognizer.sources import picture_source

    pattern = make_series(tmp_path / "%03d.png", range(20))
    opened: list[str] = []
    real = picture_source.open_video
    monkeypatch.setattr(
        picture_source, "open_video", lambda file, threads: opened.append(file.name) or real(file, threads)
    )
    with open_source(pattern) as source:
        while (frame := source.read_wanted(lambda time: round(time * 30) % 5 == 4)) is not None:
            assert frame.index % 5 == 4
    assert opened == ["000.png", "004.png", "009.png", "014.png", "019.png"], "and the first one, for the size"


@pytest.mark.parametrize("suffix", PICTURE_SUFFIXES)
def test_all_usual_kinds_of_pictures_are_read(tmp_path: Path, suffix: str) -> None:
    with open_source(make_series(tmp_path / f"%02d{suffix}", (60, 61))) as source:
        image = source.read().image
    assert image[2, 2].tolist() == pytest.approx([60, 60, 60], abs=3) and image[-3, -3].max() < 4


def test_sixteen_bits_grey_and_see_through_pictures_are_pictures_in_eight_bits_and_three_colours(
    tmp_path: Path,
) -> None:
    deep = np.full((HEIGHT, WIDTH, 3), 200 * 257, np.uint16)
    grey = np.full((HEIGHT, WIDTH), 200, np.uint8)
    clear = np.full((HEIGHT, WIDTH, 4), (200, 200, 200, 255), np.uint8)
    for number, image in enumerate((deep, grey, clear)):
        cv2.imwrite(str(tmp_path / f"{number}.png"), image)
    with open_source(tmp_path / "%d.png") as source:
        for frame in iter(source.read, None):
            assert frame.image.shape == (HEIGHT, WIDTH, 3) and np.abs(frame.image.astype(int) - 200).max() <= 1
        assert source.remark is None and frame.index == 2


def test_pictures_are_turned_as_their_camera_noted(tmp_path: Path) -> None:
    for number in (1, 2):
        _, packed = cv2.imencode(".jpg", picture(200))
        data = packed.tobytes()
        note = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"  # to be turned clockwise
        (tmp_path / f"{number}.jpg").write_bytes(
            data[:2] + b"\xff\xe1" + (len(note) + 2).to_bytes(2, "big") + note + data[2:]
        )
    with open_source(tmp_path / "%d.jpg") as source:
        image = source.read().image
    assert image.shape == (WIDTH, HEIGHT, 3)
    assert image[-3, 2].max() < 20 < 180 < image[2, 2].min(), "what was right and below is left and below"


def test_pictures_of_several_sizes_are_refused_in_a_sentence(tmp_path: Path) -> None:
    pattern = make_series(tmp_path / "%d.png", range(4))
    cv2.imwrite(str(tmp_path / "2.png"), np.zeros((48, 64, 3), np.uint8))
    with (
        open_source(pattern) as source,
        pytest.raises(UserError, match=r"2\.png is of 64 x 48 pixels instead of 32 x 24"),
    ):
        list(iter(source.read, None))


@pytest.mark.parametrize("folder", ["100 %", "50%d", "%04d frames", "Bilder ä"])
def test_any_folder_will_do(tmp_path: Path, folder: str) -> None:
    (tmp_path / folder).mkdir()
    for suffix in ("png", "jpg"):
        for number in (1, 2):
            cv2.imwrite(str(tmp_path / f"made.{suffix}"), picture(number * 50))
            shutil.move(tmp_path / f"made.{suffix}", tmp_path / folder / f"{number:03d}.{suffix}")
        with open_source(tmp_path / folder / f"%03d.{suffix}") as source:
            assert [round(int(frame.image[2, 2, 0]), -1) for frame in iter(source.read, None)] == [50, 100]


def test_series_of_a_folder_are_told_apart(tmp_path: Path) -> None:
    for pattern, numbers in (("left_%03d.png", range(8, 12)), ("right_%03d.png", range(3)), ("%d.jpg", range(9, 12))):
        make_series(tmp_path / pattern, numbers)
    for name in ("left_7.png", "cover.png", ".left_012.png", "left_013.txt"):
        (tmp_path / name).write_bytes(b"")
    found = {one.pattern.name: list(one.numbers) for one in series_in(tmp_path)}
    assert found == {"%d.jpg": [9, 10, 11], "left_%03d.png": [8, 9, 10, 11], "right_%03d.png": [0, 1, 2]}
    for one in series_in(tmp_path):
        assert find_series(one.pattern) == one and all(file.is_file() for file in one.files)
    with pytest.raises(UserError, match=r"holds 3 series of pictures: name one of them, as .*%d\.jpg"):
        open_source(tmp_path)


def test_a_folder_of_one_series_is_that_series_unless_it_holds_a_video(tmp_path: Path) -> None:
    make_series(tmp_path / "%05d.png", range(3))
    (tmp_path / "notes.json").write_text("{}")
    with open_source(tmp_path) as source:
        assert isinstance(source, PictureSource) and source.frames == 3
    (tmp_path / "film.mp4").write_bytes(b"")
    assert series_of_folder(tmp_path) == []
    with pytest.raises(UserError, match="is a folder, not a video or a clip"):
        open_source(tmp_path)


def test_one_picture_is_refused_with_what_to_name_instead(tmp_path: Path) -> None:
    make_series(tmp_path / "%05d.png", range(3))
    with pytest.raises(
        UserError, match=r"00001\.png is one picture of a series: name the whole series, as .*%05d\.png\."
    ):
        open_source(tmp_path / "00001.png")
    (tmp_path / "cover.png").write_bytes((tmp_path / "00001.png").read_bytes())
    with pytest.raises(UserError, match=r"cover\.png is a single picture, in which nothing happens"):
        open_source(tmp_path / "cover.png")


def test_patterns_that_lead_nowhere_are_one_sentence(tmp_path: Path) -> None:
    make_series(tmp_path / "%05d.png", range(3))
    for name, told in (
        ("x%05d.png", "There is no picture .*, with a number in place of %05d"),
        ("%04d.png", "There is no picture"),
        ("%d_%d.png", "names no series of pictures"),
        ("no/%d.png", "There is no picture .*: No such file or directory"),
    ):
        with pytest.raises(UserError, match=told):
            open_source(tmp_path / name)
    (tmp_path / "00000.png").write_bytes(b"")
    for file in tmp_path.iterdir():
        file.write_bytes(b"no picture")
    with pytest.raises(UserError, match=r"Not a single picture of .* can be read"):
        open_source(tmp_path / "%05d.png")


def test_a_file_that_is_called_like_a_pattern_is_that_file(tmp_path: Path) -> None:
    (tmp_path / "100%d.mp4").write_text("no film")
    assert not is_series(tmp_path / "100%d.mp4") and is_series(tmp_path / "101%d.mp4")
    assert not is_series("https://example.org/%d.png") and not is_series("0")


def test_what_was_chosen_stands_for_its_series_once(tmp_path: Path) -> None:
    pattern = make_series(tmp_path / "frames" / "%05d.png", range(4))
    make_series(tmp_path / "one" / "%d.png", [1])
    files = [str(pattern) % 2, "0", "film.mp4", str(pattern) % 0, str(tmp_path / "one" / "1.png"), str(pattern.parent)]
    assert as_sources(files) == [str(pattern), "0", "film.mp4", str(tmp_path / "one" / "1.png")]


@pytest.mark.parametrize(
    ("pattern", "name"),
    [("shots/%05d.png", "shots.png"), ("shots/take_%05d.png", "take.png"), ("shots/%d - left.jpg", "left.jpg")],
)
def test_what_is_made_of_a_series_is_named_without_its_number(pattern: str, name: str) -> None:
    assert file_name_of(pattern) == name


def test_a_folder_that_cannot_be_read_is_one_sentence(tmp_path):
    """As one that was removed since it was found, or that belongs to somebody else."""
    (tmp_path / "file").touch()
    for folder in ("gone", "file"):
        with pytest.raises(UserError, match=rf"^Cannot read the folder .*{folder}: .+\.$"):
            sources_of_folder(tmp_path / folder)
