"""Annotated videos for showing to others: faces hidden, or nothing of the picture, in the file that is written."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest

from app.cli import main
from recognizer.output.annotated_video import GROUND, rendering
from recognizer.output.video_style import FACES_NOTE, PictureStyle, VideoStyle
from recognizer.pose.frames import CapturedFrame, ObservedFrame
from recognizer.resources import SAMPLE_CLIP
from recognizer.skeleton.clip import NOBODY, Bodies, Clip, load_npz, save_npz
from recognizer.skeleton.drawing import torso_length
from recognizer.skeleton.joints import HEAD, NECK, SPINE_MID
from recognizer.sources.opencv import cv2
from recognizer.sources.opening import ClipSource, VideoSource
from recognizer.sources.source import Frame
from tests.recognizer.cli.test_recognize import failure, model  # noqa: F401, a fixture
from tests.recognizer.output.test_annotated_video import HEIGHT, WIDTH, near, two_people
from tests.recognizer.sources.made_videos import Recipe, make_video, steady

FPS, FRAMES = 20, 60
FACE = (230, 40, 230)  # a colour that nothing has that is drawn
HIDING = VideoStyle(PictureStyle.FACES_HIDDEN)


def person(x: float = 0.0) -> Bodies:
    """One person, moved to the right by so much of the picture's width."""
    both = two_people(second=NOBODY)
    picture = both.picture.copy()
    picture[0] += (x, 0)
    return replace(both, picture=picture)


def nobody() -> Bodies:
    return replace(person(), identity=np.array([NOBODY, NOBODY], np.int32))


def place(bodies: Bodies, joint: int = HEAD) -> tuple[int, int]:
    x, y = bodies.picture[0, joint] * (WIDTH, HEIGHT)
    return round(float(x)), round(float(y))


def faced(bodies: Bodies, joint: int = HEAD) -> np.ndarray:
    """A picture with something at a joint that nobody is to see, as large as a face."""
    image = np.full((HEIGHT, WIDTH, 3), 150, np.uint8)
    radius = 0.25 * torso_length(bodies.picture[0] * (WIDTH, HEIGHT))
    cv2.circle(image, place(bodies, joint), round(radius), FACE, cv2.FILLED)
    return image


def written(
    target: Path,
    image: Callable[[float], np.ndarray],
    bodies: Callable[[float], Bodies],
    style: VideoStyle,
) -> list[np.ndarray]:
    """The pictures of the annotated video, without the bar of time, of what is seen and found at each time."""
    source = ClipSource(load_npz(SAMPLE_CLIP))
    source.fps = FPS
    with rendering(target, source, 2, style) as draw:
        for index in range(FRAMES):
            time = index / FPS
            frame = Frame(image(time), time, index)
            draw(ObservedFrame(CapturedFrame(frame, 0, 0.0), bodies(time)), ())
    with VideoSource(target) as video:
        frames = list(iter(video.read, None))
    assert [frame.time for frame in frames] == pytest.approx([index / FPS for index in range(FRAMES)], abs=0.01)
    return [frame.image[:HEIGHT] for frame in frames]


def faces(pictures: list[np.ndarray]) -> list[int]:
    """In which pictures anything of the face is seen."""
    return [
        index
        for index, picture in enumerate(pictures)
        if ((picture[..., 0] > 170) & (picture[..., 1] < 110) & (picture[..., 2] > 170)).any()
    ]


def test_a_head_is_hidden_in_every_picture_also_before_it_is_found_and_while_it_is_lost(tmp_path: Path) -> None:
    def found(time: float) -> Bodies:
        return nobody() if time < 0.45 or 1.2 <= time < 2.1 else person()

    def image(_: float) -> np.ndarray:
        return faced(person())

    assert len(faces(written(tmp_path / "shown.mp4", image, found, VideoStyle()))) == FRAMES
    pictures = written(tmp_path / "hidden.mp4", image, found, HIDING)
    assert faces(pictures) == []
    assert all((np.abs(picture[-40:, -40:].astype(int) - 150) < 12).all() for picture in pictures), "the room is seen"


def test_who_walks_is_hidden_all_along_and_the_room_behind_is_seen_again(tmp_path: Path) -> None:
    def walking(time: float) -> Bodies:
        return person(0.2 * time)

    pictures = written(tmp_path / "walk.mp4", lambda time: faced(walking(time)), walking, HIDING)
    assert faces(pictures) == []
    x, y = place(walking(0.0))
    assert near(pictures[0][y : y + 1, x + 20 : x + 21], (64, 64, 64)).all()
    assert near(pictures[-1][y : y + 1, x : x + 1], (150, 150, 150)).all()


