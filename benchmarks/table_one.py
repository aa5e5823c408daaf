"""The paper's Table 1 under one trainer: python benchmarks/table_one.py [SYSTEM ...] [--fit] [--cost] [--sets ...]

Every system is trained on the same clips by the same recipe for the same number of steps; its learning rate is one of
three, chosen on people (and, on NW-UCLA, a view) that are set apart inside the training part, and never by a test
split. ``--fit`` trains what has not been trained, in an order that fills the table row by row; it can be stopped and
started at any moment. ``--cost`` measures all systems in one run. Without either, the table is printed from what was
kept in train/configs/table_one. The sets must have been prepared into data/ (docs/training.md).
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.kept_results import KeptResults, mean_and_spread, table
from recognizer.model.model_config import ModelConfig
from recognizer.model.model_folder import load_model, save_model
from recognizer.network.build import build_network
from train.evaluation.cost import cost_of
from train.evaluation.summary import PAPER
from train.training.run_log import read_log

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "train" / "configs" / "table_one"
RUNS = ROOT / "runs" / "table_one"
RUN = str(ROOT / "train" / "run.py")
RATES = (0.003, 0.01, 0.03)
SEARCH_STEPS = 150
STREAMS = ("joint", "joint-motion")
FUSED = " + ".join(STREAMS)
LABELS, COST_FRAMES = 60, 64  # what costs are counted and measured at, besides the paper's width


@dataclass(frozen=True)
class System:
    """A row. ``printed``: its name in the paper's Table 1; ``changes``: keys of the trainer's configuration."""

    name: str
    changes: tuple[str, ...]
    printed: str = ""

    def kind_and_readings(self) -> dict[str, object]:
        """What the changes make of the architecture."""
        keys = [change.split("=", 1) for change in self.changes if change.startswith("architecture.")]
        return {key.removeprefix("architecture."): _value(value) for key, value in keys}


@dataclass(frozen=True)
class Protocol:
    """A set's published protocol. ``folds``: a training and a test part each; ``search``: what sets clips apart inside
    the training part, for choosing the rate; empty where the rate of ``rate_of``, another set, is taken."""

    name: str
    heading: str
    folds: tuple[tuple[str, str], ...]
    search: tuple[str, ...] = ()
    rate_of: str = ""


LITERAL = ("architecture.scale=channels", "architecture.topology=fixed", "architecture.sigma=relu")
SYSTEMS = (
    System("MS-SA", ("architecture.kind=ms-sa",), "MS-SA, the paper (joint + motion)"),
    System("ST-GCN", ("architecture.kind=st-gcn",), "ST-GCN"),
    System("2s-AGCN", ("architecture.kind=2s-agcn",), "2s-AGCN"),
    System("Shift-GCN", ("architecture.kind=shift-gcn",), "Shift-GCN"),
    System("MS-G3D", ("architecture.kind=ms-g3d",), "MS-G3D"),
    System("ST-TR", ("architecture.kind=st-tr",), "ST-TR"),
    System("Dynamic GCN", ("architecture.kind=dynamic-gcn",), "Dynamic GCN"),
    System("DSTA-Net", ("architecture.kind=dsta-net",), "DSTANet"),
    System("MST-GCN", ("architecture.kind=mst-gcn",), "MST-GCN"),
    System("CTR-GCN", ("architecture.kind=ctr-gcn",)),
    System("MS-SA, no attention", ("architecture.attention=false",)),
    System("MS-SA, plain graph", ("architecture.adaptive=false",)),
    System("MS-SA, one dilation", ("architecture.dilations=[1, 1, 1, 1]",)),
    System("MS-SA by the letter", LITERAL),
    System("MS-SA, full width", ("architecture.width=64",)),
)
PROTOCOLS = (
    Protocol(
        "nw-ucla",
        "NW-UCLA, clean",
        (("xview-clean-train", "xview-clean-test"),),
        ("data.validation_groups=[v02]", "data.validation_folds=[0, 1]"),
    ),
    Protocol("utd-mhad", "UTD-MHAD", (("xsub-train", "xsub-test"),), ("data.validation_folds=[0, 2]",)),
    Protocol("sbu", "SBU", tuple((f"fold{n}-train", f"fold{n}-test") for n in range(1, 6)), rate_of="utd-mhad"),
)


@dataclass(frozen=True)
class Accuracy:
    """Of one system on one test part. ``right`` of ``clips``; ``seconds``: of training, beside whatever else ran."""

    system: str
    data: str
    split: str
    stream: str
    seed: int
    steps: int
    rate: float
    right: int
    clips: int
    seconds: float | None


@dataclass(frozen=True)
class Search:
    """How a rate did on what was set apart: ``top1``, a share, after ``steps`` steps."""

    system: str
    data: str
    rate: float
    steps: int
    top1: float


@dataclass(frozen=True)
class SystemCost:
    """One stream at the paper's width: parameters and GFLOPs of a body; clips a second of training, and milliseconds of
    a live step of one person, by PyTorch and by ONNX Runtime; all systems in one run on ``processor``."""

    system: str
    parameters: int
    gflops: float
    clips_per_s: float | None
    eager_ms: float | None
    onnx_ms: float | None
    precision: str
    processor: str


ACCURACIES = KeptResults(FOLDER / "accuracies.csv", Accuracy, ["data", "system", "seed", "stream", "split"])
SEARCHES = KeptResults(FOLDER / "searches.csv", Search, ["data", "system", "rate"])
COSTS = KeptResults(FOLDER / "costs.csv", SystemCost, ["system"])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    names = [system.name for system in SYSTEMS]
    parser.add_argument("systems", nargs="*", metavar="SYSTEM", help=f"all, unless named: {', '.join(names)}")
    parser.add_argument("--sets", nargs="+", default=["nw-ucla", "utd-mhad"], choices=[p.name for p in PROTOCOLS])
    parser.add_argument("--seeds", nargs="+", type=int, default=[1])
    parser.add_argument("--fit", action="store_true", help="train and judge what has not been")
    parser.add_argument("--cost", action="store_true", help="measure what the systems cost, all in one run")
    options = parser.parse_args()
    if unknown := set(options.systems) - set(names):
        parser.error(f"there is no system {', '.join(sorted(unknown))}")
    systems = [system for system in SYSTEMS if not options.systems or system.name in options.systems]
    if options.fit:
        for seed in options.seeds:
            for protocol in (protocol for protocol in PROTOCOLS if protocol.name in options.sets):
                for system in systems:
                    complete(system, protocol, seed)
    if options.cost:
        measure_costs(systems)
    print(accuracy_table(), cost_table(), sep="\n\n")
    return 0


# ---------------------------------------------------------------- training and judging


def complete(system: System, protocol: Protocol, seed: int) -> None:
    """Train and judge a system by a protocol with a seed, unless that is known."""
    rate = best_rate(system, protocol)
    for training, test in protocol.folds:
        out = RUNS / protocol.name / _file_name(system) / f"{test}-{seed}"
        models = [fit(system, protocol, out / stream, stream, training, seed, rate) for stream in STREAMS]
        for stream, judged in zip((*STREAMS, FUSED), ([models[0]], [models[1]], models), strict=True):
            keep_accuracy(system, protocol, test, stream, seed, rate, judged)


def best_rate(system: System, protocol: Protocol) -> float:
    """The rate that did best on what is set apart inside the training part, or inside another set's."""
    if protocol.rate_of:
        return best_rate(system, next(other for other in PROTOCOLS if other.name == protocol.rate_of))
    found = {known.rate: known.top1 for known in _searched(system, protocol)}
    for rate in RATES:
        if rate not in found:
            found[rate] = search(system, protocol, rate)
    return max(RATES, key=lambda rate: found[rate])


