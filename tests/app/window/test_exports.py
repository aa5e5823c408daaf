"""Exports and copies of what the window shows: by the real dialog, and the files read back."""

import csv
import json
import xml.etree.ElementTree as ElementTree
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog

from app.dialogs.replace_question import ReplaceQuestion
from app.window.export_controller import EXPLAIN_HIDDEN, EXPLAIN_NOTHING
from app.window.main_window import MainWindow
from recognizer.output.label_list import read_label_list, relative_name
from recognizer.output.result import Result
from recognizer.resources import SAMPLE_CLIP
from recognizer.skeleton.clip import load_npz, save_npz
from recognizer.skeleton.joints import JOINTS, NAMES
from recognizer.text import clock_text
from recognizer.version import program_version
from tests.app.fakes import LABELS, FakeFile, sources
from tests.app.window.exporting import export, open_dialog


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    """A clip in a folder of its own."""
    file = tmp_path / "clips" / "dance.npz"
    file.parent.mkdir()
    save_npz(load_npz(SAMPLE_CLIP), file)
    return file


@pytest.fixture
def looked_at(open_window, wait, pause, clip: Path) -> MainWindow:
    """The clip, paused where something was recognized and a map is shown."""
    window = open_window(str(clip))
    wait(lambda: window.inside.shown is not None and any(window.pipeline.segments.lanes().values()))
    pause(window)
    return window


def test_what_was_recognized_is_exported(film: MainWindow, no_surprise, wait, tmp_path: Path) -> None:
    export(film, no_surprise, "json", "csv", "srt", name="told", folder=tmp_path)
    wait(lambda: film.banner.text == f"3 files were written to {tmp_path}.")
    told = json.loads((tmp_path / "told.json").read_text(encoding="utf-8"))
    assert told["source"] == "film" and told["model"]["labels"] == len(LABELS) and told["model"]["streams"] == ["joint"]
    assert told["version"] == program_version() and told["settings"]["persons"] == 2
    assert told["timing"]["frames_per_s"] > 0
    rows = film.pipeline.segments.probabilities.rows(1)
    own = [window for window in told["windows"] if window["persons"] == [1]]
    assert [window["time"] for window in own] == pytest.approx(rows.time.tolist(), abs=1e-6)
    for window, shares in zip(own, rows.probability, strict=True):
        order = np.argsort(-shares, kind="stable")[:5]
        assert [guess["label"] for guess in window["top"]] == [LABELS[i] for i in order]
        assert window["top"][0]["probability"] == pytest.approx(float(shares.max()), abs=1e-5)
    assert {tuple(window["persons"]) for window in told["windows"]} == {(1,), (2,)}
    assert len(told["segments"]) == sum(map(len, film.pipeline.segments.lanes().values()))
    with open(tmp_path / "told.csv", newline="", encoding="utf-8") as file:
        assert len(list(csv.DictReader(file))) == len(told["windows"])
    assert (tmp_path / "told.srt").read_text(encoding="utf-8").count("-->") == len(told["segments"])


def test_all_forms_are_written_beside_the_file_at_once_and_no_thread_of_the_windows_waits(
    never_blocked, open_window, wait, no_surprise, clip: Path
) -> None:
    window = open_window(str(clip))
    wait(lambda: window.inside.shown is not None and window.timeline.tracks.rows)
    window.pipeline.pause()
    results = ("json", "csv", "srt", "vtt", "eaf", "audacity", "labels")
    export(window, no_surprise, *results, "page", "numbers", "inside", "timeline", kinds="png svg")
    wait(lambda: "files were written" in window.banner.text)
    assert window.banner.text == f"13 files were written to {clip.parent}."
    endings = [".json", ".csv", ".srt", ".vtt", ".eaf", ".txt", "-labels.csv", "-explained.html", "-topology.csv"]
    endings += ["-topology.png", "-topology.svg", "-timeline.png", "-timeline.svg"]
    written = {file.name for file in clip.parent.iterdir()} - {clip.name}
    assert written >= {f"dance{ending}" for ending in endings}
    assert Result.load_json(clip.parent / "dance.json") is not None


