"""`export`: a whole model as one ONNX file, checked against PyTorch on the spot."""

import json
import logging
import sys
import tempfile
import time as clock
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from recognizer.errors import UserError
from recognizer.files import atomic
from recognizer.model.model_folder import Model, fingerprint, load_model
from recognizer.model.onnx_engine import FINGERPRINT, OUTPUTS, Engine
from recognizer.model.rolling_window import resample, window_times
from recognizer.resources import SAMPLE_CLIP
from recognizer.skeleton.clip import load_npz
from recognizer.skeleton.joints import JOINTS
from train.extra import require

TOLERANCE = 1e-4  # of a probability
BATCHES = (1, 5)


@dataclass(frozen=True)
class Exported:
    """``difference``: the largest of any probability between ONNX Runtime and PyTorch; ``windows``: how many were
    compared."""

    difference: float
    windows: int
    seconds: float


def export(name: str | Path, out: Path) -> Exported:
    """Write the model as ONNX: ``windows`` float32 ``(N, T, 25, 3)`` in metres in, calibrated ``probabilities``
    ``(N, labels)`` and ``features`` ``(N, features)`` out, N free; placing, streams and fusion are in the
    graph. One body is one window: two bodies of a pair are not pooled.

    The file's metadata hold what a program needs besides: the name, labels (JSON), seconds of a window, and of which
    model it was made. Nothing is left where ONNX Runtime does not give PyTorch's probabilities to 1e-4, or the file
    cannot be made: ``UserError``.
    """
    require("onnx", "onnxscript")
    model = load_model(name)
    started = clock.perf_counter()
    with atomic(out) as temporary:
        _write(model, temporary)
        windows = sample_windows(model)
        difference = largest_difference(model, Engine(temporary), windows)
        if not difference <= TOLERANCE:
            raise UserError(
                f"{out} was not written: ONNX Runtime's probabilities differ from PyTorch's by {difference:.1e}, and "
                f"{TOLERANCE:.0e} is allowed."
            )
    return Exported(difference, len(windows), clock.perf_counter() - started)


def sample_windows(model: Model) -> torch.Tensor:
    """Windows for comparing: all of the sample clip that comes with the program, one a second, and some of noise:
    float32 ``(N, T, 25, 3)``."""
    clip, config = load_npz(SAMPLE_CLIP), model.config
    frames, seconds = config.architecture.frames, config.time_base.seconds
    keypoints = torch.from_numpy(clip.keypoints[0])
    ends = np.arange(clip.time[0] + 1, clip.time[-1], 1.0)
    real = [resample(keypoints, clip.time, window_times(end, seconds, frames)) for end in ends]
    noise = torch.randn(10, frames, JOINTS, 3, generator=torch.Generator().manual_seed(0))
    return torch.cat([torch.stack(real), noise])


def largest_difference(model: Model, engine: Engine, windows: torch.Tensor) -> float:
    """Of any probability or feature between the engine and PyTorch, the windows one by one and five at a time; where
    features are larger than 1, in units of the largest, since float32 has digits and no fixed steps."""
    with torch.inference_mode():
        return max(
            float((by_file - by_torch).abs().max() / by_torch.abs().max().clamp(min=1))
            for batch in BATCHES
            for part in windows.split(batch)
            for by_file, by_torch in zip(engine.answer(part), model.streams(part), strict=True)
        )


def _write(model: Model, file: Path) -> None:
    from torch._dynamo.exc import UserError as ExportError  # not at the top: it takes a second, and few export

    config = model.config
    metadata = {
        "name": config.name,
        "labels": json.dumps(config.labels, ensure_ascii=False),
        "seconds": str(config.time_base.seconds),
        FINGERPRINT: fingerprint(model),
    }
    try:
        program = _translated(model)
        with tempfile.TemporaryDirectory(prefix="mssa-export-") as folder:
            raw = Path(folder, "raw.onnx")
            program.save(raw, external_data=False)
            _simplified(raw, file, metadata)
    except (torch.onnx.OnnxExporterError, ExportError) as error:
        raise UserError(f"This model cannot be exported: {str(error).splitlines()[0]}") from error


def _translated(model: Model) -> torch.onnx.ONNXProgram:
    example = torch.zeros(3, model.config.architecture.frames, JOINTS, 3)
    with _quiet(), torch.no_grad():
        program = torch.onnx.export(
            model.streams,
            (example,),
            dynamo=True,
            optimize=False,  # ONNX Runtime does the same in a second, PyTorch's way takes minutes
            verbose=False,
            input_names=["windows"],
            output_names=list(OUTPUTS),
            dynamic_shapes=({0: torch.export.Dim("windows", min=1)},),
        )
    assert program is not None  # it is where no file is asked for
    return program


def _simplified(raw: Path, file: Path, metadata: dict[str, str]) -> None:
    """Compute once what depends on no input, and keep what any ONNX runtime understands: standard operations alone."""
    import onnx
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.optimized_model_filepath = str(file)
    onnxruntime.InferenceSession(str(raw), options, providers=["CPUExecutionProvider"])
    graph = onnx.load(file)
    used = {node.domain for node in graph.graph.node}
    kept = [version for version in graph.opset_import if version.domain in used]
    del graph.opset_import[:]
    graph.opset_import.extend(kept)
    onnx.helper.set_model_props(graph, metadata)
    onnx.checker.check_model(graph)
    onnx.save(graph, str(file))


@contextmanager
def _quiet() -> Iterator[None]:
    """The exporter speaks of its own inside on every channel there is."""
    logger = logging.getLogger("torch.onnx")
    level = logger.level
    with warnings.catch_warnings(), redirect_stdout(sys.stderr):
        warnings.simplefilter("ignore")
        logger.setLevel(logging.ERROR)
        try:
            yield
        finally:
            logger.setLevel(level)
