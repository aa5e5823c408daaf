"""Training: a run killed at any moment and resumed is the run that was not; configurations; what a run writes."""

import csv
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file

from recognizer.errors import UserError
from recognizer.model.model_folder import load_model
from tests.paths import ROOT
from tests.train.waiting import wait_for_step
from train.cli import main
from train.data.augment import Augmentation
from train.data.corpus import ClipSelection
from train.data.packing import pack, save_part
from train.data.prepared_set import open_set, write_set
from train.datasets.reader import RawClip
from train.training.config import load_fit_config
from train.training.distributed import Processes
from train.training.fit import Run, fit, train_once
from train.training.run_log import LogRow, RunLog, read_log
from train.training.training_clips import draw_pass, load_corpus, training_selection, validation_selection

CONFIGS = sorted((ROOT / "train" / "configs").glob("*.yaml"))
LITERAL = sorted((ROOT / "train" / "configs" / "paper_literal").glob("*.yaml"))


def weights(run: Path) -> dict[str, torch.Tensor]:
    return load_file(run / "model" / "joint.safetensors")


def same(one: dict[str, torch.Tensor], other: dict[str, torch.Tensor]) -> bool:
    return one.keys() == other.keys() and all(torch.equal(one[name], other[name]) for name in one)


def logged(run: Path) -> list[tuple]:
    """The rows of a run's log without the speed, which differs from time to time."""
    return [tuple(row.__dict__.values())[:-1] for row in read_log(run / "log.csv")]


def test_a_pass_has_every_clip_once_or_as_the_chances_say():
    def drawn(chance: torch.Tensor | None, seed: int = 1) -> torch.Tensor:
        return draw_pass(1000, chance, torch.Generator().manual_seed(seed))

    assert sorted(drawn(None).tolist()) == list(range(1000))
    chance = torch.ones(1000, dtype=torch.float64)
    chance[:500] = 0
    assert drawn(chance).min() >= 500 and len(drawn(chance)) == 1000
    assert torch.equal(drawn(chance, 2), drawn(chance, 2))


