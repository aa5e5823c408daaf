"""The configuration of a training run: a YAML file, with single values overridden as key=value."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError, model_validator

from recognizer.errors import UserError
from recognizer.files import parse_json
from recognizer.model.model_config import TimeBase
from recognizer.network.config import AnyArchitecture, Architecture, StrictModel, where
from recognizer.skeleton.stream_names import StreamName
from recognizer.skeleton.streams import Normalisation
from recognizer.text import one_line
from train.data.augment import Augmentation
from train.data.yaml_file import parse_yaml, read_yaml
from train.training.precision import AnyPrecision

CONFIGS = Path(__file__).resolve().parent.parent / "configs"  # the trainings that come along with the program


_NO_LONGER = {"data": ("test_split",)}  # keys by section


class Data(StrictModel):
    """What is trained on. Folds deal people out into eight parts (``train.data.corpus.person_folds``): those that are
    named for testing or validation never take part in training."""

    files: list[str] = Field(min_length=1)  # prepared sets
    # Prepared sets that training alone sees, whole, whatever is set apart, and that are never joined to streams: flat
    # bodies, of whom nothing is measured.
    training_files: list[str] = Field(default_factory=list)
    labels: str | None = Field(None, min_length=1)  # a list in train/label_lists, or a YAML file; none: the sets' own
    split: str = "all"
    validation_split: str = ""
    test_folds: list[int] = Field(default_factory=list)
    validation_folds: list[int] = Field(default_factory=list)
    # Groups, such as a camera's view, that training never sees and validation alone judges: with ``validation_folds``,
    # people and views both are new to the network there.
    validation_groups: list[str] = Field(default_factory=list)
    # Groups that are in one of the eight parts as a whole, whoever is in them: camera setups, for what a model does
    # before a camera that it never saw.
    setups: dict[str, int] = Field(default_factory=dict)
    bodies: Literal[1, 2] = 2  # 1: the first body of every clip alone
    left_out: list[str] = Field(default_factory=list)  # labels kept from the model, to see what it makes of them
    background: bool = False  # learn "no known action" too, from the list's background and, where joined, from rests
    # How far rare labels are drawn more often: a clip's chance goes with (clips of its label) ** -balance; 0: every
    # clip as often, 1: every label as often. Sets differ by far in clips to a label, and guesses elsewhere follow that.
    balance: float = Field(0.0, ge=0, le=1)
    balance_groups: float = Field(0.0, ge=0, le=1)  # the same within a label, for sets, views, camera setups
    background_share: float | None = Field(None, ge=0, lt=1)  # of draws that show no known action; null: as balanced
    joined: bool = False  # train on windows of clips joined into streams (train.data.live_streams), not of clips alone
    # Crops of whole clips in training have at least so many of the clip's frames, where it has them. The lineage's
    # trainers of NTU RGB+D ask for 64, which is more than half of most clips.
    shortest_crop: int = Field(0, ge=0)
    # Share of windows that are cut from clips alone as a live session gives them whose first frames they are: they end
    # within the clip, and before it its first pose is held.
    beginnings: float = Field(0.0, ge=0, le=1)

    @model_validator(mode="after")
    def _fits(self) -> "Data":
        if self.training_files and self.labels is None:
            raise ValueError("training_files need labels: the name of a list, such as bundled")
        if self.background_share is not None and not self.background:
            raise ValueError("background_share needs background: true")
        if (self.background or self.left_out) and self.labels is None:
            raise ValueError("background and left_out need labels: the name of a list, such as bundled")
        return self


class Optimisation(StrictModel):
    """The paper's: SGD, momentum 0.9, weight decay 0.0004, learning rate 0.1.

    A run is ``epochs`` or ``steps`` long; ``warm_up`` and ``milestones`` are given in the same unit.
    """

    # AdamW (rate about 0.01, ``momentum`` its first beta) learns more in a few hundred steps: docs/ablations.md.
    optimiser: Literal["sgd", "adamw"] = "sgd"
    batch: int = Field(64, ge=1, le=1_000_000)  # clips to one optimisation step
    accumulation: int = Field(1, ge=1)  # parts that a batch goes through the network in: less memory, same step
    epochs: float | None = Field(None, gt=0, le=1_000_000)
    steps: int | None = Field(None, ge=1, le=1_000_000_000)
    repeat: int = Field(1, ge=1, le=1_000_000)  # times that an epoch goes through the data
    rate: float = Field(0.1, gt=0)
    warm_up: float = Field(0, ge=0, le=1_000_000_000)  # linear
    schedule: Literal["steps", "cosine"] = "steps"
    milestones: list[float] | None = None  # where "steps" multiplies the rate by 0.1; none: at 35/65 and 55/65
    momentum: float = Field(0.9, ge=0, lt=1)
    nesterov: bool = True  # of SGD
    weight_decay: float = Field(0.0004, ge=0)
    # The weights that are judged and shipped are a running mean over the steps, of which this share is kept in each; 0:
    # those of the last step.
    averaging: float = Field(0.0, ge=0, lt=1)

    @model_validator(mode="after")
    def _fits(self) -> "Optimisation":
        if (self.epochs is None) == (self.steps is None):
            raise ValueError("give either epochs or steps")
        if self.batch % self.accumulation:
            raise ValueError(f"a batch of {self.batch} cannot be divided into {self.accumulation} equal parts")
        if self.optimiser == "sgd" and self.nesterov and not self.momentum:
            raise ValueError("nesterov needs momentum")
        return self

    def schedule_for(self, clips: int) -> "Schedule":
        """The run's length and learning rates in steps, for so many training clips."""
        if self.epochs is not None:
            per_unit = clips * self.repeat / self.batch
            steps = max(round(self.epochs * per_unit), 1)
        else:
            assert self.steps is not None  # as is checked when a configuration is made
            per_unit, steps = 1.0, self.steps
        shares = [steps * 35 / 65, steps * 55 / 65]
        milestones = shares if self.milestones is None else [at * per_unit for at in self.milestones]
        return Schedule(steps, self.rate, self.warm_up * per_unit, self.schedule, tuple(milestones))


