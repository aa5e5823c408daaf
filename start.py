#!/usr/bin/env python3
"""Set MS-SA Studio up on a machine that has nothing but Python, and start it.

    python3 start.py                      set up where needed, then open the window
    python3 start.py recognize clip.mp4   the same, then hand the words on to main.py
    python3 start.py train fit ...        the same, with what training needs, then hand the words on to train/run.py
    python3 start.py test ...             the same, with what the tests need, then run them (the words go to pytest)
    python3 start.py check                the same, then check the code without running it: lint, format, types, layers
    python3 start.py setup                set up alone

Everything goes into the folder .venv beside this file; delete that folder to undo it. The first start downloads the
packages and the pose model, later ones begin at once.

Options of this program, before or after those words:
    --no-system        never install packages of the operating system, only name them
    --torch-index URL  look for PyTorch at this package index as well, such as the address that PyTorch's own install
                       page shows for CPU or for a CUDA version (or set the environment variable MSSA_TORCH_INDEX)
    --help             this text; "python3 start.py recognize --help" and the like ask the program itself

This file needs the standard library alone and keeps to a syntax that older Pythons read, to turn them away politely;
what a first start does is in recognizer/setup/installer.py.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from typing import NamedTuple

ROOT = os.path.dirname(os.path.abspath(__file__))
ENVIRONMENT = os.path.join(ROOT, ".venv")
STAMP = "mssa-studio.json"  # written into the environment when all is in place
OLDEST, NEWEST = (3, 11), (3, 13)
# The optional groups of pyproject.toml that a word needs, and the script it starts where that is not main.py.
EXTRAS = {"test": ["test", "train"], "check": ["test", "train"], "train": ["train"]}
SCRIPTS = {"train": os.path.join("train", "run.py"), "check": os.path.join(".ci", "check.py")}


class Request(NamedTuple):
    """What the command line asks for."""

    word: str  # "run", "train", "test", "check", "setup" or "help"
    arguments: list
    system: bool = True  # may packages of the operating system be installed?
    torch_index: str = ""


class Refusal(Exception):
    """Why it cannot go on, in one plain sentence, and the exit status."""

    def __init__(self, sentence: str, status: int = 1) -> None:
        super().__init__(sentence)
        self.status = status


def main(arguments: list) -> int:
    """Set up where needed and start what was asked for; returns the exit status."""
    try:
        request = parse(arguments)
        if request.word == "help":
            print(__doc__.strip())
            return 0
        if not OLDEST <= sys.version_info[:2] <= NEWEST:
            return hand_over([another_python(), os.path.abspath(__file__), *arguments])
        if not is_ready(ENVIRONMENT, EXTRAS.get(request.word, [])):
            set_up(request)
        return 0 if request.word == "setup" else start(request)
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return refusal.status
    except KeyboardInterrupt:
        print("\nStopped. Start again when you like: it goes on from here.", file=sys.stderr)
        return 130


def parse(arguments: list) -> Request:
    """Take this program's own options out of ``arguments``; what is left goes to the program that is started."""
    rest, system, torch_index = [], True, os.environ.get("MSSA_TORCH_INDEX", "")
    given = iter(arguments)
    for argument in given:
        name, _, value = argument.partition("=")
        if argument == "--":
            rest += [argument, *given]
        elif argument == "--no-system":
            system = False
        elif name == "--torch-index":
            torch_index = value or next(given, "")
            if not torch_index:
                raise Refusal("--torch-index needs the address of a package index after it.", status=2)
        else:
            rest.append(argument)
    if rest in (["--help"], ["-h"]):
        return Request("help", [])
    if rest and rest[0] in ("train", "test", "check", "setup"):
        return Request(rest[0], rest[1:], system, torch_index)
    return Request("run", rest, system, torch_index)


def set_up(request: Request) -> None:
    """Install whatever is missing. Raises ``Refusal`` where that cannot be done."""
    from recognizer.setup import installer

    stamp = os.path.join(ENVIRONMENT, STAMP)
    extras = sorted({*EXTRAS.get(request.word, []), *read_stamp(ENVIRONMENT).get("extras", [])})
    plan = installer.Plan(
        root=ROOT,
        environment=ENVIRONMENT,
        python=python_of(ENVIRONMENT),
        usable=is_usable(ENVIRONMENT),
        extras=extras,
        system=request.system,
        torch_index=request.torch_index,
    )
    try:
        if os.path.exists(stamp):
            os.remove(stamp)  # so that an interruption is noticed
        installer.set_up(plan)
        with open(stamp + ".new", "w", encoding="utf-8") as file:
            json.dump({"fingerprint": fingerprint(), "extras": extras}, file)
        os.replace(stamp + ".new", stamp)
    except installer.SetUpError as error:
        raise Refusal(str(error)) from error
    except OSError as error:
        raise Refusal("The set-up stopped: %s." % error) from error
    installer.say("All is in place.")


