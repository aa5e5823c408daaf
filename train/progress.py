"""Progress for long work: a bar on a terminal, plain lines elsewhere."""

import sys
import time
from collections.abc import Iterable, Iterator, Sized
from typing import TypeVar

from rich.progress import track as rich_track

Item = TypeVar("Item")
SECONDS_BETWEEN_LINES = 10.0


def track(items: Iterable[Item], description: str) -> Iterator[Item]:
    """Yield the items, showing how far it is."""
    if sys.stdout.isatty():
        yield from rich_track(items, description)
        return
    total = len(items) if isinstance(items, Sized) else None
    print(description, flush=True)
    said = time.monotonic()
    for number, item in enumerate(items, start=1):
        yield item
        if time.monotonic() - said > SECONDS_BETWEEN_LINES:
            said = time.monotonic()
            print(f"  {number}{f' of {total}' if total else ''}", flush=True)
