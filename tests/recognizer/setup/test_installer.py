"""Setting up: environment, packages, the right build of PyTorch, libraries of the system. Nothing is downloaded."""

import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import start
from recognizer.setup import installer, system_libraries
from recognizer.setup.system_libraries import POSE, WINDOW, MissingLibrary
from tests.paths import ROOT
from tests.set_up import posix, script, stamp


@pytest.fixture
def plan(project) -> installer.Plan:
    return installer.Plan(
        root=str(project),
        environment=str(project / ".venv"),
        python=start.python_of(str(project / ".venv")),
        usable=True,
        extras=[],
        system=True,
        torch_index="",
    )


def test_the_stamp_is_written_last_and_keeps_what_was_installed_before(project, plan, monkeypatch):
    monkeypatch.setattr(start, "ROOT", plan.root)
    monkeypatch.setattr(start, "ENVIRONMENT", plan.environment)
    stamp(project, ["train"])
    file = project / ".venv" / start.STAMP
    plans = []

    def interrupted(given: installer.Plan) -> None:
        plans.append(given)
        assert not file.exists()
        raise installer.SetUpError("The connection is gone.")

    monkeypatch.setattr(installer, "set_up", interrupted)
    with pytest.raises(start.Refusal, match="connection"):
        start.set_up(start.parse(["test"]))
    assert not file.exists()

    monkeypatch.setattr(installer, "set_up", lambda given: None)
    stamp(project, ["train"])
    start.set_up(start.parse([]))
    assert start.is_ready(plan.environment, ["train"])
    assert plans[0].extras == ["test", "train"]


@posix
@pytest.mark.parametrize(("root", "allowed", "done"), [(True, True, True), (True, False, False), (False, True, False)])
def test_apt_is_used_by_root_alone_and_only_where_allowed(monkeypatch, tmp_path, root, allowed, done):
    script(tmp_path / "bin" / "apt-get", f'echo "$DEBIAN_FRONTEND $*" >> "{tmp_path}/log"')
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr(installer.os, "geteuid", lambda: 0 if root else 1000)
    assert installer.apt_install(["libegl1"], allowed) == done
    log = (tmp_path / "log").read_text().splitlines() if done else []
    assert [re.sub(" -.*? (?=lib)", " ", line) for line in log] == (
        ["noninteractive update -qq", "noninteractive install libegl1"] if done else []
    )


@posix
def test_without_apt_nothing_is_installed(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(installer.os, "geteuid", lambda: 0)
    assert not installer.apt_install(["libegl1"], True)


@posix
def test_a_python_without_venv_names_the_line_to_type(plan, monkeypatch):
    shutil.rmtree(plan.environment)
    monkeypatch.setattr(installer, "succeeds", lambda *command: "ensurepip" not in command[-1])
    monkeypatch.setattr(installer, "apt_install", lambda packages, allowed: False)
    monkeypatch.setattr(installer.os, "geteuid", lambda: 1000)
    with pytest.raises(installer.SetUpError, match=r"sudo apt-get install python3\.\d+-venv"):
        installer.make_environment(plan)


@pytest.mark.slow
def test_an_environment_without_pip_is_made_anew(plan):
    marker = Path(plan.environment, "marker")
    marker.touch()
    installer.make_environment(plan)
    assert not marker.exists()
    assert installer.succeeds(plan.python, "-m", "pip", "--version")
    marker.touch()
    installer.make_environment(plan)
    assert marker.exists()


def test_half_installed_packages_are_forgotten_and_whole_ones_kept(tmp_path):
    for name in ("whole", "cut", "lost", "unrecorded"):
        note = tmp_path / f"{name}-1.0.dist-info"
        note.mkdir()
        (tmp_path / f"{name}.py").write_text("x = 1\n")
        rows = [
            f"{name}.py,sha256=x,{len('x = 1') + 1}",
            "__pycache__/written-anew.pyc,sha256=x,99",
            f"{note.name}/RECORD,,",
        ]
        (note / "RECORD").write_text("\n".join(rows) + "\n")
    (tmp_path / "cut.py").write_text("x\n")
    (tmp_path / "lost.py").unlink()
    (tmp_path / "unrecorded-1.0.dist-info" / "RECORD").unlink()
    assert installer.forget_half_installed(tmp_path) == ["cut", "lost", "unrecorded"]
    assert [note.name for note in tmp_path.glob("*.dist-info")] == ["whole-1.0.dist-info"]


def test_scripts_anywhere_import_the_checkout_also_after_it_was_moved(plan, tmp_path):
    installer.make_checkout_importable(plan)
    (Path(plan.root) / "app").mkdir()
    (Path(plan.root) / "app" / "__init__.py").touch()
    (tmp_path / "script.py").write_text("import app, recognizer; print(app.__file__)")
    moved = Path(plan.root).rename(tmp_path / "moved")
    command = [start.python_of(str(moved / ".venv")), tmp_path / "script.py"]
    ended = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=240)
    assert ended.returncode == 0, ended.stderr
    assert Path(ended.stdout.strip()) == moved / "app" / "__init__.py"


