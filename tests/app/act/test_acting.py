"""An action of the model is acted out before a camera, and the window tells how it is taken."""

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog

from app.act import words
from app.dialogs.action_catalogue import ActionCatalogue
from app.session.messages import SourceState
from app.widgets.action_examples import drawn
from app.widgets.focus_ring import seen_of
from app.window.main_window import MainWindow
from recognizer.pose.kept_bodies import nobody
from tests.app.fakes import LABELS, FakeCamera, FakeFile, FakeFrontEnd, picture, sources
from tests.app.keyboard import faults

Until = Callable[[Callable[[], object]], None]


class Room(FakeFrontEnd):
    """Two people, until they leave."""

    def __init__(self) -> None:
        super().__init__()
        self.empty = False

    def observe(self, image, time: float):
        return nobody() if self.empty else super().observe(image, time)


class Class:
    """A window, the camera that it may open, and the room before that. ``until`` lets the camera go on until something
    holds."""

    def __init__(self, open_window, wait, source: str | None = "0", cameras: int = 1) -> None:
        self.room, self.camera, self._wait = Room(), FakeCamera(), wait
        named = {"film": FakeFile(frames=100)} | ({"0": self.camera} if cameras else {})
        self.window: MainWindow = open_window(
            source, sources(**named) | {"make_front_end": lambda options, progress: self.room}
        )
        self.card, self.acting = self.window.acting.card, self.window.acting
        wait(lambda: self.window.pipeline.model is not None)

    def until(self, condition: Callable[[], object]) -> None:
        def held() -> object:
            if self.camera.pictures.empty():
                self.camera.pictures.put(picture(self.camera.given % 200))
            return condition()

        self._wait(held)

    @property
    def said(self) -> str:
        return self.card.says.text()

    def never_named(self) -> str:
        """An action that the untrained model takes nothing for."""
        window = self.window.inside.answer
        return LABELS[int(window.average.argmin())]


@pytest.fixture(autouse=True)
def drawn_before() -> None:
    """SciPy is imported with the first drawing, which is not what these tests are about."""
    for label in LABELS:
        drawn(label)


@pytest.fixture
def before_camera(open_window, wait) -> Class:
    """A class before a camera that is open, with somebody judged."""
    made = Class(open_window, wait)
    made.until(lambda: made.window.inside.answer is not None and not made.window.inside.answer.watching)
    return made


def catalogue(window: MainWindow, opened: list[QDialog]) -> ActionCatalogue:
    window.menus.actions["show_actions"].trigger()
    dialog = opened.pop()
    assert isinstance(dialog, ActionCatalogue)
    dialog.show()
    return dialog


def test_an_action_is_chosen_acted_out_and_recognized(
    before_camera: Class, no_surprise: list[QDialog], qtbot, never_blocked: None
) -> None:
    window, card, plate = before_camera.window, before_camera.card, before_camera.acting.plate
    wanted = window.stage.cards[0].action.full_text()
    assert wanted in LABELS
    dialog = catalogue(window, no_surprise)
    qtbot.keyClicks(dialog.search, wanted)
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert not dialog.isVisible() and card.isVisible() and not window.stage.answers.isVisible()
    assert not window.inside.isVisible(), "the picture is to be seen from afar"
    assert card.title.text() == f"Act: {wanted}" and before_camera.said == words.STEP_BACK
    shown: list[str] = []
    before_camera.until(lambda: shown.append(plate.large) or not before_camera.acting.going_on)
    assert list(dict.fromkeys(shown))[:4] == [wanted, "3", "2", "1"]
    assert before_camera.said.startswith(f"Recognized as {wanted} after ") and before_camera.said.endswith(" %.")
    assert card.accessibleName() == f"Act: {wanted}. {before_camera.said}"
    assert plate.isVisible() and plate.large.endswith(" %") and plate.caption.startswith("Recognized after ")
    assert window.focusWidget() is card.next

    window.activateWindow()
    before_camera.until(window.isActiveWindow)
    qtbot.keyClick(card.next, Qt.Key.Key_Return)
    following = LABELS[(LABELS.index(wanted) + 1) % len(LABELS)]
    assert card.title.text() == f"Act: {following}" and before_camera.acting.going_on
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not card.isVisible() and not plate.isVisible() and window.stage.answers.isVisible()
    assert window.inside.isVisible() and not before_camera.acting.is_open


def test_it_is_told_what_is_seen_in_its_place(before_camera: Class) -> None:
    window, card = before_camera.window, before_camera.card
    wanted = before_camera.never_named()
    before_camera.acting.begin(wanted)
    before_camera.until(lambda: before_camera.said.startswith("It is taken for "))
    (own, share), (other, more) = card.bars.rows
    assert own == wanted and other != wanted and more > share
    assert before_camera.acting.plate.caption == f"{wanted} · more like {other}"
    assert card.bars.needed == [pytest.approx(0.0), pytest.approx(0.0)], "the model's thresholds"
    before_camera.until(lambda: words.MAY_HELP in before_camera.said)
    card.done.click()
    assert not card.isVisible() and window.stage.answers.isVisible()


def test_who_leaves_is_told_so_and_can_come_back(before_camera: Class) -> None:
    before_camera.acting.begin(before_camera.never_named())
    before_camera.until(lambda: before_camera.said.startswith("It is taken for "))
    before_camera.room.empty = True
    before_camera.until(lambda: not before_camera.acting.going_on)
    assert before_camera.said == words.LEFT and not before_camera.acting.plate.isVisible()
    before_camera.card.again.click()
    assert before_camera.said == words.STEP_BACK
    before_camera.room.empty = False
    before_camera.until(lambda: before_camera.said == words.GET_READY)


