"""The bundled model's card: every figure in it comes from a result that `folds` or `unknown` wrote."""

from collections import Counter
from collections.abc import Callable, Sequence
from statistics import mean, stdev

from recognizer.model.model_folder import Model
from train.evaluation.decision_tuning import ALARMS
from train.evaluation.evaluate import InnerUse
from train.release.cross_validation import CLIPS, COUNT, Accuracy, FoldResult
from train.release.open_set import Separation
from train.release.open_set import table as unknown_table
from train.training.config import FitConfig

CONFUSED = 12  # pairs of labels that are listed
CHOOSERS = (0, 1)  # the folds with people whom `unknown` and benchmarks/ablations.py judge on


def summary_lines(results: Sequence[FoldResult]) -> list[str]:
    """For the terminal: a line of figures for each fold."""
    lines = []
    for result in results:
        shares = "  ".join(f"{each.name} {each.top1:.1%}" for each in result.accuracies)
        live = result.live
        lines.append(
            f"fold {result.fold}: {shares}; ECE {result.ece_before:.3f} -> {result.ece_after:.3f}; segment F1 "
            f"{live.f1:.2f}, {live.alarms_a_minute:.1f} false alarms and {live.flips_a_minute:.1f} flips a minute, "
            f"label {live.delay:+.1f} s after an action's middle"
        )
    return lines


def card_text(
    config: FitConfig,
    model: Model,
    clips: int,
    results: Sequence[FoldResult],
    unknown: Sequence[Separation],
    inner: InnerUse,
) -> str:
    """The card, in Markdown. ``clips``: how many the model was trained on; ``inner``: how much its maps do."""
    parts = [
        _about(config, model),
        _protocol(config, clips, results),
        _accuracy(results),
        _calibration(model, results),
        _live(model, results),
        _unknown(unknown),
        _labels(results),
        _maps(inner),
        _limits(model),
    ]
    return "\n".join(part for part in parts if part)


def _about(config: FitConfig, model: Model) -> str:
    parameters = sum(p.numel() for network in model.networks.values() for p in network.parameters())
    streams = " and ".join(model.config.streams)
    return f"""# The model "{model.config.name}"

MS-SA, streams {streams}, {config.architecture.width} channels wide (the paper's has 64), {parameters:,} parameters in
all. It names {len(model.labels)} actions of one person, or none, from windows of {config.time_base.seconds:g} seconds
resampled to {config.architecture.frames} frames.

## Data and terms

NW-UCLA, UTD-MHAD and Kinder-Gator, published research data sets of Kinect v1 skeletons without an explicit licence:
the weights are meant for research and teaching. No file of the sets is part of this project. Sides are merged (a left
and a right hand wave alike). NW-UCLA's duplicated clips (view 2 of two classes) are left out, and so are one person's
clips of dressing and undressing in views 1 and 2, some of which share frames under two labels. NW-UCLA's files tell no
times; 15 frames a second are assumed. Letters and squares, drawn in the air or made with the body, are no labels: they
are among what is learned as "no known action", with the rests at the ends of clips. SBU's actions of two people are not
part of it: the streams and rules here judge one person.
"""


_OPTIMISERS = {"sgd": "SGD", "adamw": "AdamW"}


def _protocol(config: FitConfig, clips: int, results: Sequence[FoldResult]) -> str:
    how = config.optimisation
    hours = sum(result.seconds for result in results) / 3600
    precisions = " and ".join(dict.fromkeys(result.training.precision for result in results))
    return f"""## Protocol

People are dealt into four folds, adults and children apart; nobody is on two sides. For each fold every stream was
trained without its people, and without some others who were set apart for temperature and rules of decision. The
weights that are shipped were trained on everybody ({clips} clips with a label), with the median of the folds' rules:
what to expect of them is what the folds measured{_so_far(results)}.
{how.steps} steps of {how.batch} windows, {_OPTIMISERS[how.optimiser]}, rate {how.rate:g}, {how.schedule} schedule,
{precisions}, seed {config.seed}, the last step's weights; the folds' trainings took {hours:.1f} hours of shared
CPU cores. A clip is judged by the mean of five windows spread over its motion.

To reproduce, prepare the three sets, then:

    python train/run.py folds   --config train/configs/open.yaml --runs runs/open
    python train/run.py unknown --config train/configs/open.yaml --runs runs/open/unknown optimisation.steps=400
    python train/run.py publish --config train/configs/open.yaml --runs runs/open --to resources/models/open
    python train/run.py export  --model open --out resources/models/open/model.onnx
"""


