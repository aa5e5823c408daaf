"""A run over many sources that stops and goes on, and one that several machines share."""

import json
import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.cli import main
from recognizer.cli import recognize as command
from recognizer.cli.shard import Shard
from recognizer.errors import UserError
from tests.recognizer.cli.test_outputs import clips, whole_tree  # noqa: F401, a fixture
from tests.recognizer.cli.test_recognize import failure, model  # noqa: F401, a fixture

NAMES = ["take1.npz", "take1.skeleton", "take2.npz"]


@pytest.fixture
def recognized(monkeypatch) -> list[str]:
    """The names of the sources that are recognized. ``stop NAME`` in the list ends the run when that one's turn is."""
    names: list[str] = []
    real = command.recognize_source

    def recognize_source(spec: str, *arguments: object, **options: object):
        if f"stop {Path(spec).name}" in names:
            raise KeyboardInterrupt
        names.append(Path(spec).name)
        return real(spec, *arguments, **options)

    monkeypatch.setattr(command, "recognize_source", recognize_source)
    return names


@pytest.fixture
def words(model, clips, tmp_path) -> list[str]:  # noqa: F811
    return ["recognize", str(clips), "--model", str(model), "--json", str(tmp_path / "out")]


def test_what_is_done_is_not_done_again_and_a_line_says_so(words, recognized, tmp_path, capsys):
    assert main(words) == 0 and recognized == NAMES
    before = whole_tree(tmp_path)
    recognized.clear()
    capsys.readouterr()
    assert main(words) == 0
    assert recognized == [] and whole_tree(tmp_path) == before
    told = capsys.readouterr().out.splitlines()
    assert len(told) == 3 and all("done already, see " in line for line in told)
    (tmp_path / "out" / "take2.json").unlink()
    assert main(words) == 0
    assert recognized == ["take2.npz"]
    found, again = (json.loads(text) for text in (before["out/take2.json"], whole_tree(tmp_path)["out/take2.json"]))
    assert found | {"timing": None} == again | {"timing": None}


def test_a_run_that_is_stopped_goes_on_with_the_same_words(words, recognized, tmp_path, capsys):
    lists = ["--labels", tmp_path / "labels.csv", "--summary", tmp_path / "summary.csv"]
    words += map(str, lists)
    recognized.append("stop take1.skeleton")
    assert main(words) == 130
    assert "the same command goes on" in capsys.readouterr().err
    assert os.listdir(tmp_path / "out") == ["take1.npz.json"] and not (tmp_path / "labels.csv").exists()
    recognized.clear()
    assert main(words) == 0 and recognized == NAMES[1:]
    on = [(tmp_path / name).read_text() for name in ("labels.csv", "summary.csv")]
    assert main([*words, "--again", "--overwrite"]) == 0
    assert on == [(tmp_path / name).read_text() for name in ("labels.csv", "summary.csv")]


def test_a_stopped_run_without_json_keeps_what_it_has(words, recognized, tmp_path, capsys):
    recognized.append("stop take2.npz")
    assert main([*words[:-2], "--summary", str(tmp_path / "summary.csv")]) == 130
    assert len((tmp_path / "summary.csv").read_text().splitlines()) == 3
    capsys.readouterr()


def test_another_file_or_another_way_of_looking_is_another_result(words, recognized, clips, capsys):  # noqa: F811
    assert main(words) == 0
    recognized.clear()
    assert "are there already" in failure(capsys, *words, "--persons", "1")
    os.utime(clips / "take2.npz", (1, 1))
    assert "take2.json is there already" in failure(capsys, *words)
    assert recognized == []
    assert main([*words, "--overwrite"]) == 0 and recognized == ["take2.npz"]


def test_all_is_done_again_on_request_but_nobody_elses_file_is_replaced(words, recognized, tmp_path, capsys):
    assert main(words) == 0
    assert main([*words, "--again"]) == 0 and recognized == 2 * NAMES
    (tmp_path / "out" / "take2.csv").write_text("somebody's own")
    words += ["--csv", str(tmp_path / "out")]
    assert "take2.csv is there already" in failure(capsys, *words, "--again")
    assert main(words) == 0 and (tmp_path / "out" / "take2.csv").read_text() == "somebody's own"
    assert (tmp_path / "out" / "take1.npz.csv").is_file() and len(recognized) == 6


def test_other_forms_are_written_from_what_is_done(words, recognized, tmp_path):
    kinds = ["csv", "srt", "vtt", "eaf", "audacity"]
    assert main([*words, *(word for key in kinds for word in (f"--{key}", str(tmp_path / key)))]) == 0
    recognized.clear()
    assert main([*words, *(word for key in kinds for word in (f"--{key}", str(tmp_path / "later" / key)))]) == 0
    assert recognized == []
    for key in kinds:
        before, after = whole_tree(tmp_path / key), whole_tree(tmp_path / "later" / key)
        if key == "eaf":  # which holds its date
            assert before.keys() == after.keys()
            continue
        assert before == after and len(before) == 3


def test_a_json_that_is_something_else_is_nobody_elses_loss(words, recognized, tmp_path, capsys):
    (tmp_path / "out").mkdir()
    for text in ("{}", "no JSON", "[1]"):
        (tmp_path / "out" / "take2.json").write_text(text)
        assert "take2.json is there already" in failure(capsys, *words)
    assert recognized == []


@given(items=some.lists(some.text()), of=some.integers(1, 20))
def test_every_source_falls_to_exactly_one_shard(items: Sequence[str], of: int):
    numbered = list(enumerate(items))
    shares = [Shard(number, of).share(numbered) for number in range(1, of + 1)]
    assert sorted(item for share in shares for item in share) == numbered
    assert max(map(len, shares)) - min(map(len, shares)) <= 1


def test_shards_together_do_what_one_run_does(words, recognized, tmp_path, capsys):
    for number in (1, 2, 3, 4):
        assert main([*words, "--shard", f"{number}/4"]) == 0
    assert sorted(recognized) == NAMES
    assert sorted(os.listdir(tmp_path / "out")) == ["take1.npz.json", "take1.skeleton.json", "take2.json"]
    assert "No source falls to shard 4/4." in capsys.readouterr().out


@pytest.mark.parametrize("text", ["0/2", "3/2", "2", "a/b", "1/0", "1/-2", ""])
def test_what_is_no_shard_is_one_sentence(text, capsys):
    with pytest.raises(UserError, match="is no shard"):
        Shard.parse(text)
    with pytest.raises(SystemExit):
        main(["recognize", "a.mp4", "--shard", text])
    assert "write it like 2/8" in capsys.readouterr().err
