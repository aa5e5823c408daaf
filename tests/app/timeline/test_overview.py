"""The bar under the tracks that shows all of the time."""

import pytest
from PySide6.QtCore import QPoint, Qt

from app.session.probability_history import ProbabilityHistory
from app.timeline.panel import Timeline
from recognizer.model.segments import Segment


@pytest.fixture
def timeline(qtbot) -> Timeline:
    """A hundred seconds, of which ten are shown."""
    panel = Timeline()
    qtbot.addWidget(panel)
    panel.resize(900, 300)
    panel.show()
    panel.begin(False, 100.0, ProbabilityHistory())
    panel.show_place(0.0, {1: [Segment((1,), 20.0, 60.0, "walk", 0.9)]}, ("walk",))
    assert panel.overview.isHidden(), "nothing is out of view"
    panel.tracks.zoom(0.1, about=0.0)
    return panel


def test_it_shows_while_zoomed_in_and_a_click_shows_another_part(timeline: Timeline, qtbot) -> None:
    overview, tracks = timeline.overview, timeline.tracks
    assert overview.isVisible() and tracks.span == pytest.approx((0.0, 10.0))
    before = overview.grab().toImage()
    qtbot.mouseClick(overview, Qt.MouseButton.LeftButton, pos=QPoint(round(overview.scale.x_of(50.0)), 8))
    assert tracks.span == pytest.approx((45.0, 55.0), abs=0.2) and tracks.now == 0.0
    assert overview.grab().toImage() != before
    tracks.fit()
    assert overview.isHidden()


def test_keys_move_it_along(timeline: Timeline, qtbot) -> None:
    overview, tracks = timeline.overview, timeline.tracks
    qtbot.keyClick(overview, Qt.Key.Key_Right)
    assert tracks.span == pytest.approx((2.0, 12.0))
    qtbot.keyClick(overview, Qt.Key.Key_End)
    assert tracks.span == pytest.approx((90.0, 100.0))
    qtbot.keyClick(overview, Qt.Key.Key_PageUp)
    assert tracks.span == pytest.approx((80.0, 90.0))
    qtbot.keyClick(overview, Qt.Key.Key_Home)
    assert tracks.span == pytest.approx((0.0, 10.0))
