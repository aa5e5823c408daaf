"""A text in the room that there is."""

from PySide6.QtGui import QFont, QFontMetrics

from app.widgets.elided_label import ElidedLabel


def shown(qtbot, text: str, room: str) -> str:
    """What a label shows of a text where it has as much room as another one takes."""
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.set_full_text(text)
    label.resize(QFontMetrics(label.font()).horizontalAdvance(room) + 2, 20)
    label.show()
    assert label.full_text() == label.accessibleName() == text
    return label.text()


def test_what_does_not_fit_ends_in_dots(qtbot) -> None:
    assert shown(qtbot, "jumping jack", "jumping jack") == "jumping jack"
    short = shown(qtbot, "jumping jack", "jumping ja")
    assert short.startswith("jumpi") and short.endswith("…")


def test_of_two_parts_the_first_stands_without_dots_where_there_is_room_for_it_alone(qtbot) -> None:
    assert shown(qtbot, "0:12.6 · walk", "0:12.6 ·.") == "0:12.6"
    assert shown(qtbot, "0:12.6 · jumping jack", "0:12.6 · jumping").endswith("…")
    assert shown(qtbot, "0:12.6 · walk", "0:12…") == "", "half a number would be another one"


def test_in_smaller_type_more_is_shown(qtbot) -> None:
    label = ElidedLabel()
    qtbot.addWidget(label)
    large, small = (QFont(label.font()) for _ in range(2))
    large.setPixelSize(30)
    small.setPixelSize(10)
    label.setFont(large)
    label.resize(QFontMetrics(small).horizontalAdvance("jumping jack") + 6, 40)
    label.show()
    label.set_full_text("jumping jack")
    assert label.text() != "jumping jack"
    label.setFont(small)
    assert label.text() == "jumping jack"
