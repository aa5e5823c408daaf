"""A file in the window: looked at once as a whole, and shown, explained and exported from what is kept, however one has
moved about in it."""

import json
import os
import random
import shutil
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QDialog

from app.dialogs.settings_dialog import SettingsDialog
from app.session import bodies_cache
from app.session.messages import SourceState
from app.session.session_export import session_result
from app.window.main_window import MainWindow
from recognizer.model.device import choose_device
from recognizer.model.model_folder import load_model
from recognizer.offline import RecognitionOptions, recognize_source
from recognizer.output.result import Result
from recognizer.resources import SAMPLE_CLIP
from recognizer.skeleton.clip import load_npz
from tests.app.fakes import LABELS, FakeFile, FakeFrontEnd, opener, sources

Opener = Callable[..., MainWindow]
Wait = Callable[[Callable[[], object]], None]


def changed(model: Path, folder: Path, **fields: object) -> Path:
    """A copy of the model with other fields in its configuration."""
    shutil.copytree(model, folder)
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps(config | fields))
    return folder


def decision(model: Path, **fields: object) -> dict:
    """The model's rules of decision, but for these."""
    return json.loads((model / "config.json").read_text())["decision"] | fields


def last_answer(window: MainWindow) -> str | None:
    answer = None if window.shown is None else window.shown.holders[0].window
    return None if answer is None else answer.label


def test_what_is_done_at_a_files_end_is_named_up_to_its_last_frame(
    open_window: Opener, wait: Wait, pause, clip: Path, model: Path, tmp_path: Path
) -> None:
    lagging = changed(model, tmp_path / "lagging", decision=decision(model, lag=0.75))
    window = open_window(str(clip), model=str(lagging))
    wait(lambda: looked_through(window))
    pause(window)
    end = float(load_npz(clip).time[-1])
    (*_, last) = terminals(clip, lagging).segments
    assert last.end == pytest.approx(end, abs=1e-6)
    assert session_result(window.pipeline).segments == terminals(clip, lagging).segments
    window.playback.seek(end)
    pause(window)
    assert window.playback.place == pytest.approx(end) and last_answer(window) == last.label
    version = window.pipeline.analysis.answers.version
    window.pipeline.change(threshold=0.01)
    wait(lambda: window.pipeline.analysis.answers.version > version)
    assert [lane[-1].end for lane in window.pipeline.segments.lanes().values()] == [pytest.approx(end)]


def terminals(clip: Path, model: Path, decisions: str = "balanced") -> Result:
    """What the terminal writes of the file."""

    class Silent:
        update = staticmethod(lambda seconds: None)

        def __init__(self, *_: object) -> None:
            pass

        def __enter__(self) -> "Silent":
            return self

        def __exit__(self, *_: object) -> None:
            pass

    viewing = RecognitionOptions(model=str(model), device="cpu", decisions=decisions)
    return recognize_source(str(clip), load_model(str(model), choose_device("cpu")), viewing, Silent)


def without_timing(result: Result) -> Result:
    return replace(result, timing=None)


def looked_through(window: MainWindow) -> bool:
    return window.pipeline.analysis is not None and window.pipeline.analysis.whole


def is_shown(window: MainWindow) -> bool:
    """Whether a moment is shown with all that can be known of it."""
    shown, captured = window.shown, window.pipeline._capture.newest
    if shown is None or shown.captured is not captured or captured.generation != window.pipeline._generation:
        return False
    return all(holder.window is None or holder.window.trace for holder in shown.holders)


def masked(window: MainWindow) -> object:
    """The window that the masking tab has asked about, and heard of."""
    answer = window.masking.answer
    return None if answer is None else answer.question.window


def go_to(window: MainWindow, seconds: float, wait: Wait) -> None:
    window.playback.seek(seconds)
    wait(lambda: window.shown is not None and abs(window.shown.captured.frame.time - seconds) < 0.06)
    wait(lambda: is_shown(window))


def test_after_any_walk_through_it_a_file_is_exported_as_the_terminal_writes_it(
    open_window: Opener, wait: Wait, clip: Path, model: Path
) -> None:
    window, chosen = open_window(str(clip)), random.Random(7)
    wait(lambda: window.shown is not None)
    moves = (
        lambda: window.playback.seek(chosen.uniform(0, 12)),
        lambda: window.playback.step(1),
        lambda: window.playback.step(-1),
        lambda: window.timeline.change_speed(1),
        lambda: window.timeline.change_speed(-1),
        window.playback.toggle,
    )
    for _ in range(50):
        chosen.choice(moves)()
        window.refresh()
    wait(lambda: looked_through(window))
    expected = terminals(clip, model)
    assert expected.segments and len(expected.windows) > 30
    assert without_timing(session_result(window.pipeline)) == without_timing(expected)


