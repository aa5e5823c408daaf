"""Comparing two moments in the real window: the numbers are those of the traces, cell by cell."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QComboBox

from app.compare.map_choice import ATTENTION, MapChoice
from app.compare.map_triplet import MapTriplet
from app.compare.pane import TICKS, UNKNOWN
from app.compare.panel import EQUAL, OWN_SCALE, ComparePanel
from app.session.messages import SourceState
from app.widgets.matrix_view import MatrixView
from app.widgets.text import clock_text
from app.window.main_window import MainWindow
from recognizer.explain.maps import MapKind, attention_map, nice_limit, topology_map
from recognizer.model.model_config import TimeBase
from recognizer.model.model_folder import load_config, load_model, save_model
from recognizer.text import rounded_up
from tests.app.fakes import FakeCamera, FakeFile, picture, sources
from tests.app.window.test_main_window import Opener, Wait


@pytest.fixture
def compared(open_window: Opener, wait: Wait, pause) -> tuple[MainWindow, ComparePanel]:
    """A is held, B is another moment of the same clip, and the window is paused."""
    window = open_window()
    window.pipeline.set_speed(4.0)
    wait(lambda: window.inside.shown is not None)
    window.menus.actions["compare"].trigger()
    panel = window.comparison.panel
    wait(lambda: panel.a.held and panel.b.moment and panel.b.moment.window.time > panel.a.moment.window.time + 0.5)
    pause(window)
    window._ticker.stop()
    return window, panel


@pytest.fixture
def second(model: Path, tmp_path: Path) -> Path:
    """Another model of the same name, whose network answers otherwise."""
    torch.manual_seed(8)
    network = load_model(model).networks["joint"]
    torch.nn.init.normal_(network.classify.weight)
    config = load_config(model).model_copy(update={"labels": [f"label {n}" for n in range(7)]})
    save_model(tmp_path / "runs" / "second", config, {"joint": network}, "# second\n")
    return tmp_path / "runs" / "second"


def maps(panel: ComparePanel) -> list[np.ndarray | None]:
    trio: MapTriplet = panel.triplet
    return [view.values if view.isVisible() else None for view in trio.views]


def settle(window: MainWindow, wait: Wait, condition) -> None:
    """Let what was asked for arrive."""
    wait(lambda: window.comparison.follow() or condition())


def follows(window: MainWindow, panel: ComparePanel) -> bool:
    """Whether B shows the moment that the window shows, with its maps."""
    now, shown = panel.b.moment, window.inside.shown[0]
    return (
        now is not None
        and bool(now.window.trace)
        and (now.window.time, now.window.persons)
        == (
            shown.time,
            shown.persons,
        )
    )


def test_both_maps_and_their_difference_are_the_traces_cell_by_cell(compared, wait: Wait) -> None:
    window, panel = compared
    settle(window, wait, lambda: follows(window, panel))
    a, b = panel.a.moment, panel.b.moment
    assert panel.a.held and not panel.b.held
    for kind, block, part, one in ((0, 0, 0, 0), (2, 3, 3, 2), (3, 1, 1, 0)):
        panel.map_a.kind.setCurrentIndex(kind)
        panel.map_a.block.setCurrentIndex(block)
        panel.map_a.part.setCurrentIndex(part)
        panel.map_a.one.setCurrentIndex(one)
        assert panel.map_b.choice == panel.map_a.choice, "the same map on both sides"
        channel = None if one == 0 else one - 1
        expected = [topology_map(m.window.trace[block], part, list(MapKind)[kind], channel) for m in (a, b)]
        shown = maps(panel)
        assert np.array_equal(shown[0], expected[0]) and np.array_equal(shown[1], expected[1])
        assert np.array_equal(shown[2], expected[0] - expected[1]), (kind, block)
        assert shown[2].any()
    for side, moment in ((panel.a, a), (panel.b, b)):
        shares = moment.window.probabilities
        assert [share for _, share in side.bars.rows] == sorted(shares.tolist(), reverse=True)[:5]
        assert side.action.full_text() == moment.model.labels[int(shares.argmax())]
        assert side.time.text() == clock_text(moment.window.time), "whole, however narrow the window"


def test_the_difference_is_on_the_scale_of_the_maps_until_another_is_wanted(compared) -> None:
    _, panel = compared
    a, b, difference = maps(panel)
    limit = max(nice_limit(a), nice_limit(b))
    views = panel.triplet.views
    assert all(tuple(view.image.levels) == (-limit, limit) for view in views)
    largest = float(np.abs(difference).max())
    share = 100 * largest / max(np.abs(a).max(), np.abs(b).max())
    said = panel.value.text()
    assert said.startswith(f"Largest difference: {rounded_up(largest)}, ") and f"{share:.1f} % of the largest" in said
    own = nice_limit(difference)
    assert panel.own_scale.text() == f"{OWN_SCALE} (×{limit / own:.0f})"
    panel.own_scale.click()
    assert tuple(views[2].image.levels) == (-own, own) and tuple(views[0].image.levels) == (-limit, limit)


def test_equal_maps_say_so(compared) -> None:
    _, panel = compared
    panel.same_moment.click()
    assert panel.b.held and panel.b.moment.window is panel.a.moment.window
    assert panel.value.text() == EQUAL and not panel.own_scale.isEnabled()
    panel.b.button.click()
    panel.map_a.kind.setCurrentIndex(list(MapKind).index(MapKind.SHARED))
    assert panel.value.text() == EQUAL, "of two moments too"


def test_a_cell_that_is_pointed_at_in_one_map_is_told_of_all(compared) -> None:
    _, panel = compared
    view: MatrixView = panel.triplet.views[1]
    view.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down):
        QTest.keyClick(view, key)
    assert [other.cell for other in panel.triplet.views] == [(1, 1)] * 3
    a, b, difference = (float(values[1, 1]) for values in maps(panel))
    text = panel.value.text().replace("−", "-")
    assert text.startswith("Spine mid listens to spine mid: A ")
    assert text.endswith(f"A {a:+.3f}, B {b:+.3f}, A - B {difference:+.3f}")


def test_two_heads_of_one_moment_and_maps_that_do_not_fit(compared) -> None:
    _, panel = compared
    panel.same_moment.click()
    assert not panel.map_b.isVisible()
    panel.same.setChecked(False)
    assert panel.map_b.isVisible()
    for chooser in (panel.map_a, panel.map_b):
        chooser.kind.setCurrentText(ATTENTION)
    panel.map_a.one.setCurrentIndex(1)
    panel.map_b.one.setCurrentIndex(3)
    trace = panel.a.moment.window.trace[0]
    heads = [attention_map(trace, 0, head) for head in (0, 2)]
    shown = maps(panel)
    assert np.array_equal(shown[0], heads[0]) and np.array_equal(shown[1], heads[1])
    assert np.array_equal(shown[2], heads[0] - heads[1])
    panel.triplet.views[0].point_at((0, 3))
    assert " s looks at " in panel.value.text()
    panel.map_b.block.setCurrentIndex(9)
    assert maps(panel)[2] is None and "different sizes" in panel.value.text()
    assert np.array_equal(maps(panel)[1], attention_map(panel.b.moment.window.trace[9], 0, 2))
    panel.map_b.kind.setCurrentIndex(0)
    assert maps(panel)[1:] == [None, None] and "cannot be compared" in panel.value.text()
    panel.same.setChecked(True)
    assert panel.map_b.choice == panel.map_a.choice == MapChoice(None, 0, 0, 0) and not maps(panel)[2].any()


def test_the_same_moment_by_another_model_in_one_go(compared, wait: Wait, second: Path) -> None:
    window, panel = compared
    panel.same_moment.click()
    panel.b.choose_model(str(second))
    settle(window, wait, lambda: panel.b.moment.model.spec == str(second))
    window_b = panel.b.moment.window
    expected, _ = load_model(second).probabilities(panel.a.moment.window.keypoints[None])
    assert np.allclose(window_b.probabilities, expected[0].numpy(), atol=1e-6)
    assert window_b.time == panel.a.moment.window.time and panel.b.action.full_text().startswith("label ")
    titles = [side.about.full_text().partition("model tiny ")[2] for side in (panel.a, panel.b)]
    assert titles[1] == "(second)" and titles[0].startswith("(") and titles[0] != titles[1], "told apart by folder"
    assert all(values is not None for values in maps(panel))
    panel.b.choose_model("")
    assert panel.b.moment.window is panel.a.moment.window, "as it was judged"


def test_a_model_that_cannot_judge_the_moment_says_why(compared, wait: Wait, model: Path, tmp_path: Path) -> None:
    window, panel = compared
    longer = load_config(model).model_copy(update={"name": "longer", "time_base": TimeBase(seconds=2.0)})
    save_model(tmp_path / "longer", longer, load_model(model).networks, "# longer\n")
    panel.b.choose_model(str(tmp_path / "longer"))
    settle(window, wait, lambda: panel.b.moment is None)
    assert panel.b.about.full_text() == "longer looks at 2 s, and 1 s of this moment are kept."
    assert maps(panel)[1] is None
    panel.b.choose_model(str(tmp_path / "missing"))
    settle(window, wait, lambda: "missing" in panel.b.about.full_text())


def test_a_model_of_another_rate_gets_the_end_of_the_window(compared, wait: Wait, model: Path, tmp_path: Path) -> None:
    window, panel = compared
    shorter = load_config(model).model_copy(update={"name": "shorter", "time_base": TimeBase(seconds=0.5)})
    save_model(tmp_path / "shorter", shorter, load_model(model).networks, "# shorter\n")
    panel.same_moment.click()
    panel.b.choose_model(str(tmp_path / "shorter"))
    settle(window, wait, lambda: panel.b.moment.model.name == "shorter")
    a, b = panel.a.moment.window, panel.b.moment.window
    assert b.time - b.start == pytest.approx(0.5) and b.keypoints.shape == a.keypoints.shape
    assert torch.allclose(b.keypoints[-1], a.keypoints[-1]), "both end with the same pose"
    assert torch.allclose(b.keypoints[-3], a.keypoints[-2], atol=1e-5), "twice as many poses a second"


def test_each_side_goes_to_any_kept_moment(compared, wait: Wait) -> None:
    window, panel = compared
    wait(lambda: window.pipeline.analysis.whole)
    window.comparison._show_now(panel)
    before = panel.a.moment
    panel.b.scrubber.setFocus()
    first, last = window.comparison.kept.span()
    assert panel.b.scrubber.maximum() == round(last * TICKS)
    place = round((first + last) / 2 * TICKS)
    wanted = window.comparison.kept.at(place / TICKS, before.window.persons[0]).window
    panel.b.scrubber.setValue(place)
    assert panel.b.held, "what was gone to stays"
    settle(window, wait, lambda: panel.b.moment.window.time == wanted.time)
    assert np.allclose(panel.b.moment.window.probabilities, wanted.probabilities, atol=1e-6)
    assert len(panel.b.moment.window.trace) == 10 and panel.b.time.text() == clock_text(wanted.time)
    assert panel.a.moment is before and panel.a.held
    panel.b.button.click()
    settle(window, wait, lambda: follows(window, panel))  # it follows again


def test_what_a_camera_showed_is_gone_to_while_it_is_frozen(open_window: Opener, wait: Wait, request) -> None:
    camera = FakeCamera()
    window = open_window("0", pipeline=sources(**{"0": camera}))
    request.addfinalizer(lambda: camera.pictures.put(None))
    wait(lambda: camera.pictures.put(picture()) or (window.inside.answer and window.inside.answer.time > 2))
    window.playback.toggle()
    window.comparison.show()
    panel = window.comparison.panel
    wait(lambda: panel.a.held and panel.b.moment is not None)
    panel.a.scrubber.setValue(panel.a.scrubber.maximum() - TICKS)
    wait(lambda: panel.a.moment.window.time < panel.b.moment.window.time - 0.5)
    assert len(panel.a.moment.window.trace) == 10 and panel.value.text().startswith("Largest difference")
    camera.pictures.put(None)
    wait(lambda: window.pipeline.state is SourceState.FAILED)


def test_paused_after_a_jump_b_is_at_the_place_of_the_window(compared, wait: Wait, pause) -> None:
    window, panel = compared
    seen = panel.a.moment.window.time
    window._ticker.start()
    window.playback.seek(window.pipeline.source.duration - 1.0)
    wait(lambda: window.shown.captured.frame.time > seen + 3)
    wait(lambda: panel.b.time.text() == clock_text(window.shown.captured.frame.time))
    b = panel.b
    wait(lambda: b.moment is None or abs(b.moment.window.time - window.shown.captured.frame.time) < 0.3)
    if b.moment is None:
        assert b.about.full_text() == UNKNOWN and maps(panel)[1] is None and maps(panel)[2] is None
    window.playback.seek(seen)
    wait(lambda: b.moment is not None and abs(b.moment.window.time - seen) < 0.3)
    assert panel.a.moment.window.time == seen, "what is held stays"


def test_a_held_moment_outlives_its_source_and_its_model(compared, wait: Wait, second: Path) -> None:
    window, panel = compared
    held = panel.a.moment
    window._ticker.start()
    window.options.change(model=str(second))
    window.playback.toggle()
    wait(lambda: panel.b.moment is not None and panel.b.moment.model.spec == str(second))
    assert panel.a.moment is held
    assert panel.b.action.full_text().startswith("label ") and "(second)" in panel.b.about.full_text()
    assert all(values is not None for values in maps(panel))
    panel.a.button.setChecked(False)
    wait(lambda: panel.a.moment.model.spec == str(second))


def test_a_moment_of_another_clip_is_compared(open_window: Opener, wait: Wait) -> None:
    files = {name: FakeFile(name=name) for name in ("one.mp4", "two.mp4")}
    window = open_window("one.mp4", pipeline=sources(**files))
    window.pipeline.set_speed(4.0)
    wait(lambda: window.inside.shown is not None)
    window.comparison.show()
    panel = window.comparison.panel
    wait(lambda: panel.a.held and panel.a.moment is not None)
    window.open("two.mp4")
    wait(lambda: panel.b.moment is not None and panel.b.moment.source == "two.mp4")
    assert panel.a.moment.source == "one.mp4" and "one.mp4" in panel.a.about.full_text()
    assert "two.mp4" in panel.b.about.full_text() and maps(panel)[2] is not None


def test_every_control_has_a_name_and_is_reached_with_tab(compared) -> None:
    _, panel = compared
    kinds = (QAbstractButton, QComboBox, QAbstractSlider, MatrixView)
    controls = [control for kind in kinds for control in panel.findChildren(kind) if control.isVisible()]
    controls = [control for control in controls if "Scroll" not in type(control).__name__]
    assert len(controls) == 6 + 6 + 2 + 3
    for control in controls:
        name = control.accessibleName() or getattr(control, "text", str)()
        assert name, control
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus
    names = [c.accessibleName() for c in controls if c.accessibleName()]
    assert len(set(names)) == len(names)


def test_it_is_a_page_of_the_window_above_the_timeline(compared) -> None:
    window, panel = compared
    assert panel.isVisible() and panel.window() is window and window.timeline.isVisible()
    assert not window.stage.isVisible()
    window.resize(1280, 720)
    assert (window.width(), window.height()) == (1280, 720), "no wider than a small screen"
    panel.close_button.click()
    assert window.stage.isVisible() and window.inside.isVisible() and not panel.isVisible()
    window.menus.actions["compare"].trigger()
    assert panel.isVisible()
    window.menus.actions["show_masking"].trigger()
    assert window.masking.isVisible() and not panel.isVisible(), "a tab that is asked for is seen"


def test_asked_again_it_holds_the_moment_that_is_shown(compared, wait: Wait) -> None:
    window, panel = compared
    first = panel.a.moment
    panel.close_button.click()
    window.menus.actions["compare"].trigger()
    wait(lambda: panel.a.moment is not first and panel.a.held)
    assert panel.a.moment.window is window.inside.shown[0]


def test_b_follows_while_the_panel_inside_is_hidden(compared, wait: Wait) -> None:
    window, panel = compared
    panel.close_button.click()
    window.menus.actions["show_inside"].trigger()
    assert window.inside.isHidden() and not window.pipeline._recognition_thread.watched
    window.menus.actions["compare"].trigger()
    before = panel.b.moment.window.time
    window._ticker.start()
    window.playback.toggle()
    wait(lambda: panel.b.moment is not None and panel.b.moment.window.time > before)
    panel.close_button.click()
    assert not window.pipeline._recognition_thread.watched


def test_windows_of_different_lengths_have_no_difference_of_moments(compared) -> None:
    _, panel = compared
    moment = panel.a.moment
    panel.b.button.setChecked(True)
    panel.b.go_to(replace(moment, window=replace(moment.window, start=moment.window.start - 1)))
    panel.map_a.kind.setCurrentText(ATTENTION)
    assert maps(panel)[2] is None and "another time" in panel.value.text()
    panel.map_a.kind.setCurrentIndex(0)
    assert maps(panel)[2] is not None, "joints are joints"
