"""The set-up: what a bare, interrupted, moved or unsuited machine meets. Nothing here downloads anything."""

import ast
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import start
from tests.paths import ROOT
from tests.set_up import posix, script, stamp


def begin(folder: Path, *words: str, **options: object) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, folder / "start.py", *words], capture_output=True, text=True, timeout=240, **options
    )


# ---- The command line


@pytest.mark.parametrize(
    ("words", "request_"),
    [
        ([], start.Request("run", [])),
        (["recognize", "a.mp4", "--json", "b"], start.Request("run", ["recognize", "a.mp4", "--json", "b"])),
        (["test", "-k", "map", "--no-system"], start.Request("test", ["-k", "map"], system=False)),
        (["--no-system", "train", "fit"], start.Request("train", ["fit"], system=False)),
        (["--torch-index=there", "setup"], start.Request("setup", [], torch_index="there")),
        (["setup", "--torch-index", "there"], start.Request("setup", [], torch_index="there")),
        (["recognize", "--help"], start.Request("run", ["recognize", "--help"])),
        (["recognize", "--", "--no-system"], start.Request("run", ["recognize", "--", "--no-system"])),
        (["check", "types"], start.Request("check", ["types"])),
        (["--help"], start.Request("help", [])),
    ],
)
def test_own_options_are_taken_out_and_the_rest_is_passed_on(monkeypatch, words, request_):
    monkeypatch.delenv("MSSA_TORCH_INDEX", raising=False)
    assert start.parse(words) == request_


def test_an_option_without_its_value_is_wrong_usage(capsys):
    assert start.main(["--torch-index"]) == 2
    assert "--torch-index" in capsys.readouterr().err


def test_help_needs_no_set_up(tmp_path, project):
    shutil.rmtree(project / ".venv")
    helped = begin(project, "--help")
    assert helped.returncode == 0
    assert "python3 start.py test" in helped.stdout
    assert not (project / ".venv").exists()


# ---- Pythons that are too old or too new


def test_older_pythons_can_read_the_file():
    ast.parse((ROOT / "start.py").read_text(encoding="utf-8"), feature_version=(3, 7))


@pytest.mark.parametrize("version", [(3, 8, 18), (3, 10, 0), (3, 14, 0)])
def test_an_unsuited_python_is_turned_away_in_a_sentence(monkeypatch, capsys, tmp_path, version):
    monkeypatch.setattr(start.sys, "version_info", version)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert start.main([]) == 1
    said = capsys.readouterr().err
    assert said.startswith(f"MS-SA Studio needs Python 3.11 to 3.13, and this is Python 3.{version[1]}")
    assert said.count("\n") == 1


@posix
def test_a_suited_python_beside_an_unsuited_one_is_used(monkeypatch, tmp_path):
    monkeypatch.setattr(start.sys, "version_info", (3, 9, 1))
    monkeypatch.setenv("PATH", str(tmp_path))
    script(tmp_path / "python3.13", "exit 127")  # a launcher for a version that is not installed
    script(tmp_path / "python3.12", "echo /somewhere/python3.12 12")
    taken = []
    monkeypatch.setattr(start, "hand_over", lambda command: taken.append(command) or 0)
    assert start.main(["recognize", "a.mp4"]) == 0
    assert taken == [["/somewhere/python3.12", str(ROOT / "start.py"), "recognize", "a.mp4"]]


# ---- Starting when all is in place


def test_with_all_in_place_main_starts_with_the_words_in_the_users_folder(tmp_path, project):
    stamp(project, [])
    started = begin(project, "recognize", "my clip.mp4", cwd=tmp_path)
    assert started.returncode == 7
    assert started.stdout.strip() == f"['recognize', 'my clip.mp4'] {tmp_path} {project / '.venv'}"
    assert started.stderr == ""


