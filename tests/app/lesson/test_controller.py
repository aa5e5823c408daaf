"""The lesson: every page shows in the real window what it tells of."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from app.lesson.equation import Equation
from app.lesson.scenes import ALL_JOINTS, SCENES, frames_of, scene
from app.lesson.text import Piece, lesson_text, shapes
from app.lesson.typeset import typeset
from app.options import Options
from app.session.messages import SourceState
from app.session.pipeline import Pipeline
from app.window.main_window import MainWindow
from recognizer.errors import UserError
from recognizer.explain.maps import MapKind, most_changed
from recognizer.resources import SAMPLE_CLIP
from recognizer.skeleton.joints import LEFT_ELBOW
from tests.app.fakes import FakeFile, FakeFrontEnd, sources

Opener = Callable[..., MainWindow]
Wait = Callable[[Callable[[], object]], None]
PAGES = lesson_text().pages


def place_of(key: str) -> int:
    return [page.key for page in PAGES].index(key)


def terms(key: str) -> dict[str, int]:
    """The terms of a page and their places among its pieces."""
    return {piece.term: place for place, piece in enumerate(PAGES[place_of(key)].pieces) if piece.term}


@pytest.fixture
def taught(open_window: Opener, wait: Wait) -> MainWindow:
    window = open_window()
    window.pipeline.set_speed(4.0)
    wait(lambda: window.inside.answer is not None and window.inside.answer.time > 1.2)
    window.pipeline.set_speed(1.0)
    return window


def test_all_pages_are_walked_by_keyboard(taught: MainWindow, qtbot) -> None:
    card, actions = taught.lesson.card, taught.menus.actions
    actions["show_lesson"].trigger()
    assert taught.inside.tab is taught.lesson_pages and not card.isVisible()
    assert len(PAGES) == 7 and taught.lesson_pages.list.count() == len(lesson_text().steps) == 11
    qtbot.keyClick(taught.lesson_pages.list, Qt.Key.Key_Return)
    for place, page in enumerate(PAGES):
        assert taught.lesson.place == place and card.isVisible() and card.title.text() == page.title
        assert card.text.text() == page.text and card.source.text() == page.source
        assert card.number.text() == f"{place + 1} / 11" and page.spoken in card.equation.accessibleName()
        shown = scene(page.key)
        assert taught.inside.tab.title == shown.tab
        topology = taught.topology
        assert topology.kind.currentText() == shown.kind.value and topology.links.isChecked() is shown.links
        most = most_changed(topology.window_shown.trace) if shown.most_changed else (0, 0)
        assert (topology.block.currentIndex() == most[0]) or not shown.most_changed
        assert topology.pinned == shown.pinned and taught.stage.answers.isVisible() is shown.answers
        walked = []
        for _ in [piece for piece in page.pieces if piece.term]:
            qtbot.keyClick(card.equation, Qt.Key.Key_Right)
            lit = page.pieces[card.equation.highlighted]
            assert card.explanation.text() == lit.says == card.equation.accessibleDescription()
            wanted = scene(page.key, lit.term)
            assert topology.fragment.currentIndex() == (most[1] if wanted.most_changed else wanted.fragment)
            assert taught.topology.kind.currentText() == wanted.kind.value
            walked.append(lit.term)
        assert walked == [piece.term for piece in page.pieces if piece.term], "every term, from left to right"
        assert card.back.isEnabled() is (place > 0) and card.next.isEnabled()
        actions["next_page"].trigger()
    assert taught.lesson.place == 7 and card.task.isVisible() and not card.equation.isVisible(), "then come tasks"
    actions["previous_page"].trigger()
    assert taught.lesson.place == 6 and taught.lesson_pages.list.currentRow() == 6
    assert card.equation.isVisible() and not card.task.isVisible()


def test_pages_light_what_they_tell_of(taught: MainWindow) -> None:
    lesson, space, tracks = taught.lesson, taught.stage.view_3d, taught.timeline.tracks
    card, inside = lesson.card, taught.inside

    lesson.read(place_of("points"))
    assert space.highlights.joints == scene("points").joints and space.highlights.person == inside.answer.persons[0]
    card.equation.highlight(terms("points")["joints"])
    assert space.highlights.joints == ALL_JOINTS and not space.highlights.named
    card.equation.highlight(terms("points")["frames"])
    answer = inside.answer
    first, last = (moment.time for moment in tracks._marks.moments)
    assert last == pytest.approx(answer.time) and first == pytest.approx(answer.start, abs=0.1)

    lesson.read(place_of("graph"))
    assert space.highlights.joints == (LEFT_ELBOW,) and len(space.highlights.links) == 2
    assert tracks._marks.moments == ()
    lesson.read(place_of("topology"))
    assert space.highlights.links and space.highlights.joints == ()
    card.equation.highlight(terms("topology")["dynamic"])
    topology = taught.topology
    block, fragment = topology.block.currentIndex(), topology.fragment.currentIndex()
    dynamic = topology.window_shown.trace[block].dynamic[0, fragment].numpy().mean(axis=0)
    assert np.allclose(taught.topology.map.image.image, dynamic, atol=1e-6)

    lesson.read(place_of("scales"))
    for dilation in (1, 3):
        card.equation.highlight(terms("scales")[f"dilation {dilation}"])
        times = [moment.time for moment in tracks._marks.moments]
        distance = dilation * (taught.pipeline.model.kernel // 2)
        frame = (answer.time - answer.start) / len(answer.keypoints)
        assert np.allclose(np.diff(times), distance * frame)
        assert [one.moment.name for one in taught.attention.moments.postures] == [f"t−{distance}", "t", f"t+{distance}"]

    lesson.read(place_of("attention"))
    query, key = tracks._marks.moments
    assert abs(query.time - key.time) >= 0.5 - 1e-6, "distant moments"
    shown, (row, column) = taught.attention.map.values, taught.attention.map.cell
    rows, columns = np.indices(shown.shape)
    assert shown[row, column] == shown[np.abs(rows - columns) * frame >= 0.5].max()
    card.equation.highlight(terms("attention")["heads"])
    assert taught.attention.head.currentText() == "1"
    card.equation.highlight(None)
    assert taught.attention.head.currentIndex() == 0


def test_the_end_leaves_the_window_as_it_was(taught: MainWindow) -> None:
    topology = taught.topology
    topology.kind.setCurrentIndex(list(MapKind).index(MapKind.DYNAMIC))
    topology.fragment.setCurrentIndex(2)
    topology.links.setChecked(True)
    for place in range(len(PAGES)):
        taught.lesson.read(place)
    taught.lesson.card.close_button.click()
    assert not taught.lesson.card.isVisible() and taught.stage.answers.isVisible()
    assert topology.kind.currentText() == MapKind.DYNAMIC.value and topology.fragment.currentIndex() == 2
    assert topology.links.isChecked() and topology.pinned is None
    assert taught.attention.moments.postures == () and taught.stage.view_3d.highlights.joints == ()
    taught.lesson.turn(1)
    assert taught.lesson.place == 0, "and it can be begun again"


def test_without_a_source_the_sample_clip_plays(qtbot, model, wait: Wait) -> None:
    options = Options(source=None, model=str(model), device="cpu")
    window = MainWindow(options, Pipeline(options, **sources(**{str(SAMPLE_CLIP): FakeFile(frames=400)})))
    qtbot.addWidget(window)
    window.show()
    window.pipeline.watch(True)
    window.pipeline.start()
    window._ticker.start(16)
    window.inside.hide()
    window.lesson.read(place_of("fragments"))
    wait(lambda: window.inside.answer is not None)
    assert window.pipeline.state is SourceState.PLAYING and window.topology.isVisible()
    assert window.topology.kind.currentText() == MapKind.SHARED.value
    window.close()
    wait(lambda: window.has_ended)
    assert window.pipeline.close() == []


def test_the_lesson_can_be_begun_before_there_are_maps(open_window: Opener, wait: Wait) -> None:
    window = open_window()
    window.menus.actions["show_lesson"].trigger()
    window.lesson.read(place_of("fragments"))
    window.lesson.card.equation.highlight(terms("fragments")["fragment 3"])
    wait(lambda: window.inside.answer is not None)
    assert window.topology.fragment.currentIndex() == 2, "shown as soon as it can be"


def test_a_term_is_pointed_at_where_it_is_drawn(qtbot) -> None:
    equation = Equation()
    qtbot.addWidget(equation)
    equation.resize(500, equation.height())
    equation.show()
    pieces = PAGES[place_of("topology")].pieces
    equation.show_pieces(pieces, "")
    told = []
    equation.pointed.connect(told.append)
    boxes = equation.boxes()
    assert all(left.right() <= right.left() + 1e-6 for left, right in pairwise(boxes))
    for place, piece in enumerate(pieces):
        qtbot.mouseMove(equation, boxes[place].center().toPoint())
        assert equation.highlighted == (place if piece.term else None)
    assert told[0] == 0 and None in told
    equation.clearFocus()
    equation.highlight(None)
    plain = equation.grab().toImage()
    alpha = next(place for place, piece in enumerate(pieces) if piece.term == "alpha")
    equation.highlight(alpha)
    lit = equation.grab().toImage()
    different = [x for x in range(lit.width()) for y in range(lit.height()) if lit.pixel(x, y) != plain.pixel(x, y)]
    assert different and boxes[alpha].left() - 4 <= min(different) and max(different) <= boxes[alpha].right() + 4
    equation.resize(120, equation.height())
    assert equation.boxes()[-1].right() <= 120, "smaller where there is little room"
    assert equation._term_at(QPoint(119, 3).toPointF()) is None


def test_every_page_is_complete() -> None:
    assert set(SCENES) == {page.key for page in PAGES}
    for page in PAGES:
        named = [piece for piece in page.pieces if piece.term or piece.says]
        assert named and all(piece.term and piece.says for piece in named), page.key
        assert set(SCENES[page.key]) <= {"", *(piece.term for piece in named)}, page.key
        assert len(page.text) < 330, "a page is short"


def test_the_equations_are_set_as_they_are_written() -> None:
    """After a change: python -m app.lesson.typeset"""
    pieces: list[Piece] = [piece for page in PAGES for piece in page.pieces]
    again = typeset([piece.tex for piece in pieces])
    assert set(again) == set(shapes())
    for tex, shape in again.items():
        kept = shapes()[tex]
        assert (kept.width, kept.ascent, kept.descent) == pytest.approx((shape.width, shape.ascent, shape.descent))
        assert kept.path.split()[:1] == shape.path.split()[:1]


def test_the_lesson_is_there_while_the_other_tabs_wait(open_window: Opener, wait: Wait) -> None:
    def nothing(spec: str) -> None:
        raise UserError("There is nothing here.")

    window = open_window("film", {"open_source": nothing, "make_front_end": lambda *_: FakeFrontEnd()})
    inside = window.inside
    assert inside.waiting.isVisible() and not window.topology.isEnabled() and inside.tabs.tabBar().isVisible()
    inside.choose_tab(window.lesson_pages.title)
    assert not inside.waiting.isVisible() and window.lesson_pages.list.isVisible()
    inside.choose_tab("Attention")
    assert inside.waiting.isVisible() and inside.waiting.geometry().top() > inside.tabs.tabBar().height() - 2


def test_attention_points_to_masking(taught: MainWindow, qtbot) -> None:
    inside = taught.inside
    inside.choose_tab("Attention")
    taught.attention.caution.setFocus()
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Return):
        qtbot.keyClick(taught.attention.caution, key)
    assert inside.tab is taught.masking


def test_a_lesson_begun_before_there_are_maps_leaves_the_first_ones_chosen(open_window: Opener, wait: Wait) -> None:
    window = open_window()
    window.lesson.read(place_of("topology"))
    assert window.inside.answer is None
    wait(lambda: window.inside.answer is not None)
    window.lesson.end()
    topology = window.topology
    assert (topology.block.currentText(), topology.fragment.currentText()) == ("1", "1")


@pytest.mark.parametrize(("kernel", "reach"), [(3, 2), (5, 4)])
def test_the_frames_of_a_convolution_are_those_that_it_looks_at(kernel: int, reach: int) -> None:
    first, middle, last = frames_of(scene("scales", "dilation 2"), kernel, 32)
    assert (middle - first, last - middle) == (reach, reach)
    ends = [frames_of(scene("scales", f"dilation {n}"), kernel, 32) for n in range(1, 5)]
    assert all(first >= -32 and last < 0 for first, _, last in ends) and len({middle for _, middle, _ in ends}) == 1
