"""`bench`: every setting that there is gets its figures, what is impossible gets its reason."""

import json
from dataclasses import replace

import pytest
import torch

from recognizer.model.model_folder import load_config
from tests import few_blocks
from train.bench import measure as measuring
from train.bench.engines import fits, prepared, usual_engines
from train.bench.measure import BenchRequest, bench, live_steps, make_model, sample_windows, seconds_of
from train.bench.table import live_table, missing, save, show, speed_table
from train.cli import main
from train.evaluation.cost import cost_of

CPU = torch.device("cpu")


@pytest.fixture
def question(tiny_set, monkeypatch) -> BenchRequest:
    monkeypatch.setattr(measuring, "INFERENCE_BATCHES", (1, 2))
    monkeypatch.setattr(measuring, "LEAST_STEPS", 2)
    precisions = ("fp32", "bf16", "fp16")
    return BenchRequest((CPU,), precisions, ("eager",), width=16, frames=8, batch=4, data=tiny_set, seconds=0)


def test_every_setting_is_measured(question, tmp_path, capsys):
    threads = torch.get_num_threads()
    result = bench(question)
    assert torch.get_num_threads() == threads
    assert [(rate.setting.precision, rate.task, rate.batch) for rate in result.rates] == [
        (precision, task, batch)
        for precision in ("fp32", "bf16")  # fp16 is for CUDA alone
        for task, batch in (("inference", 1), ("inference", 2), ("training", 4))
    ]
    assert not missing(result)
    for rate in result.rates:
        assert rate.clips_per_second > 0 and rate.peak_bytes is None
        if rate.task == "training":
            assert rate.epoch_seconds == pytest.approx(40_091 / rate.clips_per_second)
            assert rate.data_share == pytest.approx(rate.clips_per_second / result.data[0].clips_per_second)
    assert [step.persons for step in result.live] == [1, 2] * 2
    assert all(0 < step.p50_ms <= step.p95_ms for step in result.live)
    assert result.cost == cost_of([make_model(question)])
    assert result.bodies == pytest.approx(1.25)  # every fourth of the tiny clips has two people in it

    save(result, tmp_path / "bench.json")
    told = json.loads((tmp_path / "bench.json").read_text())
    assert told["rates"][0]["setting"] == {"device": "cpu", "precision": "fp32", "engine": "eager"}
    assert told["rates"][2]["clips_per_second"] == result.rates[2].clips_per_second
    show(result)
    lines = capsys.readouterr().out.splitlines()
    assert f"{result.cost.parameters:,} parameters" in lines[0]
    heads, rows = speed_table(result)
    assert "| " + " | ".join(rows[1]) + " |" in lines
    assert all(len(row) == len(heads) for row in rows)
    heads, rows = live_table(result)
    assert all(len(row) == len(heads) for row in rows)


def test_what_is_impossible_is_told_and_ends_nothing(question, monkeypatch, capsys):
    def broken(model, device, engine, folder):
        if engine == "compiled":
            raise RuntimeError("No working C++ compiler found\nand much more")
        return prepared(model, device, engine, folder)

    monkeypatch.setattr(measuring, "prepared", broken)
    monkeypatch.setattr(measuring.Run, "advance", lambda run: 1 / 0)
    result = bench(replace(question, precisions=("fp32",), engines=("eager", "compiled")))
    assert [rate.clips_per_second is None for rate in result.rates] == [False, False, True, True, True, True]
    assert [step.p50_ms is None for step in result.live] == [False, False, True, True]
    show(result)
    out = capsys.readouterr().out
    assert (
        "not available: inference, live step with cpu fp32 compiled: RuntimeError: No working C++ compiler found\n"
        in out
    )
    assert "not available: training with cpu fp32 eager: ZeroDivisionError: division by zero\n" in out
    assert "much more" not in out


def test_a_trained_model_is_measured_as_it_is(question, trained):
    folder = trained / "joint" / "model"
    result = bench(replace(question, precisions=("bf16",), model=str(folder)))
    config = load_config(folder)
    assert (result.model, result.frames) == (config.name, config.architecture.frames)
    assert not missing(result)


def test_which_settings_there_are():
    cuda = torch.device("cuda")
    assert fits(cuda, "fp16", "compiled") and not fits(CPU, "fp16", "eager")
    assert fits(CPU, "fp32", "onnx") and not fits(CPU, "bf16", "onnx") and not fits(cuda, "fp32", "onnx")
    assert "compiled" in usual_engines(cuda) and "compiled" not in usual_engines(CPU)


def test_an_engine_leaves_the_model_as_it_is(question, tmp_path):
    model = make_model(question)
    windows = torch.from_numpy(sample_windows(2, 8))
    expected, _ = model.probabilities(windows)
    other = prepared(model, CPU, "eager", tmp_path)
    found, _ = other.probabilities(windows)
    torch.testing.assert_close(found, expected)
    with torch.no_grad():
        other.networks["joint"].classify.bias += 1
    assert not model.networks["joint"].classify.bias.any()


def test_the_network_compiles_whole(question, monkeypatch):
    """Without a break in the graph, so that a compiler sees all of it."""
    few_blocks.patch(monkeypatch)
    torch.compiler.reset()
    network = make_model(question).networks["joint"]
    x, window = torch.randn(3, 3, 8, 25), torch.tensor([0, 0, 1])
    with torch.no_grad():
        expected = network(x, window, 2)
        network.compile(fullgraph=True, backend="eager")
        torch.testing.assert_close(network(x, window, 2), expected)


def test_live_steps_judge_everybody(question, monkeypatch):
    model, batches = make_model(question), []
    probabilities = model.probabilities
    monkeypatch.setattr(
        model, "probabilities", lambda windows, **how: (batches.append(len(windows)), probabilities(windows, **how))[1]
    )
    assert len(live_steps(model, 2, 0)) == 2
    assert set(batches) == {2}


def test_the_time_of_one_action():
    calls = []
    assert seconds_of(lambda: calls.append(1), 0, CPU) > 0
    assert len(calls) == 2 + 1 + measuring.BLOCKS


def test_the_command_measures_and_writes(tiny_set, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(measuring, "INFERENCE_BATCHES", (1,))
    monkeypatch.setattr(measuring, "LEAST_STEPS", 1)
    file = tmp_path / "bench.json"
    sizes = ["--width=16", "--frames=8", "--batch=2", "--seconds=0", f"--data={tiny_set}", f"--json={file}"]
    assert main(["bench", "--device", "cpu", "--precision", "fp32", "--engine", "eager", *sizes]) == 0
    assert json.loads(file.read_text())["width"] == 16
    assert str(file) in capsys.readouterr().out
    assert main(["bench", "--model", str(tmp_path / "none")]) == 1
    assert "There is no model" in capsys.readouterr().err
    assert main(["bench", "--width", "20"]) == 1
    assert "width: Input should be a multiple of 16" in capsys.readouterr().err
