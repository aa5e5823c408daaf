"""The trainer's readers of outside data: prepared sets, other people's data sets, configurations, its own records."""

import json
import pickle
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import scipy.io
import torch

from benchmarks.fuzzing import samples
from benchmarks.fuzzing.archive_mutators import mutate_npz, mutate_pickle, mutate_safetensors, mutate_zip
from benchmarks.fuzzing.byte_mutators import mutate_bytes
from benchmarks.fuzzing.reader import FuzzedReader, Mutator
from benchmarks.fuzzing.text_mutators import mutate_table
from benchmarks.fuzzing.tree_mutators import mutate_json, mutate_yaml
from recognizer.errors import UserError
from recognizer.skeleton.clip import save_npz
from recognizer.skeleton.skeleton_file import write_skeleton
from train.data.label_lists import load_label_sources
from train.data.packing import load_part, pack_clips, quantise, save_part
from train.data.prepared_set import open_set, write_set
from train.datasets import READERS as SETS
from train.datasets.reader import Unreadable
from train.evaluation.summary import summarize
from train.training.checkpoint import BestValidation, Checkpoint, RunningTotals, load_checkpoint
from train.training.config import CONFIGS, FitConfig, load_fit_config
from train.training.run_log import read_log


def _make_prepared(folder: Path) -> list[Path]:
    write_set(folder / "set.safetensors", "fuzzed", samples.raw_clips())
    return [folder / "set.safetensors"]


def _read_prepared(folder: Path) -> None:
    data = open_set(folder / "set.safetensors")
    for clip in range(len(data)):
        assert np.isfinite(data.clip(clip)).all(), "joints that are no numbers"
        assert data.clip(clip).shape == (int(data.bodies[clip]), int(data.frames[clip]), 25, 3), (
            "joints of another shape"
        )
        assert 0 < float(data.fps[clip]) < np.inf, "a rate that is none"
        assert all(isinstance(text, str) for text in (data.clips[clip], data.labels[int(data.label[clip])])), "names"
        assert data.persons[int(data.person[clip])] is not None and data.groups[int(data.group[clip])] is not None
    for split in data.splits:
        assert all(isinstance(clip, int) and 0 <= clip < len(data) for clip in data.split(split)), "a split's clips"


def _make_part(folder: Path) -> list[Path]:
    save_part(pack_clips(samples.raw_clips()), folder / "000000.part")
    return [folder / "000000.part"]


def _read_part(folder: Path) -> None:
    part = load_part(folder / "000000.part")
    if part is not None:
        assert int((part.frames * part.bodies).sum()) == len(part.rows), "rows that are of no clip"
        assert (
            len({len(getattr(part, name)) for name in ("names", "labels", "persons", "groups", "splits", "fps")}) == 1
        )


# Data sets: one file each, as their authors distribute them.


def _make_in(name: str, write: Callable[[Path], None], folder: Path) -> list[Path]:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    write(file)
    return [file]


def _read_set(data_set: str, folder: Path) -> None:
    reader = SETS[data_set]
    listing = reader.list(next(file for file in folder.iterdir()) if reader.one_file else folder)
    refused = None
    count = 0
    for entry in listing.entries:
        count += 1
        try:
            clip = entry.read()
            rows, origin = quantise(clip.keypoints)
        except Unreadable as reason:
            refused = reason
            continue
        assert len(rows) and np.isfinite(origin).all() and 0 < clip.fps < np.inf, "a clip that is none"
        texts = (clip.name, clip.label, clip.person, clip.group, *clip.splits)
        assert all(isinstance(text, str) for text in texts), "a name that is no text"
    assert count == listing.count, "more or fewer clips than were announced"
    if refused is not None:
        raise refused


def _rows(joints: np.ndarray, delimiter: str = " ", before: tuple[str, ...] = ()) -> str:
    lines = (delimiter.join([*before, *(f"{value:.6g}" for value in row)]) for row in joints.reshape(-1, 3))
    return "\n".join(lines) + "\n"


def _walk(joints: int, frames: int = samples.FRAMES) -> np.ndarray:
    return samples.body(frames)[:, :joints].astype(np.float64)


def _write_text(text: str, file: Path) -> None:
    file.write_text(text)


def _write_ntu(file: Path) -> None:
    write_skeleton(samples.clip(frames=3), file)


def _write_utd(file: Path) -> None:
    scipy.io.savemat(file, {"d_skel": _walk(20).transpose(1, 2, 0)}, do_compression=False)


