"""A model folder: weights, configuration and card, read and checked against each other.

``<stream>.safetensors`` per stream, ``config.json``, ``card.md``, and ``model.onnx`` where the model was exported into
its own folder. Nothing is ever unpickled.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path
from typing import Annotated, Any, Literal, cast

import torch
from pydantic import BaseModel, Field, ValidationError, model_validator
from safetensors import SafetensorError
from safetensors.torch import load_file, save
from torch import Tensor, nn

from recognizer.errors import UserError
from recognizer.files import atomic, write_text
from recognizer.model.device import choose_device
from recognizer.model.onnx_engine import ENGINE_FILE, Engine, open_engine
from recognizer.model.operating_points import BALANCED, OPERATING_POINTS, OperatingPoint
from recognizer.network.config import Architecture, NetworkConfig, StrictModel
from recognizer.network.mssa import MSSA
from recognizer.network.trace import BlockTrace
from recognizer.resources import MODELS
from recognizer.skeleton.joints import JOINTS
from recognizer.skeleton.shapes import check_shape
from recognizer.skeleton.stream_names import STREAMS
from recognizer.skeleton.streams import Normalisation, make_stream, normalise, to_network

# What a fingerprint leaves out: what decides no answer, or a training alone.
_NOT_COUNTED = {"name", "format", "time_base", "decision", "operating_points"}
_NOT_COUNTED_IN_ARCHITECTURE = {"classifier_start", "dropout"}
# The fields that fingerprints have counted from the start, whatever their values. A field added since counts where it
# is not at its default: the default must stand for what models without the field compute, and must stay.
_COUNTED = {"labels", "streams", "fusion", "architecture", "normalisation", "temperature", "background"}
_COUNTED_IN_ARCHITECTURE = {
    *("frames", "width", "fragments", "heads", "kernel", "dilations", "adaptive", "attention", "topology", "alphas"),
    *("space_order", "join", "attends", "tokens", "scale", "place", "attention_start", "strided_keys"),
}
_COUNTED_IN_NORMALISATION = {"origin", "facing", "scale", "fingers", "proportions"}


class TimeBase(StrictModel):
    """How windows are formed. ``seconds`` is the length of a live window, also for a model trained on whole clips."""

    kind: Literal["fixed-seconds", "whole-clip"] = "fixed-seconds"
    seconds: float = Field(default=3.0, gt=0, le=30)


class Decision(StrictModel):
    """When a label is given: see ``recognizer.model.decision``."""

    smoothing: float = Field(default=0.5, gt=0)  # seconds, time constant of the average over windows
    enter: float = Field(default=0.5, ge=0, le=1)  # probability at which a label is taken up
    leave: float = Field(default=0.35, ge=0, le=1)  # probability under which it is given up
    stay: float = Field(default=0.4, ge=0)  # seconds a label is kept at least
    seen: float = Field(default=1.0, ge=0)  # seconds a person must have been seen
    energy: float = Field(default=0.0, ge=0)  # metres a second: under this mean speed of the joints nothing happens
    lag: float = Field(default=0.0, ge=0)  # seconds from what a window shows to its end: segments lie that much earlier
    # The probability of "no known action" up to which a label is taken up. Where it is given, ``enter``, ``leave`` and
    # ``thresholds`` are shares of what that leaves: how sure it is what is done, apart from whether anything is.
    idle: float | None = Field(default=None, ge=0, le=1)
    # Labels that are taken up at another probability than ``enter``; ``leave`` is the same share of it.
    thresholds: dict[str, Annotated[float, Field(ge=0, le=1)]] = Field(default={})

    @model_validator(mode="after")
    def _has_shares(self) -> "Decision":
        if self.thresholds and self.enter == 0:
            raise ValueError("thresholds need an enter above 0, since leave is a share of it")
        return self


class ModelConfig(StrictModel):
    """The whole of ``config.json``."""

    format: Literal[1] = 1
    name: str
    labels: list[str] = Field(min_length=2)
    streams: list[str] = Field(default=["joint"], min_length=1)
    fusion: list[float] = Field(default=[1.0], min_length=1)
    architecture: Architecture = Architecture()
    time_base: TimeBase = TimeBase()
    normalisation: Normalisation = Normalisation()
    temperature: float = Field(default=1.0, gt=0)
    decision: Decision = Decision()  # the balanced operating point
    operating_points: dict[Literal["careful", "eager"], Decision] = Field(default={})  # other rules to choose from
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
        for point in self.offered:
            if strangers := [label for label in self.rules(point).thresholds if label not in self.labels]:
                raise ValueError(f"the {point} rules have a threshold for {strangers[0]!r}, which is no label")
        return self

    @property
    def offered(self) -> tuple[OperatingPoint, ...]:
        """The operating points that the model has rules for, from careful to eager; balanced is always among them."""
        return tuple(point for point in OPERATING_POINTS if point == BALANCED or point in self.operating_points)

    def rules(self, point: OperatingPoint = BALANCED) -> Decision:
        """The rules of decision of an operating point. Raises ``UserError`` where the model has none."""
        if point == BALANCED:
            return self.decision
        if point not in self.operating_points:
            offered = " and ".join(self.offered)
            raise UserError(f"The model {self.name} has no {point} rules of decision: what it offers is {offered}.")
        return self.operating_points[point]

    def network(self) -> NetworkConfig:
        """What each stream's network is made from: a label more where "no known action" was learned."""
        return NetworkConfig(labels=len(self.labels) + self.background, **self.architecture.model_dump())


