"""Everything that is checked without running the program: ``python3 start.py check [lint format types layers]``.

``--accept`` lowers the counts in ``type_errors.txt`` to what mypy still finds; it never raises one.
"""

import argparse
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KNOWN = Path(__file__).with_name("type_errors.txt")
HEADING = """\
# How many errors of each kind mypy still finds in files that were written before it was run. More fail the check, in
# these files and in any other. Lower a number with what you mend: python3 start.py check types --accept
"""
MYPY_ERROR = re.compile(r"^(?P<file>.+?\.py):\d+(:\d+)?: error: .*?( \[(?P<kind>[a-z-]+)\])?$")

Errors = Counter[tuple[str, str]]  # of a file and a kind


def main(arguments: list[str]) -> int:
    """Run the checks asked for, all of them where none is named; 0 where all pass."""
    checks: dict[str, Callable[[], bool]] = {
        "lint": lambda: run("-m", "ruff", "check"),
        "format": lambda: run("-m", "ruff", "format", "--check"),
        "types": lambda: check_types(options.accept),
        "layers": lambda: run("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"),
    }
    parser = argparse.ArgumentParser("start.py check", description="Check the code without running it.")
    parser.add_argument("checks", nargs="*", metavar="CHECK", help=f"{', '.join(checks)} (all of them)")
    parser.add_argument("--accept", action="store_true", help="lower the numbers of known type errors where they fell")
    options = parser.parse_args(arguments)
    if unknown := [name for name in options.checks if name not in checks]:
        parser.error(f"there is no check called {unknown[0]}: choose from {', '.join(checks)}")
    failed = []
    for name in options.checks or checks:
        print(f"== {name}", flush=True)
        if not checks[name]():
            failed.append(name)
    print(f"Failed: {', '.join(failed)}." if failed else "All checks passed.", flush=True)
    return 1 if failed else 0


def run(*command: str) -> bool:
    """Run this Python with ``command`` in the project's folder; whether it ended well."""
    return subprocess.call([sys.executable, *command], cwd=ROOT) == 0


def check_types(accept: bool = False) -> bool:
    """Whether mypy finds no error but the known ones. With ``accept``, numbers that fell are written down."""
    command = [sys.executable, "-m", "mypy", "--no-pretty", "--no-color-output", "--hide-error-context"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    lines = ended.stdout.splitlines()
    known, found = read_errors(KNOWN.read_text(encoding="utf-8")), count_errors(lines)
    if ended.returncode != bool(found):  # mypy itself failed, or speaks otherwise than expected
        print(ended.stdout + ended.stderr)
        return False
    more = found - known
    for line in lines:
        if (match := MYPY_ERROR.match(line)) and key_of(match) in more:
            print(line)
    for (file, kind), number in sorted(more.items()):
        print(f"{file}: {number} more [{kind}] than the {known[file, kind]} known")
    if accept:
        KNOWN.write_text(HEADING + write_errors(known & found), encoding="utf-8")
    elif fewer := (known - found).total():
        print(f"{fewer} known errors were mended. Write that down with: python3 start.py check types --accept")
    print(f"{found.total()} errors, {more.total()} of them new.")
    return not more


def count_errors(lines: list[str]) -> Errors:
    """The errors in mypy's output, counted by file and kind."""
    return Counter(key_of(match) for match in map(MYPY_ERROR.match, lines) if match)


def key_of(match: re.Match[str]) -> tuple[str, str]:
    """The file, with slashes on every system, and the kind of an error."""
    return match["file"].replace("\\", "/"), match["kind"] or "other"


def read_errors(text: str) -> Errors:
    """Read lines of "file kind number"; "#" begins a remark."""
    rows = (line.split() for line in text.splitlines() if line and not line.startswith("#"))
    return Counter({(file, kind): int(number) for file, kind, number in rows})


def write_errors(errors: Errors) -> str:
    """The lines that ``read_errors`` reads, sorted."""
    return "".join(f"{file} {kind} {number}\n" for (file, kind), number in sorted(errors.items()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
