"""The thread that plays sounds, so that nobody waits for a sound device. No Qt here."""

import queue
import threading
from collections.abc import Callable, Generator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from app.session.worker import Worker
from app.texts import mark, tr
from recognizer.errors import UserError
from recognizer.text import path_text

if TYPE_CHECKING:
    from miniaudio import PlaybackDevice

Stream = Generator[Any, int, None]  # is sent how many frames are wanted, and gives at most as many, as bytes

RATE, CHANNELS = 48_000, 2  # frames a second
WAITING = 4  # sounds that wait for this thread at most
AGAIN = 0.1  # seconds between looks at whether a sound has ended
TAIL = RATE // 2  # frames of silence behind a sound: what the device was given last is still to be heard
NOTES = ((0.0, 659.26), (0.13, 880.0))  # seconds, Hz: E5 and A5
LENGTH, FADE_IN, DECAY, LOUDNESS = 0.7, 0.006, 0.14, 0.22  # seconds, seconds, seconds, of full scale

OGG = b"OggS"  # how an Ogg file begins

NO_DEVICE = mark("No sound can be played: this machine has no sound device that works.")
NO_LIBRARY = mark("No sound can be played: the package miniaudio is not installed.")


class SoundThread(Worker):
    """Plays one sound at a time: a new one takes the place of the one before. What still plays at the end is ended."""

    def __init__(self) -> None:
        super().__init__("sounds")
        self._wanted: queue.Queue[tuple[Path | None, Callable[[str], None]] | None] = queue.Queue(WAITING)
        self._heard = threading.Event()  # the sound that plays has come to its end
        self._device: PlaybackDevice | None = None
        self._playing = self._stopping = False

    def play(self, file: Path | None, tell: Callable[[str], None]) -> None:
        """Play a sound file, or a tone for ``None``. ``tell`` gets a sentence where that cannot be done, from this
        thread. From any thread; returns at once."""
        with suppress(queue.Full):
            self._wanted.put_nowait((file, tell))

    def stop(self) -> None:
        """Be silent, and play nothing more; returns at once."""
        self._stopping = True
        with suppress(queue.Full):  # then it waits for nothing
            self._wanted.put_nowait(None)

    def work(self) -> None:
        """Play what is wanted, until ``stop``."""
        try:
            while not self._stopping:
                try:
                    wanted = self._wanted.get(timeout=AGAIN if self._playing else None)
                except queue.Empty:
                    wanted = None
                if wanted is not None and not self._stopping:
                    with self.guarded(mark("Playing a sound")):
                        self._begin(*wanted)
                elif self._heard.is_set():
                    self._hush()
        finally:
            self._let_go()

    def _begin(self, file: Path | None, tell: Callable[[str], None]) -> None:
        try:
            stream = _tone_stream() if file is None else file_stream(file)
            self._hush()
            # Kept open from the first sound on: the library gives the system's sound server a connection for each
            # device that is opened, and takes none of them back.
            self._device = self._device or open_device()
            self._start(stream)
        except UserError as error:
            tell(str(error))

    def _start(self, stream: Stream) -> None:
        """Have the device play it. Raises ``UserError`` where it is there no more."""
        from miniaudio import MiniaudioError

        assert self._device is not None, "it was opened"
        self._heard.clear()
        playing = _until_heard(stream, self._heard)
        next(playing)  # as the library wants it: begun
        try:
            self._device.start(playing)
        except MiniaudioError as error:
            self._let_go()
            raise UserError(tr(NO_DEVICE)) from error
        self._playing = True

    def _hush(self) -> None:
        self._playing = False
        self._heard.clear()
        if self._device is not None:
            with suppress(_library_error()):  # it was unplugged, as the next sound will find
                self._device.stop()

    def _let_go(self) -> None:
        self._playing = False
        if self._device is not None:
            self._device.close()
            self._device = None


