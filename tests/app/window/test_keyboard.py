"""Everything by keyboard, with a visible ring, and named for screen readers."""

import importlib
import pkgutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu, QWidget

import app
from app.crash_report import CrashReporter
from app.dialogs.queue_dialog import QueueDialog
from app.dialogs.recording_dialogs import RenderingDialog
from app.dialogs.replace_question import ReplaceQuestion
from app.dialogs.rule_dialog import RuleDialog
from app.options import Appearance
from app.session.messages import BatchTask, SourceState
from app.session.rules import Deed, Rule
from app.widgets.focus_ring import Ring
from app.window.main_window import MainWindow
from recognizer.errors import UserError
from recognizer.resources import SAMPLE_CLIP
from tests.app.fakes import FakeFrontEnd
from tests.app.keyboard import faults, name_of, walk, without_ring

Wait = Callable[[Callable[[], object]], None]

THEMES = (Appearance.LIGHT, Appearance.DARK)


def faults_in_both(window: MainWindow, shown: QWidget, wait: Wait) -> list[str]:
    """What is missed in a window, or in a dialog of it, in both themes."""
    found = []
    for appearance in THEMES:
        window.looks.set_appearance(appearance)
        shown.show()
        shown.activateWindow()
        wait(lambda: shown in (QApplication.activeWindow(), QApplication.activePopupWidget()))
        missed = faults(shown) if appearance is Appearance.LIGHT else without_ring(shown)
        found += [f"{appearance.name.lower()}: {fault}" for fault in missed]
    return found


def told_apart(window: MainWindow) -> None:
    """The page that tells how well own actions are told apart."""
    window.show_tab(window.parts.teach)
    window.parts.teach.show_separation(True)


STATES: dict[str, Callable[[MainWindow], object]] = {
    "topology": lambda window: window.topology.links.setChecked(True),
    "overview": lambda window: window.topology.show_overview(True),
    "attention": lambda window: window.show_tab(window.attention),
    "masking": lambda window: window.show_tab(window.masking),
    "signals": lambda window: window.show_tab(window.joint_curves),
    "own actions": lambda window: window.show_tab(window.parts.teach),
    "how well own actions are told apart": told_apart,
    "list of pages": lambda window: window.show_tab(window.lesson_pages),
    "a page": lambda window: window.lesson.read(3),
    "comparison": lambda window: window.comparison.show(),
    "zoomed in": lambda window: window.timeline.tracks.zoom(0.2),
    "message": lambda window: window.banner.report("Something is the matter.", True, ("Try again", lambda: None)),
    "without maps": lambda window: window.show_inside(False),
    "welcome": lambda window: window.start_page.show(),
    "presentation": lambda window: window.presentation.present(True),
}


@pytest.fixture
def still(open_window, wait, pause) -> MainWindow:
    """The sample clip, paused, with maps."""
    window = open_window()
    wait(lambda: window.topology.window_shown is not None)
    pause(window)
    window._ticker.stop()
    window._status_ticker.stop()
    return window


@pytest.mark.parametrize("state", STATES)
def test_the_window_is_worked_by_keyboard(still: MainWindow, wait: Wait, state: str) -> None:
    STATES[state](still)
    found = faults_in_both(still, still, wait)
    assert not found, "\n".join(found)


def test_a_window_without_a_source_is_worked_by_keyboard(open_window, wait) -> None:
    def nothing(spec: str) -> None:
        raise UserError("There is nothing here.")

    window = open_window("film", {"open_source": nothing, "make_front_end": lambda *_: FakeFrontEnd()})
    wait(lambda: window.pipeline.state is SourceState.FAILED and window.pipeline.model is not None)
    wait(lambda: window.stage.page.buttons[0].isVisible())
    window._ticker.stop()
    found = faults_in_both(window, window, wait)
    assert not found, "\n".join(found)


def triggered(command: str) -> Callable[[MainWindow], object]:
    return lambda window: window.menus.actions[command].trigger()


def made(dialog: Callable[[MainWindow], QDialog]) -> Callable[[MainWindow], object]:
    return lambda window: dialog(window).open()


def a_rule(window: MainWindow) -> RuleDialog:
    dialog = RuleDialog(Rule("wave", str(SAMPLE_CLIP), 2.0, Deed.SOUND), ["wave"], window)
    dialog.say("Something came of it.")
    return dialog


def crash(window: MainWindow) -> None:
    reporter = CrashReporter()
    reporter.setParent(window)
    reporter.happened.emit()


class Drawing:
    """A video that is being drawn, for ever."""

    class task:
        spec = "film.mp4"

    share, recognizes = 0.4, True

    def is_alive(self) -> bool:
        return True

    def stop(self) -> None:
        pass


