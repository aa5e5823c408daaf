"""A run in several processes, started by torchrun: who they are, how they divide a batch, and how they end together.

Every process draws the same batch from the step's seed, takes its share of the windows through the network, and adds
its gradients to the others'; since batch normalisation (``train.training.sync_batch_norm``) sees the whole batch too,
all of them take the step that a single process would.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

import torch
import torch.distributed as dist
from torch import Tensor

from recognizer.errors import UserError
from recognizer.model.device import choose_device

PATIENCE = timedelta(hours=12)  # others wait while the first one judges the validation part
_FAILURES = "mssa-failures"  # in the store that the processes share: how many of them have failed
_TORCHRUN = ("RANK", "WORLD_SIZE", "LOCAL_RANK", "LOCAL_WORLD_SIZE", "MASTER_ADDR", "MASTER_PORT")

Value = TypeVar("Value")


@dataclass(frozen=True)
class Processes:
    """This process, number ``rank`` of the ``count`` of a run; ``local``, of ``neighbours``, on its machine."""

    rank: int = 0
    count: int = 1
    local: int = 0
    neighbours: int = 1

    @property
    def first(self) -> bool:
        """Whether this is the one that shows, writes and evaluates."""
        return self.rank == 0

    def device(self, name: str) -> torch.device:
        """``choose_device``'s, but each process of a machine gets a GPU of its own. Raises ``UserError``."""
        if self.count == 1:
            return choose_device(name)
        if name.startswith("cuda:") or name == "mps":
            raise UserError(f"device: {name} is for one process alone; several need auto, cuda or cpu.")
        device = choose_device("cpu" if name == "auto" and not torch.cuda.is_available() else name)
        if device.type == "cpu":
            return device
        found = torch.cuda.device_count()
        if found < self.neighbours:
            raise UserError(
                f"{self.neighbours} processes were started on a machine with {found} GPUs: "
                "start one process per GPU, or use device=cpu."
            )
        device = torch.device("cuda", self.local)
        torch.cuda.set_device(device)
        return device

    def set_threads(self, threads: int) -> None:
        """So many CPU threads; 0: torch's choice for one process, and an equal part of the cores for each of several,
        which would otherwise have one thread each (torchrun's choice)."""
        if threads == 0 and self.count > 1:
            threads = max((os.cpu_count() or 1) // self.neighbours, 1)
        if threads:
            torch.set_num_threads(threads)

    def share(self, window: Tensor, count: int) -> slice:
        """Which of ``count`` windows are this process's. ``window`` int64 ``(B,)``, ascending: whose each body is.

        Successive windows with about the same number of bodies, and at least one window, for every process. Time goes
        by bodies, and at each batch normalisation all wait for the slowest. Raises ``UserError`` for too few windows.
        """
        if self.count == 1:
            return slice(0, count)
        if count < self.count:
            raise UserError(
                f"{self.count} processes cannot share {count} clips: "
                "raise optimisation.batch, or lower optimisation.accumulation."
            )
        ranks = torch.arange(self.count + 1)
        before = torch.searchsorted(window.cpu(), torch.arange(count + 1))  # bodies before each window
        even = len(window) * ranks / self.count
        cuts = (before - even[:, None]).abs().argmin(dim=1)
        cuts = (cuts - ranks).cummax(dim=0).values.clamp(0, count - self.count) + ranks
        cuts[0], cuts[-1] = 0, count
        return slice(int(cuts[self.rank]), int(cuts[self.rank + 1]))

    def add_up(self, tensors: Sequence[Tensor]) -> None:
        """Replace the tensors, of one type, by their sums over all processes; every process gets the same bits.

        One exchange at the end of the backward pass, where DistributedDataParallel would begin to send while it still
        goes on: the network's gradients are 6 MB, which take a GPU's link well under a millisecond, too little to hide.
        In exchange a batch in parts, recomputed blocks and weights without a gradient need no special care."""
        if self.count == 1:
            return
        flat = torch.cat([tensor.flatten() for tensor in tensors])
        sum_over_processes(flat)
        for tensor, total in zip(tensors, flat.split([tensor.numel() for tensor in tensors])):
            tensor.copy_(total.view_as(tensor))

    def from_first(self, value: Value) -> Value:
        """The first process's value, in every process. Its tensors must lie on the CPU."""
        if self.count == 1:
            return value
        sent: list[Any] = [value]
        with _all_there():
            dist.broadcast_object_list(sent, src=0, device=torch.device("cpu"))
        return sent[0]

    def agree(self, facts: dict[str, Any]) -> None:
        """Raises ``UserError`` where another process has another value of one of the ``facts``: it would draw other
        batches."""
        first = self.from_first(facts)
        for name, value in facts.items():
            if value != first[name]:
                raise UserError(f"Process {self.rank} has another {name} than process 0: all need the same.")


def device_name(device: torch.device) -> str:
    """The model of a GPU, for GPUs of other models draw other random numbers; else the kind of device."""
    return torch.cuda.get_device_name(device) if device.type == "cuda" else device.type


def sum_over_processes(values: Tensor) -> None:
    """Add up a tensor over all processes, in place. Raises ``UserError`` where one of them has ended."""
    with _all_there():
        dist.all_reduce(values)


@contextmanager
def joined() -> Iterator[Processes]:
    """The processes that torchrun started, connected with each other; a single one where it was not torchrun.

    Whatever ends one of them ends all. The first to fail raises its error, for the user; those that it takes
    along leave quietly, with exit code 1. Raises ``UserError`` where the processes cannot reach each other."""
    processes = _started()
    if processes.count == 1:
        yield processes
        return
    store = _connect()
    try:
        yield processes
    except BaseException:
        if not _first_to_fail(store):
            raise SystemExit(1) from None
        raise
    dist.destroy_process_group()


def _started() -> Processes:
    if not dist.is_available() or any(name not in os.environ for name in _TORCHRUN):
        return Processes()
    names = ("RANK", "WORLD_SIZE", "LOCAL_RANK", "LOCAL_WORLD_SIZE")
    return Processes(*(int(os.environ[name]) for name in names))


def _connect() -> dist.Store:
    # Objects and words go by gloo, which notices at once when a process ends; a GPU's numbers by nccl.
    backend = "cpu:gloo,cuda:nccl" if torch.cuda.is_available() and dist.is_nccl_available() else "gloo"
    try:
        store, rank, count = next(dist.rendezvous("env://"))
        dist.init_process_group(backend, store=store, rank=rank, world_size=count, timeout=PATIENCE)
    except (RuntimeError, ValueError) as error:
        where = f"{os.environ['MASTER_ADDR']}:{os.environ['MASTER_PORT']}"
        raise UserError(f"The processes of this run cannot reach each other by {where}: {error}") from error
    return store


def _first_to_fail(store: dist.Store) -> bool:
    try:
        return store.add(_FAILURES, 1) == 1
    except RuntimeError:  # the store went with the process that held it
        return True


@contextmanager
def _all_there() -> Iterator[None]:
    try:
        yield
    except RuntimeError as error:
        raise UserError("Another process of this run has ended: add --resume to go on.") from error