def test_those_who_annotate_are_given_their_forms(looked_at: MainWindow, no_surprise, wait, clip: Path) -> None:
    wait(lambda: looked_at.pipeline.segments.lanes())
    export(looked_at, no_surprise, "eaf", "labels")
    wait(lambda: "2 files were written" in looked_at.banner.text)
    for name in ("dance-labels.csv", "dance.eaf"):
        assert {span.file for span in read_label_list(clip.with_name(name))} == {
            relative_name(clip, clip.with_name(name))
        }


def test_a_page_stands_alone(looked_at: MainWindow, no_surprise, wait, clip: Path) -> None:
    export(looked_at, no_surprise, "page")
    page = clip.with_name("dance-explained.html")
    wait(lambda: looked_at.banner.text == f"Written to {page}.")
    text = page.read_text(encoding="utf-8")
    HTMLParser().feed(text)
    assert "<h1>" in text and "dance.npz" in text and "Beside this page" not in text
    assert "http" not in text.replace("http://www.w3.org", "")


def test_the_moment_that_is_shown_is_explained_on_a_page_that_opens(
    looked_at: MainWindow, wait, tmp_path: Path, monkeypatch
) -> None:
    offered, opened = [], []
    target = tmp_path / "why.html"
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda _, __, start, ___: offered.append(Path(start)) or (str(target), "")
    )
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(Path(url.toLocalFile())))
    window, _ = looked_at.inside.shown
    looked_at.menus.actions["explain_moment"].trigger()
    wait(lambda: looked_at.banner.text == f"Written to {target}.")
    assert opened == [target] and offered[0].name.startswith("dance-explained-0m") and offered[0].suffix == ".html"
    text = target.read_text(encoding="utf-8")
    assert "dance.npz" in text and f"to {clock_text(window.time)}" in text


def test_what_cannot_be_explained_says_why(looked_at: MainWindow, monkeypatch) -> None:
    looked_at.show_inside(False)
    looked_at.menus.actions["explain_moment"].trigger()
    assert looked_at.banner.text == EXPLAIN_HIDDEN
    looked_at.show_inside()
    looked_at.inside.begin()
    looked_at.menus.actions["explain_moment"].trigger()
    assert looked_at.banner.text == EXPLAIN_NOTHING


def test_figures_have_the_size_that_was_asked_for_and_all_names(looked_at: MainWindow, no_surprise, wait, clip) -> None:
    dialog = open_dialog(looked_at, no_surprise)
    dialog.formats["inside"].setChecked(True)
    dialog.formats["timeline"].setChecked(True)
    dialog.figures.svg.setChecked(True)
    dialog.figures.width_choice.setCurrentIndex(2)
    dialog.figures.dots.setCurrentIndex(0)
    dialog.go.click()
    wait(lambda: "4 files were written" in looked_at.banner.text)
    for name in ("topology", "timeline"):
        image = QImage(str(clip.with_name(f"dance-{name}.png")))
        assert image.width() == pytest.approx(180 / 25.4 * 150, abs=1)
        assert image.dotsPerMeterX() * 0.0254 == pytest.approx(150, abs=1)
        assert image.pixelColor(0, 0) == Qt.GlobalColor.white, "paper is light, whatever the window looks like"
    drawn = texts(clip.with_name("dance-topology.svg"))
    assert all(drawn.count(name) == 2 for name in NAMES), "along both sides"
    assert any("block 1" in text and "fragment 1" in text for text in drawn)
    assert "joint that listens (target)" in drawn and "weight" in drawn
    when = " ".join(drawn)
    assert "dance.npz" in when and "Person 1" in when and "0:0" in when
    tracks = " ".join(texts(clip.with_name("dance-timeline.svg")))
    assert "Person 1" in tracks
    assert all(span.label in tracks for span in looked_at.timeline.tracks.rows[0].spans)


def test_the_numbers_are_those_of_the_map(looked_at: MainWindow, no_surprise, wait, clip: Path) -> None:
    looked_at.topology.block.setCurrentIndex(3)
    values = looked_at.topology.map.values.copy()
    export(looked_at, no_surprise, "numbers")
    wait(lambda: "Written to" in looked_at.banner.text)
    with open(clip.with_name("dance-topology.csv"), newline="", encoding="utf-8") as file:
        head, *rows = csv.reader(file)
    assert head == ["", *NAMES] and [row[0] for row in rows] == list(NAMES)
    np.testing.assert_allclose(np.array([row[1:] for row in rows], float), values, rtol=1e-6)


