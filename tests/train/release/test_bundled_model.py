"""The bundled model's way: clips joined to streams, "no known action", folds, rules, and the card."""

import json
from collections import Counter

import numpy as np
import pytest
import torch
import yaml

from recognizer.errors import UserError
from recognizer.model.model_config import Decision, TimeBase
from recognizer.model.model_folder import load_model
from recognizer.skeleton.joints import SPINE_BASE
from train.cli import main
from train.data.corpus import ClipSelection, gather
from train.data.live_streams import RATE, LabelledSpan, LiveStream, as_corpus, back_and_forth, live_streams
from train.data.pose_like import pose_like
from train.data.prepared_set import open_set, write_set
from train.data.windows import cut, training_windows
from train.datasets.reader import RawClip
from train.evaluation import decision_tuning as tuning
from train.evaluation.live_score import JudgedStream, LiveScore, score_stream, tempered
from train.release.cross_validation import fold_config, load_folds, parts_tested
from train.release.open_set import separation
from train.release.publish import middle
from train.training.config import load_fit_config
from train.training.training_clips import RESTS, load_corpus, training_corpus, training_selection

LABELS = ["lift", "shake"]


def resting_people(body: np.ndarray, rng: np.random.Generator, setup: str = "") -> list[RawClip]:
    """Eight people who stand, move for a second in one of two ways, and stand again; two clips of each way."""
    clips = []
    for person in range(8):
        for number in range(4):
            label = number % 2
            keypoints = np.tile(body, (1, 66, 1, 1)) + rng.normal(scale=0.001, size=(1, 66, 25, 3))
            moving = np.sin(np.arange(30) / 30 * np.pi * (1 + 5 * label))
            keypoints[0, 18:48, 5:12, 1 - label] += 0.4 * moving[:, None]
            clips.append(
                RawClip(
                    f"{person}-{number}",
                    keypoints.astype(np.float32),
                    30.0,
                    LABELS[label],
                    f"{setup}p{person}",
                    setup or "adults",
                    (),
                )
            )
    return clips


@pytest.fixture(scope="module")
def resting_set(tmp_path_factory):
    """What a depth sensor saw of them."""
    rng = np.random.default_rng(0)
    file = tmp_path_factory.mktemp("resting") / "resting.safetensors"
    write_set(file, "resting", resting_people(rng.normal(scale=0.3, size=(25, 3)), rng))
    return file


@pytest.fixture(scope="module")
def camera_set(tmp_path_factory):
    """What cameras in four places saw of others, who also stand still."""
    rng = np.random.default_rng(1)
    body = rng.normal(scale=0.3, size=(25, 3))
    clips = [clip for setup in ("desk", "phone", "gym", "hall") for clip in resting_people(body, rng, setup)[:8]]
    still = np.tile(body, (1, 60, 1, 1)) + rng.normal(scale=0.001, size=(1, 60, 25, 3))
    clips += [
        RawClip(f"{setup} still", still.astype(np.float32), 30.0, "(rest)", f"{setup}p0", setup, ())
        for setup in ("desk", "phone", "gym", "hall")
    ]
    file = tmp_path_factory.mktemp("cameras") / "cameras.safetensors"
    write_set(file, "videos", clips)
    return file


@pytest.fixture
def config_file(resting_set, tmp_path):
    values = {
        "name": "tiny",
        "out": str(tmp_path / "run"),
        "data": {"files": [str(resting_set)], "joined": True},
        "architecture": {"frames": 8, "width": 16},
        "time_base": {"kind": "fixed-seconds", "seconds": 1.0},
        "normalisation": {"origin": "frame", "facing": True, "scale": True, "proportions": True},
        "optimisation": {"batch": 8, "steps": 2, "rate": 0.05, "schedule": "cosine"},
        "tensorboard": False,
        "device": "cpu",
        "precision": "fp32",  # whatever the processor
    }
    file = tmp_path / "tiny.yaml"
    file.write_text(yaml.safe_dump(values))
    return file


