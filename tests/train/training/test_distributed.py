"""A run in several processes takes the steps of a single one, goes on in any number, and ends with one sentence."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import nn

from recognizer.errors import UserError
from tests.paths import ROOT
from tests.train import exact
from tests.train.waiting import wait_for_step
from train.training.config import load_fit_config
from train.training.distributed import Processes
from train.training.fit import Run, fit
from train.training.run_log import read_log
from train.training.sync_batch_norm import share_norms

EXACT = Path(exact.__file__)  # train/run.py in double precision
ENVIRONMENT = {**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": str(ROOT)}

# Parts of 15 clips, every fourth clip with two bodies: the two shares are uneven. All in double precision, and from a
# checkpoint on in small steps: a network that has just begun to learn magnifies rounding tenfold and more in a step, be
# it that of several processes or of weights changed in their last bit (benchmarks/rounding.py).
LEARNED, STEPS = 12, 20
WORDS = [
    "optimisation.batch=30",
    "optimisation.accumulation=2",
    f"optimisation.steps={STEPS}",
    "optimisation.schedule=steps",
    f"optimisation.milestones=[{LEARNED}, {LEARNED}, {LEARNED}]",
    f"rows={STEPS}",
    "threads=1",
    "checkpoint_seconds=0",
]
MOVED, SAME = 1e-4, 1e-9  # what the weights move by from there, and what counts as rounding


def start(*command: str) -> subprocess.Popen:
    """Two processes of a Python file by torchrun, in a group of their own."""
    torchrun = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node=2", *command]
    return subprocess.Popen(
        torchrun, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )


def finish(process: subprocess.Popen) -> tuple[int, str, str]:
    try:
        out, err = process.communicate(timeout=200)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
    return process.returncode, out, err


def start_fit(config_file: Path, *words: str) -> subprocess.Popen:
    return start(str(EXACT), "fit", "--config", str(config_file), *WORDS, "--resume", *words)


def weights(run: Path) -> dict[str, torch.Tensor]:
    return torch.load(run / "checkpoint.pt", weights_only=True)["network"]


@pytest.fixture
def exactly(monkeypatch):
    monkeypatch.setattr("train.training.fit.build_network", exact.double_network)


def test_a_killed_run_goes_on_in_another_number_of_processes(config_file, tmp_path, exactly):
    """One process; two, of which one is killed; one; two again: the run of a single process, to rounding."""
    run = Run(load_fit_config(config_file, WORDS))
    for _ in range(LEARNED):
        run.advance()
    run.save()
    first = {name: value.detach().clone() for name, value in run.network.named_parameters()}
    shutil.copytree(tmp_path / "run", tmp_path / "alone")
    fit(load_fit_config(config_file, [*WORDS, f"out={tmp_path / 'alone'}"]), resume=True)

    process = start_fit(config_file)
    wait_for_step(tmp_path / "run", LEARNED + 2, process)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    os.kill(int(children[1]), signal.SIGKILL)
    code, _, err = finish(process)
    # The one that is left says so, unless torchrun is quicker to end it.
    assert code == 1 and err.count("Error: ") - err.count("ChildFailedError: ") <= 1, err
    run = Run(load_fit_config(config_file, WORDS))
    assert run.resume() and LEARNED < run.step < STEPS
    run.advance()
    run.save()
    code, out, err = finish(start_fit(config_file))
    assert code == 0, err

    alone, several = weights(tmp_path / "alone"), weights(tmp_path / "run")
    assert max(float((alone[name] - value).abs().max()) for name, value in first.items()) > MOVED
    for name, value in alone.items():
        torch.testing.assert_close(several[name], value, atol=SAME, rtol=SAME, msg=lambda text, name=name: name + text)
    # The first process alone speaks and writes.
    assert out.count("in 2 processes; step") == out.count("The model is in") == 1
    rows, others = read_log(tmp_path / "alone" / "log.csv"), read_log(tmp_path / "run" / "log.csv")
    assert rows[-1].step == others[-1].step == STEPS and len({row.step for row in others}) == len(others)
    assert (rows[-1].loss, rows[-1].accuracy) == pytest.approx((others[-1].loss, others[-1].accuracy), rel=1e-5)
    assert rows[-1].validation == others[-1].validation
    assert sorted(file.name for file in (tmp_path / "run").iterdir()) == [
        "best", "checkpoint.pt", "config.json", "log.csv", "model",
    ]  # fmt: skip


def some_steps(processes: Processes, words: list[str]) -> dict[str, torch.Tensor]:
    """Weights, statistics and totals after three steps of the run that these words of a configuration describe."""
    run = Run(load_fit_config(words[0], words[1:]), processes)
    for _ in range(3):
        run.advance()
    return run.network.state_dict() | {"loss": run.totals.loss, "right": run.totals.right}


def check_norms(processes: Processes, kind: torch.dtype, bodies: int, tolerance: float) -> None:
    """The first so many bodies belong to process 0; both compare with all of them in one batch normalisation."""
    torch.manual_seed(0)
    x = (3 + 2 * torch.randn(5, 4, 6, 3, dtype=torch.float64)).to(kind)
    weigh = torch.randn(5, 4, 6, 3, dtype=torch.float64).to(kind)
    width = torch.float64 if kind == torch.float64 else torch.float32
    whole, parted = nn.BatchNorm2d(4).to(width), nn.BatchNorm2d(4).to(width)
    for norm in (whole, parted):
        nn.init.constant_(norm.weight, 1.5)
    share_norms(parted, torch.device("cpu"))
    mine = slice(0, bodies) if processes.first else slice(bodies, 5)
    ours, theirs = x[mine].clone().requires_grad_(), x.clone().requires_grad_()

    def same(one: torch.Tensor, other: torch.Tensor) -> None:
        torch.testing.assert_close(one, other, atol=tolerance, rtol=tolerance, check_dtype=True)

    for _ in range(2):
        got, right = parted(ours), whole(theirs)
        same(got, right[mine])
        (got * weigh[mine]).sum().backward()
        (right * weigh).sum().backward()
    same(ours.grad, theirs.grad[mine])
    processes.add_up([parted.weight.grad, parted.bias.grad])
    same(parted.weight.grad, whole.weight.grad)
    same(parted.bias.grad, whole.bias.grad)
    for name, value in whole.state_dict().items():
        same(parted.state_dict()[name], value)
    same(parted.eval()(x), whole.eval()(x))


# What each of two processes does: starting them costs more than all of it, so it is done at one go.
TOGETHER = """
import sys
import torch
from tests.train.exact import patch
from tests.train.training.test_distributed import check_norms, some_steps
from train.training.distributed import joined

