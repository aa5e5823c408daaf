"""The bundled model's card: every figure in it comes from a result that `folds` or `unknown` wrote."""

from collections import Counter
from collections.abc import Callable, Sequence
from math import isfinite
from statistics import mean, stdev

from recognizer.model.model_config import Decision
from recognizer.model.model_folder import Model
from recognizer.model.operating_points import BALANCED
from recognizer.network.kinds import TITLES
from train.data.label_lists import LabelSources
from train.evaluation.camera_score import group_score
from train.evaluation.decision_tuning import PRICES
from train.evaluation.evaluate import InnerUse
from train.release.camera_tables import (
    camera_calibration,
    camera_clips,
    camera_section,
    camera_unknown,
    expectation,
)
from train.release.cross_validation import CLIPS, COUNT, Accuracy, FoldResult
from train.release.open_set import Separation
from train.release.open_set import table as unknown_table
from train.training.config import FitConfig

CONFUSED = 12  # pairs of labels that are listed


def summary_lines(results: Sequence[FoldResult]) -> list[str]:
    """For the terminal: a line of figures for each fold."""
    lines = []
    for result in results:
        shares = "  ".join(f"{each.name} {each.top1:.1%}" for each in result.accuracies)
        live, camera = result.live[BALANCED], group_score([clip.score(BALANCED) for clip in result.camera])
        before_cameras = (
            f"; before cameras {camera.guessed / camera.actions:.1%} guessed, {camera.right / camera.actions:.1%} named"
            if camera.actions
            else ""
        )
        lines.append(
            f"fold {result.fold}: {shares}; ECE {result.ece_before:.3f} -> {result.ece_after:.3f}; segment F1 "
            f"{live.f1:.2f}, {live.alarms_a_minute:.1f} false alarms and {live.flips_a_minute:.1f} flips a minute, "
            f"label {live.delay:+.1f} s after an action's middle{before_cameras}"
        )
    return lines


def card_text(
    config: FitConfig,
    model: Model,
    clips: Sequence[str],
    results: Sequence[FoldResult],
    unknown: Sequence[Separation],
    inner: InnerUse,
    sources: LabelSources | None = None,
) -> str:
    """The card, in Markdown. ``clips``: the names of those that the model was trained on; ``inner``: how much its maps
    do; ``sources``: the list that its labels are from."""
    parts = [
        _about(config, model, clips),
        expectation(results),
        _protocol(config, len(clips), results),
        camera_section(results),
        _accuracy(results),
        _calibration(model, results),
        _live(model, results),
        _unknown(results, unknown),
        _labels(results),
        _sources(sources, clips),
        _maps(inner),
        _limits(model),
    ]
    return "\n".join(part for part in parts if part)


_TERMS = {
    "nw-ucla": "NW-UCLA",
    "utd-mhad": "UTD-MHAD",
    "kinder-gator": "Kinder-Gator",
    "kard": "KARD",
    "msr-daily": "MSR DailyActivity3D",
    "florence": "Florence 3D Actions",
    "sbu": "SBU Kinect Interaction",
    "penn": "Penn Action",
    "jhmdb": "JHMDB",
}
_CAMERA_TERMS = """
Videos of public repositories of students and hobbyists (GESTURE-PROJECT, movement-analysis-system-AI, ProyectoFinalIA,
ProyectoIA-202402, Proyecto-IA, WorkoutTracker, cs231n-pushfit, GroupNo23-Health-and-Fitness-Assistant, project-3-2, and
a copy of the UR Fall data set), for most of which no licence was stated. They went through the program's own front end;
what is learned from are joints alone.
"""


