"""The table of commands: the window handles each of them, and does so when nothing is open too."""

from collections.abc import Callable

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from app.commands import COMMANDS, GESTURES
from app.dialogs.about_dialog import AboutDialog
from app.dialogs.action_catalogue import ActionCatalogue
from app.dialogs.events_dialog import EventsDialog
from app.dialogs.glossary_dialog import GlossaryDialog
from app.dialogs.queue_dialog import QueueDialog
from app.dialogs.rules_dialog import RulesDialog
from app.dialogs.search_dialog import SearchDialog
from app.dialogs.settings_dialog import SettingsDialog
from app.dialogs.shortcuts_dialog import ShortcutsDialog
from app.dialogs.source_picker import SourcePicker
from app.session.messages import SourceState
from app.widgets.text_size import text_size
from app.window.edit_controller import SELECT_FIRST
from app.window.export_controller import EXPLAIN_NOTHING
from app.window.main_window import MainWindow
from recognizer.errors import UserError
from tests.app.fakes import FakeFrontEnd, sources
from tests.paths import ROOT

Check = Callable[[MainWindow, list[QDialog]], object]


def test_every_command_has_a_handler_and_no_handler_is_without_one(open_window) -> None:
    window = open_window(None, sources())
    ids = [command.id for command in COMMANDS]
    assert len(ids) == len(set(ids))
    assert set(window.handlers) == set(ids)


def test_menus_and_help_page_are_made_from_the_table(open_window, no_surprise: list[QDialog]) -> None:
    window = open_window(None, sources())
    keys = [command.keys for command in COMMANDS if command.keys]
    assert len(keys) == len(set(keys)), "no key twice"
    menus = {action.text().removeprefix("&"): action.menu() for action in window.menuBar().actions()}
    for command in COMMANDS:
        action = window.menus.actions[command.id]
        assert action in menus[command.menu].actions() and action.text() == command.text
        assert action.shortcut() == QKeySequence(command.keys)
        assert action.isCheckable() is command.checkable
        assert (action in window.menus.toolbar.actions()) is (command.icon is not None)
    window.menus.actions["show_shortcuts"].trigger()
    help_page = no_surprise.pop()
    assert isinstance(help_page, ShortcutsDialog)
    assert [text for _, text in help_page.rows] == [command.label for command in COMMANDS if command.keys]
    help_page.close()


def test_the_guide_lists_every_key_and_gesture() -> None:
    guide = (ROOT / "docs" / "app.md").read_text(encoding="utf-8")
    for command in COMMANDS:
        assert not command.keys or f"| `{command.keys}` | {command.label} |" in guide, command.id
    for what, does in GESTURES:
        assert f"| {what} | {does} |" in guide


def opens(kind: type[QDialog]) -> Check:
    """The command opens this dialog, and waits for its answer."""
    return lambda window, opened: len(opened) == 1 and isinstance(opened[0], kind)


def shows(kind: type[QWidget]) -> Check:
    """The command shows this window beside the main one."""
    return lambda window, opened: window.findChild(kind).isVisible()


def explains(sentence: str) -> Check:
    """The command says in the window why it cannot be done."""
    return lambda window, opened: window.banner.text == sentence


def shows_tab(title: str) -> Check:
    return lambda window, opened: window.inside.isVisible() and window.inside.tab.title == title


def stays(window: MainWindow, opened: list[QDialog]) -> bool:
    """There is nothing to play, so the command moves nothing."""
    return window.pipeline.state is SourceState.FAILED and window.playback.place == 0 and not window.playback.frozen


def is_now(value: Callable[[MainWindow], object], expected: object = True) -> Check:
    return lambda window, opened: value(window) == expected


