"""A model folder: weights, configuration and card, read and checked against each other.

``<stream>.safetensors`` per stream, ``config.json``, ``card.md``, and ``model.onnx`` where the model was exported into
its own folder. Nothing is ever unpickled.
"""

import hashlib
import json
from pathlib import Path
from typing import Literal

import torch
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from recognizer.errors import UserError
from recognizer.files import atomic, write_text
from recognizer.model.onnx_engine import ENGINE_FILE, Engine, open_engine
from recognizer.network.config import Architecture, NetworkConfig
from recognizer.network.mssa import MSSA
from recognizer.network.trace import BlockTrace
from recognizer.resources import MODELS
from recognizer.skeleton.stream_names import STREAMS
from recognizer.skeleton.streams import Normalisation, make_stream, normalise, to_network

_DECIDING = {
    "labels",
    "streams",
    "fusion",
    "architecture",
    "normalisation",
    "temperature",
    "background",
}  # what decides an answer
_TRAINING_ALONE = {"classifier_start", "dropout"}


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TimeBase(_Strict):
    """How windows are formed. ``seconds`` is the length of a live window, also for a model trained on whole clips."""

    kind: Literal["fixed-seconds", "whole-clip"] = "fixed-seconds"
    seconds: float = Field(3.0, gt=0, le=30)


class Decision(_Strict):
    """When a label is given: see ``recognizer.model.decision``."""

    smoothing: float = Field(0.5, gt=0)  # seconds, time constant of the average over windows
    enter: float = Field(0.5, ge=0, le=1)  # probability at which a label is taken up
    leave: float = Field(0.35, ge=0, le=1)  # probability under which it is given up
    stay: float = Field(0.4, ge=0)  # seconds a label is kept at least
    seen: float = Field(1.0, ge=0)  # seconds a person must have been seen
    energy: float = Field(0.0, ge=0)  # metres a second: below this mean speed of the joints nothing is happening
    lag: float = Field(0.0, ge=0)  # seconds by which what a window shows lies before its end: segments lie there


class ModelConfig(_Strict):
    """The whole of ``config.json``."""

    format: Literal[1] = 1
    name: str
    labels: list[str] = Field(min_length=2)
    streams: list[str] = Field(default=["joint"], min_length=1)
    fusion: list[float] = Field(default=[1.0], min_length=1)
    architecture: Architecture = Architecture()
    time_base: TimeBase = TimeBase()
    normalisation: Normalisation = Normalisation()
    temperature: float = Field(1.0, gt=0)
    decision: Decision = Decision()
    background: bool = False  # the network has one more output, the last: "no known action"

    @model_validator(mode="after")
    def _fits(self) -> "ModelConfig":
        unknown = [stream for stream in self.streams if stream not in STREAMS]
        if unknown:
            raise ValueError(f"unknown stream {unknown[0]}")
        if len(set(self.streams)) != len(self.streams) or len(set(self.labels)) != len(self.labels):
            raise ValueError("a stream or a label is named twice")
        if len(self.fusion) != len(self.streams) or min(self.fusion) < 0 or sum(self.fusion) <= 0:
            raise ValueError("fusion needs one weight per stream, none negative, not all zero")
        return self

    def network(self) -> NetworkConfig:
        return NetworkConfig(labels=len(self.labels) + self.background, **self.architecture.model_dump())


class Streams(nn.Module):
    """The model as one function: windows of joints in, probabilities out. What is exported, too."""

    def __init__(self, config: ModelConfig, networks: dict[str, MSSA]) -> None:
        super().__init__()
        self.config = config
        self.networks = nn.ModuleList(networks[stream] for stream in config.streams)

    def forward(self, windows: Tensor, traces: list[BlockTrace] | None = None) -> Tensor:
        """Calibrated probabilities ``(N, labels)`` of windows ``(N, T, 25, 3)`` in metres; what a row lacks to 1 is the
        probability of "no known action". The block traces of the first stream are added to ``traces``, where that is
        given."""
        return self.judge(normalise(windows, self.config.normalisation), traces)

    def judge(self, placed: Tensor, traces: list[BlockTrace] | None = None) -> Tensor:
        """The same for windows that are placed already, as ``normalise`` does it."""
        config, logits = self.config, 0
        for number, network in enumerate(self.networks):
            x = to_network(make_stream(placed, config.streams[number]))
            if traces is not None and number == 0:
                part, found = network.traced(x)
                traces += found
            else:
                part = network(x)
            logits = logits + config.fusion[number] / sum(config.fusion) * part
        return torch.softmax(logits / config.temperature, dim=1)[:, : len(config.labels)]


