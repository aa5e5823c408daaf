"""Every reader of outside data reads damaged files rightly or says in one sentence what is wrong; and the fuzzer that
proves it on more of them sees what else can happen."""

import os
import signal
import sys
from pathlib import Path

import pytest

from benchmarks.fuzz import Row, as_table
from benchmarks.fuzzing import campaign
from benchmarks.fuzzing.all_readers import READERS
from benchmarks.fuzzing.campaign import Found, run_campaign
from benchmarks.fuzzing.reader import Bench, Outcome, quiet
from train.datasets import READERS as SETS

INPUTS, SEED = 60, 20
ELSEWHERE = {"ntu120": "ntu60", "pack": "pack"}  # sets that another reader's inputs go through


@pytest.fixture(autouse=True)
def _apart(tmp_path, monkeypatch):
    """What a reader writes of its own accord lands in a folder of the test's."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))


@pytest.mark.parametrize("name", READERS)
def test_damaged_files_are_read_or_refused_in_a_sentence(name, tmp_path):
    reader = READERS[name]
    folder = tmp_path / "files"
    folder.mkdir()
    with quiet():
        bench = Bench(reader, folder, SEED)
        reader.read(folder)
        for number in range(max(round(INPUTS * reader.share), 10)):
            tried = bench.attempt(*bench.damaged(number))
            assert tried.outcome is not Outcome.FINDING, f"{tried.told}: benchmarks/fuzz.py {name} --again {number}"
    assert not Path("was-run").exists()


def test_every_data_set_is_among_them():
    for name in SETS:
        assert f"set-{name}" in READERS or ELSEWHERE[name] in READERS or f"set-{ELSEWHERE[name]}" in READERS


def test_an_input_follows_from_its_number(tmp_path):
    contents = []
    for folder in (tmp_path / "one", tmp_path / "two"):
        folder.mkdir()
        bench = Bench(READERS["label-list"], folder, SEED)
        contents.append([bench.damaged(number)[1] for number in range(50)])
    assert contents[0] == contents[1]
    assert len(set(contents[0])) > 40


@pytest.mark.skipif(sys.platform != "linux", reason="limits as Linux has them")
@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("raises", "ValueError: one"),
        ("tells-at-length", "a message of several lines: one"),
        ("crashes", "it crashes (SIGSEGV)"),
        ("hangs", "it hangs"),
        ("grows", "it takes hundreds of megabytes"),
        ("runs", "it does what no reader does: os.system"),
    ],
)
def test_whatever_a_reader_does_with_a_damaged_file_is_counted(name, told, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
    monkeypatch.setenv("MSSA_FUZZ_CPU_SECONDS", "0.5")
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGPROF})  # whoever starts it may hold signals back
    try:
        found = run_campaign(name, range(3), SEED, "tests.benchmarks.planted_readers")
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    assert told in found.findings
    assert found.inputs == 3
    assert found.read == found.refused == 0 or name == "grows"  # which has the memory of the first for the others, too


@pytest.mark.skipif(sys.platform != "linux", reason="limits as Linux has them")
def test_a_reader_that_says_what_is_wrong_has_no_findings(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
    assert run_campaign("refuses", range(40), SEED, "tests.benchmarks.planted_readers") == Found(refused=40)
    assert campaign.CPU_SECONDS > 1


def test_the_table_sums_up_the_seeds_and_the_readers():
    rows = [Row("b", 1, 10, 3, 7, 0), Row("a", 1, 1000, 1000, 0, 0), Row("b", 2, 5, 1, 3, 1)]
    lines = as_table(rows).splitlines()[2:]
    assert lines[0] == "| a | 1,000 | 1,000 | 0 | 0 |"
    assert lines[1] == "| b | 15 | 4 | 10 | 1 |"
    assert lines[2] == "| **all** | 1,015 | 1,004 | 10 | 1 |"
