"""Who may import whom: the rules stand in pyproject.toml. Each of them holds, and each can be broken."""

import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from pathlib import Path

import grimp
import pytest

from tests.paths import ROOT

SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
PACKAGES = SETTINGS["root_packages"]
LAYERS = {
    contract["containers"][0]: [[room.strip(" ()") for room in layer.split("|")] for layer in contract["layers"]]
    for contract in SETTINGS["contracts"]
    if contract["type"] == "layers"
}


def lint(folder: Path) -> subprocess.CompletedProcess:
    """import-linter's judgement of the packages in ``folder``; in a process of its own, since it reads sys.path."""
    code = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    return subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, timeout=240)


@pytest.fixture
def rooms(tmp_path: Path) -> Path:
    """A folder with the rules, and every package's rooms with one empty module in each."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for package, layers in LAYERS.items():
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").touch()
        for room in (room for layer in layers for room in layer):
            (tmp_path / package / room).mkdir()
            (tmp_path / package / room / "__init__.py").touch()
            (tmp_path / package / room / "something.py").touch()
    return tmp_path


def test_imports_point_the_agreed_way() -> None:
    judged = lint(ROOT)
    assert judged.returncode == 0, judged.stdout + judged.stderr
    assert set(LAYERS) == set(PACKAGES), "every package has its layers"


@pytest.mark.parametrize(
    ("room", "line"),
    [
        ("recognizer/skeleton", "import app"),
        ("recognizer/cli", "from train.data import something"),
        ("recognizer/model", "from PySide6.QtCore import QThread"),
        ("recognizer/output", "import pyqtgraph"),
        ("train/data", "import app.session.something"),
        ("train/training", "def late():\n    import PySide6"),
        ("app/window", "import train.data.something"),
        ("app/session", "import PySide6.QtCore"),
    ],
)
def test_a_forbidden_import_is_found(rooms: Path, room: str, line: str) -> None:
    (rooms / "app" / "window" / "right.py").write_text("import recognizer.model.something\nimport PySide6.QtWidgets\n")
    judged = lint(rooms)
    assert judged.returncode == 0, judged.stdout + judged.stderr
    (rooms / room / "wrong.py").write_text(line + "\n")
    assert lint(rooms).returncode == 1


def forbidden(layers: list[list[str]]) -> Iterator[tuple[str, str]]:
    """Who imports whom against the layers: each room the one above it, and the rooms of one layer each other."""
    for above, below in pairwise(layers):
        yield from ((low, high) for low in below for high in above)
    for layer in layers:
        yield from ((one, other) for one in layer for other in layer if one != other)


@pytest.mark.parametrize("for_types", [False, True])
@pytest.mark.parametrize("package", PACKAGES)
def test_every_import_against_the_layers_is_found(rooms: Path, package: str, for_types: bool) -> None:
    pairs = list(forbidden(LAYERS[package]))
    for number, (low, high) in enumerate(pairs):
        line = f"import {package}.{high}.something\n"
        text = f"from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    {line}" if for_types else line
        (rooms / package / low / f"wrong_{number}.py").write_text(text)
    found = " ".join(lint(rooms).stdout.split())
    missed = [pair for pair in pairs if "{0}.{1} is not allowed to import {0}.{2}".format(package, *pair) not in found]
    assert not missed


@pytest.mark.parametrize("package", PACKAGES)
def test_a_room_without_a_place_in_the_layers_is_found(rooms: Path, package: str) -> None:
    (rooms / package / "attic.py").touch()
    judged = lint(rooms)
    assert judged.returncode == 1 and f"{package}.attic" in judged.stdout


def imports(packages: list[str]) -> dict[str, set[str]]:
    """What each module imports, also what it imports late or for types alone."""
    graph = grimp.build_graph(*packages, cache_dir=None)
    return {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}


def test_no_modules_import_each_other_in_a_circle() -> None:
    try:
        TopologicalSorter(imports(PACKAGES)).prepare()
    except CycleError as circle:
        pytest.fail(" <- ".join(circle.args[1]))


def test_a_circle_of_types_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "round_and_round"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "one.py").write_text("import round_and_round.other\n")
    late = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from round_and_round.one import Something\n"
    (package / "other.py").write_text(late)
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(CycleError):
        TopologicalSorter(imports(["round_and_round"])).prepare()
