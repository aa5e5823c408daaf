"""`fit`: train one stream, stop and resume exactly, and write a model folder.

Every random draw of a step, dropout's too, follows from the run's seed and the step's number, so that a run that was
killed at any instant and resumed draws the same as one that was not. Several processes
(``train.training.distributed``) draw the same too, dropout excepted: they take the steps of one.
"""

import json
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from recognizer.errors import UserError
from recognizer.files import write_text
from recognizer.model.model_config import ModelConfig
from recognizer.model.model_folder import Model, save_model
from recognizer.network.build import build_network
from recognizer.network.kinds import TITLES
from recognizer.network.skeleton_network import SkeletonNetwork
from train.data.balance import chances
from train.data.inputs import training_inputs
from train.data.windows import training_windows
from train.evaluation.judge import judge
from train.training.activation_recompute import recompute_blocks, worthwhile
from train.training.checkpoint import BestValidation, Checkpoint, RunningTotals, load_checkpoint
from train.training.config import FitConfig
from train.training.distributed import Processes, device_name
from train.training.optimisers import make_optimiser, running_mean
from train.training.precision import Precision, autocast, check_possible, is_slow, resolve
from train.training.run_folder import checkpoint_file, is_trained, model_folder, recorded_config
from train.training.run_log import LogRow, RunLog, RunProgress
from train.training.start_weights import take_weights
from train.training.sync_batch_norm import share_norms
from train.training.training_clips import draw_pass, load_corpus, training_corpus, validation_selection


@dataclass(frozen=True)
class TrainingRecord:
    """How a model came about, ``training.json`` in its folder: what is stated beside every accuracy."""

    stream: str
    steps: int
    batch: int
    epochs: float
    clips: int
    seed: int
    precision: str
    device: str
    processes: int
    data: list[str]
    split: str
    seconds: float  # that the run took, stops and what a kill undid left out


def model_config(config: FitConfig, labels: list[str]) -> ModelConfig:
    """The configuration of the model that the run yields. Raises ``UserError`` where there is nothing to tell apart."""
    if len(labels) < 2:
        raise UserError(
            f"The only action in the data is {labels[0]}, and a network learns to tell actions apart: give it at least "
            "two."
        )
    return ModelConfig(
        name=config.name,
        labels=labels,
        streams=[config.stream],
        architecture=config.architecture,
        time_base=config.time_base,
        normalisation=config.normalisation,
        background=config.data.background,
    )


