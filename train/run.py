"""The trainer's command line: ``python train/run.py --help``."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # so that it runs from a plain checkout

from recognizer.console import run_command

EXAMPLES = """examples:
  python train/run.py prepare utd-mhad --raw UTD-MHAD/Skeleton --out data/utd-mhad.safetensors
  python train/run.py fit --config train/configs/open_joint.yaml optimisation.steps=500
  python train/run.py fit --config train/configs/open_joint.yaml --resume
  python train/run.py evaluate --model open --data data/utd-mhad.safetensors --split xsub-test
"""


def main(arguments: Sequence[str] | None = None) -> int:
    options = build_parser().parse_args(arguments)
    return run_command(lambda: options.handler(options), debug=options.debug)


def build_parser() -> argparse.ArgumentParser:
    style = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser("train/run.py", description=__doc__, epilog=EXAMPLES, formatter_class=style)
    parser.add_argument("--debug", action="store_true", help="show a traceback on failure")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    prepare = commands.add_parser("prepare", help="read a data set's raw files into one prepared file")
    prepare.add_argument("dataset", metavar="DATASET", help="nw-ucla, utd-mhad or kinder-gator")
    prepare.add_argument("--raw", required=True, type=Path, metavar="DIR", help="the folder of the raw files")
    prepare.add_argument("--out", required=True, type=Path, metavar="FILE", help="the prepared file to write")
    prepare.set_defaults(handler=_prepare)

    fit = commands.add_parser("fit", help="train one stream")
    fit.add_argument("--config", required=True, metavar="F.yaml")
    fit.add_argument("--resume", action="store_true", help="go on from the run's checkpoint")
    fit.add_argument("overrides", nargs="*", metavar="key=value", help="for example optimisation.batch=16")
    fit.set_defaults(handler=_fit)

    evaluate = commands.add_parser("evaluate", help="measure a model on prepared clips")
    evaluate.add_argument("--model", action="append", required=True, metavar="M", help="name or folder; several: fused")
    evaluate.add_argument(
        "--data", action="append", required=True, metavar="FILE", help="prepared file; may be repeated"
    )
    evaluate.add_argument("--split", default="all", metavar="NAME", help="a split of the set, or all")
    evaluate.add_argument("--folds", type=int, nargs="+", metavar="N", help="only the people of these folds, 0 to 7")
    evaluate.add_argument("--device", default="auto", metavar="D")
    evaluate.add_argument("--json", type=Path, metavar="F")
    evaluate.set_defaults(handler=_evaluate)

    publish = commands.add_parser("publish", help="calibrate and measure a trained model, and write it with its card")
    publish.add_argument("--config", required=True, metavar="F.yaml", help="the configuration that it was trained with")
    publish.add_argument("--to", required=True, type=Path, metavar="DIR", help="the model folder to write")
    publish.add_argument("overrides", nargs="*", metavar="key=value")
    publish.set_defaults(handler=_publish)
    return parser


def _prepare(options: argparse.Namespace) -> None:
    from train.prepare import prepare

    done = prepare(options.dataset, options.raw, options.out)
    print(
        f"{done.clips} clips are in {options.out}; {len(done.left_out)} files were left out, "
        f"see {options.out}.report.txt."
    )


def _fit(options: argparse.Namespace) -> None:
    from train.config import load_fit_config
    from train.fit import fit

    folder = fit(load_fit_config(options.config, options.overrides), options.resume)
    print(f"The model is in {folder}.")


def _evaluate(options: argparse.Namespace) -> None:
    from recognizer.device import choose_device
    from train.corpus import Part
    from train.evaluate import evaluate, load_models

    part = Part(options.split, tuple(options.folds) if options.folds else None)
    result = evaluate(load_models(options.model, choose_device(options.device)), options.model, options.data, part)
    print_evaluation(result)
    if options.json:
        result.save(options.json)
        print(f"Written to {options.json}.")


def _publish(options: argparse.Namespace) -> None:
    from train.config import load_fit_config
    from train.publish import publish

    print_evaluation(publish(load_fit_config(options.config, options.overrides), options.to))
    print(f"The model and its card are in {options.to}.")


def print_evaluation(result) -> None:
    print(
        f"{result.clips} clips of {result.data} ({result.split}); {result.unknown} of classes the model does not know"
    )
    print(f"top-1 {result.top1:.1%}  top-5 {result.top5:.1%}  calibration error {result.ece:.3f}")
    for name, share in asdict(result)["per_group"].items():
        print(f"  {name}: {share['top1']:.1%} of {share['clips']}")


if __name__ == "__main__":
    sys.exit(main())
