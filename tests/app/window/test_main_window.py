"""The window, worked through its real widgets."""

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QComboBox, QTabBar

from app.options import Appearance
from app.session.messages import ModelInfo, SourceState
from app.stage.answer_cards import NO_ACTION, UNSURE, AnswerCard
from app.widgets.theme import DARK, LIGHT
from app.window.main_window import MainWindow
from recognizer.errors import UserError
from recognizer.explain.maps import MapKind
from recognizer.resources import SAMPLE_CLIP
from recognizer.skeleton.joints import JOINTS
from tests.app.fakes import LABELS, FakeCamera, FakeFile, FakeFrontEnd, at_rest, opener, picture, sources, window

Opener = Callable[..., MainWindow]
Wait = Callable[[Callable[[], object]], None]


def test_the_sample_clip_is_recognized(open_window: Opener, wait: Wait) -> None:
    window = open_window()
    card = window.stage.cards[0]
    wait(lambda: card.action.full_text() in LABELS)
    assert card.confidence.text().endswith("%")
    assert card.name.text() == "Person 1"
    shares = [share for _, share in card.bars.rows]
    assert len(shares) == 5 and shares == sorted(shares, reverse=True) and {r[0] for r in card.bars.rows} <= {*LABELS}
    assert card.action.full_text() == card.bars.rows[0][0]
    assert window.stage.view_3d.isVisible()
    assert not window.stage.cards[1].isVisible(), "one person, one card"
    wait(lambda: window.timeline.tracks.rows and window.timeline.tracks.rows[0].spans)
    assert window.timeline.tracks.rows[0].spans[0].label in LABELS
    assert window.windowTitle().startswith("Sample clip")


@pytest.mark.parametrize(
    ("shares", "confidence", "state"),
    [([0.1, 0.2, 0.0], "70 %", ""), ([0.6, 0.2, 0.0], "", UNSURE)],
    ids=["none is the most probable", "a label is, and not enough"],
)
def test_no_known_action_says_how_sure_that_is(qtbot, shares, confidence, state) -> None:
    card = AnswerCard(0)
    qtbot.addWidget(card)
    model = ModelInfo(name="m", device="cpu", labels=tuple(LABELS[:3]), seconds=3.0, frames=48, blocks=1, kernel=3)
    answer = window(torch.zeros(1, JOINTS, JOINTS))
    card.show_person(1, replace(answer, average=np.array(shares)), model)
    assert card.action.full_text() == NO_ACTION
    assert (card.confidence.text(), card.state.text()) == (confidence, state)


def test_topology_shows_the_traces_numbers_cell_by_cell(open_window: Opener, wait: Wait, pause) -> None:
    window = open_window()
    wait(lambda: window.topology.window_shown is not None)
    pause(window)
    window._ticker.stop()
    tab = window.topology
    trace = tab.window_shown.trace
    assert [tab.block.count(), tab.fragment.count()] == [len(trace), 4]
    for block in (0, 4, 9):
        tab.block.setCurrentIndex(block)
        assert tab.channel.count() == 1 + trace[block].topology.shape[2]
        for fragment in range(4):
            tab.fragment.setCurrentIndex(fragment)
            for kind, name in ((0, "topology"), (2, "dynamic")):
                tab.kind.setCurrentIndex(kind)
                assert tab.kind.currentText() == list(MapKind)[kind].value
                values = getattr(trace[block], name)[0, fragment].numpy()
                tab.channel.setCurrentIndex(0)
                assert np.array_equal(tab.map.image.image, values.mean(axis=0)) or np.allclose(
                    tab.map.image.image, values.mean(axis=0), rtol=1e-5, atol=1e-6
                )
                tab.channel.setCurrentIndex(2)
                assert np.array_equal(tab.map.image.image, values[1])
            tab.kind.setCurrentIndex(1)
            assert np.array_equal(tab.map.image.image, trace[block].shared[fragment].numpy())
            low, high = tab.map.image.levels
            assert low == -high and high >= np.abs(tab.map.image.image).max(), "white is zero"


