"""From the start of the program to a window that can be seen, to the first answer, and from the close to the end.

    python benchmarks/start_time.py [SOURCE] [--rounds N] [--model M] [--leave M] [--imports]

Starts the program N times as a user does, on SOURCE (the sample clip), off screen unless QT_QPA_PLATFORM says
otherwise, and prints when the window was painted first, when the model was loaded, when the first answer was there, the
longest time for which the window's thread did nothing in between, and how long closing took: two seconds after the
first answer, or with ``--leave painted`` right after the window was painted, while models are loaded. ``--imports``
lists the slowest imports before the window instead.
"""

import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NAMES = ("painted", "model", "answer", "longest gap before", "longest gap after", "closed")


def child(begun: float, source: str, model: str, leave: str) -> None:
    """The program, with a clock in its window. ``begun`` is when the process was asked for, as ``time.time``."""
    from PySide6.QtCore import QEvent, Qt, QTimer

    import app.window.program
    from app.options import GivenOptions
    from app.session.messages import ShownFrame
    from recognizer.skeleton.clip import NOBODY

    reported: dict[str, float] = {}

    def report(name: str) -> None:
        if name not in reported:
            reported[name] = time.time() - begun
            print(f"{name} {reported[name]:.3f}", flush=True)

    class Watched(app.window.program.MainWindow):
        def __init__(self, options: GivenOptions) -> None:
            super().__init__(options)
            self._beaten, self._longest = time.perf_counter(), 0.0
            self._beat = QTimer(self)
            self._beat.setTimerType(Qt.TimerType.PreciseTimer)
            self._beat.timeout.connect(self._measure)
            show = self.display.show

            def show_and_note(frame: ShownFrame) -> None:
                show(frame)
                self._note(frame)

            self.display.show = show_and_note  # type: ignore[method-assign]

        def event(self, event: QEvent) -> bool:
            handled = super().event(event)
            if event.type() == QEvent.Type.Paint and "painted" not in reported:
                report("painted")
                QTimer.singleShot(0, self._begin)
            return handled

        def _begin(self) -> None:
            """All that is painted first has been painted."""
            self._beaten = time.perf_counter()
            self._beat.start(5)
            if leave == "painted":
                QTimer.singleShot(0, self._leave)

        def _measure(self) -> None:
            now = time.perf_counter()
            self._longest, self._beaten = max(self._longest, now - self._beaten), now

        def _note(self, shown: ShownFrame) -> None:
            if shown.model is not None:
                report("model")
            answered = any(holder.number != NOBODY and holder.window is not None for holder in shown.holders)
            if answered and "answer" not in reported:
                print(f"longest gap before {self._longest:.3f}", flush=True)
                self._longest = 0.0
                report("answer")
                if leave == "answer":
                    QTimer.singleShot(2000, self._leave)

        def _leave(self) -> None:
            print(f"longest gap after {self._longest:.3f}", flush=True)
            print(f"closing {time.time():.3f}", flush=True)
            self.close()

    app.window.program.MainWindow = Watched  # type: ignore[misc,assignment]
    app.window.program.run(GivenOptions(source=source, model=model, device="cpu"))


def once(source: str, model: str, folder: str, leave: str) -> dict[str, float]:
    """The figures of one start, in seconds."""
    env = {"QT_QPA_PLATFORM": "offscreen"} | os.environ | {"XDG_CONFIG_HOME": folder, "XDG_STATE_HOME": folder}
    command = [sys.executable, __file__, source, "--model", model, "--leave", leave, "--child", str(time.time())]
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=300)
    ended = time.time()
    rows = [line.rsplit(" ", 1) for line in done.stdout.splitlines()]
    figures = {name: float(value) for name, value in rows if name in (*NAMES, "closing")}
    if done.returncode or "closing" not in figures:
        raise SystemExit(f"the program ended with {done.returncode}: {done.stderr}")
    figures["closed"] = ended - figures["closing"]
    return figures


def imports() -> None:
    """The modules that take longest to import before there is a window, with all that they import."""
    command = [sys.executable, "-X", "importtime", "-c", "import app.window.main_window"]
    lines = subprocess.run(command, cwd=ROOT, capture_output=True, text=True).stderr.splitlines()
    rows = [line.split("|") for line in lines if line.count("|") == 2 and line.split("|")[1].strip().isdigit()]
    for _, total, name in sorted(rows, key=lambda row: int(row[1]))[-40:]:
        print(f"{int(total) / 1000:8.0f} ms {name}")


def main() -> None:
    import tempfile

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", nargs="?", default=str(ROOT / "resources" / "sample.npz"))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--model", default="open")
    parser.add_argument("--leave", choices=("painted", "answer"), default="answer")
    parser.add_argument("--imports", action="store_true")
    parser.add_argument("--child", type=float, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child is not None:
        child(options.child, options.source, options.model, options.leave)
    elif options.imports:
        imports()
    else:
        with tempfile.TemporaryDirectory() as folder:
            rounds = [once(options.source, options.model, folder, options.leave) for _ in range(options.rounds)]
        for name in NAMES:
            values = [figures[name] for figures in rounds if name in figures]
            if not values:
                continue
            print(f"{name:20} median {statistics.median(values):5.2f} s   {min(values):.2f} to {max(values):.2f}")


if __name__ == "__main__":
    main()