def _write_utd_compressed(file: Path) -> None:
    scipy.io.savemat(file, {"d_skel": _walk(20).transpose(1, 2, 0)}, do_compression=True)


def _write_penn(file: Path) -> None:
    points = 100 - 40 * _walk(13)
    seen = np.ones(points.shape[:2])
    content = {"action": "squat", "x": points[..., 0], "y": points[..., 1], "visibility": seen, "train": 1}
    scipy.io.savemat(file, content, do_compression=False)


def _write_jhmdb(file: Path) -> None:
    points = (100 - 40 * _walk(15))[..., :2]
    two = np.concatenate([points, points])
    arrays = {"pose": two, "frames": np.array([len(points)] * 2), "label": np.array(["walk", "wave"])}
    np.savez(file, allow_pickle=False, **arrays, split=np.array([[1, 2, 0], [2, 1, 1]]))


def _kinder_gator() -> str:
    from train.datasets.kinder_gator import _JOINTS, MIN_FRAMES, TRIM

    frames = TRIM + MIN_FRAMES
    lines = [",".join(joint + axis for joint in _JOINTS for axis in "XYZ")]
    lines += [",".join(f"{value:.3f}" for value in row.ravel()) for row in _walk(20, frames)]
    return "\n".join(lines) + "\n"


def _sbu() -> str:
    rows = np.concatenate([_walk(15), _walk(15)], axis=1).reshape(samples.FRAMES, -1) * 0.1 + 0.3
    return "\n".join(f"{n}," + ",".join(f"{value:.5f}" for value in row) for n, row in enumerate(rows, start=1)) + "\n"


def _msr() -> str:
    lines = [f"{f} {j} {x:.4f} {y:.4f} {z:.4f}" for f, rows in enumerate(_walk(20)) for j, (x, y, z) in enumerate(rows)]
    return "\n".join(lines) + "\n"


def _write_pyskl(file: Path) -> None:
    names = ("S001C001P001R001A050", "S001C002P003R001A007")
    annotations = [
        {"frame_dir": name, "label": np.int64(n), "keypoint": samples.clip().keypoints.astype(np.float16)}
        for n, name in enumerate(names)
    ]
    content = {"split": {"xsub_train": [names[0]], "xsub_val": [names[1]]}, "annotations": annotations}
    file.write_bytes(pickle.dumps(content, protocol=4))


def _write_ctr_gcn(file: Path) -> None:
    joints = samples.clip().keypoints.transpose(1, 0, 2, 3).reshape(1, samples.FRAMES, 150).repeat(2, axis=0)
    np.savez(file, x_train=joints, y_train=np.eye(2), x_test=joints[:1], y_test=np.eye(2)[:1])


def _make_folder(folder: Path) -> list[Path]:
    (folder / "wave" / "ada").mkdir(parents=True)
    save_npz(samples.clip(), folder / "wave" / "ada" / "one.npz", compressed=False)
    write_skeleton(samples.clip(frames=2), folder / "wave" / "two.skeleton")
    return [folder / "wave" / "ada" / "one.npz", folder / "wave" / "two.skeleton"]


def _set(
    name: str, file: str, write: Callable[[Path], None], mutator: Mutator, label: str = "", share: float = 1
) -> FuzzedReader:
    return FuzzedReader(
        f"set-{label or name}", partial(_make_in, file, write), partial(_read_set, name), mutator,
        (UserError, Unreadable), share,
    )  # fmt: skip


def _text(text: str) -> Callable[[Path], None]:
    return partial(_write_text, text)


# What the trainer is told, and what it has noted itself.


def _make_fit(folder: Path) -> list[Path]:
    text = (CONFIGS / "ntu60_xsub_joint.yaml").read_text(encoding="utf-8")
    (folder / "base.yaml").write_text(text, encoding="utf-8")
    (folder / "fit.yaml").write_text("base: base.yaml\nname: mine\noptimisation:\n  steps: 3\n  epochs: null\n")
    return [folder / "base.yaml", folder / "fit.yaml"]


def _read_fit(folder: Path) -> None:
    config = load_fit_config(folder / "fit.yaml", ["optimisation.batch=8"])
    schedule = config.optimisation.schedule_for(1000)
    assert np.isfinite([schedule.rate(0), schedule.rate(schedule.steps - 1), schedule.warm_up]).all(), "no rates"
    assert FitConfig.model_validate_json(config.model_dump_json()) == config, "it is not what it notes of itself"


