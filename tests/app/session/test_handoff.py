"""What lies between two threads: nothing is lost of a file, and the newest counts of a camera."""

import queue
import threading

import pytest

from app.session.handoff import Handoff
from tests.app.waiting import wait

PATIENCE = 120  # seconds, for a machine that is busy


def test_a_live_channel_keeps_the_newest_and_counts_the_rest() -> None:
    channel: Handoff[int] = Handoff(live=True)
    for number in range(5):
        channel.put(number)
    assert channel.take() == 4 and channel.take() is None and channel.dropped == 4


def test_a_channel_for_files_loses_nothing_and_lets_the_giver_wait() -> None:
    channel: Handoff[int] = Handoff(live=False, size=2)
    taken = []
    giver = threading.Thread(target=lambda: [channel.put(number) for number in range(50)])
    giver.start()
    wait(lambda: len(channel._items) == 2)
    assert giver.is_alive()
    while len(taken) < 50:
        taken.append(channel.take(PATIENCE))
    giver.join(PATIENCE)
    assert taken == list(range(50)) and channel.dropped == 0


@pytest.mark.parametrize("end", ["close", "clear"])
def test_a_waiting_giver_is_set_free(end: str) -> None:
    channel: Handoff[int] = Handoff(live=False, size=1)
    channel.put(1)
    answers: queue.Queue[bool] = queue.Queue()
    giver = threading.Thread(target=lambda: answers.put(channel.put(2)))
    giver.start()
    getattr(channel, end)()
    assert answers.get(timeout=PATIENCE) is (end == "clear")
    giver.join(PATIENCE)


def test_a_nudged_taker_comes_back_without_an_item() -> None:
    channel: Handoff[int] = Handoff()
    channel.nudge()
    assert channel.take(None) is None
    channel.put(7)
    assert channel.take(None) == 7
