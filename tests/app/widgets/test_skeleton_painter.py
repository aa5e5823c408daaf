"""Every kind of shape is painted, where it is and in its colour."""

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from app.widgets.skeleton_painter import paint, picture_colours, theme_colours
from app.widgets.theme import DARK, LIGHT
from recognizer.skeleton.drawing import (
    Caption,
    Curve,
    Disc,
    Ink,
    Line,
    Polygon,
    Shape,
    Square,
    Strokes,
    Tag,
)

GREEN, RED = "#00ff00", "#ff0000"
COLOURS = {Ink.PERSON: GREEN, Ink.EDGE: RED}


def painted(*shapes: Shape, colours: dict[Ink, str] = COLOURS) -> QImage:
    image = QImage(100, 100, QImage.Format.Format_RGB32)
    image.fill(QColor("#000000"))
    painter = QPainter(image)
    paint(painter, shapes, colours)
    painter.end()
    return image


def colour(image: QImage, x: int, y: int) -> str:
    return image.pixelColor(x, y).name()


@pytest.mark.parametrize(
    "shape",
    [
        Line((20.0, 50.0), (80.0, 50.0), 6.0, Ink.PERSON),
        Strokes((((20.0, 50.0), (80.0, 50.0)), ((50.0, 20.0), (50.0, 80.0))), 6.0, Ink.PERSON),
        Curve((20.0, 20.0), (50.0, 80.0), (80.0, 20.0), 8.0, Ink.PERSON),
        Disc((50.0, 50.0), 10.0, Ink.PERSON, Ink.EDGE),
        Square((50.0, 50.0), 10.0, Ink.PERSON, Ink.EDGE),
        Polygon(((30.0, 30.0), (70.0, 30.0), (50.0, 90.0)), Ink.PERSON, Ink.EDGE),
    ],
    ids=lambda shape: type(shape).__name__,
)
def test_a_shape_is_painted_where_it_is(qapp, shape: Shape) -> None:
    image = painted(shape)
    assert colour(image, 50, 50) == GREEN and colour(image, 5, 5) == "#000000"


def test_an_edge_lies_around_and_a_ring_has_no_inside(qapp) -> None:
    for shape in (Disc((50.0, 50.0), 20.0, None, Ink.EDGE, 6.0), Disc((50.0, 50.0), 20.0, Ink.PERSON, Ink.EDGE, 6.0)):
        assert colour(painted(shape), 70, 50) == RED
        assert colour(painted(shape), 50, 50) == (GREEN if shape.fill else "#000000")


def test_what_is_faint_lets_the_ground_through(qapp) -> None:
    for shape in (
        Line((20.0, 50.0), (80.0, 50.0), 6.0, Ink.PERSON, True),
        Disc((50.0, 50.0), 10.0, Ink.PERSON, faint=True),
    ):
        assert 0 < QColor(colour(painted(shape), 50, 50)).green() < 200


def test_a_shadow_is_no_darker_where_its_lines_cross(qapp) -> None:
    cross = Strokes((((20.0, 50.0), (80.0, 50.0)), ((50.0, 20.0), (50.0, 80.0))), 6.0, Ink.PERSON)
    image = painted(cross, colours={Ink.PERSON: "#80ffffff"})
    assert colour(image, 50, 50) == colour(image, 30, 50) != "#000000"


def test_a_dashed_or_dotted_line_has_gaps(qapp) -> None:
    for dashed in (
        Curve((0.0, 50.0), (50.0, 50.0), (100.0, 50.0), 3.0, Ink.PERSON, dashed=True),
        Line((0.0, 50.0), (100.0, 50.0), 3.0, Ink.PERSON, dotted=True),
    ):
        image = painted(dashed)
        along = {colour(image, x, 50) for x in range(5, 95)}
        assert {"#000000", GREEN} <= along


def test_texts_stand_on_their_plate(qapp) -> None:
    tag = Tag((10.0, 40.0), 80.0, 20.0, "MMM", Ink.EDGE, Ink.PERSON)
    colours = {colour(painted(tag), x, y) for x in range(15, 85) for y in range(42, 58)}
    assert GREEN in colours and any(QColor(one).red() > 200 for one in colours)
    number = painted(Disc((50.0, 50.0), 15.0, Ink.EDGE), Caption((50.0, 50.0), "8", 13.0, Ink.PERSON))
    assert any(QColor(colour(number, x, y)).green() > 200 for x in range(40, 60) for y in range(40, 60))


@pytest.mark.parametrize("colours", [theme_colours(LIGHT), theme_colours(DARK, 1), picture_colours(0)])
def test_there_is_a_colour_for_every_ink(colours: dict[Ink, str]) -> None:
    assert set(colours) == set(Ink) and all(QColor(value).isValid() for value in colours.values())
