"""What the pages say to type is what the programs take, and what they name is there."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
import yaml

import start
from tests.paths import ROOT

PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md")), *ROOT.glob("resources/models/*/card.md")]
FENCED = re.compile(r"^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(
    r"^(?:\S*bin/)?(?:python3?|py)\s+(?P<script>\S+\.py)\b(?P<arguments>.*)"
    r"|^(?:\S*bin/)?torchrun\s.*?(?P<trainer>\S+\.py)\s(?P<trained>.*)"
    r"|^(?P<program>mssa-studio|mssa-train)\b(?P<given>.*)"
)
INSTALLED = {"mssa-studio": "main.py", "mssa-train": "train/run.py"}
MEANT = {"DATASET": "ntu60", "N": "1", "...": ""}  # what stands for words in capitals that cannot be taken as they are


@dataclass(frozen=True)
class Command:
    """A command that a page names: a script of the project, as a path from the top, and its arguments."""

    page: str
    script: str
    arguments: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.page}: {self.script} {shlex.join(self.arguments)}"


def blocks(page: Path) -> list[str]:
    """The page's blocks of code, with continued lines joined."""
    return [block.replace("\\\n", " ") for block in FENCED.findall(page.read_text(encoding="utf-8"))]


def inline_code(page: Path) -> list[str]:
    """What stands between backticks in the page's text."""
    text = FENCED.sub("", page.read_text(encoding="utf-8"))
    return [" ".join(code.split()) for code in re.findall(r"`([^`]+)`", text)]


def commands(page: Path, lines: list[str]) -> list[Command]:
    """The commands among the lines, without what follows " #"; ``start.py`` is replaced by what it hands over to."""
    found = []
    for line in lines:
        if not (match := COMMAND.match(line.strip().partition(" #")[0])):
            continue
        script = match["script"] or match["trainer"] or INSTALLED[match["program"]]
        words = shlex.split(match["arguments"] or match["trained"] or match["given"] or "")
        words = [MEANT.get(word, word) for word in (word.strip("[]") for word in words) if MEANT.get(word, word)]
        if script == "start.py":
            request = start.parse(words)
            script = start.SCRIPTS.get(request.word, "main.py")
            script, words = Path(script).as_posix(), request.arguments
            if request.word in ("test", "setup", "help"):
                continue
        if script == "train/run.py" and not words:
            continue  # the trainer is named, not called
        found.append(Command(page.name, script, tuple(words)))
    return found


def documented() -> list[Command]:
    """Every command of every page."""
    found = []
    for page in PAGES:
        indented = [line for line in page.read_text(encoding="utf-8").splitlines() if line.startswith("    ")]
        lines = [line for block in blocks(page) for line in block.splitlines()]
        found += commands(page, [*lines, *indented, *inline_code(page)])
    return list(dict.fromkeys(found))


def scripts() -> list[Command]:
    """``--help`` of every script that measures or makes pictures."""
    files = [file for folder in ("benchmarks", "docs") for file in sorted((ROOT / folder).glob("*.py"))]
    runnable = [file for file in files if "__main__" in file.read_text(encoding="utf-8")]
    return [Command("", file.relative_to(ROOT).as_posix(), ("--help",)) for file in runnable]


def complaints(asked: list[Command]) -> list[str]:
    """The commands that their programs would not take, each with the reason."""
    ended = subprocess.run(
        [sys.executable, "-m", "tests.parse_commands"],
        input=json.dumps([[command.script, command.arguments] for command in asked]),
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert ended.returncode == 0, ended.stderr
    answers = json.loads(ended.stdout.splitlines()[-1])  # before it, what scripts let other processes print
    return [f"{command}\n{answer}" for command, answer in zip(asked, answers, strict=True) if answer]


@pytest.mark.slow
def test_every_command_is_one_that_its_program_takes():
    asked = documented()
    assert {"main.py", "train/run.py", ".ci/check.py"} <= {command.script for command in asked}
    assert len(asked) > 50
    assert not complaints([*asked, *scripts()])


@pytest.mark.slow
def test_commands_that_no_program_takes_are_found():
    wrong = [
        Command("", "main.py", ("recognize", "a.mp4", "--jsno", "b")),
        Command("", "train/run.py", ("fit", "--config", "train/configs/bundled.yaml", "optimisation.stepz=1")),
        Command("", "train/run.py", ("fit", "--config", "train/configs/absent.yaml")),
        Command("", "benchmarks/soak.py", ()),
    ]
    assert len(complaints(wrong)) == len(wrong)


# ---- What the pages name


def test_no_link_leads_nowhere():
    dead = []
    for page in PAGES:
        for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
            file, _, heading = target.partition("#")
            if "://" in target:
                continue
            linked = page if not file else page.parent / file
            if not linked.exists() or (heading and heading not in headings(linked)):
                dead.append(f"{page.name}: {target}")
    assert not dead


def headings(page: Path) -> set[str]:
    """The page's headings, as links name them."""
    lines = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", line.lower()).replace(" ", "-") for line in lines}


def test_every_file_named_is_there():
    files = [
        file.relative_to(ROOT).as_posix()
        for folder in ("app", "recognizer", "train", "tests", "benchmarks", "docs", "resources", ".ci")
        for file in (ROOT / folder).rglob("*")
    ]
    files += [file.name for file in ROOT.iterdir()]
    absent = []
    for page in PAGES:
        if page.name == "CHANGELOG.md":
            continue  # also names what was there before
        for name in inline_code(page):
            named = re.fullmatch(r"[\w.-]+(/[\w.-]+)*\.(py|yaml|toml)", name)
            if named and not any(f"/{file}".endswith(f"/{name}") for file in files):
                absent.append(f"{page.name}: {name}")
    assert not absent


def test_every_test_named_is_one():
    tests = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "tests").rglob("test_*.py"))
    there = set(re.findall(r"^def (test_\w+)", tests, re.MULTILINE))
    named = {name for page in PAGES for name in inline_code(page) if re.fullmatch(r"test_\w+", name)}
    assert named and not named - there