def test_a_moment_is_known_wherever_one_jumps_to(
    open_window: Opener, wait: Wait, clip: Path, model: Path, tmp_path: Path
) -> None:
    """Card, masking, maps and timeline are about one and the same moment."""
    late = changed(model, tmp_path / "late", decision=decision(model, lag=0.5, seen=1.0))
    window = open_window(str(clip), model=str(late))
    wait(lambda: looked_through(window))
    window.playback.toggle()
    assert window.pipeline.state is SourceState.PAUSED
    segments = session_result(window.pipeline).segments
    for seconds in (4.0, 2.1, 9.7, 6.3, 0.4):
        go_to(window, seconds, wait)
        time = window.shown.captured.frame.time
        (holder,) = [holder for holder in window.shown.holders if holder.number > 0]
        judged = holder.window
        assert judged.start - 1e-6 <= time <= judged.time + 1e-6, "what is judged is about what is shown"
        there = [one.label for one in segments if one.start - 1e-6 <= time <= one.end + 1e-6]
        card = window.stage.cards[0]
        assert card.action.full_text() == (there[-1] if there else card.action.full_text())
        assert judged.label == (there[-1] if there else None)
        assert window.topology.window_shown is judged
        assert window.timeline.tracks.overlay.judged == (judged.start, judged.time)
        window.show_tab(window.masking)
        wait(lambda: masked(window) is window.shown.holders[0].window)
        window.show_tab(window.topology)


def test_the_network_is_explained_by_what_it_saw_the_first_time(open_window: Opener, wait: Wait, clip: Path) -> None:
    window = open_window(str(clip))
    wait(lambda: looked_through(window))
    window.playback.toggle()
    for seconds in (0.5, 3.0, 7.0):
        go_to(window, seconds, wait)
        judged = window.shown.holders[0].window
        kept = load_npz(clip)
        frames = kept.time <= judged.time + 1e-6
        assert np.array_equal(judged.keypoints[-1].numpy(), kept.keypoints[0][frames][-1])
        with_model = window.pipeline.loaded[1].probabilities(judged.keypoints[None])[0][0].numpy()
        assert with_model == pytest.approx(judged.probabilities, abs=1e-5)


def test_what_was_not_looked_at_yet_is_marked_and_told(open_window: Opener, wait: Wait) -> None:
    window = open_window("film", sources(film=FakeFile(frames=100_000)))
    tracks, button = window.timeline.tracks, window.timeline.coverage
    wait(lambda: window.pipeline.segments.probabilities.persons())
    wait(lambda: button.isVisible() and button.text().startswith("Looked through to "))
    button.click()
    wait(lambda: button.text().endswith(", stopped"))
    ((start, end),) = session_result(window.pipeline).coverage
    assert start == 0.0 and 0 < end < 5000.0
    wait(lambda: tracks.overlay.looked_at == ((start, end),))
    assert session_result(window.pipeline).made_from == "", "nobody shall take it for the whole"
    window.playback.seek(4000.0)
    wait(lambda: window.shown.captured.frame.time >= 4000.0)
    assert window.shown.bodies is None and window.shown.holders == ()
    assert (
        window.stage.cards[0].action.full_text() == "Not looked through yet" and not window.stage.cards[1].isVisible()
    )
    assert window.inside.answer is None and window.inside.waiting.isVisible(), "no maps of another moment"
    seen = len(window.pipeline.analysis.kept)
    for _ in range(2):  # private for a while
        window.menus.actions["pause_recognition"].trigger()
    wait(lambda: button.text().endswith(", stopped"))
    assert len(window.pipeline.analysis.kept) == seen, "what the user has stopped stays so"
    button.click()
    wait(lambda: len(window.pipeline.analysis.kept) > seen)


def test_playback_waits_for_what_is_found_and_says_so(open_window: Opener, wait: Wait) -> None:
    class Slow(FakeFrontEnd):
        allowed = 30

        def observe(self, image, time):
            while self._count >= self.allowed and not self.closed:
                closing.wait(0.01)
                if closing.is_set():
                    break
            return super().observe(image, time)

    closing, front_end = threading.Event(), Slow()
    window = open_window(
        "film",
        {"open_source": opener({"film": FakeFile(frames=400)}), "make_front_end": lambda options, progress: front_end},
    )
    wait(lambda: "which sets the pace" in window.timeline.coverage.text())
    assert window.playback.place <= 30 / 20
    assert window.shown.bodies is not None, "nothing is shown without what is found in it"
    front_end.allowed = 60
    wait(lambda: window.playback.place > 1.6)
    window.playback.seek(15.0)
    wait(lambda: window.playback.place > 15.5)
    assert window.shown.bodies is None, "far beyond, it plays without waiting"
    closing.set()


