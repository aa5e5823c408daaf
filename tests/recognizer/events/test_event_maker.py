"""Events of frames and answers that are made up: who comes and goes, what begins and ends, and at what time."""

from datetime import datetime

import numpy as np
import pytest
import torch

from recognizer.events.event import Event
from recognizer.events.event_maker import EventMaker
from recognizer.model.answers import FrameAnswer, WindowAnswer
from recognizer.pose.frames import CapturedFrame, ObservedFrame
from recognizer.skeleton.clip import NOBODY, Bodies
from recognizer.sources.source import Frame


def told(frames: list[tuple[float, list[int], list[WindowAnswer]]], live: bool = False) -> list[Event]:
    """The events of frames, each with its time, who is seen in it, and the windows that end with it."""
    events: list[Event] = []
    maker = EventMaker("a source", events.append)
    for time, people, windows in frames:
        identity = np.array([*people, *[NOBODY] * (2 - len(people))], np.int32)
        bodies = Bodies(np.zeros((2, 25, 3), np.float32), np.zeros((2, 25), np.float32), identity)
        captured = CapturedFrame(Frame(None, time, 0, bodies), 0, 0.0, live)
        maker.take(ObservedFrame(captured, bodies), FrameAnswer(time, bodies, tuple(windows), (), 0.0, 0.0))
    maker.finish()
    return events


def window(time: float, label: str | None, confidence: float = 0.5, person: int = 1, lag: float = 0.0) -> WindowAnswer:
    shares = np.array([confidence, 0.0])
    index = None if label is None else 0
    return WindowAnswer((person,), 0, time - 1, time, label, 9.0, shares, shares, torch.zeros(0), [], index, lag)


def short(events: list[Event]) -> list[tuple]:
    return [(event.event, event.person, event.label, event.time) for event in events]


def test_an_action_begins_and_ends_between_its_person_appearing_and_leaving() -> None:
    steps = [(0.0, None), (0.2, "wave"), (0.4, "wave"), (0.6, "walk"), (0.8, "walk"), (1.0, None)]
    assert short(told([(time, [1], [window(time, label)]) for time, label in steps])) == [
        ("appears", 1, None, 0.0),
        ("begins", 1, "wave", 0.2),
        ("ends", 1, "wave", 0.6),
        ("begins", 1, "walk", 0.6),
        ("ends", 1, "walk", 0.8),
        ("leaves", 1, None, 1.0),
    ]


def test_an_end_bears_the_mean_confidence_and_a_beginning_that_of_its_window() -> None:
    frames = [(time, [1], [window(time, "wave", share)]) for time, share in ((0.0, 0.4), (0.2, 0.6), (0.4, 0.8))]
    assert [event.confidence for event in told(frames)] == [None, 0.4, pytest.approx(0.6), None]


def test_who_is_out_of_sight_for_long_has_ended_what_was_done_and_left_before_anybody_else_is_told_of() -> None:
    frames = [(0.0, [1], [window(0.0, "wave")]), (0.9, [2], []), (1.5, [2], [])]
    assert short(told(frames)) == [
        ("appears", 1, None, 0.0),
        ("begins", 1, "wave", 0.0),
        ("appears", 2, None, 0.9),
        ("ends", 1, "wave", 0.2),
        ("leaves", 1, None, 0.0),
        ("leaves", 2, None, 1.5),
    ]


def test_what_is_done_when_somebody_leaves_or_the_source_ends_lasts_until_they_were_seen_last() -> None:
    both = [window(2.0, "wave", lag=1.0), window(2.0, "wave", person=2, lag=1.0)]
    frames = [(2.0, [1, 2], both), (2.5, [1, 2], []), (3.25, [2], []), (4.0, [2], [])]
    found = short(told(frames))
    assert [one for one in found if one[0] == "ends"] == [("ends", 1, "wave", 2.5), ("ends", 2, "wave", 4.0)]


def test_who_comes_back_soon_has_not_left() -> None:
    frames = [(0.0, [1], [window(0.0, "wave")]), (0.5, [], []), (0.9, [1], [window(0.9, "wave")])]
    assert short(told(frames))[1:-1] == [("begins", 1, "wave", 0.0), ("ends", 1, "wave", 0.9)]


def test_the_clock_of_a_live_event_is_that_of_the_moment_that_it_is_about() -> None:
    events = told([(5.0, [1], []), (6.0, [1], [window(6.0, "wave", lag=0.75)])], live=True)
    appears, begins = (datetime.fromisoformat(event.clock) for event in events[:2])
    assert events[1].time == 5.25 and appears.utcoffset() is not None
    assert (datetime.fromisoformat(events[2].clock) - begins).total_seconds() == pytest.approx(
        events[2].time - events[1].time, abs=0.002
    )
