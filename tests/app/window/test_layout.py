"""How the window uses its room: on small screens, with two people, with large texts."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QWidget

from app.lesson.text import lesson_text
from app.session.messages import ModelInfo, SourceState
from app.stage.answer_cards import NO_ACTION, NOBODY
from app.widgets.text_size import TEXT_SIZES, set_text_size
from app.window.main_window import MainWindow
from recognizer.model.thresholds import Thresholds
from recognizer.sources.source import Frame
from tests.app.fakes import LABELS, FakeFile, sources

Opener = Callable[..., MainWindow]
Wait = Callable[[Callable[[], object]], None]
SMALL, LEAST = (1280, 720), (1024, 640)


class Film(FakeFile):
    """Pictures of a size of one's own."""

    def __init__(self, width: int = 426, height: int = 240) -> None:
        super().__init__(frames=4000)
        self._size = height, width, 3

    def read(self) -> Frame | None:
        frame = super().read()
        return None if frame is None else replace(frame, image=np.full(self._size, 90, np.uint8))


@pytest.fixture(autouse=True)
def usual_size(open_window: Opener):
    set_text_size(TEXT_SIZES[0])
    yield
    set_text_size(TEXT_SIZES[0])


@pytest.fixture
def two_people(open_window: Opener, wait: Wait) -> Callable[..., MainWindow]:
    """The window with two people in a film of this shape, paused."""

    def make(width: int = 426, height: int = 240) -> MainWindow:
        window = open_window("film", sources(film=Film(width, height)))
        wait(lambda: all(card.isVisible() and card.action.full_text() in LABELS for card in window.stage.cards))
        wait(lambda: window.topology.window_shown is not None)
        window.pipeline.pause()
        wait(lambda: window.pipeline.state is SourceState.PAUSED)
        window._ticker.stop()
        return window

    return make


def resize(window: MainWindow, size: tuple[int, int]) -> None:
    window.resize(*size)
    for _ in range(6):
        QApplication.processEvents()
    assert window.size().toTuple() == size, "it can be as small as this"


def pixels(window: MainWindow, aspect: float) -> float:
    """How many pixels the picture has on the screen."""
    view = window.stage.picture
    return min(view.width(), view.height() * aspect) * min(view.height(), view.width() / aspect)


def place(part: QWidget, window: QWidget) -> QRect:
    return QRect(part.mapTo(window, QPoint(0, 0)), part.size())


def visible(window: QWidget, *kinds: type[QWidget]) -> list[QWidget]:
    return [part for kind in kinds for part in window.findChildren(kind) if part.isVisible()]


def cut(window: MainWindow) -> list[str]:
    """Texts that do not fit into their labels and buttons."""
    found = []
    for part in visible(window, QLabel, QAbstractButton):
        text = part.text()
        if not text or "<" in text or part.property("cover"):
            continue
        if isinstance(part, QLabel) and part.wordWrap():
            needed = part.heightForWidth(part.width())
            if needed > part.height() + 1:
                found.append(f"{text!r} needs {needed} of {part.height()} pixels")
        else:
            metrics = part.fontMetrics()
            needed = max(metrics.horizontalAdvance(line) for line in text.split("\n"))
            icons_alone = isinstance(part, QAbstractButton) and getattr(part, "toolButtonStyle", lambda: None)() in (
                Qt.ToolButtonStyle.ToolButtonIconOnly,
                Qt.ToolButtonStyle.ToolButtonFollowStyle,
            )
            if needed > part.width() + 1 and not icons_alone:
                found.append(f"{text!r} needs {needed} of {part.width()} pixels")
    return found


@pytest.mark.parametrize(("size", "least"), [(SMALL, 120_000), (LEAST, 60_000), ((1920, 1080), 400_000)])
def test_two_people_leave_the_picture_most_of_the_room(two_people, size, least) -> None:
    window = two_people()
    resize(window, size)
    assert pixels(window, 426 / 240) >= least
    cards = [place(card, window) for card in window.stage.cards]
    picture = place(window.stage.picture, window)
    assert not cards[0].intersects(cards[1]) and not any(card.intersects(picture) for card in cards)
    assert window.rect().contains(cards[0]) and window.rect().contains(cards[1]), "nothing is beyond the window"
    assert not cards[0].intersects(place(window.timeline, window))
    assert not cut(window)