WITHOUT_A_SOURCE: dict[str, Check] = {
    "choose_source": opens(SourcePicker),
    "open_files": opens(QFileDialog),
    "show_queue": shows(QueueDialog),
    "record": explains("Nothing is open that could be recorded."),
    "take_snapshot": explains("There is nothing to take a picture of."),
    "export": lambda window, opened: not any(button.isEnabled() for button in opened[0].formats.values()),
    "explain_moment": explains(EXPLAIN_NOTHING),
    "show_rules": opens(RulesDialog),
    "show_events": opens(EventsDialog),
    "show_settings": opens(SettingsDialog),
    "undo": stays,
    "redo": stays,
    "find_action": opens(SearchDialog),
    "next_span": stays,
    "previous_span": stays,
    **dict.fromkeys(
        ("rename_span", "split_span", "join_spans", "start_here", "end_here", "remove_span", "loop_span"),
        explains(SELECT_FIRST),
    ),
    **dict.fromkeys(("use_example", "this_was"), explains(SELECT_FIRST)),
    "mark_in": is_now(lambda window: window.timeline.tracks.overlay.in_point, 0.0),
    "add_span": explains("Mark first where the action starts (Shift+I), and go to where it ends."),
    "play_or_pause": stays,
    "skip_back": stays,
    "skip_forward": stays,
    "go_to_start": stays,
    "step_back": stays,
    "step_forward": stays,
    "slower": is_now(lambda window: window.timeline.speed.currentText(), "0.5×"),
    "faster": is_now(lambda window: window.timeline.speed.currentText(), "1×"),
    "zoom_in": is_now(lambda window: window.timeline.tracks.span != window.timeline.tracks.whole),
    "zoom_out": is_now(lambda window: window.timeline.tracks.span == window.timeline.tracks.whole),
    "zoom_to_fit": is_now(lambda window: window.timeline.tracks.span == window.timeline.tracks.whole),
    "show_actions": opens(ActionCatalogue),
    "show_teach": shows_tab("Teach"),
    "pause_recognition": is_now(lambda window: window.pipeline.recognition_paused),
    "follow_one": is_now(lambda window: window.pipeline.options.persons, 1),
    "follow_two": is_now(lambda window: window.pipeline.options.persons, 2),
    "source_mirrored": is_now(lambda window: window.pipeline.options.mirrored),
    "mirror_display": is_now(lambda window: window.stage.picture._mirrored),
    "show_inside": is_now(lambda window: window.inside.isHidden()),
    "show_topology": shows_tab("Topology"),
    "show_attention": shows_tab("Attention"),
    "show_masking": shows_tab("Masking"),
    "show_joint_curves": shows_tab("Signals"),
    "compare": is_now(lambda window: window.comparison.is_open),
    "show_strongest_links": is_now(lambda window: window.topology.links.isChecked()),
    "show_overview": is_now(lambda window: window.topology.overview_shown),
    "copy_numbers": explains("Nothing is shown that could be copied."),
    "copy_figure": explains("Nothing is shown that could be copied."),
    "unpin_joint": is_now(lambda window: window.topology.pinned, None),
    "larger_text": is_now(lambda window: text_size(), 125),
    "smaller_text": is_now(lambda window: text_size(), 100),
    "usual_text": is_now(lambda window: text_size(), 100),
    "present": is_now(lambda window: (window.presentation.on, window.presentation.present(False)), (True, None)),
    "full_screen": is_now(lambda window: window.isFullScreen()),
    "show_lesson": shows_tab("Lesson"),
    "show_glossary": opens(GlossaryDialog),
    "show_shortcuts": opens(ShortcutsDialog),
    "show_about": opens(AboutDialog),
    # What opens the sample clip, and last what closes the window.
    "open_sample": is_now(lambda window: window.stage.notice.text(), "Opening the sample clip…"),
    "next_page": is_now(lambda window: window.lesson.place, 0),
    "previous_page": is_now(lambda window: window.lesson.place, 0),
    "quit": is_now(lambda window: window.isHidden()),
}


def test_every_command_does_what_can_be_done_when_nothing_is_open(open_window, wait, no_surprise) -> None:
    def nothing(spec: str) -> None:
        raise UserError("There is nothing here.")

    assert set(WITHOUT_A_SOURCE) == {command.id for command in COMMANDS}
    window = open_window("film", {"open_source": nothing, "make_front_end": lambda *_: FakeFrontEnd()})
    wait(lambda: window.pipeline.state is SourceState.FAILED and window.pipeline.model is not None)
    window.topology.pin(3)
    for command, check in WITHOUT_A_SOURCE.items():
        window.menus.actions[command].trigger()
        assert check(window, no_surprise), command
        for dialog in [*no_surprise, *window.findChildren(QDialog)]:
            dialog.close()
        no_surprise.clear()
