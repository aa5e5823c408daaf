"""The size of texts: everything in the window and its dialogs follows, and it is remembered."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QTabBar,
    QTreeWidgetItem,
    QWidget,
)

from app.dialogs.rules_dialog import WIDTH
from app.dialogs.settings_dialog import SettingsDialog
from app.options import Appearance
from app.widgets.bars import ProbabilityBars
from app.widgets.elided_label import ElidedLabel
from app.widgets.text_size import EDGE, TEXT_SIZES, follow, px, set_text_size, text_size
from app.widgets.theme import MARGIN
from app.window.main_window import MainWindow

Opener = Callable[..., MainWindow]
Wait = Callable[[Callable[[], object]], None]
WRITTEN = (QLabel, QAbstractButton, QComboBox, QLineEdit, QTabBar)


@pytest.fixture(autouse=True)
def usual_size(open_window: Opener):
    """The size is the whole application's: each test begins and ends with the usual one."""
    set_text_size(TEXT_SIZES[0])
    yield
    set_text_size(TEXT_SIZES[0])


def fonts(root: QWidget) -> dict[QWidget, int]:
    """How high the type is of everything that can be read, in pixels."""
    parts = [part for kind in WRITTEN for part in root.findChildren(kind) if not isinstance(part, ElidedLabel)]
    return {part: QFontInfo(part.font()).pixelSize() for part in parts if part.isVisible()}


def test_every_text_that_can_be_seen_grows_and_shrinks_again(open_window: Opener, wait: Wait) -> None:
    window = open_window()
    wait(lambda: window.topology.window_shown is not None)
    window._ticker.stop()
    usual = fonts(window)
    for card in window.stage.cards:
        usual.pop(card.confidence, None)  # as large as an action's name, which goes by the card's width as well
    assert len(usual) > 25 and min(usual.values()) >= 11
    for percent in (150, 200):
        window.looks.set_text_size(percent)
        for part, pixels in fonts(window).items():
            if part in usual:
                assert abs(pixels - usual[part] * percent / 100) <= 1, f"{part} at {percent} %"
    window.menus.actions["usual_text"].trigger()
    assert all(usual[part] == pixels for part, pixels in fonts(window).items() if part in usual)


def test_icons_bars_maps_and_spacing_follow(open_window: Opener, wait: Wait) -> None:
    window = open_window()
    wait(lambda: window.topology.window_shown is not None)
    window._ticker.stop()
    bars, button = window.stage.cards[0].bars, window.timeline.button
    record = window.menus.toolbar
    number = window.stage.cards[0].badge
    margin = window.inside.layout().contentsMargins().left()
    window.resize(2400, 1600)  # in which the cards have as many bars at both sizes
    QApplication.processEvents()
    numbers = window.topology.map.bar.axis

    def sizes() -> tuple[float, ...]:
        return bars.height(), button.width(), button.iconSize().width(), record.iconSize().width(), numbers.fixedWidth

    before = sizes()
    window.looks.set_text_size(200)
    for old, new in zip(before, sizes(), strict=True):
        assert new == pytest.approx(2 * old, rel=0.1)
    assert number.width() == 52 and window.inside.layout().contentsMargins().left() == 2 * margin
    assert max(size.width() for size in button.icon().availableSizes()) >= 2 * button.iconSize().width(), "sharp"
    ticks = [window.attention.map._left, window.attention.map.bar.axis, window.joint_curves.plot.getAxis("bottom")]
    assert [axis.style["tickFont"].pixelSize() for axis in ticks] == [22, 22, 24]


def test_the_keys_go_through_the_sizes_and_the_last_one_is_remembered(open_window: Opener) -> None:
    window = open_window()
    larger, smaller = window.menus.actions["larger_text"], window.menus.actions["smaller_text"]
    assert {keys.toString() for keys in larger.shortcuts()} == {"Ctrl++", "Ctrl+="}
    seen = []
    for _ in range(len(TEXT_SIZES) + 1):
        larger.trigger()
        seen.append(text_size())
    assert seen == [125, 150, 175, 200, 200, 200]
    smaller.trigger()
    window.close()
    set_text_size(TEXT_SIZES[0])
    again = open_window()
    assert text_size() == 175 and again.stage.cards[0].name.font().pixelSize() == px(13)
    for _ in range(len(TEXT_SIZES)):
        smaller.trigger()
    assert text_size() == 100


