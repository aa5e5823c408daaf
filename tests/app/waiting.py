"""Waiting for another thread. There is no clock in it: the suite's own limit ends a test that waits in vain, and shows
where every thread was."""

from collections.abc import Callable
from time import sleep
from typing import TypeVar

Value = TypeVar("Value")


def wait(condition: Callable[[], Value]) -> Value:
    """What ``condition`` gives, once it is true."""
    while not (value := condition()):
        sleep(0.002)
    return value