# ---- Which build of PyTorch

NOT_FOUND = "ERROR: No matching distribution found for "
CPU = "torch==2.13.0+cpu"


class Pip:
    """Stands for the environment's Python: notes what pip was asked for, and fails as told."""

    def __init__(self, folder: Path, fails: dict[str, str]) -> None:
        self.log = folder / "asked"
        cases = "".join(f'*"{words}") echo "{said}" >&2; exit 1;;\n' for words, said in fails.items())
        given = 'asked="${*%% --disable*}"; asked="${asked#*pip }"'
        self.python = script(
            folder / "python", f'{given}; echo "$asked" >> "{self.log}"\ncase "$asked" in\n{cases}esac'
        )

    def asked(self) -> list[str]:
        return [line.removeprefix("install ") for line in self.log.read_text().splitlines()]


def torch_plan(folder: Path, pip: Pip, index: str = "") -> installer.Plan:
    shutil.copy(ROOT / "constraints.txt", folder)
    return installer.Plan(str(folder), str(folder / ".venv"), str(pip.python), True, [], False, index)


@pytest.fixture
def linux(monkeypatch):
    monkeypatch.setattr(installer.sys, "platform", "linux")
    monkeypatch.setattr(installer, "has_nvidia_gpu", lambda: False)
    monkeypatch.setattr(installer, "require_disk", lambda plan, megabytes: None)


@posix
def test_without_a_gpu_the_cpu_build_is_taken_from_where_pip_looks(linux, tmp_path):
    pip = Pip(tmp_path, {})
    installer.install_torch(torch_plan(tmp_path, pip))
    assert pip.asked() == [CPU]


@posix
def test_a_given_index_is_asked_as_well(linux, tmp_path):
    pip = Pip(tmp_path, {})
    installer.install_torch(torch_plan(tmp_path, pip, "file:///index"))
    assert pip.asked() == [f"--extra-index-url file:///index {CPU}"]


@posix
@pytest.mark.parametrize("uv_finds_it", [True, False])
def test_without_a_cpu_build_uv_is_tried_and_the_default_build_is_last(
    linux, monkeypatch, tmp_path, capfd, uv_finds_it
):
    pip = Pip(tmp_path, {CPU: NOT_FOUND + CPU})
    monkeypatch.setattr(installer, "install_cpu_torch_with_uv", lambda plan, version: uv_finds_it)
    installer.install_torch(torch_plan(tmp_path, pip))
    assert pip.asked() == ([CPU] if uv_finds_it else [CPU, "torch==2.13.0"])
    said = capfd.readouterr().err
    assert ("--torch-index" in said) == (not uv_finds_it)
    assert "ERROR" not in said


@posix
def test_a_broken_connection_never_leads_to_the_large_build(linux, tmp_path):
    pip = Pip(tmp_path, {CPU: "ERROR: Read timed out."})
    with pytest.raises(installer.SetUpError, match="start again"):
        installer.install_torch(torch_plan(tmp_path, pip))
    assert pip.asked() == [CPU]


