"""Writing a video file: the best codec there is, a steady rate from frames that come when they come, a full disk."""

import errno
import os
import shutil
import time as clock
from collections.abc import Callable
from contextlib import suppress
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Protocol, cast

import numpy as np

from recognizer.errors import UserError
from recognizer.files import put_in_place, remove, temporary_beside
from recognizer.sources.libav import av
from recognizer.sources.opencv import cv2
from recognizer.sources.sound_track import sound_of
from recognizer.sources.source import check_picture
from recognizer.sources.video_reader import VideoReader

# H.264 plays everywhere, in web browsers too. The others are for builds of FFmpeg that lack an encoder for it.
H264 = ("libx264", "libopenh264", "mpeg4")
CODECS = {".mp4": H264, ".mov": H264, ".mkv": H264, ".avi": ("mjpeg",)}
ENCODING = {
    "libx264": {"preset": "superfast", "crf": "20"},
    "libopenh264": {"b": "4000000"},
    "mpeg4": {"qscale": "3"},
    "mjpeg": {"qscale": "3"},
}
PIXELS = {"mjpeg": "yuvj420p"}  # yuv420p for all others
BT601, NARROW = 6, 1  # how H.264 names the colours that swscale makes, so that no player has to guess
START_PLAYABLE = {"movflags": "faststart"}  # the index first: browsers play it before all of it has come
# In pieces of a second, so that what was written up to a power failure can be played; a usual file in the end.
LASTING = {"movflags": "hybrid_fragmented", "frag_duration": "1000000"}
RESERVE = 64_000_000  # bytes that stay free on the disk: a file that cannot be finished cannot be played
LOOK_AGAIN = 0.5  # seconds between looks at the room that is left
LONGEST_HOLD = 10.0  # seconds for which a picture is repeated where no other comes


class Writer(Protocol):
    """What writes pictures to a file."""

    def write(self, image: np.ndarray) -> object:
        """Append a picture: uint8 RGB ``(height, width, 3)``. Raises ``OSError``."""

    def release(self) -> None:
        """Finish the file. Raises ``OSError``."""


Opener = Callable[[Path, float, tuple[int, int]], Writer]


def open_writer(
    path: Path,
    fps: float,
    size: tuple[int, int],
    first: int = 0,
    sound: str | Path | None = None,
    lasting: bool = False,
) -> Writer:
    """What writes with the best codec that there is for this kind of file. ``size`` is (width, height), both even;
    ``first``: how many pictures the first one is late; ``sound``: a video, or its address, whose sound is wanted
    beside the pictures; ``lasting``: the unfinished file can be played, too. Raises ``UserError``."""
    if path.suffix.lower() not in CODECS:
        raise UserError(f"{path} is not a video's name: end it with {' or '.join(CODECS)}.")
    codec = video_encoder(path.suffix)
    if codec is None:
        raise UserError(f"{path} cannot be written as a video: there is no encoder for it.")
    try:
        return LibavWriter(path, codec, fps, size, first, sound, lasting)
    except (av.error.FFmpegError, OSError, ValueError):
        raise UserError(f"{path} cannot be written as a video.") from None


def video_encoder(suffix: str) -> str | None:
    """The best codec that is there to write such a file, ``None`` where there is none."""
    for name in CODECS[suffix.lower()]:
        try:
            av.Codec(name, "w")
        except (av.error.FFmpegError, ValueError):
            continue
        return name
    return None


class LibavWriter:
    """Writes pictures of one size at a steady rate, and the sound of a video beside them; see `open_writer`."""

    def __init__(
        self,
        path: Path,
        codec: str,
        fps: float,
        size: tuple[int, int],
        first: int = 0,
        sound: str | Path | None = None,
        lasting: bool = False,
    ) -> None:
        rate, suffix = Fraction(fps).limit_denominator(1001), path.suffix.lower()
        options = (LASTING if lasting else START_PLAYABLE) if suffix in (".mp4", ".mov") else {}
        self._file = av.open("file:" + os.fspath(path), "w", format=_FORMATS[suffix], container_options=options)
        self._stream = cast("av.VideoStream", self._file.add_stream(codec, rate=rate, options=ENCODING[codec]))
        (self._stream.width, self._stream.height), self._stream.pix_fmt = size, PIXELS.get(codec, "yuv420p")
        self._stream.codec_context.time_base = 1 / rate
        if codec != "mjpeg":
            self._stream.codec_context.colorspace = BT601
            self._stream.codec_context.color_range = NARROW
        self._reformatter = av.video.reformatter.VideoReformatter()
        self._number, self._step = first, 1 / rate
        self._sound = sound_of(sound, self._file, suffix)

    def write(self, image: np.ndarray) -> None:
        """Append a picture: uint8 RGB ``(height, width, 3)``. Raises ``OSError``."""
        frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(image), format="rgb24")
        frame = self._reformatter.reformat(frame, format=self._stream.pix_fmt, interpolation="BICUBIC", threads=1)
        frame.pts, frame.time_base = self._number, self._step
        if self._sound is not None:
            _plainly(partial(self._sound.write_up_to, float(self._number * self._step)))
        self._number += 1
        _plainly(lambda: self._file.mux(self._stream.encode(frame)))

    def release(self) -> None:
        """Finish the file. Raises ``OSError``."""
        try:
            _plainly(lambda: self._file.mux(self._stream.encode(None)))
            if self._sound is not None:
                _plainly(partial(self._sound.write_up_to, None))
        finally:
            if self._sound is not None:
                self._sound.close()
            _plainly(self._file.close)