def test_other_rules_decide_about_the_whole_file_at_once(
    open_window: Opener, wait: Wait, clip: Path, model: Path, tmp_path: Path
) -> None:
    careful = decision(model, seen=0.9, smoothing=0.1, lag=0.3)
    choosy = changed(model, tmp_path / "choosy", operating_points={"careful": careful})
    window = open_window(str(clip), model=str(choosy))
    wait(lambda: looked_through(window))
    asked = window.pipeline.analysis.answers.windows()
    window.pipeline.change(decisions="careful")
    expected = terminals(clip, choosy, "careful")
    wait(lambda: window.pipeline.analysis.answers.windows()[-1].average is not asked[-1].average)
    wait(lambda: without_timing(session_result(window.pipeline)) == without_timing(expected))
    assert without_timing(terminals(clip, choosy)).segments != expected.segments


def test_a_threshold_of_the_users_own_decides_about_the_whole_file_at_once(
    open_window: Opener, wait: Wait, clip: Path, model: Path, tmp_path: Path
) -> None:
    rules = decision(model, enter=0.4, leave=0.2)
    others, unsure = {"careful": decision(model, enter=0.9)}, 1000.0
    mild = changed(model, tmp_path / "mild", decision=rules, operating_points=others, temperature=unsure)
    window = open_window(str(clip), model=str(mild))
    wait(lambda: looked_through(window))
    choice, before = window.stage.decisions, session_result(window.pipeline)
    assert choice.isVisible() and choice.threshold.value() == 40 and not choice.reset.isEnabled()
    asked = window.pipeline.analysis.answers.windows()
    choice.threshold.setValue(85)
    wait(lambda: window.pipeline.analysis.answers.windows()[-1].average is not asked[-1].average)
    strict = changed(model, tmp_path / "strict", decision=decision(model, enter=0.85, leave=0.425), temperature=unsure)
    expected = terminals(clip, strict)
    wait(lambda: session_result(window.pipeline).segments == expected.segments)
    told = session_result(window.pipeline)
    assert told.segments != before.segments
    assert told.settings.threshold == 0.85 and not told.made_from, "the terminal would find something else"
    wait(lambda: set(window.stage.cards[0].bars.needed) == {0.85})
    assert choice.reset.isEnabled()
    choice.reset.click()
    wait(lambda: without_timing(session_result(window.pipeline)) == without_timing(before))
    assert choice.threshold.value() == 40 and before.settings.threshold is None
    choice.threshold.setValue(50)
    window.options.change(decisions="careful")
    assert choice.threshold.value() == 90 and window.pipeline.options.threshold is None


def test_another_model_judges_the_whole_file_anew_and_nothing_is_looked_at_twice(
    open_window: Opener, wait: Wait, clip: Path, model: Path, tmp_path: Path
) -> None:
    other = changed(model, tmp_path / "other", name="other", labels=[f"other {label}" for label in LABELS])
    window = open_window(str(clip))
    wait(lambda: looked_through(window))
    kept = window.pipeline.analysis.kept
    window.pipeline.change(model=str(other))
    wait(lambda: window.pipeline.analysis.model is not None and window.pipeline.analysis.model.name == "other")
    wait(lambda: looked_through(window))
    assert window.pipeline.analysis.kept is kept
    assert without_timing(session_result(window.pipeline)) == without_timing(terminals(clip, other))
    spans = [segment.label for lane in window.pipeline.segments.lanes().values() for segment in lane]
    assert spans and all(label.startswith("other ") for label in spans)