def test_a_stream_holds_every_clip_once_with_rests_between(resting_set):
    corpus = gather([open_set(resting_set)], ClipSelection(), None)
    streams = live_streams(corpus, seed=3, rests=0.5)
    assert [stream.person for stream in streams] == [f"resting/p{person}" for person in range(8)]
    for stream in streams:
        assert sorted(span.label for span in stream.actions) == [0] * 2 + [1] * 2
        assert all(a.end < b.start for a, b in zip(stream.actions, stream.actions[1:]))
        joints = stream.keypoints - stream.keypoints[:, SPINE_BASE : SPINE_BASE + 1]
        speed = np.linalg.norm(np.diff(joints, axis=0), axis=2).mean(axis=1) * RATE
        for span in stream.actions:
            assert speed[int(span.start * RATE) : int(span.end * RATE)].mean() > 0.25
        for rest in stream.rests:
            assert rest.label == 2 and speed[int(rest.start * RATE) + 1 : int(rest.end * RATE) - 1].max() < 0.2
    assert sum(len(stream.rests) for stream in streams) > 5
    assert np.array_equal(live_streams(corpus, 3, 0.5)[0].keypoints, streams[0].keypoints)


def test_a_rest_goes_on_without_a_jump_or_a_frozen_pose():
    rest = np.arange(5.0)[:, None, None] * np.ones((5, 25, 3))
    played = back_and_forth(rest, 23)[:, 0, 0]
    assert len(played) == 23 and (np.abs(np.diff(played)) == 1).all()


def test_windows_of_joined_clips_show_what_was_before_and_after(config_file):
    config = load_fit_config(config_file)
    joined, alone = training_corpus(config), load_corpus(config, training_selection(config))
    assert joined.label.bincount().tolist() == (2 * alone.label.bincount()).tolist()
    middle = joined.quantiles[:, 8]
    windows = cut(joined, torch.arange(len(joined)), middle, torch.full_like(middle, 1.0), 30)
    moved = windows.keypoints[:, 5:25, 5:12].diff(dim=1).norm(dim=-1).mean(dim=(1, 2))
    assert moved.min() > 0.005  # it is the action that the window is about


def test_beginnings_are_windows_that_a_session_gives_at_first(config_file):
    config = load_fit_config(config_file, ["data.beginnings=0.5", "data.joined=false"])
    corpus = training_corpus(config)
    clips = corpus.beginning.nonzero().squeeze(1)
    assert len(clips) == len(corpus) / 2
    draw = torch.Generator().manual_seed(1)
    windows = training_windows(corpus, clips.repeat(20), TimeBase(seconds=4.0), 40, draw)
    held = (windows.keypoints.diff(dim=1).abs().amax(dim=(2, 3)) < 1e-6).sum(dim=1)
    lasts = (corpus.frames[clips.repeat(20)] - 1) / corpus.fps[clips.repeat(20)]
    assert (held >= 40 * (1 - lasts / 3.2) - 2).all(), "the first pose is held until the clip begins"
    assert held.float().std() > 1, "some end early, some late"


def test_classes_without_a_label_are_background_and_those_left_out_are_not(resting_set):
    data = open_set(resting_set)
    corpus = gather([data], ClipSelection(), ["lift"], background=True)
    assert corpus.label.bincount().tolist() == [16, 16] and corpus.labels == ["lift"]
    assert len(gather([data], ClipSelection(), ["lift"])) == 16
    assert 0 < RESTS < 1


def test_clips_as_a_pose_model_gives_them_are_the_same_every_time(resting_set):
    corpus = gather([open_set(resting_set)], ClipSelection(), None)
    clips = torch.arange(4)
    windows = cut(corpus, clips, torch.full((4,), 1.0), torch.full((4,), 1.0), 16)
    once, again, other = (pose_like(windows, 16, seed).keypoints for seed in (1, 1, 2))
    assert torch.equal(once, again) and not torch.allclose(once, other, atol=1e-3)
    assert once.isfinite().all() and once[:, :, SPINE_BASE].abs().max() < 0.2


