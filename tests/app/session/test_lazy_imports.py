"""Loading behind a window that is in use."""

import builtins
import gc
import subprocess
import sys

from app.session.lazy_imports import restore, smoothly
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


def test_nobody_reads_the_source_of_what_is_imported() -> None:
    restore()
    assert builtins.__import__ is getattr(builtins, "__orig_import__", builtins.__import__)


def in_a_process_of_its_own(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_window_waits_for_no_heavy_library() -> None:
    heavy = ("torch", "mediapipe", "cv2", "pydantic", "scipy.interpolate", "matplotlib", "onnxruntime")
    code = f"import sys, app.window; print([name for name in {heavy} if name in sys.modules])"
    assert in_a_process_of_its_own(code) == "[]"


def test_what_is_loaded_beforehand_can_be_imported() -> None:
    code = (
        "import sys\nfrom app.imports import smoothly\n"
        "with smoothly('torch', 'cv2'):\n    import torch, cv2\n"
        "import gc; print(torch.ones(2).sum().item(), gc.get_freeze_count() > 0)"
    )
    assert in_a_process_of_its_own(code) == "2.0 True"
