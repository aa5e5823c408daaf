"""`teach`: from folders, label lists and other packs to a pack that is recognized, and what it says of it."""

import json
from pathlib import Path

import numpy as np
import pytest

from app.cli import main
from recognizer.cli import teach as command
from recognizer.model.model_folder import load_model
from recognizer.own_actions.pack import Pack
from recognizer.own_actions.pack_entry import PACK_FILE
from recognizer.own_actions.pack_folder import load_pack, save_pack
from recognizer.own_actions.teaching import learned_for
from recognizer.skeleton.clip import Clip, save_npz
from tests.recognizer.cli.test_recognize import LABELS, failure, model  # noqa: F401, a fixture
from tests.recognizer.own_actions.packs import drawn, drawn_pack, few_other_movements, files  # noqa: F401, a fixture

pytestmark = pytest.mark.usefixtures("few_other_movements")


@pytest.fixture
def examples(tmp_path) -> Path:
    """A folder for each of two actions, with clips, and what is none of it."""
    folder = tmp_path / "examples"
    for action in ("bow", "squat"):
        for variant in range(3):
            save_npz(drawn(action, variant), folder / f"my {action}" / f"take {variant}.npz")
    (folder / "notes.txt").touch()
    (folder / ".hidden").mkdir()
    return folder


@pytest.fixture
def run(model):  # noqa: F811
    """Teach with the small model; ``run(PACK, words)`` gives what it returned."""
    return lambda *words: main(["teach", *map(str, words), "--model", str(model)])


def joined(*clips: Clip) -> Clip:
    """Clips one after the other."""
    steps = [0.0, *np.cumsum([clip.time[-1] + 1 / 30 for clip in clips])]
    return Clip(
        np.concatenate([clip.keypoints for clip in clips], axis=1),
        np.concatenate([clip.confidence for clip in clips], axis=1),
        np.concatenate([clip.time + start for clip, start in zip(clips, steps)]),
        np.concatenate([clip.identity for clip in clips], axis=1),
    )


def test_a_folder_for_each_action_is_taught_and_then_recognized(run, model, examples, tmp_path, capsys):  # noqa: F811
    sources = files(examples)
    assert run(tmp_path / "mine", "--from", examples) == 0
    said = capsys.readouterr().out
    assert "6 new examples; learned for the model random." in said
    assert "  my bow: 3 examples\n" in said and f"Written to {tmp_path / 'mine'}." in said
    pack = load_pack(tmp_path / "mine")
    assert pack.names == ("my bow", "my squat") and not pack.alone
    assert [each.origin for each in pack.of("my bow")] == [f"my bow/take {number}.npz" for number in range(3)]
    assert pack.learned is not None and pack.learned.fingerprint == learned_for(load_model(model))
    assert files(examples) == sources
    save_npz(drawn("squat", 4), tmp_path / "new.npz")
    words = ["--model", str(model), "--pack", str(tmp_path / "mine"), "--json", str(tmp_path / "new.json")]
    assert main(["recognize", str(tmp_path / "new.npz"), *words]) == 0
    assert "my squat" in {one["label"] for one in json.loads((tmp_path / "new.json").read_text())["segments"]}


def test_the_same_examples_do_not_come_twice_and_new_ones_are_added(run, examples, tmp_path, capsys):
    pack = tmp_path / "mine"
    assert run(pack, "--from", examples) == 0
    assert run(pack, "--from", examples) == 0
    assert "0 new examples" in capsys.readouterr().out
    save_npz(drawn("shrug"), examples / "my shrug" / "a.npz")
    assert run(pack, "--from", examples) == 0
    said = capsys.readouterr().out
    assert "1 new example;" in said and "my shrug: 1 example, and it takes 3 at least" in said
    assert load_pack(pack).names == ("my bow", "my squat", "my shrug")


