"""`recognize` and `extract` as a user calls them, with a small untrained model: what they write, and how they fail."""

import csv
import json
import shutil
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch

from app.cli import main
from recognizer.cli.recognize import expand
from recognizer.examples.procedural_body import sample_clip
from recognizer.model.model_config import Decision, ModelConfig
from recognizer.model.model_folder import save_model
from recognizer.network.config import Architecture
from recognizer.network.mssa import MSSA
from recognizer.output.result import Result
from recognizer.skeleton.clip import load_npz, save_npz
from recognizer.skeleton.streams import Normalisation
from recognizer.version import program_version

LABELS = [f"action {letter}" for letter in "abcdefg"]


@pytest.fixture(scope="session")
def model(tmp_path_factory):
    """A model that answers at random, but always with the same answer and a low bar for giving a label."""
    config = ModelConfig(
        name="random",
        labels=LABELS,
        architecture=Architecture(frames=16, width=16),
        normalisation=Normalisation("frame", facing=True, scale=True),
        decision=Decision(enter=0.1, leave=0.05, energy=0),
    )
    torch.manual_seed(0)
    folder = tmp_path_factory.mktemp("models") / "random"
    save_model(folder, config, {"joint": MSSA(config.network())}, "# random\n")
    return folder


@pytest.fixture
def clip_file(tmp_path):
    save_npz(sample_clip(), tmp_path / "sample.npz")
    return tmp_path / "sample.npz"


def failure(capsys, *arguments: object) -> str:
    assert main([str(argument) for argument in arguments]) == 1
    printed = capsys.readouterr().err.strip().splitlines()
    sentences = [line for line in printed if line.startswith("Error: ")]
    assert len(sentences) == 1 and "Traceback" not in "".join(printed)
    return sentences[0]


def test_the_json_keeps_to_its_contract(model, clip_file, tmp_path):
    out = tmp_path / "out.json"
    assert main(["recognize", str(clip_file), "--model", str(model), "--json", str(out)]) == 0
    result = json.loads(out.read_text())
    earlier = {"source", "model", "device", "frames", "fps", "segments", "windows", "timing", "made_from"}
    assert set(result) == earlier | {"version", "settings", "coverage", "names"}
    assert result["version"] == program_version()
    assert result["settings"] == {
        "threshold": None,
        "decisions": "balanced",
        "mirrored": False,
        "persons": 2,
        "pose_model": None,
        "pose_rate": 30.0,
        "pack": None,
    }
    assert result["coverage"] == [[0.0, pytest.approx(sample_clip().time[-1], abs=0.1)]]
    assert result["source"] == str(clip_file)
    assert result["model"] == {"name": "random", "labels": len(LABELS), "streams": ["joint"]}
    assert result["frames"] == sample_clip().frames
    assert set(result["timing"]) == {"wall_s", "frames_per_s", "pose_ms", "model_ms", "latency_ms"}
    duration = sample_clip().time[-1]
    assert len(result["windows"]) >= 4 * (duration - 0.5)
    for window in result["windows"]:
        assert set(window) == {"persons", "time", "label", "top"}
        assert len(window["top"]) == 5 and window["label"] in [None, *LABELS]
        shares = [guess["probability"] for guess in window["top"]]
        assert shares == sorted(shares, reverse=True) and min(shares) >= 0 and sum(shares) <= 1 + 1e-5
    assert result["segments"]
    for segment in result["segments"]:
        assert set(segment) == {"persons", "start", "end", "label", "confidence"}
        assert 0 <= segment["start"] <= segment["end"] <= duration + 1e-6 and 0 <= segment["confidence"] <= 1


def test_results_of_earlier_versions_are_read_and_are_not_said_to_cover_anything(model, clip_file, tmp_path):
    out = tmp_path / "out.json"
    assert main(["recognize", str(clip_file), "--model", str(model), "--json", str(out)]) == 0
    new = Result.load_json(out)
    assert new is not None and new.settings is not None and new.coverage
    fields = json.loads(out.read_text())
    for name in ("version", "settings", "coverage"):
        del fields[name]
    out.write_text(json.dumps(fields))
    old = Result.load_json(out)
    assert old is not None and old.windows == new.windows
    assert (old.version, old.settings, old.coverage) == ("", None, [])


def test_csv_and_srt_tell_the_same(model, clip_file, tmp_path):
    names = {kind: tmp_path / f"out.{kind}" for kind in ("json", "csv", "srt")}
    arguments = [text for kind, path in names.items() for text in (f"--{kind}", str(path))]
    assert main(["recognize", str(clip_file), "--model", str(model), *arguments]) == 0
    result = json.loads(names["json"].read_text())
    rows = list(csv.DictReader(names["csv"].read_text().splitlines()))
    assert [row["label"] or None for row in rows] == [window["label"] for window in result["windows"]]
    assert [row["label_1"] for row in rows] == [window["top"][0]["label"] for window in result["windows"]]
    entries = names["srt"].read_text().strip().split("\n\n")
    assert len(entries) == len(result["segments"])
    number, times, text = entries[0].splitlines()
    assert number == "1" and text == f"{result['segments'][0]['label']} (person 1)"
    start, end = (_seconds(clock) for clock in times.split(" --> "))
    assert start == pytest.approx(result["segments"][0]["start"], abs=1e-3) and end >= start + 0.5


