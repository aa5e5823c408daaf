"""What works on this machine, and what to install where something does not.

Whatever might crash or hang (native libraries, cameras) is tried in a process of its own with a time limit, so that a
broken part becomes a line of the report and not its end. For the same reason this module itself needs nothing but the
standard library to be imported.
"""

import importlib.metadata
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from recognizer.resources import CHECKOUT, MODELS
from recognizer.setup import system_libraries

PYTHONS = ((3, 11), (3, 13))
DISTRIBUTION = "mssa-studio"
PROJECT, CONSTRAINTS = CHECKOUT / "pyproject.toml", CHECKOUT / "constraints.txt"  # not there in an installed copy
IN_CHECKOUT = PROJECT.is_file()
SET_UP = "python3 start.py setup" if IN_CHECKOUT else f"install {DISTRIBUTION} anew with pip"
ANEW = "get the project's folder anew" if IN_CHECKOUT else SET_UP
PATIENCE = 60.0  # seconds for a process of its own; importing PyTorch from a cold disk takes a while
LITTLE_DISK = 500  # MB

Status = Literal["ok", "warn", "fail"]


@dataclass(frozen=True)
class Check:
    """One thing that was looked at. ``warn``: something is left out; ``fail``: the program cannot do its work."""

    name: str
    status: Status
    detail: str
    remedy: str = ""


def run_doctor(as_json: bool = False) -> int:
    """Print the report as a table, or as JSON ``{"ok": bool, "checks": [...]}``; 0 where nothing fails, else 1."""
    checks = examine()
    ok = not any(check.status == "fail" for check in checks)
    if as_json:
        print(json.dumps({"ok": ok, "checks": [asdict(check) for check in checks]}, indent=1, ensure_ascii=False))
    else:
        show(checks)
    return 0 if ok else 1


def examine() -> list[Check]:
    """Look at everything, in the order of the report."""
    parts: tuple[Callable[[], list[Check]], ...] = (
        check_python,
        check_packages,
        check_system_libraries,
        check_torch,
        check_mediapipe,
        check_pose_model,
        check_models,
        check_cameras,
        check_videos,
        check_display,
        check_disk,
    )
    with ThreadPoolExecutor(max_workers=4) as workers:  # they mostly wait for other processes
        return [check for found in workers.map(lambda part: part(), parts) for check in found]


def show(checks: list[Check]) -> None:
    """Print the checks as a table on a terminal, as plain lines elsewhere."""
    try:
        from rich.console import Console
        from rich.markup import escape
        from rich.table import Table
    except ImportError:
        print("\n".join(_lines(checks)))
        return
    console = Console()
    if not console.is_terminal:
        print("\n".join(_lines(checks)))
        return
    table = Table("", "part", "found", "what to do", box=None)
    colours = {"ok": "green", "warn": "yellow", "fail": "bold red"}
    for check in checks:
        status = f"[{colours[check.status]}]{check.status}[/]"
        table.add_row(status, escape(check.name), escape(check.detail), escape(check.remedy))
    console.print(table)


def _lines(checks: list[Check]) -> Iterator[str]:
    width = max(len(check.name) for check in checks)
    for check in checks:
        remedy = f" -> {check.remedy}" if check.remedy else ""
        yield f"{check.status:4}  {check.name:{width}}  {check.detail}{remedy}"


# ---- Python and the packages


def check_python() -> list[Check]:
    """The version of Python."""
    oldest, newest = (f"{major}.{minor}" for major, minor in PYTHONS)
    detail = f"{sys.version.split()[0]} at {sys.executable}"
    if PYTHONS[0] <= sys.version_info[:2] <= PYTHONS[1]:
        return [Check("Python", "ok", detail)]
    return [Check("Python", "fail", detail, f"use Python {oldest} to {newest}")]


def check_packages() -> list[Check]:
    """Every package that the program needs, with the version installed beside the version tested."""
    needed = requirements()
    if not needed:
        return [Check("packages", "warn", "this copy does not know what it needs", SET_UP), *check_single_cv2()]
    tested = tested_versions(CONSTRAINTS.read_text(encoding="utf-8")) if CONSTRAINTS.is_file() else {}
    checks = [check_package(name, tested.get(name)) for name in map(package_name, needed.pop("", []))]
    for group, lines in needed.items():
        missing = [name for name in map(package_name, lines) if installed_version(name) is None]
        if missing:
            remedy = f"python3 start.py {group}" if IN_CHECKOUT else f"pip install {' '.join(missing)}"
            checks.append(Check(f"packages to {group}", "warn", f"not installed: {', '.join(missing)}", remedy))
        else:
            checks.append(Check(f"packages to {group}", "ok", "all installed"))
    return [*checks, *check_single_cv2()]


