"""The timeline: its curves, its axis, and what mouse and keys do on it."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget

from app.session.edits import Edits
from app.session.probability_history import CAPACITY, Outline, ProbabilityHistory
from app.timeline.curves import broken, leading, sharing, ticks
from app.timeline.panel import Timeline
from app.timeline.rows import AXIS, CURVE, LANE
from app.timeline.track_view import GUTTER
from app.timeline.tracks import Tracks
from app.widgets.text_size import set_text_size
from app.widgets.theme import DARK, LIGHT
from recognizer.colours import action_colour, action_place
from recognizer.model.segments import Segment
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


def test_labels_with_one_colour_have_lines_of_their_own() -> None:
    alike = [label for label in map(str, range(100)) if action_place(label) == action_place("0")][:3]
    labels = [alike[0], next(label for label in map(str, range(100)) if label not in alike), *alike[1:]]
    assert sharing(labels, [2, 0, 3]) == {2: 0, 0: 1, 3: 2}, "by their order of height"
    assert sharing(labels, [0]) == {0: 0}


@given(st.integers(1, 3000), st.integers(1, 50))
def test_an_outline_keeps_every_peak_and_is_short(count: int, columns: int) -> None:
    history = ProbabilityHistory()
    shares = np.random.default_rng(count).random((count, 3)).astype(np.float32)
    for index in range(count):
        history.add(0, (1,), index * 0.2, None, shares[index])
    drawn = history.outline(1, 0.0, count * 0.2, columns)
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
    view.show_place(4.0, ("walk", "wave", "jump"))
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

    colours = [action_colour(theme, label) for label in ("walk", "wave")]
    for time in (1.0, 3.0, 7.0, 9.0):
        assert found(time, 1 - time / 10, colours[0]) != found(time, time / 10, colours[0])
        assert any(found(time, time / 10, colour) for colour in colours)
    assert "0:07.6: wave 76 %, walk 24 %" in tracks.tip_at(QPointF(tracks.x_of(7.7), top + 10))
    assert tracks.tip_at(QPointF(GUTTER - 40, top + 10)) == ""


def shown_at(tracks: Tracks, time: float, lane: int = 0) -> str:
    """The colour in the middle of a lane."""
    return tracks.grab().toImage().pixelColor(round(tracks.x_of(time)), tracks.lane_top(lane) + 3).name()


def test_a_segment_that_goes_on_is_drawn_as_long_as_it_is(tracks: Tracks) -> None:
    tracks.editor.take({3: [Segment((3,), 1.0, 2.0, "", 0.9)]})
    drawn, empty = shown_at(tracks, 1.5), shown_at(tracks, 8.0)
    assert drawn != empty
    tracks.editor.take({3: [Segment((3,), 7.0, 9.0, "", 0.9)]})
    assert (shown_at(tracks, 1.5), shown_at(tracks, 8.0)) == (empty, drawn)
    tracks.editor.take({3: [Segment((3,), 1.0, 9.0, "", 0.9)]})
    assert (shown_at(tracks, 1.5), shown_at(tracks, 8.0)) == (drawn, drawn)


def test_another_history_of_the_same_length_is_drawn_anew(tracks: Tracks) -> None:
    def curves() -> QImage:
        return tracks.grab().toImage().copy(GUTTER, 0, 700, tracks.height())

    tracks.show_place(4.0, tracks.labels)
    before, other = curves(), ProbabilityHistory()
    for index in range(51):
        other.add(0, (3,), index * 0.2, None, np.array([0.3, 0.3, 0.3]))
    tracks.begin(other)
    tracks.set_whole((0.0, 10.0), fit=True)
    tracks.show_place(4.0, ("walk", "wave", "jump"))
    assert curves() != before


def test_each_person_has_a_row_from_the_first_answer_also_without_a_label(tracks: Tracks) -> None:
    one = tracks.height()
    assert [row.name for row in tracks.rows] == ["Person 3"]
    tracks.history.add(0, (8,), 12.0, None, np.array([0.2, 0.3, 0.0]))
    tracks.show_place(4.2, tracks.labels)
    assert [row.name for row in tracks.rows] == ["Person 3", "Person 8"], "whoever had the slot, and whenever"
    assert tracks.minimumHeight() > one
    tracks.set_whole((0.0, 20.0), fit=True)
    lower = QPointF(tracks.x_of(12.1), tracks.lane_top(1) + LANE + 14)
    assert "wave 30 %, walk 20 %" in tracks.tip_at(lower)


def test_of_a_live_source_those_have_rows_who_are_in_view(tracks: Tracks) -> None:
    history = ProbabilityHistory()
    for person, time in ((1, 5.0), (2, 70.0), (3, 80.0)):
        history.add(0, (person,), time, None, np.array([0.2, 0.3, 0.0]))
    tracks.begin(history, live=True)
    tracks.set_whole((30.0, 90.0), fit=True)
    tracks.show_place(90.0, tracks.labels)
    assert [row.person for row in tracks.rows] == [2, 3]
    tracks.set_whole((75.0, 135.0), fit=True)
    assert [row.person for row in tracks.rows] == [3]


def many(tracks: Tracks, count: int) -> None:
    for person in range(1, count + 1):
        tracks.history.add(person % 2, (person,), float(person) / 2, None, np.array([0.2, 0.3, 0.0]))
    tracks.show_place(4.0, tracks.labels)


def test_beyond_three_rows_the_others_are_scrolled_to(tracks: Tracks) -> None:
    many(tracks, 3)
    three = tracks.height()
    many(tracks, 9)
    assert tracks.height() == three and len(tracks.rows) == 9
    first = tracks.lane_top(0)
    wheel(tracks, 40, -1)
    assert tracks.lane_top(1) == first, "the wheel over the names goes to the next row"
    assert tracks.span == (0.0, 10.0), "and does not zoom"
    tracks.show_row(8)
    assert tracks.lane_top(8) + LANE < tracks.height()
    tracks.show_row(0)
    assert tracks.lane_top(0) == first


def test_in_a_low_window_rows_are_low(tracks: Tracks) -> None:
    many(tracks, 2)
    high = tracks.height()
    tracks.set_low(True)
    assert tracks.height() < high / 2
    assert "wave 30 %" in tracks.tip_at(QPointF(tracks.x_of(0.55), tracks.lane_top(0) + 5)), "the numbers are there yet"


def test_a_timeline_goes_by_the_height_of_its_window(qtbot) -> None:
    window, timeline = QWidget(), Timeline()
    layout = QVBoxLayout(window)
    layout.addWidget(timeline)
    qtbot.addWidget(window)
    window.resize(900, 900)
    window.show()
    high = timeline.tracks.height()
    window.resize(900, 600)
    assert timeline.tracks.height() < high
    window.resize(900, 900)
    assert timeline.tracks.height() == high


def test_a_person_is_named_in_place_and_undo_takes_the_name_back(tracks: Tracks, qtbot) -> None:
    at = QPoint(60, tracks.lane_top(0) + 8)
    qtbot.mouseDClick(tracks, Qt.MouseButton.LeftButton, pos=at)
    assert tracks.field.isVisible() and tracks.field.text() == ""
    qtbot.keyClicks(tracks.field, "Ada  & <b>")
    qtbot.keyClick(tracks.field, Qt.Key.Key_Return)
    assert tracks.rows[0].name == "Ada & <b>" and not tracks.field.isVisible()
    tracks.editor.undo()
    assert tracks.rows[0].name == "Person 3"
    tracks.editor.redo()
    qtbot.keyClick(tracks, Qt.Key.Key_F2)
    assert tracks.field.text() == "Ada & <b>"
    qtbot.keyClicks(tracks.field, "Grace")
    qtbot.keyClick(tracks.field, Qt.Key.Key_Escape)
    assert tracks.rows[0].name == "Ada & <b>", "Esc leaves it as it was"
    qtbot.keyClick(tracks, Qt.Key.Key_F2)
    tracks.field.clear()
    qtbot.keyClick(tracks.field, Qt.Key.Key_Return)
    assert tracks.rows[0].name == "Person 3", "without a name it is the number again"


def test_two_persons_are_merged_from_the_menu_and_separated_again(tracks: Tracks) -> None:
    many(tracks, 4)
    tracks.editor.take({1: [Segment((1,), 0.0, 2.0, "walk", 0.9)], 4: [Segment((4,), 1.0, 5.0, "wave", 0.8)]})

    def menu(place: int) -> QMenu:
        at = QPoint(20, tracks.lane_top(place) + 8)
        QApplication.sendEvent(tracks, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, tracks.mapToGlobal(at)))
        return tracks.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly)[-1]

    tracks.show_row(3)
    opened = menu(3)
    same = next(action.menu() for action in opened.actions() if action.text() == "Same as")
    assert [action.text() for action in same.actions()] == ["Person 1", "Person 2", "Person 3"]
    same.actions()[0].trigger()
    opened.close()
    assert [row.person for row in tracks.rows] == [1, 2, 3] and tracks.rows[0].members == (1, 4)
    told = [(one.start, one.end, one.label) for one in tracks.rows[0].spans]
    assert told == [(0.0, 2.0, "walk"), (2.0, 5.0, "wave")], "one person does one thing at a time"
    opened = menu(0)
    next(action for action in opened.actions() if action.text() == "Separate again").trigger()
    opened.close()
    assert len(tracks.rows) == 4
    tracks.editor.undo()
    tracks.editor.undo()
    assert tracks.editor.edits == Edits() and len(tracks.rows) == 4


def test_what_was_not_looked_at_yet_is_hatched(tracks: Tracks) -> None:
    def picture() -> QImage:
        return tracks.grab().toImage()

    def band(image: QImage, start: float, end: float) -> QImage:
        left, right = round(tracks.x_of(start)), round(tracks.x_of(end))
        return image.copy(left, tracks.lane_top(0), right - left, LANE)

    plain = picture()
    tracks.set_looked_at([(0.0, 3.0), (2.0, 5.0), (8.0, 10.0)])
    hatched = picture()
    assert band(hatched, 0.1, 3.9) == band(plain, 0.1, 3.9)
    assert band(hatched, 5.1, 7.9) != band(plain, 5.1, 7.9)
    assert band(hatched, 8.1, 9.9) == band(plain, 8.1, 9.9)
    tracks.set_looked_at([])
    assert band(picture(), 0.1, 3.9) != band(plain, 0.1, 3.9), "nothing was looked at"
    tracks.set_looked_at(None)
    assert picture() == plain


def test_what_the_answer_was_judged_from_is_marked_at_the_axis(tracks: Tracks) -> None:
    plain = tracks.grab().toImage()
    tracks.set_judged((6.0, 8.0))
    marked = tracks.grab().toImage()
    differs = [x for x in range(plain.width()) if any(plain.pixel(x, y) != marked.pixel(x, y) for y in range(AXIS))]
    assert abs(differs[0] - tracks.x_of(6.0)) <= 2 and abs(differs[-1] - tracks.x_of(8.0)) <= 2
    tracks.set_judged(None)
    assert tracks.grab().toImage() == plain


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
    tracks.show_place(8.0, tracks.labels)
    assert tracks.span[0] <= 8.0 <= tracks.span[1], "a view that is zoomed in goes along"


def test_scrubbing_asks_for_the_place_under_the_pointer(tracks: Tracks, qtbot) -> None:
    asked: list[float] = []
    tracks.sought.connect(asked.append)
    qtbot.mousePress(tracks, Qt.MouseButton.LeftButton, pos=QPoint(round(tracks.x_of(2.0)), 10))
    qtbot.mouseMove(tracks, QPoint(round(tracks.x_of(7.0)), 10))
    tracks.show_place(3.0, tracks.labels)
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
    assert len(history.outline(1, 0, 20_000, 1000).time) <= 1000
    tracks.begin(history)
    tracks.set_whole((0.0, 13_200.0), fit=True)
    tracks.show_place(13_000.0, ("walk", "wave", "jump"))
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
    before = window.pipeline._capture
    window.open("film")
    wait(lambda: window.pipeline._capture is not before)
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
    rows = tracks.history.rows(1)
    assert rows.probability.sum(axis=1) == pytest.approx(1.0, abs=1e-3)
    wait(lambda: [row.name for row in tracks.rows] == ["Person 1", "Person 2"])
    assert [row.slot for row in tracks.rows] == [0, 1]


def test_rows_and_names_grow_with_the_size_of_text(tracks: Tracks) -> None:
    usual = (tracks.height(), tracks.scale.left, tracks.lane_top(0))
    set_text_size(150)
    try:
        tracks.set_theme(LIGHT)
        grown = (tracks.height(), tracks.scale.left, tracks.lane_top(0))
        assert [large / small for large, small in zip(grown, usual, strict=True)] == pytest.approx([1.5] * 3, abs=0.03)
    finally:
        set_text_size(100)
        tracks.set_theme(LIGHT)
    assert (tracks.height(), tracks.scale.left, tracks.lane_top(0)) == usual
