"""What `recognize`, `extract` and `explain` write where: nothing is lost, however many sources there are."""

import csv
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from app.cli import main
from recognizer.cli import recognize as command
from recognizer.examples.procedural_body import sample_clip
from recognizer.output.label_list import read_label_list
from recognizer.skeleton.clip import Clip, save_npz
from recognizer.skeleton.skeleton_file import read_skeleton
from recognizer.sources.video_writer import VideoFile
from tests.paths import ROOT
from tests.recognizer.cli.test_recognize import failure, model  # noqa: F401, a fixture


@pytest.fixture
def clips(tmp_path) -> Path:
    """A folder with two clips of the same stem, and another one."""
    clip, part = sample_clip(), slice(0, 90)
    short = Clip(clip.keypoints[:, part], clip.confidence[:, part], clip.time[part], clip.identity[:, part])
    folder = tmp_path / "clips"
    for name in ("take1.npz", "take2.npz"):
        save_npz(short, folder / name)
    assert main(["extract", str(folder / "take1.npz"), "--out", str(folder / "take1.skeleton")]) == 0
    return folder


def whole_tree(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def test_no_output_replaces_a_source_even_where_overwriting_is_asked_for(model, clips, tmp_path, capsys):  # noqa: F811
    before = whole_tree(tmp_path)
    (tmp_path / "v").mkdir()
    film = tmp_path / "v" / "a.mp4"
    film.write_bytes(b"a film")
    clip = clips / "take1.npz"
    for words in (
        ["recognize", clip, "--model", model, "--json", clip],
        ["recognize", clip, "--model", model, "--csv", clips / ".." / "clips" / "take1.npz"],
        ["recognize", clips, "--model", model, "--labels", clip],
        ["recognize", film.parent, "--model", model, "--render", film.parent],
        ["recognize", film, "--model", model, "--render", film],
        ["extract", clip, "--out", clip],
        ["explain", clip, "--model", model, "--out", clips, "--at", "2"],
    ):
        if words[0] == "explain":
            clip.rename(clips / "explanation.npz")
            words[1] = clips / "explanation.npz"
        assert "never replaces a source" in failure(capsys, *words, "--overwrite")
        if words[0] == "explain":
            (clips / "explanation.npz").rename(clip)
    assert whole_tree(tmp_path) == before | {os.path.join("v", "a.mp4"): b"a film"}


def test_no_output_replaces_another_one(model, clips, tmp_path, capsys):  # noqa: F811
    out = tmp_path / "out"
    told = failure(capsys, "recognize", clips / "take1.npz", "--model", model, "--json", out, "--csv", out)
    assert "Two outputs would be written to the same file" in told and not out.exists()


def test_what_is_there_is_replaced_only_on_request_and_asked_for_before_the_work(
    model,  # noqa: F811
    clips,
    tmp_path,
    capsys,
    monkeypatch,
):
    out = tmp_path / "results"
    out.mkdir()
    (out / "take2.json").write_text("somebody's own")
    words = ["recognize", str(clips), "--model", str(model), "--json", str(out)]
    with monkeypatch.context() as patched:
        patched.setattr(command, "recognize_source", lambda *_, **__: pytest.fail("the work had begun"))
        assert "take2.json is there already" in failure(capsys, *words)
        assert os.listdir(out) == ["take2.json"] and (out / "take2.json").read_text() == "somebody's own"
        clip = tmp_path / "clip.npz"
        clip.write_text("somebody's own")
        assert "clip.npz is there already" in failure(capsys, "extract", clips / "take1.npz", "--out", clip)
    assert main([*words, "--overwrite"]) == 0
    assert json.loads((out / "take2.json").read_text())["frames"] == 90
    assert sorted(os.listdir(out)) == ["take1.npz.json", "take1.skeleton.json", "take2.json"]


def test_a_place_that_cannot_be_written_to_is_told_of_before_the_work(
    model,  # noqa: F811
    clips,
    tmp_path,
    capsys,
    monkeypatch,
):
    monkeypatch.setattr(command, "recognize_source", lambda *_, **__: pytest.fail("the work had begun"))
    (tmp_path / "file").touch()
    for option in ("--json", "--render", "--summary"):
        told = failure(
            capsys, "recognize", clips / "take1.npz", "--model", model, option, tmp_path / "file" / "new" / "o.mp4"
        )
        assert "Cannot write" in told and "is no folder" in told


def test_a_folder_run_has_one_label_list_and_one_summary_that_training_and_people_read(
    model,  # noqa: F811
    clips,
    tmp_path,
    capsys,
):
    (clips / "broken.npz").write_text("no clip")
    labels, summary = tmp_path / "labels.csv", tmp_path / "summary.csv"
    told = failure(capsys, "recognize", clips, "--model", model, "--labels", labels, "--summary", summary)
    assert "1 of 4 sources failed" in told and "broken.npz" in told
    assert {span.file for span in read_label_list(labels)} == {
        f"clips/{name}" for name in ("take1.npz", "take1.skeleton", "take2.npz")
    }
    with open(summary, newline="", encoding="utf-8-sig") as file:
        rows = {Path(row["source"]).name: row for row in csv.DictReader(file)}
    assert list(rows) == ["broken.npz", "take1.npz", "take1.skeleton", "take2.npz"]
    assert "broken.npz" in rows["broken.npz"]["problem"] and not rows["take1.npz"]["problem"]
    spans = [span for span in read_label_list(labels) if span.file == "clips/take1.npz"]
    for action in {span.action for span in spans}:
        seconds = sum(span.end - span.start for span in spans if span.action == action)
        assert float(rows["take1.npz"][action]) == pytest.approx(seconds, abs=0.02)


def test_a_list_without_a_single_action_takes_the_place_of_an_old_one(model, clips, tmp_path, capsys):  # noqa: F811
    config = json.loads((model / "config.json").read_text())
    choosy = shutil.copytree(model, tmp_path / "choosy")
    config["decision"] |= {"enter": 1.0, "leave": 1.0}
    (choosy / "config.json").write_text(json.dumps(config))
    (tmp_path / "l.csv").write_text("file,action\nold.mp4,wave\n")
    words = ["recognize", clips / "take1.npz", "--model", choosy, "--labels", tmp_path / "l.csv", "--overwrite"]
    assert main([str(word) for word in words]) == 0
    assert (tmp_path / "l.csv").read_text(encoding="utf-8-sig") == "file,setup,person,start,end,action,note\n"
    capsys.readouterr()


def test_a_folder_with_a_single_source_has_its_result_in_a_folder_too(model, clips, tmp_path):  # noqa: F811
    for name in ("take1.npz", "take1.skeleton"):
        (clips / name).unlink()
    assert main(["recognize", str(clips), "--model", str(model), "--json", str(tmp_path / "out")]) == 0
    assert os.listdir(tmp_path / "out") == ["take2.json"]


def test_any_failure_of_one_source_is_that_sources(model, clips, tmp_path, capsys, monkeypatch):  # noqa: F811
    real = command.recognize_source

    def recognize_source(spec, *arguments, **options):
        if spec.endswith("take1.npz"):
            raise RuntimeError("the decoder lost its mind")
        return real(spec, *arguments, **options)

    monkeypatch.setattr(command, "recognize_source", recognize_source)
    told = failure(capsys, "recognize", clips, "--model", model, "--json", tmp_path / "out")
    assert "1 of 3 sources failed" in told and "take1.npz failed unexpectedly (RuntimeError: the decoder" in told
    assert sorted(os.listdir(tmp_path / "out")) == ["take1.skeleton.json", "take2.json"]


def test_a_label_list_of_a_camera_is_refused_before_it_is_opened(model, tmp_path, capsys):  # noqa: F811
    told = failure(capsys, "recognize", "77", "--model", model, "--labels", tmp_path / "labels.csv")
    assert "A label list names files, and source 77 is none" in told


def test_endings_may_be_written_large(clips, tmp_path):
    for name in ("C.NPZ", "C.SKELETON"):
        assert main(["extract", str(clips / "take1.npz"), "--out", str(tmp_path / name)]) == 0
    assert read_skeleton(tmp_path / "C.SKELETON").frames == 90


# Names of files are bytes


POSIX = pytest.mark.skipif(sys.platform != "linux", reason="names are any bytes on Linux alone")


def run(*words: object, **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "main.py", *map(str, words)],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        timeout=600,
    )


