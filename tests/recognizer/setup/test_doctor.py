"""What the doctor reports, on this machine and on broken ones."""

import json
import sys

import pytest

from recognizer.setup import doctor
from recognizer.setup.doctor import Check, Unanswered, ask


@pytest.mark.slow
def test_the_report_covers_every_part_and_the_exit_status_follows_from_it(capsys):
    status = doctor.run_doctor(as_json=True)
    report = json.loads(capsys.readouterr().out)
    names = " ".join(check["name"] for check in report["checks"])
    for part in (
        "Python",
        "torch",
        "devices",
        "MediaPipe",
        "pose model",
        "model",
        "camera",
        "video codecs",
        "video writing",
        "display",
        "disk",
    ):
        assert part in names
    for check in report["checks"]:
        assert set(check) == {"name", "status", "detail", "remedy"}
        assert check["status"] in ("ok", "warn", "fail")
        assert check["detail"]
        assert check["remedy"] or check["status"] != "fail"
    assert report["ok"] == all(check["status"] != "fail" for check in report["checks"])
    assert status == (0 if report["ok"] else 1)


@pytest.mark.parametrize(("status", "code"), [("ok", 0), ("warn", 0), ("fail", 1)])
def test_only_a_failure_makes_the_exit_status_1(monkeypatch, capsys, status, code):
    monkeypatch.setattr(doctor, "examine", lambda: [Check("Python", "ok", "3.12"), Check("part", status, "d", "r")])
    assert doctor.run_doctor() == code
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["ok", status]
    assert lines[1].endswith("d -> r")


def test_what_crashes_hangs_or_raises_becomes_a_short_reason():
    assert ask("print('noise'); print('[1, 2]')") == [1, 2]
    with pytest.raises(Unanswered, match="ImportError: no such thing"):
        ask("raise ImportError('no such thing')")
    with pytest.raises(Unanswered, match="within 1 seconds"):
        ask("import time; time.sleep(60)", patience=1)
    with pytest.raises(Unanswered, match="status 3"):
        ask("import sys; sys.exit(3)")
    if sys.platform != "win32":
        with pytest.raises(Unanswered, match="crashed"):
            ask("import os; os.abort()")


def test_a_library_that_does_not_load_is_a_failure_with_a_remedy(monkeypatch):
    def broken(*_: object, **__: object) -> object:
        raise Unanswered("ImportError: libGL.so.1: cannot open shared object file")

    monkeypatch.setattr(doctor, "ask", broken)
    for part in (doctor.check_torch, doctor.check_mediapipe, doctor.check_models, doctor.check_videos):
        (check,) = part()
        assert check.status == "fail"
        assert "libGL.so.1" in check.detail
        assert check.remedy


def test_codecs_are_named():
    reading, writing = doctor.check_videos()
    assert (reading.status, writing.status) == ("ok", "ok")
    for codec in ("H.264", "H.265", "AV1", "VP9", "MPEG-4"):
        assert codec in reading.detail
    assert "H.264" in writing.detail


def test_codecs_that_are_missing_are_warned_of(monkeypatch):
    answer = {"problem": "", "version": "62", "decoders": {"H.264": True, "AV1": False}, "encoder": "MPEG-4"}
    monkeypatch.setattr(doctor, "ask", lambda code: answer)
    reading, writing = doctor.check_videos()
    assert (reading.status, writing.status) == ("warn", "warn")
    assert "not AV1" in reading.detail and "MPEG-4, which browsers do not play" in writing.detail
    monkeypatch.setattr(doctor, "ask", lambda code: answer | {"problem": "x.mp4 cannot be written."})
    assert "x.mp4 cannot be written" in doctor.check_videos()[1].detail


def test_packages_that_are_absent_or_untested_are_reported(monkeypatch):
    versions = {"one": "1.0+cpu", "two": "2.1"}
    monkeypatch.setattr(doctor, "installed_version", versions.get)
    assert doctor.check_package("one", "1.0").status == "ok"
    assert doctor.check_package("two", "2.0") == Check("two", "warn", "2.1, tested with 2.0", doctor.SET_UP)
    assert doctor.check_package("three", "3.0").status == "fail"