@dataclass(frozen=True)
class Schedule:
    """The learning rate of every step; all lengths in steps."""

    steps: int
    peak: float
    warm_up: float
    kind: Literal["steps", "cosine"]
    milestones: tuple[float, ...]

    def rate(self, step: int) -> float:
        """The learning rate of step number ``step``, counted from 0."""
        if step < self.warm_up:
            return self.peak * min((step + 1) / self.warm_up, 1.0)
        if self.kind == "cosine":
            share = (step - self.warm_up) / max(self.steps - self.warm_up, 1)
            return self.peak * 0.5 * (1 + math.cos(math.pi * share))
        return self.peak * 0.1 ** sum(step >= milestone for milestone in self.milestones)


class FitConfig(StrictModel):
    """Everything that decides what a run yields, and where and how fast it runs."""

    name: str = Field(min_length=1)
    out: str = Field(min_length=1)  # folder of the run: checkpoint, log, model
    stream: StreamName = "joint"
    # A bundled model's name or a model folder that the training goes on from: its network's weights for the stream, but
    # for the layer of labels. It must have the same architecture.
    start_from: str | None = None
    data: Data
    architecture: AnyArchitecture = Architecture()
    time_base: TimeBase = TimeBase()
    normalisation: Normalisation = Normalisation()
    augmentation: Augmentation = Augmentation()
    optimisation: Optimisation
    precision: AnyPrecision = "auto"  # auto: bf16 or fp16 where the device computes it natively, else fp32
    # Whether activations are computed again instead of kept (train.training.activation_recompute); auto: on a CPU whose
    # memory a batch would fill.
    recompute: bool | Literal["auto"] = "auto"
    validations: int = Field(10, ge=1)  # times that the validation part is judged, the last at the end
    rows: int = Field(500, ge=1)  # of the log, about
    seed: int = Field(0, ge=0)
    device: str = "auto"
    threads: int = Field(0, ge=0)  # CPU threads of each process; 0: torch's choice, or an equal part of the cores
    checkpoint_seconds: float = Field(120, ge=0)
    tensorboard: bool = True

    @model_validator(mode="after")
    def _fits(self) -> "FitConfig":
        if self.data.shortest_crop and self.time_base.kind != "whole-clip":
            raise ValueError("data.shortest_crop needs time_base.kind: whole-clip")
        live = [name for name in ("joined", "beginnings") if getattr(self.data, name)]
        if live and self.time_base.kind != "fixed-seconds":
            raise ValueError(f"data.{live[0]} needs time_base.kind: fixed-seconds")
        return self

    def same_run(self, asked: "FitConfig") -> bool:
        """Whether a run that recorded this configuration is what ``asked`` describes: they may differ in where and how
        a run goes on, not in what it computes. A precision that is ``auto`` admits any that was recorded."""
        free = {"out", "device", "threads", "checkpoint_seconds", "tensorboard", "recompute"}
        free |= {"precision"} if asked.precision == "auto" else set()
        return self.model_dump(exclude=free) == asked.model_dump(exclude=free)


