"""Networks with fewer blocks, other fragments in each, no adjacency or attention in some blocks alone: what the tabs
offer and show is what there is, and what there is not is said."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt

from app.compare.map_choice import ATTENTION
from app.inside import attention_tab, topology_tab
from app.inside.map_overview import MapOverview
from app.inside.tab import MapTab
from app.lesson.text import Page, lesson_text
from app.window.main_window import MainWindow
from recognizer.explain.maps import MapKind, attention_map, most_changed, topology_map
from recognizer.network.trace import BlockTrace
from tests.app.window.test_main_window import Opener, Wait
from tests.other_networks import save_small


@pytest.fixture
def opened(open_window: Opener, wait: Wait, pause, tmp_path: Path):
    """Opens the sample clip with a small model of a kind, and pauses it."""

    def make(kind: str) -> MainWindow:
        main = open_window(model=str(save_small(tmp_path / kind, kind)))
        wait(lambda: main.inside.answer is not None)
        pause(main)
        main._ticker.stop()
        return main

    return make


def listed(combo) -> list[str]:
    return [combo.itemText(place) for place in range(combo.count())]


def numbers(count: int) -> list[str]:
    return [str(number) for number in range(1, count + 1)]


@pytest.mark.parametrize("kind", ["st-gcn", "shift-gcn", "st-tr", "dsta-net", "mst-gcn"])
def test_each_block_shows_what_it_has(opened, kind: str) -> None:
    main = opened(kind)
    traces: tuple[BlockTrace, ...] = main.inside.answer.trace
    topology, attention = main.topology, main.attention
    main.menus.actions["show_topology"].trigger()
    assert listed(topology.block) == numbers(len(traces))
    for place, trace in enumerate(traces):
        topology.block.setCurrentIndex(place)
        topology.fragment.setCurrentIndex(trace.fragments - 1)
        assert listed(topology.fragment) == numbers(trace.fragments)
        offers = (topology.fragment, topology.kind, topology.channel, topology.links)
        if trace.fragments:
            assert np.array_equal(
                topology.map.values, topology_map(trace, trace.fragments - 1, MapKind.TOPOLOGY), equal_nan=True
            )
            assert topology.map.isVisible() and all(offer.isEnabled() for offer in offers[:2])
        else:
            assert topology.map.values is None and not topology.map.isVisible()
            assert not any(offer.isEnabled() for offer in offers) and topology.figure("clip") is None
            assert topology.axes.text() == topology_tab.NO_ADJACENCY
    most = most_changed(traces)
    assert topology.most.isEnabled() is (most is not None)
    topology.go_to_most_changed()
    if most is not None:
        assert (topology.block.currentIndex(), topology.fragment.currentIndex()) == most

    main.menus.actions["show_attention"].trigger()
    for place, trace in enumerate(traces):
        attention.block.setCurrentIndex(place)
        assert attention.branch.isEnabled() is attention.head.isEnabled() is attention.map.isVisible() is trace.attends
        if trace.attends:
            assert np.array_equal(attention.map.values, attention_map(trace, 0))
        elif any(trace.attends for trace in traces):
            assert attention.axes.text() == attention_tab.NONE_HERE.format(place + 1)
        else:
            assert attention.axes.text() == attention_tab.NONE and attention.marks().attended is None


@pytest.mark.parametrize(
    ("kind", "name", "blocks"),
    [("st-gcn", "Topology", "1 to 9"), ("mst-gcn", "Topology", "1 to 10"), ("st-tr", "Attention", "1 to 10")],
)
def test_the_overview_has_a_map_where_a_block_has_one(opened, qtbot, kind: str, name: str, blocks: str) -> None:
    main = opened(kind)
    main.inside.choose_tab(name)
    tab: MapTab = main.inside.tab
    traces: tuple[BlockTrace, ...] = main.inside.answer.trace
    tab.show_overview(True)
    assert f"({blocks})" in tab.axes.text()
    overview: MapOverview = tab.overview
    for column, trace in enumerate(traces):
        there = [row[column] is not None for row in overview.content.maps]
        count = trace.fragments if name == "Topology" else trace.attention.shape[2] if trace.attends else 0
        assert there == [row < count for row in range(len(there))]
    if kind == "st-gcn":
        assert overview.content.most is None and topology_tab.OVERVIEW_FIXED in tab.axes.text()
        assert not any(map(any, overview.content.words))
    if kind == "mst-gcn":  # three fragments in the first block, twelve in all others
        overview.walk_to((11, 1))
        qtbot.keyClick(overview, Qt.Key.Key_Left)
        assert overview.place == (11, 1), "there is nothing to the left of it"
        qtbot.keyClick(overview, Qt.Key.Key_Return)
        assert (tab.block.currentIndex(), tab.fragment.currentIndex()) == (1, 11)
        tab.block.setCurrentIndex(0)
        assert tab.fragment.currentIndex() == 2


def test_without_any_map_there_is_no_overview(opened) -> None:
    main = opened("shift-gcn")
    for name in ("topology", "attention"):
        main.menus.actions[f"show_{name}"].trigger()
        main.menus.actions["show_overview"].trigger()
        assert not main.inside.tab.overview_shown and not main.inside.tab.overview_button.isEnabled()


def test_the_window_names_the_architecture(opened) -> None:
    main = opened("st-gcn")
    main.refresh_status()
    assert main.pipeline.model.title == "small st-gcn (ST-GCN)"
    assert "small st-gcn (ST-GCN)" in main.topology.figure("clip").heading.details


def test_the_lesson_says_what_it_is_about(opened) -> None:
    main = opened("shift-gcn")
    told = lesson_text().words.other_network.format(model="small shift-gcn (Shift-GCN)")
    for place, step in enumerate(lesson_text().steps):
        main.lesson.read(place)
        assert main.lesson.card.notice.text() == told and main.lesson.card.notice.isVisible()
        if isinstance(step, Page):
            for piece in range(len(step.pieces)):
                main.lesson._point(piece)
    main.lesson.end()


def test_compared_with_the_papers_network(opened, model: Path, wait: Wait) -> None:
    main = opened("mst-gcn")
    main.menus.actions["compare"].trigger()
    panel = main.comparison.panel

    def settle(condition) -> None:
        wait(lambda: main.comparison.follow() or condition())

    settle(lambda: panel.a.held and panel.a.moment is not None)
    panel.same_moment.click()
    panel.b.choose_model(str(model))
    settle(lambda: panel.b.moment is not None and panel.b.moment.model.spec == str(model))
    a, b = panel.a.moment.window.trace, panel.b.moment.window.trace
    panel.map_a.block.setCurrentIndex(5)
    panel.map_a.part.setCurrentIndex(2)
    first, second, difference = (view.values for view in panel.triplet.views)
    assert np.array_equal(first, topology_map(a[5], 2, MapKind.TOPOLOGY))
    assert np.array_equal(second, topology_map(b[5], 2, MapKind.TOPOLOGY))
    assert np.array_equal(difference, first - second)

    panel.map_a.part.setCurrentIndex(7)  # of twelve, where the other has four: no other one takes its place
    assert panel.triplet.views[1].values is None
    assert panel.value.text() == "The network of B has no fragment 8 in block 6."
    panel.map_a.kind.setCurrentText(ATTENTION)
    assert panel.value.text() == "The network of A has no attention over time."
    assert panel.triplet.views[0].values is None and panel.triplet.views[1].values is not None
