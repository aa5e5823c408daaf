"""The trainer's command line. Each command imports what it needs when it runs, so that help is there at once."""

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from recognizer.console import invocation, run_command
from recognizer.errors import UserError
from recognizer.files import write_text
from recognizer.output.targets import check_targets
from recognizer.skeleton.stream_names import STREAMS
from train.extra import missing_packages_explained

ABOUT = "The trainer of MS-SA Studio: prepares data sets, trains, measures, and makes models."
EXAMPLES = """examples:
  python train/run.py prepare ntu60 --raw nturgb+d_skeletons --out data/ntu60.safetensors
  python train/run.py generate --clips 56578 --prepared data/generated.safetensors
  python train/run.py prepare utd-mhad --raw UTD-MHAD/Skeleton --out data/utd-mhad.safetensors
  python train/run.py prepare videos --list labels.csv --out data/videos.safetensors
  python train/run.py fit --config train/configs/bundled.yaml optimisation.steps=500
  python train/run.py fit --config train/configs/bundled.yaml --resume
  torchrun --nproc-per-node 8 train/run.py fit --config train/configs/ntu60_xsub_joint.yaml
  python train/run.py evaluate --model runs/utdmhad_joint/model --data data/utd-mhad.safetensors --split xsub-test
  python train/run.py evaluate --model A --model B --weights 1 1 --data FILE --split xsub-test --report report/
  python train/run.py fuse --model A --model B --weights 1 1 --out models/both
  python train/run.py export --model open --out open.onnx
  python train/run.py bench --json bench.json
  python train/run.py bench --model open --device cpu --engine eager onnx
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command, ``sys.argv``'s unless ``arguments`` are given, and return the exit code."""
    options = build_parser().parse_args(arguments)

    def run() -> None:
        with missing_packages_explained():
            options.handler(options)

    return run_command(run, debug=options.debug)