def requirements() -> dict[str, list[str]]:
    """The packages that are needed, under the name of the extra that needs them, those always needed under "": as
    pyproject.toml names them, or, in an installed copy, as pip has noted them. Empty where neither is there."""
    if IN_CHECKOUT:
        with open(PROJECT, "rb") as file:
            project = tomllib.load(file)["project"]
        return {"": project["dependencies"], **project["optional-dependencies"]}
    try:
        noted = importlib.metadata.requires(DISTRIBUTION) or []
    except importlib.metadata.PackageNotFoundError:
        return {}
    needed: dict[str, list[str]] = {"": []}
    for line in noted:
        requirement, _, condition = line.partition(";")
        extra = re.search(r"""extra\s*==\s*["']([\w-]+)["']""", condition)
        needed.setdefault(extra[1] if extra else "", []).append(requirement.strip())
    return needed


def check_package(name: str, tested: str | None) -> Check:
    """One package; a version that was not tested is a warning."""
    version = installed_version(name)
    if version is None:
        return Check(name, "fail", "not installed", SET_UP)
    if tested and version.partition("+")[0] != tested:
        return Check(name, "warn", f"{version}, tested with {tested}", SET_UP)
    return Check(name, "ok", version)


def check_single_cv2() -> list[Check]:
    """Two packages that both bring cv2 overwrite each other's files."""
    builds = ("opencv-contrib-python", "opencv-python", "opencv-python-headless", "opencv-contrib-python-headless")
    found = [name for name in builds if installed_version(name)]
    if len(found) < 2:
        return []
    remedy = f"pip uninstall {' '.join(found)}, then: {SET_UP}"
    return [Check("cv2", "warn", f"several packages bring it: {', '.join(found)}", remedy)]


def installed_version(name: str) -> str | None:
    """The version of an installed package, None where it is not installed."""
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def package_name(requirement: str) -> str:
    """The name in a requirement, as "numpy" in "numpy>=2", in lower case with hyphens."""
    name = re.match(r"[\w.-]+", requirement.strip())
    assert name is not None, f"{requirement!r} is no requirement"
    return re.sub(r"[-_.]+", "-", name[0]).lower()


def tested_versions(constraints: str) -> dict[str, str]:
    """The exact versions that the lines of a constraints file name."""
    pins = (line.partition("#")[0].partition("==") for line in constraints.splitlines())
    return {package_name(name): version.strip() for name, _, version in pins if version}


def check_system_libraries() -> list[Check]:
    """Libraries of the operating system that Qt, MediaPipe and OpenCV link to; found without loading any."""
    if not sys.platform.startswith("linux"):
        return []
    specs = (importlib.util.find_spec(name) for name in ("PySide6", "mediapipe", "cv2"))
    folders = {Path(spec.origin).parent.parent for spec in specs if spec and spec.origin}
    missing = {library for folder in folders for library in system_libraries.missing_libraries(folder)}
    if not missing:
        return [Check("system libraries", "ok", "all that Qt, MediaPipe and OpenCV link to")]
    checks = []
    for purpose in dict.fromkeys(system_libraries.ASKED):
        lacking = sorted((library for library in missing if library.needed_for == purpose), key=lambda one: one.name)
        if lacking:
            status: Status = "warn" if purpose == system_libraries.WINDOW else "fail"
            detail = f"missing for {purpose}: {', '.join(library.name for library in lacking)}"
            checks.append(Check("system libraries", status, detail, system_libraries.install_line(lacking)))
    return checks


# ---- What is tried in a process of its own


class Unanswered(Exception):
    """A process that crashed, hung or raised, in a few words."""


