"""The recognizer's readers of outside data."""

import json
import zipfile
from contextlib import AbstractContextManager
from pathlib import Path
from unittest.mock import patch

import numpy as np
import torch

from benchmarks.fuzzing import samples
from benchmarks.fuzzing.archive_mutators import mutate_npz, mutate_safetensors, mutate_zip
from benchmarks.fuzzing.checks import check_clip, check_frames, check_seconds
from benchmarks.fuzzing.reader import FuzzedReader
from benchmarks.fuzzing.text_mutators import mutate_table, mutate_xml
from benchmarks.fuzzing.tree_mutators import mutate_json
from recognizer.model.model_config import ModelConfig
from recognizer.model.model_folder import load_config, load_model, save_model
from recognizer.model.onnx_engine import FINGERPRINT, OUTPUTS, open_engine
from recognizer.model.own_head import HeadWeights
from recognizer.network.build import build_network
from recognizer.network.config import Architecture, NetworkConfig
from recognizer.output.elan import Annotation, write_eaf
from recognizer.output.label_list import read_label_list
from recognizer.output.result import Result
from recognizer.own_actions.example_files import spans_of_list
from recognizer.own_actions.pack import ActionExample, Learned, OwnAction, Pack
from recognizer.own_actions.pack_folder import load_pack, save_pack
from recognizer.pose.kept_bodies import KeptBodies
from recognizer.pose.model_bundle import NETWORKS, is_intact
from recognizer.resources import MODELS
from recognizer.skeleton.clip import Clip, load_npz, save_npz
from recognizer.skeleton.skeleton_file import read_raw, write_skeleton
from recognizer.sources.opening import open_source

FEATURES, LABELS = 4, 3  # of the small engine
SMALL = Architecture(frames=4, width=16)


def _make_npz(folder: Path) -> list[Path]:
    save_npz(samples.clip(), folder / "clip.npz", compressed=False)
    return [folder / "clip.npz"]


def _read_npz(folder: Path) -> None:
    check_clip(load_npz(folder / "clip.npz"))
    with open_source(folder / "clip.npz") as source:
        check_frames(source)


def _make_skeleton(folder: Path) -> list[Path]:
    write_skeleton(samples.clip(frames=2), folder / "clip.skeleton")
    return [folder / "clip.skeleton"]


def _read_skeleton(folder: Path) -> None:
    raw = read_raw(folder / "clip.skeleton")
    assert all((np.diff(body.frames) > 0).all() and body.frames[-1] < raw.frames for body in raw.bodies), "frames"
    with open_source(folder / "clip.skeleton") as source:
        check_frames(source)


def _make_kept(folder: Path) -> list[Path]:
    clip, kept = samples.clip(), KeptBodies()
    for index, time in enumerate(clip.time):
        kept.add(float(time), index, clip.at(index))
    kept.save(folder / "kept.npz")
    return [folder / "kept.npz"]


def _read_kept(folder: Path) -> None:
    kept = KeptBodies()
    kept.take_from(folder / "kept.npz")
    for place in range(len(kept)):
        assert np.isfinite(kept.frame(place).bodies.keypoints).all(), "numbers that are none"
    if len(kept):
        clip: Clip = kept.clip()
        check_clip(clip)


def _make_config(folder: Path) -> list[Path]:
    (folder / "config.json").write_bytes((MODELS / "open" / "config.json").read_bytes())
    return [folder / "config.json"]


def _read_config(folder: Path) -> None:
    config = load_config(folder)
    for point in config.offered:
        rules = config.rules(point)
        check_seconds(rules.smoothing, rules.stay, rules.seen, rules.energy, rules.lag)
    assert np.isfinite([config.temperature, *config.fusion]).all(), "numbers that are none"


def _make_model(folder: Path) -> list[Path]:
    config = ModelConfig(name="small", labels=["a", "b"], streams=["joint"], fusion=[1.0], architecture=SMALL)
    torch.manual_seed(0)
    with _few_blocks():
        save_model(folder, config, {"joint": build_network(config.network())}, "# Small\n")
    return [folder / "config.json", folder / "joint.safetensors"]


def _read_model(folder: Path) -> None:
    with _few_blocks():
        model = load_model(folder)
        assert len(model.labels) * model.config.architecture.frames < 10**6, "no machine computes this"
        scores, _ = model.probabilities(torch.zeros(1, model.config.architecture.frames, 25, 3))
    assert torch.isfinite(scores).all(), "probabilities that are no numbers"


def _few_blocks() -> AbstractContextManager:
    """Networks of two blocks instead of ten, which are all alike."""
    return patch.object(NetworkConfig, "blocks", lambda c: [(c.channels, c.width, 1), (c.width, c.width * 4, 2)])