def test_one_who_is_lost_behind_another_stays_hidden(tmp_path: Path) -> None:
    passing = two_people()
    picture = passing.picture.copy()
    picture[1] = picture[0] + (0.01, 0)

    def found(time: float) -> Bodies:  # the first is lost as the second comes by and goes on
        away = picture.copy()
        away[1] += (max(time - 1.0, 0) * 0.4, 0)
        number = 1 if time < 1.0 else NOBODY
        return replace(passing, identity=np.array([number, 2 if time > 0.8 else NOBODY], np.int32), picture=away)

    pictures = written(tmp_path / "met.mp4", lambda _: faced(person()), found, HIDING)
    assert not [index for index in faces(pictures) if index < 1.9 * FPS]


@pytest.mark.parametrize("doubt", ["unsure", "far away"])
def test_where_the_head_is_uncertain_the_whole_upper_body_is_hidden(tmp_path: Path, doubt: str) -> None:
    bodies = person()
    picture, confidence = bodies.picture.copy(), bodies.confidence.copy()
    if doubt == "unsure":
        confidence[0, [HEAD, NECK]] = 0.2
    else:
        picture[0, HEAD] += (0.3, 0.1)
    unsure = replace(bodies, picture=picture, confidence=confidence)
    for joint in (SPINE_MID, HEAD):
        pictures = written(tmp_path / f"{joint}.mp4", lambda _, at=joint: faced(bodies, at), lambda _: unsure, HIDING)
        assert faces(pictures) == []


def test_without_the_picture_nothing_of_it_is_in_the_file(tmp_path: Path) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (2, HEIGHT, WIDTH, 3), dtype=np.uint8)
    style = VideoStyle(PictureStyle.HIDDEN)
    one, other = (
        written(tmp_path / f"{index}.mp4", lambda _, at=index: noise[at], lambda time: person(), style)
        for index in range(2)
    )
    assert all(map(np.array_equal, one, other)), "whatever the picture was"
    assert near(one[-1][-30:], GROUND).all() and not near(one[-1], GROUND).all()
    x, y = place(person())
    assert not near(one[-1][y : y + 1, x : x + 1], GROUND).any(), "the skeleton is at its place, and has a head"


def test_the_terminal_hides_leaves_out_the_sound_and_says_what_it_cannot_promise(
    model: Path,  # noqa: F811
    pose_model: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    film = make_video(tmp_path / "film.mp4", steady(20), Recipe(sound=1.0))

    def render(name: str, *words: str) -> tuple[np.ndarray, int, str]:
        target = tmp_path / name
        assert main(["recognize", str(film), "--model", str(model), "--render", str(target), *words]) == 0
        with av.open(str(target)) as file:
            sounds = len(file.streams.audio)
        with VideoSource(target) as video:
            shown = list(iter(video.read, None))[-1].image
        return shown[:HEIGHT], sounds, capsys.readouterr().err

    shown, sounds, told = render("shown.mp4")
    assert sounds == 1 and FACES_NOTE not in told and not near(shown[60:], GROUND).all()
    _, sounds, told = render("faces.mp4", "--picture", "faces-hidden")
    assert sounds == 1 and told.count(FACES_NOTE) == 1
    hidden, sounds, told = render("hidden.mp4", "--picture", "hidden", "--no-sound")
    assert sounds == 0 and FACES_NOTE not in told and near(hidden, GROUND).all()


@pytest.mark.parametrize("words", [["--picture", "hidden"], ["--no-sound"]])
def test_what_is_about_the_video_needs_one(model: Path, words: list[str], capsys) -> None:  # noqa: F811
    told = failure(capsys, "recognize", SAMPLE_CLIP, "--model", model, *words)
    assert told == f"Error: {words[0]} is about the annotated video: say with --render where that is written."


def test_a_video_that_shows_faces_is_not_taken_for_one_that_hides_them(
    model: Path,  # noqa: F811
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    whole, clip = load_npz(SAMPLE_CLIP), tmp_path / "a.npz"
    part = slice(0, 12)
    save_npz(Clip(whole.keypoints[:, part], whole.confidence[:, part], whole.time[part], whole.identity[:, part]), clip)
    words = ["recognize", clip, "--model", model, "--json", tmp_path / "a.json", "--render", tmp_path / "a.mp4"]
    assert main(list(map(str, words))) == 0
    before = (tmp_path / "a.mp4").stat().st_mtime_ns
    assert "--overwrite" in failure(capsys, *words, "--picture", "faces-hidden")
    assert main([*map(str, words), "--picture", "faces-hidden", "--overwrite"]) == 0
    assert (tmp_path / "a.mp4").stat().st_mtime_ns != before