def test_the_settings_choose_it_and_grow_themselves(open_window: Opener, no_surprise: list[QDialog]) -> None:
    window = open_window()
    window.options.show_dialog()
    dialog = no_surprise.pop()
    assert isinstance(dialog, SettingsDialog)
    dialog.show()
    before = dialog.sizeHint().height()
    label = dialog.model_note.font().pixelSize()
    dialog.text_size.setCurrentText("150 %")
    dialog.text_size.activated.emit(dialog.text_size.currentIndex())
    assert window.settings.text_size == 150 and dialog.model_note.font().pixelSize() == round(1.5 * label)
    assert dialog.sizeHint().height() > 1.3 * before
    assert dialog.height() <= dialog.screen().availableSize().height()
    dialog.close()


def test_what_was_set_since_is_taken_as_of_the_usual_size(qtbot) -> None:
    window = QWidget()
    box = QWidget(window)
    qtbot.addWidget(window)
    box.setFixedSize(40, 30)
    set_text_size(150)
    follow(window)
    assert box.size().toTuple() == (60, 45)
    follow(window)
    assert box.size().toTuple() == (60, 45), "and not once more"
    box.setFixedSize(20, 20)
    follow(window)
    assert box.size().toTuple() == (30, 30)
    set_text_size(100)
    follow(window)
    assert box.size().toTuple() == (20, 20)


def test_a_window_that_opens_with_large_texts_keeps_its_size_in_another_theme(open_window: Opener, wait: Wait) -> None:
    first = open_window()
    first.looks.set_text_size(150)
    first.close()
    window = open_window()
    wait(lambda: window.topology.window_shown is not None)
    window.resize(1280, 720)
    QApplication.processEvents()
    least = window.minimumSize()
    for appearance in (Appearance.DARK, Appearance.LIGHT):
        window.looks.set_appearance(appearance)
        assert window.size().toTuple() == (1280, 720) and window.minimumSize() == least


def test_a_dialog_is_as_high_as_it_needs_to_be_where_the_screen_has_room(open_window: Opener, no_surprise) -> None:
    window = open_window()
    window.options.show_dialog()
    dialog = no_surprise.pop()
    dialog.show()
    room = dialog.screen().availableSize().height()
    assert dialog.sizeHint().height() > 2 / 3 * room, "more than Qt gives by itself"
    assert dialog.height() == min(dialog.sizeHint().height(), room - EDGE)
    dialog.close()


def test_a_rule_and_its_list_are_laid_out_once_for_the_size_of_texts(open_window: Opener, no_surprise) -> None:
    window = open_window()
    window.looks.set_text_size(150)
    window.menus.actions["show_rules"].trigger()
    rules = no_surprise.pop()
    rules.show()
    assert rules.list.minimumWidth() == px(WIDTH)
    rules.add.click()
    rule = no_surprise.pop()
    assert rule.layout().contentsMargins().left() == px(MARGIN)
    rule.show()
    rule.deed.setCurrentIndex(rule.deed.count() - 1)
    rule.say("Something came of it.\nMore than one line.")
    QApplication.processEvents()
    assert rule.explained.height() >= rule.explained.heightForWidth(rule.explained.width())
    rows = rules.list.visualItemRect(QTreeWidgetItem(rules.list, ["wave"])).height()
    assert rows > 1.2 * rules.list.fontMetrics().height()
    for dialog in (rule, rules):
        dialog.close()


def test_bars_of_a_dialog_that_is_made_later_have_the_size(qtbot) -> None:
    set_text_size(200)
    bars = ProbabilityBars()
    qtbot.addWidget(bars)
    assert bars.height() == 5 * px(21) == 210