def test_every_tab_has_its_figure_and_its_numbers(looked_at: MainWindow, no_surprise, wait, clip: Path) -> None:
    wait(lambda: looked_at.inside.shown is not None)
    for tab in (looked_at.attention, looked_at.joint_curves, looked_at.masking):
        looked_at.show_tab(tab)
        wait(lambda tab=tab: tab.figure("") is not None)
        export(looked_at, no_surprise, "inside", "numbers", kinds="svg")
        wait(lambda tab=tab: clip.with_name(f"dance-{tab.title.lower()}.svg").exists() and looked_at.banner.text)
    attention = looked_at.attention.map.values
    with open(clip.with_name("dance-attention.csv"), newline="", encoding="utf-8") as file:
        head, *rows = csv.reader(file)
    np.testing.assert_allclose(np.array([row[1:] for row in rows], float), attention, rtol=1e-6)
    np.testing.assert_allclose(np.array(head[1:], float), looked_at.attention._keys, atol=1e-3)
    with open(clip.with_name("dance-signals.csv"), newline="", encoding="utf-8") as file:
        head, *rows = csv.reader(file)
    curves = looked_at.joint_curves.plot.curves
    assert head[1:] == [curve.part for curve in curves]
    np.testing.assert_allclose(np.array(rows, float)[:, 1], curves[0].values, rtol=1e-5, atol=1e-7)
    assert set(NAMES) <= set(texts(clip.with_name("dance-masking.svg")))
    looked_at.show_tab(looked_at.lesson_pages)
    dialog = open_dialog(looked_at, no_surprise)
    assert not dialog.formats["inside"].isEnabled(), "a page of the lesson is no figure"
    dialog.close()


def test_what_is_there_is_asked_about_once_for_all_files(looked_at: MainWindow, no_surprise, wait, clip: Path) -> None:
    own = [clip.with_name("dance.srt"), clip.with_name("dance-timeline.png")]
    for file in own:
        file.write_text("somebody's own")
    export(looked_at, no_surprise, "json", "srt", "timeline")
    wait(lambda: no_surprise)
    question = no_surprise.pop()
    assert isinstance(question, ReplaceQuestion) and "2 of the files are there already" in question.text()
    question.cancel.click()
    assert all(file.read_text() == "somebody's own" for file in own) and not clip.with_name("dance.json").exists()
    export(looked_at, no_surprise, "json", "srt", "timeline")
    wait(lambda: no_surprise)
    no_surprise.pop().replace.click()
    wait(lambda: looked_at.banner.text == f"3 files were written to {clip.parent}.")
    assert not QImage(str(own[1])).isNull() and own[0].read_bytes() != b"somebody's own"


def test_the_source_is_never_replaced_by_what_is_made_of_it(looked_at: MainWindow, no_surprise, wait, clip) -> None:
    before = clip.read_bytes()
    clip.with_name("other.json").hardlink_to(clip)
    export(looked_at, no_surprise, "json", "srt", name="other")
    wait(lambda: "never replaces a source" in looked_at.banner.text)
    assert clip.read_bytes() == before and not clip.with_name("other.srt").exists()