def _so_far(results: Sequence[FoldResult]) -> str:
    return "" if len(results) == COUNT else f" (so far {len(results)} of the {COUNT})"


def _folds(results: Sequence[FoldResult]) -> str:
    return "one fold" if len(results) == 1 else f"{len(results)} folds"


def spread(values: Sequence[float], form: Callable[[float], str]) -> str:
    """Mean ± standard deviation."""
    return form(mean(values)) + (f" ± {form(stdev(values))}" if len(values) > 1 else "")


def _spread_if_any(shares: Sequence[float | None]) -> str:
    """Mean ± standard deviation in percent of what was measured; empty where nothing was."""
    measured = [share for share in shares if share is not None]
    return spread(measured, percent) if measured else ""


def percent(value: float) -> str:
    """A share, from 0 to 1, in percent with one decimal and no sign."""
    return f"{100 * value:.1f}"


def _named(results: Sequence[FoldResult], name: str) -> list[Accuracy]:
    return [each for result in results for each in result.accuracies if each.name == name]


def _best(results: Sequence[FoldResult]) -> str:
    names = [each.name for each in results[0].accuracies]
    return "fused" if "fused" in names else names[0]


def _accuracy(results: Sequence[FoldResult]) -> str:
    rows = []
    for name in (each.name for each in results[0].accuracies):
        own = _named(results, name)
        like, five = (_spread_if_any(values) for values in ([e.pose_like for e in own], [e.top5 for e in own]))
        rows.append(f"| {name} | {spread([each.top1 for each in own], percent)} | {five} | {like} |")
    ours, theirs = _named(results, _best(results)), _named(results, "nearest neighbour")
    groups = []
    for group in ours[0].per_group:
        count = sum(each.per_group[group].clips for each in ours)
        both = [spread([each.per_group[group].top1 for each in who], percent) for who in (ours, theirs)]
        groups.append(f"| {group} | {count} | {both[0]} | {both[1]} |")
    return (
        "## Accuracy on people never trained on\n\n"
        f"Percent of clips, mean ± standard deviation over {_folds(results)}. Pose-like: the same clips with the\n"
        "proportions, the leaning, the noise in depth and the lost hands that a camera's pose model was measured to\n"
        "give, seen from another height and side.\n\n"
        "| | top-1 | top-5 | top-1, pose-like |\n|---|---|---|---|\n"
        + "\n".join(rows)
        + "\n\n"
        + _unchosen(results)
        + f"| group | clips | {_best(results)}, top-1 | nearest neighbour |\n|---|---|---|---|\n"
        + "\n".join(groups)
        + "\n"
    )


def _unchosen(results: Sequence[FoldResult]) -> str:
    """What the folds measured whose people had no part in any choice."""
    own = [result for result in results if result.fold not in CHOOSERS]
    if not own:
        return ""
    best = spread([each.top1 for each in _named(own, _best(own))], percent)
    return (
        "The network and the parts of its training were chosen by short trainings judged on people of fold 1, the\n"
        'score for "no known action", and between whole trainings, on those of fold 0. Over the folds whose people\'s\n'
        f"accuracy had no part in any choice, {_best(own)} is {best} %.\n\n"
    )


def _calibration(model: Model, results: Sequence[FoldResult]) -> str:
    before, after = ([getattr(each, which) for each in results] for which in ("ece_before", "ece_after"))

    def plain(value: float) -> str:
        return f"{value:.3f}"

    return (
        "## Calibration\n\n"
        f"Calibration error (ECE, 15 bins, clips of test people): {spread(before, plain)} before,\n"
        f"{spread(after, plain)} after dividing the logits by a temperature. That of a fold is the one with the best\n"
        "Brier score on the people whom any fold set apart, but those whom it tests; the shipped one is their\n"
        f"geometric mean, {model.config.temperature:g}. This way was chosen among four with the test people's errors\n"
        "in view: each fold's own people set apart, and cross-entropy, had done worse (docs/open-model.md).\n"
    )


