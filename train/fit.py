"""`fit`: train one stream, stop and resume exactly, and write a model folder.

Every random draw of a step comes from a generator seeded by the run's seed and the step's number, so that a run that
was stopped and resumed draws the same as one that was not.
"""

import csv
import time
from pathlib import Path

import torch
from torch.nn import functional

from recognizer.device import choose_device
from recognizer.errors import UserError
from recognizer.files import atomic, write_text
from recognizer.model import ModelConfig, save_model
from recognizer.network import MSSA
from recognizer.streams import make_stream, normalise, to_network
from train.augment import augment
from train.config import FitConfig
from train.corpus import FOLDS, Corpus, Part, gather, open_labels
from train.data import open_set
from train.windows import training_windows

SECONDS_BETWEEN_LINES = 20.0


def training_part(config: FitConfig) -> Part:
    """The clips that are trained on: the split, without the people held out."""
    held_out = {*config.data.test_folds, *config.data.validation_folds}
    return Part(config.data.split, tuple(fold for fold in range(FOLDS) if fold not in held_out))


def load_corpus(config: FitConfig, part: Part) -> Corpus:
    """The clips of ``part`` from the configuration's sets, under its labels."""
    labels = open_labels() if config.data.labels == "open" else None
    return gather([open_set(file) for file in config.data.files], part, labels)


def model_config(config: FitConfig, labels: list[str]) -> ModelConfig:
    """The configuration of the model that the run yields."""
    return ModelConfig(
        name=config.name,
        labels=labels,
        streams=[config.stream],
        architecture=config.architecture,
        time_base=config.time_base,
        normalisation=config.normalisation,
    )