def test_a_portrait_gets_the_height(two_people) -> None:
    window = two_people(240, 426)
    resize(window, SMALL)
    assert window.stage.arrangement.beside
    assert window.stage.picture.height() > 420
    assert not cut(window)


@pytest.mark.parametrize("percent", [125, 150])
def test_large_texts_fit_too(two_people, percent) -> None:
    window = two_people()
    window.looks.set_text_size(percent)
    resize(window, SMALL)
    assert not cut(window)
    window.comparison.show()
    resize(window, SMALL)
    assert window.start_page.minimumSizeHint().width() < SMALL[0] - 100


def test_what_was_compared_takes_no_room_when_it_is_closed(two_people) -> None:
    window = two_people()
    least = window.parts.middle.minimumSizeHint()
    window.comparison.show()
    assert window.parts.middle.minimumSizeHint() != least
    window.comparison.close()
    assert window.parts.middle.minimumSizeHint() == least


def test_the_toolbar_has_words_where_they_fit_and_all_buttons_always(two_people) -> None:
    window = two_people()
    bar = window.menus.toolbar
    resize(window, (1500, 800))
    assert bar.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    resize(window, LEAST)
    assert bar.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly
    for width in (LEAST[0], *range(1180, 1340, 20)):  # about where words begin to fit
        resize(window, (width, 720))
        assert all(bar.widgetForAction(action).isVisible() for action in bar.actions()) and not bar.more.isVisible()
    resize(window, (1280, 720))
    assert bar.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextBesideIcon, "as wide as the window is at first"
    assert bar.more.focusPolicy() & Qt.FocusPolicy.TabFocus and bar.more.accessibleName()


def test_a_message_lies_over_the_rest_and_moves_nothing(two_people) -> None:
    window = two_people()
    resize(window, SMALL)
    before = place(window.stage, window)
    window.banner.report("Cannot read it. " * 12, problem=True)
    QApplication.processEvents()
    assert place(window.stage, window) == before
    box = place(window.banner, window)
    assert box.intersects(before) and window.rect().contains(box) and not cut(window)


def test_the_open_tab_and_the_height_of_the_timeline_are_remembered(two_people, open_window) -> None:
    window = two_people()
    resize(window, (1280, 800))
    rows = window.parts.rows
    assert rows.sizes()[1] == window.timeline.sizeHint().height(), "as high as it needs to be"
    window.show_tab(window.masking)
    rows.moveSplitter(rows.height() - 110, 1)
    rows.splitterMoved.emit(rows.height() - 110, 1)
    kept = rows.sizes()[1]
    assert kept != window.timeline.sizeHint().height()
    window.close()
    again = open_window("film", sources(film=Film()))
    resize(again, (1280, 800))
    assert again.inside.tab is again.masking and again.parts.rows.sizes()[1] == pytest.approx(kept, abs=3)


def test_decisions_are_chosen_beside_the_answers_and_why_none_is_given_is_said(two_people, wait: Wait) -> None:
    window = two_people()
    resize(window, (1500, 900))
    model = window.pipeline.model
    offered = ("careful", "balanced", "eager")
    rules = {point: Thresholds((least,) * len(LABELS)) for point, least in zip(offered, (0.9, 0.6, 0.3), strict=True)}
    window.pipeline.model = told = replace(model, offered=offered, thresholds=rules)
    window._mark_options()
    choice = window.stage.decisions
    assert choice.isVisible() and choice.combo.currentText() == "Balanced"
    choice.combo.setCurrentIndex(0)
    choice.combo.activated.emit(0)
    assert window.pipeline.options.decisions == "careful" and window.settings.text("decisions") == "careful"

    answer = window.shown.holders[0].window
    shares = np.zeros(len(LABELS))
    shares[:2] = 0.41, 0.3
    holder = replace(window.shown.holders[0], window=replace(answer, label=None, average=shares, watching=False))
    window.stage.show_result(replace(window.shown, holders=(holder, *window.shown.holders[1:])), told)
    card = window.stage.cards[0]
    assert card.action.full_text() == NO_ACTION
    assert card.state.text().replace("\N{NO-BREAK SPACE}", " ") == f"{LABELS[0]} 41 %, below the threshold of 90 %"
    assert card.bars.needed[:2] == [0.9, 0.9]