def load_fit_config(file: str | Path, overrides: Sequence[str] = ()) -> FitConfig:
    """Read a YAML file and apply ``a.b=value`` overrides (values are YAML too). Raises ``UserError`` with the key.

    A file may name another, beside it, as its ``base``: it then states only what differs. Those that come along with
    the program are found from any folder by the path that they have in the project, ``train/configs/bundled.yaml``."""
    path = Path(file)
    if not path.exists() and path.parts[:2] == CONFIGS.parts[-2:]:
        path = CONFIGS.joinpath(*path.parts[2:])
    values = _read(path, ())
    for override in overrides:
        _override(values, override)
    try:
        return FitConfig.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        raise UserError(f"{file}: {one_line(where(first))}: {one_line(_reason(first))}.") from error


def read_recorded(text: str) -> FitConfig:
    """The configuration that a run recorded as JSON, in its folder or its checkpoint; keys that earlier versions
    recorded, and that decided nothing, are passed over, and so is their word for the sets' own labels. Raises
    ``ValueError`` for what is none."""
    values = parse_json(text)
    if not isinstance(values, dict) or not isinstance(values.get("data", {}), dict):
        raise ValueError("no configuration")
    if values.get("data", {}).get("labels") == "own":
        values["data"]["labels"] = None
    for section, keys in _NO_LONGER.items():
        for key in keys:
            values.get(section, {}).pop(key, None)
    return FitConfig.model_validate(values)


def _reason(error: Any) -> str:
    if error["type"] == "extra_forbidden":
        return "there is no such key"
    return error["msg"].removeprefix("Value error, ")


def _read(file: Path, above: tuple[Path, ...]) -> dict[str, Any]:
    if file.resolve() in above:
        raise UserError(f"{file} is its own base.")
    try:
        values = read_yaml(file)
    except FileNotFoundError as error:
        raise UserError(f"There is no configuration {file}.") from error
    except (OSError, ValueError) as error:
        raise UserError(f"{file} cannot be read as YAML.") from error
    if not isinstance(values, dict):
        raise UserError(f"{file} is not a configuration: it has no keys.")
    base = values.pop("base", None)
    if base is None:
        return values
    if not isinstance(base, str) or not base.isprintable():
        raise UserError(f"{file}: base: the name of another configuration is expected.")
    return _merged(_read(file.parent / base, (*above, file.resolve())), values)


def _merged(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """``over`` takes precedence; sections are merged key by key."""
    out = dict(base)
    for key, value in over.items():
        both = isinstance(value, dict) and isinstance(out.get(key), dict)
        out[key] = _merged(out[key], value) if both else value
    return out


def _override(values: dict[str, Any], override: str) -> None:
    path, equals, text = override.partition("=")
    if not equals or not path:
        raise UserError(f"{override} is not an override: write key=value, for example optimisation.batch=32.")
    *parents, key = path.split(".")
    for parent in parents:
        values = values.setdefault(parent, {})
        if not isinstance(values, dict):
            raise UserError(f"{path} is not a key of the configuration.")
    try:
        values[key] = parse_yaml(text)
    except ValueError as error:
        raise UserError(f"The value of {path} cannot be read: {text}.") from error
