"""What is logged, and that a log never stands in anybody's way."""

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app import log_files
from app.log_files import log_file, set_up_logging
from tests.paths import ROOT


def test_what_threads_note_is_written_without_names_and_passwords() -> None:
    set_up_logging()
    set_up_logging()
    try:
        raise OSError("rtsp://admin:secret@10.0.0.7/live does not answer")
    except OSError:
        logging.getLogger("app.session.worker").exception("Opening a source failed")
    logging.getLogger("somebody.else").error("not ours")
    text = log_file().read_text(encoding="utf-8")
    assert text.count("Opening a source failed") == 1 and "rtsp://…@10.0.0.7/live does not answer" in text
    assert "secret" not in text and "admin" not in text and "not ours" not in text


def test_the_logs_stay_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_files, "MOST_BYTES", 2000)
    set_up_logging()
    for number in range(500):
        logging.getLogger("app").error("number %d", number)
    files = sorted(log_file().parent.iterdir())
    assert len(files) == 1 + log_files.OLD_FILES and all(file.stat().st_size <= 2000 for file in files)
    assert "number 499" in log_file().read_text(encoding="utf-8")


def test_a_folder_that_cannot_be_written_is_no_obstacle(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    set_up_logging()
    logging.getLogger("app").info("here")
    log_file().unlink()
    log_file().parent.rmdir()
    (tmp_path / "log").write_text("a file where the folder should be")
    set_up_logging()
    log_files.catch_native_crashes()
    logging.getLogger("app").error("nowhere")
    assert capsys.readouterr().err == ""


def test_a_crash_of_native_code_leaves_the_stack_of_every_thread(tmp_path: Path) -> None:
    code = (
        "import ctypes, app.log_files as logs\n"
        "logs.catch_native_crashes()\n"
        "print(logs.native_crash_file(), flush=True)\n"
        "def crash():\n    ctypes.string_at(0)\n"
        "crash()"
    )
    env = os.environ | {"XDG_STATE_HOME": str(tmp_path), "HOME": str(tmp_path), "LOCALAPPDATA": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True, timeout=60)
    assert done.returncode != 0
    text = Path(done.stdout.strip()).read_text(encoding="utf-8")
    assert "Current thread" in text and "in crash" in text
