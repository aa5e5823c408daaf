"""ONNX Runtime as the engine for windows that nobody looks into: the same answers on a CPU in about half the time
(benchmarks/engines.py, docs/performance.md).

It needs the model as an ONNX file, which ``python train/run.py export`` writes; within the model's folder it is found
by itself. A file that was made of other weights is left alone, and PyTorch does the work, as it does for maps.
"""

from pathlib import Path

import torch
from torch import Tensor

from recognizer.model.device import own_threads

ENGINE_FILE = "model.onnx"  # in a model folder
FINGERPRINT = "fingerprint"  # the key of the file's metadata that tells which model it was made of


class Engine:
    """An exported model in ONNX Runtime, on the CPU."""

    def __init__(self, file: Path, threads: int | None = None) -> None:
        """Raises what ONNX Runtime raises where the file is damaged. ``threads``: as many as PyTorch's unless given."""
        import onnxruntime

        onnxruntime.disable_telemetry_events()
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3  # errors
        options.intra_op_num_threads = threads or own_threads()
        # A thread that spins while it waits for work takes the core from the pose model.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])

    @property
    def fingerprint(self) -> str:
        """Of which model the file was made: see ``recognizer.model.model_folder.fingerprint``."""
        return self._session.get_modelmeta().custom_metadata_map.get(FINGERPRINT, "")

    def probabilities(self, windows: Tensor) -> Tensor:
        """Calibrated probabilities ``(N, labels)`` of windows float32 ``(N, T, 25, 3)`` in metres, both on the CPU."""
        (found,) = self._session.run(None, {"windows": windows.contiguous().numpy()})
        return torch.from_numpy(found)


def open_engine(file: Path, fingerprint: str) -> Engine | None:
    """The engine in that file, or ``None`` where there is none for this model: PyTorch gives the same answers."""
    if not file.is_file():
        return None
    try:
        engine = Engine(file)
    except Exception:  # ONNX Runtime's exceptions share no base of their own; without it too, everything works
        return None
    return engine if engine.fingerprint == fingerprint else None
