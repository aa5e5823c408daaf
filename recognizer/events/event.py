"""Something that happened, as other programs are told of it. No torch is imported here."""

import json
from dataclasses import asdict, dataclass
from typing import Literal

Kind = Literal["appears", "begins", "window", "ends", "leaves"]


@dataclass(frozen=True)
class Event:
    """Something that happened. ``time``: when, in seconds of the source; ``clock``: the same as wall-clock time, ISO
    8601 with its offset, of a live source; of a file, when it was recognized. ``label`` and ``confidence``, from 0 to
    1, are ``None`` where the event is not about an action; a window without a known action has no label either."""

    event: Kind
    source: str
    time: float
    clock: str
    person: int
    label: str | None = None
    confidence: float | None = None

    def to_json(self) -> str:
        """One line of JSON, in ASCII, without its end."""
        return json.dumps(asdict(self))