def _live(model: Model, results: Sequence[FoldResult]) -> str:
    kinds = [result.live for result in results], [result.live_pose_like for result in results]
    rows = [
        ("segment F1 at 0.5 overlap", "f1"),
        ("actions whose label was given at all", "named_share"),
        ("seconds from an action's middle to its label, median", "delay"),
        ("rests in which a label is taken up or stays, a minute", "alarms_a_minute"),
        ("changes from one label to another, a minute", "flips_a_minute"),
    ]
    cells = [
        [name, *(spread([getattr(each, value) for each in lives], "{:.2f}".format) for lives in kinds)]
        for name, value in rows
    ]
    rules = model.config.decision
    return (
        "## Live\n\n"
        f"On streams of test people, up to {CLIPS} clips each joined by recorded rests, judged five times a second.\n"
        "Rules tuned on such streams of the people who found the temperature, of both kinds, for the highest F1 with\n"
        f"at most one false alarm a minute of rest. Mean ± standard deviation over {_folds(results)}.\n\n"
        "| | as recorded | pose-like |\n|---|---|---|\n"
        + "\n".join(f"| {' | '.join(row)} |" for row in cells)
        + _loud(results)
        + f"\n\nShipped rules: averaged over {rules.smoothing:g} s, taken up at {rules.enter:.0%}, given up under "
        f"{rules.leave:.0%},\nkept for {rules.stay:g} s at least, none below {rules.energy:g} m/s, segments placed "
        f"{rules.lag:g} s before a window's end.\n"
    )


def _loud(results: Sequence[FoldResult]) -> str:
    """In how many folds the false alarms that rules were tuned for are exceeded."""
    loud = sum(result.live.alarms_a_minute > ALARMS for result in results)
    return f"\n\nMore than one false alarm a minute, as recorded: in {loud} of {len(results)} folds." if loud else ""


def _unknown(unknown: Sequence[Separation]) -> str:
    if not unknown:
        return ""
    draws = len({result.draw for result in unknown})
    return (
        '## "No known action"\n\n'
        f"{draws} draws of a fifth of the labels were held out from short trainings, and every score asked to tell\n"
        "clips of known labels from those of the held-out ones, and from rests, on people held out as well; the joint\n"
        "stream alone. The rules go by the last one. Mean ± standard deviation over the draws.\n\n"
        + unknown_table(unknown)
        + "\n"
    )


def _labels(results: Sequence[FoldResult]) -> str:
    clips: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for result in results:
        for label, share in result.per_class.items():
            clips[label] += share.clips
            right[label] += round(share.clips * share.top1)
    pairs: Counter[tuple[str, str]] = Counter()
    for result in results:
        for each in result.confusions:
            pairs[each.right, each.given] += each.clips
    alike = [mean(share.top1 for share in result.per_class.values()) for result in results]
    rows = sorted(clips, key=lambda label: (right[label] / clips[label], label))
    confused = [(pair, count) for pair, count in pairs.most_common(CONFUSED)]
    return (
        f"## By action\n\nEvery action counted alike, {spread(alike, percent)} % are right, mean ± standard deviation\n"
        f"over {_folds(results)}. One by one, all folds together:\n\n| action | clips | right |\n|---|---|---|\n"
        + "\n".join(f"| {label} | {clips[label]} | {right[label] / clips[label]:.0%} |" for label in rows)
        + "\n\nTaken for another most often:\n\n| action | taken for | clips | of |\n|---|---|---|---|\n"
        + "\n".join(f"| {pair[0]} | {pair[1]} | {count} | {clips[pair[0]]} |" for pair, count in confused)
        + "\n"
    )


def _maps(inner: InnerUse) -> str:
    blocks = "\n".join(
        f"| {number} | {topology:.3f} | {attention:.3f} |"
        for number, (topology, attention) in enumerate(zip(inner.topology, inner.attention, strict=True), start=1)
    )
    return (
        "## What its maps show\n\n"
        "‖αQ‖ / ‖A_s‖: how strongly the movement's own topology changes the shared one (0: not at all). Attention\n"
        "entropy, as a share of a uniform map's (1: it looks nowhere special). Of the first stream, means over\n"
        "windows.\n\n"
        f"| block | ‖αQ‖ / ‖A_s‖ | attention entropy |\n|---|---|---|\n{blocks}\n"
    )


def _limits(model: Model) -> str:
    return f"""## Limits

Trained on Kinect skeletons of acted, single-person movements, most of them seen from the front at two to four metres.
A webcam's skeletons are noisier, weaker in depth, and often lack the legs; docs/open-model.md tells how it did on four
real videos. It knows {len(model.labels)} actions; movements it has never seen may get the name of the most similar one.
The path through the room, fingers and objects are not used: it cannot tell what somebody holds.
"""