def test_nobody_in_sight_is_said_once(two_people) -> None:
    window = two_people()
    nobody = tuple(replace(holder, number=-1, window=None) for holder in window.shown.holders)
    window.stage.show_result(replace(window.shown, holders=nobody), window.pipeline.model)
    first, second = window.stage.cards
    assert first.isVisible() and first.action.full_text() == NOBODY and first.state.text() and not second.isVisible()
    alone = (nobody[0], window.shown.holders[1])
    window.stage.show_result(replace(window.shown, holders=alone), window.pipeline.model)
    assert not first.isVisible() and second.isVisible() and second.action.full_text() in LABELS
    assert isinstance(window.pipeline.model, ModelInfo)


def test_where_nothing_is_open_there_is_what_to_do_about_it_and_no_rates(open_window, wait: Wait, tmp_path) -> None:
    window = open_window(str(tmp_path / "missing.mp4"))
    wait(lambda: window.banner.text and window.pipeline.model is not None)
    open_files, sample, _ = window.stage.page.buttons
    assert open_files.isVisible() and sample.isVisible() and window.stage.notice.isVisible()
    window.refresh_status()
    assert "fps" not in window.status.rates.text() and "Model" in window.status.rates.text()
    sample.click()
    assert not sample.isVisible()
    wait(lambda: window.windowTitle().startswith("Sample clip"))


def test_a_page_of_the_lesson_has_the_width_below_the_picture_where_the_answers_are_away(two_people) -> None:
    window = two_people()
    resize(window, SMALL)
    window.lesson.turn(1)
    QApplication.processEvents()
    assert not window.stage.arrangement.beside and not window.stage.answers.isVisible()
    assert window.lesson.card.width() > 0.95 * window.stage.width()
    assert not cut(window)


def test_the_mark_of_a_recording_grows_with_the_texts(two_people) -> None:
    window = two_people()
    mark = window.stage.recording
    window.stage.set_recording(True)
    window.looks.set_text_size(150)
    QApplication.processEvents()
    assert mark.isVisible() and mark.width() >= mark.sizeHint().width() > 100


@pytest.mark.parametrize(("size", "text"), [(SMALL, 100), (LEAST, 100), (SMALL, 150)])
def test_the_answer_tasks_and_the_end_of_the_lesson_fit_into_the_window(two_people, size, text: int) -> None:
    window = two_people()
    window.looks.set_text_size(text)
    answer = len(lesson_text().pages) - 1
    for page in range(answer, len(lesson_text().steps)):
        window.lesson.read(page)
        resize(window, size)
        assert window.width() == size[0], "the page about the answer has it beside itself"
        card = window.lesson.card
        assert not cut(window)
        for part in visible(card, QAbstractButton, QComboBox, QLabel):
            where = place(part, card)
            assert where.left() >= 0 and where.right() < card.width(), f"{page}: {part}"
            may_scroll = text > 100 or page == answer
            assert may_scroll or where.bottom() < card.height()


def test_a_right_click_on_the_stage_offers_what_can_be_done_there(open_window: Opener, wait: Wait) -> None:
    window = open_window()
    wait(lambda: window.shown is not None)
    place, reasons = QPoint(40, 40), QContextMenuEvent.Reason
    for over, reason in ((window.stage.view_3d, reasons.Mouse), (window.stage, reasons.Keyboard)):
        window.stage.menu = None
        QApplication.sendEvent(over, QContextMenuEvent(reason, place, over.mapToGlobal(place)))
        menu = window.stage.menu
        assert menu is not None and menu.isVisible()
        menu.close()
    next(action for action in window.stage.actions() if action.text() == "Mirror the display").trigger()
    assert window.settings.flag("mirror")
