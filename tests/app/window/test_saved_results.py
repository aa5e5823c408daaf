"""Results that were saved open with the file that they are about, and nothing is computed anew."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog

from app.dialogs.queue_dialog import QueueDialog
from app.session import bodies_cache
from app.session.edits import Edits
from app.session.messages import SourceState
from app.session.rendering_thread import RenderingThread, video_subject
from app.session.saved_analysis import NOT_KEPT, OTHER_MODEL
from app.session.session_export import session_result
from app.window.main_window import MainWindow
from recognizer.colours import DARK, action_colour
from recognizer.output.result import Result
from recognizer.resources import SAMPLE_CLIP
from recognizer.skeleton.clip import load_npz
from recognizer.sources.opening import VideoSource
from recognizer.version import program_version
from tests.app.fakes import LABELS, FakeFile, FakeFrontEnd, opener, sources
from tests.app.window.exporting import export
from tests.app.window.test_file_analysis import changed, looked_through, masked, terminals

Opener = Callable[..., MainWindow]
Wait = Callable[[Callable[[], object]], None]


@pytest.fixture
def saved(clip: Path, model: Path) -> Path:
    """What the terminal writes of the clip, beside it."""
    path = clip.with_suffix(".json")
    terminals(clip, model).save_json(path)
    return path


def rewritten(path: Path, change: Callable[[dict], object]) -> None:
    """The result as somebody has edited it."""
    told = json.loads(path.read_text())
    change(told)
    path.write_text(json.dumps(told))


def is_told(window: MainWindow) -> bool:
    """Whether a saved result is shown, with a frame of its file."""
    analysis = window.pipeline.analysis
    return analysis is not None and analysis.saved is not None and analysis.model is not None and has_answer(window)


def has_answer(window: MainWindow) -> bool:
    shown = window.shown
    return shown is not None and any(holder.window is not None for holder in shown.holders)


def labels(window: MainWindow) -> list[str]:
    """What the timeline shows of everybody, by start."""
    return [span.label for span in window.timeline.editor.in_order()]


def drop(window: MainWindow, *files: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    buttons = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    window.dropEvent(QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, data, *buttons))


def test_a_result_opens_with_its_clip_and_any_moment_is_explained_though_nothing_is_judged_again(
    open_window: Opener, wait: Wait, clip: Path, saved: Path
) -> None:
    result = Result.load_json(saved)
    window = open_window(str(saved))
    wait(lambda: is_told(window) and window.pipeline.saved.source == str(clip))
    wait(lambda: window.topology.window_shown is not None)
    assert session_result(window.pipeline) == result
    assert labels(window) == [one.label for one in result.segments]
    assert window.pipeline.stats().network.median == 0, "no window was judged"
    assert window.timeline.saved.isVisible() and window.timeline.saved.text() == "From a clip.json"
    assert window.banner.text.startswith("Shown from a clip.json, without computing anything: judged by tiny on ")
    assert "In use now" not in window.banner.text and "decisions" not in window.banner.text
    window.playback.toggle()
    window.playback.seek(6.3)
    wait(lambda: window.shown is not None and abs(window.shown.captured.frame.time - 6.3) < 0.06)
    (holder,) = [holder for holder in window.shown.holders if holder.number > 0]
    (segment,) = [one for one in result.segments if one.start <= window.shown.captured.frame.time < one.end]
    assert window.stage.cards[0].action.full_text() == segment.label
    told = next(one for one in result.windows if abs(one.time - holder.window.time) < 1e-6)
    guesses = window.stage.cards[0].bars.rows
    known = [guess for guess in told.top if guess.probability]
    assert [(label, pytest.approx(share)) for label, share in guesses] == [
        (one.label, one.probability) for one in known
    ]
    window.show_tab(window.masking)
    wait(lambda: masked(window) is not None and masked(window).time == holder.window.time)
    window.timeline.saved.click()
    window.banner.help.click()
    wait(lambda: window.pipeline.saved is None and looked_through(window))
    assert not window.timeline.saved.isVisible()
    anew = session_result(window.pipeline)
    assert (anew.segments, anew.windows, anew.made_from) == (result.segments, result.windows, result.made_from)


@pytest.fixture
def film(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What stands for a video with two people."""
    film = tmp_path / "film.mp4"
    film.write_bytes(b"stands for a video")
    give = opener({str(film): FakeFile(frames=60)})
    monkeypatch.setattr("app.session.source_opener.default_source", lambda spec, **_: give(spec))
    return film