def test_what_cannot_be_written_is_one_sentence(
    looked_at: MainWindow, no_surprise, wait, tmp_path, monkeypatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    dialog = open_dialog(looked_at, no_surprise)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(blocked))
    dialog.change.click()
    dialog.formats["json"].setChecked(True)
    dialog.go.click()
    wait(lambda: looked_at.banner.text)
    assert looked_at.banner.text.startswith("Cannot write") and looked_at.banner.text.count(".") <= 3

    def full(self: Result, path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("recognizer.files.os.replace", lambda *_: full(None, None))
    export(looked_at, no_surprise, "json", "timeline", name="full")
    wait(lambda: "No space left" in looked_at.banner.text)
    assert looked_at.banner.text.startswith("Cannot write")


def test_a_form_that_fails_does_not_keep_the_others_waiting(film: MainWindow, no_surprise, wait, tmp_path) -> None:
    """The source is no file of this machine, so that no label list can name it."""
    export(film, no_surprise, "labels", "json", name="told", folder=tmp_path)
    wait(lambda: film.banner.text)
    assert film.banner.text.startswith("A label list names files") and "Written to" in film.banner.text
    assert (tmp_path / "told.json").is_file() and not (tmp_path / "told-labels.csv").exists()


def test_show_in_folder_opens_the_folder(looked_at: MainWindow, no_surprise, wait, clip: Path, monkeypatch) -> None:
    opened = []
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    export(looked_at, no_surprise, "json")
    wait(lambda: "Written to" in looked_at.banner.text)
    assert looked_at.banner.help.isVisible() and looked_at.banner.help.text() == "Show in folder"
    looked_at.banner.help.click()
    assert opened == [str(clip.parent)]


def test_choices_are_remembered(looked_at: MainWindow, no_surprise, wait) -> None:
    dialog = open_dialog(looked_at, no_surprise)
    dialog.formats["srt"].setChecked(True)
    dialog.formats["inside"].setChecked(True)
    dialog.figures.png.setChecked(False)
    dialog.figures.svg.setChecked(True)
    dialog.figures.width_choice.setCurrentIndex(1)
    dialog.go.click()
    wait(lambda: "written" in looked_at.banner.text)
    looked_at.menus.actions["export"].trigger()
    dialog = no_surprise.pop()
    assert {key for key, box in dialog.formats.items() if box.isChecked()} == {"srt", "inside"}
    assert dialog.figures.kinds == (".svg",) and dialog.figures.paper.width == 120
    assert not dialog.figures.dots.isEnabled(), "a drawing has no dots"
    dialog.close()


def test_nothing_is_offered_before_there_is_anything(open_window, wait, no_surprise) -> None:
    window = open_window("film", sources(film=FakeFile(frames=100)), model="no-such-model")
    wait(lambda: window.pipeline.source is not None)
    dialog = open_dialog(window, no_surprise)
    for key in ("json", "timeline", "inside", "numbers", "page"):
        assert not dialog.formats[key].isEnabled() and dialog.formats[key].accessibleDescription()
    assert not dialog.go.isEnabled() and dialog.files.text() == "Choose what to write."
    dialog.formats["video"].setChecked(True)
    assert dialog.go.isEnabled()
    dialog.name.setText("../elsewhere")
    assert not dialog.go.isEnabled()
    dialog.close()


def test_numbers_are_copied_as_spreadsheets_paste_them(looked_at: MainWindow, wait, qtbot) -> None:
    looked_at.topology.map.setFocus()
    looked_at.menus.actions["copy_numbers"].trigger()
    rows = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert rows[0] == ["", *NAMES] and len(rows) == JOINTS + 1
    copied = np.array([row[1:] for row in rows[1:]], float)
    np.testing.assert_allclose(copied, looked_at.topology.map.values, rtol=1e-6)
    looked_at.activateWindow()
    looked_at.timeline.tracks.setFocus()
    qtbot.keyClick(looked_at.timeline.tracks, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    head, *spans = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert head == ["person", "start_s", "end_s", "action", "confidence"]
    shown = looked_at.timeline.tracks.rows[0].spans
    assert [(span[0], float(span[1]), span[3]) for span in spans] == [
        ("Person 1", pytest.approx(one.start, abs=1e-3), one.label) for one in shown
    ]


def test_a_figure_is_copied_as_a_picture(looked_at: MainWindow, wait) -> None:
    QGuiApplication.clipboard().clear()
    looked_at.topology.map.setFocus()
    entries = [action.text() for action in looked_at.topology.map.actions()]
    assert entries == ["Copy the numbers", "Copy the figure"], "they are in the map's own menu, too"
    looked_at.menus.actions["copy_figure"].trigger()
    wait(lambda: not QGuiApplication.clipboard().image().isNull())
    image = QGuiApplication.clipboard().image()
    assert image.width() == pytest.approx(85 / 25.4 * 300, abs=1) and image.pixelColor(0, 0) == Qt.GlobalColor.white


def texts(drawing: Path) -> list[str]:
    """All texts of an SVG."""
    root = ElementTree.parse(drawing).getroot()
    return ["".join(element.itertext()).strip() for element in root.iter("{http://www.w3.org/2000/svg}text")]
