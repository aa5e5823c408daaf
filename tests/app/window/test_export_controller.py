"""What the window writes of what it shows: recordings, snapshots, annotated videos."""

from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog

from app.cli import main
from app.dialogs.export_dialog import ExportChoices
from app.dialogs.recording_dialogs import RecordDialog, RenderingDialog
from app.dialogs.replace_question import ReplaceQuestion
from app.dialogs.video_options import VOICES, WORDS
from app.window.export_plan import choices_of
from app.window.main_window import MainWindow
from recognizer.output.annotated_video import GROUND
from recognizer.output.video_style import FACES_NOTE, USUAL_STYLE, PictureStyle, VideoStyle
from recognizer.resources import SAMPLE_CLIP
from recognizer.skeleton.clip import Clip, load_npz, save_npz
from recognizer.sources.opencv import cv2
from tests.app.fakes import FakeFile, sources
from tests.app.window.exporting import export, open_dialog
from tests.recognizer.sources.made_videos import Recipe, make_video, steady


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str, str], Path]:
    """Answers the next question for a file name, and for the kind."""

    def answered(name: str, kind: str = "") -> Path:
        target = tmp_path / name
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), kind))
        return target

    return answered


def test_a_snapshot_is_of_the_moment_that_was_shown(film: MainWindow, answer, wait) -> None:
    shade = int(film.stage.picture._pixels[0, 0, 0])
    plain, drawn = answer("plain.png", "Picture alone (*.png *.jpg)"), None
    film.menus.actions["take_snapshot"].trigger()
    wait(lambda: film.banner.text == f"Written to {plain}.")
    drawn = answer("drawn.png", "Picture with skeletons (*.png *.jpg)")
    film.menus.actions["take_snapshot"].trigger()
    wait(lambda: film.banner.text == f"Written to {drawn}.")
    image = cv2.imread(str(plain))
    assert image.shape == (120, 160, 3) and (image == shade).all()
    assert not np.array_equal(cv2.imread(str(drawn)), image)


def test_a_snapshot_of_a_clip_is_the_view_as_it_was_turned(open_window, wait, answer) -> None:
    window = open_window()
    wait(lambda: window.stage.view_3d.isVisible())
    target, size = answer("clip.png"), window.stage.view_3d.size()
    window.menus.actions["take_snapshot"].trigger()
    wait(lambda: window.banner.text == f"Written to {target}.")
    assert QImage(str(target)).size() == size


def test_a_snapshot_never_replaces_the_source_nor_what_nobody_was_asked_about(
    open_window, wait, no_surprise, answer, tmp_path: Path
) -> None:
    source, there = tmp_path / "clip.npz", tmp_path / "own.png"
    save_npz(load_npz(SAMPLE_CLIP), source)
    before = source.read_bytes()
    there.write_text("somebody's own")
    window = open_window(str(source))
    wait(lambda: window.stage.view_3d.isVisible())
    answer("clip.npz")
    window.menus.actions["take_snapshot"].trigger()
    wait(lambda: "never replaces a source" in window.banner.text)
    assert source.read_bytes() == before
    answer("own")  # the system's dialog has asked about this name, and not about the one that is made of it
    window.menus.actions["take_snapshot"].trigger()
    wait(lambda: no_surprise)
    question = no_surprise.pop()
    assert isinstance(question, ReplaceQuestion) and there.read_text() == "somebody's own"
    question.cancel.click()


def test_recording_asks_marks_and_tells(open_window, wait, no_surprise, tmp_path: Path, qtbot) -> None:
    window = open_window("film", sources(film=FakeFile(frames=4000)))
    wait(lambda: window.playback.place > 0.3)
    window.settings.keep("recordings", str(tmp_path))
    window.menus.actions["record"].trigger()
    dialog = no_surprise.pop()
    assert isinstance(dialog, RecordDialog) and not window.stage.recording.isVisible()
    dialog.show()
    dialog.video.setChecked(False)
    dialog.clip.setChecked(False)
    assert not dialog.go.isEnabled()
    dialog.video.setChecked(True)
    dialog.clip.setChecked(True)
    dialog.go.click()
    assert window.pipeline.recording and window.stage.recording.isVisible()
    assert window.menus.actions["record"].iconText() == "Stop"
    start = window.playback.place
    window.pipeline.set_speed(4.0)
    wait(lambda: window.playback.place > start + 1)
    window.menus.actions["record"].trigger()
    wait(lambda: "Recorded" in window.banner.text)
    assert not window.stage.recording.isVisible()
    files = {file.suffix: file for file in tmp_path.glob("recording-*")}
    assert set(files) == {".mp4", ".npz"}
    assert load_npz(files[".npz"]).frames > 5