class Streams(nn.Module):
    """The model as one function: windows of joints in, probabilities out. It is what ``export`` writes.

    ``networks``: one for each of the configuration's streams, by its name.
    """

    def __init__(self, config: ModelConfig, networks: dict[str, MSSA]) -> None:
        super().__init__()
        self.config = config
        self.networks = nn.ModuleList(networks[stream] for stream in config.streams)

    def forward(self, windows: Tensor, traces: list[BlockTrace] | None = None) -> Tensor:
        """Calibrated probabilities ``(N, labels)`` of windows ``(N, T, 25, 3)`` in metres.

        What a row lacks to 1 is the probability of "no known action". The block traces of the first stream are added to
        ``traces``, where that is given. Raises ``ValueError`` where the windows do not have that shape.
        """
        self.check(windows)
        return self.judge(normalise(windows, self.config.normalisation), traces)

    def judge(self, placed: Tensor, traces: list[BlockTrace] | None = None) -> Tensor:
        """The same for windows float32 ``(N, T, 25, 3)`` that ``normalise`` has placed already."""
        config, logits = self.config, placed.new_zeros(())
        for number, (stream, network) in enumerate(self.by_stream().items()):
            x = to_network(make_stream(placed, stream))
            if traces is not None and number == 0:
                part, found = network.traced(x)
                traces += found
            else:
                part = network(x)
            logits = logits + config.fusion[number] / sum(config.fusion) * part
        return torch.softmax(logits / config.temperature, dim=1)[:, : len(config.labels)]

    def by_stream(self) -> dict[str, MSSA]:
        """The network of each stream, in the order of the configuration."""
        return dict(zip(self.config.streams, cast("Iterable[MSSA]", self.networks), strict=True))

    def check(self, windows: Tensor) -> None:
        """Raise ``ValueError`` unless these are windows ``(N, T, 25, 3)`` with as many frames as the networks take."""
        check_shape("windows", windows, (None, self.config.architecture.frames, JOINTS, 3))