def build_parser() -> argparse.ArgumentParser:
    """The parser of all commands. Each one sets ``handler``, the function that carries it out."""
    style = argparse.RawDescriptionHelpFormatter
    started = invocation("train/run.py", "mssa-train")
    examples = EXAMPLES.replace("python train/run.py", started)
    parser = argparse.ArgumentParser(started, description=ABOUT, epilog=examples, formatter_class=style)
    parser.add_argument("--debug", action="store_true", help="show a traceback on failure")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    prepare = commands.add_parser("prepare", help="read a data set's raw files into one prepared file")
    prepare.add_argument("dataset", metavar="DATASET", help=_datasets())
    raw = prepare.add_mutually_exclusive_group(required=True)
    raw.add_argument("--raw", type=Path, metavar="DIR", help="the folder, or file, of the raw data")
    raw.add_argument(
        "--list",
        type=Path,
        nargs="+",
        metavar="F.csv",
        help="for videos: file, setup, person, start, end, action; a later list replaces a file's rows in earlier ones",
    )
    prepare.add_argument("--videos", type=Path, metavar="DIR", help="where the list's files are, if not beside it")
    prepare.add_argument("--out", required=True, type=Path, metavar="FILE", help="the prepared file to write")
    prepare.add_argument("--mirrored", action="store_true", help="the list's videos show people as in a mirror")
    prepare.add_argument("--workers", type=_positive, metavar="N", help="processes that read (all cores)")
    prepare.set_defaults(handler=_prepare)

    generate = commands.add_parser("generate", help="make an NTU-shaped data set, for machines without the archive")
    generate.add_argument("--clips", required=True, type=_positive, metavar="N", help="56578 are as many as NTU-60 has")
    target = generate.add_mutually_exclusive_group(required=True)
    target.add_argument("--out", type=Path, metavar="DIR", help="write .skeleton files, about 250 kB each")
    target.add_argument("--prepared", type=Path, metavar="FILE", help="write a prepared file")
    generate.add_argument("--classes", type=int, default=60, choices=(60, 120), help="as NTU-60 or NTU-120 (60)")
    generate.add_argument("--seed", type=int, default=0, metavar="N")
    generate.add_argument("--workers", type=_positive, metavar="N", help="processes, for --prepared (all cores)")
    generate.set_defaults(handler=_generate)

    fit = commands.add_parser("fit", help="train one stream")
    fit.add_argument("--config", required=True, metavar="F.yaml")
    fit.add_argument("--resume", action="store_true", help="go on from the run's checkpoint")
    fit.add_argument("overrides", nargs="*", metavar="key=value", help="for example optimisation.batch=16")
    fit.set_defaults(handler=_fit)

    evaluate = commands.add_parser("evaluate", help="measure a model, or several fused, on prepared clips")
    _add_models(evaluate)
    evaluate.add_argument(
        "--data", action="append", required=True, metavar="FILE", help="prepared file; may be repeated"
    )
    evaluate.add_argument(
        "--labels", default="bundled", metavar="L", help="list that says which classes are which labels (bundled)"
    )
    evaluate.add_argument("--split", default="all", metavar="NAME", help="a split of the set, or all")
    evaluate.add_argument("--folds", type=int, nargs="+", metavar="N", help="only the people of these folds, 0 to 7")
    evaluate.add_argument("--calibrate-split", metavar="NAME", help="fit the temperature on this split")
    evaluate.add_argument("--calibrate-folds", type=int, nargs="+", metavar="N", help="… on the people of these folds")
    evaluate.add_argument("--bodies", type=int, choices=(1, 2), default=2, help="1: the first body of each clip alone")
    evaluate.add_argument(
        "--pose-like", action="store_true", help="judge the clips as a camera's pose model gives them"
    )
    evaluate.add_argument("--device", default="auto", metavar="D")
    evaluate.add_argument("--json", type=Path, metavar="F")
    evaluate.add_argument("--report", type=Path, metavar="DIR", help="write a Markdown report with plots there")
    evaluate.set_defaults(handler=_evaluate)

    shot = commands.add_parser("one-shot", help="NTU RGB+D 120's one-shot protocol: 20 new actions, each shown once")
    shot.add_argument("--model", action="append", required=True, metavar="M", help="folder; several: side by side")
    shot.add_argument("--data", required=True, metavar="FILE", help="the prepared set of NTU RGB+D 120")
    shot.add_argument("--device", default="auto", metavar="D")
    shot.add_argument("--json", type=Path, metavar="F")
    shot.set_defaults(handler=_one_shot)

    fuse = commands.add_parser("fuse", help="make one model folder of several one-stream model folders")
    _add_models(fuse)
    fuse.add_argument("--out", required=True, type=Path, metavar="DIR", help="the model folder to write")
    fuse.set_defaults(handler=_fuse)

    export = commands.add_parser("export", help="write a model as one ONNX file, checked against PyTorch")
    export.add_argument("--model", required=True, metavar="M", help="name or folder of the model")
    export.add_argument(
        "--out", required=True, type=Path, metavar="F.onnx", help="as model.onnx in the model's folder: for live use"
    )
    export.set_defaults(handler=_export)

    bench = commands.add_parser("bench", help="what a network costs, and how fast it trains and answers")
    bench.add_argument("--model", default="", metavar="M", help="name or folder; without it, an untrained network")
    bench.add_argument("--width", type=_positive, default=64, metavar="N", help="of the untrained network (64)")
    bench.add_argument("--frames", type=_positive, default=64, metavar="N", help="of the untrained network (64)")
    bench.add_argument("--batch", type=_positive, default=32, metavar="N", help="clips to a training step (32)")
    bench.add_argument("--data", type=Path, metavar="FILE", help="a prepared set to train on (generated clips)")
    bench.add_argument("--device", nargs="+", default=[], metavar="D", help="cpu, and the GPU where there is one")
    bench.add_argument(
        "--precision",
        nargs="+",
        default=[],
        choices=["fp32", "bf16", "fp16"],
        help="fp32, and those beside it that the device computes natively",
    )
    bench.add_argument(
        "--engine",
        nargs="+",
        default=[],
        choices=["eager", "compiled", "onnx"],
        help="on a CPU eager and onnx (compiling takes minutes there), on a GPU eager and compiled",
    )
    bench.add_argument("--threads", type=_positive, metavar="N", help="of PyTorch (all cores)")
    bench.add_argument(
        "--keep-activations", action="store_true", help="as fit does with recompute=false: faster on a CPU, more memory"
    )
    bench.add_argument("--seconds", type=float, default=3.0, metavar="S", help="for each measurement, about (3)")
    bench.add_argument("--json", type=Path, metavar="F")
    bench.set_defaults(handler=_bench)

    summarize = commands.add_parser("summarize", help="mean and standard deviation over several evaluations")
    summarize.add_argument("evaluations", nargs="+", type=Path, metavar="F.json", help="what evaluate --json wrote")
    summarize.add_argument("--json", type=Path, metavar="F")
    summarize.set_defaults(handler=_summarize)

    table = commands.add_parser("table", help="the paper's Table 1 with a row for what was measured")
    table.add_argument("--xsub", type=Path, nargs="+", default=[], metavar="F.json", help="evaluations on xsub-test")
    table.add_argument("--xview", type=Path, nargs="+", default=[], metavar="F.json", help="evaluations on xview-test")
    table.add_argument("--out", type=Path, metavar="F.md", help="write it to this file too")
    table.set_defaults(handler=_table)

    folds = commands.add_parser("folds", help="train and measure a model on four folds of people, each once unseen")
    _add_open(folds)
    folds.add_argument("--fold", type=int, nargs="+", choices=range(4), default=list(range(4)))
    folds.add_argument(
        "--workers", type=_positive, metavar="N", help="folds that are judged and measured at a time (all cores)"
    )
    folds.set_defaults(handler=_folds)

    unknown = commands.add_parser("unknown", help="which score tells best that a movement is none of the known ones")
    _add_open(unknown)
    unknown.add_argument("--draws", type=int, nargs="+", default=list(range(5)), metavar="N", help="of held-out labels")
    unknown.set_defaults(handler=_unknown)

    publish = commands.add_parser(
        "publish", help="train a model on everybody, and write it with what its folds measured"
    )
    _add_open(publish)
    publish.add_argument("--to", required=True, type=Path, metavar="DIR", help="the model folder to write")
    publish.set_defaults(handler=_publish)
    return parser


