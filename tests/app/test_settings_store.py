"""What is remembered, and what goes before it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QSettings

from app import cli
from app.options import Appearance, GivenOptions, Options
from app.settings_store import RECENT, SettingsStore
from recognizer.resources import SAMPLE_CLIP
from recognizer.sources.camera_format import CameraFormat
from tests.paths import ROOT


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


def test_what_cameras_are_asked_for_is_remembered_and_the_command_line_goes_first(
    store: SettingsStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.keep("camera_format", "1280x720@30/MJPG")
    assert store.options(given(monkeypatch)).camera_format == CameraFormat(1280, 720, 30.0, "MJPG")
    assert store.options(given(monkeypatch, "0", "--camera-format", "640x480")).camera_format == CameraFormat(640, 480)
    assert store.options(given(monkeypatch, "--camera-format", "")).camera_format == CameraFormat()
    store.keep("camera_format", "huge")
    assert store.options(given(monkeypatch)).camera_format == CameraFormat()


def test_how_readily_labels_are_given_is_remembered_and_the_command_line_goes_first(
    store: SettingsStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.keep("decisions", "eager")
    assert store.options(given(monkeypatch)).decisions == "eager"
    assert store.options(given(monkeypatch, "--decisions", "balanced")).decisions == "balanced"
    store.keep("decisions", "bold")
    assert store.options(given(monkeypatch)).decisions == "balanced"


def test_where_nothing_is_given_or_remembered_the_defaults_hold(
    store: SettingsStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert store.options(given(monkeypatch)) == Options()
    store.keep("persons", "many")
    assert store.options(given(monkeypatch, "clip.npz", "--mirrored")) == Options(source="clip.npz", mirrored=True)


def test_the_terminal_gets_the_defaults_where_there_is_no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[object] = []
    monkeypatch.setattr(cli, "_has_display", lambda: False)
    monkeypatch.setattr("recognizer.cli.recognize.recognize", lambda sources, viewing, outputs: taken.append(viewing))
    assert cli.main(["clip.npz", "--persons", "1"]) == 0
    (viewing,) = taken
    assert (viewing.model, viewing.device, viewing.persons) == ("open", "auto", 1)


def test_recent_files_are_the_newest_first_without_twins_and_only_so_many(store: SettingsStore, tmp_path: Path) -> None:
    files = [tmp_path / f"{number}.mp4" for number in range(RECENT + 3)]
    for file in files:
        file.touch()
        store.add_recent(str(file))
    store.add_recent(str(files[-2]))
    newest = [str(file) for file in (files[-2], files[-1], *files[-3::-1])]
    assert store.recent == newest[:RECENT]
    store.add_recent(str(SAMPLE_CLIP))
    assert store.recent == newest[:RECENT], "the sample clip is always at hand"
    store.keep("recent", [str(file) for file in files])  # by a program that keeps more
    assert len(store.recent) == RECENT


def test_a_recent_file_that_is_gone_is_not_offered(store: SettingsStore, tmp_path: Path) -> None:
    assert store.recent == []
    for name in ("one", "two"):
        (tmp_path / name).touch()
        store.add_recent(str(tmp_path / name))
    (tmp_path / "two").unlink()
    assert store.recent == [str(tmp_path / "one")]
    store.keep("recent", str(tmp_path / "one"))  # a list of one is read back as a text
    assert store.recent == [str(tmp_path / "one")]


def test_nonsense_is_the_default(store: SettingsStore) -> None:
    assert store.appearance is Appearance.SYSTEM and not store.flag("mirror") and store.flag("inside", True)
    assert store.bytes("geometry") is None and store.text("exports") == ""
    store.keep("appearance", "purple")
    store.keep("geometry", "no bytes")
    store.keep("model", "gone")
    assert store.appearance is Appearance.SYSTEM and store.bytes("geometry") is None
    assert store.options(GivenOptions()).model == "open"


def test_what_is_kept_is_there_at_the_next_start(store: SettingsStore, tmp_path: Path) -> None:
    store.appearance = Appearance.DARK
    store.keep("mirror", True)
    store.keep("inside", False)
    store.keep("model", "open")
    store.keep("geometry", QByteArray(b"\x00\x01"))
    store.save()
    assert "appearance=dark" in (tmp_path / "settings.ini").read_text(), "a program that is killed later loses nothing"
    again = SettingsStore(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    assert again.appearance is Appearance.DARK and again.flag("mirror") and not again.flag("inside", True)
    assert again.text("model") == "open" and again.bytes("geometry") == QByteArray(b"\x00\x01")


def test_the_settings_lie_where_the_system_keeps_them() -> None:
    SettingsStore().keep("device", "cpu")
    assert SettingsStore().text("device") == "cpu"


def test_a_bundled_model_is_remembered_by_its_name(
    store: SettingsStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "small").mkdir()
    monkeypatch.setattr("app.settings_store.MODELS", tmp_path)
    store.keep("model", "small")
    assert store.options(GivenOptions()).model == "small"


def test_an_address_is_among_the_recent_ones_without_name_and_password(store: SettingsStore, tmp_path: Path) -> None:
    store.add_recent("rtsp://me:hunter2@cam/live")
    store.add_recent("rtsp://me:hunter3@cam/live")
    assert store.recent == ["rtsp://cam/live"]
    store.save()
    assert "hunter" not in (tmp_path / "settings.ini").read_text()


def test_two_windows_at_once_lose_nothing_of_what_the_other_keeps(tmp_path: Path) -> None:
    file = tmp_path / "settings.ini"

    def keep(name: str, value: str) -> subprocess.Popen:
        """By a process of its own."""
        code = (
            "import sys; from PySide6.QtCore import QSettings; from app.settings_store import SettingsStore\n"
            "store = SettingsStore(QSettings(sys.argv[1], QSettings.Format.IniFormat)); store.text('model')\n"
            "print(flush=True); input(); store.keep(*sys.argv[2:]); store.save()"
        )
        return subprocess.Popen(
            [sys.executable, "-c", code, file, name, value], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    windows = [keep("model", "other"), keep("device", "cpu")]
    for window in windows:  # both have read the file before either writes
        window.stdout.readline()
    for window in windows:
        assert window.communicate(b"\n", timeout=120) and window.returncode == 0
    kept = SettingsStore(QSettings(str(file), QSettings.Format.IniFormat))
    assert (kept.text("model"), kept.text("device")) == ("other", "cpu")


def test_what_a_killed_window_was_writing_goes_after_a_day_and_nothing_else_does(tmp_path: Path) -> None:
    names = ["settings.ini", "settings.ini.qZrTab", "settings.ini.backup", "settings.ini.Backup", "other.ini.qZrTab"]
    for name in (*names, "settings.ini.aBcDeF"):
        (tmp_path / name).write_text("[General]\nmodel=kept\n")
    for name in names:
        os.utime(tmp_path / name, (1, 1))
    store = SettingsStore(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    assert store.text("model") == "kept"
    assert {file.name for file in tmp_path.iterdir()} == {*names, "settings.ini.aBcDeF"} - {"settings.ini.qZrTab"}


@pytest.mark.parametrize("value", [r"@Variant(\0\0\0\t\x7f\xff\xff\xff)", r"@Variant(\0\0\0\x1c\x7f\xff\xff\xff)"])
def test_a_damaged_object_among_the_settings_is_taken_out_and_the_rest_is_there(tmp_path: Path, value: str) -> None:
    """Qt would make a list of two thousand million values of it, which ends the process."""
    file = tmp_path / "damaged.ini"
    file.write_text(f"[General]\nlayout={value}\npersons=1\nappearance=dark\n")
    store = SettingsStore(QSettings(str(file), QSettings.Format.IniFormat))
    assert store.bytes("layout") is None
    assert store.options(GivenOptions()).persons == 1 and store.appearance == Appearance.DARK
    assert "Variant" not in file.read_text()


def test_names_that_no_system_takes_are_not_there(store: SettingsStore) -> None:
    for name in ("model", "pack"):
        store.keep(name, "a" * 5000)
    store.keep("recent", ["b" * 5000])
    store.keep("packs", ["c" * 5000])
    assert store.options(GivenOptions()).model == Options().model
    assert store.recent == store.packs == []