def _seconds(clock: str) -> float:
    hours, minutes, seconds = clock.replace(",", ".").split(":")
    return 3600 * int(hours) + 60 * int(minutes) + float(seconds)


def test_a_folder_gives_one_result_per_source(model, clip_file, tmp_path):
    folder = tmp_path / "clips"
    folder.mkdir()
    for name in ("a.npz", "b.npz"):
        (folder / name).write_bytes(clip_file.read_bytes())
    assert main(["recognize", str(folder), "--model", str(model), "--json", str(tmp_path / "results")]) == 0
    assert sorted(file.name for file in (tmp_path / "results").iterdir()) == ["a.json", "b.json"]


def test_a_folders_videos_are_found_by_all_usual_endings_and_hidden_files_are_none(tmp_path):
    videos = ["a.mp4", "b.3gp", "c.ts", "d.MTS", "e.flv", "f.gif", "g.ogv", "h.npz", "i.h264", "j.m2ts"]
    for name in (*videos, "._a.mp4", ".b-1234.mp4", "notes.txt", "picture.png"):
        (tmp_path / name).touch()
    assert [Path(source).name for source in expand([str(tmp_path)])] == videos


def test_one_bad_source_does_not_keep_the_others_from_their_results(model, clip_file, tmp_path, capsys):
    told = failure(
        capsys, "recognize", tmp_path / "none.mp4", clip_file, "--model", model, "--json", tmp_path / "results"
    )
    assert "none.mp4" in told and [file.name for file in (tmp_path / "results").iterdir()] == ["sample.json"]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("none.mp4", None, "There is no file"),
        ("text.mp4", b"this is no video\n" * 50, "cannot be read as a video"),
        ("empty.mp4", b"", "text"),
        ("broken.npz", b"PK nonsense", "cannot be read as a clip"),
        ("broken.skeleton", b"12\nnonsense", "skeleton"),
    ],
)
def test_bad_sources_are_one_sentence_and_leave_nothing(model, tmp_path, capsys, name, content, told):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    sentence = failure(capsys, "recognize", tmp_path / name, "--model", model, "--json", tmp_path / "out" / "o.json")
    assert name in sentence and (told in sentence or content == b"")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("damage", ["shape", "nan"])
def test_clips_that_do_not_fit_are_one_sentence(model, tmp_path, capsys, damage):
    clip = sample_clip()
    keypoints = clip.keypoints[:, :, :20] if damage == "shape" else np.full_like(clip.keypoints, np.nan)
    arrays = {name: getattr(clip, name) for name in ("confidence", "time", "identity")}
    np.savez(tmp_path / "bad.npz", keypoints=keypoints, **arrays)
    sentence = failure(capsys, "recognize", tmp_path / "bad.npz", "--model", model)
    assert "bad.npz" in sentence and ("shape" in sentence or "NaN" in sentence)


def test_a_video_without_frames_is_one_sentence(model, tmp_path, capsys):
    path = tmp_path / "frameless.avi"
    cv2.VideoWriter(str(path), cv2.VideoWriter_fourcc(*"MJPG"), 10, (64, 48)).release()
    assert "frameless.avi" in failure(capsys, "recognize", path, "--model", model)


def test_models_devices_and_cameras_that_are_not_there(model, clip_file, capsys):
    assert "nonesuch" in failure(capsys, "recognize", clip_file, "--model", "nonesuch")
    assert "cuda:77" in failure(capsys, "recognize", clip_file, "--model", model, "--device", "cuda:77")
    assert "amera 77" in failure(capsys, "recognize", "77", "--model", model)


def test_decisions_choose_how_readily_a_label_is_given(model, clip_file, tmp_path, capsys):
    """The network is unsure of everything: it gives labels by its own rules, and none where it is to be careful."""
    choosy = tmp_path / "choosy"
    shutil.copytree(model, choosy)
    config = json.loads((choosy / "config.json").read_text())
    config["operating_points"] = {"careful": {"enter": 1.0, "leave": 1.0}}
    (choosy / "config.json").write_text(json.dumps(config))
    for decisions, labels in (([], True), (["balanced"], True), (["careful"], False)):
        out = tmp_path / f"out{len(list(tmp_path.iterdir()))}.json"
        option = [f"--decisions={word}" for word in decisions]
        assert main(["recognize", str(clip_file), "--model", str(choosy), "--json", str(out), *option]) == 0
        assert bool(json.loads(out.read_text())["segments"]) is labels
    missing = tmp_path / "missing.mp4"
    refused = failure(capsys, "recognize", missing, missing, "--model", choosy, "--decisions", "eager")
    assert refused.endswith("The model random has no eager rules of decision: what it offers is careful and balanced.")