def test_a_video_needs_no_pose_model_where_its_joints_are_kept_and_shows_the_answers_where_not(
    open_window: Opener, wait: Wait, film: Path
) -> None:
    made: list[FakeFrontEnd] = []

    def make(options: object, progress: object) -> FakeFrontEnd:
        made.append(FakeFrontEnd())
        return made[-1]

    window = open_window(str(film), {"make_front_end": make})
    wait(lambda: looked_through(window))
    saved = film.with_suffix(".json")
    result = session_result(window.pipeline)
    result.save_json(saved)
    window.open(str(saved))
    wait(lambda: is_told(window) and window.topology.window_shown is not None)
    assert window.shown.bodies is not None and len(made) == 1
    assert {holder.number for holder in window.shown.holders} == {1, 2}
    bodies_cache.clear()
    window.open(str(saved))
    wait(lambda: window.pipeline.analysis is not None and not len(window.pipeline.analysis.kept) and is_told(window))
    wait(lambda: window.inside.waiting.isVisible() and window.inside.waiting.text() == NOT_KEPT)
    assert window.shown.bodies is None and len(made) == 1 and window.pipeline.stats().network.median == 0
    assert labels(window) == [one.label for one in result.segments]
    named = {one.label for one in result.segments}
    wait(lambda: all(card.isVisible() and card.action.full_text() in named for card in window.stage.cards))
    assert [card.number for card in window.stage.cards] == [1, 2]
    wait(lambda: window.pipeline.state is SourceState.ENDED)
    window.timeline.saved.click()
    window.banner.help.click()
    wait(lambda: len(made) == 2)
    wait(lambda: window.pipeline.saved is None and looked_through(window))


def test_what_another_model_has_judged_is_shown_as_it_was_and_said_to_be_so(
    open_window: Opener, wait: Wait, clip: Path, model: Path, tmp_path: Path
) -> None:
    other = changed(model, tmp_path / "other", name="other", labels=[f"other {label}" for label in LABELS])
    result = replace(terminals(clip, other), version="0.0.1")
    result.save_json(tmp_path / "told.json")
    window = open_window("film", sources(film=FakeFile(40)) | {"open_source": None})
    wait(lambda: window.pipeline.model is not None)
    drop(window, tmp_path / "told.json")
    wait(lambda: is_told(window))
    wait(lambda: window.inside.waiting.isVisible() and window.inside.waiting.text() == OTHER_MODEL)
    assert window.shown.bodies is not None, "a clip has its joints in it"
    assert "judged by other, version 0.0.1 on " in window.banner.text
    assert window.banner.text.endswith(f" In use now: tiny, version {program_version()}.")
    wait(lambda: window.stage.cards[0].action.full_text().startswith("other "))
    window.pipeline.change(decisions="eager", persons=1)
    window.refresh()
    window.timeline.saved.click()
    assert "balanced decisions, two people" in window.banner.text
    assert "In use now: tiny, eager decisions, one person, " in window.banner.text
    assert session_result(window.pipeline) == Result.load_json(tmp_path / "told.json"), "it stays as it is"
    assert set(labels(window)) == {one.label for one in result.segments}