def _add_open(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--config", required=True, metavar="F.yaml", help="the training of each stream")
    parser.add_argument("--streams", nargs="+", default=["joint", "bone"], choices=STREAMS)
    parser.add_argument("--runs", type=Path, required=True, metavar="DIR", help="where the trainings lie")
    parser.add_argument("overrides", nargs="*", metavar="key=value")


def _add_models(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--model", action="append", required=True, metavar="M", help="name or folder; several: fused")
    parser.add_argument("--weights", type=float, nargs="+", default=[], metavar="W", help="fusion weights (equal)")


def _datasets() -> str:
    return (
        "ntu60, ntu120, nw-ucla, utd-mhad, kinder-gator, sbu, kard, msr-daily, florence, penn, jhmdb, folder, pack, "
        "pyskl, ctr-gcn or videos"
    )


def _positive(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"a whole number from 1 on is needed, not {text}")
    return number


def _prepare(options: argparse.Namespace) -> None:
    from train.data.prepare import prepare, prepare_videos

    for_videos = options.list is not None
    if (options.dataset == "videos") != for_videos or (not for_videos and (options.mirrored or options.videos)):
        raise UserError(
            "Labelled videos are prepared as: "
            "prepare videos --list labels.csv [more.csv ...] [--videos DIR] --out FILE [--mirrored]."
        )
    _spare([options.out], options.list or [options.raw])
    if for_videos:
        done = prepare_videos(options.list, options.out, options.mirrored, options.workers, options.videos)
    else:
        done = prepare(options.dataset, options.raw, options.out, options.workers)
    print(f"{done.clips} clips are in {options.out}; {len(done.left_out)} were left out, see {options.out}.report.txt.")


def _generate(options: argparse.Namespace) -> None:
    from train.data.synthetic_ntu import SyntheticSet, write_prepared, write_raw

    shape = SyntheticSet(options.clips, options.classes, options.seed)
    if options.out:
        write_raw(shape, options.out)
        print(f"{shape.clips} .skeleton files are in {options.out}: prepare them as {shape.dataset}.")
    else:
        write_prepared(shape, options.prepared, options.workers)
        print(f"{shape.clips} clips are in {options.prepared}.")


def _fit(options: argparse.Namespace) -> None:
    from train.training.config import load_fit_config
    from train.training.distributed import joined
    from train.training.fit import fit

    with joined() as processes:
        folder = fit(load_fit_config(options.config, options.overrides), options.resume, processes)
        if processes.first:
            print(f"The model is in {folder}.")


def _evaluate(options: argparse.Namespace) -> None:
    from recognizer.model.device import choose_device
    from train.data.corpus import ClipSelection
    from train.evaluation.evaluate import EvaluationRequest, evaluate

    _spare([options.json], options.data)
    calibration = None
    if options.calibrate_split or options.calibrate_folds:
        folds = tuple(options.calibrate_folds) if options.calibrate_folds else None
        calibration = ClipSelection(options.calibrate_split or options.split, folds)
    request = EvaluationRequest(
        names=options.model,
        files=options.data,
        selection=ClipSelection(options.split, tuple(options.folds) if options.folds else None),
        weights=tuple(options.weights),
        calibration=calibration,
        bodies=options.bodies,
        like_pose=options.pose_like,
        labels=options.labels,
    )
    outcome = evaluate(request, choose_device(options.device))
    print_evaluation(outcome.evaluation)
    if options.json:
        outcome.evaluation.save(options.json)
        print(f"Written to {options.json}.")
    if options.report:
        from train.release.evaluation_report import write_report

        print(f"The report is {write_report(outcome, options.report)}.")


def _one_shot(options: argparse.Namespace) -> None:
    from recognizer.model.device import choose_device
    from train.evaluation.one_shot import one_shot

    _spare([options.json], [options.data])
    found = one_shot(options.model, options.data, choose_device(options.device))
    print(f"{found.top1:.1%} of {found.clips} clips of {found.actions} new actions, each shown once.")
    if options.json:
        write_text(options.json, json.dumps(asdict(found), indent=1) + "\n")
        print(f"Written to {options.json}.")


def _fuse(options: argparse.Namespace) -> None:
    from train.release.fuse import fuse

    model = fuse(options.model, options.weights, options.out)
    print(f"The model of {' + '.join(model.streams)} is in {options.out}.")


def _export(options: argparse.Namespace) -> None:
    from recognizer.model.device import share_cores
    from train.release.onnx_export import export

    share_cores()  # the comparison is done with the threads that live recognition has
    print("Exporting, which takes a minute or two.", flush=True)
    done = export(options.model, options.out)
    print(
        f"{options.out}: ONNX Runtime's probabilities differ from PyTorch's by {done.difference:.1e} at most, over "
        f"{done.windows} windows ({done.seconds:.0f} s)."
    )


def _bench(options: argparse.Namespace) -> None:
    import torch

    from recognizer.model.device import choose_device
    from train.bench.measure import BenchRequest, bench
    from train.bench.table import save, show

    if options.threads:
        torch.set_num_threads(options.threads)
    result = bench(
        BenchRequest(
            devices=tuple(map(choose_device, options.device or dict.fromkeys(("cpu", choose_device().type)))),
            precisions=tuple(options.precision),
            engines=tuple(options.engine),
            model=options.model,
            width=options.width,
            frames=options.frames,
            batch=options.batch,
            data=options.data,
            seconds=options.seconds,
            recompute=False if options.keep_activations else "auto",
        )
    )
    show(result)
    if options.json:
        save(result, options.json)
        print(f"Written to {options.json}.")


def _summarize(options: argparse.Namespace) -> None:
    from train.evaluation.summary import summarize

    _spare([options.json], options.evaluations)
    summary = summarize(options.evaluations)
    for name, figure in summary.figures.items():
        print(f"{name}: {figure}")
    if options.json:
        summary.save(options.json)
        print(f"Written to {options.json}.")


def _table(options: argparse.Namespace) -> None:
    from recognizer.files import write_text
    from train.evaluation.summary import paper_table

    _spare([options.out], [*options.xsub, *options.xview])
    text = paper_table(options.xsub, options.xview)
    print(text, end="")
    if options.out:
        write_text(options.out, text)


def _folds(options: argparse.Namespace) -> None:
    from train.release.cross_validation import run_folds
    from train.release.model_card import summary_lines
    from train.training.config import load_fit_config

    config = load_fit_config(options.config, options.overrides)
    results = run_folds(config, options.streams, options.fold, options.runs, _results(options), options.workers)
    print("\n".join(summary_lines(results)))


def _unknown(options: argparse.Namespace) -> None:
    from train.release.open_set import measure_unknown, table
    from train.training.config import load_fit_config

    config = load_fit_config(options.config, options.overrides).model_copy(update={"stream": options.streams[0]})
    print(table(measure_unknown(config, options.draws, options.runs, _results(options))))


def _publish(options: argparse.Namespace) -> None:
    from train.release.publish import publish
    from train.training.config import load_fit_config

    config = load_fit_config(options.config, options.overrides)
    publish(config, options.streams, options.runs, _results(options), options.to)
    print(f"The model and its card are in {options.to}.")


def _spare(targets: Sequence[Path | None], sources: Sequence[Path | str]) -> None:
    """Raise ``UserError``, before any work begins, where an output would take the place of a source, or cannot be
    written. What an earlier run of the command wrote is replaced."""
    check_targets([target for target in targets if target is not None], sources, overwrite=True)


def _results(options: argparse.Namespace) -> Path:
    """Results are kept beside the configuration that they belong to."""
    return Path(options.config).with_suffix(".results")


def print_evaluation(result) -> None:
    """Print an ``Evaluation``: accuracy, calibration, what it cost where that is known, and each group's accuracy."""
    print(
        f"{result.clips} clips of {result.data} ({result.split}); {result.unknown} of classes the model does not know"
    )
    print(f"top-1 {result.top1:.1%}  top-5 {result.top5:.1%}  calibration error {result.ece:.3f}")
    if result.cost is not None:
        steps = " + ".join(str(fact.get("steps")) for fact in result.training) or "unknown"
        print(
            f"{result.cost.parameters:,} parameters, {result.cost.gflops:.2f} GFLOPs a body, "
            f"{steps} training steps, judged at {result.clips_per_second:.1f} clips/s"
        )
    for name, share in asdict(result)["per_group"].items():
        print(f"  {name}: {share['top1']:.1%} of {share['clips']}")
