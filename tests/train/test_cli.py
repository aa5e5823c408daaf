"""The trainer's command line: how it starts, and how it explains what is wrong."""

import json
import os
import subprocess
import sys
import tomllib

import pytest

from tests.paths import ROOT
from train import extra
from train.cli import main

SCRIPT = ROOT / "train" / "run.py"
# Python runs a ``sitecustomize`` that it finds before anything else; this one looks, at the very end, what could be
# imported by the names of the folders in ``train/``.
SPY = """
import atexit, importlib.util, sys

def look():
    found = [name for name in ("training", "bench", "release") if importlib.util.find_spec(name)]
    print("shadowed:", found, "trainer:", importlib.util.find_spec("train.training") is not None)

atexit.register(look)
"""


@pytest.mark.parametrize("launcher", [[], ["-m", "torch.distributed.run", "--standalone", "--nproc-per-node=1"]])
def test_started_as_a_script_its_folders_take_no_other_package_s_name(tmp_path, launcher):
    (tmp_path / "sitecustomize.py").write_text(SPY)
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    command = [sys.executable, *launcher, str(SCRIPT), "summarize", str(tmp_path / "none.json")]
    run = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=300)
    assert "none.json is not what evaluate --json writes" in run.stderr
    assert "shadowed: [] trainer: True" in run.stdout


@pytest.mark.parametrize("given", ["0", "-3", "many", "1.5"])
def test_a_number_that_is_none_is_named_in_a_sentence(capsys, given):
    with pytest.raises(SystemExit) as exit_:
        main(["bench", f"--width={given}"])
    assert exit_.value.code == 2
    assert f"argument --width: a whole number from 1 on is needed, not {given}\n" in capsys.readouterr().err


def test_what_training_needs_is_what_pyproject_declares():
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]["train"]
    assert [line.split(">=")[0] for line in declared] == list(extra.PACKAGES)


COMMANDS = {
    "torchmetrics": [
        ["evaluate", "--model", "open", "--data", "none"],
        ["fuse", "--model", "open", "--model", "open", "--out", "out"],
        ["folds", "--config", "tiny.yaml", "--runs", "runs"],
        ["unknown", "--config", "tiny.yaml", "--runs", "runs"],
        ["publish", "--config", "tiny.yaml", "--runs", "runs", "--to", "out"],
    ],
    "onnx": [["export", "--model", "open", "--out", "out.onnx"]],
    "onnxscript": [["export", "--model", "open", "--out", "out.onnx"]],
}
# A process in which one package after the other cannot be imported, as where it is not installed.
WITHOUT = """
import json, sys
from train.cli import main
for package, commands in json.loads(sys.argv[1]).items():
    sys.modules[package] = None
    for command in commands:
        print(f"{package}: exit code {main(command)}", file=sys.stderr, flush=True)
    del sys.modules[package]
"""


def test_without_a_training_package_a_command_says_what_to_install(tmp_path, config_file):
    """And nothing is begun: the configuration alone lies in the folder."""
    words = [sys.executable, "-c", WITHOUT, json.dumps(COMMANDS)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = subprocess.run(words, cwd=config_file.parent, env=environment, capture_output=True, text=True, timeout=300)
    lines = iter(run.stderr.strip().splitlines())
    for package, commands in COMMANDS.items():
        for _ in commands:
            sentence = next(lines)
            assert sentence.startswith(f"Error: This needs the package {package}, which is not installed:")
            assert 'pip install -e ".[train]"' in sentence and "python3 start.py train" in sentence
            assert next(lines) == f"{package}: exit code 1"
    assert not list(lines) and [file.name for file in tmp_path.iterdir()] == ["tiny.yaml"]


@pytest.mark.parametrize(
    "command",
    [
        ["prepare", "videos", "--list", "a", "--out", "a"],
        ["prepare", "pyskl", "--raw", "a", "--out", "a"],
        ["evaluate", "--model", "open", "--data", "a", "--json", "a"],
        ["summarize", "a", "--json", "a"],
        ["table", "--xsub", "a", "--out", "a"],
    ],
)
def test_no_output_replaces_what_it_is_made_of(command, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a").write_text("weeks of work")
    assert main(command) == 1
    assert "a is a source of this very run" in capsys.readouterr().err
    assert (tmp_path / "a").read_text() == "weeks of work"