DIALOGS: dict[str, Callable[[MainWindow], object]] = {
    "SettingsDialog": triggered("show_settings"),
    "ExportDialog": triggered("export"),
    "RecordDialog": triggered("record"),
    "RenderingDialog": made(lambda window: RenderingDialog(window, Drawing(), lambda: None)),
    "ReplaceQuestion": made(lambda window: ReplaceQuestion(window, [Path("a.json")], lambda: None)),
    "SourcePicker": lambda window: window.sources.choose(),
    "QueueDialog": lambda window: window.sources.show_queue([str(SAMPLE_CLIP), "another.mp4"]),
    "SearchDialog": triggered("find_action"),
    "EventsDialog": triggered("show_events"),
    "RulesDialog": triggered("show_rules"),
    "RuleDialog": made(a_rule),
    "ActionCatalogue": triggered("show_actions"),
    "GlossaryDialog": triggered("show_glossary"),
    "ShortcutsDialog": triggered("show_shortcuts"),
    "AboutDialog": triggered("show_about"),
    "QMessageBox": crash,  # what is told after a fault
}


def test_every_dialog_is_walked_through() -> None:
    kinds = {
        kind.__name__
        for module in pkgutil.walk_packages(app.__path__, "app.")
        for kind in vars(importlib.import_module(module.name)).values()
        if isinstance(kind, type) and issubclass(kind, QDialog) and kind.__module__.startswith("app.")
    }
    assert kinds == DIALOGS.keys() - {"QMessageBox"}


@pytest.mark.parametrize("kind", DIALOGS)
def test_a_dialog_is_worked_by_keyboard(still: MainWindow, no_surprise: list[QDialog], wait: Wait, kind: str) -> None:
    DIALOGS[kind](still)
    dialog = no_surprise.pop() if no_surprise else still.findChild(QueueDialog)
    assert type(dialog).__name__ == kind
    for timer in dialog.findChildren(QTimer):
        timer.stop()  # what moves would look different by itself
    found = faults_in_both(still, dialog, wait)
    dialog.close()
    assert not found, "\n".join(found)


def test_why_no_action_is_named_is_read_by_keyboard(still: MainWindow, wait: Wait) -> None:
    why = still.stage.cards[0].why
    why.explain("Nobody moves.")
    why.setFocus()
    QTest.keyClick(why, Qt.Key.Key_Return)
    told = why.shown
    assert told is not None and QApplication.activePopupWidget() is told
    found = faults_in_both(still, told, wait)
    assert not found, "\n".join(found)
    playing, wanted = still.pipeline.playing, []
    told.glossary_wanted.disconnect()
    told.glossary_wanted.connect(lambda: wanted.append("glossary"))
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert wanted == ["glossary"] and still.pipeline.playing is playing and not told.isVisible()


def test_what_lacks_a_name_a_ring_or_the_way_to_it_is_found(still: MainWindow, monkeypatch) -> None:
    def found() -> list[str]:
        return [fault.partition(": ")[2] for fault in faults(still)]

    assert found() == []
    still.topology.map.setAccessibleName("")
    assert found() == ["has no name"]
    still.topology.map.setAccessibleName("Topology map")
    still.timeline.speed.setAccessibleName("")
    assert found() == ["has no name"], "what is chosen in a list is no name"
    still.timeline.speed.setAccessibleName("Speed")
    still.timeline.tracks.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    assert found() == ["not reached by Tab"]
    still.timeline.tracks.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    monkeypatch.setattr(Ring, "setVisible", lambda ring, shown: None)
    still.findChild(Ring).hide()
    assert len(found()) == len(walk(still)) and set(found()) == {"looks the same with the focus"}


def test_space_plays_and_pauses_wherever_the_focus_is(still: MainWindow) -> None:
    for tab in still.inside.all_tabs:
        still.show_tab(tab)
        for control in walk(still):
            if isinstance(control, QLineEdit):
                continue  # where it is typed
            before = still.pipeline.playing
            QTest.keyClick(control, Qt.Key.Key_Space)
            assert still.pipeline.playing is not before, f"{name_of(control)} kept the space bar to itself"
            QTest.keyClick(control, Qt.Key.Key_Space)
    assert not still.banner.isVisible() and still.inside.isVisible(), "and presses nothing else"


def test_space_is_text_where_text_is_typed(film: MainWindow) -> None:
    film.timeline.tracks.name_row(0)
    field = film.timeline.tracks.field
    for key in ("a", " ", "b"):
        QTest.keyClick(field, key)
    assert field.text() == "a b" and not film.pipeline.playing


