"""Waiting for a training in another process; the suite's own limit ends a wait in vain."""

import subprocess
import time
from pathlib import Path

from train.training.run_log import read_log


def wait_for_step(run: Path, step: int, process: subprocess.Popen) -> None:
    """Until the run's log has reached ``step``. Fails where the process has ended before."""
    while True:
        rows = read_log(run / "log.csv")
        if rows and rows[-1].step >= step:
            return
        assert process.poll() is None, process.communicate()
        time.sleep(0.02)