class Model:
    """One network per stream, fused: windows of joints in, probabilities out.

    ``engine``: what computes windows that are not watched, where something is faster at it than PyTorch.
    """

    def __init__(
        self, config: ModelConfig, networks: dict[str, MSSA], device: torch.device, engine: Engine | None = None
    ) -> None:
        self.config, self.device, self.engine = config, device, engine
        self.streams = Streams(config, networks).to(device).eval()

    @property
    def labels(self) -> list[str]:
        return self.config.labels

    @property
    def networks(self) -> dict[str, MSSA]:
        """The network of each stream, in the order of the configuration."""
        return dict(zip(self.config.streams, self.streams.networks))

    @torch.inference_mode()
    def probabilities(self, windows: Tensor, trace: bool = False) -> tuple[Tensor, list[BlockTrace]]:
        """Calibrated probabilities ``(N, labels)`` of windows ``(N, T, 25, 3)`` in metres, on the model's device, and,
        where asked for, the block traces of the first stream (else an empty list), with batch index = window."""
        if self.engine is not None and not trace:
            return self.engine.probabilities(windows), []
        traces: list[BlockTrace] = []
        return self.streams(windows.to(self.device), traces if trace else None), traces


def load_model(name: str | Path, device: torch.device | str = "cpu") -> Model:
    """The bundled model of that name, or the model folder at that path. Raises ``UserError`` naming what is wrong."""
    folder = find_model(name)
    config = load_config(folder)
    networks = {stream: _load_network(folder, stream, config) for stream in config.streams}
    model = Model(config, networks, torch.device(device))
    if model.device.type == "cpu":
        model.engine = open_engine(folder / ENGINE_FILE, fingerprint(model))
    return model


def fingerprint(model: Model) -> str:
    """A hash of all that the probabilities depend on: an engine's file that bears another one was made of a different
    model. Every value counts as the model's folder states it, so that it does not change with the program's defaults;
    what decides a training alone does not count."""
    config = model.config.model_dump_json(include=_DECIDING, exclude={"architecture": _TRAINING_ALONE})
    digest = hashlib.sha256(config.encode())
    for name, value in model.streams.state_dict().items():
        digest.update(name.encode())
        digest.update(value.contiguous().cpu().numpy().tobytes())
    return digest.hexdigest()


def find_model(name: str | Path) -> Path:
    """The folder of a bundled model's name or of a path."""
    for folder in (MODELS / name, Path(name)):
        if (folder / "config.json").is_file():
            return folder
    if Path(name).exists():
        raise UserError(f"{name} is not a model folder: it has no config.json.")
    bundled = ", ".join(bundled_models()) or "none"
    raise UserError(f"There is no model {name}: give the path of a model folder, or a bundled model ({bundled}).")


def bundled_models() -> list[str]:
    """The names of the models that come with the program."""
    return sorted(file.parent.name for file in MODELS.glob("*/config.json"))


def load_config(folder: Path) -> ModelConfig:
    """Read and check a folder's ``config.json``."""
    file = folder / "config.json"
    try:
        return ModelConfig.model_validate(json.loads(file.read_text(encoding="utf-8")))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise UserError(f"{file}: {where + ': ' if where else ''}{first['msg']}.") from error
    except (OSError, ValueError) as error:
        raise UserError(f"{file} cannot be read: {error}.") from error


def _load_network(folder: Path, stream: str, config: ModelConfig) -> MSSA:
    file = folder / f"{stream}.safetensors"
    if not file.is_file():
        raise UserError(f"The model folder {folder} lacks {file.name}, which its config.json names as a stream.")
    try:
        weights = load_file(file)
    except (SafetensorError, OSError, ValueError) as error:
        raise UserError(f"{file} is damaged and cannot be read.") from error
    network = MSSA(config.network())
    expected = {name: tensor.shape for name, tensor in network.state_dict().items()}
    if missing := sorted(expected.keys() - weights.keys()):
        raise UserError(f"{file} does not fit its config.json: it lacks {missing[0]} (and {len(missing) - 1} more).")
    if extra := sorted(weights.keys() - expected.keys()):
        raise UserError(f"{file} does not fit its config.json: it has {extra[0]} in excess.")
    for name, shape in expected.items():
        if weights[name].shape != shape:
            found = tuple(weights[name].shape)
            raise UserError(f"{file} does not fit its config.json: {name} is {found} instead of {tuple(shape)}.")
        if weights[name].is_floating_point() and not torch.isfinite(weights[name]).all():
            raise UserError(f"{file} is damaged: {name} holds values that are not finite numbers.")
    network.load_state_dict(weights)
    return network


def save_model(folder: str | Path, config: ModelConfig, networks: dict[str, MSSA], card: str) -> None:
    """Write a model folder; each file atomically, the configuration last, since it makes the folder a model."""
    folder = Path(folder)
    for stream in config.streams:
        with atomic(folder / f"{stream}.safetensors") as temporary:
            save_file({name: value.contiguous() for name, value in networks[stream].state_dict().items()}, temporary)
    write_text(folder / "card.md", card)
    write_text(folder / "config.json", json.dumps(config.model_dump(mode="json"), indent=1, ensure_ascii=False) + "\n")
