"""All blocks at a glance: which small map stands for what, how one gets there, and what is computed when."""

from collections.abc import Callable

import numpy as np
import pytest
import torch
from PySide6.QtCore import QPoint, Qt

from app.inside.attention_tab import EVENLY, AttentionTab
from app.inside.topology_tab import TopologyTab
from app.window.main_window import MainWindow
from recognizer.explain.maps import MapKind, attention_map, largest_change, most_changed, topology_map
from recognizer.skeleton.joints import JOINTS
from recognizer.text import rounded_up
from tests.app.fakes import window

Opener = Callable[..., MainWindow]
Wait = Callable[[Callable[[], object]], None]


@pytest.fixture
def paused(open_window: Opener, wait: Wait, pause) -> MainWindow:
    main = open_window()
    wait(lambda: main.inside.answer is not None)
    pause(main)
    main._ticker.stop()
    return main


def test_every_small_map_of_the_topology_is_the_traces_and_is_jumped_to(paused: MainWindow, qtbot) -> None:
    tab, trace = paused.topology, paused.inside.answer.trace
    tab.kind.setCurrentIndex(list(MapKind).index(MapKind.CHANGE))
    paused.menus.actions["show_overview"].trigger()
    overview = tab.overview
    assert overview.isVisible() and overview.hasFocus() and not tab.map.isVisible()
    maps = overview.content.maps
    assert (len(maps), {len(row) for row in maps}) == (4, {10})
    sizes = np.array([[abs(largest_change(block, fragment).weight) for block in trace] for fragment in range(4)])
    assert overview.content.most == np.unravel_index(sizes.argmax(), sizes.shape)
    for fragment, block in np.ndindex(4, 10):
        assert np.array_equal(maps[fragment][block], topology_map(trace[block], fragment, MapKind.CHANGE))
        assert overview.content.words[fragment][block] == f"{sizes[fragment, block]:.3f}"

    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right):
        qtbot.keyClick(overview, key)
    assert overview.accessibleDescription() == (
        f"Block 2, fragment 3: this movement changes it by at most {rounded_up(sizes[2, 1])}"
    )
    qtbot.keyClick(overview, Qt.Key.Key_Return)
    assert (tab.block.currentText(), tab.fragment.currentText()) == ("2", "3")
    assert tab.map.isVisible() and tab.map.hasFocus() and not overview.isVisible()
    assert np.array_equal(tab.map.values, maps[2][1])

    paused.menus.actions["show_overview"].trigger()
    assert overview.content.shown == (2, 1)
    qtbot.mouseClick(overview, Qt.MouseButton.RightButton, pos=overview.box((3, 6)).center().toPoint())
    assert overview.isVisible(), "a right click chooses nothing"
    qtbot.keyClick(overview, Qt.Key.Key_Home)
    assert overview.place == overview.content.most
    qtbot.mouseClick(overview, Qt.MouseButton.LeftButton, pos=overview.box((3, 6)).center().toPoint())
    assert (tab.block.currentText(), tab.fragment.currentText()) == ("7", "4") and not overview.isVisible()


def test_every_head_is_seen_in_parts_of_even_attention_and_is_jumped_to(paused: MainWindow, qtbot) -> None:
    paused.menus.actions["show_attention"].trigger()
    tab, trace = paused.attention, paused.inside.answer.trace
    paused.menus.actions["show_overview"].trigger()
    content = tab.overview.content
    branches, heads = trace[0].attention.shape[1:3]
    assert (len(content.maps), content.levels) == (branches * heads, (0.0, EVENLY))
    for row, block in ((0, 0), (heads + 1, 4), (branches * heads - 1, 9)):
        shares = attention_map(trace[block], *divmod(row, heads))
        assert np.allclose(content.maps[row][block], shares * shares.shape[1]), "1 is what evenly spread is"
    assert not tab.map.isVisible() and not tab.heads.isVisible() and not tab.moments.isVisible()
    tab.overview.walk_to((heads + 1, 4))
    qtbot.keyClick(tab.overview, Qt.Key.Key_Return)
    assert (tab.block.currentText(), tab.branch.currentText(), tab.head.currentText()) == ("5", "2", "2")
    assert tab.map.isVisible() and tab.heads.isVisible()
    assert np.array_equal(tab.map.values, attention_map(trace[4], 1, 1))


def test_small_maps_are_made_only_while_they_are_seen(qtbot, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    for kind in (TopologyTab, AttentionTab):
        real = kind._small_maps
        monkeypatch.setattr(kind, "_small_maps", lambda tab, shown, real=real: made.append(1) or real(tab, shown))
    tab = TopologyTab()
    qtbot.addWidget(tab)
    tab.show()
    tab.show_window(window(torch.ones(1, JOINTS, JOINTS)))
    assert not made
    tab.overview_button.click()
    tab.show_window(window(2 * torch.ones(1, JOINTS, JOINTS)))
    assert made and tab.overview.content.maps[0][0][0, 0] == 1.0, "it follows what plays"
    tab.overview_button.click()
    made.clear()
    tab.show_window(window(torch.ones(1, JOINTS, JOINTS)))
    tab.kind.setCurrentIndex(1)
    assert not made


def test_the_colours_of_small_maps_are_those_of_the_large_one(qtbot) -> None:
    q = torch.zeros(1, JOINTS, JOINTS)
    q[0, :, :12], q[0, :, 12:] = 1.0, -1.0
    tab = TopologyTab()
    qtbot.addWidget(tab)
    tab.resize(520, 640)
    tab.show()
    tab.show_window(window(q))
    tab.overview_button.click()
    qtbot.wait(20)
    picture, box = tab.overview.grab().toImage(), tab.overview.box((0, 0))
    ratio = picture.devicePixelRatio()
    left, right = (
        picture.pixelColor(QPoint(int(x * ratio), int(box.center().y() * ratio)))
        for x in (box.left() + box.width() / 4, box.right() - box.width() / 4)
    )
    assert left.red() > left.blue() + 50 and right.blue() > right.red() + 50
    other = tab.overview.box((1, 0)).center().toPoint() * ratio
    assert picture.pixelColor(other).name() == "#ffffff", "zero is white"


def test_a_network_without_attention_has_no_overview_of_it(qtbot) -> None:
    tab = AttentionTab()
    qtbot.addWidget(tab)
    tab.show()
    tab.show_window(window(torch.zeros(1, JOINTS, JOINTS)))
    tab.overview_button.click()
    assert not tab.overview.isVisible() and tab.overview.content is None


def test_where_most_goes_to_the_cell_that_this_movement_changes_most(paused: MainWindow, qtbot) -> None:
    tab = paused.topology
    paused.menus.actions["show_topology"].trigger()
    tab.kind.setCurrentIndex(list(MapKind).index(MapKind.SHARED))
    tab.channel.setCurrentIndex(0)
    tab.most.setFocus()
    qtbot.keyClick(tab.most, Qt.Key.Key_Return)
    trace = paused.inside.answer.trace
    every = [
        (abs(largest_change(block, fragment).weight), b, fragment)
        for b, block in enumerate(trace)
        for fragment in range(4)
    ]
    size, block, fragment = max(every)
    assert most_changed(paused.inside.answer.trace) == (block, fragment)
    assert (tab.block.currentIndex(), tab.fragment.currentIndex()) == (block, fragment)
    change = topology_map(trace[block], fragment, MapKind.CHANGE)
    assert abs(change[tab.map.cell]) == pytest.approx(size) and tab.kind.currentText() == MapKind.TOPOLOGY.value
    assert tab.change.text() == f"This movement changes the map by at most {rounded_up(size)}."