def test_a_label_list_says_which_spans_of_which_files_are_examples(run, tmp_path, capsys, monkeypatch):
    long = joined(*(drawn(label, 1) for label in ("bow", "squat", "bow", "squat")))
    save_npz(long, tmp_path / "takes" / "long.npz")
    starts = [0.0, *np.cumsum([drawn(label, 1).time[-1] + 1 / 30 for label in ("bow", "squat", "bow")])]
    ends = [f"{end:.3f}" for end in starts[1:]] + [""]
    rows = [
        f"takes/long.npz,{start:.3f},{end},{action}"
        for start, end, action in zip(starts, ends, ["my bow", "my squat"] * 2)
    ]
    (tmp_path / "labels.csv").write_text("\n".join(["file,start,end,action", *rows, "takes/long.npz,0,1,(rest)"]))
    looked: list[str] = []
    usual = command.watch
    monkeypatch.setattr(command, "watch", lambda spec, *rest: looked.append(spec) or usual(spec, *rest))
    assert run(tmp_path / "mine", "--list", tmp_path / "labels.csv") == 0
    pack = load_pack(tmp_path / "mine")
    assert pack.names == ("my bow", "my squat") and [len(pack.of(name)) for name in pack.names] == [2, 2]
    assert pack.of("my squat")[0].clip.frames == pytest.approx(drawn("squat", 1).frames, abs=1)
    assert pack.of("my bow")[0].origin == f"takes/long.npz, 0 s to {float(ends[0]):g} s"
    assert pack.of("my squat")[1].origin.endswith(" s to the end")
    assert len(looked) == 1, "a file is looked at once"


def test_packs_are_merged(run, tmp_path, capsys):
    save_pack(tmp_path / "a", drawn_pack(bow=2))
    save_pack(tmp_path / "b", drawn_pack(bow=3, squat=1))
    save_pack(tmp_path / "c", drawn_pack(shrug=1))
    before = files(tmp_path / "b")
    assert run(tmp_path / "a", "--merge", tmp_path / "b", "--merge", tmp_path / "c") == 0
    assert "3 new examples" in capsys.readouterr().out
    assert load_pack(tmp_path / "a").names == ("my bow", "my squat", "my shrug")
    assert files(tmp_path / "b") == before
    assert run(tmp_path / "new", "--merge", tmp_path / "b") == 0
    assert load_pack(tmp_path / "new").lesson == load_pack(tmp_path / "b").lesson


def test_without_new_examples_a_pack_is_learned_anew(run, model, tmp_path, capsys):  # noqa: F811
    save_pack(tmp_path / "mine", drawn_pack(bow=2))
    assert run(tmp_path / "mine") == 0
    learned = load_pack(tmp_path / "mine").learned
    assert learned is not None and learned.fingerprint == learned_for(load_model(model))


def test_the_check_is_printed_and_written_and_leaves_the_pack_as_it_was(run, tmp_path, capsys):
    save_pack(tmp_path / "mine", drawn_pack(bow=2, squat=2))
    before = files(tmp_path / "mine")
    for _ in range(2):
        assert run(tmp_path / "mine", "--check") == 0
    said = capsys.readouterr().out
    page = (tmp_path / "mine" / "separation.md").read_text(encoding="utf-8")
    assert page in said and f"Written to {tmp_path / 'mine'}: separation.md and separation.json." in said
    assert "- **my bow** needs more examples: it has 2 of the 3" in page
    told = json.loads((tmp_path / "mine" / "separation.json").read_text(encoding="utf-8"))
    assert [each["tested"] for each in told["actions"]] == [2, 2]
    after = files(tmp_path / "mine")
    assert {name: after[name] for name in before} == before and len(after) == len(before) + 2


def test_actions_named_as_a_label_need_to_stand_alone(run, examples, tmp_path, capsys, monkeypatch):
    (examples / "my bow").rename(examples / LABELS[2])
    words = ["teach", tmp_path / "mine", "--from", examples]
    with monkeypatch.context() as patch:
        patch.setattr(command, "watch", lambda *_: pytest.fail("a file was looked at"))
        assert run(*words[1:]) == 1
    assert f"knows {LABELS[2]} already" in capsys.readouterr().err
    assert not (tmp_path / "mine").exists()
    assert run(*words[1:], "--alone") == 0
    assert load_pack(tmp_path / "mine").alone
    assert run(tmp_path / "mine", "--beside") == 1


