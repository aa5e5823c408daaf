"""`explain` of networks without attention, without adjacencies, or with either in some blocks alone."""

import re

import numpy as np
import pytest

from app.cli import main
from recognizer.cli.explain import ATTENTION, PAGE, TOPOLOGY
from recognizer.model.model_folder import load_model
from recognizer.network.kinds import TITLES
from recognizer.resources import SAMPLE_CLIP
from tests.other_networks import save_small

NO_ADJACENCY, NO_ATTENTION = "This model has no adjacency between joints.", "This model has no attention over time."


@pytest.mark.parametrize("kind", ["st-gcn", "shift-gcn", "st-tr", "dsta-net", "mst-gcn"])
def test_what_there_is_is_written_and_what_there_is_not_is_said(kind, tmp_path, capsys):
    folder, out = save_small(tmp_path / "model", kind), tmp_path / "out"
    assert main(["explain", str(SAMPLE_CLIP), "--out", str(out), "--model", str(folder)]) == 0
    blocks = len(load_model(folder).networks["joint"].blocks)
    drawn = int(re.search(r"block (\d+) is drawn", capsys.readouterr().out)[1])
    page, names = (out / PAGE).read_text("utf-8"), {file.name for file in out.iterdir()}
    with np.load(out / "explanation.npz") as file:
        adjacent = [f"block{number}_topology" in file for number in range(1, blocks + 1)]
        attentive = [f"block{number}_attention" in file for number in range(1, blocks + 1)]
        fragments = len(file[f"block{drawn}_shared"]) if adjacent[drawn - 1] else 0
        assert f"block{blocks + 1}_topology" not in file
    assert (NO_ADJACENCY in page) is not any(adjacent) and (NO_ATTENTION in page) is not any(attentive)
    assert (TOPOLOGY in names) is (fragments > 0) and (ATTENTION in names) is attentive[drawn - 1]
    assert sum(name.startswith("topology-fragment") for name in names) == 2 * fragments
    assert f"({TITLES[kind]})" in page and f"{blocks} blocks follow each other" in page
    assert not re.search(r"\b(nan|inf)\b", page)
    for name in names:
        assert not name.endswith(".csv") or len((out / name).read_text("utf-8").splitlines()) > 1


def test_a_block_that_has_no_attention_names_those_that_have(tmp_path):
    folder, out = save_small(tmp_path / "model", "st-tr"), tmp_path / "out"
    assert main(["explain", str(SAMPLE_CLIP), "--out", str(out), "--model", str(folder), "--block", "1"]) == 0
    page = (out / PAGE).read_text("utf-8")
    assert "Block 1 has no attention over time; blocks 5, 6, 7, 8, 9, 10 have" in page
    assert ATTENTION not in {file.name for file in out.iterdir()}


def test_every_architecture_has_a_name():
    from recognizer.network.config import KINDS

    assert set(KINDS) <= set(TITLES)
