"""From trained models to figures: evaluation, fusion, reports, summaries, and the whole path from raw files."""

import csv
import json

import numpy as np
import pytest
import torch

from app.cli import main as app
from recognizer.errors import UserError
from recognizer.model.model_folder import load_config, load_model, save_model
from train.cli import main
from train.data.corpus import ClipSelection, gather
from train.data.label_lists import load_label_sources
from train.data.prepared_set import open_set, write_set
from train.datasets import nw_ucla
from train.datasets.reader import RawClip
from train.evaluation.cost import cost_of
from train.evaluation.evaluate import EvaluationRequest, calibration_error, evaluate, fit_temperature
from train.evaluation.judge import Judged, judge
from train.evaluation.summary import paper_table, summarize
from train.release.evaluation_report import confusion, mixed_up
from train.release.fuse import fuse
from train.release.plots import reliability

CPU = torch.device("cpu")


def question(trained, tiny_set, *models, **how) -> EvaluationRequest:
    folders = [str(trained / model / "model") for model in models]
    return EvaluationRequest(folders, [str(tiny_set)], ClipSelection("all", (0, 4)), **how)


def test_what_was_learned_is_measured(trained, tiny_set):
    outcome = evaluate(question(trained, tiny_set, "joint"), CPU)
    e = outcome.evaluation
    assert e.clips == 24 and e.top1 > 0.5 and e.top5 == 1.0  # chance is a third
    assert sum(share.clips for share in e.per_class.values()) == 24
    assert sum(share.top1 * share.clips for share in e.per_class.values()) == pytest.approx(e.top1 * 24)
    assert e.training[0]["steps"] == 40 and e.streams == ["joint"]
    counts = confusion(outcome)
    assert counts.sum() == 24 and counts.trace() == round(e.top1 * 24)
    assert counts.sum(axis=1).tolist() == [8, 8, 8]


def test_fusing_is_the_mean_of_logits_and_the_same_in_one_folder(trained, tiny_set, tmp_path):
    names = [str(trained / name / "model") for name in ("joint", "motion")]
    corpus = gather([open_set(tiny_set)], ClipSelection("all", (0, 4)), load_config(trained / "joint" / "model").labels)
    one, two = (judge([load_model(name)], corpus).logits for name in names)
    both = judge([load_model(name) for name in names], corpus, [1, 3])
    assert torch.allclose(both.logits, 0.25 * one + 0.75 * two, atol=1e-5)
    config = fuse(names, [1, 3], tmp_path / "both")
    assert config.streams == ["joint", "joint-motion"] and config.fusion == [1, 3]
    assert torch.allclose(judge([load_model(tmp_path / "both")], corpus).logits, both.logits, atol=1e-5)
    once = evaluate(question(trained, tiny_set, "joint", "motion", weights=(1, 3)), CPU)
    again = evaluate(EvaluationRequest([str(tmp_path / "both")], [str(tiny_set)], ClipSelection("all", (0, 4))), CPU)
    assert torch.allclose(once.scores, again.scores, atol=1e-5)
    assert [fact["stream"] for fact in again.evaluation.training] == ["joint", "joint-motion"]
    assert again.evaluation.cost == once.evaluation.cost


