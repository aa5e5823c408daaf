"""The project as an installed program: built, installed into an environment of its own, and run from another folder."""

import json
import os
import site
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.paths import ROOT

pytestmark = pytest.mark.slow
PACKAGES = ("app", "recognizer", "train")
DATA = (".txt", ".yaml", ".csv", ".json")  # what lies beside the trainer's code


@dataclass(frozen=True)
class Built:
    """What a build gives."""

    wheel: Path
    source: Path


@dataclass(frozen=True)
class Installed:
    """An environment that the wheel was installed into, and a folder far from the checkout."""

    commands: Path
    elsewhere: Path

    def run(self, *command: str, status: int = 0) -> str:
        """Standard output of one of the environment's commands, started as a user does, from another folder."""
        surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        ended = subprocess.run(
            [self.commands / command[0], *command[1:]],
            cwd=self.elsewhere,
            env=surroundings,
            capture_output=True,
            text=True,
            timeout=240,
        )
        assert ended.returncode == status, ended.stderr
        return ended.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Built:
    """The source distribution, and the wheel that is made of it."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stdout + done.stderr
    return Built(next(folder.glob("*.whl")), next(folder.glob("*.tar.gz")))


@pytest.fixture(scope="module")
def installed(built, tmp_path_factory) -> Installed:
    """A fresh environment that holds the wheel, and sees the packages that the tests run with."""
    folder = tmp_path_factory.mktemp("installed")
    environment, elsewhere = folder / "environment", folder / "elsewhere"
    elsewhere.mkdir()
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True)
    commands = environment / ("Scripts" if os.name == "nt" else "bin")
    pip = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        commands / "python",
        "install",
        "--quiet",
        "--no-index",
        "--no-deps",
    ]
    subprocess.run([*pip, built.wheel], check=True, timeout=240)
    asked = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = subprocess.run([commands / "python", "-c", asked], check=True, capture_output=True, text=True).stdout
    Path(packages.strip(), "present.pth").write_text("\n".join(site.getsitepackages()))
    return Installed(commands, elsewhere)


def test_the_wheel_holds_the_packages_with_their_data_and_nothing_else(built):
    with zipfile.ZipFile(built.wheel) as archive:
        names = set(archive.namelist())
    inside = {name.partition("/")[0] for name in names if ".dist-info/" not in name}
    assert inside == set(PACKAGES)
    code = {file.relative_to(ROOT).as_posix() for package in PACKAGES for file in (ROOT / package).rglob("*.py")}
    assert {name for name in names if name.endswith(".py")} == code
    resources = {file.relative_to(ROOT / "resources").as_posix() for file in (ROOT / "resources").rglob("*.*")}
    prefix = "recognizer/resources_data/"
    assert {name.removeprefix(prefix) for name in names if name.startswith(prefix)} == resources
    data = {file.relative_to(ROOT).as_posix() for file in (ROOT / "train").rglob("*.*") if file.suffix in DATA}
    assert data <= names


def test_the_source_distribution_can_be_started_without_an_installation(built):
    with tarfile.open(built.source) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"start.py", "main.py", "constraints.txt", "recognizer/setup/installer.py"} <= names


def test_no_module_comes_from_the_checkout(installed):
    code = (
        "import json, sys, app, recognizer, train\n"
        "print(json.dumps([sys.path, [module.__file__ for module in (app, recognizer, train)]]))"
    )
    path, files = json.loads(installed.run("python", "-c", code))
    assert str(ROOT) not in path
    environment = installed.commands.parent
    assert all(Path(file).is_relative_to(environment) for file in files)


def test_the_program_recognizes_with_the_model_inside_the_package(installed):
    said = installed.run("mssa-studio", "recognize", str(ROOT / "resources" / "sample.npz"), "--json", "answer.json")
    answer = json.loads((installed.elsewhere / "answer.json").read_text(encoding="utf-8"))
    assert answer["model"]["name"] == "open"
    assert [segment["label"] for segment in answer["segments"]]
    assert all(segment["label"] in said for segment in answer["segments"])


def test_the_doctor_finds_the_packages_and_the_models(installed):
    checks = json.loads(installed.run("mssa-studio", "doctor", "--json"))["checks"]
    found = {check["name"]: check["status"] for check in checks}
    assert found["model open"] == "ok"
    assert found["numpy"] == "ok"


def test_help_names_the_commands_that_are_installed(installed):
    for command in ("mssa-studio", "mssa-train"):
        helped = installed.run(command, "--help")
        assert helped.startswith(f"usage: {command} ")
        assert ".py" not in helped.replace("torchrun --nproc-per-node 8 train/run.py", "")


def test_the_doctor_knows_what_an_installed_copy_needs(installed):
    code = "from recognizer.setup import doctor; print(*[check.name for check in doctor.check_packages()], sep='\\n')"
    names = installed.run("python", "-c", code).splitlines()
    assert {"torch", "numpy", "packages to train", "packages to test"} <= set(names)
