"""The three names that the package gives, and the example that goes with them."""

import subprocess
import sys
import textwrap

import cv2
import numpy as np
import pytest

import recognizer
from recognizer import Recognizer, load_model, open_source
from recognizer.resources import SAMPLE_CLIP
from recognizer.skeleton.clip import load_npz
from tests.paths import ROOT


def example() -> str:
    """The code of the package's docstring."""
    _, after = recognizer.__doc__.split("::\n\n")
    return textwrap.dedent(after.split("\n\nA window")[0]) + "\n"


def test_the_example_recognizes_a_clip_as_the_program_does(capsys):
    exec(example().replace("video.mp4", str(SAMPLE_CLIP)), {})
    printed = capsys.readouterr().out.splitlines()
    expected = []
    clip, once_more = load_npz(SAMPLE_CLIP), Recognizer(load_model("open"))
    for index in range(clip.frames):
        for window in once_more.push(clip.at(index), float(clip.time[index])).windows:
            label = window.label or "no known action"
            expected.append(f"{window.time:5.1f} s  person {window.persons[0]}  {label}")
    assert printed == expected
    assert len(expected) > 50 and any("no known action" not in line for line in expected)


def test_the_example_takes_a_video_as_it_stands(tmp_path, monkeypatch, capsys, pose_model):
    writer = cv2.VideoWriter(str(tmp_path / "video.mp4"), cv2.VideoWriter_fourcc(*"mp4v"), 30, (64, 48))
    for _ in range(10):
        writer.write(np.full((48, 64, 3), 90, np.uint8))
    writer.release()
    monkeypatch.chdir(tmp_path)
    exec(example(), {})
    assert capsys.readouterr().out == ""  # a grey wall does nothing


def test_the_readme_has_the_same_example():
    assert example() in (ROOT / "README.md").read_text(encoding="utf-8")


def test_a_recognizer_goes_on_to_another_source_afresh(tmp_path):
    with Recognizer(load_model("open")) as judge:
        first, second = (
            [(window.time, window.label) for window in judge.windows(open_source(SAMPLE_CLIP))] for _ in range(2)
        )
    assert first == second


def test_importing_the_package_imports_nothing_else():
    code = "import sys; before = set(sys.modules); import recognizer; print(*set(sys.modules) - before)"
    found = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    imported = set(found.stdout.split())
    assert {name for name in imported if name.split(".")[0] not in sys.stdlib_module_names} == {"recognizer"}


def test_the_names_are_listed_and_others_are_refused():
    assert set(recognizer.__all__) == {"Recognizer", "load_model", "open_source"} <= set(dir(recognizer))
    with pytest.raises(AttributeError, match="no attribute 'recognise'"):
        recognizer.recognise  # noqa: B018
    namespace: dict = {}
    exec("from recognizer import *", namespace)
    assert namespace["load_model"] is load_model
