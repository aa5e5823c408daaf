"""`fuse`: one model folder out of several, each stream as it was trained, with fixed fusion weights."""

import json
from collections.abc import Sequence
from pathlib import Path

from recognizer.errors import UserError
from recognizer.files import write_text
from recognizer.model.model_config import ModelConfig
from recognizer.model.model_folder import Model, load_model, save_model
from train.evaluation.evaluate import training_facts

_SHARED = ("architecture", "time_base", "normalisation")


def fuse(names: Sequence[str], weights: Sequence[float], out: Path) -> ModelConfig:
    """Write a folder with all streams of the models ``names``; ``weights``, one per model, are equal unless given.

    The logits are averaged, as `evaluate` does with several models; the temperature starts at 1 again. Raises
    ``UserError`` where the models do not fit together."""
    if len(names) < 2:
        raise UserError("Give at least two models to fuse, each with --model.")
    weights = list(weights) or [1.0] * len(names)
    if len(weights) != len(names):
        raise UserError(f"There are {len(names)} models and {len(weights)} weights: give one weight for each model.")
    models = [load_model(name) for name in names]
    for name, model in zip(names[1:], models[1:]):
        _check(names[0], models[0], name, model)
    streams = [stream for model in models for stream in model.config.streams]
    if len(set(streams)) < len(streams):
        raise UserError(
            f"The models have a stream in common: {', '.join(streams)}. Each stream goes into a folder once."
        )
    if min(weights) < 0 or sum(weights) <= 0:
        raise UserError("Fusion weights must not be negative, nor all zero.")
    fusion = [
        weight * own / sum(model.config.fusion) for weight, model in zip(weights, models) for own in model.config.fusion
    ]
    model = in_one(models, fusion, name=out.name, temperature=1.0)
    save_model(out, model.config, model.networks, _card(model.config, names))
    facts = [fact for name in names for fact in training_facts(name)]
    write_text(out / "training.json", json.dumps(facts, indent=1) + "\n")
    return model.config


def in_one(models: Sequence[Model], fusion: Sequence[float], **settings: object) -> Model:
    """All streams of models that fit together as one model, with these fusion weights and whatever else is set."""
    streams = [stream for model in models for stream in model.config.streams]
    changed = {"streams": streams, "fusion": list(fusion), **settings}
    config = ModelConfig.model_validate(models[0].config.model_dump() | changed)
    networks = {stream: network for model in models for stream, network in model.networks.items()}
    return Model(config, networks, models[0].device)


def _check(first: str, one: Model, second: str, other: Model) -> None:
    if one.labels != other.labels:
        raise UserError(f"{first} and {second} cannot be fused: their lists of labels differ.")
    for part in _SHARED:
        if getattr(one.config, part) != getattr(other.config, part):
            raise UserError(f"{first} and {second} cannot be fused into one folder: their {part} differs.")


def _card(config: ModelConfig, names: Sequence[str]) -> str:
    lines = "\n".join(f"| {stream} | {weight:g} |" for stream, weight in zip(config.streams, config.fusion))
    return (
        f"# {config.name}\n\nFused from {', '.join(Path(name).name for name in names)}, the logits averaged with these "
        f"weights. Not calibrated and not evaluated yet.\n\n| stream | weight |\n|---|---|\n{lines}\n"
    )