class Run:
    """The state of a training run: network, optimiser and step; a checkpoint holds all of it. Every process has it.

    ``config`` states the precision that ``auto`` became on this device, or, after ``resume``, where the run began.
    ``goes_on``: a checkpoint will be taken up, so the model that the training started from need not be there still."""

    def __init__(
        self,
        config: FitConfig,
        processes: Processes = Processes(),  # noqa: B008 - it is frozen
        goes_on: bool = False,
    ) -> None:
        self.processes, self._asked = processes, config
        self.device = processes.device(config.device)
        # The first process decides for all: their processors may differ.
        precision = processes.from_first(resolve(config.precision, self.device))
        self.config = config = config.model_copy(update={"precision": precision})
        processes.set_threads(config.threads)
        self.corpus = training_corpus(config).to(self.device)
        validation = validation_selection(config)
        self.validation = None if validation is None else load_corpus(config, validation)
        self.model_config = model_config(config, self.corpus.labels)
        data = config.data
        self._chances = chances(self.corpus, data.balance, data.balance_groups, data.background_share, data.beginnings)
        how = config.optimisation
        self.schedule = how.schedule_for(len(self.corpus))
        processes.agree(
            {
                "configuration": config.model_dump_json(),
                "training clips": self.corpus.name,
                "model of GPU": device_name(self.device),
                "place for the clips": self.corpus.device.type,
                "version of torch": torch.__version__,
            }
        )
        torch.manual_seed(config.seed)
        self.network = build_network(self.model_config.network()).to(self.device)
        if config.start_from is not None and not goes_on:
            take_weights(self.network, config.start_from, config.stream)
        # Copied from the network before its blocks are made to recompute: a copy would go on using the first one's.
        self._averaged = running_mean(self.network, how.averaging)
        at_a_time = how.batch // how.accumulation
        if config.recompute is True or (
            config.recompute == "auto" and worthwhile(self.network.config, at_a_time, self.device)
        ):
            recompute_blocks(self.network)
        if processes.count > 1:
            share_norms(self.network, self.device)
        self.optimiser = make_optimiser(self.network.parameters(), how)
        self.scaler = self._new_scaler()
        self.step = 0
        self.totals, self.best = RunningTotals(), BestValidation()
        self._before, self._started = 0.0, time.monotonic()
        self._order: tuple[int, Tensor] = (-1, torch.empty(0))

    @property
    def precision(self) -> Precision:
        """What is computed in: never ``auto``."""
        assert self.config.precision != "auto"
        return self.config.precision

    def _new_scaler(self) -> torch.amp.GradScaler:
        return torch.amp.GradScaler(self.device.type, enabled=self.precision == "fp16")

    @property
    def result(self) -> SkeletonNetwork:
        """The network that is judged and shipped: the running mean, or the one that is trained."""
        if self._averaged is None:
            return self.network
        assert isinstance(self._averaged.module, SkeletonNetwork)
        return self._averaged.module

    @property
    def folder(self) -> Path:
        """Where the run writes all its files."""
        return Path(self.config.out)

    @property
    def checkpoint(self) -> Path:
        """The file that its checkpoint is kept in."""
        return checkpoint_file(self.config)

    @property
    def seconds(self) -> float:
        """That the run has taken so far, stops left out."""
        return self._before + time.monotonic() - self._started

    @property
    def epochs(self) -> float:
        """How often the data have been gone through."""
        return self.step * self.config.optimisation.batch / len(self.corpus)

    def advance(self) -> None:
        """One optimisation step; adds loss and accuracy on its batch to ``totals``, without waiting for a GPU."""
        how = self.config.optimisation
        seed = self.config.seed * 1_000_003 + self.step
        torch.manual_seed(seed * self.processes.count + self.processes.rank)  # for dropout
        draw = torch.Generator(self.corpus.device).manual_seed(seed)
        for group in self.optimiser.param_groups:
            group["lr"] = self.schedule.rate(self.step)
        self.network.train()
        self.optimiser.zero_grad(set_to_none=True)
        sums = torch.zeros(2, device=self.device)
        for clips in self._clips().to(self.corpus.device).chunk(how.accumulation):
            loss, right = self._loss(clips, draw)
            self.scaler.scale(loss / how.batch).backward()
            sums += torch.stack([loss.detach(), right])
        gradients = [weight.grad for weight in self.network.parameters() if weight.grad is not None]
        self.processes.add_up([sums, *gradients])
        self.scaler.step(self.optimiser)
        self.scaler.update()
        if self._averaged is not None:
            self._averaged.update_parameters(self.network)
        self.totals.loss, self.totals.right = self.totals.loss + sums[0], self.totals.right + sums[1]
        self.totals.clips += how.batch
        self.step += 1

    def _loss(self, clips: Tensor, draw: torch.Generator) -> tuple[Tensor, Tensor]:
        """Sum of the loss, and number of right answers, over this process's share of ``clips``."""
        config = self.config
        # Every process prepares all of the clips: it is little work, and so the draws are those of a single process.
        windows = training_windows(
            self.corpus, clips, config.time_base, config.architecture.frames, draw, config.data.shortest_crop
        )
        inputs = training_inputs(windows, config.stream, config.normalisation, config.augmentation, draw)
        mine = self.processes.share(inputs.window, inputs.count)
        inputs, target = inputs.part(mine), self.corpus.label[clips[mine]].to(self.device)
        with autocast(self.precision, self.device):
            logits = inputs.to(self.device).logits(self.network)
        logits = logits if self.precision == "fp32" else logits.float()
        loss = functional.cross_entropy(logits, target, reduction="sum")
        return loss, (logits.detach().argmax(1) == target).float().sum()

    def _clips(self) -> Tensor:
        """The clips of the current step: successive parts of endless reshuffled passes over the corpus."""
        batch, size = self.config.optimisation.batch, len(self.corpus)
        position = torch.arange(self.step * batch, (self.step + 1) * batch)
        passes = position // size
        return torch.cat([self._pass(int(n))[position[passes == n] % size] for n in passes.unique()])

    def _pass(self, number: int) -> Tensor:
        if self._order[0] != number:
            draw = torch.Generator().manual_seed(self.config.seed * 7_919 + number)
            self._order = number, draw_pass(len(self.corpus), self._chances, draw)
        return self._order[1]

    def validate(self) -> float:
        """Accuracy on the validation part, which there has to be; the weights that do best on it are kept apart, in
        ``best``."""
        assert self.validation is not None
        model = Model(self.model_config, {self.config.stream: self.result}, self.device)
        judged = judge([model], self.validation, quiet=True)
        accuracy = float((judged.probabilities(1.0).argmax(1) == judged.label).float().mean())
        if accuracy > self.best.accuracy:
            self.best = BestValidation(accuracy, self.step)
            self._write(self.folder / "best", f"Best of the validations so far: {accuracy:.1%} at step {self.step}.")
        return accuracy

    def row(self, validation: float | None, clips_per_second: float) -> LogRow:
        """The log's next row; the totals start anew."""
        totals, self.totals = self.totals, RunningTotals()
        loss, accuracy = float(totals.loss) / totals.clips, float(totals.right) / totals.clips
        rate = self.schedule.rate(self.step - 1)
        return LogRow(self.step, round(self.epochs, 4), loss, accuracy, validation, rate, clips_per_second)

    def save(self) -> None:
        """Write the checkpoint, atomically."""
        Checkpoint(
            config=self.config,
            step=self.step,
            network=self.network.state_dict(),
            averaged=None if self._averaged is None else self._averaged.state_dict(),
            optimiser=self.optimiser.state_dict(),
            scaler=self.scaler.state_dict(),
            totals=self.totals,
            best=self.best,
            seconds=self.seconds,
        ).save(self.checkpoint)

    def resume(self) -> bool:
        """Take up the run's checkpoint; False where there is none. Where the precision was ``auto``, the run goes on in
        what it was begun in. Raises ``UserError`` where the checkpoint does not fit.

        The first process reads it for all: the others may be on machines that do not see its folder."""
        found = self.processes.first and self.checkpoint.is_file()
        state = self.processes.from_first(load_checkpoint(self.checkpoint, self._asked) if found else None)
        if state is None:
            return False
        self.config = self.config.model_copy(update={"precision": state.config.precision})
        check_possible(self.precision, self.device)
        self.scaler = self._new_scaler()
        self.network.load_state_dict(state.network)
        if self._averaged is not None and state.averaged is not None:
            self._averaged.load_state_dict(state.averaged)
        self.optimiser.load_state_dict(state.optimiser)
        self.scaler.load_state_dict(state.scaler)
        self.step, self.totals, self.best = state.step, state.totals, state.best
        self._before, self._started = state.seconds, time.monotonic()
        return True

    def finish(self) -> Path:
        """Write the model folder, with the last step's weights or the mean that is kept; returns its path. Its
        configuration comes last: where that is, all is."""
        folder = model_folder(self.config)
        how, data = self.config.optimisation, self.config.data
        training = TrainingRecord(
            stream=self.config.stream,
            steps=self.step,
            batch=how.batch,
            epochs=round(self.epochs, 2),
            clips=len(self.corpus),
            seed=self.config.seed,
            precision=self.precision,
            device=self.device.type,
            processes=self.processes.count,
            data=data.files,
            split=data.split,
            seconds=round(self.seconds, 1),
        )
        folder.mkdir(parents=True, exist_ok=True)
        write_text(folder / "training.json", json.dumps([asdict(training)], indent=1) + "\n")
        self._write(folder, "Not evaluated yet.")
        return folder

    def _write(self, folder: Path, verdict: str) -> None:
        card = (
            f"# {self.config.name}\n\n{TITLES[self.config.architecture.kind]}, trained for {self.step} steps of "
            f"{self.config.optimisation.batch} clips on "
            f"{len(self.corpus)} clips, stream {self.config.stream}, seed {self.config.seed}. {verdict}\n"
        )
        save_model(folder, self.model_config, {self.config.stream: self.result}, card)


