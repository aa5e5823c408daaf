"""The glossary in the window: searched and worked by keyboard, and every term leads to where it is seen."""

from PySide6.QtCore import Qt

from app.dialogs.glossary_dialog import GlossaryDialog, glossary
from app.window.main_window import MainWindow
from tests.app.fakes import sources


def open_glossary(window: MainWindow, opened: list) -> GlossaryDialog:
    window.menus.actions["show_glossary"].trigger()
    dialog = opened.pop()
    assert isinstance(dialog, GlossaryDialog)
    dialog.show()
    return dialog


def test_a_term_is_found_and_shown_by_keyboard(open_window, no_surprise, qtbot) -> None:
    window = open_window(None, sources())
    window.inside.choose_tab("Topology")
    dialog = open_glossary(window, no_surprise)
    _, terms = glossary()
    assert len(dialog.shown) == len(terms) and f"of {len(terms)}" in dialog.count.text()
    qtbot.keyClicks(dialog.search, "HEAD")
    assert dialog.shown[0] == "Head" and dialog.says.text() == next(term.says for term in terms if term.name == "Head")
    assert "Attention" in dialog.show_button.text()
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert window.inside.tab is window.attention


def test_the_list_is_walked_from_the_field(open_window, no_surprise, qtbot) -> None:
    dialog = open_glossary(open_window(None, sources()), no_surprise)
    _, terms = glossary()
    for _ in range(2):
        qtbot.keyClick(dialog.search, Qt.Key.Key_Down)
    assert dialog.term == terms[2] and dialog.name.text() == terms[2].name
    qtbot.keyClick(dialog.search, Qt.Key.Key_Up)
    assert dialog.term == terms[1]
    dialog.close()


def test_what_is_no_term_is_said(open_window, no_surprise, qtbot) -> None:
    dialog = open_glossary(open_window(None, sources()), no_surprise)
    qtbot.keyClicks(dialog.search, "xylophone")
    assert dialog.shown == [] and dialog.says.text() == "No term has this in it." and dialog.show_button.isHidden()
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog.isVisible(), "there is nowhere to go"
    dialog.close()


def test_every_term_leads_to_a_command(open_window) -> None:
    window = open_window(None, sources())
    for term in glossary()[1]:
        assert term.shown in window.handlers, term.name
        assert not window.menus.actions[term.shown].isCheckable(), "it is shown, and never switched off"
