"""The model card's parts about real cameras: what to expect, by setup and by label, and how far to trust it."""

from collections import Counter
from collections.abc import Sequence
from statistics import mean

from recognizer.model.operating_points import BALANCED, OPERATING_POINTS, OperatingPoint
from train.evaluation.camera_clips import CameraClip, calibration_error_of, calibration_interval
from train.evaluation.camera_score import GroupScore, group_score
from train.release.cross_validation import FoldResult

CONFUSED = 12  # pairs of labels that are listed
WORST, ENOUGH = 4, 8  # labels that are listed as named least often, of those with so many clips


def camera_clips(results: Sequence[FoldResult]) -> list[CameraClip]:
    """Those of all folds."""
    return [clip for result in results for clip in result.camera]


def _counted(clips: Sequence[CameraClip], point: OperatingPoint = BALANCED) -> GroupScore:
    return group_score([clip.score(point) for clip in clips])


def expectation(results: Sequence[FoldResult]) -> str:
    """What a user can expect, in one paragraph."""
    clips = camera_clips(results)
    if not clips:
        return ""
    score, by_setup = _counted(clips), _by_setup(clips)
    named = {setup: _counted(own) for setup, own in by_setup.items()}
    known = {setup: each for setup, each in named.items() if each.actions}
    best = max(known, key=lambda setup: known[setup].right / known[setup].actions)
    worst = min(known, key=lambda setup: known[setup].right / known[setup].actions)

    def share(setup: str) -> str:
        return f"{known[setup].right / known[setup].actions:.0%}"

    seen_room = " (of `gestures`, people alone)" if "gestures" in known else ""
    return (
        "## What to expect before your own camera\n\n"
        f"On videos of cameras and places that it had never seen{seen_room}, {score.guessed / score.actions:.0%} of "
        f"{score.actions} short clips of actions that\nit knows were recognized by their most probable label; live, "
        f"{score.right / score.actions:.0%} were named rightly, {score.only_wrong / score.actions:.0%} only wrongly,\n"
        f"and {score.silent / score.actions:.0%} not at all. It depends on the setup: {share(best)} were named in "
        f"{best}, {share(worst)} in {worst}. The\nright label came {score.delay:.1f} s after the person was first "
        f"seen. Where people stood still or did something that it does not\nknow, it gave a label "
        f"{score.alarms_a_minute:.1f} times a minute.{_named_least(clips)}\n"
    )


def _named_least(clips: Sequence[CameraClip]) -> str:
    """One sentence on the labels that a user should not count on; empty where none has enough clips."""
    by_label = {
        label: _counted([clip for clip in clips if clip.label == label])
        for label in sorted({clip.label for clip in clips if clip.label is not None})
    }
    worst = sorted(
        (label for label, score in by_label.items() if score.actions >= ENOUGH),
        key=lambda label: by_label[label].right / by_label[label].actions,
    )
    if not worst:
        return ""
    named = ", ".join(f"{label} {by_label[label].right} of {by_label[label].actions}" for label in worst[:WORST])
    return f"\nNamed least often, of labels with {ENOUGH} clips or more: {named}."


def _by_setup(clips: Sequence[CameraClip]) -> dict[str, list[CameraClip]]:
    return {setup: [clip for clip in clips if clip.setup == setup] for setup in sorted({clip.setup for clip in clips})}


