"""Whoever is killed while they write a file leave the old one or the new one, whole, whatever kind it is of."""

import os
import subprocess
import sys

import pytest

from benchmarks.kills import Killed, kept, markdown
from tests.paths import ROOT

KINDS = {row.kind for row in kept().load()}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that can be forked and killed")
@pytest.mark.slow
def test_a_few_kills_of_every_kind_leave_whole_files(tmp_path):
    out = tmp_path / "kills.csv"
    words = ["-m", "benchmarks.kills", "--kills", "4", "--seed", "5", "--out", str(out)]
    ended = subprocess.run([sys.executable, *words], cwd=ROOT, capture_output=True, text=True, timeout=900)
    found = kept(out).load()
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert {row.kind for row in found} == KINDS
    for row in found:
        assert row.old + row.new == row.kills == 4, f"{row}\n{ended.stderr}"
        assert row.lost == row.left_later == 0, row
    assert sum(row.midway for row in found) > 5, "some were killed while the file was being written"


def test_what_was_found_by_many_is_kept_and_stands_on_its_page():
    assert len(KINDS) >= 12
    for row in kept().load():
        assert row.kills >= 100 and row.old + row.new == row.kills, row
        assert row.damaged == row.lost == row.left_later == 0 and row.midway, row
    assert markdown() in (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")


def test_what_is_damaged_is_counted_and_is_a_failure(tmp_path):
    kept(tmp_path / "kills.csv").add(Killed("model", 1, 2, 1, 1, 0, 1, 0, 0, 0))
    words = ["-m", "benchmarks.kills", "--out", str(tmp_path / "kills.csv")]
    assert subprocess.run([sys.executable, *words], cwd=ROOT, capture_output=True, timeout=300).returncode == 1
