"""What a run's folder holds, and whether its training is finished."""

from pathlib import Path

from train.training.config import FitConfig, read_recorded


def checkpoint_file(config: FitConfig) -> Path:
    """Where a run keeps its checkpoint."""
    return Path(config.out) / "checkpoint.pt"


def model_folder(config: FitConfig) -> Path:
    """Where a finished training leaves its model."""
    return Path(config.out) / "model"


def is_trained(config: FitConfig) -> bool:
    """Whether the run's folder holds a finished training."""
    return (model_folder(config) / "config.json").is_file()


def recorded_config(config: FitConfig) -> FitConfig:
    """The configuration that the run in the folder of ``config`` recorded: the precision there is never ``auto``."""
    return read_recorded((Path(config.out) / "config.json").read_text(encoding="utf-8"))
