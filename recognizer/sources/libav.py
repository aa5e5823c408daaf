"""PyAV, FFmpeg's libraries for Python, imported in the one way that is quiet.

Everything else takes av from here: ``from recognizer.sources.libav import av``.
"""

import av
import av.logging
from av.buffer import Buffer
from av.container import InputContainer

__all__ = ["Buffer", "InputContainer", "av"]

av.logging.set_level(None)  # failures reach the user as one sentence of ours, not as lines of FFmpeg's
