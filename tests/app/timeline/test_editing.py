"""Spans on the timeline, changed by mouse and keys."""

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QImage, QMouseEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget

from app.session.edits import Edits, Span
from app.session.probability_history import ProbabilityHistory
from app.timeline.rows import LANE
from app.timeline.tracks import Tracks
from recognizer.model.segments import Segment

LABELS = ("walk", "wave", "jump")
LEFT = Qt.MouseButton.LeftButton
NONE, ALT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def tracks(qtbot) -> Iterator[Tracks]:
    """Ten seconds of two people, with other controls before and after the tracks."""
    window, view, history = QWidget(), Tracks(), ProbabilityHistory()
    layout = QHBoxLayout(window)
    for part in (QLineEdit(), view, QLineEdit()):
        layout.addWidget(part)
    for index in range(51):
        for person in (1, 2):
            history.add(person - 1, (person,), index * 0.2, 1, np.array([0.2, 0.7, 0.1]))
    view.begin(history)
    view.set_whole((0.0, 10.0), fit=True)
    view.setMinimumWidth(900)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitActive(window)
    view.editor.take(
        {
            1: [Segment((1,), 1.0, 3.0, "walk", 0.8), Segment((1,), 3.0, 5.0, "wave", 0.9)],
            2: [Segment((2,), 2.0, 4.0, "jump", 0.7)],
        }
    )
    view.show_place(6.5, LABELS)
    view.setFocus()
    yield view
    window.close()


