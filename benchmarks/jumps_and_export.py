"""Whether a file that one jumped about in is exported as the terminal writes it, but for the timing.

    python benchmarks/jumps_and_export.py VIDEO... [--jumps N] [--seed N]

Each video is recognized by the terminal's command. Then it is opened in the real window, off screen unless
QT_QPA_PLATFORM says otherwise, which makes ``--jumps`` jumps to places drawn at random while it looks through the file,
with steps, stops and other speeds between them; what it exports then is compared. Ends with 1 where anything differs.
"""

import argparse
import random
import subprocess
import sys
import tempfile
from dataclasses import fields
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.session.session_export import session_result
from app.window.main_window import MainWindow
from benchmarks.batch import processor
from benchmarks.real_window import opened, reached, until
from recognizer.model.device import share_cores
from recognizer.output.result import Result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("videos", nargs="+", type=Path)
    parser.add_argument("--jumps", type=int, default=50)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    app = QApplication(sys.argv[:1])
    share_cores()
    print(f"{processor()}: {options.jumps} jumps, seed {options.seed}")
    same = [is_exported_alike(video, options.jumps, random.Random(options.seed)) for video in options.videos]
    app.processEvents()
    sys.exit(not all(same))


def is_exported_alike(video: Path, jumps: int, chosen: random.Random) -> bool:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        expected = terminals(video, folder / "terminal.json")
        with opened(video, folder) as window:
            walk(window, jumps, chosen)
            until(lambda: window.pipeline.analysis is not None and window.pipeline.analysis.whole)
            session_result(window.pipeline).save_json(folder / "window.json")
        answer = read(folder / "window.json")
    compared = [field.name for field in fields(Result) if field.name != "timing"]
    different = [name for name in compared if getattr(answer, name) != getattr(expected, name)]
    told = f"differs in {', '.join(different)}" if different else "is exported as the terminal writes it"
    print(f"{video.name}: {told}; {len(answer.windows)} windows, {len(answer.segments)} segments")
    return not different


def terminals(video: Path, path: Path) -> Result:
    command = [
        sys.executable,
        "main.py",
        "recognize",
        str(video),
        "--json",
        str(path),
        "--device",
        "cpu",
        "--jobs",
        "1",
    ]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return read(path)


def read(path: Path) -> Result:
    result = Result.load_json(path)
    assert result is not None, f"{path} is no result"
    return result


def walk(window: MainWindow, jumps: int, chosen: random.Random) -> None:
    """Move about while the file is looked through, from its beginning to its end."""
    until(lambda: window.shown is not None)
    pipeline = window.pipeline
    assert pipeline.source is not None and pipeline.source.duration is not None, "a file knows how long it is"
    duration = pipeline.source.duration
    others = (
        lambda: window.playback.step(1),
        lambda: window.playback.step(-1),
        lambda: window.timeline.change_speed(1),
        lambda: window.timeline.change_speed(-1),
        window.playback.toggle,
    )
    for number in range(jumps):
        wait_for(window, duration * number / jumps)
        window.playback.seek(chosen.uniform(0, duration))
        if chosen.random() < 0.5:
            chosen.choice(others)()


def wait_for(window: MainWindow, seconds: float) -> None:
    """Until so much of the file was looked through, or all of it."""
    pipeline = window.pipeline
    until(lambda: reached(pipeline) >= seconds or (pipeline.analysis is not None and pipeline.analysis.whole))


if __name__ == "__main__":
    main()
