"""Loading behind a window that is in use."""

import gc
import os
import subprocess
import sys

from app.session.lazy_imports import smoothly
from tests.paths import ROOT


def test_no_garbage_is_collected_while_anybody_loads() -> None:
    before = gc.isenabled()
    gc.enable()
    with smoothly():
        with smoothly():
            assert not gc.isenabled()
        assert not gc.isenabled(), "the other one is not done"
    assert gc.isenabled()
    gc.disable()
    with smoothly():
        pass
    assert not gc.isenabled(), "who has switched it off wants it off"
    if before:
        gc.enable()


def test_an_import_that_fails_leaves_everything_as_it_was() -> None:
    before, frozen = gc.isenabled(), gc.get_freeze_count()
    gc.enable()
    try:
        with smoothly("torch"):
            raise KeyError
    except KeyError:
        pass
    assert gc.isenabled() and gc.get_freeze_count() == frozen, "torch was there before"
    if not before:
        gc.disable()


def in_a_process_of_its_own(code: str) -> str:
    env = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120, env=env)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_window_waits_for_no_heavy_library() -> None:
    heavy = ("torch", "mediapipe", "cv2", "pydantic", "scipy.interpolate", "matplotlib", "onnxruntime")
    code = f"import sys, app.cli, app.window.main_window; print([name for name in {heavy} if name in sys.modules])"
    assert in_a_process_of_its_own(code) == "[]"


def test_what_is_loaded_beforehand_can_be_imported() -> None:
    code = (
        "import sys\nfrom app.session.lazy_imports import smoothly\n"
        "with smoothly('torch', 'cv2'):\n    import torch, cv2\n"
        "import gc; print(torch.ones(2).sum().item(), gc.get_freeze_count() > 0)"
    )
    assert in_a_process_of_its_own(code) == "2.0 True"


def test_no_import_hook_is_left_when_the_program_loads_its_model() -> None:
    """PySide6's hook reads the source of every module that is imported. The program is started as a user starts it, and
    what it calls before it imports torch looks at the hook and ends the process."""
    code = (
        "import builtins, os, sys, app.session.recognition_thread as thread\n"
        "from main import main\nimport PySide6.QtCore\n"
        "before = builtins.__import__.__name__\n"
        "def look(*_):\n"
        "    print(before, builtins.__import__.__name__, flush=True)\n"
        "    os._exit(0)\n"
        "thread.smoothly = look\n"
        "main(['resources/sample.npz'])"
    )
    before, now = in_a_process_of_its_own(code).split()
    assert before == "__feature_import__" != now