def test_a_run_killed_again_and_again_equals_one_that_was_not(config_file, tmp_path):
    """Real kills at random moments, in the middle of epochs, with dropout and validation on."""
    shared = ["optimisation.steps=24", "architecture.dropout=0.2", "rows=8", "threads=1", "checkpoint_seconds=0.4"]
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    command = [sys.executable, str(ROOT / "train" / "run.py"), "fit", "--config", str(config_file), "--resume", *shared]
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    fit(load_fit_config(config_file, [*shared, f"out={whole}"]))
    moments = random.Random(4)
    for after in (3, 15):
        process = subprocess.Popen(
            [*command, f"out={killed}"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        try:
            wait_for_step(killed, after, process)
            time.sleep(moments.uniform(0, 0.3))
        finally:
            process.send_signal(signal.SIGKILL)
            process.communicate()
        assert process.returncode == -signal.SIGKILL and not (killed / "model").exists()
    subprocess.run([*command, f"out={killed}"], check=True, env=environment, capture_output=True, timeout=300)
    assert same(weights(whole), weights(killed))
    assert logged(whole) == logged(killed) and len(logged(whole)) == 8
    assert same(load_file(whole / "best" / "joint.safetensors"), load_file(killed / "best" / "joint.safetensors"))


def test_a_run_goes_on_where_the_model_that_it_started_from_is_gone(config_file, tmp_path):
    """Its checkpoint has all that the model gave it."""
    few = ["optimisation.steps=4", "threads=1"]
    start = fit(load_fit_config(config_file, [*few, f"out={tmp_path / 'start'}"]))
    words = [*few, f"start_from={start}"]
    whole = fit(load_fit_config(config_file, [*words, f"out={tmp_path / 'whole'}"])).parent
    stopped = Run(load_fit_config(config_file, [*words, f"out={tmp_path / 'stopped'}"]))
    stopped.advance()
    stopped.save()
    shutil.rmtree(start)
    fit(stopped.config, resume=True)
    assert same(weights(whole), weights(tmp_path / "stopped"))
    with pytest.raises(UserError, match="There is no model"):  # a run that is only beginning needs it
        fit(load_fit_config(config_file, [*words, f"out={tmp_path / 'new'}"]), resume=True)


@pytest.mark.parametrize("optimiser", ["sgd", "adamw"])
def test_every_optimiser_learns_and_goes_on_where_it_stopped(config_file, tmp_path, optimiser):
    words = ["optimisation.steps=12", f"optimisation.optimiser={optimiser}", "threads=1"]
    stopped = Run(load_fit_config(config_file, [*words, f"out={tmp_path / 'stopped'}"]))
    for _ in range(5):
        stopped.advance()
    stopped.save()
    fit(stopped.config, resume=True)
    whole = fit(load_fit_config(config_file, [*words, f"out={tmp_path / 'whole'}"])).parent
    assert same(weights(whole), weights(tmp_path / "stopped"))
    rows = read_log(whole / "log.csv")
    assert rows[-1].loss < rows[0].loss


def test_a_running_mean_of_the_weights_is_shipped_and_goes_on_where_it_stopped(config_file, tmp_path):
    words = ["optimisation.steps=4", "optimisation.averaging=0.5", "threads=1"]
    stopped = Run(load_fit_config(config_file, [*words, f"out={tmp_path / 'stopped'}"]))
    passed = []
    for _ in range(4):
        stopped.advance()
        passed.append({name: weight.clone() for name, weight in stopped.network.named_parameters()})
        if len(passed) == 2:
            stopped.save()
    fit(stopped.config, resume=True)
    whole = fit(load_fit_config(config_file, [*words, f"out={tmp_path / 'whole'}"])).parent
    assert same(weights(whole), weights(tmp_path / "stopped"))
    shipped = weights(whole)
    for name, first in passed[0].items():
        mean = first
        for step in passed[1:]:
            mean = (mean + step[name]) / 2
        torch.testing.assert_close(shipped[name], mean)
    assert not all(torch.equal(shipped[name], passed[-1][name]) for name in passed[-1])


def test_a_run_goes_on_elsewhere_but_not_as_another_one(config_file, tmp_path):
    run = Run(load_fit_config(config_file, ["optimisation.steps=4"]))
    run.advance()
    run.save()
    with pytest.raises(UserError, match="already holds a run"):
        fit(load_fit_config(config_file, ["optimisation.steps=4"]))
    for other in ("optimisation.steps=5", "seed=2", "augmentation.yaw=0.2", "precision=bf16"):
        with pytest.raises(UserError, match="another configuration"):
            fit(load_fit_config(config_file, ["optimisation.steps=4", other]), resume=True)
    moved = (tmp_path / "run").rename(tmp_path / "moved")
    free = ["threads=1", "checkpoint_seconds=7", f"out={moved}", "device=auto", "tensorboard=false"]
    model = fit(load_fit_config(config_file, ["optimisation.steps=4", *free]), resume=True)
    assert json.loads((model / "training.json").read_text())[0]["steps"] == 4


@pytest.mark.parametrize("rank", [0, 1])
def test_a_folder_that_holds_a_run_is_refused_before_anything_begins(config_file, tmp_path, rank):
    """The data set does not exist: a process that began would look for it first."""

    class Informed(Processes):
        """One of two processes; what the first one found, both learn."""

        def from_first(self, value):
            return True

    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "checkpoint.pt").write_bytes(b"a run")
    processes = Informed(rank, 2)
    with pytest.raises(UserError, match="already holds a run"):
        fit(load_fit_config(config_file, ["data.files=[nowhere]"]), processes=processes)


def test_a_damaged_checkpoint_is_told(config_file, tmp_path):
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "checkpoint.pt").write_bytes(b"cut off")
    with pytest.raises(UserError, match="cannot be read as a checkpoint"):
        fit(load_fit_config(config_file), resume=True)