def camera_section(results: Sequence[FoldResult]) -> str:
    """By setup at every operating point, by label, and what is taken for what; empty without camera clips."""
    clips = camera_clips(results)
    if not clips:
        return ""
    neighbour = {setup: share for result in results for setup, share in result.camera_neighbour.items()}
    lines = []
    for setup, own in [*_by_setup(clips).items(), ("all", clips)]:
        score = _counted(own)
        votes = [share for name, share in neighbour.items() if setup in ("all", name.split(maxsplit=1)[-1])]
        of = sum(share.clips for share in votes)
        nearest = f"{sum(share.clips * share.top1 for share in votes) / of:.0%}" if of else "–"
        cells = [setup, str(score.actions), _of(score.guessed, score), nearest]
        for point in OPERATING_POINTS:
            at = _counted(own, point)
            cells.append(" / ".join(_of(n, at) for n in (at.right, at.only_wrong, at.silent)))
        cells += [f"{score.delay:.1f}" if score.right else "–"]
        cells.append(" / ".join(_alarms(_counted(own, point)) for point in OPERATING_POINTS))
        lines.append(f"| {' | '.join(cells)} |")
    labels = sorted({clip.label for clip in clips if clip.label is not None})
    alike = [_counted([clip for clip in clips if clip.label == label]) for label in labels]
    per_label = [
        f"| {label} | {each.actions} | "
        + " | ".join(_of(count, each) for count in (each.guessed, each.right, each.only_wrong))
        + " |"
        for label, each in sorted(zip(labels, alike), key=lambda pair: pair[1].guessed / pair[1].actions)
    ]
    pairs = Counter((clip.label, clip.guess) for clip in clips if clip.label not in (None, clip.guess))
    confused = [f"| {right} | {given} | {count} |" for (right, given), count in pairs.most_common(CONFUSED)]
    mean_of_labels = mean(each.guessed / each.actions for each in alike)
    return (
        "## Before cameras never trained on\n\n"
        "Every clip is a live session that begins with its first frame. First guess: the most probable label, by the\n"
        "mean over its windows. Live, by operating point: named rightly at some time / only wrongly / not at all; and\n"
        "(careful / balanced / eager) labels given a minute where nothing is done that the model knows. Seconds: from\n"
        "when somebody is first seen to the right label. People of `gestures` were never trained on, their room and\n"
        "camera were; all other setups are left out whole. An action that nothing shows but the setup that is left\n"
        "out (falls, pull-ups) is no known action there.\n\n"
        "| setup | clips | first guess | nearest neighbour | careful | balanced | eager | seconds | labels a minute |\n"
        "|---|---|---|---|---|---|---|---|---|\n" + "\n".join(lines) + "\n\n"
        f"Every label alike: {mean_of_labels:.1%} first guesses right.\n\n"
        "| label | clips | first guess | named rightly | only wrongly |\n|---|---|---|---|---|\n"
        + "\n".join(per_label)
        + "\n\n| action | first guess | clips |\n|---|---|---|\n"
        + "\n".join(confused)
        + "\n"
    )


def _of(count: int, score: GroupScore) -> str:
    return f"{count / score.actions:.0%}" if score.actions else "–"


def _alarms(score: GroupScore) -> str:
    return f"{score.alarms_a_minute:.1f}" if score.idle_minutes else "–"


def camera_calibration(results: Sequence[FoldResult]) -> str:
    """One sentence on the calibration error of all folds' clips; empty where there are none."""
    clips = camera_clips(results)
    if not clips:
        return ""
    low, high = calibration_interval(clips)
    return (
        f'Of all {len(clips)} clips of cameras never trained on, with "no known action" as an answer, ten bins of as\n'
        f"many clips: **{calibration_error_of(clips):.3f}** (95 % interval by drawing clips anew {low:.3f} to "
        f"{high:.3f}).\n"
    )


def camera_unknown(results: Sequence[FoldResult]) -> str:
    """How well known actions are told from all else; empty where there are not both."""
    clips = camera_clips(results)
    idle, known = ([clip.idle for clip in clips if (clip.label is None) is none] for none in (True, False))
    if not idle or not known:
        return ""
    above = sum((one > other) + 0.5 * (one == other) for one in idle for other in known)
    return (
        f"Of {len(idle)} camera clips of no known action (rest, random movement, daily life, other exercises) and\n"
        f'{len(known)} of known ones, the probability of "no known action" tells which is which with an area under\n'
        f"the ROC curve of {above / len(idle) / len(known):.2f}.\n\n"
    )
