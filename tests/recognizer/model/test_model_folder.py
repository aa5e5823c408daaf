"""Model folders: what is written can be loaded, and what does not fit is named in one sentence."""

import json

import pytest
import torch

from recognizer.errors import UserError
from recognizer.model.model_config import Decision, ModelConfig
from recognizer.model.model_folder import fingerprint, load_config, load_model, save_model
from recognizer.network.config import Architecture
from recognizer.network.mssa import MSSA
from recognizer.skeleton.streams import Normalisation


@pytest.fixture
def folder(tmp_path):
    config = ModelConfig(
        name="small",
        labels=["wave", "jump", "sit down"],
        streams=["joint", "joint-motion"],
        fusion=[1.0, 1.0],
        architecture=Architecture(frames=16, width=16),
        normalisation=Normalisation("frame"),
    )
    torch.manual_seed(0)
    networks = {stream: MSSA(config.network()) for stream in config.streams}
    save_model(tmp_path / "small", config, networks, "# card\n")
    return tmp_path / "small"


def change(folder, **values):
    file = folder / "config.json"
    file.write_text(json.dumps({**json.loads(file.read_text()), **values}))


def test_a_saved_model_gives_probabilities_and_traces(folder):
    model = load_model(folder)
    windows = torch.rand(2, 16, 25, 3)
    probabilities, traces = model.probabilities(windows)
    assert probabilities.shape == (2, 3) and not traces
    assert torch.allclose(probabilities.sum(1), torch.ones(2), atol=1e-5)
    watched, traces = model.probabilities(windows, trace=True)
    assert len(traces) == 10
    assert torch.allclose(watched, probabilities, atol=1e-5)


def test_streams_are_fused_by_their_weights(folder):
    windows = torch.rand(2, 16, 25, 3)
    both, _ = load_model(folder).probabilities(windows)
    change(folder, fusion=[1.0, 0.0])
    first, _ = load_model(folder).probabilities(windows)
    change(folder, fusion=[0.0, 1.0])
    second, _ = load_model(folder).probabilities(windows)
    expected = torch.softmax((first.log() + second.log()) / 2, dim=1)
    assert torch.allclose(both, expected, atol=1e-5)


def test_a_higher_temperature_makes_the_answer_less_sure(folder):
    windows = torch.rand(4, 16, 25, 3)
    sharp, _ = load_model(folder).probabilities(windows)
    change(folder, temperature=3.0)
    soft, _ = load_model(folder).probabilities(windows)
    assert (soft.max(1).values < sharp.max(1).values).all()
    assert torch.equal(soft.argmax(1), sharp.argmax(1))


@pytest.mark.parametrize(
    "shape", [(2, 32, 25, 3), (16, 25, 3), (2, 16, 20, 3), (2, 16, 25, 2), (2, 3, 16, 25)], ids=str
)
def test_windows_of_another_shape_are_refused(folder, shape):
    model = load_model(folder)
    for compute in (model.probabilities, model.streams):
        with pytest.raises(ValueError, match=r"windows: the shape is .* instead of \(any, 16, 25, 3\)") as caught:
            compute(torch.zeros(shape))
        assert str(shape) in str(caught.value)


def test_the_device_is_chosen_by_name(folder):
    assert load_model(folder, "auto").device.type in ("cuda", "mps", "cpu")
    with pytest.raises(UserError, match="There is no device abacus"):
        load_model(folder, "abacus")


def remove(folder, name):
    (folder / name).unlink()


@pytest.mark.parametrize(
    ("damage", "reported"),
    [
        (lambda f: remove(f, "joint.safetensors"), "lacks joint.safetensors"),
        (lambda f: (f / "joint.safetensors").write_bytes(b"nonsense"), "damaged"),
        (lambda f: (f / "config.json").write_text("{"), "cannot be read"),
        (lambda f: (f / "config.json").write_bytes(b"\xff\xfe\x00"), "cannot be read"),
        (lambda f: (f / "config.json").write_text("[" * 5000), "nested too deeply"),
        (lambda f: change(f, temperature=float("inf")), "temperature"),
        (lambda f: change(f, streams=["joint\nbone"]), "unknown stream joint bone"),
        (lambda f: change(f, architecture={"width": 1024, "frames": 16}), "too small"),
        (lambda f: change(f, architecture={"width": 10**9, "frames": 16}), "width"),
        (lambda f: change(f, labels=[str(number) for number in range(10**5)]), "too small"),
        (lambda f: change(f, labels=["wave", "jump"]), "does not fit"),
        (lambda f: change(f, labels=["wave", "wave", "jump"]), "twice"),
        (lambda f: change(f, labels=[]), "labels"),
        (lambda f: change(f, colour="red"), "colour"),
        (lambda f: change(f, temperature=-1), "temperature"),
        (lambda f: change(f, fusion=[1.0]), "fusion"),
        (lambda f: change(f, streams=["joint", "smell"]), "smell"),
        (lambda f: change(f, operating_points={"bold": {}}), "operating_points.bold.* 'careful' or 'eager'"),
        (lambda f: change(f, operating_points={"balanced": {}}), "operating_points.balanced.* 'careful' or 'eager'"),
        (lambda f: change(f, operating_points={"eager": {"enter": 2}}), "operating_points.eager.enter: .* 1"),
        (lambda f: change(f, operating_points=["eager"]), "operating_points: .* dictionary"),
        (lambda f: change(f, decision={"thresholds": {"dance": 0.5}}), "balanced rules .* 'dance', which is no label"),
        (
            lambda f: change(f, operating_points={"careful": {"thresholds": {"dance": 0.5}}}),
            "careful rules .* 'dance', which is no label",
        ),
        (lambda f: change(f, architecture={"width": 32, "frames": 16}), "instead of"),
        (lambda f: change(f, architecture={"width": 16, "frames": 16, "attention": False}), "excess"),
        (lambda f: remove(f, "config.json"), "not a model folder"),
    ],
)
def test_a_broken_folder_is_one_sentence(folder, damage, reported):
    damage(folder)
    with pytest.raises(UserError, match=reported) as caught:
        load_model(folder)
    assert "\n" not in str(caught.value)


def test_an_unknown_model_is_told_what_there_is():
    with pytest.raises(UserError, match="There is no model nonesuch"):
        load_model("nonesuch")


CAREFUL, EAGER = Decision(enter=0.9, leave=0.7, thresholds={"jump": 0.95}), Decision(enter=0.3, leave=0.2, lag=0.5)


def test_a_model_offers_the_operating_points_that_it_has_rules_for(folder):
    config = load_config(folder)
    assert config.offered == ("balanced",) and config.rules() == config.rules("balanced") == config.decision
    for missing in ("careful", "eager"):
        with pytest.raises(UserError, match=f"The model small has no {missing} rules .* offers is balanced"):
            config.rules(missing)
    model = load_model(folder)
    more = ModelConfig(**config.model_dump() | {"operating_points": {"eager": EAGER, "careful": CAREFUL}})
    save_model(folder, more, model.networks, "# card")
    again = load_model(folder)
    assert again.config == more and again.config.offered == ("careful", "balanced", "eager")
    assert [again.config.rules(point) for point in again.config.offered] == [CAREFUL, config.decision, EAGER]
    assert fingerprint(again) == fingerprint(model), "the exported engine stays valid: it decides nothing"


def test_one_other_operating_point_is_enough(folder):
    change(folder, operating_points={"careful": {"enter": 0.9}})
    config = load_config(folder)
    assert config.offered == ("careful", "balanced")
    with pytest.raises(UserError, match="has no eager rules of decision: what it offers is careful and balanced"):
        config.rules("eager")