@posix
def test_without_a_connection_pip_finds_nothing_and_the_set_up_stops_there(linux, tmp_path, capfd):
    """Not with uv, nor with gigabytes that cannot be fetched either."""
    retrying = "WARNING: Retrying (Retry(total=0, connect=None)) after connection broken by NewConnectionError"
    pip = Pip(tmp_path, {CPU: f"{retrying}\n{NOT_FOUND}{CPU}"})
    with pytest.raises(installer.SetUpError, match="working connection"):
        installer.install_torch(torch_plan(tmp_path, pip))
    assert pip.asked() == [CPU]
    assert "NewConnectionError" in capfd.readouterr().err, "pip's own words stand above"


def wheel(folder: Path, name: str, version: str) -> None:
    """A package without anything in it."""
    about = f"{name}-{version}.dist-info"
    contents = {
        f"{about}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{about}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    contents[f"{about}/RECORD"] = "".join(f"{file},,\n" for file in (*contents, f"{about}/RECORD"))
    with zipfile.ZipFile(folder / f"{name}-{version}-py3-none-any.whl", "w") as archive:
        for file, text in contents.items():
            archive.writestr(file, text)


@pytest.mark.slow
def test_a_first_start_without_a_network_stops_in_a_sentence_and_goes_on_with_wheels_at_hand(
    linux, tmp_path, monkeypatch, capfd
):
    """The real pip, which may ask no index: first with an empty folder of wheels, then with a full one."""
    (tmp_path / "wheels").mkdir()
    (tmp_path / "constraints.txt").write_text("torch==2.13.0\ntiny==1.0\nuv==0.1\n")
    (tmp_path / "pyproject.toml").write_text('[project]\ndependencies = ["torch>=2", "tiny>=1"]\n')
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "wheels"))
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    environment = tmp_path / ".venv"
    plan = installer.Plan(
        str(tmp_path), str(environment), start.python_of(str(environment)), False, [], False, torch_index=""
    )
    installer.make_environment(plan)
    with pytest.raises(installer.SetUpError, match="start again: it goes on from here"):
        installer.install_packages(plan)
    assert "Traceback" not in capfd.readouterr().err
    wheel(tmp_path / "wheels", "torch", "2.13.0+cpu")
    wheel(tmp_path / "wheels", "tiny", "1.0")
    installer.install_packages(plan)
    assert installer.has_package(plan.site_packages, "torch", "2.13.0")
    assert installer.has_package(plan.site_packages, "tiny", "1.0")


@posix
@pytest.mark.parametrize("system", ["linux", "darwin"])
def test_with_a_gpu_and_on_other_systems_the_default_build_is_right(linux, monkeypatch, tmp_path, system):
    monkeypatch.setattr(installer.sys, "platform", system)
    monkeypatch.setattr(installer, "has_nvidia_gpu", lambda: True)
    pip = Pip(tmp_path, {})
    installer.install_torch(torch_plan(tmp_path, pip))
    assert pip.asked() == ["torch==2.13.0"]


def test_an_installed_build_of_the_tested_version_is_kept(tmp_path):
    (tmp_path / "torch-2.13.0+cpu.dist-info").mkdir()
    assert installer.has_package(tmp_path, "torch", "2.13.0")
    assert not installer.has_package(tmp_path, "torch", "2.13")
    assert not installer.has_package(tmp_path, "torch", "2.14.0")


def test_too_small_a_disk_is_told_before_the_download(plan, monkeypatch):
    with pytest.raises(installer.SetUpError, match="MB of disk are needed"):
        installer.require_disk(plan, 10**12)
    installer.require_disk(plan, 0)


# ---- The lists of packages


def test_every_requirement_has_an_exact_tested_version_that_is_in_its_range(plan):
    from packaging.requirements import Requirement

    everything = installer.Plan(str(ROOT), "", "", True, ["test", "train"], False, "")
    for line in installer.requirements(everything):
        requirement = Requirement(line)
        version = installer.pinned(everything, requirement.name.lower())
        assert requirement.specifier.contains(version), line
    assert installer.pinned(everything, "torch") == "2.13.0"
    with pytest.raises(installer.SetUpError):
        installer.pinned(everything, "nothing")


def test_constraints_are_plain_pins():
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    for line in lines:
        assert line.startswith("#") or re.fullmatch(r"[a-z0-9-]+==[0-9.]+", line), line