FULL_DISK = """
import resource, sys
from train.cli import main
from train.data.augment import Augmentation
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
sys.exit(main(sys.argv[2:]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no file's size")
def test_a_disk_that_is_full_ends_a_run_with_one_sentence(config_file, tmp_path):
    """No file may be larger than a limit, which to the program is the same as a full disk."""
    words = ["fit", "--config", str(config_file), "optimisation.steps=2", "data.validation_folds=[]"]
    ended = subprocess.run(
        [sys.executable, "-c", FULL_DISK, "40000", *words],
        cwd=ROOT,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert ended.returncode == 1, ended.stderr
    told = [line for line in ended.stderr.splitlines() if "rror" in line]
    assert len(told) == 1 and told[0].startswith("Error: Cannot write") and told[0].endswith("File too large.")
    assert "checkpoint.pt" in told[0]
    assert not list((tmp_path / "run").glob(".*")), "nothing half written is left"


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device here that is always full")
def test_a_log_that_finds_no_room_is_one_sentence(tmp_path):
    log = RunLog(tmp_path, 0, tensorboard=False)
    (tmp_path / "log.csv").unlink()
    (tmp_path / "log.csv").symlink_to("/dev/full")
    with pytest.raises(UserError, match=r"Cannot write the log in .*: No space left on device\."):
        log.add(LogRow(1, 0.1, 1.5, 0.5, None, 0.1, 9.0))


def test_a_prepared_part_that_finds_no_room_is_one_sentence(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(UserError, match=r"Cannot write .*part: No space left on device\."):
        save_part(pack([]), tmp_path / "000000.part")


def test_a_single_action_is_nothing_to_learn_and_one_sentence(tiny_set, config_file, tmp_path, capsys):
    data = open_set(tiny_set)
    clips = [
        RawClip(name, data.clip(number), 30.0, "wave", f"p{number % 8}", "adults", ())
        for number, name in enumerate(data.clips)
    ]
    write_set(tmp_path / "one.safetensors", "one", clips)
    assert main(["fit", "--config", str(config_file), f"data.files=[{tmp_path / 'one.safetensors'}]"]) == 1
    told = capsys.readouterr().err
    assert told.strip().splitlines()[-1] == (
        "Error: The only action in the data is wave, and a network learns to tell actions apart: give it at least two."
    )
    assert not (tmp_path / "run").exists()


def test_the_log_has_each_step_once_and_survives_a_line_cut_off(tmp_path):
    rows = [LogRow(step, step / 10, 1.5, 0.5, None if step % 2 else 0.25, 0.1, 9.0) for step in range(1, 6)]
    log = RunLog(tmp_path, 0, tensorboard=False)
    for row in rows:
        log.add(row)
    with open(tmp_path / "log.csv", "a") as handle:
        handle.write("6,0.6,1.")
    assert read_log(tmp_path / "log.csv") == rows
    log = RunLog(tmp_path, 3, tensorboard=False)
    for row in rows[3:]:
        log.add(row)
    assert read_log(tmp_path / "log.csv") == rows
    with open(tmp_path / "log.csv", newline="") as handle:
        assert next(csv.reader(handle))[:3] == ["step", "epoch", "loss"]


def test_tensorboard_gets_the_same_figures(config_file, tmp_path):
    pytest.importorskip("tensorboard")
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

    fit(load_fit_config(config_file, ["optimisation.steps=4", "tensorboard=true", "rows=4"]))
    events = EventAccumulator(str(tmp_path / "run" / "tensorboard"))
    events.Reload()
    written = {event.step: event.value for event in events.Scalars("loss")}
    assert written == pytest.approx({row.step: row.loss for row in read_log(tmp_path / "run" / "log.csv")})
    assert [event.step for event in events.Scalars("validation")] == [2, 4]


def test_without_tensorboard_a_run_says_so_and_goes_on(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    log = RunLog(tmp_path, 0, tensorboard=True)
    log.add(LogRow(1, 0.1, 1.0, 0.5, None, 0.1, 9.0))
    log.close()
    assert "TensorBoard is not installed" in capsys.readouterr().out
    assert len(read_log(tmp_path / "log.csv")) == 1


def test_every_epoch_goes_through_all_clips_in_another_order(config_file):
    run = Run(load_fit_config(config_file, ["optimisation.batch=10"]))
    size = len(run.corpus)
    drawn = []
    for run.step in range(2 * size // 10):
        drawn += run._clips().tolist()
    first, second = drawn[:size], drawn[size : 2 * size]
    assert sorted(first) == list(range(size)) and first != second
    assert sorted(second[: len(drawn) - size]) == sorted(set(second))


def test_a_batch_in_parts_is_the_same_step(config_file, monkeypatch):
    """With batch normalisation held still and the crops fixed, a batch in three parts moves the weights as one does."""
    moved = []
    for parts in (1, 3):
        run = Run(load_fit_config(config_file, [f"optimisation.accumulation={parts}", "augmentation.yaw=0"]))
        run.network.eval()
        monkeypatch.setattr(run.network, "train", lambda: None)
        run.corpus = replace(run.corpus, frames=torch.ones_like(run.corpus.frames))  # of one frame every crop is alike
        run.corpus = run.corpus.with_bodies(1)
        run.advance()
        moved.append((run.network.state_dict(), float(run.totals.loss), run.totals.clips))
    assert moved[0][2] == moved[1][2] == 12 and moved[0][1] == pytest.approx(moved[1][1], rel=1e-5)
    for name, value in moved[0][0].items():
        assert torch.allclose(value.float(), moved[1][0][name].float(), atol=1e-5), name


def test_computing_activations_again_changes_nothing_but_memory(config_file):
    """Weights and statistics bit for bit, and far fewer bytes kept for the backward pass."""
    states, kept = [], []
    for recompute in (False, True):
        run = Run(load_fit_config(config_file, [f"recompute={recompute}", "threads=1"]))
        run.advance()
        run.advance()
        states.append(run.network.state_dict())
        sizes = []

        def keep(value, sizes=sizes):
            sizes.append(value.nbytes)
            return value

        with torch.autograd.graph.saved_tensors_hooks(keep, lambda value: value):
            run.network(torch.randn(4, 3, 8, 25))
        kept.append(sum(sizes))
    assert same(*states)
    assert kept[1] < kept[0] / 10


def test_half_precision_trains_and_fp16_asks_for_a_gpu(config_file):
    run = Run(load_fit_config(config_file, ["precision=bf16"]))
    run.advance()
    assert torch.isfinite(run.totals.loss) and next(run.network.parameters()).dtype == torch.float32
    if not torch.cuda.is_available():
        with pytest.raises(UserError, match="NVIDIA"):
            Run(load_fit_config(config_file, ["precision=fp16"]))


def test_held_out_people_and_splits_are_not_trained_on(config_file):
    config = load_fit_config(config_file)
    training = load_corpus(config, training_selection(config))
    validation = load_corpus(config, validation_selection(config))
    testing = load_corpus(config, ClipSelection("all", (0, 4)))
    names = [set(corpus.name) for corpus in (training, validation, testing)]
    assert [len(some) for some in names] == [60, 12, 24] and len(set.union(*names)) == 96
    folds = ["data.test_folds=[]", "data.validation_folds=[]"]
    by_split = load_fit_config(config_file, [*folds, "data.split=by-hand-train", "data.validation_split=by-hand-test"])
    assert len(load_corpus(by_split, training_selection(by_split))) == 72
    assert len(load_corpus(by_split, validation_selection(by_split))) == 24
    assert validation_selection(load_fit_config(config_file, ["data.validation_folds=[]"])) is None


def test_a_view_that_validation_judges_alone_is_not_trained_on_whoever_is_in_it(tmp_path, config_file):
    """People and views both are new to the network in the validation part."""
    still = np.zeros((1, 8, 25, 3), np.float32)
    clips = [
        RawClip(f"{person} {view}", still, 30.0, label, f"p{person}", view, ("train",))
        for person in range(8)
        for view in ("v1", "v2")
        for label in ("a", "b")
    ]
    write_set(tmp_path / "views.safetensors", "views", clips)
    held = [f"data.files=[{tmp_path / 'views.safetensors'}]", "data.test_folds=[]", "data.validation_folds=[0,1]"]
    config = load_fit_config(config_file, [*held, "data.validation_groups=[v2]"])
    training = load_corpus(config, training_selection(config))
    validation = load_corpus(config, validation_selection(config))
    assert set(training.group) == {"views v1"} and set(validation.group) == {"views v2"}
    assert len(set(training.person)) == 6 and len(set(validation.person)) == 2
    assert not set(training.person) & set(validation.person)


def test_the_last_step_is_shipped_and_the_best_kept_apart(trained):
    rows = [row for row in read_log(trained / "joint" / "log.csv") if row.validation is not None]
    assert [row.step for row in rows] == [20, 40]
    best = max(rows, key=lambda row: row.validation)
    assert f"step {best.step}" in (trained / "joint" / "best" / "card.md").read_text()
    assert "40 steps" in (trained / "joint" / "model" / "card.md").read_text()
    assert load_model(trained / "joint" / "best").config == load_model(trained / "joint" / "model").config


def test_a_run_of_an_earlier_version_goes_on(config_file, tmp_path):
    """Its checkpoint and its folder record a key, and a word for the sets' own labels, that there are no more."""
    words = ["optimisation.steps=2"]
    run = Run(load_fit_config(config_file, words))
    run.advance()
    run.save()
    state = torch.load(run.checkpoint, weights_only=True)
    values = json.loads(state["config"])
    values["data"] |= {"test_split": "xsub-test", "labels": "own"}
    torch.save(state | {"config": json.dumps(values)}, run.checkpoint)
    config = load_fit_config(config_file, words)
    fit(config, resume=True)
    (tmp_path / "run" / "config.json").write_text(json.dumps(values))
    assert train_once(config) == tmp_path / "run" / "model"
    with pytest.raises(UserError, match="no such key"):
        load_fit_config(config_file, ["data.test_split=xsub-test"])


