"""NTU RGB+D 120's one-shot protocol on generated clips: trained on other actions, each new one shown once."""

import json
from dataclasses import replace

import pytest
import torch

from recognizer.model.model_folder import load_model
from train.cli import main
from train.data.corpus import ClipSelection, gather
from train.data.prepared_set import open_set, write_set
from train.data.synthetic_ntu import SyntheticSet, clip
from train.datasets import ntu
from train.datasets.ntu import CLASSES, ONE_SHOT, ClipName, splits_120
from train.evaluation.one_shot import clip_features

NEW = (1, 7, 13, 61, 67)  # five of the twenty


@pytest.fixture(scope="module")
def generated(tmp_path_factory):
    """Six actions to be trained on by four performers; five new ones, each shown once and asked about by two clips: the
    same movement again, and the next action's."""
    shape = SyntheticSet(100, classes=120, faults=False)
    trained = [ClipName(1, 3, p, 1, action) for action in (2, 3, 4, 5, 6, 8) for p in (1, 2, 4, 5)]
    shown = [ClipName.parse(ONE_SHOT[action]) for action in NEW]
    clips = [replace(clip(name, shape), splits=splits_120(name)) for name in trained + shown]
    for number, name in enumerate(shown):
        for performer, movement in ((8, name), (9, shown[(number + 1) % len(shown)])):
            asked = ClipName(name.setup, 3, performer, 2, name.action)
            moved = clip(movement, shape).keypoints
            clips.append(replace(clip(asked, shape), keypoints=moved, splits=splits_120(asked)))
    folder = tmp_path_factory.mktemp("ntu")
    write_set(folder / "ntu120.safetensors", "ntu120", clips, ntu.CLASSES)
    hidden = [each for each in clips if "one-shot-shown" not in each.splits or each.name != ONE_SHOT[NEW[2]]]
    write_set(folder / "one-missing.safetensors", "ntu120", hidden, ntu.CLASSES)
    return folder / "ntu120.safetensors"


@pytest.fixture(scope="module")
def model(generated, tmp_path_factory):
    return _trained(generated, tmp_path_factory.mktemp("run"), "one-shot-train")


def _trained(data, folder, split):
    small = ["architecture.width=16", "architecture.frames=16", "optimisation.batch=12", "optimisation.epochs=null"]
    run = [f"data.files=[{data}]", f"data.split={split}", f"out={folder / 'run'}", "optimisation.steps=5", "rows=2"]
    fast = ["optimisation.optimiser=adamw", "optimisation.rate=0.01", "validations=1", "tensorboard=false"]
    unwatched = ['data.validation_split=""']
    assert main(["fit", "--config", "train/configs/ntu120_one_shot_joint.yaml", *small, *run, *fast, *unwatched]) == 0
    return folder / "run" / "model"


def test_new_actions_are_named_by_the_one_clip_that_shows_each(generated, model, tmp_path, capsys):
    out = tmp_path / "one-shot.json"
    assert (
        main(["one-shot", "--model", str(model), "--data", str(generated), "--json", str(out), "--device", "cpu"]) == 0
    )
    found = json.loads(out.read_text())
    assert found["actions"] == len(NEW) and found["clips"] == 2 * len(NEW)
    assert found["top1"] == 0.5, "each clip is taken for the one whose movement it shows"
    assert f"{found['top1']:.1%} of 10 clips of 5 new actions" in capsys.readouterr().out


def test_what_is_seen_in_a_clip_does_not_depend_on_the_clips_beside_it(generated, model):
    clips = gather([open_set(generated)], ClipSelection("one-shot-test"), None)
    loaded = load_model(model)
    (together,) = clip_features(loaded, clips)
    for number in (0, len(clips) - 1):
        (alone,) = clip_features(loaded, clips.select([number]))
        torch.testing.assert_close(alone[0], together[number], atol=1e-5, rtol=1e-4)


def test_an_action_that_no_clip_shows_is_named_instead_of_counted_as_wrong(generated, model, capsys):
    data = generated.with_name("one-missing.safetensors")
    assert main(["one-shot", "--model", str(model), "--data", str(data), "--device", "cpu"]) == 1
    assert f"lacks the clip that shows {CLASSES[NEW[2] - 1]}" in capsys.readouterr().err


def test_a_model_that_has_seen_the_actions_is_refused(generated, tmp_path, capsys):
    model = _trained(generated, tmp_path, "all")
    assert main(["one-shot", "--model", str(model), "--data", str(generated)]) == 1
    assert "was not trained on one-shot-train alone" in capsys.readouterr().err


def test_a_set_without_the_protocol_is_refused(model, tiny_set, capsys):
    assert main(["one-shot", "--model", str(model), "--data", str(tiny_set)]) == 1
    assert "no split one-shot-shown" in capsys.readouterr().err


def test_the_classes_are_those_that_the_protocol_names():
    assert [CLASSES[action - 1] for action in (1, 61, 115)] == [
        "drink water",
        "put on headphone",
        "take a photo of other person",
    ]
