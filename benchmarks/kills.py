"""Do files outlive the end of whoever writes them? python benchmarks/kills.py [KIND ...] --kills N --seed S

For each kind of file that the program writes, a process writes one version over the other until SIGKILL ends it at a
random moment, within the time that a write takes, every second time soon after a file was begun. Another process reads
what is there, and the next one goes on in the same folder. What was found is kept in benchmarks/kills.csv; without
``--kills`` the table is printed from there. For systems with processes that can be forked and killed.
"""

import argparse
import itertools
import os
import random
import select
import signal
import statistics
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NoReturn

os.environ.setdefault("OMP_NUM_THREADS", "1")  # a process with threads cannot be forked safely
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from benchmarks.kept_results import KeptResults, table

RESULTS = Path(__file__).resolve().with_suffix(".csv")
BESIDE, CONTENT = "beside.txt", "nobody's business"
WARM = 2  # writes of a process before it may be killed: the first one also loads what it needs
DAY = 24 * 3600.0
BEGUN, DONE = b"(", b")"  # what a writer tells


@dataclass(frozen=True)
class Killed:
    """What became of a kind. ``kills``: how many there were, ``midway`` of them with a new file left behind;
    ``old`` and ``new``: how often the version before the kill was there, or the one that was being written;
    ``damaged``: how often neither was; ``lost``: how often anything else in the folder was gone or changed; ``left``:
    how many files the kills left behind in all; ``left_later``: how many of these a write a day later has left."""

    kind: str
    seed: int
    kills: int
    midway: int
    old: int
    new: int
    damaged: int
    lost: int
    left: int
    left_later: int


def kept(file: Path = RESULTS) -> KeptResults[Killed]:
    """The rows that were found so far."""
    return KeptResults(file, Killed, ["kind"])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kinds", nargs="*", metavar="KIND")
    parser.add_argument("--kills", type=int, default=0, help="how many for each kind; none: print what is kept")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=RESULTS, metavar="CSV")
    options = parser.parse_args()
    if options.kills:
        from benchmarks.killed_writes import KINDS

        if strangers := set(options.kinds) - KINDS.keys():
            parser.error(f"there is no kind {min(strangers)}: choose among {', '.join(KINDS)}")
        for name in options.kinds or KINDS:
            found = killed(name, options.kills, options.seed)
            kept(options.out).add(found)
            print(found, flush=True)
    print(markdown(options.out))
    return 1 if any(row.damaged or row.lost or row.left_later for row in kept(options.out).load()) else 0


def markdown(file: Path = RESULTS) -> str:
    """The table of what is kept."""
    heads = [
        "kind",
        "kills",
        "midway",
        "old version",
        "new version",
        "damaged",
        "lost beside it",
        "left",
        "a day later",
    ]
    rows = [
        [
            one.kind,
            *map(str, (one.kills, one.midway, one.old, one.new, one.damaged, one.lost, one.left, one.left_later)),
        ]
        for one in kept(file).load()
    ]
    return table(heads, rows)


def killed(name: str, kills: int, seed: int) -> Killed:
    """Kill the writing of one kind so many times."""
    from benchmarks.killed_writes import KINDS

    moments = random.Random(f"{name} {seed}")
    durations: list[float] = []
    tally = dict.fromkeys(("midway", "old", "new", "damaged", "lost"), 0)
    with tempfile.TemporaryDirectory(prefix="kills-") as scratch:
        folder = Path(scratch) / "folder"
        folder.mkdir()
        writes, version = KINDS[name](folder), 0
        in_another(partial(writes.write, version))
        (folder / BESIDE).write_text(CONTENT)
        usual = len(files(folder))
        for number in range(kills):
            known = files(folder)
            version += kill_one(writes.write, version + 1, durations, moments, aimed=number % 2 == 1)
            tally["midway"] += bool(files(folder) - known)
            found = in_another(writes.read)
            outcome = {version % writes.versions: "old", (version + 1) % writes.versions: "new"}.get(found, "damaged")
            tally[outcome] += 1
            tally["lost"] += not (folder / BESIDE).is_file() or (folder / BESIDE).read_text() != CONTENT
            version += outcome == "new"
            if outcome == "damaged":
                in_another(partial(writes.write, version))
        left = len(files(folder)) - usual
        for file in files(folder):
            os.utime(file, (time.time() - 2 * DAY, time.time() - 2 * DAY))
        in_another(partial(writes.write, version + 1))
        return Killed(name, seed, kills, **tally, left=left, left_later=len(files(folder)) - usual)


def files(folder: Path) -> set[Path]:
    """All that lies in a folder, at any depth."""
    return {each for each in folder.rglob("*") if each.is_file()}


def kill_one(
    write: Callable[[int], object], version: int, durations: list[float], moments: random.Random, aimed: bool
) -> int:
    """Let a process write versions from this one on, and kill it; returns how many were written to their end.
    ``durations``: what writes took so far, in seconds, to which this one's are added; ``aimed``: soon after a file was
    begun, since most of some writes is making the content."""
    ours, theirs = os.pipe()
    process = os.fork()
    if process == 0:
        in_a_child(partial(write_on, write, version, theirs))
    os.close(theirs)
    with open(ours, "rb", buffering=0) as told:
        done, before = 0, time.monotonic()
        while done < WARM:
            byte = told.read(1)
            if not byte:
                raise RuntimeError(f"version {version + done} could not be written")
            if byte == DONE:
                now, done = time.monotonic(), done + 1
                if done > 1:
                    durations.append(now - before)
                before = now
        moment, usual = moments.random(), statistics.median(durations)
        if aimed:
            moment **= 6
            while select.select([told], [], [], usual)[0]:  # what writes without Python tells of nothing
                byte = told.read(1)
                done += byte == DONE
                if byte == BEGUN:
                    break
        time.sleep(moment * usual)
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        return done + told.read().count(DONE)


def write_on(write: Callable[[int], object], version: int, told: int) -> NoReturn:
    """Write versions without end; the file ``told`` hears of each that is done, and of files that are begun."""

    def hear(event: str, given: tuple[object, ...]) -> None:
        if event == "open" and isinstance(given[2], int) and given[2] & os.O_CREAT:
            os.write(told, BEGUN)

    sys.addaudithook(hear)
    for each in itertools.count(version):
        write(each)
        os.write(told, DONE)
    raise AssertionError("there is no last version")


def in_another(work: Callable[[], object]) -> int:
    """What ``work`` gives, done by a process of its own as after a new start; -1 where it fails."""
    ours, theirs = os.pipe()
    process = os.fork()
    if process == 0:
        in_a_child(lambda: os.write(theirs, f"{work()}".encode()))
    os.close(theirs)
    with open(ours, "rb") as given:
        told = given.read().decode()
    failed = os.waitpid(process, 0)[1]
    return -1 if failed else int(told) if told.isdecimal() else 0


def in_a_child(work: Callable[[], object]) -> NoReturn:
    """Do it and end this process, which was forked, without anything that belongs to the other one."""
    try:
        work()
        status = 0
    except BaseException:
        traceback.print_exc()
        status = 1
    sys.stderr.flush()
    os._exit(status)


if __name__ == "__main__":
    sys.exit(main())
