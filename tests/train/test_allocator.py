"""What the process does with freed memory is decided by the work that begins, in one place, and never by an import."""

import subprocess
import sys

import pytest

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="glibc alone")

# Counts the page faults of making and freeing 8 MB again and again: 2000 for each where the memory is returned.
COUNT = """
import numpy as np
def faults():
    import resource
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(20):
        np.ones(8_000_000, np.uint8)
    return (resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before) // 20
"""


def answer(code: str) -> list[int]:
    run = subprocess.run([sys.executable, "-c", COUNT + code], capture_output=True, text=True, check=True)
    return [int(word) for word in run.stdout.split()]


@LINUX
def test_freed_memory_is_kept_or_returned_as_the_work_needs():
    returned, kept = answer(
        "from train.allocator import keep_freed_memory, return_freed_memory\n"
        "return_freed_memory(); print(faults()); keep_freed_memory(); faults(); print(faults())"
    )
    if returned < 100:
        pytest.skip("another C library")
    assert kept < returned / 10


def test_importing_the_parser_decides_nothing():
    """It once made and freed a large block, which moves glibc's threshold for the whole process."""
    (most,) = answer(
        "import tracemalloc; tracemalloc.start(); import recognizer.skeleton.skeleton_parser\n"
        "print(tracemalloc.get_traced_memory()[1])"
    )
    assert most < 8_000_000
