"""Videos of several kinds, and numbered pictures."""

from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import cast

import numpy as np

from benchmarks.fuzzing.checks import check_frames
from benchmarks.fuzzing.reader import FuzzedReader
from recognizer.sources.libav import av
from recognizer.sources.opening import open_film, open_source

WIDTH, HEIGHT, FRAMES = 64, 48, 12
KINDS = {  # of containers, each with the codec of its pictures
    "video.mp4": "libx264",
    "video.mkv": "libx264",
    "video.webm": "libvpx-vp9",
    "video.avi": "mpeg4",
    "video.mov": "mjpeg",
    "video.mpg": "mpeg2video",
    "video.ts": "libx264",
    "video.h264": "libx264",
    "video.gif": "gif",
}


def write_film(path: Path, codec: str) -> None:
    """A square that wanders."""
    with av.open(str(path), "w") as file:
        stream = cast(av.VideoStream, file.add_stream(codec, rate=25))
        stream.width, stream.height = WIDTH, HEIGHT
        stream.pix_fmt = {"mjpeg": "yuvj420p", "gif": "rgb8", "png": "rgb24"}.get(codec, "yuv420p")
        stream.codec_context.time_base = Fraction(1, 25)
        for index in range(FRAMES):
            image = np.full((HEIGHT, WIDTH, 3), 60, np.uint8)
            image[10:30, 3 * index : 3 * index + 20] = (200, 120, 40)
            frame = av.VideoFrame.from_ndarray(image, format="rgb24")
            frame.pts = index
            file.mux(stream.encode(frame))
        file.mux(stream.encode())


def _make_film(name: str, folder: Path) -> list[Path]:
    write_film(folder / name, KINDS[name])
    return [folder / name]


def _read_film(name: str, folder: Path) -> None:
    with open_film(folder / name, threads=1) as source:
        check_frames(source)


def _make_pictures(codec: str, ending: str, folder: Path) -> list[Path]:
    files = [folder / f"{number}.{ending}" for number in range(2)]
    for file in files:
        with av.open(str(file), "w", format="image2", options={"update": "1"}) as target:
            stream = cast(av.VideoStream, target.add_stream(codec, rate=25))
            stream.width, stream.height = WIDTH, HEIGHT
            stream.pix_fmt = {"mjpeg": "yuvj420p", "png": "rgb24"}.get(codec, "bgr24")
            frame = av.VideoFrame.from_ndarray(np.full((HEIGHT, WIDTH, 3), 90, np.uint8), format="rgb24")
            target.mux(stream.encode(frame))
            target.mux(stream.encode())
    return files


def _read_pictures(ending: str, folder: Path) -> None:
    with open_source(folder / f"%d.{ending}") as source:
        check_frames(source)


READERS = (
    *(
        FuzzedReader(name.replace(".", "-"), partial(_make_film, name), partial(_read_film, name), share=0.02)
        for name in KINDS
    ),
    *(
        FuzzedReader(
            f"pictures-{ending}", partial(_make_pictures, codec, ending), partial(_read_pictures, ending), share=0.05
        )
        for ending, codec in (("png", "png"), ("jpg", "mjpeg"), ("bmp", "bmp"))
    ),
)