LABEL_SOURCES = """labels:
  wave: {utd-mhad: [wave], kard: [horizontal arm wave, high arm wave], videos: [greeting]}
  bow: {florence: [bow]}
background: {msr-daily: [write], videos: ["(daily life)"]}
"""


def _make_sources(folder: Path) -> list[Path]:
    return _make_in("labels.yaml", _text(LABEL_SOURCES), folder)


def _read_sources(folder: Path) -> None:
    sources = load_label_sources(str(folder / "labels.yaml"))
    sources.table()
    assert all(isinstance(name, str) for name in (*sources.names, *sources.sets)), "a name that is no text"


_FIT = FitConfig.model_validate({"name": "x", "out": "x", "data": {"files": ["x"]}, "optimisation": {"steps": 1}})


def _make_checkpoint(folder: Path) -> list[Path]:
    tensors = {"weight": torch.ones(2, 2)}
    Checkpoint(
        _FIT, 1, tensors, None, {"state": {0: tensors}}, {}, RunningTotals(), BestValidation(), 1.0
    ).save(folder / "checkpoint.pt")  # fmt: skip
    return [folder / "checkpoint.pt"]


def _read_checkpoint(folder: Path) -> None:
    load_checkpoint(folder / "checkpoint.pt", _FIT)


def _make_log(folder: Path) -> list[Path]:
    (folder / "log.csv").write_text(
        "step,epoch,loss,accuracy,validation,rate,clips_per_second\n1,0.1,2.5,0.3,,0.1,50\n"
    )
    return [folder / "log.csv"]


def _read_log(folder: Path) -> None:
    read_log(folder / "log.csv")


EVALUATION = {
    "model": ["runs/a/model"], "data": "utd-mhad.safetensors", "split": "xsub-test", "clips": 430,
    "top1": 0.9, "top5": 0.99, "ece": 0.02, "per_class": {}, "per_group": {}, "training": [{"steps": 10, "seed": 0}],
}  # fmt: skip


def _read_evaluation(folder: Path) -> None:
    summarize([folder / "evaluation.json"])


READERS = (
    FuzzedReader("prepared-set", _make_prepared, _read_prepared, mutate_safetensors),
    FuzzedReader("prepared-part", _make_part, _read_part, mutate_safetensors),
    _set("ntu60", "S001C001P001R001A001.skeleton", _write_ntu, mutate_table),
    _set("nw-ucla", "a01_s01_e01_v01.json", _text(json.dumps({"skeletons": _walk(20).tolist()})), mutate_json),
    _set("utd-mhad", "a1_s1_t1_skeleton.mat", _write_utd, mutate_bytes),
    _set("utd-mhad", "a1_s1_t1_skeleton.mat", _write_utd_compressed, mutate_bytes, "utd-mhad-packed"),
    _set("kinder-gator", "Adult/POSE-p1_1-Bow--1234567890123.csv", _text(_kinder_gator()), mutate_table),
    _set("sbu", "s01s02/01/001/skeleton_pos.txt", _text(_sbu()), mutate_table),
    _set("kard", "a01_s01_e01_realworld.txt", _text(_rows(_walk(15) * 1000)), mutate_table),
    _set("msr-daily", "a01_s01_e01_skeleton_proj.txt", _text(_msr()), mutate_table),
    _set("florence", "a01_s1_id1.txt", _text(_rows(_walk(15) * 1000)), mutate_table),
    _set("penn", "0001.mat", _write_penn, mutate_bytes),
    _set("jhmdb", "jhmdb.npz", _write_jhmdb, mutate_npz),
    _set("pyskl", "a.pkl", _write_pyskl, mutate_pickle),
    _set("ctr-gcn", "a.npz", _write_ctr_gcn, mutate_npz),
    FuzzedReader("set-folder", _make_folder, partial(_read_set, "folder"), mutate_bytes, (UserError, Unreadable)),
    FuzzedReader("training-config", _make_fit, _read_fit, mutate_yaml, share=0.2),
    FuzzedReader("label-sources", _make_sources, _read_sources, mutate_yaml, share=0.2),
    FuzzedReader("checkpoint", _make_checkpoint, _read_checkpoint, mutate_zip),
    FuzzedReader("run-log", _make_log, _read_log, mutate_table),
    FuzzedReader(
        "evaluation", partial(_make_in, "evaluation.json", _text(json.dumps(EVALUATION))), _read_evaluation, mutate_json
    ),
)
