"""Teaching: a model knows the actions of a pack, whichever model the pack was made for."""

from dataclasses import replace

import pytest
import torch

from recognizer.errors import UserError
from recognizer.model.model_config import Decision
from recognizer.model.model_folder import Model, fingerprint, load_model
from recognizer.own_actions import teaching
from recognizer.own_actions.example_windows import example_windows
from recognizer.own_actions.pack import Pack
from recognizer.own_actions.pack_folder import load_pack, save_pack
from recognizer.own_actions.teaching import OWN_THRESHOLD, learn_pack, taught
from tests.recognizer.own_actions.packs import drawn, drawn_pack, guessed, same


@pytest.fixture(scope="module")
def model():
    return load_model("open")


@pytest.fixture(scope="module")
def pack(model):
    return learn_pack(drawn_pack(bow=2, shrug=2), model)


def answer(model: Model, label: str, variant: int) -> str | None:
    """What the model takes a new showing of a movement for, over all of its windows."""
    windows = example_windows(drawn(label, variant), model.config)
    probabilities, _ = model.probabilities(windows)
    mean = probabilities.mean(dim=0)
    best = int(mean.argmax())
    return model.labels[best] if mean[best] > 1 - mean.sum() else None


@pytest.mark.parametrize("alone", [False, True])
def test_what_was_taught_is_recognized(model, pack, alone):
    notes: list[str] = []
    own = taught(model, pack.set_alone(alone), notes.append)
    assert not notes
    assert own.labels == [*([] if alone else model.labels), "my bow", "my shrug"]
    assert answer(own, "bow", 5) == "my bow" and answer(own, "shrug", 5) == "my shrug"
    assert fingerprint(own) != fingerprint(model)


def test_a_saved_pack_answers_as_the_one_that_was_learned(model, pack, tmp_path):
    save_pack(tmp_path / "pack", pack)
    notes: list[str] = []
    own = taught(model, load_pack(tmp_path / "pack"), notes.append)
    windows = example_windows(drawn("bow", 3), model.config)
    assert not notes
    assert torch.equal(own.probabilities(windows)[0], taught(model, pack, notes.append).probabilities(windows)[0])


@pytest.mark.parametrize("why", ["another model", "nothing learned", "other features"])
def test_a_pack_that_was_made_otherwise_is_learned_anew_with_a_note(model, pack, why):
    found = pack
    if why == "another model":
        found = replace(pack, learned=replace(pack.learned, model="mine", fingerprint="0" * 64))
    elif why == "nothing learned":
        found = replace(pack, learned=None)
    else:
        odd = guessed(pack, features=64)
        found = replace(odd, learned=replace(odd.learned, fingerprint=pack.learned.fingerprint))
    notes: list[str] = []
    own = taught(model, found, notes.append)
    assert len(notes) == 1 and "learned" in notes[0] and notes[0].endswith("for the model open.")
    assert ("mine" in notes[0]) == (why == "another model")
    assert answer(own, "bow", 5) == "my bow"


def test_a_model_whose_windows_are_longer_is_another_model(model, pack):
    base = model.config.time_base.model_copy(update={"seconds": model.config.time_base.seconds + 1})
    longer = Model(model.config.model_copy(update={"time_base": base}), model.networks, model.device, model.engine)
    notes: list[str] = []
    taught(longer, pack, notes.append)
    assert len(notes) == 1


def test_progress_goes_up_to_the_end(model):
    shares: list[float] = []
    learn_pack(drawn_pack(bow=1, knock=2), model, shares.append)
    assert len(shares) == 5 and shares == sorted(shares) and shares[-1] == 1.0 and shares[0] >= 0


def test_an_example_is_looked_at_once(model, pack, monkeypatch):
    looked: list[int] = []
    usual = teaching.example_features
    monkeypatch.setattr(
        teaching, "example_features", lambda model, clips, tell: looked.append(len(clips)) or usual(model, clips, tell)
    )
    learn_pack(pack.with_example("my bow", drawn("bow", 9)), model)
    assert sum(looked) == 1


def test_actions_without_an_example_wait(model, pack):
    waiting = pack.with_action("later")
    assert same(learn_pack(waiting, model), waiting)
    assert "later" not in taught(model, waiting, pytest.fail).labels


def test_an_action_with_the_name_of_a_label_can_only_stand_alone(model):
    label = model.labels[0]
    pack = Pack().with_example(label, drawn("bow"))
    for use in (lambda pack: learn_pack(pack, model), lambda pack: taught(model, pack, pytest.fail)):
        with pytest.raises(UserError, match=rf"The model open knows {label} already: .*\.$"):
            use(pack)
    assert taught(model, learn_pack(pack.set_alone(True), model), pytest.fail).labels == [label]


def test_a_pack_without_examples_is_one_sentence(model):
    for use in (lambda pack: learn_pack(pack, model), lambda pack: taught(model, pack, pytest.fail)):
        with pytest.raises(UserError, match="no examples yet"):
            use(Pack().with_action("bow"))


def test_a_model_that_was_taught_is_not_taught_upon(model, pack):
    with pytest.raises(ValueError, match="own actions already"):
        taught(taught(model, pack, pytest.fail), pack, pytest.fail)


@pytest.mark.parametrize("alone", [False, True])
def test_an_action_is_taken_up_at_its_own_threshold(model, pack, alone):
    careful = Decision(enter=0.4, thresholds={model.labels[0]: 0.3})
    stated = model.config.model_copy(update={"operating_points": {"careful": careful}})
    other = Model(stated, model.networks, model.device, model.engine)
    actions = tuple(replace(each, threshold=0.9 if each.name == "my bow" else None) for each in pack.actions)
    own = taught(other, replace(pack, actions=actions).set_alone(alone), lambda _: None)
    for point in ("balanced", "careful"):
        rules = own.config.rules(point)
        assert rules.thresholds["my bow"] == 0.9
        assert rules.thresholds["my shrug"] == pytest.approx(OWN_THRESHOLD * rules.enter)
    assert (model.labels[0] in own.config.rules("careful").thresholds) != alone