def test_enter_presses_what_has_the_focus(still: MainWindow) -> None:
    still.topology.links.setFocus()
    QTest.keyClick(still.topology.links, Qt.Key.Key_Return)
    assert still.topology.links.isChecked()
    still.timeline.button.setFocus()
    QTest.keyClick(still.timeline.button, Qt.Key.Key_Enter)
    assert still.pipeline.playing
    still.timeline.button.click()
    still.timeline.speed.setFocus()
    QTest.keyClick(still.timeline.speed, Qt.Key.Key_Return)
    speeds = still.timeline.speed.view()
    assert speeds.isVisible()
    QTest.keyClick(speeds, Qt.Key.Key_Up)
    QTest.keyClick(speeds, Qt.Key.Key_Return)
    assert not speeds.isVisible() and still.timeline.speed.currentText() == "0.5×"


def test_in_a_dialog_space_presses_what_has_the_focus(
    still: MainWindow, no_surprise: list[QDialog], wait: Wait
) -> None:
    still.menus.actions["show_settings"].trigger()
    settings = no_surprise.pop()
    settings.show()
    settings.activateWindow()
    wait(lambda: QApplication.activeWindow() is settings)
    settings.advice.setFocus()
    QTest.keyClick(settings.advice, Qt.Key.Key_Space)
    assert not settings.advice.isChecked() and not still.pipeline.playing
    settings.close()


def test_the_arrow_keys_move_the_borders(still: MainWindow) -> None:
    beside, above = still.split.handle(1), still.parts.rows.handle(1)
    x, y, lowest = beside.x(), above.y(), still.parts.rows.sizes()[1]
    beside.setFocus()
    QTest.keyClick(beside, Qt.Key.Key_Left)
    above.setFocus()
    QTest.keyClick(above, Qt.Key.Key_Up)
    QTest.keyClick(above, Qt.Key.Key_Up)
    assert beside.x() < x and above.y() < y
    QTest.keyClick(above, Qt.Key.Key_Return)
    assert still.parts.rows.sizes()[1] == lowest


def test_the_menu_key_says_whom_a_person_is_the_same_as(film: MainWindow, wait: Wait) -> None:
    tracks = film.timeline.tracks
    wait(lambda: len(tracks.rows) == 2 and tracks.rows[0].spans)
    tracks.setFocus()
    QTest.keyClick(tracks, Qt.Key.Key_Down)
    at = tracks.rect().center()
    QApplication.sendEvent(tracks, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, tracks.mapToGlobal(at)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    person = next(action.menu() for action in menu.actions() if action.menu() is not None)
    assert person.title() == tracks.rows[0].name
    same = next(action.menu() for action in person.actions() if action.menu() is not None)
    same.actions()[0].trigger()
    menu.close()
    wait(lambda: len(tracks.rows) == 1)


def test_enter_opens_a_file_of_the_queue(still: MainWindow) -> None:
    still.sources.show_queue([str(SAMPLE_CLIP), "another.mp4"])
    queue = still.findChild(QueueDialog)
    opened: list[BatchTask] = []
    queue.opened.disconnect()
    queue.opened.connect(opened.append)
    queue.table.setFocus()
    queue.table.selectRow(1)
    QTest.keyClick(queue.table, Qt.Key.Key_Return)
    assert [task.spec for task in opened] == ["another.mp4"] and not queue.working, (
        "Enter does not start the work as well"
    )


def test_a_right_click_chooses_nothing(film: MainWindow, wait: Wait) -> None:
    wait(lambda: film.topology.window_shown is not None)
    film.timeline.tracks.zoom(0.2)
    span, place = film.timeline.tracks.span, film.playback.place
    view = film.stage.picture
    joint = view._people()[0][1][0]
    taken: list[object] = []
    for signal in (view.joint_clicked, film.topology.map.chosen, film.timeline.sought):
        signal.connect(lambda *what: taken.append(what))
    tabs = film.masking.body, film.masking.strip, film.attention.heads, film.topology.overview
    clicks = [(view, QPoint(round(joint[0]), round(joint[1]))), (film.timeline.overview, QPoint(400, 5))]
    clicks += [(film.topology.map.viewport(), film.topology.map.rect().center())]
    clicks += [(part, part.rect().center()) for part in tabs]
    for part, at in clicks:
        QTest.mouseClick(part, Qt.MouseButton.RightButton, pos=at)
        QTest.mouseDClick(part, Qt.MouseButton.RightButton, pos=at)
    QTest.mouseClick(film.timeline.tracks, Qt.MouseButton.RightButton, pos=QPoint(500, 5))
    assert not taken and film.topology.pinned is None and not film.masking.hidden
    assert (film.timeline.tracks.span, film.playback.place) == (span, place)
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=clicks[0][1])
    assert film.topology.pinned is not None, "the left button does"
