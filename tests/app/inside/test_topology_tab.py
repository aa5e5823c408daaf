"""Who listens to whom, from the map to the skeleton on the stage."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
import torch
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox

from app.inside.link_legend import COUNTS, USUAL
from app.inside.topology_tab import MOST_ENTRY, TopologyTab
from app.widgets.map_menu import GO_TO_LARGEST
from app.widgets.skeleton_highlights import Highlights, joint_at
from app.widgets.theme import DARK, LIGHT
from app.window.main_window import MainWindow
from recognizer.explain.maps import Link, MapKind, listens_to, strongest_links
from recognizer.resources import SAMPLE_CLIP
from recognizer.skeleton.clip import load_npz
from recognizer.skeleton.joints import BONES, JOINTS, NAMES, normalised_adjacency
from tests.app.fakes import FakeFile, sources, window

Opener = Callable[..., MainWindow]
Wait = Callable[[Callable[[], object]], None]
LISTENER, SOURCE = NAMES.index("left wrist"), NAMES.index("head")


def only_link(weight: float = 0.8) -> torch.Tensor:
    """The left wrist listens to the head, and nothing else to anything."""
    q = torch.zeros(1, JOINTS, JOINTS)
    q[0, LISTENER, SOURCE] = weight
    return q


@pytest.fixture
def tab(qtbot) -> TopologyTab:
    tab = TopologyTab()
    qtbot.addWidget(tab)
    tab.resize(520, 640)
    tab.show()
    tab.show_window(window(only_link()))
    qtbot.wait(30)
    return tab


def place(tab: TopologyTab, row: float, column: float) -> QPoint:
    """Where a cell's middle is in the map's widget."""
    return tab.map.mapFromScene(tab.map._plot.vb.mapViewToScene(QPointF(column + 0.5, row + 0.5)))


def click(qtbot, tab: TopologyTab, at: QPoint) -> None:
    qtbot.mouseMove(tab.map.viewport(), at)
    qtbot.mouseClick(tab.map.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_the_one_link_goes_from_the_joint_listened_to_to_the_one_that_listens(tab: TopologyTab) -> None:
    assert tab.highlights() == Highlights(person=0), "nothing is highlighted unasked"
    tab.links.setChecked(True)
    assert tab.highlights().links == (Link(target=LISTENER, source=SOURCE, weight=pytest.approx(0.4)),)
    tab.fragment.setCurrentIndex(1)
    assert tab.highlights().links == (), "the other fragments have no link"


def test_pointing_at_a_cell_highlights_both_joints_and_their_arrow(tab: TopologyTab) -> None:
    tab.map.point_at((LISTENER, SOURCE))
    shown = tab.highlights()
    assert shown.joints == (LISTENER, SOURCE) and shown.links[0].target == LISTENER
    assert shown.links[0].weight == pytest.approx(0.4) and shown.most >= 0.4
    tab.map.point_at((SOURCE, LISTENER))
    assert tab.highlights().links == () and tab.value.text() == "Head listens to left wrist: +0.000"
    tab.map.point_at((SOURCE, SOURCE))
    assert tab.highlights().joints == (SOURCE,)


def test_a_click_pins_a_joint_and_escape_lets_go(tab: TopologyTab, qtbot) -> None:
    click(qtbot, tab, place(tab, LISTENER, SOURCE))
    assert tab.pinned == LISTENER
    tab.map.point_at(None)
    assert tab.highlights().joints == (LISTENER,) and tab.highlights().links[0].source == SOURCE
    assert tab.value.text().startswith("Left wrist listens most to head +0.400")
    click(qtbot, tab, place(tab, LISTENER, SOURCE))
    assert tab.pinned is None, "once more lets go"

    name = place(tab, SOURCE, 0)
    click(qtbot, tab, QPoint(name.x() - 40, name.y()))
    assert tab.pinned == SOURCE, "the name of a row"
    tab.map.point_at(None)
    assert tab.value.text().startswith("Head listens most to no other joint")
    below = place(tab, JOINTS - 1, LISTENER)
    click(qtbot, tab, QPoint(below.x(), below.y() + 30))
    assert tab.pinned == LISTENER, "the name of a column"
    tab.begin()
    assert tab.pinned is None, "another source begins without"


def test_a_joint_is_pinned_by_keyboard(tab: TopologyTab, qtbot) -> None:
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(tab.map, key)
    assert tab.pinned == 1


def test_the_physical_skeleton_and_what_was_learned_beyond_it(tab: TopologyTab) -> None:
    tab.kind.setCurrentIndex(list(MapKind).index(MapKind.SKELETON))
    assert np.array_equal(tab.map.image.image, normalised_adjacency()) and not tab.channel.isEnabled()
    tab.links.setChecked(True)
    assert tab.highlights().links == (), "bones are drawn already"
    tab.pin(NAMES.index("left elbow"))
    assert {NAMES[link.source] for link in tab.highlights().links} == {"left shoulder", "left wrist"}
    tab.kind.setCurrentIndex(list(MapKind).index(MapKind.DIFFERENCE))
    assert np.allclose(
        tab.map.image.image, tab.window_shown.trace[0].topology[0, 0, 0].numpy() - normalised_adjacency()
    )


def test_the_strongest_come_first_and_bones_do_not_count() -> None:
    values = np.random.default_rng(5).normal(size=(JOINTS, JOINTS)).astype(np.float32)
    links = strongest_links(values, USUAL)
    sizes = [abs(link.weight) for link in links]
    assert len(links) == USUAL and sizes == sorted(sizes, reverse=True)
    bones = {frozenset(bone) for bone in BONES}
    assert all(link.target != link.source and {link.target, link.source} not in bones for link in links)
    assert all(link.weight == values[link.target, link.source] for link in links)
    heard = listens_to(values, LISTENER, 4)
    assert [link.target for link in heard] == [LISTENER] * 4 and LISTENER not in [link.source for link in heard]
    others = np.delete(values[LISTENER], LISTENER)
    assert abs(heard[0].weight) == np.abs(others).max()


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_the_stage_draws_the_arrow_from_source_to_target(open_window: Opener, wait: Wait, qtbot, theme) -> None:
    main = open_window()
    wait(lambda: main.topology.window_shown is not None and main.stage.view_3d._bodies is not None)
    main._ticker.stop()
    main.stage.set_theme(theme)
    shown, view = main.topology.window_shown, main.stage.view_3d
    tab = main.topology
    q, foot, knee = only_link(-0.8), NAMES.index("right foot"), NAMES.index("right knee")
    q[0, foot, knee] = 0.8
    tab.show_window(replace(window(q), persons=shown.persons))
    tab.map.point_at((foot, knee))
    before = view.grab().toImage()
    tab.map.point_at((LISTENER, SOURCE))
    after = view.grab().toImage()
    at, _ = view.to_widget(view._bodies.keypoints[0])

    def changed(joint: int) -> float:
        box = [(int(at[joint, 0]) + x, int(at[joint, 1]) + y) for x in range(-9, 10) for y in range(-9, 10)]
        return np.mean([before.pixel(x, y) != after.pixel(x, y) for x, y in box if 0 <= x < view.width() and y >= 0])

    assert changed(LISTENER) > 0.2 and changed(SOURCE) > 0.2
    assert changed(foot) > 0.2 and changed(NAMES.index("left foot")) == 0
    # The arrow's head is at the joint that listens, in the colour of a negative weight.
    count = dict.fromkeys((LISTENER, SOURCE), 0)
    for joint in count:
        for x in range(-16, 17):
            for y in range(-16, 17):
                pixel = after.pixelColor(int(at[joint, 0]) + x, int(at[joint, 1]) + y)
                count[joint] += pixel.name() == theme.negative
    assert count[LISTENER] > 1.5 * count[SOURCE] > 0
    main.menus.actions["show_inside"].trigger()
    assert view.highlights == Highlights(), "what cannot be seen highlights nothing"


def test_a_joint_clicked_on_the_stage_is_pinned_for_its_person(open_window: Opener, wait: Wait, qtbot) -> None:
    main = open_window("film", sources(film=FakeFile(frames=4000)), persons=2)
    panel, view = main.inside, main.stage.picture
    wait(lambda: panel.person.count() == 2 and main.topology.window_shown is not None)
    main._ticker.stop()
    at = dict(view._people())[2][LISTENER]
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(round(at[0]), round(at[1])))
    assert main.topology.pinned in (LISTENER, NAMES.index("left hand")) and panel.person.currentText() == "Person 2"
    assert main.topology.highlights().person == 2 and panel.answer.persons == (2,), "although nothing new comes"
    panel.person.setCurrentIndex(0)
    assert main.topology.highlights().person == 1 and panel.answer.persons == (1,)
    main.menus.actions["unpin_joint"].trigger()
    assert main.topology.pinned is None
    main.menus.actions["show_strongest_links"].trigger()
    assert main.topology.links.isChecked()


def test_the_nearest_joint_of_the_nearest_person_is_meant(qtbot) -> None:
    joints = 100 * load_npz(SAMPLE_CLIP).keypoints[0, 0, :, :2]
    people = [(1, joints), (2, joints + np.array([300, 0]))]
    assert joint_at(people, *(people[1][1][SOURCE] + [2, 1])) == (2, SOURCE)
    assert joint_at(people, *(people[0][1][LISTENER])) == (1, LISTENER)
    assert joint_at(people, 1e4, 1e4) is None and joint_at([], 0, 0) is None


def test_what_this_movement_changes_is_said_of_the_map_that_is_shown(qtbot) -> None:
    q = torch.zeros(2, JOINTS, JOINTS)
    q[0, LISTENER, SOURCE], q[1, LISTENER, SOURCE] = -0.8, 0.2
    tab = TopologyTab()
    qtbot.addWidget(tab)
    tab.show_window(window(q))
    assert tab.change.text() == "This movement changes the map by at most 0.15.", "half of the mean of -0.8 and 0.2"
    tab.channel.setCurrentIndex(1)
    assert tab.change.text() == "This movement changes the map by at most 0.40."
    tab.kind.setCurrentIndex(list(MapKind).index(MapKind.CHANGE))
    assert tab.map.values[LISTENER, SOURCE] == pytest.approx(-0.4), "one channel of αQ"
    tab.fragment.setCurrentIndex(1)
    assert tab.change.text() == "This movement does not change the map."
    tab.fragment.setCurrentIndex(0)
    tab.kind.setCurrentIndex(list(MapKind).index(MapKind.SHARED))
    assert tab.change.text() == "The same for every movement; αQ changes it by at most 0.15."
    tab.kind.setCurrentIndex(list(MapKind).index(MapKind.SKELETON))
    assert tab.change.text() == "The bones of the skeleton, the same for every movement."


def test_as_many_links_as_are_wanted_with_a_legend(tab: TopologyTab) -> None:
    values = torch.linspace(-1, 1, JOINTS * JOINTS).reshape(1, JOINTS, JOINTS)
    tab.show_window(window(values))
    assert not tab.legend.isVisible()
    tab.links.setChecked(True)
    assert tab.legend.isVisible() and "Cold, dashed line" in tab.legend.key.accessibleName()
    for place, count in enumerate(COUNTS):
        tab.legend.number.setCurrentIndex(place)
        assert len(tab.highlights().links) == count


def menu_of(tab: TopologyTab, at: QPoint) -> dict[str, QAction]:
    """The context menu of the map, by a right click."""
    viewport = tab.map.viewport()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, viewport.mapToGlobal(at))
    QApplication.sendEvent(viewport, event)
    return {action.text(): action for action in tab.map.menu.actions()}


def test_a_right_click_pins_nothing_and_offers_what_can_be_done(tab: TopologyTab, qtbot) -> None:
    at = place(tab, LISTENER, SOURCE)
    qtbot.mouseClick(tab.map.viewport(), Qt.MouseButton.RightButton, pos=at)
    assert tab.pinned is None
    actions = menu_of(tab, at)
    tab.map.point_at(None)
    actions[GO_TO_LARGEST].trigger()
    assert tab.map.cell == (LISTENER, SOURCE)
    tab.map.point_at(None)
    actions[MOST_ENTRY].trigger()
    assert tab.map.cell == (LISTENER, SOURCE)
    with qtbot.waitSignal(tab.export_wanted):
        actions["Export the figure…"].trigger()
    tab.map.menu.close()


def test_a_right_click_on_the_stage_pins_nothing(open_window: Opener, wait: Wait, qtbot) -> None:
    main = open_window()
    view = main.stage.view_3d
    wait(lambda: main.topology.window_shown is not None and view._bodies is not None)
    main._ticker.stop()
    at, _ = view.to_widget(view._bodies.keypoints[0])
    joint = QPoint(*(round(float(value)) for value in at[LISTENER]))
    qtbot.mouseClick(view, Qt.MouseButton.RightButton, pos=joint)
    assert main.topology.pinned is None
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=joint)
    assert main.topology.pinned is not None


def test_the_wheel_changes_no_list(open_window: Opener, wait: Wait) -> None:
    main = open_window()
    wait(lambda: main.topology.window_shown is not None)
    main._ticker.stop()
    lists = [combo for combo in main.findChildren(QComboBox) if combo.count() > 1]
    assert len(lists) > 6
    for combo in lists:
        before = combo.currentIndex()
        for turn in (-120, 120):
            middle = QPointF(combo.rect().center())
            nothing = Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
            event = QWheelEvent(
                middle, combo.mapToGlobal(middle), QPoint(), QPoint(0, turn), Qt.MouseButton.NoButton, *nothing, False
            )
            QApplication.sendEvent(combo, event)
            assert combo.currentIndex() == before, combo.accessibleName()