def stream_of(*actions: tuple[float, float, int]) -> LiveStream:
    spans = [LabelledSpan(start, end, label, np.linspace(start, end, 17), "g") for start, end, label in actions]
    rest = [LabelledSpan(6.0, 10.0, 2, np.linspace(6, 10, 17), "rest")]
    return LiveStream("p", np.zeros((int(10 * RATE), 25, 3), np.float32), spans, rest)


def test_a_stream_is_counted_right():
    stream = stream_of((1.0, 3.0, 0), (4.0, 5.0, 1))
    time = np.arange(0.2, 10, 0.2)
    watched = JudgedStream(stream, time, np.zeros((len(time), 2)), np.zeros(len(time)))

    def given(at: float) -> str | None:
        if 2.0 <= at <= 4.0:
            return "lift"  # a second late
        if 4.0 < at < 4.5:
            return "shake"  # too short to be found, but named
        return "lift" if 8 <= at <= 8.5 else None  # at rest

    labels = [given(at) for at in time]
    late, shifted = (score_stream(watched, labels, LABELS, lag) for lag in (0.0, 1.0))
    assert (late.actions, late.segments, late.found, late.named) == (2, 3, 0, 2)
    assert shifted.found == 1 and shifted.f1 == pytest.approx(2 / 5)
    assert shifted.alarms == 1 and shifted.alarms_a_minute == pytest.approx(20)
    assert shifted.flips == 1 and shifted.delays == pytest.approx((0.0, -0.3))
    both = shifted + shifted
    assert both.actions == 4 and len(both.delays) == 4 and both.f1 == shifted.f1


def test_another_temperature_needs_no_second_look():
    logits = torch.randn((40, 6), generator=torch.Generator().manual_seed(0)) * 4  # the last output: no known action
    seen = torch.softmax(logits, 1)[:, :-1].numpy()
    watched = JudgedStream(stream_of(), np.arange(40) / 5, seen, np.zeros(40))
    for temperature in (0.4, 1.0, 1.5):
        expected = torch.softmax(logits / temperature, 1)[:, :-1].numpy()
        assert tempered(watched, temperature).probabilities == pytest.approx(expected, abs=1e-4)


def test_a_label_that_stays_on_at_rest_is_a_false_alarm_too():
    stream = stream_of((1.0, 5.5, 0))  # the rest is from 6 to 10
    time = np.arange(0.2, 10, 0.2)
    watched = JudgedStream(stream, time, np.zeros((len(time), 2)), np.zeros(len(time)))

    def alarms(first: float, last: float) -> int:
        given = ["lift" if first <= at <= last else None for at in time]
        return score_stream(watched, given, LABELS, 0.0).alarms

    assert alarms(2, 6.8) == 0 and alarms(2, 8.5) == 0, "a window still shows what was before"
    assert alarms(2, 9.3) == 1 and alarms(7.5, 8.0) == 1


def test_what_lies_in_streams_keeps_the_quantiles_of_its_motion(resting_set):
    corpus = as_corpus(live_streams(gather([open_set(resting_set)], ClipSelection(), None), seed=3, rests=0.5), LABELS)
    rests = [i for i, group in enumerate(corpus.group) if group == "rest"]
    assert torch.equal(corpus.select(rests).quantiles, corpus.quantiles[rests])
    names = [float(corpus.name[i].split("/")[-1]) for i in rests]  # a span's name tells when it starts
    middles = corpus.select(rests).quantiles[:, 8].tolist()
    assert all(start < middle < start + 6 for start, middle in zip(names, middles))


def test_joined_clips_need_windows_of_fixed_seconds(config_file):
    with pytest.raises(UserError, match="fixed-seconds"):
        load_fit_config(config_file, ["time_base.kind=whole-clip"])


