"""When an action begins, a command is run: by the window's real dialogs, as real processes. Sounds: test_sounds.py."""

import json
import shlex
import sys
from pathlib import Path

import pytest

from app.dialogs.rule_dialog import DEEDS, RuleDialog
from app.dialogs.rules_dialog import RulesDialog
from app.session.messages import SourceState
from app.session.rules import Deed, Rule, read_rules, split_command, write_rules
from app.session.rules_thread import MOST_RUNNING
from app.settings_store import SettingsStore
from app.window.main_window import MainWindow
from recognizer.errors import UserError
from recognizer.events.event import Event
from tests.app.fakes import LABELS, FakeCamera, FakeFile, picture, sources

WRITES = "import json, sys; open(sys.argv[1], 'a').write(json.dumps(sys.argv[2:]) + chr(10))"


def writer(file: Path, arguments: str) -> str:
    """A command that writes its arguments into a file, a line each time."""
    return f"{shlex.join([sys.executable, '-I', '-S', '-c', WRITES, str(file)])} {arguments}"


def written(file: Path) -> list[list[str]]:
    return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []


def begins(label: str) -> Event:
    return Event("begins", "0", 1.0, "2026-03-04T10:31:07.180+01:00", 2, label, 0.8312)


def rules_dialog(window: MainWindow, no_surprise) -> RulesDialog:
    window.menus.actions["show_rules"].trigger()
    dialog = no_surprise.pop()
    assert isinstance(dialog, RulesDialog)
    dialog.show()
    return dialog


def ask(dialog: RulesDialog, no_surprise, action: str, command: str, pause: str = "None") -> RuleDialog:
    editor = no_surprise.pop()
    assert isinstance(editor, RuleDialog)
    editor.action.setText(action)
    editor.deed.setCurrentText(DEEDS[Deed.COMMAND])
    editor.command.setText(command)
    editor.pause.setCurrentText(pause)
    editor.buttons.button(editor.buttons.StandardButton.Ok).click()
    return editor


def add(dialog: RulesDialog, no_surprise, action: str, command: str) -> RuleDialog:
    dialog.add.click()
    return ask(dialog, no_surprise, action, command)


def test_before_a_camera_a_command_is_run_when_its_action_begins(open_window, wait, no_surprise, tmp_path) -> None:
    camera, file = FakeCamera(), tmp_path / "written"
    window = open_window("0", sources(**{"0": camera}))
    wait(lambda: window.pipeline.model is not None)
    dialog = rules_dialog(window, no_surprise)
    for label in LABELS:
        add(dialog, no_surprise, label.upper(), writer(file, "{action} {person}"))
    completer = dialog.editor.action.completer()
    assert [completer.model().index(row, 0).data() for row in range(len(LABELS))] == LABELS
    for number in range(20):
        camera.pictures.put(picture())
        wait(lambda number=number: window.shown is not None and window.shown.captured.frame.index == number + 1)
    wait(lambda: written(file))
    label, person = written(file)[0]
    assert label in LABELS and person in ("1", "2")
    dialog.close()


def test_of_a_file_that_is_played_commands_are_run_only_where_that_is_ticked(
    open_window, wait, no_surprise, tmp_path
) -> None:
    window, file, begun = open_window(None, sources(film=FakeFile(frames=60))), tmp_path / "written", []
    dialog = rules_dialog(window, no_surprise)
    for label in LABELS:
        add(dialog, no_surprise, label, writer(file, "{action}"))
    window.pipeline.events.listen(lambda event: begun.append(event.label) if event.event == "begins" else None)
    window.open("film")
    wait(lambda: window.pipeline.state is SourceState.ENDED)
    silent = len(begun)
    dialog.recorded.click()
    window.pipeline.play()
    wait(lambda: window.pipeline.state is SourceState.ENDED and len(begun) > silent)
    wait(lambda: len(written(file)) >= 1)
    assert 1 <= len(written(file)) <= len(begun) - silent and silent
    dialog.close()