def _searched(system: System, protocol: Protocol) -> Iterator[Search]:
    return (known for known in SEARCHES.load() if (known.system, known.data) == (system.name, protocol.name))


def search(system: System, protocol: Protocol, rate: float) -> float:
    """Train the joint stream for a while on what is left of the training part, and judge what was set apart."""
    out = RUNS / protocol.name / _file_name(system) / f"search-{rate}"
    warm_up = SEARCH_STEPS // 15
    words = [*protocol.search, f"optimisation.steps={SEARCH_STEPS}", f"optimisation.warm_up={warm_up}"]
    run_fit(system, protocol, out, [*words, f"optimisation.rate={rate}", "seed=1"])
    top1 = read_log(out / "log.csv")[-1].validation
    assert top1 is not None, "clips are set apart"
    SEARCHES.add(Search(system.name, protocol.name, rate, SEARCH_STEPS, round(top1, 4)))
    return top1


def fit(system: System, protocol: Protocol, out: Path, stream: str, training: str, seed: int, rate: float) -> Path:
    """The folder of the model of one stream, trained unless it was."""
    words = [f"stream={stream}", f"data.split={training}", f"seed={seed}", f"optimisation.rate={rate}"]
    run_fit(system, protocol, out, words)
    return out / "model"


def run_fit(system: System, protocol: Protocol, out: Path, words: Sequence[str]) -> None:
    if (out / "model" / "config.json").is_file():
        return
    resume = ["--resume"] if (out / "checkpoint.pt").is_file() else []
    file = str(FOLDER / f"{protocol.name}.yaml")
    run("fit", "--config", file, *resume, *system.changes, f"name={_file_name(system)}", f"out={out}", *words)


