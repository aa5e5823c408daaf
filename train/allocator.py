"""What becomes of memory that is freed: kept by the process for reuse, or returned to the system. For glibc alone.

It holds for the whole process, so it is decided here and nowhere else, by the work that a process begins and never by
an import. The last call counts.
"""

import ctypes
import sys
from contextlib import suppress

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3  # glibc's M_TRIM_THRESHOLD and M_MMAP_THRESHOLD

# Bytes. Blocks of this size and more are mapped each by itself, and unmapped as soon as they are freed.
LARGEST_KEPT = 32 << 20  # the most that every glibc allows
LARGEST_KEPT_TO_RETURN = 4_000_000
_FREE_AT_THE_END = 64 << 20  # free memory at the end of the heap up to which it stays


def keep_freed_memory() -> None:
    """For reading many files: else the pages of every large array are had anew from the system, 72 instead of 8 page
    faults and 6 % more time for a generated file of 0.7 MB [measured: benchmarks/read_skeletons.py's files]."""
    _decide(LARGEST_KEPT)


def return_freed_memory() -> None:
    """For training that forgets activations to save memory.

    By default glibc keeps large buffers in a heap in which those that live long lie scattered among those that do not:
    what was forgotten would still count, 3.4 GB instead of 0.9 GB for 71 bodies of 64x64 [measured]. It costs time,
    since every buffer's pages must be had anew.
    """
    _decide(LARGEST_KEPT_TO_RETURN)


def _decide(largest_kept: int) -> None:
    if not sys.platform.startswith("linux"):
        return
    with suppress(OSError, AttributeError):  # another C library
        library = ctypes.CDLL(None)
        library.mallopt(_MMAP_THRESHOLD, largest_kept)
        library.mallopt(_TRIM_THRESHOLD, _FREE_AT_THE_END)
