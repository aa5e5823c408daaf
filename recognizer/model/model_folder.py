"""A model folder: weights, configuration and card, read and checked against each other.

``<stream>.safetensors`` per stream, ``config.json``, ``card.md``, and ``model.onnx`` where the model was exported into
its own folder. Nothing is ever unpickled.
"""

import hashlib
import json
import sys
import threading
from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar, cast

import torch
from pydantic import BaseModel, ValidationError
from safetensors import SafetensorError
from safetensors.torch import load_file, save
from torch import Tensor, nn

from recognizer.errors import UserError
from recognizer.files import parse_json
from recognizer.files_together import finish_writing, write_together
from recognizer.model.device import choose_device
from recognizer.model.model_config import ModelConfig
from recognizer.model.onnx_engine import ENGINE_FILE, Engine, open_engine
from recognizer.model.own_head import OwnHead
from recognizer.network.build import build_network
from recognizer.network.config import where
from recognizer.network.skeleton_network import SkeletonNetwork
from recognizer.network.trace import BlockTrace
from recognizer.resources import MODELS
from recognizer.skeleton.joints import JOINTS
from recognizer.skeleton.shapes import check_shape
from recognizer.skeleton.streams import Normalisation, make_stream, normalise, to_network
from recognizer.text import one_line

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


class Streams(nn.Module):
    """The model as one function: windows of joints in, probabilities and features out. It is what ``export`` writes.

    ``networks``: one for each of the configuration's streams, by its name. ``own``: what tells own actions apart by the
    networks' features; the configuration's labels have them then, after the networks' own.
    """

    def __init__(self, config: ModelConfig, networks: dict[str, SkeletonNetwork], own: OwnHead | None = None) -> None:
        super().__init__()
        self.config, self.own = config, own
        self.networks = nn.ModuleList(networks[stream] for stream in config.streams)

    def forward(self, windows: Tensor) -> tuple[Tensor, Tensor]:
        """Calibrated probabilities ``(N, labels)`` and features ``(N, features)`` of windows
        ``(N, T, 25, 3)`` in metres, without own actions.

        What a row of probabilities lacks to 1 is that of "no known action". Raises ``ValueError`` where the windows do
        not have that shape.
        """
        self.check(windows)
        return self._told(normalise(windows, self.config.normalisation), None)

    def judge(self, placed: Tensor, traces: list[BlockTrace] | None = None) -> Tensor:
        """Calibrated probabilities ``(N, labels)`` of windows float32 ``(N, T, 25, 3)`` that ``normalise`` has placed
        already, own actions among them. The block traces of the first stream are added to ``traces``, where that is
        given."""
        return self.joined(*self._told(placed, traces))

    def joined(self, probabilities: Tensor, features: Tensor) -> Tensor:
        """The networks' probabilities with those of own actions, where there are any."""
        return probabilities if self.own is None else self.own(probabilities, features)

    def _told(self, placed: Tensor, traces: list[BlockTrace] | None) -> tuple[Tensor, Tensor]:
        config, logits, features = self.config, placed.new_zeros(()), []
        for number, (stream, network) in enumerate(self.by_stream().items()):
            x = to_network(make_stream(placed, stream))
            if traces is not None and number == 0:
                part, found = network.traced_features(x)
                traces += found
            else:
                part = network.features(x)
            features.append(part)
            logits = logits + config.fusion[number] / sum(config.fusion) * network.classify(part)
        known = logits.shape[1] - config.background
        return torch.softmax(logits / config.temperature, dim=1)[:, :known], torch.cat(features, dim=1)

    def by_stream(self) -> dict[str, SkeletonNetwork]:
        """The network of each stream, in the order of the configuration."""
        return dict(zip(self.config.streams, cast("Iterable[SkeletonNetwork]", self.networks), strict=True))

    @property
    def features(self) -> int:
        """How many features there are of a window, over all streams."""
        return sum(network.classify.in_features for network in self.by_stream().values())

    def check(self, windows: Tensor) -> None:
        """Raise ``ValueError`` unless these are windows ``(N, T, 25, 3)`` with as many frames as the networks take."""
        check_shape("windows", windows, (None, self.config.architecture.frames, JOINTS, 3))


Computed = TypeVar("Computed")
_LEAVING = threading.Lock()  # of all models, since models go to other processes and locks do not
GPU_FULL = "The GPU's memory is full: the network goes on on the CPU, where it is slower."


def _say(sentence: str) -> None:
    print(f"Note: {sentence}", file=sys.stderr, flush=True)