def test_what_is_wrong_costs_a_careful_user_more_than_an_eager_one():
    at_rest = [
        tuning.Tuned(Decision(enter=0.3), LiveScore(10, 9, 10, alarms=15, rest_minutes=1)),
        tuning.Tuned(Decision(enter=0.6), LiveScore(10, 6, 10, alarms=1, rest_minutes=1)),
    ]
    assert tuning.best(at_rest, tuning.PRICES["eager"]) is at_rest[0]
    assert tuning.best(at_rest, tuning.PRICES["careful"]) is at_rest[1]
    before_cameras = [
        tuning.Tuned(Decision(enter=0.3), LiveScore(), tuning.ClipCounts(right=0.8, wrong=0.15, alarms=6)),
        tuning.Tuned(Decision(enter=0.6), LiveScore(), tuning.ClipCounts(right=0.6, wrong=0.03, alarms=2)),
    ]
    assert tuning.best(before_cameras, tuning.PRICES["eager"]) is before_cameras[0]
    assert tuning.best(before_cameras, tuning.PRICES["careful"]) is before_cameras[1]


def test_the_rules_that_are_shipped_are_the_median_of_the_folds_label_by_label():
    folds = [
        Decision(enter=0.5, lag=1.0, thresholds={"jump": 0.3, "wave": 0.9}),
        Decision(enter=0.6, lag=1.25, thresholds={"jump": 0.4}),
        Decision(enter=0.8, lag=2.0),
    ]
    assert middle(folds) == Decision(enter=0.6, lag=1.25, thresholds={"jump": 0.4, "wave": 0.8})
    assert middle(folds[2:]) == folds[2]


def test_separation_is_one_where_scores_do_not_overlap():
    assert separation(torch.tensor([5.0, 6, 7]), torch.tensor([-1.0, 0, 1])) == (1.0, 0.0)
    auroc, fpr = separation(torch.arange(100.0), torch.arange(100.0))
    assert auroc == pytest.approx(0.5, abs=0.01) and fpr == pytest.approx(0.95, abs=0.02)


def test_folds_leave_their_people_out(config_file, tmp_path):
    config = load_fit_config(config_file)
    held = [set(fold_config(config, fold, "joint", tmp_path).data.test_folds) for fold in range(4)]
    assert set.union(*held) == set(range(8)) and sum(map(len, held)) == 8
    for fold in range(4):
        own = fold_config(config, fold, "joint-motion", tmp_path)
        assert set(training_selection(own).folds) == set(range(8)) - set(parts_tested(fold))
        assert own.stream == "joint-motion" and own.out == str(tmp_path / "joint-motion")
        assert own.name == f"{config.name}-fold{fold}"


def test_labels_can_be_held_out_of_a_list_alone(config_file, tmp_path, capsys):
    assert main(["unknown", "--config", str(config_file), "--runs", str(tmp_path / "runs")]) == 1
    assert "give the configuration data.labels" in capsys.readouterr().err
    assert not (tmp_path / "runs").exists()