def test_a_label_stays_one_argument_whatever_it_holds(thread, tmp_path, wait) -> None:
    label, file = "clap; rm -rf / {person} $(id) \"'", tmp_path / "written"
    rules, told = thread(Rule(label, writer(file, "{action} 'as {action}' {person} {probability} {time} '{x}' '; id'")))
    rules.take(begins(label))
    wait(lambda: written(file))
    assert written(file) == [[label, f"as {label}", "2", "0.831", "2026-03-04T10:31:07.180+01:00", "{x}", "; id"]]
    assert told == []


def test_between_two_runs_lies_the_least_pause(thread, tmp_path, wait) -> None:
    often, seldom, last = tmp_path / "often", tmp_path / "seldom", tmp_path / "last"
    rules, _ = thread(
        Rule("clap", writer(often, "x"), 0.0),
        Rule("clap", writer(seldom, "x"), 3600.0),
        Rule("end", writer(last, "x")),
    )
    for _ in range(2):
        rules.take(begins("clap"))
    rules.take(begins("end"))
    wait(lambda: written(last) and len(written(often)) == 2 and written(seldom))
    assert len(written(seldom)) == 1


def test_a_command_that_cannot_be_started_or_fails_is_told_of_once(thread, wait) -> None:
    fails = shlex.join([sys.executable, "-I", "-S", "-c", "raise SystemExit(3)"])
    rules, told = thread(Rule("clap", "no-such-command-here", 0.0), Rule("wave", fails, 0.0))
    for label in ("clap", "clap", "wave"):
        rules.take(begins(label))
    wait(lambda: len(told) == 2)
    assert told == [
        "The command for “clap” cannot be started: there is no program “no-such-command-here”.",
        "The command for “wave” failed: it ended with code 3.",
    ]


def test_so_many_commands_run_at_once_and_none_outlives_the_window(thread, tmp_path, wait) -> None:
    waits = shlex.join([sys.executable, "-I", "-S", "-c", "import time; time.sleep(600)"])
    rules, told = thread(Rule("clap", waits, 0.0))
    for _ in range(MOST_RUNNING + 1):
        rules.take(begins("clap"))
    wait(lambda: told)
    assert told == [f"{MOST_RUNNING} commands still run, so that for “clap” was left out."]
    running = [one.process for one in rules._running]
    rules.stop()
    rules.join(60)
    assert len(running) == MOST_RUNNING and all(process.returncode is not None for process in running)


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        ("", "Write the command that is to be run."),
        ("{action} --now", "What is run cannot be a placeholder: it belongs into the arguments after it."),
        ("./bin/{person}", "What is run cannot be a placeholder: it belongs into the arguments after it."),
        ("say 'hello", "The command has a quotation mark that is not closed."),
        ("run.BAT {action}", "Scripts of the command prompt (.bat, .cmd) cannot be run"),
        ("say \0", "The command has a character that no command can have."),
    ],
)
def test_what_cannot_be_a_command_is_one_sentence(command: str, sentence: str) -> None:
    with pytest.raises(UserError) as refused:
        split_command(command)
    assert str(refused.value).startswith(sentence)


def test_a_command_that_fails_is_told_of_in_the_window(open_window, wait, no_surprise) -> None:
    window = open_window(None, sources(film=FakeFile(frames=60)))
    dialog = rules_dialog(window, no_surprise)
    dialog.recorded.click()
    for label in LABELS:
        add(dialog, no_surprise, label, "no-such-command-here")
    window.open("film")
    wait(lambda: "no-such-command-here" in window.banner.text)
    dialog.close()