def test_what_shows_nobody_is_left_out_and_the_rest_is_taught(run, examples, tmp_path, capsys):
    (examples / "my bow" / "take 1.npz").write_bytes(b"damaged")
    short = drawn("bow")
    save_npz(Clip(short.keypoints[:, :5], short.confidence[:, :5], short.time[:5], short.identity[:, :5]),
             examples / "my bow" / "take 2.npz")  # fmt: skip
    assert run(tmp_path / "mine", "--from", examples, "--check") == 1
    printed = capsys.readouterr()
    assert printed.err.count("Error:") == 1 and "2 examples were left out: " in printed.err
    assert "take 1.npz cannot be read as a clip." in printed.err
    assert "my bow/take 2.npz: Nobody is seen there for 0.4 s" in printed.err
    assert [len(load_pack(tmp_path / "mine").of(name)) for name in ("my bow", "my squat")] == [1, 3]
    assert "| my squat | 3 |" in printed.out


def test_where_every_example_is_left_out_it_is_said_why(run, tmp_path, capsys):
    for number in range(2):
        (tmp_path / "examples" / "my bow").mkdir(parents=True, exist_ok=True)
        (tmp_path / "examples" / "my bow" / f"take {number}.npz").write_bytes(b"damaged")
    assert run(tmp_path / "mine", "--from", tmp_path / "examples") == 1
    said = capsys.readouterr().err
    assert "There is nothing to learn: 2 examples were left out: " in said and "take 1.npz cannot be read" in said
    assert not (tmp_path / "mine").exists()


def test_a_failure_leaves_the_pack_as_it_was(run, examples, tmp_path, capsys, monkeypatch):
    save_pack(tmp_path / "mine", drawn_pack(bow=2))
    before = files(tmp_path / "mine")

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "learn_pack", stop)
    assert run(tmp_path / "mine", "--from", examples) == 130
    assert files(tmp_path / "mine") == before


def test_what_the_window_adds_meanwhile_stays(run, examples, tmp_path, capsys, monkeypatch):
    """The pack is open in the window while `teach` learns."""
    mine, learn = tmp_path / "mine", command.learn_pack
    save_pack(mine, drawn_pack(kick=2))
    learned: list[Pack] = []

    def meanwhile(pack: Pack, *given: object) -> Pack:
        learned.append(pack)
        if len(learned) == 1:
            save_pack(mine, load_pack(mine).with_example("my kick", drawn("kick", 6)).with_action("window's"))
        return learn(pack, *given)

    monkeypatch.setattr(command, "learn_pack", meanwhile)
    assert run(mine, "--from", examples) == 0
    pack = load_pack(mine)
    assert set(pack.names) == {"my kick", "my bow", "my squat", "window's"}
    assert len(pack.of("my kick")) == 3 and pack.learned is not None and len(learned) == 2
    assert "another program has changed" in capsys.readouterr().err


def test_what_cannot_be_taught_from_is_one_sentence_and_nothing_is_written(model, examples, tmp_path, capsys):  # noqa: F811
    (tmp_path / "empty").mkdir()
    (tmp_path / "hollow" / "wave").mkdir(parents=True)
    (tmp_path / "rest.csv").write_text("file,action\nx.npz,(rest)\n")
    (tmp_path / "gone.csv").write_text("file,action\nx.npz,bow\n")
    mine = tmp_path / "mine"
    for words, said in (
        ([mine], "is no pack of own actions"),
        ([mine, "--check"], "is no pack of own actions"),
        ([mine, "--from", tmp_path / "absent"], "Cannot read the folder"),
        ([mine, "--from", tmp_path / "empty"], "holds no folders"),
        ([mine, "--from", tmp_path / "hollow"], "holds no video"),
        ([mine, "--list", tmp_path / "rest.csv"], "all are in brackets"),
        ([mine, "--list", tmp_path / "gone.csv"], "x.npz, which is not there"),
        ([mine, "--merge", tmp_path / "empty"], "is no pack of own actions"),
        ([examples, "--from", examples], "no pack and not empty"),
    ):
        assert said in failure(capsys, "teach", *words, "--model", model)
    assert not mine.exists() and not (examples / PACK_FILE).exists()


def test_a_pack_is_not_merged_with_itself(model, tmp_path, capsys):  # noqa: F811
    save_pack(tmp_path / "mine", drawn_pack(bow=2))
    said = failure(capsys, "teach", tmp_path / "mine", "--merge", tmp_path / "mine", "--model", model)
    assert "is a source of this very run" in said
