"""The configuration of a training run: a YAML file, with single values overridden as key=value."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from recognizer.errors import UserError
from recognizer.model import Architecture, TimeBase
from recognizer.streams import STREAMS, Normalisation
from train.augment import Augmentation


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Data(_Strict):
    """What is trained on. Folds deal people out into eight parts (``train.corpus.person_folds``): those that are named
    for testing or validation never take part in training."""

    files: list[str] = Field(min_length=1)  # prepared sets
    labels: Literal["own", "open"] = "own"
    split: str = "all"
    test_folds: list[int] = []
    validation_folds: list[int] = []


class Optimisation(_Strict):
    """The paper's: SGD, momentum 0.9, weight decay 0.0004, learning rate 0.1."""

    batch: int = Field(64, ge=1)
    steps: int = Field(ge=1)
    rate: float = Field(0.1, gt=0)
    warm_up: int = Field(0, ge=0)  # steps of linear warm-up
    schedule: Literal["steps", "cosine"] = "steps"
    milestones: list[float] = [35 / 65, 55 / 65]  # shares of the run at which "steps" multiplies the rate by 0.1
    momentum: float = Field(0.9, ge=0, lt=1)
    nesterov: bool = True
    weight_decay: float = Field(0.0004, ge=0)


class FitConfig(_Strict):
    """Everything that decides what a run yields."""

    name: str
    out: str  # folder of the run: checkpoint, log, model
    stream: Literal["joint", "bone", "joint-motion", "bone-motion"] = STREAMS[0]
    data: Data
    architecture: Architecture = Architecture()
    time_base: TimeBase = TimeBase()
    normalisation: Normalisation = Normalisation()
    augmentation: Augmentation = Augmentation()
    optimisation: Optimisation
    seed: int = 0
    device: str = "auto"
    threads: int = Field(0, ge=0)  # CPU threads; 0: torch's choice
    checkpoint_seconds: float = Field(120, gt=0)


def load_fit_config(file: str | Path, overrides: Sequence[str] = ()) -> FitConfig:
    """Read a YAML file and apply ``a.b=value`` overrides (values are YAML too). Raises ``UserError`` with the key."""
    try:
        values = yaml.safe_load(Path(file).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise UserError(f"There is no configuration {file}.") from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise UserError(f"{file} cannot be read as YAML.") from error
    if not isinstance(values, dict):
        raise UserError(f"{file} is not a configuration: it has no keys.")
    for override in overrides:
        _override(values, override)
    try:
        return FitConfig.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        raise UserError(f"{file}: {'.'.join(map(str, first['loc']))}: {first['msg']}.") from error


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
        values[key] = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise UserError(f"The value of {path} cannot be read: {text}.") from error
