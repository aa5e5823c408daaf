"""Whether a GPU and ONNX Runtime give what PyTorch gives on the CPU: python benchmarks/devices.py FILE ... [--model M]

``FILE`` is a clip, or a video, of which a clip is extracted first. Every clip is recognized as a live session is, once
in each way; said are the windows whose label, as decided over time, or whose most probable label differs from that of
PyTorch on the CPU, and how far the probabilities are apart at most. A way that this machine has not is named as such.
"""

import argparse
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from recognizer.cli.extract import extract
from recognizer.model.device import share_cores
from recognizer.model.model_folder import Model, load_model
from recognizer.offline import RecognitionOptions
from recognizer.recognizer import Recognizer, WindowAnswer
from recognizer.skeleton.clip import Clip, load_npz


@dataclass(frozen=True)
class Difference:
    """Of a way's windows from the reference's; ``probability`` is the largest."""

    windows: int
    labels: int
    best: int
    probability: float


def ways(name: str) -> dict[str, Model | None]:
    """The reference first; ``None``: not on this machine."""
    reference, engine = load_model(name, "cpu"), load_model(name, "cpu")
    reference.engine = None
    return {
        "PyTorch, CPU": reference,
        "ONNX Runtime, CPU": engine if engine.engine is not None else None,
        "PyTorch, CUDA": load_model(name, "cuda") if torch.cuda.is_available() else None,
        "PyTorch, MPS": load_model(name, "mps") if torch.backends.mps.is_available() else None,
    }


def judged(model: Model, clip: Clip) -> list[WindowAnswer]:
    """The clip's windows, in order."""
    recognizer = Recognizer(model)
    return [
        window
        for number in range(clip.frames)
        for window in recognizer.push(clip.at(number), float(clip.time[number])).windows
    ]


def compare(windows: list[WindowAnswer], others: list[WindowAnswer]) -> Difference:
    """Raises ``ValueError`` where the two are not windows of the same moments and people."""
    pairs = list(zip(windows, others, strict=True))
    if any((one.time, one.persons) != (other.time, other.persons) for one, other in pairs):
        raise ValueError("other windows were judged")
    return Difference(
        len(pairs),
        sum(one.label != other.label for one, other in pairs),
        sum(one.best(1) != other.best(1) for one, other in pairs),
        max((float(np.abs(one.probabilities - other.probabilities).max()) for one, other in pairs), default=0.0),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
    parser.add_argument("--model", default="open")
    options = parser.parse_args()
    share_cores()
    models = ways(options.model)
    reference = next(iter(models.values()))
    assert reference is not None  # PyTorch on the CPU is everywhere
    with tempfile.TemporaryDirectory() as folder:
        for file in options.files:
            if file.suffix != ".npz":
                extract(str(file), Path(folder) / f"{file.stem}.npz", RecognitionOptions())
                file = Path(folder) / f"{file.stem}.npz"
            clip = load_npz(file)
            expected = judged(reference, clip)
            for way, model in list(models.items())[1:]:
                if model is None:
                    continue
                found = compare(expected, judged(model, clip))
                print(
                    f"{file.stem}, {way}: {found.windows} windows, {found.labels} with another label, {found.best} "
                    f"with another most probable one, largest difference of probabilities {found.probability:.1e}"
                )
    for way in (way for way, model in models.items() if model is None):
        print(f"{way}: not on this machine, not compared.")


if __name__ == "__main__":
    main()
