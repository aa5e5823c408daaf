"""YAML that anybody may have written takes no more memory than it says, ends, and runs nothing."""

import sys
from pathlib import Path

import pytest
import yaml

from recognizer.errors import UserError
from train.data.label_lists import load_label_sources
from train.data.yaml_file import MOST_BYTES, parse_yaml, read_yaml
from train.training.config import load_fit_config

LISTS = "z0: &z0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"z{n}: &z{n} [{', '.join([f'*z{n - 1}'] * 9)}]\n" for n in range(1, 12)
)
MERGES = "z0: &z0 {x: 1}\n" + "".join(f"z{n}: &z{n} {{<<: [{', '.join([f'*z{n - 1}'] * 9)}]}}\n" for n in range(1, 12))
REFUSED = {
    "lists of lists": LISTS,
    "merged keys": MERGES,
    "itself": "a: &a [*a]",
    "nesting": "a: " + "[" * 3000 + "]" * 3000,
    "a day that is not": "a: 2020-99-99",
    "a tag that lies": "a: !!int x",
    "a list for keys": "a: !!map [b, c]",
    "code": "a: !!python/object/apply:os.mkdir [was-run]",
}


@pytest.mark.parametrize("text", REFUSED.values(), ids=list(REFUSED))
def test_what_cannot_be_read_is_refused(text, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ValueError):
        parse_yaml(text)
    Path("a.yaml").write_text(text)
    for read in (load_fit_config, load_label_sources):
        with pytest.raises(UserError, match="cannot be read as YAML"):
            read("a.yaml")
    assert not Path("was-run").exists()


def test_names_for_parts_are_still_understood():
    text = "a: &a {b: [1, 2]}\nc: *a\nd: {<<: *a, e: .5}\n"
    assert (
        parse_yaml(text)
        == yaml.safe_load(text)
        == {"a": {"b": [1, 2]}, "c": {"b": [1, 2]}, "d": {"b": [1, 2], "e": 0.5}}
    )
    assert parse_yaml("") is None


def test_a_file_that_is_far_too_large_is_not_looked_at(tmp_path):
    (tmp_path / "a.yaml").write_text("a: 1\n" + "#" * MOST_BYTES)
    with pytest.raises(ValueError, match="too large"):
        read_yaml(tmp_path / "a.yaml")


@pytest.mark.skipif(sys.platform == "win32", reason="a device without an end")
def test_a_configuration_cannot_have_a_base_without_an_end(tmp_path):
    (tmp_path / "a.yaml").write_text("base: /dev/zero\n")
    with pytest.raises(UserError, match="cannot be read as YAML"):
        load_fit_config(tmp_path / "a.yaml")
    (tmp_path / "a.yaml").write_text('base: "b\\0"\n')
    with pytest.raises(UserError, match="the name of another configuration is expected"):
        load_fit_config(tmp_path / "a.yaml")


def test_a_name_that_stands_for_a_lot_is_told_in_short(tmp_path):
    (tmp_path / "a.yaml").write_text("x: &x [" + ", ".join("abcdefgh") * 50 + "]\nlabels: {wave: {kard: [*x]}}\n")
    with pytest.raises(UserError) as told:
        load_label_sources(str(tmp_path / "a.yaml"))
    assert len(str(told.value).removeprefix(str(tmp_path))) < 400


def test_numbers_of_a_training_are_finite():
    with pytest.raises(UserError, match=r"augmentation\.roll: .* finite"):
        load_fit_config("train/configs/utdmhad_joint.yaml", ["augmentation.roll=.inf"])
