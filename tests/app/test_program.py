"""The program as a user starts it: a real window on a real X server, a real video, a real close."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from recognizer.sources.opencv import cv2
from tests.paths import ROOT

TOOLS = ("Xvfb", "xdotool", "import")
PATIENCE = 120.0  # seconds, for a machine that is busy


@pytest.fixture
def display() -> Iterator[str]:
    """A screen of its own, 1440 by 900."""
    if missing := [tool for tool in TOOLS if shutil.which(tool) is None]:
        pytest.skip(f"the window can only be started where there is {', '.join(missing)}")
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", "1440x900x24"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    number = server.stdout.readline().decode().strip()
    yield f":{number}"
    server.terminate()
    server.wait(10)
    server.stdout.close()


def until(what: Callable[[], object], program: subprocess.Popen) -> object:
    """What ``what`` gives, once it is something."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert program.poll() is None, f"the program ended by itself with {program.returncode}"
        if value := what():
            return value
        time.sleep(0.2)
    raise AssertionError("waited in vain")


@pytest.mark.usefixtures("pose_model")
@pytest.mark.slow
def test_a_real_video_plays_to_its_end_in_a_real_window(display: str, shared: Path, tmp_path: Path) -> None:
    env = os.environ | {
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_STATE_HOME": str(tmp_path / "state"),
    }

    def tool(*command: str) -> str:
        return subprocess.run(command, env=env, capture_output=True, text=True).stdout.strip()

    def screen(name: str) -> np.ndarray:
        tool("import", "-window", "root", str(tmp_path / name))
        return cv2.imread(str(tmp_path / name)).astype(int)

    program = subprocess.Popen(
        [sys.executable, str(ROOT / "main.py"), str(shared / "videos" / "tai-chi.mp4")],
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        window = until(lambda: tool("xdotool", "search", "--onlyvisible", "--name", "tai-chi.mp4"), program)
        before = screen("before.png")
        # The map of the network appears when somebody was recognized; until then its place is plain.
        until(lambda: (np.abs(screen("after.png") - before) > 40)[200:600, 800:1250].mean() > 0.01, program)
        now = screen("now.png")
        until(lambda: (np.abs(screen("later.png") - now) > 20)[100:450, 100:700].mean() > 0.005, program)

        def stands_still() -> bool:
            """For three seconds, in which a video that plays shows other pictures, and a slow machine at least some."""
            pictures = []
            for _ in range(4):
                pictures.append(screen("still.png")[100:450, 100:700])
                time.sleep(1)
            return all((np.abs(picture - pictures[0]) > 20).mean() < 0.001 for picture in pictures[1:])

        until(stands_still, program)
        tool("xdotool", "windowfocus", window.split()[0], "key", "ctrl+q")
        said, _ = program.communicate(timeout=PATIENCE)
    finally:
        if program.poll() is None:
            program.kill()
            program.communicate()
    assert program.returncode == 0, said
    assert said == "", "a program with a window has nothing to say in the terminal"
    logs = "".join(file.read_text(encoding="utf-8") for file in (tmp_path / "state").rglob("*.log"))
    assert "recognition" in logs and not any(word in logs for word in ("ERROR", "CRITICAL", "Fatal")), "nothing failed"