def test_what_does_not_fit_is_not_fused(trained, tmp_path):
    joint, motion = (str(trained / name / "model") for name in ("joint", "motion"))
    other = load_model(motion)
    for change, told in (
        ({"labels": ["x", "y", "z"]}, "labels"),
        ({"time_base": other.config.time_base.model_copy(update={"seconds": 2.0})}, "time_base"),
    ):
        save_model(tmp_path / "other", other.config.model_copy(update=change), other.networks, "")
        with pytest.raises(UserError, match=told):
            fuse([joint, str(tmp_path / "other")], [], tmp_path / "out")
    for names, weights, told in (
        ([joint], [], "two models"),
        ([joint, joint], [], "in common"),
        ([joint, motion], [1], "one weight for each"),
        ([joint, motion], [0, 0], "weights"),
    ):
        with pytest.raises(UserError, match=told):
            fuse(names, weights, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_temperature_is_found_on_other_clips_and_helps():
    """Logits that are three times too sure: the temperature found is three, and calibration gets better."""
    draw = torch.Generator().manual_seed(0)
    honest = 2 * torch.randn((4000, 4), generator=draw)
    label = torch.multinomial(torch.softmax(honest, 1), 1, generator=draw).squeeze(1)
    judged = Judged(3 * honest, torch.arange(4000), label, honest.shape[1])
    # Clips in two parts count as they do in one, however unequal the parts are.
    few, many = (
        Judged(3 * honest[part], torch.arange(len(label[part])), label[part], 4)
        for part in (slice(0, 500), slice(500, None))
    )
    temperature = fit_temperature([few, many])
    assert temperature == pytest.approx(fit_temperature([judged]), rel=1e-3)
    assert temperature == pytest.approx(3, rel=0.1)
    before, after = (calibration_error(judged.probabilities(t), label) for t in (1.0, temperature))
    assert after < 0.03 < 0.1 < before


def test_calibration_uses_the_part_that_is_named(trained, tiny_set):
    plain = evaluate(question(trained, tiny_set, "joint"), CPU).evaluation
    calibrated = evaluate(question(trained, tiny_set, "joint", calibration=ClipSelection("all", (1,))), CPU).evaluation
    assert plain.temperature == 1 and calibrated.temperature != 1
    assert calibrated.ece_before == plain.ece and calibrated.top1 == plain.top1


def test_the_probabilities_of_a_clip_are_the_mean_of_its_windows():
    logits = torch.tensor([[2.0, 0.0], [0.0, 2.0], [1.0, 1.0]])
    judged = Judged(logits, torch.tensor([0, 1, 1]), torch.tensor([0, 1]), logits.shape[1])
    each = torch.softmax(logits / 2, 1)
    assert torch.allclose(judged.probabilities(2.0), torch.stack([each[0], (each[1] + each[2]) / 2]))


def test_reliability_and_mistakes_are_counted():
    middle, share, clips = reliability(np.array([0.05, 0.95, 0.97, 1.0]), np.array([False, True, False, True]))
    assert clips.tolist() == [1, 3] and share.tolist() == [0, pytest.approx(2 / 3)]
    assert middle.tolist() == [pytest.approx(0.05), pytest.approx(2.92 / 3)]
    assert mixed_up(np.array([[5, 1, 0], [4, 2, 0], [0, 0, 3]])) == [(1, 0, 4), (0, 1, 1)]


def test_the_cost_of_a_model(trained):
    """Against a count by hand of one layer, and twice the frames for nearly twice the arithmetic."""
    model = load_model(trained / "joint" / "model")
    cost = cost_of([model])
    assert cost.parameters == sum(p.numel() for p in model.networks["joint"].parameters())
    two = cost_of([model, load_model(trained / "motion" / "model")])
    assert two.parameters == 2 * cost.parameters and two.gflops == pytest.approx(2 * cost.gflops, rel=0.01)
    network = model.networks["joint"]
    network.config = network.config.model_copy(update={"frames": 16})
    assert 1.7 < cost_of([model]).gflops / cost.gflops < 2.3


def test_evaluate_writes_json_and_a_report(trained, tiny_set, tmp_path, capsys):
    models = [part for name in ("joint", "motion") for part in ("--model", str(trained / name / "model"))]
    arguments = ["evaluate", *models, "--weights", "1", "1", "--data", str(tiny_set), "--folds", "0", "4"]
    output = ["--json", str(tmp_path / "e.json"), "--report", str(tmp_path / "report")]
    assert main([*arguments, "--calibrate-folds", "1", *output]) == 0
    result = json.loads((tmp_path / "e.json").read_text())
    contract = {"model", "data", "split", "clips", "top1", "top5", "ece", "per_class", "per_group"}
    assert contract <= result.keys() and result["data"] == "tiny" and len(result["model"]) == 2
    assert set(result["per_class"]["sideways"]) == {"clips", "top1"}
    report = (tmp_path / "report" / "report.md").read_text()
    for figure in (f"{result['top1']:.2%}", f"{result['ece']:.4f}", f"{result['cost']['parameters']:,}", "| 40 | 12 |"):
        assert figure in report
    for picture in ("confusion", "reliability", "classes", "training-1", "training-2"):
        assert f"({picture}.png)" in report
        assert (tmp_path / "report" / f"{picture}.png").read_bytes().startswith(b"\x89PNG")
    with open(tmp_path / "report" / "confusion.csv", newline="") as handle:
        rows = list(csv.reader(handle))
    assert rows[0][1:] == [row[0] for row in rows[1:]] == ["sideways", "to and fro", "up and down"]
    assert sum(int(count) for row in rows[1:] for count in row[1:]) == 24
    assert "training steps" in capsys.readouterr().out


def evaluation(path, top1: float, seed: int, split: str = "xsub-test", clips: int = 16_487):
    facts = {"top1": top1, "top5": 0.99, "ece": 0.03, "streams": ["joint", "joint-motion"]}
    training = [{"steps": 40_717, "seed": seed}] * 2
    path.write_text(
        json.dumps({"data": "ntu60", "split": split, "clips": clips, "training": training, **facts}), encoding="utf-8"
    )
    return path


def test_runs_are_summed_up_and_take_their_row_in_the_paper_s_table(tmp_path, capsys):
    runs = [evaluation(tmp_path / f"{seed}.json", top1, seed) for seed, top1 in ((1, 0.915), (2, 0.92), (3, 0.925))]
    top1 = summarize(runs).figures["top1"]
    assert top1.mean == pytest.approx(0.92) and top1.sd == pytest.approx(0.005) and top1.runs == 3
    table = paper_table(runs, [])
    assert "| **MS-SA, this program (joint + joint-motion)** | **92.0 ± 0.5** | **–** |" in table
    assert "| MS-SA, the paper (joint + motion) | 91.8 | 96.8 |" in table and "seeds 1, 1, 2, 2, 3, 3" in table
    assert main(["table", "--xsub", str(runs[0]), "--out", str(tmp_path / "table.md")]) == 0
    assert "**91.5**" in (tmp_path / "table.md").read_text()
    some = evaluation(tmp_path / "some.json", 0.5, 1, clips=100)
    assert "50.0 (on 100 clips instead of 16,487)" in paper_table([some], [])
    with pytest.raises(UserError, match="xview-test"):
        paper_table([], runs)
    (tmp_path / "no.json").write_text("{}")
    assert main(["summarize", str(runs[0]), str(tmp_path / "no.json")]) == 1
    assert "no.json is not what evaluate --json writes" in capsys.readouterr().err


def test_one_body_alone_is_another_question_than_both(trained, tiny_set):
    both, alone = (evaluate(question(trained, tiny_set, "joint", bodies=count), CPU) for count in (2, 1))
    data = open_set(tiny_set)
    tested = gather([data], ClipSelection("all", (0, 4)), data.labels)
    pairs = tested.bodies == 2
    assert torch.allclose(both.scores[~pairs], alone.scores[~pairs], atol=1e-6)
    assert not torch.allclose(both.scores[pairs], alone.scores[pairs], atol=1e-6)


def test_a_model_of_a_set_s_own_labels_is_tested_on_that_set(tmp_path, tiny_set):
    """NW-UCLA's classes have other names among the open labels; its own model must be asked for its own."""
    still = np.zeros((1, 20, 25, 3), np.float32)
    own = list(nw_ucla.LABELS.values())
    clips = [RawClip(f"c{number}", still, 15.0, label, "p", "v01") for number, label in enumerate(own)]
    write_set(tmp_path / "nw.safetensors", "nw-ucla", clips)
    data = open_set(tmp_path / "nw.safetensors")
    assert len(gather([data], ClipSelection(), data.labels)) == 10
    sources = load_label_sources("open")
    mapped = gather([data], ClipSelection(), sources.names, sources)
    found = dict(zip(own, (mapped.labels[label] for label in mapped.label.tolist()), strict=True))
    assert (found["donning"], found["walk around"], found["throw"]) == ("put on clothes", "walk", "throw")


def test_a_model_is_tested_on_classes_of_other_names_by_a_list(trained, tiny_set, tmp_path):
    data = open_set(tiny_set)
    renamed = {"sideways": "swinging left and right", "up and down": "bobbing", "to and fro": "rocking"}
    clips = [
        RawClip(data.clips[i], data.clip(i), 30.0, renamed[data.labels[label]], data.persons[person], "adults")
        for i, (label, person) in enumerate(zip(data.label.tolist(), data.person.tolist()))
    ]
    write_set(tmp_path / "renamed.safetensors", "folder", clips)
    own_list = {"labels": {label: {"folder": [name]} for label, name in renamed.items() if label != "to and fro"}}
    (tmp_path / "mine.yaml").write_text(json.dumps(own_list))  # JSON is YAML
    asked = EvaluationRequest(
        [str(trained / "joint" / "model")],
        [str(tmp_path / "renamed.safetensors")],
        ClipSelection("all", (0, 4)),
        labels=str(tmp_path / "mine.yaml"),
    )
    found, expected = evaluate(asked, CPU).evaluation, evaluate(question(trained, tiny_set, "joint"), CPU).evaluation
    del expected.per_class["to and fro"]
    assert found.per_class == expected.per_class and (found.clips, found.unknown) == (16, 8)


def test_the_whole_path_from_raw_files_to_a_recognized_clip(tmp_path, capsys):
    """generate -> prepare -> fit two streams -> evaluate -> fuse -> recognize, by the commands that users type."""
    raw, data = tmp_path / "raw", tmp_path / "ntu.safetensors"
    assert main(["generate", "--clips", "240", "--out", str(raw)]) == 0
    assert main(["prepare", "ntu60", "--raw", str(raw), "--out", str(data), "--workers", "1"]) == 0
    how = ["architecture.frames=8", "architecture.width=16", "optimisation.batch=8", "optimisation.epochs=0.4"]
    for stream in ("joint", "motion"):
        config = f"train/configs/ntu60_xsub_{stream}.yaml"
        free = [f"out={tmp_path / stream}", f"data.files=[{data}]", "device=cpu", "threads=1", "tensorboard=false"]
        assert main(["fit", "--config", config, *how, *free]) == 0
    models = [part for stream in ("joint", "motion") for part in ("--model", str(tmp_path / stream / "model"))]
    report = ["--report", str(tmp_path / "report"), "--json", str(tmp_path / "xsub.json")]
    assert main(["evaluate", *models, "--data", str(data), "--split", "xsub-test", *report]) == 0
    result = json.loads((tmp_path / "xsub.json").read_text())
    assert result["clips"] == len(open_set(data).split("xsub-test")) and 0 <= result["top1"] <= 1
    assert main(["table", "--xsub", str(tmp_path / "xsub.json")]) == 0
    assert main(["fuse", *models, "--out", str(tmp_path / "both")]) == 0
    clip = sorted(raw.glob("*.skeleton"))[0]
    assert app(["recognize", str(clip), "--model", str(tmp_path / "both"), "--json", str(tmp_path / "r.json")]) == 0
    recognized = json.loads((tmp_path / "r.json").read_text())
    assert recognized["model"] == {"name": "both", "labels": 60, "streams": ["joint", "joint-motion"]}
    assert recognized["windows"]
    assert f"(on {result['clips']} clips instead of 16,487)" in capsys.readouterr().out
