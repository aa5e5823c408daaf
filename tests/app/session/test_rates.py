"""Rates and durations of the status line."""

import pytest

from app.session.rates import Durations, Rate


def test_rates_and_durations() -> None:
    rate = Rate(span=2.0)
    for index in range(100):
        rate.tick(index / 25)
    assert rate.per_second(99 / 25) == pytest.approx(25)
    assert rate.per_second(60) == 0, "silence is no rate"
    for index in range(50):
        rate.tick(100 + index / 10)
    assert rate.mean == pytest.approx((99 + 49) / (99 / 25 + 49 / 10)), "over everything but the pause"
    rate.clear()
    assert rate.mean == 0
    durations = Durations()
    assert durations.spread().median == 0
    for value in range(1, 101):
        durations.add(value / 1000)
    assert durations.spread().median == pytest.approx(55.5) and durations.spread().p95 == pytest.approx(95.55)
