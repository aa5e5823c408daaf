"""What looking inside costs: the redrawing of a tab, the answer to another choice, and the pipeline's rate.

    python benchmarks/inside.py [VIDEO] [--rounds N] [--count N] [--seconds S] [--json F]

The real window plays the sample clip once; then the newest and an older answer are shown in turn, and the block, the
head and the kind of map are changed, each until it is painted. Told are milliseconds of the window's thread: as the
clock on the wall went, and what the thread itself computed, which other programs on the machine do not lengthen as
much. Maps a second are counted while the clip plays.

With VIDEO, the window plays it as fast as it can, in turn without looking inside and with each tab open, and the
frames through the pose model are counted. The window is painted off screen unless QT_QPA_PLATFORM says otherwise.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import numpy as np
from PySide6.QtCore import QEvent, QEventLoop, QObject, QSettings
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from app.inside.attention_tab import AttentionTab
from app.inside.tab import Tab
from app.inside.topology_tab import TopologyTab
from app.options import Options
from app.session.lazy_imports import remove_import_hook
from app.session.messages import SourceState
from app.session.pipeline import Pipeline
from app.window.main_window import MainWindow
from benchmarks.app_rate import AS_FAST_AS_IT_GOES, Watched
from recognizer.files import write_text
from recognizer.model.device import share_cores
from recognizer.recognizer import WindowAnswer
from recognizer.resources import SAMPLE_CLIP
from recognizer.sources.opening import VideoSource

TABS = ("Topology", "Attention")
CLOSED = "nothing"


@dataclass(frozen=True)
class Took:
    """Milliseconds: the median and the 95th percentile on the wall, and the median that the thread computed."""

    wall: float
    wall_p95: float
    computed: float


class Painted(QObject):
    """Notices when a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.seen = False
        widget.installEventFilter(self)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        self.seen |= event.type() == QEvent.Type.Paint
        return False


def measure(view: QWidget, act: Callable[[int], None], count: int) -> Took:
    """How long ``act`` and the painting that follows from it take."""
    walls: list[float] = []
    computed: list[float] = []
    painted = Painted(view)
    for number in range(count + 5):
        painted.seen = False
        wall, own = time.perf_counter(), time.thread_time()
        act(number)
        while not painted.seen and time.perf_counter() - wall < 1:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)
        QApplication.processEvents()
        if number >= 5:  # the first ones warm up
            walls.append(1000 * (time.perf_counter() - wall))
            computed.append(1000 * (time.thread_time() - own))
    view.removeEventFilter(painted)
    return Took(statistics.median(walls), float(np.percentile(walls, 95)), statistics.median(computed))


def play_sample(model: str, folder: str) -> tuple[MainWindow, list[WindowAnswer], float]:
    """The window after it has played the sample clip, its last traced answers, and how many it showed a second."""
    options = Options(source=str(SAMPLE_CLIP), model=model, device="cpu")
    settings = QSettings(str(Path(folder) / "settings.ini"), QSettings.Format.IniFormat)
    window = MainWindow(options, Pipeline(options), settings)
    window.resize(1280, 800)
    window.show()
    window.start()
    shown: list[WindowAnswer] = []
    times: list[float] = []
    until = time.perf_counter() + 120
    while window.pipeline.state is not SourceState.ENDED and time.perf_counter() < until:
        QApplication.processEvents()
        time.sleep(0.002)
        if window.inside.answer is not None and (not shown or shown[-1] is not window.inside.answer):
            shown = [*shown[-8:], window.inside.answer]
            times.append(time.perf_counter())
    window._ticker.stop()
    window._status_ticker.stop()
    for _ in range(100):
        QApplication.processEvents()
        time.sleep(0.005)
    return window, shown, (len(times) - 1) / (times[-1] - times[0])


def show_another(tab: Tab, shown: list[WindowAnswer], number: int) -> None:
    """One of two answers, in turn."""
    tab.show_window(shown[-1 - number % 2 * 5])


def choose_another(choice: QComboBox, number: int) -> None:
    """The next entry of a list."""
    choice.setCurrentIndex(number % choice.count())


def tabs(window: MainWindow, shown: list[WindowAnswer], count: int) -> dict[str, Took]:
    """Redrawing and choosing in each tab."""
    found = {}
    inside = window.inside
    for title in TABS:
        inside.choose_tab(title)
        tab = inside.tabs.currentWidget()
        assert isinstance(tab, TopologyTab | AttentionTab)
        view, block = tab.map.viewport(), tab.block
        found[f"{title}: another answer"] = measure(view, partial(show_another, tab, shown), count)
        found[f"{title}: another block"] = measure(view, partial(choose_another, block), count)
        block.setCurrentIndex(0)
    kinds, heads, topology = window.topology.kind, window.attention.head, window.topology
    found["Attention: another head"] = measure(view, partial(choose_another, heads), count)
    inside.choose_tab(topology.title)
    view = topology.map.viewport()
    found["Topology: another map"] = measure(view, partial(choose_another, kinds), count)
    topology.links.setChecked(True)
    name = "Topology with links on the skeleton: another answer"
    found[name] = measure(view, partial(show_another, topology, shown), count)
    return found


def rates(video: Path, model: str, seconds: float, rounds: int) -> dict[str, list[float]]:
    """Frames a second of the whole window, looking inside in several ways."""
    found: dict[str, list[float]] = {title: [] for title in (CLOSED, *TABS)}
    for _ in range(rounds):
        for title, values in found.items():
            watched = Watched(model, lambda _: VideoSource(video), title != CLOSED)
            if title != CLOSED:
                watched.window.inside.choose_tab(title)
            measured, _ = watched.run(seconds, AS_FAST_AS_IT_GOES, to_the_end=True)
            values.append(measured.frames)
            print(f"{title} open: {measured.frames:.1f} frames/s", flush=True)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("video", type=Path, nargs="?")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--count", type=int, default=100, help="of redrawings, each round")
    parser.add_argument("--seconds", type=float, default=20.0, help="of each rate")
    parser.add_argument("--model", default="open")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    QApplication.instance() or QApplication(sys.argv[:1])
    share_cores()
    remove_import_hook()  # as the window's threads do before they import
    with tempfile.TemporaryDirectory() as folder:
        window, shown, live = play_sample(options.model, folder)
        print(f"maps while the clip plays: {live:.1f} a second")
        measured = [tabs(window, shown, options.count) for _ in range(options.rounds)]
        window.close()
        while not window.has_ended:
            QApplication.processEvents()
            time.sleep(0.01)
    median = {
        name: Took(*(statistics.median(asdict(one[name])[field] for one in measured) for field in asdict(took)))
        for name, took in measured[0].items()
    }
    for name, took in median.items():
        print(f"{name}: {took.computed:.1f} ms computed, {took.wall:.1f} ms on the wall (p95 {took.wall_p95:.1f})")
    found = {} if options.video is None else rates(options.video, options.model, options.seconds, options.rounds)
    for title in found:
        ratio = statistics.median(one / none for one, none in zip(found[title], found[CLOSED], strict=True))
        print(
            f"{title} open: {statistics.median(found[title]):.1f} frames/s, {ratio:.3f} of the rate with {CLOSED} open"
        )
    if options.json:
        report = {"maps": live, "tabs": {name: asdict(took) for name, took in median.items()}, "frames": found}
        write_text(options.json, json.dumps(report, indent=1) + "\n")


if __name__ == "__main__":
    main()
