"""Presenting: what is seen, what a remote control's keys do, and that everything is as before in the end."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction

from app.widgets.text_size import TEXT_SIZES, set_text_size, text_size
from app.window.main_window import MainWindow
from tests.app.fakes import FakeFile, sources

Key = Qt.Key


@pytest.fixture
def presenting(open_window: Callable[..., MainWindow], wait, qtbot) -> MainWindow:
    window = open_window("film", sources(film=FakeFile(frames=4000)))
    wait(lambda: window.topology.window_shown is not None)
    window.activateWindow()
    window.menus.actions["present"].trigger()
    yield window
    set_text_size(TEXT_SIZES[0])


def chrome(window: MainWindow) -> list[bool]:
    return [part.isVisible() for part in (window.menuBar(), window.menus.toolbar, window.status, window.timeline)]


def test_picture_answers_and_one_map_fill_the_screen_and_then_all_is_as_before(presenting: MainWindow, qtbot) -> None:
    window = presenting
    assert chrome(window) == [False] * 4 and window.isFullScreen() and text_size() == 150
    assert window.stage.picture.isVisible() and window.stage.cards[0].isVisible() and window.topology.map.isVisible()
    assert not window.inside.tabs.tabBar().isVisible() and not window.topology.choices.isVisible()
    qtbot.keyClick(window, Key.Key_Escape)
    assert chrome(window) == [True] * 4 and not window.isFullScreen() and text_size() == 100
    assert window.inside.tabs.tabBar().isVisible() and window.topology.choices.isVisible()
    assert window.settings.text_size == 100 and not window.menus.actions["present"].isChecked()


def test_a_remote_control_turns_maps_and_makes_the_screen_black(presenting: MainWindow, qtbot) -> None:
    window, black = presenting, presenting.presentation.black
    qtbot.keyClick(window, Key.Key_PageDown)
    assert window.inside.tab is window.attention
    qtbot.keyClick(window, Key.Key_PageUp)
    qtbot.keyClick(window, Key.Key_PageUp)
    assert window.inside.tab is window.topology
    qtbot.keyClick(window, Key.Key_B)
    assert black.isVisible() and black.geometry() == window.rect()
    qtbot.keyClick(window, Key.Key_Period)
    assert not black.isVisible()
    qtbot.keyClick(window, Key.Key_B)
    qtbot.keyClick(window, Key.Key_Escape)
    assert not black.isVisible() and window.presentation.on, "the first Escape shows the screen again"


def test_it_turns_the_pages_of_a_lesson_that_is_read(presenting: MainWindow, qtbot) -> None:
    window = presenting
    window.lesson.turn(1)
    qtbot.keyClick(window, Key.Key_PageDown)
    assert window.lesson.place == 1
    qtbot.keyClick(window, Key.Key_PageUp)
    assert window.lesson.place == 0


def test_the_windows_own_commands_on_these_keys_rest_meanwhile(presenting: MainWindow, qtbot) -> None:
    step = presenting.menus.actions["step_forward"]
    assert isinstance(step, QAction) and not step.isEnabled() and presenting.menus.actions["play_or_pause"].isEnabled()
    presenting.presentation.present(False)
    assert step.isEnabled()