def ask(code: str, *arguments: str, patience: float = PATIENCE) -> Any:
    """Run ``code`` in a Python of its own; the JSON that it prints last. Raises ``Unanswered``."""
    command = [sys.executable, "-c", code, *arguments]
    try:
        ended = subprocess.run(
            command,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=patience,
            cwd=CHECKOUT,
            stdin=subprocess.DEVNULL,
        )
    except subprocess.TimeoutExpired:
        raise Unanswered(f"no answer within {patience:.0f} seconds") from None
    if ended.returncode < 0:
        raise Unanswered(f"it crashed (signal {-ended.returncode})")
    lines = ended.stdout.splitlines()
    if ended.returncode or not lines:
        errors = ended.stderr.strip().splitlines()
        raise Unanswered(errors[-1] if errors else f"it ended with status {ended.returncode}")
    return json.loads(lines[-1])


ASK_TORCH = """
import json, torch
cuda = [torch.cuda.get_device_name(n) for n in range(torch.cuda.device_count())] if torch.cuda.is_available() else []
print(json.dumps({"build": torch.version.cuda, "cuda": cuda, "mps": torch.backends.mps.is_available(),
                  "threads": torch.get_num_threads()}))
"""


def check_torch() -> list[Check]:
    """The devices that PyTorch can compute on."""
    try:
        found = ask(ASK_TORCH)
    except Unanswered as reason:
        return [Check("devices", "fail", f"PyTorch does not load: {reason}", SET_UP)]
    devices = [f"cuda:{number} ({name})" for number, name in enumerate(found["cuda"])]
    devices += ["mps"] * found["mps"] + [f"cpu ({found['threads']} threads)"]
    if not found["cuda"] and shutil.which("nvidia-smi") and _has_gpu():
        remedy = "install PyTorch's CUDA build, as pytorch.org shows"
        if IN_CHECKOUT:
            remedy = (
                "remove the folder .venv, then: python3 start.py setup --torch-index ADDRESS (pytorch.org shows it)"
            )
        if found["build"]:
            remedy = "update the NVIDIA driver"
        detail = f"{', '.join(devices)}; the NVIDIA GPU is not used by this build of PyTorch"
        return [Check("devices", "warn", detail, remedy)]
    return [Check("devices", "ok", ", ".join(devices))]


def _has_gpu() -> bool:
    try:
        return subprocess.run(["nvidia-smi", "-L"], capture_output=True, timeout=10).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def check_mediapipe() -> list[Check]:
    """Whether MediaPipe, which finds the people, loads."""
    code = "import json; from mediapipe.tasks.python import vision; print(json.dumps(bool(vision.PoseLandmarker)))"
    try:
        ask(code)
    except Unanswered as reason:
        return [Check("MediaPipe", "fail", f"does not load: {reason}", SET_UP)]
    return [Check("MediaPipe", "ok", "loads")]


ASK_MODELS = """
import json
from recognizer.errors import UserError
from recognizer.model.model_folder import bundled_models, load_model
found = {}
for name in bundled_models():
    try:
        model = load_model(name)
        found[name] = [", ".join(model.config.streams), len(model.labels)]
    except UserError as error:
        found[name] = str(error)
print(json.dumps(found))
"""


def check_models() -> list[Check]:
    """Whether the bundled models are there and can be loaded."""
    try:
        found = ask(ASK_MODELS)
    except Unanswered as reason:
        return [Check("models", "fail", f"cannot be loaded: {reason}", SET_UP)]
    if not found:
        return [Check("models", "fail", f"none under {MODELS}", ANEW)]
    checks = []
    for name, outcome in found.items():
        if isinstance(outcome, str):
            checks.append(Check(f"model {name}", "fail", outcome, ANEW))
        else:
            checks.append(Check(f"model {name}", "ok", f"{outcome[1]} actions, streams: {outcome[0]}"))
    return checks


ASK_CAMERAS = """
import json, sys
from recognizer.sources.opencv import cv2
found = []
for number in map(int, sys.argv[1:]):
    camera = cv2.VideoCapture(number)
    if camera.isOpened():
        found.append([number, int(camera.get(cv2.CAP_PROP_FRAME_WIDTH)), int(camera.get(cv2.CAP_PROP_FRAME_HEIGHT))])
    camera.release()
print(json.dumps(found))
"""


