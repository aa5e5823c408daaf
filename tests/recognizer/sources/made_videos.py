"""Videos of all kinds, made for tests: each frame tells its number by its brightness."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import numpy as np

from recognizer.sources.libav import av

os.environ.setdefault("SVT_LOG", "0")  # the AV1 encoder's own words stay unsaid

WIDTH, HEIGHT = 64, 48
FINE = Fraction(1, 90_000)  # seconds that one unit of a time stamp stands for, where it is not said otherwise


@dataclass(frozen=True)
class Recipe:
    """How a video is to be written. ``tick``: seconds of one unit of its time stamps; ``rate``: the pictures a second
    that it claims; ``options`` are the encoder's, ``muxing`` the container's; ``pixel``: how wide a pixel is;
    ``turned``: degrees against the clock, and whether it is mirrored sideways and upside down then; ``sound``: seconds
    of silence beside the pictures, in this ``sound_codec``."""

    codec: str = "libx264"
    tick: Fraction = FINE
    rate: int = 25
    pixels: str = "yuv420p"
    options: dict[str, str] = field(default_factory=lambda: {"g": "12", "bf": "2"})
    muxing: dict[str, str] = field(default_factory=dict)
    pixel: Fraction | None = None
    turned: tuple[int, bool, bool] | None = None
    sound: float = 0.0
    sound_codec: str = "aac"
    size: tuple[int, int] = (WIDTH, HEIGHT)


def picture(index: int, size: tuple[int, int] = (WIDTH, HEIGHT)) -> np.ndarray:
    """Grey, the brighter the later, on the left half; red on the right; white in the corner above on the left."""
    width, height = size
    image = np.zeros((height, width, 3), np.uint8)
    image[:, : width // 2] = 40 + 2 * (index % 100)
    image[:, width // 2 :, 0] = 150
    image[: height // 4, : width // 4] = 255
    return image


def number(image: np.ndarray) -> float:
    """Which frame this is, by its brightness."""
    height, width = image.shape[:2]
    return (float(image[height // 2 : -2, 2 : width // 2 - 4].mean()) - 40) / 2


def make_video(path: Path, times: Sequence[float], recipe: Recipe | None = None) -> Path:
    """Write a video whose frames are seen from these ``times`` on, in seconds."""
    recipe = recipe or Recipe()
    with av.open(str(path), "w", container_options=recipe.muxing) as file:
        stream = file.add_stream(recipe.codec, rate=recipe.rate, options=recipe.options)
        (stream.width, stream.height), stream.pix_fmt = recipe.size, recipe.pixels
        stream.codec_context.time_base = recipe.tick
        if recipe.pixel:
            stream.codec_context.sample_aspect_ratio = recipe.pixel
        if recipe.turned:
            stream.set_display_rotation(*recipe.turned)
        sound = file.add_stream(recipe.sound_codec, rate=48_000, layout="mono") if recipe.sound else None
        for index, time in enumerate(times):
            frame = av.VideoFrame.from_ndarray(picture(index, recipe.size), format="rgb24")
            frame.pts, frame.time_base = round(time / recipe.tick), recipe.tick
            file.mux(stream.encode(frame))
        file.mux(stream.encode())
        if sound is not None:
            _write_silence(file, sound, recipe.sound)
    return path


def _write_silence(file: "av.OutputContainer", stream: "av.AudioStream", seconds: float) -> None:
    length = stream.codec_context.frame_size or 1024
    for start in range(0, round(seconds * 48_000), length):
        kind = stream.codec_context.format.name
        silence = np.zeros((1, length), {"flt": np.float32, "s32": np.int32, "s16": np.int16}[kind.rstrip("p")])
        frame = av.AudioFrame.from_ndarray(silence, format=kind, layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = 48_000, start, Fraction(1, 48_000)
        file.mux(stream.encode(frame))
    file.mux(stream.encode())


def steady(frames: int = 60, fps: float = 25.0, start: float = 0.0) -> list[float]:
    """Times at a steady rate."""
    return [start + index / fps for index in range(frames)]
