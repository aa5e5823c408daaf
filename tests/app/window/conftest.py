"""What tests of the window share."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.session.rules import Rule
from app.session.rules_thread import RulesThread
from app.window.main_window import MainWindow
from recognizer.resources import SAMPLE_CLIP
from tests.app.fakes import FakeFile, sources


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    """The sample as a file of its own, which is not played again and again."""
    path = tmp_path / "a clip.npz"
    path.write_bytes(SAMPLE_CLIP.read_bytes())
    return path


@pytest.fixture
def film(open_window, wait, pause) -> MainWindow:
    """A video with two people, some of it recognized, paused."""
    window = open_window("film", sources(film=FakeFile(frames=100)))
    window.pipeline.set_speed(4.0)
    wait(lambda: window.pipeline.analysis is not None and window.pipeline.analysis.whole)
    wait(lambda: window.playback.place > 2)
    pause(window)
    return window


@pytest.fixture
def thread() -> Iterator[Callable[..., tuple[RulesThread, list[str]]]]:
    """Starts threads that follow rules, each with the list of what it tells; they have ended afterwards."""
    made: list[RulesThread] = []

    def make(*rules: Rule) -> tuple[RulesThread, list[str]]:
        told: list[str] = []
        made.append(RulesThread(rules, told.append))
        made[-1].start()
        return made[-1], told

    yield make
    for one in made:
        one.stop()
        one.join(60)
        assert not one.is_alive()