@pytest.mark.parametrize(
    ("override", "told"),
    [
        ("optimisation.speed=3", "optimisation.speed: there is no such key"),
        ("optimisation.steps=many", "optimisation.steps"),
        ("optimisation.epochs=3", "either epochs or steps"),
        ("optimisation.steps=null", "either epochs or steps"),
        ("optimisation.accumulation=5", "equal parts"),
        ("precision=fp8", "precision"),
        ("data.bodies=3", "data.bodies"),
        ("time_base.kind=seconds", "time_base.kind"),
        ("stream=smell", "stream"),
        ("nonsense", "key=value"),
        ("name.first=a", "not a key"),
    ],
)
def test_a_wrong_key_or_value_is_named(config_file, override, told):
    with pytest.raises(UserError, match=told):
        load_fit_config(config_file, [override])


def test_configurations_that_come_along_are_found_from_any_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    config = load_fit_config("train/configs/utdmhad_motion.yaml")
    assert config == load_fit_config(ROOT / "train" / "configs" / "utdmhad_motion.yaml")

    shutil.copytree(ROOT / "train" / "configs", tmp_path / "train" / "configs")
    own = Path("train/configs/utdmhad_motion.yaml")
    own.write_text(own.read_text() + "seed: 7\n")
    assert load_fit_config(own).seed == 7, "the user's own comes first"


