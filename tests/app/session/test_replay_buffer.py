"""The last minutes of a live session: what is kept, and within which bounds."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from app.session.messages import ShownFrame
from app.session.replay_buffer import ReplayBuffer
from recognizer.model.answers import SlotHolder
from recognizer.network.trace import BlockTrace
from recognizer.pose.frames import CapturedFrame
from recognizer.recognizer import WindowAnswer
from recognizer.skeleton.clip import Bodies
from recognizer.skeleton.joints import JOINTS
from recognizer.sources.source import Frame

KB = 1000


def window(slot: int, time: float, trace_bytes: int = 40 * KB) -> WindowAnswer:
    numbers = torch.full((trace_bytes // 4,), time)
    trace = [BlockTrace(numbers[:0], numbers[:0], numbers[:0], numbers, numbers[:0])]
    shares = np.array([0.6, 0.4])
    return WindowAnswer(
        (slot + 1,), slot, time - 1, time, "walk", 1.0, shares, shares, np.zeros((4, JOINTS, 3)), trace, 0
    )


def result(time: float, windows: tuple[WindowAnswer | None, ...] = (), shade: int = 100, width: int = 64) -> ShownFrame:
    image = np.full((48, width, 3), shade, np.uint8)
    bodies = Bodies(
        np.full((2, JOINTS, 3), time, np.float32), np.ones((2, JOINTS), np.float32), np.array([1, 2], np.int32)
    )
    holders = tuple(SlotHolder(slot + 1, each, time) for slot, each in enumerate(windows))
    return ShownFrame(CapturedFrame(Frame(image, time, round(time * 10)), 1, time, live=True), bodies, holders)


def test_a_moment_comes_back_as_it_was() -> None:
    past = ReplayBuffer()
    shown = [result(tick / 10, (window(0, tick // 2 / 5),), shade=2 * tick) for tick in range(100)]
    for each in shown:
        past.add(each)
    assert past.span() == (0.0, 9.9)
    for time, tick in ((0.0, 0), (3.14, 31), (9.9, 99), (50.0, 99), (-4.0, 0)):
        then = past.at(time)
        assert then.captured.frame.time == shown[tick].captured.frame.time and then.captured.live
        assert then.bodies is shown[tick].bodies
        assert np.abs(then.captured.frame.image.astype(int) - 2 * tick).max() <= 3
        assert [h.number for h in then.holders] == [1] and then.holders[0].window.time == tick // 2 / 5
    assert past.at(3.1).holders[0].window is past.at(3.0).holders[0].window, "one step of the network, one window"
    assert past.step(3.14, 1) == 3.2 and past.step(3.1, -2) == pytest.approx(2.9)
    assert past.step(0.0, -5) == 0.0 and past.step(9.9, 5) == 9.9


def test_without_anything_there_is_nothing() -> None:
    past = ReplayBuffer()
    assert past.span() == (0.0, 0.0) and past.at(1.0) is None and past.step(1.0, 3) == 1.0
    past.add(result(1.0))
    past.clear()
    assert past.span() == (0.0, 0.0) and past.size == 0


@given(
    st.lists(st.tuples(st.floats(0.03, 2), st.booleans()), min_size=1, max_size=120),
    st.floats(1, 30),
    st.integers(1, 20),
    st.integers(1, 30),
)
@settings(max_examples=40, deadline=None)
def test_it_stays_within_its_bounds(
    steps: list[tuple[float, bool]], seconds: float, pictures: int, traces: int
) -> None:
    past, time, newest = ReplayBuffer(seconds, pictures * KB, traces * 40 * KB), 0.0, None
    for gap, judged in steps:
        time += gap
        newest = window(0, time) if judged or newest is None else newest
        past.add(result(time, (newest, None)))
        start, end = past.span()
        assert end == time and end - start <= seconds
        kept = list(past._moments)
        held = sum(len(moment.picture) for moment in kept)
        traced = [each for each in past._windows.values() if each.trace]
        assert held <= pictures * KB or len(kept) == 1
        assert len(traced) <= traces and past.size == held + 40 * KB * len(traced)
        used = {key for moment in kept for _, key, _ in moment.holders if key is not None}
        assert used <= set(past._windows) and len(past._windows) <= len(used) + 1
        assert past.at(end).holders[0].window.time == newest.time
    assert past.at(past.span()[0]).holders[0].window is not None


def test_the_oldest_traces_go_first_and_their_windows_stay() -> None:
    past = ReplayBuffer(traces=3 * 40 * KB)
    for tick in range(10):
        past.add(result(float(tick), (window(0, float(tick)),)))
    kept = [bool(past.at(float(tick)).holders[0].window.trace) for tick in range(10)]
    assert kept == [False] * 7 + [True] * 3
    assert past.at(2.0).holders[0].window.label == "walk"


def test_large_pictures_are_kept_smaller() -> None:
    past = ReplayBuffer()
    past.add(result(0.0, width=1280))
    assert past.at(0.0).captured.frame.image.shape == (24, 640, 3)


def test_time_that_stands_still_is_not_kept_twice() -> None:
    past = ReplayBuffer()
    for _ in range(3):
        past.add(result(1.0))
    assert len(past._moments) == 1
