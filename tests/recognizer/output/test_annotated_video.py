"""Annotated videos: what is drawn where, and `recognize --render` as a user calls it."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from app.cli import main
from recognizer.colours import DARK, action_colour
from recognizer.model.segments import Segment
from recognizer.output.annotated_video import LANE, PERSONS, Annotator, draw_bodies, draw_front, rendering
from recognizer.output.video_style import USUAL_STYLE, PictureStyle, VideoStyle
from recognizer.pose.frames import CapturedFrame, ObservedFrame
from recognizer.recognizer import WindowAnswer
from recognizer.resources import SAMPLE_CLIP
from recognizer.skeleton.clip import NOBODY, Bodies, load_npz
from recognizer.skeleton.joints import HEAD, JOINTS, LEFT_HAND, LEFT_SHOULDER, RIGHT_SHOULDER
from recognizer.skeleton.projection import Ground
from recognizer.sources.opening import ClipSource, Frame, VideoSource
from recognizer.sources.video_writer import VideoFile
from tests.recognizer.cli.test_recognize import model  # noqa: F401, a fixture

HEIGHT, WIDTH = 480, 640


def near(image: np.ndarray, colour: tuple[int, int, int]) -> np.ndarray:
    return np.abs(image.astype(int) - colour).sum(axis=-1) < 30


def two_people(second: int = 2) -> Bodies:
    joints = load_npz(SAMPLE_CLIP).keypoints[0, 0]
    picture = 0.5 + 0.2 * joints[:, :2] * (-1, -1)
    return Bodies(
        np.stack([joints, joints]),
        np.ones((2, JOINTS), np.float32),
        np.array([1, second], np.int32),
        np.stack([picture - np.array((0.2, 0)), picture + np.array((0.2, 0))]),
    )


def window(slot: int, label: str | None, time: float, confidence: float = 0.8) -> WindowAnswer:
    shares = np.array([confidence, 1 - confidence])
    return WindowAnswer(
        persons=(slot + 1,),
        slot=slot,
        start=time - 1,
        time=time,
        label=label,
        seen=1.0,
        probabilities=shares,
        average=shares,
        keypoints=torch.zeros(4, JOINTS, 3),
        trace=[],
        index=None if label is None else 0,
    )


def test_each_person_is_drawn_in_the_own_colour_at_the_own_place() -> None:
    image = np.full((HEIGHT, WIDTH, 3), 128, np.uint8)
    bodies = two_people()
    draw_bodies(image, bodies)
    for slot in range(2):
        x, y = (bodies.picture[slot, LEFT_HAND] * (WIDTH, HEIGHT)).round().astype(int)
        assert near(image[y, x], PERSONS[slot])
        half = (
            near(image, PERSONS[1 - slot])[:, : WIDTH // 2] if slot == 0 else near(image, PERSONS[0])[:, WIDTH // 2 :]
        )
        assert not half.any(), "nobody's colour on the other's side"
    assert (image[:20] == 128).all() and (image[-20:] == 128).all()


def test_nobody_is_not_drawn() -> None:
    image = np.full((HEIGHT, WIDTH, 3), 128, np.uint8)
    bodies = two_people(second=NOBODY)
    draw_bodies(image, bodies)
    assert near(image, PERSONS[0]).any() and not near(image, PERSONS[1]).any()


def test_from_the_front_the_left_shoulder_is_on_the_right() -> None:
    clip = load_npz(SAMPLE_CLIP)
    image, ground, bodies = np.empty((HEIGHT, WIDTH, 3), np.uint8), Ground(), clip.at(0)
    ground.follow(bodies)
    left, right = (clip.keypoints[0, 0, joint, 0] for joint in (LEFT_SHOULDER, RIGHT_SHOULDER))
    assert left < right, "Kinect's x grows to the sensor's own left"
    raised = bodies.keypoints.copy()
    raised[0, LEFT_HAND] = raised[0, HEAD] + (-0.6, 0.3, 0)  # out to the person's left
    draw_front(image, Bodies(raised, bodies.confidence, bodies.identity), ground)
    drawn = near(image, PERSONS[0])
    rows, columns = np.nonzero(drawn)
    assert columns.max() - WIDTH / 2 > 1.5 * (WIDTH / 2 - columns.min()), "seen on the right"
    assert rows.min() > 0 and rows.max() < HEIGHT - 1, "the whole person is in the picture"


WALK = tuple(bytes.fromhex(action_colour(DARK, "walk").removeprefix("#")))


def lane(picture: np.ndarray, slot: int) -> np.ndarray:
    """The row of pixels in the upper part of a lane of the bar of time."""
    return picture[HEIGHT + 8 + 26 * slot]


def test_the_bar_of_time_shows_what_was_recognized_when() -> None:
    annotator = Annotator(duration=10.0)
    image = np.full((HEIGHT, WIDTH, 3), 128, np.uint8)
    for tick in range(26):
        time = tick / 5
        windows = (window(0, "walk" if time >= 2 else None, time),)
        annotator.know(windows, time)
        shown = annotator.draw(image, two_people(), windows, time)
    assert shown.shape[0] > HEIGHT and shown.shape[1] == WIDTH and shown.shape[0] % 2 == 0
    left, right = 36, WIDTH - 12
    columns = np.flatnonzero(near(lane(shown, 0)[None], WALK)[0])
    columns = columns[columns >= left]
    at = (columns - left) / (right - left) * 10
    assert at.min() == pytest.approx(2.0, abs=0.1) and at.max() == pytest.approx(5.0, abs=0.1)
    assert near(lane(shown, 1)[None, left:right], LANE).mean() > 0.98, "the second person has no answer"
    assert (image == 128).all(), "the source's picture is not drawn into"


@pytest.mark.parametrize("style", [USUAL_STYLE, VideoStyle(PictureStyle.FACES_HIDDEN)])
def test_a_file_shows_the_answer_about_each_picture_though_it_is_known_later(tmp_path: Path, style: VideoStyle) -> None:
    source = ClipSource(load_npz(SAMPLE_CLIP))
    with rendering(tmp_path / "out.mp4", source, 2, style, lag=1.0) as draw:
        for tick in range(150):
            time = tick / 30
            windows = ()
            if tick % 6 == 0:
                windows = (replace(window(0, "walk" if time >= 3 else None, time), lag=1.0),)
            image = np.full((HEIGHT, WIDTH, 3), 128, np.uint8)
            draw(ObservedFrame(CapturedFrame(Frame(image, time, tick), 0, 0.0), two_people()), windows)
    with VideoSource(tmp_path / "out.mp4") as video:
        cards = [near(frame.image[:60, : WIDTH // 2], WALK).sum() > 50 for frame in iter(video.read, None)]
    assert len(cards) == 150 and cards.index(True) / 30 == pytest.approx(2.0, abs=0.1)
    assert all(cards[cards.index(True) : 115]), "to the end of the segment"


class Corrections:
    """Somebody says what the first person does, and that the second is the first."""

    def stands_for(self, person: int) -> int:
        return 1

    def action(self, person: int, time: float) -> Segment | None:
        return Segment((1,), 1.0, 3.0, "walk", 1.0) if person == 1 and 1.0 <= time < 3.0 else None

    def watched(self, person: int, time: float) -> bool:
        return time >= 0.5


def test_what_is_told_is_drawn_in_the_place_of_what_was_judged(tmp_path: Path) -> None:
    source = ClipSource(load_npz(SAMPLE_CLIP))
    with rendering(tmp_path / "out.mp4", source, 2, told=Corrections()) as draw:
        for tick in range(120):
            time = tick / 30
            image = np.full((HEIGHT, WIDTH, 3), 128, np.uint8)
            judged = (window(0, "wave", time),)
            draw(ObservedFrame(CapturedFrame(Frame(image, time, tick), 0, 0.0), two_people()), judged)
    with VideoSource(tmp_path / "out.mp4") as video:
        frames = [frame.image for frame in iter(video.read, None)]
    for half in (slice(0, WIDTH // 2), slice(WIDTH // 2, WIDTH)):
        walks = [near(frame[:60, half], WALK).sum() > 50 for frame in frames]
        assert np.flatnonzero(walks).tolist() == list(range(30, 90)), "on the card of both, who are one person"
        cards = [(np.abs(frame[15:30, half].astype(int) - 128).mean() > 5) for frame in frames]
        assert cards.index(True) == 15, "no card before there is an answer"
    assert near(lane(frames[-1], 0)[None], WALK).sum() > 30 < near(lane(frames[-1], 1)[None], WALK).sum()


def test_an_answer_stays_for_a_moment_and_never_for_somebody_else() -> None:
    image = np.full((HEIGHT, WIDTH, 3), 128, np.uint8)
    gone = two_people()
    gone = Bodies(gone.keypoints, gone.confidence, np.array([NOBODY, NOBODY], np.int32), gone.picture)

    def card(bodies: Bodies, time: float) -> bool:
        annotator = Annotator(duration=10.0)
        annotator.know((window(0, "walk", 1.0),), 1.0)
        annotator.draw(image, two_people(), (window(0, "walk", 1.0),), 1.0)
        return bool((annotator.draw(image, bodies, (), time)[12:40, 12:90] != 128).any())

    assert card(two_people(), 1.5) and card(gone, 1.4) and not card(gone, 2.5)
    other = two_people()
    assert not card(Bodies(other.keypoints, other.confidence, np.array([7, 2], np.int32), other.picture), 1.1)


def test_small_pictures_are_enlarged_and_all_have_one_size() -> None:
    annotator = Annotator(duration=None)
    shapes = {
        annotator.draw(np.zeros((120, 160, 3), np.uint8), two_people(), (), time).shape for time in (0.0, 0.5, 100.0)
    }
    assert len(shapes) == 1 and shapes.pop()[1] == 640


@pytest.mark.slow
def test_recognize_renders_a_clip(model: Path, tmp_path: Path) -> None:  # noqa: F811
    out = tmp_path / "out.mp4"
    assert main(["recognize", str(SAMPLE_CLIP), "--model", str(model), "--render", str(out)]) == 0
    clip = load_npz(SAMPLE_CLIP)
    with VideoSource(out) as video:
        assert video.fps == pytest.approx(clip.fps)
        frames = list(iter(video.read, None))
    assert len(frames) == clip.frames
    assert near(frames[-1].image[:HEIGHT], PERSONS[0]).sum() > 500
    named = [tuple(bytes.fromhex(colour.removeprefix("#"))) for colour in DARK.actions]
    assert sum(near(lane(frames[-1].image, 0)[None], colour).sum() for colour in named) > 100
    assert [file.name for file in tmp_path.iterdir()] == ["out.mp4"]


def test_recognize_renders_a_video(model: Path, pose_model: Path, tmp_path: Path) -> None:  # noqa: F811
    with VideoFile(tmp_path / "in.avi", 10.0) as video:
        for index in range(12):
            video.write(np.full((120, 160, 3), 10 * index, np.uint8), index / 10)
    assert (
        main(["recognize", str(tmp_path / "in.avi"), "--model", str(model), "--render", str(tmp_path / "o.mp4")]) == 0
    )
    with VideoSource(tmp_path / "o.mp4") as video:
        shades = [frame.image[200, 320].mean() for frame in iter(video.read, None)]
    assert shades == pytest.approx([10 * index for index in range(12)], abs=8)


def test_a_name_that_is_no_videos_is_one_sentence(model: Path, tmp_path: Path, capsys) -> None:  # noqa: F811
    assert main(["recognize", str(SAMPLE_CLIP), "--model", str(model), "--render", str(tmp_path / "out.gif")]) == 1
    assert "out.gif is not a video's name" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_work_that_is_given_up_leaves_nothing(tmp_path: Path) -> None:
    source = ClipSource(load_npz(SAMPLE_CLIP))
    with pytest.raises(KeyError), rendering(tmp_path / "out.mp4", source, 2):
        raise KeyError("the user has had enough")
    assert not list(tmp_path.iterdir())
