"""A run's checkpoint: everything that the rest of the run depends on, in one file, written atomically."""

import io
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch

from recognizer.errors import UserError
from recognizer.files import atomic
from train.training.config import FitConfig, read_recorded


@dataclass
class RunningTotals:
    """What has been summed up since the log's last row."""

    loss: float | torch.Tensor = 0.0  # times clips
    right: float | torch.Tensor = 0.0
    clips: int = 0


@dataclass
class BestValidation:
    """The highest validation accuracy so far, and the step that it was measured at."""

    accuracy: float = -1.0
    step: int = 0


@dataclass(frozen=True, eq=False)
class Checkpoint:
    """The state after ``step`` steps. There is no random state and no position in an epoch beside it: the order of the
    clips and every random draw, dropout's too, follow from the configuration's seed and the number of the step."""

    config: FitConfig
    step: int
    network: dict[str, Any]
    averaged: dict[str, Any] | None  # the running mean of the weights, where one is kept
    optimiser: dict[str, Any]
    scaler: dict[str, Any]
    totals: RunningTotals
    best: BestValidation
    seconds: float  # that the run has taken so far, stops left out

    def save(self, file: Path) -> None:
        """Write it, atomically. Raises ``UserError`` where the file cannot be written."""
        state = {
            "config": self.config.model_dump_json(),
            "step": self.step,
            "network": self.network,
            "averaged": self.averaged,
            "optimiser": self.optimiser,
            "scaler": self.scaler,
            "totals": asdict(self.totals),
            "best": asdict(self.best),
            "seconds": self.seconds,
        }
        # Not straight to the file: of a disk that fills up meanwhile, torch says "unexpected pos 704 vs 598".
        written = io.BytesIO()
        torch.save(state, written)
        with atomic(file) as temporary:
            temporary.write_bytes(written.getbuffer())


def load_checkpoint(file: Path, config: FitConfig) -> Checkpoint:
    """Read a checkpoint of the run that ``config`` describes; its tensors are on the CPU. Only tensors and plain values
    are unpickled. Raises ``UserError`` for a damaged file and for another run's."""
    try:
        state = torch.load(file, map_location="cpu", weights_only=True)
        saved = read_recorded(state["config"])
        checkpoint = Checkpoint(
            config=saved,
            step=int(state["step"]),
            network=state["network"],
            averaged=state.get("averaged"),
            optimiser=state["optimiser"],
            scaler=state["scaler"],
            totals=RunningTotals(**state["totals"]),
            best=BestValidation(**state["best"]),
            seconds=float(state["seconds"]),
        )
    except Exception as error:  # torch raises many kinds on damaged files
        raise UserError(f"{file} cannot be read as a checkpoint.") from error
    if not saved.same_run(config):
        raise UserError(f"{file} is of a run with another configuration: use the same, or another out.")
    return checkpoint