def test_an_annotated_video_is_written_or_called_off(
    open_window, wait, no_surprise, model: Path, tmp_path: Path
) -> None:
    clip, part = load_npz(SAMPLE_CLIP), slice(30, 80)
    source = tmp_path / "short.npz"
    save_npz(Clip(clip.keypoints[:, part], clip.confidence[:, part], clip.time[part], clip.identity[:, part]), source)
    window = open_window(str(source))
    wait(lambda: window.pipeline.model is not None and window.timeline.tracks.rows)
    export(window, no_surprise, "video", "json", name="off")
    wait(lambda: no_surprise)
    dialog = no_surprise.pop()
    assert isinstance(dialog, RenderingDialog)
    dialog.reject()
    wait(lambda: not dialog.rendering.is_alive())
    assert not (tmp_path / "off-annotated.mp4").exists()
    assert window.banner.text == f"Written to {tmp_path / 'off.json'}.", "what was asked for with it is there"
    target = tmp_path / "short-annotated.mp4"
    export(window, no_surprise, "video")
    wait(lambda: no_surprise)
    dialog = no_surprise.pop()
    wait(lambda: window.banner.text == f"Written to {target}.")
    with av.open(str(target)) as written:
        assert written.streams.video[0].codec_context.name == "h264"
    video = cv2.VideoCapture(str(target))
    assert int(video.get(cv2.CAP_PROP_FRAME_COUNT)) == 50
    same = tmp_path / "terminal" / "annotated.mp4"
    assert main(["recognize", str(source), "--model", str(model), "--device", "cpu", "--render", str(same)]) == 0
    terminal = cv2.VideoCapture(str(same))
    for _ in range(50):
        assert np.array_equal(video.read()[1], terminal.read()[1]), "the terminal draws what the window does"
    video.release()
    terminal.release()
    assert not dialog.isVisible() and list(tmp_path.glob("*.mp4")) == [target]


def test_an_annotated_video_without_picture_and_sound_has_neither_and_the_choice_is_kept(
    open_window, wait, no_surprise, pose_model: Path, tmp_path: Path
) -> None:
    window = open_window(str(make_video(tmp_path / "film.mp4", steady(20), Recipe(sound=1.0))))
    wait(lambda: window.pipeline.model is not None and window.pipeline.source is not None)
    style = VideoStyle(PictureStyle.HIDDEN, sound=False)
    export(window, no_surprise, "video", style=style)
    for name, value in choices_of(ExportChoices(frozenset({"video"}), video=USUAL_STYLE)).items():
        window.settings.keep(name, value)  # as another order does before this one's turn
    wait(lambda: no_surprise)
    no_surprise.pop()
    for name, value in choices_of(ExportChoices(frozenset({"video"}), video=style)).items():
        window.settings.keep(name, value)
    target = tmp_path / "film-annotated.mp4"
    wait(lambda: window.banner.text == f"Written to {target}.")
    with av.open(str(target)) as file:
        assert not file.streams.audio
        pictures = [frame.to_ndarray(format="rgb24") for frame in file.decode(video=0)]
    assert pictures and all((np.abs(picture[:480].astype(int) - GROUND) < 8).all() for picture in pictures)
    dialog = open_dialog(window, no_surprise)
    assert dialog.video.style_chosen == style
    dialog.reject()


def test_the_dialog_says_what_an_annotated_video_for_others_does_not_promise(
    open_window, wait, no_surprise, tmp_path: Path
) -> None:
    window = open_window("film", sources(film=FakeFile(frames=4000)))
    wait(lambda: window.pipeline.source is not None)
    dialog = open_dialog(window, no_surprise)
    options = dialog.video
    assert not options.isEnabled()
    dialog.formats["video"].setChecked(True)
    assert options.isEnabled() and not options.caption.isVisible()
    options.picture.setCurrentText(WORDS[PictureStyle.FACES_HIDDEN])
    assert options.caption.isVisible() and options.caption.text() == f"{FACES_NOTE} {VOICES}"
    options.sound.setChecked(False)
    assert options.caption.text() == FACES_NOTE
    options.picture.setCurrentText(WORDS[PictureStyle.HIDDEN])
    assert not options.caption.isVisible()
    assert dialog.order.choices.video == VideoStyle(PictureStyle.HIDDEN, sound=False)
    dialog.reject()