def test_an_annotated_video_shows_the_result_as_it_was_corrected_and_judges_nothing_anew(
    open_window: Opener,
    wait: Wait,
    clip: Path,
    saved: Path,
    no_surprise: list[QDialog],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("all is known already")

    monkeypatch.setattr("recognizer.offline.recognize_source", refuse)
    window = open_window(str(saved))
    wait(lambda: is_told(window) and window.timeline.tracks.rows)
    person = window.timeline.tracks.rows[0].person
    window.timeline.editor.add(person, 0.0, 60.0, "pirouette")
    export(window, no_surprise, "video")
    window.open(str(SAMPLE_CLIP))  # while the places are looked at
    target = clip.with_name("a clip-annotated.mp4")
    wait(lambda: no_surprise)
    dialog = no_surprise.pop()
    assert not dialog.rendering.recognizes
    wait(lambda: window.banner.text == f"Written to {target}.")
    colour = tuple(bytes.fromhex(action_colour(DARK, "pirouette").removeprefix("#")))
    with VideoSource(target) as video:
        frames = [frame.image for frame in iter(video.read, None)]
    assert len(frames) == load_npz(clip).frames
    apart = np.abs(frames[-1].astype(int) - colour).sum(axis=-1)
    assert (apart[:60] < 30).sum() > 50, "on the card"
    assert (apart[480:] < 30).sum() > 2000, "in the bar of time"


@pytest.mark.parametrize("whole", [True, False])
def test_an_annotated_video_of_a_file_shows_what_was_corrected_in_it(
    open_window: Opener, wait: Wait, clip: Path, no_surprise: list[QDialog], whole: bool
) -> None:
    window = open_window(str(clip))
    wait(lambda: looked_through(window) and window.timeline.tracks.rows)
    subject = replace(video_subject(window.pipeline), edits=Edits().put(1, 0.0, 60.0, "pirouette"))
    assert subject.told is None, "nothing was corrected, so it is recognized as in the terminal"
    window.timeline.editor.add(window.timeline.tracks.rows[0].person, 0.0, 60.0, "pirouette")
    thread = RenderingThread(video_subject(window.pipeline) if whole else subject, clip.with_name("out.mp4"))
    assert thread.recognizes is not whole
    thread.start()
    wait(lambda: not thread.is_alive())
    colour = tuple(bytes.fromhex(action_colour(DARK, "pirouette").removeprefix("#")))
    with VideoSource(clip.with_name("out.mp4")) as video:
        last = [frame.image for frame in iter(video.read, None)][-1]
    assert (np.abs(last[480:].astype(int) - colour).sum(axis=-1) < 30).sum() > 2000


def edit(path: str, value: object) -> Callable[[dict], None]:
    """Changes what stands at a place like ``segments.0.start``."""

    def change(told: dict) -> None:
        *steps, last = [int(step) if step.isdigit() else step for step in path.split(".")]
        for step in steps:
            told = told[step]
        told[last] = value

    return change


WRONG = {
    "a.json was changed so that it cannot be read: segments → 1 → start: ": edit("segments.0.start", "soon"),
    "a.json was changed so that it cannot be shown: segment 1 goes from ": edit("segments.0.end", -1),
    "a.json was changed so that it cannot be shown: segment 1 has no label.": edit("segments.0.label", " \n"),
    "segment 1 has an impossible person or confidence": edit("segments.0.persons", [2**40]),
    "window 2 is at inf s": edit("windows.1.time", float("inf")),
    "window 1 has an impossible person or probability": edit("windows.0.top.0.probability", float("nan")),
    "a.json goes on to 4000 s, but a clip.npz ends at ": edit("segments.0.end", 4000),
    "a.json is about what was live, from 0: there is no file to open it with.": edit("source", "0"),
    "a.json is no result: open one that `recognize`, the queue or an export has written.": lambda told: told.clear(),
}


@pytest.mark.parametrize("sentence", WRONG)
def test_a_result_that_tells_nonsense_is_refused_in_one_sentence_and_what_is_open_stays(
    open_window: Opener, wait: Wait, saved: Path, tmp_path: Path, sentence: str
) -> None:
    rewritten(saved, WRONG[sentence])
    saved.rename(tmp_path / "a.json")
    window = open_window(str(SAMPLE_CLIP))
    wait(lambda: window.pipeline.source is not None and window.pipeline.source.spec == str(SAMPLE_CLIP))
    drop(window, tmp_path / "a.json")
    wait(lambda: sentence in window.banner.text)
    assert window.banner.text.count(". ") == 0 and "log" not in window.banner.text
    assert window.pipeline.source.spec == str(SAMPLE_CLIP) and window.pipeline.playing


def test_other_json_files_and_parts_of_one_are_told_apart(open_window: Opener, wait: Wait, tmp_path: Path) -> None:
    (tmp_path / "part.json").write_text('{"source": "a')
    (tmp_path / "list.json").write_text("[1, 2]")
    (tmp_path / "film.mp4.mssa.json").write_text("{}")
    window = open_window(str(tmp_path / "gone.json"))
    for name, sentence in {
        "gone.json": "Cannot read ",
        "part.json": "part.json is no JSON file, or only a part of one.",
        "list.json": "list.json is no result: ",
        "film.mp4.mssa.json": "film.mp4.mssa.json holds corrections: open the file that they are of",
    }.items():
        window.open(str(tmp_path / name))
        wait(lambda sentence=sentence: window.banner.text.startswith(sentence))
    assert window.pipeline.source is None and window.stage.notice.isVisible()


def test_a_file_that_is_missing_can_be_found_by_the_user(
    open_window: Opener, wait: Wait, clip: Path, saved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = tmp_path / "elsewhere" / "renamed.npz"
    moved.parent.mkdir()
    clip.rename(moved)
    rewritten(saved, edit("source", "C:\\videos\\a clip.npz"))
    window = open_window(str(saved))
    wait(lambda: window.banner.text.startswith("a clip.json is about a clip.npz, which is neither where the result"))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(moved), ""))
    assert window.banner.help.isVisible() and window.banner.help.text() == "Find it…"
    window.banner.help.click()
    wait(lambda: is_told(window) and window.pipeline.source.spec == str(moved))
    moved.rename(clip)
    window.open(str(saved))
    wait(lambda: is_told(window) and window.pipeline.source.spec == str(clip))