patch()
with joined() as processes:
    torch.save(some_steps(processes, sys.argv[2:]), f"{sys.argv[1]}-{processes.rank}-of-{processes.count}.pt")
    for bodies in (3, 5):
        check_norms(processes, torch.float64, bodies, 1e-10)
        check_norms(processes, torch.float32, bodies, 1e-5)
        check_norms(processes, torch.bfloat16, bodies, 3e-2)
    print("compared", flush=True)
    if processes.rank == 1:
        processes.agree({"colour": "red"})
    else:
        processes.agree({"colour": "blue"})
        processes.add_up([torch.ones(1)])
"""


def test_two_processes_take_the_steps_of_one(config_file, tmp_path, exactly):
    """In double precision, from the first step on and at full rate, with a batch in parts, uneven shares and
    activations computed again: both processes have the weights and statistics of a single one to 5e-11.

    And batch normalisation over both is that of the whole batch: output, gradients, running statistics; also with all
    bodies in one process, and in half precision. In the end the processes disagree: the one that says so is heard, the
    other leaves quietly."""
    (tmp_path / "together.py").write_text(TOGETHER)
    facts = ["optimisation.batch=10", "optimisation.accumulation=2", "recompute=true", "threads=1"]
    words = [str(config_file), *facts]
    alone = some_steps(Processes(), words)
    code, out, err = finish(start(str(tmp_path / "together.py"), str(tmp_path / "state"), *words))
    assert out.count("compared") == 2, err
    first, second = (torch.load(tmp_path / f"state-{rank}-of-2.pt") for rank in (0, 1))
    for name, value in alone.items():
        assert torch.equal(first[name], second[name]), name
        within = 1e-6 if name == "loss" else 0  # which is summed up in single precision
        torch.testing.assert_close(first[name].double(), value.double(), atol=5e-11, rtol=within)
    assert code == 1
    assert err.count("UserError: Process 1 has another colour than process 0: all need the same.") == 1
    assert err.count("Error: ") == 1 + err.count("ChildFailedError: "), err


@given(st.lists(st.integers(0, 2), min_size=1, max_size=40), st.integers(2, 9))
def test_shares_are_whole_windows_evenly_dealt(bodies, count):
    window = torch.repeat_interleave(torch.arange(len(bodies)), torch.tensor(bodies))
    everybody = [Processes(rank, count) for rank in range(count)]
    if len(bodies) < count:
        with pytest.raises(UserError, match="cannot share"):
            everybody[0].share(window, len(bodies))
        return
    shares = [process.share(window, len(bodies)) for process in everybody]
    assert [share.start for share in shares] == [0, *(share.stop for share in shares[:-1])]
    assert shares[-1].stop == len(bodies) and all(share.stop > share.start for share in shares)
    if min(bodies) > 0 and sum(bodies) > 2 * count:  # enough for even shares
        assert all(abs(sum(bodies[share]) - sum(bodies) / count) <= 2 for share in shares)


def test_a_single_process_has_everything_and_several_have_their_own():
    assert Processes().share(torch.zeros(0, dtype=torch.int64), 3) == slice(0, 3)
    assert Processes(1, 2, 1, 2).device("cpu") == torch.device("cpu")
    for name in ("cuda:1", "mps"):
        with pytest.raises(UserError, match="one process alone"):
            Processes(1, 2, 1, 2).device(name)
    with pytest.raises(UserError, match="no device gpu"):
        Processes(1, 2, 1, 2).device("gpu")
    with pytest.raises(UserError, match="one process per GPU" if torch.cuda.is_available() else "not available here"):
        Processes(0, 99, 0, 99).device("cuda")
