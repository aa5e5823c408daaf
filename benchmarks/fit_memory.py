"""How much memory `fit` needs on a set of NTU-60's size: python benchmarks/fit_memory.py --config F.yaml key=value ...

Makes a set of 56,578 clips (generated ones, repeated: what counts is the size), has the command train on it, and
samples the process every 50 ms: private memory (what counts against the machine's) and pages mapped from files (the
data set's and the libraries', which the system takes back when it needs them). Linux alone; 0.9 GB of disk.
"""

import re
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from recognizer.files import atomic
from train.data.packing import pack_clips, write_parts
from train.data.synthetic_ntu import SyntheticSet, clip, names

ROOT = Path(__file__).resolve().parent.parent
KINDS = {"RssAnon": "private", "RssFile": "mapped from files", "VmRSS": "both together"}
CLIPS, DIFFERENT = 56_578, 400  # in the set, and as many of them generated


def main(arguments: list[str]) -> int:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "full-size.safetensors"
        make_set(data)
        out = f"out={Path(folder) / 'run'}"
        return measure(["fit", *arguments, f"data.files=[{data}]", out, "tensorboard=false"])


def make_set(file: Path) -> None:
    shape = SyntheticSet(DIFFERENT)
    part = pack_clips(clip(name, shape) for name in islice(names(shape), DIFFERENT))
    times, rest = divmod(CLIPS, DIFFERENT)
    last = pack_clips(clip(name, shape) for name in islice(names(shape), rest))
    with atomic(file) as temporary:
        written = write_parts(temporary, "full-size", [part] * times + [last])
    print(f"{written.clips} clips, {file.stat().st_size / 1e6:.0f} MB", flush=True)


def measure(arguments: list[str]) -> int:
    started = time.monotonic()
    process = subprocess.Popen([sys.executable, str(ROOT / "train" / "run.py"), *arguments])
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
