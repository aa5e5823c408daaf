"""Own actions learned from a few examples, against simpler ways (docs/own-actions.md): python benchmarks/few_shot.py

    --data DIR      the prepared sets (data)
    --model M       folder of the network whose features are used, trained by train/configs/few_shot.yaml without the
                    people, setups and labels that are asked about (runs/few_shot/model)
    --episodes N    of each row (600)
    --json F        all figures

Two test beds, of which the network saw no person and no label: 13 gestures of seven people before a camera, whose setup
it did not see either, at 1, 4 and 6 metres, and whole-body actions of the sets of depth sensors. Five actions to an
episode; the mean over the episodes and its 95 % interval. Strangers, movements that are none of the five, are told by
how sure the method is (area under the ROC curve). What learning and a live step cost is measured with the bundled
model.
"""

import argparse
import json
import time as clock
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch

from recognizer.files import write_text
from recognizer.model.model_folder import Model, load_model
from recognizer.model.own_head import HeadWeights, OwnHead, with_own_labels
from recognizer.own_actions.learning import example_features, learn, other_movements
from recognizer.skeleton.clip import NOBODY, Clip
from recognizer.skeleton.joints import JOINTS
from train.data.corpus import person_folds
from train.data.label_lists import load_label_sources
from train.data.prepared_set import PreparedSet, open_set
from train.evaluation.few_shot import EPISODES, Examples, LabelledClip, Method, draw_episodes, measure
from train.evaluation.few_shot_methods import NearestByTimeWarping, NearestMean, OwnActions, joint_statistics
from train.training.config import FitConfig, load_fit_config

CONFIG = "train/configs/few_shot.yaml"
GESTURES = "gestures"
GESTURE_ACTIONS = (
    "attention", "greeting", "come", "back", "continue", "slowdown", "turnback", "stop", "left", "right", "shrug",
    "yes", "no",
)  # fmt: skip
NO_ACTION = ("static", "random")
# Of the labels that were left out, those of whole bodies; gestures feed the others.
PROTOCOLS: dict[str, tuple[tuple[Examples, int], ...]] = {
    "camera gestures": (
        ("of other people", 1),
        ("of other people", 5),
        ("of the same person, from elsewhere", 1),
        ("of the same person, from elsewhere", 2),
    ),
    "whole bodies, depth sensors": (("of other people", 1), ("of other people", 5)),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("data"), metavar="DIR")
    parser.add_argument("--model", default="runs/few_shot/model", metavar="M")
    parser.add_argument("--episodes", type=int, default=EPISODES, metavar="N")
    parser.add_argument("--json", type=Path, metavar="F")
    options = parser.parse_args()
    config, model = load_fit_config(CONFIG), load_model(options.model)
    beds = {
        "camera gestures": gestures(open_set(options.data / "camera.safetensors")),
        "whole bodies, depth sensors": whole_bodies(config, options.data),
    }
    others = other_movements(model)
    rows = []
    for bed, clips in beds.items():
        people = {each.person for each in clips}
        actions = sorted({each.action for each in clips} - {""})
        print(f"{bed}: {len(clips)} clips of {len(people)} people, {len(actions)} actions: {', '.join(actions)}")
        for name, method in methods(model, others, clips).items():
            for examples, shots in PROTOCOLS[bed]:
                outcome = measure(method, draw_episodes(clips, examples, shots, options.episodes))
                rows.append({"bed": bed, "method": name, "examples": examples, "shots": shots, **asdict(outcome)})
                print(
                    f"  {name:34} {shots} {examples:36} {outcome.accuracy:6.1%} ± {outcome.interval:.1%}"
                    f"  strangers {outcome.auroc:.3f}",
                    flush=True,
                )
    bundled = load_model("open")
    timing = cost(bundled, other_movements(bundled), beds["camera gestures"])
    print("\n".join(f"{name}: {value:.2f}" for name, value in timing.items()))
    if options.json:
        write_text(options.json, json.dumps({"rows": rows, "cost": timing}, indent=1) + "\n")


