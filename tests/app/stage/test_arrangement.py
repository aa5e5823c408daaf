"""Where the answers stand, as numbers."""

import pytest

from app.stage.arrangement import Arrangement, arrange, shown_area

WIDE, TALL = 16 / 9, 9 / 16


def test_a_picture_fills_the_side_that_is_scarce() -> None:
    assert shown_area(160, 200, WIDE) == pytest.approx(160 * 90)
    assert shown_area(500, 90, WIDE) == pytest.approx(160 * 90)
    assert shown_area(500, 90, None) == 500 * 90
    assert shown_area(-20, 90, WIDE) == 0


@pytest.mark.parametrize(
    ("size", "aspect", "beside"),
    [((750, 480), WIDE, False), ((750, 480), TALL, True), ((1300, 480), WIDE, True), ((540, 800), WIDE, False)],
    ids=["wide", "a portrait gets the height", "much width", "little width"],
)
def test_the_answers_stand_where_the_picture_is_larger(size, aspect, beside) -> None:
    assert arrange(size, aspect, 180, 1.0).beside is beside


def test_fewer_bars_where_there_is_little_height() -> None:
    assert [arrange((900, height), WIDE, 180, 1.0).bars for height in (300, 480, 700)] == [0, 3, 5]
    assert arrange((900, 700), WIDE, 180, 2.0).bars == 3, "by the size of text"


def test_a_small_gain_changes_nothing_that_is_there() -> None:
    edge = next(width for width in range(500, 1500) if arrange((width, 480), WIDE, 180, 1.0).beside)
    assert not arrange((edge, 480), WIDE, 180, 1.0, Arrangement(False, 3, False)).beside
    assert arrange((edge - 5, 480), WIDE, 180, 1.0, Arrangement(True, 3, True)).beside