def test_attention_shows_the_traces_numbers_cell_by_cell(open_window: Opener, wait: Wait) -> None:
    window = open_window()
    window.show_tab(window.attention)
    tab = window.attention
    wait(lambda: tab.window_shown is not None)
    window._ticker.stop()
    assert [tab.block.count(), tab.branch.count(), tab.head.count()] == [10, 2, 1 + 4]
    for block in (0, 4, 5, 7, 9):
        for branch in range(2):
            for head in range(4):
                tab.block.setCurrentIndex(block)
                tab.branch.setCurrentIndex(branch)
                tab.head.setCurrentIndex(head + 1)
                values = tab.window_shown.trace[block].attention[0, branch, head].numpy()
                assert np.array_equal(tab.map.image.image, values)
                (left, right), (top, bottom) = tab.map._plot.viewRange()
                assert left == pytest.approx(-1.0, abs=0.2) and right == pytest.approx(0.0, abs=0.2)
                assert top == pytest.approx(-1.0, abs=0.2) and bottom == pytest.approx(0.0, abs=0.2)
    assert tab.window_shown.trace[4].attention.shape[-2:] == (8, 16), "a strided block asks half as often as it listens"


def test_maps_and_answer_come_from_the_same_step(open_window: Opener, wait: Wait, pause) -> None:
    window = open_window()
    shown = []
    show = window.stage.show_result
    window.stage.show_result = lambda result, model: (show(result, model), shown.append(result))
    wait(lambda: len({id(r.holders[0].window) for r in shown if r.holders and r.holders[0].window}) > 3)
    pause(window)
    # A file's answer is known before its maps, which follow it.
    wait(lambda: window.topology.window_shown is shown[-1].holders[0].window)
    assert window.topology.window_shown.trace
    assert window.stage.cards[0].bars.rows[0][1] == window.topology.window_shown.average.max()


def test_nothing_is_traced_while_nobody_looks_inside(open_window: Opener, wait: Wait) -> None:
    window = open_window()
    window.menus.actions["show_inside"].trigger()
    assert not window.inside.isVisible()
    results = []
    show = window.stage.show_result
    window.stage.show_result = lambda result, model: (show(result, model), results.append(result))
    wait(lambda: len({id(r.holders[0].window) for r in results if r.holders and r.holders[0].window}) > 3)
    assert not results[-1].holders[0].window.trace
    window.menus.actions["show_inside"].trigger()
    wait(lambda: results[-1].holders[0].window.trace)


def test_play_pause_and_seek(open_window: Opener, wait: Wait, qtbot) -> None:
    file = FakeFile(frames=200)
    window = open_window("film", sources(film=file))
    wait(lambda: window.playback.place > 0.2)
    qtbot.mouseClick(window.timeline.button, Qt.MouseButton.LeftButton)
    assert window.pipeline.state is SourceState.PAUSED
    wait(lambda: window.timeline.button.accessibleName() == "Play")
    wait(lambda: at_rest(window.pipeline))  # paused is paused
    assert not file.sought

    tracks = window.timeline.tracks
    assert tracks.maximum() == 10_000
    qtbot.mouseClick(tracks, Qt.MouseButton.LeftButton, pos=QPoint(round(tracks.x_of(5.0)), 8))
    wait(lambda: file.sought and window.stage.picture._pixels[0, 0, 0] == round(file.sought[-1] * 20))
    assert file.sought[-1] == pytest.approx(5.0, abs=0.2)
    assert window.pipeline.state is SourceState.PAUSED, "a jump shows one picture and does not start playing"

    window.menus.actions["skip_forward"].trigger()
    wait(lambda: window.stage.picture._pixels[0, 0, 0] in (199, round(20 * (file.sought[-1]))))
    window.menus.actions["go_to_start"].trigger()
    wait(lambda: window.stage.picture._pixels[0, 0, 0] == 0)
    window.menus.actions["play_or_pause"].trigger()
    wait(lambda: window.playback.place > 0.3)