def keep_accuracy(
    system: System, protocol: Protocol, test: str, stream: str, seed: int, rate: float, models: Sequence[Path]
) -> None:
    """Judge one model, or several fused 1 : 1, and keep what was found, unless it is known."""
    result = models[0].parent.parent / f"{stream.replace(' ', '')}.json"
    if not result.is_file():
        data = str(ROOT / "data" / f"{protocol.name}.safetensors")
        named = [word for model in models for word in ("--model", str(model))]
        run("evaluate", *named, "--data", data, "--split", test, "--json", str(result))
    found = json.loads(result.read_text())
    facts = found["training"]
    ACCURACIES.add(
        Accuracy(
            system.name,
            protocol.name,
            test,
            stream,
            seed,
            facts[0]["steps"],
            rate,
            round(found["top1"] * found["clips"]),
            found["clips"],
            round(sum(fact["seconds"] for fact in facts), 1),
        )
    )


def run(*arguments: str) -> None:
    """One thread each, so that two of this script, on two sets, share two cores fairly."""
    threads = {} if arguments[0] == "bench" else {"OMP_NUM_THREADS": "1"}
    subprocess.run([sys.executable, RUN, *arguments], cwd=ROOT, check=True, env=os.environ | threads)


def _file_name(system: System) -> str:
    return system.name.lower().replace(",", "").replace(" ", "-")


def _value(text: str) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return text


# ---------------------------------------------------------------- cost


def measure_costs(systems: Sequence[System]) -> None:
    """Parameters, arithmetic and speed of every system, one after the other in this run."""
    for system in systems:
        with tempfile.TemporaryDirectory() as folder:
            COSTS.add(measured(system, Path(folder)))


def measured(system: System, folder: Path) -> SystemCost:
    """One stream of a system of random weights at the paper's width."""
    architecture = {"frames": COST_FRAMES, **system.kind_and_readings()}
    labels = [f"class {number}" for number in range(1, LABELS + 1)]
    config = ModelConfig(
        name=_file_name(system), labels=labels, architecture=architecture, time_base={"kind": "whole-clip"}
    )
    save_model(folder, config, {"joint": build_network(config.network())}, "# Random weights, for measuring\n")
    cost = cost_of([load_model(folder)])
    result = folder / "bench.json"
    run("bench", "--model", str(folder), "--device", "cpu", "--precision", "fp32", "--json", str(result))
    found = json.loads(result.read_text())
    training = next(rate["clips_per_second"] for rate in found["rates"] if rate["task"] == "training")
    live = {step["setting"]["engine"]: step["p50_ms"] for step in found["live"] if step["persons"] == 1}
    return SystemCost(
        system.name,
        cost.parameters,
        cost.gflops,
        training,
        live.get("eager"),
        live.get("onnx"),
        "fp32",
        processor(),
    )


def processor() -> str:
    """What the operating system calls the processor, and how many cores of it there are."""
    lines = Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").is_file() else []
    named = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return f"{named[0]}, {len(named)} cores" if named else "unknown"


# ---------------------------------------------------------------- tables


def accuracy_table() -> str:
    """Top-1 in percent, mean ± standard deviation over seeds; a seed counts once all of a protocol's folds are done."""
    heads = ["system", *(f"{protocol.heading}: {stream}" for protocol in PROTOCOLS for stream in (*STREAMS, "fused"))]
    heads += ["printed X-Sub", "printed X-View"]
    printed = {name: (xsub, xview) for name, xsub, xview in PAPER}
    rows = []
    for system in SYSTEMS:
        cells = [cell(system, protocol, stream) for protocol in PROTOCOLS for stream in (*STREAMS, FUSED)]
        if any(cells):
            rows.append([system.name, *cells, *printed.get(system.printed, ("", ""))])
    return table(heads, rows)


def cell(system: System, protocol: Protocol, stream: str) -> str:
    """One figure of the table, or nothing."""
    found = [
        known
        for known in ACCURACIES.load()
        if (known.system, known.data, known.stream) == (system.name, protocol.name, stream)
    ]
    by_seed: list[float] = []
    for seed in sorted({known.seed for known in found}):
        folds = [100 * known.right / known.clips for known in found if known.seed == seed]
        if len(folds) == len(protocol.folds):
            by_seed.append(sum(folds) / len(folds))
    return mean_and_spread(by_seed) if by_seed else ""


def cost_table() -> str:
    """What was measured of every system, in one run."""
    heads = ["system", "parameters", "GFLOPs", "training, clips/s", "window, ms", "window by ONNX Runtime, ms"]
    known = {cost.system: cost for cost in COSTS.load()}
    rows = [
        [
            system.name,
            f"{cost.parameters:,}",
            f"{cost.gflops:.2f}",
            *("" if value is None else f"{value:.1f}" for value in (cost.clips_per_s, cost.eager_ms, cost.onnx_ms)),
        ]
        for system in SYSTEMS
        if (cost := known.get(system.name))
    ]
    return table(heads, rows)


if __name__ == "__main__":
    sys.exit(main())