def check_cameras(devices: Path = Path("/dev")) -> list[Check]:
    """The cameras that can be opened. On Linux ``devices`` is asked first, so that nothing is tried in vain."""
    none = Check("camera", "warn", "none found", "plug one in, or open a video or a clip")
    numbers = [0, 1, 2]
    if sys.platform.startswith("linux"):
        nodes = sorted(devices.glob("video[0-9]*"))
        if not nodes:
            return [none]
        if not any(os.access(node, os.R_OK | os.W_OK) for node in nodes):
            remedy = "sudo usermod -a -G video $USER, then log in anew"
            return [Check("camera", "warn", f"{nodes[0]} is there, but you may not use it", remedy)]
        numbers = [int(node.name.removeprefix("video")) for node in nodes]
    try:
        found = ask(ASK_CAMERAS, *map(str, numbers), patience=20)
    except Unanswered as reason:
        return [Check("camera", "warn", str(reason), "unplug the camera and plug it in again")]
    cameras = ", ".join(f"{number} ({width}x{height})" for number, width, height in found)
    return [Check("camera", "ok", cameras)] if found else [none]


ASK_VIDEO = """
import json, tempfile, numpy
from pathlib import Path
from recognizer.sources.codecs import decoders, encoder
from recognizer.sources.libav import av
from recognizer.sources.video_source import VideoSource
from recognizer.sources.video_writer import VideoFile
with tempfile.TemporaryDirectory() as folder:
    file = Path(folder) / "probe.mp4"
    picture = numpy.full((64, 64, 3), 128, numpy.uint8)
    problem = ""
    try:
        with VideoFile(file, 30.0) as video:
            for number in range(3):
                video.write(picture, number / 30)
        with VideoSource(file) as source:
            source.read()
    except Exception as error:
        problem = str(error)
version = ".".join(map(str, av.library_versions["libavcodec"]))
print(json.dumps({"problem": problem, "version": version, "decoders": decoders(), "encoder": encoder()}))
"""


def check_videos() -> list[Check]:
    """Which codecs videos can be read and written with, and whether a video that is written can be read again."""
    try:
        found = ask(ASK_VIDEO)
    except Unanswered as reason:
        return [Check("videos", "fail", f"FFmpeg's libraries do not load: {reason}", SET_UP)]
    there = [name for name, works in found["decoders"].items() if works]
    missing = [name for name, works in found["decoders"].items() if not works]
    detail = f"read {', '.join(there)} (libavcodec {found['version']})"
    reading = Check("video codecs", "ok", detail)
    if missing:
        reading = Check("video codecs", "warn", f"{detail}; not {', '.join(missing)}", SET_UP)
    if found["problem"]:
        return [reading, Check("video writing", "warn", f"--render does not work: {found['problem']}", SET_UP)]
    if found["encoder"] != "H.264":
        lacking = f"MP4 is written as {found['encoder']}, which browsers do not play: there is no encoder for H.264"
        return [reading, Check("video writing", "warn", lacking, SET_UP)]
    return [reading, Check("video writing", "ok", "MP4 with H.264, and the source's sound")]


# ---- The rest


def check_pose_model() -> list[Check]:
    """Whether the pose model lies in the cache."""
    try:
        from recognizer.pose.model_bundle import cached_bundle, is_intact
    except ImportError as error:
        return [Check("pose model", "fail", str(error), SET_UP)]
    bundle = cached_bundle()
    if is_intact(bundle):
        return [Check("pose model", "ok", str(bundle))]
    state = "is damaged" if bundle.exists() else "is not there yet"
    return [Check("pose model", "warn", f"{bundle} {state}; it is made on first need", SET_UP if IN_CHECKOUT else "")]


def check_display() -> list[Check]:
    """Whether there is a display for the window."""
    if not sys.platform.startswith("linux"):
        return [Check("display", "ok", "the system's own")]
    for name in ("WAYLAND_DISPLAY", "DISPLAY"):
        if os.environ.get(name):
            return [Check("display", "ok", f"{name}={os.environ[name]}")]
    return [Check("display", "warn", "none, so no window; recognize and extract work in the terminal")]


def check_disk() -> list[Check]:
    """The room left where results and the pose model are written."""
    free = shutil.disk_usage(Path.cwd()).free // 10**6
    if free >= LITTLE_DISK:
        return [Check("free disk", "ok", f"{free / 1000:.1f} GB")]
    return [Check("free disk", "warn", f"{free} MB", "make room before recording or rendering video")]