def test_wrong_usage_exits_with_2(capsys):
    for arguments in (
        ["recognize"],
        ["recognize", "a", "--decisions", "bold"],
        ["extract", "a.mp4"],
        ["--persons", "3"],
        ["recognize", "a", "--nonsense"],
    ):
        with pytest.raises(SystemExit) as stopped:
            main(arguments)
        assert stopped.value.code == 2
    capsys.readouterr()


@pytest.mark.slow
def test_extracted_joints_give_the_same_windows_as_the_video(shared, pose_model, model, tmp_path):
    """And with nobody's help: the clip goes through its file, the video through the pose model, both to the end."""
    video, clip = tmp_path / "tai-chi.avi", tmp_path / "tai-chi.npz"
    _copy_frames(shared / "videos" / "tai-chi.mp4", video, 150)
    assert main(["extract", str(video), "--out", str(clip)]) == 0
    results = []
    for source in (video, clip):
        out = tmp_path / f"{source.name}.json"
        assert main(["recognize", str(source), "--model", str(model), "--json", str(out)]) == 0
        results.append(json.loads(out.read_text()))
    assert results[0]["windows"] == results[1]["windows"] and results[0]["segments"] == results[1]["segments"]
    assert len(results[0]["windows"]) > 12


@pytest.mark.slow
def test_nobody_is_judged_where_nobody_is(shared, pose_model, model, tmp_path):
    """The room of this video is empty at first; people come in, are judged four times a second, and leave."""
    out = tmp_path / "out.json"
    video = tmp_path / "start.avi"
    _copy_frames(shared / "videos" / "one-by-one-person-detection.mp4", video, 130)
    clip = tmp_path / "start.npz"
    assert main(["extract", str(video), "--out", str(clip)]) == 0
    assert main(["recognize", str(clip), "--model", str(model), "--json", str(out)]) == 0
    windows = json.loads(out.read_text())["windows"]
    joints = load_npz(clip)
    for window in windows:
        frame = int(np.argmin(np.abs(joints.time - window["time"])))
        assert set(window["persons"]) <= set(joints.identity[:, frame].tolist())
    seen = (joints.identity >= 0).sum(axis=1) / joints.fps  # seconds per slot
    assert (joints.identity[:, 0] == -1).all() and seen.max() > 1
    assert len(windows) >= 4 * (seen.sum() - 0.5 * len(np.unique(joints.identity)))


def _copy_frames(source, target, count):
    capture = cv2.VideoCapture(str(source))
    size = int(capture.get(cv2.CAP_PROP_FRAME_WIDTH)), int(capture.get(cv2.CAP_PROP_FRAME_HEIGHT))
    writer = cv2.VideoWriter(str(target), cv2.VideoWriter_fourcc(*"MJPG"), capture.get(cv2.CAP_PROP_FPS), size)
    for _ in range(count):
        writer.write(capture.read()[1])
    writer.release()


def test_a_video_that_is_cut_off_is_recognized_up_to_there_with_a_note(model, pose_model, tmp_path, capsys):
    path = tmp_path / "film.avi"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter_fourcc(*"MJPG"), 10, (64, 48))
    random = np.random.default_rng(1)
    for _ in range(30):
        writer.write(random.integers(0, 255, (48, 64, 3), np.uint8))
    writer.release()
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert main(["recognize", str(path), "--model", str(model), "--json", str(tmp_path / "out.json")]) == 0
    assert "film.avi ends early" in capsys.readouterr().err
    assert 5 < json.loads((tmp_path / "out.json").read_text())["frames"] < 25


@pytest.mark.parametrize("command", [["recognize", "0"], ["extract", "0", "--out", "clip.npz"]])
def test_a_camera_format_that_makes_no_sense_is_wrong_usage_in_one_sentence(command, capsys):
    with pytest.raises(SystemExit) as ended:
        main([*command, "--camera-format", "huge"])
    assert ended.value.code == 2
    assert "'huge' is not a camera format: write it like 1280x720@30/MJPG" in capsys.readouterr().err


def test_the_camera_is_asked_for_the_format_and_what_it_gives_is_reported(model, monkeypatch, capsys):
    class Device:
        """Gives 320 x 240 whatever it is asked for."""

        def __init__(self, number):
            pass

        def isOpened(self):
            return True

        def get(self, prop):
            return 10.0 if prop == cv2.CAP_PROP_FPS else 0.0

        def set(self, prop, value):
            asked[prop] = value
            return False

        def read(self):
            return True, np.full((240, 320, 3), 100, np.uint8)

        def release(self):
            pass

    asked = {}
    monkeypatch.setattr("recognizer.sources.camera.cv2.VideoCapture", Device)
    arguments = ["recognize", "1", "--model", str(model), "--camera-format", "1280x720@30", "--pose-model", "absent"]
    assert main(arguments) == 1, "it gets no further than the pose model"
    size = asked[cv2.CAP_PROP_FRAME_WIDTH], asked[cv2.CAP_PROP_FRAME_HEIGHT]
    assert size == (1280, 720) and asked[cv2.CAP_PROP_FPS] == 30
    first = capsys.readouterr().err.splitlines()[0]
    assert first == "Camera 1 gives 320x240@10 instead of 1280x720@30."
