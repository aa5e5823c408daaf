"""`explain`: every file is there, holds what the traced forward gives, and the page needs nothing but itself."""

import csv
import re
from html.parser import HTMLParser

import numpy as np
import pytest
import torch

from app.cli import main
from recognizer.cli.explain import PAGE
from recognizer.examples.procedural_body import sample_clip
from recognizer.explain.explanation import WindowChoice, explain_choice
from recognizer.explain.page import page
from recognizer.model.model_config import Decision, ModelConfig
from recognizer.model.model_folder import load_model, save_model
from recognizer.network.config import Architecture
from recognizer.network.mssa import MSSA
from recognizer.recognizer import Recognizer
from recognizer.resources import SAMPLE_CLIP
from recognizer.skeleton.clip import Clip, save_npz
from recognizer.skeleton.joints import BODY_PARTS, NAMES, normalised_adjacency
from recognizer.skeleton.streams import Normalisation
from train.datasets import utd_mhad

BLOCK = 8
LABELS = ["wave", "a <b> & 'c'", "jump"]


@pytest.fixture(scope="module")
def model_folder(tmp_path_factory):
    config = ModelConfig(
        name="random",
        labels=LABELS,
        architecture=Architecture(frames=16, width=16, fragments=2),
        normalisation=Normalisation("frame", facing=True, scale=True),
        decision=Decision(enter=0.1, leave=0.05, energy=0),
    )
    torch.manual_seed(3)
    network = MSSA(config.network())
    for block in network.blocks:
        torch.nn.init.normal_(block.space.alpha, 0, 0.5)
    folder = tmp_path_factory.mktemp("models") / "random"
    save_model(folder, config, {"joint": network}, "# random\n")
    return folder


@pytest.fixture(scope="module")
def explained(model_folder, tmp_path_factory):
    out = tmp_path_factory.mktemp("explained")
    arguments = ["explain", str(SAMPLE_CLIP), "--out", str(out), "--model", str(model_folder), "--block", str(BLOCK)]
    assert main(arguments) == 0
    return out


@pytest.fixture(scope="module")
def arrays(explained):
    with np.load(explained / "explanation.npz", allow_pickle=False) as file:
        return dict(file)


