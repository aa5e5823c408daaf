"""The newest picture and the newest answers, and for whom they hold."""

from types import SimpleNamespace

import numpy as np

from app.session.latest_result import LatestResult
from recognizer.model.answers import SlotHolder
from recognizer.pose.frames import CapturedFrame
from recognizer.skeleton.clip import NOBODY, Bodies
from recognizer.sources.source import Frame
from tests.app.fakes import picture


def window_of(slot: int, person: int) -> object:
    return SimpleNamespace(slot=slot, persons=(person,))


def seen(*numbers: int) -> Bodies:
    count = len(numbers)
    return Bodies(np.zeros((count, 25, 3)), np.zeros((count, 25)), np.array(numbers, np.int32))


def shot_at(time: float) -> CapturedFrame:
    return CapturedFrame(Frame(picture(), time, 0), 1, 0.0)


def test_the_board_shows_answers_only_for_whom_they_judge() -> None:
    board, first, late = LatestResult(), window_of(0, 1), window_of(0, 1)
    board.see(shot_at(0.0), seen(1, NOBODY), stretch=1)
    board.answer(shot_at(0.0), [first], stretch=1)
    result, answered = board.take()
    assert result.holders[0].window is first and len(answered) == 1
    assert board.take() == (None, [])
    board.see(shot_at(0.1), seen(4, NOBODY), stretch=1)
    board.answer(shot_at(0.05), [late], stretch=1)
    assert board.take()[0].holders[0] == SlotHolder(4, None, 0.1), "somebody else has the slot by now"
    board.see(shot_at(0.2), seen(NOBODY, NOBODY), stretch=1)
    board.answer(shot_at(0.1), [own := window_of(0, 4)], stretch=1)
    assert board.take()[0].holders[0].window is own, "out of sight for a moment only"
    board.see(shot_at(9.0), seen(4, NOBODY), stretch=2)
    board.answer(shot_at(0.2), [window_of(0, 4)], stretch=1)
    assert board.take()[0].holders[0].window is None, "time has jumped"


def test_the_board_hides_what_was_found() -> None:
    board = LatestResult()
    board.hide()
    assert board.take() == (None, []) and board.peek() is None and board.empty
    board.see(shot_at(0.0), seen(1), stretch=1)
    board.take()
    board.hide()
    result, _ = board.take()
    assert result.bodies is None and result.holders == () and result.captured.frame.time == 0.0
    board.answer(shot_at(0.0), [window_of(0, 1)], stretch=1)
    assert board.take() == (None, []), "an answer that comes too late is not shown"
