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
    """Name every clip of the new actions by the shown clip whose features are nearest in angle; those of several
    streams and models lie side by side, each stream's in units of their mean length over the shown clips. Raises
    ``UserError`` for a set without the protocol's splits or without the clip that shows an action, and for a model that
    was not trained on ``one-shot-train``."""
    for name in names:
        facts = training_facts(name)
        if not facts or any(fact.get("split") != TRAINED_ON for fact in facts):
            raise UserError(f"{name} was not trained on {TRAINED_ON} alone, so that the actions are not new to it.")
    data = open_set(file)
    shown, asked = (gather([data], ClipSelection(split), None) for split in (SHOWN, ASKED))
    if unseen := set(asked.label.tolist()) - set(shown.label.tolist()):
        raise UserError(f"{file} lacks the clip that shows {asked.labels[min(unseen)]}: prepare the whole archive.")
    known_parts, found_parts = [], []
    for name in names:
        model = load_model(name, device)
        for known_part, found_part in zip(clip_features(model, shown), clip_features(model, asked), strict=True):
            length = known_part.norm(dim=1).mean().clamp(min=1e-9)
            known_parts.append(known_part / length)
            found_parts.append(found_part / length)
    known, found = torch.cat(known_parts, dim=1), torch.cat(found_parts, dim=1)
    centre = known.mean(dim=0)  # what all of them share says nothing
    nearness = _unit(found - centre) @ _unit(known - centre).T
    right = shown.label[nearness.argmax(dim=1)] == asked.label
    return OneShot(list(names), len(set(shown.label.tolist())), len(asked), float(right.float().mean()))


def _unit(vectors: Tensor) -> Tensor:
    return vectors / vectors.norm(dim=1, keepdim=True).clamp(min=1e-9)


@torch.inference_mode()
def clip_features(model: Model, corpus: Corpus) -> list[Tensor]:
    """Of each clip, the mean of the network's features over the clip's windows: ``(clips, D)`` for each stream, on the
    CPU. A clip's do not depend on the others."""
    config = model.config
    parts: dict[str, list[Tensor]] = {stream: [] for stream in model.networks}
    for clips in track(torch.arange(len(corpus)).split(BATCH), "Looking at clips"):
        windows = judging_windows(corpus, clips, config.time_base, config.architecture.frames).to(model.device)
        number = windows.clip.bincount(minlength=len(clips))[:, None]
        for stream, network in model.networks.items():
            inputs = judging_inputs(windows, stream, config.normalisation)
            features = network.features(inputs.x, inputs.window, inputs.count)
            total = features.new_zeros(len(clips), features.shape[1]).index_add(0, windows.clip, features)
            parts[stream].append((total / number).cpu())
    return [torch.cat(each) for each in parts.values()]