def table(path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_format_is_there(explained):
    names = {file.name for file in explained.iterdir()}
    figures = {"attention", "importance", *(f"topology-fragment-{number}" for number in (1, 2))}
    assert names == {
        PAGE,
        "explanation.npz",
        *(f"{name}.csv" for name in ("topology", "attention", "importance")),
        *(f"{name}.{kind}" for name in figures for kind in ("png", "svg")),
    }
    for file in explained.iterdir():
        start = file.read_bytes()[:200]
        assert start.startswith({"png": b"\x89PNG", "svg": b"<?xml"}.get(file.suffix[1:], b"")) and len(start) == 200


def test_arrays_and_tables_are_those_of_the_traced_forward(explained, arrays, model_folder):
    model = load_model(model_folder)
    probabilities, traces = model.probabilities(torch.from_numpy(arrays["keypoints"])[None], trace=True)
    assert arrays["probabilities"] == pytest.approx(probabilities[0].numpy(), abs=1e-6)
    for number, trace in enumerate(traces, start=1):
        for name in ("dynamic", "topology", "attention"):
            assert np.allclose(arrays[f"block{number}_{name}"], getattr(trace, name)[0].numpy(), atol=1e-6)
        assert np.array_equal(arrays[f"block{number}_shared"], trace.shared.detach().numpy())
        assert np.array_equal(arrays[f"block{number}_alpha"], trace.alpha.detach().numpy())
    trace = traces[BLOCK - 1]
    for row in table(explained / "topology.csv")[::97]:
        fragment, target, source = int(row["fragment"]) - 1, NAMES.index(row["target"]), NAMES.index(row["source"])
        topology = float(trace.topology[0, fragment, :, target, source].mean())
        expected = {
            "shared": float(trace.shared.detach()[fragment, target, source]),
            "dynamic": float(trace.dynamic[0, fragment, :, target, source].mean()),
            "change": float((trace.alpha[fragment] * trace.dynamic[0, fragment, :, target, source].mean()).detach()),
            "topology": topology,
            "skeleton": normalised_adjacency()[target, source],
            "difference": topology - normalised_adjacency()[target, source],
        }
        assert int(row["block"]) == BLOCK and float(row["value"]) == pytest.approx(expected[row["map"]], abs=1e-6)
    rows = table(explained / "attention.csv")
    weights = np.array([float(row["weight"]) for row in rows]).reshape(trace.attention.shape[1:])
    assert np.allclose(weights, trace.attention[0].numpy(), atol=1e-6)
    keys = arrays["time"][:: 16 // trace.attention.shape[-1]]
    assert [float(row["key_s"]) for row in rows[: len(keys)]] == pytest.approx(keys, abs=1e-3)


def test_what_hiding_did_is_the_same_in_arrays_and_tables(explained, arrays):
    rows = table(explained / "importance.csv")
    drops = [float(row["drop"]) for row in rows]
    assert drops == pytest.approx([*arrays["joint_drop"], *arrays["part_drop"], *arrays["span_drop"]], abs=1e-6)
    assert [row["hidden"] for row in rows][: 25 + len(BODY_PARTS)] == [*NAMES, *(part.name for part in BODY_PARTS)]
    top = arrays["probabilities"].max()
    assert all(float(row["probability"]) + float(row["drop"]) == pytest.approx(top, abs=1e-6) for row in rows)
    assert arrays["spans"][0, 0] == pytest.approx(arrays["time"][-1] - 3.0)
    assert arrays["spans"][-1, 1] == pytest.approx(arrays["time"][-1])


def test_the_bundled_model_is_explained_on_a_recorded_clip(shared):
    recorded = utd_mhad.read(shared / "data" / "utd-mhad" / "a27_s1_t1_skeleton.mat")
    shape = recorded.keypoints.shape[:2]
    time = np.arange(shape[1]) / recorded.fps
    clip = Clip(recorded.keypoints, np.ones((*shape, 25), np.float32), time, np.zeros(shape, np.int32))
    model = load_model("open")
    found = explain_choice(model, choose(model, clip=clip, at=1.2), "recorded.npz")  # on the way down
    label = int(found.window.probabilities.argmax())
    assert model.labels[label] == recorded.label == "squat"
    assert len(found.window.trace) == len(found.shares) == len(found.entropies) == 10
    assert max(found.shares) > 0.1, "the trained model's graph follows the movement"
    drops = [*found.importance.joints, *found.importance.parts, *found.importance.spans]
    assert max(drops) > 0.1 and all(drop <= found.window.probabilities[label] for drop in drops)


class References(HTMLParser):
    """Collects everything that could load something, and the text."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.words = ""

    def handle_starttag(self, tag, attributes):
        assert tag not in ("script", "link", "iframe", "img", "object", "embed")
        self.found += [value for name, value in attributes if name in ("src", "href", "xlink:href", "action", "data")]

    def handle_data(self, data):
        self.words += data


def test_the_page_needs_nothing_but_itself_and_says_what_it_shows(explained, arrays):
    text = (explained / PAGE).read_text(encoding="utf-8")
    references = References()
    references.feed(text)
    assert references.found and all(value.startswith("data:image/png;base64,") for value in references.found)
    assert "http:" not in text and "https:" not in text and "@import" not in text and "url(" not in text
    assert "prefers-color-scheme:dark" in text and "@media print" in text
    words = " ".join(references.words.split())
    assert str(arrays["explained"]) in words and "sample.npz, person 1" in words
    assert "Rows: the joint that listens (target)." in words and "Columns: the moment looked at (key)." in words
    assert "What these maps can and cannot show" in words and f"Block {BLOCK} of 10" in words


def test_the_pages_cells_are_the_maps(explained, arrays):
    """The value given for every cell of the four maps, in the order in which the page shows them."""
    text = (explained / PAGE).read_text(encoding="utf-8")
    found = re.findall(r"<title>([a-z ]+) listens to ([a-z ]+): ([+−][0-9.]+)</title>", text)
    assert len(found) == 4 * 25 * 25
    values = np.array([float(value.replace("−", "-")) for _, _, value in found]).reshape(4, 25, 25)
    assert [(found[26][0], found[26][1])] == [(NAMES[1], NAMES[1])] and found[1][1] == NAMES[1]
    fragment = int(re.search(r"fragment (\d) of 2", " ".join(text.split())).group(1)) - 1
    topology = arrays[f"block{BLOCK}_topology"][fragment].mean(axis=0)
    shown = [
        arrays[f"block{BLOCK}_shared"][fragment],
        arrays[f"block{BLOCK}_dynamic"][fragment].mean(axis=0),
        topology,
        topology - arrays["physical"],
    ]
    assert np.allclose(values, shown, atol=6e-4)


def choose(model, at=None, clip: Clip | None = None) -> WindowChoice:
    clip, recognizer, choice = clip or sample_clip(), Recognizer(model), WindowChoice(at)
    for index in range(clip.frames):
        for window in recognizer.push(clip.at(index), float(clip.time[index])).windows:
            choice.offer(window)
    return choice


def test_the_most_certain_window_is_chosen_or_the_one_asked_for(model_folder):
    model = load_model("open")
    certain = choose(model)
    assert certain.window.label == model.labels[int(certain.window.probabilities.argmax())]
    asked = choose(model, at=11.4)
    assert abs(asked.window.time - 11.4) <= 0.11 and asked.window.label == "jumping jack"
    assert certain.window.probabilities.max() >= asked.window.probabilities.max()
    found = explain_choice(model, asked, "sample.npz")
    assert found.block == int(np.argmin(found.entropies))
    parts = dict(zip([part.name for part in BODY_PARTS], found.importance.parts, strict=True))
    assert max(parts, key=parts.__getitem__) != "head and trunk", "arms and legs are what a jumping jack moves"


def test_names_cannot_break_the_page(model_folder):
    model = load_model(model_folder)
    text = page(explain_choice(model, choose(model, at=5.0), "<script>alert(1)</script>.npz"), ["a&b.csv"])
    assert "<script" not in text and "a &lt;b&gt; &amp; &#x27;c&#x27;" in text and "a&amp;b.csv" in text


def test_a_model_without_attention_is_explained_too(tmp_path):
    architecture = Architecture(frames=16, width=16, fragments=1, attention=False)
    config = ModelConfig(name="plain", labels=LABELS, architecture=architecture)
    save_model(tmp_path / "plain", config, {"joint": MSSA(config.network())}, "# plain\n")
    out = tmp_path / "out"
    assert main(["explain", str(SAMPLE_CLIP), "--out", str(out), "--model", str(tmp_path / "plain"), "--at", "6"]) == 0
    assert "no attention over time" in (out / PAGE).read_text() and not list(out.glob("attention*"))


def test_what_cannot_be_explained_is_one_sentence(model_folder, tmp_path, capsys):
    def reported(*arguments: object) -> str:
        assert main(["explain", *map(str, arguments), "--out", str(tmp_path / "out")]) == 1
        (sentence,) = [line for line in capsys.readouterr().err.splitlines() if line.startswith("Error: ")]
        assert not (tmp_path / "out").exists()
        return sentence

    assert "blocks 1 to 10" in reported(SAMPLE_CLIP, "--model", model_folder, "--block", 11)
    sample = sample_clip()
    few = slice(0, 3)
    part = Clip(sample.keypoints[:, few], sample.confidence[:, few], sample.time[few], sample.identity[:, few])
    save_npz(part, tmp_path / "short.npz")
    assert "Nobody was seen" in reported(tmp_path / "short.npz", "--model", model_folder)
    assert "There is no file" in reported(tmp_path / "none.npz", "--model", model_folder)