def fit(config: FitConfig, resume: bool = False, processes: Processes = Processes()) -> Path:  # noqa: B008
    """Train to the last step; returns the model folder's path. Progress goes to standard output, ``log.csv`` and
    TensorBoard. Of several processes the first alone reports and writes anything."""
    # Before anything is read or begun. Every process knows it, so that all end, and the first to do so reports it.
    begun = processes.from_first(processes.first and checkpoint_file(config).is_file())
    if begun and not resume:
        raise UserError(f"{config.out} already holds a run: add --resume to go on with it, or choose another out.")
    run = Run(config, processes, goes_on=begun)
    found = run.resume() if resume else False
    if not processes.first:
        while run.step < run.schedule.steps:
            run.advance()
        return model_folder(run.config)
    if resume and not found:
        print(f"There is no checkpoint in {run.folder} yet: starting anew.", flush=True)
    if is_slow(run.precision, run.device):
        print(slow_precision(run.precision, asked=config.precision != "auto"), file=sys.stderr, flush=True)
    write_text(run.folder / "config.json", run.config.model_dump_json(indent=1) + "\n")
    parameters = sum(p.numel() for p in run.network.parameters())
    among = f" in {processes.count} processes" if processes.count > 1 else ""
    print(
        f"{len(run.corpus)} clips, {len(run.corpus.labels)} labels, "
        f"{parameters:,} parameters, on {run.device} in {run.precision}{among}; step {run.step} of "
        f"{run.schedule.steps}.",
        flush=True,
    )
    log = RunLog(run.folder, run.step, config.tensorboard)
    try:
        with RunProgress(run.step, run.schedule.steps, config.optimisation.batch) as live:
            _train(run, log, live)
    finally:
        log.close()
    run.save()
    if run.validation is not None:
        print(
            f"Best on the validation part: {run.best.accuracy:.1%} at step {run.best.step}, in {run.folder / 'best'}."
        )
    return run.finish()