def start(request: Request) -> int:
    """Hand over to the program that was asked for."""
    python = python_of(ENVIRONMENT)
    if request.word == "test":
        from recognizer.setup import installer

        installer.provide_virtual_display(request.system)
        os.chdir(ROOT)
        return hand_over([python, "-m", "pytest", *(request.arguments or parallel())])
    script = SCRIPTS.get(request.word, "main.py")
    return hand_over([python, os.path.join(ROOT, script), *request.arguments])


def parallel() -> list:
    """Words that make pytest run all tests in two processes where there are the cores for it. One that crashes ends the
    run: what another would do in its place has been seen to wait without end."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if cores < 2:
        return []
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # or both would compute with threads on every core
    return ["-n", "2", "--dist", "loadgroup", "--max-worker-restart", "0"]


def hand_over(command: list) -> int:
    """Become ``command``, so that signals and the exit status are its own; on Windows wait for it and pass them on."""
    sys.stdout.flush()
    sys.stderr.flush()
    os.environ.pop("PYTHONHOME", None)  # would send the environment's Python to another one's library
    if os.name == "posix":
        os.execv(command[0], command)
    import signal
    import subprocess

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the program itself, which ends as it sees fit
    return subprocess.call(command)


def another_python() -> str:
    """A Python of a supported version on this machine. Raises ``Refusal`` where there is none."""
    import shutil
    import subprocess

    code = "import sys; print(sys.executable, sys.version_info[1])"
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        for command in (["python3.%d" % minor], ["py", "-3.%d" % minor]):
            if not shutil.which(command[0]):
                continue
            try:
                said = subprocess.check_output([*command, "-c", code], stderr=subprocess.DEVNULL).decode()
            except (OSError, ValueError, subprocess.CalledProcessError):
                continue  # a launcher for a version that is not there
            executable, _, found = said.strip().rpartition(" ")
            if executable and found == str(minor):
                return executable
    raise Refusal(
        "MS-SA Studio needs Python 3.%d to 3.%d, and this is Python %d.%d: install one of those, then start again with "
        "it, as in: python3.%d start.py" % (OLDEST[1], NEWEST[1], sys.version_info[0], sys.version_info[1], NEWEST[1])
    )


# ---- Is all in place? Little more than this runs on an ordinary start, so it stays quick.


def is_ready(environment: str, extras: list) -> bool:
    """Whether the environment works and holds all that is needed, ``extras`` included."""
    stamp = read_stamp(environment)
    whole = stamp.get("fingerprint") == fingerprint() and set(extras) <= set(stamp.get("extras", []))
    return whole and is_usable(environment)


def fingerprint() -> str:
    """What an installation depends on: the packages asked for, their versions, and the version of Python."""
    digest = hashlib.sha256(("%d.%d" % sys.version_info[:2]).encode())
    for name in ("pyproject.toml", "constraints.txt"):
        with open(os.path.join(ROOT, name), "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()


def read_stamp(environment: str) -> dict:
    """What the last complete set-up wrote down; empty after none, or an interrupted one."""
    try:
        with open(os.path.join(environment, STAMP), encoding="utf-8") as file:
            stamp = json.load(file)
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def is_usable(environment: str) -> bool:
    """Whether the environment was made by this version of Python, and that Python is still where it was."""
    settings = {}
    try:
        with open(os.path.join(environment, "pyvenv.cfg"), encoding="utf-8") as file:
            for line in file:
                name, _, value = line.partition("=")
                settings[name.strip()] = value.strip()
    except (OSError, ValueError):
        return False
    same_version = settings.get("version", "").split(".")[:2] == ["%d" % part for part in sys.version_info[:2]]
    return same_version and os.path.isdir(settings.get("home", "")) and os.path.exists(python_of(environment))


def python_of(environment: str) -> str:
    """The path of the environment's Python, whether it is there or not."""
    parts = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
    return os.path.join(environment, *parts)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
