"""What the window writes: recordings, snapshots, exports."""

import csv
import json
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog

from app.cli import main
from app.dialogs.export_dialog import ExportDialog, RecordDialog, RenderingDialog
from app.dialogs.replace_question import ReplaceQuestion
from app.window.main_window import MainWindow
from recognizer.output.label_list import read_label_list, relative_name
from recognizer.resources import SAMPLE_CLIP
from recognizer.skeleton.clip import Clip, load_npz, save_npz
from recognizer.sources.opencv import cv2
from tests.app.fakes import LABELS, FakeFile, sources


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str, str], Path]:
    """Answers the next question for a file name, and for the kind."""

    def answered(name: str, kind: str = "") -> Path:
        target = tmp_path / name
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), kind))
        return target

    return answered


@pytest.fixture
def film(open_window, wait, pause) -> MainWindow:
    """A video with two people, some of it recognized, paused."""
    window = open_window("film", sources(film=FakeFile(frames=100)))
    window.pipeline.set_speed(4.0)
    wait(lambda: window.playback.place > 2)
    pause(window)
    return window


def export(window: MainWindow, no_surprise: list[QDialog], kind: str) -> None:
    window.menus.actions["export"].trigger()
    dialog = no_surprise.pop()
    assert isinstance(dialog, ExportDialog)
    dialog.show()
    dialog.formats[kind].setChecked(True)
    dialog.buttons.button(QDialogButtonBox.StandardButton.Save).click()


def test_what_was_recognized_is_exported(film: MainWindow, no_surprise, answer, wait) -> None:
    target = answer("told.json")
    export(film, no_surprise, "json")
    assert film.banner.text == f"Written to {target}."
    told = json.loads(target.read_text(encoding="utf-8"))
    assert told["source"] == "film" and told["model"]["labels"] == len(LABELS) and told["model"]["streams"] == ["joint"]
    rows = film.pipeline.segments.probabilities.rows(0)
    own = [window for window in told["windows"] if window["persons"] == [1]]
    assert [window["time"] for window in own] == pytest.approx(rows.time.tolist(), abs=1e-6)
    for window, shares in zip(own, rows.probability, strict=True):
        assert [guess["label"] for guess in window["top"]] == [
            LABELS[i] for i in np.argsort(-shares, kind="stable")[:5]
        ]
        assert window["top"][0]["probability"] == pytest.approx(float(shares.max()), abs=1e-5)
    assert {tuple(window["persons"]) for window in told["windows"]} == {(1,), (2,)}
    assert len(told["segments"]) == sum(map(len, film.pipeline.segments.lanes()))

    target = answer("told.csv")
    export(film, no_surprise, "csv")
    with open(target, newline="", encoding="utf-8") as file:
        assert len(list(csv.DictReader(file))) == len(told["windows"])
    target = answer("told")
    export(film, no_surprise, "srt")
    assert target.with_suffix(".srt").read_text(encoding="utf-8").count("-->") == len(told["segments"])


def test_those_who_annotate_are_given_their_forms(open_window, wait, no_surprise, answer, tmp_path: Path) -> None:
    window = open_window()
    wait(lambda: window.pipeline.segments.probabilities.judged(0))
    wait(lambda: any(window.pipeline.segments.lanes()))
    for kind, suffix in (("vtt", ".vtt"), ("eaf", ".eaf"), ("audacity", ".txt"), ("labels", ".csv")):
        target = answer(f"out{suffix}")
        export(window, no_surprise, kind)
        assert window.banner.text == f"Written to {target}."
    named = {span.file for list_ in ("out.csv", "out.eaf") for span in read_label_list(tmp_path / list_)}
    assert named == {relative_name(SAMPLE_CLIP, tmp_path / "out.csv")}


def test_the_source_is_never_replaced_by_what_is_made_of_it(open_window, wait, no_surprise, answer, tmp_path) -> None:
    source = tmp_path / "clip.npz"
    save_npz(load_npz(SAMPLE_CLIP), source)
    before = source.read_bytes()
    (tmp_path / "clip.mp4").hardlink_to(source)
    window = open_window(str(source))
    wait(lambda: window.pipeline.segments.probabilities.judged(0))
    answer("clip.mp4")
    export(window, no_surprise, "video")
    assert "never replaces a source" in window.banner.text
    answer("clip.npz", "Picture alone (*.png *.jpg)")
    window.menus.actions["take_snapshot"].trigger()
    assert "never replaces a source" in window.banner.text and source.read_bytes() == before


