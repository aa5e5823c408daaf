"""Many inputs for one reader, in a process of its own that may crash, hang or run out of memory without any harm.

The process that tries (``python -m benchmarks.fuzzing.campaign``) writes the number of each input into a file before it
begins with it, so that whoever watches (``Campaign``) knows which one ended it, and goes on after that one.
"""

import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.fuzzing.archive_mutators import WAS_RUN
from benchmarks.fuzzing.reader import Bench, FuzzedReader, Outcome, quiet

ADDRESSES = 6 << 30  # bytes of address space beyond what the process has when it begins
GROWTH = 300 << 20  # bytes that one input may add to what the process holds at most
# For one input; a busy machine is no hang.
CPU_SECONDS, WALL_SECONDS = float(os.environ.get("MSSA_FUZZ_CPU_SECONDS", "10")), 300.0
# What no reader does: what Python tells its auditors before it happens.
FORBIDDEN = {"os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.forkpty", "subprocess.Popen"}
FORBIDDEN |= {"socket.connect", "socket.getaddrinfo", "os.mkdir", "os.rmdir", "os.symlink", "shutil.rmtree"}
IN_MEMORY = "/dev/shm"
_SIGNALS = {signal.SIGPROF: "it hangs", signal.SIGALRM: "it waits for ever"}


@dataclass
class Found:
    """What came of the inputs that were tried. ``findings``: what went wrong, each with the numbers of its inputs."""

    read: int = 0
    refused: int = 0
    findings: dict[str, list[int]] = field(default_factory=dict)

    @property
    def inputs(self) -> int:
        """How many were tried."""
        return self.read + self.refused + sum(map(len, self.findings.values()))

    def note(self, told: str, number: int) -> None:
        """One more finding."""
        self.findings.setdefault(told, []).append(number)

    def add(self, other: "Found") -> None:
        """What came of other inputs, too."""
        self.read, self.refused = self.read + other.read, self.refused + other.refused
        for told, numbers in other.findings.items():
            self.findings.setdefault(told, []).extend(numbers)


def run_campaign(reader: str, inputs: range, seed: int, module: str = "benchmarks.fuzzing.all_readers") -> Found:
    """Try these inputs, in as many processes as it takes. ``module`` holds the reader, among its ``READERS``."""
    found, begin = Found(), inputs.start
    while begin < inputs.stop:
        # Anew for each process: one that crashed leaves a damaged file behind.
        with tempfile.TemporaryDirectory(prefix="fuzz-", dir=IN_MEMORY if os.path.isdir(IN_MEMORY) else None) as name:
            progress = Path(name, "progress")
            progress.write_text("")
            given = {
                "reader": reader,
                "module": module,
                "begin": begin,
                "end": inputs.stop,
                "seed": seed,
                "folder": name,
            }
            command = [sys.executable, "-m", "benchmarks.fuzzing.campaign", json.dumps(given)]
            ended = subprocess.run(command, capture_output=True, text=True, errors="replace")
            reports = [json.loads(line) for line in ended.stdout.splitlines() if line.startswith('{"read"')]
            for report in reports[-1:]:
                found.add(Found(**report))
            if ended.returncode == 0:
                break
            at = progress.read_text()
            if not at:
                raise RuntimeError(f"{reader} cannot be tried at all: {ended.stderr[-2000:]}")
            found.note(_why_ended(ended), int(at))
            begin = int(at) + 1
    return found


def _why_ended(ended: "subprocess.CompletedProcess[str]") -> str:
    if ended.returncode >= 0:
        last = (ended.stderr.strip().splitlines() or [""])[-1]
        return f"it ends the process ({ended.returncode}): {last[:200]}"
    number = signal.Signals(-ended.returncode)
    return _SIGNALS.get(number, f"it crashes ({number.name})")


def try_inputs(reader: FuzzedReader, inputs: range, seed: int, folder: Path, progress: Path) -> None:
    """Try these inputs in this process, and print what came of them, now and then and at the end."""
    (folder / "files").mkdir(exist_ok=True)
    bench = Bench(reader, folder / "files", seed)
    reader.read(folder / "files")  # what needs to be imported is there from now on
    found, ran = Found(), _audited()
    _let_clocks_end_it()
    with quiet(), open(progress, "r+b", buffering=0) as place, _limited():
        held = _held()
        for number in inputs:
            os.pwrite(place.fileno(), f"{number:<20}".encode(), 0)
            file, content = bench.damaged(number)
            _begin_clocks()
            tried = bench.attempt(file, content)
            before, held = held, _held()
            told = tried.told
            if ran:
                told = f"it does what no reader does: {ran[0]}"
                ran.clear()
            elif held - before > GROWTH:
                told = "it takes hundreds of megabytes"
            elif tried.outcome is not Outcome.FINDING:
                found.read += tried.outcome is Outcome.READ
                found.refused += tried.outcome is Outcome.REFUSED
                if number % 500 == 0:
                    _print(found)
                continue
            found.note(told, number)
            _print(found)
        _stop_clocks()
    _print(found)


def _print(found: Found) -> None:
    print(json.dumps(vars(found)), flush=True)


def _audited() -> list[str]:
    """What is in this list was done since it was last emptied, and must not be."""
    ran: list[str] = []

    def note(event: str, arguments: tuple) -> None:
        # Folders are made by readers, too, which write beside what they read; what would run makes one of this name.
        if event in FORBIDDEN and (event != "os.mkdir" or WAS_RUN in str(arguments[0])):
            ran.append(event)

    sys.addaudithook(note)
    return ran


@contextmanager
def _limited() -> Iterator[None]:
    """With no more address space than ``ADDRESSES`` beyond what is taken already."""
    with open("/proc/self/statm") as sizes:
        taken = int(sizes.read().split()[0]) * resource.getpagesize()
    before = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (taken + ADDRESSES, before[1]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


def _held() -> int:
    """The most memory that this process has held so far, in bytes; by getrusage, it would have its parent's as well."""
    with open("/proc/self/status") as told:
        return next(int(line.split()[1]) * 1024 for line in told if line.startswith("VmHWM"))


def _let_clocks_end_it() -> None:
    """Take back what whoever started this process may have done to the clocks' signals: a new process inherits it."""
    for number in _SIGNALS:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)


def _begin_clocks() -> None:
    """End this process where the next input takes too long: by signals, which nothing here catches."""
    signal.setitimer(signal.ITIMER_PROF, CPU_SECONDS)
    signal.setitimer(signal.ITIMER_REAL, WALL_SECONDS)


def _stop_clocks() -> None:
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.setitimer(signal.ITIMER_REAL, 0)


def _main() -> None:
    import importlib
    import logging

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    logging.disable(logging.CRITICAL)
    given = json.loads(sys.argv[1])
    reader = importlib.import_module(given["module"]).READERS[given["reader"]]
    folder = Path(given["folder"])
    os.environ["HOME"] = os.environ["XDG_DATA_HOME"] = str(folder / "home")  # nothing of whoever starts it is touched
    sys.path.insert(0, os.getcwd())
    os.chdir(folder)
    try_inputs(reader, range(given["begin"], given["end"]), given["seed"], folder, folder / "progress")


if __name__ == "__main__":
    _main()