def test_a_file_is_looked_at_frame_by_frame_and_plays_again_from_what_is_known(open_window: Opener, wait: Wait) -> None:
    file, front_end = FakeFile(frames=12), FakeFrontEnd()
    seen = []
    observe = front_end.observe
    front_end.observe = lambda image, time: (seen.append(int(image[0, 0, 0])), observe(image, time))[1]
    window = open_window(
        "film", {"open_source": opener({"film": file}), "make_front_end": lambda options, progress: front_end}
    )
    wait(lambda: window.pipeline.state is SourceState.ENDED)
    wait(lambda: len(seen) == 12)
    assert seen == list(range(12)), "every frame of a file, in order"
    wait(lambda: window.timeline.button.accessibleName() == "Play again")
    window.playback.toggle()
    wait(lambda: window.playback.place < 0.3)
    wait(lambda: window.pipeline.state is SourceState.ENDED)
    assert len(seen) == 12 and front_end.resets == 0, "nothing is looked at twice"


def test_two_people_get_two_cards_and_lanes(open_window: Opener, wait: Wait) -> None:
    window = open_window("film", sources(film=FakeFile(frames=4000)))
    wait(lambda: all(card.isVisible() and card.action.full_text() in LABELS for card in window.stage.cards))
    assert [card.name.text() for card in window.stage.cards] == ["Person 1", "Person 2"]
    wait(lambda: [bool(row.spans) for row in window.timeline.tracks.rows] == [True, True])
    assert window.inside.person.isVisible() and window.inside.person.count() == 2
    wait(lambda: window.inside._window is not None)
    window.inside.person.setCurrentIndex(1)
    wait(lambda: window.inside._window.persons == (2,))


def test_a_camera_is_live_and_remembered(open_window: Opener, wait: Wait, qtbot) -> None:
    camera = FakeCamera()
    for shade in range(40):
        camera.pictures.put(picture(shade))
    window = open_window("0", sources(**{"0": camera}))
    wait(lambda: window.stage.picture.isVisible())
    assert not window.timeline.tracks.isEnabled() and window.timeline.time.text().startswith("Live")
    wait(lambda: window.settings.text("camera") == "0")
    camera.pictures.put(None)
    wait(lambda: "plugged in" in window.banner.text)
    assert window.isVisible() and window.pipeline.state is SourceState.FAILED
    wait(lambda: camera.closed)


def test_without_a_source_the_first_camera_that_works_is_opened(open_window: Opener, wait: Wait) -> None:
    camera = FakeCamera("Camera 2")
    camera.pictures.put(picture())
    window = open_window(None, sources(**{"2": camera}))
    wait(lambda: window.windowTitle().startswith("Camera 2"))
    assert window.banner.text == ""
    camera.pictures.put(picture())
    window.pipeline._capture.stop()
    camera.pictures.put(picture())


def test_without_a_camera_the_sample_plays_and_says_so(open_window: Opener, wait: Wait) -> None:
    window = open_window(None, sources(**{str(SAMPLE_CLIP): FakeFile(frames=10)}))
    wait(lambda: window.start_page.isVisible())
    assert window.banner.text == ""
    assert window.windowTitle().startswith("Sample clip")


@pytest.mark.parametrize("name", ["missing.mp4", "text.mp4", "text.npz"])
def test_what_cannot_be_opened_is_one_sentence_in_the_window(
    open_window: Opener, wait: Wait, tmp_path: Path, name: str
) -> None:
    (tmp_path / "text.mp4").write_text("not a video")
    (tmp_path / "text.npz").write_text("not a clip")
    window = open_window(str(tmp_path / name))
    wait(lambda: window.banner.text)
    assert name in window.banner.text and "Traceback" not in window.banner.text
    assert window.stage.notice.isVisible()
    window.banner.button.click()
    assert window.banner.text == ""


def test_an_unknown_model_is_one_sentence_and_the_picture_still_shows(open_window: Opener, wait: Wait) -> None:
    window = open_window("film", sources(film=FakeFile(frames=30)), model="no-such-model")
    wait(lambda: "no-such-model" in window.banner.text)
    wait(lambda: window.stage.picture.isVisible())


