"""The timeline: its curves, its axis, and what mouse and keys do on it."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication

from app.session.probability_history import CAPACITY, Outline, ProbabilityHistory
from app.timeline.curves import CurveColours, broken, leading, ticks
from app.timeline.tracks import CURVE, GUTTER, LANE, Tracks
from app.widgets.theme import DARK, LIGHT
from recognizer.model.decision import Segment
from tests.app.fakes import LABELS, FakeFile, sources

seconds = st.floats(0, 20_000)


def outline(*curves: list[float]) -> Outline:
    values = np.array(curves, np.float32).T
    return Outline(np.arange(len(values)) * 0.2, values, 1.0)


def test_those_that_stand_out_have_curves() -> None:
    assert leading(outline([0.1, 0.1], [0.2, 0.9], [0.6, 0.1], [0.01, 0.05])) == [1, 2, 0]
    assert leading(outline([0.01, 0.05], [0.04, 0.02])) == [], "nothing is likely"
    assert leading(Outline(np.zeros(0), np.zeros((0, 3), np.float32), 1.0)) == []


def test_a_curve_breaks_where_nobody_was_watched() -> None:
    times, values = broken(Outline(np.array([0.0, 0.2, 5.0, 5.2]), np.array([[0.1], [0.2], [0.3], [0.4]]), 1.0), 0)
    assert np.isnan(times[2]) and np.isnan(values[2]) and len(times) == 5


@given(seconds, st.floats(0.2, 20_000), st.integers(1, 40))
def test_marks_of_the_axis_are_few_even_and_inside(start: float, length: float, most: int) -> None:
    marks = [time for time, _ in ticks(start, start + length, most)]
    assert len(marks) <= most + 1 or length / most > 14_400
    assert all(start - 1e-6 <= mark <= start + length + 1e-6 for mark in marks)
    assert np.ptp(np.diff(marks)) < 1e-6 if len(marks) > 2 else True


def test_a_label_keeps_its_colour() -> None:
    palette = CurveColours(4)
    first = palette.choose([5, 9, 2])
    assert sorted(first.values()) == [0, 1, 2]
    second = palette.choose([9, 7])
    assert second[9] == first[9] and second[7] == 3
    assert len(set(palette.choose([1, 2, 3, 4]).values())) == 4


@given(st.integers(1, 3000), st.integers(1, 50))
def test_an_outline_keeps_every_peak_and_is_short(count: int, columns: int) -> None:
    history = ProbabilityHistory()
    shares = np.random.default_rng(count).random((count, 3)).astype(np.float32)
    for index in range(count):
        history.add(0, (1,), index * 0.2, None, shares[index])
    drawn = history.outline(0, 0.0, count * 0.2, columns)
    assert len(drawn.time) <= max(2 * columns, 1) and (np.diff(drawn.time) > 0).all()
    assert np.allclose(drawn.probability.max(axis=0), shares.max(axis=0), atol=1e-4)


@pytest.fixture
def tracks(qtbot) -> Tracks:
    """Ten seconds of one person: the first label falls, the second rises."""
    view, history = Tracks(), ProbabilityHistory()
    qtbot.addWidget(view)
    for index in range(51):
        share = index / 50
        history.add(0, (3,), index * 0.2, 1 if share > 0.5 else None, np.array([1 - share, share, 0.0]))
    view.begin(history)
    view.set_whole((0.0, 10.0), fit=True)
    view.resize(900, view.height())
    view.show_place([[], []], 4.0, ("walk", "wave", "jump"))
    view.show()
    return view


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_the_curves_are_drawn_where_they_are(tracks: Tracks, theme) -> None:
    tracks.set_theme(theme)
    image = tracks.grab().toImage()
    top = tracks.lane_top(0) + LANE + 4

    def found(time: float, share: float, colour: str) -> bool:
        x, y = round(tracks.x_of(time)), round(top + CURVE * (1 - share))
        near = [image.pixelColor(x + dx, y + dy) for dx, dy in itertools.product((-1, 0, 1), (-2, -1, 0, 1, 2))]
        wanted = QColor(colour)
        return any(sum(abs(a - b) for a, b in zip(c.getRgb(), wanted.getRgb())) < 130 for c in near)

    colours = [theme.curves[colour] for colour in (0, 1)]
    for time in (1.0, 3.0, 7.0, 9.0):
        assert found(time, 1 - time / 10, colours[0]) != found(time, time / 10, colours[0])
        assert any(found(time, time / 10, colour) for colour in colours)
    assert "0:07.6: wave 76 %, walk 24 %" in tracks.tip_at(QPointF(tracks.x_of(7.7), top + 10))
    assert tracks.tip_at(QPointF(GUTTER - 40, top + 10)) == ""


def shown_at(tracks: Tracks, time: float, lane: int = 0) -> str:
    """The colour in the middle of a lane."""
    return tracks.grab().toImage().pixelColor(round(tracks.x_of(time)), tracks.lane_top(lane) + 3).name()


def test_a_segment_that_goes_on_is_drawn_as_long_as_it_is(tracks: Tracks) -> None:
    segment = Segment((3,), 1.0, 2.0, "", 0.9)
    lanes = [[segment], []]
    tracks.show_place(lanes, 4.0, tracks.labels)
    drawn, empty = shown_at(tracks, 1.5), shown_at(tracks, 8.0)
    assert drawn != empty
    lanes[0][0] = Segment((3,), 7.0, 9.0, "", 0.9)  # in the same lists, as whose place others may be put in memory
    tracks.show_place(lanes, 4.0, tracks.labels)
    assert (shown_at(tracks, 1.5), shown_at(tracks, 8.0)) == (empty, drawn)
    lanes[0][0].start = 1.0
    tracks.show_place(lanes, 4.0, tracks.labels)
    assert (shown_at(tracks, 1.5), shown_at(tracks, 8.0)) == (drawn, drawn)


def test_another_history_of_the_same_length_is_drawn_anew(tracks: Tracks) -> None:
    lanes: list[list[Segment]] = [[], []]

    def curves() -> QImage:
        return tracks.grab().toImage().copy(GUTTER, 0, 700, tracks.height())

    tracks.show_place(lanes, 4.0, tracks.labels)
    before, other = curves(), ProbabilityHistory()
    for index in range(51):
        other.add(0, (3,), index * 0.2, None, np.array([0.3, 0.3, 0.3]))
    tracks.begin(other)
    tracks.set_whole((0.0, 10.0), fit=True)
    tracks.show_place(lanes, 4.0, ("walk", "wave", "jump"))
    assert curves() != before


def test_a_track_bears_the_name_of_whoever_is_judged_at_the_place(tracks: Tracks) -> None:
    lanes: list[list[Segment]] = [[], []]
    tracks.history.add(0, (8,), 12.0, None, np.array([0.2, 0.3, 0.0]))

    def name() -> QImage:
        return tracks.grab().toImage().copy(0, tracks.lane_top(0), GUTTER - 30, LANE)

    tracks.show_place(lanes, 4.0, tracks.labels)
    first = name()
    tracks.show_place(lanes, 12.0, tracks.labels)
    assert name() != first, "Person 8, and no longer person 3"


def test_a_second_person_has_a_lane_from_the_first_answer_also_without_a_label(tracks: Tracks) -> None:
    one = tracks.height()
    tracks.history.add(1, (4,), 4.0, None, np.array([0.2, 0.3, 0.0]))
    tracks.show_place([[], []], 4.2, tracks.labels)
    assert tracks.minimumHeight() > one
    lower = QPointF(tracks.x_of(4.1), tracks.lane_top(1) + LANE + 14)
    assert "wave 30 %, walk 20 %" in tracks.tip_at(lower)


def wheel(view: Tracks, x: float, turns: int, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    at = QPointF(x, 30)
    event = QWheelEvent(
        at, at, QPoint(), QPoint(0, 120 * turns), Qt.MouseButton.NoButton, modifier, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(view, event)


def test_the_wheel_zooms_about_the_pointer_and_moves_along(tracks: Tracks) -> None:
    x = tracks.x_of(6.0)
    wheel(tracks, x, 2)
    start, end = tracks.span
    assert end - start < 5 and tracks.time_at(x) == pytest.approx(6.0, abs=0.02)
    wheel(tracks, x, -1, Qt.KeyboardModifier.ShiftModifier)
    assert tracks.span[0] > start and tracks.span[1] - tracks.span[0] == pytest.approx(end - start)
    wheel(tracks, x, 30)
    assert tracks.span[1] - tracks.span[0] == pytest.approx(0.5)
    wheel(tracks, x, -30)
    assert tracks.span == (0.0, 10.0), "never more than there is"
    tracks.zoom(0.2, about=1.0)
    tracks.show_place([[], []], 8.0, tracks.labels)
    assert tracks.span[0] <= 8.0 <= tracks.span[1], "a view that is zoomed in goes along"


def test_scrubbing_asks_for_the_place_under_the_pointer(tracks: Tracks, qtbot) -> None:
    asked: list[float] = []
    tracks.sought.connect(asked.append)
    qtbot.mousePress(tracks, Qt.MouseButton.LeftButton, pos=QPoint(round(tracks.x_of(2.0)), 10))
    qtbot.mouseMove(tracks, QPoint(round(tracks.x_of(7.0)), 10))
    tracks.show_place([[], []], 3.0, tracks.labels)
    assert tracks.value() == pytest.approx(7000, abs=20), "what comes in meanwhile does not pull the handle away"
    qtbot.mouseRelease(tracks, Qt.MouseButton.LeftButton, pos=QPoint(round(tracks.x_of(7.0)), 10))
    assert asked[0] == pytest.approx(2.0, abs=0.02) and asked[-1] == pytest.approx(7.0, abs=0.02)
    qtbot.keyClick(tracks, Qt.Key.Key_Left)
    assert asked[-1] == pytest.approx(6.0, abs=0.02)
    qtbot.keyClick(tracks, Qt.Key.Key_End)
    assert asked[-1] == 10.0


def test_hours_are_drawn_from_few_points(tracks: Tracks) -> None:
    history = ProbabilityHistory()
    rng = np.random.default_rng(1)
    for index in range(CAPACITY):
        history.add(0, (1,), index * 0.2, None, rng.random(3))
    assert len(history.outline(0, 0, 20_000, 1000).time) <= 1000
    tracks.begin(history)
    tracks.set_whole((0.0, 13_200.0), fit=True)
    tracks.show_place([[], []], 13_000.0, ("walk", "wave", "jump"))
    assert not tracks.grab().isNull()


def test_steps_speed_and_zoom_through_the_window(open_window, wait, pause, qtbot) -> None:
    file = FakeFile(frames=200)
    window = open_window("film", sources(film=file))
    wait(lambda: window.playback.place > 0.2)
    timeline = window.timeline
    pause(window)
    shade = int(window.stage.picture._pixels[0, 0, 0])
    qtbot.mouseClick(timeline.ahead, Qt.MouseButton.LeftButton)
    wait(lambda: window.stage.picture._pixels[0, 0, 0] == shade + 1)
    window.menus.actions["step_forward"].trigger()
    wait(lambda: window.stage.picture._pixels[0, 0, 0] == shade + 2)
    assert not file.sought
    window.menus.actions["step_back"].trigger()
    wait(lambda: window.stage.picture._pixels[0, 0, 0] == shade + 1)
    qtbot.mouseClick(timeline.back, Qt.MouseButton.LeftButton)
    wait(lambda: window.stage.picture._pixels[0, 0, 0] == shade)

    window.menus.actions["faster"].trigger()
    window.menus.actions["faster"].trigger()
    assert timeline.speed.currentText() == "4×" and window.pipeline._capture._pacer.speed == 4.0
    timeline.speed.setCurrentIndex(0)
    assert window.pipeline._capture._pacer.speed == 0.25
    window.open("film")
    assert window.pipeline._capture._pacer.speed == 0.25, "kept for the next source"
    window.menus.actions["faster"].trigger()

    wait(lambda: timeline.tracks.maximum() == 10_000)
    assert not timeline.fit.isEnabled()
    qtbot.mouseClick(timeline.closer, Qt.MouseButton.LeftButton)
    assert timeline.tracks.span != (0.0, 10.0) and timeline.fit.isEnabled()
    window.menus.actions["zoom_to_fit"].trigger()
    assert timeline.tracks.span == (0.0, 10.0) and not timeline.out.isEnabled()


def test_the_window_fills_the_curves(open_window, wait) -> None:
    window = open_window("film", sources(film=FakeFile(frames=80)))
    tracks = window.timeline.tracks
    wait(lambda: tracks.history.rows(1) is not None and len(tracks.history.rows(1)) > 3)
    assert tuple(tracks.labels) == tuple(LABELS)
    rows = tracks.history.rows(0)
    assert rows.probability.sum(axis=1) == pytest.approx(1.0, abs=1e-3)
    wait(lambda: tracks._name(0) == "Person 1" and tracks._name(1) == "Person 2")
