"""The table of systems: every row is a configuration of the trainer, and no rate is chosen by a test part."""

import pytest

from benchmarks import table_one
from benchmarks.kept_results import KeptResults
from recognizer.network.config import KINDS
from train.training.config import load_fit_config


@pytest.mark.parametrize("protocol", table_one.PROTOCOLS, ids=lambda protocol: protocol.name)
@pytest.mark.parametrize("system", table_one.SYSTEMS, ids=lambda system: system.name)
def test_every_row_is_a_configuration_with_the_same_optimisation(system, protocol):
    base = load_fit_config(table_one.FOLDER / f"{protocol.name}.yaml")
    config = load_fit_config(table_one.FOLDER / f"{protocol.name}.yaml", system.changes)
    assert config.optimisation == base.optimisation and config.optimisation.steps <= 2000
    assert (config.data, config.augmentation) == (base.data, base.augmentation)
    assert config.architecture != base.architecture or system.name == "MS-SA"


def test_every_architecture_has_a_row():
    shown = {system.kind_and_readings().get("kind") for system in table_one.SYSTEMS}
    assert shown >= set(KINDS)


@pytest.mark.parametrize("protocol", table_one.PROTOCOLS, ids=lambda protocol: protocol.name)
def test_a_rate_is_chosen_inside_the_training_part_or_by_another_set(protocol):
    words = [word for word in protocol.search if "split" in word]
    assert not words and bool(protocol.search) != bool(protocol.rate_of)
    training = load_fit_config(table_one.FOLDER / f"{protocol.name}.yaml").data.split
    assert training in {split for split, _ in protocol.folds}


def test_a_seed_counts_once_all_folds_are_done(tmp_path, monkeypatch):
    kept = KeptResults(tmp_path / "a.csv", table_one.Accuracy, ["data", "system", "seed", "stream", "split"])
    monkeypatch.setattr(table_one, "ACCURACIES", kept)
    sbu = next(protocol for protocol in table_one.PROTOCOLS if protocol.name == "sbu")
    system = table_one.SYSTEMS[0]
    for number, (_, test) in enumerate(sbu.folds):
        assert table_one.cell(system, sbu, "joint") == ""
        kept.add(table_one.Accuracy(system.name, "sbu", test, "joint", 1, 9, 0.1, 40 + number, 50, 1.0))
    assert table_one.cell(system, sbu, "joint") == "84.0"
