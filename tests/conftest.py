"""What tests of all packages share."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

from recognizer.errors import UserError
from recognizer.pose.model_bundle import pose_model_path
from tests.paths import ROOT

# Folders whose tests one process runs: the trainer's share trained models, and on a real display one window alone can
# have the focus.
TOGETHER = frozenset({"train"} if os.environ.get("QT_QPA_PLATFORM", "offscreen") == "offscreen" else {"train", "app"})

settings.register_profile("quiet", deadline=None)  # a busy machine is no fault of the code under test
settings.load_profile("quiet")

# Processes that tests start and then end by a signal would inherit that it is to be ignored, as what a shell starts in
# the background or with nohup does.
for _name, _usual in (("SIGINT", signal.default_int_handler), ("SIGHUP", signal.SIG_DFL)):
    _number = getattr(signal, _name, None)
    if _number is not None and signal.getsignal(_number) is signal.SIG_IGN:
        signal.signal(_number, _usual)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Where two processes share the tests, those of a file stay together, or of a whole folder. The largest come
    first: the trainer's, then the window's."""
    if not hasattr(config, "workerinput"):
        return
    for item in items:
        room = item.path.relative_to(ROOT / "tests").parts[0]
        item.add_marker(pytest.mark.xdist_group(room if room in TOGETHER else str(item.path)))
    items.sort(key=lambda item: ("train" not in item.path.parts, "app" not in item.path.parts))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with real videos and data sets, which are not part of the project."""
    folder = Path(os.environ.get("MSSA_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"no real videos and data here: {folder} is absent (set MSSA_SHARED)")
    return folder


@pytest.fixture(scope="session")
def pose_model() -> Path:
    """The pose model, made on first need."""
    try:
        return pose_model_path()
    except UserError as error:
        pytest.skip(str(error))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project's set-up with a real, empty environment and a small main.py."""
    folder = tmp_path / "a project"
    folder.mkdir()
    (folder / "recognizer" / "setup").mkdir(parents=True)
    for name in ("start.py", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, folder)
    for name in ("__init__.py", "setup/__init__.py", "setup/installer.py", "setup/system_libraries.py"):
        shutil.copy(ROOT / "recognizer" / name, folder / "recognizer" / name)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / ".venv"], check=True)
    (folder / "main.py").write_text("import os, sys\nprint(sys.argv[1:], os.getcwd(), sys.prefix)\nsys.exit(7)\n")
    return folder