def test_it_ends_where_camera_model_or_wish_are_gone(before_camera: Class, model) -> None:
    window, acting, until = before_camera.window, before_camera.acting, before_camera.until
    wanted = before_camera.never_named()

    def ends(by: Callable[[], object], sentence: str) -> None:
        acting.begin(wanted)
        assert acting.going_on
        by()
        until(lambda: not acting.going_on)
        assert before_camera.said == sentence and before_camera.card.isVisible()

    pause = window.menus.actions["pause_recognition"]
    ends(pause.trigger, words.PRIVATE)
    acting.begin(wanted)
    assert not acting.going_on and before_camera.said == words.PRIVATE
    pause.trigger()
    ends(lambda: window.options.change(model=str(model / "." / "..") + f"/{model.name}"), words.OTHER_MODEL)
    ends(lambda: before_camera.camera.pictures.put(None), words.LOST)
    assert window.pipeline.state is SourceState.FAILED and window.banner.isVisible(), "and can be opened again"


def test_one_thing_at_a_time_has_the_stage(before_camera: Class) -> None:
    window, acting = before_camera.window, before_camera.acting
    acting.begin(LABELS[0])
    window.menus.actions["next_page"].trigger()
    assert window.lesson.place == 0 and not acting.is_open
    acting.begin(LABELS[0])
    assert window.lesson.place is None and before_camera.card.isVisible() and not window.stage.answers.isVisible()
    window.comparison.show()
    assert not acting.is_open
    acting.begin(LABELS[0])
    assert not window.comparison.is_open
    acting.close()
    window.topology.pin(3)
    acting.begin(LABELS[0])
    window.menus.actions["unpin_joint"].trigger()
    assert window.topology.pinned is None and acting.is_open, "by the menu, it is no Esc"


def test_a_frozen_picture_is_told_and_it_begins_anew(before_camera: Class) -> None:
    window = before_camera.window
    before_camera.acting.begin(before_camera.never_named())
    before_camera.until(lambda: before_camera.said.startswith("It is taken for "))
    window.playback.toggle()
    before_camera.until(lambda: before_camera.said == words.FROZEN)
    window.playback.toggle()
    before_camera.until(lambda: before_camera.said == words.GET_READY)


def test_without_an_open_camera_the_one_used_last_is_opened(open_window, wait) -> None:
    made = Class(open_window, wait, source="film")
    wait(lambda: made.window.pipeline.source is not None)
    made.acting.begin(LABELS[1])
    assert made.said == words.OPENING and made.acting.going_on
    made.until(lambda: made.said == words.GET_READY)
    assert made.window.pipeline.source.live and made.card.isVisible()


def test_without_any_camera_what_is_playing_can_be_watched(open_window, wait) -> None:
    made = Class(open_window, wait, source="film", cameras=0)
    window, card = made.window, made.card
    wait(lambda: window.inside.answer is not None)
    wanted = made.never_named()
    made.acting.begin(wanted)
    wait(lambda: not made.acting.going_on)
    assert made.said == words.NO_CAMERA_BUT_A_FILE and card.follow.isVisible()
    card.follow.click()
    assert made.acting.going_on and not card.follow.isVisible()
    wait(lambda: card.bars.rows and card.bars.rows[0][0] == wanted)
    wait(lambda: not made.acting.going_on)
    assert made.said == words.ENDED and window.pipeline.state is SourceState.ENDED
    card.again.click()
    wait(lambda: window.pipeline.playing)
    assert made.acting.going_on, "it is played from the start"


def test_where_nothing_is_open_it_says_what_to_do(open_window, wait) -> None:
    made = Class(open_window, wait, source="missing", cameras=0)
    wait(lambda: made.window.pipeline.state is SourceState.FAILED)
    made.acting.begin(LABELS[1])
    wait(lambda: not made.acting.going_on)
    assert made.said == words.NO_CAMERA and not made.card.follow.isVisible()


def test_it_waits_for_no_model(open_window, monkeypatch) -> None:
    may_load = threading.Event()
    monkeypatch.setattr("recognizer.model.model_folder.load_model", lambda *_: may_load.wait(120))
    window = open_window("film", sources(film=FakeFile()))
    window.acting.begin(LABELS[0])
    may_load.set()
    assert window.banner.text == words.NO_MODEL and not window.acting.is_open


def test_the_card_is_worked_by_keyboard(open_window, wait, pause) -> None:
    made = Class(open_window, wait, source="film")
    window = made.window
    wait(lambda: window.inside.answer is not None and window.pipeline.analysis.whole)
    pause(window)
    made.acting.begin(LABELS[0], here=True)
    pause(window)
    window._ticker.stop()
    made.card._ticker.stop()
    window.activateWindow()
    wait(window.isActiveWindow)
    found = faults(window)
    assert not found, "\n".join(found)


@pytest.mark.parametrize(("size", "text"), [((1280, 720), 100), ((1280, 720), 150), ((1024, 640), 100)])
def test_all_of_it_is_seen_on_small_screens_and_with_large_texts(
    before_camera: Class, size: tuple[int, int], text: int
) -> None:
    window, card = before_camera.window, before_camera.card
    window.looks.set_text_size(text)
    window.resize(*size)
    before_camera.acting.begin(before_camera.never_named())
    before_camera.until(lambda: before_camera.said.startswith("It is taken for "))
    for _ in range(6):
        QApplication.processEvents()
    assert window.size().toTuple() == size
    shown = [card.title, card.says, card.bars, *(button for button in card.buttons if button.isVisible())]
    cut = [type(part).__name__ for part in shown if seen_of(part).size() != part.size()]
    window.looks.set_text_size(100)
    assert not cut, "nothing has to be scrolled for"
    picture = window.stage.picture
    assert picture.width() * picture.height() > window.width() * window.height() / 6