@pytest.fixture
def installed_copy(monkeypatch, tmp_path):
    """As where a wheel was installed: neither pyproject.toml nor constraints.txt lie beside the packages."""
    noted = ["torch>=2.11", "numpy>=2.0", 'onnx>=1.19; extra == "train"', "pytest>=8.3 ; extra == 'test'"]
    monkeypatch.setattr(doctor, "IN_CHECKOUT", False)
    monkeypatch.setattr(doctor, "CONSTRAINTS", tmp_path / "constraints.txt")
    monkeypatch.setattr(doctor.importlib.metadata, "requires", lambda name: noted)
    monkeypatch.setattr(doctor, "installed_version", {"torch": "2.11", "pytest": "8.3"}.get)


def test_an_installed_copy_knows_its_packages_from_its_own_metadata(installed_copy):
    checks = {check.name: check for check in doctor.check_packages()}
    assert {name: check.status for name, check in checks.items()} == {
        "torch": "ok",
        "numpy": "fail",
        "packages to train": "warn",
        "packages to test": "ok",
    }
    assert checks["packages to train"].remedy == "pip install onnx", "there is no start.py to do it"


def test_a_copy_that_knows_nothing_of_its_packages_says_so(installed_copy, monkeypatch):
    def absent(name: str) -> list[str]:
        raise doctor.importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(doctor.importlib.metadata, "requires", absent)
    (check,) = doctor.check_packages()
    assert check.status == "warn" and check.remedy


def test_the_checkout_knows_its_packages_from_pyproject():
    needed = doctor.requirements()
    assert any(line.startswith("torch") for line in needed[""]) and {"train", "test"} <= needed.keys()


def test_two_packages_with_cv2_are_reported(monkeypatch):
    monkeypatch.setattr(doctor, "installed_version", {"opencv-contrib-python": "5", "opencv-python": "4"}.get)
    (check,) = doctor.check_single_cv2()
    assert check.status == "warn"
    assert "opencv-python" in check.detail


@pytest.mark.parametrize(
    ("requirement", "name"),
    [("torch>=2.11", "torch"), ("PySide6-Essentials", "pyside6-essentials"), ("a_b[c]<2", "a-b")],
)
def test_names_are_read_from_requirements(requirement, name):
    assert doctor.package_name(requirement) == name


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="cameras are device files on Linux alone")
def test_cameras_are_found_by_their_device_files(monkeypatch, tmp_path):
    (check,) = doctor.check_cameras(tmp_path)
    assert (check.status, check.detail) == ("warn", "none found")
    for name in ("video0", "video2", "vcs"):
        (tmp_path / name).touch()
    asked = []
    monkeypatch.setattr(doctor, "ask", lambda code, *numbers, **_: asked.extend(numbers) or [[2, 1280, 720]])
    assert doctor.check_cameras(tmp_path) == [Check("camera", "ok", "2 (1280x720)")]
    assert asked == ["0", "2"]
    monkeypatch.setattr(doctor.os, "access", lambda *_: False)
    (check,) = doctor.check_cameras(tmp_path)
    assert "usermod" in check.remedy


def test_missing_system_libraries_fail_only_where_the_terminal_needs_them_too(monkeypatch):
    libraries = doctor.system_libraries
    lost = [
        libraries.MissingLibrary("libxcb-cursor.so.0", libraries.WINDOW),
        libraries.MissingLibrary("libEGL.so.1", libraries.POSE),
    ]
    monkeypatch.setattr(doctor.sys, "platform", "linux")
    monkeypatch.setattr(libraries, "missing_libraries", lambda folder: lost)
    window, pose = doctor.check_system_libraries()
    assert (window.status, pose.status) == ("warn", "fail")
    assert "libxcb-cursor" in window.detail
    assert "libEGL.so.1" in pose.detail
    assert window.remedy
    assert pose.remedy