class Model:
    """One network per stream, fused: windows of joints in, probabilities out.

    ``config``: what the folder states; ``device``: where the networks are; ``engine``: what computes windows that are
    not watched, where something is faster at it than PyTorch.
    """

    def __init__(
        self, config: ModelConfig, networks: dict[str, MSSA], device: torch.device, engine: Engine | None = None
    ) -> None:
        self.config, self.device, self.engine = config, device, engine
        self.streams = Streams(config, networks).to(device).eval()

    @property
    def labels(self) -> list[str]:
        """The actions that are known, in the order of the probabilities."""
        return self.config.labels

    @property
    def networks(self) -> dict[str, MSSA]:
        """The network of each stream, in the order of the configuration."""
        return self.streams.by_stream()

    @torch.inference_mode()
    def probabilities(self, windows: Tensor, trace: bool = False) -> tuple[Tensor, list[BlockTrace]]:
        """Calibrated probabilities float32 ``(N, labels)`` of windows float32 ``(N, T, 25, 3)`` in metres, on the
        model's device, and, with ``trace``, the ten block traces of the first stream (else an empty list), with batch
        index = window.

        What a row lacks to 1 is the probability of "no known action". Raises ``ValueError`` where the windows do not
        have that shape.
        """
        self.streams.check(windows)
        if self.engine is not None and not trace:
            return self.engine.probabilities(windows), []
        traces: list[BlockTrace] = []
        return self.streams(windows.to(self.device), traces if trace else None), traces


def load_model(name: str | Path, device: torch.device | str = "cpu") -> Model:
    """The bundled model of that name (``open``), or the model folder at that path.

    ``device``: a name as for ``choose_device``. Raises ``UserError`` where there is no such model or device, or where
    the folder's files are damaged or do not fit each other.
    """
    device = device if isinstance(device, torch.device) else choose_device(device)
    folder = find_model(name)
    config = load_config(folder)
    networks = {stream: _load_network(folder, stream, config) for stream in config.streams}
    model = Model(config, networks, device)
    if model.device.type == "cpu":
        model.engine = open_engine(folder / ENGINE_FILE, fingerprint(model))
    return model


def fingerprint(model: Model) -> str:
    """A hash of all that the probabilities depend on: an engine's file that bears another one was made of a different
    model.

    What decides a training alone does not count, nor does a field that was added to the configuration later, where it
    is at its default: engines exported before stay valid."""
    config = model.config
    architecture, normalisation = config.architecture, config.normalisation
    left_out: dict[str, Any] = dict.fromkeys(_NOT_COUNTED | _added_at_default(config, _COUNTED), True)
    left_out["architecture"] = _NOT_COUNTED_IN_ARCHITECTURE | _added_at_default(architecture, _COUNTED_IN_ARCHITECTURE)
    left_out["normalisation"] = _added_at_default(normalisation, _COUNTED_IN_NORMALISATION)
    digest = hashlib.sha256(config.model_dump_json(exclude=left_out).encode())
    for name, value in model.streams.state_dict().items():
        digest.update(name.encode())
        digest.update(value.contiguous().cpu().numpy().tobytes())
    return digest.hexdigest()


def _added_at_default(part: BaseModel | Normalisation, counted: set[str]) -> set[str]:
    """The fields of this part of a configuration that are not among the ``counted`` and have their default values."""
    if isinstance(part, BaseModel):
        defaults = {
            name: field.get_default(call_default_factory=True) for name, field in type(part).model_fields.items()
        }
    else:
        defaults = {field.name: field.default for field in fields(part)}
    return {name for name, default in defaults.items() if name not in counted and getattr(part, name) == default}


def find_model(name: str | Path) -> Path:
    """The folder of a bundled model's name or of a path. Raises ``UserError`` where it holds no ``config.json``."""
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
    """Read and check a folder's ``config.json``. Raises ``UserError`` naming the first fault."""
    file = folder / "config.json"
    try:
        return ModelConfig.model_validate(json.loads(file.read_text(encoding="utf-8")))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        what = first["msg"].removeprefix("Value error, ")
        raise UserError(f"{file}: {where + ': ' if where else ''}{what}.") from error
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
    """Write a model folder; each file atomically, the configuration last, since it makes the folder a model.

    ``networks``: one for each of the configuration's streams; ``card``: Markdown. Raises ``UserError`` where the folder
    cannot be written.
    """
    folder = Path(folder)
    for stream in config.streams:
        weights = save({name: value.contiguous() for name, value in networks[stream].state_dict().items()})
        with atomic(folder / f"{stream}.safetensors") as temporary:
            temporary.write_bytes(weights)
    write_text(folder / "card.md", card)
    write_text(folder / "config.json", json.dumps(config.model_dump(mode="json"), indent=1, ensure_ascii=False) + "\n")