def test_rules_are_edited_removed_and_remembered(open_window, no_surprise) -> None:
    window = open_window()
    dialog = rules_dialog(window, no_surprise)
    refused = add(dialog, no_surprise, "wave", "{action}")
    assert refused.outcome.text().startswith("What is run cannot be a placeholder") and dialog.rules == []
    refused.reject()
    add(dialog, no_surprise, "wave", "say hello")
    add(dialog, no_surprise, "my own jump", "say {action}")
    dialog.edit.click()
    ask(dialog, no_surprise, "my own jump", "say jump", "1 min")
    kept = [Rule("wave", "say hello", 0.0), Rule("my own jump", "say jump", 60.0)]
    assert read_rules(SettingsStore().text("rules")) == (kept, 0)
    dialog.remove.click()
    assert read_rules(SettingsStore().text("rules")) == (kept[:1], 0)
    again = rules_dialog(window, no_surprise)
    assert again.list.topLevelItemCount() == 1 and again.list.topLevelItem(0).text(1) == "Run say hello"
    again.close()
    dialog.close()


@pytest.mark.parametrize(
    "text",
    [
        "nonsense",
        "{}",
        "[3]",
        "[" * 100_000,
        '[{"action": "wave"}]',
        '[{"action": "", "what": "a", "pause": 1, "deed": "command"}]',
        '[{"action": "wave", "what": "a", "pause": NaN, "deed": "command"}]',
        '[{"action": "wave", "what": "{action}", "pause": 1, "deed": "command"}]',
        '[{"action": "wave", "what": "sound.wav", "pause": 1, "deed": "sound"}]',
        '[{"action": "wave", "what": "a", "pause": 1, "deed": "another"}]',
    ],
)
def test_rules_that_cannot_be_understood_are_left_out(text: str) -> None:
    assert read_rules(text) == ([], 1)


def test_of_bad_rules_in_the_settings_one_sentence_is_told_and_the_others_hold(open_window, wait, no_surprise) -> None:
    good = Rule("wave", "say hello", 1.0)
    settings = SettingsStore()
    settings.keep("rules", json.dumps([*json.loads(write_rules([good])), 3, {"action": 4}]))
    settings.save()
    window = open_window()
    wait(lambda: window.banner.text)
    assert window.banner.text == "Rules in the settings that cannot be understood are left out."
    dialog = rules_dialog(window, no_surprise)
    assert dialog.rules == [good]
    dialog.close()


def test_a_rule_is_tried_out_before_it_is_taken(open_window, wait, no_surprise, tmp_path) -> None:
    window, file = open_window(), tmp_path / "written"
    dialog = rules_dialog(window, no_surprise)
    dialog.add.click()
    editor = no_surprise.pop()
    editor.show()
    editor.try_it.click()
    assert editor.outcome.text() == "Name the action that it is about." and editor.outcome.isVisible()
    editor.action.setText("wave")
    editor.deed.setCurrentText(DEEDS[Deed.COMMAND])
    assert editor.command.isVisible() and not editor.sound.isVisible() and not editor.outcome.isVisible()
    fails = shlex.join([sys.executable, "-I", "-S", "-c", "raise SystemExit(3)"])
    for command, outcome in (
        (writer(file, "{action} {person} {probability}"), "The command was run and ended without an error."),
        (fails, "The command for “wave” failed: it ended with code 3."),
    ):
        editor.command.setText(command)
        editor.try_it.click()
        wait(lambda outcome=outcome: editor.outcome.text() == outcome)
    assert written(file) == [["wave", "1", "1.000"]]
    assert not window.banner.text and dialog.rules == [] and not SettingsStore().text("rules")
    editor.reject()
    dialog.close()


def test_a_pause_that_is_not_in_the_list_is_kept(open_window, no_surprise) -> None:
    settings = SettingsStore()
    settings.keep("rules", write_rules([Rule("wave", "say hello", 7.5)]))
    settings.save()
    dialog = rules_dialog(open_window(), no_surprise)
    assert dialog.list.topLevelItem(0).text(2) == "7.5 s"
    dialog.edit.click()
    editor = no_surprise.pop()
    assert editor.pause.currentText() == "7.5 s"
    editor.buttons.button(editor.buttons.StandardButton.Ok).click()
    assert dialog.rules == [Rule("wave", "say hello", 7.5)]
    dialog.close()