_FORMATS = {".mp4": "mp4", ".mov": "mov", ".mkv": "matroska", ".avi": "avi"}


def _plainly(write: Callable[[], object]) -> None:
    """Write, and raise what fails as the system's own error."""
    try:
        write()
    except av.error.FFmpegError as error:
        raise OSError(error.errno or errno.EIO, error.strerror or "the encoder failed") from error


class VideoFile:
    """A video being written, under another name until it is finished. Use it in one thread.

    The rate is steady: a picture is repeated where the next one comes late, and left out where it comes too soon.
    ``sound``: a video, or its address, whose sound is heard beside the pictures; their times are those of that video
    then, and the first one may be later than its start. ``opener`` stands in for the encoder in tests. ``mark``: see
    ``temporary_beside``.
    """

    def __init__(
        self,
        path: str | Path,
        fps: float,
        opener: Opener = open_writer,
        sound: str | Path | None = None,
        mark: str = "part",
    ) -> None:
        """Raises ``UserError`` where the folder cannot be written to, or the name is not a video's."""
        self.path, self.fps = Path(path), fps
        self._opener, self._sound = opener, sound
        if self.path.suffix.lower() not in CODECS:
            raise UserError(f"{path} is not a video's name: end it with {' or '.join(CODECS)}.")
        self._temporary = temporary_beside(self.path, mark)
        self._writer: Writer | None = None
        self._size = (0, 0)
        self._last: np.ndarray | None = None
        self._start: float | None = None
        self._looked = 0.0
        self.frames = 0

    @property
    def unfinished(self) -> Path:
        """Where it is until it is finished."""
        return self._temporary

    @property
    def seconds(self) -> float:
        """How long the video is so far."""
        return self.frames / self.fps

    def write(self, image: np.ndarray, time: float) -> None:
        """Append a picture, uint8 RGB ``(H, W, 3)``, that is to be seen from ``time`` seconds on; the first one's time
        is the video's start. All are brought to the first one's size. Raises ``OSError`` when the disk is full, and
        ``ValueError`` for what is no picture."""
        check_picture(image)
        picture = self._fit(image, time)
        if self._start is None:
            self._start = time
        most = self.frames + round(LONGEST_HOLD * self.fps)
        due = round((time - self._start) * self.fps)  # pictures that come before this one
        if due > most:
            due, self._start = most, time - most / self.fps
        writer = self._writer
        assert writer is not None, "opened for the first picture"
        while self.frames < due and self._last is not None:
            self._append(writer, self._last)
        if due >= self.frames:
            self._append(writer, picture)
        self._last = picture.copy()  # the caller may draw into its own

    def finish(self) -> None:
        """Give the video its name. Raises ``UserError`` where there is none: it holds no picture, or could not be
        written to its end."""
        try:
            if self._writer is None:
                raise UserError(f"{self.path.name} was not written, since there were no pictures.")
            self._writer.release()
            if not plays(self._temporary):
                raise UserError(f"{self.path} could not be written to its end and was given up: is the disk full?")
            put_in_place(self._temporary, self.path)
        except OSError as error:
            raise UserError(f"Cannot write {self.path}: {error.strerror or error}.") from error
        finally:
            remove(self._temporary)

    def abandon(self) -> None:
        """Leave nothing behind."""
        if self._writer is not None:
            with suppress(OSError):
                self._writer.release()
        remove(self._temporary)

    def __enter__(self) -> "VideoFile":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        if error is None:
            self.finish()
            return
        self.abandon()
        if isinstance(error, OSError):
            raise UserError(f"Cannot write {self.path}: {error.strerror or error}.") from error

    def _fit(self, image: np.ndarray, time: float) -> np.ndarray:
        """In the video's size, whose sides are even, as codecs want them. The first picture says which that is, and its
        ``time`` when the video begins."""
        if self._writer is None:
            height, width = image.shape[:2]
            self._size = (max(width - width % 2, 2), max(height - height % 2, 2))
            self._check_room()
            opener = self._opener
            if self._sound is not None:
                opener = partial(open_writer, first=max(round(time * self.fps), 0), sound=self._sound)
            self._writer = opener(self._temporary, self.fps, self._size)
        if (image.shape[1], image.shape[0]) != self._size:
            return cv2.resize(image, self._size, interpolation=cv2.INTER_LINEAR)
        return image

    def _append(self, writer: Writer, picture: np.ndarray) -> None:
        self._check_room()
        writer.write(picture)
        self.frames += 1

    def _check_room(self) -> None:
        """A file must be finished, which takes room as well, so look ahead."""
        if clock.monotonic() - self._looked > LOOK_AGAIN:
            self._looked = clock.monotonic()
            check_room(self.path)


def check_room(path: Path) -> None:
    """Raises ``OSError`` where less than the reserve is free on the disk of ``path``."""
    if shutil.disk_usage(path.parent).free < RESERVE:
        raise OSError(errno.ENOSPC, "the disk is full")


def plays(path: Path) -> bool:
    """Whether the file's first picture can be read."""
    try:
        with VideoReader(path, threads=1) as reader:
            return reader.read() is not None
    except UserError:
        return False