# ---- What is quickly done is really done


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """A folder with the files that the pages' commands name, as the current one."""
    from recognizer.sources.opencv import cv2

    writer = cv2.VideoWriter(str(tmp_path / "video.mp4"), cv2.VideoWriter_fourcc(*"mp4v"), 30, (320, 240))
    for shade in range(30):
        writer.write(np.full((240, 320, 3), 100 + shade, np.uint8))
    writer.release()
    (tmp_path / "frames").mkdir()
    for number in range(10):
        cv2.imwrite(str(tmp_path / "frames" / f"{number:05d}.png"), np.full((240, 320, 3), 100 + number, np.uint8))
    (tmp_path / "folder").mkdir()
    shutil.copy(tmp_path / "video.mp4", tmp_path / "folder")
    (tmp_path / "examples" / "a dance").mkdir(parents=True)
    for place in ("folder", "examples/a dance"):
        shutil.copy(ROOT / "resources" / "sample.npz", tmp_path / place)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def block_with(page: Path, words: str) -> list[Command]:
    """The commands of the page's block that contains ``words``."""
    (block,) = [block for block in blocks(page) if words in block]
    return commands(page, block.splitlines())


@pytest.mark.slow
def test_the_terminals_commands_of_the_readme_do_what_it_says(folder, pose_model):
    from app.cli import main

    for command in block_with(ROOT / "README.md", "start.py extract"):
        if "explain" in command.arguments:  # nobody is in the video, so its clip has nothing to explain
            shutil.copy(ROOT / "resources" / "sample.npz", "clip.npz")
        status = main(command.arguments)
        assert status == 0 or command.arguments == ("doctor",), command
    written = {file.relative_to(folder).as_posix() for file in folder.rglob("*.*")}
    expected = {"video.json", "video.csv", "video.srt", "results/video.json", "results/sample.json", "clip.npz"}
    assert expected | {"mine/pack.json"} <= written
    assert any(name.startswith("explained/") and name.endswith(".html") for name in written)


@pytest.mark.slow
def test_the_way_from_the_archive_to_the_table_can_be_gone(folder):
    """With a small set that is made, small networks and two steps each, for one of the two protocols."""
    from train.cli import main

    small = ["optimisation.epochs=null", "optimisation.steps=2", "optimisation.milestones=[]", "optimisation.warm_up=1"]
    small += ["optimisation.batch=4", "architecture.width=16", "architecture.frames=16", "tensorboard=false"]
    assert main(["generate", "--clips", "32", "--out", "nturgb+d_skeletons"]) == 0
    for command in block_with(ROOT / "docs" / "training.md", "train/run.py table"):
        words = [str(ROOT / word) if word.startswith("train/configs/") else word for word in command.arguments]
        if words[0] == "table":
            words = [word for word in words if "xview" not in word]
        if command.script == "main.py" or any("xview" in word for word in words):
            continue
        assert main([*words, *(small if words[0] == "fit" else [])]) == 0, command
    assert "MS-SA" in (folder / "table.md").read_text(encoding="utf-8")
    assert (folder / "models" / "ntu60" / "config.json").is_file()


def test_every_package_that_is_asked_for_stands_among_the_licences():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *(each for group in project["optional-dependencies"].values() for each in group)]
    named = set(re.findall(r"[\w-]+", (ROOT / "docs" / "licences.md").read_text(encoding="utf-8").lower()))
    assert not {re.match(r"[\w-]+", each)[0].lower() for each in asked} - named


def test_the_citation_is_of_this_version():
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert (cited["version"], cited["license"]) == (project["version"], project["license"])
    assert [author["family-names"] for author in cited["preferred-citation"]["authors"]] == ["Fang", "Wang"]
