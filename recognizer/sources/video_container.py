"""A video file as FFmpeg opens it: the stream of its pictures, and what the file says about itself."""

import os
import re
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from recognizer.errors import UserError
from recognizer.sources.addresses import is_address, scheme_of, without_secrets
from recognizer.sources.libav import InputContainer, av
from recognizer.sources.source import USUAL_FPS

FASTEST = 20_000.0  # pictures a second; what claims more than high-speed cameras give is damage
NO_TIMESTAMPS, MAY_JUMP = 0x80, 0x200  # FFmpeg's AVFMT_NOTIMESTAMPS and AVFMT_TS_DISCONT
TIMEOUT = 10.0  # seconds without a byte from an address, after which it counts as lost
# What a file, or an address, may make FFmpeg open in its turn: a file nothing on the network, an address no file.
FROM_FILES = "file,crypto,data"
FROM_NETWORK = "http,https,tls,tcp,udp,rtp,srtp,rtsp,rtsps,rtmp,rtmps,rtmpt,srt,crypto,data,httpproxy"
# RTSP through one connection, which firewalls let pass, and only else by single packets, which get lost.
NETWORK_OPTIONS = {"rtsp_flags": "prefer_tcp"}
LIVE_FORMATS = {"rtsp", "mpjpeg", "sdp", "rtp"}  # how cameras send
LIVE_SCHEMES = {"rtsp", "rtsps", "rtp", "udp", "srt"}
TEXTS = {"tty", "bin", "xbin", "adf", "idf"}  # FFmpeg draws pictures of text, of any file whose name ends with .txt
LISTS = {"concat", "lavfi"}  # what describes other files or filters instead of being a video

_DURATION = re.compile(r"(\d+):(\d\d):(\d\d(?:\.\d+)?)")


@dataclass(frozen=True)
class OpenedVideo:
    """A container with the ``stream`` of its pictures. ``path`` is what it was opened by.

    ``time_base``: seconds that one unit of a time stamp stands for; ``start``: what a time stamp in seconds is when the
    file begins, which need not be when the pictures do; ``fps``: the average rate; ``duration``: seconds from the
    file's start to the end of its pictures, ``None`` where the file does not say; ``frames``: likewise; ``certain``:
    whether this ``duration`` is that of the pictures, and not that of anything else in the file.
    """

    path: str
    container: InputContainer
    stream: "av.VideoStream"
    time_base: float
    start: float
    fps: float
    duration: float | None
    frames: int | None
    certain: bool

    @property
    def counted(self) -> bool:
        """There are no time stamps: a frame's time follows from its number."""
        return bool(self.container.format.flags & NO_TIMESTAMPS)

    @property
    def may_jump(self) -> bool:
        """Time stamps may jump in the middle, as in a recording of several broadcasts."""
        return bool(self.container.format.flags & MAY_JUMP)

    @property
    def misses_jumps(self) -> bool:
        """After a jump within the file, its stamps are not those that reading from the start gives."""
        return self.counted or self.container.format.name == "mpeg"  # which stamps some of its pictures alone

    @property
    def endless(self) -> bool:
        """What an address sends is live, as a camera's pictures are, and no file with an end."""
        name = self.container.format.name
        if name in LIVE_FORMATS or scheme_of(self.path) in LIVE_SCHEMES:
            return True
        if self.container.duration:
            return False
        return name == "hls" or self.container.size <= 0  # of a file, the server says how large it is

    @property
    def only_decoding_times(self) -> bool:
        """The stamps say when a frame is decoded, which may be some frames before it is shown."""
        return self.container.format.name == "avi"

    @property
    def begins(self) -> float:
        """Seconds from the file's start to its first picture, as the file says."""
        return max((self.stream.start_time or 0) * self.time_base - self.start, 0.0)

    def stamp_of(self, frame: "av.VideoFrame") -> int | None:
        """The time stamp by which a frame is to be shown, in units of ``time_base``; ``None`` where it has none."""
        if self.only_decoding_times:
            return frame.dts
        return frame.pts if frame.pts is not None else frame.dts

    @property
    def pixel(self) -> Fraction | None:
        """How many times as wide as high a pixel is, ``None`` where the file does not say."""
        return self.stream.sample_aspect_ratio


def open_container(
    place: str | Path, options: dict[str, str] | None = None, timeout: float = TIMEOUT
) -> InputContainer:
    """Open a file or an address. ``timeout``: seconds without a byte from an address. Raises PyAV's errors, which may
    hold an address with its password."""
    if is_address(str(place)):
        return av.open(
            str(place),
            options={"protocol_whitelist": FROM_NETWORK} | NETWORK_OPTIONS | (options or {}),
            timeout=(timeout, timeout),
            metadata_errors="replace",
        )
    # Without the word in front, what stands before a colon in a name would be taken for a protocol.
    return av.open(
        "file:" + os.fspath(place),
        options={"protocol_whitelist": FROM_FILES} | (options or {}),
        metadata_errors="replace",
    )


