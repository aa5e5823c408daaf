"""Everything that is checked without running the program: ``python3 start.py check [lint format types layers]``."""

import argparse
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str]) -> int:
    """Run the checks asked for, all of them where none is named; 0 where all pass."""
    checks: dict[str, Callable[[], bool]] = {
        "lint": lambda: run("-m", "ruff", "check"),
        "format": lambda: run("-m", "ruff", "format", "--check"),
        "types": lambda: run("-m", "mypy"),
        "layers": lambda: run("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"),
    }
    parser = argparse.ArgumentParser("start.py check", description="Check the code without running it.")
    parser.add_argument("checks", nargs="*", metavar="CHECK", help=f"{', '.join(checks)} (all of them)")
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


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
