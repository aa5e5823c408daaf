"""`one-shot`: NTU RGB+D 120's one-shot protocol: 20 new actions, each shown by one clip, named by a network that was
trained on the other 100 (Liu et al., "NTU RGB+D 120", section 5)."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from recognizer.console import track
from recognizer.errors import UserError
from recognizer.model.model_folder import Model, load_model
from train.data.corpus import ClipSelection, Corpus, gather
from train.data.inputs import judging_inputs
from train.data.prepared_set import open_set
from train.data.windows import judging_windows
from train.evaluation.evaluate import training_facts
from train.evaluation.judge import BATCH

TRAINED_ON, SHOWN, ASKED = "one-shot-train", "one-shot-shown", "one-shot-test"


@dataclass(frozen=True)
class OneShot:
    """``top1``: the share of the ``clips`` of ``actions`` new actions that were named rightly."""

    model: list[str]
    actions: int
    clips: int
    top1: float


def one_shot(names: Sequence[str], file: str, device: torch.device) -> OneShot:
    """Name every clip of the new actions by the shown clip whose features are nearest in angle; several models' lie
    side by side. Raises ``UserError`` for a set without the protocol's splits, and for a model that was not trained on
    ``one-shot-train``."""
    for name in names:
        facts = training_facts(name)
        if not facts or any(fact.get("split") != TRAINED_ON for fact in facts):
            raise UserError(f"{name} was not trained on {TRAINED_ON} alone, so that the actions are not new to it.")
    data = open_set(file)
    shown, asked = (gather([data], ClipSelection(split), None) for split in (SHOWN, ASKED))
    models = [load_model(name, device) for name in names]
    known = torch.cat([_features(model, shown) for model in models], dim=1)
    found = torch.cat([_features(model, asked) for model in models], dim=1)
    centre = known.mean(dim=0)  # what all of them share says nothing
    nearness = _unit(found - centre) @ _unit(known - centre).T
    right = shown.label[nearness.argmax(dim=1)] == asked.label
    return OneShot(list(names), len(set(shown.label.tolist())), len(asked), float(right.float().mean()))


def _unit(vectors: Tensor) -> Tensor:
    return vectors / vectors.norm(dim=1, keepdim=True).clamp(min=1e-9)


@torch.inference_mode()
def _features(model: Model, corpus: Corpus) -> Tensor:
    """Of each clip, the mean over its windows of all streams' features, side by side, each stream's of length 1 on
    average: ``(clips, D)``, on the CPU."""
    config, parts = model.config, []
    for clips in track(torch.arange(len(corpus)).split(BATCH), "Looking at clips"):
        windows = judging_windows(corpus, clips, config.time_base, config.architecture.frames).to(model.device)
        streams = [
            network.features(inputs.x, inputs.window, inputs.count)
            for stream, network in model.networks.items()
            for inputs in (judging_inputs(windows, stream, config.normalisation),)
        ]
        features = torch.cat([stream / stream.norm(dim=1).mean() for stream in streams], dim=1)
        total = features.new_zeros(len(clips), features.shape[1]).index_add(0, windows.clip, features)
        parts.append(total.cpu())
    return torch.cat(parts)