def open_device() -> "PlaybackDevice":
    """The sound device that the system plays by. Raises ``UserError`` where there is none."""
    try:
        from miniaudio import MiniaudioError, PlaybackDevice, SampleFormat
    except ImportError as error:
        raise UserError(tr(NO_LIBRARY)) from error
    try:
        device = PlaybackDevice(SampleFormat.FLOAT32, CHANNELS, RATE, app_name="MS-SA Studio")
    except MiniaudioError as error:
        raise UserError(tr(NO_DEVICE)) from error
    if device.backend == "Null":  # what the library takes where there is no other: nobody hears it
        device.close()
        raise UserError(tr(NO_DEVICE))
    return device


def tone() -> "np.ndarray[tuple[int, int], np.dtype[np.float32]]":
    """Two soft notes that fade away, frames x channels, within -1 and 1."""
    time = np.arange(round(LENGTH * RATE)) / RATE
    wave = np.zeros_like(time)
    for begins, pitch in NOTES:
        since = np.maximum(time - begins, 0.0)
        loudness = np.minimum(since / FADE_IN, 1.0) * np.exp(-since / DECAY)
        wave += loudness * (np.sin(2 * np.pi * pitch * since) + 0.25 * np.sin(4 * np.pi * pitch * since))
    wave *= np.minimum((LENGTH - time) / 0.05, 1.0)  # a sound that is cut off clicks
    return np.repeat(LOUDNESS * wave[:, None], CHANNELS, axis=1).astype(np.float32)


def _tone_stream() -> Stream:
    def frames() -> Stream:
        wave, place = tone(), 0
        wanted = yield b""
        while place < len(wave):
            part = wave[place : place + wanted]
            place += wanted
            wanted = yield part.tobytes()

    stream = frames()
    next(stream)
    return stream


def file_stream(file: Path) -> Stream:
    """Decoded while it plays. Raises ``UserError`` where it cannot be."""
    if not file.is_file():
        raise UserError(tr("No sound can be played: there is no file {file}.", file=path_text(file)))
    try:
        from miniaudio import DecodeError, SampleFormat, stream_file
    except ImportError as error:
        raise UserError(tr(NO_LIBRARY)) from error
    try:
        with open(file, "rb") as opened:
            if opened.read(len(OGG)) == OGG:
                return _ogg_stream(file)
        return stream_file(str(file), SampleFormat.FLOAT32, CHANNELS, RATE)
    except (DecodeError, OSError, ValueError) as error:
        raise UserError(
            tr("{file} cannot be played: it is no WAV, MP3, FLAC or Ogg Vorbis file.", file=path_text(file))
        ) from error


def _ogg_stream(file: Path) -> Stream:
    """An Ogg file, decoded by FFmpeg: miniaudio's decoder of these ends the process at some damaged ones. Raises
    ``OSError`` and ``ValueError`` where there is no sound in it."""
    from recognizer.sources.libav import av
    from recognizer.sources.video_container import open_container

    try:
        container = open_container(file)
    except av.error.FFmpegError as error:
        raise ValueError("no sound") from error
    if not container.streams.audio:
        container.close()
        raise ValueError("no sound")

    def samples() -> Generator["np.ndarray[Any, Any]", None, None]:
        """Frames x channels, until the end or the first damage."""
        resampler = av.AudioResampler(format="flt", layout="stereo", rate=RATE)
        with container, suppress(av.error.FFmpegError):
            for frame in container.decode(audio=0):
                for part in resampler.resample(frame):
                    yield part.to_ndarray().reshape(-1, CHANNELS).astype(np.float32)

    def frames() -> Stream:
        wanted = yield b""
        for part in samples():
            while len(part):
                now, part = part[:wanted], part[wanted:]
                wanted = yield now.tobytes()

    stream = frames()
    next(stream)
    return stream


def _until_heard(stream: Stream, heard: threading.Event) -> Stream:
    """``stream`` and the silence behind it; then ``heard`` is set."""
    wanted = yield b""
    silent = 0
    try:
        while True:
            try:
                samples = stream.send(wanted)
            except StopIteration:
                break
            wanted = yield samples
        while silent < TAIL:
            silent += wanted
            wanted = yield b""
    finally:
        heard.set()


def _library_error() -> type[Exception]:
    from miniaudio import MiniaudioError

    return MiniaudioError