def test_names_corrections_and_what_was_looked_at_are_those_of_the_result(
    open_window: Opener, wait: Wait, saved: Path
) -> None:
    def correct(told: dict) -> None:
        told["names"] = {"1": "Ana"}
        told["coverage"] = [[0.0, 9.0]]
        told["segments"] = [{"persons": [1], "start": 0.5, "end": 8.0, "label": "my own", "confidence": 1.0}]

    rewritten(saved, correct)
    number = json.loads(saved.read_text())["windows"][0]["persons"][0]
    rewritten(saved, lambda told: told["segments"][0].update(persons=[number]) or told.update(names={number: "Ana"}))
    window = open_window(str(saved))
    wait(lambda: is_told(window) and window.stage.cards[0].action.full_text() == "my own")
    assert window.stage.cards[0].confidence.text() == "", "how probable it was, the model does not say"
    assert [row.name for row in window.timeline.tracks.rows] == ["Ana"] and labels(window) == ["my own"]
    assert window.timeline.tracks.overlay.looked_at == ((0.0, 9.0),)
    assert session_result(window.pipeline) == Result.load_json(saved)


def test_a_result_that_is_dropped_with_a_file_is_opened_with_it_and_no_queue_takes_results(
    open_window: Opener, wait: Wait, clip: Path, saved: Path, tmp_path: Path, no_surprise: list[QDialog]
) -> None:
    copy = tmp_path / "copy.npz"
    copy.write_bytes(clip.read_bytes())
    window = open_window(str(SAMPLE_CLIP))
    wait(lambda: window.pipeline.source is not None)
    drop(window, copy, saved)
    wait(lambda: is_told(window) and window.pipeline.source.spec == str(copy))
    drop(window, saved, saved.with_name("another.json"))
    assert window.banner.text == "Open one result at a time."
    assert window.findChild(QueueDialog) is None
    drop(window, clip, copy, saved)
    queue = window.findChild(QueueDialog)
    assert [task.spec for task in queue.tasks] == [str(clip), str(copy)]
    queue.close()


def test_a_row_of_the_queue_opens_with_its_result_and_is_explained_at_once(
    open_window: Opener, wait: Wait, film: Path, clip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[object] = []
    give = opener({str(film): FakeFile(frames=60), str(clip): FakeFile(frames=40)})
    monkeypatch.setattr("app.session.source_opener.default_source", lambda spec, **_: give(spec))
    monkeypatch.setattr("recognizer.offline.open_source", lambda spec, **_: give(spec))
    monkeypatch.setattr("recognizer.offline.needed_pose_model", lambda *_: None)
    monkeypatch.setattr("recognizer.pose.observations.FrontEnd", lambda *_: FakeFrontEnd())
    window = open_window(str(clip), {"make_front_end": lambda *_: made.append(1) or FakeFrontEnd()})
    wait(lambda: looked_through(window))
    window.sources.show_queue([str(film)])
    queue = window.findChild(QueueDialog)
    assert not queue.open_button.isEnabled()
    queue.table.selectRow(0)
    queue.go.click()
    wait(lambda: not queue.working)
    before, batch = len(made), queue.batch
    queue.table.setFocus()
    QTest.keyClick(queue.table, Qt.Key.Key_Return)
    assert queue.batch is batch, "Enter opens a file and does not start the queue"
    wait(lambda: is_told(window) and window.pipeline.source.spec == str(film))
    wait(lambda: window.topology.window_shown is not None)
    assert window.shown.bodies is not None and len(made) == before, "its joints were kept"
    assert labels(window) == [one.label for one in Result.load_json(film.with_suffix(".json")).segments]
    queue.add([str(clip)])
    queue.table.selectRow(1)
    queue.open_button.click()
    wait(lambda: window.pipeline.source is not None and window.pipeline.source.spec == str(clip))
    wait(lambda: window.pipeline.analysis is not None and window.pipeline.saved is None)
    queue.close()
