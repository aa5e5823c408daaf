"""What is remembered, and what goes before it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from app import cli
from app.options import GivenOptions, Options
from app.settings_store import SettingsStore


@pytest.fixture
def store(tmp_path: Path) -> SettingsStore:
    return SettingsStore(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))


def given(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> GivenOptions:
    """What the program hands to its window when it is started with these arguments."""
    taken: list[GivenOptions] = []
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr("app.window.program.run", lambda options: taken.append(options) or 0)
    assert cli.main(arguments) == 0
    return taken[0]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], (1, "other", "cpu")),
        (["--persons", "2"], (2, "other", "cpu")),
        (["--model", "open"], (1, "open", "cpu")),
        (["--device", "auto"], (1, "other", "auto")),
        (["--persons", "1", "--device", "cuda"], (1, "other", "cuda")),
    ],
)
def test_an_option_that_is_given_goes_before_what_is_remembered_also_where_it_is_the_default(
    store: SettingsStore, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, arguments: list[str], expected: tuple
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    for name, value in {"persons": 1, "model": str(other), "device": "cpu"}.items():
        store.keep(name, value)
    options = store.options(given(monkeypatch, *arguments))
    assert (options.persons, Path(options.model).name, options.device) == expected


def test_where_nothing_is_given_or_remembered_the_defaults_hold(
    store: SettingsStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert store.options(given(monkeypatch)) == Options()
    store.keep("persons", "many")
    assert store.options(given(monkeypatch, "clip.npz", "--mirrored")) == Options(source="clip.npz", mirrored=True)


def test_the_terminal_gets_the_defaults_where_there_is_no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[object] = []
    monkeypatch.setattr(cli, "_has_display", lambda: False)
    monkeypatch.setattr("recognizer.cli.commands.recognize", lambda sources, viewing, outputs: taken.append(viewing))
    assert cli.main(["clip.npz", "--persons", "1"]) == 0
    (viewing,) = taken
    assert (viewing.model, viewing.device, viewing.persons) == ("open", "auto", 1)