def methods(model: Model, others: torch.Tensor, clips: list[LabelledClip]) -> dict[str, Method]:
    """All ways to learn, by name, prepared for these clips."""
    joints = [each.clip for each in clips]
    features = example_features(model, joints)
    return {
        "time warping, nearest example": NearestByTimeWarping(joints),
        "statistics of joints, nearest mean": NearestMean(joint_statistics(joints)),
        "features, nearest mean": NearestMean(torch.stack([each.mean(dim=0) for each in features])),
        "features, linear probe": OwnActions(features, others, radii=False),
        "features, own actions": OwnActions(features, others),
    }


def gestures(data: PreparedSet) -> list[LabelledClip]:
    """The gestures of seven people before a camera; their rests and random movements are no action."""
    found = []
    for number in range(len(data)):
        if data.groups[int(data.group[number])] == GESTURES:
            label, name = data.labels[int(data.label[number])], data.clips[number]
            if label in GESTURE_ACTIONS or label in NO_ACTION:
                place = next(distance for distance in ("1m", "4m", "6m") if f"_{distance}_" in name)
                person = data.persons[int(data.person[number])]
                found.append(LabelledClip("" if label in NO_ACTION else label, person, place, clip_of(data, number)))
    return found


def whole_bodies(config: FitConfig, folder: Path) -> list[LabelledClip]:
    """What the network left out of the sets of depth sensors: people of the folds that it is tested on, doing actions
    that no gesture before a camera feeds; quiet classes are no action."""
    sources = load_label_sources(str(config.data.labels))
    found = []
    for file in config.data.files:
        data = open_set(folder / Path(file).name)
        if data.name == "videos":
            continue
        label_of, folds = sources.label_of_class(data.name), person_folds(data, config.data.setups)
        for number in range(len(data)):
            label = label_of.get(data.labels[int(data.label[number])], "")
            if folds[number] in config.data.test_folds and label in config.data.left_out and not _is_gesture(label):
                person = f"{data.name}/{data.persons[int(data.person[number])]}"
                found.append(LabelledClip(label, person, data.name, clip_of(data, number)))
    return found


def _is_gesture(label: str) -> bool:
    sources = load_label_sources("bundled").label_of_class("videos")
    return label in {sources[action] for action in GESTURE_ACTIONS}


def clip_of(data: PreparedSet, number: int) -> Clip:
    """A prepared clip's first body."""
    keypoints = data.clip(number)[:1]
    there = np.abs(keypoints).sum(axis=(2, 3)) > 0
    identity = np.where(there, 1, NOBODY).astype(np.int32)
    confidence = np.repeat(there.astype(np.float32)[:, :, None], keypoints.shape[2], axis=2)
    return Clip(keypoints, confidence, np.arange(keypoints.shape[1]) / float(data.fps[number]), identity)


def cost(model: Model, others: torch.Tensor, clips: list[LabelledClip]) -> dict[str, float]:
    """What learning takes, in seconds, and what a live step of two people takes more, in milliseconds: medians."""
    some = [each.clip for each in clips[:50]]

    def learned() -> HeadWeights:
        features = example_features(model, some)
        return learn({str(n): features[5 * n : 5 * n + 5] for n in range(10)}, others)

    windows = torch.randn(2, model.config.architecture.frames, JOINTS, 3)
    config = with_own_labels(model.config, [f"own {n}" for n in range(10)], alone=False)
    taught = Model(config, model.networks, model.device, model.engine, OwnHead(learned(), alone=False))
    plain, own = [], []
    for _ in range(200):  # in turn, so that what else the machine does counts for both
        plain.append(_seconds(lambda: model.probabilities(windows)))
        own.append(_seconds(lambda: taught.probabilities(windows)))
    return {
        "seconds to look at other movements, once for each model": _seconds(lambda: other_movements(model)),
        "seconds to learn 10 actions of 5 examples": float(np.median([_seconds(learned) for _ in range(5)])),
        "ms of a live step of two people": 1000 * float(np.median(plain)),
        "ms that 10 own actions add to it": 1000 * float(np.median(np.subtract(own, plain))),
    }


def _seconds(work: Callable[[], object]) -> float:
    started = clock.perf_counter()
    work()
    return clock.perf_counter() - started


if __name__ == "__main__":
    main()