class Model:
    """One network per stream, fused: windows of joints in, probabilities out.

    ``config``: what the folder states; ``device``: where the networks are; ``engine``: what computes windows that are
    not watched, where something is faster at it than PyTorch; ``own``: see ``Streams``. Where the memory of a GPU is
    full, the networks go on on the CPU: ``tell`` is given a sentence about it, which ``notice`` keeps.
    """

    def __init__(
        self,
        config: ModelConfig,
        networks: dict[str, SkeletonNetwork],
        device: torch.device,
        engine: Engine | None = None,
        own: OwnHead | None = None,
    ) -> None:
        self.config, self.device, self.engine = config, device, engine
        self.notice = ""
        self.tell: Callable[[str], object] = _say
        self.streams = Streams(config, networks, own).eval()
        try:
            self.streams.to(device)
        except torch.OutOfMemoryError:
            self.leave_gpu()

    @property
    def labels(self) -> list[str]:
        """The actions that are known, in the order of the probabilities."""
        return self.config.labels

    @property
    def networks(self) -> dict[str, SkeletonNetwork]:
        """The network of each stream, in the order of the configuration."""
        return self.streams.by_stream()

    @torch.inference_mode()
    def probabilities(self, windows: Tensor, trace: bool = False) -> tuple[Tensor, list[BlockTrace]]:
        """Calibrated probabilities float32 ``(N, labels)`` of windows float32 ``(N, T, 25, 3)`` in metres, on the
        model's device, and, with ``trace``, the block traces of the first stream (else an empty list), with batch
        index = window.

        What a row lacks to 1 is the probability of "no known action". Raises ``ValueError`` where the windows do not
        have that shape.
        """
        self.streams.check(windows)
        if not trace:
            return self.with_room(lambda: self.streams.joined(*self._told(windows, self.streams.own is not None))), []
        return self.with_room(lambda: self._traced(windows))

    @torch.inference_mode()
    def features(self, windows: Tensor) -> Tensor:
        """What own actions are told apart by, float32 ``(N, features)`` on the model's device, of windows as
        for ``probabilities``: the networks' features, side by side."""
        self.streams.check(windows)
        return self.with_room(lambda: self._told(windows, features=True)[1])

    def with_room(self, compute: Callable[[], Computed]) -> Computed:
        """What ``compute`` gives, which uses the networks; where the GPU's memory is full, on the CPU."""
        before = self.streams
        try:
            return compute()
        except torch.OutOfMemoryError:
            if not self.leave_gpu() and self.streams is before:  # and no other thread has left it meanwhile
                raise
        return compute()

    def leave_gpu(self) -> bool:
        """Go on on the CPU; whether that is new. Other threads may be computing: theirs is the old copy."""
        with _LEAVING, torch.inference_mode(False):
            if self.notice:
                return False
            # Copied by hand, since copying on the GPU would need room there.
            parts = (*self.streams.parameters(), *self.streams.buffers())
            there = {id(part): part.detach().cpu() for part in parts}
            there |= {id(part): nn.Parameter(there[id(part)]) for part in self.streams.parameters()}
            self.streams, self.device = deepcopy(self.streams, there), torch.device("cpu")
            self.notice = GPU_FULL
        self.tell(GPU_FULL)
        return True

    def _traced(self, windows: Tensor) -> tuple[Tensor, list[BlockTrace]]:
        traces: list[BlockTrace] = []
        placed = normalise(windows.to(self.device), self.config.normalisation)
        return self.streams.judge(placed, traces), traces

    def _told(self, windows: Tensor, features: bool) -> tuple[Tensor, Tensor]:
        """The networks' probabilities, and features where those are asked for."""
        if self.engine is not None and (self.engine.has_features or not features):
            return self.engine.answer(windows)
        return self.streams(windows.to(self.device))


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
    """The folder of a bundled model's name or of a path; what a killed process has begun to write there is finished.
    Raises ``UserError`` where it holds no ``config.json``."""
    for folder in (MODELS / name, Path(name)):
        finish_writing(folder)
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
        return ModelConfig.model_validate(parse_json(file.read_text(encoding="utf-8")))
    except ValidationError as error:
        first = error.errors()[0]
        place, what = where(first), first["msg"].removeprefix("Value error, ")
        raise UserError(f"{file}: {one_line(place + ': ' + what if place else what)}.") from error
    except (OSError, ValueError) as error:
        raise UserError(f"{file} cannot be read: {error}.") from error


def _load_network(folder: Path, stream: str, config: ModelConfig) -> SkeletonNetwork:
    file = folder / f"{stream}.safetensors"
    if not file.is_file():
        raise UserError(f"The model folder {folder} lacks {file.name}, which its config.json names as a stream.")
    try:
        weights = load_file(file)
    except (SafetensorError, OSError, ValueError) as error:
        raise UserError(f"{file} is damaged and cannot be read.") from error
    stated = config.network()
    # Every network has more weights than that: what a configuration says must not take memory that no file speaks for.
    if sum(map(Tensor.numel, weights.values())) < stated.width * max(stated.width, stated.labels):
        raise UserError(f"{file} does not fit its config.json: it is too small for such a network.")
    network = build_network(stated)
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


def save_model(folder: str | Path, config: ModelConfig, networks: dict[str, SkeletonNetwork], card: str) -> None:
    """Write a model folder, all of it or nothing; the configuration gets its place last, since it makes the folder a
    model.

    ``networks``: one for each of the configuration's streams; ``card``: Markdown. Raises ``UserError`` where the folder
    cannot be written.
    """
    contents = {
        f"{stream}.safetensors": save({name: value.contiguous() for name, value in weights.items()})
        for stream, weights in ((stream, networks[stream].state_dict()) for stream in config.streams)
    }
    contents["card.md"] = card.encode()
    told = json.dumps(config.model_dump(mode="json"), indent=1, ensure_ascii=False) + "\n"
    write_together(Path(folder), contents | {"config.json": told.encode()})