def test_from_folds_to_a_model_folder_with_its_card(
    config_file, resting_set, camera_set, tmp_path, monkeypatch, capsys
):
    """Of a depth sensor's clips and of four cameras', each of which one fold alone tests."""
    labels = tmp_path / "list.yaml"
    labels.write_text(
        yaml.safe_dump({"labels": {n: {"videos": [n]} for n in LABELS}, "background": {"videos": ["(rest)"]}})
    )
    values = yaml.safe_load(config_file.read_text())
    values["data"] |= {
        "files": [str(resting_set), str(camera_set)],
        "labels": str(labels),
        "setups": {"desk": 0, "phone": 1, "gym": 6, "hall": 3},
        "background": True,
        "beginnings": 0.5,
    }
    config_file.write_text(yaml.safe_dump(values))
    grid = (("SMOOTHING", (0.2,)), ("IDLE", (0.5,)), ("ENTER", (0.3,)), ("ENERGY", (0.0,)), ("LAG", (0.4,)))
    for name, values in grid:
        monkeypatch.setattr(tuning, name, values)
    runs = ["--config", str(config_file), "--runs", str(tmp_path / "runs"), "--streams", "joint"]
    assert main(["publish", *runs, "--to", str(tmp_path / "shipped")]) == 1
    assert "no results of folds" in capsys.readouterr().err
    # One fold alone has no others that find its temperature and rules; two have each other.
    assert main(["folds", *runs, "--fold", "0"]) == 1
    assert "train at least two" in capsys.readouterr().err
    assert main(["folds", *runs, "--fold", "0", "1", "--workers", "2"]) == 0
    assert main(["folds", *runs, "--workers", "1"]) == 0
    assert "fold 3: joint" in capsys.readouterr().out
    # The first folds' temperature and rules were found before there were all others to find them.
    assert main(["publish", *runs, "--to", str(tmp_path / "shipped")]) == 1
    assert "Fold 0 was measured before" in capsys.readouterr().err
    for fold in (0, 1):
        (config_file.with_suffix(".results") / f"fold-{fold}.json").unlink()
    assert main(["folds", *runs, "--workers", "1"]) == 0
    assert main(["publish", *runs, "--to", str(tmp_path / "shipped")]) == 0
    config, measured = load_fit_config(config_file), config_file.with_suffix(".results")
    results, model = load_folds(config, ["joint"], measured), load_model(tmp_path / "shipped")
    card = (tmp_path / "shipped" / "card.md").read_text()
    assert sum(result.clips for result in results) == 32
    assert model.config.decision.lag == 0.4 and model.config.name == "shipped"
    assert model.config.decision.idle == 0.5
    as_used = load_model(tmp_path / "runs" / "fold-2" / "model").config
    assert (as_used.temperature, as_used.decision) == (results[2].temperature, results[2].rules)
    assert model.config.offered == ("careful", "balanced", "eager")
    assert [result.found_on for result in results] == [[1, 2, 3], [0, 2, 3], [0, 1, 3], [0, 1, 2]]
    top1 = np.mean([result.accuracies[0].top1 for result in results])
    assert f"| joint | {100 * top1:.1f} ±" in card and "nearest neighbour" in card
    f1 = np.mean([result.live_camera["balanced"].f1 for result in results])
    row = next(line for line in card.splitlines() if line.startswith("| segment F1"))
    assert row.split(" | ")[2].startswith(f"{f1:.2f} ±")
    facts = json.loads((tmp_path / "shipped" / "training.json").read_text())[0]
    assert facts["clips"] > 3 * (32 + 32), "each twice joined, and once alone"
    tested = [sorted({clip.setup for clip in result.camera}) for result in results]
    assert tested == [["desk"], ["phone"], ["gym"], ["hall"]]
    assert all(len(result.camera) == 9 and sum(clip.label is None for clip in result.camera) == 1 for result in results)
    guessed = sum(clip.guess == clip.label for result in results for clip in result.camera)
    assert f"| all | 32 | {guessed / 32:.0%} |" in card and "What to expect before your own camera" in card
    named = Counter(clip.label for result in results for clip in result.camera if clip.label in clip.named["balanced"])
    worst = min(("lift", "shake"), key=lambda label: named[label])
    assert f"Named least often, of labels with 8 clips or more: {worst} {named[worst]} of 16" in card
    assert "| lift | videos: lift |" in card
    # Neither figures nor weights of another training are taken for this one's.
    assert main(["publish", "optimisation.steps=3", *runs, "--to", str(tmp_path / "shipped")]) == 1
    assert "of a training with another configuration" in capsys.readouterr().err
    for file in measured.glob("*.json"):
        file.unlink()
    assert main(["folds", "optimisation.steps=3", *runs]) == 1
    assert "holds a training with another configuration" in capsys.readouterr().err
