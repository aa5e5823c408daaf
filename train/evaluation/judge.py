"""Judging clips with one or several models: windows, fused logits, the mean over a clip's windows."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from recognizer.console import track
from recognizer.errors import UserError
from recognizer.model.model_folder import Model
from train.data.corpus import Corpus
from train.data.inputs import judging_inputs
from train.data.pose_like import pose_like
from train.data.windows import Windows, judging_windows

BATCH = 32  # clips


@dataclass(frozen=True, eq=False)
class Judged:
    """``logits`` float32 ``(windows, outputs)`` at temperature 1: of the ``labels`` first, then, where the model knows
    it, of "no known action". ``clip`` int64 ``(windows,)``: whose window it is. ``label`` int64 ``(clips,)``: the right
    one. On the CPU."""

    logits: Tensor
    clip: Tensor
    label: Tensor
    labels: int

    def probabilities(self, temperature: float) -> Tensor:
        """``(clips, labels)``: the mean over each clip's windows."""
        each = torch.softmax(self.logits / temperature, dim=1)[:, : self.labels]
        total = torch.zeros(len(self.label), each.shape[1]).index_add(0, self.clip, each)
        return total / torch.bincount(self.clip, minlength=len(self.label))[:, None]

    def brier(self, temperature: float) -> float:
        """Summed squared distance of the clips' probabilities from the right labels' ones (Brier, 1950). Of clips, not
        of windows: what is shown and counted are means over windows, which are less certain than each of them."""
        scores = self.probabilities(temperature)
        right = functional.one_hot(self.label, scores.shape[1])
        return float((scores - right).square().sum())


def judge(
    models: Sequence[Model],
    corpus: Corpus,
    weights: Sequence[float] = (),
    quiet: bool = False,
    like_pose: bool = False,
) -> Judged:
    """All clips of ``corpus``, as they are or, with ``like_pose``, as an image's pose model would give them.

    Several models are fused by the weighted mean of their logits (equal weights unless given); they must know the same
    labels and share a time base."""
    weights = list(weights) or [1.0] * len(models)
    _check(models, weights)
    corpus = corpus.to(models[0].device)
    parts = torch.arange(len(corpus), device=corpus.device).split(BATCH)
    logits, clip = [], []
    for clips in parts if quiet else track(parts, "Judging clips"):
        fused = torch.zeros(())
        for weight, model in zip(weights, models):
            config = model.config
            windows = judging_windows(corpus, clips, config.time_base, config.architecture.frames)
            if like_pose:
                rate = config.architecture.frames / config.time_base.seconds
                windows = pose_like(windows, rate, seed=int(clips[0]))
            fused = fused + weight / sum(weights) * window_logits(model, windows)
        logits.append(fused.float().cpu())
        clip.append((clips[0] + windows.clip).cpu())
    return Judged(torch.cat(logits), torch.cat(clip), corpus.label.cpu(), len(models[0].labels))


@torch.inference_mode()
def window_logits(model: Model, windows: Windows) -> Tensor:
    """The model's streams, fused: ``(windows, labels)`` at temperature 1, the bodies of a window pooled by the
    network."""
    windows = windows.to(model.device)
    total, config = sum(model.config.fusion), model.config
    logits = torch.zeros((), device=model.device)
    for weight, (stream, network) in zip(config.fusion, model.networks.items()):
        logits = logits + weight / total * judging_inputs(windows, stream, config.normalisation).logits(network)
    return logits


def _check(models: Sequence[Model], weights: Sequence[float]) -> None:
    if any(model.labels != models[0].labels for model in models):
        raise UserError("The models cannot be fused: their lists of labels differ.")
    if any(model.config.time_base.kind != models[0].config.time_base.kind for model in models):
        raise UserError("The models cannot be fused: one judges whole clips, another windows of fixed seconds.")
    if len(weights) != len(models):
        raise UserError(f"There are {len(models)} models and {len(weights)} weights: give one weight for each model.")
    if min(weights) < 0 or sum(weights) <= 0:
        raise UserError("Fusion weights must not be negative, nor all zero.")
