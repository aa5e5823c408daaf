"""The maps: which number goes where, and how cells are found."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QWidget

from app.compare.map_triplet import MapTriplet
from app.inside.topology_tab import TopologyTab
from app.widgets.matrix_view import DIVERGING, MatrixView, cell_edges
from app.widgets.name_axis import NameAxis
from recognizer.explain.maps import (
    MapKind,
    attention_map,
    attention_received,
    cell_at,
    frame_times,
    nice_limit,
    topology_map,
)
from recognizer.model.rolling_window import window_times
from recognizer.skeleton.joints import JOINTS, NAMES, normalised_adjacency
from tests.app.fakes import window

LISTENER, SOURCE = NAMES.index("left wrist"), NAMES.index("head")


def one_link() -> torch.Tensor:
    """Two channels in which one joint listens to one other, in the second channel alone."""
    q = torch.zeros(2, JOINTS, JOINTS)
    q[1, LISTENER, SOURCE] = 0.8
    return q


def test_rows_listen_and_columns_are_listened_to(qtbot) -> None:
    tab = TopologyTab()
    qtbot.addWidget(tab)
    tab.resize(520, 640)
    tab.show()
    tab.show_window(window(one_link()))
    qtbot.wait(50)
    shown = tab.map.image.image
    assert shown[LISTENER, SOURCE] == pytest.approx(0.5 * 0.8 / 2) and np.count_nonzero(shown) == 1

    # Where the cell is seen: the column of the source, the row of the target counted from the top.
    plot = tab.map._plot.vb
    top_left = plot.mapViewToScene(QPointF(0, 0))
    at = plot.mapViewToScene(QPointF(SOURCE + 0.5, LISTENER + 0.5))
    assert at.y() > top_left.y() and at.x() > top_left.x()
    picture = tab.map.grab().toImage()
    colour = picture.pixelColor(at.toPoint())
    assert colour.red() > colour.blue() + 50, "a positive value is warm"
    across = plot.mapViewToScene(QPointF(LISTENER + 0.5, SOURCE + 0.5))
    assert picture.pixelColor(across.toPoint()).name() == "#ffffff", "zero is white"

    tab.map._hover(at)
    assert tab.value.text() == "Left wrist listens to head: +0.200"
    tab.channel.setCurrentIndex(2)
    assert tab.value.text() == "Left wrist listens to head: +0.400"
    tab.kind.setCurrentIndex(list(MapKind).index(MapKind.DYNAMIC))
    assert tab.value.text() == "Left wrist listens to head: +0.800"
    tab.kind.setCurrentIndex(list(MapKind).index(MapKind.SHARED))
    assert tab.value.text() == "Left wrist listens to head: +0.000" and not tab.channel.isEnabled()


def test_cells_can_be_walked_to_with_the_keyboard(qtbot) -> None:
    tab = TopologyTab()
    qtbot.addWidget(tab)
    tab.show()
    tab.show_window(window(one_link()))
    from PySide6.QtCore import Qt

    keys = [Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Up]
    for key in keys:
        qtbot.keyClick(tab.map, key)
    assert tab.map.cell == (0, 1)
    assert tab.value.text().startswith("Spine base listens to spine mid")


def test_attention_tells_the_moments(qtbot) -> None:
    from app.inside.attention_tab import AttentionTab

    attention = torch.full((1, 2, 4, 24, 48), 1 / 48)
    attention[0, 1, 2, 3, 40] = 0.25
    tab = AttentionTab()
    qtbot.addWidget(tab)
    tab.show()
    tab.show_window(window(one_link(), attention=attention))
    tab.branch.setCurrentIndex(1)
    tab.head.setCurrentIndex(3)
    tab.map.point_at((3, 40))
    # Query 3 of 24 is frame 6 of 48 over the 3 seconds that end at 7 s: 4 + 7/16 s; key 40: 4 + 41/16 s.
    assert tab.value.text() == "0:04.4 looks at 0:06.5: 25 % (0.2500)"


def test_maps_take_the_right_numbers() -> None:
    trace = window(one_link()).trace[0]
    assert topology_map(trace, 0, MapKind.TOPOLOGY)[LISTENER, SOURCE] == pytest.approx(0.2)
    assert topology_map(trace, 0, MapKind.DYNAMIC, 1)[LISTENER, SOURCE] == pytest.approx(0.8)
    assert not topology_map(trace, 0, MapKind.DYNAMIC, 0).any() and not topology_map(trace, 1, MapKind.TOPOLOGY).any()
    physical = normalised_adjacency()
    expected = 0.2 - physical[LISTENER, SOURCE]
    assert topology_map(trace, 0, MapKind.DIFFERENCE)[LISTENER, SOURCE] == pytest.approx(expected)
    assert np.allclose(topology_map(trace, 1, MapKind.DIFFERENCE), -physical)
    assert attention_map(trace, 0, 0) is None and attention_received(trace) is None


def test_how_much_a_frame_is_looked_at_is_the_mean_over_all_that_look() -> None:
    attention = torch.zeros(1, 2, 4, 12, 24)
    attention[..., 5] = 1.0
    attention[0, 0, 0, :6] = torch.eye(24)[7]
    trace = window(one_link(), attention=attention).trace[0]
    share = attention_received(trace)
    assert share[7] == pytest.approx(1 / 16) and share[5] == pytest.approx(15 / 16)
    assert share.sum() == pytest.approx(1)


@given(frames=st.sampled_from([16, 48, 52, 64]), strides=st.integers(0, 2), seconds=st.floats(0.5, 10))
def test_a_blocks_frames_are_the_windows_own(frames: int, strides: int, seconds: float) -> None:
    count = -(-frames // 2**strides)
    times = frame_times(seconds, frames, count)
    own = window_times(0.0, seconds, frames)[:: 2**strides]
    assert np.allclose(times, own) and len(times) == count
    cells = cell_edges(times)
    assert np.allclose((cells[:-1] + cells[1:]) / 2, times, atol=2e-6)


@given(st.lists(st.floats(-1e6, 1e6), max_size=20))
def test_the_scale_holds_every_value_and_is_not_much_too_large(values: list[float]) -> None:
    values = np.array(values)
    limit, largest = nice_limit(values), np.abs(values).max(initial=0.0)
    assert limit > 0
    if largest >= 1e-9:
        assert largest <= limit * (1 + 1e-6) and limit <= 2.5 * largest * (1 + 1e-6)


@given(row=st.integers(0, 23), column=st.integers(0, 47), dx=st.floats(0.01, 0.99), dy=st.floats(0.01, 0.99))
def test_a_point_is_found_in_its_cell(row: int, column: int, dx: float, dy: float) -> None:
    columns, rows = np.linspace(-3, 0, 49), np.linspace(-3, 0, 25)
    x, y = -3 + (column + dx) / 16, -3 + (row + dy) / 8
    assert cell_at(x, y, columns, rows) == (row, column)
    assert cell_at(x + 3, y, columns, rows) is None and cell_at(x, y - 3, columns, rows) is None


def test_three_maps_beside_each_other_are_square_and_of_one_size_whatever_they_were_before(qtbot) -> None:
    """Row names are beside the first alone."""
    triplet = MapTriplet(joints=True)
    qtbot.addWidget(triplet)
    triplet.show()
    values, edges = np.eye(JOINTS, dtype=np.float32), np.arange(JOINTS + 1.0)
    triplet.show_maps((values, values / 2), ((edges, edges), (edges, edges)))
    for size in ((1600, 400), (960, 320), (1400, 800), (960, 320)):
        triplet.resize(*size)
        qtbot.waitUntil(lambda: sides_differ_by(triplet) <= 6)
        assert all(view.viewport().rect().contains(box_of(view).toRect()) for view in triplet.views), size


def box_of(view: MatrixView) -> QRectF:
    """Where the map itself lies."""
    return view._plot.vb.sceneBoundingRect()


def sides_differ_by(triplet: MapTriplet) -> float:
    """The longest side of the three maps less the shortest."""
    sides = [side for view in triplet.views for side in (box_of(view).width(), box_of(view).height())]
    return max(sides) - min(sides)


def test_a_map_too_small_for_names_takes_their_room(qtbot) -> None:
    edges = np.arange(JOINTS + 1.0)
    sides, views = [], []  # a widget that is shown must not be collected while Qt has something for it to do
    for height in (240, 150):
        left, bottom = NameAxis("left", NAMES), NameAxis("bottom", NAMES)
        view = MatrixView("Map", DIVERGING, left, bottom)
        views.append(view)
        qtbot.addWidget(view)
        view.resize(500, height)
        view.show()
        view.show_map(np.eye(JOINTS, dtype=np.float32), (-1.0, 1.0), edges, edges)
        qtbot.wait(30)
        sides.append(view._plot.vb.sceneBoundingRect().height())
        assert (left.width() > 0 and bottom.height() > 0) is (height == 240)
    assert sides[1] > 130 and sides[0] > 130


def test_a_map_that_was_higher_before_lies_within_its_widget(qtbot) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    view = MatrixView("Map", DIVERGING, NameAxis("left", NAMES), NameAxis("bottom", NAMES))
    view.setParent(around)
    around.resize(900, 900)
    around.show()
    edges = np.arange(JOINTS + 1.0)
    view.show_map(np.eye(JOINTS, dtype=np.float32), (-1.0, 1.0), edges, edges)
    for size in ((300, 900), (600, 250)):
        view.resize(*size)
        qtbot.wait(30)
    box = view._plot.vb.sceneBoundingRect()
    assert view.viewport().rect().contains(box.toRect()) and abs(box.width() - box.height()) <= 6
