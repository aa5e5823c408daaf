"""A pack outlives whatever interrupts its writing: at each instant it is the old pack or the new one."""

import os
import subprocess
import sys

import pytest

from recognizer.own_actions.pack import Pack
from recognizer.own_actions.pack_entry import PACK_FILE
from recognizer.own_actions.pack_folder import load_pack, save_pack
from tests.paths import ROOT
from tests.recognizer.own_actions.packs import drawn_pack, guessed, same


@pytest.fixture
def folder(tmp_path):
    save_pack(tmp_path / "pack", guessed(drawn_pack(bow=2, shrug=1)))
    return tmp_path / "pack"


def changed_pack() -> Pack:
    """Another head, an example more and one less, an action renamed and one without its examples."""
    pack = drawn_pack(bow=2, shrug=1, kick=1).without_example("my bow", "1").renamed("my shrug", "who knows")
    return guessed(pack.set_alone(True))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that can be forked and killed")
@pytest.mark.parametrize("old", [True, False], ids=["over an old one", "where none was"])
def test_a_save_that_is_killed_at_any_step_leaves_the_old_pack_or_the_new_one(folder, tmp_path, old):
    before, after = load_pack(folder), changed_pack()
    save_pack(tmp_path / "new", after)
    there = folder if old else tmp_path / "absent"
    ended = subprocess.run(
        [sys.executable, "-m", "tests.recognizer.own_actions.killed_saves", there, tmp_path / "new", tmp_path / "work"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=280,
    )
    assert ended.returncode == 0, ended.stderr
    killed, outcomes = int(ended.stdout), []
    for step in range(killed + 1):
        work = tmp_path / "work" / f"{step:03d}"
        if old or (work / PACK_FILE).exists():
            found = load_pack(work)
            outcomes.append(same(found, after))
            assert outcomes[-1] or (old and same(found, before)), f"killed at step {step}"
        else:
            outcomes.append(False)
        if step % 3 == 0:  # whatever was left behind, the next save gets through
            save_pack(work, after)
            assert same(load_pack(work), after)
    assert outcomes == sorted(outcomes) and outcomes[-1], "first the old one, then the new one"
    assert killed > 10 and outcomes.count(True) > 1, "some saves were killed after the new one was there"