def test_no_pose_model_is_one_sentence_and_the_picture_still_shows(open_window: Opener, wait: Wait) -> None:
    def none(options: object, progress: object) -> None:
        raise UserError("There is no pose model here.")

    window = open_window("film", {"open_source": lambda spec: FakeFile(frames=30), "make_front_end": none})
    wait(lambda: window.banner.text == "There is no pose model here.")
    wait(lambda: window.pipeline.state is SourceState.ENDED)
    assert window.stage.picture.isVisible()


def test_opening_another_source_leaves_the_old_one(open_window: Opener, wait: Wait) -> None:
    first, second = FakeFile(frames=4000, name="first"), FakeFile(frames=4000, name="second")
    window = open_window("first", sources(first=first, second=second))
    wait(lambda: window.playback.place > 0.1)
    window.open("second")
    wait(lambda: window.windowTitle().startswith("second") and first.closed)
    wait(lambda: window.playback.place > 0.1)
    wait(lambda: sum(thread.name == "capture" for thread in threading.enumerate()) == 1)


@pytest.mark.filterwarnings("ignore:.*QDragEnterEvent:DeprecationWarning")
def test_a_dropped_file_is_opened(open_window: Opener, wait: Wait, tmp_path: Path) -> None:
    file = tmp_path / "dropped.mp4"
    window = open_window("film", sources(film=FakeFile(), **{str(file): FakeFile(name="dropped.mp4")}))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    buttons = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(50, 50), Qt.DropAction.CopyAction, data, *buttons)
    window.dragEnterEvent(enter)
    assert enter.isAccepted()
    window.dropEvent(QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, data, *buttons))
    wait(lambda: window.windowTitle().startswith("dropped.mp4"))


def test_mirroring_turns_picture_and_skeleton_alike(open_window: Opener, wait: Wait, pause) -> None:
    window = open_window("film", sources(film=FakeFile(frames=200)))
    wait(lambda: window.stage.picture._bodies is not None)
    pause(window)
    half = picture()
    half[:, :80] = 255
    window._ticker.stop()
    view = window.stage.picture
    view.show_picture(half, None)
    y, left, right = view.height() // 2, view.width() // 2 - 40, view.width() // 2 + 40
    assert view.grab().toImage().pixelColor(left, y).red() == 255
    window.menus.actions["mirror_display"].trigger()
    mirrored = view.grab().toImage()
    assert mirrored.pixelColor(left, y).red() == 90 and mirrored.pixelColor(right, y).red() == 255


def test_closing_while_the_model_loads_leaves_nothing(open_window: Opener) -> None:
    window = open_window()
    window.close()
    assert window.pipeline.close(timeout=120) == []


def test_settings_are_remembered(open_window: Opener, wait: Wait) -> None:
    window = open_window()
    window.menus.actions["mirror_display"].trigger()
    window.menus.actions["show_inside"].trigger()
    window.looks.set_appearance(Appearance.DARK)
    window.close()
    again = open_window()
    assert again.menus.actions["mirror_display"].isChecked() and not again.inside.isVisible()
    assert again.theme is DARK
    again.looks.set_appearance(Appearance.LIGHT)
    assert again.theme is LIGHT
    assert again.topology.map.backgroundBrush().color().name() == LIGHT.surface, "the plots follow"


def test_every_control_has_a_name_and_can_be_reached(open_window: Opener, wait: Wait) -> None:
    window = open_window()
    wait(lambda: window.topology.window_shown is not None)
    for kind in (QAbstractButton, QComboBox, QAbstractSlider):
        for control in window.centralWidget().findChildren(kind):
            if (control.parent() and isinstance(control.parent(), QTabBar)) or "scroll" in control.objectName().lower():
                continue
            if control.inherits("QScrollBar") or control.isHidden():  # by itself, until there is something to do
                continue
            named = control.accessibleName() or (isinstance(control, QAbstractButton) and control.text())
            assert named, f"{control} has no name"
            assert control.focusPolicy() & Qt.FocusPolicy.TabFocus, f"{named} cannot be reached by keyboard"