@posix
def test_signals_reach_the_program(project):
    stamp(project, [])
    (project / "main.py").write_text(
        "import signal, sys, time\n"
        "signal.signal(signal.SIGTERM, lambda *_: sys.exit(9))\n"
        "print('up', flush=True)\n"
        "time.sleep(60)\n"
    )
    running = subprocess.Popen([sys.executable, project / "start.py"], stdout=subprocess.PIPE, text=True)
    assert running.stdout.readline() == "up\n"
    running.send_signal(signal.SIGTERM)
    assert running.wait(timeout=120) == 9
    running.stdout.close()


def test_training_checks_and_tests_start_what_they_name(project):
    stamp(project, ["test", "train"])
    (project / "train").mkdir()
    (project / "train" / "run.py").write_text("import sys; print('train', sys.argv[1:]); sys.exit(4)")
    trained = begin(project, "train", "fit", "--resume")
    assert (trained.returncode, trained.stdout.strip()) == (4, "train ['fit', '--resume']")
    (project / ".ci").mkdir()
    (project / ".ci" / "check.py").write_text("import sys; print('check', sys.argv[1:]); sys.exit(3)")
    checked = begin(project, "check", "lint")
    assert (checked.returncode, checked.stdout.strip()) == (3, "check ['lint']")
    (project / "pytest.py").write_text("import sys; print('pytest', sys.argv[1:]); sys.exit(5)")
    tested = begin(project, "test", "-x", "--no-system")
    assert (tested.returncode, tested.stdout.strip()) == (5, "pytest ['-x']")


@pytest.mark.parametrize(("cores", "words"), [({0}, []), ({0, 1}, ["-n", "2"]), ({0, 1, 2, 3}, ["-n", "2"])])
def test_all_tests_are_shared_by_two_processes_where_there_are_the_cores(monkeypatch, cores, words):
    monkeypatch.setattr(start.os, "sched_getaffinity", lambda pid: cores, raising=False)
    monkeypatch.setenv("OMP_NUM_THREADS", "3")  # somebody's own wish stays
    assert start.parallel()[:2] == words
    assert start.os.environ["OMP_NUM_THREADS"] == "3"


def test_an_ordinary_start_loads_nothing_of_the_installer():
    code = (
        "import sys, start\n"
        "start.is_ready(start.ENVIRONMENT, [])\n"
        "sys.exit(bool({'recognizer.setup.installer', 'subprocess', 'tempfile', 'tomllib'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-S", "-c", code], cwd=ROOT).returncode == 0


def spoil_nothing(folder: Path) -> None:
    pass


def spoil_stamp(folder: Path) -> None:
    (folder / start.STAMP).write_text("{half")


def spoil_python(folder: Path) -> None:
    Path(start.python_of(str(folder))).unlink()


def spoil_home(folder: Path) -> None:
    settings = folder / "pyvenv.cfg"
    settings.write_text(re.sub("home = .*", "home = /gone/bin", settings.read_text()))


def spoil_version(folder: Path) -> None:
    settings = folder / "pyvenv.cfg"
    settings.write_text(re.sub("version = .*", "version = 3.9.1", settings.read_text()))


@pytest.mark.parametrize("spoil", [spoil_nothing, spoil_stamp, spoil_python, spoil_home, spoil_version])
def test_an_environment_is_ready_only_while_it_is_whole(project, spoil):
    stamp(project, ["train"])
    environment = project / ".venv"
    spoil(environment)
    assert start.is_ready(str(environment), ["train"]) == (spoil is spoil_nothing)
    assert not start.is_ready(str(environment), ["test", "train"])


def test_new_requirements_call_for_a_new_set_up(project, monkeypatch):
    stamp(project, [])
    environment = str(project / ".venv")
    monkeypatch.setattr(start, "ROOT", str(project))
    assert start.is_ready(environment, [])
    with open(project / "constraints.txt", "a") as file:
        file.write("another==1.0\n")
    assert not start.is_ready(environment, [])