@POSIX
def test_a_name_that_is_no_utf_8_is_a_name_like_any_other(model, clips, tmp_path):  # noqa: F811
    odd = os.fsdecode(b"take\xe9.npz")
    (clips / "take1.npz").rename(clips / odd)
    out = tmp_path / "out"
    kinds = [word for key in ("json", "csv", "srt", "vtt", "eaf", "audacity") for word in (f"--{key}", out / key)]
    whole = ["--labels", out / "labels.csv", "--summary", out / "summary.csv"]
    ended = run("recognize", clips, "--model", model, *kinds, *whole)
    assert ended.returncode == 0, ended.stderr
    name = os.fsencode(odd).removesuffix(b".npz")
    assert sorted(os.listdir(os.fsencode(out / "json"))) == sorted([name + b".json", b"take1.json", b"take2.json"])
    told = json.loads((out / "json" / (os.fsdecode(name) + ".json")).read_text(encoding="utf-8"))
    assert told["source"] == str(clips / "take\ufffd.npz") and told["frames"] == 90
    assert "take\ufffd.npz" in (out / "summary.csv").read_text(encoding="utf-8")


@POSIX
def test_a_failure_of_a_source_with_such_a_name_is_one_sentence(model, clips, tmp_path):  # noqa: F811
    odd = clips / os.fsdecode(b"broken\xe9.npz")
    odd.write_text("no clip")
    ended = run("recognize", odd, clips / "take1.npz", "--model", model, "--json", tmp_path / "out")
    assert ended.returncode == 1 and os.listdir(tmp_path / "out") == ["take1.json"]
    assert ended.stderr.count(b"Error: ") == 1 and b"cannot be read as a clip" in ended.stderr


