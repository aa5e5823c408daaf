"""ONNX Runtime as the engine for windows whose maps nobody looks at: the same answers on a CPU in about half the time
(benchmarks/engines.py, docs/performance.md).

It needs the model as an ONNX file, which the trainer's ``export`` writes; within the model's folder it is found by
itself. A file that was made of another model is not used, which is logged, and PyTorch computes, as it does for maps.
"""

import logging
from pathlib import Path

import torch
from torch import Tensor

from recognizer.model.device import own_threads
from recognizer.skeleton.joints import JOINTS

_log = logging.getLogger(__name__)

ENGINE_FILE = "model.onnx"  # in a model folder
OUTPUTS = ("probabilities", "features")
MOST_FRAMES = 10_000  # of a window, as for a network (recognizer.network.config)
FINGERPRINT = "fingerprint"  # the key of the file's metadata that names the model it was made of


class Engine:
    """An exported model in ONNX Runtime, on the CPU."""

    def __init__(self, file: Path, threads: int | None = None) -> None:
        """``threads``: for the computation, as many as ``own_threads`` where not given. Raises ONNX Runtime's own
        exceptions where the file is damaged."""
        import onnxruntime

        onnxruntime.disable_telemetry_events()
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3  # errors
        options.intra_op_num_threads = threads or own_threads()
        # A thread that spins while it waits for work takes the core from the pose model.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])

    @property
    def has_features(self) -> bool:
        """Whether the file gives features as well; files that earlier versions exported do not."""
        return len(self._session.get_outputs()) == len(OUTPUTS)

    @property
    def fingerprint(self) -> str:
        """The model that the file was made of, as by ``model_folder.fingerprint``; empty where the file names none."""
        return self._session.get_modelmeta().custom_metadata_map.get(FINGERPRINT, "")

    def try_out(self) -> None:
        """Have it answer for somebody who is not there. Raises ``ValueError`` where the answer is none, as of a damaged
        file, and ONNX Runtime's own exceptions."""
        frames = self._session.get_inputs()[0].shape[1]
        if not isinstance(frames, int) or not 0 < frames <= MOST_FRAMES:
            raise ValueError(f"it takes windows of {frames} frames")
        probabilities, features = self.answer(torch.zeros(2, frames, JOINTS, 3))
        if any(one.ndim != 2 or len(one) != 2 or not torch.isfinite(one).all() for one in (probabilities, features)):
            raise ValueError("it gives no probabilities")

    def answer(self, windows: Tensor) -> tuple[Tensor, Tensor]:
        """Calibrated probabilities ``(N, labels)`` and features ``(N, features)`` of windows float32
        ``(N, T, 25, 3)`` in metres, all on the CPU. Where ``has_features`` is false, of each window there are none:
        ``(N, 0)``."""
        found = self._session.run(None, {"windows": windows.contiguous().numpy()})
        probabilities = torch.from_numpy(found[0])
        return probabilities, torch.from_numpy(found[1]) if self.has_features else probabilities[:, :0]


def open_engine(file: Path, fingerprint: str) -> Engine | None:
    """The engine in that file, or ``None`` where there is none for the model with this fingerprint: PyTorch gives the
    same answers, in twice the time. A file that cannot be used is named in the log."""
    if not file.is_file():
        return None
    try:
        engine = Engine(file)
        engine.try_out()
    except Exception as error:  # ONNX Runtime's exceptions share no base of their own
        _log.warning(
            "%s cannot be read (%s), so PyTorch computes instead, which takes longer.", file, _first_line(error)
        )
        return None
    if engine.fingerprint == fingerprint:
        return engine
    _log.warning(
        "%s was exported from another model than the one beside it, so PyTorch computes instead, which takes longer. "
        "Export the model again with: python3 start.py train export --model %s --out %s",
        *(file, file.parent, file),
    )
    return None


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