def test_a_configuration_states_what_differs_from_its_base(config_file, tmp_path):
    (tmp_path / "motion.yaml").write_text("base: tiny.yaml\nstream: joint-motion\noptimisation: {rate: 0.02}\n")
    (tmp_path / "slow.yaml").write_text("base: motion.yaml\noptimisation: {warm_up: 9}\n")
    config, base = load_fit_config(tmp_path / "slow.yaml", ["seed=5"]), load_fit_config(config_file)
    assert (config.stream, config.optimisation.rate, config.optimisation.warm_up, config.seed) == (
        "joint-motion", 0.02, 9, 5,
    )  # fmt: skip
    assert config.data == base.data and config.optimisation.batch == base.optimisation.batch
    (tmp_path / "tiny.yaml").write_text("base: slow.yaml\n")
    with pytest.raises(UserError, match="its own base"):
        load_fit_config(tmp_path / "motion.yaml")
    (tmp_path / "tiny.yaml").write_text("base: nowhere.yaml\n")
    with pytest.raises(UserError, match=r"no configuration .*nowhere\.yaml"):
        load_fit_config(tmp_path / "tiny.yaml")


@pytest.mark.parametrize("file", CONFIGS, ids=lambda file: file.stem)
def test_every_configuration_is_one(file):
    config = load_fit_config(file)
    assert config.out == f"runs/{file.stem}"
    stream = {"joint": "joint", "motion": "joint-motion", "bone": "bone", "bone_motion": "bone-motion"}
    if config.data.labels == "bundled":
        assert config.stream == "joint"  # `folds` and `publish` train each stream of it
        return
    assert config.stream == next(
        stream[end] for end in sorted(stream, key=len, reverse=True) if file.stem.endswith(end)
    )