def _about(config: FitConfig, model: Model, clips: Sequence[str]) -> str:
    parameters = sum(p.numel() for network in model.networks.values() for p in network.parameters())
    streams = " and ".join(model.config.streams)
    names = _sets_of(clips)
    sets = ", ".join(_TERMS.get(name, name) for name in names if name != "videos")
    return f"""# The model "{model.config.name}"

{TITLES[config.architecture.kind]}, stream {streams}, {config.architecture.width} channels wide (the paper's has 64),
{parameters:,} parameters in all. It names {len(model.labels)} actions of one person, or none, from windows of
{config.time_base.seconds:g} seconds resampled to {config.architecture.frames} frames.

## Data and terms

{sets}: published research data sets without an explicit licence. No file of any of them is part of this project; the
weights are meant for research and teaching. Sides are merged (a left and a right hand wave alike). NW-UCLA's files tell
no times; 15 frames a second are assumed.
{_CAMERA_TERMS if "videos" in names else ""}"""


def _sets_of(clips: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(name.partition("/")[0] for name in clips))


def _sources(sources: LabelSources | None, clips: Sequence[str]) -> str:
    if sources is None:
        return ""
    return f"## Which class feeds which label\n\n{sources.table(_sets_of(clips))}\n"


_OPTIMISERS = {"sgd": "SGD", "adamw": "AdamW"}


def _protocol(config: FitConfig, clips: int, results: Sequence[FoldResult]) -> str:
    how = config.optimisation
    hours = sum(result.seconds for result in results) / 3600
    precisions = " and ".join(dict.fromkeys(result.training.precision for result in results))
    file = f"train/configs/{config.name}.yaml"
    return f"""## Protocol

People are dealt into four folds, adults and children apart, and so are camera setups, whole; nobody and no setup is
on two sides. For each fold every stream was trained without what the fold tests. Its temperature and rules of decision
were found on what the other folds test, judged by their networks, which had not seen that either. The weights that are
shipped were trained on everybody ({clips} clips), with the median of the folds' rules: what to expect of them is what
the folds measured{_so_far(results)}. {how.steps} steps of {how.batch} windows, {_OPTIMISERS[how.optimiser]}, rate
{how.rate:g}, {how.schedule} schedule, {precisions}, seed {config.seed}, the last step's weights; the folds' trainings
took {hours:.1f} hours of shared CPU cores. A clip of a depth sensor is judged by the mean of five windows spread over
its motion.

To reproduce, prepare the sets (docs/open-model.md), then:

    python train/run.py folds   --config {file} --runs runs/{config.name}
    python train/run.py publish --config {file} --runs runs/{config.name} --to resources/models/open
    python train/run.py export  --model open --out resources/models/open/model.onnx
"""


def _so_far(results: Sequence[FoldResult]) -> str:
    return "" if len(results) == COUNT else f" (so far {len(results)} of the {COUNT})"


def _folds(results: Sequence[FoldResult]) -> str:
    return "one fold" if len(results) == 1 else f"{len(results)} folds"


def spread(values: Sequence[float], form: Callable[[float], str]) -> str:
    """Mean ± standard deviation of the numbers among them; a dash where there are none, as of delays where nothing was
    named."""
    numbers = [value for value in values if isfinite(value)]
    if not numbers:
        return "–"
    return form(mean(numbers)) + (f" ± {form(stdev(numbers))}" if len(numbers) > 1 else "")


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
        "## Accuracy on people never trained on, before depth sensors\n\n"
        f"Percent of clips, mean ± standard deviation over {_folds(results)}. Pose-like: the same clips with the\n"
        "proportions, the leaning, the noise in depth and the lost hands that a camera's pose model was measured to\n"
        "give, seen from another height and side.\n\n"
        "| | top-1 | top-5 | top-1, pose-like |\n|---|---|---|---|\n"
        + "\n".join(rows)
        + "\n\n"
        + f"| group | clips | {_best(results)}, top-1 | nearest neighbour |\n|---|---|---|---|\n"
        + "\n".join(groups)
        + "\n"
    )