def _make_engine(folder: Path) -> list[Path]:
    """A small model as ``export`` writes them: windows in, probabilities and features out."""
    from onnx import TensorProto, helper, numpy_helper, save

    weights = np.random.default_rng(0).normal(size=(4 * 75, FEATURES)).astype(np.float32)
    last = np.ones((FEATURES, LABELS), np.float32)
    nodes = [
        helper.make_node("Flatten", ["windows"], ["flat"], axis=1),
        helper.make_node("MatMul", ["flat", "w"], ["sum"]),
        helper.make_node("Relu", ["sum"], [OUTPUTS[1]]),
        helper.make_node("MatMul", [OUTPUTS[1], "v"], ["logits"]),
        helper.make_node("Softmax", ["logits"], [OUTPUTS[0]], axis=1),
    ]
    graph = helper.make_graph(
        nodes,
        "small",
        [helper.make_tensor_value_info("windows", TensorProto.FLOAT, ["n", 4, 25, 3])],
        [
            helper.make_tensor_value_info(OUTPUTS[0], TensorProto.FLOAT, ["n", LABELS]),
            helper.make_tensor_value_info(OUTPUTS[1], TensorProto.FLOAT, ["n", FEATURES]),
        ],
        [numpy_helper.from_array(weights, "w"), numpy_helper.from_array(last, "v")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
    helper.set_model_props(model, {FINGERPRINT: "small"})
    save(model, str(folder / "model.onnx"))
    return [folder / "model.onnx"]


def _read_engine(folder: Path) -> None:
    engine = open_engine(folder / "model.onnx", "small")
    if engine is not None:
        probabilities, features = engine.answer(torch.zeros(2, 4, 25, 3))
        assert probabilities.ndim == features.ndim == 2 and len(probabilities) == 2, "answers of another shape"
        assert torch.isfinite(probabilities).all() and torch.isfinite(features).all(), "answers that are no numbers"


def _make_pack(folder: Path) -> list[Path]:
    one = samples.clip(bodies=1)
    examples = (ActionExample("wave", "first", one), ActionExample("bow", "second", samples.clip(1, 5)))
    pack = Pack((OwnAction("wave", 0.5), OwnAction("bow", None)), examples)
    head = HeadWeights(*(torch.ones(size) for size in ((2,), (2,), (2, 2), (2,), (2, 2), (2,))))
    save_pack(folder, Pack(pack.actions, examples, learned=Learned(head, "open", "0")))
    return sorted(file for file in folder.rglob("*") if file.is_file())


def _read_pack(folder: Path) -> None:
    pack = load_pack(folder)
    for example in pack.examples:
        check_clip(example.clip)
    assert pack.learned is None or pack.learned.weights.actions == len(pack.shown), "a head for other actions"


def _make_labels(folder: Path) -> list[Path]:
    (folder / "a.mp4").touch()
    text = "file,setup,person,start,end,action,note\na.mp4,room,me,0.5,1.25,wave,\na.mp4,room,,,,(rest),nothing\n"
    (folder / "labels.csv").write_text(text)
    return [folder / "labels.csv"]


def _read_labels(folder: Path) -> None:
    _check_spans(folder / "labels.csv")


def _check_spans(path: Path) -> None:
    for span in read_label_list(path):
        check_seconds(span.start, span.end)
        assert span.file and span.action, "a row without file or action"
        assert span.end is None or span.end > (span.start or 0), "a span that ends before it begins"
    spans_of_list(path)


def _make_eaf(folder: Path) -> list[Path]:
    (folder / "a b.mp4").touch()
    annotations = [Annotation("person 1", 0.5, 1.25, "wave"), Annotation("person 2", 1.0, 2.0, "bow & rest")]
    write_eaf(folder / "labels.eaf", annotations, folder / "a b.mp4")
    text = (folder / "labels.eaf").read_text(encoding="utf-8")  # the same wherever the folder is
    (folder / "labels.eaf").write_text(text.replace(folder.resolve().as_posix(), "/films"), encoding="utf-8")
    return [folder / "labels.eaf"]


def _read_eaf(folder: Path) -> None:
    _check_spans(folder / "labels.eaf")


RESULT = {
    "source": "a.mp4",
    "model": {"name": "open", "labels": 2, "streams": ["joint"]},
    "device": "cpu",
    "frames": 60,
    "fps": 30.0,
    "segments": [{"persons": [1], "start": 0.5, "end": 1.5, "label": "wave", "confidence": 0.9}],
    "windows": [{"persons": [1], "time": 1.5, "label": None, "top": [{"label": "wave", "probability": 0.5}]}],
    "timing": {"wall_s": 1.0, "frames_per_s": 60.0}
    | {name: {"p50": 1.0, "p95": 2.0} for name in ("pose_ms", "model_ms", "latency_ms")},
    "version": "1",
    "settings": {"decisions": "balanced", "mirrored": False, "persons": 2, "pose_rate": 30.0},
    "coverage": [[0.0, 2.0]],
    "names": {"1": "Ada"},
}


def make_result(folder: Path) -> list[Path]:
    """A result as ``recognize`` writes it, and the film that it is about."""
    (folder / "a.mp4").touch()
    (folder / "a.json").write_text(json.dumps(RESULT))
    return [folder / "a.json"]


def _read_earlier(folder: Path) -> None:
    result = Result.load_json(folder / "a.json")
    if result is not None:
        result.save_srt(folder / "a.srt")
        result.save_csv(folder / "a.csv")


def _make_bundle(folder: Path) -> list[Path]:
    with zipfile.ZipFile(folder / "pose.task", "w", zipfile.ZIP_STORED) as archive:
        for network in NETWORKS:
            archive.writestr(network.name, b"network " * 30)
    return [folder / "pose.task"]


def _read_bundle(folder: Path) -> None:
    is_intact(folder / "pose.task")


READERS = (
    FuzzedReader("clip", _make_npz, _read_npz, mutate_npz),
    FuzzedReader("skeleton", _make_skeleton, _read_skeleton, mutate_table),
    FuzzedReader("kept-bodies", _make_kept, _read_kept, mutate_npz),
    FuzzedReader("model-config", _make_config, _read_config, mutate_json),
    FuzzedReader("model-folder", _make_model, _read_model, mutate_safetensors, share=0.1),
    FuzzedReader("onnx-engine", _make_engine, _read_engine, share=0.1),
    FuzzedReader("pack", _make_pack, _read_pack, mutate_json),
    FuzzedReader("label-list", _make_labels, _read_labels, mutate_table),
    FuzzedReader("elan", _make_eaf, _read_eaf, mutate_xml),
    FuzzedReader("earlier-result", make_result, _read_earlier, mutate_json, share=0.1),
    FuzzedReader("pose-bundle", _make_bundle, _read_bundle, mutate_zip),
)