def slow_precision(precision: Precision, asked: bool) -> str:
    """What a user is shown whose processor has to emulate the precision: one that was ``asked`` for, or the one that a
    run was begun in on another processor."""
    if asked:
        return (
            f"precision: {precision} is slow here, since this processor has no instructions for it: with auto or fp32 "
            "training would be several times faster."
        )
    return f"The run goes on in {precision}, as it was begun, and slowly: this processor has no instructions for it."


def train_once(config: FitConfig) -> Path:
    """The run's model folder, trained now, further, or before. Raises ``UserError`` where the folder holds another
    training than the configuration asks for."""
    out = Path(config.out)
    if not is_trained(config):
        fit(config, resume=checkpoint_file(config).is_file())
    elif not recorded_config(config).same_run(config):
        raise UserError(f"{out} holds a training with another configuration: choose another folder, or remove it.")
    return model_folder(config)


def _train(run: Run, log: RunLog, live: RunProgress) -> None:
    steps = run.schedule.steps
    every = max(steps // run.config.rows, 1)
    judged_at = {steps * number // run.config.validations for number in range(1, run.config.validations + 1)}
    saved = since = time.monotonic()
    first = run.step
    while run.step < steps:
        run.advance()
        if live.due:
            totals = run.totals
            live.update(run.step, float(totals.loss) / totals.clips, float(totals.right) / totals.clips)
        judged = run.validation is not None and run.step in judged_at
        # Rows at fixed steps, not at fixed times: a resumed run writes the same ones.
        if judged or run.step % every == 0 or run.step == steps:
            speed = (run.step - first) * run.config.optimisation.batch / max(time.monotonic() - since, 1e-9)
            row = run.row(run.validate() if judged else None, round(speed, 2))
            log.add(row)
            if judged or run.step == steps:
                live.update(row.step, row.loss, row.accuracy)
            if judged:
                live.report(f"step {row.step}: validation accuracy {row.validation:.3f}")
            first, since = run.step, time.monotonic()
        if time.monotonic() - saved >= run.config.checkpoint_seconds:
            run.save()
            saved = time.monotonic()
