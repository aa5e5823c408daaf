"""Gives every reader of outside data a great many damaged files, and counts what it does with them.

    python benchmarks/fuzz.py [READER ...] [--inputs N] [--seed S] [--jobs N] [--again NUMBER]
    python benchmarks/fuzz.py --table

Every input follows from the seed and its number: a sound file with bits turned over, parts missing, extreme numbers,
wrong headers and the like (``benchmarks/fuzzing``). A reader reads it right, or says in one sentence what is wrong.
Anything else is a finding: another exception, an answer that cannot be right, a crash, a hang, hundreds of megabytes
for one small file, or anything run. Each reader is tried in a process of its own, under a limit of memory and of time.
``--inputs``: how many a fast reader is given; slow ones get a share of them, and READER alone is tried where named.
What came of it is kept in ``benchmarks/fuzzing/outcomes.csv``, unless ``--trial`` is given; ``--table`` prints that for
docs/reliability.md. Inputs that led to a finding are written to ``data/fuzz``; ``--again`` writes one by its number,
and reads it with nothing around it. On Linux alone.
"""

import argparse
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from benchmarks.fuzzing.all_readers import READERS
from benchmarks.fuzzing.campaign import Found, run_campaign
from benchmarks.fuzzing.reader import Bench, quiet
from benchmarks.kept_results import KeptResults, table

OUTCOMES = Path(__file__).parent / "fuzzing" / "outcomes.csv"
FINDINGS = Path("data/fuzz")
PIECE = 100_000  # inputs that one process tries at most
KEPT = 3  # inputs that are written of each finding


@dataclass(frozen=True)
class Row:
    """What a reader did with so many damaged files. ``read``: it took them; ``refused``: it said what is wrong;
    ``findings``: anything else."""

    reader: str
    seed: int
    inputs: int
    read: int
    refused: int
    findings: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reader", nargs="*", choices=[*READERS, []], metavar="READER", help=", ".join(READERS))
    parser.add_argument("--inputs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--trial", action="store_true", help="keep no outcomes")
    parser.add_argument("--again", type=int, metavar="NUMBER", help="one input of one reader")
    parser.add_argument("--table", action="store_true", help="print what is kept")
    options = parser.parse_args()
    kept = KeptResults(OUTCOMES, Row, ["reader", "seed"])
    if options.table:
        print(as_table(kept.load()))
        return
    names = options.reader or list(READERS)
    if options.again is not None:
        try_again(names[0], options.seed, options.again)
        return
    with ThreadPoolExecutor(options.jobs) as pool:
        for name, found in zip(names, pool.map(lambda name: try_reader(name, options.inputs, options.seed), names)):
            row = Row(
                name, options.seed, found.inputs, found.read, found.refused, sum(map(len, found.findings.values()))
            )
            print(
                f"{name}: {row.inputs} inputs, {row.read} read, {row.refused} refused, {row.findings} findings",
                flush=True,
            )
            for told, numbers in sorted(found.findings.items(), key=lambda one: -len(one[1])):
                print(f"    {len(numbers)} (as {numbers[0]}): {told}", flush=True)
                for number in numbers[:KEPT]:
                    write_input(name, options.seed, number)
            if not options.trial:
                kept.add(row)


def try_reader(name: str, inputs: int, seed: int) -> Found:
    """So many inputs for a fast reader, fewer for a slow one."""
    found, count = Found(), max(round(inputs * READERS[name].share), 1)
    for begin in range(0, count, PIECE):
        found.add(run_campaign(name, range(begin, min(begin + PIECE, count)), seed))
    return found


def write_input(name: str, seed: int, number: int) -> Path:
    """The damaged file of an input, under its number."""
    with tempfile.TemporaryDirectory() as folder:
        file, content = Bench(READERS[name], Path(folder), seed).damaged(number)
    place = FINDINGS / name / f"{seed}-{number}-{file.name}"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
    return place


def try_again(name: str, seed: int, number: int) -> None:
    """One input in this process, with the whole traceback where it is a finding."""
    print(write_input(name, seed, number))
    with tempfile.TemporaryDirectory() as folder, quiet():
        bench = Bench(READERS[name], Path(folder), seed)
        file, content = bench.damaged(number)
        file.write_bytes(content)
        READERS[name].read(Path(folder))
    print("read")


def as_table(rows: list[Row]) -> str:
    """All that is kept, in Markdown, summed over seeds, with a last line of sums."""
    sums: dict[str, list[int]] = {}
    for row in rows:
        for name in (row.reader, "**all**"):
            before = sums.setdefault(name, [0, 0, 0, 0])
            sums[name] = [a + b for a, b in zip(before, (row.inputs, row.read, row.refused, row.findings))]
    order = sorted(sums, key=lambda name: (name == "**all**", name))
    return table(
        ["reader", "damaged files", "read", "refused in a sentence", "anything else"],
        [[name, *(f"{value:,}" for value in sums[name])] for name in order],
    )


if __name__ == "__main__":
    main()
