"""`--pack`: commands judge with the actions of a pack, and what they write says so."""

import json

import pytest

from app.cli import main
from recognizer.model.model_folder import load_model
from recognizer.own_actions.pack_entry import PACK_FILE
from recognizer.own_actions.pack_folder import load_pack, save_pack
from recognizer.own_actions.teaching import learn_pack
from recognizer.skeleton.clip import save_npz
from tests.recognizer.cli.test_recognize import LABELS, failure, model  # noqa: F401, a fixture
from tests.recognizer.own_actions.packs import drawn, drawn_pack, few_other_movements  # noqa: F401, a fixture

pytestmark = pytest.mark.usefixtures("few_other_movements")


@pytest.fixture
def pack(model, tmp_path):  # noqa: F811
    save_pack(tmp_path / "mine", learn_pack(drawn_pack(bow=2, squat=2), load_model(model)))
    return tmp_path / "mine"


@pytest.fixture
def clip(tmp_path):
    save_npz(drawn("squat", 4), tmp_path / "squat.npz")
    return tmp_path / "squat.npz"


def recognized(*words: object, out) -> dict:
    assert main(["recognize", *map(str, words), "--json", str(out)]) == 0
    return json.loads(out.read_text())


def test_own_actions_are_recognized_and_the_result_says_by_which_pack(model, pack, clip, tmp_path, capsys):  # noqa: F811
    plain = recognized(clip, "--model", model, out=tmp_path / "plain.json")
    result = recognized(clip, "--model", model, "--pack", pack, out=tmp_path / "own.json")
    assert plain["settings"]["pack"] is None and plain["model"]["labels"] == len(LABELS)
    assert result["settings"]["pack"] == "mine" and result["model"]["labels"] == len(LABELS) + 2
    assert "my squat" in {segment["label"] for segment in result["segments"]}
    assert plain["made_from"] != result["made_from"]
    assert "Note" not in capsys.readouterr().err


def test_a_result_is_made_again_once_the_pack_has_changed(model, pack, clip, tmp_path, capsys):  # noqa: F811
    words = ["recognize", str(clip), "--model", str(model), "--pack", str(pack), "--json", str(tmp_path / "own.json")]
    assert main(words) == 0
    assert main(words) == 0
    assert "done already" in capsys.readouterr().out
    save_pack(pack, load_pack(pack).set_alone(True))
    assert main(words) == 1, "the old result is there, and is another one"
    assert "there already" in capsys.readouterr().err


def test_a_pack_for_another_model_is_learned_anew_with_a_note(pack, clip, tmp_path, capsys):
    before = (pack / PACK_FILE).read_bytes()
    result = recognized(clip, "--pack", pack, out=tmp_path / "own.json")
    assert "my squat" in {guess["label"] for window in result["windows"] for guess in window["top"]}
    assert capsys.readouterr().err.count("Note: The pack was made for another model or version (random)") == 1
    assert (pack / PACK_FILE).read_bytes() == before, "whoever only uses a pack leaves it as it is"


def test_an_own_action_is_explained(model, pack, clip, tmp_path, capsys):  # noqa: F811
    out = tmp_path / "explained"
    assert main(["explain", str(clip), "--model", str(model), "--pack", str(pack), "--out", str(out)]) == 0
    assert capsys.readouterr().out.startswith("my squat (")
    assert "my squat" in (out / "explanation.html").read_text(encoding="utf-8")


def test_no_output_takes_the_place_of_a_packs_file(model, pack, clip, capsys):  # noqa: F811
    words = ["recognize", clip, "--model", model, "--pack", pack, "--overwrite"]
    for file in (PACK_FILE, "head.safetensors"):
        assert "never replaces a source" in failure(capsys, *words, "--json", pack / file)
    assert load_pack(pack).learned is not None


@pytest.mark.parametrize("words", [["recognize"], ["explain", "--out", "explained"]], ids=lambda words: words[0])
def test_what_is_no_pack_is_one_sentence(clip, tmp_path, capsys, words):
    said = failure(capsys, words[0], clip, *words[1:], "--pack", tmp_path / "absent")
    assert "is no pack of own actions" in said