def test_everything_that_is_installed_with_the_requirements_is_pinned():
    from packaging.requirements import Requirement

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pinned = {line.partition("==")[0] for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()}
    waiting = [Requirement(line) for line in project["dependencies"]]
    seen = set()
    while waiting:
        requirement = waiting.pop()
        name = re.sub(r"[-_.]+", "-", requirement.name).lower()
        if name in seen or (requirement.marker and not requirement.marker.evaluate({"extra": ""})):
            continue
        seen.add(name)
        # CUDA's own packages come with PyTorch's CUDA build, which pins them itself.
        assert name in pinned or name.startswith(("nvidia", "cuda", "triton")), name
        waiting += [Requirement(line) for line in importlib.metadata.requires(requirement.name) or []]
    assert {"torch", "matplotlib", "shiboken6"} <= seen


# ---- The system's libraries

LDD = """
\tlinux-vdso.so.1 (0x00007ffd)
\tlibxcb-cursor.so.0 => not found
\tlibQt6Gui.so.6 => /env/lib/libQt6Gui.so.6 (0x00007f)
\tlibEGL.so.1 => not found
\tlibxcb-cursor.so.0 => not found
\tlibnovel.so.9 => not found
"""


def test_missing_libraries_are_read_from_ldd_and_mapped_to_packages(tmp_path, monkeypatch):
    for name in ("PySide6/QtWidgets.abi3.so", "mediapipe/tasks/c/libmediapipe.so"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).touch()
    answers = {"QtWidgets.abi3.so": LDD, "libmediapipe.so": "\tlibGLESv2.so.2 => not found\n\tlibEGL.so.1 => not found"}
    missing = system_libraries.missing_libraries(tmp_path, linked=lambda file: answers[file.name])
    assert missing == [
        MissingLibrary("libxcb-cursor.so.0", WINDOW),
        MissingLibrary("libEGL.so.1", WINDOW),
        MissingLibrary("libnovel.so.9", WINDOW),
        MissingLibrary("libGLESv2.so.2", POSE),
    ]
    assert system_libraries.debian_packages(missing) == ["libegl1", "libgles2", "libxcb-cursor0"]
    assert system_libraries.missing_libraries(tmp_path, [POSE], linked=lambda file: "") == []


@posix
@pytest.mark.parametrize(
    ("manager", "line"),
    [
        ("apt-get", "sudo apt-get install libegl1 (and the packages that hold libnovel.so.9)"),
        ("dnf", "sudo dnf install 'libEGL.so.1()(64bit)' 'libnovel.so.9()(64bit)'"),
        ("pacman", "with your system's package manager: libEGL.so.1, libnovel.so.9"),
    ],
)
def test_the_line_to_type_fits_the_system(monkeypatch, tmp_path, manager, line):
    script(tmp_path / manager, "")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(system_libraries.os, "geteuid", lambda: 1000)
    missing = [MissingLibrary("libEGL.so.1", POSE), MissingLibrary("libnovel.so.9", WINDOW)]
    assert system_libraries.install_line(missing) == line


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems' wheels are complete")
def test_the_files_asked_are_where_the_installed_packages_have_them():
    site = Path(importlib.metadata.distribution("mediapipe").locate_file(""))
    for files in system_libraries.ASKED.values():
        for name in files:
            assert (site / name).is_file()
    assert (site / system_libraries.WAYLAND_PLUGIN).is_file()


@posix
def test_libraries_that_cannot_be_installed_are_named_and_the_set_up_goes_on(plan, monkeypatch, capfd):
    qt = plan.site_packages / "PySide6" / "QtWidgets.abi3.so"
    qt.parent.mkdir()
    qt.touch()
    commands = script(Path(plan.root, "bin", "ldd"), 'echo "	libxcb-cursor.so.0 => not found"').parent
    script(commands / "apt-get", "exit 100")  # no network
    monkeypatch.setenv("PATH", f"{commands}:/usr/bin:/bin")
    monkeypatch.setattr(installer.sys, "platform", "linux")
    installer.provide_system_libraries(plan)
    said = capfd.readouterr().err
    assert "libraries for the window" in said
    assert "apt-get install libxcb-cursor0" in said