@pytest.fixture(scope="session")
def latin_1(tmp_path_factory) -> dict[str, str]:
    """The environment of somebody whose system is set to ISO 8859-1."""
    folder = tmp_path_factory.mktemp("locales")
    try:
        subprocess.run(["localedef", "-i", "en_US", "-f", "ISO-8859-1", folder / "en_US"], capture_output=True)
    except OSError:
        pytest.skip("no localedef here")
    environment = {"LOCPATH": str(folder), "LC_ALL": "en_US", "PYTHONUTF8": "0", "PYTHONIOENCODING": ""}
    asked = subprocess.run(
        [sys.executable, "-c", "import sys; print(sys.getfilesystemencoding())"],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
    )
    if not asked.stdout.startswith("iso8859"):
        pytest.skip(f"no such locale here: names are {asked.stdout.strip()}")
    return environment


ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@POSIX
@pytest.mark.parametrize("locale", ["latin_1", "ascii"])
def test_a_utf_8_name_is_read_and_told_right_in_another_locale(model, clips, tmp_path, locale, request):  # noqa: F811
    environment = ASCII if locale == "ascii" else request.getfixturevalue("latin_1")
    clip = clips / "hüpfen 跳.npz"
    (clips / "take1.npz").rename(clip)
    out = tmp_path / "out.json"
    ended = run("recognize", clip, "--model", model, "--json", out, "--labels", tmp_path / "l.csv", **environment)
    assert ended.returncode == 0, ended.stderr
    assert json.loads(out.read_text(encoding="utf-8"))["source"] == str(clip)
    assert {span.file for span in read_label_list(tmp_path / "l.csv")} == {"clips/hüpfen 跳.npz"}
    assert "hüpfen 跳.npz".encode() in ended.stdout


def film(path: Path) -> None:
    with VideoFile(path, 10.0) as video:
        for index in range(6):
            video.write(np.full((120, 160, 3), 40 * index, np.uint8), index / 10)


@POSIX
@pytest.mark.slow
@pytest.mark.parametrize("locale", ["utf_8", "latin_1"])
def test_videos_of_any_name_are_read_and_drawn_into_folders_of_any_name(
    model,  # noqa: F811
    pose_model,
    tmp_path,
    locale,
    request,
):
    environment = {} if locale == "utf_8" else request.getfixturevalue("latin_1")
    folder = tmp_path / os.fsdecode(b"films \xe9 \xc3\xa9")
    folder.mkdir()
    film(tmp_path / "film.mp4")
    for name in (b"take\xe9.mp4", "hüpfen 跳.mp4".encode()):
        shutil.copy(tmp_path / "film.mp4", folder / os.fsdecode(name))
    out = tmp_path / os.fsdecode(b"out\xff")
    ended = run("recognize", folder, "--model", model, "--json", out, "--render", out, **environment)
    assert ended.returncode == 0, ended.stderr
    assert sorted(os.listdir(os.fsencode(out))) == sorted(
        name + kind for name in (b"take\xe9", "hüpfen 跳".encode()) for kind in (b".json", b".mp4")
    )
    told = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(out.glob("*.json"))]
    assert [one["frames"] for one in told] == [6, 6]


# Ended from outside


WAITS = """
import sys, time
from recognizer.console import run_command
from recognizer.files import atomic

def work():
    with atomic(sys.argv[1]) as temporary:
        temporary.write_text("half")
        print("begun", flush=True)
        while True:
            time.sleep(0.01)

sys.exit(run_command(work))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends processes without asking")
@pytest.mark.parametrize("number", [signal.SIGTERM, getattr(signal, "SIGHUP", None)])
def test_a_process_that_is_told_to_end_leaves_nothing_half_done(tmp_path, number):
    process = subprocess.Popen(
        [sys.executable, "-c", WAITS, tmp_path / "out.json"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout.readline() == b"begun\n" and len(os.listdir(tmp_path)) == 1
    process.send_signal(number)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 128 + number and told == b"Ended from outside.\n"
    assert os.listdir(tmp_path) == []


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="no terminals that hang up here")
def test_what_was_told_to_outlive_its_terminal_does(tmp_path):
    script = f"import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN)\n{WAITS}"
    process = subprocess.Popen([sys.executable, "-c", script, tmp_path / "out"], cwd=ROOT, stdout=subprocess.PIPE)
    assert process.stdout.readline() == b"begun\n"
    process.send_signal(signal.SIGHUP)
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(timeout=0.5)
    process.terminate()
    process.communicate(timeout=60)
    assert process.returncode == 128 + signal.SIGTERM
