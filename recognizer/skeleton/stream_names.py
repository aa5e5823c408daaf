"""The names of the streams that networks are made for. Not in ``streams``, so that they can be read without torch."""

from typing import Literal, get_args

StreamName = Literal["joint", "bone", "joint-motion", "bone-motion"]
STREAMS: tuple[StreamName, ...] = get_args(StreamName)
