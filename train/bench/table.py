"""Showing what `bench` measured: tables on a terminal, the same in plain lines (of Markdown) elsewhere."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from recognizer.files import write_text
from train.bench.measure import BenchResult, BenchSetting, LiveStep, Throughput

Rows = list[list[str]]


def show(result: BenchResult) -> None:
    """Print all of it."""
    print(
        f"{result.model} ({' + '.join(result.streams)}), width {result.width}, {result.frames} frames: "
        f"{result.cost.parameters:,} parameters, {result.cost.gflops:.2f} GFLOPs a body"
    )
    gpu = f", {result.gpu}" if result.gpu else ""
    print(f"torch {result.torch}, {result.cores} CPU cores, {result.threads} threads{gpu}")
    for path in result.data:
        print(
            f"data path alone on {path.device}, batch {path.batch}: {path.clips_per_second:,.0f} clips/s "
            f"({result.bodies:.2f} bodies a clip)"
        )
    print_table(*speed_table(result))
    print_table(*live_table(result))
    for line in missing(result):
        print(line)


def save(result: BenchResult, path: Path) -> None:
    """Write the figures as JSON, atomically."""
    write_text(path, json.dumps(asdict(result), indent=1) + "\n")


def speed_table(result: BenchResult) -> tuple[list[str], Rows]:
    """Column heads and rows: one row for each setting, clips a second of everything."""
    tasks = list(dict.fromkeys((rate.task, rate.batch) for rate in result.rates))
    heads = ["device", "precision", "engine", *(f"{task}, batch {batch}" for task, batch in tasks)]
    heads += ["data path's share", "NTU-60 epoch"]
    gpu = any(rate.peak_bytes is not None for rate in result.rates)
    rows = []
    for setting in dict.fromkeys(rate.setting for rate in result.rates):
        found = {(rate.task, rate.batch): rate for rate in result.rates if rate.setting == setting}
        training = next((rate for rate in found.values() if rate.task == "training"), None)
        row = [*_named(setting), *(_rate(found.get(task)) for task in tasks)]
        share, epoch = (training.data_share, training.epoch_seconds) if training else (None, None)
        row.append("" if share is None else f"{share:.1%}")
        row.append("" if epoch is None else _duration(epoch))
        if gpu:
            row.append(_bytes([rate.peak_bytes for rate in found.values()]))
        rows.append(row)
    return heads + ["peak memory"] * gpu, rows


def live_table(result: BenchResult) -> tuple[list[str], Rows]:
    """Column heads and rows: milliseconds of a live recognition step, for one person and for two."""
    rows = []
    for setting in dict.fromkeys(step.setting for step in result.live):
        steps = [step for step in result.live if step.setting == setting]
        rows.append([*_named(setting), str(steps[0].threads), *(_step(step) for step in steps)])
    return ["device", "precision", "engine", "threads", "live step p50 / p95, one person", "two persons"], rows


def missing(result: BenchResult) -> list[str]:
    """A line for every setting in which something could not be measured, with the reason."""
    reasons: dict[tuple[str, str], dict[str, None]] = {}  # a dictionary as a set that keeps its order
    measured: list[Throughput | LiveStep] = [*result.rates, *result.live]
    for part in measured:
        if part.missing:
            what = part.task if isinstance(part, Throughput) else "live step"
            reasons.setdefault((" ".join(_named(part.setting)), part.missing), {})[what] = None
    return [
        f"not available: {', '.join(tasks)} with {setting}: {reason}" for (setting, reason), tasks in reasons.items()
    ]


def print_table(heads: Sequence[str], rows: Rows) -> None:
    """Print a table, ``heads`` over its columns: drawn on a terminal, as Markdown anywhere else."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    console = Console()
    if console.is_terminal:
        table = Table(*heads)
        for row in rows:
            table.add_row(*map(escape, row))
        console.print(table)
        return
    for row in (list(heads), ["---"] * len(heads), *rows):
        print("| " + " | ".join(row) + " |")


def _named(setting: BenchSetting) -> list[str]:
    return [setting.device, setting.precision, setting.engine]


def _rate(rate: Throughput | None) -> str:
    if rate is None:
        return ""
    return "not available" if rate.clips_per_second is None else f"{rate.clips_per_second:,.1f}"


def _step(step: LiveStep) -> str:
    return "not available" if step.p50_ms is None else f"{step.p50_ms:.1f} / {step.p95_ms:.1f} ms"


def _duration(seconds: float) -> str:
    if seconds < 600:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 7200 else f"{seconds / 3600:.1f} h"


def _bytes(sizes: list[int | None]) -> str:
    known = [size for size in sizes if size is not None]
    return f"{max(known) / 1e9:.2f} GB" if known else ""
