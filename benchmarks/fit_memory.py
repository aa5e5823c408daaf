"""How much memory `fit` needs: python benchmarks/fit_memory.py --config F.yaml key=value ...

Runs the command and samples the process every 50 ms: private memory (what counts against the machine's) and pages
mapped from files (the data set's and the libraries', which the system takes back when it needs them). Linux alone.
"""

import re
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KINDS = {"RssAnon": "private", "RssFile": "mapped from files", "VmRSS": "both together"}


def main(arguments: list[str]) -> int:
    started = time.monotonic()
    process = subprocess.Popen([sys.executable, str(ROOT / "train" / "run.py"), "fit", *arguments])
    peak = dict.fromkeys(KINDS, 0)
    while process.poll() is None:
        for kind, kilobytes in sample(process.pid).items():
            peak[kind] = max(peak[kind], kilobytes)
        time.sleep(0.05)
    for kind, name in KINDS.items():
        print(f"{name}: at most {peak[kind] / 1e3:.0f} MB")
    print(f"{time.monotonic() - started:.1f} s, exit code {process.returncode}")
    return process.returncode


def sample(pid: int) -> dict[str, int]:
    """Kilobytes of each kind; nothing once the process has ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return {}
    return {
        kind: int(value) for kind, value in re.findall(r"^(\w+):\s+(\d+) kB$", status, re.MULTILINE) if kind in KINDS
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