def _calibration(model: Model, results: Sequence[FoldResult]) -> str:
    before, after = ([getattr(each, which) for each in results] for which in ("ece_before", "ece_after"))
    clips = camera_clips(results)

    def plain(value: float) -> str:
        return f"{value:.3f}"

    found_on = "the camera clips that the other folds test" if clips else "the clips that the other folds test"
    text = (
        "## Calibration\n\n"
        f"A fold's temperature is the one with the best Brier score on {found_on}; the shipped\none is their geometric "
        f"mean, {model.config.temperature:g}. Calibration error (ECE) of clips of depth sensors, 15 bins: "
        f"{spread(before, plain)}\nbefore, {spread(after, plain)} after.\n"
    )
    text += camera_calibration(results)
    return text


def _live(model: Model, results: Sequence[FoldResult]) -> str:
    kinds = {
        "before depth sensors": [result.live[BALANCED] for result in results],
        "before cameras": [result.live_camera[BALANCED] for result in results],
    }
    kinds = {kind: scores for kind, scores in kinds.items() if any(score.actions for score in scores)}
    rows = [
        ("segment F1 at 0.5 overlap", "f1"),
        ("actions whose label was given at all", "named_share"),
        ("seconds from an action's middle to its label, median", "delay"),
        ("rests in which a label is taken up or stays, a minute", "alarms_a_minute"),
        ("changes from one label to another, a minute", "flips_a_minute"),
    ]
    cells = [
        [name, *(spread([getattr(each, value) for each in scores], "{:.2f}".format) for scores in kinds.values())]
        for name, value in rows
    ]
    points = [f"| {point} | {_rules(model.config.rules(point))} |" for point in model.config.offered]
    prices = "; ".join(
        f"{point}: {price.wrong:g}, {price.alarm:g}, {price.unknown:g}" for point, price in PRICES.items()
    )
    return (
        "## Live\n\n"
        f"On streams of test people, up to {CLIPS} clips each joined by recorded rests, judged five times a second,\n"
        f"at the balanced operating point. Mean ± standard deviation over {_folds(results)}.\n\n"
        f"| | {' | '.join(kinds)} |\n|---{'|---' * len(kinds)}|\n"
        + "\n".join(f"| {' | '.join(row)} |" for row in cells)
        + "\n\nRules gain the most in segment F1 and in camera clips named rightly, less what is wrong: what is lost\n"
        "by a clip that is named only wrongly, an alarm a minute at rest, and one while something unknown is done\n"
        f"({prices}).\n\n"
        "| operating point | averaged over | no known action at most | taken up at | given up under | kept for | "
        "seen for | moving at | segments earlier by |\n|---|---|---|---|---|---|---|---|---|\n"
        + "\n".join(points)
        + "\n"
    )


def _rules(rules: Decision) -> str:
    cells = (
        f"{rules.smoothing:g} s",
        "–" if rules.idle is None else f"{rules.idle:.0%}",
        f"{rules.enter:.0%}",
        f"{rules.leave:.0%}",
        f"{rules.stay:g} s",
        f"{rules.seen:g} s",
        f"{rules.energy:g} m/s",
        f"{rules.lag:g} s",
    )
    return " | ".join(cells)


def _unknown(results: Sequence[FoldResult], unknown: Sequence[Separation]) -> str:
    text = camera_unknown(results)
    if unknown:
        draws = len({result.draw for result in unknown})
        text += (
            f"{draws} draws of a fifth of the labels were held out from short trainings, and every score asked to\n"
            "tell clips of known labels from those of the held-out ones, and from rests, on people held out as well;\n"
            "the joint stream alone. The rules go by the last one. Mean ± standard deviation over the draws.\n\n"
            + unknown_table(unknown)
            + "\n"
        )
    return f'## "No known action"\n\n{text}' if text else ""


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
        "## By action, before depth sensors\n\n"
        f"Every action counted alike, {spread(alike, percent)} % are right, mean ± standard deviation\n"
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

Short, acted movements of single people. A camera's skeletons are weak in depth, and often lack the legs. It knows
{len(model.labels)} actions; movements that it has never seen may get the name of the most similar one. What only the
hand or an object shows it cannot tell: the path through the room, fingers and objects are not used. Falls and
pull-ups were seen by one setup only, so what it makes of them before another camera is not known.
"""
