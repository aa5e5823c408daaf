"""Which moment looks at which: the map, the heads beside it, and the same moments on skeletons and timeline."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
import torch
from PySide6.QtCore import QPointF, Qt

from app.inside.attention_tab import NONE, AttentionTab
from app.widgets.timeline_marks import AttentionShares, TimelineMarks
from app.window.main_window import MainWindow
from recognizer.resources import SAMPLE_CLIP
from recognizer.skeleton.clip import load_npz
from recognizer.skeleton.joints import JOINTS
from tests.app.fakes import window

Opener = Callable[..., MainWindow]
Wait = Callable[[Callable[[], object]], None]
QUERIES, KEYS = 24, 48  # of a block with a stride of 2 over a window of 48 frames
NOBODY_LINKS = torch.zeros(1, JOINTS, JOINTS)


def attention() -> torch.Tensor:
    """Rows that sum to 1; every branch and head has other numbers, and one cell stands out."""
    weights = torch.rand(1, 2, 4, QUERIES, KEYS, generator=torch.Generator().manual_seed(2)) + 0.5
    weights[0, 1, 2, 3, 40] = 9.0
    return weights / weights.sum(dim=-1, keepdim=True)


@pytest.fixture
def tab(qtbot) -> AttentionTab:
    tab = AttentionTab()
    qtbot.addWidget(tab)
    tab.resize(520, 520)
    tab.show()
    keypoints = torch.from_numpy(load_npz(SAMPLE_CLIP).keypoints[0, :KEYS])
    tab.show_window(replace(window(NOBODY_LINKS, attention=attention()), keypoints=keypoints))
    tab.branch.setCurrentIndex(1)
    qtbot.wait(20)
    return tab


def test_the_mean_and_every_head_are_the_traces_numbers(tab: AttentionTab) -> None:
    for branch in range(2):
        tab.branch.setCurrentIndex(branch)
        heads = tab.window_shown.trace[0].attention[0, branch].numpy()
        tab.head.setCurrentIndex(0)
        assert np.allclose(tab.map.image.image, heads.mean(axis=0), atol=1e-8)
        for head in range(4):
            tab.head.setCurrentIndex(head + 1)
            assert np.array_equal(tab.map.image.image, heads[head])
            shown = tab.marks().attended
            assert np.allclose(shown.shares, heads[head].mean(axis=0)) and shown.shares.sum() == pytest.approx(1)


def test_a_double_click_shows_one_head_alone(tab: AttentionTab, qtbot) -> None:
    assert [view.name for view in tab.heads.views] == ["Head 1", "Head 2", "Head 3", "Head 4"]
    qtbot.mouseDClick(tab.heads.views[2], Qt.MouseButton.LeftButton)
    assert tab.head.currentText() == "3" and [view.alone for view in tab.heads.views] == [False, False, True, False]
    qtbot.mouseDClick(tab.heads.views[1], Qt.MouseButton.LeftButton)
    assert tab.head.currentText() == "2"
    qtbot.keyClick(tab.heads.views[1], Qt.Key.Key_Return)
    assert tab.head.currentIndex() == 0 and not any(view.alone for view in tab.heads.views)
    tab.solo(3)
    tab.map.opened.emit()
    assert tab.head.currentIndex() == 0


def test_a_cell_shows_its_two_moments(tab: AttentionTab) -> None:
    assert tab.moments.postures == () and tab.marks().moments == ()
    tab.head.setCurrentIndex(3)
    tab.map.point_at((3, 40))
    query, key = tab.moments.postures
    # The window is 3 s of 48 frames that end at 7 s. Query 3 of 24 is frame 6; the key is frame 40.
    assert np.array_equal(query.joints, tab.window_shown.keypoints[6])
    assert np.array_equal(key.joints, tab.window_shown.keypoints[40])
    assert [query.moment.time, key.moment.time] == pytest.approx([4 + 7 / 16, 4 + 41 / 16])
    assert (query.moment.name, query.moment.filled, key.moment.name, key.moment.filled) == ("query", True, "key", False)
    assert tab.marks().moments == (query.moment, key.moment)
    assert tab.moments.accessibleDescription() == "query: 0:04.4, key: 0:06.5"
    picture = tab.moments.grab().toImage()
    half = picture.width() // 2
    blue = [
        sum(picture.pixelColor(x, y).name() == "#0072b2" for x in columns for y in range(picture.height()))
        for columns in (range(half), range(half, picture.width()))
    ]
    assert min(blue) > 30, "a skeleton on either side"


def test_the_skeletons_go_under_the_map_where_there_is_room(tab: AttentionTab, qtbot) -> None:
    assert tab.moments.x() > tab.map.x()
    tab.resize(520, 800)
    qtbot.wait(20)
    assert tab.moments.x() == tab.map.x() and tab.moments.y() > tab.map.y() + tab.map.height() - 1


def test_the_strip_tells_a_frames_share() -> None:
    attended = AttentionShares(np.array([1.0, 2.0, 3.0, 4.0]), np.array([0.1, 0.6, 0.3]))
    assert attended.words_at(2.5) == "0:02.5 gets 60.0 % of the attention; evenly spread it would be 33.3 %"
    assert attended.words_at(0.9) == attended.words_at(4.1) == ""


def test_the_timeline_marks_the_moments_at_their_time(open_window: Opener, wait: Wait) -> None:
    main = open_window()
    tracks = main.timeline.tracks
    height = tracks.height()
    wait(lambda: main.topology.window_shown is not None)
    main.menus.actions["show_attention"].trigger()
    tab = main.attention
    wait(lambda: tab.window_shown is not None and tab.window_shown.start > 0.2)
    assert tracks.height() > height, "the strip has a row of its own"
    main._ticker.stop()
    tab.map.point_at((5, 9))
    shown = tab.window_shown
    edges = tracks._marks.attended.edges
    assert len(edges) == 17 and edges[-1] == pytest.approx(shown.time, abs=0.1)
    assert np.allclose(tracks._marks.attended.shares, tab.map.image.image.mean(axis=0))
    strip = tracks._strip().center().y()
    middle = (edges[9] + edges[10]) / 2
    assert tracks._marks.moments[1].time == pytest.approx(middle, abs=1e-5)
    assert "of the attention" in tracks.tip_at(QPointF(tracks.x_of(middle), strip))
    assert tracks.tip_at(QPointF(tracks.x_of(edges[-1] + 1), strip)) == ""

    with_marks = tracks.grab().toImage()
    tab.map.point_at(None)
    without = tracks.grab().toImage()
    different = [x for x in range(with_marks.width()) if with_marks.pixel(x, 40) != without.pixel(x, 40)]
    expected = [tracks.x_of(moment) for moment in ((edges[5] + edges[6]) / 2, middle)]
    assert different and all(min(abs(x - at) for at in expected) < 4 for x in different)
    main.menus.actions["show_topology"].trigger()
    assert not tracks._marks.strip and tracks.height() == height


def test_without_attention_there_is_nothing_to_see(qtbot) -> None:
    tab = AttentionTab()
    qtbot.addWidget(tab)
    tab.show()
    tab.show_window(window(NOBODY_LINKS))
    assert tab.axes.text() == NONE and not tab.map.isVisible() and not tab.heads.isVisible()
    assert isinstance(tab.marks(), TimelineMarks) and tab.marks().attended is None
