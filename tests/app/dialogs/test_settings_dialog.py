"""Settings, the start page, and that everything has a name and can be reached by keyboard."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
import torch
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QDialog, QFileDialog, QRadioButton, QWidget

from app.dialogs.action_catalogue import ActionCatalogue
from app.dialogs.events_dialog import EventsDialog
from app.dialogs.rules_dialog import RulesDialog
from app.dialogs.settings_dialog import FOLDER, NEXT_START, SettingsDialog, SettingsValues
from app.options import Appearance, GivenOptions, Language, Options
from app.session.messages import ModelInfo
from app.stage.answer_cards import NO_ACTION
from app.widgets import theme
from app.widgets.theme import DARK, LIGHT
from app.window.main_window import MainWindow
from recognizer.pose.camera_advice import advice
from recognizer.resources import SAMPLE_CLIP
from recognizer.skeleton.clip import Bodies
from recognizer.sources.camera_format import CameraFormat
from tests.app.fakes import LABELS, FakeCamera, FakeFile, FakeFrontEnd, sources


def settings(window: MainWindow, no_surprise: list[QDialog]) -> SettingsDialog:
    window.menus.actions["show_settings"].trigger()
    dialog = no_surprise.pop()
    assert isinstance(dialog, SettingsDialog)
    dialog.show()
    return dialog


def test_a_language_is_kept_and_used_from_the_next_start_on(open_window, no_surprise) -> None:
    window = open_window("film", sources(film=FakeFile(frames=40)))
    dialog = settings(window, no_surprise)
    assert dialog.language.currentText() == "As the system" and not dialog.language_note.isVisible()
    choose(dialog.language, "Deutsch")
    assert window.settings.language is Language.GERMAN
    assert dialog.language_note.isVisible() and dialog.language_note.text() == NEXT_START
    assert window.menus.actions["show_settings"].text() == "Settings…", "what is open stays as it is"
    choose(dialog.language, "As the system")
    assert window.settings.language is Language.SYSTEM and not dialog.language_note.isVisible()
    window.settings.keep("language", "klingon")
    assert window.settings.language is Language.SYSTEM


def choose(combo, text: str) -> None:
    combo.setCurrentText(text)
    combo.activated.emit(combo.currentIndex())


def test_settings_take_effect_at_once_and_are_remembered(
    open_window, wait, no_surprise, model: Path, tmp_path: Path, monkeypatch
) -> None:
    window = open_window("film", sources(film=FakeFile(frames=4000)))
    wait(lambda: window.pipeline.model is not None)
    dialog = settings(window, no_surprise)
    assert "tiny: 7 actions" in dialog.model_note.text()
    choose(dialog.appearance, "Dark")
    assert window.theme is DARK
    choose(dialog.persons, "One person")
    assert window.pipeline.options.persons == 1 and window.menus.actions["follow_one"].isChecked()
    dialog.mirror.click()
    assert window.stage.picture._mirrored and window.menus.actions["mirror_display"].isChecked()
    dialog.advice.click()
    assert not window.stage.hint.wanted
    other = tmp_path / "another"
    shutil.copytree(model, other)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(other))
    before = window.pipeline.model
    choose(dialog.model, FOLDER)
    wait(lambda: window.settings.text("model") == str(other))
    assert window.pipeline.model is not before and dialog.model.currentText() == str(other)
    dialog.close()
    window.close()
    again = open_window("film", sources(film=FakeFile(frames=40)))
    assert again.theme is DARK and not again.stage.hint.wanted and again.settings.appearance is Appearance.DARK
    kept = again.settings.options(GivenOptions())
    assert (kept.persons, kept.model) == (1, str(other))
    given = GivenOptions(model="given", persons=2)
    assert again.settings.options(given).model == "given", "the command line goes first"
    shutil.rmtree(other)
    assert again.settings.options(GivenOptions()).model == "open", "what is gone is not asked for"


@pytest.fixture
def choosy(model: Path, tmp_path: Path) -> Path:
    """The small model, which always gives a label by its own rules, and never one where it is to be careful: so warm
    that no probability is 1, as otherwise for most of a minute."""
    folder = tmp_path / "choosy"
    shutil.copytree(model, folder)
    config = json.loads((folder / "config.json").read_text())
    own = config["decision"]
    config["operating_points"] = {"careful": own | {"enter": 1.0, "leave": 1.0, "stay": 0.0}, "eager": own}
    (folder / "config.json").write_text(json.dumps(config | {"name": "choosy", "temperature": 100.0}))
    return folder


def test_decisions_are_chosen_while_the_window_runs_and_are_remembered(open_window, wait, no_surprise, choosy) -> None:
    window = open_window("film", sources(film=FakeFile(frames=40000)), model=str(choosy))
    action = window.stage.cards[0].action
    wait(lambda: action.full_text() in LABELS)
    before = window.pipeline.model
    dialog = settings(window, no_surprise)
    assert dialog.decisions.isEnabled() and dialog.decisions.currentText() == "Balanced"
    choose(dialog.decisions, "Careful")
    assert "Fewer labels are wrong" in dialog.decisions_note.text()
    wait(lambda: action.full_text() == NO_ACTION)
    choose(dialog.decisions, "Eager")
    wait(lambda: action.full_text() in LABELS)
    assert window.pipeline.model is before, "nothing was loaded for it"
    choose(dialog.decisions, "Careful")
    dialog.close()
    assert window.settings.options(GivenOptions()).decisions == "careful"
    assert settings(window, no_surprise).decisions.currentText() == "Careful"


def test_a_model_without_other_rules_says_so_and_decides_by_its_own(
    open_window, wait, no_surprise, model, choosy, monkeypatch
) -> None:
    window = open_window("film", sources(film=FakeFile(frames=40000)), decisions="careful")
    dialog = settings(window, no_surprise)
    action = window.stage.cards[0].action
    wait(lambda: action.full_text() in LABELS)
    assert window.banner.text == "The model tiny has no careful decisions: its own rules are used."
    assert not dialog.decisions.isEnabled() and dialog.decisions.currentText() == "Balanced"
    assert dialog.decisions_note.text() == "tiny has no careful and no eager rules, so there is nothing to choose."
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(choosy))
    choose(dialog.model, FOLDER)
    wait(lambda: "choosy" in dialog.model_note.text())
    assert dialog.decisions.isEnabled() and dialog.decisions.currentText() == "Careful", "as was asked for"
    wait(lambda: action.full_text() == NO_ACTION)


def test_rules_that_a_model_lacks_cannot_be_chosen(qtbot) -> None:
    values = SettingsValues(Appearance.LIGHT, "open", "cpu", 2, False, True, decisions="eager")
    dialog = SettingsDialog(values, None)
    qtbot.addWidget(dialog)
    assert not dialog.decisions.isEnabled() and dialog.decisions_note.text() == "No model is loaded yet."
    dialog.show_model(ModelInfo("m", "cpu", ("walk", "wave"), 1.0, 16, 10, 3, offered=("careful", "balanced")))
    items = dialog.decisions.model()
    assert dialog.decisions.isEnabled() and dialog.decisions.currentText() == "Balanced"
    assert [bool(items.flags(items.index(row, 0)) & Qt.ItemFlag.ItemIsEnabled) for row in range(3)] == [1, 1, 0]


def test_a_model_that_is_none_is_told_of_and_the_old_one_stays(open_window, wait, no_surprise, tmp_path, monkeypatch):
    window = open_window("film", sources(film=FakeFile(frames=4000)))
    wait(lambda: window.pipeline.model is not None)
    dialog = settings(window, no_surprise)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    choose(dialog.model, FOLDER)
    wait(lambda: "not a model folder" in window.banner.text)
    assert window.banner.text.endswith(" “tiny” stays in use.") and window.banner.help.isHidden()
    assert dialog.model_note.text() == window.banner.text, "and no longer that it is being loaded"
    kept = window.pipeline.model
    assert dialog.model.currentText() == window.pipeline.options.model == kept.spec
    before = window.playback.place
    wait(lambda: window.playback.place > before)
    window.banner.hide()
    choose(dialog.model, FOLDER)
    wait(lambda: "not a model folder" in window.banner.text)
    assert window.pipeline.model is kept, "nothing was loaded anew"
    dialog.close()
    assert window.settings.options(GivenOptions()).model == "open", "it would leave every later start without a model"


def test_without_any_model_a_button_loads_the_bundled_one(open_window, wait, model, tmp_path, monkeypatch) -> None:
    window = open_window("film", sources(film=FakeFile(frames=4000)), model=str(tmp_path))
    wait(lambda: "not a model folder" in window.banner.text)
    assert window.banner.help.text() == "Use the bundled model" and window.pipeline.model is None
    monkeypatch.setattr(Options, "model", str(model))
    window.banner.help.click()
    wait(lambda: window.settings.text("model") == str(model))  # the next start has it, too
    assert window.pipeline.model.name == "tiny" and not window.banner.text


def test_a_camera_format_is_chosen_or_typed_remembered_and_nonsense_is_refused(open_window, wait, no_surprise) -> None:
    window = open_window("film", sources(film=FakeFile(frames=4000)))
    wait(lambda: window.pipeline.source)
    dialog = settings(window, no_surprise)
    assert dialog.camera_format.currentText() == "" and dialog.camera_note.text() == ""
    choose(dialog.camera_format, "1280x720@30/MJPG")
    assert window.pipeline.options.camera_format == CameraFormat(1280, 720, 30.0, "MJPG")
    dialog.camera_format.setEditText("huge")
    dialog.camera_format.lineEdit().editingFinished.emit()
    assert "'huge' is not a camera format" in dialog.camera_note.text()
    assert window.pipeline.options.camera_format == CameraFormat(1280, 720, 30.0, "MJPG"), "the last one stays"
    dialog.camera_format.setEditText("640x480")
    dialog.camera_format.lineEdit().editingFinished.emit()
    assert dialog.camera_note.text() == "" and window.pipeline.options.camera_format == CameraFormat(640, 480)
    dialog.close()
    assert window.settings.options(GivenOptions()).camera_format == CameraFormat(640, 480)


def test_what_a_camera_really_gives_is_shown(open_window, wait, no_surprise) -> None:
    camera = FakeCamera()
    camera.format = CameraFormat(320, 240, 20.0)
    camera.notice = "Camera 0 gives 320x240@20 instead of 1280x720."
    window = open_window("0", sources(**{"0": camera}))
    wait(lambda: window.banner.text == camera.notice)
    window.refresh_status()
    assert "320x240@20" in window.status.rates.text()
    dialog = settings(window, no_surprise)
    assert dialog.camera_note.text() == f"{camera.name} gives 320x240@20."
    camera.pictures.put(None)  # its reader comes back


def test_recognition_pauses_for_privacy(open_window, wait) -> None:
    window = open_window("film", sources(film=FakeFile(frames=4000)))
    wait(lambda: window.stage.picture._bodies is not None)
    window.menus.actions["pause_recognition"].trigger()
    wait(lambda: window.stage.picture._bodies is None)
    assert window.stage.cards[0].action.full_text() == "Recognition is paused"
    place = window.playback.place
    wait(lambda: window.playback.place > place)
    window.menus.actions["pause_recognition"].trigger()
    wait(lambda: window.stage.picture._bodies is not None and window.stage.cards[0].action.full_text() != "")


def test_another_device_is_taken_or_told_of(open_window, wait, no_surprise, monkeypatch: pytest.MonkeyPatch) -> None:
    window = open_window("film", sources(film=FakeFile(frames=4000)), device="auto")
    wait(lambda: window.pipeline.model is not None)
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 10)
    dialog = settings(window, no_surprise)
    assert [dialog.device.itemText(i) for i in range(3)] == ["auto", "cpu", "cuda:0"]
    assert dialog.device.currentText() == "auto" and dialog.device.itemText(11) == "cuda:9"
    before = window.pipeline.model
    choose(dialog.device, "cpu")
    wait(lambda: window.pipeline.model is not before)
    wait(lambda: window.settings.text("device") == "cpu")
    assert window.pipeline.model.device == "cpu"
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 0)
    choose(dialog.device, "cuda:9")
    wait(lambda: "cuda:9 is not available here" in window.banner.text)
    place = window.playback.place
    wait(lambda: window.playback.place > place and window.shown.model is not None)
    assert window.shown.model.device == "cpu", "the old one goes on"
    assert window.settings.text("device") == "cpu", "and is what the next start begins with"


def test_the_window_follows_the_system_from_light_to_dark_unless_told_otherwise(
    open_window, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window("film", sources(film=FakeFile(frames=4000)))

    def system_turns(scheme: Qt.ColorScheme) -> None:
        """No display, no system: what Qt would tell of it."""
        monkeypatch.setattr(
            theme, "QGuiApplication", SimpleNamespace(styleHints=lambda: SimpleNamespace(colorScheme=lambda: scheme))
        )
        QGuiApplication.styleHints().colorSchemeChanged.emit(scheme)

    for scheme, expected in ((Qt.ColorScheme.Dark, DARK), (Qt.ColorScheme.Light, LIGHT)):
        system_turns(scheme)
        assert window.theme is expected
        assert window.topology.map.backgroundBrush().color().name() == expected.surface, "the plots follow"
    window.looks.set_appearance(Appearance.LIGHT)
    system_turns(Qt.ColorScheme.Dark)
    assert window.theme is LIGHT


def test_advice_shows_on_the_picture_while_it_is_needed(open_window, wait) -> None:
    class Cut(FakeFrontEnd):
        """Sees people whose feet are below the picture."""

        def observe(self, image, time) -> Bodies:
            bodies = super().observe(image, time)
            bodies.picture[..., 1] = 1.2 - bodies.picture[..., 1]
            return bodies

    named = sources(film=FakeFile(frames=4000))
    named["make_front_end"] = lambda options, progress: Cut()
    window = open_window("film", named)
    hint = window.stage.hint
    wait(lambda: window.shown is not None and window.shown.bodies is not None)
    said = advice(window.shown.bodies, window.shown.captured.frame.image)
    assert said is not None
    wait(lambda: hint.isVisible())
    window.options.advice_chosen.emit(False)
    assert not hint.isVisible()


def test_the_start_page_offers_what_can_be_done(open_window, wait, no_surprise, qtbot) -> None:
    window = open_window(None, sources(**{str(SAMPLE_CLIP): FakeFile(frames=400)}))
    wait(lambda: window.start_page.isVisible() and window.pipeline.model is not None)
    knows = next(button for button in window.start_page.offers if "knows" in button.text())
    qtbot.mouseClick(knows, Qt.MouseButton.LeftButton)
    dialog = no_surprise.pop()
    assert isinstance(dialog, ActionCatalogue)
    dialog.close()
    qtbot.mouseClick(window.start_page.button, Qt.MouseButton.LeftButton)
    assert not window.start_page.isVisible()


def reachable(root: QWidget) -> Iterator[QWidget]:
    """The parts that Tab comes to, in order."""
    widget = root.nextInFocusChain()
    while widget is not root:
        visible = widget.isVisibleTo(root) and widget.isEnabledTo(root)
        if visible and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
            yield widget
        widget = widget.nextInFocusChain()


def name_of(widget: QWidget) -> str:
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


def check_names(root: QWidget) -> set[QWidget]:
    found = list(reachable(root))
    inner = ("qt_spinbox_lineedit", "qt_scrollarea_viewport")
    nameless = [w for w in found if not name_of(w) and w.objectName() not in inner and not w.inherits("QTabBar")]
    assert not nameless, f"without a name: {[(type(w).__name__, type(w.parent()).__name__) for w in nameless]}"
    for button in root.findChildren(QAbstractButton):
        shown = button.isVisibleTo(root) and button.isEnabled() and not button.inherits("QLineEditIconButton")
        by_arrows = isinstance(button, QRadioButton)  # Tab comes to the one that is checked
        reached = button in found or by_arrows or button.focusPolicy() == Qt.FocusPolicy.NoFocus
        assert reached or not shown, f"{name_of(button)} is out of reach"
    return set(found)


def test_tab_comes_to_everything_and_everything_has_a_name(open_window, wait, no_surprise) -> None:
    window = open_window("film", sources(film=FakeFile(frames=4000)))
    wait(lambda: window.inside._window is not None)
    found = check_names(window)
    assert {window.timeline.tracks, window.timeline.button, window.timeline.speed, window.topology.map} <= found
    for command in ("choose_source", "show_settings", "record", "export", "show_actions", "show_shortcuts"):
        window.menus.actions[command].trigger()
        dialog = no_surprise.pop()
        dialog.show()
        assert check_names(dialog), command
        dialog.reject()
    window.sources.show_queue([str(SAMPLE_CLIP)])
    check_names(window.sources._queue)
    window.sources._queue.close()


@pytest.mark.parametrize(("button", "dialog"), [("rules", RulesDialog), ("events", EventsDialog)])
def test_the_settings_lead_to_what_is_done_when_an_action_begins(open_window, no_surprise, button, dialog) -> None:
    opened = settings(open_window(), no_surprise)
    getattr(opened, button).click()
    assert isinstance(no_surprise.pop(), dialog)
    opened.close()
