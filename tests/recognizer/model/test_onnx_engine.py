"""ONNX Runtime gives the bundled model's answers, and only for the weights it was exported from."""

import shutil
from dataclasses import dataclass
from typing import Literal

import pytest
import torch

from recognizer.model.model_config import ModelConfig
from recognizer.model.model_folder import Model, fingerprint, load_config, load_model, save_model
from recognizer.model.onnx_engine import ENGINE_FILE, open_engine
from recognizer.network.config import Architecture
from recognizer.recognizer import Recognizer
from recognizer.resources import MODELS, SAMPLE_CLIP
from recognizer.skeleton.clip import load_npz
from recognizer.skeleton.streams import Normalisation


@pytest.fixture(scope="module")
def model():
    return load_model("open")


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(MODELS / "open", tmp_path / "open")


def test_the_bundled_model_comes_with_an_engine_that_fits_it(model):
    assert model.engine is not None, (
        "run: python train/run.py export --model open --out resources/models/open/model.onnx"
    )


@pytest.mark.parametrize("batch", [1, 2, 5])
def test_an_engine_gives_the_same_probabilities_for_any_number_of_windows(model, batch):
    windows = torch.randn(batch, model.config.architecture.frames, 25, 3, generator=torch.Generator().manual_seed(1))
    fast, traces = model.probabilities(windows)
    slow, traced = model.probabilities(windows, trace=True)
    assert not traces and len(traced) == 10
    assert fast.shape == (batch, len(model.labels))
    torch.testing.assert_close(fast, slow, atol=1e-4, rtol=0)


def test_an_engine_gives_the_same_features(model):
    windows = torch.randn(3, model.config.architecture.frames, 25, 3, generator=torch.Generator().manual_seed(1))
    with torch.inference_mode():
        _, expected = model.streams(windows)
    assert model.engine is not None and model.engine.has_features
    assert expected.shape == (3, len(model.networks) * 4 * model.config.architecture.width)
    torch.testing.assert_close(model.features(windows), expected, atol=1e-4, rtol=0)


def test_an_engine_is_not_given_windows_of_another_length(model):
    with pytest.raises(ValueError, match="the shape is"):
        model.probabilities(torch.zeros(1, 2 * model.config.architecture.frames, 25, 3))


def test_watching_does_not_change_the_answers(model):
    clip = load_npz(SAMPLE_CLIP)
    plain, watched = Recognizer(model), Recognizer(model, watched=True)
    judged = 0
    for number in range(150):
        bodies, time = clip.at(number), float(clip.time[number])
        for fast, slow in zip(plain.push(bodies, time).windows, watched.push(bodies, time).windows, strict=True):
            assert (fast.label, fast.best()) == (slow.label, slow.best())
            assert not fast.trace and slow.trace
            judged += 1
    assert judged > 20


def test_an_engine_of_other_weights_is_left_alone_and_reported(folder, caplog):
    model = load_model(folder)
    assert model.engine is not None
    network = model.networks["joint"]
    with torch.no_grad():
        network.classify.bias += 0.5 * torch.arange(network.classify.out_features)
    save_model(folder, model.config, model.networks, "# other weights\n")
    changed = load_model(folder)
    assert changed.engine is None
    (line,) = caplog.messages
    assert str(folder / ENGINE_FILE) in line and "train export --model" in line
    windows = torch.randn(2, model.config.architecture.frames, 25, 3)
    torch.testing.assert_close(changed.probabilities(windows)[0], changed.probabilities(windows, trace=True)[0])


def test_an_engine_of_another_temperature_is_left_alone(folder):
    config = load_config(folder).model_copy(update={"temperature": 2.0})
    save_model(folder, config, load_model(folder).networks, "# hotter\n")
    assert load_model(folder).engine is None


def test_what_concerns_training_alone_leaves_the_engine_as_it_is(folder):
    config = load_config(folder)
    architecture = config.architecture.model_copy(update={"classifier_start": "lineage", "dropout": 0.3})
    changed = config.model_copy(update={"architecture": architecture})
    save_model(folder, changed, load_model(folder).networks, "# same\n")
    assert load_model(folder).engine is not None


class LaterArchitecture(Architecture):
    """As a later version of the program may have it: with one field more."""

    pooling: Literal["mean", "max"] = "mean"


@dataclass(frozen=True)
class LaterNormalisation(Normalisation):
    lying: bool = False


class LaterConfig(ModelConfig):
    architecture: LaterArchitecture = LaterArchitecture()
    normalisation: LaterNormalisation = LaterNormalisation()
    sharpening: float = 1.0


def later(model: Model, **changes) -> Model:
    """The same model, as a later version of the program reads its folder, with values for the added fields."""
    stated = model.config.model_dump()
    for part in ("architecture", "normalisation"):
        stated[part] |= changes.pop(part, {})
    return Model(LaterConfig(**stated | changes), model.networks, model.device)


def test_a_field_added_to_the_configuration_leaves_exported_engines_valid(model):
    engine = MODELS / "open" / ENGINE_FILE
    assert open_engine(engine, fingerprint(later(model))) is not None


@pytest.mark.parametrize(
    "changes",
    [{"architecture": {"pooling": "max"}}, {"normalisation": {"lying": True}}, {"sharpening": 2.0}],
    ids=lambda changes: str(*changes),
)
def test_an_added_field_counts_once_it_is_used(model, changes):
    assert fingerprint(later(model, **changes)) != fingerprint(model)


@pytest.mark.parametrize(
    "damage", [lambda file: file.write_bytes(file.read_bytes()[:5000]), lambda file: file.unlink()]
)
def test_without_a_sound_file_pytorch_does_the_work(folder, damage, caplog):
    damage(folder / ENGINE_FILE)
    model = load_model(folder)
    assert model.engine is None
    damaged = (folder / ENGINE_FILE).exists()
    assert [str(folder / ENGINE_FILE) in line for line in caplog.messages] == [True] * damaged
    windows = torch.randn(1, model.config.architecture.frames, 25, 3, generator=torch.Generator().manual_seed(1))
    found, sound = (each.probabilities(windows)[0] for each in (model, load_model("open")))
    torch.testing.assert_close(found, sound, atol=1e-4, rtol=0)


def test_an_engine_that_gives_no_numbers_is_not_used(tmp_path, caplog):
    from onnx import TensorProto, helper, save

    nodes = [
        helper.make_node("Flatten", ["windows"], ["flat"], axis=1),
        helper.make_node("Log", ["flat"], ["logs"]),  # of zero and less, infinity and none
        helper.make_node("Identity", ["logs"], ["probabilities"]),
    ]
    sizes = {"windows": ["n", 4, 25, 3], "probabilities": ["n", 300]}
    ends = [helper.make_tensor_value_info(name, TensorProto.FLOAT, size) for name, size in sizes.items()]
    graph = helper.make_graph(nodes, "broken", ends[:1], ends[1:])
    file = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
    helper.set_model_props(file, {"fingerprint": "mine"})
    save(file, str(tmp_path / ENGINE_FILE))
    assert open_engine(tmp_path / ENGINE_FILE, "mine") is None
    assert "it gives no probabilities" in caplog.text
