"""The ways in which a model can be run, for measuring them: PyTorch as it is, compiled by it, and ONNX Runtime."""

import copy
from pathlib import Path

import torch

from recognizer.model.model_folder import Model, save_model
from recognizer.model.onnx_engine import ENGINE_FILE, Engine
from train.release.onnx_export import export
from train.training.precision import Precision, native_precisions


def fits(device: torch.device, precision: Precision, engine: str) -> bool:
    """Whether there is such a setting at all: fp16 is for CUDA, and the ONNX engine for a CPU, in fp32."""
    if engine == "onnx":
        return device.type == "cpu" and precision == "fp32"
    return precision != "fp16" or device.type == "cuda"


def usual_precisions(device: torch.device) -> tuple[Precision, ...]:
    """Those that are measured unless others are asked for: fp32, and what the device computes natively beside it."""
    return native_precisions(device)[::-1]


def usual_engines(device: torch.device) -> tuple[str, ...]:
    """Those that are measured unless others are asked for: on a CPU compiling takes minutes for every shape."""
    return ("eager", "onnx") if device.type == "cpu" else ("eager", "compiled")


def prepared(model: Model, device: torch.device, engine: str, folder: Path) -> Model:
    """The same model on ``device``, run by ``engine``; the given one is left as it is. ``folder``: for files that an
    engine needs. ONNX Runtime gets as many threads as PyTorch has now."""
    alike = Model(model.config, copy.deepcopy(model.networks), device)
    if engine == "compiled":
        torch.compiler.reset()  # what was compiled before counts against a limit, beyond which nothing is compiled
        alike.streams.compile(fullgraph=True)
    elif engine == "onnx":
        file = folder / ENGINE_FILE
        if not file.is_file():
            save_model(folder / "model", model.config, model.networks, "")
            export(folder / "model", file)
        alike.engine = Engine(file, torch.get_num_threads())
    return alike