class Run:
    """The state of a training run: network, optimiser and step; a checkpoint holds all of it."""

    def __init__(self, config: FitConfig) -> None:
        self.config = config
        self.device = choose_device(config.device)
        if config.threads:
            torch.set_num_threads(config.threads)
        self.corpus = load_corpus(config, training_part(config))
        self.model_config = model_config(config, self.corpus.labels)
        torch.manual_seed(config.seed)
        self.network = MSSA(self.model_config.network()).to(self.device)
        how = config.optimisation
        self.optimiser = torch.optim.SGD(
            self.network.parameters(),
            lr=how.rate,
            momentum=how.momentum,
            nesterov=how.nesterov,
            weight_decay=how.weight_decay,
        )
        self.step = 0

    @property
    def folder(self) -> Path:
        return Path(self.config.out)

    @property
    def _checkpoint(self) -> Path:
        return self.folder / "checkpoint.pt"

    def rate(self) -> float:
        """The learning rate of the current step."""
        how = self.config.optimisation
        if self.step < how.warm_up:
            return how.rate * (self.step + 1) / how.warm_up
        if how.schedule == "cosine":
            share = torch.tensor((self.step - how.warm_up) / max(how.steps - how.warm_up, 1))
            return how.rate * 0.5 * (1 + float(torch.cos(torch.pi * share)))
        return how.rate * 0.1 ** sum(self.step >= share * how.steps for share in how.milestones)

    def advance(self) -> tuple[float, float]:
        """One optimisation step; returns loss and accuracy on its batch."""
        config = self.config
        generator = torch.Generator().manual_seed(config.seed * 1_000_003 + self.step)
        windows = training_windows(
            self.corpus, self._clips(), config.time_base.seconds, config.architecture.frames, generator
        )
        keypoints = augment(normalise(windows.keypoints, config.normalisation), config.augmentation, generator)
        x = to_network(make_stream(keypoints, config.stream)).to(self.device)
        clips = self._clips()
        target = self.corpus.label[clips].to(self.device)
        for group in self.optimiser.param_groups:
            group["lr"] = self.rate()
        self.network.train()
        logits = self.network(x, windows.clip.to(self.device), len(clips))
        loss = functional.cross_entropy(logits, target)
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        self.optimiser.step()
        self.step += 1
        return float(loss.detach()), float((logits.detach().argmax(1) == target).float().mean())

    def _clips(self) -> torch.Tensor:
        """The clips of the current step: successive parts of endless reshuffled passes over the corpus."""
        batch, size = self.config.optimisation.batch, len(self.corpus)
        first = self.step * batch
        indices = [self._order((first + i) // size, (first + i) % size) for i in range(batch)]
        return torch.tensor(indices)

    def _order(self, epoch: int, position: int) -> int:
        if getattr(self, "_shuffled_epoch", None) != epoch:
            generator = torch.Generator().manual_seed(self.config.seed * 7_919 + epoch)
            self._shuffled_epoch, self._shuffled = epoch, torch.randperm(len(self.corpus), generator=generator).tolist()
        return self._shuffled[position]

    def save(self) -> None:
        """Write the checkpoint, atomically."""
        state = {
            "step": self.step,
            "network": self.network.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "config": self.config.model_dump_json(),
        }
        with atomic(self._checkpoint) as temporary:
            torch.save(state, temporary)

    def resume(self) -> bool:
        """Take up the run's checkpoint; False where there is none. Raises ``UserError`` where it does not fit."""
        if not self._checkpoint.is_file():
            return False
        try:
            state = torch.load(self._checkpoint, map_location=self.device, weights_only=True)
            fits = FitConfig.model_validate_json(state["config"]) == self.config
        except Exception as error:  # torch raises many kinds on damaged files
            raise UserError(f"{self._checkpoint} cannot be read as a checkpoint.") from error
        if not fits:
            raise UserError(f"{self._checkpoint} is of a run with another configuration: use the same, or another out.")
        self.step = state["step"]
        self.network.load_state_dict(state["network"])
        self.optimiser.load_state_dict(state["optimiser"])
        return True

    def finish(self) -> Path:
        """Write the model folder; returns its path."""
        card = (
            f"# {self.config.name}\n\nTrained for {self.step} steps of {self.config.optimisation.batch} clips on "
            f"{len(self.corpus)} clips, stream {self.config.stream}, seed {self.config.seed}. Not evaluated yet.\n"
        )
        save_model(self.folder / "model", self.model_config, {self.config.stream: self.network}, card)
        return self.folder / "model"


def fit(config: FitConfig, resume: bool = False) -> Path:
    """Train to the last step; returns the model folder's path. Progress goes to standard output and ``log.csv``."""
    run = Run(config)
    if resume:
        if not run.resume():
            print(f"There is no checkpoint in {run.folder} yet: starting anew.", flush=True)
    elif run._checkpoint.is_file():
        raise UserError(f"{run.folder} already holds a run: add --resume to go on with it, or choose another out.")
    steps = config.optimisation.steps
    parameters = sum(p.numel() for p in run.network.parameters())
    print(
        f"{len(run.corpus)} clips, {len(run.corpus.labels)} labels, "
        f"{parameters:,} parameters, on {run.device}; step {run.step} of {steps}.",
        flush=True,
    )
    saved = said = time.monotonic()
    since, losses, accuracies = run.step, [], []
    while run.step < steps:
        loss, accuracy = run.advance()
        losses.append(loss)
        accuracies.append(accuracy)
        now = time.monotonic()
        if now - said >= SECONDS_BETWEEN_LINES or run.step == steps:
            speed = (run.step - since) * config.optimisation.batch / (now - said)
            left = (steps - run.step) * config.optimisation.batch / max(speed, 1e-9) / 60
            mean_loss, mean_accuracy = sum(losses) / len(losses), sum(accuracies) / len(accuracies)
            print(
                f"step {run.step}/{steps}  loss {mean_loss:.3f}  accuracy {mean_accuracy:.3f}  "
                f"{speed:.1f} clips/s  {left:.0f} min left",
                flush=True,
            )
            _log(run.folder / "log.csv", run.step, mean_loss, mean_accuracy, run.rate(), speed)
            said, since, losses, accuracies = now, run.step, [], []
        if now - saved >= config.checkpoint_seconds:
            run.save()
            saved = now
    run.save()
    write_text(run.folder / "config.json", config.model_dump_json(indent=1) + "\n")
    return run.finish()


def _log(file: Path, *values: float) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    new = not file.exists()
    with open(file, "a", newline="") as handle:
        writer = csv.writer(handle)
        if new:
            writer.writerow(["step", "loss", "accuracy", "rate", "clips_per_second"])
        writer.writerow(values)
