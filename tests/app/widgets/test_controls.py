"""Small parts that several panels use."""

from app.widgets.controls import DropDown


def test_a_choice_that_has_no_room_ends_in_an_ellipsis(qtbot) -> None:
    choice = DropDown()
    qtbot.addWidget(choice)
    choice.addItems(["Physical skeleton"])
    choice.show()
    choice.resize(400, 30)
    assert choice.shown_text() == "Physical skeleton"
    choice.resize(110, 30)
    assert choice.shown_text() != "Physical skeleton" and choice.shown_text().endswith("…")
    assert choice.currentText() == "Physical skeleton"