def open_video(place: str | Path, threads: int = 0, timeout: float = TIMEOUT) -> OpenedVideo:
    """Open a video by its path or its address, with so many ``threads`` to decode it (0: as many as help).
    ``timeout``: seconds without a byte from an address. Raises ``UserError`` where it is none."""
    shown = without_secrets(str(place))
    container, failure = None, None
    try:
        container = open_container(place, timeout=timeout)
    except (av.error.FFmpegError, OSError, ValueError) as error:
        failure = _why(error, shown)
    if container is None:
        raise UserError(failure)  # out of reach of the error, whose text may hold a password
    try:
        return _described(container, str(place), shown, threads)
    except UserError:
        container.close()
        raise


def _described(container: InputContainer, place: str, shown: str, threads: int) -> OpenedVideo:
    if container.format.name in TEXTS:
        raise UserError(f"{shown} is a text file and cannot be read as a video.")
    if container.format.name in LISTS:
        raise UserError(f"{shown} is a list of other files and cannot be read as a video.")
    stream = picture_stream(container)
    if stream is None:
        sound = " It holds sound alone." if container.streams.audio else ""
        raise UserError(f"{shown} cannot be read as a video: there are no pictures in it.{sound}")
    if stream.codec_context is None:
        raise UserError(f"{shown} cannot be read as a video: nothing here decodes the kind of its pictures.")
    stream.thread_type = "AUTO"
    stream.codec_context.thread_count = threads
    time_base = float(stream.time_base) if stream.time_base else 1 / av.time_base
    start = 0.0 if container.start_time is None else max(container.start_time / av.time_base, 0.0)
    duration, certain = _duration(container, stream, time_base, start)
    return OpenedVideo(
        place, container, stream, time_base, start, _rate(stream), duration, stream.frames or None, certain
    )


def picture_stream(container: InputContainer) -> "av.VideoStream | None":
    """The stream of the container's pictures that is meant to be looked at; a sound's cover is none."""
    cover = av.stream.Disposition.attached_pic
    streams = [stream for stream in container.streams.video if not stream.disposition & cover]
    best = container.streams.best("video")
    return best if best in streams else next(iter(streams), None)


def _rate(stream: "av.VideoStream") -> float:
    """Pictures a second, on the average where the file knows."""
    for rate in (stream.average_rate, stream.guessed_rate, stream.base_rate):
        if rate and 0 < rate <= FASTEST:
            return float(rate)
    return USUAL_FPS


def _duration(
    container: InputContainer, stream: "av.VideoStream", time_base: float, start: float
) -> tuple[float | None, bool]:
    """Seconds from the file's start to the end of its pictures, and whether it is certain that it is theirs."""
    begins = max((stream.start_time or 0) * time_base - start, 0.0)
    if stream.duration and stream.duration > 0:
        # A file that is cut off may still say how many frames it had.
        counted = stream.frames / stream.average_rate if stream.frames and stream.average_rate else 0.0
        return begins + max(stream.duration * time_base, float(counted)), True
    noted = _DURATION.match(stream.metadata.get("DURATION", ""))  # Matroska's way to say how long a stream is
    if noted:
        hours, minutes, seconds = noted.groups()
        end = int(hours) * 3600 + int(minutes) * 60 + float(seconds)
        if end > start:
            return end - start, True
    if container.duration and container.duration > 0:
        return container.duration / av.time_base, len(container.streams) == 1
    return None, False


def _why(error: Exception, shown: str) -> str:
    """Why it could not be opened, in a sentence without what the error says, which may hold a password."""
    if is_address(shown):
        if scheme_of(shown) in LIVE_SCHEMES and isinstance(error, (av.error.InvalidDataError, av.error.EOFError)):
            return f"{shown} does not answer, or not as a camera does: are address and port right?"
        return f"{shown} {reason_of(error)}."
    if isinstance(error, PermissionError):
        return f"{shown} cannot be read: you may not open it."
    return f"{shown} cannot be read as a video."


def reason_of(error: Exception) -> str:
    """Why an address cannot be opened: how a sentence goes on that begins with it."""
    if isinstance(error, av.error.HTTPUnauthorizedError):
        return "wants a name and a password, or other ones: write them as in rtsp://name:password@camera/stream"
    if isinstance(error, av.error.HTTPNotFoundError):
        return "is not there: whoever answers has nothing under that address"
    if isinstance(error, av.error.HTTPError):
        return "was refused by whoever answers"
    if isinstance(error, (ConnectionRefusedError, ConnectionResetError)):
        return "refuses the connection: is it switched on, and are address and port right?"
    if isinstance(error, (TimeoutError, av.error.ExitError)):
        return "does not answer: is it switched on, and is the network right?"
    if isinstance(error, (av.error.InvalidDataError, av.error.EOFError)):
        return "gives nothing that can be read as a video"
    if isinstance(error, (av.error.ProtocolNotFoundError, av.error.DemuxerNotFoundError)):
        return "cannot be opened: its way of sending is not known"
    return "cannot be reached: are the address and the network right?"
