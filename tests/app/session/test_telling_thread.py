"""The thread that shows what a saved result tells."""

from datetime import date
from pathlib import Path

from app.session.messages import Failed
from app.session.saved_result import SavedResult
from app.session.segment_history import SegmentHistory
from app.session.telling_thread import TellingThread
from recognizer.model.file_answers import FileAnswers
from recognizer.model.segments import Segment
from recognizer.output.result import ModelSummary, Percentiles, Result, Timing
from recognizer.pose.kept_bodies import KeptBodies

RESULT = Result(
    "film.mp4",
    ModelSummary("tiny", 1, []),
    "cpu",
    100,
    30.0,
    [Segment((1,), 1.0, 2.0, "walk", 0.9)],
    [],
    Timing(1.0, 1.0, *[Percentiles(0.0, 0.0)] * 3),
)


def test_a_result_that_was_left_is_not_shown_in_the_place_of_what_is_open_by_now() -> None:
    segments, failures = SegmentHistory(), list[Failed]()
    saved = SavedResult(Path("film.json"), date(2026, 1, 1), RESULT, "film.mp4")

    def left_meanwhile() -> None:
        thread.stop()

    thread = TellingThread(
        saved, None, KeptBodies(), FileAnswers(), segments, left_meanwhile, lambda: True, failures.append
    )
    thread.start()
    thread.join(60)
    assert not thread.is_alive() and not failures
    assert segments.lanes() == {} and segments.version == 0