@pytest.mark.parametrize("file", LITERAL, ids=lambda file: file.stem)
def test_the_paper_by_its_letter_differs_from_this_reading_where_its_text_does(file):
    literal, ours = load_fit_config(file), load_fit_config(file.parent.parent / file.name)
    assert (literal.architecture.scale, literal.architecture.topology, literal.architecture.sigma) == (
        ("channels", "fixed", "relu")
    )
    assert (literal.data, literal.stream) == (ours.data, ours.stream)
    assert literal.optimisation.schedule_for(40_091).rate(0) == 0.1
    assert literal.augmentation == Augmentation()


def test_the_paper_s_recipe():
    """65 epochs of batches of 64, rate 0.1, a tenth of it from epochs 35 and 55 on, on X-Sub's 40,091 clips."""
    config = load_fit_config(ROOT / "train" / "configs" / "ntu60_xsub_joint.yaml")
    schedule = config.optimisation.schedule_for(40_091)
    epoch = 40_091 / 64
    assert schedule.steps == round(65 * epoch) == 40_717
    assert schedule.rate(0) < 1e-4 and schedule.rate(int(2.5 * epoch)) == pytest.approx(0.05, rel=1e-3)
    rates = [schedule.rate(int(at * epoch)) for at in (6, 34.9, 35.1, 54.9, 55.1, 64.9)]
    assert rates == pytest.approx([0.1, 0.1, 0.01, 0.01, 0.001, 0.001])
    assert (config.optimisation.momentum, config.optimisation.weight_decay) == (0.9, 0.0004)


def test_failures_are_one_sentence_and_exit_1(tmp_path, capsys):
    (tmp_path / "list.yaml").write_text("- 1\n")
    assert main(["fit", "--config", str(tmp_path / "none.yaml")]) == 1
    assert main(["fit", "--config", str(tmp_path / "list.yaml")]) == 1
    assert main(["evaluate", "--model", "nonesuch", "--data", "x"]) == 1
    lines = capsys.readouterr().err.strip().splitlines()
    assert len(lines) == 3 and all(line.startswith("Error: ") for line in lines)