def at(tracks: Tracks, time: float, row: int = 0) -> QPoint:
    return QPoint(round(tracks.x_of(time)), tracks.lane_top(row) + LANE // 2)


def drag(tracks: Tracks, start: float, end: float, row: int = 0, keys: Qt.KeyboardModifier = NONE) -> None:
    """With the left button, in several steps."""
    first, last = at(tracks, start, row), at(tracks, end, row)
    points = [first, (first + last) / 2, last]
    kinds = (QMouseEvent.Type.MouseButtonPress, QMouseEvent.Type.MouseMove, QMouseEvent.Type.MouseMove)
    for kind, point in [*zip(kinds, points, strict=True), (QMouseEvent.Type.MouseButtonRelease, last)]:
        held = Qt.MouseButton.NoButton if kind is QMouseEvent.Type.MouseButtonRelease else LEFT
        place = QPointF(point)
        QApplication.sendEvent(tracks, QMouseEvent(kind, place, tracks.mapToGlobal(place), LEFT, held, keys))


def told(tracks: Tracks, row: int = 0) -> list[tuple]:
    return [(round(one.start, 2), round(one.end, 2), one.label, one.by_hand) for one in tracks.rows[row].spans]


def test_what_was_begun_in_one_source_changes_nothing_in_the_next(tracks: Tracks, qtbot) -> None:
    qtbot.mousePress(tracks, LEFT, pos=at(tracks, 5.0))
    qtbot.mouseMove(tracks, at(tracks, 6.0))
    tracks.begin(ProbabilityHistory())
    tracks.set_whole((0.0, 10.0), fit=True)
    qtbot.mouseRelease(tracks, LEFT, pos=at(tracks, 6.0))
    assert tracks.editor.edits == Edits() and tracks.field.isHidden()
    tracks.ask_label(Span(1, 1.0, 3.0, "walk"), "walk", lambda label: tracks.editor.add(1, 1.0, 3.0, label))
    qtbot.keyClicks(tracks.field, "jump")
    tracks.begin(ProbabilityHistory())
    assert tracks.field.isHidden() and tracks.editor.edits == Edits()


def test_a_click_selects_and_on_the_axis_or_an_empty_place_it_scrubs(tracks: Tracks, qtbot) -> None:
    asked: list[float] = []
    tracks.sought.connect(asked.append)
    qtbot.mouseClick(tracks, LEFT, pos=at(tracks, 2.0))
    assert tracks.editor.selected == Span(1, 1.0, 3.0, "walk", False, 0.8, (1,)) and not asked
    assert tracks.accessibleDescription() == "Selected: Person 1: walk, 0:01.0 to 0:03.0, 80 %"
    qtbot.mouseClick(tracks, LEFT, pos=QPoint(round(tracks.x_of(8.0)), 8))
    assert tracks.editor.selected is not None, "the axis leaves what is selected"
    qtbot.mouseClick(tracks, LEFT, pos=at(tracks, 7.0))
    assert tracks.editor.selected is None
    assert asked == pytest.approx([8.0, 7.0], abs=0.02) and tracks.editor.edits == Edits()


def test_keys_go_from_span_to_span_and_back_to_the_axis(tracks: Tracks, qtbot) -> None:
    asked: list[float] = []
    tracks.sought.connect(asked.append)
    qtbot.keyClick(tracks, Qt.Key.Key_Left)
    assert asked == [5.5] and tracks.editor.selected is None, "until one is selected, arrow keys scrub"

    def selected_after(key: Qt.Key) -> str | None:
        qtbot.keyClick(tracks, key)
        return None if tracks.editor.selected is None else tracks.editor.selected.label

    assert selected_after(Qt.Key.Key_Down) == "wave"
    assert selected_after(Qt.Key.Key_Left) == "walk" and asked[-1] == 1.0
    assert selected_after(Qt.Key.Key_Left) == "walk", "there is none before"
    assert selected_after(Qt.Key.Key_Down) == "jump"
    assert selected_after(Qt.Key.Key_Up) == "walk"
    assert [selected_after(Qt.Key.Key_Tab) for _ in range(2)] == ["jump", "wave"], "by their starts, whoever's"
    assert tracks.hasFocus()
    assert selected_after(Qt.Key.Key_Tab) is None and not tracks.hasFocus(), "and from the last one on"
    tracks.setFocus()
    tracks.editor.step(-1, 0.5 + 1.0)
    assert selected_after(Qt.Key.Key_Escape) is None
    tracks.editor.step(1, 0.0)
    assert selected_after(Qt.Key.Key_Up) is None, "above the first row is the axis"


def test_a_span_is_renamed_in_place_with_completion(tracks: Tracks, qtbot) -> None:
    tracks.editor.add(2, 6.0, 7.0, "übersteigen")
    qtbot.mouseDClick(tracks, LEFT, pos=at(tracks, 2.0))
    completer = tracks.field.completer()
    known = [completer.model().index(row, 0).data() for row in range(completer.model().rowCount())]
    assert tracks.field.text() == "walk" and known == ["jump", "walk", "wave", "übersteigen"]
    tracks.field.insert("öffnen / <b>=1+1")  # QTest types no umlauts
    qtbot.keyClick(tracks.field, Qt.Key.Key_Return)
    assert told(tracks)[0] == (1.0, 3.0, "öffnen / <b>=1+1", True) and tracks.hasFocus()
    assert tracks.editor.selected.by_hand
    qtbot.keyClick(tracks, Qt.Key.Key_Return)
    qtbot.keyClicks(tracks.field, "never mind")
    qtbot.keyClick(tracks.field, Qt.Key.Key_Escape)
    assert told(tracks)[0][2] == "öffnen / <b>=1+1"
    tracks.editor.undo()
    assert told(tracks)[0] == (1.0, 3.0, "walk", False)


def test_ends_are_dragged_and_go_to_what_is_near(tracks: Tracks) -> None:
    drag(tracks, 5.0, 6.46)
    assert told(tracks) == [(1.0, 3.0, "walk", False), (3.0, 6.5, "wave", True)], "to the place"
    drag(tracks, 1.0, 1.97)
    assert told(tracks)[0] == (2.0, 3.0, "walk", True), "to where another row's begins"
    tracks.frame_rate = 4.0
    drag(tracks, 2.0, 0.37)
    assert told(tracks)[0] == (0.25, 3.0, "walk", True), "to a frame"
    tracks.editor.undo()
    tracks.editor.undo()
    tracks.editor.undo()
    assert tracks.editor.edits == Edits()


def test_between_two_that_touch_the_selected_one_is_taken(tracks: Tracks, qtbot) -> None:
    qtbot.mouseClick(tracks, LEFT, pos=at(tracks, 4.0))
    drag(tracks, 3.0, 3.5)
    assert told(tracks) == [(1.0, 3.0, "walk", False), (3.5, 5.0, "wave", True)]
    tracks.editor.undo()
    qtbot.mouseClick(tracks, LEFT, pos=at(tracks, 2.0))
    drag(tracks, 3.0, 3.5)
    assert told(tracks) == [(1.0, 3.5, "walk", True), (3.5, 5.0, "wave", False)], "the other one makes room"


def test_an_action_is_added_by_dragging_and_the_best_guess_is_offered(tracks: Tracks, qtbot) -> None:
    drag(tracks, 7.0, 9.0)
    assert tracks.field.isVisible() and tracks.field.text() == "wave" and tracks.editor.edits == Edits()
    assert tracks.overlay.drawn is not None
    qtbot.keyClick(tracks.field, Qt.Key.Key_Escape)
    assert tracks.editor.edits == Edits() and tracks.overlay.drawn is None
    drag(tracks, 7.0, 9.0)
    qtbot.keyClicks(tracks.field, "clap")
    qtbot.keyClick(tracks.field, Qt.Key.Key_Return)
    assert told(tracks)[-1] == pytest.approx((7.0, 9.0, "clap", True), abs=0.02)
    drag(tracks, 1.5, 2.5, keys=ALT)
    qtbot.keyClick(tracks.field, Qt.Key.Key_Return)
    assert [one[2:] for one in told(tracks)][:3] == [("walk", False), ("wave", True), ("walk", False)]


def test_where_nobody_was_recognized_actions_are_those_of_person_1(tracks: Tracks, qtbot) -> None:
    tracks.begin(ProbabilityHistory())
    tracks.set_whole((0.0, 10.0), fit=True)
    drag(tracks, 2.0, 4.0)
    qtbot.keyClicks(tracks.field, "juggle")
    qtbot.keyClick(tracks.field, Qt.Key.Key_Return)
    assert [row.name for row in tracks.rows] == ["Person 1"] and told(tracks)[0][2:] == ("juggle", True)


def test_what_was_typed_is_kept_when_the_focus_goes_elsewhere(tracks: Tracks, qtbot) -> None:
    qtbot.mouseDClick(tracks, LEFT, pos=at(tracks, 2.0))
    qtbot.keyClicks(tracks.field, "jog")
    tracks.window().findChildren(QLineEdit)[-1].setFocus()
    tracks.parentWidget().layout().itemAt(0).widget().setFocus()
    assert told(tracks)[0][2] == "jog" and not tracks.hasFocus()


def test_by_hand_and_selected_are_told_by_more_than_colour(tracks: Tracks) -> None:
    def lane() -> QImage:
        image = tracks.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
        left, right = round(tracks.x_of(1.0)) - 4, round(tracks.x_of(3.0)) + 4
        return image.copy(left, tracks.lane_top(0) - 3, right - left, LANE + 6)

    plain, span = lane(), tracks.rows[0].spans[0]
    tracks.editor.select(span)
    selected = lane()
    tracks.editor.select(None)
    assert lane() == plain
    tracks.editor.add(1, span.start, span.end, span.label)
    tracks.editor.select(None)
    by_hand = lane()
    assert plain != selected and selected != by_hand and by_hand != plain


def test_a_selection_lives_on_while_the_model_goes_on(tracks: Tracks, qtbot) -> None:
    qtbot.mouseClick(tracks, LEFT, pos=at(tracks, 4.0))
    tracks.editor.take({1: [Segment((1,), 1.0, 3.0, "walk", 0.8), Segment((1,), 3.0, 8.0, "wave", 0.9)]})
    assert tracks.editor.selected == Span(1, 3.0, 8.0, "wave", False, 0.9, (1,))
    tracks.editor.take({1: [Segment((1,), 1.0, 3.0, "walk", 0.8)]})
    assert tracks.editor.selected is None
    assert QAccessible.queryAccessibleInterface(tracks) is not None and tracks.accessibleDescription() == ""