def test_a_name_that_is_completed_is_asked_about(film: MainWindow, no_surprise, answer, tmp_path: Path) -> None:
    """The system's dialog asks about the name that was typed, ``told``; what is written is ``told.srt``."""
    answer("told")
    target = tmp_path / "told.srt"
    target.write_text("somebody's own")
    export(film, no_surprise, "srt")
    question = no_surprise.pop()
    assert isinstance(question, ReplaceQuestion) and "told.srt is there already" in question.text()
    question.cancel.click()
    assert target.read_text() == "somebody's own"
    export(film, no_surprise, "srt")
    no_surprise.pop().replace.click()
    assert "-->" in target.read_text(encoding="utf-8") and film.banner.text == f"Written to {target}."


def test_nothing_is_offered_before_there_is_anything(open_window, wait, no_surprise) -> None:
    window = open_window("film", sources(film=FakeFile(frames=100)), model="no-such-model")
    wait(lambda: window.pipeline.source is not None)
    window.menus.actions["export"].trigger()
    dialog = no_surprise.pop()
    assert not dialog.formats["json"].isEnabled() and not dialog.formats["map-svg"].isEnabled()
    dialog.close()


def test_what_cannot_be_written_is_one_sentence(film: MainWindow, no_surprise, answer, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    answer("file/told.json")
    export(film, no_surprise, "json")
    assert "told.json" in film.banner.text and "Traceback" not in film.banner.text


def test_figures_are_pictures_and_drawings(film: MainWindow, no_surprise, answer, wait) -> None:
    wait(lambda: film.inside._window is not None)
    for kind in ("timeline-png", "map-png"):
        target = answer(f"{kind}.png")
        export(film, no_surprise, kind)
        image = QImage(str(target))
        widget = film.timeline.tracks if kind == "timeline-png" else film.inside.map
        assert image.width() == 2 * (widget.width() + 24)
        places = ((x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 3))
        assert len({image.pixelColor(*place).name() for place in places}) > 8
    for kind in ("timeline-svg", "map-svg"):
        target = answer(f"{kind}.svg")
        export(film, no_surprise, kind)
        text = target.read_text(encoding="utf-8")
        ElementTree.fromstring(text)
        assert ("Person 1" in text) if kind == "timeline-svg" else ("spine base" in text)


def test_a_snapshot_is_of_the_moment_that_was_shown(film: MainWindow, answer) -> None:
    shade = int(film.stage.picture._pixels[0, 0, 0])
    plain, drawn = answer("plain.png", "Picture alone (*.png *.jpg)"), None
    film.menus.actions["take_snapshot"].trigger()
    drawn = answer("drawn.png", "Picture with skeletons (*.png *.jpg)")
    film.menus.actions["take_snapshot"].trigger()
    image = cv2.imread(str(plain))
    assert image.shape == (120, 160, 3) and (image == shade).all()
    assert not np.array_equal(cv2.imread(str(drawn)), image)


def test_a_snapshot_of_a_clip_is_the_view_as_it_was_turned(open_window, wait, answer) -> None:
    window = open_window()
    wait(lambda: window.stage.view_3d.isVisible())
    target, size = answer("clip.png"), window.stage.view_3d.size()
    window.menus.actions["take_snapshot"].trigger()
    assert QImage(str(target)).size() == size


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
    open_window, wait, no_surprise, answer, model: Path, tmp_path: Path
) -> None:
    clip, part = load_npz(SAMPLE_CLIP), slice(30, 80)
    source = tmp_path / "short.npz"
    save_npz(Clip(clip.keypoints[:, part], clip.confidence[:, part], clip.time[part], clip.identity[:, part]), source)
    window = open_window(str(source))
    wait(lambda: window.pipeline.model is not None and window.pipeline.source is not None)
    called_off = answer("off.mp4")
    export(window, no_surprise, "video")
    dialog = no_surprise.pop()
    assert isinstance(dialog, RenderingDialog)
    dialog.reject()
    wait(lambda: not dialog.rendering.is_alive())
    assert not called_off.exists()
    target = answer("annotated.mp4")
    export(window, no_surprise, "video")
    dialog = no_surprise.pop()
    wait(lambda: str(target) in window.banner.text)
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