def test_what_was_seen_in_a_video_is_there_when_it_is_opened_again(
    open_window: Opener, wait: Wait, model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    film = tmp_path / "film.mp4"
    film.write_bytes(b"stands for a video")
    made: list[FakeFrontEnd] = []

    def make(options: object, progress: object) -> FakeFrontEnd:
        made.append(FakeFrontEnd())
        return made[-1]

    give = opener({str(film): FakeFile(frames=60)})
    monkeypatch.setattr("app.session.source_opener.default_source", lambda spec, **_: give(spec))
    window = open_window(str(film), {"make_front_end": make})
    wait(lambda: looked_through(window))
    first = session_result(window.pipeline)
    window.open(str(film))
    wait(lambda: window.pipeline.analysis is None or window.pipeline.source is None or len(made) == 1)
    wait(lambda: looked_through(window))
    assert len(made) == 1, "no pose model was needed"
    again = session_result(window.pipeline)
    assert (again.windows, again.segments, again.frames) == (first.windows, first.segments, first.frames)
    film.write_bytes(b"stands for another video")
    window.open(str(film))
    wait(lambda: len(made) == 2)
    wait(lambda: looked_through(window))
    assert bodies_cache.clear() > 0 and not list(bodies_cache.folder().glob("*"))


def test_where_nothing_can_be_kept_of_a_video_it_is_looked_through_all_the_same(
    open_window: Opener, wait: Wait, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cache folder cannot be made, as in a home that is read-only."""
    (tmp_path / "a file").touch()
    monkeypatch.setattr(bodies_cache, "folder", lambda: tmp_path / "a file" / "bodies")
    film = tmp_path / "film.mp4"
    film.write_bytes(b"stands for a video")
    give = opener({str(film): FakeFile(frames=60)})
    monkeypatch.setattr("app.session.source_opener.default_source", lambda spec, **_: give(spec))
    made: list[FakeFrontEnd] = []

    def make(options: object, progress: object) -> FakeFrontEnd:
        made.append(FakeFrontEnd())
        return made[-1]

    window = open_window(str(film), {"make_front_end": make})
    for times in (1, 2):
        wait(lambda times=times: len(made) == times and looked_through(window))
        assert window.banner.text == "" and session_result(window.pipeline).windows
        window.open(str(film))
    wait(lambda: len(made) == 3 and looked_through(window))


def test_kept_joints_are_cleared_in_the_settings_but_those_of_the_open_file(
    open_window: Opener, wait: Wait, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_surprise: list[QDialog]
) -> None:
    films = [tmp_path / "earlier.mp4", tmp_path / "open.mp4"]
    for film in films:
        film.write_bytes(b"stands for a video")
    give = opener({str(film): FakeFile(frames=60) for film in films})
    monkeypatch.setattr("app.session.source_opener.default_source", lambda spec, **_: give(spec))
    window = open_window(str(films[0]), {"make_front_end": lambda options, progress: FakeFrontEnd()})
    wait(lambda: looked_through(window) and len(list(bodies_cache.folder().iterdir())) == 1)
    window.open(str(films[1]))
    wait(lambda: looked_through(window) and len(list(bodies_cache.folder().iterdir())) == 2)
    both = bodies_cache.size()
    window.menus.actions["show_settings"].trigger()
    dialog = no_surprise.pop()
    assert isinstance(dialog, SettingsDialog)
    dialog.show()
    assert dialog.kept_joints.text() == f"{both / 1e3:.0f} kB of 1 GB"
    assert dialog.clear_joints.isEnabled()
    asked = threading.current_thread()
    clear, cleared_by = bodies_cache.clear, []
    monkeypatch.setattr(
        bodies_cache, "clear", lambda **of: cleared_by.append(threading.current_thread()) or clear(**of)
    )
    dialog.clear_joints.click()
    assert not dialog.clear_joints.isEnabled()
    wait(lambda: dialog.kept_joints.text() != f"{both / 1e3:.0f} kB of 1 GB" and not window.options.running())
    assert cleared_by and asked not in cleared_by, "the window waits for no disk"
    assert not dialog.clear_joints.isEnabled(), "nothing is left to be removed"
    assert list(bodies_cache.folder().iterdir()) == [window.pipeline.analysis.cached]
    assert 0 < bodies_cache.size() < both
    assert dialog.kept_joints.text() == f"{bodies_cache.size() / 1e3:.0f} kB of 1 GB"
    window.open(str(films[0]))
    wait(lambda: window.pipeline.analysis is not None and window.pipeline.analysis.spec == str(films[0]))
    wait(lambda: looked_through(window) and len(list(bodies_cache.folder().iterdir())) == 2)
    dialog.close()


def test_the_cache_keeps_what_was_used_last(tmp_path: Path) -> None:
    for number, name in enumerate(("old", "newer", "newest")):
        (tmp_path / f"{name}.npz").write_bytes(bytes(1000))
        os.utime(tmp_path / f"{name}.npz", (number, number))
    bodies_cache.make_room(tmp_path, 2500)
    assert sorted(path.stem for path in tmp_path.iterdir()) == ["newer", "newest"]


def test_nothing_is_looked_at_of_a_file_that_is_opened_while_recognition_is_paused(
    open_window: Opener, wait: Wait
) -> None:
    made: list[FakeFrontEnd] = []

    def make(options: object, progress: object) -> FakeFrontEnd:
        made.append(FakeFrontEnd())
        return made[-1]

    window = open_window(
        str(SAMPLE_CLIP),
        {"open_source": opener({str(SAMPLE_CLIP): FakeFile(400), "film": FakeFile(400)}), "make_front_end": make},
    )
    wait(lambda: looked_through(window))
    window.menus.actions["pause_recognition"].trigger()
    window.open("film")
    wait(lambda: window.pipeline.analysis is not None and window.pipeline.analysis.spec == "film")
    wait(lambda: window.playback.place > 1.0 and window.shown is not None)
    assert len(made) == 1 and len(window.pipeline.analysis.kept) == 0 and window.shown.bodies is None
    window.menus.actions["pause_recognition"].trigger()
    wait(lambda: len(made) == 2 and len(window.pipeline.analysis.kept) > 0)
