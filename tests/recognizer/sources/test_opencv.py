"""Importing OpenCV and MediaPipe: quick where they are not needed, quiet, and without a trap for Qt."""

import contextlib
import os
import subprocess
import sys

from recognizer.sources.opencv import quiet


def run(code: str, **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=os.environ | environment, check=True
    )


def test_importing_the_front_end_leaves_mediapipe_for_later():
    imported = run(
        "import recognizer.pose.front_end, sys; print('mediapipe' in sys.modules, 'matplotlib' in sys.modules)"
    )
    assert imported.stdout.split() == ["False", "False"]


def test_qt_is_left_alone_by_both_imports_but_keeps_what_the_user_set():
    code = (
        "import os, recognizer.sources.opencv as o; o.mediapipe();"
        "print([os.environ.get(n) for n in ('QT_QPA_PLATFORM_PLUGIN_PATH', 'QT_QPA_FONTDIR')])"
    )
    clean = dict.fromkeys(("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR"), "")
    assert "cv2" not in run(code, **clean).stdout
    code = (
        "import os; from recognizer.sources.opencv import leave_qt_alone; os.environ['QT_QPA_FONTDIR'] = 'mine';"
        "leave_qt_alone(); print(os.environ['QT_QPA_FONTDIR'])"
    )
    kept = run(code)
    assert kept.stdout.strip() == "mine"


def test_quiet_discards_what_native_code_writes_and_restores_the_rest(capfd):
    with quiet():
        os.write(2, b"noise\n")
    os.write(2, b"signal\n")
    assert capfd.readouterr().err == "signal\n"


def test_quiet_calls_that_overlap_restore_standard_error_when_the_last_one_ends(capfd):
    first, second = quiet(), quiet()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    os.write(2, b"noise\n")
    second.__exit__(None, None, None)
    os.write(2, b"signal\n")
    assert capfd.readouterr().err == "signal\n"


def test_quiet_restores_standard_error_after_a_failure(capfd):
    with contextlib.suppress(ZeroDivisionError), quiet():
        raise ZeroDivisionError
    os.write(2, b"signal\n")
    assert capfd.readouterr().err == "signal\n"


def test_quiet_does_nothing_where_there_is_no_standard_error():
    code = (
        "import os; os.close(2); from recognizer.sources.opencv import quiet\n"
        "with quiet(): print('one')\n"
        "with quiet(): print('two')\n"
    )
    assert run(code).stdout.split() == ["one", "two"]


def test_the_pose_model_works_without_a_word_on_standard_error(pose_model):
    code = (
        "import numpy as np; from recognizer.pose.front_end import FrontEnd\n"
        f"with FrontEnd(pose_model={str(pose_model)!r}) as front_end:\n"
        "    front_end.observe(np.zeros((90, 120, 3), np.uint8), 0.0)\n"
    )
    assert run(code).stderr == ""
